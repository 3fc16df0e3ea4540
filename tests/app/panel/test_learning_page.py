"""Aprendizado: three questions are answered with n and interval, or not at all; acts are recorded with who."""

from __future__ import annotations

import html
import re

import pytest

from central.app.panel.learning import drawing, figures, uses
from central.app.panel.learning.figures import LEAST, Gain, Rate, learn
from central.core.learning.belief import unlearned
from central.core.learning.design import Design
from central.core.learning.fitting import Request, refit
from central.core.learning.saved import load_serving
from central.core.learning.serving import Serving
from central.core.learning.taking import take
from central.core.ledger import Facts, Sale, standing
from central.core.replying.choice import Asked, Chosen, Option
from tests.app.panel.panel_world import PanelWorld
from tests.app.panel.test_flow import lived

DAY = 86_400_000
NOW = 1_800_000_000_000
OPTIONS = (
    Option("ia", "script"), Option("ia", "mini", cost=700), Option("gatilho", "nenhum"),
    Option("gatilho", "escassez:ultimas:aa"),
)  # fmt: skip
QUESTIONS = (
    "Qual IA usar em cada etapa do funil",
    "Qual mensagem inicial converte mais",
    "Quais gatilhos funcionam melhor por produto e persona",
)


def facts(people: int) -> Facts:
    """Buyers who buy where a trigger was used, half of them, and hardly ever else."""
    serving, choices, sales = Serving(1, Design(), unlearned(1), floor=1.0), [], []
    for n in range(people):
        asked = Asked(
            f"t{n}.turno", "turno", NOW - 20 * DAY + n * 60_000, f"p{n}", f"c{n}", "aprendizado", OPTIONS,
            (("ia", "script"), ("gatilho", "nenhum")), "interessado", "frete", "livia", "serum-aurora", margin=5_000,
        )  # fmt: skip
        chosen: Chosen = take(asked, serving)
        choices.append(chosen)
        if n % (2 if chosen["gatilho"] != "nenhum" else 20) == 0:
            sales.append(Sale(f"o{n}", f"p{n}", "approved", 9_900, asked.at + 600_000))
    return Facts(tuple(choices), (), tuple(sales))


def fitted(found: Facts) -> Serving:
    request = Request(
        number=1, until=NOW, seed=1, acts=[], month=NOW - 30 * DAY, month_ends=NOW + DAY, cost_weight=1.0,
        reference_number=0, reference=None, look_for_brakes=False,
    )  # fmt: skip
    return load_serving(refit(request, found).body)


def test_what_sells_leads_with_its_interval_and_reason() -> None:
    found = facts(900)
    learned = learn(found, fitted(found), NOW, NOW - 30 * DAY, 1)
    (group,) = learned.triggers
    first = group.options[0]
    assert (first.label, group.n) == ("escassez", 900)
    assert first.gain is not None
    assert first.gain.best > 0.95
    assert 0 < first.gain.low < first.gain.value < first.gain.high
    assert "é a melhor" in group.finding
    assert " porque " in group.finding
    assert learned.exploration.cost is not None
    assert learned.exploration.low < learned.exploration.cost < learned.exploration.high < 0, "trying found the trigger"
    assert any("frete" in said and "porque" in said for said, _ in learned.findings)
    assert sum(sum(counts) for _, counts in learned.shares) == 900
    behind = learned.uses[uses.key_of("msg", group.where, first.label, sold=True)]
    assert len(behind) == uses.MOST
    bought = {f"c{sale.person[1:]}" for sale in found.sales}
    assert bought.issuperset(behind), "only conversations that bought stand behind a rate"
    assert set(learned.uses) >= {uses.LEARNED, uses.TRIED, *(key for _, key in learned.findings)}


def test_few_uses_carry_no_figure() -> None:
    found = facts(60)
    learned = learn(found, fitted(found), NOW, NOW - 30 * DAY, 1)
    options = [o for g in (*learned.triggers, *learned.tiers) for o in g.options]
    assert options
    assert all(o.gain is None and o.lacking == LEAST - o.rate.n for o in options)
    assert all(g.finding.startswith("Ainda aprendendo") for g in learned.triggers)
    assert learned.exploration.cost is None
    assert learned.proof.lift.refusal


