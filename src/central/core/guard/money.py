"""Every amount of money in a text: where it stands, how much it is, and how it is hedged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from central.core.guard.number import UNIT
from central.core.guard.said import Said

_N = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?(?![\d])"
_CURRENCY = (
    r"(?:reais|real|reals?|reaus?|reaizinhos?|realzinhos?|contos?|continhos?|pilas?|pilinhas|mangos|pratas|brl|"
    r"dinheiros)"
)
_EXPLICIT = re.compile(
    rf"(?:(?:u?s?r?\$|\brs|\bbrl)[ \n]*[:=]?[ \n]*(?P<a>{_N})(?:[ \n]?(?P<ak>mil|k)\b)?(?: e (?P<ac>\d{{2}})(?!\d|"
    rf" ?{UNIT}\b|x))?"
    rf"(?:[ \n]?{_CURRENCY}\b)?(?: e (?P<ad>\d{{1,2}}) centavos)?"
    rf"|(?<![\d.,/])(?P<b>{_N})[ \n]?(?P<bk>mil |k )?[ \n]?{_CURRENCY}\b"
    rf"(?: e (?P<bc>\d{{1,2}})(?! ?{UNIT}\b)(?:[ \n]centavos?)?)?"
    rf"|(?<![\d.,/])(?P<c>\d+)[ \n]centavos?\b"
    r"|(?<![\d.,/])(?P<e>\d{2,4}) e (?:pouquinh|pouc|quebrad|uns quebrad|la vai)\w*(?! (?:dias|anos|horas))"
    rf"|(?<![\d.,/:])(?P<d>(?:\d{{1,3}}(?:\.\d{{3}})+|\d+),\d{{2}}|\d+\.\d{{2}})(?![\d/]|[.,]\d| (?:x|"
    rf"por) \d+(?:,\d+)? ?{UNIT}\b| ?(?:{UNIT}\b|"
    rf"/))(?! estrelas))"
)
_FUNCTION = (
    r"(?:depois|antes|apenas|apos|pois|mais|nos|no|na|em|a|e|ou|mas|com|sem|para|pra|pro|por|so|hoje|agora|cada|o|"
    r"os|as|ja|ai|viu|ta|ok|aqui|mesmo|apenas|"
    r"pix|cartao|vista|avista|fechad\w+|redond\w+|certinh\w+|total|tudo|nel[ea]|ness[ea]|nest[ea]|leva|fica|sai|"
    r"te|voce|"
    r"vc|que|se|del[ea]|k+|rs|hein|ne|beleza|combinado|fechou|topa|pode|quer|posso|do|da|de|dos|das|entao|nao|eh|in|"
    r"inteir\w+|liquid\w+|ate|via|pelo|pela|por unidade|unidade|um|uma|no maximo)"
)
_CUES = frozenset(
    "por sai saindo sair saia fica ficou fico ficando faco faz fazemos fazer valor preco precinho vale valem "
    "valendo era caiu cai partir nem abaixo acima maximo minimo total desconto frete entrega taxa pix entrada "
    "sinal quase manda dou tudo junto juntos juntas cabe chega passa custo x vendo vende vendemos oferta "
    "tabela menos tira tiro aceito aceita aceitamos consigo consegui conseguimos consegue posso podemos sobra nota "
    "cedula notinha chegar chego".split()
)
_CUE_STEMS = frozenset("cust fech pag paga pago cobr baix deix promo prom abat econ gast inve leva leve".split())
_FILLERS = frozenset(
    "a de por em o os e eh so apenas somente uns umas tipo cerca quase ate no na maximo minimo incriveis "
    "miseros meros exatos exatamente ali la seu seus nos nas faixa casa redondo redondos mesmo ai ja hoje "
    "agora fica sai vai dar da ser menos mais abaixo acima ou pra para voce vc te dos das do d n r rs ta esta "
    "tao".split()
)
_PRONOUNS = frozenset("ele ela esse essa este esta isso \x01 deles delas".split(" "))
_WEAK = frozenset({"de", "com"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_BACK = re.compile(r"[a-z]+|[^a-z\s]")
_SIGNS = frozenset(":=>-+\x01")
_BARE = re.compile(
    rf"(?<![\d.,/a-z])(?<!\d:)(?P<n>{_N})(?P<k> ?mil\b|k\b)?(?: e (?P<c>[1-9]\d)(?!\d| ?{UNIT}\b))?"
    rf"(?![\d/:]|[.,]\d|x\b|[a-z])(?!(?:[ -]?(?:a|ou|e|ate|em|-) ?\d+)? ?{UNIT}(?![a-z]))"
    rf"(?P<ends>(?=[ ]*(?:[^a-z\d\s%º\x01]|$|\n|{_FUNCTION}(?![a-z])))|(?=[ ][a-z]*[^s\s\d](?![a-z])))"
)
_HEDGES = (
    (
        "abaixo",
        re.compile(
            r"(?:(?:menos|abaixo|inferior\w*|menor\w*) (?:d[eo]s?|a|que|do que)|\bnem|nao (?:chega|da|"
            r"bate)(?: nem)? (?:a|em)?|"
            r"nao (?:passa|ultrapassa|(?:sai|custa|fica|vale|paga|gasta)(?: por)? mais) (?:de|dos)?|no maximo|"
            r"(?:opcoes|produtos|itens|pecas|coisas|"
            r"algo) (?:de )?ate|cabe em|so com)(?: os| uns)? ?(?:r\$)?$"
        ),
    ),
    ("acima", re.compile(r"(?:acima|a partir|mais|passando|superior\w*|maior\w*) (?:d[eo]s?|a)(?: uns)? ?(?:r\$)?$")),
    (
        "cerca",
        re.compile(
            r"(?:\bquase|cerca de|\buns|\bumas|por volta d[eo]s?|em torno d[eo]s?|mais ou menos|tipo|"
            r"na faixa (?:de|dos)|na casa dos) ?(?:r\$)?$"
        ),
    ),
)
_BELONGS_BEFORE = re.compile(r"^ ?(?:\([^)]*\))? ?(?:n[oa]|via|pel[oa]) (?:pix|cartao)\b(?=[^,]*\b(?:ou|e|mas)\b)")
_NOTE = re.compile(r"\b(?:nota|cedula|notinha) de ?(?:r\$ ?)?$")
_FROM = re.compile(r"a partir d[eo]s? ?(?:r\$)?$")


@dataclass(frozen=True, slots=True)
class Amount:
    """Centavos with their place; `hedge`: "", acima, desde, abaixo, cerca or nota; bare ones are not `sure`."""

    start: int
    end: int
    centavos: int
    hedge: str
    sure: bool


def amounts(said: Said) -> list[Amount]:
    """All amounts, from left to right; sure ones first claim their place."""
    found = [_amount(said, m.start(), m.end(), _sum(m), True) for m in _EXPLICIT.finditer(said.text)]
    taken = [(a.start, a.end) for a in found]
    for match in _BARE.finditer(said.text):
        start, end = match.start("n"), match.end()
        if not any(s < end and start < e for s, e in taken) and _cued(said.text, match):
            found.append(_amount(said, start, end, _bare(match), False))
    return sorted(found, key=lambda a: a.start)


def figure(text: str) -> int:
    """The centavos of a written number: "1.299,90", "89.9", "89".

    >>> figure("1.299,90"), figure("89.9"), figure("1.299"), figure("89")
    (129990, 8990, 129900, 8900)
    """
    whole, _, cents = text.partition(",")
    if not cents and re.fullmatch(r"\d+\.\d{1,2}", whole):
        whole, _, cents = whole.partition(".")
    return int(whole.replace(".", "")) * 100 + int((cents or "0").ljust(2, "0")[:2])


def _sum(match: re.Match[str]) -> int:
    if match["c"]:
        return int(match["c"])
    value = figure(match["a"] or match["b"] or match["d"] or match["e"])
    if match["ak"] or match["bk"]:
        value *= 1000
    cents = match["ac"] or match["ad"] or match["bc"]
    return value + (int(cents) if cents and value % 100 == 0 else 0)


def _bare(match: re.Match[str]) -> int:
    value = figure(match["n"]) * (1000 if match["k"] else 1)
    return value + (int(match["c"]) if match["c"] else 0)


def _cued(text: str, match: re.Match[str]) -> bool:
    """Whether the words before a bare number speak of money; a small one needs a clear word."""
    small = match["n"].isdigit() and int(match["n"]) <= 12
    before = text[max(0, match.start() - 70) : match.start()]
    back = _BACK.findall(before.rsplit("\n", 1)[-1] if small else before)
    for word in reversed(back[-9:]):
        if word in _CUES or word[:4] in _CUE_STEMS:
            return not (small and word.startswith("lev"))
        if word in _PRONOUNS:
            return not small and _YEAR.fullmatch(match["n"]) is None
        if word not in _FILLERS:
            break
    if _YEAR.fullmatch(match["n"]):
        return False
    return bool(back) and not small and (back[-1] in _WEAK or back[-1] in _SIGNS)


def _amount(said: Said, start: int, end: int, centavos: int, sure: bool) -> Amount:
    before = said.before(start)[-40:].rstrip()
    if _NOTE.search(before + " "):
        return Amount(start, end, centavos, "nota", sure)
    hedge = next((name for name, pattern in _HEDGES if pattern.search(before)), "")
    if hedge == "acima" and _FROM.search(before):
        hedge = "desde"
    return Amount(start, end, centavos, hedge, sure)


def gaps(said: Said, found: list[Amount]) -> Iterator[tuple[Amount, str, str, Amount | None]]:
    """Each amount with the words of its sentence since the amount before and up to the next one."""
    for number, amount in enumerate(found):
        start, end = said.sentence(amount.start)
        previous = found[number - 1] if number and found[number - 1].start >= start else None
        following = found[number + 1] if number + 1 < len(found) and found[number + 1].start < end else None
        head = said.text[previous.end if previous else start : amount.start]
        if previous is not None:
            head = _BELONGS_BEFORE.sub("", head)
        tail = said.text[amount.end : following.start if following else end]
        yield amount, head, tail, following
