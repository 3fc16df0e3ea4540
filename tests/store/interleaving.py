"""Bot and person at once: many conversations in which everything may happen in any order, and what must never happen.

A round gives every conversation one step of somebody's: the lead writes, an engine thinks or says what it thought a
while ago, the platform answers late or never, somebody of the team takes the conversation in the panel, on the phone or
in the CRM, speaks, gives it back. Two processes share the work where the engine allows it.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace

from central.adapters.store.journal.claim import LEASE_MS
from central.adapters.store.journal.sends import ORPHAN_AFTER_MS
from central.core.errors import AskHuman
from central.core.messaging.conversation import Handoff, Scene
from central.core.messaging.message import SayText, Text
from central.core.messaging.update import Rank
from central.core.people.coexistence import AppMessage
from central.core.people.identity import Sender
from central.core.turn import Outgoing, Send
from tests.store.world import CHANNEL, World, lines

ROUNDS = 24
BY = ("conta-marina", "conta-joao")
DOUBT_MS = 4 * ORPHAN_AFTER_MS
ROUND_MS = 1_500


@dataclass
class Talk:
    """One conversation: who has it since which round, what was claimed and posted, by whom."""

    lead: Sender
    id: str = ""
    held_since: int | None = None
    """The round in which the last takeover was committed; None while the bot has it."""
    holder: str = ""
    asked: str = ""
    """The turn whose goodbye may still leave."""
    written: list[str] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)
    posted: list[tuple[int, str, str]] = field(default_factory=list)
    """Round, id of the bubble, its words, as the platform saw them."""
    thinking: list[Scene] = field(default_factory=list)
    flying: list[Outgoing] = field(default_factory=list)


@dataclass
class Figures:
    """What happened, so that nobody takes an idle run for a good one."""

    talks: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Interleaving:
    """`worlds` are processes over one store; the first one is asked for everything that only one does."""

    def __init__(self, worlds: Sequence[World], seed: int, talks: int) -> None:
        self.worlds, self.draw = worlds, random.Random(seed)
        self.world, self.round, self.figures = worlds[0], 0, Figures(talks)
        names = [f"{seed}.{n}" for n in range(talks)]
        self.talks = {n: Talk(Sender(bsuid=f"BR.{n}", wa_id=None, name="Lead")) for n in names}
        self.by_id: dict[str, Talk] = {}

    async def run(self) -> Figures:
        """All rounds, then calm; the figures with every broken promise."""
        for talk in self.talks.values():
            await self._write(talk)
        for self.round in range(1, ROUNDS + 1):
            steps = [self._step(talk) for talk in self.talks.values()]
            self.draw.shuffle(steps)
            await asyncio.gather(*steps, *(self._claim(w) for w in self.worlds), *(self._post(w) for w in self.worlds))
            self.world.wait(self.draw.randrange(ROUND_MS))
            if self.round % 6 == 0:
                await self._long_after(self.draw.choice((0, LEASE_MS, DOUBT_MS)))
        await self._calm()
        for talk in self.talks.values():
            self._judge(talk)
        return self.figures

    # ── steps ────────────────────────────────────────────────────────────────────────────────────

    async def _step(self, talk: Talk) -> None:
        able: list[Callable[[Talk], Awaitable[None]]] = [self._write, self._finish, self._finish, self._settle]
        able += [self._settle, self._take, self._echo]
        if talk.held_since is not None:
            able += [self._say, self._say, self._give_back]
        await self.draw.choice(able)(talk)

    async def _write(self, talk: Talk) -> None:
        word = f"{talk.lead.bsuid}:{len(talk.written)}"
        talk.written.append(word)
        wait = self.draw.choice((0, 400))
        accepted = await self.world.hear(word, talk.lead, wamid=word, wait=wait, wait_if_asked=wait)
        talk.id = str(accepted.conversation)
        self.by_id[talk.id] = talk

    async def _claim(self, world: World) -> None:
        for scene in await world.journal.claim(world.now, 10_000):
            self.by_id[scene.conversation].thinking.append(scene)

    async def _finish(self, talk: Talk) -> None:
        """Say what was thought, at once or long after somebody else took over; sometimes ask for a person."""
        if not talk.thinking:
            return
        scene = talk.thinking.pop(self.draw.randrange(len(talk.thinking)))
        world = self.draw.choice(self.worlds)
        if scene.handoff is not None or not scene.lines:
            await world.journal.finish(world.outcome(scene))
            return
        bubbles = (" ".join(lines(scene)), "e mais isto")[: self.draw.choice((1, 2))]
        outcome = world.outcome(scene, *bubbles, retractable=self.draw.random() < 0.5)
        if self.draw.random() < 0.1:
            goodbye = (Send(f"{scene.turn}.0", SayText(" ".join(lines(scene))), world.now),)
            handoff = Handoff(scene.turn, scene.conversation, world.now, "lead", "pediu uma pessoa")
            outcome = replace(outcome, handoff=handoff, sends=goodbye, retractable=False)
        if await world.journal.finish(outcome):
            self.figures.counts["turns"] += 1
            if outcome.handoff is not None:
                talk.held_since, talk.holder, talk.asked = self.round, "", scene.turn
        else:
            self.figures.counts["turns cut off"] += 1

    async def _post(self, world: World) -> None:
        """What the platform gets, in the moment in which it was claimed."""
        held = {id: (talk.held_since, talk.asked) for id, talk in self.by_id.items()}
        for row in await world.journal.claim_sends(world.now, 10_000):
            talk = self.by_id[row.conversation]
            talk.flying.append(row)
            assert isinstance(row.bubble, SayText)
            talk.posted.append((self.round, row.id, row.bubble.body))
            since, asked = held[row.conversation]
            by_bot = row.bubble.body not in talk.by_hand
            if not by_bot or since is None or since >= self.round or talk.held_since != since:
                continue
            if row.id.rsplit(".", 1)[0] != asked:
                self.figures.wrong.append(f"{row.id} left in round {self.round}, taken over in round {since}")

    async def _settle(self, talk: Talk) -> None:
        if not talk.flying:
            return
        row = talk.flying.pop(self.draw.randrange(len(talk.flying)))
        match self.draw.choice(("accepted", "accepted", "waiting", "uncertain", "lost")):
            case "waiting":
                # Refused for now: the platform did not take it.
                talk.posted = [one for one in talk.posted if one[1] != row.id]
                await self.world.settle(row, "waiting", retry_at=self.world.now, code="131056", reason="devagar")
            case "uncertain":
                await self.world.settle(row, "uncertain", code="Timeout", reason="sem resposta")
                if self.draw.random() < 0.7:
                    await self.world.status("sent", callback=row.id)
                else:
                    talk.posted = [one for one in talk.posted if one[1] != row.id]
            case "lost":
                await self.world.status("sent", callback=row.id)
            case _:
                await self.world.settle(row)
                await self.world.status("sent", callback=row.id)

    async def _take(self, talk: Talk) -> None:
        """In the panel or from the CRM; sometimes from somebody else's hands."""
        by = self.draw.choice(BY)
        held = await self.world.store.attending.take_over(talk.id, by, self.world.now, force=self.draw.random() < 0.5)
        if held is None and talk.holder != by:
            talk.held_since, talk.holder, talk.asked = self.round, by, ""
            self.figures.counts["taken over"] += 1

    async def _echo(self, talk: Talk) -> None:
        """Somebody answers on the phone."""
        words = f"celular {self.draw.getrandbits(60)}"
        talk.by_hand.append(words)
        echo = AppMessage(
            CHANNEL, "waba", words, self.world.now, talk.lead, Text(words), ours=True, live=True, rank=Rank.SENT
        )
        await self.world.store.people.remember(self.world.now, "portfolio", [echo])
        if talk.held_since is None or talk.asked:
            talk.held_since, talk.asked = self.round, ""
        talk.holder = talk.holder or "telefone"
        self.figures.counts["answered on the phone"] += 1

    async def _say(self, talk: Talk) -> None:
        words = f"pessoa {self.draw.getrandbits(60)}"
        talk.by_hand.append(words)
        try:
            await self.world.store.attending.say(talk.id, talk.holder, [SayText(words)], self.world.now)
        except AskHuman:
            talk.by_hand.remove(words)
            return
        self.figures.counts["said by hand"] += 1

    async def _give_back(self, talk: Talk) -> None:
        if await self.world.journal.end_handoff(talk.id, talk.holder, self.world.now):
            talk.held_since, talk.holder, talk.asked = None, "", ""
            self.figures.counts["given back"] += 1

    async def _long_after(self, ms: int) -> None:
        """No send is in the air for as long; leases end, doubts are looked at."""
        for talk in self.talks.values():
            while ms and talk.flying:
                await self.world.settle(talk.flying.pop())
        self.world.wait(ms)
        await self.world.journal.sweep(self.world.now, DOUBT_MS)

    # ── the end ──────────────────────────────────────────────────────────────────────────────────

    async def _calm(self) -> None:
        """Everything ends: what was thought is said or cut off, what flies is accepted."""
        self.round += 1
        for _ in range(3):
            self.world.wait(LEASE_MS)
            for world in self.worlds:
                await self._claim(world)
            for talk in self.talks.values():
                while talk.thinking:
                    await self._finish(talk)
            for _ in range(4):
                for world in self.worlds:
                    await self._post(world)
                for talk in self.talks.values():
                    while talk.flying:
                        await self.world.settle(talk.flying.pop())
        self.figures.counts["posted"] = sum(len(talk.posted) for talk in self.talks.values())

    def _judge(self, talk: Talk) -> None:
        """Nothing left twice, nobody was answered by two turns, no word of a person was said twice."""
        ids = Counter(id for _, id, _ in talk.posted)
        if twice := [id for id, count in ids.items() if count > 1]:
            self.figures.wrong.append(f"left twice: {twice}")
        answers: dict[str, set[str]] = {}
        for _, id, words in talk.posted:
            for word in words.split():
                if word in talk.written:
                    answers.setdefault(word, set()).add(id.rsplit(".", 1)[0])
        if two := {word: turns for word, turns in answers.items() if len(turns) > 1}:
            self.figures.wrong.append(f"two answers: {two}")
        self.figures.counts["answered by the bot"] += len(answers)
        said = Counter(words for _, _, words in talk.posted if words in talk.by_hand)
        if any(count > 1 for count in said.values()):
            self.figures.wrong.append("a person's words left twice")
