"""From YAML files to a checked document: all that is wrong is told at once, and then nothing is imported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from yaml.nodes import Node

from central.adapters.operation import (
    budget,
    callbacks,
    complements,
    conversions,
    crm,
    keys,
    knowledge,
    modes,
    rights,
    sales,
    shop,
    talk,
    whole,
)
from central.adapters.operation.document import Document
from central.adapters.operation.entry import NEEDS_QUOTES, Entry
from central.adapters.operation.problems import Findings, OperationInvalid, Place
from central.core.alert import DEFAULT_ALERTS
from central.core.messaging.attachment import MEDIA_TYPES, MOST_BYTES, media_kind
from central.core.people.privacy import DEFAULT_PRIVACY
from central.core.replying.hours import NO_HOURS
from central.core.replying.reengage import DEFAULT_RESTRAINT
from central.core.selling.budget import NO_BUDGET
from central.core.selling.catalog import Catalog, Payment
from central.core.selling.conversion import NO_ADS
from central.core.selling.crm import NO_CRM

Made = TypeVar("Made")
MEDIA = "midias"
_LISTS = (
    "personas",
    "aplicativos",
    "canais",
    "produtos",
    "campanhas",
    "scripts",
    "regras",
    "gatilhos",
    "aberturas",
    "modelos",
    "retomadas",
    "conhecimento",
    "modos",
)
_NEEDED = ("vendedor", "personas", "canais", "produtos", "frete", "pagamento", "scripts")


def default_demo_folder() -> Path:
    """The folder of the demo operation that comes with Central."""
    return Path(__file__).parents[2] / "content" / "demo"


def media_folder(folder: Path) -> Path:
    """Where the photos, audios and videos of an operation's folder are; products and scripts name them by file."""
    return folder / MEDIA


def read_yaml(source: Path | Iterable[Path]) -> Document:
    """The document of a folder's `*.yaml` files (or of these files), in the order of their names.

    Media are files of `midias/` beside the YAML. Raises OperationInvalid with every problem found.
    """
    paths = sorted(source.glob("*.y*ml")) if isinstance(source, Path) and source.is_dir() else _paths(source)
    findings = Findings()
    if not paths:
        findings.wrong(Place(str(source), 1), "não há nenhum arquivo .yaml nesta pasta; copie os da demonstração")
        raise OperationInvalid(findings.problems)
    for file in sorted(f for path in {p.parent for p in paths} for f in media_folder(path).glob("*.*")):
        _know(findings, file)
    sections = _Sections(findings, [e for path in paths if (e := _top(findings, path)) is not None])
    document = _document(findings, sections, Place(paths[0].name, 1))
    findings.resolve()
    if findings.problems:
        raise OperationInvalid(findings.problems)
    return document


def _know(findings: Findings, file: Path) -> None:
    """A file of the media library; one the WhatsApp would refuse is told now."""
    place, kind = Place(file.name, 1), media_kind(file.name)
    if kind is None:
        return findings.wrong(place, f"o WhatsApp não envia arquivos assim; use {', '.join(sorted(MEDIA_TYPES))}")
    if file.stat().st_size > MOST_BYTES[kind]:
        most = MOST_BYTES[kind] // 1024**2
        findings.wrong(place, f"o arquivo é grande demais; o WhatsApp aceita até {most} MB")
    findings.names.setdefault("mídia", {})[file.name] = place
    if kind == "image":
        findings.names.setdefault("foto", {})[file.name] = place
    return None


def _paths(source: Path | Iterable[Path]) -> list[Path]:
    return [source] if isinstance(source, Path) else list(source)


