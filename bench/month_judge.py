"""The judge of ``bench.month``: looks only at what the pretend Cloud API accepted and at what its statuses said.

Its hours, holidays, prices and wishes of leads are its own; of Central it reads the ledger of costs, the record of who
is who, and the reasons that were given for not calling back.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from central.app.simulation.shop import SimulatedShop
from central.core.replying.reengage import is_untouched
from central.pretend.buyers import Life
from central.pretend.cloud import PretendCloud
from central.pretend.cloud.thread import Post

HOUR_MS, WEEK_MS = 3_600_000, 7 * 24 * 3_600_000
ASKED_MS = 10 * 60_000
"""What leaves so long after a lead's last word, or the last step of their order, was not asked for."""
FAREWELL_MS, NOTICED_MS = 5 * 60_000, 60_000
OPENS, CLOSES, PER_WEEK, UNTOUCHED = 9, 20, 2, 10
HOLIDAYS = (date(2026, 4, 3), date(2026, 4, 21))
PRICES = {"service": 35_000, "utility": 35_000, "marketing": 321_700}
FREE = ("free_entry_point", "free_customer_service")
Z = 1.96
SILENT_MS = 2 * HOUR_MS
"""After so long without a word somebody may be called back: the shortest silence the demonstration's rules wait for."""
PIX = "br.gov.bcb.pix"
OF_A_KIND, MOST_LINES = 3, 8


