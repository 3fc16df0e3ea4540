"""The HTTP and WebSocket contract of docs/pretend.md, as the phone page and a Graph client use it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from central.core.messaging.message import SayMedia, SayText
from central.pretend.cloud import drawn
from central.pretend.cloud.faults import PORTUGUESE, Faults
from tests.whatsapp_world import NUMBER, OTHER, TOKEN, Wired, wired

BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
async def world() -> AsyncIterator[Wired]:
    async with wired() as running:
        yield running


async def get(world: Wired, path: str, status: int = 200) -> Any:
    async with world.session.get(world.url + path) as answer:
        assert answer.status == status, await answer.text()
        return await answer.json()


async def post(world: Wired, path: str, body: object, status: int = 200) -> Any:
    async with world.session.post(world.url + path, json=body) as answer:
        assert answer.status == status, await answer.text()
        return await answer.json()


async def test_a_lead_writes_and_reads_over_http(world: Wired) -> None:
    numbers = (await get(world, "/fingir/numeros"))["numeros"]
    assert numbers[0] == {"id": NUMBER.id, "exibicao": NUMBER.display, "nome": NUMBER.name, "waba": NUMBER.waba}
    lead = await post(world, "/fingir/leads", {"nome": "Bia", "telefone": "51 98128-3719", "usuario": "bia"}, 201)
    assert (await get(world, "/fingir/leads"))["leads"] == [lead]
    assert lead["telefone"] == "+55 51 98128-3719"
    here = f"/fingir/leads/{lead['id']}"
    wish = {"numero": NUMBER.id, "tipo": "text", "texto": "oi"}
    said = await post(world, f"{here}/mensagens", wish, 201)
    assert (said["de"], said["tipo"], said["texto"], said["status"]) == ("lead", "text", "oi", "enviada")
    await world.cloud.idle()
    read = (await get(world, f"{here}/conversa?numero={NUMBER.id}"))["mensagens"]
    assert [m["status"] for m in read] == ["entregue"]
    assert (await get(world, f"{here}/conversa?numero={OTHER.id}"))["mensagens"] == []
    assert (await post(world, f"{here}/leu", {"numero": NUMBER.id})) == {"lidas": 0}
    counts = await get(world, "/fingir/relatorio")
    assert (counts["recebidas"], counts["entregues"], counts["aceitas"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        ("/fingir/leads", {}, 400, "nome"),
        ("/fingir/leads", {"nome": "Bia", "telefone": "12"}, 400, "telefone"),
        ("/fingir/leads/ninguem/mensagens", {"tipo": "text"}, 404, "ninguem"),
        ("/fingir/leads/lead-1/mensagens", {"numero": "1", "tipo": "text", "texto": "oi"}, 400, "número"),
        ("/fingir/leads/lead-1/mensagens", {"numero": NUMBER.id, "tipo": "dança"}, 400, "dança"),
        ("/fingir/leads/lead-1/mensagens", {"numero": NUMBER.id, "tipo": "text"}, 400, "texto"),
        ("/fingir/leads/lead-1/mensagens", {"numero": NUMBER.id, "tipo": "video"}, 400, "midia"),
        (
            "/fingir/leads/lead-1/mensagens",
            {"numero": NUMBER.id, "tipo": "edit", "texto": "a", "mensagem": "x"},
            400,
            "",
        ),
        ("/fingir/leads/lead-1/ouviu", {"numero": NUMBER.id, "id": "x"}, 400, "áudio"),
        ("/fingir/falhas", {"explodir": 1}, 400, "explodir"),
        ("/fingir/falhas", {"cortar_antes": "sim"}, 400, "cortar_antes"),
        ("/fingir/leads", [], 400, "objeto"),
    ],
)
async def test_a_wrong_wish_is_answered_in_portuguese(
    world: Wired, path: str, body: object, status: int, said: str
) -> None:
    world.cloud.new_lead("Bia")
    assert said in (await post(world, path, body, status))["erro"]


async def test_the_live_socket_tells_both_sides_as_they_happen(world: Wired) -> None:
    async with world.session.ws_connect(world.url + "/fingir/ao-vivo") as socket:
        lead, to = world.lead()
        await world.cloud.idle()
        heard = world.cloud.world.thread(lead, NUMBER.id)[0]
        await world.channel.typing(NUMBER.id, heard.id)
        await world.channel.send(NUMBER.id, to, SayText("olá"), "cb")
        await world.cloud.idle()
        events = [await _event(socket) for _ in range(9)]
        kinds = [(e["tipo"], e.get("status")) for e in events]
    assert kinds == [
        ("lead", None),
        ("mensagem", None),
        ("status", "entregue"),
        ("lido", None),
        ("digitando", None),
        ("mensagem", None),
        ("status", "enviada"),
        ("status", "entregue"),
        ("status", "lida"),
    ]
    assert events[3]["ids"] == [heard.id]
    assert events[5]["mensagem"]["texto"] == "olá"
    assert events[5]["mensagem"]["de"] == "central"


async def test_reactions_edits_and_deletions_change_the_message_they_point_to(world: Wired) -> None:
    lead, to = world.lead()
    ours = await world.channel.send(NUMBER.id, to, SayText("olá"), "cb")
    mine = world.cloud.world.thread(lead, NUMBER.id)[0].id
    here = f"/fingir/leads/{lead}/mensagens"
    wish = {"numero": NUMBER.id}
    changed = await post(world, here, wish | {"tipo": "reaction", "mensagem": ours, "emoji": "❤️"}, 201)
    assert (changed["id"], changed["reacoes"]) == (ours, {"lead": "❤️"})
    edited = await post(world, here, wish | {"tipo": "edit", "mensagem": mine, "texto": "olá!"}, 201)
    assert (edited["texto"], edited["editada"]) == ("olá!", True)
    reaction = {"messaging_product": "whatsapp", "to": "+" + str(to.wa_id), "type": "reaction"}
    world.cloud.accept(NUMBER.id, reaction | {"reaction": {"message_id": mine, "emoji": "👍"}})
    await post(world, here, wish | {"tipo": "reaction", "mensagem": ours}, 201)
    thread = (await get(world, f"/fingir/leads/{lead}/conversa?numero={NUMBER.id}"))["mensagens"]
    assert [(m["id"], m["reacoes"]) for m in thread] == [(mine, {"central": "👍"}), (ours, {})]
    gone = await post(world, here, wish | {"tipo": "revoke", "mensagem": mine}, 201)
    assert gone["apagada"]
    assert "texto" not in gone


async def test_media_go_up_and_down_on_both_sides(world: Wired) -> None:
    lead = world.cloud.new_lead("Bia")
    photo = drawn.photo(5)
    headers = {"Content-Type": "image/png"}
    async with world.session.post(world.url + "/fingir/midia", data=photo, headers=headers) as answer:
        assert answer.status == 201
        file = await answer.json()
    wish = {"numero": NUMBER.id, "tipo": "image", "midia": file["id"]}
    said = await post(world, f"/fingir/leads/{lead.id}/mensagens", wish, 201)
    async with world.session.get(world.url + said["midia"]["url"]) as answer:
        assert (await answer.read(), answer.content_type) == (photo, "image/png")
    graph = f"{world.url}/fingir/graph/v24.0/{file['id']}"
    async with world.session.get(graph, headers=BEARER) as answer:
        info = await answer.json()
    assert info["file_size"] == len(photo)
    async with world.session.get(info["url"]) as answer:
        assert answer.status == 401
    async with world.session.get(info["url"], headers=BEARER) as answer:
        assert await answer.read() == photo
    async with world.session.delete(graph, headers=BEARER) as answer:
        assert await answer.json() == {"success": True}
    async with world.session.get(graph, headers=BEARER) as answer:
        assert (await answer.json())["error"]["code"] == 100


async def test_a_file_of_a_lead_can_run_no_script_in_the_page(world: Wired) -> None:
    headers = {"Content-Type": "text/html"}
    async with world.session.post(world.url + "/fingir/midia", data=b"<script>", headers=headers) as answer:
        url = (await answer.json())["url"]
    async with world.session.get(world.url + url) as answer:
        assert answer.headers["Content-Disposition"] == "attachment"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_graph_wants_its_token_and_knows_its_numbers(world: Wired) -> None:
    base = f"{world.url}/fingir/graph/v24.0"
    async with world.session.get(f"{base}/{NUMBER.id}", headers={"Authorization": "Bearer x"}) as answer:
        assert (answer.status, (await answer.json())["error"]["code"]) == (401, 190)
        assert answer.headers["X-Fingido"] == "sim"
    async with world.session.get(f"{base}/{NUMBER.id}?fields=quality_rating", headers=BEARER) as answer:
        assert (await answer.json())["quality_rating"] == "GREEN"
    async with world.session.post(f"{base}/{NUMBER.id}/messages", data=b"{", headers=BEARER) as answer:
        assert (answer.status, (await answer.json())["error"]["code"]) == (400, 100)
    form = aiohttp.FormData({"messaging_product": "whatsapp", "type": "image/gif"})
    form.add_field("file", b"GIF89a", filename="a.gif", content_type="image/gif")
    async with world.session.post(f"{base}/{NUMBER.id}/media", data=form, headers=BEARER) as answer:
        assert (await answer.json())["error"]["code"] == 131053


async def test_faults_are_set_and_cleared_over_http(world: Wired) -> None:
    now = await post(world, "/fingir/falhas", {"erro_5xx": 2, "codigos": {"131056": 0.5}, "semente": 9})
    assert (now["erro_5xx"], now["codigos"], now["semente"]) == (2, {"131056": 0.5}, 9)
    assert set(await get(world, "/fingir/falhas")) == set(PORTUGUESE.values())
    cleared = await post(world, "/fingir/falhas", {"limpar": True, "lento": 1})
    assert (cleared["erro_5xx"], cleared["codigos"], cleared["lento"]) == (0, {}, 1)


async def test_a_lead_plays_a_voice_note(world: Wired) -> None:
    lead, to = world.lead()
    await world.shelf.put("voz.ogg", "audio", "audio/ogg; codecs=opus", drawn.voice_note(1))
    wamid = await world.channel.send(NUMBER.id, to, SayMedia("audio", "voz.ogg"), "cb")
    await world.cloud.idle()
    assert await post(world, f"/fingir/leads/{lead}/ouviu", {"numero": NUMBER.id, "id": wamid}) == {"ouvida": True}
    await world.cloud.idle()
    assert world.receiver.statuses[-1].status == "played"
    assert world.cloud.world.posts[wamid].part["midia"]["voz"]


def test_equal_seeds_strike_alike_and_the_next_n_are_exactly_n() -> None:
    one, two = Faults(slow=0.5, seed=4), Faults(slow=0.5, seed=4)
    assert [one.hits("slow") for _ in range(50)] == [two.hits("slow") for _ in range(50)]
    three = Faults(http_5xx=3, codes={131056: 1})
    assert [three.hits("http_5xx") for _ in range(5)] == [True, True, True, False, False]
    assert [three.code() for _ in range(2)] == [131056, None]


async def _event(socket: aiohttp.ClientWebSocketResponse) -> Any:
    return await asyncio.wait_for(socket.receive_json(), 60)
