"""Measures and counts of a product: each must be one its owner wrote, in whatever unit, or so many times one.

A measure of the lead's own, of what is asked and of what is denied claims nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from central.core.guard.book import Goods
from central.core.guard.denial import asked, denied
from central.core.guard.said import Said
from central.core.lexicon import Lexicon, clause
from central.core.reading.stems import stem

_UNITS: dict[str, tuple[str, int]] = {
    **dict.fromkeys(("ml", "mls"), ("volume", 1)),
    **dict.fromkeys(("l", "lt", "lts", "litro", "litros", "litrinho", "litrinhos"), ("volume", 1000)),
    **dict.fromkeys(("mg",), ("peso", 1)),
    **dict.fromkeys(("g", "gr", "grama", "gramas", "graminhas"), ("peso", 1000)),
    **dict.fromkeys(("kg", "kgs", "quilo", "quilos", "quilinho", "quilinhos"), ("peso", 1_000_000)),
    **dict.fromkeys(("mm", "milimetro", "milimetros"), ("comprimento", 100)),
    **dict.fromkeys(("cm", "centimetro", "centimetros"), ("comprimento", 1000)),
    **dict.fromkeys(("m", "metro", "metros"), ("comprimento", 100_000)),
    **{
        unit: (unit, 1)
        for unit in ("hp", "cv", "rpm", "btu", "btus", "dpi", "hz", "lumens", "km/h", "kcal", "calorias", "db")
    },
    **dict.fromkeys(("w", "watts"), ("potencia", 1)),
    **dict.fromkeys(("v", "volts"), ("tensao", 1)),
    **dict.fromkeys(("mah",), ("bateria", 1)),
    **dict.fromkeys(("gb", "gigas"), ("memoria", 1)),
    **dict.fromkeys(("tb",), ("memoria", 1000)),
    **dict.fromkeys(("mp", "megapixels", "megapixel"), ("imagem", 1)),
    **dict.fromkeys(("polegada", "polegadas"), ("tela", 1)),
}
"""Each unit with what it measures and how many of the smallest unit it is."""
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_N = r"\d+(?:[.,]\d+)?"
_MEASURE = re.compile(
    rf"(?<![\d.,$])(?P<numbers>(?:{_N} ?(?:(?:{_UNIT}) )?(?:x|por|a|e|ou|ate|-|/) ?){{0,3}}{_N})[ "
    rf"-]?(?P<unit>{_UNIT})\b"
)
_BARE_PAIR = re.compile(rf"(?<![\d.,$/])(?P<numbers>{_N} ?(?:x|por) ?{_N}(?: ?(?:x|por) ?{_N})?)(?![\d.,]|x|%| ?vez)")
_NUMBER = re.compile(_N)
_OF_UNIT = re.compile(rf"({_N})(?: ?({_UNIT})\b)?")
_TOLD = re.compile(
    r"(?:\b(?:chega a|chegam a|atinge|regula|estica|sobe|tem|temos|mede\w*|comporta\w*|cabem?|pesa\w*|leva|sao|e|"
    r"vem|vao|vai|possui|contem|com|de|alcanca|suporta|"
    r"aguenta|capacidade\w*|altura|largura|comprimento|profundidade|diametro|tamanho|peso|medidas?|volume|conteudo|"
    r"rende|cada|pacotes?|frascos?|potes?|caixas?|sacos?|vidros?|garrafas?|mais|total|junt[oa]s|veste)|[:=(\x01]|^)"
    r"(?: (?:de|cerca|uns|umas|quase|ate|mais|so|apenas|com|um|uma|total|em|ao|todo|peito|cintura|busto|quadril|"
    r"pacotes?|frascos?|potes?|caixas?))*[ ]?$"
)
_OF_THE_LEAD = re.compile(
    r"\b(?:se|voce|vc|seu|sua|teu|tua|seus|suas|quantos?|quantas?|qual|meca|medir|mediu|medindo|sua|com uma|pra|para|"
    r"quem|cama|porta|sala|mesa|parede|quarto)\b[^,.;]*$"
)
_REACHES = re.compile(r"\b(?:alcanc[ae]\w*|chega a|atinge|pega|ilumina)(?: (?:ate|uns|cerca de|quase|mais de|de|a))* $")
_DIMENSION = re.compile(r"^ ?(?:de|na|no) (?:altura|largura|comprimento|profundidade|fundo|diametro|circunferencia)\b")
_MEASURES = re.compile(
    r"\b(?:mede\w*|altura|largura|comprimento|profundidade|diametro) (?:e |de |tem |com |fica |uns )*$"
)
_BODY = re.compile(r"\b(?:busto|cintura|quadril|peito|ombros?|coxa|pulso|pescoco|punho|pe|braco|cabeca)\b")
_WARRANTED = re.compile(r"garant|troca|defeito")
_ALWAYS = frozenset(
    "volume peso tensao potencia bateria memoria imagem hp cv rpm btu btus dpi hz lumens km/h kcal calorias db".split()
)
"""What is not told of a person or a room: these are judged wherever they stand."""
_COUNT = re.compile(r"(?<![\d.,$/-])(?P<n>\d{1,4}) (?P<noun>[a-z]{4,})")
_ONE = re.compile(r"\buma? (?P<noun>[a-z]{4,})")
_OTHER_COUNTS = frozenset(
    stem(noun)
    for noun in "dias dia horas minutos semanas meses anos reais vezes unidades peças parcelas unidade cores tons "
    "opções tamanhos itens pessoas gotas gotinhas segundos".split()
)
_A_DAY = re.compile(r"^ (?:por|ao|a cada|no) (?:dia|noite|semana|mes)\b")
_DOING = re.compile(r"\b(?!conter|ter |vir )[a-z]{2,}[aei]r (?:umas |uns )?$")
_AGES = Lexicon(
    (
        clause(
            r"serve\w*|indicad\w*|indicac\w+|recomendad\w*|idade|faixa|classificac\w+|a partir|acima|maiores|para "
            r"criancas|"
            r"pra criancas",
            r"\b[^.!?;\n\d]{0,20}\b(?P<a>\d+)(?: (?:a|ate|e) (?P<b>\d+))? (?P<unit>anos|aninhos|ano|meses)\b",
        ),
        clause(r"de|dos|entre", r" (?P<a>\d+) (?:a|aos|ate|ate os|e) (?P<b>\d+) (?P<unit>anos|meses)\b"),
    )
)
_ROOM = Lexicon(
    (
        clause(
            r"cabe|cabem|comporta|comportam|acomoda|acomodam|senta|sentam",
            r"(?: ate| umas| uns| bem| facil| tranquilamente|,)* (?P<n>\d+) (?P<noun>pessoas|lugares|convidados|"
            r"adultos|criancas)\b",
        ),
        clause(
            r"rende|rendem|borrifa|dura|duram|aguenta|serve|garante|da pra|da para|dao",
            r"\b[^.!?;\n\d]{0,15}\b(?P<n>\d+) (?P<noun>vezes|usos|aplicac\w+|borrif\w+|lavagens|doses|porcoes|"
            r"xicaras|banhos|"
            r"recargas|cargas|sessoes)\b",
        ),
    )
)
_IN_PARTS = re.compile(r"\b(?:divid|parcel|pag|quebr|rach)\w+")
"""What is done so many times with a price, not with the product."""
_CODE = re.compile(r"\b(?P<letter>[a-z])-?(?P<n>\d{2,4})\b(?! ?(?:%|x\b|cm|ml))")
_SEATS = ("pessoas", "lugares", "convidados", "adultos", "criancas")
_EACH_TIME = re.compile(r"\b(?:por|ao|cada|todo) (?:dia|mes|semana|noite)\b")
_YEARS = re.compile(r"(?:(\d+) (?:a|ate|e) )?(\d+) (?:anos?|mes(?:es)?)\b")
_RANGE = re.compile(rf"({_N}) a ({_N}) ?({_UNIT})\b")
_SIZE = re.compile(r"\b(?:pp|p|m|g|gg|xg|\d\d)\b(?! ?\d| (?:a|cm|mm|m)\b)")
_HOLDING = re.compile(r"\b(?:vem com|vem|traz|contem|inclui|acompanha) $")
_HEDGE = re.compile(r"\b(menos|abaixo|mais|acima) d[eo] $")
_MOST_TIMES = 50


def check(said: Said) -> None:
    """Refuse measures and counts that no text of what is spoken of has."""
    for match in (*_MEASURE.finditer(said.text), *_BARE_PAIR.finditer(said.text)):
        unit = match.groupdict().get("unit")
        if _told(said, match, unit) and not _known(said, match, unit):
            said.rule(False, "estoque", match.start(), match.end())
    for match in _COUNT.finditer(said.full):
        if said.text[match.start()] == said.full[match.start()]:
            _counted(said, match)
    for match in _ROOM.find(said.full, said.stems):
        _roomy(said, match)
    for match in _CODE.finditer(said.text):
        _coded(said, match)
    for match in _AGES.find(said.full, said.stems):
        _aged(said, match)


def _told(said: Said, match: re.Match[str], unit: str | None) -> bool:
    """Whether the measure is said to be the product's."""
    head, tail = said.before(match.start()), said.after(match.end())
    if asked(tail) or denied(head, tail):
        return False
    kind = _UNITS[unit][0] if unit is not None else "comprimento"
    if kind in _ALWAYS:
        return True
    if _OF_THE_LEAD.search(head) or _of_a_body(said, match, head):
        return False
    if _DIMENSION.match(tail) or _MEASURES.search(head):
        return True
    measured = any(what == kind for g in _spoken_of(said, match.start()) for what, _ in sizes(g))
    if unit is not None:
        sided = len(_NUMBER.findall(match["numbers"])) > 1 and _TOLD.search(head) is not None
        return measured or sided or _REACHES.search(head) is not None
    return measured and _TOLD.search(head) is not None


