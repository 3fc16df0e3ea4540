"""A reply that waits: seen in its thread and in Atenção, sent, rewritten or refused with one tap, and pushed live."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from central.adapters.operation import default_demo_folder, digest, read_yaml, to_json
from central.adapters.store.journal.events import Event
from central.app.models import rehearsed
from central.app.panel.inbox import moved_thread
from central.app.simulation.rehearsal import BEGINNING, KeptChannel, LeapingClock
from central.app.taker import taker
from central.core.messaging.message import Text, spoken
from central.core.messaging.update import Heard
from central.core.people.identity import Sender
from central.core.replying.mode import Mode
from central.core.turn import Arrival
from tests.app.panel.panel_world import PanelWorld

DEMO = read_yaml(default_demo_folder())
HOSTILE = '<img src=x onerror="alert(1)">'


class Talk:
    """A lead and the bot, one step at a time."""

    def __init__(self, world: PanelWorld) -> None:
        self.world, self.store, self.conversation = world, world.store, ""
        world.clock.time = BEGINNING
        channel = KeptChannel(LeapingClock())
        self._take = taker(self.store, world.clock, channel, rehearsed(), 0.0)
        self._said = 0

    async def hear(self, words: str) -> None:
        """The lead writes, and whatever is due then is done."""
        self._said += 1
        channel = DEMO.channels[0]
        sender = Sender(bsuid="BR.1", wa_id="5511987654321", name="Bia Prado")
        heard = Heard(channel.id, channel.waba, f"w{self._said}", self.world.clock.now(), sender, Text(words), b"{}")
        arrival = Arrival(heard, channel.portfolio, 0, 0)
        (accepted,) = await self.store.journal.accept(self.world.clock.now(), [arrival])
        self.conversation = str(accepted.conversation)
        await self.work()

    async def work(self) -> None:
        """Take every turn that is due."""
        for scene in await self.store.journal.claim(self.world.clock.now(), 10):
            assert await self.store.journal.finish(await self._take(scene))

    async def said(self) -> list[str]:
        """What goes out to the lead from here on."""
        rows = await self.store.journal.claim_sends(self.world.clock.now() + 60_000, 10)
        return [spoken(row.bubble) for row in rows]

    @property
    async def draft(self) -> str:
        """The path of the reply that waits."""
        waiting = await self.store.drafts.waiting(self.conversation)
        assert waiting is not None
        return f"/conversas/{self.conversation}/rascunho/{waiting.held.turn}"


@pytest.fixture
async def talk(world: PanelWorld) -> Talk:
    talk = Talk(world)
    document = replace(DEMO, modes=(Mode("tudo", "supervisionado", wait=600_000, after="enviar"),))
    await world.store.operations.publish(to_json(document), digest(document), "teste", world.clock.now())
    await talk.hear("oi, qual o valor do sérum aurora?")
    return talk


async def test_it_stands_in_the_thread_and_in_atencao_with_what_one_may_do(world: PanelWorld, talk: Talk) -> None:
    async with await world.browser("atendente") as browser:
        page = (await browser.get(f"/conversas/{talk.conversation}")).text
        assert "Resposta à espera" in page
        assert "sai sozinha" in page
        for word in ("Enviar", "Editar", "Recusar"):
            assert re.search(rf"</svg>\s*{word}</button>", page), word
        attention = (await browser.get("/conversas?aba=atencao")).text
        assert "espera o seu toque" in attention
        assert '<b class="badge bad">1</b>' in attention
    assert await talk.said() == []


async def test_one_tap_sends_it_once(world: PanelWorld, talk: Talk) -> None:
    async with await world.browser("atendente") as browser:
        path = await talk.draft
        assert (await browser.post(f"{path}/enviar", headers={"hx-request": "true"})).status_code == 204
        twice = await browser.post(f"{path}/recusar", headers={"hx-request": "true"})
        assert twice.status_code == 422
        assert "não vale mais" in unquote(twice.headers["x-aviso"])
        await talk.work()
        (said,) = await talk.said()
        assert "89,90" in said
        page = (await browser.get(f"/conversas/{talk.conversation}")).text
        assert "Atendente enviou a resposta como estava" in page
        assert "Resposta à espera" not in page
        (chosen, *_) = await world.store.ledger.of_turn(talk.conversation, path.rpartition("/")[2])
        assert chosen.propensity


async def test_a_refused_one_is_never_said_and_teaches_nothing(world: PanelWorld, talk: Talk) -> None:
    async with await world.browser("atendente") as browser:
        path = await talk.draft
        await browser.post(f"{path}/recusar", headers={"hx-request": "true"})
        await talk.work()
        assert await talk.said() == []
        page = (await browser.get(f"/conversas/{talk.conversation}")).text
        assert "Atendente recusou a resposta" in page
        assert "o que a IA tinha escrito" in page
    assert await world.store.ledger.of_turn(talk.conversation, path.rpartition("/")[2]) == []


async def test_a_persons_words_go_out_as_theirs_after_one_warning(world: PanelWorld, talk: Talk) -> None:
    async with await world.browser("atendente") as browser:
        path, hx = await talk.draft, {"hx-request": "true"}
        form = (await browser.get(f"{path}/editar", headers=hx)).text
        boxes = form.count("<textarea")
        assert boxes
        wrong = [f"Pra você sai por R$ 12,34 {HOSTILE}", *[""] * (boxes - 1)]
        warned = await browser.post(f"{path}/editar", data={"texto": wrong}, headers=hx)
        assert "Isto o catálogo não diz" in warned.text
        assert "12,34" in warned.text
        assert HOSTILE not in warned.text
        await talk.work()
        assert await talk.said() == []
        done = await browser.post(f"{path}/editar", data={"texto": wrong, "mesmo_assim": "sim"}, headers=hx)
        assert done.status_code == 204
        await talk.work()
        assert await talk.said() == [wrong[0]]
        page = (await browser.get(f"/conversas/{talk.conversation}")).text
        assert "Atendente mudou a resposta e enviou" in page
        assert HOSTILE not in page
    assert await world.store.ledger.of_turn(talk.conversation, path.rpartition("/")[2]) == []


async def test_words_that_contradict_nothing_go_out_at_once(world: PanelWorld, talk: Talk) -> None:
    async with await world.browser("atendente") as browser:
        path, hx = await talk.draft, {"hx-request": "true"}
        boxes = (await browser.get(f"{path}/editar", headers=hx)).text.count("<textarea")
        empty = await browser.post(f"{path}/editar", data={"texto": [" "] * boxes}, headers=hx)
        assert empty.status_code == 422
        mine = ["Oi, Bia! Ele custa R$ 89,90, viu?", *[""] * (boxes - 1)]
        assert (await browser.post(f"{path}/editar", data={"texto": mine}, headers=hx)).status_code == 204
    await talk.work()
    assert await talk.said() == [mine[0]]


async def test_what_the_lead_writes_since_makes_it_old_and_the_page_follows(world: PanelWorld, talk: Talk) -> None:
    old = await talk.draft
    before = await moved_thread(world.panel, talk.conversation, [Event(1, 1, "rascunho", talk.conversation)])
    assert f'id="r{old.rpartition("/")[2]}"' in before
    await talk.hear("e qual o prazo?")
    after = await moved_thread(world.panel, talk.conversation, [Event(2, 1, "rascunho", talk.conversation)])
    assert f'data-some="r{old.rpartition("/")[2]}"' in after
    assert f'id="r{(await talk.draft).rpartition("/")[2]}"' in after
    async with await world.browser("atendente") as browser:
        late = await browser.post(f"{old}/enviar", headers={"hx-request": "true"})
        assert late.status_code == 422
    await talk.work()
    assert await talk.said() == []


async def test_after_a_takeover_nothing_of_it_is_said(world: PanelWorld, talk: Talk) -> None:
    async with await world.browser("atendente") as browser:
        path = await talk.draft
        await browser.post(f"{path}/enviar", headers={"hx-request": "true"})
        await browser.post(f"/conversas/{talk.conversation}/assumir", headers={"hx-request": "true"})
        await talk.work()
        assert await talk.said() == []


async def test_who_only_looks_decides_nothing(world: PanelWorld, talk: Talk) -> None:
    async with await world.browser("leitura") as browser:
        path = await talk.draft
        assert (await browser.post(f"{path}/enviar")).status_code == 403
    await talk.work()
    assert await talk.said() == []


async def test_modes_are_set_on_a_page_and_hold_from_the_next_reply_on(world: PanelWorld, talk: Talk) -> None:
    async with await world.browser("gestor") as browser:
        assert "supervisionado" in (await browser.get("/ajustes/modos")).text
        operation = await world.panel.operation()
        said = {"versao": str(operation.version), "id": "tudo", "modo": "sombra"}
        assert (await browser.post("/ajustes/modos/modo/0", data=said)).status_code == 303
    await talk.hear("tem desconto?")
    waiting = await world.store.drafts.waiting(talk.conversation)
    assert waiting is not None
    assert waiting.held.mode == "sombra"
    async with await world.browser("atendente") as browser:
        page = (await browser.get(f"/conversas/{talk.conversation}")).text
        assert "em sombra" in page
        assert "Recusar" not in page


async def test_an_edited_reply_is_an_example_of_the_voice_that_one_sees_and_deletes(
    world: PanelWorld, talk: Talk
) -> None:
    path, hx = await talk.draft, {"hx-request": "true"}
    async with await world.browser("gestor") as browser:
        boxes = (await browser.get(f"{path}/editar", headers=hx)).text.count("<textarea")
        mine = [f"Bia, sai R$ 89,90 {HOSTILE}", *[""] * (boxes - 1)]
        await browser.post(f"{path}/editar", data={"texto": mine, "mesmo_assim": "sim"}, headers=hx)
        await talk.work()
        page = (await browser.get("/ajustes/personas")).text
        assert "Exemplos da voz (1)" in page
        assert "…, sai …" in page
        assert HOSTILE not in page
        (kept,) = await world.store.examples.all()
        assert (await browser.post(f"/ajustes/exemplos/{kept.turn}/apagar")).status_code == 303
        assert "Exemplos da voz" not in (await browser.get("/ajustes/personas")).text
        assert (await browser.post(f"/ajustes/exemplos/{kept.turn}/apagar")).status_code == 422


async def test_when_nobody_decides_in_time_the_owners_choice_is_done_and_told(world: PanelWorld, talk: Talk) -> None:
    world.clock.time += 599_000
    await talk.work()
    assert await talk.said() == []
    world.clock.time += 1_000
    await talk.work()
    (said,) = await talk.said()
    assert "89,90" in said
    async with await world.browser("atendente") as browser:
        page = (await browser.get(f"/conversas/{talk.conversation}")).text
        assert "ninguém decidiu a tempo, e a resposta foi enviada" in page
