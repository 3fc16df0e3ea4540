"""Leads who come by ads and links, and what they do to the text on the way: seeded, each with the truth about it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from central.core.messaging.message import Referral
from central.core.operation import Operation
from central.core.origin.campaign import Campaign
from central.core.selling.catalog import Product

KINDS = {
    "anuncio": 90,
    "anuncio_sem_texto_ou_clid": 80,
    "anuncio_copiado": 70,
    "anuncio_novo_com_produto": 70,
    "anuncio_novo_so_assunto": 40,
    "dois_anuncios": 70,
    "codigo_inteiro": 110,
    "codigo_cortado": 70,
    "codigo_editado": 70,
    "codigo_em_texto_proprio": 50,
    "texto_traduzido": 60,
    "sem_codigo": 70,
    "sem_codigo_editado": 60,
    "sem_codigo_nem_texto": 20,
    "encaminhado": 50,
    "texto_de_outra": 20,
}
"""How many of a thousand entries are of each kind; shares are kept for other numbers."""

MORE = (
    Campaign("serum-kwai", "Sérum no Kwai", "kwai", "serum-aurora", "", greeting="Oi! Vi no Kwai o Sérum Aurora"),
    Campaign("bolsa-reels", "Bolsa no reels", "meta", "bolsa-nina", "", ("120210000000000501",), headline="Cabe tudo"),
    Campaign(
        "ambar-youtube", "Âmbar no YouTube", "youtube", "noite-de-ambar", "", greeting="Vim do YouTube pelo Âmbar"
    ),
    Campaign("vestido-kwai", "Vestido no Kwai", "kwai", "vestido-alba", "", greeting="Oi! Vi o Vestido Alba no Kwai"),
)
"""Campaigns beside the demo's, so that most products have several ads."""

TRANSLATED = {
    "serum-feed": ("Hi! I saw the ad for Sérum Aurora and want to know more", "¡Hola! Vi el anuncio del Sérum Aurora"),
    "batom-stories": ("Hi! I want to see the colors of Batom Veludo", "¡Hola! Quiero ver los colores del Batom Veludo"),
    "vestido-reels": ("Hi! I saw the Vestido Alba and want the sizes", "¡Hola! Vi el Vestido Alba y quería las tallas"),
    "ambar-feed": ("Hi! I saw the ad for Noite de Âmbar", "¡Hola! Vi el anuncio del perfume Noite de Âmbar"),
    "bolsa-youtube": ("Hi! I came from YouTube for Bolsa Nina", "¡Hola! Vengo de YouTube por la Bolsa Nina"),
    "cedro-youtube": ("Hi! I came from YouTube for Cedro Norte", "¡Hola! Vengo de YouTube por el Cedro Norte"),
    "hidratante-kwai": ("Hi! I saw Hidratante Orvalho on Kwai", "¡Hola! Vi en Kwai el Hidratante Orvalho"),
    "reservado-kwai": ("Hello! I want the reserved service", "¡Hola! Quiero la atención reservada de Casa Veridá"),
    "serum-kwai": ("Hi! I saw Sérum Aurora on Kwai", "¡Hola! Vi en Kwai el Sérum Aurora"),
    "ambar-youtube": ("I came from YouTube for Âmbar", "Vengo de YouTube por el Âmbar"),
    "vestido-kwai": ("Hi! I saw the Vestido Alba on Kwai", "¡Hola! Vi el Vestido Alba en Kwai"),
}
OWN_WORDS = ("oi", "oi, quanto custa?", "bom dia", "boa tarde, tudo bem?", "tem disponível?", "queria saber o preço")
AFTER = ("", "", " qual o valor?", " ainda tem?", " entrega em Recife?", " 🙂")


@dataclass(frozen=True, slots=True)
class Step:
    """A click of a link, or a message that `change` makes of the link's ready text."""

    after_ms: int
    link: str | None = None
    change: Callable[[str], str] = str
    referral: Referral | None = None
    by_another: bool = False
    """Said by somebody else than who clicked."""


@dataclass(frozen=True, slots=True)
class Made:
    """An entry: its steps, and the truth about its last message. None in the truth: nothing told it."""

    kind: str
    steps: tuple[Step, ...]
    source: str
    product: str | None
    persona: str | None
    campaign: str | None


def crowded(operation: Operation) -> Operation:
    """The operation with more campaigns."""
    owners = {p.id: p.persona for p in operation.catalog.products}
    return replace(operation, campaigns=(*operation.campaigns, *(replace(c, persona=owners[c.product]) for c in MORE)))


