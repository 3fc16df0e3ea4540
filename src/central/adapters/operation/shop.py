"""The shop's side of the YAML: seller, personas, numbers, products, freight, payment and campaigns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from central.adapters.operation import keys
from central.adapters.operation.duration import duration
from central.adapters.operation.entry import Entry, is_slug
from central.adapters.operation.problems import the
from central.core.messaging.channel import AppSpec, ChannelSpec
from central.core.money import parse_reais
from central.core.origin.campaign import Campaign
from central.core.people.persona import Persona
from central.core.replying.script import slots_of
from central.core.selling.catalog import Payment, Product, Region, Variant
from central.core.selling.checkout import LOOKED_UP, MAKES_PIX, PARAMETERS, CheckoutSpec

PHASES = ("scripts", "regras", "aprendizado")
SOURCES = ("meta", "youtube", "kwai")
MOST_INSTALMENTS = 24
MOST_PERCENT = 90
SHORTEST_PIX, LONGEST_PIX = 30 * 60_000, 30 * 86_400_000
"""How long Mercado Pago lets a Pix code live."""
_RANGE = re.compile(r"(\d{5})(?:-?\d{3})?(?:\s*(?:-|–|a|até)\s*(\d{5})(?:-?\d{3})?)?")
_FEE = re.compile(r"(?=.)(?:(\d{1,2})(?:,(\d{1,2}))?\s*%)?(?:\s*\+?\s*(R\$\s*\d+(?:,\d{2})?))?")
_DAYS = re.compile(r"(\d{1,2})(?:\s*(?:-|–|a|até)\s*(\d{1,2}))?(?:\s+dias?(?:\s+úte?is)?)?")


@dataclass(frozen=True, slots=True)
class Placed:
    """A campaign with its entry, for the checks that need the line."""

    campaign: Campaign
    entry: Entry


def persona(entry: Entry) -> Persona:
    """A persona."""
    entry.findings.define("persona", entry.id, entry.at("id"))
    color = entry.text("cor")
    if color and not re.fullmatch(r"#[0-9A-Fa-f]{6}", color):
        entry.bad("cor", color, "não é uma cor como as da web")
    introduction = entry.text("apresentacao", 300)
    if stray := slots_of(introduction) - {"nome"}:
        entry.wrong("apresentacao", f"a apresentação só aceita o espaço {{nome}}; tire {{{min(stray)}}}")
    return Persona(
        id=entry.id,
        name=entry.text("nome", 40),
        field=entry.text("area", 80),
        voice=entry.text("voz", 2000),
        introduction=introduction,
        color=color,
        avatar=entry.refer("avatar", "foto"),
        adult=entry.yes("adulta"),
        phase=entry.one_of("fase", PHASES, default="regras"),
        words=entry.texts("palavras"),
    )


def app(entry: Entry) -> AppSpec:
    """A Meta app."""
    spec = AppSpec(entry.digits("id"), entry.variable("segredo", AppSpec("").secret), entry.texts("wabas"))
    entry.findings.define("aplicativo", spec.id, entry.at("id"))
    return spec


def channel(entry: Entry) -> ChannelSpec:
    """A WhatsApp number."""
    number = entry.text("numero")
    if number and not 8 <= len(re.sub(r"\D", "", number)) <= 15:
        entry.bad("numero", number, "não é um número de telefone com país e DDD")
    spec = ChannelSpec(
        id=entry.digits("id"),
        name=entry.text("nome", 60),
        number=number,
        waba=entry.digits("waba"),
        portfolio=entry.digits("portfolio"),
        personas=entry.refer_all("personas", "persona"),
        token=entry.variable("token", "WHATSAPP_TOKEN"),
        risk_accepted=entry.yes("aceito_risco"),
    )
    entry.findings.define("canal", spec.id, entry.at("id"))
    if not spec.personas:
        entry.missing("personas")
    return spec


def checkout(entry: Entry) -> CheckoutSpec:
    """A checkout that tells of orders."""
    entry.findings.define("checkout", entry.id, entry.at("id"))
    provider = entry.one_of("provedor", PARAMETERS)
    if provider in LOOKED_UP and not entry.has("token"):
        entry.missing("token")
    return CheckoutSpec(
        id=entry.id,
        provider=provider or "generico",
        secret=entry.variable("segredo", CheckoutSpec("").secret),
        token=entry.variable("token"),
        store=entry.maybe("loja") or "",
        parameter=entry.maybe("parametro") or "",
        price_in_link=entry.maybe("preco_no_link") or "",
        pix_for=_pix(entry, provider),
    )


def _pix(entry: Entry, provider: str) -> int:
    """How long a Pix code of the conversation may be paid."""
    if not entry.has("pix_na_conversa"):
        return 0
    if provider not in MAKES_PIX:
        entry.wrong("pix_na_conversa", f"só {', '.join(sorted(MAKES_PIX))} faz o código do Pix na conversa")
    found = duration(entry, "pix_na_conversa")
    if found and not SHORTEST_PIX <= found <= LONGEST_PIX:
        entry.wrong("pix_na_conversa", "um código de Pix vale de 30min a 30 dias")
    return found


def product(entry: Entry, adults: frozenset[str]) -> Product:
    """A product; those of an adult persona are adult and need a neutral name."""
    entry.findings.define("produto", entry.id, entry.at("id"))
    if not entry.has("persona"):
        entry.missing("persona")
    owner = entry.refer("persona", "persona") or ""
    adult = owner in adults
    if adult and not entry.has("nome_neutro"):
        entry.missing("nome_neutro")
    return Product(
        id=entry.id,
        persona=owner,
        name=entry.text("nome", 80),
        price=entry.price("preco"),
        summary=entry.text("resumo", 400),
        link=entry.link("link"),
        words=entry.texts("palavras"),
        neutral_name=entry.maybe("nome_neutro"),
        variants=_variants(entry),
        details=_details(entry),
        photo=entry.refer("foto", "foto"),
        testimonial=entry.refer("depoimento", "mídia"),
        active=entry.yes("ativo", default=True),
        adult=adult,
        cost=entry.maybe_price("custo"),
        most_discount=percent(entry, "desconto_maximo"),
        checkout=entry.refer("checkout", "checkout"),
        origin=entry.maybe("origem") or None,
    )


def _variants(entry: Entry) -> tuple[Variant, ...]:
    """The variants; a product without them has one without a name that carries the stock."""
    listed = entry.entries("variacoes", "variação", keys.VARIANT)
    if not listed:
        return (Variant("unica", "", entry.whole("estoque")),)
    if entry.has("estoque"):
        entry.wrong("estoque", f"{the(entry.what)} tem variações; o estoque vai em cada uma delas, apague esta linha")
    seen: dict[str, int] = {}
    for one in listed:
        if (first := seen.setdefault(one.id, one.place.line)) != one.place.line:
            one.wrong("id", f"{the(one.what)} já existe n{the(entry.what)} (linha {first}); dê outro id a uma das duas")
    return tuple(
        Variant(
            id=one.id,
            name=one.text("nome", 40),
            stock=one.whole("estoque"),
            price=one.maybe_price("preco"),
            photo=one.refer("foto", "foto"),
        )
        for one in listed
    )


def _details(entry: Entry) -> tuple[tuple[str, str], ...]:
    facts = entry.free("detalhes")
    return tuple((kind, text) for kind, text in facts.items())


def region(entry: Entry) -> Region:
    """A freight region; its name is unique, for conversations remember it."""
    name = entry.text("nome", 60)
    entry.findings.define("região", name, entry.at("nome"))
    least, most = _days(entry)
    free = entry.has("preco") and (entry.maybe("preco") or "").casefold() == "grátis"
    return Region(
        name=name,
        ranges=_ranges(entry),
        price=0 if free else entry.price("preco"),
        days_min=least,
        days_max=most,
        free_above=entry.maybe_price("gratis_acima"),
    )


def _days(entry: Entry) -> tuple[int, int]:
    value = entry.text("prazo")
    match = _DAYS.fullmatch(value)
    if match is None or int(match[2] or match[1]) < int(match[1]):
        if value:
            entry.bad("prazo", value, "não é um prazo em dias úteis")
        return 0, 0
    return int(match[1]), int(match[2] or match[1])


def _ranges(entry: Entry) -> tuple[tuple[int, int], ...]:
    if not entry.has("ceps"):
        entry.missing("ceps")
    ranges = []
    for text, place in entry.placed("ceps"):
        match = _RANGE.fullmatch(text)
        if match is None or int(match[2] or match[1]) < int(match[1]):
            entry.findings.wrong(place, f'ceps "{text}" não é uma faixa de CEP; escreva assim: ceps: [01000-09999]')
            continue
        ranges.append((int(match[1]), int(match[2] or match[1])))
    return tuple(ranges)


def payment(entry: Entry) -> Payment:
    """The payment facts."""
    return Payment(
        pix_percent=percent(entry, "pix_desconto"),
        instalments=entry.whole("parcelas", 1, MOST_INSTALMENTS, default=1),
        instalment_min=entry.maybe_price("parcela_minima") or 0,
        on_delivery=entry.yes("na_entrega"),
        boleto=entry.yes("boleto"),
        shipping=entry.maybe_price("envio"),
        **_fee(entry),
    )


def _fee(entry: Entry) -> dict[str, int]:
    """`4,99%`, `R$ 1,00` or both with a plus."""
    value = entry.maybe("taxa")
    if value is None:
        return {}
    match = _FEE.fullmatch(value)
    if match is None:
        entry.bad("taxa", value, "não é uma taxa de checkout")
        return {}
    fixed = parse_reais(match[3]) if match[3] else 0
    return {"fee_points": int(match[1] or 0) * 100 + int((match[2] or "").ljust(2, "0")), "fee_fixed": fixed or 0}


def percent(entry: Entry, key: str) -> int:
    """A whole percentage, 0 where the key is not there."""
    value = (entry.maybe(key) or "0").removesuffix("%").strip()
    if not (value.isascii() and value.isdecimal() and int(value) <= MOST_PERCENT):
        entry.bad(key, value, "não é uma porcentagem inteira")
        return 0
    return int(value)


def campaign(entry: Entry, products: dict[str, str]) -> Placed:
    """A campaign; its persona is the one of its product (`products`: product id → persona id)."""
    entry.findings.define("campanha", entry.id, entry.at("id"))
    if not entry.has("produto"):
        entry.missing("produto")
    sold = entry.refer("produto", "produto") or ""
    source = entry.one_of("origem", SOURCES)
    ads = entry.texts("anuncios")
    for ad, place in entry.placed("anuncios"):
        if not ad.isdecimal():
            entry.findings.wrong(place, f'anuncios "{ad}" não é um número de anúncio; escreva só os algarismos dele')
        entry.findings.define("anúncio", ad, place)
    greeting = entry.maybe("saudacao") or ""
    if source == "meta" and not ads and not greeting:
        entry.missing("anuncios")
    if source in ("youtube", "kwai") and not greeting:
        entry.missing("saudacao")
    entry.findings.define("link", entry.id, entry.at("id"))
    for link, place in entry.placed("links"):
        if not is_slug(link):
            entry.findings.wrong(
                place, f'links "{link}" não pode ser um endereço; use letras minúsculas, números e hífen'
            )
        entry.findings.define("link", link, place)
    made = Campaign(
        id=entry.id,
        name=entry.text("nome", 80),
        source=source,
        product=sold,
        persona=products.get(sold, ""),
        ads=ads,
        greeting=greeting,
        headline=entry.maybe("titulo") or "",
        body=entry.maybe("texto") or "",
        links=entry.texts("links"),
        ended=entry.yes("encerrada"),
    )
    return Placed(made, entry)
