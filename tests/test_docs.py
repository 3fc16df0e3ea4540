"""The pages under docs/ against the code: every command and every variable is there, and none that does not exist."""

from __future__ import annotations

import argparse
import ast
import re
import shlex
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml
from fastapi.routing import APIRoute

from central.adapters.operation import keys
from central.app.cli import _parser
from central.app.config import read_settings
from central.app.helpcenter import export, hooks, tickets
from central.core.people.privacy import DEFAULT_PRIVACY, PURPOSES
from central.core.replying.choice import REPLY_COSTS
from central.core.selling.budget import NO_BUDGET, SOFT_PERCENT
from central.core.selling.cost import META_PRICES, MILLION
from scripts import screens
from scripts.site.contents import CONTENTS, named

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), *DOCS.glob("en/*.md")])
TEMPLATES = ROOT / "src/central/app/panel/templates"
SECTIONS_OF_THE_PAGE: Mapping[str, Mapping[str, str]] = {
    "vendedor": keys.SELLER,
    "personas": keys.PERSONA,
    "aplicativos": keys.APP,
    "canais": keys.CHANNEL,
    "produtos": keys.PRODUCT,
    "produtos: variacoes": keys.VARIANT,
    "frete": keys.FREIGHT,
    "frete: regioes": keys.REGION,
    "pagamento": keys.PAYMENT,
    "campanhas": keys.CAMPAIGN,
    "scripts": keys.SCRIPT,
    "regras": keys.RULE,
    "regras: quando": keys.WHEN,
    "regras: entao": keys.THEN,
    "gatilhos": keys.TRIGGER,
    "aberturas": keys.OPENING,
    "expediente": keys.HOURS,
    "checkouts": keys.CHECKOUT,
    "crm": keys.CRM,
    "crm: flowlu": keys.FLOWLU,
    "crm: zendesk": keys.ZENDESK,
    "crm: hubspot": keys.HUBSPOT,
    "conversoes": keys.ADS,
    "conversoes: meta": keys.META_ADS,
    "conversoes: google": keys.GOOGLE_ADS,
    "conversoes: kwai": keys.KWAI_ADS,
    "orcamento": keys.BUDGET,
    "orcamento: precos": keys.MODEL_PRICE,
    "modelos": keys.TEMPLATE,
    "retomadas": keys.CALLBACK,
    "retomadas: quando": keys.CALLBACK_WHEN,
    "sossego": keys.RESTRAINT,
    "conhecimento": keys.ARTICLE,
    "modos": keys.MODE,
    "complementos": keys.COMPLEMENT,
    "privacidade": keys.PRIVACY,
    "alertas": keys.ALERTS,
}
ENDINGS = {"CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN"}
"""They follow a name of the owner's, as in GOOGLE_ADS_CLIENT_ID."""
NO_VARIABLES = {"STATUS_WORDS", "KIWIFY_SEGREDO"}
"""Words of a template, and the example a form shows for a name of the owner's."""
VARIABLE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")


def test_every_command_has_an_example_that_the_terminal_understands() -> None:
    examples = re.findall(r"`central ([^`]+)`", _text("comandos.md"))
    understood = {_path(shlex.split(example)) for example in examples}
    assert understood == _known(), understood ^ _known()


def test_the_first_column_of_the_commands_is_the_command_of_its_example() -> None:
    rows = re.findall(r"^\| ([a-z -]+) \| .+ \| `central ([^`]+)` \|$", _text("comandos.md"), flags=re.MULTILINE)
    assert len(rows) > 60
    assert not [(said, example) for said, example in rows if _path(shlex.split(example)) != said]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_commands_and_links_of_a_page_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    known = {command.split()[0] for command in _known()}
    named = set(re.findall(r"`(?:\.venv/bin/)?central ([a-z][a-z-]*)", text))
    assert named <= known, named - known
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert not [link for link in links if not (page.parent / link).exists()]


def test_the_pictures_are_those_that_the_script_makes_each_small_and_shown_with_words() -> None:
    kept = {picture.stem: picture.stat().st_size for picture in (DOCS / "telas").glob("*.webp")}
    said = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    shown = re.findall(r"!\[([^\]]*)\]\((?:\.\./)?telas/([\w-]+)\.webp\)", said)
    assert kept.keys() == screens.PICTURES.keys() == {name for _, name in shown}
    assert not {name: size for name, size in kept.items() if size > screens.LARGEST}
    assert all(words for words, _ in shown)


def test_the_contents_lead_to_every_page() -> None:
    linked = {source for language in CONTENTS for source in named(ROOT, language)}
    assert {str(page.relative_to(ROOT)) for page in PAGES} - linked == set(CONTENTS.values()) - linked


def test_every_variable_that_is_read_is_explained_and_no_other() -> None:
    told = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", _text("configuracao.md")))
    read = _settings() | _neighbours()
    assert told == read, told ^ read


@pytest.mark.parametrize("page", ["api.md", "en/api.md"])
def test_every_call_of_the_api_is_told_and_no_other(page: str) -> None:
    told = set(re.findall(r"^\| `([A-Z]+) /api/v1([^` ]+)` \|", _text(page), flags=re.MULTILINE))
    routes = [route for part in (tickets, hooks, export) for route in part.router.routes if isinstance(route, APIRoute)]
    assert told == {(method, route.path) for route in routes for method in route.methods}


