"""Templates: everything is escaped, nothing is inline, and numbers and dates read as Brazilians write them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from central.app.panel import words
from central.app.panel.drawings import faces
from central.core.people.account import Role


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the navigation; `main` ones stand in the bottom bar of a phone, the others behind "Mais"."""

    path: str
    name: str
    icon: str
    least: Role = "leitura"
    main: bool = False


PLACES = (
    Place("/conversas", "Conversas", "conversas", main=True),
    Place("/metricas", "Métricas", "metricas", main=True),
    Place("/aprendizado", "Aprendizado", "aprendizado", main=True),
    Place("/fluxo", "Fluxo", "fluxo", main=True),
    Place("/tickets", "Tickets", "ficha"),
    Place("/custos", "Custos", "dinheiro"),
    Place("/anuncios", "Anúncios novos", "anuncio"),
    Place("/envios", "Envios", "enviar"),
    Place("/simulador", "Simulador", "tela"),
    Place("/alertas", "Alertas", "alerta"),
    Place("/privacidade", "Privacidade", "historico", least="dono"),
    Place("/ajustes", "Ajustes", "ajustes", least="atendente"),
)
"""Those whose page exists are shown."""


@cache
def environment() -> Environment:
    """The templates of the panel, with the words filters."""
    made = Environment(
        loader=PackageLoader("central.app.panel", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= words.FILTERS
    made.filters["kind"] = lambda thing: type(thing).__name__
    made.globals |= {"PLACES": PLACES, "FACES": faces()}
    return made


def render(template: str, **context: Any) -> str:
    """The HTML of a template."""
    return environment().get_template(template).render(context)
