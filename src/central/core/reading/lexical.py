"""The reader without a model of language: wishes first, then what was taught, then the classifier, part by part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter

from central.core.reading.alarms import asks_health, is_fed_up, is_unsafe, signals_danger, suspects_minor
from central.core.reading.anger import grieves, is_angry, threatens
from central.core.reading.ceasing import names_ceasing
from central.core.reading.classifier import Guess, Model
from central.core.reading.meaning import Reading, answered, numbered
from central.core.reading.mending import mended
from central.core.reading.person import asks_person, could_ask_person
from central.core.reading.scrambled import unscrambled
from central.core.reading.silence import asks_silence, could_ask_silence
from central.core.reading.spelling import spelled
from central.core.reading.teaching import Correction, nearest
from central.core.reading.weighing import MUCH, bargains, weight
from central.core.records import replace
from central.core.text import find_cep, fold

LEAST_SURE = 0.4
"""Below this the reader abstains: it says what it would guess, and that a model should be asked."""
LEAST_GRAVE = 0.65
"""A wish for silence that no expression says outright is believed from here on."""
LEAST_PERSON = 0.5
"""So is a wish for a person: to fetch one too many costs less than to leave somebody with a machine."""
LEAST_VAGUE = 0.8
"""A wish for silence of which no word but a "não" tells is believed from here on."""
LEAST_COMPLEX = 0.45
"""To miss what is complex costs more than to be careful once too often."""
LEAST_BESIDES = 0.6
"""What a part of the burst means is told besides the whole when it is at least this sure."""
_MOST_PARTS = 6
_WORTH_TELLING = 0.02
_COURTESIES = frozenset({"saudacao", "agradecimento", "outro"})
_SHOWN = frozenset({"produto", "preco", "variacoes", "outro", "compra"})
_FACTUAL = frozenset({"produto", "preco", "variacoes", "frete", "prazo", "pagamento", "desconto", "compra"})
_WEIGHED = re.compile(
    r"\bqual a diferenca (?:de|d[oae]s?|entre|pr[oa])\b|\bqual (?:e )?(?:a )?diferenca\b|\bqual d[oa]s (?:dois|duas)\b|"
    r"\bqual (?:deles |delas )?(?:voce|ce|tu|vcs|voces) (?:me )?(?:levaria|recomenda\w*|indica\w*|acha melhor|"
    r"escolheria)|"
    r"\bqual (?:\w+ ){0,3}(?:me favorece|combina mais|cai melhor|valoriza mais|rende mais|dura mais|fixa mais)\b|"
    r"\bqual (?:\w+ ){0,3}(?:encaixa|combina|serve) melhor\b|\b(?:o que|qual) compensa\b|"
    r"\b(?:em|na) duvida entre\b|\bcompensa mais\b|\bvale mais a pena\b|\bme ajuda a (?:escolher|decidir)\b"
)
"""Who weighs things against each other."""
_PARTS = re.compile(
    r"\s+/\s+|\n+|(?<=[?!.;])\s+|\s+(?:e|mas|so que|porem|ah+|alem disso|tambem|outra coisa)\s+(?=(?:qual|"
    r"quanto|quantos|quando|como|tem|aceita|entrega|voces|o frete|o prazo|o preco|faz|da pra|da para|pode|nao|eu|quero|"
    r"se)\b)"
)
_REFUSED = re.compile(
    r"\bnao quero\b[^,;./]*(?:[,;./]|\be sim\b) *"
    r"(?=(?:eu )?(?:so )?quero\b|(?:tem|teria|prefiro|me ve|qual|quais|pode ser) )"
)
_REFUSES = re.compile(
    r"(?:(?:esquece|deixa|entao|ah|ok|ta|esta|bom|nao|aff?|poxa|obrigad[ao])[,. ]+)*(?:(?:eu )?(?:nao|num) (?:quero|"
    r"vou querer)(?: mais)?(?: (?:nao|obrigad\w+|por enquanto))*|(?:esquece|deixa)(?: (?:isso|entao|vai|ta|para la|"
    r"quieto|bom|deixa|moca))*)[.! ]*$"
)
_LINK = re.compile(r"(?:^|[,.!/] *)(?:(?:me )?(?:manda|passa|envia|quero|cade) )?o link(?: por favor)?[.!? ]*$")
"""Who asks for the link wants to buy, however kind the words before it."""
_OTHER_SIZE = re.compile(r"e (?:[oa]s? )?(?:de )?\d+ ?(?:ml|g|gr|gramas|kg|l|litros?|cm)\b[?. ]*$")
"""Who only names another size asks whether there is one."""
_WISH = re.compile(
    r"\b(?:quero|vou querer|fico com|pode ser|me ve|separa|vou de) (?:o|a|os|as|um|uma|outr[oa]|dois|duas|\d+) "
    r"(?!cor|tamanho|opcao|coisa|modelo|tom|numero|forma|jeito|preco|valor|link|frete|foto|fotos|video|desconto|prazo|endereco|pessoa|atendente)"
)


def read(words: str, model: Model, asked: str | None = None, taught: Sequence[Correction] = ()) -> Reading:
    """Read a burst given as one text; `asked` is our open question, if any; `taught` outranks the classifier."""
    typed = spelled(fold(words))
    said = mended(typed, model)
    reading = _decided(said, typed) or _taught(words, taught, model) or _guessed(said, model)
    danger, minor = signals_danger(said), suspects_minor(said)
    reading = replace(reading, cep=find_cep(words), danger=danger, minor=minor, health=asks_health(said))
    if _REFUSES.match(said) and reading.intent not in ("sair", "humano"):
        reading = replace(reading, intents=(("objecao_adiamento", 0.8),), sure=True)
    if reading.intent in _SHOWN and _OTHER_SIZE.match(said):
        reading = replace(reading, intents=(("variacoes", 0.8),), sure=True)
    if reading.intent in _COURTESIES and _LINK.search(said):
        reading = replace(reading, intents=(("compra", 0.8), *reading.intents), sure=True)
    reading = replace(reading, complex=reading.complex or _is_hard(reading, said))
    return reading if reading.intent in ("sair", "humano") else answered(numbered(reading, said, asked), said, asked)


def affirmed(folded: str) -> str:
    """The words without what the lead says not to want before saying what they do.

    >>> affirmed("nao quero desconto, quero saber se funciona"), affirmed("nao quero mais")
    ('quero saber se funciona', 'nao quero mais')
    """
    return _REFUSED.sub("", folded)


def parts_of(said: str) -> list[str]:
    """The messages and questions of a burst.

    >>> parts_of("oi / quanto custa? e qual o frete")
    ['oi', 'quanto custa?', 'e qual o frete']
    """
    return [part.strip() for part in _PARTS.split(said) if part and part.strip()][:_MOST_PARTS]


# ── the three readers ────────────────────────────────────────────────────────────────────────────


def _is_hard(reading: Reading, said: str) -> bool:
    """Whether expressions tell that it takes care, whatever the classifier makes of it."""
    if reading.intent == "sair":
        return reading.danger or grieves(said) or threatens(said)
    if reading.intent == "humano" and is_fed_up(said):
        return True
    careful = reading.danger or reading.minor or reading.health or is_unsafe(said) or is_angry(said)
    careful = careful or (reading.intent == "outro" and grieves(said))
    return careful or (reading.intent in _SHOWN and _WEIGHED.search(said) is not None) or _is_reckoning(reading, said)


def _is_reckoning(reading: Reading, said: str) -> bool:
    """A question of facts that takes figures or conditions together, or a bargain."""
    bargain = reading.intent == "desconto" and bargains(said)
    return bargain or (reading.intent in _FACTUAL and weight(said) >= MUCH)


def _decided(said: str, typed: str) -> Reading | None:
    """By expressions, in the words as they were mended and as they were typed: who mends may mend too much."""
    meant = unscrambled(said)
    if any(asks_silence(words) for words in {said, typed, meant, meant.replace(" / ", " ")}):
        return Reading((("sair", 0.99),), complexity=0.1)
    if any(asks_person(words) for words in {said, typed, meant}):
        return Reading((("humano", 0.97),), complexity=0.2)
    return None


def _taught(words: str, taught: Sequence[Correction], model: Model) -> Reading | None:
    """What a person said of such words; whether they are complex, if nobody did, is as usual for that intent."""
    found = nearest(words, taught)
    if found is None:
        return None
    intent, told = found.correction.intent, found.correction.complex
    often = model.tense[model.labels.index(intent)] if told is None else float(told)
    return Reading(((intent, 0.5 + found.degree / 2),), complex=often >= LEAST_COMPLEX, complexity=often)


def _guessed(said: str, model: Model) -> Reading:
    whole = model.guess(said)
    chances = dict(zip(model.labels, whole.labels, strict=True))
    _weigh_grave(chances, said)
    first = max(chances, key=chances.__getitem__)
    besides = _besides(said, model, first)
    for label, chance in besides.items():
        chances[label] = max(chances.get(label, 0.0), chance)
    told = [found for found in chances.items() if found[1] >= _WORTH_TELLING and found[0] != first]
    told.sort(key=itemgetter(1), reverse=True)
    kept = tuple((label, round(chance, 4)) for label, chance in ((first, chances[first]), *told))
    if _WISH.search(affirmed(said)) and not {"compra", "sair", "humano"} & {label for label, p in kept if p >= 0.4}:
        kept = (*(found for found in kept if found[0] != "compra"), ("compra", 0.45))
    return Reading(
        kept,
        whole.complex >= LEAST_COMPLEX,
        kept[0][1] >= LEAST_SURE,
        complexity=round(whole.complex, 4),
    )


def _weigh_grave(chances: dict[str, float], said: str) -> None:
    """Silence and a person are never a mere likeliest guess: what is less sure is left to the next label.

    A lone word asks for neither unless an expression knows it ("pare"): it is half a sentence sent too soon ("me").
    """
    lone = len(said.split()) < 2
    least = LEAST_GRAVE if names_ceasing(said) else LEAST_VAGUE
    if lone or not could_ask_silence(said) or chances["sair"] < least:
        del chances["sair"]
    if lone or not could_ask_person(said) or chances["humano"] < LEAST_PERSON:
        del chances["humano"]
    total = sum(chances.values()) or 1.0
    for label, chance in chances.items():
        chances[label] = chance / total


def _besides(said: str, model: Model, first: str) -> dict[str, float]:
    """What single parts of a burst mean besides the whole, where a part is sure of it."""
    parts = parts_of(said)
    found: dict[str, float] = {}
    if len(parts) < 2:
        return found
    for part in parts:
        guess: Guess = model.guess(part)
        chance = max(guess.labels)
        label = model.labels[guess.labels.index(chance)]
        if chance >= LEAST_BESIDES and label != first and label not in _COURTESIES and label not in ("sair", "humano"):
            found[label] = max(found.get(label, 0.0), 0.9 * chance)
    return found
