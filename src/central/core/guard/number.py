"""Numbers in words become figures: "oitenta e nove e noventa" is 89,90."""

from __future__ import annotations

import re

_SMALL = {
    "zero": 0, "um": 1, "uma": 1, "hum": 1, "dois": 2, "duas": 2, "tres": 3, "quatro": 4, "cinco": 5, "seis": 6,
    "sete": 7, "oito": 8, "nove": 9, "dez": 10, "onze": 11, "doze": 12, "treze": 13, "quatorze": 14, "catorze": 14,
    "quinze": 15, "dezesseis": 16, "dezeseis": 16, "dezasseis": 16, "dezessete": 17, "dezesete": 17, "dezassete": 17,
    "dezoito": 18, "dezenove": 19, "dezanove": 19, "vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50,
    "cincoenta": 50, "sessenta": 60, "setenta": 70, "oitenta": 80, "noventa": 90, "cem": 100, "cento": 100,
    "duzentos": 200, "duzentas": 200, "trezentos": 300, "trezentas": 300, "quatrocentos": 400, "quatrocentas": 400,
    "quinhentos": 500, "quinhentas": 500, "seiscentos": 600, "seiscentas": 600, "setecentos": 700, "setecentas": 700,
    "oitocentos": 800, "oitocentas": 800, "novecentos": 900, "novecentas": 900, "mil": 1000,
    "dezao": 10, "dezinho": 10, "quinzinho": 15, "vintao": 20, "vintinho": 20, "vintinha": 20, "trintao": 30,
    "trintinha": 30, "quarentao": 40, "quarentinha": 40, "cinquentao": 50, "cinquentinha": 50, "sessentao": 60,
    "sessentinha": 60, "setentao": 70, "setentinha": 70, "oitentao": 80, "oitentinha": 80, "noventao": 90,
    "noventinha": 90, "cenzinho": 100, "cenzao": 100, "duzentao": 200, "duzentinhos": 200,
}  # fmt: skip
COLLOQUIAL = frozenset(w for w in _SMALL if w.endswith(("ao", "inho", "inha", "inhos")))
"""Amounts of money by their very form."""

NUMERALS = frozenset(_SMALL) - {"um", "uma"}
ONES = frozenset({"um", "uma", "hum"})
UNIT = (
    r"(?:ml|l|litros?|g|gr|gramas?|kg|quilos?|mg|cm|mm|m|metros?|anos?|aninhos|dias?|diazinhos?|semanas?|semaninhas?|"
    r"mes|meses|horas?|horinhas?|hrs?|hs?|min|minutos?|minutinhos?|segundos?|segundinhos?|vezes|vez|x|unidades?|"
    r"pecas?|"
    r"gotas?|gotinhas?|cores|tons|tamanhos?|opcoes|cartas|miniaturas|frascos?|potes?|%|por cento)"
)
"""Nouns that make the number before them a count, not money."""

_WORDS = "|".join(sorted(_SMALL, key=len, reverse=True))
_SEQUENCE = re.compile(rf"(?<![a-z\d])(?:{_WORDS})(?:(?:(?: e|,)? (?:e )?| e\n|\ne )(?:{_WORDS}))*(?![a-z\d])")
_PART = re.compile(r"[a-z]+|,")
_COUNTED = re.compile(rf"[ \n]{UNIT}\b|%")
_ONE_COUNTED = re.compile(
    r"[ \n](?:real|reais|quilos?|litros?|metros?|gramas?|x|vez|dia|diazinho|semana|semaninha|mes|ano|hora|horinha|"
    r"centavos?|por cento|unidades?|pecas?|"
    r"pila|conto)\b"
)
_COUNTED_ZERO = re.compile(r"[ \n](?:virgula|reais|real|[a-z]*centavos)\b|,")
_NO_MONEY = re.compile(r"(?:entre|tamanhos?|numeracao|numeros?|tam|idade|das|as) $")
_VIRGULA = re.compile(r"(?<=\d) (?:virgula|ponto) (?=\d)")
_PERCENT = re.compile(rf"(?<![a-z])(\d+(?:,\d+)?|{_WORDS}) (?:por cento|porcento)\b(?! e (?:{_WORDS}))")
_DOZEN = re.compile(r"\b(?:uma )?(meia )?duzia\b")
_HALF = re.compile(r"\bmei[oa] (quilo|litro|hora)\b")
_HALVES = {"q": "g", "l": "ml", "h": "minutos"}
_DOZENS = re.compile(r"\b(2|3|4|5|duas|tres|quatro|cinco) duzias( e meia)?\b")


