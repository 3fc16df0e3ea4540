"""The numbered operation and the media library."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.clock import FakeClock
from tests.store.world import World, open_world


@pytest.fixture
async def shop(url: str) -> Any:
    """A store whose operations are read as plain tuples, and how often one was read."""
    read: list[int] = []

    def parse(number: int, digest: str, document: str) -> Any:
        read.append(number)
        return type("Version", (), {"version": number, "digest": digest, "document": document})

    world = await open_world(url, "um", FakeClock(), parse)
    yield world, read
    await world.store.close()


async def test_versions_are_numbered_and_the_last_is_in_force(shop: tuple[World, list[int]]) -> None:
    world, _ = shop
    operations = world.store.operations
    assert await operations.current() is None
    assert await operations.publish("a", "da", "dona", world.now) == 1
    assert (await operations.current()).document == "a"  # type: ignore[union-attr]
    assert await operations.publish("a", "da", "dona", world.now) == 1
    assert await operations.publish("b", "db", "dona", world.now) == 2
    assert (await operations.current()).document == "b"  # type: ignore[union-attr]
    assert await operations.publish("a", "da", "dona", world.now, note="desfazer") == 3
    assert (await operations.current()).version == 3  # type: ignore[union-attr]


async def test_undo_makes_a_new_version_equal_to_an_old_one(shop: tuple[World, list[int]]) -> None:
    world, _ = shop
    operations = world.store.operations
    for name in "ab":
        await operations.publish(name, f"d{name}", "dona", world.now, note=f"a {name}")
    assert await operations.undo_to(1, "sócio", world.now) == 3
    assert (await operations.current()).document == "a"  # type: ignore[union-attr]
    assert [(v.number, v.parent, v.digest, v.by, v.note) for v in await operations.versions()] == [
        (3, 2, "da", "sócio", "volta à versão 1"),
        (2, 1, "db", "dona", "a b"),
        (1, None, "da", "dona", "a a"),
    ]
    assert (await operations.version(2)).document == "b"  # type: ignore[union-attr]
    assert await operations.undo_to(9, "sócio", world.now) is None
    assert await operations.version(9) is None


async def test_another_process_notices_a_new_version_within_seconds(postgres_url: str) -> None:
    def parse(number: int, digest: str, document: str) -> Any:
        return type("Version", (), {"version": number})

    clock = FakeClock()
    one, two = [await open_world(postgres_url, owner, clock, parse) for owner in ("um", "dois")]
    try:
        await one.store.operations.publish("a", "da", "dona", clock.now())
        assert (await two.store.operations.current()).version == 1  # type: ignore[union-attr]
        await one.store.operations.publish("b", "db", "dona", clock.now())
        clock.time += 2_000
        assert (await two.store.operations.current()).version == 2  # type: ignore[union-attr]
        assert await two.store.operations.undo_to(1, "dona", clock.now()) == 3
        clock.time += 2_000
        assert (await one.store.operations.current()).version == 3  # type: ignore[union-attr]
    finally:
        await one.store.close()
        await two.store.close()


async def test_reading_the_operation_is_cheap(shop: tuple[World, list[int]]) -> None:
    world, read = shop
    await world.store.operations.publish("a", "da", "dona", world.now)
    for _ in range(100):
        await world.store.operations.current()
        world.wait(100)
    assert read == [1]


async def test_two_who_publish_at_once_make_two_versions(shop: tuple[World, list[int]]) -> None:
    world, _ = shop
    publish = world.store.operations.publish
    numbers = await asyncio.gather(*(publish(name, name, "dona", world.now) for name in "abcd"))
    assert sorted(numbers) == [1, 2, 3, 4]


async def test_media_by_key_with_ids_that_expire(world: World) -> None:
    media = world.store.media
    assert await media.get("foto") is None
    digest = await media.put("foto", "image", "image/png", b"\x89PNG\x00")
    file = await media.get("foto")
    assert file is not None
    assert (file.content, file.kind, file.mime_type, file.sha256) == (b"\x89PNG\x00", "image", "image/png", digest)
    assert await media.put("outra", "image", "image/png", b"\x89PNG\x00") == digest
    newer = await media.put("foto", "image", "image/jpeg", b"\xff\xd8")
    assert (await media.get("foto")).sha256 == newer  # type: ignore[union-attr]
    assert (await media.get("outra")).sha256 == digest  # type: ignore[union-attr]
    await media.remember_upload("c", digest, "m1", world.now + 1_000)
    assert await media.uploaded("c", digest, world.now) == "m1"
    assert await media.uploaded("d", digest, world.now) is None
    assert await media.uploaded("c", digest, world.now + 1_000) is None
    with pytest.raises(ValueError, match="16 MB"):
        await media.put("grande", "video", "video/mp4", bytes(17 * 1024 * 1024))


async def test_a_store_says_whether_it_is_well(world: World) -> None:
    assert await world.store.healthy()
