"""What happens after a message counts: sent, delivered, read; each with its webhook, late or lost if asked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING

from central.pretend.cloud import webhook_body
from central.pretend.cloud.graph_error import GraphError
from central.pretend.cloud.lead import Lead
from central.pretend.cloud.pusher import Push, Pusher
from central.pretend.cloud.thread import RANKS, Json, Post

if TYPE_CHECKING:
    from central.pretend.cloud.cloud import PretendCloud


@dataclass(frozen=True, slots=True)
class Delays:
    """Milliseconds from one state to the next; `read` None means that only the phone page reads."""

    sent: float = 60
    delivered: float = 300
    read: float | None = 1_500
    template: float = 3_000


LIKE_META = Delays()
NO_DELAYS = Delays(0, 0, 0, 0)


class Delivery:
    """The lives of messages and the webhooks that tell of them."""

    def __init__(self, cloud: PretendCloud) -> None:
        self._cloud = cloud
        first, longest = cloud.settings.retry_ms
        self.pusher = Pusher(cloud.clock, cloud.settings.callback_url, first, longest)
        self._lives: set[asyncio.Task[None]] = set()

    @property
    def work(self) -> set[asyncio.Task[None]]:
        """Webhooks that wait for their 200 and messages that wait for their next state."""
        return self._lives | self.pusher.tasks

    def resume(self) -> None:
        """After a restart: push what nobody acknowledged, go on with the lives that had not ended."""
        for line in tuple(self._cloud.world.waiting.values()):
            self._push(line["n"], line["lane"], line["numero"], line["corpo"], line.get("wamid"))
        for post in tuple(self._cloud.world.posts.values()):
            if not post.by_lead and post.status in ("aceita", "enviada", "entregue"):
                self.launch(post)

    def launch(self, post: Post) -> None:
        """Begin or continue the life of an accepted message."""
        self._start(self._life(post.id, self._cloud.faults.code(late=True)))

    def heard(self, lead: Lead, number: str, message: Json) -> None:
        """Push a lead's message, in the order of its thread; one that no app hears is lost, as at Meta."""
        faults = self._cloud.faults
        if not self._cloud.office.hears(self._cloud.world.numbers[number].waba):
            return
        body = webhook_body.heard(self._cloud.world.numbers[number], lead, message)
        shuffled = faults.hits("shuffle_webhook")
        lane = None if shuffled else f"{number}:{lead.id}"
        self._keep(lane, number, body, (message["id"], lead.id), faults.moment() if shuffled else 0)
        if faults.hits("double_webhook"):
            for _ in range(faults.times - 1):
                self._again(number, body)

    def preferred(self, lead: Lead, number: str, stop: bool) -> None:
        """Tell that the lead switched marketing off or on."""
        now = self._cloud.clock.now()
        self._keep(None, number, webhook_body.preference(self._cloud.world.numbers[number], lead, stop, now), None, 0)

    def advance(self, post: Post, name: str, error: Json | None = None) -> None:
        """Move a message to a later state and tell; an earlier one is ignored."""
        world, now = self._cloud.world, self._cloud.clock.now()
        post = world.posts[post.id]
        if post.status == "falhou" or (name in RANKS and RANKS.index(name) <= RANKS.index(post.status)):
            return
        line: Json = {"e": "status", "id": post.id, "status": name}
        self._cloud.commit(line | ({"erro": error} if error else {}))
        event: Json = {"tipo": "status", "lead": post.lead, "numero": post.number, "id": post.id}
        event |= {"status": name, "em": now}
        if error:
            event["erro"] = {"codigo": error["code"], "titulo": error["title"]}
        self._cloud.tell(event)
        free = world.entry_is_free(post.lead, post.number, now)
        number = world.numbers[post.number]
        self._status(post, webhook_body.status(number, world.leads.get(post.lead), post, name, now, free))

    def judge(self, template: Json, number: str) -> None:
        """Approve a new template after a while (or refuse it, or make marketing of it), and tell."""
        self._start(self._judge(template, number))

    async def close(self) -> None:
        for task in self._lives:
            task.cancel()
        await asyncio.gather(*self._lives, return_exceptions=True)
        await self.pusher.close()

    async def _life(self, wamid: str, failure: int | None) -> None:
        world, clock, delays = self._cloud.world, self._cloud.clock, self._cloud.settings.delays
        post = world.posts[wamid]
        if failure is None and post.lead == "":
            failure = 131026
        if failure is None and post.category == "marketing" and post.lead in world.muted:
            failure = 131050
        if post.status == "aceita":
            await clock.sleep(delays.sent)
            if failure is not None:
                return self.advance(post, "falhou", GraphError(failure).in_status())
            self.advance(post, "enviada")
        if world.posts[wamid].status == "enviada":
            await clock.sleep(delays.delivered)
            self.advance(post, "entregue")
        if delays.read is not None:
            await clock.sleep(delays.read)
            self.advance(post, "lida")
        return None

    def _status(self, post: Post, body: Json) -> None:
        faults = self._cloud.faults
        if faults.hits("lose_status"):
            return
        lane: str | None = post.id
        after = 0.0
        if faults.hits("delay_status"):
            after = faults.delay_ms
        if faults.hits("shuffle_status"):
            lane, after = None, faults.moment()
        self._keep(lane, post.number, body, None, after)
        if faults.hits("double_status"):
            self._again(post.number, body)

    async def _judge(self, template: Json, number: str) -> None:
        await self._cloud.clock.sleep(self._cloud.settings.delays.template)
        faults = self._cloud.faults
        judged = template | {"status": "APPROVED"}
        if faults.hits("reject_template"):
            judged |= {"status": "REJECTED", "rejected_reason": "INVALID_FORMAT"}
        elif template["category"] == "UTILITY" and faults.hits("reclass_template"):
            judged["category"] = "MARKETING"
        self.say_of(judged, number)

    def say_of(self, template: Json, number: str) -> None:
        """A template stands otherwise from now on: one notice for each thing that changed."""
        world, now = self._cloud.world, self._cloud.clock.now()
        before = world.templates[template["name"], template["language"]]
        self._cloud.commit({"e": "modelo", "modelo": template})
        for body in webhook_body.template_changes(world.numbers[number], before, template, now):
            self._keep(None, number, body, None, 0)

    def _keep(self, lane: str | None, number: str, body: Json, heard: tuple[str, str] | None, after: float) -> None:
        """Write the push down before it leaves, so that a restart goes on with it."""
        n = self._cloud.world.lines
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        line: Json = {"e": "enviar", "n": n, "lane": lane, "numero": number, "corpo": text}
        self._cloud.commit(line | ({"wamid": heard[0], "lead": heard[1]} if heard else {}))
        self._push(n, lane, number, text, heard[0] if heard else None, after)

    def _push(self, n: int, lane: str | None, number: str, text: str, wamid: str | None, after: float = 0) -> None:
        secret = self._cloud.world.numbers[number].secret
        self.pusher.push(lane, Push(text.encode(), secret, lambda: self._acknowledged(n, wamid), after))

    def _again(self, number: str, body: Json) -> None:
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        secret = self._cloud.world.numbers[number].secret
        self.pusher.push(None, Push(text.encode(), secret, lambda: None, self._cloud.faults.moment()))

    def _acknowledged(self, n: int, wamid: str | None) -> None:
        self._cloud.commit({"e": "chegou", "n": n} | ({"wamid": wamid} if wamid else {}))
        post = self._cloud.world.posts.get(wamid or "")
        if post is not None and post.status == "enviada":
            self._cloud.commit({"e": "status", "id": post.id, "status": "entregue"})
            event: Json = {"tipo": "status", "lead": post.lead, "numero": post.number, "id": post.id}
            self._cloud.tell(event | {"status": "entregue", "em": self._cloud.clock.now()})

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._lives.add(task)
        task.add_done_callback(self._lives.discard)
