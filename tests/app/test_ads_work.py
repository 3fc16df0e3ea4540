"""What the rounds beside the engine do with ad platforms."""

from __future__ import annotations

from central.app.work.conversions import reserved_of
from tests.acceptance.world import demo_operation


def test_the_adult_line_is_kept_from_ad_platforms_and_nothing_else_is() -> None:
    operation = demo_operation()
    reserved = reserved_of(operation)
    for persona in operation.personas:
        assert (persona.id in reserved) == persona.adult
    for product in operation.catalog.products:
        assert (product.id in reserved) == (product.persona == "melissa")
