"""A reply being made: a script of the operation filled by the catalogue, ready to become bubbles."""

from __future__ import annotations

from dataclasses import dataclass

from central.core.messaging.attachment import Attachment, attached
from central.core.messaging.conversation import Memo
from central.core.messaging.message import Bubble, Button, SayButtons, SayMedia, SayText
from central.core.operation import Operation
from central.core.people.persona import Persona
from central.core.records import replace, swift
from central.core.replying import besides
from central.core.replying.opening import DEFAULT, Opening, begin
from central.core.replying.plain import spare_of
from central.core.replying.script import ARTICLE, COLLEAGUE, Script, choose, slots_of, values_for
from central.core.replying.trigger import Trigger, beside, sentence
from central.core.selling.catalog import Product

MOST_BUBBLES = 2
MOST_CHARACTERS, MOST_WITH_MORE = 4_096, 1_024
"""Characters WhatsApp takes in a text, and beside buttons or a file."""
MOST_FALLBACKS = 8
AGAIN = ("É isso mesmo.", "Repito, para não ficar dúvida.", "Confirmo o que eu disse.")
"""Said before an answer that was given already, so that nobody hears a machine."""
OTHER = "mais_produto"
"""The script for a further product."""
PIX_CODE = "pix_codigo"
NOTHING_FITS = "Me conta um pouquinho mais do que você procura?"
"""Said when the operation has no script that can be filled, so that no lead meets silence."""


@swift
@dataclass(frozen=True, slots=True)
class Reply:
    """One or two texts; `key` names the script variant, `media` what goes with it."""

    key: str
    texts: tuple[str, ...]
    asks: str | None = None
    buttons: tuple[str, ...] = ()
    media: Attachment | None = None
    code: str = ""
    """A code of ours for the lead to copy: the bubble that is it stays alone."""
    facts: tuple[str, ...] = ()
    """What the catalogue says now, a sentence a slot, for a model that writes instead."""
    nudge: str = ""
    """The sentence of the sales trigger in it."""
    base: str = ""
    """The script variant that a model's words began from, so that it is not taken again at once."""
    owned: tuple[str, ...] = ()
    """Texts in it that are the owner's own, word for word."""

    def joined(self) -> Reply:
        """The same in one full bubble, where one can hold it: Meta charges by the bubble.

        >>> Reply("preco/0", ("Sai por R$ 89,90.", "Quer o link?")).joined().texts
        ('Sai por R$ 89,90.\\n\\nQuer o link?',)
        """
        whole = "\n\n".join(self.texts[:MOST_BUBBLES])
        room = MOST_WITH_MORE if self.buttons or self.media is not None else MOST_CHARACTERS
        crowded = (self.buttons and self.media is not None) or self.code in self.texts
        return self if len(whole) > room or crowded else replace(self, texts=(whole,))

    def bubbles(self) -> tuple[Bubble, ...]:
        """At most two: a file carries the first text as its caption, an audio goes first and alone, buttons hang on
        the last text."""
        texts = self.texts[:MOST_BUBBLES]
        said: list[Bubble] = [SayText(text, preview_url="https://" in text) for text in texts]
        if self.buttons:
            said[-1] = SayButtons(texts[-1], tuple(Button(f"b{n}", title) for n, title in enumerate(self.buttons)))
        if self.media is None:
            return tuple(said)
        if self.media.kind == "audio":
            return (SayMedia("audio", self.media.key), said[0])
        if isinstance(said[0], SayText):
            said[0] = SayMedia(self.media.kind, self.media.key, caption=texts[0], filename=self.media.key)
        return tuple(said)


@swift
@dataclass(frozen=True, slots=True)
class Say:
    """What colours a reply besides its script."""

    name: str | None = None
    """The lead's profile name."""
    aside: str = ""
    """Said before it."""
    reserved: str | None = None
    """The address of the number for adults."""
    link: str = ""
    """Stands for the product's own."""
    slots: tuple[tuple[str, str], ...] = ()
    """Further values, of what this turn did."""
    promise: str | None = None
    """When a person of the team answers."""
    opening: Opening | None = None
    """The first sentence, where the persona was not introduced yet; None: her own."""
    trigger: Trigger | None = None
    """The sales trigger that stands beside it."""
    facts: tuple[str, ...] = ()
    """Facts the burst asked for: those the script does not tell are told before it."""
    others: tuple[Product, ...] = ()
    """Further products the burst asked for."""
    beside: tuple[str, ...] = ()
    """Scripts of what else was asked, said before it."""
    notice: str = ""
    """What the first reply says of privacy."""


