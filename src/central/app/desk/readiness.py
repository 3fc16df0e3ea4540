"""Pronto para vender: what the installation and the operation lack, and how twenty leads of pretence fared."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from central.adapters.store import Store
from central.adapters.store.house.setup import Noted
from central.app.checkup.checkup import check
from central.app.checkup.finding import Finding
from central.app.simulation.readiness import LEADS, Trial, media_for, try_out
from central.core.errors import AskHuman
from central.core.onboarding.readiness import Snag, lacks, snags
from central.core.operation import Operation
from central.core.replying.approval import pending

NOTED = "ensaio"
"""The row that keeps how the last trial went."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that was looked at. `findings` are those of `central verificar` that are not well."""

    findings: tuple[Finding, ...]
    lacks: tuple[Snag, ...]
    snags: tuple[Snag, ...]
    trial: Trial

    @property
    def ready(self) -> bool:
        """Nothing keeps this shop from selling."""
        grave = any(snag.grave for snag in (*self.lacks, *self.snags))
        return not (grave or self.trial.unsent or any(finding.state == "erro" for finding in self.findings))

    @property
    def answered(self) -> int:
        """Questions that got an answer."""
        return sum(asked.waited is not None for asked in self.trial.asked)

    @property
    def verdict(self) -> str:
        """All of it in a sentence."""
        asked, grave = len(self.trial.asked), self.to_mend
        told = f"{self.trial.leads} leads, {asked} perguntas, {self.answered} respondidas em {self.trial.wall_s} s"
        said = "Pronto para vender" if self.ready else f"Falta corrigir {grave} {'coisa' if grave == 1 else 'coisas'}"
        return f"{said}: {told}.".replace(f"{self.trial.wall_s}", f"{self.trial.wall_s}".replace(".", ","))

    @property
    def to_mend(self) -> int:
        """How many things keep it from selling."""
        grave = sum(snag.grave for snag in (*self.lacks, *self.snags))
        return grave + len(self.trial.unsent) + sum(finding.state == "erro" for finding in self.findings)


async def lacking(store: Store, operation: Operation) -> list[Snag]:
    """What the operation lacks as it is written; no lead asks anything."""
    await store.approvals.begin(operation)
    return lacks(operation, len(pending(operation, await store.approvals.current())))


async def report(
    store: Store, environment: Mapping[str, str] | None, by: str, now: int, *, network: bool = True
) -> Report:
    """Look at all of it and note how it went; `environment` None leaves the installation out."""
    operation = await store.operations.current()
    if operation is None:
        raise AskHuman(
            "Ainda não há operação: comece por Ajustes, Começar, ou central configurar.", code="sem_operacao"
        )
    found = await check(environment, network=network) if environment is not None else []
    written = await lacking(store, operation)
    trial = await asyncio.to_thread(try_out, operation, await media_for(store, operation), LEADS)
    made = Report(
        findings=tuple(finding for finding in found if finding.state != "certo"),
        lacks=tuple(written),
        snags=tuple(snags(operation, trial.asked)),
        trial=trial,
    )
    await store.setup.note(Noted(NOTED, "certo" if made.ready else "erro", made.verdict, now, by))
    return made
