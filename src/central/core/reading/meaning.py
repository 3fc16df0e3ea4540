"""What a burst means: an intent with its probability, and the few wishes that outrank everything."""

from __future__ import annotations

from dataclasses import dataclass

from central.core.records import replace, swift
from central.core.text import tokens

INTENTS = (
    "saudacao",
    "preco",
    "prazo",
    "frete",
    "variacoes",
    "pagamento",
    "produto",
    "desconto",
    "compra",
    "objecao_eficacia",
    "objecao_confianca",
    "objecao_preco",
    "objecao_adiamento",
    "pos_venda",
    "humano",
    "sair",
    "agradecimento",
    "outro",
)


@swift
@dataclass(frozen=True, slots=True)
class Reading:
    """`intent` is the first of `intents` (label, probability): what the burst is about; to abstain is `sure` false.

    `complexity` is the probability of `complex`. `danger` (somebody may need emergency care) and `minor` (the lead may
    be under age) stand beside any intent and outrank it, `health` outranks what would be sold.
    """

    intents: tuple[tuple[str, float], ...]
    complex: bool = False
    sure: bool = True
    cep: str | None = None
    complexity: float = 0.0
    danger: bool = False
    minor: bool = False
    health: bool = False
    """To answer is to judge somebody's health."""
    by: str = "palavras"
    """Who read: the words alone, or a `modelo`."""

    @property
    def intent(self) -> str:
        """What the burst is about."""
        return self.intents[0][0]

    @property
    def probability(self) -> float:
        """How sure it is."""
        return self.intents[0][1]

    def has(self, label: str, least: float = 0.5) -> bool:
        """Whether the burst is about this label, or it is read with at least this probability besides.

        >>> found = Reading((("frete", 0.44), ("preco", 0.31)), sure=False)
        >>> found.has("frete"), found.has("preco"), found.has("frete", 0.9)
        (True, False, False)
        """
        for name, chance in self.intents:
            if name == label and chance >= least:
                return True
        return least <= 0.5 and label == self.intent


def without(reading: Reading, label: str) -> Reading:
    """The reading less one label; what was only that is a hello.

    >>> without(Reading((("humano", 0.5), ("saudacao", 0.4))), "humano").intent
    'saudacao'
    """
    rest = tuple(found for found in reading.intents if found[0] != label)
    return replace(reading, intents=rest or (("saudacao", 0.5),))


def pointed(reading: Reading, product: bool, variant: bool) -> Reading:
    """A burst that only names a product or a variant of it asks about that one; so does a variant after a hello.

    >>> pointed(Reading((("outro", 0.9),), sure=False), product=True, variant=False).intent
    'produto'
    >>> pointed(Reading((("saudacao", 0.9),)), product=True, variant=True).intent
    'variacoes'
    """
    quiet = ("outro", "saudacao", "agradecimento") if variant else ("outro",)
    if reading.intent not in quiet or not (product or variant):
        return reading
    rest = tuple(found for found in reading.intents if found[0] != "outro")
    return replace(reading, intents=(("variacoes" if variant else "produto", 0.9), *rest), sure=True)


HUNCH = 0.3
"""A guess below this is none."""


def opening(reading: Reading, product: bool) -> Reading:
    """The lead's first words: an "ok" or a thumb there is a hello, and so is what nobody understood after an ad.

    >>> unsure = Reading((("outro", 0.9),), sure=False)
    >>> opening(unsure, product=True).intent, opening(unsure, product=False).intent
    ('saudacao', 'outro')
    """
    lost = not reading.sure and (reading.intent in ("outro", "saudacao") or reading.probability < HUNCH)
    if reading.intent != "agradecimento" and not (product and lost):
        return reading
    return replace(reading, intents=(("saudacao", 0.9), *reading.intents[1:]))


def chosen(reading: Reading, variant: bool) -> Reading:
    """A wish ("quero a …", a weak `compra`) for a variant we have is a purchase.

    >>> chosen(Reading((("variacoes", 0.9), ("compra", 0.45))), variant=True).intents
    (('compra', 0.9), ('variacoes', 0.9))
    """
    if not variant or reading.has("compra") or not reading.has("compra", 0.4):
        return reading
    return replace(reading, intents=(("compra", 0.9), *(found for found in reading.intents if found[0] != "compra")))


