"""A persona in a few choices: what she sells, how she speaks, what she never does; and the words that makes."""

from __future__ import annotations

from dataclasses import dataclass

from central.core.people.persona import Persona
from central.core.text import fold


@dataclass(frozen=True, slots=True)
class Line:
    """A line of goods, with where a persona of it begins."""

    id: str
    name: str
    field: str
    manner: str
    words: tuple[str, ...]
    color: str
    adult: bool = False


@dataclass(frozen=True, slots=True)
class Tone:
    """A way to speak; `hello` is her first sentence, with {nome} for the lead."""

    id: str
    name: str
    manner: str
    hello: str


@dataclass(frozen=True, slots=True)
class Limit:
    """Something she does not do."""

    id: str
    name: str
    rule: str


LINES = (
    Line(
        *(
            "beleza",
            "Beleza e cuidados",
            "beleza e cuidados",
            "Explica o uso antes de elogiar e nunca promete resultado.",
        ),
        ("creme", "sérum", "batom", "pele", "cabelo"),
        "#C2185B",
    ),
    Line(
        *("moda", "Moda e acessórios", "moda e acessórios", "Fala de caimento, tecido e tamanho com precisão."),
        ("vestido", "blusa", "calça", "bolsa", "tamanho"),
        "#00796B",
    ),
    Line(
        *("adulta", "Produtos adultos (18+)", "produtos reservados"),
        "Reservada e sem duplo sentido. Nenhum nome de produto antes de a pessoa dizer que é maior de idade.",
        ("presente", "discreto"),
        "#6A1B9A",
        adult=True,
    ),
    Line(
        *("perfumes", "Perfumes e atração", "perfumaria"),
        "Descreve notas e ocasiões com palavras simples. Não promete conquista nem efeito sobre outras pessoas.",
        ("perfume", "colônia", "cheiro", "fragrância"),
        "#EF6C00",
    ),
    Line("outra", "Outra coisa", "", "Explica antes de elogiar e só afirma o que o cadastro diz.", (), "#2F6F73"),
)
TONES = (
    Tone(
        "próxima",
        "Próxima, como no balcão",
        "Próxima e calorosa, em frases curtas.",
        "Oi, {nome}! Aqui é a {ela}, {quem}.",
    ),
    Tone(
        "direta",
        "Direta, sem rodeio",
        "Direta e objetiva: responde primeiro, explica depois.",
        "Oi, {nome}. {ela}, {quem}.",
    ),
    Tone(
        "elegante",
        "Elegante",
        "Elegante e cordial, sem gíria e sem diminutivo.",
        "Olá, {nome}. Eu sou a {ela}, {quem}.",
    ),
    Tone(
        *("divertida", "Divertida", "Divertida e leve, com bom humor, sem forçar intimidade."),
        "Oi, {nome}, que bom te ver por aqui! Eu sou a {ela}, {quem}.",
    ),
)
LIMITS = (
    Limit("emoji", "Não usa emoji", "Não usa emoji."),
    Limit("pressa", "Não faz pressão", "Não faz pressão: nunca fala em última chance."),
    Limit("apelido", "Não chama de amor nem de linda", "Não chama ninguém por apelido carinhoso."),
    Limit("corpo", "Não comenta corpo nem aparência", "Não comenta corpo, idade nem aparência de ninguém."),
    Limit("saude", "Não dá conselho de saúde", "Não dá conselho de saúde: diz para consultar um médico."),
    Limit("rival", "Não fala de concorrentes", "Não fala de outras lojas."),
)
COLORS = ("#C2185B", "#6A1B9A", "#3949AB", "#00796B", "#558B2F", "#EF6C00", "#5D4037", "#2F6F73")


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen."""

    name: str
    line: Line
    tone: Tone
    limits: tuple[Limit, ...]
    color: str
    field: str
    phase: str = "regras"


def chosen(said: dict[str, str], limits: list[str]) -> Choices:
    """The choices of a form; what is unknown is as for a shop that sells anything, in a warm tone."""
    line = next((one for one in LINES if one.id == said.get("linha")), LINES[-1])
    return Choices(
        name=said.get("nome", "").strip(),
        line=line,
        tone=next((one for one in TONES if one.id == said.get("tom")), TONES[0]),
        limits=tuple(one for one in LIMITS if one.id in limits),
        color=said.get("cor") or line.color,
        field=said.get("area", "").strip() or line.field,
        phase=said.get("fase") or "regras",
    )


def voice_of(choices: Choices) -> str:
    """What models are told of how she speaks."""
    return " ".join((choices.tone.manner, choices.line.manner, *(limit.rule for limit in choices.limits)))


def introduction_of(choices: Choices, seller: str) -> str:
    """Her first sentence, in which she says what she is.

    >>> introduction_of(chosen({"nome": "Dora", "linha": "moda", "tom": "direta"}, []), "Loja Sol")
    'Oi, {nome}. Dora, assistente virtual da Loja Sol.'
    """
    who = f"assistente virtual {'de' if fold(seller).startswith(('a ', 'o ')) else 'da'} {seller}"
    return choices.tone.hello.replace("{ela}", choices.name).replace("{quem}", who)


def choices_of(persona: Persona) -> Choices:
    """What a persona was made of, as far as her words still say it."""
    line = next((one for one in LINES if one.manner in persona.voice), None)
    if line is None:
        field = fold(persona.field)
        line = next((one for one in LINES if one.adult == persona.adult and fold(one.name).split()[0] in field), None)
    adult = next(one for one in LINES if one.adult)
    return Choices(
        name=persona.name,
        line=line or (adult if persona.adult else LINES[-1]),
        tone=next((one for one in TONES if one.manner in persona.voice), TONES[0]),
        limits=tuple(one for one in LIMITS if one.rule in persona.voice),
        color=persona.color,
        field=persona.field,
        phase=persona.phase,
    )
