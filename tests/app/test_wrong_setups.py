"""Wrong set-ups an owner really meets: each is run, and each ends in a Portuguese sentence that says the cure."""

from __future__ import annotations

import asyncio
import os
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from central.adapters.store.engine import postgres as postgres_module
from central.adapters.store.engine.schema import steps
from central.adapters.store.engine.sqlite import SqliteEngine
from central.app.cli import main
from tests.app.wrong_world import Outside, SetUp, outside
from tests.ports import free_port

START = ["iniciar"]
Spoil = Callable[[SetUp], None]
CASES: dict[str, tuple[Spoil, tuple[str, ...]]] = {}


def case(*words: str) -> Callable[[Spoil], Spoil]:
    """A way to spoil a set-up, and what the owner must read then: what is wrong, and the cure."""

    def keep(spoil: Spoil) -> Spoil:
        CASES[spoil.__name__] = (spoil, words)
        return spoil

    return keep


@pytest.fixture(scope="module")
def world() -> Iterator[Outside]:
    with outside() as running:
        yield running


@pytest.fixture
def right(world: Outside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SetUp]:
    world.reset()
    for name in ("DATABASE_URL", "OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    setup = SetUp(world, tmp_path)
    with setup.open:
        yield setup


def run(setup: SetUp, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    for name, value in setup.env.items():
        monkeypatch.setenv(name, value)
    code = main(setup.arguments)
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_right_set_up_has_nothing_to_mend(
    right: SetUp, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    right.env |= {"OPENAI_BASE_URL": f"{right.world.address}/v1", "OPENAI_API_KEY": right.world.model_key}
    code, said = run(right, monkeypatch, capsys)
    assert code == 0, said
    assert "✗" not in said
    assert "aperta as mãos" in said


def test_programs_read_the_same_list(
    right: SetUp, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    right.arguments = ["verificar", "--json", "--sem-rede"]
    code, said = run(right, monkeypatch, capsys)
    assert code == 0
    assert said.startswith('{"certo": true')
    assert not any(value in said for name, value in right.env.items() if name in ("WHATSAPP_TOKEN", "META_APP_SECRET"))


def test_a_look_beside_a_running_central_changes_nothing(
    right: SetUp, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = SqliteEngine(str(right.database))
    right.open.callback(lambda: asyncio.run(engine.close()))
    right.arguments = ["verificar", "--sem-rede"]
    code, said = run(right, monkeypatch, capsys)
    assert code == 0, said
    assert "O banco responde e está na versão" in said


@case("não aceita o token de WHATSAPP_TOKEN", "gere outro em Meta Business")
def bad_token(setup: SetUp) -> None:
    setup.env["WHATSAPP_TOKEN"] = "EAAerrado"


@case("META_APP_SECRET não é a chave secreta do aplicativo", "copie a chave secreta")
def wrong_app_secret(setup: SetUp) -> None:
    setup.env["META_APP_SECRET"] = "outro-segredo"


@case("O campo messages não está assinado", "toque em Assinar: messages")
def unsubscribed_field(setup: SetUp) -> None:
    setup.world.office.fields = ["account_update"]


@case("vence em", "validade “nunca”")
def expired_token(setup: SetUp) -> None:
    setup.world.office.expires_at = int(time.time()) - 60


@case("falta a permissão whatsapp_business_messaging", "gere outro")
def token_without_a_permission(setup: SetUp) -> None:
    setup.world.office.scopes = ["whatsapp_business_management"]


@case("já está em uso neste computador", "PORT=")
def port_taken(setup: SetUp) -> None:
    setup.open.enter_context(socket.create_server(("127.0.0.1", int(setup.env["PORT"]))))
    setup.arguments = START


@case("Não consigo gravar na pasta", "Escolha outra pasta, ou dê a posse dela")
def read_only_disk(setup: SetUp) -> None:
    setup.env["CENTRAL_DATA"] = "/sys/central"
    setup.arguments = START


@case("este programa usa a", "rode central migrar")
def old_schema(setup: SetUp) -> None:
    setup.database.parent.mkdir()
    with sqlite3.connect(setup.database) as connection:
        for step in steps("sqlite")[:3]:
            connection.executescript(step.script)
        connection.execute("PRAGMA user_version = 3")


@case("é de uma Central mais nova", "atualize o programa")
def newer_schema(setup: SetUp) -> None:
    setup.database.parent.mkdir()
    with sqlite3.connect(setup.database) as connection:
        connection.execute("PRAGMA user_version = 999")
    setup.arguments = START


@case("não é um banco do Central", "restaure uma cópia")
def not_a_database(setup: SetUp) -> None:
    setup.database.parent.mkdir()
    setup.database.write_bytes(b"PK" * 4000)
    setup.arguments = START


@case("O relógio deste computador está", "acerte a hora")
def clock_skew(setup: SetUp) -> None:
    setup.world.office.clock_ms = 15 * 60_000


@case("já está aberto por outra Central", "use Postgres (DATABASE_URL)")
def second_process_on_the_file(setup: SetUp) -> None:
    engine = SqliteEngine(str(setup.database))
    setup.open.callback(lambda: asyncio.run(engine.close()))
    setup.arguments = START


@case("Não consegui entrar no Postgres", "confira se ele está no ar")
def unreachable_postgres(setup: SetUp) -> None:
    setup.env["DATABASE_URL"] = f"postgresql://central@127.0.0.1:{free_port()}/central"
    setup.arguments = START


@case("A Meta não conhece o número de id 123456789012345", "corrija o id do canal", "+55 11 90000-0001")
def unknown_phone_number_id(setup: SetUp) -> None:
    setup.rewrite("loja.yaml", '"900200000000001"', '"123456789012345"')


@case("ainda não está registrado na Cloud API", "PIN de seis dígitos")
def unregistered_number(setup: SetUp) -> None:
    setup.world.office.unregistered = ["900200000000001"]


@case("está sem forma de pagamento válida", "ponha um cartão")
def no_payment_method(setup: SetUp) -> None:
    setup.world.office.unpaid = ["900300000000001"]


@case("recusa a chave de OPENAI_API_KEY", "crie outra chave")
def model_key_refused(setup: SetUp) -> None:
    setup.env |= {"OPENAI_BASE_URL": f"{setup.world.address}/v1", "OPENAI_API_KEY": "vencida"}


@case("O modelo gpt-4 foi desligado em 23/10/2026", "MODELO_FORTE=gpt-6.1-terra")
def model_retired(setup: SetUp) -> None:
    setup.env |= {"OPENAI_BASE_URL": f"{setup.world.address}/v1", "OPENAI_API_KEY": setup.world.model_key}
    setup.env["MODELO_FORTE"] = "gpt-4"


@case("PORT=oitenta", "escreva um número inteiro", "RITMO=rápido", "de 0 (na hora) a 3")
def malformed_values(setup: SetUp) -> None:
    setup.env |= {"PORT": "oitenta", "RITMO": "rápido"}
    setup.arguments = START


@case("que não existe", "você quis dizer")
def a_reference_to_nothing(setup: SetUp) -> None:
    setup.rewrite("produtos-beleza.yaml", "persona: livia", "persona: livya")
    setup.arguments = ["importar", str(setup.operation), "--sim"]


@case("CENTRAL_CHAVE", "uma chave sua, igual em todos os processos")
def no_installation_key(setup: SetUp) -> None:
    setup.env |= {"CENTRAL_CHAVE": "", "DATABASE_URL": "postgresql://central@127.0.0.1:1/central"}
    setup.arguments = START


@case("recusa a palavra de verificação", "inicie de novo com o atual")
def wrong_verify_token(setup: SetUp) -> None:
    setup.world.word = "outra-palavra"


@case("é de outro aplicativo", "acrescente 900300000000001 às wabas")
def account_of_another_app(setup: SetUp) -> None:
    setup.rewrite("loja.yaml", "segredo: META_APP_SECRET", 'segredo: META_APP_SECRET\n    wabas: ["900300000000002"]')


@case("não ouve a conta", "central configurar, que assina a conta")
def app_not_subscribed_to_the_account(setup: SetUp) -> None:
    setup.world.office.unheard = ["900300000000001"]


@case("A Meta entrega em https://outra.example/webhook", "que não é esta Central", "na tela Webhooks")
def webhook_of_somebody_else(setup: SetUp) -> None:
    setup.world.office.callback_url = "https://outra.example/webhook"


@case("fora de um volume", "crie um volume")
def sqlite_without_a_volume(setup: SetUp) -> None:
    setup.env["RAILWAY_ENVIRONMENT"] = "production"


@case("Falta a variável PEDIDOS_SEGREDO", "copie o segredo do webhook")
def checkout_without_its_secret(setup: SetUp) -> None:
    setup.env["PEDIDOS_SEGREDO"] = ""


@case("Ainda não há operação", "central importar PASTA")
def no_operation(setup: SetUp) -> None:
    setup.env["CENTRAL_OPERACAO"] = ""
    setup.arguments = ["motor"]


@pytest.mark.parametrize("name", CASES)
def test_a_wrong_set_up_says_its_cure(
    name: str, right: SetUp, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(postgres_module, "PATIENCE_S", 0.3)
    spoil, words = CASES[name]
    spoil(right)
    code, said = run(right, monkeypatch, capsys)
    for word in words:
        assert word in said, said
    assert "Traceback" not in said
    if name != "old_schema":
        assert code in (1, 2)
    secrets = {right.env[name] for name in ("WHATSAPP_TOKEN", "META_APP_SECRET")}
    assert not [secret for secret in secrets if secret in said]


@pytest.mark.parametrize(
    ("address", "patience_s", "words"),
    [
        ("{server}/nenhum_banco_assim", 0.3, ("não existe", "copie o endereço de novo")),
        ("{reader}", 60, ("não pode atualizá-lo", "central migrar", "GRANT CREATE")),
    ],
)
def test_a_postgres_that_does_not_fit_says_its_cure(
    address: str,
    patience_s: float,
    words: tuple[str, ...],
    right: SetUp,
    postgres_server: str,
    empty_postgres_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(postgres_module, "PATIENCE_S", patience_s)
    role = f"leitor_{os.getpid()}"
    with psycopg.connect(empty_postgres_url, autocommit=True) as admin:
        admin.execute(f"DROP ROLE IF EXISTS {role}")
        admin.execute(f"CREATE ROLE {role} LOGIN")
        admin.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    reader = empty_postgres_url.replace("//central@", f"//{role}@")
    right.env["DATABASE_URL"] = address.format(server=postgres_server.rpartition("/")[0], reader=reader)
    right.arguments = START
    code, said = run(right, monkeypatch, capsys)
    assert code == 2
    assert all(word in said for word in words), said
