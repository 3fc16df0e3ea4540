"""PretendCloud: a WhatsApp without Meta. Python for tests and simulations; graph.py and page.py speak HTTP for it."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from central.ports import Clock
from central.pretend.cloud import drawn
from central.pretend.cloud.delivery import LIKE_META, Delays, Delivery
from central.pretend.cloud.faults import Faults
from central.pretend.cloud.graph_error import GraphError
from central.pretend.cloud.incoming import Wish, message_of
from central.pretend.cloud.lead import Lead, Number, brazilian_phone, made_up_bsuid, made_up_phone
from central.pretend.cloud.limits import Limits
from central.pretend.cloud.log import Log
from central.pretend.cloud.office import Office
from central.pretend.cloud.outgoing import told
from central.pretend.cloud.thread import File, Json, Post, World


@dataclass(frozen=True, slots=True)
class Settings:
    """What a pretend Cloud API needs to know; `folder=None` forgets everything at the end.

    `retry_ms` is the first and the longest pause between tries of a webhook.
    """

    numbers: tuple[Number, ...]
    token: str
    callback_url: str | None = None
    folder: Path | None = None
    delays: Delays = LIKE_META
    retry_ms: tuple[int, int] = (1_000, 60_000)
    seed: int = 0


class PretendCloud:
    """Leads, threads and the rules between them. Create it anywhere, `start` it inside the running loop."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self.world = World()
        self.world.numbers = {number.id: number for number in settings.numbers}
        self.faults = Faults(seed=settings.seed)
        self.limits = Limits()
        self.office = Office(settings.numbers, callback_url=settings.callback_url or "")
        self.refused = 0
        self._log = Log(settings.folder)
        self._random = Random(settings.seed)  # noqa: S311
        self._boot = clock.now()
        self._ids = 0
        self._listeners: set[Callable[[Json], None]] = set()
        for line in self._log.replay():
            self.world.apply(line)
        self.delivery = Delivery(self)

    # ── life ─────────────────────────────────────────────────────────────────────────────────────

    async def start(self) -> None:
        """Go on with what a crash or a stop interrupted."""
        self.delivery.resume()

    async def close(self) -> None:
        """Stop; with a folder, what was not delivered goes on at the next start."""
        await self.delivery.close()
        self._log.close()

    async def idle(self, timeout_s: float = 60) -> None:
        """Wait until every webhook was acknowledged and every message reached its end; TimeoutError if not."""
        async with asyncio.timeout(timeout_s):
            while work := self.delivery.work:
                await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)

    def point_to(self, callback_url: str) -> None:
        """Set where webhooks go, as the app's settings do at Meta."""
        self.office.callback_url = callback_url
        self.delivery.pusher.callback_url = callback_url

    def listen(self, listener: Callable[[Json], None]) -> Callable[[], None]:
        """Call `listener` with every live event; returns how to stop."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    def tell(self, event: Json) -> None:
        """Tell all listeners of an event."""
        for listener in tuple(self._listeners):
            listener(event)

    # ── what leads do ────────────────────────────────────────────────────────────────────────────

    def new_lead(
        self, name: str, phone: str | None = None, *, bsuid_only: bool = False, username: str | None = None
    ) -> Lead:
        """A new lead; ValueError (Portuguese) when the phone is none or taken."""
        if not name.strip():
            raise ValueError("o lead precisa de um nome")
        phone = brazilian_phone(phone) if phone else self._free_phone()
        if self.world.lead_at(phone, None):
            raise ValueError(f"já existe um lead com o telefone {phone}")
        number = len(self.world.leads) + 1
        bsuid = made_up_bsuid(self._random.randrange)
        while self.world.lead_at(None, bsuid):
            bsuid = made_up_bsuid(self._random.randrange)
        lead = Lead(f"lead-{number}", name.strip(), phone, bsuid, bsuid_only, self.clock.now(), username)
        self._keep_lead(lead)
        return lead

    def say(self, lead_id: str, number: str, kind: str = "text", /, **asked: object) -> Post:
        """A lead acts; the keys are those of `Envio` in docs/pretend.md. Returns the new or the changed message."""
        lead = self.world.leads[lead_id]
        if number not in self.world.numbers:
            raise ValueError(f"não conheço o número “{number}”")
        if kind == "system":
            return self._move(lead, number, asked)
        if kind in ("image", "audio") and not asked.get("midia"):
            content, mime = self._drawn(kind)
            asked["midia"] = self.keep_file(content, mime).id
        wish = Wish(lead, number, self.next_wamid(), self.clock.now(), {"tipo": kind, **asked}, self.world)
        message, part, changed = message_of(wish)
        if part is not None:
            changed = Post(wish.wamid, lead.id, number, True, kind, wish.at, "enviada", part)
        assert changed is not None
        self._keep_post(changed)
        self.delivery.heard(lead, number, message)
        return self.world.posts[changed.id]

    def read(self, lead_id: str, number: str) -> int:
        """The lead opens the chat; returns how many messages that read."""
        posts = [
            post
            for post in self.world.thread(lead_id, number)
            if not post.by_lead and post.status in ("enviada", "entregue")
        ]
        for post in posts:
            self.delivery.advance(post, "lida")
        return len(posts)

    def prefer(self, lead_id: str, number: str, *, stop: bool, told: bool = True) -> None:
        """The lead switches our marketing off or on in WhatsApp; `told` false: the webhook gets lost."""
        lead = self.world.leads[lead_id]
        self.commit({"e": "preferencia", "lead": lead.id, "para": stop})
        if told:
            self.delivery.preferred(lead, number, stop)

    def play(self, lead_id: str, number: str, wamid: str) -> None:
        """The lead listens to a voice note of ours; ValueError when it is none."""
        post = self.world.posts.get(wamid)
        if post is None or post.by_lead or (post.lead, post.number, post.kind) != (lead_id, number, "audio"):
            raise ValueError("só um áudio recebido nesta conversa pode ser ouvido")
        self.delivery.advance(post, "tocada")

    # ── what the business does ───────────────────────────────────────────────────────────────────

    def accept(self, number: str, body: Json) -> Json:
        """POST /messages; GraphError when Meta would refuse."""
        try:
            return self._accept(number, body)
        except GraphError:
            self.refused += 1
            raise

    def mark_read(self, number: str, body: Json) -> Json:
        """`status: read`, with or without a typing indicator."""
        post = self.world.posts.get(str(body.get("message_id")))
        if post is None or not post.by_lead or post.number != number:
            raise GraphError(131009, "message_id is not a message that was received by this number")
        unread = [p for p in self.world.thread(post.lead, number) if p.by_lead and p.status != "lida"]
        seen = [p for p in unread if p.at <= post.at]
        for one in seen:
            self.commit({"e": "status", "id": one.id, "status": "lida"})
        if seen:
            self.tell({"tipo": "lido", "lead": post.lead, "numero": number, "ids": [one.id for one in seen]})
        if isinstance(body.get("typing_indicator"), dict):
            self.tell({"tipo": "digitando", "lead": post.lead, "numero": number, "ms": 25_000})
        return {"success": True}

    def keep_file(self, content: bytes, mime_type: str) -> File:
        """Keep a media file of either side."""
        media_id = str(int(hashlib.sha256(self.next_wamid().encode()).hexdigest()[:13], 16))
        digest = hashlib.sha256(content).hexdigest()
        self._log.keep_media(media_id, content)
        line = {"e": "arquivo", "id": media_id, "mime": mime_type, "sha256": digest, "bytes": len(content)}
        self.commit(line | {"em": self.clock.now()})
        return self.world.files[media_id]

    def content(self, media_id: str) -> bytes:
        """The bytes of a file that `world.files` lists."""
        return self._log.media(media_id)

    def delete_file(self, media_id: str) -> None:
        """DELETE of a media id."""
        self.commit({"e": "apagou", "id": media_id})
        self._log.forget_media(media_id)

    def add_templates(self, templates: Iterable[Json]) -> None:
        """Put templates in place that count as judged: {name, language, category, components, status?}."""
        for template in templates:
            number = str(10**15 + len(self.world.templates))
            self.commit({"e": "modelo", "modelo": {"id": number, "status": "APPROVED", **template}})

    def say_of_template(self, name: str, language: str = "pt_BR", **changes: object) -> None:
        """Meta pauses, refuses, re-classes or grades a template; KeyError when there is none."""
        template = self.world.templates[name, language]
        self.delivery.say_of(template | changes, next(iter(self.world.numbers)))

    # ── for the parts beside this one ────────────────────────────────────────────────────────────

    def commit(self, line: Json) -> None:
        """Write a line and apply it: the only way anything changes."""
        self._log.append(line)
        self.world.apply(line)

    def next_wamid(self) -> str:
        """An id no other message has, in this run or another."""
        self._ids += 1
        seed = f"{self._boot}:{self.world.lines}:{self._ids}:{self.settings.seed}"
        return "wamid.HBgM" + base64.b64encode(hashlib.sha256(seed.encode()).digest()[:27]).decode()

    def _accept(self, number: str, body: Json) -> Json:
        if number not in self.world.numbers:
            raise GraphError(100, f"Object with ID '{number}' does not exist or cannot be loaded")
        if body.get("messaging_product") != "whatsapp":
            raise GraphError(100, "Param messaging_product must be one of {whatsapp}")
        to, bsuid = body.get("to"), body.get("recipient")
        if not (isinstance(to, str) and to) and not (isinstance(bsuid, str) and bsuid):
            raise GraphError(131008, "Parameter to or recipient is required")
        if (code := self.faults.code()) is not None:
            raise GraphError(code)
        kind, part, category = told(body, self.world)
        lead = self.world.lead_at(to, bsuid)
        if lead is None and not to:
            raise GraphError(131026, "recipient is not a user of this business portfolio")
        now = self.clock.now()
        if lead and kind != "template" and not self.world.window_open(lead.id, number, now):
            raise GraphError(131047, "More than 24 hours have passed since the recipient last replied")
        self.limits.spend(number, lead.id if lead else str(to), now)
        if lead is None:
            part["para"] = "".join(c for c in str(to) if c.isdigit())
        callback = body.get("biz_opaque_callback_data")
        callback = callback if isinstance(callback, str) else None
        place = (lead.id if lead else "", number)
        post = Post(self.next_wamid(), *place, False, kind, now, "aceita", part, callback, category, bool(to))
        self._accepted(post)
        answer: Json = {"input": to or bsuid}
        if lead:
            answer |= {"wa_id": lead.wa_id} if to else {"user_id": lead.bsuid}
        return {"messaging_product": "whatsapp", "contacts": [answer], "messages": [{"id": post.id}]}

    def _accepted(self, post: Post) -> None:
        if post.kind == "reaction":
            target = self.world.posts[post.part["mensagem"]]
            reactions = {who: face for who, face in target.part.get("reacoes", {}).items() if who != "central"}
            if post.part["emoji"]:
                reactions["central"] = post.part["emoji"]
            self._keep_post(replace(target, part=target.part | {"reacoes": reactions}))
        self._keep_post(post)
        self.delivery.launch(post)

    def _move(self, lead: Lead, number: str, asked: Json) -> Post:
        change = asked.get("mudanca")
        bsuid = made_up_bsuid(self._random.randrange)
        system: Json = {"user_id": bsuid}
        if change == "numero":
            phone = brazilian_phone(str(asked["telefone"])) if asked.get("telefone") else self._free_phone()
            new = replace(lead, phone=phone, bsuid=bsuid)
            body = f"User {lead.name} changed from {lead.wa_id} to {new.wa_id}"
            system = {"type": "user_changed_number", "wa_id": new.wa_id, "body": body}
        elif change == "bsuid":
            new = replace(lead, bsuid=bsuid)
            body = f"User {lead.name} changed from {lead.bsuid} to {bsuid}"
            system |= {"type": "user_changed_user_id", "previous_user_id": lead.bsuid, "body": body}
        else:
            raise ValueError("“mudanca” é “numero” ou “bsuid”")
        wamid, now = self.next_wamid(), self.clock.now()
        message: Json = {"id": wamid, "timestamp": str(now // 1000), "type": "system", "system": system}
        if lead.shown_wa_id:
            message["from"] = lead.wa_id
        post = Post(wamid, lead.id, number, True, "system", now, "enviada", {"texto": body})
        self._keep_post(post)
        self.delivery.heard(lead, number, message)
        self._keep_lead(new)
        return self.world.posts[wamid]

    def _drawn(self, kind: str) -> tuple[bytes, str]:
        if kind == "image":
            return drawn.photo(self._random.randrange(1000)), "image/png"
        return drawn.voice_note(), "audio/ogg; codecs=opus"

    def _free_phone(self) -> str:
        while self.world.lead_at(phone := made_up_phone(self._random.randrange), None):
            pass
        return phone

    def _keep_lead(self, lead: Lead) -> None:
        self.commit({"e": "lead", "lead": lead.as_json()})
        self.tell({"tipo": "lead", "dados": lead.as_json()})

    def _keep_post(self, post: Post) -> None:
        self.commit(post.as_line())
        if post.kind != "reaction":
            self.tell({"tipo": "mensagem", "lead": post.lead, "numero": post.number, "mensagem": post.as_json()})
