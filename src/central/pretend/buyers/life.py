"""A buyer's life with a shop: the click, the chat on a pretend WhatsApp, the checkout, the second thoughts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from central.pretend.buyers.buyer import Buyer
from central.pretend.buyers.talk import Act, Reply, Talk
from central.pretend.buyers.world import World
from central.pretend.cloud import Lead, PretendCloud

READS_MS, PER_CHARACTER_MS = 2_500, 25
"""How long a buyer looks at a reply before they act; all bubbles of it are there by then."""
GAP_MS = 1_400
SHOWS_RECEIPTS = 0.7
SETTLES_MS, LOOKS_MS, THINKS_MS = 180_000, 5_400_000, 5 * 86_400_000
"""After the last bubble of a conversation nothing of it comes any more; how long a call may wait to be seen; within
which time somebody comes back by themselves."""
TOLD = 0.5
"""How many of the notices that marketing was switched off reach us."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How a click opened WhatsApp: at which number, with which words ready, behind which ad."""

    number: str
    words: str
    ad: dict[str, str] | None = None


class Shop(Protocol):
    """What a buyer meets of Central besides WhatsApp."""

    def enter(self, buyer: Buyer) -> Awaitable[Entry]:
        """The click on the ad."""

    def met(self, life: Life) -> None:
        """The buyer has a phone number and listens."""

    def wrote(self, turn: str) -> Awaitable[tuple[str, str | None]]:
        """The tier and the sales trigger of a turn, from its decision record."""

    def told(self, life: Life, text: str, turn: str) -> None:
        """The buyer read this; somebody checks it."""

    def pays(self, life: Life, link: str) -> Awaitable[None]:
        """The checkout behind a link, and what follows at it."""


@dataclass(slots=True)
class Burst:
    """Something a buyer said and what became of it; times of the pretend clock."""

    at: int
    due: bool
    meant: str
    said: str
    waited: int | None = None
    tier: str = "script"


