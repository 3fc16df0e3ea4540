"""Zendesk's and HubSpot's webhooks are taken, and at least twenty that only look like them are refused."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from central.adapters.crm.accounts import ear_of
from central.adapters.crm.hinting import TOLERANCE_MS, Ear
from central.core.selling.crm import CrmKind
from central.ports import Delivery
from central.pretend.crm import hubspot, zendesk
from central.pretend.crm.office import Hook

NOW, SECRET = 1_795_000_000_000, "o-segredo-dos-avisos"
ADDRESS, PATH = "https://central.example", "/crm/hubspot/abc"
TICKET = (
    b'{"type": "zen:event-type:ticket.custom_status_changed", "subject": "zen:ticket:35436", "detail": {"id": "35436"}}'
)
DEALS = b'[{"subscriptionType": "deal.propertyChange", "objectId": 35436, "attemptNumber": 0}]'


@dataclass(frozen=True)
class Maker:
    """How one CRM signs: (secret, body, time) → webhook."""

    kind: CrmKind
    body: bytes
    signs: Callable[[str, bytes, int], Hook]
    signature: str
    stamp: str

    @property
    def ear(self) -> Ear:
        return ear_of(self.kind, PATH, ADDRESS)

    def sign(self, secret: str = SECRET, body: bytes | None = None, at: int = NOW) -> Delivery:
        hook = self.signs(secret, self.body if body is None else body, at)
        return Delivery(hook.headers, "", hook.body)


DESK = Maker("zendesk", TICKET, zendesk.sign, "x-zendesk-webhook-signature", "x-zendesk-webhook-signature-timestamp")
HUB = Maker(
    "hubspot",
    DEALS,
    lambda secret, body, at: hubspot.sign(secret, ADDRESS + PATH, body, at),
    "x-hubspot-signature-v3",
    "x-hubspot-request-timestamp",
)
EACH = pytest.mark.parametrize("maker", [DESK, HUB], ids=lambda maker: maker.kind)


@EACH
def test_its_own_webhook_is_taken_within_five_minutes(maker: Maker) -> None:
    for apart in (0, TOLERANCE_MS - 1_000, 1_000 - TOLERANCE_MS):
        assert maker.ear.heard(maker.sign(at=NOW + apart), SECRET, NOW) == ["35436"]


@EACH
def test_without_a_secret_nothing_is_taken(maker: Maker) -> None:
    assert maker.ear.heard(maker.sign(""), "", NOW) is None
    assert maker.ear.heard(maker.sign(), "", NOW) is None


@EACH
def test_twenty_forgeries_are_refused(maker: Maker) -> None:
    tried = dict(_forged(maker))
    assert len(tried) >= 20, sorted(tried)
    assert not [name for name, delivery in tried.items() if maker.ear.heard(delivery, SECRET, NOW) is not None]


def _forged(maker: Maker) -> Iterator[tuple[str, Delivery]]:
    good = maker.sign()
    yield from _bodies(maker, good)
    yield from _signatures(maker, good)
    yield from _stamps(maker, good)
    if maker is HUB:
        yield from _addresses(good)


def _bodies(maker: Maker, good: Delivery) -> Iterator[tuple[str, Delivery]]:
    """The right signature on other bytes."""
    told = json.loads(maker.body)
    yield "written tightly", replace(good, body=json.dumps(told, separators=(",", ":")).encode())
    yield "with other spaces", replace(good, body=json.dumps(told, indent=1).encode())
    yield "a line more", replace(good, body=maker.body + b"\n")
    yield "cut", replace(good, body=maker.body[:-1])
    yield "empty", replace(good, body=b"")
    yield "another id", replace(good, body=maker.body.replace(b"35436", b"35437"))
    yield "a byte order mark", replace(good, body=b"\xef\xbb\xbf" + maker.body)


def _signatures(maker: Maker, good: Delivery) -> Iterator[tuple[str, Delivery]]:
    """Other signatures on the right bytes."""
    given = dict(good.headers)[maker.signature]
    raw = base64.b64decode(given)
    yield "another secret", maker.sign("outro-segredo")
    yield "the secret with a space", maker.sign(f"{SECRET} ")
    yield "the signature of nothing", replace(maker.sign(body=b""), body=maker.body)
    yield "none", _with(good, maker.signature, None)
    yield "empty signature", _with(good, maker.signature, "")
    yield "in hex", _with(good, maker.signature, raw.hex())
    yield "without padding", _with(good, maker.signature, given.rstrip("="))
    yield "with a space", _with(good, maker.signature, given + " ")
    yield "in capitals", _with(good, maker.signature, given.upper())
    yield "twice", replace(good, headers=(*good.headers, (maker.signature, given)))
    yield "of the body alone", _with(good, maker.signature, _digest(maker.body, "sha256"))
    yield "by another algorithm", _with(good, maker.signature, _digest(_message(maker, good), "sha1"))


def _stamps(maker: Maker, good: Delivery) -> Iterator[tuple[str, Delivery]]:
    """Other times."""
    yield "old", maker.sign(at=NOW - TOLERANCE_MS - 1_000)
    yield "of tomorrow", maker.sign(at=NOW + 86_400_000)
    yield "no time", _with(good, maker.stamp, None)
    yield "another time", _with(good, maker.stamp, dict(maker.sign(at=NOW + 60_000).headers)[maker.stamp])
    yield "time twice", replace(good, headers=(*good.headers, (maker.stamp, dict(good.headers)[maker.stamp])))
    words = "amanhã"
    yield "a time in words", _with(_with(good, maker.stamp, words), maker.signature, _signed(maker, words))


def _addresses(good: Delivery) -> Iterator[tuple[str, Delivery]]:
    """Another address, or another method."""
    for name, method, address in (
        ("another path", "POST", ADDRESS + "/crm/hubspot/abd"),
        ("another host", "POST", "https://mal.example" + PATH),
        ("without https", "POST", ADDRESS.replace("https", "http") + PATH),
        ("a GET", "GET", ADDRESS + PATH),
    ):
        message = f"{method}{address}".encode() + DEALS + str(NOW).encode()
        yield name, _with(good, HUB.signature, _digest(message, "sha256"))
    yield "with a query", replace(good, query="x=1")


def test_an_address_that_is_not_known_is_the_one_that_was_called() -> None:
    called = replace(HUB.sign(), headers=(*HUB.sign().headers, ("host", "central.example")))
    assert ear_of("hubspot", PATH).heard(called, SECRET, NOW) == ["35436"]
    assert ear_of("hubspot", PATH).heard(_with(called, "host", "mal.example"), SECRET, NOW) is None


@pytest.mark.parametrize(
    ("maker", "body", "refs"),
    [
        (DESK, b'{"ticket_id": "7"}', ["7"]),
        (DESK, b'{"subject": "zen:ticket:8"}', ["8"]),
        (DESK, b'{"subject": "zen:user:8", "detail": {"id": "../8"}}', []),
        (DESK, b"[1, null]", []),
        (DESK, b"\xff", []),
        (HUB, b'[{"subscriptionType": "object.creation", "objectTypeId": "0-3", "objectId": 9}]', ["9"]),
        (HUB, b'[{"subscriptionType": "object.creation", "objectTypeId": "0-1", "objectId": 9}]', []),
        (HUB, b'[{"subscriptionType": "deal.merge", "objectId": 9, "mergedObjectIds": [3, 4]}]', ["9", "3", "4"]),
        (HUB, b'[{"subscriptionType": "contact.creation", "objectId": 9}, {"objectId": "x"}]', []),
        (HUB, b"{", []),
    ],
)
def test_a_genuine_webhook_is_a_hint_at_records_and_nothing_else(maker: Maker, body: bytes, refs: list[str]) -> None:
    assert maker.ear.heard(maker.sign(body=body), SECRET, NOW) == refs


def _with(delivery: Delivery, name: str, value: str | None) -> Delivery:
    kept = tuple(pair for pair in delivery.headers if pair[0] != name)
    return replace(delivery, headers=kept if value is None else (*kept, (name, value)))


def _message(maker: Maker, good: Delivery) -> bytes:
    stamp = dict(good.headers)[maker.stamp].encode()
    return stamp + maker.body if maker is DESK else b"POST" + (ADDRESS + PATH).encode() + maker.body + stamp


def _signed(maker: Maker, stamp: str) -> str:
    begin = b"" if maker is DESK else b"POST" + (ADDRESS + PATH).encode()
    parts = (stamp.encode(), maker.body) if maker is DESK else (begin, maker.body, stamp.encode())
    return _digest(b"".join(parts), "sha256")


def _digest(message: bytes, algorithm: str) -> str:
    return base64.b64encode(hmac.digest(SECRET.encode(), message, algorithm)).decode()


def test_a_stamp_of_zendesk_is_a_moment_in_utc() -> None:
    stamp = dict(DESK.sign().headers)[DESK.stamp]
    assert stamp == f"{datetime.fromtimestamp(NOW / 1000, UTC):%Y-%m-%dT%H:%M:%SZ}"
