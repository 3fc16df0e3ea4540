"""People who never existed: a name, a Brazilian mobile in the forms it takes, a business-scoped id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from central.core.people.identity import phone_key

KEEPS_NINTH_DIGIT = range(11, 29)
"""Area codes whose `wa_id` has the ninth digit; the others dropped it when the account was made before 2016."""


@dataclass(frozen=True, slots=True)
class Number:
    """A business number: `id` is the phone_number_id, `secret` the app secret its webhooks are signed with."""

    id: str
    display: str
    name: str
    waba: str
    secret: str

    @property
    def digits(self) -> str:
        """The number as webhooks show it."""
        return "".join(c for c in self.display if c.isdigit())

    def as_json(self) -> dict[str, Any]:
        return {"id": self.id, "exibicao": self.display, "nome": self.name, "waba": self.waba}


@dataclass(frozen=True, slots=True)
class Lead:
    """`phone` is as typed; `bsuid_only` hides it from every webhook, as a username does."""

    id: str
    name: str
    phone: str
    bsuid: str
    bsuid_only: bool
    at: int
    username: str | None = None

    @property
    def wa_id(self) -> str:
        return wa_id_of(self.phone)

    @property
    def shown_wa_id(self) -> str | None:
        """What webhooks say of the phone."""
        return None if self.bsuid_only else self.wa_id

    def contact(self, *, with_username: bool = True) -> dict[str, Any]:
        """The `contacts[]` row of a webhook; absent ids are left out."""
        profile = {"name": self.name}
        if self.username and with_username:
            profile["username"] = self.username
        row: dict[str, Any] = {"profile": profile, "user_id": self.bsuid}
        if self.shown_wa_id:
            row["wa_id"] = self.shown_wa_id
        return row

    def as_json(self) -> dict[str, Any]:
        row = {
            "id": self.id,
            "nome": self.name,
            "telefone": self.phone,
            "bsuid": self.bsuid,
            "usuario": self.username,
            "so_bsuid": self.bsuid_only,
            "criado_em": self.at,
        }
        return {key: value for key, value in row.items() if value is not None}


def lead_from_json(row: dict[str, Any]) -> Lead:
    return Lead(
        row["id"], row["nome"], row["telefone"], row["bsuid"], row["so_bsuid"], row["criado_em"], row.get("usuario")
    )


def wa_id_of(phone: str) -> str:
    """The id WhatsApp gives a phone.

    >>> wa_id_of("+55 51 98128-3719"), wa_id_of("+55 21 98128-3719"), wa_id_of("+351 912 345 678")
    ('555181283719', '5521981283719', '351912345678')
    """
    digits = "".join(c for c in phone if c.isdigit())
    key = phone_key(digits) or digits
    if key == digits or int(digits[2:4]) in KEEPS_NINTH_DIGIT:
        return digits
    return key


def brazilian_phone(phone: str) -> str:
    """A phone as a person types it, with +55 when the country is missing; ValueError (Portuguese) when it is none.

    >>> brazilian_phone("(11) 98123-4567")
    '+55 11 98123-4567'
    """
    digits = "".join(c for c in phone if c.isdigit())
    if phone.strip().startswith("+") and not digits.startswith("55"):
        if not 8 <= len(digits) <= 15:
            raise ValueError(f"“{phone}” não é um telefone: faltam ou sobram dígitos")
        return f"+{digits}"
    local = digits[2:] if digits.startswith("55") and len(digits) in (12, 13) else digits
    if len(local) not in (10, 11) or not 11 <= int(local[:2]) <= 99:
        raise ValueError(f"“{phone}” não é um telefone do Brasil: escreva DDD e número, como 11 98123-4567")
    return f"+55 {local[:2]} {local[2:-4]}-{local[-4:]}"


def made_up_phone(draw: Callable[[int], int]) -> str:
    """A mobile that nobody typed; `draw(n)` gives a whole number below n."""
    area = (11, 21, 31, 41, 51, 61, 71, 81)[draw(8)]
    return f"+55 {area} 9{6 + draw(4)}{draw(1000):03d}-{draw(10000):04d}"


def made_up_bsuid(draw: Callable[[int], int], country: str = "BR") -> str:
    """A business-scoped user id; like Meta's, it says nothing but the country."""
    return f"{country}.{10**19 + draw(9 * 10**19)}"