def _top(findings: Findings, path: Path) -> Entry | None:
    """The sections of one file, or None when it cannot be read as YAML."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        node = _composed(text)
    except FileNotFoundError:
        findings.wrong(Place(path.name, 1), "o arquivo não existe")
        return None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        findings.wrong(Place(path.name, line), "há uma letra que não é UTF-8; salve o arquivo como UTF-8")
        return None
    except yaml.MarkedYAMLError as error:
        findings.wrong(*_syntax(path.name, text, error))
        return None
    if node is None:
        findings.wrong(Place(path.name, 1), "o arquivo está vazio; apague ou preencha")
        return None
    return Entry(findings, path.name, node, f"arquivo {path.name}", keys.TOP)


def _composed(text: str) -> Node | None:
    """The nodes of a text, by libyaml where it is there; what is wrong is told by the slow reader, who knows more."""
    fast: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.compose(text, Loader=fast)
    except yaml.YAMLError:
        return yaml.compose(text, Loader=yaml.SafeLoader)


def _syntax(file: str, text: str, error: yaml.MarkedYAMLError) -> tuple[Place, str]:
    """The place of a YAML error and what to do about it, for somebody who never heard of YAML."""
    mark = error.problem_mark or error.context_mark
    number = mark.line if mark is not None else 0
    lines = text.splitlines() or [""]
    near = lines[max(0, number - 1) : number + 1]
    problem = f"{error.context or ''} {error.problem or ''}"
    braces = [n for n, line in enumerate(near, max(0, number - 1)) if re.match(r"\s*(?:- )*(?:\w+:\s+)?[\[{]", line)]
    if "\\t" in problem or "\t" in lines[min(number, len(lines) - 1)]:
        return Place(file, number + 1), "há uma tabulação; troque por espaços"
    if "alias" in problem or "anchor" in problem or "directive" in problem or "'@'" in problem or "'`'" in problem:
        return Place(file, number + 1), 'um texto que começa com *, &, %, @ ou ` precisa de aspas: "texto"'
    if "mapping values" in problem:
        return Place(file, number + 1), 'há dois-pontos dentro de um texto; ponha o texto entre aspas: "texto"'
    if braces:
        return Place(file, braces[-1] + 1), NEEDS_QUOTES
    if "quoted scalar" in problem:
        start = error.context_mark.line if error.context_mark is not None else number
        return Place(file, start + 1), "as aspas abertas aqui não fecham"
    return Place(file, number + 1), "o arquivo se perde aqui; confira os espaços no começo da linha e os dois-pontos"


class _Sections:
    """The sections of all files together: lists are joined, the others stand once."""

    def __init__(self, findings: Findings, files: list[Entry]) -> None:
        self.files = files
        for key in keys.TOP:
            holders = [f for f in files if f.has(key)]
            if key not in (*_LISTS, "checkouts"):
                for second in holders[1:]:
                    second.wrong(key, f'"{key}" já está em {holders[0].at(key)}; deixe um só')
            if key in _NEEDED and not holders and files:
                findings.wrong(files[0].place, f'nenhum arquivo tem "{key}"; falta {keys.TOP[key]}')

    def listed(self, key: str, what: str, known: dict[str, str]) -> list[Entry]:
        return [entry for file in self.files for entry in file.entries(key, what, known)]

    def each(self, key: str, what: str, known: dict[str, str], make: Callable[[Entry], Made]) -> tuple[Made, ...]:
        return tuple(make(entry) for entry in self.listed(key, what, known))

    def one(self, key: str, known: dict[str, str]) -> Entry | None:
        return next((e for file in self.files if (e := file.inner(key, key, known)) is not None), None)

    def made(self, key: str, known: dict[str, str], make: Callable[[Entry], Made], default: Made) -> Made:
        found = self.one(key, known)
        return default if found is None else make(found)


def _document(findings: Findings, sections: _Sections, at: Place) -> Document:
    seller = sections.one("vendedor", keys.SELLER)
    personas = [(shop.persona(e), e) for e in sections.listed("personas", "persona", keys.PERSONA)]
    adults = frozenset(p.id for p, _ in personas if p.adult)
    channels = sections.each("canais", "canal", keys.CHANNEL, shop.channel)
    products = sections.each("produtos", "produto", keys.PRODUCT, lambda e: shop.product(e, adults))
    owners = {p.id: p.persona for p in products}
    campaigns = [shop.campaign(e, owners) for e in sections.listed("campanhas", "campanha", keys.CAMPAIGN)]
    freight = sections.one("frete", keys.FREIGHT)
    regions = [] if freight is None else freight.entries("regioes", "região", keys.REGION)
    placed = [(shop.region(e), e) for e in regions]
    payment = sections.made("pagamento", keys.PAYMENT, shop.payment, Payment())
    scripts = [talk.script(e) for e in sections.listed("scripts", "script", keys.SCRIPT)]
    triggers = sections.each("gatilhos", "gatilho", keys.TRIGGER, sales.trigger_of)
    openings = [(sales.opening(e), e) for e in sections.listed("aberturas", "abertura", keys.OPENING)]
    rules = [talk.rule(e) for e in sections.listed("regras", "regra", keys.RULE)]
    whole.check_greetings(findings, campaigns)
    whole.check_regions(findings, placed)
    whole.check_personas(findings, personas, channels, products)
    sales.check_openings(openings, {p.id: p.name for p, _ in personas})
    whole.check_talk(findings, scripts[0].entry.place if scripts else at, [p for p, _ in personas], scripts, rules)
    return Document(
        seller=seller.text("nome", 60) if seller is not None else "",
        site=seller.link("site") if seller is not None else "",
        personas=tuple(p for p, _ in personas),
        apps=sections.each("aplicativos", "aplicativo", keys.APP, shop.app),
        channels=channels,
        catalog=Catalog(
            products=products,
            regions=tuple(r for r, _ in placed),
            payment=payment,
        ),
        campaigns=tuple(c.campaign for c in campaigns),
        rules=tuple(r.rule for r in rules),
        scripts=tuple(s.script for s in scripts),
        templates=sections.each("modelos", "modelo", keys.TEMPLATE, callbacks.template),
        reengagements=sections.each("retomadas", "retomada", keys.CALLBACK, callbacks.reengagement),
        restraint=sections.made("sossego", keys.RESTRAINT, callbacks.restraint, DEFAULT_RESTRAINT),
        knowledge=sections.each("conhecimento", "artigo", keys.ARTICLE, knowledge.article),
        modes=sections.each("modos", "modo", keys.MODE, modes.mode),
        complements=sections.each(
            "complementos", "complemento", keys.COMPLEMENT, lambda e: complements.complement(e, products)
        ),
        privacy=sections.made("privacidade", keys.PRIVACY, rights.privacy, DEFAULT_PRIVACY),
        alerts=sections.made("alertas", keys.ALERTS, rights.alerts, DEFAULT_ALERTS),
        triggers=triggers,
        openings=tuple(o for o, _ in openings),
        hours=sections.made("expediente", keys.HOURS, sales.hours, NO_HOURS),
        checkouts=sections.each("checkouts", "checkout", keys.CHECKOUT, shop.checkout),
        budget=sections.made("orcamento", keys.BUDGET, budget.budget, NO_BUDGET),
        crm=sections.made("crm", keys.CRM, crm.crm, NO_CRM),
        ads=sections.made("conversoes", keys.ADS, conversions.conversions, NO_ADS),
    )
