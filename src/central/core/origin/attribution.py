"""Which ad, campaign and product brought a lead, how sure that is, and why: the first evidence that speaks decides.

Referral of Meta, then the code of a link, then the words of its ready text, then who clicked just now, then the number.
Only an ad's id and a code that nobody else used make it `certa`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from central.core.messaging.channel import ChannelSpec
from central.core.messaging.conversation import Touch
from central.core.messaging.message import Referral
from central.core.once import once_per
from central.core.operation import Operation
from central.core.origin.campaign import Campaign, Click
from central.core.origin.link import pieces_in, resembles, without_code
from central.core.records import swift
from central.core.selling.catalog import Product
from central.core.text import contains, fold, folded, holds_any, tokens

RECENT_MS = 15 * 60 * 1000
"""A click that is older than this did not bring a lead who says nothing of it."""

JUST_NOW_MS = 3 * 60 * 1000
"""A click this fresh may have brought a lead whose words name neither product nor platform."""

SLACK_MS = 5_000
"""Meta tells whole seconds, and clocks differ."""

SHORT_WORD = 3
"""In longer words letters that changed places are a slip of the finger."""

ALIKE = 0.6
"""The share of a greeting's rare words that an edited one still has."""

_SOURCES = {
    "youtube": ("youtube", "you tube"),
    "kwai": ("kwai", "kuai"),
    "meta": ("instagram", "insta", "facebook", "reels", "stories"),
}
_AD = ("anuncio", "anuncios", "propaganda", "patrocinado", "publicidade", "video", "ad")
_PAID = (*_AD, *(name for names in _SOURCES.values() for name in names))


@swift
@dataclass(frozen=True, slots=True)
class Entry:
    """A message as evidence. `clicks` are those of its codes, `recent` unused ones of its number, newest first.

    `first`: nothing is known yet of what brought this lead, so weak evidence counts too.
    """

    at: int
    person: str
    words: str
    referral: Referral | None = None
    clicks: tuple[Click, ...] = ()
    recent: tuple[Click, ...] = ()
    first: bool = False


def attribute(operation: Operation, channel: ChannelSpec, entry: Entry) -> Touch | None:
    """The touch a message brings; None when it brings none and one is known already."""
    if entry.referral is not None:
        return _by_referral(operation, channel, entry, entry.referral)
    words = fold(without_code(entry.words))
    touch = (
        _by_code(operation, channel, entry, words)
        or _by_greeting(operation, entry, words)
        or _by_recent_click(operation, entry, words)
    )
    if touch is not None or not entry.first:
        return touch
    return _by_platform(operation, channel, entry, words) or _by_channel(operation, channel, entry)


def settled(operation: Operation, touch: Touch | None) -> Touch | None:
    """The touch with the campaign of its ad, if the ad was registered since."""
    if touch is None or touch.ad is None or touch.confidence == "certa":
        return touch
    campaign = _of_ad(operation.campaigns, touch.ad)
    return touch if campaign is None else _registered(campaign, touch.at, touch.ad, touch.clid)


# ── Meta's referral ──────────────────────────────────────────────────────────────────────────────


def _by_referral(operation: Operation, channel: ChannelSpec, entry: Entry, referral: Referral) -> Touch:
    ad = referral.source_id
    if ad is not None and (campaign := _of_ad(operation.campaigns, ad)):
        return _registered(campaign, entry.at, ad, referral.ctwa_clid)
    text = fold(f"{referral.headline or ''} {referral.body or ''}")
    told = f"anúncio {ad or 'sem número'} que ninguém cadastrou"
    copied = [c for c in operation.campaigns if c.headline and contains(text, _own(c.headline))]
    campaign = _only(copied) or _only([c for c in copied if c.source == "meta"])
    product = _only_product(_named(_sold(operation, channel), text)) if campaign is None else None
    if campaign is not None:
        told = f"{told}, com o título da campanha {campaign.name}"
    elif product is not None:
        told = f"{told}; o texto dele fala de um produto só"
    return Touch(
        at=entry.at,
        source=campaign.source if campaign is not None else "meta",
        campaign=campaign.id if campaign is not None else None,
        product=campaign.product if campaign is not None else product.id if product is not None else None,
        persona=_persona_of(operation, channel, text),
        ad=ad,
        clid=referral.ctwa_clid,
        confidence="desconhecida" if campaign is None and product is None else "provável",
        evidence=told,
    )


def _of_ad(campaigns: Iterable[Campaign], ad: str) -> Campaign | None:
    return next((c for c in campaigns if ad in c.ads), None)


