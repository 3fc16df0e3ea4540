"""The checks of a dialogue file: each is true or false by machine, with a reason when it is false."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from central.app.dialogues.claims import KINDS, Said, unfounded
from central.app.dialogues.facts import tells
from central.app.dialogues.form import Check, product_of
from central.app.dialogues.play import Moment, Played
from central.app.dialogues.words import pattern_of, plain, sentences
from central.app.simulation.rehearsal import Posted
from central.core.decision import Decision
from central.core.errors import CentralError
from central.core.messaging.message import SayButtons, SayList, SayMedia, spoken
from central.core.operation import Operation

TIERS = ("script", "mini", "forte")
_ASKS = {
    "idade": r"18 anos|maior de idade|sua idade|quantos anos|de maior",
    "cep": r"\bcep\b",
    "variacao": r"\b(?:cor|tamanho|tom|opcao|numeracao|variacao|modelo)\b|qual (?:voce )?prefere|qual te serve|"
    r"qual (?:delas|deles|te interessa|fica melhor|e o seu)",
    "texto": r"\bescrev\w+|\bdigit\w+|em texto|por escrito|em palavras|por mensagem",
    "telefone": r"\b(?:telefone|celular|whatsapp|numero para contato)\b",
    "nome": r"\bseu nome\b|como (?:voce )?se chama|com quem (?:eu )?falo",
    "cpf": r"\bcpf\b",
    "cartao": r"\b(?:numero|dados?|foto|senha|validade|codigo) d[oe] (?:seu )?cartao\b",
}
_ASKING = re.compile(r"\?|\b(?:me (?:passa|manda|diz|conta|escreve|informa|envia)|pode (?:me )?\w+r\b|escreva|digite)")
_DENIED = re.compile(r"\b(?:nao|nunca|nem|jamais)\b")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a check looks at: one moment with its answers, or the whole dialogue."""

    played: Played
    moments: tuple[Moment, ...]
    after: tuple[Moment, ...] = ()
    """The moments that follow, for checks of what comes later."""
    whole: bool = False

    @property
    def operation(self) -> Operation:
        return self.played.operation

    @property
    def posted(self) -> tuple[Posted, ...]:
        return self.played.posted if self.whole else tuple(p for m in self.moments for p in m.sent)

    @property
    def text(self) -> str:
        return plain(" ".join(shown(p) for p in self.posted))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return tuple(d for m in self.moments for d in m.decisions)

    @property
    def last(self) -> Moment:
        return self.moments[-1]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a check came to; `why` is empty where it is met."""

    where: str
    check: Check
    why: str = ""


def judge(played: Played) -> list[Ruling]:
    """Every check of a dialogue, those of its turns first."""
    rulings, dialogue = [], played.dialogue
    for place, moment in enumerate(played.moments):
        scope = Scope(played, (moment,), played.moments[place + 1 :])
        for turn in moment.turns:
            rulings += [_ruled(f"vez {turn.number}", check, scope) for check in turn.expect]
        rulings += [Ruling(f"vez {moment.turns[-1].number}", Check("event", t), t) for t in moment.troubles]
    rulings += [Ruling("cliente", Check("customer", trouble), trouble) for trouble in played.troubles]
    whole = Scope(played, played.moments, whole=True)
    if dialogue.persona is not None:
        rulings.append(_ruled("diálogo", Check("persona", dialogue.persona), whole))
    rulings += [_ruled("diálogo", check, whole) for check in dialogue.expect]
    return rulings + [_never(check, played) for check in dialogue.never]


def met(check: Check, scope: Scope) -> str | None:
    """None when the check holds, else why it does not."""
    ruler = RULERS.get(check.kind)
    if ruler is None:
        return f'a verificação "{check.kind}" não existe'
    try:
        return ruler(check.value, scope)
    except (KeyError, TypeError, ValueError, re.error, CentralError) as error:
        return f"a verificação não pôde ser lida: {error!r}"


def shown(posted: Posted) -> str:
    """All words of a bubble that the lead sees, with its buttons."""
    match posted.bubble:
        case SayButtons(body=body, buttons=offered) | SayList(body=body, rows=offered):
            return f"{body} {' '.join(b.title for b in offered)}"
        case bubble:
            return spoken(bubble)


def _ruled(where: str, check: Check, scope: Scope) -> Ruling:
    return Ruling(where, check, met(check, scope) or "")


def _never(check: Check, played: Played) -> Ruling:
    """`says_none` holds in every reply; any other check is never true."""
    for place, moment in enumerate(played.moments):
        if not (moment.sent or moment.early):
            continue
        why = met(check, Scope(played, (moment,), played.moments[place + 1 :]))
        where = f"depois da vez {moment.turns[-1].number}"
        if check.kind == "says_none" and why is not None:
            return Ruling("nunca", check, f"{where}: {why}")
        if check.kind != "says_none" and (why is None or check.kind not in RULERS):
            return Ruling("nunca", check, f"{where}: {why or 'aconteceu'}")
    return Ruling("nunca", check)


# ── what the messages say ────────────────────────────────────────────────────────────────────────


def _says_fact(value: dict[str, str], scope: Scope) -> str | None:
    product = product_of(scope.operation.catalog, value["product"])
    return tells(value["field"], product, scope.text, scope.operation, scope.last.memo)


def _says_none(value: Sequence[str] | str, scope: Scope) -> str | None:
    for moment in scope.moments:
        for posted in (*moment.early, *moment.sent) if scope.whole else moment.sent:
            said = Said(shown(posted), scope.operation, moment.memo)
            for kind in _listed(value):
                if found := unfounded(kind, said):
                    return f'{kind}: disse "{found}"'
    return next((f'não existe "{kind}"' for kind in _listed(value) if kind not in KINDS), None)


def _says_any(value: Sequence[str] | str, scope: Scope) -> str | None:
    patterns = [pattern_of(p, scope.operation.catalog) for p in _listed(value)]
    return None if any(p.search(scope.text) for p in patterns) else "nenhum dos padrões apareceu"


def _says_not(value: Sequence[str] | str, scope: Scope) -> str | None:
    patterns = [pattern_of(p, scope.operation.catalog) for p in _listed(value)]
    found = next((match[0] for p in patterns if (match := p.search(scope.text))), None)
    return None if found is None else f'disse "{found}"'


def _asks(value: str, scope: Scope) -> str | None:
    wanted = re.compile(_ASKS[value])
    for sentence in sentences(scope.text):
        if (m := wanted.search(sentence)) and _ASKING.search(sentence) and not _DENIED.search(sentence[: m.start()]):
            return None
    return f"não pediu {value}"


def _names_product(value: str, scope: Scope) -> str | None:
    product = product_of(scope.operation.catalog, value)
    names = [product.name, *(w for w in product.words if len(w.split()) > 1), *filter(None, [product.neutral_name])]
    return None if any(plain(name) in scope.text for name in names) else f"não falou de {product.name}"


def _link_for(value: str, scope: Scope) -> str | None:
    product = product_of(scope.operation.catalog, value)
    link = product.link.split("://")[-1].casefold()
    found = re.search(rf"{re.escape(link)}([/?#][^\s]+)?", scope.text)
    if found is None:
        return f"não mandou o link de {product.name}"
    return None if found[1] else "ainda não há o código da pessoa no link"


def _sends_media(value: str, scope: Scope) -> str | None:
    sent = any(isinstance(p.bubble, SayMedia) and p.bubble.kind == value for p in scope.posted)
    return None if sent else f"não mandou {value}"


def _bubbles(value: dict[str, int], scope: Scope) -> str | None:
    count = len(scope.posted)
    least, most = int(value.get("min", 0)), int(value.get("max", 99))
    return None if least <= count <= most else f"mandou {count}"


def _repeats(value: bool, scope: Scope) -> str | None:
    replies: dict[str, list[str]] = {}
    for posted in scope.played.posted:
        replies.setdefault(posted.turn, []).append(plain(shown(posted)))
    texts = [" ".join(words) for words in replies.values()]
    twice = next((text for text in texts if texts.count(text) > 1), None)
    return None if bool(value) == (twice is not None) else f'repetiu "{twice}"' if twice else "nada se repetiu"


def _intro_once(value: bool, scope: Scope) -> str | None:
    names = {plain(p.name) for d in scope.decisions if (p := scope.operation.persona(d.persona)) is not None}
    me = "|".join(re.escape(name) for name in sorted(names)) or "ninguem"
    said = re.findall(
        rf"\b(?:aqui e|aqui quem fala e|sou|eu sou|me chamo|meu nome e|quem fala e)(?: a| o)? (?:{me})\b",
        plain(" ".join(shown(p) for p in scope.played.posted)),
    )
    return None if (len(said) == 1) == bool(value) else f"disse o nome {len(said)} vezes"


# ── what the records say ─────────────────────────────────────────────────────────────────────────


def _persona(value: str, scope: Scope) -> str | None:
    known = {p.id for p in scope.operation.personas if plain(value) in (plain(p.id), plain(p.name))}
    spoke = {d.persona for d in scope.decisions if scope.whole or scope.posted}
    if not spoke:
        return "ninguém respondeu"
    return None if spoke <= known else f"respondeu {', '.join(sorted(str(s) for s in spoke))}"


def _handoff(value: bool, scope: Scope) -> str | None:
    asked = any(m.with_person for m in scope.moments)
    return None if asked == bool(value) else "chamou uma pessoa" if asked else "não chamou uma pessoa"


def _opted_out(value: bool, scope: Scope) -> str | None:
    out = scope.last.opted_out
    return None if out == bool(value) else "ficou bloqueado" if out else "não ficou bloqueado"


def _no_message_after(value: bool, scope: Scope) -> str | None:
    later = [p for m in scope.after for p in (*m.early, *m.sent)]
    silent = len(scope.last.sent) <= 1 and not later
    return None if silent == bool(value) else f"depois disso mandou {len(scope.last.sent)} + {len(later)}"


def _status(value: str, scope: Scope) -> str | None:
    status = scope.last.status
    return None if status == plain(value).replace(" ", "_") else f"está em {status}"


def _stage(value: str, scope: Scope) -> str | None:
    return None if scope.last.stage == value else f"está em {scope.last.stage}"


def _intent(value: Sequence[str] | str, scope: Scope) -> str | None:
    read = scope.decisions[-1].intent if scope.decisions else "nada"
    return None if read in _listed(value) else f"leu {read}"


def _tier_max(value: str, scope: Scope) -> str | None:
    highest = max((TIERS.index(d.tier) for d in scope.decisions), default=0)
    return None if highest <= TIERS.index(value) else f"usou {TIERS[highest]}"


def _sale_stopped(value: bool, scope: Scope) -> str | None:
    """A suspected minor: from here on no product, no price, no link."""
    if scope.last.memo.of_age is not False:
        return None if not value else "ninguém suspeitou de um menor"
    later = [*scope.last.sent, *(p for m in scope.after for p in (*m.early, *m.sent))]
    text = plain(" ".join(shown(p) for p in later))
    sold = [p.name for p in scope.operation.catalog.products if plain(p.name) in text]
    links = [p.link.split("://")[-1].casefold() for p in scope.operation.catalog.products]
    stopped = not sold and "r$" not in text and not any(link in text for link in links)
    return None if stopped == bool(value) else f"continuou vendendo: {', '.join(sold) or 'preço ou link'}"


def _any_of(value: Sequence[dict[str, Any]], scope: Scope) -> str | None:
    reasons = []
    for row in value:
        whys = [met(Check(kind, asked), scope) for kind, asked in row.items()]
        if all(why is None for why in whys):
            return None
        reasons += [why for why in whys if why is not None]
    return "; ".join(reasons)


def _listed(value: Sequence[str] | str) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


RULERS: dict[str, Callable[[Any, Scope], str | None]] = {
    "says_fact": _says_fact,
    "says_none": _says_none,
    "says_any": _says_any,
    "says_not": _says_not,
    "asks": _asks,
    "bubbles": _bubbles,
    "persona": _persona,
    "intro_once": _intro_once,
    "link_for": _link_for,
    "handoff": _handoff,
    "opted_out": _opted_out,
    "no_message_after": _no_message_after,
    "status": _status,
    "stage": _stage,
    "intent": _intent,
    "tier_max": _tier_max,
    "sale_stopped": _sale_stopped,
    "names_product": _names_product,
    "sends_media": _sends_media,
    "repeats": _repeats,
    "any_of": _any_of,
}
"""Every check by its name."""
