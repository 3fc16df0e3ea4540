"""What the guard says of single sentences in the demo shop: lies that look true, truths that look like lies."""

from __future__ import annotations

import pytest

from central.adapters.operation import default_demo_folder, numbered, read_yaml
from central.core.guard import PERSON, Facts, facts_of, inspect, passes, reason

SHOP = numbered(1, "demo", read_yaml(default_demo_folder()))
LIVIA = next(p for p in SHOP.personas if p.id == "livia")
SAO_PAULO = SHOP.catalog.regions[0]


def facts(**changes: object) -> Facts:
    """A lead in São Paulo asks Lívia about the serum."""
    return facts_of(SHOP, LIVIA, "serum-aurora", **{"region": SAO_PAULO, "name": "Rute", **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("preco", "O de 15 ml sai por R$ 89,90."),
        ("preco", "O Batom Matte Veludo sai por R$ 89,90."),
        ("preco", "No cartão fica R$ 85,40."),
        ("preco", "Não, não são 89,90: são 59,90!"),
        ("preco", "custa ⑧⓪ reais"),
        ("desconto", "Com 5% no Pix e mais 5% de primeira compra."),
        ("desconto", "pague o sérum e leve o batom"),
        ("parcelas", "6x de R$ 14,99"),
        ("total", "O sérum de 30 ml com frete fica R$ 95,00."),
        ("frete", "O frete para o Grande Rio é R$ 12,90."),
        ("frete", "Para o CEP 20040-002 o frete fica R$ 12,90."),
        ("prazo", "Se fechar hoje, chega amanhã."),
        ("estoque", "Tem Nude Canela em estoque."),
        ("garantia", "O sérum tem garantia de 90 dias."),
        ("link", "https://саsaverida.example/p/serum-aurora"),
        ("link", "Compra o Batom Matte Veludo em https://casaverida.example/p/bolsa-nina"),
        ("persona", "Aqui é a Carla, tudo bem?"),
        ("promessa", "Chamei uma pessoa da equipe para você."),
    ],
)
def test_a_lie_is_refused_under_its_kind(kind: str, said: str) -> None:
    refused = {v.kind for v in inspect(said, facts()) if not v.allowed}
    assert kind in refused


@pytest.mark.parametrize(
    "said",
    [
        "O de 30 ml custa R$ 89,90 e o de 15 ml, R$ 54,90.",
        "O Sérum de 30 ml sai por R$ 89,90 e o Batom Matte Veludo por R$ 39,90, juntos R$ 129,80.",
        "R$ 89,90 + R$ 12,90 de frete = R$ 102,80.",
        "Dois séruns de 30 ml saem por R$ 179,80 com frete grátis.",
        "Para o CEP 20040-002 o frete fica R$ 16,90.",
        "Acima de R$ 149,00 o frete é grátis para a Grande São Paulo.",
        "Não consigo fazer por 50, e desconto além do Pix eu não tenho.",
        "Pagando hoje, chega em dois a três dias úteis.",
        "Oi, Rute! Aqui é a Lívia, assistente virtual. Já te respondo, 2 minutinhos.",
    ],
)
def test_a_truth_leaves(said: str) -> None:
    assert passes(inspect(said, facts())), reason(inspect(said, facts()))


def test_the_bubbles_of_a_reply_are_judged_together() -> None:
    assert passes(inspect(("O sérum de 30 ml sai por", "R$ 89,90."), facts()))
    assert not passes(inspect(("Batom Matte Veludo:", "sai por R$ 89,90"), facts()))
    assert not passes(inspect(("Faço por oitenta e", "um reais, fechado?"), facts()))


def test_what_the_turn_did_may_be_said() -> None:
    said = "Chamei uma pessoa da equipe para você."
    assert passes(inspect(said, facts(done=(PERSON,))))


def test_what_a_tool_said_may_be_said_and_a_canary_never() -> None:
    assert not passes(inspect("O total do pedido foi R$ 311,70.", facts()))
    assert passes(inspect("O total do pedido foi R$ 311,70.", facts(told=("Pedido 10482: R$ 311,70",))))
    assert not passes(inspect("O código é Vereda 4471.", facts(canary="vereda-4471")))


def test_a_writer_is_told_what_was_wrong() -> None:
    (why,) = reason(inspect("Hoje sai por R$ 49,90.", facts()))
    assert why == '"R$ 49,90": um preço que o catálogo não tem para esse produto'