def _registered(campaign: Campaign, at: int, ad: str, clid: str | None) -> Touch:
    evidence = f"anúncio {ad} da campanha {campaign.name}"
    return _touch(campaign, at, "certa", evidence, ad=ad, clid=clid)


def _persona_of(operation: Operation, channel: ChannelSpec, text: str) -> str | None:
    """The only persona of the number whose field an ad speaks of."""
    found = [p.id for p in operation.personas if p.id in channel.personas and holds_any(text, p.words)]
    return found[0] if len(found) == 1 else None


# ── the code of a link ───────────────────────────────────────────────────────────────────────────


def _by_code(operation: Operation, channel: ChannelSpec, entry: Entry, words: str) -> Touch | None:
    known = [(click, c) for click in entry.clicks if (c := operation.campaign(click.campaign)) is not None]
    if not known:
        return None
    click, campaign = known[-1]
    doubt: str | None
    if len({c.id for _, c in known}) > 1:
        doubt = "a mensagem tem códigos de campanhas diferentes"
    else:
        doubt = _doubt(operation, channel, entry, click, campaign, words)
    if doubt is None:
        return _touch(campaign, entry.at, "certa", f"código do link {click.link}", click=click.id)
    return _touch(campaign, entry.at, "provável", f"código do link {click.link}, mas {doubt}", click=None)


def _doubt(
    operation: Operation, channel: ChannelSpec, entry: Entry, click: Click, campaign: Campaign, words: str
) -> str | None:
    """Why a code alone does not make it sure."""
    if click.person != entry.person:
        return "outra pessoa já o usou"
    if not click.at - SLACK_MS <= entry.at <= click.expires_at:
        return "ele já venceu"
    if click.channel != channel.id:
        return "ele era de outro número"
    if any(c.id != campaign.id for c in _greeted(operation.campaigns, words)):
        return "o texto é de outra campanha"
    return None


# ── the words of a link ──────────────────────────────────────────────────────────────────────────


def _by_greeting(operation: Operation, entry: Entry, words: str) -> Touch | None:
    whole = _greeted(operation.campaigns, words)
    if campaign := _only(whole):
        return _touch(campaign, entry.at, "provável", f"texto do link da campanha {campaign.name}")
    if whole:
        return None
    if not (entry.first or entry.recent):
        return None
    campaign = _most_alike(operation.campaigns, words)
    if campaign is None or not (entry.first or any(click.campaign == campaign.id for click in entry.recent)):
        return None
    return _touch(campaign, entry.at, "provável", f"parte do texto do link da campanha {campaign.name}")


def _greeted(campaigns: Sequence[Campaign], words: str) -> list[Campaign]:
    return [greeting.campaign for greeting in _greetings(campaigns) if greeting.folded in words]


def _most_alike(campaigns: Sequence[Campaign], words: str) -> Campaign | None:
    """The campaign whose greeting was edited into these words, if its rare words are there and no other's."""
    said = set(tokens(words))
    slipped = {_letters(word) for word in said if len(word) > SHORT_WORD}
    scored: list[tuple[float, Campaign]] = []
    for greeting in _greetings(campaigns):
        weights, spelled = greeting.weights, greeting.spelled
        met = (said & weights.keys()) | {spelled[letters] for letters in slipped & spelled.keys()}
        if len(met) > 1 and (score := sum(weights[word] for word in met)) >= greeting.enough:
            scored.append((score, greeting.campaign))
    scored.sort(key=lambda item: -item[0])
    if not scored or (len(scored) > 1 and scored[1][0] > ALIKE * scored[0][0]):
        return None
    return scored[0][1]


@dataclass(frozen=True, slots=True)
class _Greeting:
    """The ready text of a campaign's links."""

    campaign: Campaign
    folded: str
    weights: dict[str, float]
    """Its words; one that all greetings share says little."""
    spelled: dict[str, str]
    """Its longer words by their letters."""
    enough: float
    """What an edited one weighs at least."""


@once_per
def _greetings(campaigns: Sequence[Campaign]) -> tuple[_Greeting, ...]:
    greeting = [c for c in campaigns if c.greeting]
    all_words = [{t for t in tokens(_own(c.greeting)) if t.isalnum()} for c in greeting]
    found = []
    for campaign, mine in zip(greeting, all_words, strict=True):
        weights = {word: 1 / sum(word in other for other in all_words) for word in sorted(mine)}
        spelled = {_letters(word): word for word in sorted(mine) if len(word) > SHORT_WORD}
        found.append(_Greeting(campaign, _own(campaign.greeting), weights, spelled, ALIKE * sum(weights.values())))
    return tuple(found)


