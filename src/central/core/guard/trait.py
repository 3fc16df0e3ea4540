"""What a product is made of, from, for and like: said of it are only words its owner wrote, and words that say little.

A closed world: each frame ("é feito de …", "vem direto de …", "serve para …", "é …") opens a slot, and what stands in
it must be known. What is asked, denied or left to a doctor claims nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from central.core.guard.attribute import COLOURS
from central.core.guard.book import WORD
from central.core.guard.denial import asked, denied, referred, told_by_lead
from central.core.guard.identity import FIRST_NAMES
from central.core.guard.plain import plain
from central.core.guard.said import NAMED, OWNED, Said
from central.core.guard.small_words import CONTENTS, EFFECTS, HAD, LIKE, MADE, ORIGIN, PRAISERS, USES
from central.core.guard.written import OF, PAIR, house_words, known, qualities, titles, wholes
from central.core.lexicon import Lexicon, clause
from central.core.reading.stems import stem

_MOST_WORDS = 4
_STOP = frozenset(
    "que mas porem porque pois quando se entao viu ta ne ok onde como enquanto por pelo pela nao nem so ai la aqui "
    "ja vem vai vao pode podem cabe cabem serve dura acompanha combina deixa ficam leva levam custam dao "
    "voce vc eu ele ela isso esse essa custa sai fica chega tem temos tenho acima ate".split()
)
_PLACES = frozenset("depois antes dentro alem perto longe cima fora junto parte tipo hora vez cerca partir".split())
_LINKS = frozenset("de do da dos das e em no na nos nas com sem a o as os um uma para pra pro pros pras ao aos".split())
_COUNT = re.compile(r"^\d+ ")
_WITH_IT = re.compile(r"(?:um |uma |o |a |\d |par de |kit de |os |as )*")
_BEGINS = re.compile(r"[a-z\x01]")
_LIST = re.compile(r"(?:, ?[a-z]+(?: [a-z]+){0,2})*,? e [a-z]+(?: (?:de )?[a-z]+)?(?! [a-z]*[aei]r\b)")
_THE_ONE = r"(?:\x01+|ele|ela|eles|elas|(?:esse|essa|este|esta) [a-z]+|tecido|material|produto|modelo)"
_MADE_OF = Lexicon(
    (
        clause(
            r"feit[oa]s?|produzid[oa]s?|fabricad[oa]s?|confeccionad[oa]s?|revestid[oa]s?|forrad[oa]s?|rechead[oa]s?|"
            r"enriquecid[oa]s?|compost[oa]s?",
            r"(?: (?:so|tod[oa]|inteir[oa]))*(?: a base)?(?: de| com) (?P<at>)",
        ),
        clause(
            r"composicao|formula|ingredientes?",
            r"(?: (?:e|eh|sao|leva|tem|so|tod[oa]|inteir[oa]))*(?: a base)?(?: de| com|:) (?P<at>)",
        ),
        clause(r"a", r" (?P<at>)prova d[aeo]s? ", keys="prova"),
        clause(r"e|sao|tem|com|oferece|garante", r" (?P<at>)(?=(?:resistente|protecao) )", keys="resistente|protecao"),
        clause(
            r"acabamento|estrutura|tampo|base|corpo|forro|interior|exterior|sola|solado|cabo|tampa|alca|fecho|moldura",
            r"(?: (?:e|eh|sao|todo|toda|feit[oa]))* em (?P<at>)",
        ),
        clause(r"contem|a base de|enchimento de|recheio de|forro de|ric[oa]s? em", r" (?P<at>)"),
        clause(r"leva|levam|tem|com|vai", r" (?P<at>)(?=[a-z ,]{3,40}? na (?:formula|composicao|receita|mistura)\b)",
               keys="formula|composicao|receita|mistura"),
    )
)  # fmt: skip
_HAS = Lexicon(
    (
        clause(
            r"tem|possui|possuem|conta com|traz|trazem",
            r" (?:ate |tambem |ainda |so |uma? |\d+ |outr[oa]s? )*(?P<at>)(?=[a-z]{2,})",
            before=r"(?:^|[.!?\n] ?|\x01 (?:ja |tambem |ainda )?|\b(?:ele|ela|eles|elas|esse|essa|este|esta|modelo|"
            r"produto) |, )",
        ),
        clause(
            r"vem|vai|acompanha",
            r" (?:junto |tambem |ainda |uma? |\d+ )*(?P<at>)(?=[a-z]{3,})",
            before=r"(?:^|[.!?\n] ?|\x01 (?:ja |tambem |ainda )?|\b(?:ele|ela|produto) )",
        ),
        clause(
            r"garantia",
            r"[^.!?\n]{0,20} (?:cobre|abrange|inclui|vale (?:para|pra))(?: ate| tambem| qualquer|"
            r" tod[oa]s?)* (?P<at>)",
        ),
        clause(r"acesso|suporte", r"(?: e)? (?:a |ao )?(?P<at>)(?=[a-z]{4,})"),
    )
)
_NEEDS = Lexicon((clause(r"precisa|precisam|pede|requer|exige", r"(?: de)? (?P<at>)", before=r"\x01s? (?:so |ja )?"),))
_WE_MAKE = Lexicon(
    (
        clause(
            r"fazemos|produzimos|fabricamos|plantamos|colhemos|torramos|costuramos|importamos|cultivamos|criamos",
            r"(?: (?:tudo|ele|ela|cada|sempre|um|uma|por))* (?:n[oa]s?|com|em|de|d[oa]s?) (?P<at>)",
        ),
    )
)
_IS_OF = re.compile(
    rf"(?:(?:^|[.!?\n] ?|(?:\b|(?=\x01)){_THE_ONE} )(?:e|eh|sao) |\b(?:tecido|material)(?: e)? )de (?P<at>)"
)
_COMES_FROM = Lexicon(
    (
        clause(r"vem|veio|vieram|direto|diretinho|diretamente", r"(?: direto| la)? d[aeo]s? (?P<at>)"),
        clause(r"origem", r"(?: e)?(?: d[aeo]s?|:) (?P<at>)"),
        clause(
            r"colhid[oa]s?|cultivad[oa]s?|plantad[oa]s?|produzid[oa]s?|fabricad[oa]s?|importad[oa]s?|"
            r"confeccionad[oa]s?|engarrafad[oa]s?|costurad[oa]s?",
            r"(?: a mao| la)? (?:n[ao]s?|em|d[ao]s?|por|pel[oa]s?) (?P<at>)",
        ),
    )
)
_DONE_IN = re.compile(r"\b(?!cad)[a-z]{2,}[ai]d[oa]s?(?: a mao)? (?:n[ao]s?|em) (?P<at>[a-z]{3,})\b")
_DONE_BY = re.compile(r"\b(?:[a-z]{2,}[ai]d|escrit|feit)[oa]s? (?:a mao )?(?:por|pel[oa]s?) (?P<at>[a-z]{3,})\b")
_EFFECTS = Lexicon(
    (
        clause(
            r"acelera|evita|previne|melhora|aumenta|reduz|diminui|estimula|fortalece|protege|combate|alivia|regula|"
            r"equilibra|"
            r"favorece|promove|proporciona|auxilia|desenvolve|turbina|preserva",
            r"m?(?: (?:a|o|as|os|na|no|nas|nos|sua|seu|contra|muito|bastante))* (?P<at>)",
        ),
        clause(
            r"corrige|baixa|limpa|tira|acalma|relaxa|modela|afina|seca|espanta|afasta|controla|renova|recupera|repara|"
            r"restaura|ativa|elimina|solta|amacia|clareia",
            r"m? (?:a|o|as|os|seu|sua|seus|suas|qualquer|tod[oa]s?)(?: [oa]s?)? (?P<at>)",
        ),
        clause(r"ajuda|ajudam", r" (?:muito |bastante )?(?:a|o|as|os) (?:sua |seu )?(?P<at>)(?![a-z]+[aei]r\b)"),
        clause(r"corrige|retem|repele|desintoxica|desinflama|desincha", r"m? (?P<at>)"),
        clause(r"ajuda|ajudam", r" (?:muito |bastante )?(?:n[oa]s?|contra|em) (?P<at>)"),
    )
)
_CONTENTS = Lexicon(
    (
        clause(r"(?<!que )vem|vao|vai", r"(?: junto| tambem| sempre| ja)* com (?P<at>)"),
        clause(r"acompanha|acompanham|inclui|incluem|traz|trazem", r"(?: junto| tambem)? (?P<at>)"),
        clause(
            r"voce|vc",
            r" (?:ainda |tambem )?(?:leva|recebe|ganha)(?: tambem| junto| ainda)? (?:uma?|outr[oa]|mais|\d+) (?P<at>)",
        ),
        clause(r"vai|vem|segue|chega|vao|vem", r" (?P<at>)(?=[a-z]{3,}[ai]d[oa]s?\b)"),
        clause(r"ganhou|venceu|conquistou|faturou", r" (?:o |a |um |uma |varios )?(?P<at>)"),
        clause(
            r"tem|possui|com|conta com|recebeu",
            r" (?:o |um |uma )?(?P<at>)(?=(?:selo|certific\w+|registro|homologa\w+|patente\w*|premio\w*|laudo)\b)",
            keys=r"selo|certific\w+|registro|homologa\w+|patente\w*|premio\w*|laudo",
        ),
        clause("tem|possui", r" (?:uma?|\d+) (?P<at>)", keys="tem|possui", before=r"\x01 (?:ja |tambem |ainda )?"),
    )
)
_ADJECTIVES = re.compile(r"(?:, ?[a-z]{4,}[oa]s?(?=[,.!?\n]| e )){1,3}")
_IS_FOR = Lexicon(
    (
        clause(
            r"serve|servem|indicad[oa]s?|recomendad[oa]s?|propri[oa]s?|adequad[oa]s?|apropriad[oa]s?|"
            r"desenvolvid[oa]s?",
            r"(?: (?:sim|tambem|ate|bem|muito|mais|especialmente|so))* (?:para|pra|pros?|pras|como|em|n[ao]s?) "
            r"(?P<at>)",
        ),
    )
)
_PRAISED_BY = Lexicon(
    (
        clause(
            r"recomendad[oa]s?|indicad[oa]s?|aprovad[oa]s?|elogiad[oa]s?|premiad[oa]s?|certificad[oa]s?|testad[oa]s?|"
            r"assinad[oa]s?|desenvolvid[oa]s?|escolhid[oa]s?|usad[oa]s?",
            r"(?: \w+)? (?:por|pel[oa]s?) (?P<at>)",
        ),
    )
)
_PRAISING = Lexicon(
    (
        clause(
            r"[a-z]*(?:istas?|eutas?|olog[oa]s?|ari[oa]s?|ic[oa]s?|tores|toras|tras?|eir[oa]s|chefs?|atletas?)",
            r" (?:\w+ ){0,2}?(?:recomend(?:a|am)|indicam?|aprovam?|usam|adoram|confiam|elogiam?|preferem)\b",
            keys="recomenda|indica|aprova|usam|adoram|confiam|elogia|preferem",
        ),
    )
)
_IS = re.compile(
    rf"(?:(?P<head>^|[.!?\n] ?)(?P<sign>e|eh|sao)|(?:\b|(?=\x01)){_THE_ONE} (?:e|eh|sao)) "
    r"(?:(?:muito|super|bem|tod[oa]|totalmente|tao|bastante|tambem|100% ) ?)*(?P<at>)[a-z-]{4,}"
)
_LOOKS_SO = re.compile(
    r"(?:[aei]d[oa]s?|[aeiu]ve(?:l|is)|ic[oa]s?|os[oa]s?|ante|antes|ente|entes|iv[oa]s?|al|ais|ari[oa]s?|ici[oa]s?|"
    r"eir[oa]s?|"
    r"ur[oa]s?|tic[oa]s?|an[oa]s?|es[ae]s?|il|eis|uto|ina|ino|eus?|eia)$"
)

_COLOUR = re.compile(COLOURS)
VERBAL = re.compile(r"(?:[aei]r|ndo|mente)$")
"""What is no thing that is had: "vai chegar", "vem vindo"."""

_FRAMES = (
    (_MADE_OF, MADE), (_WE_MAKE, HAD), (_HAS, HAD), (_COMES_FROM, ORIGIN), (_CONTENTS, CONTENTS),
    (_NEEDS, CONTENTS), (_IS_FOR, USES),
    (_PRAISED_BY, PRAISERS),
)  # fmt: skip


def check(said: Said) -> None:
    """Refuse what a frame tells of a product and no text of it carries."""
    for lexicon, harmless in _FRAMES:
        for match in lexicon.find(said.text, said.stems):
            slot(said, match, harmless)
    for match in _IS_OF.finditer(said.text):
        slot(said, match, MADE)
    for match in _EFFECTS.find(said.text, said.stems):
        slot(said, match, EFFECTS, "cura")
    for match in _DONE_BY.finditer(said.text):
        if (said.capitals | FIRST_NAMES).intersection(words_of(said.after(match.start("at")))):
            slot(said, match, PRAISERS)
    for match in _DONE_IN.finditer(said.text):
        if match["at"] in said.capitals:
            slot(said, match, ORIGIN)
    for match in OF.finditer(said.text):
        _part(said, match)
    for match in _PRAISING.find(said.text, said.stems):
        if not claims_nothing(said, match) and not any(match[0] in g.texts for g in said.goods(match.start())):
            said.rule(False, "promessa", match.start(), match.end())
    for match in PAIR.finditer(said.text):
        _qualified(said, match)
    for match in _IS.finditer(said.text):
        if match["sign"] != "e" or _accented(said, match):
            _like(said, match)


def slot(said: Said, match: re.Match[str], harmless: frozenset[str], kind: str = "promessa") -> None:
    """Judge the words that stand in a frame's slot (its group `at`)."""
    at = match.start("at")
    if harmless is CONTENTS and _another(said, at) and not claims_nothing(said, match):
        said.rule(False, kind, match.start(), at + 1)
        return
    rest = _COUNT.sub("", said.after(at))
    words = list(words_of(rest.split(" e ")[0] if harmless is HAD else rest))
    odd = unknown(said, match.start(), words, harmless)
    if odd and not claims_nothing(said, match):
        said.rule(False, kind, match.start(), at + said.text[at:].find(odd) + len(odd))


