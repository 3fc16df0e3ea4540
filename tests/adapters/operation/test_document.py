"""A document becomes JSON and an operation and back, always the same."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.adapters.operation import (
    Document,
    default_demo_folder,
    digest,
    from_json,
    media_folder,
    media_of,
    numbered,
    parse,
    read_yaml,
    to_json,
)
from central.core.messaging.attachment import media_kind
from central.core.messaging.channel import AppSpec, ChannelSpec
from central.core.origin.campaign import Campaign
from central.core.people.persona import Persona
from central.core.replying.rules import Rule
from central.core.replying.script import Script
from central.core.selling.catalog import Catalog, Payment, Product, Region, Variant
from tests.adapters.operation.whole import WHOLE, written


@pytest.fixture(scope="module")
def demo() -> Document:
    return read_yaml(default_demo_folder())


def test_the_demo_survives_json_and_comes_back_as_the_numbered_operation(demo: Document) -> None:
    text = to_json(demo)
    assert from_json(text) == demo
    operation = parse(7, digest(demo), text)
    assert operation == numbered(7, digest(demo), demo)
    assert (operation.version, operation.digest) == (7, digest(demo))
    assert all(getattr(operation, f.name) == getattr(demo, f.name) for f in fields(demo))


def test_json_and_digest_depend_on_the_content_alone(demo: Document) -> None:
    again = read_yaml(sorted(default_demo_folder().glob("*.yaml")))
    assert to_json(again) == to_json(demo)
    assert digest(again) == digest(demo)
    assert digest(replace(demo, seller="Outra")) != digest(demo)
    text = to_json(demo)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_a_document_of_an_older_build_is_still_read(demo: Document) -> None:
    old = json.loads(to_json(demo))
    for channel in old["channels"]:
        del channel["token"]
    old["channels"][0]["gone"] = "a field that no longer exists"
    assert from_json(json.dumps(old)) == demo


def test_the_folder_of_files_may_be_split_or_joined(tmp_path: Path) -> None:
    apart, joined = tmp_path / "apart", tmp_path / "joined"
    apart.mkdir()
    joined.mkdir()
    written(apart, WHOLE)
    written(joined, {"tudo.yaml": "".join(WHOLE.values())})
    assert read_yaml(apart) == read_yaml(joined)


def test_the_words_of_the_yaml_become_the_values_of_the_core(tmp_path: Path) -> None:
    document = read_yaml(written(tmp_path, WHOLE))
    [product] = document.catalog.products
    assert (product.price, product.photo, product.adult, product.active) == (14990, None, False, True)
    assert product.variants == (Variant("preta", "Preta", 3), Variant("azul", "Azul", 0, 15990))
    assert document.catalog.regions == (Region("Brasil", ((1000, 99999),), 2000, 3, 9),)
    assert document.catalog.payment == Payment(pix_percent=5, instalments=3)
    assert document.rules[0] == Rule("valor", words=("valor",), intents=("preco",), script="preco")
    assert document.rules[-1] == Rule("resto", script="outro")
    bought = next(s for s in document.scripts if s.id == "compra")
    assert bought == Script("compra", (("{link}",), ("Certo.", "Aqui: {link}")), otherwise="outro")


def test_every_file_of_the_demo_is_used_and_can_go_out_by_whatsapp(demo: Document) -> None:
    files = {path.name: path for path in media_folder(default_demo_folder()).iterdir()}
    assert set(media_of(demo)) == files.keys()
    starts = {"image": b"\xff\xd8\xff", "audio": b"OggS", "video": b"\0\0\0"}
    for name, path in files.items():
        content, kind = path.read_bytes(), media_kind(name)
        assert content.startswith(starts[str(kind)])
        assert len(content) <= 60 * 1024
    assert b"OpusHead" in files["audio-de-exemplo.ogg"].read_bytes()[:64]


TEXT = st.text(max_size=12)
NAMES = st.lists(TEXT, max_size=3).map(tuple)
CENTAVOS = st.integers(0, 10**9)


def documents() -> st.SearchStrategy[Document]:
    """Any document at all, also ones no YAML would give."""
    maybe = st.none() | TEXT
    variant = st.builds(Variant, id=TEXT, name=TEXT, stock=CENTAVOS, price=st.none() | CENTAVOS, photo=maybe)
    pairs = st.tuples(TEXT, TEXT)
    product = st.builds(
        Product,
        id=TEXT,
        persona=TEXT,
        name=TEXT,
        price=CENTAVOS,
        summary=TEXT,
        link=TEXT,
        words=NAMES,
        neutral_name=maybe,
        variants=st.lists(variant, max_size=2).map(tuple),
        details=st.lists(pairs, max_size=2).map(tuple),
        photo=maybe,
        active=st.booleans(),
        adult=st.booleans(),
    )
    ranges = st.lists(st.tuples(CENTAVOS, CENTAVOS), max_size=2).map(tuple)
    region = st.builds(
        Region, name=TEXT, ranges=ranges, price=CENTAVOS, days_min=CENTAVOS, days_max=CENTAVOS, free_above=st.none()
    )
    script = st.builds(
        Script, id=TEXT, variants=st.lists(NAMES, max_size=2).map(tuple), persona=maybe, asks=maybe, otherwise=maybe
    )
    rule = st.builds(Rule, id=TEXT, words=NAMES, script=maybe, tier=st.sampled_from(["script", "mini", "forte"]))
    return st.builds(
        Document,
        seller=TEXT,
        site=TEXT,
        personas=st.lists(st.builds(Persona, words=NAMES), max_size=2).map(tuple),
        apps=st.lists(st.builds(AppSpec, wabas=NAMES), max_size=1).map(tuple),
        channels=st.lists(st.builds(ChannelSpec, personas=NAMES), max_size=1).map(tuple),
        catalog=st.builds(
            Catalog,
            products=st.lists(product, max_size=2).map(tuple),
            regions=st.lists(region, max_size=2).map(tuple),
            payment=st.builds(Payment),
        ),
        campaigns=st.lists(st.builds(Campaign, ads=NAMES), max_size=2).map(tuple),
        rules=st.lists(rule, max_size=2).map(tuple),
        scripts=st.lists(script, max_size=2).map(tuple),
    )


@given(documents())
def test_any_document_survives_json(document: Document) -> None:
    assert from_json(to_json(document)) == document
