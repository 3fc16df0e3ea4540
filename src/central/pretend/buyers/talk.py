"""A buyer in conversation: what they say next, given what they were told, how long it took and who wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from central.pretend.buyers.buyer import Buyer
from central.pretend.buyers.ear import answers, asked, way_to_pay
from central.pretend.buyers.speech import pieces, say
from central.pretend.buyers.world import World

SLOW_MS = 15_000
"""Waiting shorter than this bothers nobody."""
MOST_ASIDES = 3
"""How often a buyer answers a question of ours within one doubt."""
LEAVES_SILENTLY = 0.5


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for what was said: all bubbles as one text, who wrote it, how long the first one took."""

    text: str
    tier: str
    trigger: str | None
    waited: int


@dataclass(frozen=True, slots=True)
class Act:
    """What a buyer does now: says something (`due`: an answer is owed), taps a button, buys at a link, switches our
    marketing off in WhatsApp, or leaves."""

    kind: Literal["say", "audio", "tap", "buy", "mute", "leave"]
    texts: tuple[str, ...] = ()
    meant: str = ""
    due: bool = True
    link: str | None = None


LEAVE = Act("leave")
STOP = "Parar"
FAREWELLS = ("humano", "sair", "pode", "obrigado")
"""After the answer to these a buyer goes."""


