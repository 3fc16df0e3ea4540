"""Kwai's event API, as six public integrations send it; its own page was not at hand, so nothing here is verified."""

from __future__ import annotations

import json
from collections.abc import Callable

import aiohttp

from central.adapters.ads.wire import post
from central.core.errors import GiveUp
from central.core.selling.conversion import Conversion, KwaiAds

ADDRESS = "https://www.adsnebula.com/log/common/api"
EVENT = "EVENT_PURCHASE"
WHO = "o Kwai"


class KwaiPlatform:
    """One pixel. Nothing tells repeats, so none are risked; the form of answers is unknown, so any 2xx counts."""

    knows_repeats = False

    def __init__(
        self, session: aiohttp.ClientSession, spec: KwaiAds, token: Callable[[], str], *, trial: bool = False,
        address: str = ADDRESS,
    ) -> None:  # fmt: skip
        self._session, self._spec, self._token, self._trial, self._address = session, spec, token, trial, address

    async def tell(self, conversion: Conversion) -> str:
        """Tell of one sale."""
        value = f"{conversion.value // 100}.{conversion.value % 100:02d}"
        about = {"content_type": "product", "content_id": conversion.product or "", "currency": "BRL"}
        properties = json.dumps(about)[:-1] + f', "value": {value}}}'
        body = {
            "access_token": self._token(),
            "clickid": conversion.clicked.kwai_clickid,
            "event_name": EVENT,
            "pixelId": self._spec.pixel,
            "is_attributed": 1,
            "mmpcode": "PL",
            "pixelSdkVersion": "9.9.9",
            "testFlag": False,
            "trackFlag": self._trial,
            "third_party": "central",
            "properties": properties,
        }
        status, answer = await post(self._session, self._address, body, {}, WHO)
        if not 200 <= status < 300:
            raise GiveUp(f"o Kwai recusou ({status})", code=str(status))
        return f"não verificado: {json.dumps(answer)[:150]}"
