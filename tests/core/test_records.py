"""Records that are made quickly are frozen dataclasses all the same."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields

import msgspec
import pytest

from central.core.records import replace, swift


@swift
@dataclass(frozen=True, slots=True)
class Place:
    """`kind` and `copy` are words of how records are made too."""

    kind: str
    number: int = 1
    copy: str | None = None


def test_a_record_is_frozen_once_it_is_made() -> None:
    for made in (Place("casa"), replace(Place("casa"), number=2)):
        assert type(made) is Place
        with pytest.raises(FrozenInstanceError):
            made.number = 3  # type: ignore[misc]
        with pytest.raises((AttributeError, TypeError)):
            made.other = 3  # type: ignore[attr-defined]


def test_a_record_is_compared_hashed_and_stored_by_its_fields() -> None:
    place = Place("casa", copy="b")
    assert place == Place(kind="casa", number=1, copy="b") != Place("casa")
    assert hash(place) == hash(Place("casa", 1, "b"))
    assert asdict(place) == {"kind": "casa", "number": 1, "copy": "b"}
    assert pickle.loads(pickle.dumps(place)) == copy.deepcopy(place) == place
    assert msgspec.json.decode(msgspec.json.encode(place), type=Place) == place
    assert [f.name for f in fields(place)] == ["kind", "number", "copy"]


def test_what_is_missing_or_unknown_is_said() -> None:
    with pytest.raises(TypeError, match="kind"):
        Place()  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        replace(Place("casa"), street="a")  # type: ignore[call-arg]


def test_a_kind_that_needs_more_than_its_fields_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Listed:
        names: list[str] = field(default_factory=list)

    with pytest.raises(TypeError, match="Listed"):
        swift(Listed)
