"""Approvals and examples in the store: acts that stay, one beginning, sentences that go with their person."""

from __future__ import annotations

from dataclasses import replace

from central.adapters.operation import default_demo_folder, digest, numbered, read_yaml
from central.adapters.store.house.examples import Suggestion
from central.core.held import Ended, Example
from central.core.messaging.message import SayText
from central.core.operation import Operation
from central.core.replying.approval import BY_IMPORT, pending
from central.core.turn import Send
from tests.store.world import World

DOCUMENT = read_yaml(default_demo_folder())
DEMO = numbered(1, digest(DOCUMENT), DOCUMENT)


def warmer(operation: Operation = DEMO) -> Operation:
    first, *rest = operation.openings
    return replace(operation, version=2, digest="d2", openings=(replace(first, text=first.text + " Tudo bem?"), *rest))


async def test_what_an_operation_came_with_is_approved_by_its_import_once(world: World) -> None:
    approvals = world.store.approvals
    assert await approvals.speaking(DEMO) is DEMO
    acts = await approvals.acts()
    assert {act.by for act in acts} == {BY_IMPORT}
    assert {act.at for act in acts} == {world.now}
    await approvals.begin(warmer())
    assert len(await approvals.acts()) == len(acts)


async def test_a_change_waits_until_somebody_approves_it_and_who_and_when_stay(world: World) -> None:
    approvals = world.store.approvals
    await approvals.begin(DEMO)
    assert (await approvals.speaking(warmer())).openings == DEMO.openings
    (waiting,) = pending(warmer(), await approvals.current())
    world.wait(5_000)
    await approvals.decide([waiting.wording], "aprovado", "dona")
    assert await approvals.speaking(warmer()) == warmer()
    act = (await approvals.acts())[0]
    assert (act.by, act.at, act.digest) == ("dona", world.now, waiting.wording.digest)
    await approvals.decide([waiting.wording], "recusado", "gestora")
    assert (await approvals.speaking(warmer())).openings == DEMO.openings


async def test_what_an_old_conversation_suggests_waits_once_and_is_read_only_when_approved(world: World) -> None:
    examples = world.store.examples
    said = [Suggestion("livia", "preco", "Sai por …, viu?"), Suggestion("livia", "frete", "Já te digo, tá?")]
    await examples.suggest(said, "dona", world.now)
    await examples.suggest(said, "dona", world.now)
    assert [one.waits for one in await examples.all()] == [True, True]
    assert await examples.of("livia", "preco", 3) == ()
    assert await examples.approve(said[0].id, "gestora", world.now + 1)
    assert not await examples.approve(said[0].id, "gestora", world.now + 1)
    assert await examples.of("livia", "preco", 3) == ("Sai por …, viu?",)
    assert await examples.drop(said[1].id)
    assert [one.by for one in await examples.all()] == ["gestora"]


async def test_an_example_is_kept_with_its_turn_read_by_persona_and_goes_with_the_person(world: World) -> None:
    await world.hear("quanto custa?")
    scene = await world.scene()
    said = Example(scene.turn, "livia", "preco", "Sai por …, viu?", "conta-marina")
    sends = (Send(f"{scene.turn}.0", SayText("Sai por R$ 89,90, viu?"), world.now, "conta-marina"),)
    assert await world.reply(scene, sends=sends, example=said, ended=Ended("outro", "editado", "conta-marina"))
    examples = world.store.examples
    assert await examples.of("livia", "frete", 3) == ("Sai por …, viu?",)
    assert await examples.of("carla", "preco", 3) == ()
    (kept,) = await examples.all()
    assert (kept.turn, kept.conversation, kept.by) == (scene.turn, scene.conversation, "conta-marina")
    await world.store.privacy.erase(scene.person, "dona", world.now)
    assert await examples.all() == []
    assert not await examples.drop(scene.turn)
