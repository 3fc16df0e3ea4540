"""What only the whole shows: every lead gets an answer, no rule or region is out of reach, no greeting is ambiguous."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from central.adapters.operation.entry import Entry
from central.adapters.operation.problems import Findings, Place, the
from central.adapters.operation.shop import Placed
from central.adapters.operation.talk import PlacedRule, PlacedScript
from central.core.messaging.channel import ChannelSpec
from central.core.people.persona import Persona
from central.core.replying.reply import MOST_FALLBACKS
from central.core.replying.script import ADULT_SITUATIONS, SITUATIONS, Script, slots_of
from central.core.selling.catalog import Product, Region
from central.core.text import fold

ALWAYS = frozenset({"persona", "produtos", "formas"})
"""Slots that have a value for every lead of a persona who sells something."""


def check_greetings(findings: Findings, campaigns: Sequence[Placed]) -> None:
    """A prefilled text that stands inside another one would give its leads to the wrong campaign."""
    greeted = [(fold(c.campaign.greeting), c) for c in campaigns if c.campaign.greeting]
    for (one, first), (two, second) in combinations(greeted, 2):
        if one in two or two in one:
            second.entry.wrong(
                "saudacao",
                f"a saudação d{the(second.entry.what)} se confunde com a d{the(first.entry.what)} "
                f"({first.entry.at('saudacao')}); mude uma das duas",
            )


def check_regions(findings: Findings, regions: Sequence[tuple[Region, Entry]]) -> None:
    """A range that an earlier region already covers is never used: small regions come before large ones."""
    for place, (region, entry) in enumerate(regions):
        for low, high in region.ranges:
            for earlier, _ in regions[:place]:
                if any(least <= low and high <= most for least, most in earlier.ranges):
                    entry.wrong(
                        "ceps",
                        f'a faixa {low:05d}-{high:05d} já é da região "{earlier.name}", que vem antes, '
                        "e nunca seria usada; ponha a região menor primeiro",
                    )


def check_personas(
    findings: Findings,
    personas: Sequence[tuple[Persona, Entry]],
    channels: Sequence[ChannelSpec],
    products: Sequence[Product],
) -> None:
    """A persona speaks on some number and sells something."""
    for persona, entry in personas:
        if not any(persona.id in channel.personas for channel in channels):
            entry.wrong("id", f'nenhum canal fala como {the(entry.what)}; ponha "{persona.id}" em personas de um canal')
        if not any(p.persona == persona.id and p.active for p in products):
            entry.wrong("id", f"{the(entry.what)} não vende nada; cadastre um produto ativo com persona: {persona.id}")


def check_talk(
    findings: Findings,
    at: Place,
    personas: Sequence[Persona],
    scripts: Sequence[PlacedScript],
    rules: Sequence[PlacedRule],
) -> None:
    """Every situation has a script for every persona, and every chain of scripts ends in one that can be said."""
    general = {p.script.id: p for p in scripts if p.script.persona is None}
    own = {(p.script.persona, p.script.id): p for p in scripts if p.script.persona is not None}
    for persona in personas:
        mine = general | {id: p for (owner, id), p in own.items() if owner == persona.id}
        for id, situation in (SITUATIONS | (ADULT_SITUATIONS if persona.adult else {})).items():
            if id not in mine:
                findings.wrong(at, f'falta o script "{id}" ({situation}) para {persona.name}; escreva um com id: {id}')
        for placed in mine.values():
            _check_chain(placed, mine, persona)
        for r in rules:
            speaks = not r.rule.personas or persona.id in r.rule.personas
            if speaks and r.rule.script in {p.script.id for p in scripts} and r.rule.script not in mine:
                r.entry.wrong(
                    "entao", f'{the(r.entry.what)} usa o script "{r.rule.script}", que {persona.name} não tem'
                )
    _check_reach(rules)


def _check_chain(placed: PlacedScript, mine: dict[str, PlacedScript], persona: Persona) -> None:
    seen: list[str] = []
    script: Script | None = placed.script
    while script is not None and not _sure(script):
        seen.append(script.id)
        if script.otherwise is None:
            missing = ", ".join(f"{{{slot}}}" for slot in sorted(_wanted(script)))
            placed.entry.wrong(
                "textos",
                f"{the(placed.entry.what)} fica sem resposta se faltar {missing}; escreva senao: com outro script",
            )
            return
        if script.otherwise in seen:
            placed.entry.wrong(
                "senao", f"os scripts dão voltas: {' → '.join([*seen, script.otherwise])}; mude um senao"
            )
            return
        if len(seen) == MOST_FALLBACKS:
            placed.entry.wrong("senao", f"a fila de senao é longa demais: {' → '.join(seen)}; encurte")
            return
        script = mine[script.otherwise].script if script.otherwise in mine else None


def _sure(script: Script) -> bool:
    """Whether some variant needs nothing that may be missing."""
    return any(all(slots_of(text) <= ALWAYS for text in variant) for variant in script.variants)


def _wanted(script: Script) -> frozenset[str]:
    return frozenset().union(*(slots_of(text) for variant in script.variants for text in variant)) - ALWAYS


def _check_reach(rules: Sequence[PlacedRule]) -> None:
    """What stands after a rule that always matches is never reached."""
    for number, placed in enumerate(rules):
        r = placed.rule
        if not r.conditional:
            for later in rules[number + 1 :]:
                later.entry.wrong(
                    "id", f"{the(later.entry.what)} nunca vale: a {placed.entry.what}, antes dela, vale sempre"
                )
            return
