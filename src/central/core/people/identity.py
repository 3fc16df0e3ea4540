"""Who wrote: the aliases a person is known by, inside one WhatsApp business portfolio.

Source: Meta, business-scoped user ids (BSUID, 2026) and the Brazilian ninth digit of `wa_id`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from central.core.records import swift


class AliasKind(IntEnum):
    """Kinds of alias in the order in which they are believed; the number is what the store keeps."""

    BSUID = 1
    PARENT_BSUID = 2
    WA_ID = 3
    PHONE_KEY = 4


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of one person; unique on (portfolio, kind, value)."""

    kind: AliasKind
    value: str


@swift
@dataclass(frozen=True, slots=True)
class Sender:
    """The author of a message as the webhook gave it. `username` is for display, never a key."""

    bsuid: str | None = None
    parent_bsuid: str | None = None
    wa_id: str | None = None
    name: str | None = None
    username: str | None = None

    def aliases(self) -> tuple[Alias, ...]:
        """The aliases to resolve, the most trusted first; what was received is never rewritten.

        >>> [a.kind.name for a in Sender(bsuid="BR.1", wa_id="555181283719").aliases()]
        ['BSUID', 'WA_ID', 'PHONE_KEY']
        """
        found = []
        if self.bsuid:
            found.append(Alias(AliasKind.BSUID, self.bsuid))
        if self.parent_bsuid:
            found.append(Alias(AliasKind.PARENT_BSUID, self.parent_bsuid))
        if self.wa_id:
            found.append(Alias(AliasKind.WA_ID, self.wa_id))
            if key := phone_key(self.wa_id):
                found.append(Alias(AliasKind.PHONE_KEY, key))
        return tuple(found)


def phone_key(number: str) -> str | None:
    """The key under which variants of one Brazilian mobile number meet; None when it is no number.

    A Brazilian mobile has 13 digits with the ninth digit and 12 without; the key is the 12-digit form.
    Landlines (12 digits, subscriber 2 to 5) and numbers of other countries stay as they are.

    >>> phone_key("+55 51 98128-3719"), phone_key("555181283719")
    ('555181283719', '555181283719')
    >>> phone_key("551133334444"), phone_key("351912345678")
    ('551133334444', '351912345678')
    """
    digits = number if number.isdigit() else "".join(c for c in number if c.isdigit())
    if not 8 <= len(digits) <= 15:
        return None
    if len(digits) == 13 and digits.startswith("55") and digits[4] == "9" and digits[5] in "6789":
        return digits[:4] + digits[5:]
    return digits


def phone_spellings(key: str) -> tuple[str, ...]:
    """The numbers that meet under a key, as somebody may have kept them.

    >>> phone_spellings("555181283719"), phone_spellings("351912345678")
    (('5551981283719', '555181283719'), ('351912345678',))
    """
    mobile = len(key) == 12 and key.startswith("55") and key[4] in "6789"
    return (f"{key[:4]}9{key[4:]}", key) if mobile else (key,)
