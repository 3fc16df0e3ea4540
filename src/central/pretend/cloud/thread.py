"""What the pretend Cloud API knows: leads, threads, media, templates; a fold over its log."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from central.core.people.identity import phone_key
from central.pretend.cloud.lead import Lead, Number, lead_from_json

Json = dict[str, Any]

HOUR_MS = 3_600_000
RANKS = ("aceita", "enviada", "entregue", "lida", "tocada")


@dataclass(slots=True, eq=False)
class Post:
    """A message of a thread; `part` holds the keys that depend on `kind`, as docs/pretend.md names them."""

    id: str
    lead: str
    number: str
    by_lead: bool
    kind: str
    at: int
    status: str
    part: Json = field(default_factory=dict)
    callback: str | None = None
    category: str = "service"
    to_phone: bool = True
    error: Json | None = None

    def as_json(self) -> Json:
        row: Json = {
            "id": self.id,
            "lead": self.lead,
            "numero": self.number,
            "de": "lead" if self.by_lead else "central",
            "tipo": self.kind,
            "em": self.at,
            "status": self.status,
            **self.part,
        }
        if self.error:
            row["erro"] = {"codigo": self.error["code"], "titulo": self.error["title"]}
        return row

    def as_line(self) -> Json:
        """For the log: every field by its name."""
        return {"e": "post", "post": {name: getattr(self, name) for name in self.__slots__}}


@dataclass(frozen=True, slots=True)
class File:
    """A media file; `id` is digits only."""

    id: str
    mime_type: str
    sha256: str
    size: int
    at: int


class World:
    """State by applying log lines; the only way it changes."""

    def __init__(self) -> None:
        self.numbers: dict[str, Number] = {}
        self.leads: dict[str, Lead] = {}
        self.posts: dict[str, Post] = {}
        self.threads: dict[tuple[str, str], list[Post]] = defaultdict(list)
        self.files: dict[str, File] = {}
        self.templates: dict[tuple[str, str], Json] = {}
        self.heard_at: dict[tuple[str, str], int] = {}
        self.waiting: dict[int, Json] = {}
        """Webhooks that nobody acknowledged yet, by their number."""
        self.forgotten: set[str] = set()
        """Leads who were taken out of the contact book."""
        self.muted: set[str] = set()
        """Leads who switched marketing off in WhatsApp."""
        self.heard: dict[tuple[str, str], list[str]] = defaultdict(list)
        """Ids of all messages of a lead to a number, reactions and edits too."""
        self.acknowledged: set[str] = set()
        self.lines = 0
        self._ads: dict[tuple[str, str], int] = {}
        self._free_until: dict[tuple[str, str], int] = {}
        self._by_phone: dict[str, str] = {}
        self._by_bsuid: dict[str, str] = {}

    def apply(self, line: Json) -> None:
        """Take one line of the log."""
        self.lines += 1
        match line["e"]:
            case "lead":
                self._lead(lead_from_json(line["lead"]))
            case "post":
                self._post(Post(**line["post"]))
            case "status":
                post = self.posts[line["id"]]
                post.status, post.error = line["status"], line.get("erro")
            case "arquivo":
                self.files[line["id"]] = File(line["id"], line["mime"], line["sha256"], line["bytes"], line["em"])
            case "preferencia":
                (self.muted.add if line["para"] else self.muted.discard)(line["lead"])
            case "esqueceu":
                self.forgotten.add(line["lead"])
            case "apagou":
                self.files.pop(line["id"], None)
            case "modelo":
                self.templates[line["modelo"]["name"], line["modelo"]["language"]] = line["modelo"]
            case "enviar":
                self.waiting[line["n"]] = line
                if "wamid" in line:
                    self.heard[line["lead"], line["numero"]].append(line["wamid"])
            case "chegou":
                self.waiting.pop(line["n"], None)
                if "wamid" in line:
                    self.acknowledged.add(line["wamid"])

    def lead_at(self, to: str | None, bsuid: str | None) -> Lead | None:
        """Who has this phone (`to` wins) or this business-scoped id."""
        if to:
            digits = "".join(c for c in to if c.isdigit())
            found = self._by_phone.get(phone_key(digits) or digits)
            if found is None and not to.startswith("+"):
                found = self._by_phone.get(phone_key(f"55{digits}") or "")
        else:
            found = self._by_bsuid.get(bsuid or "")
        return self.leads[found] if found else None

    def window_open(self, lead: str, number: str, now: int) -> bool:
        """Whether the lead wrote to this number within 24 hours."""
        heard = self.heard_at.get((lead, number))
        return heard is not None and now - heard < 24 * HOUR_MS

    def entry_is_free(self, lead: str, number: str, now: int) -> bool:
        """Whether an ad's free entry point (72 h from our answer) is open."""
        return self._free_until.get((lead, number), 0) > now

    def thread(self, lead: str, number: str | None) -> list[Post]:
        """Both sides, oldest first; of every number when `number` is None."""
        places = [(lead, number)] if number is not None else [place for place in self.threads if place[0] == lead]
        posts = [post for place in places for post in self.threads.get(place, ()) if post.kind != "reaction"]
        return sorted(posts, key=lambda post: post.at)

    def _lead(self, lead: Lead) -> None:
        if old := self.leads.get(lead.id):
            self._by_phone.pop(phone_key(old.wa_id) or old.wa_id, None)
            self._by_bsuid.pop(old.bsuid, None)
        self.leads[lead.id] = lead
        self._by_phone[phone_key(lead.wa_id) or lead.wa_id] = lead.id
        self._by_bsuid[lead.bsuid] = lead.id

    def _post(self, post: Post) -> None:
        key = (post.lead, post.number)
        if post.id in self.posts:
            thread = self.threads[key]
            thread[thread.index(self.posts[post.id])] = post
            self.posts[post.id] = post
            return
        self.posts[post.id] = post
        self.threads[key].append(post)
        if post.by_lead:
            self.heard_at[key] = post.at
            if "anuncio" in post.part:
                self._ads[key] = post.at
        elif (clicked := self._ads.pop(key, None)) is not None and post.at - clicked < 24 * HOUR_MS:
            self._free_until[key] = post.at + 72 * HOUR_MS
