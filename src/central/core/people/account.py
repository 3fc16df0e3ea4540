"""Who of the seller's team may do what in the panel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Role = Literal["leitura", "atendente", "gestor", "dono"]
ROLES: tuple[Role, ...] = ("leitura", "atendente", "gestor", "dono")
"""Each may do all that the ones before it may: see · talk to leads · change the operation · everything."""

SHORTEST_PASSWORD = 10
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,79}")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody of the team; open while `closed_at` is None."""

    id: str
    login: str
    name: str
    role: Role
    created_at: int
    closed_at: int | None = None

    def may(self, least: Role) -> bool:
        """Whether this role reaches the least one that is asked for.

        >>> ana = Account("1", "ana", "Ana", "atendente", 0)
        >>> ana.may("leitura"), ana.may("atendente"), ana.may("gestor")
        (True, True, False)
        """
        return ROLES.index(self.role) >= ROLES.index(least)


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in; `token` is a digest, `csrf` travels with every change it asks for."""

    token: str
    account: Account
    csrf: str
    agent: str
    created_at: int
    seen_at: int
    expires_at: int


def login_of(text: str) -> str | None:
    """A login as it is stored, None when it cannot be one.

    >>> login_of(" Ana@Loja.com.br "), login_of("ana maria"), login_of("")
    ('ana@loja.com.br', None, None)
    """
    login = text.strip().lower()
    return login if _LOGIN.fullmatch(login) else None


def weakness(password: str, login: str) -> str | None:
    """Why a password will not do, in the owner's words; None when it does.

    >>> weakness("curta", "ana"), weakness("uma frase qualquer", "ana")
    ('Use pelo menos 10 caracteres; uma frase curta serve bem.', None)
    >>> weakness("aaaaaaaaaaaa", "ana"), weakness("ana@loja.com", "ana@loja.com")
    ('Essa senha é fácil demais de adivinhar.', 'Essa senha é fácil demais de adivinhar.')
    """
    if len(password) < SHORTEST_PASSWORD:
        return f"Use pelo menos {SHORTEST_PASSWORD} caracteres; uma frase curta serve bem."
    if len(password) > 400:
        return "Use no máximo 400 caracteres."
    folded = password.lower()
    if len(set(folded)) < 4 or folded == login or folded in _KNOWN:
        return "Essa senha é fácil demais de adivinhar."
    return None


_KNOWN = frozenset("1234567890 0123456789 12345678910 qwertyuiop senha12345 senha123456 minhasenha password123".split())


def patience_ms(tries: int, free: int) -> int:
    """How long after the last of so many failed tries the next one is looked at; `free` ones cost nothing.

    >>> [patience_ms(tries, 5) // 1000 for tries in (4, 5, 6, 8, 40)]
    [0, 15, 30, 120, 900]
    """
    if tries < free:
        return 0
    return min(15_000 << min(tries - free, 10), 900_000)
