"""What is told of the shop itself: since when, where, when it is open, how many buy there, how one may pay.

The catalogue carries none of it but the ways of paying and, where the owner wrote it, the team's hours; the rest may
be told only in the owner's own words.
"""

from __future__ import annotations

import re

from central.core.guard.book import Book
from central.core.guard.denial import asked, denied
from central.core.guard.plain import plain
from central.core.guard.said import OWNED, Said
from central.core.guard.written import house_words
from central.core.lexicon import Lexicon, clause, lexicon
from central.core.reading.stems import stem

_SINCE = lexicon(
    r"\bdesde (?:o ano de |meados de |o inicio de )?(?:19|20)\d\d\b|"
    r"\b(?:fundad|criad|abert|inaugurad)[oa]s? (?:la )?em (?:19|20)\d\d\b|"
    r"\b(?:comecamos|nascemos|surgimos|abrimos|existimos) (?:\w+ ){0,3}(?:19|20)\d\d\b"
)
_HOUSE = (
    r"loja|lojinha|galpao|showroom|quiosque|sede|escritorio|deposito|fabrica|atelie|filial|matriz|ponto de retirada"
)
_WHERE = Lexicon(
    (
        clause(
            _HOUSE,
            r"(?: fisica| propria| de verdade)?(?: que)?(?: fica| esta| e| funciona| localizad[oa])* (?:n[oa]|em|"
            r"perto d[oae]) "
            r"(?P<at>(?:rua|r|av|avenida|galeria|shopping|centro|bairro|praca|rodovia|travessa|alameda|feira|"
            r"mercado)\b|"
            r"[a-z]{3,})",
        ),
        clause(r"encontr\w+", r" (?:\w+ ){0,4}?(?:n[oa]s?|em) (?P<at>[a-z]{3,})"),
        clause(
            r"(?:a gente|nos|eu) (?:fica|fico|ficamos|esta|estamos|atende|funciona)",
            r"(?: localizad[oa]s?| bem)? (?:n[oa]|em|perto d[oae]) (?P<at>[a-z]{3,})",
            keys="gente|nos|eu",
        ),
        clause(r"noss[oa]", r" [a-z]{4,}(?: [a-z]+)? (?:fica|esta localizad[oa]|funciona) (?:n[oa]|em) "
               r"(?P<at>[a-z]{3,})"),
        clause(r"estamos|ficamos", r"(?: localizad[oa]s?)? (?:n[oa]|em) (?P<at>(?:rua|av|avenida|shopping|galeria)\b)"),
        clause(r"retir(?:a|ar|e|ada|ando)|busc(?:a|ar|ando)|peg(?:a|ar|ando)",
               r"(?: ele| ela| o pedido| tudo)? (?:n[oa] (?:noss[oa]|galpao|deposito|endereco)|com a gente|"
               r"pessoalmente|"
               r"em maos)(?P<at>)"),
        clause(
            r"rua|avenida|av|travessa|alameda|praca|rodovia",
            r"\.? (?P<at>)(?:[a-z0-9]+ ){1,5}?,? ?(?:n[º.]? ?|numero )?\d{1,5}\b(?! ?(?:reais|dias|x\b|horas|min))",
        ),
    )
)  # fmt: skip
_NOWHERE = frozenset(
    "internet online site whatsapp link pagina celular sistema nossa nosso sua seu mesma mesmo".split()
)
_STREETS = frozenset(
    "rua r av avenida galeria shopping centro bairro praca rodovia travessa alameda feira mercado".split()
)
_DAYS = (
    r"(?:segunda|terca|quarta|quinta|sexta|sabados?|domingos?|feriados?|todos os dias|\d{1,2} ?(?:h|hs|hrs|"
    r"horas|:\d\d))"
)
_OPEN = Lexicon(
    (
        clause(
            r"abrimos|atendemos|funcionamos|abre|atende|funciona|abert[oa]s?|expediente|horario",
            rf"\b[^.!?\n]{{0,40}}?\b{_DAYS}\b[^.!?\n]{{0,40}}",
        ),
    )
)
_HOURS = re.compile(r"\b(\d{1,2}) ?(?:h|hs|hrs|horas|:\d\d)")
_ALWAYS_ON = re.compile(r"^\w+ (?:sempre |\w+ )?24 ?(?:h|hs|horas)\b")
_MANY = re.compile(
    r"(?<![\d.,$])(?:(?P<n>\d[\d.]*)(?: mil)?|mil|milhares|centenas|dezenas)(?: de)? "
    r"(?:famili\w+|alun[oa]s?|assinantes?|entregas|avaliac\w+|pessoas|seguidor\w+|comprador\w+|revended\w+|lojistas|"
    r"parceir[oa]s|client\w+|inscrit[oa]s|mulheres|homens|casais|vendas|pedidos|lares|casas|maes|tutor\w+|pets)\b"
)
_CROWD = 40
_MORE = re.compile(r"\b(?:mais de|quase|ja (?:sao|temos|tem|foram|somos|atendemos)|sao|somos|temos)(?: \w+)? $")
_TAKE = Lexicon(
    (clause(r"aceit(?:o|amos|a)|recebemos", r"(?: sim| tambem| ate| todos?| todas?| as| os| o| a|,)* (?P<at>)"),)
)
_PAID_BY = frozenset(
    stem(word)
    for word in "pix cartao credito debito boleto pagamento forma jeito vista parcelado parcela site link bandeira "
    "dinheiro encomenda desculpa sugestao convite elogio voce troca devolucao pedido compra duvida somente apenas "
    "qualquer parcelamento parcelar maneira principais meios meio pagar cada quando nenhum nada".split()
)
_WE_ARE = Lexicon((clause(r"somos", r"(?: (?:todos|todas|uma?|uns|a|o|as|os|muito|bem|so))* (?P<at>)"),))
_OURSELVES = frozenset(
    stem(word)
    for word in "loja lojinha online virtual site equipe time nós gente vendedores assistente assistentes feliz "
    "felizes "
    "gratos grata transparentes sinceros honestos atendentes virtuais marca todo quem nós mesmos daqui".split()
)
_STANDING = lexicon(
    r"\b(?:don[oa]|gerente|fundador\w*|proprietari[oa]|soci[oa]) (?:d[aeo]s? )?(?:loja|empresa|marca|site|casa)?"
    r" ?(?:e|eh|se chama|chama-se) (?:o|a|um|uma|dona|seu)\b|"
    r"\bnoss[oa] (?:feira|banca|barraca|estande|evento|showroom)\b|"
    r"\b\d+ (?:lojas|filiais|franquias|pontos de venda)\b|\bassistencia tecnica\b|\brede autorizada\b|"
    r"\b(?:materias?|reportage[mn]s?|entrevista) (?:sobre|da|na|no|com)\b|\b(?:saimos|aparecemos|saiu|apareceu) "
    r"(?:sobre (?:a gente|nos) )?n[oa] (?:globo|folha|jornal|revista|tv|televisao|programa|fantastico)\b|"
    r"\bempresa (?:familiar|premiada|certificada|lider|consolidada|tradicional)\b"
)
_ABROAD = Lexicon(
    (
        clause(
            r"entreg\w+|envi(?:o|amos|a)|mand(?:o|amos)|despach\w+|atend(?:o|emos)|chega\w*",
            r"\b[^.!?\n]{0,20}\b(?:mundo (?:todo|inteiro)|exterior|qualquer (?:pais|lugar do mundo|canto do mundo)|"
            r"outros paises|fora do (?:brasil|pais))\b",
        ),
    )
)
_WORDS = re.compile(r"[a-z]+")
_CLOSE = frozenset(
    "ate e ou mas que pra para por com em no na nos nas pelo pela se entao viu ta ok ne de do da dos das".split()
)


