"""The demo shop: what its personas say is true, short and safe, whatever the catalogue holds."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product as cross

import pytest

from central.adapters.operation import default_demo_folder, numbered, read_yaml
from central.core.guard import PERSON, SILENCE, facts_of, inspect
from central.core.messaging.message import Referral
from central.core.money import parse_reais
from central.core.origin.attribution import Entry, attribute
from central.core.people.persona import Persona
from central.core.reading.meaning import INTENTS
from central.core.replying.reply import MOST_FALLBACKS
from central.core.replying.script import ADULT_SITUATIONS, SITUATIONS, Script, choose, fill, slots_of, values_for
from central.core.replying.trigger import sentence
from central.core.selling.catalog import Product, Region, Variant
from central.core.text import contains, fold

DOCUMENT = read_yaml(default_demo_folder())
SHOP = numbered(1, "demo", DOCUMENT)
PERSONAS = {p.id: p for p in SHOP.personas}
TEXTS = [(s, text) for s in SHOP.scripts for variant in s.variants for text in variant]
PRE_AGE = ("idade", "idade_menor")


OF_THE_TALK = {"pix_valor": "R$ 94,90", "pix_vence": "15h05", "pix_codigo": "000201", "pedido": "1042"}
"""What is said of a code that was made in the conversation, and of an order the lead named."""


def named(script: Script) -> str:
    return f"{script.id}-{script.persona or 'todas'}"


def speakers(script: Script) -> list[Persona]:
    """Who says it now; a general wording that every persona replaced waits for the next persona."""
    return [p for p in SHOP.personas if SHOP.script(script.id, p.id) is script] or list(SHOP.personas)


def values(product: Product | None, persona: Persona, region: Region | None, variant: Variant | None) -> dict[str, str]:
    told = values_for(
        SHOP.catalog, product, persona=persona.name, persona_id=persona.id, region=region, variant=variant
    )
    return told | {"retorno": "amanhã, a partir das 9h"}


def moments(persona: Persona) -> list[dict[str, str]]:
    """The values of each product of a persona, with and without a region and a variant."""
    found = [values(None, persona, None, None)]
    for p in SHOP.catalog.of(persona.id):
        for region, variant in cross((None, SHOP.catalog.regions[0], SHOP.catalog.regions[11]), (None, *p.variants)):
            found.append(values(p, persona, region, variant if variant is None or variant.name else None))
    return found


@pytest.mark.parametrize("script", SHOP.scripts, ids=named)
def test_every_way_to_say_a_script_fits_some_product_of_each_of_its_speakers(script: Script) -> None:
    for variant in script.variants:
        told = (m | OF_THE_TALK for p in speakers(script) for m in moments(p))
        assert any(all(fill(text, m) is not None for text in variant) for m in told), variant


@pytest.mark.parametrize("persona", SHOP.personas, ids=lambda p: p.id)
def test_no_lead_of_any_product_meets_silence(persona: Persona) -> None:
    situations = SITUATIONS | (ADULT_SITUATIONS if persona.adult else {})
    for start in {*situations, *(r.script for r in SHOP.rules)}:
        for moment in moments(persona):
            wanted = start
            for _ in range(MOST_FALLBACKS):
                script = SHOP.script(wanted or "", persona.id)
                assert script is not None
                if choose(script, moment, ()):
                    break
                wanted = script.otherwise
            else:
                pytest.fail(f"{persona.id}: {start} ends in silence")


@pytest.mark.parametrize("persona", SHOP.personas, ids=lambda p: p.id)
def test_the_guard_lets_every_filled_text_of_the_demo_through(persona: Persona) -> None:
    """Each script with each product, region and variant it may be said with, and each trigger beside it."""
    refused = {}
    catalog = SHOP.catalog
    for product in (None, *catalog.of(persona.id)):
        regions, variants = (
            (None, *catalog.regions),
            (None, *(v for v in (product.variants if product else ()) if v.name)),
        )
        pairs = [(r, variants[n % len(variants)]) for n, r in enumerate(regions)] + [(regions[3], v) for v in variants]
        for number, (region, variant) in enumerate(pairs):
            done = (PERSON, SILENCE)
            facts = facts_of(
                SHOP,
                persona,
                product.id if product else None,
                region=region,
                variant=variant.id if variant else None,
                done=done,
            )
            moment = values(product, persona, region, variant) | {"nome": "Rute", "retorno": "amanhã, a partir das 9h"}
            sold_out = product is not None and "link" not in moment
            for script in (s for s in SHOP.scripts if persona in speakers(s)):
                if script.id in ("variacao_esgotada", "esgotado", "esgotado_de_todo") and not sold_out:
                    continue
                bubbles = [fill(text, moment) for text in script.variants[number % len(script.variants)]]
                if None not in bubbles:
                    refused |= {(v.kind, v.found): bubbles for v in inspect(bubbles, facts) if not v.allowed}
    assert not refused


def test_the_guard_lets_every_trigger_and_opening_of_the_demo_through() -> None:
    for trigger, product in cross(SHOP.triggers, SHOP.catalog.products):
        persona = PERSONAS[product.persona]
        if trigger.speaks_of(product.id):
            slots = values(product, persona, None, None)
            for said in range(len(trigger.texts)):
                told = sentence(trigger, product, None, slots, said)
                if told is not None:
                    facts = facts_of(SHOP, persona, product.id, nudge=told)
                    assert not [v for v in inspect(f"{product.name}. {told}", facts) if not v.allowed], told
    for opening in SHOP.openings:
        facts = facts_of(SHOP, PERSONAS[opening.persona], name="Rute")
        assert not [v for v in inspect(opening.text.replace("{nome}", "Rute"), facts) if not v.allowed], opening.text


def test_scripts_say_figures_only_by_slots() -> None:
    figures = re.compile(r"R\$|\d+[.,]\d{2}\b|\d\s*%|\b\d+\s*(?:x|vezes|reais|dias?|unidades?|horas?)\b", re.I)
    assert [text for _, text in TEXTS if figures.search(text)] == []
    assert {n for script, text in TEXTS if script.id not in PRE_AGE for n in re.findall(r"\d+", text)} == set()


def test_scripts_hurry_nobody_and_promise_no_result() -> None:
    hurry = (
        r"corre\b|corra|ultim[ao]s? (?:unidades|chance|vagas)|so hoje|nao perca|aproveite|vai acabar|imperdivel|"
        "promocao|garanto|garantido|milagros|cura|resultado garantido|comprovad|100|melhor do mercado|conquist|"
        "enlouquec|seduz"
    )
    assert [text for _, text in TEXTS if re.search(rf"\b(?:{hurry})", fold(text)) and "milagre" not in text] == []


def test_a_reply_ends_with_at_most_one_question_and_is_short() -> None:
    for script in SHOP.scripts:
        for variant in script.variants:
            reply = " ".join(variant)
            assert reply.count("?") <= 2, reply
            assert len(variant) <= 2
            assert len(reply) <= 230, (len(reply), reply)
            if script.asks is not None:
                assert "?" in reply, reply


def test_common_scripts_have_three_ways_and_all_have_two() -> None:
    common = ("abertura", "saudacao", "preco_sem_cep", "preco", "frete", "frete_cep", "variacoes", "produto", "compra")
    for script in SHOP.scripts:
        least = 3 if script.id in common or script.id in ("outro", "audio", "humano", "pagamento", "desconto") else 2
        assert len(script.variants) >= least, named(script)


def test_an_adult_product_has_no_word_of_its_own_in_what_is_said_or_sent_before_the_age() -> None:
    adult = [p for p in SHOP.catalog.products if p.adult]
    assert {p.persona for p in adult} == {"melissa"}
    words = {fold(w) for p in adult for w in (p.name, *p.words) if not w.startswith("item ")}
    before = [text for s, text in TEXTS if s.id in PRE_AGE] + [PERSONAS["melissa"].introduction]
    before += [c.greeting + c.headline + c.body for c in SHOP.campaigns if c.persona == "melissa"]
    before += [p.neutral_name or "" for p in adult] + [p.link for p in adult]
    for text in before:
        assert not slots_of(text) & {"produto", "produtos", "resumo"}
        assert not [w for w in words if contains(fold(text), w)], text


def test_each_persona_names_herself_as_an_assistant_and_sells_four_products_or_more() -> None:
    for persona in SHOP.personas:
        assert persona.name in persona.introduction
        assert "assistente virtual" in persona.introduction
        products = SHOP.catalog.of(persona.id)
        assert len(products) >= 4
        assert all(p.link.startswith(SHOP.site) for p in products)
        assert {"uso", "composicao", "garantia", "tamanho"} <= {kind for p in products for kind, _ in p.details}
    stock = [v.stock for p in SHOP.catalog.products for v in p.variants]
    assert 0 in stock
    assert any(0 < units <= 3 for units in stock)


def test_channels_are_one_shared_number_and_one_of_melissas_own() -> None:
    assert [c.personas for c in SHOP.channels] == [("livia", "carla", "melissa", "sofia"), ("melissa",)]


def test_each_campaign_is_recognised_by_its_ad_and_by_its_greeting() -> None:
    assert len(SHOP.campaigns) >= 8
    assert {c.source for c in SHOP.campaigns} == {"meta", "youtube", "kwai"}
    shared = SHOP.channels[0]
    for campaign in SHOP.campaigns:
        for ad in campaign.ads:
            touch = attribute(SHOP, shared, Entry(0, "ana", "", Referral(source_id=ad)))
            assert touch is not None
            assert (touch.campaign, touch.confidence) == (campaign.id, "certa")
        touch = attribute(SHOP, shared, Entry(0, "ana", f"{campaign.greeting.upper()}!!"))
        assert touch is not None
        assert (touch.campaign, touch.product) == (campaign.id, campaign.product)


def test_every_cep_of_brazil_has_a_freight_and_metro_regions_come_first() -> None:
    for head in (*range(1000, 10_000, 37), *range(11_000, 100_000, 37)):
        assert SHOP.catalog.region(f"{head:05d}000") is not None, head
    for cep, name in (
        ("01310100", "Grande São Paulo"),
        ("13010000", "Sudeste"),
        ("20040002", "Grande Rio"),
        ("50030230", "Grande Recife"),
        ("55000000", "Nordeste"),
        ("69005000", "Norte"),
        ("70040010", "Distrito Federal"),
        ("72900000", "Centro-Oeste"),
        ("77001000", "Norte"),
        ("90010000", "Grande Porto Alegre"),
        ("99010000", "Sul"),
    ):
        region = SHOP.catalog.region(cep)
        assert region is not None
        assert region.name == name


def test_rules_answer_every_intent_and_only_a_person_or_a_stop_ends_the_talk() -> None:
    assert {i for r in SHOP.rules for i in r.intents} >= set(INTENTS) - {"outro"}
    actions = {r.id: r.action for r in SHOP.rules if r.action != "responder"}
    assert actions["sair"] == "bloquear"
    assert actions["pede-pessoa"] == "chamar_pessoa"
    assert set(actions.values()) == {"bloquear", "chamar_pessoa", "pausar"}


def test_a_sold_out_product_never_sends_its_link() -> None:
    gone = replace(SHOP.catalog.products[0], variants=(Variant("a", "A", 0), Variant("b", "B", 0)))
    persona = PERSONAS[gone.persona]
    said = values(gone, persona, None, None)
    assert "link" not in said
    compra = SHOP.script("compra", persona.id)
    assert compra is not None
    assert choose(compra, said, ()) is None


def test_prices_of_the_demo_are_prices_people_set() -> None:
    prices = [v.price or p.price for p in SHOP.catalog.products for v in p.variants]
    assert all(price % 100 == 90 for price in prices)
    assert parse_reais("R$ 89,90") in prices
