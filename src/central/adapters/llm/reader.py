"""Readers behind the Reader port."""

from __future__ import annotations

from collections.abc import Sequence

from central.core import lexical
from central.core.reading import Reading
from central.ports import Spoken


class LexicalReader:
    """Reads by words alone: no model, no key, well under a millisecond."""

    async def read(self, words: Sequence[str], context: Spoken) -> Reading:
        """One reading for the whole burst."""
        return lexical.read(" / ".join(words), context.asked)
