"""What is answered before any rule: what we offered is taken, somebody is in danger, angry or has been let down."""

from __future__ import annotations

import re

from central.core.reading.alarms import despairs, signals_reaction
from central.core.reading.anger import is_angry
from central.core.reading.person import asks_review
from central.core.reading.silence import asks_pause
from central.core.reading.trouble import signals_trouble
from central.core.records import replace
from central.core.replying.answer_scripts import REACTION
from central.core.replying.burst import Burst
from central.core.replying.following import takes_team
from central.core.replying.plan import Plan, fixed, handed
from central.core.replying.reengage import CALL_ME, CALLED, WHERE, allows
from central.core.replying.script import ANGER, DANGER, DESPAIR, HUMAN, PAUSE, TEAM

REVIEW, TROUBLE = "revisao", "veio_errado"
_ON_A_DAY = re.compile(r"\bme (?:cham\w+|procur\w+|lembr\w+) (?:no |la pel[oa] |depois d[oa] |ali pel[oa] )?dia \d")


def urgent(burst: Burst, asked: str | None) -> Plan | None:
    """What cannot wait for the rules; `asked` is the closed question we left open."""
    return _taken(burst, asked) or _alarmed(burst) or _rested(burst)


def _taken(burst: Burst, asked: str | None) -> Plan | None:
    """What they say to our offer to write another day, or to ask a person in."""
    if asked == CALL_ME and allows(burst.folded):
        return replace(fixed(burst, "avisar", CALLED, "deixou avisar"), consent=WHERE)
    if burst.product is not None and _ON_A_DAY.search(burst.folded):
        return replace(fixed(burst, "avisar", CALLED, "pediu que chamem num dia"), consent=WHERE)
    if asked == TEAM and takes_team(burst.folded):
        return fixed(burst, TEAM, HUMAN, "aceitou uma pessoa", "chamar_pessoa")
    return None


def _alarmed(burst: Burst) -> Plan | None:
    """Whatever a person must be called for at once."""
    if burst.reading.danger:
        return _called(burst, DANGER, "alguém pode estar em perigo", DESPAIR if despairs(burst.both) else DANGER)
    if not burst.reading.has("sair"):
        if signals_reaction(burst.both):
            return _called(burst, REACTION, "a pele reagiu ao produto", REACTION)
        if is_angry(burst.both):
            return _called(burst, ANGER, "está com raiva", ANGER)
        if signals_trouble(burst.both):
            return _called(burst, TROUBLE, "o pedido chegou com problema", "pos_venda")
    if asks_review(burst.folded):
        why = "pediu que uma pessoa reveja uma decisão automática; o registro está em “por quê?”"
        return _called(burst, REVIEW, why, HUMAN)
    return None


def _called(burst: Burst, rule: str, why: str, script: str) -> Plan:
    return handed(fixed(burst, rule, script, why), rule, why, script)


def _rested(burst: Burst) -> Plan | None:
    """Who wants quiet gets it, until they write again."""
    return fixed(burst, PAUSE, PAUSE, "quer sossego", "pausar") if asks_pause(burst.text) else None