class Talk:
    """The mind of one buyer; the same replies give the same acts."""

    def __init__(self, buyer: Buyer, world: World) -> None:
        self.buyer, self.world = buyer, world
        self.meant = "abertura"
        self.told_cep = False
        self.settled = self.wrong = self.waited = 0
        self.left_open: list[str] = []
        self.triggers: list[str] = []
        self.by_tier: dict[tuple[str, str], list[bool]] = {}
        self._doubts = list(buyer.doubts)
        self._tries = self._asides = self._visits = 0
        self._link: str | None = None
        self._last: Act = LEAVE
        self._offered = False

    def begin(self, greeting: str) -> Act:
        """The first words: what the ad had ready, as it is."""
        return self._do(Act("say", (greeting,), "abertura"))

    def hears(self, reply: Reply) -> Act:
        """What follows from a reply."""
        self.waited += max(0, reply.waited - SLOW_MS)
        self._offered = asked(reply.text) == "sim"
        if reply.trigger and reply.trigger != "nenhum" and reply.trigger not in self.triggers:
            self.triggers.append(reply.trigger)
        self._link = way_to_pay(reply.text) or self._link
        if self.meant in FAREWELLS:
            return LEAVE
        if self.meant == "objecao_adiamento":
            return self._allows(reply.text)
        if self.meant == "audio":
            return self._say(self._last.meant or "preco")
        question = asked(reply.text)
        if question == "idade":
            return self._aside("idade")
        if self.meant == "abertura":
            return self._next()
        if answers(self.meant, reply.text, self.buyer.product):
            return self._answered(reply.tier)
        if question in ("cep", "qual_produto") and self._asides < MOST_ASIDES:
            return self._aside(question)
        return self._missed()

    def called(self, buttons: tuple[str, ...]) -> Act:
        """What follows when we write to somebody who had gone; LEAVE takes no notice."""
        if self.meant in ("humano", "sair"):
            return LEAVE
        self._visits += 1
        chance = self.buyer.chance("chamado", self._visits)
        for share, act in ((self.world.stops, self._stops), (self.world.returns, self._returns)):
            if chance < share:
                return act(buttons)
            chance -= share
        return Act("mute") if chance < self.world.mutes else LEAVE

    def returns(self) -> Act:
        """They come back without being called."""
        self._visits += 1
        return LEAVE if self.meant in ("humano", "sair") else self._returns(())

    def silence(self) -> Act:
        """Nobody answered for as long as this buyer waits."""
        return LEAVE

    def _allows(self, text: str) -> Act:
        """Asked whether we may write later, some say yes."""
        if asked(text) != "avisar" or self.buyer.chance("deixa", self._visits) >= self.world.allows:
            return LEAVE
        return self._say("pode")

    def _stops(self, buttons: tuple[str, ...]) -> Act:
        if STOP not in buttons:
            return self._say("sair")
        self.meant = "sair"
        return self._do(Act("tap", (STOP,), "sair"))

    def _returns(self, buttons: tuple[str, ...]) -> Act:
        self._tries = self._asides = 0
        self._link = None
        if not buttons:
            return self._say("volta")
        self.meant = "volta"
        return self._do(Act("tap", buttons[:1], "volta"))

    def _answered(self, tier: str) -> Act:
        if self.meant == "compra":
            return Act("buy", link=self._link)
        settles = self.buyer.chance("resolve", self.meant, self._tries)
        settled = settles < self.world.settles_doubt(self.meant, tier)
        self.by_tier.setdefault((self.meant, tier), []).append(settled)
        if settled:
            self.settled += 1
            return self._next()
        if self._tries + 1 < self.buyer.patience and self.buyer.chance("insiste", self.meant, self._tries) < 0.5:
            return self._again("ainda_na_duvida")
        self.left_open.append(self.meant)
        return self._next()

    def _missed(self) -> Act:
        """The reply was about something else."""
        self.wrong += 1
        if self._tries + 1 < self.buyer.patience:
            return self._again("de_novo")
        if self.meant == "compra":
            return LEAVE
        self.left_open.append(self.meant)
        return self._next()

    def _next(self) -> Act:
        """The next doubt, or the end: buy, put off or go."""
        self._tries = self._asides = 0
        step = len(self.buyer.doubts) - len(self._doubts)
        if step == 0 and self.buyer.chance("pessoa") < self.world.wants_person:
            return self._say("humano")
        if step == 1 and self.buyer.chance("sai") < self.world.opts_out:
            return self._say("sair")
        if self._doubts:
            self.meant = self._doubts.pop(0)
            if self.buyer.chance("áudio", self.meant) < self.world.sends_audio:
                self._last = Act("say", meant=self.meant)
                self.meant = "audio"
                return Act("audio", meant="audio")
            return self._say(self.meant)
        buys = self.world.buys(self.settled, self.left_open, self.triggers, self.waited, self.wrong)
        again = (self._visits,) if self._visits else ()
        if self.buyer.chance("compra", *again) < buys:
            return self._wants()
        if self.buyer.chance("some") < LEAVES_SILENTLY:
            return LEAVE
        return self._say("objecao_adiamento")

    def _wants(self) -> Act:
        """They want it: at the link they were given already, or they ask for it."""
        if self._link is not None and self.buyer.chance("já tem o link") < 0.5:
            return Act("buy", link=self._link)
        self.meant = "compra"
        if self._offered:
            return self._do(Act("say", pieces(say(self.buyer, "sim", 0), self.buyer, "sim"), "compra"))
        return self._say("compra")

    def _aside(self, what: str) -> Act:
        """Answer a question of ours; what they asked still stands."""
        self._asides += 1
        if self._asides > MOST_ASIDES:
            return LEAVE
        text = say(self.buyer, what, self._asides - 1)
        self.told_cep = self.told_cep or self.buyer.cep in text
        return self._do(Act("say", (text,), self.meant))

    def _again(self, how: str) -> Act:
        self._tries += 1
        before = say(self.buyer, self.meant, self._tries)
        return self._do(Act("say", (say(self.buyer, how, self._tries, antes=before),), self.meant))

    def _say(self, meant: str) -> Act:
        self.meant = meant
        text = say(self.buyer, meant, 0)
        return self._do(Act("say", pieces(text, self.buyer, meant), meant))

    def _do(self, act: Act) -> Act:
        self.told_cep = self.told_cep or any(self.buyer.cep in text for text in act.texts)
        self._last = act
        return act