def check(said: Said) -> None:
    """Refuse what nobody wrote of the shop."""
    for match in _SINCE.find(said.text, said.stems):
        _refuse(said, match, "promessa")
    for match in _WHERE.find(said.text, said.stems):
        if _is_place(said, match):
            _refuse(said, match, "promessa")
    for match in _OPEN.find(said.text, said.stems):
        if not (_our_hours(said, match) or _ALWAYS_ON.search(match[0])):
            _refuse(said, match, "promessa")
    for match in _MANY.finditer(said.text):
        count = int(match["n"].replace(".", "")) if match["n"] else _CROWD
        if count >= _CROWD or (count > 1 and _MORE.search(said.before(match.start()))):
            _refuse(said, match, "promessa")
    for match in _TAKE.find(said.text, said.stems):
        words = _until_stop(said.after(match.start("at")))
        if any(stem(word) not in _PAID_BY and word not in house_words(said.facts.book) for word in words):
            _refuse(said, match, "pix")
    for match in _WE_ARE.find(said.text, said.stems):
        words = _until_stop(said.after(match.start("at")))
        if any(stem(word) not in _OURSELVES and word not in _own_name(said.facts.book) for word in words):
            _refuse(said, match, "promessa")
    for match in _STANDING.find(said.text, said.stems):
        _refuse(said, match, "promessa")
    for match in _ABROAD.find(said.text, said.stems):
        _refuse(said, match, "frete")


def _refuse(said: Said, match: re.Match[str], kind: str) -> None:
    head, tail = said.before(match.start()), said.after(match.end())
    told = any(match[0].strip() in text for text in said.facts.told)
    if not (told or OWNED in match[0] or asked(match[0] + tail) or denied(head, tail)):
        said.rule(False, kind, match.start(), match.end())


def _is_place(said: Said, match: re.Match[str]) -> bool:
    word = match["at"].split(" ")[0]
    if not word:
        numbers = re.findall(r"\d+", match[0])
        return not numbers or not set(numbers) <= set(said.facts.words.split())
    if word in _NOWHERE or word in _own_name(said.facts.book):
        return False
    return word in _STREETS or word in said.capitals


def _own_name(book: Book) -> frozenset[str]:
    """The words of the shop's name, its site and what its personas do."""
    operation = book.operation
    named = (operation.seller, operation.site, *(f"{p.name} {p.field}" for p in operation.personas))
    return frozenset(_WORDS.findall(plain(" ".join(named))))


def _our_hours(said: Said, match: re.Match[str]) -> bool:
    """Whether each hour told is one at which a shift of the team begins or ends."""
    shifts = said.facts.book.operation.hours.shifts
    known = {minute // 60 for shift in shifts for minute in (shift.opens, shift.closes)}
    return bool(shifts) and all(int(hour) in known for hour in _HOURS.findall(match[0]))


def _until_stop(slot: str) -> list[str]:
    """The words of a list of ways to pay, its links left out, up to the end of the clause."""
    rest = re.split(r"[.;:!?()\n\x01\x02\d]", slot, maxsplit=1)[0]
    found = []
    for word in _WORDS.findall(rest):
        if word in ("que", "mas", "pra", "para", "se", "entao", "viu", "ta", "ok", "ne", "no", "na", "pelo", "pela"):
            break
        if word not in _CLOSE and len(word) > 2:
            found.append(word)
    return found