def _of_a_body(said: Said, match: re.Match[str], head: str) -> bool:
    """Whether a part of the body is measured that no text of the product speaks of."""
    parts = _BODY.findall(head)
    return bool(parts) and not any(parts[-1] in g.texts for g in _spoken_of(said, match.start()))


def _known(said: Said, match: re.Match[str], unit: str | None) -> bool:
    numbers = _NUMBER.findall(match["numbers"])
    goods = _spoken_of(said, match.start())
    lead = said.facts.words.split()
    if not goods or all(number.split(",")[0] in lead for number in numbers):
        return True
    if any(match[0].strip() in text for text in said.facts.told):
        return True
    for one in goods:
        known = sizes(one)
        if len(numbers) == 1 and _within(said, match, one):
            return True
        if all(_holds(said, match, known, n, own or unit) for n, own in _OF_UNIT.findall(match["numbers"])):
            return True
    return False


def _within(said: Said, match: re.Match[str], goods: Goods) -> bool:
    """Whether it lies in a range of the owner's: of the size that the sentence names, if it names one."""
    value = float(_NUMBER.findall(match["numbers"])[0].replace(",", "."))
    sizes_named = _SIZE.findall(said.around(match.start()))
    for part in re.split(r"[;,](?! ?\d)", goods.texts):
        span = _RANGE.search(part)
        if span is None or span[3] != match.groupdict().get("unit"):
            continue
        named = not sizes_named or any(re.search(rf"\b{size}\b", part) for size in sizes_named)
        if named and float(span[1].replace(",", ".")) <= value <= float(span[2].replace(",", ".")):
            return True
    return False


