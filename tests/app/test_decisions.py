"""`central explicar` and `central repetir` over what a rehearsal left in a store."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from central.adapters.clock import SystemClock
from central.adapters.operation import default_demo_folder, read_yaml
from central.adapters.store import open_store
from central.adapters.store.sales.costs import Line
from central.app.cli import main
from central.app.desk.explain import told
from central.app.desk.repeat import LEAD, Repeated, repeated
from central.app.desk.spent import Report, sentences
from central.app.simulation.rehearsal import BEGINNING, Rehearsal, rehearsal
from central.core.decision import Decision, Verdict
from central.core.messaging.message import Text
from central.core.messaging.update import Heard
from central.core.replying.rules import Rule
from central.core.selling.budget import Budget, Spent
from central.core.selling.cost import Cost

DEMO = read_yaml(default_demo_folder())


async def talk(stage: Rehearsal, *said: str) -> str:
    conversation = ""
    for number, words in enumerate(said):
        at = BEGINNING + 120_000 * (number + 1)
        channel = stage.operation.channels[0]
        heard = Heard(channel.id, channel.waba, f"w{number}", at, LEAD, Text(words), b"{}")
        (accepted,) = await stage.hear(heard, at)
        conversation = accepted.conversation or ""
        await stage.work(at + 100_000)
    return conversation


SAID = ("oi", "quanto custa o sérum aurora?", "qual o frete pra 50030-230?", "tá caro")


async def test_the_same_build_repeats_a_conversation_without_a_difference() -> None:
    async with rehearsal(DEMO) as stage:
        await talk(stage, *SAID)
        stored = await stage.store.history.stored(None, 5)
    assert [len(one.heard) for one in stored] == [4]
    assert await repeated(stored, DEMO) == Repeated(1, 4, ())


async def test_a_change_of_the_operation_shows_where_it_answers_otherwise() -> None:
    async with rehearsal(DEMO) as stage:
        conversation = await talk(stage, *SAID)
        stored = await stage.store.history.stored(conversation[:20], 5)
    changed = replace(DEMO, rules=(Rule("tudo-e-pessoa", intents=("preco",), action="chamar_pessoa"), *DEMO.rules))
    found = await repeated(stored, changed)
    assert found.differences[0].words == "quanto custa o sérum aurora?"
    assert "ação: responder → chamar_pessoa" in found.differences[0].changes
    dearer = replace(DEMO, catalog=replace(DEMO.catalog, products=tuple(
        replace(p, price=p.price + 1000, variants=tuple(replace(v, price=None) for v in p.variants))
        for p in DEMO.catalog.products
    )))  # fmt: skip
    prices = await repeated(stored, dearer)
    assert any(change.startswith("diz: ") for one in prices.differences for change in one.changes)


async def test_a_decision_is_told_whole() -> None:
    async with rehearsal(DEMO) as stage:
        conversation = await talk(stage, *SAID)
        (one,) = await stage.store.history.stored(conversation, 1)
        price = one.decisions[1]
        found = await stage.store.history.decision(price.id)
        assert found == (conversation, price)
        costs = await stage.store.costs.of_decision(price.id)
        choices = await stage.store.ledger.of_turn(conversation, price.id)
    text = "\n".join(told(price, conversation, choices, costs, stage.operation))
    assert price.id in text
    assert "Persona: Lívia" in text
    assert "Leitura (palavras): pergunta de preço" in text
    assert f'Regra: "{price.rule}"' in text
    assert "Quem escreveu: o script" in text
    assert "Guarda: " in text
    assert "Operação: versão 1." in text


def test_a_models_decision_tells_its_tries_costs_and_what_was_refused() -> None:
    decision = Decision(
        "t1", 1_800_000_000_000, "livia", None, None, "novo", "preco", 0.91, True, "duvida", "forte", "ia/forte",
        "gpt-6.1-terra", 3, "responder", (Verdict(True, "preco", "R$ 89,90"), Verdict(False, "desconto", "50%")),
        {"caminho": ["forte: demora"], "prompt": "persona-1-abc", "orcamento": "apertado: dia",
         "ferramentas": ["x: y"]},
    )  # fmt: skip
    used = Cost("t1.1.r0", 0, "resposta", "t1", "c", "p", "livia", None, "forte", "gpt-6.1-terra", 1500, 1000, 120)
    meta = Cost(
        "t1.0", 0, "meta", "t1", "c", "p", "livia", None, "regular", "service", micro=35_000, brl=35_000, book="m"
    )
    text = "\n".join(told(decision, "c", [], [used, meta], None))
    for part in (
        "conversa delicada",
        "o modelo gpt-6.1-terra, nível forte",
        "Antes tentou: forte: demora.",
        "Instruções: persona-1-abc.",
        "O catálogo respondeu: x: y.",
        "Orçamento apertado: dia.",
        "Guarda: 1 de 2 afirmações conferem",
        'barrou "50%"',
        "preço desconhecido (1500 lidos (1000 de cache), 120 escritos)",
        "Custo de entregar: R$ 0,0350 (service, regular; lista m).",
    ):
        assert part in text


async def _fill(database: str) -> None:
    from central.adapters.clock import new_id
    from central.adapters.operation import digest, parse, to_json

    store = await open_store(database, clock=SystemClock(), ids=new_id, owner=new_id(), parse_operation=parse)
    await store.operations.publish(to_json(DEMO), digest(DEMO), "teste", SystemClock().now())
    await store.close()


async def test_the_terminal_says_in_one_sentence_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import asyncio

    monkeypatch.setenv("CENTRAL_DATA", str(tmp_path))
    assert await asyncio.to_thread(main, ["explicar", "0abc"]) == 2
    assert "Não encontrei uma decisão que comece com 0abc" in capsys.readouterr().err
    await _fill(f"sqlite:///{tmp_path / 'central.db'}")
    assert await asyncio.to_thread(main, ["repetir"]) == 2
    assert "Não há conversa guardada" in capsys.readouterr().err


def test_spending_is_told_with_its_limits_its_pace_and_what_is_unknown() -> None:
    lines = (
        Line(20775, "resposta", "livia", None, "mini", "m", 10, 4_000_000, 2, 0),
        Line(20775, "meta", "livia", "100", "regular", "service", 40, 1_400_000, 0, 0),
    )
    spent = Spent(day=2_550_000, month=5_440_000)
    said = "\n".join(sentences(Report(Budget(day=300, month=2000), spent, lines, 20775)))
    for part in (
        "Hoje: R$ 2,55 de R$ 3,00. Este mês: R$ 5,44 de R$ 20,00.",
        "Neste ritmo, o mês fecha em R$ 7,48.",
        "O orçamento do dia passou de 80 %",
        "IA, respostas: R$ 4,04",
        "livia: R$ 5,44",
        "2 chamadas sem preço conhecido",
        "40 respostas entregues este mês; as 1000 primeiras",
    ):
        assert part in said, said
