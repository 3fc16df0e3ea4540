"""The way in: whose signature a body carries, and which updates it holds.

Source: Meta, webhooks of the WhatsApp Business Platform (2026): at least once, unordered, up to 1,000 updates and 3 MB
a body, messages and statuses and errors perhaps in one value, phone numbers perhaps absent.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping

import msgspec

from central.adapters.whatsapp.content import Json, content_of, referral_of, whole, word
from central.adapters.whatsapp.errors import row_of
from central.core.messaging.message import SystemNotice
from central.core.messaging.update import Fault, Heard, Notice, Pricing, Rank, StatusChange, Update
from central.core.people.identity import Sender

MAX_BODY = 3 * 1024 * 1024
"""Meta's own limit; the HTTP edge refuses more before it reads on."""


def verify(body: bytes, header: str | bytes | None, secrets: Mapping[str, bytes]) -> str | None:
    """The app whose secret signed `body` (`X-Hub-Signature-256`), or None; takes as long for every app."""
    given = header.encode() if isinstance(header, str) else header or b""
    matched = None
    for app, secret in secrets.items():
        expected = b"sha256=" + hmac.digest(secret, body, "sha256").hex().encode()
        if secret and hmac.compare_digest(given, expected):
            matched = app
    return matched


def handshake(query: Mapping[str, str], token: str) -> str | None:
    """The challenge to answer with 200 when Meta sets the callback; None means 403."""
    given = query.get("hub.verify_token", "")
    same = hmac.compare_digest(given.encode(), token.encode())
    if query.get("hub.mode") == "subscribe" and token and same:
        return query.get("hub.challenge")
    return None


def parse(body: bytes) -> list[Update]:
    """Every update of a body in the order given; ValueError (with a reason) only if it is no JSON object.

    Nothing is dropped: what has a strange shape is a `Notice` that says why, with its JSON.
    """
    envelope = _decode(body)
    entries = envelope.get("entry")
    if type(entries) is not list or not entries:
        return [Notice("", "", 0, _encode(envelope), why="no entry")]
    updates: list[Update] = []
    for entry in entries:
        if type(entry) is not dict:
            updates.append(Notice("", "", 0, _encode({"update": entry}), why="entry is no object"))
            continue
        changes = entry.get("changes")
        if type(changes) is not list or not changes:
            updates.append(Notice("", word(entry.get("id")) or "", 0, _encode({"update": entry}), why="no changes"))
            continue
        for change in changes:
            updates += _Change(entry, change).updates()
    return updates


def _decode(body: bytes) -> Json:
    try:
        # NUL has no place in Postgres text; a body with one takes the slow road that cleans it.
        found = _slowly(body) if b"\\u0000" in body else _read_json(body)
    except ValueError:
        found = _slowly(body)
    except RecursionError as error:
        raise ValueError("JSON is nested too deeply") from error
    if type(found) is not dict:
        raise ValueError("JSON is no object")
    return found


def _slowly(body: bytes) -> object:
    """For bodies a strict reader refuses: a cut emoji (half a surrogate pair), NUL, a byte mark, NaN."""
    try:
        found = json.loads(body.decode("utf-8-sig", "replace"), parse_constant=lambda _: None)
        return _clean(found)
    except RecursionError as error:
        raise ValueError("JSON is nested too deeply") from error
    except ValueError as error:
        raise ValueError(f"no JSON: {error}") from error


