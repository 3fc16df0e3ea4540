"""Tickets in a house: from a lead's words to the API, to a hook, to a CRM and back, with nobody in between."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import pytest
from aiohttp import web

from central.adapters.clock import SystemClock, new_id
from central.adapters.crm.webhooks import is_address, secret_of, sign
from central.adapters.operation import default_demo_folder, parse, read_yaml
from central.adapters.operation.document import numbered
from central.adapters.store import Store, open_store
from central.adapters.store.sales.tickets import Filter
from central.app.checkup import outside
from central.app.config import read_settings
from central.app.desk.crm import check
from central.app.tickets import ELSEWHERE, TicketParts, decider, handing, hint_token, reached, ticket_parts
from central.app.work.round import at_work
from central.core.errors import AskHuman
from central.core.messaging.conversation import Memo
from central.core.messaging.message import Text
from central.core.messaging.update import Heard
from central.core.people.identity import Sender
from central.core.selling.checkout import CheckoutSpec
from central.core.selling.crm import CrmAccount, CrmKind, CrmSpec
from central.core.selling.order import Order
from central.core.selling.ticket import Move
from central.core.turn import Arrival, Outcome
from central.pretend.crm import Hook, Office, crm_app
from tests.clock import FakeClock
from tests.crm_world import ACCOUNTS, OVER_THERE, PRETENDERS

KEY = "k" * 40


class Ear:
    """Somebody who is told: keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, str], bytes]] = []

    async def hear(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.heard.append(({k.lower(): v for k, v in request.headers.items()}, body))
        return web.Response()


class Place:
    """A store with its ticket parts, a pretend CRM and an ear, all on this machine."""

    def __init__(
        self,
        store: Store,
        parts: TicketParts,
        office: Office,
        kind: CrmKind,
        crm: str,
        ear: Ear,
        port: int,
        api: httpx.AsyncClient,
    ):
        self.store, self.parts, self.office, self.kind, self.crm = store, parts, office, kind, crm
        self.ear, self.port, self.api = ear, port, api
        self.hooks: list[Hook] = []

    async def knock(self, hook: Hook) -> int:
        """A webhook at the hints' door, as it would come."""
        path = f"/crm/{self.kind}/{hint_token(KEY.encode(), self.kind)}"
        async with httpx.AsyncClient(transport=httpx.ASGITransport(self.parts.hints), base_url=OVER_THERE) as client:
            return (await client.post(path, content=hook.body, headers=dict(hook.headers))).status_code

    async def hear(self) -> None:
        """All that the CRM has to tell reaches the door, every webhook twice."""
        for hook in [*self.hooks, *self.hooks]:
            assert await self.knock(hook) == 200
        self.hooks.clear()

    async def lead(self, number: int, move: Move) -> str:
        """A lead who writes and is answered."""
        sender, now = Sender(wa_id=f"55119{number:08d}", name=f"Lead {number}"), SystemClock().now()
        heard = Heard("c", "w", f"wamid.{new_id()}", now, sender, Text("oi"), b"{}")
        await self.store.journal.accept(now, arrivals=[Arrival(heard, "p", 0, 0)])
        (scene,) = await self.store.journal.claim(now + 1, 10)
        done = Outcome(scene.conversation, scene.turn, scene.epoch, scene.upto, now, Memo(), move=move)
        assert await self.store.journal.finish(done)
        return scene.person


@pytest.fixture
async def place(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Place]:
    kind: CrmKind = getattr(request, "param", "flowlu")
    clock, ear = SystemClock(), Ear()
    office = PRETENDERS[kind](now=clock.now, hook_to=f"{OVER_THERE}/crm/{kind}/{hint_token(KEY.encode(), kind)}")
    listening = web.Application()
    listening.router.add_post("/ouvido", ear.hear)
    runners = [await _serve(app) for app in (crm_app(office), listening)]
    crm_port, port = (int(runner.addresses[0][1]) for runner in runners)
    address = f"http://127.0.0.1:{crm_port}{office.prefix}"
    environment = {
        "CENTRAL_DATA": str(tmp_path),
        "CENTRAL_CHAVE": KEY,
        "CENTRAL_ENDERECO": OVER_THERE,
        ELSEWHERE[kind]: address,
        ACCOUNTS[kind].key: office.key,
        ACCOUNTS[kind].secret or "NADA": office.secret,
        "WEBHOOK_LOCAL": "1",
    }
    store = await open_store(":memory:", clock=clock, ids=new_id, owner="t", parse_operation=parse)
    async with aiohttp.ClientSession() as session:
        crm = CrmSpec(outside=ACCOUNTS[kind])
        parts = ticket_parts(read_settings(environment), store, clock, crm, session, nap_ms=20)
        document = read_yaml(default_demo_folder())
        operation = numbered(1, "d", document)

        async def current() -> Any:
            return replace(operation, crm=crm)

        store.operations.current = current  # type: ignore[method-assign]
        token = await store.tokens.make("teste", 1)
        transport = httpx.ASGITransport(parts.api)
        headers = {"authorization": f"Bearer {token}"}
        async with httpx.AsyncClient(transport=transport, base_url="http://c/api/v1", headers=headers) as api:
            async with at_work(parts.work.rounds):
                found = Place(store, parts, office, kind, address, ear, port, api)
                office.hook = found.hooks.append
                yield found
            await parts.close()
    await store.close()
    for runner in runners:
        await runner.cleanup()


async def _serve(app: web.Application) -> web.AppRunner:
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner


async def _until(true: Callable[[], Any], seconds: float = 120) -> None:
    for _ in range(round(seconds / 0.02)):
        if true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never came true")


async def _shown(place: Place) -> None:
    """The first opportunity says all of its ticket."""
    async with asyncio.timeout(120):
        while await place.store.crm_links.counts(place.kind) != {"idle": 1}:
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("place", ACCOUNTS, indirect=True)
async def test_a_lead_is_a_ticket_in_the_api_told_to_a_hook_and_shown_in_the_crm(place: Place) -> None:
    hook = (await place.api.post("/webhooks", json={"url": f"http://127.0.0.1:{place.port}/ouvido"})).json()
    person = await place.lead(1, Move("interessado", "livia", "serum", "meta", "c-serum", "ad1", touched=True))
    await _shown(place)
    (ticket,) = (await place.api.get("/tickets")).json()["items"]
    assert (ticket["name"], ticket["campaign"], ticket["status"]) == ("Lead 1", "c-serum", "interessado")
    (card,) = place.office.shown(ticket["id"])
    place.office.person(card.ref, "comprado", value=8990)
    await place.hear()
    await _until(lambda: "comprado" in place.office.cards()[0].history)
    sold = (await place.api.get(f"/tickets/{ticket['id']}")).json()
    assert (sold["status"], sold["value"]) == ("comprado", 8990)
    (line,) = await place.store.orders.of_person(person)
    assert (line.checkout, line.status, line.total) == (place.kind, "approved", 8990)
    assert len((await place.api.get("/tickets")).json()["items"]) == 1
    assert hook["secret"].startswith("whsec_")


async def test_the_bot_is_silent_while_somebody_works_on_the_sale_in_the_crm(place: Place) -> None:
    await place.lead(1, Move("interessado", "livia", "serum", touched=True))
    await _until(place.office.cards)
    (told,) = (await place.api.get("/tickets")).json()["items"]
    ticket = await place.store.tickets.get(told["id"])
    assert ticket is not None
    assert ticket.conversation is not None
    works, attending = handing(place.store, SystemClock(), "flowlu"), place.store.attending
    await works(ticket, True)
    assert await attending.holder(ticket.conversation) == "flowlu"
    assert await attending.take_over(ticket.conversation, "ana", 1) == "flowlu"
    await works(ticket, False)
    assert await attending.holder(ticket.conversation) is None
    await attending.take_over(ticket.conversation, "ana", 2)
    for begins in (True, False):
        await works(ticket, begins)
    assert await attending.holder(ticket.conversation) == "ana"
    await works(replace(ticket, conversation=None), True)
    await works(replace(ticket, conversation="sumiu"), True)


async def test_a_sale_marked_in_the_crm_and_told_by_the_checkout_counts_once(place: Place) -> None:
    person = await place.lead(2, Move("interessado", "livia", "serum", "meta", "c-serum", "ad1", touched=True))
    await _shown(place)
    place.office.person(place.office.cards()[0].ref, "comprado", value=5000)
    await place.hear()
    await _until(lambda: "comprado" in place.office.cards()[0].history)
    now = SystemClock().now() + 5
    paid = Order("7", "approved", now, 8990, phone=f"55119{2:08d}")
    await place.store.orders.record(CheckoutSpec("loja"), paid, "loja", now)
    await _until(lambda: place.office.cards()[0].value == 8990)
    once = {"loja": ("approved", 8990), "flowlu": ("cancelled", 5000)}
    async with asyncio.timeout(120):
        while {o.checkout: (o.status, o.total) for o in await place.store.orders.of_person(person)} != once:
            await asyncio.sleep(0.02)
    (ticket,) = (await place.api.get("/tickets")).json()["items"]
    assert (ticket["status"], ticket["value"], ticket["reason"]) == ("comprado", 8990, "pedido 7")


async def test_a_sale_that_is_won_lost_and_won_again_in_the_crm_stands(place: Place) -> None:
    person = await place.lead(3, Move("interessado", "livia", "serum", "meta", "c-serum", "ad1", touched=True))
    await _shown(place)
    (ticket,) = await place.store.tickets.newest(Filter())
    clock, before = FakeClock(), "interessado"
    decided = decider(place.store, clock, "flowlu")
    for version, status in enumerate(("comprado", "perdido", "comprado", "comprado"), 5):
        told = replace(ticket, status=status, value=5_000, version=version)  # type: ignore[arg-type]
        await decided(told, before)
        clock.time, before = clock.time + 1_000, status
    assert sorted(o.status for o in await place.store.orders.of_person(person)) == ["approved", "cancelled"]
    sales = (await place.store.ledger.facts(clock.now())).sales
    assert sorted(s.status for s in sales) == ["approved", "approved", "refunded"]


async def test_a_hook_is_told_in_order_and_signed(place: Place) -> None:
    url = f"http://127.0.0.1:{place.port}/ouvido"
    hook = (await place.api.post("/webhooks", json={"url": url})).json()
    ticket = (await place.api.post("/tickets", json={"name": "Ana"})).json()
    await place.api.patch(f"/tickets/{ticket['id']}", json={"status": "comprado", "value": 100})
    await _until(lambda: len(place.ear.heard) == 2)
    bodies = [json.loads(body) for _, body in place.ear.heard]
    assert [body["type"] for body in bodies] == ["ticket.aberto", "ticket.status"]
    assert bodies[1]["ticket"]["id"] == ticket["id"]
    for headers, body in place.ear.heard:
        expected = sign(hook["secret"], headers["webhook-id"], int(headers["webhook-timestamp"]), body)
        assert headers["webhook-signature"] == expected["webhook-signature"]


async def test_hints_need_the_token_and_are_only_read_again(place: Place) -> None:
    token = hint_token(KEY.encode(), "flowlu")
    transport = httpx.ASGITransport(place.parts.hints)
    body = {"meta": {"module": "crm", "model": "lead", "action": "update"}, "current": {"id": 77, "active": 3}}
    async with httpx.AsyncClient(transport=transport, base_url="http://c") as client:
        for path in ("/crm/flowlu/", "/crm/flowlu/errado", "/crm/outro/" + token, "/crm/flowlu/" + token[:-1]):
            assert (await client.post(path, json=body)).status_code == 404
        assert (await client.get(f"/crm/flowlu/{token}")).status_code == 405
        assert (await client.post(f"/crm/flowlu/{token}", content=b"x" * 300_000)).status_code == 413
        for content in (b"{", b"[]", b'{"meta":1}', b'{"meta":{"model":"lead"},"current":{"id":"../1"}}'):
            assert (await client.post(f"/crm/flowlu/{token}", content=content)).status_code == 200
        assert await place.store.crm_links.hints("flowlu", 9) == []
        assert (await client.post(f"/crm/flowlu/{token}", json=body)).status_code == 200
    assert (await place.store.tickets.counts()) == {}


@pytest.mark.parametrize("place", ACCOUNTS, indirect=True)
async def test_whoever_is_erased_here_is_erased_in_the_crm(place: Place) -> None:
    person = await place.lead(7, Move("interessado", "livia", "serum", "meta", "c-serum", "ad1", touched=True))
    await _shown(place)
    (told,) = (await place.api.get("/tickets")).json()["items"]
    await place.api.post(f"/tickets/{told['id']}/notes", json={"text": "a Lead 7 mora em Lages"})
    await _until(lambda: "Lages" in place.office.everything())
    await place.store.privacy.erase(person, "dona", SystemClock().now())
    await _until(lambda: not re.search("Lead 7|00000007|Lages", place.office.everything()))
    (card,) = place.office.cards()
    assert (card.status, card.fields["campanha"]) == ("interessado", "c-serum")


@pytest.mark.parametrize("place", ["zendesk", "hubspot"], indirect=True)
async def test_a_webhook_that_only_looks_like_one_is_refused_at_the_door(place: Place) -> None:
    await place.lead(1, Move("interessado", "livia", "serum", touched=True))
    await _shown(place)
    place.office.person(place.office.cards()[0].ref, "comprado", value=1)
    (hook,) = place.hooks[-1:]
    for headers, body in ((hook.headers, hook.body + b" "), ((), hook.body), (hook.headers[:-1], hook.body)):
        assert await place.knock(Hook(body, headers)) == 401
    assert await place.store.crm_links.hints(place.kind, 9) == []
    assert await place.knock(hook) == 200


@pytest.mark.parametrize("place", ACCOUNTS, indirect=True)
async def test_the_check_of_an_account_reads_and_never_writes(place: Place, tmp_path: Path) -> None:
    account = ACCOUNTS[place.kind]
    environment = {ELSEWHERE[place.kind]: place.crm, account.key: place.office.key, "CENTRAL_DATA": str(tmp_path)}
    settings, before = read_settings(environment), place.office.everything()
    wrong = replace(account, stages=(("interessado", "Outra"),))
    async with aiohttp.ClientSession() as session:
        said = await check(reached(settings, SystemClock(), account, session))
        told = await check(reached(settings, SystemClock(), wrong, session))

        async def findings(account: CrmAccount, **more: str) -> list[tuple[str, str]]:
            there = read_settings(environment | more)
            return [(f.state, f.said) for f in await outside.crm(there, account, session, SystemClock())]

        signed = {account.secret: "s"} if account.secret else {}
        assert [state for state, _ in await findings(account, **signed)] == ["certo"]
        assert [state for state, _ in await findings(account)] == ["certo", "aviso"][: 1 + len(signed)]
        assert "não existe" in (await findings(wrong))[0][1]
        assert await findings(account, **{account.key: ""}) == [("erro", f"Falta a variável {account.key}.")]
    assert re.match("(Funil Vendas|Status): .*Nego", said[0])
    assert said[-1] == "Os nomes da operação existem lá."
    assert f'etapa "Outra" não existe no {account.title}' in told[-1]
    assert place.office.everything() == before


@pytest.mark.parametrize("kind", ACCOUNTS)
def test_the_key_goes_to_no_other_host(kind: CrmKind, tmp_path: Path) -> None:
    settings = read_settings({"CENTRAL_DATA": str(tmp_path), ELSEWHERE[kind]: "https://mal.example/api"})
    with pytest.raises(AskHuman):
        reached(settings, SystemClock(), ACCOUNTS[kind], None)  # type: ignore[arg-type]
    if ACCOUNTS[kind].company:
        with pytest.raises(AskHuman):
            reached(read_settings({}), SystemClock(), CrmAccount(kind, "mal.example/"), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://loja.example/x", True),
        ("http://loja.example/x", False),
        ("https://localhost/x", False),
        ("https://10.1.2.3/x", False),
        ("https://[::1]/x", False),
        ("https://169.254.169.254/latest", False),
        ("https://user:pw@loja.example/", False),
        ("https://loja.internal/", False),
        ("ftp://loja.example", False),
        ("https://loja.example:0/", False),
    ],
)
def test_only_public_addresses_are_told(url: str, allowed: bool) -> None:
    assert is_address(url) is allowed


def test_secrets_differ_by_hook_and_nothing_of_the_root_shows() -> None:
    one, two = secret_of("raiz", "a"), secret_of("raiz", "b")
    assert one != two
    assert "raiz" not in one
