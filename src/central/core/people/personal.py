"""Where personal data stands in what somebody wrote: phones, documents, cards, e-mails, Pix keys, addresses.

Finders prefer to take too much: what they cover comes back in our reply, what they miss leaves the house.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

LEAST_DIGITS = 8
"""So many digits in a row are a phone, a document or a CEP, never a price or a size."""
MOST_GAP = 6

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u20e3]|(?<=[0-9])\ufe0f")
_UNITS = "zero um dois tres quatro cinco seis sete oito nove".split()
_TEENS = "dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove".split()
_TENS = "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa".split()
_HUNDREDS = "cem cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos".split()
NUMBER_WORDS = (
    {word: str(n) for n, word in enumerate(_UNITS)}
    | {word: str(n) for n, word in enumerate(_TEENS, 10)}
    | {word: str(n) for n, word in zip(range(20, 100, 10), _TENS, strict=True)}
    | {word: str(max(1, n) * 100) for n, word in enumerate(_HUNDREDS)}
    | {"uma": "1", "duas": "2", "meia": "6", "catorze": "14", "treis": "3", "otto": "8"}
)
_JOINS = frozenset("e traco hifen ponto barra ddd parenteses parentese espaco underline virgula mais".split())
_LEET = {"o": "0", "l": "1", "i": "1"}
_BREAKS = "$%"
_TOKEN = re.compile(r"\d+|[a-z]+|.", re.DOTALL)
_CEP_SHAPE = re.compile(r"\D*\d{5}\D{0,3}\d{3}\D*")


@dataclass(frozen=True, slots=True)
class Found:
    """Characters `start` to `end` are personal data of this kind."""

    start: int
    end: int
    kind: str


def bared(text: str) -> str:
    """The text in its plain form: compatible characters made equal, what cannot be seen taken out.

    >>> bared("１１ ９①２")
    '11 912'
    """
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text.replace("\U0001f51f", "10")))


def plain(text: str) -> str:
    """Lower case, no accents, ASCII digits, character by character, so that places stay the same.

    >>> plain("São João")
    'sao joao'
    """
    return text.lower() if text.isascii() else "".join(map(_plain, text))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    if character < "\x80":
        return character.lower()
    if (value := unicodedata.digit(character, None)) is not None:
        return str(value)
    return unicodedata.normalize("NFKD", character)[0].lower()[:1] or character


# ── by shape ─────────────────────────────────────────────────────────────────────────────────────

_SIGN = r"(?:\s{0,2}\b(?:ponto|dot|underline)\b\s{0,2}|\s{1,2}[._,]\s{1,2}|[._,])"
_LOCAL = rf"(?<![a-z0-9+%-])(?:[a-z0-9+%-]{{1,40}}{_SIGN}){{0,5}}[a-z0-9+%-]{{1,40}}"
_HOUSE = r"(?:gmail|hotmail|outlook|yahoo|icloud|uol|bol|terra|live|proton|protonmail|globo|ig|msn)"
_AT = r"(?:@|%40|[(\[{<]\s*(?:at|arroba)\s*[)\]}>]|\barroba\b)"
_E = r"\s*(?:\b(?:e|eh|sao|numero|num|n)\b|[:=>\-–#º°.])*\s*"
_STOPS = (
    r"(?=\s(?:quero|queria|gostaria|tem|voces|vcs|vc|quanto|qual|quando|chega|entregam?|aceita|cep|tel|telefone|cpf|"
    r"email|e-mail|obrigad[oa]|por favor|pode|da pra|faz|manda|me)\b|[\n!?;]|\[cep|$)"
)
_STREET = (
    r"(?:rua|r\.|av\.?|avenida|alameda|al\.|travessa|trav\.|tv\.|praca|pca\.?|rodovia|rod\.|estrada|estr\.|viela|beco|"
    r"ladeira|largo|servidao|passagem|conjunto|conj\.?|condominio|cond\.|residencial|loteamento|vila|jardim|jd\.?|"
    r"parque|chacara|sitio|quadra|qd\.?|setor|super ?quadra|sq[ns]|qn[a-z])"
)
_NOT_THEIRS = r"(?!(?:da|de|do|dos|das)?\s*(?:sua |tua |a |o )?(?:loja|voces|vcs|site|empresa|e-?mail|fisic[ao]))"
SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("PIX", r"[0-9a-f]{8}(?:[-\s]?[0-9a-f]{4}){3}[-\s]?[0-9a-f]{12}"),
        ("EMAIL", rf"{_LOCAL}\s{{0,3}}{_AT}\s{{0,3}}[\w-]+(?:{_SIGN}[a-z]{{2,}})*"),
        ("EMAIL", rf"{_LOCAL}\s{{1,3}}at\s{{1,3}}{_HOUSE}\b(?:{_SIGN}[a-z]{{2,}})*"),
        ("EMAIL", rf"{_LOCAL}\s{{0,3}}{_HOUSE}(?:{_SIGN}|\s+)com(?:{_SIGN}br|\b)"),
        ("CONTATO", r"\b(?:instagram|facebook|fb|tiktok|t|wa|telegram)\.(?:com|me)/\S+"),
        ("CONTATO", r"(?<![\w@])@[a-z0-9_.]{3,}"),
        (
            "CARTAO",
            rf"\b(?:cvv2?|cvc|codigo de seguranca|senha|validade|val|venc\w*){_E}(?:do cartao)?{_E}\d[\d/\s-]{{1,7}}",
        ),
        (
            "DOCUMENTO",
            rf"\b(?:rg|identidade|cnh|pis|nis|titulo|passaporte|ctps){_E}[a-z]{{0,2}}[-.\s]?\d[\d.\s-]{{3,}}[x\d]?",
        ),
        (
            "NASCIMENTO",
            r"\b(?:nasci|nascimento|nascid[oa]|data de nasc\w*|aniversario)\b[^\n\d]{0,15}\d[^\n,;!?]{0,25}",
        ),
    )
)
"""Read in this order over the plain text; numbers are found by `numbers`, addresses after them."""

ADDRESSES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_STREET}\s*(?:[:\-]\s*)?(?=[\w\[])[^\n!?;]{{3,90}}?{_STOPS}",
        rf"\b(?:moro|resido|mora|moramos|fico|trabalho)\s+(?:na|no|perto|atras|ao lado|em frente)\b"
        rf"[^\n!?;]{{2,80}}?{_STOPS}",
        rf"\bendereco(?: de entrega| completo| pra entrega| e o seguinte)?{_E}{_NOT_THEIRS}[^\n!?;]{{4,90}}?{_STOPS}",
        rf"\b(?:bairro|ponto de referencia|referencia|esquina com|proximo (?:ao?|do|da)|perto d[oa]s?){_E}"
        rf"[^\n!?;,]{{3,50}}?(?:,|{_STOPS})",
        r"\b(?:lote|lt|bloco|bl|apto?|apartamento|casa|torre|sala|km|andar|cs)\b\.?\s*(?:[:#\-]|n[ºo°.]?)?\s*(?:\d+\s?[a-z]?|[a-z])\b",
    )
)
PIX_KEY = re.compile(
    rf"\b(?:chave\s+(?:do\s+|de\s+)?pix|meu\s+pix|pix|chave\s+aleatoria)\s*(?:e|eh|:|=|->?)\s*({_LOCAL}(?:\s+[a-z]+){{0,3}})"
)


def numbers(text: str) -> Iterator[Found]:
    """Runs of figures, in digits or words or both, whatever stands between them; `text` is plain."""
    run: list[tuple[int, int, str]] = []
    gap = 0
    for match in _TOKEN.finditer(text):
        figures = _figures(match[0], bool(run) and run[-1][1] == match.start())
        if figures is not None:
            run.append((match.start(), match.end(), figures))
            gap = 0
            continue
        gap += 1
        broken = match[0] in _BREAKS or (match[0].isalpha() and match[0] not in _JOINS)
        if run and (broken or gap > MOST_GAP):
            yield from _number(text, run)
            run = []
    yield from _number(text, run)


def _figures(token: str, touching: bool) -> str | None:
    """The digits a token stands for; letters that look like digits count where they touch some."""
    if token[0].isdigit():
        return token
    if token in NUMBER_WORDS:
        return NUMBER_WORDS[token]
    if touching and len(token) <= 2 and all(letter in _LEET for letter in token):
        return "".join(_LEET[letter] for letter in token)
    return None


def _number(text: str, run: list[tuple[int, int, str]]) -> Iterator[Found]:
    digits = "".join(figures for _, _, figures in run)
    if len(digits) < LEAST_DIGITS or _sizes([figures for _, _, figures in run]):
        return
    start, end = run[0][0], run[-1][1]
    yield Found(start, end, _kind(digits, text[start:end], text[max(0, start - 20) : start]))


def _sizes(groups: list[str]) -> bool:
    """A row of sizes: "36 38 40 42"."""
    if not all(len(group) == 2 for group in groups):
        return False
    steps = {int(b) - int(a) for a, b in pairwise(groups)}
    return steps <= {1} or steps <= {2}


def _kind(digits: str, shape: str, before: str) -> str:
    if "cpf" in before or (len(digits) == 11 and _is_cpf(digits)):
        return "CPF"
    if "cnpj" in before or (len(digits) == 14 and not _luhn(digits)):
        return "CNPJ"
    if "cartao" in before or (13 <= len(digits) <= 19 and _luhn(digits)):
        return "CARTAO"
    if len(digits) == 8 and ("cep" in before or _CEP_SHAPE.fullmatch(shape)):
        return "CEP"
    return "TELEFONE" if len(digits) <= 13 else "NUMERO"


def _is_cpf(digits: str) -> bool:
    def check(upto: int) -> int:
        return sum(int(d) * (upto + 1 - n) for n, d in enumerate(digits[:upto])) * 10 % 11 % 10

    return check(9) == int(digits[9]) and check(10) == int(digits[10])


def _luhn(digits: str) -> bool:
    doubled = [int(d) * (1 + n % 2) for n, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