@dataclass(slots=True)
class Judge:
    """Watches a month; afterwards it holds what it found."""

    violations: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)
    cost_mismatch: int = 0
    billed: int = 0
    micro: int = 0
    unasked: Counter[str] = field(default_factory=Counter)
    involved: float = 0.0
    failed: float = 0.0
    without_person: float = 0.0
    resolved: float = 0.0
    answered: float = 0.0
    groups: dict[bool, tuple[int, int]] = field(default_factory=dict)
    """Of those who fell silent before any order: bought and all, by whether nobody calls them."""
    bought: int = 0
    lapsed: int = 0
    """Unasked bubbles that Central held back because their day had ended."""
    _cloud: PretendCloud | None = None
    _priced: dict[str, tuple[str, str]] = field(default_factory=dict)
    _delivered: set[str] = field(default_factory=set)

    def begins(self, cloud: PretendCloud) -> None:
        """Read every webhook on its way."""
        self._cloud = cloud
        onward = cloud.delivery.pusher.deliver
        assert onward is not None, "webhooks go straight into the house"
        cloud.delivery.pusher.deliver = self._reading(onward)

    def ends(self, lives: Sequence[Life], shop: SimulatedShop, database: Path) -> None:
        """Judge everything that was accepted."""
        assert self._cloud is not None, "it began"
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as store:
            people = dict(store.execute("SELECT value, person_id FROM alias").fetchall())
            for life in lives:
                self._lead(life, people)
            self._costs(store)
            self.lapsed = store.execute("SELECT count(*) FROM outbox WHERE code = 'sossego'").fetchone()[0]
            self._outcomes(lives, shop, people, store)
            self._uplift(lives, people)

    def uplift(self) -> tuple[float, float, float]:
        """How many more of a hundred buy because they are called back, with its 95 % interval (Newcombe)."""
        (x, n), (y, m) = self.groups.get(False, (0, 0)), self.groups.get(True, (0, 0))
        if not n or not m:
            return 0.0, -1.0, 1.0
        (low, high), (low_u, high_u) = _wilson(x, n), _wilson(y, m)
        p, q = x / n, y / m
        down, up = math.hypot(p - low, high_u - q), math.hypot(high - p, q - low_u)
        return p - q, p - q - down, p - q + up

    # ── what was accepted ────────────────────────────────────────────────────────────────────────

    def _reading(
        self, onward: Callable[[bytes, dict[str, str]], Awaitable[int]]
    ) -> Callable[[bytes, dict[str, str]], Awaitable[int]]:
        async def deliver(body: bytes, headers: dict[str, str]) -> int:
            for entry in json.loads(body)["entry"]:
                for change in entry["changes"]:
                    for status in change["value"].get("statuses", ()):
                        self._status(status)
            return await onward(body, headers)

        return deliver

    def _status(self, status: dict[str, Any]) -> None:
        if pricing := status.get("pricing"):
            self._priced[status["id"]] = pricing["category"], pricing["type"]
        if status["status"] in ("delivered", "read"):
            self._delivered.add(status["id"])

    def _lead(self, life: Life, people: dict[str, str]) -> None:
        """One lead's messages on all numbers, in the order of time."""
        assert self._cloud is not None
        assert life.lead is not None, "every buyer came"
        person = _person(life, people)
        untouched = is_untouched(person, UNTOUCHED)
        heard: dict[str, int] = {}
        calls: dict[str, int] = {}
        for post in self._cloud.world.thread(life.lead.id, None):
            if post.by_lead:
                heard[post.number] = post.at
                continue
            since = post.at - heard.get(post.number, -(10**15))
            paid = post.at - max((at for at in life.ordered if at <= post.at), default=-(10**15))
            if post.kind != "template" and since >= 24 * HOUR_MS:
                self._violated("janela", post)
            self._silence(life, post, min(since, paid))
            if min(since, paid) <= ASKED_MS:
                continue
            self.unasked[post.kind] += 1
            calls.setdefault(_turn(post), post.at)
            if untouched:
                self._violated("intocado", post)
            if sum(1 for at in calls.values() if post.at - at < WEEK_MS) > PER_WEEK:
                self._violated("teto", post)
            if _resting(post.at):
                self._violated("sossego", post)
            if post.category == "marketing" and not any(w == "pode" and at <= post.at for at, w in life.wishes):
                self._violated("consentimento", post)

    def _silence(self, life: Life, post: Post, since: int) -> None:
        """Who asked for silence gets one farewell; who switched marketing off in WhatsApp only answers."""
        for at, wish in life.wishes:
            if wish == "pode" or post.at <= at:
                continue
            later = [p for p in self._said(life) if at < p.at <= post.at]
            if wish == "sair":
                broken = since > FAREWELL_MS or len({_turn(p) for p in later}) > 1
            elif wish == "desligou":
                broken = since > ASKED_MS and post.at > at + NOTICED_MS
            else:
                pushed = [p.at for p in later if p.category == "marketing"]
                broken = since > ASKED_MS and bool(pushed) and post.at > pushed[0] + NOTICED_MS
            if broken:
                self._violated("silêncio", post)

    def _said(self, life: Life) -> list[Post]:
        assert self._cloud is not None
        assert life.lead is not None
        return [post for post in self._cloud.world.thread(life.lead.id, None) if not post.by_lead]

    def _violated(self, what: str, post: Post) -> None:
        self.violations[what] += 1
        assert self._cloud is not None
        if self.violations[what] <= OF_A_KIND:
            said = [one for one in self._cloud.world.thread(post.lead, None) if one.at <= post.at][-MOST_LINES:]
            self.examples.append(f"{what}: {post.lead}\n" + "\n".join(_line(one) for one in said))

    def _unanswered(self, life: Life, person: str, store: sqlite3.Connection) -> None:
        """What Central says of somebody who got no answer."""
        assert self._cloud is not None
        assert life.lead is not None, "who wrote had come"
        said = "\n".join(_line(one) for one in self._cloud.world.thread(life.lead.id, None)[-2 * MOST_LINES :])
        rows = "\n".join(f"    {row}" for row in store.execute(_TURNS, (person,)).fetchall()[-MOST_LINES:])
        self.examples.append(f"sem resposta: {life.lead.id}\n{said}\n{rows}")

    # ── what it cost, what came of it ────────────────────────────────────────────────────────────

    def _costs(self, store: sqlite3.Connection) -> None:
        """Each delivered message once in the ledger, at the price its status named."""
        assert self._cloud is not None
        expected = {}
        for wamid in self._delivered & self._priced.keys():
            category, kind = self._priced[wamid]
            callback = self._cloud.world.posts[wamid].callback
            expected[callback] = 0 if kind in FREE else PRICES[category]
        found = dict(store.execute("SELECT id, micro FROM cost WHERE kind = 'meta'").fetchall())
        wrong = {id for id in expected.keys() | found.keys() if expected.get(id) != found.get(id)}
        self.cost_mismatch, self.billed, self.micro = len(wrong), len(expected), sum(expected.values())
        self.examples += [
            f"custo {id}: esperado {expected.get(id)}, no livro {found.get(id)}" for id in sorted(wrong)[:5]
        ]

    def _outcomes(
        self, lives: Sequence[Life], shop: SimulatedShop, people: dict[str, str], store: sqlite3.Connection
    ) -> None:
        called = {row[0] for row in store.execute(_WITH_PERSON)}
        dead = {row[0] for row in store.execute(_DEAD)}
        total = store.execute("SELECT count(*) FROM conversation").fetchone()[0]
        lost = {_person(life, people) for life in lives if life.lead is not None and _lost(life)} - called
        for life in lives:
            if life.lead is not None and (person := _person(life, people)) in lost:
                self._unanswered(life, person, store)
        failed = lost | dead
        self.involved, self.failed = len(called) / total, len(failed) / total
        self.without_person = 1 - len(called | failed) / total
        alone = [life for life in lives if life.lead is not None and _person(life, people) not in called]
        self.resolved = sum(1 for one in alone if not one.talk.wrong and not _lost(one)) / max(1, len(alone))
        self.answered = sum(1 for one in lives if one.bursts and one.bursts[0].waited is not None) / len(lives)
        self.bought = shop.paid

    def _uplift(self, lives: Sequence[Life], people: dict[str, str]) -> None:
        """By intention to treat: who fell silent before any order, whatever was said to them afterwards."""
        counted: dict[bool, list[bool]] = {True: [], False: []}
        for life in lives:
            if self._fell_silent(life):
                assert life.lead is not None, "who fell silent had come"
                person = _person(life, people)
                counted[is_untouched(person, UNTOUCHED)].append(life.bought)
        self.groups = {group: (sum(found), len(found)) for group, found in counted.items()}

    def _fell_silent(self, life: Life) -> bool:
        """Whether a lead once said nothing for so long before they ordered, got a Pix code or asked for silence: up to
        there nobody treats the two groups differently."""
        if life.lead is None or self._cloud is None:
            return False
        ended = [*life.ordered, *(at for at, wish in life.wishes if wish == "sair")]
        posts = self._cloud.world.thread(life.lead.id, None)
        ended += [post.at for post in posts if PIX in str(post.part.get("texto"))]
        until = min((*ended, life.until))
        heard = [post.at for post in posts if post.by_lead and post.at < until]
        return any(after - at >= SILENT_MS for at, after in pairwise((*heard, until)))


