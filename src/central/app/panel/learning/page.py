"""The page of learning, and the owner's acts on it: the same ledger as `central aprendizado`."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Annotated
from weakref import WeakKeyDictionary

from fastapi import Form
from fastapi.responses import Response

from central.adapters.store.learning.ledger import SqlLedger
from central.app.desk.options import check_option
from central.app.panel import labels, words
from central.app.panel.learning import drawing
from central.app.panel.learning.figures import Learned, learn, name_of
from central.app.panel.learning.offers import calls, offers
from central.app.panel.panel import Panel
from central.app.panel.visit import Here, Section
from central.app.work.learner import SEED
from central.core.errors import AskHuman
from central.core.learning.belief import unlearned
from central.core.learning.choice import DRAWS
from central.core.learning.design import Design
from central.core.learning.saved import load_serving
from central.core.learning.serving import Serving
from central.core.ledger import LIMITS, Act, standing
from central.core.operation import Operation
from central.core.replying.arms import opening_label
from central.core.replying.choice import Chosen
from central.core.replying.opening import openings_for

section = Section()
LOG_LENGTH = 20
SLOTS = {"ia": "IA", "gatilho": "gatilho", "abertura": "mensagem inicial"}
KINDS = {"fixar": "Fixar", "limitar": "Limitar", "aposentar": "Aposentar", "congelar": "Congelar"}
BY = {
    "aprendizado": "sorteio",
    "regra": "regra",
    "controle": "grupo de controle",
    "freio": "freio",
    "fixo": "sem experiência",
}
PHASES = {"scripts": ("Scripts", ""), "regras": ("Regras", "warm"), "aprendizado": ("Aprendizado", "good")}
Short = Annotated[str, Form(max_length=120)]


@dataclass(slots=True)
class _Kept:
    """What was worked out last, and of which belief."""

    key: tuple[int, int] | None = None
    learned: Learned | None = None
    work: asyncio.Task[None] | None = None


_kept: WeakKeyDictionary[SqlLedger, _Kept] = WeakKeyDictionary()


@section.get("/aprendizado", least="leitura")
async def learning(visit: Here) -> Response:
    ledger = visit.panel.store.ledger
    acts = await ledger.acts()
    learned = await _learned(visit.panel)
    return await visit.page(
        "learning.html",
        learned=learned,
        standing=standing(acts, visit.now),
        calls=await calls(visit.panel.store, visit.now),
        offers=await offers(visit.panel.store, visit.now),
        news=[act for act in acts if act.kind in ("novo", "mudanca", "freio", "sinal")][-6:][::-1],
        beliefs=await ledger.beliefs(6),
        groups=await ledger.groups(),
        log=await _log(visit.panel),
        scale=drawing.scale,
        tone=drawing.tone,
        areas=drawing.areas(learned.shares),
        texts=_texts(await visit.panel.store.operations.current()),
        reais=_reais,
        name_of=name_of,
        labels=labels,
        SLOTS=SLOTS,
        KINDS=KINDS,
        BY=BY,
        PHASES=PHASES,
        DRAWS=DRAWS,
    )


@section.post("/aprendizado/ato", least="gestor")
async def act(
    visit: Here,
    ato: Short,
    lugar: Short = "",
    opcao: Short = "",
    por_cento: Annotated[int, Form(ge=1, le=100)] = 100,
    persona: Short = "",
    etapa: Short = "",
    produto: Short = "",
) -> Response:
    if ato not in KINDS or (ato != "congelar" and (lugar not in SLOTS or not opcao)):
        raise AskHuman("Escolha o que fazer e com qual opção.", code="ato")
    told = (("persona", persona), ("stage", etapa), ("product", produto))
    where = tuple((name, value) for name, value in told if value)
    share = por_cento / 100 if ato == "limitar" else 1.0
    slot, label = (lugar, opcao.removeprefix("abertura:")) if ato != "congelar" else ("", "")
    if label:
        await check_option(visit.panel.store, slot, label)
    made = Act(visit.panel.ids(), ato, visit.account.login, visit.now, slot, label, share, where)  # type: ignore[arg-type]
    await visit.panel.store.ledger.act(made)
    return visit.go("/aprendizado", f"Registrado: {KINDS[ato].lower()}. Vale já na próxima resposta.")


@section.post("/aprendizado/soltar", least="gestor")
async def release(visit: Here, ato: Short) -> Response:
    ledger = visit.panel.store.ledger
    if ato not in {a.id for a in await ledger.acts() if a.kind in LIMITS}:
        raise AskHuman("Este limite não existe mais. Recarregue a página.", code="ato")
    await ledger.act(Act(visit.panel.ids(), "soltar", visit.account.login, visit.now, ref=ato))
    return visit.go("/aprendizado", "O limite foi solto.")


@section.post("/aprendizado/voltar", least="gestor")
async def back(visit: Here, retrato: Annotated[int, Form(ge=0)]) -> Response:
    """Decide by an old belief; 0 is the rules alone."""
    ledger = visit.panel.store.ledger
    if retrato and await ledger.belief(retrato) is None:
        raise AskHuman("Este retrato não está mais guardado.", code="retrato")
    await ledger.act(Act(visit.panel.ids(), "voltar", visit.account.login, visit.now, number=retrato))
    return visit.go("/aprendizado", f"Agora decide o retrato {retrato}." if retrato else "Agora decidem só as regras.")


@section.post("/aprendizado/seguir", least="gestor")
async def onward(visit: Here) -> Response:
    """Decide by the newest belief again; it lets the brake go."""
    await visit.panel.store.ledger.act(Act(visit.panel.ids(), "seguir", visit.account.login, visit.now))
    return visit.go("/aprendizado", "Agora decide o retrato mais novo.")


async def _learned(panel: Panel) -> Learned:
    """Worked out once a belief, and once more a hundred choices while there is none.

    Only the first visit waits for it: later ones get what was worked out last, and the new figures at their next load.
    """
    ledger = panel.store.ledger
    kept = _kept.setdefault(ledger, _Kept())
    found = await ledger.beliefs(1)
    number = found[0].number if found else 0
    key = (number, 0 if number else (await ledger.pulse(0)).fresh // 100)
    if kept.key != key and (kept.work is None or kept.work.done()):
        kept.work = asyncio.create_task(_work_out(panel, kept, key), name="panel-learning")
    if kept.learned is None and kept.work is not None:
        await asyncio.shield(kept.work)
    assert kept.learned is not None
    return kept.learned


async def _work_out(panel: Panel, kept: _Kept, key: tuple[int, int]) -> None:
    ledger, now = panel.store.ledger, panel.clock.now()
    facts = await ledger.facts(now)
    body = await ledger.belief(key[0]) if key[0] else None
    month = words.local(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)

    def work() -> Learned:
        serving = load_serving(body) if body is not None else Serving(SEED, Design(), unlearned(SEED))
        return learn(facts, serving, now, round(month.timestamp() * 1000), SEED)

    kept.learned = await asyncio.to_thread(work)
    kept.key = key


def _texts(operation: Operation | None) -> dict[str, str]:
    """What each opening in force says, by its name in the ledger."""
    if operation is None:
        return {}
    own = [opening for persona in operation.personas for opening in openings_for((), persona, None)]
    return {f"abertura:{opening_label(opening)}": opening.text for opening in (*own, *operation.openings)}


def _reais(amount: float) -> str:
    """R$ as a price; a loss has its sign in front."""
    return f"{'−' if amount < -0.005 else ''}{words.money(round(abs(amount) * 100))}"


async def _log(panel: Panel) -> list[Chosen]:
    """The newest choices as they were drawn."""
    store, made = panel.store, []
    for conversation, id in (await store.flow.newest_choices(0))[:LOG_LENGTH]:
        made += [c for c in await store.ledger.of_turn(conversation, id.rpartition(".")[0]) if c.asked.id == id]
    return made