def test_every_key_of_the_yaml_is_told_and_no_other() -> None:
    told = {heading: set(_first_column(part)) for heading, part in _parts("operacao.md").items()}
    sections = {heading: set(known) for heading, known in SECTIONS_OF_THE_PAGE.items()}
    assert {heading: keys_ for heading, keys_ in told.items() if heading in sections} == sections
    assert told["As seções"] == set(keys.TOP)
    assert len(sections) + 1 == len(keys.SECTIONS) == len(told)


@pytest.mark.parametrize(("heading", "known"), SECTIONS_OF_THE_PAGE.items())
def test_the_example_of_a_key_is_the_one_its_error_shows(heading: str, known: Mapping[str, str]) -> None:
    rows = re.findall(r"^\| \**`(\w+)`\** \| .+ \| `(.+)` \|$", _parts("operacao.md")[heading], flags=re.MULTILINE)
    assert dict(rows) == {key: one.removeprefix("- ") for key, one in known.items()}


@pytest.mark.parametrize(
    ("heading", "templates"),
    [
        ("Métricas", ["metrics.html"]),
        ("Custos", ["costs.html", "spend.html"]),
        ("Aprendizado", ["learning.html", "learning_table.html"]),
    ],
)
def test_every_number_of_the_panel_is_told_and_no_other(heading: str, templates: list[str]) -> None:
    shown = "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in templates)
    told = re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \|$", _parts("numeros.md")[heading], flags=re.MULTILINE)[2:]
    assert len(told) == len(set(told))
    assert _numbers(shown) <= set(told), _numbers(shown) - set(told)
    assert not [name for name in told if name not in shown]


def test_the_page_of_numbers_tells_the_price_of_a_strong_reply() -> None:
    assert f"R$ {REPLY_COSTS['forte'] / MILLION:.4f}".replace(".", ",") in _text("numeros.md")


def test_the_modules_the_architecture_names_exist() -> None:
    named = set(re.findall(r"`((?:core|flow|adapters|app|ports|pretend)/[\w./]*)`", _text("arquitetura.md")))
    assert len(named) > 40
    assert not [path for path in named if not (ROOT / "src/central" / path).exists()]


def test_the_law_page_names_each_purpose_and_the_days_that_hold_unless_told_otherwise() -> None:
    text = _text("lgpd.md")
    assert not [purpose.name for purpose in PURPOSES if f"| {purpose.name} |" not in text]
    days = yaml.safe_load(re.search(r"```yaml\n(.+?)```", text, flags=re.DOTALL)[1])["privacidade"]  # type: ignore[index]
    keys = {"conversas": "conversations", "arquivos": "files", "compradores": "buyers", "registros": "audit"}
    keys |= {"reservado": "reserved"}
    assert {key: days[key] for key in keys} == {key: getattr(DEFAULT_PRIVACY, name) for key, name in keys.items()}


def test_the_page_of_costs_tells_the_prices_that_are_charged() -> None:
    text = _text("custos.md")
    for category in ("service", "marketing"):
        said = f"{META_PRICES[category] / MILLION:.4f}".rstrip("0").replace(".", ",")
        assert f"R$ {said}" in text, said
    assert META_PRICES["service"] == META_PRICES["utility"] == META_PRICES["authentication"]
    assert f"{NO_BUDGET.free_replies:,}".replace(",", ".") in text
    assert f"({NO_BUDGET.audio_minutes}, se" in text
    assert f"{SOFT_PERCENT} %" in text


class _Environment(Mapping[str, str]):
    """An empty environment that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _settings() -> set[str]:
    environment = _Environment()
    read_settings(environment)
    return environment.asked


def _neighbours() -> set[str]:
    """Names of variables that stand in the application, and the defaults of those an operation may name."""
    found: set[str] = set()
    for path in (ROOT / "src/central/app").rglob("*.py"):
        texts = (n.value for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Constant))
        found |= {text for text in texts if isinstance(text, str) and VARIABLE.fullmatch(text)}
    return found - ENDINGS - NO_VARIABLES | {"GOOGLE_ADS_DEVELOPER_TOKEN"}


def _commands(parser: argparse.ArgumentParser, before: str = "") -> Iterator[str]:
    """Every command that does something, with those below it: "gasto ler"."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                path = f"{before} {name}".strip()
                if below.get_default("run") is not None:
                    yield path
                yield from _commands(below, path)


def _path(words: list[str]) -> str:
    """The command of a line, if the parser takes the whole line."""
    _parser().parse_args(words)
    pair = " ".join(words[:2])
    return pair if pair in _known() else words[0]


@cache
def _known() -> frozenset[str]:
    return frozenset(_commands(_parser()))


def _parts(page: str) -> dict[str, str]:
    """The text below each heading of the second level."""
    pieces = re.split(r"^## (.+)$", _text(page), flags=re.MULTILINE)[1:]
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


def _first_column(part: str) -> list[str]:
    """The keys a table names: plain, bold where they must be there, or leading to their own part."""
    return re.findall(r"^\| (?:\*\*|\[)?`(\w+)`", part, flags=re.MULTILINE)


def _numbers(shown: str) -> set[str]:
    """What a page calls its figures: tiles, lists, columns of numbers."""
    tiles = set(re.findall(r'parts\.tile\("([^"]+)"', shown))
    columns = re.findall(r'<th(?: scope="col")? class="number"(?: scope="col")?>(.*?)</th>', shown)
    cells = [
        re.sub(r"<[^>]+>.*", "", cell).lstrip("− ").strip() for cell in columns + re.findall(r"<dt>(.*?)</dt>", shown)
    ]
    return tiles | {cell for cell in cells if cell and "{" not in cell}


def _text(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")