@dataclass(slots=True)
class Life:
    """One buyer from ad to order."""

    buyer: Buyer
    world: World
    shop: Shop
    cloud: PretendCloud
    arrives: int
    until: int = 0
    """How long they can be called back; 0: who leaves has gone."""
    talk: Talk = field(init=False)
    lead: Lead | None = None
    number: str = ""
    bursts: list[Burst] = field(default_factory=list)
    persona: str | None = None
    bought: bool = False
    wishes: list[tuple[int, str]] = field(default_factory=list)
    """When they allowed messages they had not asked for (`pode`), wanted no more (`sair`), or switched marketing off
    in WhatsApp (`desligou`; `desligou_calado`: nobody told us)."""
    ordered: list[int] = field(default_factory=list)
    """When an order of theirs moved: placed, paid, given back."""
    _thought_of_us: bool = False
    _called: str = ""
    _heard: list[str] = field(default_factory=list)
    _moved: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.talk = Talk(self.buyer, self.world)

    async def live(self) -> None:
        """All of it."""
        clock = self.cloud.clock
        await clock.sleep(self.arrives - clock.now())
        entry = await self.shop.enter(self.buyer)
        self.number = entry.number
        self.lead = self.cloud.new_lead(self.buyer.name, bsuid_only=self.buyer.bsuid_only)
        self.shop.met(self)
        await self._converse(self.talk.begin(entry.words), entry.ad)
        while not self.bought and clock.now() < self.until:
            await self._goes_on_living()

    async def _converse(self, act: Act, ad: dict[str, str] | None = None) -> None:
        """From these words to the end of a conversation, the checkout included."""
        while act.kind in ("say", "audio", "tap"):
            await self._speak(act, ad if not self.bursts else None)
            if act.meant in ("pode", "sair"):
                self.wishes.append((self.cloud.clock.now(), act.meant))
            reply = await self._reply()
            act = self.talk.hears(reply) if reply is not None else self.talk.silence()
        if act.kind == "buy" and act.link is not None:
            await self.shop.pays(self, act.link)
        if self.bought and self.buyer.chance("agradece") < self.world.thanks:
            await self._speak(Act("say", ("obrigada!",), "obrigado", due=False), None)

    async def _goes_on_living(self) -> None:
        """Time goes by until we write to them, or they think of us; what they do about it."""
        assert self.lead is not None, "who left had come"
        clock, returns = self.cloud.clock, self.until
        await clock.sleep(SETTLES_MS)
        if not self._thought_of_us and self.buyer.chance("volta sozinho") < self.world.comes_back:
            returns = clock.now() + round(THINKS_MS * self.buyer.chance("quando volta"))
        self._heard.clear()
        self._moved.clear()
        if await self._waits(returns):
            post = self.cloud.world.posts[self._heard[-1]]
            self._called = post.id
            act = self.talk.called(tuple(button["titulo"] for button in post.part.get("botoes", ())))
        elif returns < self.until:
            self._thought_of_us = True
            act = self.talk.returns()
        else:
            return
        if act.kind == "mute":
            told = self.buyer.chance("aviso") < TOLD
            self.wishes.append((clock.now(), "desligou" if told else "desligou_calado"))
            self.cloud.prefer(self.lead.id, self.number, stop=True, told=told)
        elif act.kind != "leave":
            await clock.sleep(LOOKS_MS * (0.1 + self.buyer.chance("olha", len(self.bursts))))
            await self._converse(act)

    def hears(self, post: dict[str, Any]) -> None:
        """A bubble of the shop arrived."""
        if post["id"] not in self._heard:
            self._heard.append(post["id"])
            self._moved.set()

    async def _speak(self, act: Act, ad: dict[str, str] | None) -> None:
        assert self.lead is not None, "who speaks has come"
        clock = self.cloud.clock
        typing = 800 + 60 * len(" ".join(act.texts)) if self.bursts else 0
        await clock.sleep(typing + round(4_000 * self.buyer.chance("pensa", len(self.bursts))))
        self._heard.clear()
        self._moved.clear()
        if act.kind == "audio":
            self.cloud.say(self.lead.id, self.number, "audio")
        if act.kind == "tap":
            kind = "template_button" if self.cloud.world.posts[self._called].kind == "template" else "button_reply"
            tapped: dict[str, Any] = {"resposta_a": self._called, "texto": act.texts[0], "escolha": act.texts[0]}
            self.cloud.say(self.lead.id, self.number, kind, **tapped)
            self.bursts.append(Burst(clock.now(), act.due, act.meant, act.texts[0]))
            return
        for place, text in enumerate(act.texts):
            if place:
                await clock.sleep(GAP_MS + 40 * len(text))
            more = {"anuncio": ad} if ad is not None and not place else {}
            self.cloud.say(self.lead.id, self.number, "text", texto=text, **more)
        self.bursts.append(Burst(clock.now(), act.due, act.meant, " / ".join(act.texts)))

    async def _reply(self) -> Reply | None:
        """All bubbles that answer the last burst, read; None when none came for too long."""
        assert self.lead is not None, "who is answered has come"
        clock, burst = self.cloud.clock, self.bursts[-1]
        if not await self._comes(burst):
            return None
        posts = self.cloud.world.posts
        first = next(posts[id] for id in self._heard if posts[id].at >= burst.at)
        burst.waited = first.at - burst.at
        await clock.sleep(READS_MS + PER_CHARACTER_MS * len(_text(first.part)))
        if self.buyer.chance("recibos") < SHOWS_RECEIPTS:
            self.cloud.read(self.lead.id, self.number)
        heard = [posts[id] for id in self._heard]
        texts = [_text(post.part) for post in heard]
        turns = [(post.callback or "").rpartition(".")[0] for post in heard]
        for text, turn in zip(texts, turns, strict=True):
            burst.tier, trigger = await self.shop.wrote(turn)
            self.shop.told(self, text, turn)
        return Reply("\n".join(texts), burst.tier, trigger, burst.waited)

    async def _comes(self, burst: Burst) -> bool:
        """Wait for a bubble that came after the burst, as long as this buyer waits."""
        until, posts = self.cloud.clock.now() + self.buyer.waits, self.cloud.world.posts
        return await self._waits(until, lambda: any(posts[id].at >= burst.at for id in self._heard))

    async def _waits(self, until: int, heard: Callable[[], bool] | None = None) -> bool:
        """Wait for a bubble (or for those that are `heard`) until then; whether it came."""
        came = heard or (lambda: bool(self._heard))
        patience = asyncio.ensure_future(self.cloud.clock.sleep(until - self.cloud.clock.now()))
        try:
            while not came():
                self._moved.clear()
                moved = asyncio.ensure_future(self._moved.wait())
                await asyncio.wait((moved, patience), return_when=asyncio.FIRST_COMPLETED)
                moved.cancel()
                if patience.done():
                    return came()
            return True
        finally:
            patience.cancel()


def _text(part: dict[str, Any]) -> str:
    return str(part.get("texto") or part.get("legenda") or "")