_WITH_PERSON = "SELECT DISTINCT c.person_id FROM handoff h JOIN conversation c ON c.id = h.conversation_id"
_TURNS = """SELECT o.turn_id, o.place, o.state, o.code, o.created_at, o.send_at, o.sending_at, o.settled_at, d.body
FROM outbox o JOIN conversation c ON c.id = o.conversation_id LEFT JOIN decision d ON d.turn_id = o.turn_id
WHERE c.person_id = ?1 ORDER BY o.place"""
_DEAD = """SELECT c.person_id FROM dead_letter d JOIN conversation c ON c.id = d.conversation_id
UNION SELECT c.person_id FROM outbox o JOIN conversation c ON c.id = o.conversation_id
WHERE o.state IN ('failed', 'uncertain') AND coalesce(o.code, '') NOT IN ('131050', 'opt_out')"""


def _person(life: Life, people: dict[str, str]) -> str:
    """Who a buyer is in the store, by whichever name Meta tells; "" for nobody."""
    assert life.lead is not None, "they had come"
    return people.get(life.lead.wa_id) or people.get(life.lead.bsuid, "")


def _lost(life: Life) -> bool:
    return any(burst.due and burst.waited is None for burst in life.bursts)


def _turn(post: Post) -> str:
    """What was said at once: all bubbles of it are one call."""
    return (post.callback or post.id).rpartition(".")[0]


def _local(at: int) -> datetime:
    """São Paulo has had no summer time since 2019."""
    return datetime.fromtimestamp(at / 1000, UTC) - timedelta(hours=3)


def _line(post: Post) -> str:
    who = "lead" if post.by_lead else post.category
    text = post.part.get("texto") or post.part.get("legenda") or post.kind
    return f"    {_local(post.at):%a %d/%m %H:%M:%S} {who}: {' '.join(str(text).split())[:150]}"


def _resting(at: int) -> bool:
    here = _local(at)
    return not OPENS <= here.hour < CLOSES or here.weekday() == 6 or here.date() in HOLIDAYS


def _wilson(hits: int, of: int) -> tuple[float, float]:
    p, spread = hits / of, Z * Z / of
    middle = (p + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * math.sqrt(p * (1 - p) / of + spread / (4 * of))
    return middle - half, middle + half
