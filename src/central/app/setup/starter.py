"""The first operation of a seller: one persona, one product, the shop's own numbers; scripts and rules ready to read.

The demo's general scripts are where it begins. What they would claim of a shop (freight, prices, deadlines) comes from
the seller's answers.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from central.adapters.operation import Document, default_demo_folder, numbered, read_yaml, to_yaml
from central.core.onboarding.listing import words_of
from central.core.onboarding.wording import true_ones
from central.core.replying.plain import PLAIN, plain_of
from central.core.text import slug

VOICE = "Próxima e direta, em frases curtas. Explica antes de elogiar, nunca promete o que o cadastro não diz."
COLOR = "#2F6F73"
OF_MONEY = ("preco", "pagamento", "desconto", "objecao_preco")
"""Scripts that may claim what only some shops have; one without a way on keeps every way to say it."""
DISCOUNT = "desconto"
"""How the ids of scripts about a discount begin."""
ALONE = frozenset({"personas", "produtos", "campanhas"})
"""What a rule or script may name that a new shop does not have."""


@dataclass(frozen=True, slots=True)
class Shop:
    """What the seller said of themselves, as they wrote it."""

    seller: str
    site: str
    persona: str
    area: str
    product: str
    price: str
    stock: str
    link: str
    freight: str
    days: str


@dataclass(frozen=True, slots=True)
class Line:
    """A number to speak on."""

    id: str
    number: str
    name: str
    waba: str
    portfolio: str


def starter(shop: Shop, app: str, lines: Sequence[Line]) -> Document:
    """A whole, checked operation. Raises OperationInvalid for answers that cannot be."""
    demo = {n: yaml.safe_load(text) for n, text in to_yaml(numbered(1, "", read_yaml(default_demo_folder()))).items()}
    persona = slug(shop.persona) or "vendas"
    scripts = _scripts(demo["scripts.yaml"]["scripts"], shop.seller)
    said = {script["id"] for script in scripts}
    files: dict[str, Any] = {
        "loja.yaml": _shop(shop, persona, app, lines),
        "produtos.yaml": {"produtos": [_product(shop, persona)]},
        "campanhas.yaml": {"campanhas": []},
        "scripts.yaml": {"scripts": scripts},
        "regras.yaml": {"regras": [r for r in demo["regras.yaml"]["regras"] if _general(r, said)]},
    }
    with tempfile.TemporaryDirectory() as name:
        for file, sections in files.items():
            text = yaml.safe_dump(sections, allow_unicode=True, sort_keys=False)
            Path(name, file).write_text(text, encoding="utf-8")
        return _true_here(read_yaml(Path(name)))


def _true_here(document: Document) -> Document:
    """Without what the demo's scripts claim and this shop does not have: a Pix discount, instalments, a boleto."""
    operation = numbered(1, "", document)
    persona = document.personas[0]
    scripts = document.scripts
    if not document.catalog.payment.pix_percent:
        scripts = tuple(PLAIN[s.id] if s.id.startswith(DISCOUNT) and s.id in PLAIN else plain_of(s) for s in scripts)
    kept = tuple(
        true_ones(operation, persona, script) if script.id.startswith(OF_MONEY) and script.otherwise else script
        for script in scripts
    )
    return replace(document, scripts=kept)


def channels(app: str, lines: Sequence[Line], personas: Sequence[str]) -> dict[str, Any]:
    """The sections of YAML that name the app and the numbers."""
    rows = [
        {
            "id": line.id,
            "nome": line.name or line.number,
            "numero": line.number,
            "waba": line.waba,
            "portfolio": line.portfolio or line.waba,
            "personas": list(personas),
        }
        for line in lines
    ]
    return {"aplicativos": [{"id": app, "segredo": "META_APP_SECRET"}], "canais": rows}


def _shop(shop: Shop, persona: str, app: str, lines: Sequence[Line]) -> dict[str, Any]:
    speaks = {
        "id": persona,
        "nome": shop.persona,
        "area": shop.area,
        "voz": VOICE,
        "apresentacao": f"Oi, {{nome}}! Aqui é {shop.persona}, assistente virtual de {shop.seller}.",
        "cor": COLOR,
        "fase": "scripts",
    }
    region = {"nome": "Brasil", "ceps": ["01000-99999"], "preco": shop.freight, "prazo": shop.days}
    return {
        "vendedor": {"nome": shop.seller, "site": shop.site},
        "personas": [speaks],
        **channels(app, lines, [persona]),
        "privacidade": {"aviso": f"Seus dados ficam com {shop.seller}, para este atendimento; para parar, diga sair."},
        "frete": {"regioes": [region]},
        "pagamento": {
            "pix_desconto": "0%",
            "parcelas": 1,
            "parcela_minima": "R$ 1,00",
            "boleto": "não",
            "na_entrega": "não",
        },
    }


def _product(shop: Shop, persona: str) -> dict[str, Any]:
    return {
        "id": slug(shop.product) or "produto",
        "persona": persona,
        "nome": shop.product,
        "preco": shop.price,
        "resumo": shop.area,
        "palavras": words_of(shop.product),
        "link": shop.link,
        "estoque": int(shop.stock) if shop.stock.isascii() and shop.stock.isdigit() else shop.stock,
    }


def _scripts(scripts: list[dict[str, Any]], seller: str) -> list[dict[str, Any]]:
    """Those for everybody, without the demo's media, under the seller's name."""
    kept = [s for s in scripts if "persona" not in s and "midia" not in s]
    known = {s["id"] for s in kept}
    whole = [s for s in kept if s.get("senao") is None or s["senao"] in known]
    return [_renamed(script, seller) for script in whole]


def _renamed(thing: Any, seller: str) -> Any:
    """The same with the seller's name where the demo's shop is named."""
    if isinstance(thing, str):
        return thing.replace("A Casa Veridá", seller).replace("Casa Veridá", seller)
    if isinstance(thing, list):
        return [_renamed(one, seller) for one in thing]
    return {key: _renamed(value, seller) for key, value in thing.items()} if isinstance(thing, dict) else thing


def _general(rule: dict[str, Any], scripts: set[str]) -> bool:
    when, then = rule.get("quando"), rule.get("entao")
    named = {*(when if isinstance(when, dict) else ()), *(then if isinstance(then, dict) else ())}
    script = then.get("script") if isinstance(then, dict) else None
    return not named & (ALONE | {"trocar_persona"}) and (script is None or script in scripts)
