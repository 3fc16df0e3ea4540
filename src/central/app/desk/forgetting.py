"""Forgetting a person everywhere: at Meta first, then here; the CRM follows by its own outbox."""

from __future__ import annotations

import aiohttp

from central.adapters.store import Store
from central.adapters.store.person.privacy import Erased
from central.adapters.whatsapp.contact_book import ContactBook
from central.app.config import Settings
from central.core.errors import AskHuman, TryLater
from central.core.operation import Operation


async def forget(store: Store, book: ContactBook | None, person: str, who: str, now: int) -> Erased | None:
    """Meta's contact book first: afterwards nobody knows any more who was meant."""
    if book is not None:
        try:
            await book.forget(await store.privacy.places(person))
        except (TryLater, AskHuman) as error:
            raise AskHuman(
                f"Nada foi apagado: a agenda da Meta não respondeu ({error.reason}). Tente de novo daqui a pouco.",
                code="agenda",
            ) from error
    return await store.privacy.erase(person, who, now)


def contact_book(settings: Settings, operation: Operation, session: aiohttp.ClientSession) -> ContactBook:
    """The contact book behind every number of the operation."""
    variables = {channel.id: channel.token for channel in operation.channels}

    def token_for(channel: str) -> str:
        return settings.secret(variables.get(channel, "WHATSAPP_TOKEN"))

    return ContactBook(session, settings.graph_url, settings.graph_version, token_for)
