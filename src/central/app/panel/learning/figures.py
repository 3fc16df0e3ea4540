"""What the page of learning says, worked out from the ledger and a belief. Heavy: runs beside the loop."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from central.app.panel import labels, words
from central.app.panel.learning.uses import Collected, Uses, subject_key, table_keys, whole_keys
from central.core.learning.explain import terms
from central.core.learning.fitting import people_profit
from central.core.learning.fold import fold
from central.core.learning.offpolicy import Estimate, lift
from central.core.learning.reward import Decision, Result, settle
from central.core.learning.serving import Serving
from central.core.ledger import Facts

LEAST = 100
"""Fewer uses of an option than this carry no figure."""
SAMPLE, MONTH_SAMPLE, SLICES, MOST_FINDINGS = 24, 800, 12, 6
Z95 = 1.96
QUOTED = re.compile("“([^”]*)”")
DULL = ("caso difícil", "o momento", "a tentativa", "É ", "é mais")
"""What says little to an owner is said only where nothing else weighed."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Sales among uses, with the 95 % interval (Wilson)."""

    sales: int
    n: int

    @property
    def value(self) -> float:
        return self.sales / self.n if self.n else 0.0

    @property
    def ends(self) -> tuple[float, float]:
        """Where the interval begins and ends."""
        if not self.n:
            return 0.0, 1.0
        p, n, z = self.value, self.n, Z95
        middle, half = (p + z * z / (2 * n)), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, (middle - half) / (1 + z * z / n)), min(1.0, (middle + half) / (1 + z * z / n))


@dataclass(frozen=True, slots=True)
class Gain:
    """R$ for 100 replies above what the rule would choose, with the 95 % interval; `best`: chance of being the best."""

    value: float
    low: float
    high: float
    best: float
    curve: tuple[int, ...]
    """How many draws fall into each tenth of the interval drawn."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a table. `gain` is None while the data cannot carry it; `lacking` uses are still needed."""

    label: str
    rate: Rate
    share: float
    gain: Gain | None
    lacking: int


@dataclass(frozen=True, slots=True)
class Group:
    """The options of one situation, the likeliest best first, with what was found in a sentence."""

    where: tuple[tuple[str, str], ...]
    n: int
    options: tuple[Option, ...]
    finding: str


@dataclass(frozen=True, slots=True)
class Exploration:
    """What always taking the likeliest option would have earned more this month, R$ by today's belief, with its 95 %
    interval; None while there are too few choices."""

    cost: float | None
    n: int
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Proof:
    """R$ a person above the control group."""

    replies: int
    lift: Estimate


@dataclass(frozen=True, slots=True)
class Learned:
    """Everything of the page that a belief and the ledger say."""

    number: int
    tiers: tuple[Group, ...]
    openings: tuple[Group, ...]
    triggers: tuple[Group, ...]
    findings: tuple[tuple[str, str], ...]
    """Each with the name of its replies in `uses`."""
    shares: tuple[tuple[int, tuple[int, int, int]], ...]
    proof: Proof
    exploration: Exploration
    uses: Uses


TIERS = ("script", "mini", "forte")
Key = Callable[[Decision], tuple[tuple[str, str], ...] | None]


def learn(facts: Facts, serving: Serving, now: int, month: int, seed: int) -> Learned:
    """All of it; `month` is when the month began."""
    decisions, outcomes = fold(facts, now)
    results = settle(decisions, outcomes)
    treated, control = people_profit(decisions, outcomes)
    shares = _shares(results)
    return Learned(
        serving.snapshot.number,
        _groups(results, serving, "tier", _stage),
        _groups(results, serving, "msg", _opening),
        _groups(results, serving, "msg", _sold_by),
        _findings(results, serving),
        shares,
        Proof(sum(r.decision.phase == "aprendizado" for r in results), lift(treated, control, seed)),
        _exploration(results, serving, month),
        _uses(results, month, [start for start, _ in shares]),
    )


def _uses(results: Sequence[Result], month: int, starts: Sequence[int]) -> Uses:
    found = Collected()
    for result in reversed(results):
        d, taken = result.decision, _taken(result.decision)
        tier, message = taken.get("tier"), taken.get("msg")
        keys = [
            *table_keys(result, "tier", _stage(d), tier),
            *table_keys(result, "msg", _opening(d), message),
            *table_keys(result, "msg", _sold_by(d), message),
            *whole_keys(d, month, _tried(d), starts, tier),
        ]
        found.add(keys, d.conversation)
    return found.uses()