def figures(text: str, words: frozenset[str]) -> str:
    """The plain text with its numerals as digits; `words` are the words in it.

    >>> figures("sai por oitenta e nove e noventa", frozenset({"oitenta"}))
    'sai por 89,90'
    >>> figures("em duas vezes de cento e vinte e nove reais, uma beleza", frozenset({"duas"}))
    'em 2 vezes de 129 reais, uma beleza'
    """
    if "duzias" in words:
        text = _DOZENS.sub(lambda m: f"{12 * (_SMALL.get(m[1]) or int(m[1])) + (6 if m[2] else 0)} unidades", text)
    if "duzia" in words:
        text = _DOZEN.sub(lambda m: "6 unidades" if m[1] else "12 unidades", text)
    if "meio" in words or "meia" in words:
        text = _HALF.sub(lambda m: f"{500 if m[1][0] in 'ql' else 30} {_HALVES[m[1][0]]}", text)
    if "cento" in words:
        text = _PERCENT.sub(r"\1%", text)
    if not words & NUMERALS and not _one(text, words):
        return text
    return _VIRGULA.sub(",", _SEQUENCE.sub(lambda match: _figure(match, text), text))


def _one(text: str, words: frozenset[str]) -> bool:
    return bool(words & ONES) and any(_ONE_COUNTED.match(text, m.end()) for m in re.finditer(r"\b(?:um|uma)\b", text))


def _figure(match: re.Match[str], text: str) -> str:
    said = match[0]
    if said == "zero":
        return "0" if _COUNTED_ZERO.match(text, match.end()) else said
    if said in ONES:
        return "1" if _ONE_COUNTED.match(text, match.end()) else said
    if said.split()[-1] in COLLOQUIAL and said.split()[0] in ONES:
        return f"{_SMALL[said.split()[-1]]} reais"
    groups, glue = _groups(said)
    if len(groups) == 2 and glue == [" e "] and 10 <= groups[1] <= 99 and 0 < groups[0] < 1000:
        counted = _COUNTED.match(text, match.end()) or _NO_MONEY.search(text, max(0, match.start() - 12), match.start())
        if not counted:
            return f"{groups[0]},{groups[1]}"
    money = " reais" if len(groups) == 1 and said in COLLOQUIAL else ""
    return "".join(str(g) + (glue[n] if n < len(glue) else "") for n, g in enumerate(groups)) + money


def _groups(said: str) -> tuple[list[int], list[str]]:
    """The numbers of a run of numerals, and what stands between them: "vinte e um, dois" is 21 and 2."""
    groups: list[int] = []
    glue: list[str] = []
    room, joined = 0, " "
    for part in _PART.findall(said):
        if part in ("e", ","):
            joined = " e " if part == "e" else ", "
            continue
        value = _SMALL[part]
        if groups and joined != ", " and part == "mil" and 1 < groups[-1] < 1000:
            groups[-1], room = groups[-1] * 1000, 1000
        elif groups and joined != ", " and 0 < value < room:
            groups[-1], room = groups[-1] + value, _room(value)
        else:
            if groups:
                glue.append(joined)
            groups.append(value)
            room = _room(value) if part != "cem" else 0
        joined = " "
    return groups, glue


def _room(value: int) -> int:
    """What may still be added: 80 takes less than ten, 100 less than a hundred, 8 nothing."""
    if value >= 1000:
        return 1000
    if value >= 100:
        return 100
    return 10 if value >= 20 else 0
