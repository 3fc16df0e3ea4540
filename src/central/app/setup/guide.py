"""The guide: how every step stands, and trying one with what the owner typed. Secrets are used and forgotten."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable

import aiohttp

from central.adapters.operation import OperationInvalid, digest, numbered, to_json
from central.adapters.store import Store
from central.adapters.store.house.setup import Noted
from central.adapters.whatsapp.account import CloudAccount
from central.app.config import Settings, read_settings
from central.app.desk.connections import Connections
from central.app.desk.editing import Change, edited
from central.app.key import installation_key
from central.app.setup import extras
from central.app.setup.extras import Wish
from central.app.setup.meta import Discovered, connect, discover, from_kept
from central.app.setup.starter import Shop, channels, starter
from central.app.setup.step import Answers, Files, Result, Standing, Step
from central.app.setup.steps import STEPS
from central.core.errors import AskHuman, CentralError
from central.core.operation import Operation
from central.ports import Clock

KEPT = "descoberto"
"""The row with what the token told: ids and numbers, no secret."""
HANDSHAKE = "aperto"
Try = Callable[[Settings, Answers, aiohttp.ClientSession, str], Awaitable[Result]]


class Guide:
    """The first set-up of one installation."""

    def __init__(self, settings: Settings, store: Store, clock: Clock) -> None:
        self.settings, self._store, self._clock = settings, store, clock
        self._tries: dict[str, Try] = {
            "numero": self._number,
            "loja": self._shop,
            "webhook": self._webhook,
            "mensagem": self._message,
            "modelo": extras.model,
            "crm": self._extra(extras.crm),
            "checkout": self._extra(extras.checkout),
            "anuncios": self._extra(extras.ads),
        }

    async def standings(self) -> list[Standing]:
        """Every step as it stands, from what was tried, the environment and the operation."""
        noted = await self._store.setup.steps()
        operation = await self._store.operations.current()
        return [await self._standing(step, noted.get(step.id), operation) for step in STEPS]

    async def attempt(self, step: str, answers: Answers, by: str) -> Result:
        """Try a step with what was typed, else with the environment. Raises AskHuman with the cure; both are noted."""
        found = next((one for one in STEPS if one.id == step), None)
        if found is None:
            raise AskHuman(f'Não há o passo "{step}".', code="passo")
        try:
            result = await self._attempt(found, answers, by)
        except CentralError as error:
            await self._note(step, "erro", error.reason, by)
            raise
        await self._note(step, "certo", result.said[0] if result.said else "", by)
        return result

    async def skip(self, step: str, by: str) -> None:
        """Leave out a step that may be."""
        if not any(one.id == step and one.optional for one in STEPS):
            raise AskHuman("Esse passo é necessário.", code="passo")
        await self._note(step, "pulado", "", by)

    async def handshake(self) -> Noted | None:
        """The last time somebody knocked at the webhook as Meta does."""
        return (await self._store.setup.steps()).get(HANDSHAKE)

    async def _attempt(self, step: Step, answers: Answers, by: str) -> Result:
        missing = [f.label for f in step.fields if not f.optional and not self._said(answers, f.key)]
        if missing:
            raise AskHuman(f"Falta preencher: {', '.join(missing)}.", code="campo")
        typed = {f.key: value for f in step.fields if f.is_variable and (value := answers.get(f.key, "").strip())}
        settings = read_settings({**self.settings.environment, **typed}, host=self.settings.host)
        async with aiohttp.ClientSession() as session:
            return await self._tries[step.id](settings, answers, session, by)

    def _said(self, answers: Answers, key: str) -> str:
        return answers.get(key, "").strip() or (self.settings.secret(key) if key.isupper() else "")

    async def _standing(self, step: Step, noted: Noted | None, operation: Operation | None) -> Standing:
        if step.id == "loja" and operation is not None:
            return Standing(step, "certo", f"Versão {operation.version} da operação em vigor.")
        if step.id == "mensagem" and (channel := await self._store.setup.heard_on()) is not None:
            return Standing(step, "certo", f"Já chegou mensagem no número {_name(operation, channel)}.")
        if noted is not None:
            return Standing(step, noted.state, noted.said)
        needed = [f.key for f in step.fields if f.is_variable and not f.optional]
        if needed and all(self.settings.secret(key) for key in needed):
            return Standing(step, "certo", "As variáveis já estão preenchidas.")
        return Standing(step, "falta")

    # ── the steps ────────────────────────────────────────────────────────────────────────────────

    async def _number(self, settings: Settings, answers: Answers, session: aiohttp.ClientSession, by: str) -> Result:
        token, secret = settings.secret("WHATSAPP_TOKEN"), settings.secret("META_APP_SECRET")
        account = CloudAccount(session, settings.graph_url, settings.graph_version)
        found, said = await discover(account, token, secret, answers.get("pin", "").strip())
        await self._note(KEPT, "certo", found.kept(), by)
        operation = await self._store.operations.current()
        if operation is not None and not {line.id for line in found.lines} & {c.id for c in operation.channels}:
            operation = await self._edit(operation, _renumbered(found), by, "números da Meta")
            said.append(f"Os números entraram na operação (versão {operation.version}).")
        lines = {"META_APP_SECRET": secret, "WHATSAPP_TOKEN": token}
        lines["META_VERIFY_TOKEN"] = settings.verify_token or secrets.token_urlsafe(18)
        lines["CENTRAL_CHAVE"] = installation_key(settings).decode()
        return Result(tuple(said), lines)

    async def _shop(self, settings: Settings, answers: Answers, session: aiohttp.ClientSession, by: str) -> Result:
        kept = (await self._store.setup.steps()).get(KEPT)
        if kept is None:
            raise AskHuman("Antes da loja vem o número: teste o primeiro passo.", code="ordem")
        if await self._store.operations.current() is not None:
            raise AskHuman("Já há uma operação; mude o que quiser em Ajustes.", code="ordem")
        found = from_kept(kept.said)
        said = {
            key: answers.get(key, "").strip() for key in ("vendedor", "site", "persona", "area", "produto", "preco")
        }
        rest = {key: answers.get(key, "").strip() for key in ("estoque", "link", "frete", "prazo")}
        try:
            document = starter(Shop(*said.values(), *rest.values()), found.app, found.lines)
        except OperationInvalid as invalid:
            told = dict.fromkeys(f"{p.text[:1].upper()}{p.text[1:]}." for p in invalid.problems)
            raise AskHuman(" ".join(told), code="operacao_invalida") from invalid
        number = await self._store.operations.publish(
            to_json(document), digest(document), by, self._clock.now(), "começo guiado"
        )
        return Result(
            (
                f"Operação pronta (versão {number}): {len(document.scripts)} scripts, {len(document.rules)} regras.",
                "Leia os scripts em Ajustes antes de anunciar: eles falam em seu nome.",
            ),
            operation=numbered(number, digest(document), document),
        )

    async def _webhook(self, settings: Settings, answers: Answers, session: aiohttp.ClientSession, by: str) -> Result:
        if not settings.address:
            raise AskHuman(
                "Falta o endereço público: na Railway, Settings, Networking, Generate Domain.", code="endereco"
            )
        missing = [n for n in ("META_VERIFY_TOKEN", "META_APP_SECRET", "WHATSAPP_TOKEN") if not settings.secret(n)]
        if missing:
            raise AskHuman(
                f"Falta {' e '.join(missing)}: cole as linhas do primeiro passo nas variáveis e inicie de novo.",
                code="ordem",
            )
        account = CloudAccount(session, settings.graph_url, settings.graph_version)
        operation = await self._store.operations.current()
        wabas = list(dict.fromkeys(c.waba for c in operation.channels)) if operation is not None else []
        token, secret = settings.secret("WHATSAPP_TOKEN"), settings.secret("META_APP_SECRET")
        said = await connect(account, token, secret, f"{settings.address}/webhook", settings.verify_token, wabas)
        typed = answers.get("CENTRAL_ENDERECO", "").strip()
        return Result(said, {"CENTRAL_ENDERECO": settings.address} if typed else {})

    async def _message(self, settings: Settings, answers: Answers, session: aiohttp.ClientSession, by: str) -> Result:
        channel = await self._store.setup.heard_on()
        operation = await self._store.operations.current()
        if channel is None:
            numbers = ", ".join(c.number for c in operation.channels) if operation is not None else "o seu número"
            raise AskHuman(
                f"Ainda não chegou mensagem: do seu celular, mande “oi” para {numbers} e teste de novo. Se nada chegar "
                "em um minuto, central verificar diz por quê.",
                code="nada_chegou",
            )
        return Result((f"Chegou mensagem no número {_name(operation, channel)}; a resposta está em Conversas.",))

    def _extra(self, wished: Callable[[Settings, Answers], Wish]) -> Try:
        """A step that changes the operation once what it connects has answered."""

        async def attempt(settings: Settings, answers: Answers, session: aiohttp.ClientSession, by: str) -> Result:
            operation = await self._store.operations.current()
            if operation is None:
                raise AskHuman("Antes disto vem a loja: faça o segundo passo.", code="ordem")
            wish = wished(settings, answers)
            asked, said = numbered(operation.version, "", edited(operation, wish.edit)), list(wish.said)
            for test in wish.tests:
                try:
                    said.insert(0, await Connections(settings, self._clock).test(asked, test))
                except CentralError as error:
                    raise AskHuman(f"{error.reason.rstrip('.')}: {wish.cure}.", code=error.code) from error
            lines = {name: settings.secret(name) for name in wish.variables if settings.secret(name)}
            return Result(tuple(said), lines, await self._edit(operation, wish.edit, by, "integração"))

        return attempt

    async def _edit(self, operation: Operation, edit: Change, by: str, note: str) -> Operation:
        document = edited(operation, edit)
        new = digest(document)
        number = await self._store.operations.publish(
            to_json(document), new, by, self._clock.now(), f"começo guiado: {note}"
        )
        return numbered(number, new, document)

    async def _note(self, step: str, state: str, said: str, by: str) -> None:
        await self._store.setup.note(Noted(step, state, said, self._clock.now(), by))  # type: ignore[arg-type]


def _renumbered(found: Discovered) -> Change:
    """Give the operation's numbers, in order, the ids Meta knows."""

    def edit(files: Files) -> None:
        shop = files["loja.yaml"]
        fresh = channels(found.app, found.lines, [])
        if len(shop["canais"]) > len(fresh["canais"]):
            raise AskHuman(
                f"A operação tem {len(shop['canais'])} números e o token, {len(fresh['canais'])}: tire um canal, "
                "ou dê ao usuário do sistema as outras contas.",
                code="numeros",
            )
        shop["aplicativos"] = fresh["aplicativos"]
        for old, new in zip(shop["canais"], fresh["canais"], strict=False):
            old |= {key: value for key, value in new.items() if key not in ("personas", "nome")}

    return edit


def _name(operation: Operation | None, channel: str) -> str:
    found = operation.channel(channel) if operation is not None else None
    return found.number if found is not None else channel
