"""The words of a burst without the names of what is sold."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from central.core.once import once_per
from central.core.operation import Operation
from central.core.origin.routing import names_of
from central.core.text import IN_A_TURN, one_of
from central.core.text import folded as folded_words


def unnamed(operation: Operation, folded: str, instead: str = "produto") -> str:
    """The words with every product's name taken out, or said `instead`.

    Somebody may have swallowed one; and what an article is asked is not the product's name.
    """
    return _without(names_of(operation.catalog.products))(folded, instead)


@once_per
def _without(names: tuple[str, ...]) -> Callable[[str, str], str]:
    """What takes any of these names out, within another word too."""
    wanted = folded_words(names)
    mentioned = re.compile(one_of(wanted))

    @lru_cache(maxsize=IN_A_TURN)
    def taken_out(folded: str, instead: str) -> str:
        if mentioned.search(folded) is not None:
            for name in wanted:
                folded = folded.replace(name, instead)
        return folded

    return taken_out
