"""Core values as JSON text and back. A union carries its class name under `type`."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from central.core.decision import Decision
from central.core.messaging.conversation import Memo
from central.core.messaging.message import Bubble, Content, Referral

_TAG = "_"


class Union:
    """JSON of one of several dataclasses, told apart by a tag with the class name."""

    def __init__(self, union: Any) -> None:
        self._members = {member.__name__: member for member in union.__args__}
        self._prefixes = {member: f'{{"{_TAG}":"{name}"'.encode() for name, member in self._members.items()}

    def encode(self, value: Any) -> str:
        """The value with its tag in front."""
        body = _encode(value)
        prefix = self._prefixes[type(value)]
        return (prefix + (b"}" if body == b"{}" else b"," + body[1:])).decode()

    def decode(self, text: str) -> Any:
        """The value again."""
        end = text.index('"', len(_TAG) + 5)
        return _decoder(self._members[text[len(_TAG) + 5 : end]]).decode(text)


def encode(value: object) -> str:
    """A plain dataclass."""
    return _encode(value).decode()


def decode_memo(text: str | None) -> Memo:
    """What a conversation remembers; nothing yet is the empty memo."""
    return Memo() if text is None else _decoder(Memo).decode(text)


def decode_referral(text: str | None) -> Referral | None:
    """The ad of a message."""
    return None if text is None else _decoder(Referral).decode(text)


def decode_decision(text: str) -> Decision:
    """Why a turn answered as it did."""
    decision: Decision = _decoder(Decision).decode(text)
    return decision


CONTENT = Union(Content)
BUBBLE = Union(Bubble)

_encode = msgspec.json.Encoder().encode


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)