def entries(operation: Operation, count: int, seed: int) -> list[Made]:
    """`count` entries in random order, the kinds in their shares."""
    maker = _Maker(operation, random.Random(seed))
    total = sum(KINDS.values())
    kinds = [kind for kind, share in KINDS.items() for _ in range(max(1, round(count * share / total)))][:count]
    maker.random.shuffle(kinds)
    return [getattr(maker, f"_{kind}")(kind) for kind in kinds]


class _Maker:
    def __init__(self, operation: Operation, draws: random.Random) -> None:
        self.operation, self.random = operation, draws
        self.advertised = [c for c in operation.campaigns if c.ads and c.headline]
        self.linked = [c for c in operation.campaigns if c.greeting and c.source != "meta"]

    def _anuncio(self, kind: str) -> Made:
        campaign = self.random.choice(self.advertised)
        words = self._pick((campaign.greeting or "oi", "oi", "quero saber mais", "qual o preço?"))
        return self._made(kind, campaign, Step(0, change=_always(words), referral=self._referral(campaign)))

    def _anuncio_sem_texto_ou_clid(self, kind: str) -> Made:
        campaign = self.random.choice(self.advertised)
        whole = self._referral(campaign)
        bare = self._pick(
            (
                replace(whole, headline=None, body=None),
                replace(whole, ctwa_clid=None),
                replace(whole, headline=None, body=None, ctwa_clid=None, source_url=None),
            )
        )
        return self._made(kind, campaign, Step(0, change=_always(self._pick(("", "oi", "olá"))), referral=bare))

    def _anuncio_copiado(self, kind: str) -> Made:
        campaign = self.random.choice(self.advertised)
        copied = replace(self._referral(campaign), source_id=self._new_ad())
        if self.random.random() < 0.3:
            copied = replace(copied, ctwa_clid=None)
        return self._made(kind, campaign, Step(0, change=_always(self._pick(("oi", "quanto é?"))), referral=copied))

    def _anuncio_novo_com_produto(self, kind: str) -> Made:
        product = self._product()
        named = self._pick((product.name, *product.words))
        headline, body = self._pick(
            ((f"{named}: chegou", "Fale com a gente"), ("Novidade da semana", f"Conheça: {named}"))
        )
        referral = Referral(self._new_ad(), "ad", "https://fb.me/x", headline, body, "image", self._clid())
        words = self._pick(("oi", "tenho interesse", "quero saber mais"))
        return Made(
            kind, (Step(0, change=_always(words), referral=referral),), "meta", product.id, product.persona, None
        )

    def _anuncio_novo_so_assunto(self, kind: str) -> Made:
        persona = self._pick([p for p in self.operation.personas if p.words and not p.adult])
        subject = self._pick([w for w in persona.words if not self._names_a_product(w)])
        referral = Referral(self._new_ad(), "ad", None, f"Tudo de {subject} para você", None, "video", self._clid())
        return Made(kind, (Step(0, change=_always("oi"), referral=referral),), "meta", None, persona.id, None)

    def _dois_anuncios(self, kind: str) -> Made:
        one, two = self.random.sample(self.advertised, 2)
        steps = (
            Step(0, change=_always("oi"), referral=self._referral(one)),
            Step(self.random.randrange(60_000, 8 * 3_600_000), change=_always("oi"), referral=self._referral(two)),
        )
        return Made(kind, steps, two.source, two.product, one.persona, two.id)

    def _codigo_inteiro(self, kind: str) -> Made:
        after = self._pick(AFTER)
        return self._from_link(kind, lambda text: self._case(text) + after)

    def _codigo_cortado(self, kind: str) -> Made:
        left = self.random.randrange(0, 6)
        return self._from_link(kind, lambda text: text[: len(text) - 6 + left])

    def _codigo_editado(self, kind: str) -> Made:
        """One to three wrong characters, or two that changed places; at times without its sign."""
        places = self.random.sample(range(6), self._pick((1, 1, 1, 2, 3)))
        swap, bare = self.random.random() < 0.3, self.random.random() < 0.2
        letters = [self._pick("ABCFKX234790") for _ in places]

        def edit(text: str) -> str:
            words, code = text[: -7 if bare else -6], list(text[-6:])
            if swap:
                at = min(places[0], 4)
                code[at], code[at + 1] = code[at + 1], code[at]
            else:
                for place, letter in zip(places, letters, strict=True):
                    code[place] = letter
            return words + "".join(code)

        return self._from_link(kind, edit)

    def _codigo_em_texto_proprio(self, kind: str) -> Made:
        words = self._pick(OWN_WORDS)
        frame = self._pick(("{} {}", "{1} {0}"))
        return self._from_link(kind, lambda text: frame.format(words, text[-7:]))

    def _texto_traduzido(self, kind: str) -> Made:
        campaign = self.random.choice(self.linked)
        words, keeps = self._pick(TRANSLATED[campaign.id]), self.random.random() < 0.5
        return self._from_link(kind, lambda text: f"{words} {text[-7:]}" if keeps else words, campaign)

    def _sem_codigo(self, kind: str) -> Made:
        after = self._pick(AFTER)
        return self._from_link(kind, lambda text: self._case(text[:-7].strip()) + after)

    def _sem_codigo_editado(self, kind: str) -> Made:
        return self._from_link(kind, lambda text: self._edited(text[:-7].strip()))

    def _sem_codigo_nem_texto(self, kind: str) -> Made:
        words = self._pick(OWN_WORDS)
        campaign = self.random.choice(self.linked)
        made = self._from_link(kind, _always(words), campaign)
        return made if campaign.persona == "melissa" else replace(made, persona=None)

    def _encaminhado(self, kind: str) -> Made:
        """Who clicked writes, and sends the same text to a friend who writes too."""
        campaign = self.random.choice(self.linked)
        click = Step(0, link=campaign.id)
        mine, theirs = Step(self._typing()), Step(self.random.randrange(60_000, 86_400_000), by_another=True)
        return self._made(kind, campaign, click, mine, theirs)

    def _texto_de_outra(self, kind: str) -> Made:
        """The ready text of a link was replaced by that of another one; the code stayed."""
        campaign, other = self.random.sample(self.linked, 2)
        made = self._from_link(kind, lambda text: f"{other.greeting} {text[-7:]}", campaign)
        sold = self.operation.catalog.product(other.product)
        named = sold is not None and not sold.adult and self._names(sold, other.greeting)
        return replace(made, product=other.product if named else None, persona=None)

    # ── parts ────────────────────────────────────────────────────────────────────────────────────

    def _from_link(self, kind: str, change: Callable[[str], str], campaign: Campaign | None = None) -> Made:
        campaign = campaign or self.random.choice(self.linked)
        return self._made(kind, campaign, Step(0, link=campaign.id), Step(self._typing(), change=change))

    def _made(self, kind: str, campaign: Campaign, *steps: Step) -> Made:
        return Made(kind, steps, campaign.source, campaign.product, campaign.persona, campaign.id)

    def _referral(self, campaign: Campaign) -> Referral:
        ad = self.random.choice(campaign.ads)
        headline, body = campaign.headline or None, campaign.body or None
        return Referral(ad, "ad", "https://fb.me/x", headline, body, "image", self._clid())

    def _edited(self, text: str) -> str:
        """As people shorten and mistype: small letters, and once or twice a word dropped or two letters swapped."""
        words = text.lower().removeprefix("oi! ").removeprefix("olá! ").split()
        for _ in range(self._pick((1, 1, 2))):
            if self.random.random() < 0.5 and len(words) > 3:
                words.pop(self._pick([n for n in range(len(words)) if len(words[n]) < 5] or [0]))
            elif places := [n for n, word in enumerate(words) if len(word) > 3]:
                at = self.random.choice(places)
                cut, word = self.random.randrange(1, len(words[at]) - 1), words[at]
                words[at] = word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]
        return " ".join(words) + self._pick(AFTER)

    def _case(self, text: str) -> str:
        return self._pick((text, text, text.lower(), text.upper()))

    def _product(self) -> Product:
        return self._pick([p for p in self.operation.catalog.products if p.active and not p.adult])

    def _names(self, product: Product, words: str) -> bool:
        return any(name.casefold() in words.casefold() for name in (product.name, *product.words))

    def _names_a_product(self, words: str) -> bool:
        return any(self._names(p, words) for p in self.operation.catalog.products)

    def _pick(self, options):  # type: ignore[no-untyped-def]
        return self.random.choice(options)

    def _typing(self) -> int:
        """From the click to the message: mostly seconds, sometimes minutes."""
        return round(self.random.lognormvariate(9.4, 0.9))

    def _new_ad(self) -> str:
        return f"1203{self.random.randrange(10**14):014d}"

    def _clid(self) -> str | None:
        return f"clid{self.random.randrange(10**9)}" if self.random.random() < 0.9 else None


def _always(words: str) -> Callable[[str], str]:
    return lambda _: words