@pytest.mark.parametrize(("sales", "n"), [(0, 10), (5, 10), (10, 10), (3, 4000)])
def test_the_interval_holds_the_rate_and_stays_a_share(sales: int, n: int) -> None:
    low, high = Rate(sales, n).ends
    assert 0 <= low <= sales / n <= high <= 1
    assert high - low > 0


def test_bars_stay_within_their_drawing() -> None:
    gain = Gain(-3.0, -9.0, 2.0, 0.2, tuple(range(10)))
    group = figures.Group((), 200, (figures.Option("mini", Rate(9, 200), 1.0, gain, 0),), "")
    axis = drawing.scale([group])
    assert all(0 <= axis.x(v) <= drawing.WIDE for v in (gain.low, 0, gain.high))
    assert axis.low <= 0 <= axis.high
    assert axis.hill(gain).startswith("M")


async def test_an_empty_house_says_what_it_needs(world: PanelWorld) -> None:
    async with await world.browser("leitura") as browser:
        page = (await browser.get("/aprendizado")).text
    assert "Ainda não há o que aprender" in page
    assert all(question in page for question in QUESTIONS)
    assert "Lívia" in page
    assert "/aprendizado/ato" not in page


async def test_decisions_link_to_their_conversation(world: PanelWorld) -> None:
    conversation = await lived(world)
    async with await world.browser("gestor") as browser:
        page = (await browser.get("/aprendizado")).text
        assert f'href="/conversas/{conversation}"' in page
        assert "ainda aprendendo" in page
        links = {html.unescape(link) for link in re.findall(r'href="(/conversas\?atras=escolhas[^"]*)"', page)}
        assert len(links) == 2, "each n opens the conversations behind it"
        for link in links:
            shown = (await browser.get(link)).text
            assert "Atrás do número" in shown
            assert conversation in shown
        assert conversation not in (await browser.get("/conversas?atras=escolhas&parte=nada|x|y|z")).text


async def test_acts_are_recorded_with_who_and_can_be_undone(world: PanelWorld) -> None:
    ledger = world.store.ledger
    async with await world.browser("gestor") as browser:
        told = {"ato": "limitar", "lugar": "ia", "opcao": "forte", "por_cento": "20", "etapa": "checkout"}
        assert (await browser.post("/aprendizado/ato", data=told)).status_code == 303
        (cap,) = standing(await ledger.acts(), world.clock.now()).limits
        assert (cap.kind, cap.by, cap.label, cap.share) == ("limitar", "gestor@loja.com", "forte", 0.2)
        assert cap.where == (("stage", "checkout"),)
        assert "Limitar" in (await browser.get("/aprendizado")).text
        assert (await browser.post("/aprendizado/soltar", data={"ato": cap.id})).status_code == 303
        assert standing(await ledger.acts(), world.clock.now()).limits == ()
        assert (await browser.post("/aprendizado/voltar", data={"retrato": "7"})).status_code == 422
        assert (await browser.post("/aprendizado/voltar", data={"retrato": "0"})).status_code == 303
        assert standing(await ledger.acts(), world.clock.now()).serve == 0
        world.clock.time += 1
        assert (await browser.post("/aprendizado/seguir")).status_code == 303
        assert standing(await ledger.acts(), world.clock.now()).serve is None
        for strange in ({"ato": "teto"}, {"ato": "fixar"}, {"ato": "fixar", "lugar": "x", "opcao": "y"}):
            assert (await browser.post("/aprendizado/ato", data=strange)).status_code == 422
        refused = await browser.post("/aprendizado/ato", data={"ato": "fixar", "lugar": "ia", "opcao": "gigante"})
        assert refused.status_code == 422
        assert "forte, mini, script" in refused.text
    async with await world.browser("atendente") as browser:
        assert (await browser.post("/aprendizado/ato", data={"ato": "congelar"})).status_code == 403