def _clean(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")
    if isinstance(value, dict):
        return {_clean(key): _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list) else value


class _Change:
    """One `entry[].changes[]`: what its updates have in common."""

    __slots__ = ("channel", "contacts", "entry", "field", "sent_at", "value", "waba")

    def __init__(self, entry: Json, change: object) -> None:
        self.entry = entry
        self.waba = word(entry.get("id")) or ""
        self.sent_at = millis(entry.get("time")) or 0
        self.field, self.value = "", change
        if type(change) is dict and "value" in change:
            self.field, self.value = word(change.get("field")) or "", change["value"]
        self.channel: str | None = None
        self.contacts: list[Json] = []
        if type(self.value) is dict:
            metadata, contacts = self.value.get("metadata"), self.value.get("contacts")
            if type(metadata) is dict:
                self.channel = word(metadata.get("phone_number_id"))
            if type(contacts) is list:
                self.contacts = [contact for contact in contacts if type(contact) is dict]

    def updates(self) -> list[Update]:
        value = self.value
        if type(value) is not dict:
            return [self._notice(value, "value is no object")]
        if self.field == "messages" or (not self.field and ("messages" in value or "statuses" in value)):
            self.field = "messages"
            return self._messages(value) or [self._notice(value, "empty value")]
        return [self._notice(value, "" if self.field else "no field")]

    def _messages(self, value: Json) -> list[Update]:
        found: list[Update] = []
        for key, read in (("messages", self._heard), ("statuses", self._status), ("errors", self._error)):
            if not (rows := value.get(key)):
                continue
            if type(rows) is not list:
                found.append(self._notice(rows, f"{key} is no list"))
                continue
            for row in rows:
                found.append(read(row) if type(row) is dict else self._notice(row, f"{key} holds no object"))
        return found

    def _heard(self, message: Json) -> Update:
        wamid = word(message.get("id"))
        at = millis(message.get("timestamp")) or self.sent_at
        if wamid is None or not at or self.channel is None:
            return self._notice(message, "message without id" if wamid is None else self._lack(at))
        if "group_id" in message:
            return self._notice(message, "group")
        contact = self._contact(message.get("from"), message.get("from_user_id"))
        content = content_of(message)
        sender = _author(message, contact)
        if type(content) is SystemNotice and not (sender.wa_id or sender.bsuid):
            sender = Sender(bsuid=content.previous_bsuid or content.bsuid, wa_id=content.wa_id)
        if not (sender.wa_id or sender.bsuid):
            return self._notice(message, "message without sender")
        reply_to, product, forwarded = _context(message)
        return Heard(
            channel=self.channel,
            waba=self.waba,
            wamid=wamid,
            at=at,
            sender=sender,
            content=content,
            raw=self._raw(message, contact),
            reply_to=reply_to,
            referral=referral_of(message) if "referral" in message else None,
            forwarded=forwarded,
            referred_product=product,
        )

    def _status(self, row: Json) -> Update:
        wamid, status = word(row.get("id")), word(row.get("status"))
        at = millis(row.get("timestamp")) or self.sent_at
        if wamid is None or status is None or not at or self.channel is None:
            return self._notice(row, "status without id" if not (wamid and status) else self._lack(at))
        if row.get("recipient_type") == "group":
            return self._notice(row, "group")
        if (about := row.get("type", "message")) != "message":
            return self._notice(row, f"status of {word(about) or 'something'}")
        contact = self._contact(row.get("recipient_id"), row.get("recipient_user_id"))
        return StatusChange(
            channel=self.channel,
            waba=self.waba,
            wamid=wamid,
            at=at,
            status=status,
            rank=_RANKS.get(status, Rank.NONE),
            raw=self._raw(row, contact),
            callback=word(row.get("biz_opaque_callback_data")),
            pricing=_pricing(row.get("pricing")),
            fault=_fault(row.get("errors")),
        )

    def _error(self, row: Json) -> Update:
        return self._notice(row, f"error {word(row.get('code')) or 'without code'}")

    def _lack(self, at: int) -> str:
        return "no phone_number_id" if at else "no timestamp"

    def _contact(self, phone: object, user: object) -> Json | None:
        """The contact this row speaks of; an only contact belongs to it whatever its ids."""
        contacts = self.contacts
        if len(contacts) <= 1:
            return contacts[0] if contacts else None
        for contact in contacts:
            if (user and contact.get("user_id") == user) or (phone and contact.get("wa_id") == phone):
                return contact
        return None

    def _notice(self, update: object, why: str) -> Notice:
        return Notice(self.field, self.waba, self.sent_at, self._raw(update, None), self.channel, why)

    def _raw(self, update: object, contact: Json | None) -> bytes:
        kept: Json = {"waba": self.waba, "field": self.field}
        if "time" in self.entry:
            kept["time"] = self.entry["time"]
        if type(self.value) is dict and "metadata" in self.value and update is not self.value:
            kept["metadata"] = self.value["metadata"]
        if contact is not None:
            kept["contact"] = contact
        kept["update"] = update
        return _encode(kept)


def _author(message: Json, contact: Json | None) -> Sender:
    phone, user, parent = message.get("from"), message.get("from_user_id"), message.get("from_parent_user_id")
    name = username = None
    if contact is not None:
        phone = phone or contact.get("wa_id")
        user = user or contact.get("user_id")
        parent = parent or contact.get("parent_user_id")
        profile = contact.get("profile")
        if type(profile) is dict:
            name, username = word(profile.get("name")), word(profile.get("username"))
    wa_id, bsuid = word(phone), word(user)
    if wa_id is not None and looks_like_bsuid(wa_id):
        wa_id, bsuid = None, bsuid or wa_id
    return Sender(bsuid, word(parent), wa_id, name, username)


def looks_like_bsuid(value: str) -> bool:
    """Some providers put the business-scoped id (`BR.13491…`) where the phone belongs."""
    return len(value) > 3 and value[2] == "." and value[:2].isalpha()


def _context(message: Json) -> tuple[str | None, str | None, bool]:
    context = message.get("context")
    if type(context) is not dict:
        return None, None, False
    product = context.get("referred_product")
    retailer = word(product.get("product_retailer_id")) if type(product) is dict else None
    forwarded = context.get("forwarded") is True or context.get("frequently_forwarded") is True
    return word(context.get("id")), retailer, forwarded


def _pricing(found: object) -> Pricing | None:
    if type(found) is not dict:
        return None
    return Pricing(
        word(found.get("category")) or "", word(found.get("type")) or "", word(found.get("pricing_model")) or ""
    )


def _fault(errors: object) -> Fault | None:
    """Meta's first error; its details in the owner's words where Central has them."""
    first = errors[0] if type(errors) is list and errors else errors
    if type(first) is not dict:
        return None
    data = first.get("error_data")
    details = word(data.get("details")) if type(data) is dict else None
    title = word(first.get("title")) or word(first.get("message"))
    code = whole(first.get("code")) or 0
    known = row_of(code) if code else None
    return Fault(code, title or "", f"{known.sentence} (Meta {code})" if known is not None else details or "")


def millis(stamp: object) -> int | None:
    """Meta's Unix seconds (text or number; some providers give milliseconds) as epoch milliseconds."""
    if (found := whole(stamp)) is None or not 0 < found < 1 << 47:
        return None
    return found if found > 100_000_000_000 else found * 1000


def _encode(value: object) -> bytes:
    try:
        return _write_json(value)
    except (OverflowError, RecursionError, TypeError, ValueError):
        return json.dumps(value).encode()


_RANKS = {"sent": Rank.SENT, "delivered": Rank.DELIVERED, "read": Rank.READ, "played": Rank.PLAYED}
_read_json = msgspec.json.Decoder().decode
_write_json = msgspec.json.Encoder().encode