def _another(said: Said, at: int) -> bool:
    """Whether what comes with the product asked about is said to be another, which no text of it speaks of."""
    asked_about = said.facts.product
    named = next((m for m in said.mentions if m.start >= at and _WITH_IT.fullmatch(said.text, at, m.start)), None)
    if asked_about is None or named is None or asked_about in named.ids:
        return False
    start = said.sentence(at)[0]
    goods = said.facts.goods(asked_about)
    if goods is None or any(start <= m.start < at and m.ids != {asked_about} for m in said.mentions):
        return False
    return said.full[named.start : named.end] not in goods.texts


def _qualified(said: Said, match: re.Match[str]) -> None:
    """A part the owner describes with one word, described with another: "torra escura" where the text says média."""
    noun, word = stem(match[1]), match[2]
    if (
        not _STOP.isdisjoint((match[1], word))
        or match[1] in _LINKS
        or not (_LOOKS_SO.search(word) or _COLOUR.fullmatch(word))
        or stem(word) in LIKE | MADE | USES
    ):
        return
    if word in house_words(said.facts.book):
        return
    goods = [g for g in said.goods(match.start()) if noun in qualities(g) or noun in titles(g)]
    if goods and not any(known(word, g) for g in goods) and not claims_nothing(said, match):
        said.rule(False, "promessa", match.start(1), match.end(2))