def compose(operation: Operation, script: str, persona: Persona, memo: Memo, say: Say) -> Reply:
    """The script in this persona's words, or the one it falls back to; she names herself once."""
    product = operation.catalog.product(memo.product)
    values = _values(operation, persona, memo, product, say.name, say.link)
    if say.reserved is not None:
        values["numero_reservado"] = say.reserved
    if say.promise is not None:
        values["retorno"] = say.promise
    values |= dict(say.slots)
    facts = tuple(f"{slot}: {value}" for slot, value in values.items())
    found = _filled(operation, script, persona, values, memo)
    if found is None:
        return Reply("nada", introduced((NOTHING_FITS,), persona, memo, say), facts=facts)
    chosen, key, texts = found
    owned = texts if key.startswith(ARTICLE) else ()
    nudge = _nudge(operation, say.trigger, product, memo, values)
    if nudge:
        texts = (*texts[:-1], beside(texts[-1], nudge))
    if key in memo.said and memo.introduced and (owned or slots_of(chosen.variants[_number(key)][0])):
        texts = (f"{AGAIN[memo.bursts % len(AGAIN)]} {texts[0]}", *texts[1:])
    more, asked = _more(operation, persona, memo, say, chosen, key, values)
    answers = _beside(operation, persona, memo, say, values)
    before = "\n\n".join(filter(None, (say.aside, *answers, more)))
    if before:
        texts = (f"{before}\n\n{texts[0]}", *texts[1:])
    return Reply(
        key=key,
        texts=introduced(texts, persona, memo, say),
        asks=chosen.asks or asked,
        buttons=chosen.buttons,
        media=_media(chosen, product, memo),
        code=code if (code := values.get(PIX_CODE, "")) in texts else "",
        facts=facts,
        nudge=nudge,
        owned=(*owned, *answers),
    )


def _number(key: str) -> int:
    """The variant of a script that a key names."""
    return int(key.rpartition("/")[2])


def _beside(operation: Operation, persona: Persona, memo: Memo, say: Say, values: dict[str, str]) -> tuple[str, ...]:
    """The owner's answers to what else was asked."""
    found = (_filled(operation, script, persona, values, memo, last=None) for script in say.beside)
    return tuple(text for one in found if one is not None for text in one[2])


def _more(
    operation: Operation, persona: Persona, memo: Memo, say: Say, chosen: Script, key: str, values: dict[str, str]
) -> tuple[str, str | None]:
    """What else was asked for, a sentence each, and the question that ends with."""

    def said(script: str) -> tuple[Script, str] | None:
        found = _filled(operation, script, persona, values, memo, last=None)
        return (found[0], found[2][0]) if found is not None else None

    told = frozenset().union(*(slots_of(text) for text in chosen.variants[_number(key)]))
    sentences, asks = besides.sentences(say.facts, told, chosen.asks, said) if say.facts else ([], None)
    for product in say.others[: besides.MOST_OTHERS]:
        own = _values(operation, persona, Memo(region=memo.region), product, None)
        found = _filled(operation, OTHER, persona, own, memo, last=None)
        sentences += [found[2][0]] if found is not None else []
    return " ".join(sentences) if not say.others else "\n".join(sentences), asks if chosen.asks is None else None


def _nudge(
    operation: Operation, trigger: Trigger | None, product: Product | None, memo: Memo, values: dict[str, str]
) -> str:
    """The sentence of the trigger; its wordings take turns with the bursts."""
    if trigger is None or product is None:
        return ""
    variant = next((v for v in product.variants if v.id == memo.variant), None)
    return sentence(trigger, product, variant, values, memo.bursts) or ""


