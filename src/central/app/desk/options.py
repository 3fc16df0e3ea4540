"""The options an owner may name when limiting what learning chooses: a name nobody offers limits nothing."""

from __future__ import annotations

from central.adapters.store import Store
from central.core.errors import AskHuman
from central.core.operation import Operation
from central.core.replying.arms import opening_label, template_label, trigger_label
from central.core.replying.choice import NONE, REPLY_COSTS
from central.core.replying.opening import openings_for
from central.flow.bringing.complement import PLAIN, REDUCED

LISTED = 40


async def known_options(store: Store, slot: str) -> list[str]:
    """Of a slot: what the operation in force can offer, and what was ever on offer."""
    operation = await store.operations.current()
    found = await store.ledger.labels(slot)
    if slot == "gatilho":
        found |= {label.partition(":")[0] for label in found}
    always: set[str] = set(REPLY_COSTS) if slot == "ia" else {NONE} if slot != "abertura" else set()
    return sorted(found | always | (_offered(operation, slot) if operation is not None else set()))


async def check_option(store: Store, slot: str, label: str) -> None:
    """Raises AskHuman with the options there are, if this is none of them."""
    known = await known_options(store, slot)
    if label not in known:
        more = " …" if len(known) > LISTED else ""
        raise AskHuman(f"Em {slot} não há a opção “{label}”. Há: {', '.join(known[:LISTED])}{more}", code="opcao")


def _offered(operation: Operation, slot: str) -> set[str]:
    if slot == "ia":
        return set()
    if slot == "gatilho":
        return {label for t in operation.triggers for label in (t.kind, trigger_label(t))}
    if slot == "abertura":
        personas = operation.personas
        own = {opening_label(o) for p in personas for o in openings_for((), p, None)}
        return own | {opening_label(o) for o in operation.openings}
    if slot == "retomada":
        return {template_label(t) for t in operation.templates}
    ways = {(c.id, way) for c in operation.complements for way in (PLAIN, REDUCED, *c.templates)}
    return {f"{pair}:{way}" for pair, way in ways}
