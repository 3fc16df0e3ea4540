"""The way out: a document as the YAML an owner would have written, which imports to an equal digest.

Comments are the owner's own and are not kept. Digits are quoted and money is written as in Brazil.
"""

from __future__ import annotations

from typing import Any

import yaml

from central.adapters.operation import budget, callbacks, complements, conversions, crm, knowledge, modes, rights
from central.adapters.operation.document import Document
from central.adapters.operation.duration import in_words
from central.core.messaging.channel import AppSpec, ChannelSpec
from central.core.money import reais
from central.core.operation import Operation
from central.core.origin.campaign import Campaign
from central.core.people.persona import Persona
from central.core.replying.hours import WEEKDAYS, Hours
from central.core.replying.opening import Opening
from central.core.replying.rules import MANY, Rule
from central.core.replying.script import Script
from central.core.replying.trigger import NONE, Trigger
from central.core.selling.catalog import Payment, Product, Region, Variant
from central.core.selling.checkout import CheckoutSpec

Yaml = dict[str, Any]


def to_yaml(document: Document | Operation) -> dict[str, str]:
    """The text of each file by its name, in the order an owner reads them."""
    return {name: _dumped(sections) for name, sections in to_sections(document).items()}


def to_sections(document: Document | Operation) -> dict[str, Yaml]:
    """The same before it is written: the sections of each file."""
    catalog = document.catalog
    shop: Yaml = {
        "vendedor": {"nome": document.seller, "site": document.site},
        "personas": [persona(p) for p in document.personas],
        "aplicativos": [app(a) for a in document.apps],
        "canais": [channel(c) for c in document.channels],
        "frete": {"regioes": [region(r) for r in catalog.regions]},
        "pagamento": payment(catalog.payment),
    }
    if document.checkouts:
        shop["checkouts"] = [checkout(c) for c in document.checkouts]
    if said := crm.exported(document.crm):
        shop["crm"] = said
    if told := conversions.exported(document.ads):
        shop["conversoes"] = told
    if limits := budget.exported(document.budget):
        shop["orcamento"] = limits
    if notice := rights.exported_privacy(document.privacy):
        shop["privacidade"] = notice
    if rung := rights.exported_alerts(document.alerts):
        shop["alertas"] = rung
    if document.hours != Hours():
        shop["expediente"] = hours(document.hours)
    files = {
        "loja.yaml": shop,
        "produtos.yaml": {"produtos": [product(p) for p in catalog.products]},
        "campanhas.yaml": {"campanhas": [campaign(c) for c in document.campaigns]},
        "scripts.yaml": {"scripts": [script(s) for s in document.scripts]},
        "regras.yaml": {"regras": [rule(r) for r in document.rules]},
    }
    if document.triggers or document.openings:
        files["vendas.yaml"] = _filled(
            gatilhos=[trigger(t) for t in document.triggers], aberturas=[opening(o) for o in document.openings]
        )
    if said := callbacks.exported(document.templates, document.reengagements, document.restraint):
        files["retomadas.yaml"] = said
    if document.knowledge:
        files["conhecimento.yaml"] = {"conhecimento": [knowledge.exported(a) for a in document.knowledge]}
    if document.modes:
        files["modos.yaml"] = {"modos": [modes.exported(m) for m in document.modes]}
    if document.complements:
        files["complementos.yaml"] = {"complementos": [complements.exported(c) for c in document.complements]}
    return files


def media_of(document: Document | Operation) -> list[str]:
    """The files of `midias/` that the document names."""
    products = document.catalog.products
    named = [p.avatar for p in document.personas] + [p.photo for p in products] + [p.testimonial for p in products]
    named += [s.media for s in document.scripts]
    named += [variant.photo for p in products for variant in p.variants]
    return sorted({name for name in named if name is not None})


def persona(one: Persona) -> Yaml:
    """A persona."""
    return _filled(
        id=one.id,
        nome=one.name,
        area=one.field,
        voz=one.voice,
        apresentacao=one.introduction,
        cor=one.color,
        avatar=one.avatar,
        adulta=_yes(one.adult),
        fase=one.phase,
        palavras=one.words,
    )


def app(one: AppSpec) -> Yaml:
    """A Meta app."""
    return _filled(id=one.id, segredo=one.secret, wabas=one.wabas)


def channel(one: ChannelSpec) -> Yaml:
    """A number."""
    return _filled(
        id=one.id,
        nome=one.name,
        numero=one.number,
        waba=one.waba,
        portfolio=one.portfolio,
        personas=one.personas,
        token=one.token,
        aceito_risco=_yes(one.risk_accepted),
    )


def product(one: Product) -> Yaml:
    """A product; whether it is adult is its persona's to say."""
    plain = len(one.variants) == 1 and one.variants[0] == Variant("unica", "", one.stock)
    return _filled(
        id=one.id,
        persona=one.persona,
        nome=one.name,
        nome_neutro=one.neutral_name,
        preco=reais(one.price),
        resumo=one.summary,
        link=one.link,
        palavras=one.words,
        estoque=one.stock if plain else None,
        variacoes=[] if plain else [_variant(v) for v in one.variants],
        detalhes=dict(one.details),
        foto=one.photo,
        depoimento=one.testimonial,
        custo=None if one.cost is None else reais(one.cost),
        desconto_maximo=f"{one.most_discount}%" if one.most_discount else None,
        checkout=one.checkout,
        origem=one.origin,
        ativo=None if one.active else "não",
    )


def _variant(one: Variant) -> Yaml:
    price = None if one.price is None else reais(one.price)
    return _filled(id=one.id, nome=one.name, estoque=one.stock, preco=price, foto=one.photo)