def _part(said: Said, match: re.Match[str]) -> None:
    """A part the owner tells the material of, of another: "cabo de jacarandá" where the text says imbuia."""
    noun, word = stem(match[1]), match[2]
    goods = [g for g in said.goods(match.start()) if noun in wholes(g)]
    if not goods or claims_nothing(said, match) or match[1] in _STOP | _LINKS | _PLACES:
        return
    if unknown(said, match.start(), [word], MADE) or (
        stem(word) not in MADE and not any(stem(word) in wholes(g)[noun] for g in goods)
    ):
        said.rule(False, "promessa", match.start(1), match.end(2))


def _like(said: Said, match: re.Match[str]) -> None:
    """An adjective of the product that its owner did not write and that is no mere praise."""
    listed = _ADJECTIVES.match(said.text, match.end())
    words = [match[0].rsplit(" ", 1)[-1].rsplit("-", 1)[-1], *(WORD.findall(listed[0]) if listed else ())]
    words = [word for word in words if _LOOKS_SO.search(word)]
    if not words or claims_nothing(said, match):
        return
    if any(unknown(said, match.start(), [word], LIKE) for word in words):
        said.rule(False, "promessa", match.start(), match.end())


def words_of(slot: str) -> Iterator[str]:
    """The words that fill a slot: those up to a comma or a word that goes on to another thing, and a list's."""
    clause_ = re.split(r"[,.;:!?()\n\x02\d-]", slot, maxsplit=1)[0]
    rest = slot[len(clause_) :]
    found = 0
    for word in clause_.split():
        if (word in _STOP and (found or word != "la")) or (NAMED in word) or found == _MOST_WORDS:
            return
        if word not in _LINKS and len(word) > 2:
            found += 1
            yield word
    listed = _LIST.match(rest)
    if listed and _STOP.isdisjoint(WORD.findall(listed[0])[:1]):
        yield from (word for word in WORD.findall(listed[0]) if word not in _LINKS and len(word) > 2)