def _aged(said: Said, match: re.Match[str]) -> None:
    """For whose age the product is said to be, where its owner tells another."""
    ages = [{n for pair in _YEARS.findall(g.texts) for n in pair if n} for g in _spoken_of(said, match.start())]
    told = {number for number in (match["a"], match["b"]) if number}
    if not any(ages) or any(told <= one for one in ages) or told <= set(said.facts.words.split()):
        return
    head, tail = said.before(match.start()), said.after(match.end())
    if not asked(tail) and not denied(head, tail) and not _WARRANTED.search(said.around(match.start())):
        said.rule(False, "estoque", match.start(), match.end())


def _holds(said: Said, match: re.Match[str], known: frozenset[tuple[str, int]], number: str, unit: str | None) -> bool:
    if unit is None:
        return any((kind, _smallest(number, by)) in known for kind, by in _UNITS.values())
    kind, by = _UNITS[unit]
    value = _smallest(number, by)
    if hedge := _HEDGE.search(said.before(match.start())):
        less = hedge[1] in ("menos", "abaixo")
        return any(what == kind and (one < value if less else one > value) for what, one in known)
    if (kind, value) in known:
        return True
    others = said.full[: match.start()] + " " + said.full[match.end() :]
    times = {int(n) for n in re.findall(r"(?<![\d.,])\d{1,2}(?![\d.,])", others)}
    return any(value == one * n for what, one in known if what == kind for n in times if 1 < n <= _MOST_TIMES)


