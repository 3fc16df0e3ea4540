"""What depends only on a part of the operation is worked out once, not at every turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

MOST = 64
"""Parts remembered at a time: those of the versions in use and of a few tried in the panel."""

Part = TypeVar("Part")
Made = TypeVar("Made")


def once_per(make: Callable[[Part], Made]) -> Callable[[Part], Made]:
    """`make`, remembered for the very object it was given: for what never changes and is long to compare.

    >>> calls = []
    >>> words = once_per(lambda part: calls.append(part) or " ".join(part))
    >>> one, other = ["a", "b"], ["a", "b"]
    >>> words(one), words(one), words(other), len(calls)
    ('a b', 'a b', 'a b', 2)
    """
    known: dict[int, tuple[Part, Made]] = {}  # the part is kept beside, so that its id stays its own

    def remembered(part: Part) -> Made:
        found = known.get(id(part))
        if found is None:
            if len(known) >= MOST:
                known.clear()
            found = known[id(part)] = (part, make(part))
        return found[1]

    return remembered
