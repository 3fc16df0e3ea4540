"""Which steps built a store, and which are still to come. A step is a file of `migrations/<engine>`.

The file's name is its number. A store writes down every step with its number and a digest of its SQL. Numbers only
grow; one that was given and never used leaves a hole among the files. A step that stands in a store is never changed,
nor is another put before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from central.core.errors import AskHuman

NEWER = {
    "sqlite": "Este banco é de uma Central mais nova: atualize o programa, ou escolha outra pasta em CENTRAL_DATA.",
    "postgres": (
        "Este banco é de uma Central mais nova: atualize o programa (na Railway, refaça o deploy da versão mais nova), "
        "ou aponte DATABASE_URL para outro banco."
    ),
}
ONLY_COUNTED = (*range(1, 12), *range(14, 22), 23, 24, 25, 27, 32)
"""The steps there were while stores only counted them: a store that says 12 has those up to number 14."""

UNKNOWN = 1 << 30


@dataclass(frozen=True, slots=True)
class Step:
    """`digest` leaves out comments and spacing: these may be mended later."""

    number: int
    script: str
    digest: str


@cache
def steps(engine: str) -> tuple[Step, ...]:
    """All steps of an engine, lowest number first."""
    folder = files("central.adapters.store") / "migrations" / engine
    found = {int(file.name.removesuffix(".sql")): file.read_text(encoding="utf-8") for file in folder.iterdir()}
    return tuple(Step(number, found[number], _digest(found[number])) for number in sorted(found))


def counted(engine: str, count: int) -> dict[int, str]:
    """The steps of a store that only counted them, with the digests they have now; one nobody knows for too many."""
    had = ONLY_COUNTED[:count]
    beyond = {UNKNOWN: ""} if count > len(ONLY_COUNTED) else {}
    return {step.number: step.digest for step in steps(engine) if step.number in had} | beyond


def to_come(engine: str, done: Mapping[int, str]) -> tuple[Step, ...]:
    """What is still to be run on a store with these steps, in order.

    Raises AskHuman where the store is a newer Central's, or its steps are not ours.
    """
    known, newest = {step.number: step for step in steps(engine)}, max(done, default=0)
    if newest > max(known):
        raise AskHuman(NEWER[engine], code="banco_mais_novo")
    if strange := sorted(done.keys() - known.keys()):
        raise AskHuman(_not_ours(f"tem o passo {strange[0]}, que este programa não conhece"), code="banco_de_outra")
    if skipped := sorted(number for number in known.keys() - done.keys() if number < newest):
        told = f"não passou pelo passo {skipped[0]}, embora já esteja no {newest}"
        raise AskHuman(_not_ours(told), code="banco_com_buraco")
    if changed := sorted(number for number, digest in done.items() if digest != known[number].digest):
        told = f"passou por um passo {changed[0]} diferente do deste programa ({engine}/{changed[0]:04}.sql mudou)"
        raise AskHuman(_not_ours(told), code="passo_mudado")
    return tuple(step for number, step in known.items() if number > newest)


def _digest(script: str) -> str:
    return sha256(" ".join(re.sub(r"--[^\n]*", "", script).split()).encode()).hexdigest()[:32]


def _not_ours(told: str) -> str:
    return (
        f"O banco {told}: foi feito por um programa modificado, e continuar estragaria os dados. Volte ao programa que "
        "o fez, ou restaure uma cópia do banco e use uma versão publicada do Central."
    )
