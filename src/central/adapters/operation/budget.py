"""The section `orcamento`: what may be spent, in reais, and prices of models the owner knows better."""

from __future__ import annotations

import re
from typing import Any, cast, get_args

from central.adapters.operation import keys
from central.adapters.operation.entry import Entry
from central.adapters.operation.problems import Reference
from central.core.money import parse_reais, reais
from central.core.selling.budget import NO_BUDGET, Budget, ReadBy
from central.core.selling.cost import MILLION, Price

OWN = "orcamento"
"""The price list an owner's own prices are booked under."""
_MONEY = re.compile(r"(US\$|R\$)\s*(\d+)(?:,(\d{1,6}))?")


def budget(entry: Entry) -> Budget:
    """Limits; one that is not there does not limit."""
    day, month, lead = (entry.maybe_price(key) for key in ("dia", "mes", "por_lead"))
    if day is not None and month is not None and day > month:
        entry.wrong("dia", f"o limite do dia ({reais(day)}) é maior que o do mês ({reais(month)}); troque um dos dois")
    reader = entry.one_of("leitor", get_args(ReadBy), NO_BUDGET.reader)
    prices = entry.entries("precos", "preço de modelo", keys.MODEL_PRICE)
    return Budget(
        day=day,
        month=month,
        personas=_personas(entry),
        lead=lead,
        dollar=entry.maybe_price("dolar") or NO_BUDGET.dollar,
        free_replies=entry.whole("respostas_gratis", default=NO_BUDGET.free_replies),
        audio_minutes=entry.whole("minutos_audio", default=NO_BUDGET.audio_minutes),
        reader=cast(ReadBy, reader),
        prices=tuple((price.text("modelo", 80), _price(price)) for price in prices),
    )


def exported(one: Budget) -> dict[str, Any]:
    """The section as an owner would write it; empty when it says nothing."""
    said: dict[str, Any] = {
        "dia": one.day and reais(one.day),
        "mes": one.month and reais(one.month),
        "por_lead": one.lead and reais(one.lead),
        "por_persona": {id: reais(most) for id, most in one.personas},
        "dolar": reais(one.dollar) if one.dollar != NO_BUDGET.dollar else None,
        "respostas_gratis": _other(one.free_replies, NO_BUDGET.free_replies),
        "minutos_audio": _other(one.audio_minutes, NO_BUDGET.audio_minutes),
        "leitor": one.reader if one.reader != NO_BUDGET.reader else None,
        "precos": [{"modelo": model, **_said(price)} for model, price in one.prices],
    }
    return {key: value for key, value in said.items() if value not in (None, {}, [])}


def changes(old: Budget, new: Budget) -> list[str]:
    """One sentence a change."""
    before, after = exported(old), exported(new)
    return [
        f"Orçamento: {key} de {_shown(before.get(key))} para {_shown(after.get(key))}."
        for key in keys.BUDGET
        if before.get(key) != after.get(key)
    ]


def _personas(entry: Entry) -> tuple[tuple[str, int], ...]:
    found = []
    for id, text in entry.free("por_persona").items():
        most = parse_reais(text)
        if not most:
            entry.wrong("por_persona", f'por_persona "{id}: {text}" não é um valor; escreva assim: {id}: R$ 20,00')
        entry.findings.references.append(Reference("persona", id, entry.at("por_persona"), entry.what))
        found.append((id, most or 0))
    return tuple(found)


def _price(entry: Entry) -> Price:
    """Prices of a million tokens, and of a minute of audio; all of one currency."""
    read = {key: _amount(entry, key) for key in ("entrada", "cache", "saida", "minuto") if entry.has(key)}
    for key in ("entrada", "saida"):
        if key not in read and "minuto" not in read:
            entry.missing(key)
    currencies = {currency for currency, _ in read.values()}
    if len(currencies) > 1:
        entry.wrong("modelo", f"os preços d{entry.what} misturam US$ e R$; use uma moeda só")
    micro = {key: amount for key, (_, amount) in read.items()}
    fresh = micro.get("entrada", 0)
    return Price(
        input=fresh,
        cached=micro.get("cache", fresh),
        output=micro.get("saida", 0),
        minute=micro.get("minuto", 0),
        currency="BRL" if currencies == {"R$"} else "USD",
        book=OWN,
    )


def _amount(entry: Entry, key: str) -> tuple[str, int]:
    value = entry.text(key)
    match = _MONEY.fullmatch(value)
    if match is None:
        if value:
            entry.bad(key, value, "não é um preço em US$ ou R$")
        return "US$", 0
    return match[1], int(match[2]) * MILLION + int((match[3] or "0").ljust(6, "0"))


def _said(price: Price) -> dict[str, str]:
    mark = "R$" if price.currency == "BRL" else "US$"
    amounts = {"entrada": price.input, "cache": price.cached, "saida": price.output, "minuto": price.minute}
    if price.minute and not price.input and not price.output:
        amounts = {"minuto": price.minute}
    return {key: _written(mark, micro) for key, micro in amounts.items() if micro or key in ("entrada", "saida")}


def _written(mark: str, micro: int) -> str:
    whole, rest = divmod(micro, MILLION)
    return f"{mark} {whole},{f'{rest:06d}'.rstrip('0').ljust(2, '0')}"


def _other(value: int, usual: int) -> int | None:
    return value if value != usual else None


def _shown(value: Any) -> str:
    if value is None:
        return "nada"
    if isinstance(value, dict):
        return "; ".join(f"{key} {text}" for key, text in value.items())
    if isinstance(value, list):
        return "; ".join(" ".join(price.values()) for price in value)
    return str(value)
