"""CloudChannel against the pretend Cloud API over real HTTP: every bubble, every way a send may end."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from central.adapters.whatsapp.cloud import UPLOAD_LIVES_MS, CloudChannel
from central.core.errors import AskHuman, CentralError, GiveUp, OutcomeUnknown, TryLater
from central.core.messaging.conversation import Address
from central.core.messaging.message import Bubble, Button, SayButtons, SayList, SayMedia, SayTemplate, SayText
from central.pretend.cloud import drawn, report
from tests.whatsapp_world import NUMBER, OTHER, HandClock, Shelf, Wired, serving, wired

PDF = b"%PDF-1.4 pequeno"
TEMPLATE = {
    "name": "volta",
    "language": "pt_BR",
    "category": "MARKETING",
    "components": [{"type": "BODY", "text": "Oi {{1}}, o {{2}} voltou!"}],
}


@pytest.fixture
async def world() -> AsyncIterator[Wired]:
    async with wired() as running:
        await running.shelf.put("foto.png", "image", "image/png", drawn.photo(1))
        await running.shelf.put("voz.ogg", "audio", "audio/ogg; codecs=opus", drawn.voice_note(1))
        await running.shelf.put("video.mp4", "video", "video/mp4", b"mp4")
        await running.shelf.put("nota.pdf", "document", "application/pdf", PDF)
        await running.shelf.put("oi.webp", "sticker", "image/webp", b"RIFF")
        running.cloud.add_templates([TEMPLATE])
        yield running


@pytest.mark.parametrize(
    ("bubble", "shown"),
    [
        (SayText("olá"), {"tipo": "text", "texto": "olá"}),
        (SayMedia("image", "foto.png", "nossa"), {"tipo": "image", "legenda": "nossa"}),
        (SayMedia("audio", "voz.ogg"), {"tipo": "audio"}),
        (SayMedia("video", "video.mp4", "veja"), {"tipo": "video", "legenda": "veja"}),
        (SayMedia("document", "nota.pdf", filename="nota.pdf"), {"tipo": "document"}),
        (SayMedia("sticker", "oi.webp"), {"tipo": "sticker"}),
        (
            SayButtons("qual?", (Button("s", "Sim"), Button("n", "Não"))),
            {"tipo": "buttons", "botoes": [{"id": "s", "titulo": "Sim"}, {"id": "n", "titulo": "Não"}]},
        ),
        (
            SayList("tamanho?", "Ver", (Button("38", "38", "médio"),)),
            {
                "tipo": "list",
                "lista": {"botao": "Ver", "linhas": [{"id": "38", "titulo": "38", "descricao": "médio"}]},
            },
        ),
        (
            SayTemplate("volta", parameters=("Bia", "sérum")),
            {"tipo": "template", "texto": "Oi Bia, o sérum voltou!"},
        ),
    ],
)
async def test_each_bubble_arrives_and_its_statuses_carry_our_id(world: Wired, bubble: Bubble, shown: dict) -> None:
    lead, to = world.lead()
    wamid = await world.channel.send(NUMBER.id, to, bubble, "nosso-id")
    await world.cloud.idle()
    post = world.cloud.world.posts[wamid]
    assert post.lead == lead
    assert post.as_json() | shown == post.as_json()
    assert [(s.status, s.callback) for s in world.receiver.statuses] == [
        ("sent", "nosso-id"),
        ("delivered", "nosso-id"),
        ("read", "nosso-id"),
    ]


async def test_a_lead_without_a_phone_is_reached_by_user_id(world: Wired) -> None:
    lead, to = world.lead(bsuid_only=True)
    assert to.wa_id is None
    wamid = await world.channel.send(NUMBER.id, to, SayText("oi"), "cb")
    assert world.cloud.world.posts[wamid].lead == lead


async def test_a_file_is_uploaded_once_a_channel_and_again_when_its_id_grew_old(world: Wired) -> None:
    lead, to = world.lead()
    world.cloud.say(lead, OTHER.id, texto="oi")
    photo = SayMedia("image", "foto.png")
    await asyncio.gather(*(world.channel.send(NUMBER.id, to, photo, f"cb{n}") for n in range(3)))
    first = set(world.cloud.world.files)
    assert len(first) == 1
    await world.channel.send(OTHER.id, to, photo, "cb4")
    assert len(world.cloud.world.files) == 2
    world.clock.at += UPLOAD_LIVES_MS + 1  # type: ignore[union-attr]
    world.cloud.say(lead, NUMBER.id, texto="ainda?")
    await world.channel.send(NUMBER.id, to, photo, "cb5")
    assert len(world.cloud.world.files) == 3


async def test_a_media_id_that_meta_forgot_early_is_made_anew_on_the_next_try(world: Wired) -> None:
    _, to = world.lead()
    photo = SayMedia("image", "foto.png")
    await world.channel.send(NUMBER.id, to, photo, "a")
    world.cloud.delete_file(next(iter(world.cloud.world.files)))
    with pytest.raises(TryLater) as error:
        await world.channel.send(NUMBER.id, to, photo, "b")
    assert error.value.after_ms == 0
    await world.channel.send(NUMBER.id, to, photo, "b")


async def test_a_file_that_is_not_in_the_library_or_breaks_a_limit_costs_no_call(world: Wired) -> None:
    _, to = world.lead()
    await world.shelf.put("velho.gif", "image", "image/gif", b"GIF")
    for bubble in (SayMedia("image", "sumiu"), SayMedia("image", "velho.gif"), SayText("a" * 5000)):
        with pytest.raises(GiveUp):
            await world.channel.send(NUMBER.id, to, bubble, "cb")
    assert not world.cloud.world.files
    assert report(world.cloud)["aceitas"] == 0


async def test_typing_marks_as_read_and_shows_it_to_the_lead(world: Wired) -> None:
    events: list[dict] = []
    world.cloud.listen(events.append)
    lead, _ = world.lead()
    post = world.cloud.world.thread(lead, NUMBER.id)[0]
    await world.channel.typing(NUMBER.id, post.id)
    assert world.cloud.world.posts[post.id].status == "lida"
    assert [e["tipo"] for e in events if e["tipo"] in ("lido", "digitando")] == ["lido", "digitando"]
    await world.channel.typing(NUMBER.id, "wamid.unknown")


@pytest.mark.parametrize(
    ("fault", "raised", "accepted"),
    [
        ({"cortar_antes": 1}, OutcomeUnknown, 0),
        ({"cortar_depois": 1}, OutcomeUnknown, 1),
        ({"lento": 1, "lento_ms": 3_000}, OutcomeUnknown, 1),
        ({"erro_5xx": 1}, OutcomeUnknown, 0),
        ({"erro_5xx_depois": 1}, OutcomeUnknown, 1),
        ({"codigos": {"130429": 1}}, TryLater, 0),
        ({"codigos": {"131000": 1}}, TryLater, 0),
        ({"codigos": {"131026": 1}}, GiveUp, 0),
        ({"codigos": {"190": 1}}, AskHuman, 0),
    ],
)
async def test_each_way_to_fail_says_what_the_caller_may_do(
    world: Wired, fault: dict, raised: type[CentralError], accepted: int
) -> None:
    _, to = world.lead()
    world.clock.sleep = _real_sleep  # type: ignore[method-assign]
    world.cloud.faults.set(fault)
    patience = world.channel._timeout
    if "lento" in fault:
        world.channel._timeout = aiohttp.ClientTimeout(sock_read=1)
    with pytest.raises(CentralError) as error:
        await world.channel.send(NUMBER.id, to, SayText("oi"), "cb")
    world.channel._timeout = patience
    assert type(error.value) is raised
    assert report(world.cloud)["aceitas"] == accepted
    await world.channel.send(NUMBER.id, to, SayText("oi"), "cb2")


async def test_outside_the_window_only_a_template_goes(world: Wired) -> None:
    _, to = world.lead()
    world.clock.at += 25 * 3_600_000  # type: ignore[union-attr]
    with pytest.raises(GiveUp) as error:
        await world.channel.send(NUMBER.id, to, SayText("oi"), "cb")
    assert error.value.code == "131047"
    await world.channel.send(NUMBER.id, to, SayTemplate("volta", parameters=("Bia", "sérum")), "cb")


@pytest.mark.parametrize(
    ("template", "code"), [(SayTemplate("nada"), "132001"), (SayTemplate("volta", parameters=("só um",)), "132000")]
)
async def test_a_wrong_template_is_given_up(world: Wired, template: SayTemplate, code: str) -> None:
    _, to = world.lead()
    with pytest.raises(GiveUp) as error:
        await world.channel.send(NUMBER.id, to, template, "cb")
    assert error.value.code == code


async def test_the_pair_limit_waits_four_times_longer_each_time_and_forgets_after_a_success(world: Wired) -> None:
    _, to = world.lead()
    world.cloud.faults.set({"codigos": {"131056": 3}})
    waits = []
    for _ in range(3):
        with pytest.raises(TryLater) as error:
            await world.channel.send(NUMBER.id, to, SayText("oi"), "cb")
        waits.append(error.value.after_ms)
    assert waits == [1_000, 4_000, 16_000]
    await world.channel.send(NUMBER.id, to, SayText("oi"), "cb")
    world.cloud.faults.set({"codigos": {"131056": 1}})
    with pytest.raises(TryLater) as error:
        await world.channel.send(NUMBER.id, to, SayText("oi"), "cb")
    assert error.value.after_ms == 1_000


async def test_nobody_listening_means_nothing_was_sent_and_no_token_asks_a_person() -> None:
    async with aiohttp.ClientSession() as session:
        closed = CloudChannel(session, "http://127.0.0.1:1", "v24.0", lambda _: "t", Shelf(), HandClock())
        with pytest.raises(TryLater):
            await closed.send("1", Address("5511999990000"), SayText("oi"), "cb")
        await closed.typing("1", "wamid.x")
        none = CloudChannel(session, "http://127.0.0.1:1", "v24.0", lambda _: None, Shelf(), HandClock())
        with pytest.raises(AskHuman):
            await none.send("1", Address("5511999990000"), SayText("oi"), "cb")


async def test_the_body_is_as_meta_wants_it_and_an_answer_without_id_is_an_unknown_outcome() -> None:
    seen: list[tuple[str, str, dict]] = []

    async def answer(request: Request) -> Response:
        body = json.loads(await request.body())
        seen.append((request.url.path, request.headers["authorization"], body))
        return Response(b"{}", media_type="application/json")

    app = Starlette(routes=[Route("/{path:path}", answer, methods=["POST"])])
    async with serving(app) as url, aiohttp.ClientSession() as session:
        channel = CloudChannel(session, f"{url}/", "v25.0", lambda c: f"token-{c}", Shelf(), HandClock())
        with pytest.raises(OutcomeUnknown):
            await channel.send("77", Address("555198765432"), SayText("olá"), "cb")
    body = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "+555198765432",
        "type": "text",
        "text": {"body": "olá", "preview_url": False},
        "biz_opaque_callback_data": "cb",
    }
    assert seen == [("/v25.0/77/messages", "Bearer token-77", body)]


async def test_an_upload_that_broke_sent_no_message_and_is_tried_again() -> None:
    async def broken(request: Request) -> Response:
        await request.body()
        return Response(status_code=502)

    app = Starlette(routes=[Route("/{path:path}", broken, methods=["POST"])])
    shelf = Shelf()
    await shelf.put("foto.png", "image", "image/png", drawn.photo(1))
    async with serving(app) as url, aiohttp.ClientSession() as session:
        channel = CloudChannel(session, url, "v24.0", lambda _: "t", shelf, HandClock())
        with pytest.raises(TryLater):
            await channel.send("77", Address("555198765432"), SayMedia("image", "foto.png"), "cb")
    assert not shelf.uploads


async def _real_sleep(ms: float) -> None:
    await asyncio.sleep(ms / 1000)
