"""What Central is connected to: which variables of the environment each needs, and whether the other side answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp

from central.adapters.ads.google import TOKEN, GooglePlatform
from central.adapters.checkout.remote import fetch
from central.adapters.llm.probe import offered
from central.app.config import Settings
from central.app.tickets import reached
from central.core.errors import AskHuman
from central.core.operation import Operation
from central.core.selling.conversion import GoogleAds
from central.ports import Clock

SHOWN = 4
SHORTEST = 12
"""A secret of fewer characters shows none of them."""
MERCADO_PAGO = "https://api.mercadopago.com/users/me"
Test = Callable[[aiohttp.ClientSession], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of the environment; `last` are the last characters of a long enough secret."""

    name: str
    filled: bool
    last: str
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Integration:
    """One thing outside; `test` asks it for something harmless and answers with a sentence."""

    id: str
    name: str
    about: str
    variables: tuple[Variable, ...]
    test: Test | None = None

    @property
    def ready(self) -> bool:
        """Whether every variable it needs is there."""
        return all(v.filled for v in self.variables if v.needed)


class Connections:
    """The integrations of one installation."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings, self._clock = settings, clock

    def of(self, operation: Operation) -> list[Integration]:
        """All that the operation and the environment speak of."""
        return [
            *self._whatsapp(operation),
            self._models(),
            *self._checkouts(operation),
            *self._crm(operation),
            *self._platforms(operation),
        ]

    def variable(self, name: str, *, needed: bool = True) -> Variable:
        """Whether it is filled; a short secret shows nothing of itself."""
        value = self._settings.secret(name)
        return Variable(name, bool(value), value[-SHOWN:] if len(value) >= SHORTEST else "", needed)

    def tried(self, operation: Operation) -> frozenset[str]:
        """The integrations that can be asked."""
        return frozenset(one.id for one in self.of(operation) if one.test is not None)

    async def test(self, operation: Operation, id: str) -> str:
        """Ask the other side now; raises AskHuman or TryLater with what is wrong."""
        found = next((one for one in self.of(operation) if one.id == id), None)
        if found is None or found.test is None:
            raise AskHuman("Esta integração não tem teste.", code="integracao")
        if not found.ready:
            missing = ", ".join(v.name for v in found.variables if v.needed and not v.filled)
            raise AskHuman(f"Falta a variável {missing}.", code="integracao")
        async with aiohttp.ClientSession() as session:
            return await found.test(session)

    def _whatsapp(self, operation: Operation) -> list[Integration]:
        names = dict.fromkeys([a.secret for a in operation.apps])
        webhook = (*(self.variable(name) for name in names), self.variable("META_VERIFY_TOKEN"))
        found = [Integration("webhook", "Webhook da Meta", "Por onde as mensagens chegam.", webhook)]
        for channel in operation.channels:
            variables = (self.variable(channel.token),)
            test = self._number(channel.id, channel.token)
            found.append(
                Integration(f"numero-{channel.id}", f"WhatsApp: {channel.name}", channel.number, variables, test)
            )
        return found

    def _number(self, id: str, token: str) -> Test:
        async def test(session: aiohttp.ClientSession) -> str:
            url = f"{self._settings.graph_url}/{self._settings.graph_version}/{id}?fields=verified_name,quality_rating"
            headers = {"Authorization": f"Bearer {self._settings.secret(token)}"}
            told = await fetch(session, url, headers, "a Meta")
            if told is None:
                raise AskHuman("A Meta não conhece este número com este token.", code="integracao")
            return f"A Meta respondeu: {told.get('verified_name') or 'número encontrado'}."

        return test

    def _models(self) -> Integration:
        own = bool(self._settings.model_url)
        variables = (self.variable("OPENAI_API_KEY", needed=not own), self.variable("OPENAI_BASE_URL", needed=False))

        async def test(session: aiohttp.ClientSession) -> str:
            known = await offered(session, self._settings.model_url, self._settings.model_key)
            asked = (self._settings.model_small, self._settings.model_strong)
            missing = [name for name in asked if known and name not in known]
            return f"Respondeu, mas não tem {', '.join(missing)}." if missing else "O servidor de IA respondeu."

        about = f"GPT mini: {self._settings.model_small} · GPT-4: {self._settings.model_strong}"
        return Integration("ia", "Modelos de IA", about, variables, test)

    def _checkouts(self, operation: Operation) -> list[Integration]:
        found = []
        for one in operation.checkouts:
            names = [name for name in (one.secret, one.token) if name]
            test = self._mercado_pago(one.token) if one.provider == "mercadopago" else None
            variables = tuple(self.variable(name) for name in names)
            found.append(Integration(f"checkout-{one.id}", f"Checkout: {one.id}", one.title, variables, test))
        return found

    def _mercado_pago(self, token: str) -> Test:
        async def test(session: aiohttp.ClientSession) -> str:
            headers = {"Authorization": f"Bearer {self._settings.secret(token)}"}
            await fetch(session, MERCADO_PAGO, headers, "o Mercado Pago")
            return "O Mercado Pago respondeu."

        return test

    def _crm(self, operation: Operation) -> list[Integration]:
        account = operation.crm.outside
        if account is None:
            return []

        async def test(session: aiohttp.ClientSession) -> str:
            there = reached(self._settings, self._clock, account, session)
            found = await there.discover()
            there.plan(found)
            return f"O {account.title} respondeu e tem os nomes da operação. {found.listed()[0]}."

        variables = [self.variable(account.key)]
        variables += [self.variable(account.secret, needed=False)] if account.secret else []
        about = f"{account.company}.{account.kind}.com" if account.company else account.pipeline
        return [Integration(account.kind, f"CRM: {account.title}", about, tuple(variables), test)]

    def _platforms(self, operation: Operation) -> list[Integration]:
        found, ads = [], operation.ads
        if (meta := ads.meta) is not None:
            test = self._dataset(meta.dataset, meta.token)
            found.append(
                Integration("meta", "Conversões: Meta", f"conjunto {meta.dataset}", (self.variable(meta.token),), test)
            )
        if (google := ads.google) is not None:
            ends = ("CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN")
            variables = tuple(self.variable(f"{google.credentials}_{end}") for end in ends)
            found.append(
                Integration("google", "Conversões: Google", f"conta {google.account}", variables, self._google(google))
            )
        if (kwai := ads.kwai) is not None:
            found.append(Integration("kwai", "Conversões: Kwai", f"pixel {kwai.pixel}", (self.variable(kwai.token),)))
        return found

    def _dataset(self, dataset: str, token: str) -> Test:
        async def test(session: aiohttp.ClientSession) -> str:
            url = f"{self._settings.graph_url}/{self._settings.graph_version}/{dataset}?fields=name"
            told = await fetch(session, url, {"Authorization": f"Bearer {self._settings.secret(token)}"}, "a Meta")
            if told is None:
                raise AskHuman("A Meta não conhece este conjunto com este token.", code="integracao")
            return f"A Meta respondeu: {told.get('name') or 'conjunto encontrado'}."

        return test

    def _google(self, spec: GoogleAds) -> Test:
        async def test(session: aiohttp.ClientSession) -> str:
            platform = GooglePlatform(session, spec, self._settings.secret, self._clock.now, token=TOKEN)
            await platform.authorize()
            return "O Google deu acesso."

        return test
