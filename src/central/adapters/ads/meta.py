"""Meta's Conversions API for business messaging.

Source: Meta, automatic events and Conversions API for business messaging (fields); accepted event names, `event_id` and
the seven days are read of public senders. An automatic event is Meta's guess and never counted as a sale of ours.
"""

from __future__ import annotations

from collections.abc import Callable

import aiohttp

from central.adapters.ads.wire import post, reais
from central.core.errors import AskHuman, GiveUp, TryLater
from central.core.selling.conversion import Conversion, MetaAds

EVENT = "Purchase"
WHO = "a Meta"
_TOKEN_CODES = (10, 102, 190, 200, 294)
_AGAIN_CODES = (1, 2, 4, 17, 32, 341, 613, 80004)


class MetaPlatform:
    """One dataset. Whether it tells repeats by `event_id` is said both ways, so repeats are not risked."""

    knows_repeats = False

    def __init__(
        self,
        session: aiohttp.ClientSession,
        graph: str,
        spec: MetaAds,
        token: Callable[[], str],
        *,
        trial: bool = False,
    ) -> None:
        self._session, self._spec, self._token, self._trial = session, spec, token, trial
        self._url = f"{graph}/{spec.dataset}/events"

    async def tell(self, conversion: Conversion) -> str:
        """Tell of one sale."""
        if self._trial and not self._spec.test_code:
            raise AskHuman("meta: em teste, falta codigo_teste (Gerenciador de Eventos, Testar eventos)", code="teste")
        event = {
            "event_name": EVENT,
            "event_time": conversion.at // 1000,
            "event_id": conversion.event_id,
            "action_source": "business_messaging",
            "messaging_channel": "whatsapp",
            "user_data": {"ctwa_clid": conversion.clicked.ctwa_clid},
            "custom_data": {"currency": "BRL", "value": reais(conversion.value)},
        }
        body = {"data": [event]} | ({"test_event_code": self._spec.test_code} if self._trial else {})
        status, answer = await post(self._session, self._url, body, {"authorization": f"Bearer {self._token()}"}, WHO)
        if isinstance(answer, dict) and isinstance(answer.get("error"), dict):
            raise _refusal(answer["error"])
        if status != 200 or not isinstance(answer, dict) or answer.get("events_received") != 1:
            raise GiveUp(f"a Meta respondeu {status} sem receber o evento", code=str(status))
        return str(answer.get("fbtrace_id") or "recebido")


def _refusal(error: dict[str, object]) -> AskHuman | GiveUp | TryLater:
    code = error.get("code")
    words = str(error.get("error_user_msg") or error.get("message") or "")[:200]
    sub = f"{code}/{error.get('error_subcode')}" if error.get("error_subcode") else str(code)
    if code in _TOKEN_CODES:
        return AskHuman(f"a Meta não aceita o token das conversões ({sub})", code=sub)
    if code in _AGAIN_CODES:
        return TryLater(f"a Meta pediu para tentar depois ({sub})", code=sub)
    return GiveUp(f"a Meta recusou ({sub}): {words}", code=sub)
