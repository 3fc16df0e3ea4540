"""The difference of two versions, in sentences an owner can check before saying yes."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args, get_type_hints

from central.adapters.operation import default_demo_folder, differences, read_yaml
from central.adapters.operation.differences import LABELS
from central.adapters.operation.document import Document
from central.core.alert import AlertRules
from central.core.origin.campaign import Campaign
from central.core.replying.script import Script
from central.core.selling.catalog import Catalog, Payment, Product, Region, Variant
from central.core.selling.checkout import CheckoutSpec
from central.core.selling.conversion import AdsSpec, KwaiAds
from central.core.selling.crm import CrmSpec

DEMO = read_yaml(default_demo_folder())
SERUM = DEMO.catalog.products[0]


def with_serum(**changes: Any) -> Any:
    products = (replace(SERUM, **changes), *DEMO.catalog.products[1:])
    return replace(DEMO, catalog=replace(DEMO.catalog, products=products))


def test_equal_versions_have_no_difference() -> None:
    assert differences(DEMO, read_yaml(default_demo_folder())) == []


def test_a_first_version_is_counted() -> None:
    [sentence] = differences(None, DEMO)
    assert sentence.startswith(f"Primeira versão: 4 personas, {len(DEMO.catalog.products)} produtos, 8 campanhas, ")


def test_a_price_and_a_stock_are_told_as_an_owner_writes_them() -> None:
    variants = (replace(SERUM.variants[0], stock=3), *SERUM.variants[1:])
    assert differences(DEMO, with_serum(price=7990, variants=variants)) == [
        'Produto "serum-aurora": preço de R$ 89,90 para R$ 79,90.',
        'Produto "serum-aurora", variação "30ml": estoque de 24 para 3.',
    ]


def test_details_photos_and_variants_that_come_and_go_are_named() -> None:
    changed = with_serum(
        details=(*SERUM.details[1:], ("validade", "12 meses")),
        photo=None,
        variants=(SERUM.variants[0], Variant("50ml", "50 ml", 2, 12990)),
    )
    assert differences(DEMO, changed) == [
        'Produto "serum-aurora", variação "15ml": saiu.',
        'Produto "serum-aurora", variação "50ml": entrou.',
        'Produto "serum-aurora": uso de "de manhã, no rosto limpo e seco, três ou quatro gotas; depo…" para nada.',
        'Produto "serum-aurora": validade de nada para "12 meses".',
        'Produto "serum-aurora": foto de "serum-aurora.jpg" para nada.',
    ]


def test_freight_and_payment_changes_are_told() -> None:
    regions = (replace(DEMO.catalog.regions[0], price=1490, ranges=((1000, 5999),)), *DEMO.catalog.regions[1:])
    payment = replace(DEMO.catalog.payment, pix_percent=7, on_delivery=True)
    changed = replace(DEMO, catalog=replace(DEMO.catalog, regions=regions, payment=payment))
    assert differences(DEMO, changed) == [
        'Região de frete "Grande São Paulo": faixas de CEP de 01000-09999 para 01000-05999.',
        'Região de frete "Grande São Paulo": preço de R$ 12,90 para R$ 14,90.',
        "Pagamento: desconto no Pix (%) de 5 para 7.",
        "Pagamento: pagamento na entrega de não para sim.",
    ]


def test_the_order_of_rules_is_a_difference() -> None:
    one, two, *rest = DEMO.rules
    [sentence] = differences(DEMO, replace(DEMO, rules=(two, one, *rest)))
    assert sentence.startswith(f"Regra: a ordem mudou; agora é {two.id}, {one.id}, ")


def test_scripts_of_one_id_are_told_apart_by_persona() -> None:
    own = Script("preco", (("Oi",),), persona="carla")
    assert differences(DEMO, replace(DEMO, scripts=(*DEMO.scripts, own))) == ['Script "preco de carla": entrou.']


def test_any_field_that_can_change_has_a_word() -> None:
    said_by_their_own_section = {"budget", "ads", "crm"}
    kinds: set[Any] = {Product, Variant, Region, Payment}
    for name, hint in get_type_hints(Document).items():
        (kind,) = {*get_args(hint)} - {...} or {hint}
        if is_dataclass(kind) and kind is not Catalog and name not in said_by_their_own_section:
            kinds.add(kind)
    assert {Campaign, CheckoutSpec, AlertRules} <= kinds
    wanted = {f.name for kind in kinds for f in fields(kind)} - {"id", "details", "listed"}
    assert wanted - LABELS.keys() == set()


def test_spans_are_told_in_words_and_sections_by_their_keys() -> None:
    checkout = CheckoutSpec("loja", "mercadopago", token="MP_TOKEN")
    before = replace(DEMO, checkouts=(checkout,))
    after = replace(DEMO, checkouts=(replace(checkout, pix_for=30 * 60_000),), crm=CrmSpec(15))
    after = replace(after, alerts=replace(DEMO.alerts, waiting=5), ads=AdsSpec(kwai=KwaiAds("abc")))
    assert differences(before, after) == [
        'Checkout "loja": Pix na conversa vale de nada para 30min.',
        "Alertas: espera por gente (min) de 10 para 5.",
        "CRM: perdido_apos de nada para 15.",
        'Conversões, kwai: pixel de nada para "abc".',
        'Conversões, kwai: token de nada para "KWAI_TOKEN".',
    ]