def colleague(operation: Operation, persona: Persona, memo: Memo) -> str:
    """The honest sentence about a product of somebody else; empty when it is the persona's own."""
    product = operation.catalog.product(memo.product)
    owner = operation.persona(product.persona) if product is not None else None
    if product is None or owner is None or owner.id == persona.id:
        return ""
    values = _values(operation, persona, memo, product, None) | {"colega": owner.name}
    found = _filled(operation, COLLEAGUE, persona, values, memo)
    return found[2][0] if found is not None and found[0].id == COLLEAGUE else ""


def refused(
    operation: Operation, persona: Persona, memo: Memo, refusal: tuple[str, tuple[tuple[str, str], ...]] | None
) -> str:
    """The sentence of a plain no, see `refusing`; empty where nothing is refused."""
    if refusal is None:
        return ""
    script, slots = refusal
    values = _values(operation, persona, memo, operation.catalog.product(memo.product), None) | dict(slots)
    found = _filled(operation, script, persona, values, memo, last=None)
    return found[2][0] if found is not None else ""


def _values(
    operation: Operation, persona: Persona, memo: Memo, product: Product | None, name: str | None, link: str = ""
) -> dict[str, str]:
    region = operation.catalog.region_named(memo.region)
    variant = next((v for v in product.variants if v.id == memo.variant), None) if product is not None else None
    return values_for(
        operation.catalog,
        product,
        persona=persona.name,
        persona_id=persona.id,
        name=first_name(name),
        region=region,
        variant=variant,
        link=link,
    )


def _filled(
    operation: Operation,
    script: str,
    persona: Persona,
    values: dict[str, str],
    memo: Memo,
    last: str | None = "outro",
) -> tuple[Script, str, tuple[str, ...]] | None:
    """The first script of the chain of fallbacks that the catalogue can fill, else the `last` one."""
    wanted: str | None = script
    for _ in range(MOST_FALLBACKS):
        found = operation.script(wanted, persona.id) if wanted is not None else None
        if found is None:
            break
        sent = _media(found, operation.catalog.product(memo.product), memo)
        complete = sent is not None or not (found.photo or found.testimonial)
        if complete and (chosen := choose(found, values, memo.said) or _plainly(operation, found, values, memo)):
            return found, chosen[0], chosen[1]
        wanted = found.otherwise
    safest = operation.script(last, persona.id) if last is not None else None
    chosen = choose(safest, values, memo.said) if safest is not None else None
    return (safest, chosen[0], chosen[1]) if safest is not None and chosen is not None else None


def _plainly(
    operation: Operation, script: Script, values: dict[str, str], memo: Memo
) -> tuple[str, tuple[str, ...]] | None:
    """The same said without a Pix price, in a shop that takes nothing off for Pix."""
    spare = spare_of(script) if not operation.catalog.payment.pix_percent else None
    return choose(spare, values, memo.said) if spare is not None else None


def introduced(texts: tuple[str, ...], persona: Persona, memo: Memo, say: Say) -> tuple[str, ...]:
    """The texts with the persona's first sentence before them, where the lead does not know her yet; a code to copy
    stays alone in its bubble."""
    if memo.introduced:
        return texts
    place = -1 if dict(say.slots).get(PIX_CODE) != texts[-1] else 0
    hello = begin(say.opening or Opening(DEFAULT, persona.id, persona.introduction), first_name(say.name))
    first = [f"{hello}\n\n{texts[0]}", *texts[1:]]
    if say.notice and memo.bursts <= 1:
        first[place] += f"\n\n{say.notice}"
    return tuple(first)


def _media(script: Script, product: Product | None, memo: Memo) -> Attachment | None:
    if product is not None and script.photo:
        variant = next((v for v in product.variants if v.id == memo.variant), None)
        return attached((variant.photo if variant is not None else None) or product.photo)
    if product is not None and script.testimonial:
        return attached(product.testimonial)
    return attached(script.media)


def first_name(name: str | None) -> str | None:
    """The first name of a profile, if it looks like one.

    >>> first_name("maria clara"), first_name("~* 🦋"), first_name("LOJA 2000")
    ('Maria', None, 'Loja')
    """
    word = (name or "").split()[0] if (name or "").split() else ""
    return word.capitalize() if word.isalpha() and 1 < len(word) <= 20 else None
