"""Silence: who asked for it, for how long, and the few words that end it."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable

from central.core.people.identity import Alias, AliasKind, Sender

PAUSE_MS = 30 * 24 * 3600 * 1000
"""How long nothing unasked is said to who wants a rest."""
FOR_GOOD = 253_402_300_799_000
"""The last moment of the year 9999, epoch ms."""
IN_WHATSAPP, BY_HAND = "whatsapp", "mão"
"""Sources of a wish for silence: set in WhatsApp itself; told to somebody of the team."""
MARKETING_OFF = 131050
"""Meta's error for whoever switched our marketing off in WhatsApp."""
_BACK = re.compile(
    r"^\W*(?:(?:oi|oie|ola|opa|bom dia|boa tarde|boa noite)\W+)?(?:eu )?(?:"
    r"(?:voltar|volta|quero voltar|pode(?:m)? (?:me )?(?:mandar|escrever|voltar|chamar)(?: a mandar)?(?: mensagens?)?"
    r"(?: de novo| novamente))\W*$"
    r"|(?:quero voltar a (?:receber|falar)|quero receber (?:de novo|novamente)|me (?:desbloqueia|reativa)|"
    r"mudei de ideia|voltei)\b(?P<wish>.*)$)"
)
_WISHING = 2
"""Words that a wish has at least."""

Marker = Callable[[Alias], str]
"""A keyed hash of a name; without the key it leads nowhere, not even by trying every number there is."""


def wants_back(folded: str) -> bool:
    """Whether somebody who asked for silence plainly ends it; anything less clear is no consent.

    >>> wants_back("voltar"), wants_back("mudei de ideia, qnto custa?"), wants_back("oi, quanto custa?")
    (True, True, False)
    """
    return _BACK.match(folded) is not None


def wishes_beside(folded: str) -> bool:
    """Whether they say more than that they are back.

    >>> wishes_beside("voltei"), wishes_beside("mudei de ideia, qnto custa?")
    (False, True)
    """
    found = _BACK.match(folded)
    return found is not None and len(re.findall(r"\w+", found["wish"] or "")) >= _WISHING


def marker(key: bytes) -> Marker:
    """Marks under this key; the same name always gets the same mark."""

    def mark(alias: Alias) -> str:
        return hmac.digest(key, f"{int(alias.kind)}:{alias.value}".encode(), hashlib.sha256).hex()

    return mark


def names_of(wa_id: str | None, bsuid: str | None) -> tuple[Alias, ...]:
    """The names a silence is remembered by: the user id, and the phone in its one form."""
    kinds = (AliasKind.BSUID, AliasKind.PHONE_KEY)
    return tuple(alias for alias in Sender(bsuid=bsuid, wa_id=wa_id).aliases() if alias.kind in kinds)
