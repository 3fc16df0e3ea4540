"""Meta's side: tokens, app secret, webhook, accounts, numbers, templates, clock. Read-only calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

import aiohttp

from central.adapters.whatsapp.account import NEEDED, SCOPES, UNPAID, WISHED, CloudAccount, Token
from central.adapters.whatsapp.templates import CloudTemplates
from central.app.checkup.finding import Finding, warn, well, wrong
from central.app.checkup.machine import clock_skew
from central.app.config import Settings
from central.core.errors import CentralError, TryLater
from central.core.messaging.channel import AppSpec, ChannelSpec
from central.core.operation import Operation
from central.ports import Clock

TOKENS, HOOK, NUMBERS, TEMPLATES, CLOCK = "Token da Meta", "Webhook", "Números", "Modelos de mensagem", "Relógio"
HERE = ZoneInfo("America/Sao_Paulo")
SOON_MS = 14 * 86_400_000
NEW_TOKEN = (
    "gere outro em Meta Business, Configurações, Usuários do sistema, Gerar token, com validade “nunca” e as "
    f"permissões {' e '.join(SCOPES)}, e troque a variável"
)
_NOWHERE = "a Meta não respondeu; confira a internet deste computador e GRAPH_URL, e tente de novo"


@dataclass(slots=True)
class Meta:
    """One look at everything Meta knows of an installation."""

    settings: Settings
    operation: Operation | None
    account: CloudAccount
    templates: CloudTemplates
    clock: Clock
    found: list[Finding] = field(default_factory=list)

    async def look(self) -> list[Finding]:
        """All findings; a Meta that does not answer is one of them."""
        try:
            for variable, channels in self._by_token().items():
                await self._of_token(variable, channels)
            if self.account.date is not None:
                skew = self.account.date - self.clock.now()
                self.found += clock_skew(CLOCK, "da Meta", skew) or [well(CLOCK, "A hora confere com a da Meta.")]
        except TryLater as error:
            self.found.append(wrong(TOKENS, f"{error.reason[:1].upper()}{error.reason[1:]}.", _NOWHERE))
        return self.found

    def _by_token(self) -> dict[str, list[ChannelSpec]]:
        """The numbers by the variable that holds their token."""
        rows: dict[str, list[ChannelSpec]] = {}
        for channel in self.operation.channels if self.operation is not None else ():
            rows.setdefault(channel.token, []).append(channel)
        return rows or {"WHATSAPP_TOKEN": []}

    async def _of_token(self, variable: str, channels: list[ChannelSpec]) -> None:
        secret = self.settings.secret(variable)
        if not secret:
            whose = ", ".join(channel.number for channel in channels) or "o número"
            self.found.append(wrong(TOKENS, f"Falta a variável {variable}, o token de {whose}.", NEW_TOKEN))
            return
        token = await self._token(variable, secret)
        if token is None:
            return
        await self._hook(token, secret, channels)
        for waba in dict.fromkeys(channel.waba for channel in channels):
            await self._waba(waba, token, secret)
        for channel in channels:
            await self._number(channel, token, secret)
        await self._strangers(token, secret)

    async def _token(self, variable: str, secret: str) -> Token | None:
        try:
            token = await self.account.token(secret)
        except TryLater:
            raise
        except CentralError:
            token = Token(valid=False)
        if not token.valid:
            self.found.append(
                wrong(TOKENS, f"A Meta não aceita o token de {variable}: venceu ou está incompleto.", NEW_TOKEN)
            )
            return None
        missing = [scope for scope in SCOPES if scope not in token.scopes]
        if missing:
            self.found.append(
                wrong(TOKENS, f"Ao token de {variable} falta a permissão {' e '.join(missing)}.", NEW_TOKEN)
            )
        if token.expires_at is not None:
            day = datetime.fromtimestamp(token.expires_at / 1000, HERE)
            told = wrong if token.expires_at <= self.clock.now() else warn
            said = f"O token de {variable} vence em {day:%d/%m/%Y}"
            close = token.expires_at - self.clock.now() < SOON_MS
            self.found.append(told(TOKENS, f"{said}{', logo' if close else ''}.", NEW_TOKEN))
        elif not missing:
            self.found.append(well(TOKENS, f"O token de {variable} vale, não vence e tem as permissões."))
        return token

    # ── the webhook ──────────────────────────────────────────────────────────────────────────────

    async def _hook(self, token: Token, secret: str, channels: list[ChannelSpec]) -> None:
        apps = self.operation.apps if self.operation is not None else (AppSpec(token.app),)
        spec = next((app for app in apps if app.id == token.app), None)
        if spec is None:
            names = ", ".join(app.id for app in apps)
            cure = (
                f'escreva - id: "{token.app}" em aplicativos, na operação (hoje: {names}), ou use um token daquele app'
            )
            self.found.append(wrong(HOOK, f"O token é do aplicativo {token.app}, que a operação não conhece.", cure))
            return
        for channel in channels:
            if not spec.owns(channel.waba):
                cure = f"acrescente {channel.waba} às wabas do aplicativo {spec.id}, ou dê ao canal o aplicativo dele"
                said = f"A conta {channel.waba}, do número {channel.number}, é de outro aplicativo; nada dela entra."
                self.found.append(wrong(HOOK, said, cure))
        app_secret = self.settings.secret(spec.secret)
        if app_secret:
            await self._subscription(token.app, spec.secret, app_secret)

    async def _subscription(self, app: str, variable: str, secret: str) -> None:
        try:
            hook = await self.account.hook(app, secret)
        except TryLater:
            raise
        except CentralError:
            cure = f"copie a chave secreta dele (painel da Meta, Configurações do app, Básico) para {variable}"
            self.found.append(wrong(HOOK, f"{variable} não é a chave secreta do aplicativo {app}.", cure))
            return
        here = f"{self.settings.address}/webhook" if self.settings.address else ""
        connect = (
            f"rode central configurar, ou na tela Webhooks do app escreva {here or 'https://seu-endereço/webhook'}"
        )
        if hook is None or not hook.active or not hook.url:
            self.found.append(wrong(HOOK, f"O aplicativo {app} não tem webhook de WhatsApp.", connect))
            return
        if here and hook.url != here:
            self.found.append(wrong(HOOK, f"A Meta entrega em {hook.url}, que não é esta Central.", connect))
        missing = [name for name in NEEDED if name not in hook.fields]
        wished = [name for name in WISHED if name not in hook.fields]
        mark = "na Meta, em Webhooks, WhatsApp Business Account, toque em Assinar"
        if missing:
            self.found.append(
                wrong(HOOK, "O campo messages não está assinado: nenhuma mensagem chega.", f"{mark}: messages")
            )
        if wished:
            said = f"{len(wished)} campos úteis não estão assinados."
            self.found.append(warn(HOOK, said, f"{mark}: {', '.join(wished)}"))
        if not missing and (not here or hook.url == here):
            self.found.append(well(HOOK, f"O aplicativo {app} entrega em {hook.url}."))

    # ── accounts and numbers ─────────────────────────────────────────────────────────────────────

    async def _waba(self, waba: str, token: Token, secret: str) -> None:
        if token.wabas and waba not in token.wabas:
            known = ", ".join(token.wabas)
            cure = f"corrija waba no canal (este token alcança {known}), ou dê a conta ao usuário do sistema"
            self.found.append(wrong(NUMBERS, f"O token não alcança a conta {waba}.", cure))
            return
        try:
            one, apps = await self.account.waba(waba, secret), await self.account.apps(waba, secret)
        except TryLater:
            raise
        except CentralError as error:
            self.found.append(
                wrong(NUMBERS, f"A conta {waba} não se deixa ler: {error.reason}.", "confira waba no canal")
            )
            return
        if token.app not in apps:
            cure = "rode central configurar, que assina a conta; sem isso nenhuma mensagem dela chega"
            self.found.append(wrong(HOOK, f"O aplicativo {token.app} não ouve a conta {waba}.", cure))
        for code, words in one.troubles:
            if code == UNPAID:
                cure = "ponha um cartão em Meta Business, Cobrança e pagamentos: desde outubro de 2026 responder é pago"
                self.found.append(wrong(NUMBERS, f"A conta {waba} está sem forma de pagamento válida.", cure))
            else:
                cure = f"abra o WhatsApp Manager, conta {waba}, e siga o aviso da Meta"
                self.found.append(wrong(NUMBERS, f"A Meta bloqueia a conta {waba} ({code}): {words}", cure))
        await self._templates(waba)

    async def _number(self, channel: ChannelSpec, token: Token, secret: str) -> None:
        try:
            number = await self.account.number(channel.id, secret)
        except TryLater:
            raise
        except CentralError:
            known = [n for waba in token.wabas for n in await self.account.numbers(waba, secret)]
            there = ", ".join(f"{n.display} (id {n.id})" for n in known) or "nenhum"
            said = f"A Meta não conhece o número de id {channel.id} ({channel.name})."
            self.found.append(wrong(NUMBERS, said, f"corrija o id do canal; os deste token: {there}"))
            return
        if not number.registered:
            cure = "rode central configurar, que registra o número com um PIN de seis dígitos"
            self.found.append(wrong(NUMBERS, f"{number.display} ainda não está registrado na Cloud API.", cure))
        elif number.quality == "RED":
            cure = "diminua os envios e veja as denúncias no WhatsApp Manager antes que a Meta o bloqueie"
            self.found.append(warn(NUMBERS, f"{number.display} está com qualidade baixa.", cure))
        else:
            self.found.append(well(NUMBERS, f"{number.display} ({number.name}) está registrado e bem."))

    async def _strangers(self, token: Token, secret: str) -> None:
        """Numbers the token reaches that the operation does not name: their leads would get no answer."""
        if self.operation is None:
            return
        known = {channel.id for channel in self.operation.channels}
        for waba in token.wabas:
            for number in await self.account.numbers(waba, secret):
                if number.id not in known:
                    known.add(number.id)
                    cure = f'acrescente um canal com id: "{number.id}", ou tire o número da conta {waba}'
                    self.found.append(warn(NUMBERS, f"{number.display} é da conta, mas não está na operação.", cure))

    async def _templates(self, waba: str) -> None:
        wanted = self.operation.templates if self.operation is not None else ()
        if not wanted:
            return
        there = {(t.name, t.language): t for t in await self.templates.read(waba)}
        fit = 0
        for template in wanted:
            judged = there.get((template.name, template.language))
            name = f"O modelo {template.name} ({template.language})"
            if judged is None:
                self.found.append(
                    warn(
                        TEMPLATES,
                        f"{name} não existe na conta {waba}.",
                        "rode central modelos enviar, e espere a aprovação",
                    )
                )
            elif judged.status != "APPROVED":
                cure = "espere a Meta, ou corrija o texto e envie de novo" + (
                    f" ({judged.reason})" if judged.reason else ""
                )
                self.found.append(warn(TEMPLATES, f"{name} está {judged.status} na conta {waba}.", cure))
            else:
                fit += 1
        if fit:
            self.found.append(well(TEMPLATES, f"{fit} aprovados na conta {waba}."))


async def reachable(settings: Settings, session: aiohttp.ClientSession, challenge: Callable[[], str]) -> list[Finding]:
    """Shake hands with our own public address, as Meta would."""
    if not settings.address or not settings.verify_token:
        return []
    said = challenge()
    query = {"hub.mode": "subscribe", "hub.challenge": said, "hub.verify_token": settings.verify_token}
    here = f"{settings.address}/webhook"
    try:
        timeout = aiohttp.ClientTimeout(total=10)
        async with session.get(here, params=query, timeout=timeout, allow_redirects=False) as answer:
            status, body = answer.status, await answer.text()
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        cure = "inicie o Central e confira o domínio (https); a Meta só entrega onde esse endereço responde"
        return [warn(HOOK, f"{here} não responde daqui.", cure)]
    if status == 200 and body == said:
        return [well(HOOK, f"{here} aperta as mãos como a Meta pede.")]
    if status == 403:
        cure = "o programa no ar tem outro META_VERIFY_TOKEN: inicie de novo com o atual, e escreva o mesmo na Meta"
        return [wrong(HOOK, f"{here} recusa a palavra de verificação.", cure)]
    cure = "confira se o domínio leva a esta Central e à porta certa (PORT)"
    return [wrong(HOOK, f"{here} respondeu {status}, e não o aperto de mãos.", cure)]
