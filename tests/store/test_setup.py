"""The first set-up on every engine: the last word on a step counts, and a first message is seen."""

from __future__ import annotations

from central.adapters.store.house.setup import Noted
from tests.store.world import World


async def test_the_last_word_on_a_step_counts(world: World) -> None:
    setup = world.store.setup
    await setup.note(Noted("numero", "erro", "o token venceu", 1, "ana"))
    await setup.note(Noted("numero", "certo", "dois números", 2, "ana"))
    await setup.note(Noted("modelo", "pulado", "", 3, "ana"))
    assert await setup.steps() == {
        "modelo": Noted("modelo", "pulado", "", 3, "ana"),
        "numero": Noted("numero", "certo", "dois números", 2, "ana"),
    }
    assert await setup.heard_on() is None