def _spoken_of(said: Said, at: int) -> list[Goods]:
    """What is spoken of here, and what the lead asked about."""
    ids = said.subject(at) | ({said.facts.product} if said.facts.product else set())
    return [g for id in sorted(ids) if (g := said.facts.goods(id)) is not None]


@lru_cache(maxsize=2048)
def sizes(goods: Goods) -> frozenset[tuple[str, int]]:
    """What the owner's texts measure of a product, in smallest units."""
    return frozenset(
        (_UNITS[m["unit"]][0], _smallest(number, _UNITS[m["unit"]][1]))
        for m in _MEASURE.finditer(goods.texts)
        for number in _NUMBER.findall(m["numbers"])
    )


def _smallest(number: str, by: int) -> int:
    whole, _, part = number.replace(".", ",").partition(",")
    return int(whole) * by + (int(part) * by // 10 ** len(part) if part else 0)


def _counted(said: Said, match: re.Match[str]) -> None:
    """A count of what the owner's texts count otherwise: "36 níveis" where they say 18."""
    noun = stem(match["noun"])
    bare = noun in _OTHER_COUNTS and _HOLDING.search(said.full, max(0, match.start() - 14), match.start()) is None
    if bare or match["noun"] in _UNITS:
        return
    counts = [found for g in _spoken_of(said, match.start()) if (found := counted(g).get(noun))]
    if not counts or any(match["n"] in found for found in counts) or match["n"] in said.facts.words.split():
        return
    head, tail = said.before(match.start()), said.after(match.end())
    several = any(int(match["n"]) % int(n) == 0 for found in counts for n in found if int(n) > 1)
    if (_A_DAY.match(tail) and not _regular(said, match)) or _DOING.search(head):
        return
    if (several and _times_told(said, match, counts)) or asked(tail) or denied(head, tail) or _OF_THE_LEAD.search(head):
        return
    said.rule(False, "estoque", match.start(), match.end())


def _regular(said: Said, match: re.Match[str]) -> bool:
    """Whether the owner says how many come each month or are taken each day."""
    return any(_EACH_TIME.search(g.texts) for g in _spoken_of(said, match.start()))


def _roomy(said: Said, match: re.Match[str]) -> None:
    """For how many it has room, or how often it can be used, where no text says so many."""
    head, tail = said.before(match.start()), said.after(match.end())
    goods = _spoken_of(said, match.start())
    if asked(tail) or denied(head, tail) or match["n"] in said.facts.words.split() or _IN_PARTS.search(match[0]):
        return
    seats = match["noun"] in _SEATS
    known = [
        re.search(rf"\b{match['n']} (?:{'|'.join(_SEATS)})", g.texts) if seats else match["n"] in g.numbers
        for g in goods
    ]
    if known and not any(known):
        said.rule(False, "estoque", match.start(), match.end())


def _coded(said: Said, match: re.Match[str]) -> None:
    """A grade like D33 where the owner's texts have another of its letter."""
    goods = _spoken_of(said, match.start())
    told = [set(re.findall(rf"\b{match['letter']}-?(\d{{2,4}})\b", g.texts)) for g in goods]
    if any(told) and not any(match["n"] in one for one in told) and not asked(said.after(match.end())):
        said.rule(False, "promessa", match.start(), match.end())


def _times_told(said: Said, match: re.Match[str], counts: list[frozenset[str]]) -> bool:
    """Whether so many pieces are spoken of that they make this count: "duas caixas, 40 sachês"."""
    rest = said.full[: match.start()] + said.full[match.end() :]
    times = {int(match["n"]) // int(n) for found in counts for n in found if int(n) and int(match["n"]) % int(n) == 0}
    return any(re.search(rf"(?<![\d.,]){n}(?![\d.,])", rest) for n in times)


@lru_cache(maxsize=2048)
def counted(goods: Goods) -> dict[str, frozenset[str]]:
    """What the owner's texts count of a product: the stem of each noun with its numbers."""
    found: dict[str, set[str]] = {}
    for match in _COUNT.finditer(f"{goods.texts}\n{goods.product.name.casefold()}"):
        found.setdefault(stem(match["noun"]), set()).add(match["n"])
    for match in _ONE.finditer(goods.texts):
        found.setdefault(stem(match["noun"]), set()).add("1")
    return {noun: frozenset(numbers) for noun, numbers in found.items()}
