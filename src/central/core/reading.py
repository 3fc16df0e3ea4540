"""What a burst means: an intent with its probability, and the few wishes that outrank everything."""

from __future__ import annotations

from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class Reading:
    """`intent` is the surest of `intents` (label, probability), the surest first; an abstention says `sure` false."""

    intents: tuple[tuple[str, float], ...]
    complex: bool = False
    sure: bool = True
    cep: str | None = None

    @property
    def intent(self) -> str:
        """The surest label."""
        return self.intents[0][0]

    @property
    def probability(self) -> float:
        """How sure it is."""
        return self.intents[0][1]

    def has(self, label: str, least: float = 0.5) -> bool:
        """Whether this label is read with at least this probability."""
        return any(name == label and p >= least for name, p in self.intents)


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


def opening(reading: Reading, product: bool) -> Reading:
    """The lead's first words: an "ok" or a thumb there is a hello, and so is what nobody understood after an ad.

    >>> unsure = Reading((("outro", 0.9),), sure=False)
    >>> opening(unsure, product=True).intent, opening(unsure, product=False).intent
    ('saudacao', 'outro')
    """
    if reading.intent != "agradecimento" and not (product and not reading.sure):
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
_NO = frozenset("nao n nn nops".split())
_FILLING = frozenset(
    "blz ok okay ta bom por favor pfv pf pfvr o link ser eu ai ja me entao com certeza moca amiga querida beleza "
    "agora ainda hoje obrigada obrigado obg precisa vlw".split()
)


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
