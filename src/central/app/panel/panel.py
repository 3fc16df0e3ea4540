"""What every page of the panel works with."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING, Protocol

from central.adapters.store import Store
from central.adapters.whatsapp.contact_book import ContactBook
from central.app.panel.live import Hub
from central.app.panel.passwords import Passwords
from central.app.setup.guide import Guide
from central.core.errors import AskHuman
from central.core.operation import Operation
from central.flow.bringing.templates import Mirror
from central.ports import Clock, Ids
from central.ports.models import Download

if TYPE_CHECKING:
    from central.app.alerting import AlertParts
    from central.app.config import Settings

LINK_LIVES_MS = 24 * 3_600_000


class Simulating(Protocol):
    """Where the phone page is and where what is said on it happens."""

    @property
    def address(self) -> str:
        """The path of the phone page."""

    async def store(self) -> Store:
        """The store of the pretence; it starts when it is first asked for."""


class Asking(Protocol):
    """What Central is connected to, and whether it answers."""

    def of(self, operation: Operation) -> Sequence[object]:
        """Every integration with its variables."""

    def variable(self, name: str) -> object:
        """Whether a variable of the environment is filled, with no more of it than its end."""

    def tried(self, operation: Operation) -> frozenset[str]:
        """The integrations that can be asked."""

    async def test(self, operation: Operation, id: str) -> str:
        """Ask the other side now; raises AskHuman or TryLater with what is wrong."""


@dataclass(slots=True)
class Panel:
    """One installation's panel; `demo` marks the demonstration, where nobody real is behind any of it."""

    store: Store
    clock: Clock
    ids: Ids
    demo: bool = False
    download: Download | None = None
    """Where files that leads sent come from."""
    simulator: Simulating | None = None
    connections: Asking | None = None
    settings: Settings | None = None
    """What the environment says, for what is read from outside by hand of a page."""
    guide: Guide | None = None
    """The first set-up."""
    book: ContactBook | None = None
    """What Meta keeps of people, to be taken out when they are erased."""
    ringing: AlertParts | None = None
    """How the team's phones ring."""
    mirror: Mirror | None = None
    """Where templates are submitted to Meta."""
    passwords: Passwords = field(default_factory=Passwords)
    hub: Hub = field(init=False)
    alerts: int = 0
    alerts_at: float = -inf
    """What Atenção counted last, and when on the monotonic clock."""

    def __post_init__(self) -> None:
        self.hub = Hub(self)

    async def operation(self) -> Operation:
        """The version in force; raises AskHuman when there is none."""
        operation = await self.store.operations.current()
        if operation is None:
            raise AskHuman("Ainda não há operação. Rode: central importar PASTA", code="sem_operacao")
        return operation

    async def entry_link(self, account: str | None, by: str) -> str:
        """The path of a new link that lets in once within a day; without an account it makes the owner."""
        token, now = secrets.token_urlsafe(32), self.clock.now()
        await self.store.accounts.offer(digest(token), account, by, now, now + LINK_LIVES_MS)
        return f"/entrar/{token}"

    async def first_entry(self) -> str | None:
        """The link that makes the owner, while there is none."""
        return None if await self.store.accounts.anybody() else await self.entry_link(None, "primeira partida")


def digest(token: str) -> str:
    """What the store keeps of a secret that somebody else holds."""
    return hashlib.sha256(token.encode()).hexdigest()