_YES = frozenset(
    "sim s ss simm quero qro manda mande mandar pode bora claro aceito fechado fecha vamos isso aham uhum".split()
)
_TAKING = frozenset("quero qro manda mande mandar bora aceito fechado fecha vamos".split())
_NO = frozenset("nao n nn nops".split())
_FILLING = frozenset(
    "blz ok okay ta bom por favor pfv pf pfvr o link ser eu ai ja me entao com certeza moca amiga querida beleza "
    "agora ainda hoje obrigada obrigado obg precisa vlw".split()
)


_CEP_TALK = frozenset("cep e o meu eh aqui ta esse este segue oi ola - . : , / moro no na em".split())
_FEW_WORDS = 4
_NUMBER_ANSWERS = {"cep": "frete", "variacao": "variacoes"}


def numbered(reading: Reading, folded: str, asked: str | None) -> Reading:
    """A CEP by itself asks for its freight; another number alone answers what we asked, or says nothing.

    >>> unsure = Reading((("desconto", 0.4),), sure=False)
    >>> numbered(replace(unsure, cep="50030230"), "cep 50030-230", None).intent, numbered(unsure, "32", "idade").intent
    ('frete', 'outro')
    """
    words = [token for token in tokens(folded) if not token.isdigit() and token not in _CEP_TALK]
    if words or not any(token.isdigit() for token in tokens(folded)):
        if reading.cep is not None and asked == "cep" and len(words) <= _FEW_WORDS:
            return replace(reading, intents=(("frete", 0.95),), sure=True)
        if reading.cep is not None and asked == "cep" and not reading.has("frete"):
            return replace(reading, intents=(("frete", 0.9), *reading.intents), sure=True)
        if asked == "idade" and len(words) <= _FEW_WORDS:
            return replace(reading, intents=(("outro", 0.6),), sure=True)
        return reading
    if reading.cep is not None:
        return replace(reading, intents=(("frete", 0.95),), sure=True)
    label = _NUMBER_ANSWERS.get(asked or "")
    if label is None:
        return replace(reading, intents=(("outro", 0.5),), sure=asked is not None)
    return replace(reading, intents=((label, 0.85),), sure=True)


def says_yes(folded: str) -> bool:
    """Whether the words are a bare yes.

    >>> says_yes("blz, quero!"), says_yes("sim, mas e o frete?"), says_yes("ok")
    (True, False, False)
    """
    words = {token for token in tokens(folded) if token.isalnum()}
    return bool(words & _YES) and not words & _NO and not words - _YES - _FILLING


def wants_it(folded: str) -> bool:
    """Whether a bare yes (`says_yes`) takes what is there, more than it agrees.

    >>> wants_it("blz manda"), wants_it("isso")
    (True, False)
    """
    return any(token in _TAKING for token in tokens(folded))


def answered(reading: Reading, folded: str, asked: str | None) -> Reading:
    """A bare yes or no means what we asked: yes to our link is a purchase, yes to nothing in particular the price.

    >>> unsure = Reading((("outro", 0.9),), sure=False)
    >>> [answered(unsure, words, "sim_nao").intent for words in ("blz, quero!", "agora nao", "quero o frete")]
    ['compra', 'objecao_adiamento', 'outro']
    >>> answered(unsure, "sim", None).intent
    'preco'
    """
    words = {token for token in tokens(folded) if token.isalnum()}
    yes, no = words & _YES, words & _NO
    if not (yes or no) or (yes and no) or words - _YES - _NO - _FILLING:
        return reading
    if no:
        return reading if asked is None else replace(reading, intents=(("objecao_adiamento", 0.8),), sure=True)
    if reading.intent in ("outro", "agradecimento") and asked in (None, "sim_nao"):
        return replace(reading, intents=(("compra" if asked else "preco", 0.8),), sure=True)
    return reading
