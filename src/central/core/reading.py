"""What a burst means: an intent with its probability, and the few wishes that outrank everything."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    """A burst that only names a product or a variant of it asks about that one.

    >>> pointed(Reading((("outro", 0.9),), sure=False), product=True, variant=False).intent
    'produto'
    """
    if reading.intent != "outro" or not (product or variant):
        return reading
    return replace(reading, intents=(("variacoes" if variant else "produto", 0.8),), sure=True)
