"""Orders from the terminal: listed, matched, sold by hand, undone; mistakes are told in a sentence."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from central.app.cli import main
from central.core.selling.checkout import CheckoutSpec
from central.core.selling.order import Order
from tests.clock import FakeClock
from tests.store.world import open_world


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A lead in a store on disk, and an order nobody is known for."""
    monkeypatch.setenv("CENTRAL_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    async def prepare() -> str:
        world = await open_world(f"sqlite:///{tmp_path / 'central.db'}", "um", FakeClock())
        accepted = await world.hear("quero")
        order = Order("77", "approved", 5, 8990, name="Bia")
        await world.store.orders.record(CheckoutSpec("loja"), order, "loja", world.now)
        await world.store.close()
        assert accepted.person is not None
        return accepted.person

    return asyncio.run(prepare())


def test_an_order_without_an_owner_gets_one(person: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pedidos"]) == 0
    listed = capsys.readouterr().out
    assert "loja 77" in listed
    assert "R$ 89,90" in listed
    order = listed.split()[0]
    assert main(["casar-pedido", order, person]) == 0
    assert main(["casar-pedido", order, person]) == 2
    capsys.readouterr()
    assert main(["pedidos"]) == 0
    assert "Nenhum pedido sem dono" in capsys.readouterr().out


def test_that_the_terminal_showed_people_is_on_record(person: str, tmp_path: Path) -> None:
    assert main(["pedidos"]) == main(["pedidos", "--pessoa", person]) == main(["atencao"]) == 0

    async def audited() -> list[tuple[str, str, str | None]]:
        world = await open_world(f"sqlite:///{tmp_path / 'central.db'}", "dois", FakeClock())
        lines = await world.store.privacy.audited(1 << 60)
        await world.store.close()
        return [(by, what, whom) for _, _, by, what, whom, _ in lines]

    listed, attention = "viu a lista de pedidos", "viu o que está em Atenção"
    assert set(asyncio.run(audited())) == {
        ("terminal", listed, None),
        ("terminal", listed, person),
        ("terminal", attention, None),
    }


def test_a_sale_by_hand_is_kept_and_undone_once(person: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vendi", person, "R$ 120,00", "--prova", "comprovante 12", "--quem", "dona"]) == 0
    order = capsys.readouterr().out.split()[-1]
    assert main(["pedidos", "--pessoa", person]) == 0
    assert "R$ 120,00" in capsys.readouterr().out
    assert main(["desfazer-venda", order]) == 0
    assert main(["desfazer-venda", order]) == 2


def test_mistakes_are_told_in_a_sentence(person: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vendi", person, "caro", "--prova", "x"]) == 2
    assert "não é um preço" in capsys.readouterr().err
    assert main(["vendi", "ninguem", "R$ 10,00", "--prova", "x"]) == 2
    assert "Não conheço a pessoa" in capsys.readouterr().err
    assert main(["simular", "--mundo", "marte"]) == 2
    assert "padrao" in capsys.readouterr().err


def test_an_order_paid_at_the_door_is_a_sale_only_then(person: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["na-entrega", "agendar", person, "R$ 89,90", "--prova", "conversa"]) == 0
    order = capsys.readouterr().out.split()[-1]
    assert main(["na-entrega", "enviou", order]) == 0
    assert main(["na-entrega", "enviou", order]) == 2
    assert main(["pedidos", "--pessoa", person]) == 0
    assert "paga na entrega" in capsys.readouterr().out
    assert main(["na-entrega", "pagou", order]) == 0
    assert main(["na-entrega", "frustrou", order]) == 2
    assert main(["desfazer-venda", order]) == 0


def test_a_way_is_typed_and_mistakes_are_told(person: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["vendi", person, "R$ 89,90", "--prova", "x"])
    order = capsys.readouterr().out.split()[-1]
    assert main(["rastreio", order, "AA123456785BR", "--previsao", "2026-12-24", "--situacao", "a caminho"]) == 0
    for wrong in (["rastreio", order, "<b>"], ["rastreio", order, "--previsao", "logo"], ["rastreio", "x", "AA1234"]):
        assert main(wrong) == 2
    assert "não é um dia" in capsys.readouterr().err
