"""Nothing is said in words that nobody vouches for: the owner's of what is spoken of, the lead's, or plain talk.

The other checks know what a lie looks like; this one knows what a truth is made of. Each word of a statement must be
one the owner wrote of the thing spoken of or of the shop, one a tool of this turn said, or one that claims nothing. A
question, a denial of having, a condition, a thought left to a doctor and sympathy are no statements.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from central.core.guard.attribute import COLOURS
from central.core.guard.book import WORD, Book, Goods
from central.core.guard.chat_words import CHAT_AS_WRITTEN, CHAT_WORDS, JOINED
from central.core.guard.denial import asked, referred
from central.core.guard.identity import FIRST_NAMES
from central.core.guard.plain import plain
from central.core.guard.said import Said
from central.core.guard.talk_words import AS_WRITTEN, SAID_OF_ANYTHING
from central.core.guard.written import known
from central.core.replying.answer_scripts import ANSWER_SCRIPTS
from central.core.replying.order_scripts import ORDER_SCRIPTS
from central.core.replying.script import BUILT_IN

_CLAUSE = re.compile(r"[^,.;:!?()\n]+")
_SLOT = re.compile(r"\{[a-z_]+\}")
_WORD = re.compile(r"(?<![a-z\d@./-])[a-z]{3,}(?:-[a-z]{3,})*(?![a-z\d@/]|\.[a-z])")
_PLURALS = (("oes", "ao"), ("ais", "al"), ("eis", "el"), ("ois", "ol"), ("ns", "m"), ("s", ""))
_ENDING = re.compile(
    r"(?:mente|[aiu]cao|zinh[oa]|inh[oa]|issim[oa]|(?:a|e|i)(?:ndo|r(?:am|ei|iam?|emo|mo|em)?|mo|d[oa]|sse|ssem|"
    r"ste)|ava|avam|"
    r"avamo|iamo|ou|eu|iu|ei|iam?|ao|am|em|[aeio])$"
)
_SHORTEST_PLURAL = 3
_SHORT = 2
_SOFT = (("qu", "c"), ("gu", "g"))
_SHORTEST_ROOT, _SAME_ROOT = 3, 5
_CODED = re.compile(r"(?<![a-z\d@./$-])[a-z]{1,6}-?\d{1,4}[a-z]?(?![a-z\d/]|[.,]\d)")
_LIKE_A_PERSON = re.compile(
    r"(?<!\bque )(?<!\bse )(?<!\bcom )(?<!\bpra )(?<!\bde )(?<!\bquando )(?<!\bpara )(?:\x01+s?|\bel[ea]s?)"
    r"(?: ja| te| tambem| ate| sempre| so| me)* "
    r"(?P<verb>(?:avis|fal|respond|lembr|mostr|calcul|escolh|entend|perceb|reconhec|aprend|ouv|escut|lig|deslig|gir|"
    r"and|sob|desc|trabalh|escrev|toc|cant|abr|fech)(?:a|am|e|em))\b(?! (?:em|por|a|com) (?:r\$|\d|\x02))"
)
"""What a thing is said to do as a person would: only where its owner says so."""
_TEAM = frozenset("pessoa equipe atendente colega".split())
"""Who may be "ela" besides a product, wherever they were spoken of."""
_BESIDE = {"ela": frozenset({"medica"}), "ele": frozenset("alguem atendente colega medico".split())}
"""Who a pronoun may be in a sentence of their own only."""
_COLOURED = re.compile(r"\bcombin\w+\b|\born\w+\b|\bmistur\w+ com\b")
_COLOUR = re.compile(COLOURS + "s?")
_NO_STATEMENT = re.compile(
    r"^ ?(?:e |mas |ah |oi |nossa |puxa |poxa )*(?:que |parabens|sinto |imagino|entendo|espero|tomara|melhoras|"
    r"desculp|pena|coitad|tadinh|boa sorte|se |caso |sobre |quanto ao?s? |cuidado com |evite |nada de |em vez de |"
    r"(?:entao|melhor|e melhor) nao )"
)
_DENIES = re.compile(
    r"\b(?:nao|nem|nunca)(?: (?:te|me|se|lhe|ela|ele|eu|a gente|tambem|mais|so|da para|da pra))*"
    r" (?:tem|temos|tenho|ha|vem|vai|vao|acompanha\w*|inclui\w*|leva\w*|consta\w*|existe\w*|sei|saberia|consigo|"
    r"conseguimos|posso|podemos|faz|faco|fazemos|recomend\w+|indic\w+|promet\w+|garant\w+|trabalh\w+|vend\w+|"
    r"encontr\w+|e|sao|serve\w*|da p[rt]a|da para|quero|pode|podem|aceit\w+|ofere\w+|possu\w+|conta|traz|esta|estao|"
    r"ta|tao|fal\w+|"
    r"diz\w*|inform\w+|"
    r"tinha|achei|vi|vejo|cobr\w+|entreg\w+|envi\w+|mand\w+|precis\w+|[a-z]{2,}o|abr\w+|dev\w+|repoe\w*|troc\w+|"
    r"mont\w+|instal\w+|alug\w+|fabric\w+|produz\w+|personaliz\w+|cur\w+|emagrec\w+|"
    r"repel\w+|"
    r"conquist\w+|trat\w+|proteg\w+|elimin\w+|acab\w+|imped\w+|evit\w+|previn\w+|substitu\w+|resolv\w+|atrai\w*|"
    r"[a-z]+amos|[a-z]+emos)\b|\bninguem [a-z]+|\bnao$"
)
_JOINS = frozenset("bem mal dia fim pos pre recem ex bate amigo guarda meio mae chega".split())
_AS_ONE = frozenset(JOINED.split())
"""Words of two that claim nothing: what begins them, and whole ones."""
_CLITICS = frozenset("los las lhe lhes nos".split())
_LAUGH = re.compile(r"k{2,}|(?:rs){2,}|[hae]*(?:ha|he|hi|hua|hue){2,}h?|(?:ah){2,}a?|(?:eh){2,}e?")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_CLAIMED_SO = (
    "clinic",
    "dermato",
    "cientif",
    "medic",
    "organic",
    "ecolog",
    "artesanal",
    "manual",
    "natural",
    "comprov",
    "oftalmo",
)
"""What begins an adverb that is a proof or a make: "clinicamente"."""
_FIGURED = re.compile(
    r"(?:dur|aguent|suport|rend|regul|alcanc|estic|fix|comport|resist|esgot|ating|limit|med|pes)(?:a|am|e|em|ou|"
    r"ando|endo)"
)
"""What a thing does by so much: said with a figure, which is judged by itself."""
_BY_SO_MUCH = re.compile(r"\d|\b(?:depende|varia)")
_TO_PLACE = re.compile(r"\b(?:pr[ao]s?|para|em|n[ao]s?|ate|de|do|da|ai em|e|ou|sao|grande)(?: [oa]s?)? (?:[a-z]+ )?$")
_OF_DELIVERY = re.compile(
    r"\b(?:fret\w*|entreg\w+|envi\w+|cheg\w+|praz\w+|uteis|leva|leva[mr]|reais|gratis|fica|sai|cep)\b|r\$|\x02"
)
_INFINITIVE = re.compile(r"[a-z]{2,}(?:[aei]r)(?:em|mos)?|[a-z]*por")
_CAN = re.compile(
    r"\b(?:pod\w+|da p[rt]a|da para|ajud\w+ (?:a|n[ao]s?)|serv\w+|consegu\w+|capaz de|va[io]|vao|fa[zc]\w*|deix\w+|"
    r"permit\w+|evit\w+|"
    r"sem|para?r|parou|promet\w+|nao precisa)(?: [a-z]+)? (?:de |a |pra |para |pro )?$|"
    r"\b(?:ideal|bom|boa|otim[oa]|perfeit[oa]|feit[oa]) (?:pra|para) $"
)
_PLACE_FIRST = re.compile(r"[:,]| (?:fica|sai|custa|leva|recebe|chega|paga|e|tem|sao)\b")
_CALLED = re.compile(r"\b(?:don[ao]|seu|sra?|senhora?|doutora?) $")
_TOLD_BY_LEAD = re.compile(
    r"\b(?:voce|vc|vcs|voces|ce) (?:ja |me |que |tinha |so |tambem )*(?:diss\w+|comentou|contou|falou|pergunt\w+|"
    r"mencion\w+|escreveu|mandou|descreveu|pediu|quis|queria|viu|testou|usou|usava)\b"
)


def check(said: Said) -> None:
    """Refuse the first word of each statement that nobody vouches for."""
    if any(c.isdigit() for c in said.text):
        _codes(said)
    house = spoken_for(said.facts.book)
    odd = frozenset([w for w in said.words if len(w) > _SHORT and not _is_talk(w) and root(w) not in house])
    for clause in _CLAUSE.finditer(said.text):
        first = _by_itself(said, clause)
        if first is None and (odd or "-" in clause[0]):
            first = next((w for w in _WORD.finditer(clause[0]) if _odd(said, clause, w, odd)), None)
        if first is not None and not _states_nothing(said, clause):
            at = clause.start() + first.start()
            said.rule(False, "afirmacao", at, at + len(first[0]))


def _odd(said: Said, clause: re.Match[str], found: re.Match[str], odd: frozenset[str]) -> bool:
    """Whether nobody vouches for a word."""
    word = found[0]
    if word not in odd and ("-" not in word or _is_talk(word)):
        return False
    return not (_vouched(said, clause.start() + found.start(), word) or _scripted(said.facts.book, clause[0], found))


def _by_itself(said: Said, clause: re.Match[str]) -> re.Match[str] | None:
    """The deed of a thing that its owner does not tell: "ele avisa no celular"."""
    match = _LIKE_A_PERSON.search(clause[0])
    if match is None:
        return None
    at, pronoun = clause.start() + match.start(), match[0][:3]
    if pronoun == "ela" and not _TEAM.isdisjoint(WORD.findall(said.text[:at])):
        return None
    if not _BESIDE.get(pronoun, frozenset()).isdisjoint(WORD.findall(said.before(at))):
        return None
    if any(root(match["verb"]) in roots(g) for g in said.goods(clause.start())):
        return None
    return match


def _codes(said: Said) -> None:
    """Refuse a name of letters and figures ("A4", "4K") that no text of what is spoken of has."""
    for match in _CODED.finditer(said.text):
        code = match[0].replace("-", "")
        texts = (*(g.texts + g.product.name.casefold() for g in said.goods(match.start())), *said.facts.told)
        known_code = any(code in text.replace("-", "").replace(" ", "") for text in texts)
        if not (known_code or asked(said.after(match.end())) or _DENIES.search(said.around(match.start()))):
            said.rule(False, "afirmacao", match.start(), match.end())


@lru_cache(maxsize=8192)
def _is_talk(word: str) -> bool:
    if "-" in word:
        head, _, tail = word.rpartition("-")
        if tail == "feira" or word.split("-")[0] in _JOINS or word in _AS_ONE:
            return True
        return tail in _CLITICS and _is_talk(head)
    if _LAUGH.fullmatch(word):
        return True
    word = _STRETCHED.sub(r"\1", word)
    if word.endswith("mente") and not word.startswith(_CLAIMED_SO):
        return True
    return word in _AS_WRITTEN or root(word) in _ROOTS or (word.endswith("ndo") and word[:-1] in _ROOTS)


def _vouched(said: Said, at: int, word: str) -> bool:
    facts = said.facts
    if _FIGURED.fullmatch(word) and _BY_SO_MUCH.search(said.full, *said.sentence(at)):
        return True
    if _COLOUR.fullmatch(word) and _COLOURED.search(said.around(at)):
        return True
    if _INFINITIVE.fullmatch(word) and not _CAN.search(said.before(at)):
        return True
    if word in said.capitals and _named(said, at, word):
        return True
    if word == facts.name or any(word in text for text in facts.told):
        return True
    base = root(word)
    spoken_of = {goods.id: goods for goods in said.goods(at)}
    if facts.product is not None and (asked_about := facts.goods(facts.product)) is not None:
        spoken_of[asked_about.id] = asked_about
    if "-" in word:
        house = spoken_for(facts.book)
        parts = [root(part) for part in word.split("-")]
        return any(all(part in house or part in roots(goods) for part in parts) for goods in spoken_of.values())
    return any(known(word, goods) or _within(base, roots(goods)) for goods in spoken_of.values())


def _within(base: str, known_roots: frozenset[str]) -> bool:
    """Whether a root is one of these, begins one ("mont": "montag"), or begins as one does ("absorv": "absorc")."""
    if base in known_roots:
        return True
    head = base[:_SAME_ROOT] if len(base) > _SAME_ROOT else base
    return len(head) > _SHORTEST_ROOT and any(one.startswith(head) for one in known_roots)


def _named(said: Said, at: int, word: str) -> bool:
    """Whether a name in capitals is where something is delivered, or whom one speaks to: "Ana Brandt"."""
    head = said.before(at)
    if _CALLED.search(head):
        return True
    given = WORD.findall(head)[-1:]
    if given and given[0] in said.capitals and (given[0] in FIRST_NAMES or given[0] == said.facts.name):
        return True
    if not head.strip() and _PLACE_FIRST.match(said.text, at + len(word)):
        return _OF_DELIVERY.search(said.around(at)) is not None
    return _TO_PLACE.search(head) is not None and _OF_DELIVERY.search(said.around(at)) is not None


def _states_nothing(said: Said, clause: re.Match[str]) -> bool:
    text = clause[0]
    after = said.after(clause.end() - 1)
    if asked(after) or _NO_STATEMENT.match(text) or _DENIES.search(text) or _TOLD_BY_LEAD.search(text):
        return True
    if referred(said.around(clause.start())):
        return True
    return FIRST_NAMES.issuperset(word for word in WORD.findall(text) if word not in _AS_WRITTEN)


@lru_cache(maxsize=8192)
def root(word: str) -> str:
    """A plain word without what gender, number, person and tense change, never shorter than three letters.

    >>> root("calculamos"), root("calculou"), root("calculado"), root("fazem")
    ('calcul', 'calcul', 'calcul', 'faz')
    """
    if len(word) > _SHORTEST_PLURAL:
        word = next((word[: -len(many)] + one for many, one in _PLURALS if word.endswith(many)), word)
    found = _ENDING.search(word, _SHORTEST_ROOT)
    if found and found[0][:-1] in ("inh", "zinh", "issim"):
        return root(word[: found.start()] + found[0][-1])
    base = word[: found.start()] if found else word
    return next((base[: -len(soft)] + hard for soft, hard in _SOFT if base.endswith(soft)), base)


@lru_cache(maxsize=2048)
def roots(goods: Goods) -> frozenset[str]:
    """The roots of all that is written of a product."""
    return frozenset(root(word) for word in WORD.findall(goods.texts))


def _scripted(book: Book, clause: str, found: re.Match[str]) -> bool:
    """Whether a word stands between the words it stands between in a script of the shop or of the house."""
    before, after = clause[: found.start()].split(" ")[-2:-1], clause[found.end() :].split(" ")[1:2]
    head, tail = ("".join(before), found[0]), (found[0], "".join(after))
    pairs = scripted(book)
    return (head in pairs or ("", found[0]) in pairs) and (tail in pairs or (found[0], "") in pairs)


@lru_cache(maxsize=64)
def scripted(book: Book) -> frozenset[tuple[str, str]]:
    """Each two words that stand together in what the owner and the house wrote; "" where a slot or an end is."""
    operation = book.operation
    scripts = (*operation.scripts, *BUILT_IN.values(), *ORDER_SCRIPTS.values(), *ANSWER_SCRIPTS.values())
    texts = [text for script in scripts for variant in script.variants for text in variant]
    texts += [opening.text for opening in operation.openings]
    texts += [template.text for template in operation.templates]
    found: set[tuple[str, str]] = set()
    for text in texts:
        for clause in _CLAUSE.findall(plain(_SLOT.sub(";", text))):
            words = ["", *clause.split(), ""]
            found.update(pairwise(words))
    return frozenset(found)


@lru_cache(maxsize=64)
def spoken_for(book: Book) -> frozenset[str]:
    """The roots of the words of the shop: its name, its personas' and what they do, its products and its regions."""
    operation = book.operation
    named = (
        operation.seller,
        operation.site,
        *(f"{p.name} {p.field} {p.introduction}" for p in operation.personas),
        *(r.name for r in operation.catalog.regions),
        *(p.name for p in operation.catalog.products),
    )
    return frozenset(root(word) for word in WORD.findall(plain(" ".join(named))))


_AS_WRITTEN = frozenset(WORD.findall(plain(f"{AS_WRITTEN} {CHAT_AS_WRITTEN}")))
_ROOTS = frozenset(
    r for word in WORD.findall(plain(f"{SAID_OF_ANYTHING} {CHAT_WORDS}")) for r in (root(word), root(word).rstrip("i"))
)