def name_of(label: str) -> str:
    """How pages call an option: a tier, or a message without the hash of its words."""
    if label in labels.TIERS:
        return labels.TIERS[label]
    plain = label.removeprefix("abertura:").partition(":")[0].replace("_", " ").replace("-", " ")
    return {"nenhum": "sem gatilho", "padrao": "apresentação da persona"}.get(plain, plain)


def _stage(d: Decision) -> tuple[tuple[str, str], ...] | None:
    return (("stage", str(d.context.get("stage", "novo"))),) if d.context["slot"] == "turno" else None


def _opening(d: Decision) -> tuple[tuple[str, str], ...] | None:
    return _known(d, "persona") if d.context["slot"] == "abertura" else None


def _sold_by(d: Decision) -> tuple[tuple[str, str], ...] | None:
    return _known(d, "product", "persona") if d.context["slot"] == "turno" else None


def _known(d: Decision, *names: str) -> tuple[tuple[str, str], ...] | None:
    found = tuple((name, str(d.context[name])) for name in names if name in d.context)
    return found if len(found) == len(names) else None


def _groups(results: Sequence[Result], serving: Serving, slot: str, key: Key) -> tuple[Group, ...]:
    by: dict[tuple[tuple[str, str], ...], list[Result]] = defaultdict(list)
    for result in results:
        where = key(result.decision)
        if where is not None and slot in _taken(result.decision):
            by[where].append(result)
    order = sorted(by.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(_group(where, mine, serving, slot) for where, mine in order)


def _group(where: tuple[tuple[str, str], ...], mine: list[Result], serving: Serving, slot: str) -> Group:
    tried, sold = Counter[str](), Counter[str]()
    for result in mine:
        label = str(_taken(result.decision)[slot])
        tried[label] += 1
        sold[label] += result.sold_at is not None
    gains = _gains([r.decision for r in mine], serving, slot, {k for k, n in tried.items() if n >= LEAST})
    options = [Option(k, Rate(sold[k], n), n / len(mine), gains.get(k), max(0, LEAST - n)) for k, n in tried.items()]
    options.sort(key=lambda o: (o.gain is None, -(o.gain.best if o.gain else 0.0), -o.rate.n, o.label))
    return Group(where, len(mine), tuple(options), _finding(options, mine, serving, slot))


def _gains(decisions: Sequence[Decision], serving: Serving, slot: str, ripe: set[str]) -> dict[str, Gain]:
    """Each ripe label against the rule's arm, all else as the rule has it; two at least, or there is no comparison."""
    if len(ripe) < 2 or not serving.snapshot.number:
        return {}
    found: dict[str, list[np.ndarray]] = defaultdict(list)
    for d in _some(decisions, SAMPLE):
        rule = next((n for n, a in enumerate(d.arms) if a["id"] == d.context["rule_arm"]), None)
        if rule is None:
            continue
        worth = serving.worth(d.context, d.arms, d.context.get("used", ()))
        other = "msg" if slot == "tier" else "tier"
        for label in ripe:
            like = [n for n, a in enumerate(d.arms) if a.get(slot) == label]
            same = [n for n in like if d.arms[n].get(other) == d.arms[rule].get(other)] or like
            if same:
                found[label].append(100 * (worth[same].mean(0) - worth[rule]))
    if len(found) < 2:
        return {}
    names = sorted(found)
    draws = np.stack([np.mean(found[name], 0) for name in names])
    best = np.bincount(draws.argmax(0), minlength=len(names)) / draws.shape[1]
    return {name: _gain(draws[n], float(best[n])) for n, name in enumerate(names)}


def _gain(draws: np.ndarray, best: float) -> Gain:
    low, high = np.percentile(draws, [2.5, 97.5])
    curve = np.histogram(np.clip(draws, low, high), 10, (float(low), float(high) + 1e-9))[0]
    return Gain(float(draws.mean()), float(low), float(high), best, tuple(int(n) for n in curve))


def _finding(options: Sequence[Option], mine: Sequence[Result], serving: Serving, slot: str) -> str:
    first = options[0]
    if first.gain is None:
        lacking = [o for o in options if o.lacking]
        if len(options) < 2:
            return "Ainda aprendendo: só uma opção foi usada aqui, e sozinha ela não se compara."
        if lacking:
            least = min(o.lacking for o in lacking)
            return f"Ainda aprendendo: a opção que falta menos precisa de mais {words.count(least, 'uso', 'usos')}."
        return "Ainda aprendendo: não há retrato que compare estas opções."
    sure = "é a melhor" if first.gain.best >= 0.95 else "está na frente, sem certeza"
    reason = _reason(first.label, mine, serving, slot)
    chance = words.percent(first.gain.best, 0)
    return f"“{name_of(first.label)}” {sure} ({chance} de chance){reason}."


def _findings(results: Sequence[Result], serving: Serving) -> tuple[tuple[str, str], ...]:
    """Who took over which doubts lately, and why."""
    by: dict[str, list[Result]] = defaultdict(list)
    for r in results:
        d = r.decision
        if d.context["slot"] == "turno" and d.phase == "aprendizado" and not d.control and "tier" in _taken(d):
            by[str(d.context["intent"])].append(r)
    said: list[tuple[str, str]] = []
    for intent, mine in sorted(by.items(), key=lambda item: -len(item[1])):
        if len(mine) < LEAST or len(said) == MOST_FINDINGS:
            break
        lately = mine[len(mine) // 2 :]
        ((tier, n),) = Counter(str(_taken(r.decision)["tier"]) for r in lately).most_common(1)
        reason = _reason(tier, lately, serving, "tier")
        about = labels.INTENTS.get(intent, intent)
        share = words.percent(n / len(lately), 0)
        who = f"{name_of(tier)[0].upper()}{name_of(tier)[1:]}"
        said.append((f"{who} assumiu {share} das respostas sobre “{about}”{reason}.", subject_key(intent)))
    return tuple(said)


def _reason(label: str, mine: Sequence[Result], serving: Serving, slot: str) -> str:
    """What weighed most for this label in its newest use, as ` porque …`."""
    for result in reversed(mine):
        d = result.decision
        place = next((n for n, a in enumerate(d.arms) if a["id"] == d.arm), None)
        if place is None or _taken(d).get(slot) != label or len(d.arms) < 2 or not serving.snapshot.number:
            continue
        serving.worth(d.context, d.arms)
        weighed = terms(serving, serving.design.encode(d.context, d.arms), place, 8)
        helps = [_plain(term.sentence) for term in weighed if term.weight > 0]
        helps.sort(key=lambda said: any(word in said for word in DULL))
        return f" porque {helps[0]}" if helps else ""
    return ""


def _plain(sentence: str) -> str:
    """A sentence of the explanation as half of another, in the words of the pages."""
    if sentence.startswith("É o que a regra"):
        return "é o que a regra já escolhia, e as vendas não a desmentem"
    said = QUOTED.sub(lambda found: f"“{_word(found[1])}”", sentence.rpartition(" (")[0])
    return said[0].lower() + said[1:]


def _word(label: str) -> str:
    return labels.INTENTS.get(label) or labels.STAGES.get(label) or name_of(label)


def _shares(results: Sequence[Result]) -> tuple[tuple[int, tuple[int, int, int]], ...]:
    """How many replies each tier wrote, slice by slice of the time there was."""
    mine = [r.decision for r in results if r.decision.context["slot"] == "turno" and "tier" in _taken(r.decision)]
    if len(mine) < LEAST:
        return ()
    start, end = mine[0].at, mine[-1].at + 1
    counts = [[0, 0, 0] for _ in range(SLICES)]
    for d in mine:
        tier = str(_taken(d)["tier"])
        if tier in TIERS:
            counts[(d.at - start) * SLICES // (end - start)][TIERS.index(tier)] += 1
    width = (end - start) // SLICES
    return tuple((start + n * width, (a, b, c)) for n, (a, b, c) in enumerate(counts) if a + b + c)


def _exploration(results: Sequence[Result], serving: Serving, month: int) -> Exploration:
    tries = [r.decision for r in results if r.decision.at >= month and _tried(r.decision)]
    if len(tries) < LEAST or not serving.snapshot.number:
        return Exploration(None, len(tries))
    some = _some(tries, MONTH_SAMPLE)
    lost = np.zeros(1)
    for d in some:
        likeliest = max(d.shares, key=lambda arm: (d.shares[arm], arm))
        places = {str(a["id"]): n for n, a in enumerate(d.arms)}
        if likeliest != d.arm and likeliest in places:
            worth = serving.worth(d.context, d.arms, d.context.get("used", ()))
            lost = lost + worth[places[likeliest]] - worth[places[d.arm]]
    lost = lost * len(tries) / len(some)
    low, high = np.percentile(lost, [2.5, 97.5])
    return Exploration(float(lost.mean()), len(tries), float(low), float(high))


def _tried(d: Decision) -> bool:
    return d.phase == "aprendizado" and not d.control and d.propensity < 1


def _taken(d: Decision) -> Mapping[str, object]:
    return next(a for a in d.arms if a["id"] == d.arm)


def _some(decisions: Sequence[Decision], most: int) -> Sequence[Decision]:
    """The newest first, evenly spread."""
    step = max(1, -(-len(decisions) // most))
    return decisions[::-1][::step]
