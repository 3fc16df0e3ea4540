"""What is exported imports to an equal digest, and no field is forgotten on the way out."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from central.adapters.operation import (
    Document,
    callbacks,
    complements,
    default_demo_folder,
    digest,
    media_folder,
    media_of,
    read_yaml,
    to_yaml,
)
from central.adapters.operation import export as out
from central.core.messaging.channel import AppSpec, ChannelSpec
from central.core.messaging.template import Template
from central.core.origin.campaign import Campaign
from central.core.people.persona import Persona
from central.core.replying.hours import Hours, Shift
from central.core.replying.opening import Opening
from central.core.replying.reengage import Reengagement, Restraint
from central.core.replying.rules import Rule
from central.core.replying.script import Script
from central.core.replying.trigger import Trigger
from central.core.selling.catalog import Payment, Product, Region, Variant
from central.core.selling.checkout import CheckoutSpec
from central.core.selling.complement import Complement

DERIVED = {(Product, "adult"), (Product, "listed"), (Region, "listed"), (Campaign, "persona"), (Template, "language")}
ENTRIES = (
    (Persona("ana", "Ana", "moda", "calma", "Oi!", "#112233"), out.persona),
    (AppSpec("1"), out.app),
    (ChannelSpec("1", "Um", "+55 11 90000-0001", "2", "3", ("ana",)), out.channel),
    (
        Product("bolsa", "ana", "Bolsa", 14990, "pequena", "https://l.example/b", variants=(Variant("unica", "", 3),)),
        out.product,
    ),
    (Variant("preta", "Preta", 3), out._variant),
    (Region("Brasil", ((1000, 99999),), 2000, 3, 9), out.region),
    (Payment(), out.payment),
    (Campaign("c", "C", "meta", "bolsa", "ana"), out.campaign),
    (Script("preco", (("Custa {preco}",),)), out.script),
    (Rule("r", words=("oi",)), out.rule),
    (Trigger("t", "escassez", ("Restam {estoque}.",)), out.trigger),
    (Opening("o", "ana", "Oi!"), out.opening),
    (Hours((Shift(0, 540, 1080),)), out.hours),
    (Template("volta", "marketing", "Oi, {nome}!"), callbacks.exported_template),
    (Reengagement("sumiu", 3_600_000, ("novo",), script="volta"), callbacks.exported_rule),
    (Complement("c", "bolsa", "cinto", 604_800_000), complements.exported),
    (Restraint(), callbacks.exported_restraint),
    (CheckoutSpec("loja"), out.checkout),
)
OTHER: dict[tuple[type, str], Any] = {
    (Product, "variants"): (Variant("preta", "Preta", 3), Variant("azul", "Azul", 0)),
    (Product, "details"): (("uso", "à noite"),),
    (Region, "ranges"): ((1, 2),),
    (Rule, "hours"): (1320, 360),
    (Rule, "touches"): (2, 3),
    (Rule, "must"): True,
    (Template, "category"): "utility",
    (Reengagement, "silence"): 60_000,
    (Rule, "trigger"): "garantia",
    (Complement, "delay"): 60_000,
    (CheckoutSpec, "pix_for"): 1_800_000,
    (Product, "cost"): 900,
    (Product, "checkout"): "loja",
    (Hours, "shifts"): (Shift(1, 540, 1080),),
}


def write(folder: Path, files: dict[str, str], photos: Path | None = None) -> Path:
    """The files on disk, with the photos of another folder."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    if photos is not None:
        (folder / "midias").symlink_to(photos)
    return folder


def test_the_demo_goes_out_and_comes_back_equal(tmp_path: Path) -> None:
    demo = default_demo_folder()
    before = read_yaml(demo)
    files = to_yaml(before)
    after = read_yaml(write(tmp_path, files, media_folder(demo)))
    assert digest(after) == digest(before)
    assert to_yaml(after) == files
    assert set(media_of(before)) <= {path.name for path in media_folder(demo).iterdir()}


@pytest.mark.parametrize(
    "text", ["{produto}: é isso", "- não", "sim", "'aspas' \"duplas\"", "a\nb\n\nc", "x # y", "ç 😀 %"]
)
def test_strange_texts_come_back_equal(tmp_path: Path, text: str) -> None:
    before = read_yaml(default_demo_folder())
    first, *rest = before.personas
    changed: Document = replace(before, personas=(replace(first, voice=text), *rest))
    after = read_yaml(write(tmp_path, to_yaml(changed), media_folder(default_demo_folder())))
    assert after.personas[0].voice == text
    assert digest(after) == digest(changed)


@pytest.mark.parametrize(("entry", "export"), ENTRIES, ids=lambda x: type(x).__name__)
def test_every_field_is_told(entry: Any, export: Any) -> None:
    """A field that somebody adds must find its key here, or an export would lose it."""
    told = export(entry)
    for field in fields(entry):
        if (type(entry), field.name) in DERIVED:
            continue
        other = replace(entry, **{field.name: _another(entry, field.name)})
        assert export(other) != told, field.name


def _another(entry: Any, name: str) -> Any:
    """Some other value for a field."""
    if (type(entry), name) in OTHER:
        return OTHER[type(entry), name]
    match value := getattr(entry, name):
        case bool():
            return not value
        case int():
            return value + 1
        case tuple():
            return (*value, ("mais",) if value and isinstance(value[0], tuple) else "mais")
        case None:
            return 5 if name in ("price", "free_above", "shipping") else "outro"
        case _:
            return f"{value} outro"


FEES = [("4,99%", 499, 0), ("5% + R$ 1,00", 500, 100), ("R$ 0,39", 0, 39), ("12,5 %", 1250, 0)]


@pytest.mark.parametrize(("said", "points", "fixed"), FEES)
def test_the_fee_of_a_checkout_is_read_and_written(tmp_path: Path, said: str, points: int, fixed: int) -> None:
    files, media = to_yaml(read_yaml(default_demo_folder())), media_folder(default_demo_folder())
    fee = f'pagamento:\n  taxa: "{said}"\n  envio: R$ 18,00\n'
    files["loja.yaml"] = files["loja.yaml"].replace("pagamento:\n", fee)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    read = read_yaml(write(tmp_path / "a", files, media))
    payment = read.catalog.payment
    assert (payment.fee_points, payment.fee_fixed, payment.shipping) == (points, fixed, 1_800)
    assert read_yaml(write(tmp_path / "b", to_yaml(read), media)).catalog == read.catalog