def _letters(word: str) -> str:
    """Equal for words whose letters only changed places."""
    return "".join(sorted(word))


# ── who clicked just now, and where people write to ──────────────────────────────────────────────


def _by_recent_click(operation: Operation, entry: Entry, words: str) -> Touch | None:
    """A click without its code: by what is left of the code, else the only campaign clicked of late."""
    if not entry.recent:
        return None
    recent = [
        (click, c)
        for click in entry.recent
        if entry.at - RECENT_MS <= click.at <= entry.at + SLACK_MS
        and (c := operation.campaign(click.campaign)) is not None
    ]
    pieces = pieces_in(entry.words)
    left = {c.id: c for click, c in recent if any(resembles(piece, click.code) for piece in pieces)}
    if len(left) == 1:
        (campaign,) = left.values()
        return _touch(campaign, entry.at, "provável", f"código incompleto, parecido com um da campanha {campaign.name}")
    if not entry.first:
        return None
    named = {p.id for p in _named(operation.catalog.products, words)}
    sources = _platforms(words)
    since = entry.at - (RECENT_MS if named or sources else JUST_NOW_MS)
    fitting = [
        c
        for click, c in recent
        if click.at >= since and (not named or c.product in named) and (not sources or c.source in sources)
    ]
    if len({c.id for c in fitting}) == 1:
        return _touch(fitting[0], entry.at, "provável", f"clique de agora há pouco na campanha {fitting[0].name}")
    return None


def _by_platform(operation: Operation, channel: ChannelSpec, entry: Entry, words: str) -> Touch | None:
    """Words that name a platform or an ad: with the product, one campaign may be left."""
    if not holds_any(words, _PAID):
        return None
    sources = _platforms(words)
    named = {p.id for p in _named(operation.catalog.products, words)}
    fitting = [
        c
        for c in operation.campaigns
        if not c.ended
        and c.persona in channel.personas
        and (not sources or c.source in sources)
        and (not named or c.product in named)
    ]
    campaign = _only(fitting)
    if campaign is not None and (sources or named):
        return _touch(campaign, entry.at, "provável", f"as palavras falam da campanha {campaign.name}")
    if len(sources) != 1:
        return None
    (source,) = sources
    product = next(iter(named)) if len(named) == 1 else None
    return Touch(entry.at, source, product=product, confidence="provável", evidence="as palavras dizem a origem")


def _by_channel(operation: Operation, channel: ChannelSpec, entry: Entry) -> Touch:
    """A number that only one campaign leads to tells it; its product is the lead's to name."""
    leading = [c for c in operation.campaigns if not c.ended and c.persona in channel.personas]
    campaign = _only(leading)
    if campaign is None or any(
        c.id != channel.id and set(c.personas) & set(channel.personas) for c in operation.channels
    ):
        return Touch(entry.at, "desconhecida", evidence="nada diz de onde veio")
    return Touch(
        entry.at,
        campaign.source,
        campaign=campaign.id,
        confidence="provável",
        evidence=f"número que só a campanha {campaign.name} anuncia",
    )


def _platforms(words: str) -> set[str]:
    return {source for source, names in _SOURCES.items() if holds_any(words, names)}


# ── shared ───────────────────────────────────────────────────────────────────────────────────────


def _touch(
    campaign: Campaign,
    at: int,
    confidence: str,
    evidence: str,
    *,
    ad: str | None = None,
    clid: str | None = None,
    click: str | None = None,
) -> Touch:
    return Touch(
        at=at,
        source=campaign.source,
        campaign=campaign.id,
        product=campaign.product,
        ad=ad,
        clid=clid,
        confidence="certa" if confidence == "certa" else "provável",
        evidence=evidence,
        click=click,
    )


def _sold(operation: Operation, channel: ChannelSpec) -> list[Product]:
    return [p for p in operation.catalog.products if p.active and p.persona in channel.personas]


def _named(products: Iterable[Product], words: str) -> list[Product]:
    return [p for p in products if holds_any(words, (p.name, *p.words))]


def _only_product(products: Sequence[Product]) -> Product | None:
    return products[0] if len(products) == 1 else None


def _only(campaigns: Sequence[Campaign]) -> Campaign | None:
    return campaigns[0] if len(campaigns) == 1 else None


def _own(text: str) -> str:
    """Words of the owner, folded once."""
    return folded((text,))[0]
