"""What an old conversation teaches: how the seller says things, with every fact replaced by what the catalogue says.

Nothing of a chat is a fact: prices, days, links and names become slots, and a sentence that still holds a figure, a
promise or somebody's data is left out. What remains is a draft until somebody approves it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from central.core.held import sample
from central.core.onboarding.chat import Exchange
from central.core.onboarding.wording import fits
from central.core.operation import Operation
from central.core.people.mask import Mask
from central.core.people.persona import Persona
from central.core.people.surnames import FIRST_NAMES
from central.core.reading.meaning import Reading
from central.core.replying.script import SITUATIONS, slots_of
from central.core.text import fold

Read = Callable[[str], Reading]
TEACHES = (
    *("saudacao", "preco", "prazo", "frete", "variacoes", "pagamento", "produto", "desconto", "compra"),
    *("objecao_eficacia", "objecao_confianca", "objecao_preco", "objecao_adiamento", "agradecimento"),
)
"""Intents whose wording may be learned from a chat: no complaint, no wish to stop, nothing about an order."""
NEEDS = {
    "preco": {"preco", "preco_pix"},
    "frete": {"frete"},
    "prazo": {"prazo"},
    "pagamento": {"pagamento", "formas", "parcelas", "preco_pix"},
    "compra": {"link"},
    "variacoes": {"variacoes"},
    "desconto": {"preco_pix"},
}
"""A reply to these says at least one of these facts."""
MOST_VARIANTS, MOST_EXAMPLES = 3, 12
MOST_READ = 1_500
"""Of a long chat the newest exchanges count: how somebody writes now."""
SHORTEST, LONGEST = 12, 320
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_FREIGHT = re.compile(r"(?i)((?:frete|entrega)\D{0,24}?)(?:R\$\s?)?\d[\d.]*(?:,\d{2})?(?:\s?reais)?")
_TIMES = re.compile(
    r"(?i)(?:em\s+at[ée]\s+)?\b\d{1,2}\s?(?:x|vezes)\b(?:\s+(?:de\s+)?(?:R\$\s?)?\d[\d.,]*)?(?:\s+sem\s+juros)?"
)
_ON_PIX = re.compile(r"(?i)(pix\D{0,24}?)R\$\s?\d[\d.]*(?:,\d{2})?")
_PRICE = re.compile(r"(?i)R\$\s?\d[\d.]*(?:,\d{2})?|\b\d[\d.]*(?:,\d{2})?\s?reais\b|\b\d{1,4},\d{2}\b")
_DAYS = re.compile(r"(?i)\b(?:de\s+)?\d{1,2}(?:\s?(?:a|à|ou|-|até)\s?\d{1,2})?\s+dias?(?:\s+[úu]teis|\s+corridos)?")
_LINK = re.compile(r"https?://\S+|\bwww\.\S+")
_HELLO = re.compile(
    r"(?i)\b((?:oi+e?|ol[aá]|bom dia|boa tarde|boa noite|obrigad[oa]|brigad[oa]|dona|seu)[,!]?\s+)([a-zà-ú]{3,})\b"
)
_INNER_NAME = re.compile(r"(?<=[a-zà-ú,] )[A-ZÀ-Ú][a-zà-ú]{2,}")
"""A capital within a sentence: somebody's name, a street, another shop."""
_WORD = re.compile(r"[A-Za-zÀ-ú]{3,}")
_TOKEN = re.compile(r"\[[A-Z]+_\d+[^\]]*\]")
_CLAIM = re.compile(
    r"\d|%|\bgarant|\btroca[rms]?\b|\bdevol|\breembols|\bcura|\banvisa\b|\bpronta entrega\b|\bultim[oa]s?\b|\bpromoc|"
    r"\bdescontos?\b|\bgratis\b|\bamanha\b|\bhoje\b|\bcorreios?\b|\bsedex\b|\bmotoboy\b|\bestoque\b|\bchave\b|\bcupom\b|"
    r"\bbrinde\b|\bsorteio\b|\bmeu (?:numero|zap|whats)|\bnosso endereco\b|\bloja fisica\b|\bjuro\b|\bprometo\b|"
    r"\bpix\b|\bcart(?:ao|oes)\b|\bboleto\b|\bsou (?:o|a) [a-z]+\b|\bsegunda\b|\bsexta\b|\bsabado\b|\bferiado\b|"
    r"\bhoras?\b"
)
"""What a sentence says that only the catalogue, the shop or the day can know."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A suggested way to answer an intent, its facts as slots; `times` how often the seller said it."""

    intent: str
    text: str
    times: int
    asked: str
    """A question it answered, masked."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How the seller writes, without figures, links, names or data."""

    intent: str
    words: str


@dataclass(frozen=True, slots=True)
class Gleaned:
    """What a chat gave; `read` exchanges were looked at, `left` answers said something no draft may say."""

    wordings: tuple[Wording, ...] = ()
    voices: tuple[Voice, ...] = ()
    read: int = 0
    left: int = 0


def glean(pairs: Sequence[Exchange], seller: str, operation: Operation, persona: Persona, read: Read) -> Gleaned:
    """Suggestions for this persona, the wordings said most often first."""
    work = _Work(operation, persona, seller)
    for pair in pairs[-MOST_READ:]:
        reading = read(pair.asked)
        if reading.intent in TEACHES and reading.sure and not (reading.danger or reading.minor or reading.health):
            work.take(pair, reading.intent)
    return work.ended(len(pairs))


