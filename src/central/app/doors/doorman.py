"""Whom the webhook lets in: a body signed by a known app that owns every account it speaks of."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from central.adapters.whatsapp.webhook import parse, verify
from central.core.messaging.channel import AppSpec
from central.core.messaging.update import Update

log = logging.getLogger("central.gate")


class Refused(Exception):
    """Not let in; what to answer."""

    def __init__(self, status: int, text: bytes) -> None:
        super().__init__(status)
        self.status, self.text = status, text


@dataclass(frozen=True, slots=True)
class Doorman:
    """`secrets` by app id; an app without accounts of its own owns all of them."""

    secrets: Mapping[str, bytes]
    apps: Sequence[AppSpec]
    _limited: dict[str, AppSpec] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._limited.update({app.id: app for app in self.apps if app.wabas})

    def admit(self, body: bytes, signature: bytes | None) -> list[Update]:
        """The updates of a body. Raises Refused, or ValueError with the reason why an authentic one has no sense."""
        app = verify(body, signature, self.secrets)
        if app is None:
            log.warning("webhook refused: signature does not match any app secret")
            raise Refused(401, b"assinatura errada")
        updates = parse(body)
        if self._limited and not self._owned(app, updates):
            log.warning("webhook refused: app %s does not own that account", app)
            raise Refused(403, b"este aplicativo nao responde por essa conta")
        return updates

    def _owned(self, app: str, updates: Sequence[Update]) -> bool:
        spec = self._limited.get(app)
        return spec is None or all(spec.owns(update.waba) for update in updates if update.waba)
