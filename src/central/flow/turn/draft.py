"""Drafting: who may write, what they are told, and who writes when they fail. The script always can."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any

from central.core.decision import Tier
from central.core.errors import TryLater
from central.core.messaging.conversation import Scene
from central.core.operation import Operation
from central.core.people.mask import Mask
from central.core.records import swift
from central.core.replying.plan import Plan
from central.core.replying.reply import Reply, Say, compose, introduced
from central.core.replying.script import TEAM
from central.core.replying.shelf import Shelf
from central.core.replying.summary import summary
from central.core.selling.budget import Standing, affordable
from central.core.selling.checkout import link_for
from central.core.selling.cost import Cost, Usage
from central.core.text import sober
from central.flow.turn.spending import About, Spending
from central.ports import Brief, Draft, NoDraft, Writer
from central.ports.drafts import Examples
from central.ports.models import History, Past

FREE = Standing()
EXAMPLES_READ = 3
"""Sentences of the seller's own that a model reads."""
LINES_KEPT = 12
"""Lines of the past a model reads as they were; what was before them is the summary."""
_OFFERS_TEAM = re.compile(r"\b(?:equipe|atendente)\b[^.!?]*\?\s*$")
"""A model's offer to ask a person in: a yes to it does."""
_AFTER: dict[Tier, tuple[Tier, ...]] = {"forte": ("forte", "mini"), "mini": ("mini",), "script": ()}


@swift
@dataclass(frozen=True, slots=True)
class Pens:
    """Who can write, what they may remember and spend. Without `spending` nothing is counted or refused."""

    writers: Mapping[Tier, Writer]
    history: History | None = None
    spending: Spending | None = None
    examples: Examples | None = None


@swift
@dataclass(frozen=True, slots=True)
class Drafted:
    """A reply on its way to the guard. `told` is what tools answered, `path` who tried before and why not."""

    reply: Reply
    writer: str
    tier: Tier
    told: tuple[str, ...] = ()
    canary: str | None = None
    prompt: str = ""
    path: tuple[str, ...] = ()
    standing: Standing = FREE
    costs: tuple[Cost, ...] = ()
    gave_up: bool = False
    """The guard let nothing through of what was planned."""

    def record(self) -> dict[str, Any]:
        """What the decision keeps of it: versions, tokens, micro-units, who failed."""
        found: dict[str, Any] = {}
        if self.prompt:
            found["prompt"] = self.prompt
        if self.path:
            found["caminho"] = list(self.path)
        if self.standing.level != "livre":
            found["orcamento"] = f"{self.standing.level}: {self.standing.limit}"
        if self.costs:
            found["custos"] = [_spent(cost) for cost in self.costs]
        if self.told:
            found["ferramentas"] = list(self.told)
        return found


async def drafted(
    plan: Plan, scene: Scene, operation: Operation, words: str, say: Say, pens: Pens, refused: str = ""
) -> Drafted:
    """The reply by the planned tier, or by what the budget and the models' health leave of it.

    `refused` tells a model why the guard turned its last draft down.
    """
    scripted = compose(operation, plan.script, plan.persona, plan.memo, say)
    if plan.tier == "script" or plan.action != "responder" or not pens.writers:
        return Drafted(scripted, "script", "script")
    found = await _standing(plan, scene, operation, pens)
    tier = affordable(plan.tier, found.level, _first_of_ad(plan, scene))
    path = () if tier == plan.tier else (f"{plan.tier}: orçamento {found.level} ({found.limit})",)
    wanted = [one for one in _AFTER[tier] if one in pens.writers]
    if not wanted:
        return Drafted(scripted, "script", "script", path=path, standing=found)
    mask = mask_of(scene, operation)
    said = compose(operation, plan.script, plan.persona, replace(plan.memo, introduced=True), replace(say, aside=""))
    brief = await _brief(plan, scene, operation, words, said, mask, pens, refused)
    used: list[Usage] = []
    for one in wanted:
        with pens.spending.holding(one) if pens.spending is not None else nullcontext():
            written, problem = await _written(pens.writers[one], replace(brief, strong=one == "forte"), mask, used)
        if written is not None:
            costs = await _kept(plan, scene, operation, pens, used, bool(refused))
            reply = _reply(plan, scripted, one, written.text, say)
            return Drafted(reply, written.writer, one, written.told, written.canary, written.prompt, path, found, costs)
        path = (*path, f"{one}: {problem}")
    costs = await _kept(plan, scene, operation, pens, used, bool(refused))
    return Drafted(scripted, "script", "script", path=path, standing=found, costs=costs)


async def _standing(plan: Plan, scene: Scene, operation: Operation, pens: Pens) -> Standing:
    """How much room there is; a lead nobody answered yet has spent nothing."""
    if pens.spending is None:
        return FREE
    person = scene.person if scene.memo.introduced else None
    return await pens.spending.standing(operation.budget, plan.persona.id, person)


