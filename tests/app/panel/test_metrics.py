"""Métricas: sums of what happened, filters in the address, rates with their interval, and a file no sheet runs."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import replace
from urllib.parse import parse_qs

import pytest

from central.adapters.store.figures.metrics import BEHIND, Wanted, wait_of
from central.app.panel.metrics import days, figures
from central.app.panel.metrics.page import guarded
from central.core.selling.budget import local_day
from central.core.selling.spend import Spend
from tests.app.panel.panel_world import PanelWorld
from tests.app.panel.test_flow import CHANNEL, EVIL, lived


async def test_the_page_counts_what_happened_and_says_how_sure_it_is(world: PanelWorld) -> None:
    await lived(world)
    async with await world.browser("leitura") as browser:
        page = await browser.get("/metricas")
        nothing = await browser.get("/metricas?campanha=outra")
        other = await browser.get("/metricas?periodo=sempre")
        file = await browser.get("/metricas/campanhas.csv")
    assert page.status_code == 200
    assert "0 de 1 · entre 0\u00a0% e 79\u00a0%" in page.text
    assert "sem gasto informado" in page.text
    assert "/conversas?campanha=serum-aurora-feed&amp;atras=leads&amp;de=" in page.text
    assert EVIL not in page.text
    assert "Nada aconteceu neste período" in nothing.text
    assert other.status_code == 422
    assert file.headers["content-type"].startswith("text/csv")
    assert "serum-aurora-feed;1;0;0,00" in file.text


@pytest.mark.parametrize(
    ("asked", "found"),
    [("persona=livia", 1), ("persona=carla", 0), ("origem=meta", 1), ("origem=kwai", 0), ("anuncio=ad1", 1),
     ("produto=serum-aurora", 1), (f"canal={CHANNEL}", 1), ("canal=outro", 0)],
)  # fmt: skip
async def test_each_filter_of_the_address_counts(world: PanelWorld, asked: str, found: int) -> None:
    await lived(world)
    async with await world.browser("leitura") as browser:
        file = await browser.get(f"/metricas/campanhas.csv?{asked}")
    assert len(file.text.splitlines()) == 1 + found


def test_profit_leaves_out_what_nobody_told_and_a_refund_counts() -> None:
    sums = Counter(
        {("c", "", "pago"): 2, ("c", "", "pago:pecas"): 2, ("c", "", "pago:valor"): 20_000,
         ("c", "", "devolvido:valor"): 5_000,
         ("c", "", "lead"): 10, ("c", "", "ia"): 1_000_000, ("c", "", "meta"): 2_000_000,
         ("c", "", "resposta:script"): 999, ("c", "", "resposta:forte"): 1}
    )  # fmt: skip
    ((_, id, one),) = figures.by_campaign(sums, {"c": 4_000}, None)
    assert (id, one.net, one.profit) == ("c", 15_000, 15_000 - 4_000 - 300)
    assert (one.per_lead, one.per_buyer, one.return_on_ads) == (400, 2_000, 3.75)
    assert one.saved == 620 - 100
    assert one.saved_of_ai == pytest.approx(5.2 / 6.2)
    assert one.saved_of_bill == pytest.approx(5.2 / 8.2)
    assert (one.before_ads, one.left_a_sale) == (14_700, 7_350)
    assert figures.whole(sums, None, None).per_lead is None


def test_a_campaign_loses_only_what_somebody_told_or_sold() -> None:
    talk = Counter({("c", "", "lead"): 3, ("c", "", "meta"): 900_000})
    ((_, _, untold),) = figures.by_campaign(talk, {}, None)
    assert (untold.profit, untold.losing) == (-90, False)
    for sums, spend in ((talk, 100), (Counter(), 100), (talk + Counter({("c", "", "devolvido:valor"): 10}), None)):
        ((_, _, one),) = figures.by_campaign(sums, {} if spend is None else {"c": spend}, None)
        assert one.losing


def test_each_tier_has_its_own_response_time() -> None:
    waits = Counter({("c", "", "espera:script:000"): 9, ("c", "", "espera:forte:030"): 1})
    one = figures.whole(waits, None, None)
    assert (one.wait(0.5), one.wait(0.5, "script"), one.wait(0.5, "mini")) == (100, 100, None)
    assert one.wait(0.5, "forte") == one.wait(0.95) == wait_of(30)


async def test_spend_goes_to_the_campaign_of_its_ad(world: PanelWorld) -> None:
    operation = await world.panel.operation()
    campaign = next(c for c in operation.campaigns if c.ads)
    rows = [Spend("meta", "a", "2026-11-20", 500, ad=campaign.ads[0]), Spend("meta", "a", "2026-11-20", 70, ad="?")]
    assert figures.spend_by_campaign(rows, operation, Wanted()) == {campaign.id: 500, "": 70}
    assert figures.spend_by_campaign(rows, operation, Wanted(persona=campaign.persona)) == {campaign.id: 500}
    assert figures.spend_by_campaign(rows, operation, Wanted(channel="x")) == {}


def test_the_funnel_loses_and_never_gains() -> None:
    steps = figures.funnel({"novo": 5, "perdido": 1, "checkout": 2, "pos_venda": 2})
    assert [step.count for step in steps] == [10, 5, 4, 4, 2]
    assert steps[1].lost is not None
    assert (steps[1].lost.part, steps[1].lost.whole) == (5, 10)
    assert figures.worst(steps) is steps[1]
    assert figures.worst(figures.funnel({"comprado": 3})) is None


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "  =1"])
def test_no_cell_of_a_file_is_a_formula(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


async def test_a_day_that_moved_is_seen_on_the_page(world: PanelWorld) -> None:
    await lived(world)
    now = world.clock.now()
    day = local_day(now)
    live = await world.store.metrics.sums(day, day, Wanted(), now)
    closed = await world.store.metrics.sums(day, day, Wanted(), now + 3 * 86_400_000)
    assert live == closed
    assert live["serum-aurora-feed", "serum-aurora", "lead"] == 1


async def test_each_number_opens_the_conversations_it_counts(world: PanelWorld) -> None:
    conversation = await lived(world)
    async with await world.browser("leitura") as browser:
        page = (await browser.get("/metricas?persona=livia")).text
        links = {html.unescape(link) for link in re.findall(r'href="(/conversas\?[^"]*atras=[^"]*)"', page)}
        assert {parse_qs(link)["atras"][0] for link in links} == {*BEHIND} - {"retomadas"}
        cells = re.findall(r'<td class="number[^"]*" data-nome="[^"]*">(.*?)</td>', page, re.S)
        dead = [cell for cell in cells if re.search(r"[1-9]", re.sub("<[^>]*>", "", cell)) and "<a " not in cell]
        assert len(cells) > 2 * 13
        assert dead == [], "a number that opens nothing"
        for link in links:
            shown = (await browser.get(link)).text
            assert "Atrás do número" in shown, link
            wanted = parse_qs(link)
            there = wanted["atras"][0] in ("leads", "conversas") and wanted.get("origem") != ["desconhecida"]
            if there and wanted.get("parte", [""])[0].split(",")[0] != "comprado":
                assert (conversation in shown) == ("interessado" in wanted.get("parte", ["interessado"])[0]), link
        assert "Atrás do número" not in (await browser.get("/conversas?atras=nada&de=2026-01-01&ate=2026-01-02")).text


async def test_own_days_are_asked_for_and_nonsense_is_refused(world: PanelWorld) -> None:
    await lived(world)
    async with await world.browser("leitura") as browser:
        page = await browser.get("/metricas?periodo=dias&de=2026-11-01&ate=2026-11-10")
        assert "De 01/11/2026 a 10/11/2026" in page.text
        for of, to in (("2026-11-19", "2026-11-10"), ("ontem", "hoje"), ("2020-01-01", "2026-11-10"), ("", "")):
            assert (await browser.get(f"/metricas?periodo=dias&de={of}&ate={to}")).status_code == 422


async def test_profit_takes_off_every_part_the_owner_told(world: PanelWorld) -> None:
    operation = await world.panel.operation()
    payment = replace(operation.catalog.payment, fee_points=500, fee_fixed=100, shipping=1_500)
    told = replace(operation, catalog=replace(operation.catalog, payment=payment))
    product = next(p for p in told.catalog.products if p.cost is not None)
    sums = Counter(
        {("c", product.id, "pago"): 2, ("c", product.id, "pago:pecas"): 2, ("c", product.id, "pago:valor"): 20_000}
    )
    one = figures.whole(sums, 4_000, told)
    assert (one.fee, one.freight, one.product) == (1_200, 3_000, 2 * (product.cost or 0))
    assert one.profit == 20_000 - 1_200 - 3_000 - 2 * (product.cost or 0) - 4_000
    assert figures.whole(sums, None, operation).fee is None
    sums["", "", "pago:pecas"] = 3
    unsure = figures.whole(sums, 4_000, told)
    assert unsure.product == one.product, "a piece of unknown cost must not make the known costs vanish"
    assert unsure.counts["sem_custo"] == 3


async def test_each_day_has_its_bar_its_row_and_its_line_of_the_file(world: PanelWorld) -> None:
    await lived(world)
    async with await world.browser("leitura") as browser:
        page = (await browser.get("/metricas")).text
        file = (await browser.get("/metricas/dias.csv")).text
        other = (await browser.get("/metricas/dias.csv?persona=carla")).text
    assert page.count('class="bar s1"') == 7
    assert "1\u00a0conversa nova<" in page
    assert "0\u00a0vendas<" in page
    lines = file.splitlines()
    assert len(lines) == 1 + 7
    assert lines[-1].split(";")[1:3] == ["1", "0"]
    assert other.splitlines()[-1].split(";")[1] == "0"


def test_costs_are_summed_up_and_stay_within_the_chart() -> None:
    found = {day: Counter({"lead": day, "ia": 10_000, "resposta:script": 1}) for day in range(1, 41)}
    made = days.days_of(found)
    assert (made[-1].ours, made[-1].strong) == (40, 25)
    drawing = days.drawn(made)
    assert all(0 <= bar.leads <= drawing.tall for bar in drawing.bars)
    assert len(drawing.marks) <= 8
    assert days.drawn([]).bars == []