def region(one: Region) -> Yaml:
    """A freight region."""
    days = str(one.days_min) if one.days_min == one.days_max else f"{one.days_min} a {one.days_max}"
    return _filled(
        nome=one.name,
        ceps=tuple(f"{low:05d}-{high:05d}" for low, high in one.ranges),
        preco=reais(one.price) if one.price else "grátis",
        prazo=f"{days} dia" if days == "1" else f"{days} dias úteis",
        gratis_acima=None if one.free_above is None else reais(one.free_above),
    )


def payment(one: Payment) -> Yaml:
    """The payment facts."""
    return _filled(
        pix_desconto=f"{one.pix_percent}%",
        parcelas=one.instalments,
        parcela_minima=reais(one.instalment_min) if one.instalment_min else None,
        boleto="sim" if one.boleto else "não",
        na_entrega="sim" if one.on_delivery else "não",
        taxa=_fee(one),
        envio=None if one.shipping is None else reais(one.shipping),
    )


def _fee(one: Payment) -> str:
    points = f"{one.fee_points // 100},{one.fee_points % 100:02d}%" if one.fee_points else ""
    return " + ".join(part for part in (points, reais(one.fee_fixed) if one.fee_fixed else "") if part)


def campaign(one: Campaign) -> Yaml:
    """A campaign; its persona is the one of its product."""
    return _filled(
        id=one.id,
        nome=one.name,
        origem=one.source,
        produto=one.product,
        anuncios=one.ads,
        saudacao=one.greeting,
        titulo=one.headline,
        texto=one.body,
        links=one.links,
        encerrada=_yes(one.ended),
    )


def script(one: Script) -> Yaml:
    """A script; a variant of one bubble is a text, one of two a list."""
    return _filled(
        id=one.id,
        persona=one.persona,
        textos=[v[0] if len(v) == 1 else list(v) for v in one.variants],
        pergunta=one.asks,
        botoes=one.buttons,
        foto=_yes(one.photo),
        depoimento=_yes(one.testimonial),
        midia=one.media,
        senao=one.otherwise,
    )


def rule(one: Rule) -> Yaml:
    """A rule; without conditions it holds always."""
    when = _filled(
        palavras=one.words,
        intencoes=one.intents,
        etapas=one.stages,
        personas=one.personas,
        produtos=one.products,
        horas=None if one.hours is None else _span(one.hours),
        toques=None if one.touches is None else _count(one.touches),
    )
    then = _filled(
        script=one.script,
        nivel=one.tier,
        acao=one.action,
        faz=one.deed or None,
        trocar_persona=one.switch_to,
        abertura=one.opening,
        gatilho=None if one.trigger == NONE else one.trigger,
        fixa=None if one.must is None else "sim" if one.must else "não",
    )
    return {"id": one.id, "quando": when or "sempre", "entao": then}


def trigger(one: Trigger) -> Yaml:
    """A trigger with what makes it true."""
    return _filled(
        id=one.id,
        tipo=one.kind,
        produtos=one.products,
        fato=one.fact,
        fonte=one.source,
        estoque_ate=one.stock_at_most or None,
        desconto=f"{one.percent}%" if one.percent else None,
        cupom=one.coupon,
        ate=one.until,
        textos=list(one.texts),
    )


def opening(one: Opening) -> Yaml:
    """A first sentence."""
    return _filled(id=one.id, persona=one.persona, texto=one.text, produtos=one.products)


def checkout(one: CheckoutSpec) -> Yaml:
    """A checkout."""
    return _filled(
        id=one.id,
        provedor=one.provider,
        segredo=one.secret,
        token=one.token,
        loja=one.store,
        parametro=one.parameter,
        preco_no_link=one.price_in_link,
        pix_na_conversa=in_words(one.pix_for) if one.pix_for else None,
    )


def hours(one: Hours) -> Yaml:
    """The team's week, a row a shift."""
    rows = tuple(f"{WEEKDAYS[s.weekday][:3]} {_span((s.opens, s.closes))}" for s in one.shifts)
    return _filled(
        horarios=rows,
        feriados="sim" if one.holidays else "não",
        fechado=one.closed,
        devolver_apos=in_words(one.hand_back),
    )


def _span(minutes: tuple[int, int]) -> str:
    return " às ".join(f"{m // 60}h{m % 60:02d}" for m in minutes)


def _count(touches: tuple[int, int]) -> str:
    least, most = touches
    return f"{least} ou mais" if most >= MANY else str(least) if least == most else f"{least} a {most}"


def _yes(value: bool) -> str | None:
    """`não` goes without saying."""
    return "sim" if value else None


def _filled(**pairs: Any) -> Yaml:
    """The pairs that have something to say."""
    found = {key: value for key, value in pairs.items() if value not in (None, "", (), [], {})}
    return {key: _Row(value) if isinstance(value, tuple) else value for key, value in found.items()}


def _dumped(sections: Yaml) -> str:
    return yaml.dump(sections, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


class _Row(list[str]):
    """A list of words, written in one row."""


class _Dumper(yaml.SafeDumper):
    """Lists are set in under their key, and every section stands apart."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Never without indentation."""
        super().increase_indent(flow, False)

    def write_line_break(self, data: str | None = None) -> None:
        """An empty line between sections."""
        super().write_line_break(data)
        if len(self.indents) == 1:
            super().write_line_break()

    def ignore_aliases(self, data: Any) -> bool:
        """Everything is written out where it stands."""
        return True


def _in_a_row(dumper: yaml.SafeDumper, row: _Row) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", row, flow_style=True)


_Dumper.add_representer(_Row, _in_a_row)
