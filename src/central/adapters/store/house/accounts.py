"""The team in the store: accounts, sessions that can be ended, one-time links, failed tries."""

from __future__ import annotations

from dataclasses import dataclass

from central.adapters.store.engine.tx import Engine, Row, Tx
from central.core.people.account import Account, Role, Session
from central.ports import Ids

SEEN_EVERY_MS = 60_000
"""How exactly `Session.seen_at` is kept."""
FORGET_FAILURES_MS = 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class EntryLink:
    """A link that was used just now; without an account it makes the owner."""

    account: Account | None
    by: str


class SqlAccounts:
    """Who may enter."""

    def __init__(self, engine: Engine, ids: Ids) -> None:
        self._engine, self._ids = engine, ids

    async def anybody(self) -> bool:
        """Whether an owner can sign in."""
        return bool(await self._engine.read("owner_who_can_enter"))

    async def everybody(self) -> list[Account]:
        """The team, closed accounts too, in the order they came."""
        return [_account(row) for row in await self._engine.read("accounts")]

    async def by_id(self, id: str) -> Account | None:
        """An account, open or closed."""
        found = await self._engine.read("account_by_id", id)
        return _account(found[0]) if found else None

    async def by_login(self, login: str) -> tuple[Account, str | None] | None:
        """An open account with its password's hash."""
        found = await self._engine.read("account_by_login", login)
        return (_account(found[0]), found[0][6]) if found else None

    async def add(self, login: str, name: str, role: Role, now: int) -> Account | None:
        """A new account without a password; None when the login is taken."""

        async def work(tx: Tx) -> Account | None:
            account = Account(self._ids(), login, name, role, now)
            return account if await tx.rows("add_account", account.id, login, name, role, now) else None

        return await self._engine.transact(work)

    async def set_password(self, account: str, password: str, now: int) -> None:
        """Keep the hash of a new password; every session of the account ends."""

        async def work(tx: Tx) -> None:
            await tx.rows("set_password", account, password)
            await tx.rows("end_sessions", account, now)

        await self._engine.transact(work)

    async def set_role(self, account: str, role: Role) -> bool:
        """Another role; False when that would leave nobody who owns the place."""

        async def work(tx: Tx) -> bool:
            return bool(await tx.rows("set_role", account, role))

        return await self._engine.transact(work)

    async def close_account(self, account: str, by: str, now: int) -> bool:
        """Let somebody in no more; False when that would leave nobody who owns the place."""

        async def work(tx: Tx) -> bool:
            if not await tx.rows("close_account", account, by, now):
                return False
            await tx.rows("end_sessions", account, now)
            return True

        return await self._engine.transact(work)

    # ── one-time links ───────────────────────────────────────────────────────────────────────────

    async def offer(self, token: str, account: str | None, by: str, now: int, expires_at: int) -> None:
        """Keep the digest of a link that lets in once."""

        async def work(tx: Tx) -> None:
            await tx.rows("forget_links", now)
            await tx.rows("add_link", token, account, by, now, expires_at)

        await self._engine.transact(work)

    async def offered(self, token: str, now: int) -> EntryLink | None:
        """What a link would do, without using it up."""
        found = await self._engine.read("entry_link", token, now)
        return await self._link(found[0]) if found else None

    async def take_up(self, token: str, now: int) -> EntryLink | None:
        """Use a link up; None when it is unknown, used or old."""

        async def work(tx: Tx) -> list[Row]:
            return await tx.rows("use_link", token, now)

        found = await self._engine.transact(work)
        return await self._link(found[0]) if found else None

    async def _link(self, row: Row) -> EntryLink | None:
        account, by = row
        if account is None:
            return EntryLink(None, by)
        known = await self.by_id(account)
        return EntryLink(known, by) if known is not None and known.closed_at is None else None

    # ── sessions ─────────────────────────────────────────────────────────────────────────────────

    async def begin(self, session: Session) -> None:
        """Sign a browser in."""
        s = session

        async def work(tx: Tx) -> None:
            await tx.rows("add_session", s.token, s.account.id, s.csrf, s.agent, s.created_at, s.seen_at, s.expires_at)

        await self._engine.transact(work)

    async def session(self, token: str, now: int) -> Session | None:
        """The living session behind a digest."""
        found = await self._engine.read("session", token, now)
        if not found:
            return None
        row = found[0]
        session = Session(token, _account(row[5:]), *row[:5])
        if now - session.seen_at >= SEEN_EVERY_MS:
            await self._engine.transact(lambda tx: tx.rows("see_session", token, now))
        return session

    async def sessions(self, account: str, now: int) -> list[Session]:
        """The living sessions of an account, the one seen last first."""
        rows = await self._engine.read("sessions_of", account, now)
        return [Session(row[0], _account(row[6:]), *row[1:6]) for row in rows]

    async def end(self, token: str, now: int) -> None:
        """Sign a browser out."""
        await self._engine.transact(lambda tx: tx.rows("end_session", token, now))

    async def end_all(self, account: str, now: int) -> None:
        """Sign somebody out everywhere."""
        await self._engine.transact(lambda tx: tx.rows("end_sessions", account, now))

    # ── failed tries ─────────────────────────────────────────────────────────────────────────────

    async def failures(self, key: str) -> tuple[int, int]:
        """How many tries failed under this key, and when the last one did."""
        found = await self._engine.read("entry_failures", key)
        return (found[0][0], found[0][1]) if found else (0, 0)

    async def failed(self, keys: tuple[str, ...], now: int) -> None:
        """Count a failed try."""

        async def work(tx: Tx) -> None:
            await tx.rows("forget_failures", now - FORGET_FAILURES_MS)
            for key in keys:
                await tx.rows("count_failure", key, now)

        await self._engine.transact(work)

    async def forgive(self, keys: tuple[str, ...]) -> None:
        """A try succeeded."""

        async def work(tx: Tx) -> None:
            for key in keys:
                await tx.rows("forgive_failures", key)

        await self._engine.transact(work)


def _account(row: Row) -> Account:
    id, login, name, role, created_at, closed_at, *_ = row
    return Account(id, login, name, role, created_at, closed_at)
