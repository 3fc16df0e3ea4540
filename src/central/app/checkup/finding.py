"""What a check found: well, a warning, or an error with its cure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

State = Literal["certo", "aviso", "erro"]
MARKS: dict[State, str] = {"certo": "✓", "aviso": "!", "erro": "✗"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `cure` says what to do and is empty where all is well. No secret stands in it."""

    area: str
    state: State
    said: str
    cure: str = ""

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {"area": self.area, "estado": self.state, "achado": self.said, "cura": self.cure}


def well(area: str, said: str) -> Finding:
    """All is well."""
    return Finding(area, "certo", said)


def warn(area: str, said: str, cure: str) -> Finding:
    """Works, and will hurt."""
    return Finding(area, "aviso", said, cure)


def wrong(area: str, said: str, cure: str) -> Finding:
    """Does not work until somebody mends it."""
    return Finding(area, "erro", said, cure)


def failed(findings: Iterable[Finding]) -> bool:
    """Whether anything is an error."""
    return any(finding.state == "erro" for finding in findings)


def lines(findings: Iterable[Finding]) -> list[str]:
    """For the terminal: a heading an area, the cure below each finding."""
    out: list[str] = []
    area = ""
    for finding in findings:
        if finding.area != area:
            area = finding.area
            out += ["", area]
        out.append(f"  {MARKS[finding.state]} {finding.said}")
        if finding.cure:
            out.append(f"      → {finding.cure}")
    return out
