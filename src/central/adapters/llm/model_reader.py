"""The Reader port with a model behind it: words first; what they leave open is asked once, in a typed form."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from central.core.people.mask import Mask
from central.core.reading.meaning import Reading
from central.core.selling.cost import Usage
from central.ports import NoDraft, Reader, Spoken

REMEMBERED = 4_096
MOST_CHARACTERS = 1_000
LEAST_SILENCE = 0.9
"""Silence is asked for plainly or not at all."""
NEVER_FOR_MODELS = ("sair", "humano")
"""Wishes the words decide; where they were heard, nobody else is asked."""


class Asker(Protocol):
    """A way to ask a model about a burst."""

    async def ask(self, said: str, context: Spoken) -> tuple[Reading, Sequence[Usage]]:
        """What the masked words mean and what it took; raises NoDraft."""


@dataclass(slots=True)
class ModelReader:
    """Asks a model only when the words abstain and nothing urgent was heard.

    `whom` says who may be asked now, nobody when nothing may be paid for; `paid` is told what it took.
    """

    words: Reader
    whom: Callable[[], Awaitable[Asker | None]]
    paid: Callable[[Sequence[Usage]], Awaitable[None]]
    _known: OrderedDict[tuple[str, str | None, str], Reading] = field(default_factory=OrderedDict)

    async def read(self, words: Sequence[str], context: Spoken) -> Reading:
        """One reading for the whole burst; a model that fails leaves what the words said."""
        plain = await self.words.read(words, context)
        if not leaves_open(plain) or not any(words) or (asker := await self.whom()) is None:
            return plain
        said = Mask(context.name).hide(" / ".join(words))[:MOST_CHARACTERS]
        key = (said, context.asked, context.stage)
        if (known := self._known.get(key)) is None:
            try:
                known, used = await asker.ask(said, context)
            except NoDraft as error:
                await self.paid(error.used)
                return plain
            await self.paid(used)
            self._known[key] = known
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return _joined(plain, known)


def leaves_open(reading: Reading) -> bool:
    """The words abstain and nothing that outranks a model was heard."""
    urgent = reading.danger or reading.minor or any(reading.has(label, 0.3) for label in NEVER_FOR_MODELS)
    return not reading.sure and not urgent


def _joined(plain: Reading, read: Reading) -> Reading:
    """What the model read, with what only words find."""
    if read.intent == "sair" and read.probability < LEAST_SILENCE:
        return plain
    complex = read.complex or plain.health
    return replace(read, cep=plain.cep, danger=plain.danger, minor=plain.minor, health=plain.health, complex=complex)