def unknown(said: Said, at: int, words: list[str], harmless: frozenset[str]) -> str:
    """The first word that neither the product spoken of nor small talk knows; all of them must be one product's."""
    house = house_words(said.facts.book)
    content = [w for w in words if stem(w) not in harmless and w not in harmless and w not in house]
    if harmless is HAD and words and VERBAL.search(words[0]):
        return ""
    content = [w for w in content if not any(w in text for text in said.facts.told)]
    if not content:
        return ""
    goods = said.goods(at)
    missing = [[word for word in content if not known(word, one)] for one in goods]
    return "" if not goods or not all(missing) else missing[0][0]


def claims_nothing(said: Said, match: re.Match[str]) -> bool:
    """Whether it is the owner's sentence, asked, denied, on a condition or left to a doctor."""
    begins = _BEGINS.search(match[0])
    head, tail = said.before(match.start() + (begins.start() if begins else 0)), said.after(match.end())
    return (
        OWNED in match[0]
        or asked(tail)
        or told_by_lead(tail)
        or denied(head, tail)
        or re.search(r"\b(?:nao|nem|nunca|sem|se|caso|quando)\b[^,.]{0,15}$", head) is not None
        or referred(said.around(match.start()))
    )


def _accented(said: Said, match: re.Match[str]) -> bool:
    """Whether the letter that opens the sentence is the verb, not the conjunction."""
    word = match[0].rsplit(" ", 1)[-1]
    for found in re.finditer(r"[ée]\s+([\w*_ ]{0,24}?)(\w+)", said.raw.casefold()):
        if found[0][0] == "é" and plain(found[0]).endswith(word):
            return True
    return said.raw.isascii() and match["head"] == ""
