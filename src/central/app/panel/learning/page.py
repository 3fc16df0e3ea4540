"""The page of learning, and the owner's acts on it: the same ledger as `central aprendizado`."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Form
from fastapi.responses import Response

from central.app.desk.options import check_option
from central.app.panel import labels, words
from central.app.panel.behind import USES
from central.app.panel.learning import drawing, uses
from central.app.panel.learning.figures import name_of
from central.app.panel.learning.kept import learned_by
from central.app.panel.learning.offers import calls, offers
from central.app.panel.panel import Panel
from central.app.panel.visit import Here, Section
from central.core.errors import AskHuman
from central.core.learning.choice import DRAWS
from central.core.learning.fold import key_of as key_of_slot
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


@section.get("/aprendizado", least="leitura")
async def learning(visit: Here) -> Response:
    ledger = visit.panel.store.ledger
    acts = await ledger.acts()
    learned = await learned_by(visit.panel)
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
        uses=lambda key: behind_use(key) if key in learned.uses else "",
        key_of=uses.key_of,
        slice_key=uses.slice_key,
        scale=drawing.scale,
        tone=drawing.tone,
        areas=drawing.areas(learned.shares),
        texts=_texts(await visit.panel.store.operations.current()),
        reais=_reais,
        name_of=name_of,
        labels=labels,
        SLOTS=SLOTS,
        SLOT_KEYS={slot: key_of_slot(slot) for slot in SLOTS},
        KINDS=KINDS,
        BY=BY,
        PHASES=PHASES,
        DRAWS=DRAWS,
    )


def behind_use(key: str) -> str:
    """The conversations behind a figure of learning."""
    return f"/conversas?{urlencode({'atras': USES, 'parte': key})}"


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
