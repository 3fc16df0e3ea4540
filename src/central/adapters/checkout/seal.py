"""Signatures of deliveries: a digest of the very bytes that came, compared in constant time."""

from __future__ import annotations

import base64
import hmac
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl

from central.ports import Delivery

STAMPED = "x-central-assinatura"
STAMP_TOLERANCE_MS = 5 * 60_000
_STAMPED = re.compile(r"t=(\d{10}),v1=([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Seal:
    """An HMAC of the raw body in a header, or in a parameter of the address; `encoding` is exact, case and padding."""

    algorithm: Literal["sha1", "sha256"]
    encoding: Literal["hex", "base64"]
    header: str = ""
    parameter: str = ""

    def holds(self, delivery: Delivery, secret: str) -> bool:
        """Whether the signature is there once and right; never without a secret."""
        given = delivery.header(self.header) if self.header else parameter(delivery.query, self.parameter)
        if not secret or given is None:
            return False
        digest = hmac.digest(secret.encode(), delivery.body, self.algorithm)
        wanted = digest.hex() if self.encoding == "hex" else base64.b64encode(digest).decode()
        return same(given, wanted)


@dataclass(frozen=True, slots=True)
class Password:
    """A word that both sides know, in a header: all some providers have."""

    header: str

    def holds(self, delivery: Delivery, secret: str) -> bool:
        """Whether the word is there once and right; never without a secret."""
        given = delivery.header(self.header)
        return bool(secret) and given is not None and same(given, secret)


def stamped(secret: str, body: bytes, at: int) -> str:
    """The header of our own signed webhook: seconds since 1970, and the HMAC-SHA256 of `<seconds>.<body>` in hex."""
    seconds = str(at // 1000)
    return f"t={seconds},v1={hmac.digest(secret.encode(), seconds.encode() + b'.' + body, 'sha256').hex()}"


def stamp_holds(delivery: Delivery, secret: str, now: int) -> bool:
    """Whether our own signature is there once, right, and at most five minutes away from now."""
    given = delivery.header(STAMPED)
    match = _STAMPED.fullmatch(given) if given is not None else None
    if not secret or given is None or match is None or abs(now - int(match[1]) * 1000) > STAMP_TOLERANCE_MS:
        return False
    return same(given, stamped(secret, delivery.body, int(match[1]) * 1000))


def parameter(query: str, name: str) -> str | None:
    """A parameter of an address that came exactly once."""
    found = [value for key, value in parse_qsl(query, keep_blank_values=True) if key == name]
    return found[0] if len(found) == 1 else None


def same(given: str, wanted: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(given.encode(), wanted.encode())