def _first_of_ad(plan: Plan, scene: Scene) -> bool:
    """The first answer to a lead whom a paid ad brought."""
    touch = plan.memo.first_touch
    return not scene.memo.introduced and touch is not None and touch.source != "desconhecida"


def mask_of(scene: Scene, operation: Operation) -> Mask:
    """What may not be seen of this lead, by a model or in an example."""

    def region(cep: str) -> str | None:
        found = operation.catalog.region(cep) if len(cep) == 8 else None
        return found.name if found is not None else None

    names = [p.name for p in operation.catalog.products] + [p.name for p in operation.personas]
    return Mask(scene.name or "", (*names, operation.seller), region)


async def _brief(
    plan: Plan,
    scene: Scene,
    operation: Operation,
    words: str,
    scripted: Reply,
    mask: Mask,
    pens: Pens,
    refused: str,
) -> Brief:
    """What the model is told, with everything of the lead masked."""
    past = Past()
    if pens.history is not None and scene.memo.introduced:
        past = await pens.history.recent(scene.conversation, scene.turn, plan.persona.id, LINES_KEPT)
    wanted = (plan.persona.id, plan.reading.intent, EXAMPLES_READ)
    examples = await pens.examples.of(*wanted) if pens.examples is not None else ()
    memo, product = plan.memo, plan.product
    variant = next((v for v in product.variants if v.id == memo.variant), None) if product is not None else None
    shut = plan.persona.adult and memo.of_age is not True
    products = () if shut else _shown(operation, plan)
    return Brief(
        persona=plan.persona.name,
        voice=plan.persona.voice,
        product=product.name if product is not None and not shut else None,
        facts=tuple(fact for fact in scripted.facts if not fact.startswith("nome: ")),
        words=(mask.hide(words),),
        intent=plan.reading.intent,
        strong=plan.tier == "forte",
        introduce=not memo.introduced,
        history=tuple((who, mask.hide(line)) for who, line in past.lines),
        summary=" ".join(
            filter(
                None,
                (
                    summary(memo, past.intents, variant.name if variant is not None else None),
                    mask.hide(past.agreed),
                ),
            )
        ),
        base=mask.hide(" ".join(scripted.texts)),
        seller=operation.seller,
        adult=plan.persona.adult,
        refused=mask.hide(refused),
        examples=examples,
        shelf=Shelf(
            catalog=operation.catalog,
            persona=plan.persona.id,
            persona_name=plan.persona.name,
            products=products,
            current=product if product in products else None,
            variant=variant,
            region=(region := operation.catalog.region_named(memo.region)),
            link=lambda p: link_for(p, operation.checkouts, scene.turn, region),
            shown=mask.show,
            articles=operation.knowledge,
        ),
    )


def _shown(operation: Operation, plan: Plan) -> tuple[Any, ...]:
    own = operation.catalog.of(plan.persona.id)
    return own if plan.product is None or plan.product in own else (*own, plan.product)


async def _written(writer: Writer, brief: Brief, mask: Mask, used: list[Usage]) -> tuple[Draft | None, str]:
    """The draft with what was masked shown again, or why there is none; `used` grows either way."""
    try:
        draft = await writer.write(brief)
    except NoDraft as error:
        used += error.used
        return None, error.code
    except TryLater as error:
        return None, error.code or "falha"
    used += draft.used
    if mask.strange(draft.text):
        return None, "marca desconhecida"
    return replace(draft, text=mask.show(draft.text)), ""


async def _kept(
    plan: Plan, scene: Scene, operation: Operation, pens: Pens, used: list[Usage], again: bool
) -> tuple[Cost, ...]:
    if pens.spending is None or not used:
        return ()
    touch = plan.memo.last_touch
    campaign = touch.campaign if touch is not None else None
    about = About(scene, plan.persona.id, campaign, first=100 if again else 0)
    return await pens.spending.keep(operation.budget, about, used)


def _reply(plan: Plan, scripted: Reply, tier: Tier, text: str, say: Say) -> Reply:
    """The model's text in the script's place: the persona introduces herself as always, a file still goes with it."""
    text = sober(text)
    text = f"{say.aside}\n\n{text}" if say.aside else text
    texts = introduced((text,), plan.persona, plan.memo, say)
    asks = TEAM if _OFFERS_TEAM.search(text) else scripted.asks if text.rstrip().endswith("?") else None
    return replace(scripted, key=f"ia/{tier}", base=scripted.key, texts=texts, buttons=(), asks=asks)


def _spent(cost: Cost) -> dict[str, Any]:
    return {
        "modelo": cost.model,
        "entrada": cost.input,
        "cache": cost.cached,
        "saida": cost.output,
        "micro": cost.micro,
        "moeda": cost.currency,
        "micro_reais": cost.brl,
        "lista": cost.book,
    } | ({} if cost.ok else {"falhou": True})
