"""A file a lead sent comes from the pretend Cloud API over real HTTP, whole or not at all."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from central.core.errors import AskHuman, CentralError, GiveUp
from central.core.messaging.voice import length_ms
from central.pretend.cloud import drawn
from tests.whatsapp_world import NUMBER, Wired, wired


@pytest.fixture
async def world() -> AsyncIterator[Wired]:
    async with wired() as running:
        yield running


async def test_a_voice_note_comes_whole(world: Wired) -> None:
    note = drawn.voice_note(1)
    file = world.cloud.keep_file(note, "audio/ogg")
    assert await world.channel.download(NUMBER.id, file.id, 2**20) == note
    assert length_ms(note) > 0


async def test_a_file_that_is_too_big_is_left(world: Wired) -> None:
    file = world.cloud.keep_file(bytes(5_000), "audio/ogg")
    with pytest.raises(GiveUp) as left:
        await world.channel.download(NUMBER.id, file.id, 4_999)
    assert left.value.code == "tamanho"
    assert len(await world.channel.download(NUMBER.id, file.id, 5_000)) == 5_000


async def test_a_file_that_is_gone_is_an_error_with_a_name(world: Wired) -> None:
    file = world.cloud.keep_file(b"x", "audio/ogg")
    world.cloud.delete_file(file.id)
    with pytest.raises(CentralError):
        await world.channel.download(NUMBER.id, file.id, 100)


async def test_without_a_token_a_person_is_asked(world: Wired) -> None:
    file = world.cloud.keep_file(b"x", "audio/ogg")
    world.channel._token_for = lambda channel: None
    with pytest.raises(AskHuman):
        await world.channel.download(NUMBER.id, file.id, 100)
