"""Each checkout takes its own delivery and refuses at least twenty that only look like it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from central.adapters.checkout.seal import STAMPED, stamped
from central.ports import Delivery
from tests.adapters.checkout.deliveries import NOW, PROVIDERS, SECRET, Provider, provider, signed_mercadopago

Forged = Iterator[tuple[str, Delivery]]
SIGNED = [one for one in PROVIDERS if one.name not in ("mercadopago", "hotmart")]


@pytest.mark.parametrize("one", PROVIDERS, ids=lambda one: one.name)
def test_its_own_delivery_is_taken(one: Provider) -> None:
    assert one.checkout().genuine(one.good, NOW)


@pytest.mark.parametrize("one", PROVIDERS, ids=lambda one: one.name)
def test_without_a_secret_nothing_is_genuine(one: Provider) -> None:
    assert not one.checkout(secret="").genuine(one.sign("", one.body), NOW)
    assert not one.checkout(secret="").genuine(one.good, NOW)


@pytest.mark.parametrize("one", PROVIDERS, ids=lambda one: one.name)
def test_twenty_forgeries_are_refused(one: Provider) -> None:
    tried = dict(_forged(one))
    assert len(tried) >= 20, sorted(tried)
    checkout = one.checkout()
    assert not [name for name, delivery in tried.items() if checkout.genuine(delivery, NOW)]


def _forged(one: Provider) -> Forged:
    if one.name == "mercadopago":
        yield from _forged_notices(one)
    elif one.name == "hotmart":
        yield from _forged_words(one)
    else:
        yield from _forged_bodies(one)
        yield from _forged_signatures(one)
        if one.name == "generico":
            yield from _forged_stamps(one)


def _forged_bodies(one: Provider) -> Forged:
    """The right signature on other bytes."""
    told = json.loads(one.body)
    others = {
        "written again": json.dumps(told).encode(),
        "written tightly": json.dumps(told, separators=(",", ":")).encode(),
        "accents unescaped": json.dumps(told, ensure_ascii=False, separators=(", ", ":")).encode() + b" ",
        "keys sorted": json.dumps(told, sort_keys=True, indent=1).encode(),
        "a line more": one.body + b"\n",
        "a byte order mark": b"\xef\xbb\xbf" + one.body,
        "cut": one.body[:-1],
        "empty": b"",
        "a key more": json.dumps({**told, "x": 1}).encode(),
    }
    for name, body in others.items():
        assert body != one.body, name
        yield name, replace(one.good, body=body)


def _forged_signatures(one: Provider) -> Forged:
    """Other signatures on the right bytes."""
    yield "another secret", one.sign("outro-segredo", one.body)
    yield "the secret with a space", one.sign(f"{SECRET} ", one.body)
    yield "the signature of nothing", replace(one.sign(SECRET, b""), body=one.body)
    yield "none", Delivery((), "", one.body)
    digests = {
        "another algorithm": hmac.digest(SECRET.encode(), one.body, "sha256" if one.name == "kiwify" else "sha1"),
        "a third algorithm": hmac.digest(SECRET.encode(), one.body, "sha512"),
        "md5": hmac.digest(SECRET.encode(), one.body, "md5"),
        "no key": hashlib.sha256(one.body).digest(),
        "key and body swapped": hmac.digest(one.body, SECRET.encode(), "sha256"),
        "key before body": hashlib.sha256(SECRET.encode() + one.body).digest(),
        "of the body without spaces": hmac.digest(SECRET.encode(), one.body.replace(b" ", b""), "sha256"),
    }
    for name, digest in digests.items():
        yield f"{name}, hex", _with(one, digest.hex())
        yield f"{name}, base64", _with(one, base64.b64encode(digest).decode())
    right = _value(one)
    yield "cut short", _with(one, right[:-1])
    yield "empty signature", _with(one, "")
    yield "with its algorithm in front", _with(one, f"sha256={right}")
    yield "with a space", _with(one, f" {right}")
    yield "in other letters", _with(one, right.swapcase())
    twice = _with(one, right)
    doubled = replace(twice, headers=twice.headers * 2, query="&".join([twice.query] * 2) if twice.query else "")
    yield "twice", doubled
    yield "in the wrong place", Delivery((("x-signature", right),), f"hmac={right}", one.body)


def _forged_stamps(one: Provider) -> Forged:
    """Our own signature carries a moment."""
    for name, at in (("old", NOW - 301_000), ("of tomorrow", NOW + 86_400_000), ("of last year", NOW - 31_536_000_000)):
        yield name, _with(one, stamped(SECRET, one.body, at))
    right = stamped(SECRET, one.body, NOW)
    yield "an old one under a new moment", _with(one, f"t={NOW // 1000},v1={right.partition('v1=')[2][::-1]}")
    yield "without a moment", _with(one, right.partition(",")[2])
    yield "another moment than the signed one", _with(one, right.replace(f"t={NOW // 1000}", f"t={NOW // 1000 + 1}"))
    yield "of another version", _with(one, right.replace("v1=", "v0="))


def _forged_notices(one: Provider) -> Forged:
    """Mercado Pago signs the address, not the body."""
    good = one.good
    signature, request = good.headers[0][1], good.headers[1]
    v1 = signature.partition("v1=")[2]
    yield "another secret", one.sign("outro-segredo", one.body)
    for name, query in (
        ("another payment", "data.id=778&type=payment"),
        ("no payment", "type=payment"),
        ("two payments", "data.id=777&data.id=778"),
        ("a payment with a space", "data.id=%20777"),
        ("the payment under another key", "id=777"),
    ):
        yield name, replace(good, query=query)
    for name, value in (
        ("no signature", None),
        ("empty", ""),
        ("only the hash", v1),
        ("only the moment", f"ts={NOW}"),
        ("hash in capitals", f"ts={NOW},v1={v1.upper()}"),
        ("cut", signature[:-1]),
        ("another moment", f"ts={NOW + 1},v1={v1}"),
        ("a moment of words", f"ts=agora,v1={v1}"),
        ("another version", signature.replace("v1", "v2")),
        ("a third part", f"{signature},v1={v1}"),
        ("not keyed", f"ts={NOW},v1={hashlib.sha256(f'id:777;request-id:r-1;ts:{NOW};'.encode()).hexdigest()}"),
        ("of the body", f"ts={NOW},v1={hmac.digest(SECRET.encode(), one.body, 'sha256').hex()}"),
        ("by sha1", f"ts={NOW},v1={hmac.digest(SECRET.encode(), b'id:777;', 'sha1').hex()}"),
        (
            "without the moment",
            f"ts={NOW},v1={hmac.digest(SECRET.encode(), b'id:777;request-id:r-1;', 'sha256').hex()}",
        ),
    ):
        yield name, replace(good, headers=(*((("x-signature", value),) if value is not None else ()), request))
    yield "another request", replace(good, headers=(good.headers[0], ("x-request-id", "r-2")))
    yield "no request", replace(good, headers=good.headers[:1])
    yield "two signatures", replace(good, headers=(good.headers[0], good.headers[0], request))
    for name, ts in (("old", NOW - 86_400_001), ("of next week", NOW + 7 * 86_400_000), ("of 2025", 1_742_505_638_683)):
        yield name, signed_mercadopago(SECRET, one.body, ts)


def _forged_words(one: Provider) -> Forged:
    """Hotmart sends a word both sides know."""
    header = "x-hotmart-hottok"
    words = {
        "another": "outro",
        "empty": "",
        "a space": " ",
        "with a space": f"{SECRET} ",
        "after a space": f" {SECRET}",
        "cut": SECRET[:-1],
        "longer": f"{SECRET}x",
        "in capitals": SECRET.upper(),
        "backwards": SECRET[::-1],
        "quoted": f'"{SECRET}"',
        "as a bearer": f"Bearer {SECRET}",
        "in base64": base64.b64encode(SECRET.encode()).decode(),
        "hashed": hashlib.sha256(SECRET.encode()).hexdigest(),
        "as a signature": hmac.digest(SECRET.encode(), one.body, "sha256").hex(),
        "two at once": f"{SECRET},{SECRET}",
        "escaped": SECRET.replace("-", "%2D"),
        "with a zero": f"{SECRET}\0",
        "a star": "*",
    }
    for name, word in words.items():
        yield name, Delivery(((header, word),), "", one.body)
    yield "none", Delivery((), "", one.body)
    yield "twice", Delivery(((header, SECRET), (header, SECRET)), "", one.body)
    yield "in the body", Delivery((), "", json.dumps({"hottok": SECRET}).encode())
    yield "in the address", Delivery((), f"hottok={SECRET}", one.body)
    yield "under another name", Delivery((("x-hotmart-webhook-token", SECRET),), "", one.body)


def _value(one: Provider) -> str:
    return one.good.headers[0][1] if one.good.headers else one.good.query.partition("=")[2]


def _with(one: Provider, value: str) -> Delivery:
    good = one.good
    if good.headers:
        return replace(good, headers=((good.headers[0][0], value),))
    return replace(good, query=f"signature={value}")


def test_mercado_pago_keeps_its_word_in_seconds_and_in_small_letters() -> None:
    one = provider("mercadopago")
    assert one.checkout().genuine(signed_mercadopago(SECRET, one.body, NOW // 1000), NOW)
    small = signed_mercadopago(SECRET, one.body, id="abc1")
    assert one.checkout().genuine(replace(small, query="data.id=ABC1&type=payment"), NOW)


def test_our_own_signature_is_good_for_five_minutes() -> None:
    one = provider("generico")
    late = Delivery(((STAMPED, stamped(SECRET, one.body, NOW - 299_000)),), "", one.body)
    assert one.checkout().genuine(late, NOW)
