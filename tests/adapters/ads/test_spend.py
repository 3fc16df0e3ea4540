"""What ads cost, as Meta tells it and as files say it: whole spans, exact figures, clear problems."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from central.adapters.ads.insights import meta_spend
from central.adapters.ads.sheet import spend_of
from central.core.errors import AskHuman, TryLater
from central.core.selling.spend import Spend

FIRST, LAST = date(2026, 11, 15), date(2026, 11, 22)


class Insights:
    """Pages of an account, one a request; built from documentation."""

    def __init__(self) -> None:
        self.pages: list[list[dict[str, Any]]] = [[]]
        self.error: dict[str, Any] | None = None
        self.asked: list[dict[str, str]] = []

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(dict(request.query))
        if self.error is not None:
            return web.json_response({"error": self.error}, status=400)
        page = int(request.query.get("after", "0"))
        paging: dict[str, Any] = {"cursors": {"after": str(page + 1)}}
        if page + 1 < len(self.pages):
            paging["next"] = "https://graph.facebook.com/outra"
        return web.json_response({"data": self.pages[page], "paging": paging})


@pytest.fixture
async def told() -> AsyncIterator[tuple[Insights, Any]]:
    insights = Insights()
    app = web.Application()
    app.router.add_get("/v1/act_77/insights", insights.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    graph = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    async with aiohttp.ClientSession() as session:
        yield insights, lambda: meta_spend(session, graph, "77", lambda: "t", FIRST, LAST, 5)
    await runner.cleanup()


def _row(ad: str, spend: str) -> dict[str, Any]:
    return {"date_start": "2026-11-15", "ad_id": ad, "ad_name": f"Anúncio {ad}", "campaign_id": "c", "spend": spend} | {
        "account_currency": "USD", "impressions": "120", "inline_link_clicks": "3", "campaign_name": "C"
    }  # fmt: skip


async def test_all_pages_are_read_with_names_and_the_accounts_currency(told: tuple[Insights, Any]) -> None:
    insights, read = told
    insights.pages = [[_row("1", "10.5"), _row("2", "0.019")], [_row("3", "7")]]
    rows = await read()
    assert [(r.ad, r.spend, r.currency, r.clicks) for r in rows] == [
        ("1", 1050, "USD", 3),
        ("2", 2, "USD", 3),
        ("3", 700, "USD", 3),
    ]
    assert rows[0].ad_name == "Anúncio 1"
    assert insights.asked[0]["time_range"] == '{"since":"2026-11-15","until":"2026-11-22"}'


@pytest.mark.parametrize(("code", "kind"), [(190, AskHuman), (200, AskHuman), (100, AskHuman), (17, TryLater)])
async def test_an_expired_token_asks_a_person_and_a_limit_waits(
    told: tuple[Insights, Any], code: int, kind: type[Exception]
) -> None:
    insights, read = told
    insights.error = {"code": code, "message": "x"}
    with pytest.raises(kind):
        await read()


def test_a_file_is_read_whatever_its_separator_and_money() -> None:
    rows = spend_of("\ufeffDia;Gasto;Campanha;Cliques\n15/11/2026;R$ 1.234,50;c-serum;7\n\n", "kwai", "k", 5)
    assert rows == [
        Spend(
            "kwai", "k", "2026-11-15", 123450, "BRL", "c-serum", campaign_name="c-serum", clicks=7, by="arquivo", at=5
        )
    ]
    assert spend_of("date,cost\n2026-11-16,12.3\n", "google", "g", 5)[0].spend == 1230


def test_every_line_that_is_wrong_is_told() -> None:
    with pytest.raises(AskHuman) as error:
        spend_of("dia,gasto\n2026-11-16,abc\nontem,5\n2026-11-17,6\n", "kwai", "k", 5)
    assert "linha 2" in error.value.reason
    assert "linha 3" in error.value.reason
    assert "linha 4" not in error.value.reason
    with pytest.raises(AskHuman):
        spend_of("quando,quanto\n1,2\n", "kwai", "k", 5)
