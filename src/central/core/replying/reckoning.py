"""What a burst comes to: several things summed, one with its freight, and the plain no that goes before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from central.core.messaging.conversation import Memo, Scene
from central.core.records import replace, swift
from central.core.replying.answer_scripts import CHEAPER, OF_SUMS, SUM, SUM_BESIDE, SUM_BOUGHT, SUM_OFF, TOTAL
from central.core.replying.besides import asks_discount
from central.core.replying.burst import Burst
from central.core.replying.others import shelf_of
from central.core.replying.picking import asks_total, picked, sums, supposes, takes_its_own
from central.core.replying.refusing import refusal
from central.core.replying.rules import Deed, Rule
from central.core.selling.cart import Pick, told
from central.core.selling.catalog import Product

Sentence = tuple[str, tuple[tuple[str, str], ...]]
"""A script and what fills its slots."""


@swift
@dataclass(frozen=True, slots=True)
class Reckoning:
    """The script with what things come to."""

    script: str
    deed: Deed
    others: tuple[Product, ...]
    """Further products told of."""
    cart: tuple[Pick, ...]
    """What the lead wants together."""
    supposed: bool
    """They only asked what it would come to."""
    come_to: Mapping[str, str]
    """What that comes to, as values of slots."""
    no: Sentence | None
    """What is refused before the answer."""
    besides: Sentence | None
    """What the things come to, said before an answer of something else."""
    known: bool
    """The burst names a variant there is, sold out or not."""

    @property
    def slots(self) -> tuple[tuple[str, str], ...]:
        """All that scripts may say of it."""
        freight = self.come_to.get("soma_frete")
        return (*self.come_to.items(), *((("frete", freight),) if freight else ()))


def reckoned(scene: Scene, burst: Burst, script: str, rule: Rule, others: tuple[Product, ...]) -> Reckoning:
    """The script that was chosen, or the one that tells what several things, or all of one, come to."""
    memo, product, text, catalog = burst.memo, burst.product, burst.text, burst.operation.catalog
    says = rule.action == "responder"
    others = () if script == CHEAPER else others
    had = replace(scene.memo, cart=() if memo.supposed and takes_its_own(text, product) else memo.cart)
    cart = picked(memo, burst.reading, text, product, shelf_of(burst.operation, burst.persona), had)
    known = product is not None and _variant_named(product, burst.folded, memo)
    no = refusal(catalog, product, burst.reading, script, text, known) if says else None
    same = cart == scene.memo.cart
    supposed = bool(cart) and (memo.supposed if same else supposes(text))
    plain = Reckoning(script, rule.deed, others, cart, supposed, {}, no, None, known)
    come_to = told(catalog, cart, catalog.region_named(memo.region))
    together = says and sums(cart, script, text, not same)
    if come_to and (together or rule.deed == "cobrar_pix"):
        bought = burst.reading.intent == "compra" or rule.deed == "cobrar_pix"
        taken = SUM_BOUGHT if bought else SUM
        kept = supposed and not bought
        return replace(plain, script=taken, deed="", others=(), come_to=come_to, supposed=kept)
    if says and come_to and script in OF_SUMS:
        return replace(plain, script=OF_SUMS[script], others=(), come_to=come_to, no=None)
    if says and (whole := _whole(burst, script, cart)):
        return replace(plain, script=TOTAL, come_to=whole)
    if not says or not come_to or cart == had.cart:
        return plain
    besides = SUM_OFF if asks_discount(text) else SUM_BESIDE
    return replace(plain, come_to=come_to, besides=(besides, tuple(come_to.items())))


def _variant_named(product: Product, folded: str, memo: Memo) -> bool:
    """Whether a burst names a variant there is, sold out or not."""
    return product.variant(folded, memo.variant) is not None or bool(product.variants_in(folded))


def _whole(burst: Burst, script: str, cart: tuple[Pick, ...]) -> Mapping[str, str]:
    """What one thing comes to with its freight, where just that is asked; empty where it is not, or has no sum."""
    catalog, product = burst.operation.catalog, burst.product
    region = catalog.region_named(burst.memo.region)
    if product is None or region is None or cart or not asks_total(script, burst.text):
        return {}
    found = told(catalog, (Pick(product.id, burst.memo.variant or ""),), region)
    return found if found.get("soma_total") else {}
