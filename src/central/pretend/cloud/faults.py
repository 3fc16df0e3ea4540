"""Everything that goes wrong with Meta, on request: seeded probabilities, or "the next n"."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from random import Random
from typing import Any

PORTUGUESE = {
    "cut_before": "cortar_antes",
    "cut_after": "cortar_depois",
    "codes": "codigos",
    "late_codes": "codigos_depois",
    "http_5xx": "erro_5xx",
    "http_5xx_after": "erro_5xx_depois",
    "slow": "lento",
    "slow_ms": "lento_ms",
    "lose_status": "perder_status",
    "delay_status": "atrasar_status",
    "delay_ms": "atrasar_ms",
    "double_status": "dobrar_status",
    "shuffle_status": "embaralhar_status",
    "double_webhook": "dobrar_webhook",
    "shuffle_webhook": "embaralhar_webhook",
    "reject_template": "recusar_modelo",
    "reclass_template": "virar_marketing",
    "times": "vezes",
    "seed": "semente",
}
"""Field → key of `POST /fingir/falhas`."""


@dataclass(slots=True)
class Faults:
    """A fault below 1 is a probability for each call, from 1 on it is how many of the next calls it hits."""

    cut_before: float = 0
    """The connection closes and the message does not count."""
    cut_after: float = 0
    """The message counts, the connection closes without an answer."""
    codes: dict[int, float] = field(default_factory=dict)
    """Refused with this Graph error code."""
    late_codes: dict[int, float] = field(default_factory=dict)
    """Accepted; a `failed` status with this code follows."""
    http_5xx: float = 0
    """A 503 without a Graph error; the message does not count."""
    http_5xx_after: float = 0
    """A 503 without a Graph error; the message counts."""
    slow: float = 0
    """The message counts and the answer comes `slow_ms` later: longer than a client's patience is a timeout."""
    slow_ms: int = 30_000
    lose_status: float = 0
    delay_status: float = 0
    delay_ms: int = 5_000
    double_status: float = 0
    shuffle_status: float = 0
    """The status leaves at a random moment within `delay_ms`."""
    double_webhook: float = 0
    """A lead's message comes `times` times, all but the first at random moments within `delay_ms`."""
    shuffle_webhook: float = 0
    reject_template: float = 0
    """A new template is refused."""
    reclass_template: float = 0
    """A new utility template is approved as marketing."""
    times: int = 5
    seed: int = 0
    random: Random = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311

    def hits(self, name: str) -> bool:
        """Whether the fault strikes now; counts it down."""
        left, struck = self._strike(getattr(self, name))
        setattr(self, name, left)
        return struck

    def code(self, late: bool = False) -> int | None:
        """The error code to fail with now, if any."""
        table = self.late_codes if late else self.codes
        for code, value in table.items():
            table[code], struck = self._strike(value)
            if struck:
                return code
        return None

    def moment(self) -> float:
        """A random delay in ms within `delay_ms`."""
        return self.random.random() * self.delay_ms

    def set(self, wishes: dict[str, Any]) -> None:
        """Take the keys of `POST /fingir/falhas`; ValueError (Portuguese) names the wrong one, and nothing changes."""
        known = {word: name for name, word in PORTUGUESE.items()}
        for word, value in wishes.items():
            if word not in known and word != "limpar":
                raise ValueError(f"não conheço a falha “{word}”; existem: {', '.join(known)}")
            if known.get(word) in ("codes", "late_codes"):
                good = isinstance(value, dict) and all(str(k).isdigit() and _is_number(v) for k, v in value.items())
            else:
                good = word == "limpar" or _is_number(value)
            if not good:
                raise ValueError(f"“{word}” precisa de um número: menor que 1 é chance, de 1 em diante são as próximas")
        if wishes.get("limpar"):
            self.clear()
        for word, value in wishes.items():
            if word != "limpar":
                name = known[word]
                setattr(self, name, {int(k): v for k, v in value.items()} if isinstance(value, dict) else value)
                if name == "seed":
                    self.random = Random(self.seed)  # noqa: S311

    def clear(self) -> None:
        """Everything works again."""
        for name, value in ((f.name, getattr(_CALM, f.name)) for f in fields(self) if f.name != "random"):
            setattr(self, name, dict(value) if isinstance(value, dict) else value)

    def as_json(self) -> dict[str, Any]:
        return {word: getattr(self, name) for name, word in PORTUGUESE.items()}

    def _strike(self, value: float) -> tuple[float, bool]:
        if value >= 1:
            return value - 1, True
        return value, value > 0 and self.random.random() < value


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


_CALM = Faults()
