"""The HelpCenter's API: what a program may do with it, and what it may not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import httpx
import pytest

from central.adapters.clock import SystemClock
from central.adapters.store.sales.tickets import Filter
from central.app.helpcenter.export import guarded
from central.core.messaging.conversation import Memo
from central.core.messaging.message import Text
from central.core.messaging.update import Heard
from central.core.people.identity import Sender
from central.core.selling.ticket import Move
from central.core.turn import Arrival, Outcome
from tests.app.helpcenter_world import Running, running_helpcenter


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with running_helpcenter() as server:
        yield server


@pytest.fixture
def api(running: Running) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{running.url}/api/v1", headers=running.headers(), timeout=60) as client:
        yield client


def _made(api: httpx.Client, **fields: object) -> dict[str, object]:
    answer = api.post("/tickets", json=fields)
    assert answer.status_code == 201, answer.text
    found: dict[str, object] = answer.json()
    return found


def test_a_ticket_is_opened_changed_and_read_with_its_history(api: httpx.Client) -> None:
    ticket = _made(api, name="Ana", phone="5511999990001", product="serum", tags=["vip"])
    path = f"/tickets/{ticket['id']}"
    sold = api.patch(path, json={"status": "comprado", "value": 8990}).json()
    assert (sold["status"], sold["value"], sold["closed_at"] is not None) == ("comprado", 8990, True)
    noted = api.post(f"{path}/notes", json={"text": "pagou no Pix"})
    assert noted.status_code == 201
    assert api.put(f"{path}/tags/pix").json()["tags"] == ["pix", "vip"]
    assert api.delete(f"{path}/tags/vip").json()["tags"] == ["pix"]
    lines = api.get(f"{path}/history").json()["items"]
    assert [(line["kind"], line["by"]) for line in lines] == [
        (kind, "api:loja") for kind in ("aberto", "status", "nota", "etiqueta", "sem_etiqueta")
    ]
    assert api.get(path).json()["version"] == 5
    assert api.get(f"{path}/messages").json() == {"items": []}


def test_somebody_who_answers_in_the_crm_silences_the_bot_and_gives_the_conversation_back(
    api: httpx.Client, running: Running
) -> None:
    path = f"/tickets/{running.do(_talked(running))}/attendance"
    assert api.put(path).status_code == 200
    held = [c.reason for c in running.do(running.store.journal.attention()) if c.kind == "pessoa"]
    assert held == ["assumiu a conversa"]
    assert api.delete(path).status_code == 200
    assert [c for c in running.do(running.store.journal.attention()) if c.kind == "pessoa"] == []
    assert api.put(f"/tickets/{_made(api)['id']}/attendance").status_code == 409


async def _talked(running: Running) -> str:
    """The ticket of a lead who wrote."""
    journal, tickets, now = running.store.journal, running.store.tickets, SystemClock().now()
    heard = Heard("5511", "waba", "w-crm", now, Sender(bsuid="BR.77"), Text("oi"), b"{}")
    await journal.accept(now, [Arrival(heard, "p", 0, 0)])
    (scene,) = await journal.claim(now, 1)
    move = Move("interessado", touched=True)
    await journal.finish(Outcome(scene.conversation, scene.turn, scene.epoch, 1, now, Memo(), move=move))
    await tickets.apply_moves(now)
    found = await tickets.page(Filter(), "", 50)
    return next(ticket.id for ticket in found if ticket.conversation == scene.conversation)


def test_a_field_may_be_emptied_and_the_rest_stays(api: httpx.Client) -> None:
    ticket = _made(api, name="Ana", product="serum")
    after = api.patch(f"/tickets/{ticket['id']}", json={"name": None}).json()
    assert (after["name"], after["product"], after["status"]) == (None, "serum", "interessado")


def test_a_lost_ticket_says_why(api: httpx.Client) -> None:
    ticket = _made(api)
    refused = api.patch(f"/tickets/{ticket['id']}", json={"status": "perdido"})
    assert refused.status_code == 409
    assert "motivo" in refused.json()["detail"]
    lost = api.patch(f"/tickets/{ticket['id']}", json={"status": "perdido", "reason": "achou caro"}).json()
    assert (lost["status"], lost["reason"]) == ("perdido", "achou caro")


def test_the_same_request_with_the_same_key_is_done_once(api: httpx.Client, running: Running) -> None:
    headers = {"Idempotency-Key": "pedido-1"}
    first = api.post("/tickets", json={"name": "Bia"}, headers=headers).json()
    assert api.post("/tickets", json={"name": "Bia"}, headers=headers).json() == first
    assert api.post("/tickets", json={"name": "Rui"}, headers=headers).status_code == 409
    path = f"/tickets/{first['id']}/notes"
    for _ in range(3):
        assert api.post(path, json={"text": "oi"}, headers={"Idempotency-Key": "nota-1"}).status_code == 201
    assert len(api.get(f"/tickets/{first['id']}/history").json()["items"]) == 2


def test_who_is_late_is_told(api: httpx.Client) -> None:
    ticket = _made(api)
    path = f"/tickets/{ticket['id']}"
    assert api.patch(path, json={"name": "A", "version": 1}).status_code == 200
    assert api.patch(path, json={"name": "B", "version": 1}).status_code == 409


def test_pages_follow_each_other_and_filters_hold(api: httpx.Client) -> None:
    made = [_made(api, persona="carla", phone=f"55119{n}")["id"] for n in range(5)]
    seen, after = [], ""
    while True:
        page = api.get("/tickets", params={"persona": "carla", "limit": 2, "after": after}).json()
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert seen == made
    assert [i["id"] for i in api.get("/tickets", params={"phone": "551193"}).json()["items"]] == [made[3]]


def test_without_a_key_nothing_is_read_and_a_reading_key_writes_nothing(running: Running) -> None:
    with httpx.Client(base_url=f"{running.url}/api/v1", timeout=60) as stranger:
        for method, path in (("GET", "/tickets"), ("POST", "/tickets"), ("GET", "/export.csv"), ("GET", "/webhooks")):
            answer = stranger.request(method, path, headers={"authorization": "Bearer central_nada"})
            assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert stranger.get("/tickets").status_code == 401
        assert stranger.get("/tickets", headers=running.headers(write=False)).status_code == 200
        assert stranger.post("/tickets", json={}, headers=running.headers(write=False)).status_code == 403


def test_a_key_that_was_taken_back_opens_nothing(running: Running) -> None:
    token = running.do(running.store.tokens.make("de passagem", 1))
    headers = {"authorization": f"Bearer {token}"}
    assert httpx.get(f"{running.url}/api/v1/summary", headers=headers, timeout=60).status_code == 200
    assert running.do(running.store.tokens.revoke("de passagem", 2))
    assert httpx.get(f"{running.url}/api/v1/summary", headers=headers, timeout=60).status_code == 401


def test_the_csv_is_no_formula_and_both_exports_hold_everything(api: httpx.Client) -> None:
    evil = _made(api, name='=HYPERLINK("http://mal.example","clique")', email="-2+3", tags=["a", "b"])
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(api.get("/export.csv").text.lstrip("\ufeff")))}
    mine = rows[str(evil["id"])]
    assert mine["name"].startswith("'=")
    assert (mine["email"], mine["tags"]) == ("'-2+3", "a b")
    whole = {item["id"]: item for item in api.get("/export.json").json()["tickets"]}
    assert whole.keys() == rows.keys()
    assert whole[str(evil["id"])]["name"] == evil["name"]
    assert [line["kind"] for line in whole[str(evil["id"])]["history"]] == ["aberto"]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_a_cell_that_could_be_a_formula_is_quoted(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


def test_a_hook_is_public_https_and_shows_its_secret_once(api: httpx.Client) -> None:
    made = api.post("/webhooks", json={"url": "https://loja.example/gancho"})
    assert made.status_code == 201
    assert made.json()["secret"].startswith("whsec_")
    listed = api.get("/webhooks").json()["items"]
    assert [(hook["url"], hook["secret"]) for hook in listed] == [("https://loja.example/gancho", None)]
    for url in ("http://loja.example/x", "https://127.0.0.1/x", "https://10.0.0.8/x", "https://u:p@loja.example/"):
        assert api.post("/webhooks", json={"url": url}).status_code == 409
    assert api.delete(f"/webhooks/{made.json()['id']}").status_code == 204
    assert api.get("/webhooks").json()["items"] == []


def test_a_method_that_is_not_there_is_told_which_are(api: httpx.Client) -> None:
    answer = api.request("TRACE", "/webhooks")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")


def test_a_body_that_is_too_large_is_not_read(api: httpx.Client) -> None:
    assert api.post("/tickets", content=b"x" * (1 << 21)).status_code == 413
