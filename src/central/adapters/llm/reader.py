"""Readers behind the Reader port."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

from central.core.reading import lexical
from central.core.reading.classifier import Model, load
from central.core.reading.meaning import Reading
from central.core.reading.teaching import Correction
from central.ports import Spoken


@cache
def shipped_model() -> Model:
    """The weights of the package, read once a process."""
    return load(files("central").joinpath("content/reader/weights.bin").read_bytes())


class LexicalReader:
    """Reads by words alone: no model of language, no key, well under a millisecond.

    `taught` gives the corrections in force; it is asked at every burst, so a new one counts at once.
    """

    def __init__(self, taught: Callable[[], Sequence[Correction]] = tuple) -> None:
        self._taught = taught
        self._model = shipped_model()

    async def read(self, words: Sequence[str], context: Spoken) -> Reading:
        """One reading for the whole burst."""
        return lexical.read(" / ".join(words), self._model, context.asked, self._taught())
