"""Who writes: the planned tier, what the budget leaves of it, or who answers when a model fails."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from central.adapters.llm.reader import LexicalReader
from central.core.decision import Tier
from central.core.messaging.conversation import Memo, Touch
from central.core.messaging.message import Referral, spoken
from central.core.operation import Operation
from central.core.replying.rules import Rule
from central.core.replying.script import Script
from central.core.selling.budget import HELD, MICRO, Budget, Spent
from central.core.selling.cost import Cost, Price, Usage
from central.core.turn import Outcome
from central.flow.turn.desk import Desk
from central.flow.turn.spending import Spending
from central.flow.turn.turn import take
from central.ports import Brief, Draft, NoDraft
from central.ports.models import Past
from tests.flow.shop import SHOP
from tests.flow.test_turn import StillClock, scene

STRONG: Operation = replace(SHOP, rules=(Rule("tudo", tier="forte"),))
KNOWN = Memo(persona="livia", product="serum", introduced=True)
USED = (Usage("resposta", "mini", "m", 1000, 0, 100),)


@dataclass
class Pen:
    """Says this, or fails with this code."""

    text: str = "Serve sim, é leve."
    code: str = ""
    briefs: list[Brief] = field(default_factory=list)

    async def write(self, brief: Brief) -> Draft:
        self.briefs.append(brief)
        if self.code:
            raise NoDraft("não", code=self.code, used=(replace(USED[0], ok=False),))
        return Draft(self.text, "modelo-x", used=USED, prompt="persona-1-abc")


@dataclass
class Books:
    so_far: Spent = field(default_factory=Spent)
    kept: list[Cost] = field(default_factory=list)
    asked: list[str | None] = field(default_factory=list)
    price_: Price | None = field(default_factory=lambda: Price(100_000, 10_000, 500_000, book="lista-1"))

    async def keep(self, costs: tuple[Cost, ...]) -> None:
        self.kept += costs

    async def spent(self, now: int, budget: Budget, persona: str | None, person: str | None) -> Spent:
        self.asked.append(person)
        return self.so_far

    async def replies(self, now: int) -> dict[str, tuple[int, int]]:
        return {}

    def replies_charged(self, channel: str, budget: Budget) -> bool:
        return False

    def price(self, model: str) -> Price | None:
        return self.price_


class Remembered:
    async def recent(self, conversation: str, turn: str, persona: str, lines: int) -> Past:
        return Past((("lead", "meu cpf é 529.982.247-25"), ("persona", "Não precisa.")), ("preco", "frete"))


async def turn(
    pens: dict[Tier, Pen], books: Books | None = None, budget: Budget | None = None, memo: Memo = KNOWN, **more: Any
) -> Outcome:
    async def typing(scene) -> None: ...

    books = books or Books()
    desk = Desk(
        replace(STRONG, budget=budget or Budget()),
        LexicalReader(),
        pens,  # type: ignore[arg-type]
        StillClock(),
        typing,
        history=Remembered(),
        spending=Spending(books, books, StillClock()),
    )
    return await take(scene("serve pra pele oleosa?", memo=memo, **more), desk)


def extra(outcome: Outcome) -> dict[str, Any]:
    assert outcome.decision is not None
    return outcome.decision.extra


async def test_a_model_writes_and_the_record_says_what_it_took() -> None:
    books = Books()
    outcome = await turn({"forte": Pen(), "mini": Pen()}, books)
    assert outcome.decision is not None
    assert (outcome.decision.tier, outcome.decision.writer) == ("forte", "modelo-x")
    assert spoken(outcome.sends[0].bubble) == "Serve sim, é leve."
    (cost,) = books.kept
    assert (cost.decision, cost.person, cost.persona, cost.micro, cost.brl, cost.book) == (
        "t1", "person", "livia", 150, 773, "lista-1",
    )  # fmt: skip
    assert extra(outcome)["prompt"] == "persona-1-abc"
    assert extra(outcome)["custos"] == [
        {"modelo": "m", "entrada": 1000, "cache": 0, "saida": 100, "micro": 150, "moeda": "USD", "micro_reais": 773,
         "lista": "lista-1"}
    ]  # fmt: skip


async def test_the_strong_one_falls_to_the_small_one_and_that_to_the_script() -> None:
    books = Books()
    outcome = await turn({"forte": Pen(code="demora"), "mini": Pen()}, books)
    assert outcome.decision is not None
    assert (outcome.decision.tier, extra(outcome)["caminho"]) == ("mini", ["forte: demora"])
    assert [cost.ok for cost in books.kept] == [False, True]
    outcome = await turn({"forte": Pen(code="demora"), "mini": Pen(code="429")}, books)
    assert outcome.decision is not None
    assert (outcome.decision.tier, outcome.decision.writer) == ("script", "script")
    assert extra(outcome)["caminho"] == ["forte: demora", "mini: 429"]
    assert outcome.sends
    assert len(books.kept) == 4


async def test_what_the_past_says_is_masked_and_what_was_before_it_summed_up() -> None:
    pen = Pen()
    await turn({"forte": pen}, memo=replace(KNOWN, stage="pediu_desconto", region="Recife"))
    (brief,) = pen.briefs
    assert brief.history == (("lead", "meu cpf é [CPF_1]"), ("persona", "Não precisa."))
    assert "pergunta de preço, valor do frete" in brief.summary
    assert "Recife" in brief.summary
    assert brief.base
    assert brief.strong


async def test_an_unknown_price_is_no_zero_on_the_record() -> None:
    books = Books(price_=None)
    await turn({"forte": Pen()}, books)
    assert (books.kept[0].micro, books.kept[0].brl, books.kept[0].book) == (None, None, "")


async def test_the_owners_price_comes_before_the_list() -> None:
    books = Books()
    await turn(
        {"forte": Pen()}, books, Budget(prices=(("m", Price(1_000_000, 0, 0, currency="BRL", book="orcamento")),))
    )
    assert (books.kept[0].micro, books.kept[0].currency, books.kept[0].brl, books.kept[0].book) == (
        1000, "BRL", 1000, "orcamento",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("spent", "tier", "said"),
    [
        (Spent(day=79 * MICRO - HELD["forte"]), "forte", None),
        (Spent(day=80 * MICRO), "mini", "forte: orçamento apertado (dia)"),
        (Spent(day=100 * MICRO), "script", "forte: orçamento esgotado (dia)"),
        (Spent(month=400 * MICRO), "script", "forte: orçamento esgotado (mês)"),
        (Spent(persona=45 * MICRO), "mini", "forte: orçamento apertado (persona)"),
        (Spent(lead=20 * MICRO), "script", "forte: orçamento esgotado (lead)"),
    ],
)
async def test_every_limit_is_soft_at_eighty_percent_and_ends_in_scripts(spent: Spent, tier: str, said: str) -> None:
    budget = Budget(day=100, month=400, personas=(("livia", 50),), lead=20)
    outcome = await turn({"forte": Pen(), "mini": Pen()}, Books(spent), budget)
    assert outcome.decision is not None
    assert outcome.decision.tier == tier
    assert extra(outcome).get("caminho") == ([said] if said else None)
    assert outcome.sends, "never silence"


async def test_a_fallback_stays_within_the_budget_too() -> None:
    small = Pen()
    outcome = await turn({"forte": Pen(code="500"), "mini": small}, Books(Spent(day=100 * MICRO)), Budget(day=100))
    assert outcome.decision is not None
    assert outcome.decision.tier == "script"
    assert small.briefs == []


async def test_a_soft_limit_never_refuses_the_first_answer_to_a_paid_ads_lead() -> None:
    soft, referral = Books(Spent(day=90 * MICRO)), Referral(source_id="ad1", ctwa_clid="clid")
    outcome = await turn({"forte": Pen(), "mini": Pen()}, soft, Budget(day=100), Memo(), referral=referral)
    assert outcome.decision is not None
    assert outcome.decision.tier == "forte"
    touch = Touch(0, "meta", campaign="c-serum", ad="ad1")
    known = replace(KNOWN, first_touch=touch, last_touch=touch)
    outcome = await turn({"forte": Pen(), "mini": Pen()}, soft, Budget(day=100), known)
    assert outcome.decision is not None
    assert outcome.decision.tier == "mini"
    outcome = await turn({"forte": Pen()}, Books(Spent(day=100 * MICRO)), Budget(day=100), Memo(), referral=referral)
    assert outcome.decision is not None
    assert outcome.decision.tier == "script"
    assert outcome.sends


async def test_replies_in_the_making_are_held_back_from_the_budget() -> None:
    books = Books(Spent(day=100 * MICRO - HELD["forte"]))
    spending = Spending(books, books, StillClock())
    budget = Budget(day=100)
    with spending.holding("forte"):
        assert (await spending.standing(budget, None, None)).level == "esgotado"
    assert (await spending.standing(budget, None, None)).level == "apertado"


async def test_a_new_leads_own_limit_is_not_looked_up() -> None:
    books = Books()
    await turn({"forte": Pen()}, books, Budget(lead=10), Memo(), referral=Referral(source_id="ad1"))
    await turn({"forte": Pen()}, books, Budget(lead=10))
    assert books.asked == [None, "person"]


async def test_the_persona_introduces_herself_when_a_model_writes_too() -> None:
    outcome = await turn({"forte": Pen()}, memo=Memo(), referral=Referral(source_id="ad1"))
    text = spoken(outcome.sends[0].bubble)
    assert text.startswith("Oi, Ana! Aqui é a Lívia")
    assert "Serve sim" in text


async def test_one_full_bubble_is_said_where_meta_charges() -> None:
    async def typing(scene) -> None: ...

    pair = Script("preco", (("{produto} sai por {preco}.", "Quer o link?"),))
    shop = replace(SHOP, scripts=(pair, *SHOP.scripts))
    desk = Desk(shop, LexicalReader(), {}, StillClock(), typing)
    two = await take(scene("qual o valor?", memo=KNOWN), desk)
    one = await take(scene("qual o valor?", memo=KNOWN), replace(desk, charged=lambda scene: True))
    assert len(two.sends) == 2
    assert [spoken(send.bubble) for send in one.sends] == ["Sérum Aurora sai por R$ 89,90.\n\nQuer o link?"]
