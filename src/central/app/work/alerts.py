"""What is wrong, looked at every half minute and told to the team; at the owner's hour, the day's summary."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from central.adapters.store import Store
from central.app import calendar
from central.app.desk.summary import summed
from central.app.work.round import Round
from central.core.alert import MINUTE_MS, Alert
from central.core.errors import CentralError
from central.core.messaging.template import judged
from central.core.operation import Operation
from central.core.selling.budget import DAY_MS, HOUR_MS, MICRO, SOFT_PERCENT, local_day
from central.flow.ringing import Ringer
from central.ports import Clock

EVERY_MS = 30_000
LINE = "alertas"
"""One process rings, as one process speaks to a CRM."""
TOKEN_EVERY_MS, TOKEN_ENDS_MS = 6 * HOUR_MS, 7 * DAY_MS
FEW_LINKS = 5
"""Fewer links say nothing about a checkout that is silent."""
SUMMARY_LASTS_MS = 3 * HOUR_MS
_ILL = {"yellow": "numero_amarelo", "red": "numero_vermelho", "restricted": "numero_banido", "banned": "numero_banido"}
Ends = Callable[[str], Awaitable[int | None]]


class Trouble:
    """Looks for all that the team is told of; `token_ends` asks Meta when a channel's token ends (epoch ms)."""

    def __init__(self, store: Store, token_ends: Ends) -> None:
        self._store, self._token_ends = store, token_ends
        self._ends: dict[str, int | None] = {}
        self._asked_at = -TOKEN_EVERY_MS

    async def look(self, now: int) -> Sequence[Alert]:
        """Everything that is wrong now; no name, number or word of a lead is in it."""
        operation = await self._store.operations.current()
        if operation is None:
            return []
        parts = (self._leads, self._numbers, self._templates, self._tokens, self._money, self._outside, self._learning)
        found = [alert for part in parts for alert in await part(operation, now)]
        return [*found, *await self._summary(operation, now)]

    async def _leads(self, operation: Operation, now: int) -> list[Alert]:
        rules, alerts, day = operation.alerts, self._store.alerts, now - DAY_MS
        asked = [
            Alert(f"pessoa:{id}", "pessoa", at, "Alguém pediu para falar com gente.", f"/conversas/{conversation}")
            for id, conversation, at in await alerts.asked(day)
        ]
        held = [
            Alert(f"rascunho:{id}", "rascunho", at, "Uma resposta está escrita e espera.", f"/conversas/{conversation}")
            for id, conversation, at in await alerts.held(day)
        ]
        waits = f"Espera resposta há mais de {rules.waiting} min."
        waiting = [
            Alert(f"esperando:{id}:{at}", "esperando", at, waits, f"/conversas/{id}")
            for id, at in await alerts.waiting(day, now - rules.waiting * MINUTE_MS)
        ]
        stays = f"No checkout há mais de {rules.hot} min, sem pagar."
        hot = [
            Alert(f"quente:{id}:{at}", "quente", at, stays, f"/conversas/{id}")
            for id, at in await alerts.hot(day, now - rules.hot * MINUTE_MS)
        ]
        return [*asked, *held, *waiting, *hot]

    async def _numbers(self, operation: Operation, now: int) -> list[Alert]:
        health = await self._store.numbers.current()
        names = {channel.id: channel.name for channel in operation.channels}
        return [
            Alert(f"{kind}:{id}", kind, said.at, f"{names[id]}: veja o motivo em Atenção.", "/ajustes/canais")
            for id, said in health.items()
            if id in names and (kind := _ILL.get(said.now(now))) is not None
        ]

    async def _templates(self, operation: Operation, now: int) -> list[Alert]:
        verdicts = await self._store.callbacks.templates()
        found: list[Alert] = []
        for waba in sorted({channel.waba for channel in operation.channels}):
            for template in operation.templates:
                verdict = judged(verdicts, waba, template)
                if verdict is not None and verdict.status != "PENDING" and (why := verdict.against()):
                    text = f"{template.name}: {why}."
                    found.append(Alert(f"modelo:{waba}:{template.name}", "modelo", now, text, "/ajustes/modelos"))
        return found

    async def _tokens(self, operation: Operation, now: int) -> list[Alert]:
        if now - self._asked_at >= TOKEN_EVERY_MS:
            self._asked_at = now
            self._ends = {channel.id: await self._end(channel.id) for channel in operation.channels}
        refused = set(await self._store.alerts.refused_tokens())
        found: list[Alert] = []
        for channel in operation.channels:
            ends = self._ends.get(channel.id)
            if channel.id in refused or (ends is not None and ends <= now):
                text = f"{channel.name}: a Meta recusa o token. Gere outro e reinicie."
            elif ends is not None and ends - now < TOKEN_ENDS_MS:
                text = f"{channel.name}: o token vence em {max(1, (ends - now) // DAY_MS)} dia(s)."
            else:
                continue
            found.append(Alert(f"token:{channel.id}", "token", now, text, "/ajustes/integracoes"))
        return found

    async def _end(self, channel: str) -> int | None:
        try:
            return await self._token_ends(channel)
        except CentralError:
            return None

    async def _money(self, operation: Operation, now: int) -> list[Alert]:
        budget, day = operation.budget, local_day(now)
        spent = await self._store.costs.spent(now, budget, None, None)
        month = f"{calendar.local(now):%Y-%m}"
        limits = (("do dia", budget.day, spent.day, str(day)), ("do mês", budget.month, spent.month, month))
        found: list[Alert] = []
        for name, most, so_far, when in limits:
            if most and so_far >= most * MICRO:
                text = f"O orçamento {name} acabou; os scripts seguem atendendo."
                found.append(Alert(f"orcamento_100:{name}:{when}", "orcamento_100", now, text, "/custos"))
            elif most and so_far * 100 >= most * MICRO * SOFT_PERCENT:
                text = f"Mais de {SOFT_PERCENT} % do orçamento {name} já foram."
                found.append(Alert(f"orcamento_80:{name}:{when}", "orcamento_80", now, text, "/custos"))
        return found

    async def _outside(self, operation: Operation, now: int) -> list[Alert]:
        found = [
            Alert(f"crm:{crm}", "crm", now, f"{crm}: {count} ticket(s) sem chegar lá.", "/conversas?aba=atencao")
            for crm, count in await self._store.alerts.untold()
        ]
        if operation.checkouts:
            links, told = await self._store.alerts.traffic(now - operation.alerts.silent_hours * HOUR_MS)
            if links >= FEW_LINKS and not told:
                text = f"{links} links enviados e nenhum aviso em {operation.alerts.silent_hours} h. Confira o webhook."
                found.append(Alert("checkout", "checkout", now, text, "/ajustes/integracoes"))
        return found

    async def _learning(self, operation: Operation, now: int) -> list[Alert]:
        return [
            Alert(f"aprendizado:{id}", "aprendizado", at, "O motivo está na página Aprendizado.", "/aprendizado")
            for id, at in await self._store.alerts.brakes(now - DAY_MS)
        ]

    async def _summary(self, operation: Operation, now: int) -> list[Alert]:
        here = calendar.local(now)
        begins = here.replace(hour=operation.alerts.summary, minute=0, second=0, microsecond=0)
        since = now - int(begins.timestamp() * 1000)
        if not 0 <= since < SUMMARY_LASTS_MS:
            return []
        key = f"resumo:{here:%Y-%m-%d}"
        known = next((a for a in await self._store.alerts.standing() if a.key == key), None)
        if known is not None:
            return [known]
        return [Alert(key, "resumo", now, (await summed(self._store, operation, now)).text, "/metricas?periodo=hoje")]


class AlertWork:
    """Rings while it runs; of several processes the one that holds the line does."""

    def __init__(self, ringer: Ringer, store: Store, clock: Clock, every: int = EVERY_MS) -> None:
        self._ringer, self._store, self._clock = ringer, store, clock
        self.round = Round("alerts", self._ring, clock, every, first=every)

    async def _ring(self) -> None:
        now = self._clock.now()
        if await self._store.crm_links.hold(LINE, now, now + 3 * self.round.every):
            await self._ringer.once()
