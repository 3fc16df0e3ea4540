"""What passes between a front process and the house: MessagePack frames, each behind its length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from central.app.frames import behind_length
from central.core.messaging.channel import AppSpec
from central.core.messaging.message import Referral
from central.core.messaging.update import Notice, StatusChange
from central.core.people.identity import Sender

LEAVE = bytes(4)
"""The empty frame: it asks a front process to finish what is open and go."""


class Rules(msgspec.Struct, array_like=True, frozen=True):
    """What a front process must know; it never reads the environment."""

    secrets: dict[str, bytes]
    apps: list[AppSpec]
    pace: float


class Message(msgspec.Struct, array_like=True, gc=False):
    """A `Heard` with its content as the store keeps it, and the windows that belong to it."""

    channel: str
    waba: str
    wamid: str
    at: int
    sender: Sender
    content: str
    raw: bytes
    reply_to: str | None
    referral: Referral | None
    forwarded: bool
    referred_product: str | None
    wait: int
    wait_if_asked: int


class Body(msgspec.Struct, array_like=True, gc=False):
    """One authentic body, parsed; `broken` are its bytes and the reason when it could not be."""

    number: int
    messages: list[Message]
    statuses: list[StatusChange]
    notices: list[Notice]
    broken: tuple[bytes, str] | None = None


Verdict = tuple[int, int]
"""The number of a body and the HTTP status to answer it with."""

Answered = list[Verdict]
"""The verdicts on all bodies of one frame."""


def framed(value: object) -> bytes:
    """A value as one frame."""
    return behind_length(_encode(value))


def decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    """What reads a frame of this kind."""
    return msgspec.msgpack.Decoder(kind)


def merged(bodies: Sequence[Body]) -> tuple[list[Message], list[StatusChange], list[Notice]]:
    """Everything that several bodies bring, in their order."""
    return (
        [message for body in bodies for message in body.messages],
        [status for body in bodies for status in body.statuses],
        [notice for body in bodies for notice in body.notices],
    )


_encode = msgspec.msgpack.Encoder().encode