class _Work:
    def __init__(self, operation: Operation, persona: Persona, seller: str) -> None:
        self._operation, self._persona, self._seller = operation, persona, seller
        products = operation.catalog.products
        self._goods = _any_of(word for p in products for word in (p.name, *p.words) if len(word) > 3)
        self._options = _any_of(fold(v.name) for p in products for v in p.variants if len(v.name) > 2)
        names = [p.name for p in operation.catalog.products] + [p.name for p in operation.personas]
        self._kept = (*names, operation.seller)
        self._words = frozenset(word for name in self._kept for word in fold(name).split())
        self._found: dict[tuple[str, str], Wording] = {}
        self._voices: dict[str, Voice] = {}
        self._left = 0

    def take(self, pair: Exchange, intent: str) -> None:
        """One question with its answer."""
        mask = Mask(pair.who, self._kept)
        answer = mask.hide("\n".join(pair.answer))
        if len(answer) > 4 * LONGEST:
            self._left += 1
            return
        text = self._slotted(answer, pair.who)
        if self._usable(text, intent):
            key = (intent, fold(text))
            known = self._found.get(key)
            asked = sample(mask.hide(pair.asked), pair.who)[:120]
            self._found[key] = Wording(intent, text, (known.times if known else 0) + 1, known.asked if known else asked)
        else:
            self._left += 1
        self._voice(answer, pair.who, intent)

    def ended(self, read: int) -> Gleaned:
        """The best few of each intent."""
        best = sorted(self._found.values(), key=lambda w: (-w.times, -len(slots_of(w.text)), w.text))
        kept: list[Wording] = []
        for intent in TEACHES:
            kept += [w for w in best if w.intent == intent][:MOST_VARIANTS]
        return Gleaned(tuple(kept), tuple(self._voices.values())[:MOST_EXAMPLES], read, self._left)

    def _slotted(self, answer: str, lead: str) -> str:
        """The answer with slots for its facts, less the sentences that still say something of their own."""
        text = _LINK.sub("{link}", answer)
        text = _FREIGHT.sub(r"\1{frete}", text)
        text = _ON_PIX.sub(r"\1{preco_pix}", text)
        text = _TIMES.sub("{parcelas}", text)
        text = _DAYS.sub("{prazo}", text)
        text = _PRICE.sub("{preco}", text)
        text = self._named(text, lead)
        kept = [said for part in _SENTENCE.split(text) if (said := part.strip()) and not self._claims(said)]
        return " ".join(kept)

    def _named(self, text: str, lead: str) -> str:
        """Products, the lead and the seller by their slots."""
        text = self._goods.sub("{produto}", text)
        for name, slot in ((lead, "{nome}"), (self._seller, "{persona}"), (self._persona.name, "{persona}")):
            first = next(iter(name.split()), "")
            if len(first) > 2 and first.isalpha():
                text = re.sub(rf"(?i)(?<![\w{{]){re.escape(first)}(?![\w}}])", slot, text)
        return _HELLO.sub(lambda m: f"{m[1]}{{nome}}" if fold(m[2]) in FIRST_NAMES else m[0], text)

    def _names(self, sentence: str) -> bool:
        """Whether somebody else is named in it."""
        bare = re.sub(r"\{[a-z_]+\}", "x", sentence)
        named = [m[0] for m in _INNER_NAME.finditer(bare)]
        named += [m[0] for m in _WORD.finditer(bare) if fold(m[0]) in FIRST_NAMES]
        return any(fold(name) not in self._words for name in named)

    def _claims(self, sentence: str) -> bool:
        bare = fold(re.sub(r"\{[a-z_]+\}", " ", sentence))
        if re.search(r"(?<!\{)[a-z_]*\{[^a-z]|[{}]", re.sub(r"\{[a-z_]+\}", "", sentence)):
            return True
        if self._names(sentence):
            return True
        return bool(_CLAIM.search(bare) or _TOKEN.search(sentence) or self._options.search(bare))

    def _usable(self, text: str, intent: str) -> bool:
        """Whether it says enough, something to the point, and nothing the guard would hold with our own facts in it."""
        if not SHORTEST <= len(text) <= LONGEST or text.count("{produto}") > 2:
            return False
        needs = NEEDS.get(intent)
        if needs is not None and not slots_of(text) & needs:
            return False
        return fits(self._operation, self._persona, text)

    def _voice(self, answer: str, lead: str, intent: str) -> None:
        """The manner of an answer, where it has one."""
        bare = _INNER_NAME.sub("…", sample(sample(_LINK.sub("…", answer), lead), self._seller))
        words = " ".join(_WORD.sub(lambda m: "…" if fold(m[0]) in FIRST_NAMES else m[0], bare).split())
        if 25 <= len(words.replace("…", "")) <= 240 and words.count("…") <= 3 and not re.search(r"\d|@", words):
            self._voices.setdefault(fold(words), Voice(intent, words))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of these as whole words, the longest first; nothing where there are none."""
    known = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?i)(?<![\w{{])(?:{'|'.join(map(re.escape, known))})(?![\w}}])" if known else r"(?!)")


def situation(intent: str) -> str:
    """What an intent is called, for people."""
    return SITUATIONS.get(intent, intent)
