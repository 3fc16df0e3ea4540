"""A random walk over everything at once, against the few promises that matter: nothing lost, twice or out of order."""

from __future__ import annotations

import random

import pytest

from central.adapters.store.journal.claim import LEASE_MS
from central.adapters.store.journal.sends import ORPHAN_AFTER_MS
from central.core.messaging.conversation import Scene
from central.core.people.identity import Sender
from central.core.turn import Outgoing
from tests.store.world import World, lines, words

STEPS = 400
LEADS = 6


class Walk:
    """Leads that write numbered words, workers and senders that die at any moment, a platform that remembers."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.draw = world, random.Random(seed)
        self.written: dict[int, list[str]] = {lead: [] for lead in range(LEADS)}
        self.delivered: list[str] = []
        self.held: list[Scene] = []
        self.posted: list[Outgoing] = []

    async def step(self) -> None:
        """One of the things that happen."""
        things = (self.write, self.write, self.claim, self.think, self.think, self.post, self.answer, self.sweep)
        await self.draw.choice(things)()
        self.world.wait(self.draw.choice((0, 10, 300, 2_000)))

    async def write(self) -> None:
        lead = self.draw.randrange(LEADS)
        word = f"{lead}:{len(self.written[lead])}"
        self.written[lead].append(word)
        for _ in range(self.draw.choice((1, 1, 3))):
            await self.world.hear(word, Sender(bsuid=f"BR.{lead}"), wamid=word, wait=self.draw.choice((0, 500)))

    async def claim(self) -> None:
        self.held += await self.world.claim(self.draw.randint(1, 4))

    async def think(self) -> None:
        """Finish a turn (perhaps long after its lease was lost), put it off, or die with it."""
        if not self.held:
            return
        scene = self.held.pop(self.draw.randrange(len(self.held)))
        fate = self.draw.random()
        if fate < 0.1:
            self.world.wait(LEASE_MS)
        elif fate < 0.2:
            await self.world.journal.postpone(scene, self.world.now, self.world.now + 500, "azar")
        else:
            said = (" ".join(lines(scene)), "é isso") if lines(scene) else ()
            await self.world.reply(scene, *said, gap=self.draw.choice((0, 700)), retractable=self.draw.random() < 0.7)

    async def post(self) -> None:
        """Bubbles reach the platform, or its answer is lost and nobody knows."""
        for row in await self.world.sends(self.draw.randint(1, 3)):
            if self.draw.random() < 0.9:
                self.delivered.append(f"{row.id}|{words(row)}")
            self.posted.append(row)

    async def answer(self) -> None:
        """Sends are settled in any order; some by a status only, some never."""
        if not self.posted:
            return
        row = self.posted.pop(self.draw.randrange(len(self.posted)))
        reached = any(line.startswith(row.id) for line in self.delivered)
        if self.draw.random() < 0.8:
            await self.world.settle(row, "accepted" if reached else "waiting", retry_at=self.world.now)
        if reached and self.draw.random() < 0.8:
            await self.world.status(self.draw.choice(("sent", "read")), callback=row.id)

    async def sweep(self) -> None:
        await self.world.journal.sweep(self.world.now, 10 * ORPHAN_AFTER_MS)

    async def calm_down(self) -> None:
        """Everybody is well again, until nothing is left to do."""
        self.held.clear()
        self.world.wait(LEASE_MS + ORPHAN_AFTER_MS)
        await self.sweep()
        for concern in await self.world.journal.attention():
            if concern.kind == "carta_morta":
                await self.world.journal.replay(concern.ref, self.world.now)
        while (due := await self.world.journal.next_due(self.world.now)) is not None:
            self.world.wait(max(0, due - self.world.now))
            for scene in await self.world.claim():
                await self.world.reply(scene, " ".join(lines(scene)), retractable=False)
        while (due := await self.world.journal.next_send(self.world.now)) is not None:
            self.world.wait(max(0, due - self.world.now))
            for row in await self.world.sends():
                self.delivered.append(f"{row.id}|{words(row)}")
                await self.world.settle(row)

    async def judge(self) -> None:
        """Every word was answered once, in order; a bubble in doubt stands in Atenção."""
        doubted = {c.ref for c in await self.world.journal.attention() if c.kind == "incerto"}
        assert len(self.delivered) == len(set(self.delivered)), "a bubble left twice"
        said = [text for _, text in (line.split("|") for line in self.delivered)]
        answered = [word for text in said for word in text.split() if ":" in word]
        for row in await self._doubted(doubted):
            answered += [word for word in row.split() if ":" in word and word not in answered]
        for lead, written in self.written.items():
            mine = [word for word in answered if word.startswith(f"{lead}:")]
            assert sorted(mine) == sorted(written), "lost or answered twice"
            in_order = [word for text in said for word in text.split() if word.startswith(f"{lead}:")]
            assert in_order == sorted(in_order, key=lambda word: int(word.split(":")[1])), "out of order"

    async def _doubted(self, ids: set[str]) -> list[str]:
        rows = []
        for listed in await self.world.store.lists.conversations(LEADS):
            for line in await self.world.store.lists.transcript(listed.conversation):
                if line.state == "uncertain" and line.bubble is not None:
                    rows.append(words(line))  # type: ignore[arg-type]
        assert len(rows) == len(ids)
        return rows


@pytest.mark.parametrize("seed", range(6))
async def test_a_random_walk_keeps_the_promises(world: World, seed: int) -> None:
    walk = Walk(world, seed)
    for _ in range(STEPS):
        await walk.step()
    await walk.calm_down()
    await walk.judge()
    assert sum(map(len, walk.written.values())) > STEPS / 8
