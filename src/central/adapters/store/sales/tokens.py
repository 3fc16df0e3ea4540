"""Keys to the HelpCenter's API: the token is shown once, its SHA-256 is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from central.adapters.store.engine.tx import Engine, Tx
from central.core.errors import AskHuman
from central.ports import Ids

PREFIX = "central_"


@dataclass(frozen=True, slots=True)
class Token:
    """Who may use the API; `may_write` false only reads."""

    id: str
    name: str
    may_write: bool
    created_at: int = 0
    revoked_at: int | None = None


class SqlTokens:
    """Tokens of a store."""

    def __init__(self, engine: Engine, ids: Ids) -> None:
        self._engine, self._ids = engine, ids

    async def make(self, name: str, now: int, *, may_write: bool = True) -> str:
        """A new token, which nobody can show again. Raises AskHuman when the name is taken."""
        token = PREFIX + secrets.token_urlsafe(32)

        async def work(tx: Tx) -> bool:
            return bool(await tx.rows("add_token", self._ids(), name, _digest(token), int(may_write), now))

        if not await self._engine.transact(work):
            raise AskHuman(f'Já existe uma chave chamada "{name}". Escolha outro nome.', code="chave_existe")
        return token

    async def holder(self, token: str) -> Token | None:
        """Who holds this token."""
        found = await self._engine.read("token_of_digest", _digest(token))
        return Token(found[0][0], found[0][1], bool(found[0][2])) if found else None

    async def all(self) -> list[Token]:
        """Every key that was ever given, the oldest first."""
        return [Token(i, name, bool(w), made, gone) for i, name, w, made, gone in await self._engine.read("tokens")]

    async def revoke(self, name: str, now: int) -> bool:
        """Take a key back, by name or id; False when there is none."""

        async def work(tx: Tx) -> bool:
            return bool(await tx.rows("revoke_token", name, now))

        return await self._engine.transact(work)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
