"""Flowlu's webhooks carry no signature: a body is only a hint at which opportunity to read again."""

from __future__ import annotations

from central.adapters.crm.hinting import bodies_of, numbers
from central.ports import Delivery


class FlowluEar:
    """Hears of opportunities; the unguessable address is all the proof there is."""

    def heard(self, delivery: Delivery, secret: str, now: int) -> list[str] | None:
        """The opportunities a body speaks of; nothing else in it is believed."""
        told = [one for one in bodies_of(delivery.body) if _of_a_lead(one)]
        sides = [one.get(side) for one in told for side in ("current", "previous")]
        return numbers(side.get("id") for side in sides if isinstance(side, dict))


def _of_a_lead(one: dict[str, object]) -> bool:
    meta = one.get("meta")
    return isinstance(meta, dict) and meta.get("model") == "lead"
