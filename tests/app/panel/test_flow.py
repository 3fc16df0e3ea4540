"""Fluxo: the charts count what happened, light one lead's path, and are files too."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from central.app.panel.flow.chart import Box, Chart, Line, tall, wide
from central.app.panel.flow.page import VIEWS
from central.core.decision import Decision
from central.core.messaging.conversation import Memo, Touch
from central.core.messaging.message import Text
from central.core.messaging.update import Heard
from central.core.people.identity import Sender
from central.core.replying.choice import Asked, Option, by_rule
from central.core.selling.ticket import Move
from central.core.turn import Arrival, Outcome
from tests.app.panel.flow_drawings import FOLDER, drawings
from tests.app.panel.panel_world import PanelWorld

CHANNEL = "900200000000001"
EVIL = "<b onclick=x>Zé</b>"


async def lived(world: PanelWorld) -> str:
    """A lead of an ad who was answered; the conversation."""
    store, now = world.store, world.clock.now()
    heard = Heard(CHANNEL, "waba", "w1", now, Sender(wa_id="5511999990001", name=EVIL), Text("oi"), b"{}")
    (accepted,) = await store.journal.accept(now, [Arrival(heard, "900400000000001", 0, 0)])
    (scene,) = await store.journal.claim(now, 10)
    touch = Touch(now, "meta", "serum-aurora-feed", "serum-aurora", "ad1", confidence="certa")
    decision = Decision(
        scene.turn, now, "livia", "serum-aurora", "serum-aurora-feed", "interessado", "preco", 0.9, False, "preco",
        "script", "preco/0", "script", 1, "responder", extra={"persona_porque": "produto serum-aurora"},
    )  # fmt: skip
    options = (Option("ia", "script"), Option("gatilho", "nenhum"))
    asked = Asked(
        f"{scene.turn}.turno", "turno", now, scene.person, scene.conversation, "regras", options, (), intent="preco"
    )
    memo = Memo(persona="livia", product="serum-aurora", stage="interessado", introduced=True)
    move = Move("interessado", "livia", "serum-aurora", "meta", "serum-aurora-feed", "ad1", touched=True)
    outcome = Outcome(
        scene.conversation, scene.turn, scene.epoch, scene.upto, now, memo, decision=decision, touches=((1, touch),),
        choices=(by_rule(asked),), move=move,
    )  # fmt: skip
    assert await store.journal.finish(outcome)
    await store.tickets.apply_moves(now)
    assert accepted.conversation is not None
    return accepted.conversation


@pytest.mark.parametrize(
    ("vista", "said"),
    [("entrada", "Meta"), ("persona", "Pelo produto"), ("aprendizado", "preço"), ("crm", "Interessado")],
)
async def test_each_view_counts_and_escapes(world: PanelWorld, vista: str, said: str) -> None:
    conversation = await lived(world)
    async with await world.browser("leitura") as browser:
        page = await browser.get("/fluxo", params={"vista": vista, "lead": conversation})
        assert page.status_code == 200
        assert said in page.text
        assert EVIL not in page.text
        assert 'class="flow-box' in page.text
        assert " lit" in page.text
        file = await browser.get("/fluxo/desenho.svg", params={"vista": vista})
    assert file.headers["content-type"].startswith("image/svg+xml")
    assert said in "".join(ElementTree.fromstring(file.text).itertext())


async def test_nothing_yet_is_said_and_a_strange_view_refused(world: PanelWorld) -> None:
    async with await world.browser("leitura") as browser:
        assert "Nada passou por aqui ainda" in (await browser.get("/fluxo?vista=entrada")).text
        assert (await browser.get("/fluxo?vista=nenhuma")).status_code == 422


def test_boxes_never_overlap_on_a_desk_or_a_phone() -> None:
    columns = tuple(tuple(Box(f"{c}{n}", "x" * 40, n) for n in range(size)) for c, size in enumerate((1, 5, 2, 7)))
    chart = Chart("t", columns, (Line("00", "14", 3), Line("14", "nowhere", 1)), ("a", "b", "c", "d"))
    for drawing in (wide(chart), tall(chart)):
        for one in drawing.boxes:
            assert 0 <= one.x <= drawing.width - one.width
            assert 0 <= one.y <= drawing.height - one.height
            for other in drawing.boxes:
                apart = abs(one.x - other.x) >= one.width or abs(one.y - other.y) >= one.height
                assert one is other or apart
        assert len(drawing.lines) == 1


def test_no_line_passes_behind_a_box() -> None:
    columns = tuple(tuple(Box(f"{c}{n}", "x", n) for n in range(size)) for c, size in enumerate((1, 5, 1, 3, 7)))
    ids = [[box.id for box in column] for column in columns]
    ways = [(a, b) for n, column in enumerate(ids) for a in column for later in ids[n + 1 :] for b in later]
    chart = Chart("t", columns, tuple(Line(a, b, 1) for a, b in ways), ("a", "b", "c", "d", "e"))
    for drawing in (wide(chart), tall(chart)):
        assert len(drawing.lines) == len(ways)
        for line in drawing.lines:
            for x, y in _points(line.path):
                assert 0 < x < drawing.width
                assert 0 < y < drawing.height
                for one in drawing.boxes:
                    inside = one.x + 1 < x < one.x + one.width - 1 and one.y + 1 < y < one.y + one.height - 1
                    assert not inside, (line.line, one.box.id)


def _points(path: str) -> Iterator[tuple[float, float]]:
    """Points along a path of M, C, Q, H and V."""
    x = y = 0.0
    for command, rest in re.findall(r"([MCQHV])([^MCQHV]*)", path):
        told = [float(number) for number in rest.split()]
        match command:
            case "H":
                told = [told[0], y]
            case "V":
                told = [x, told[0]]
        knots = [(x, y), *zip(told[::2], told[1::2], strict=True)]
        if command != "M":
            for step in range(1, 17):
                points, t = knots, step / 16
                while len(points) > 1:
                    points = [(a + (c - a) * t, b + (d - b) * t) for (a, b), (c, d) in itertools.pairwise(points)]
                yield points[0]
        x, y = knots[-1]


def test_the_readme_shows_the_charts_as_they_are_drawn_today() -> None:
    """After a change of the charts: python -m tests.app.panel.flow_drawings."""
    drawn = drawings()
    assert drawn.keys() == VIEWS.keys()
    readme = (FOLDER.parents[1] / "README.pt-BR.md").read_text(encoding="utf-8")
    for name, svg in drawn.items():
        assert (FOLDER / f"{name}.svg").read_text(encoding="utf-8") == svg, name
        assert VIEWS[name] in "".join(ElementTree.fromstring(svg).itertext())
        assert f"![{VIEWS[name]}](docs/fluxo/{name}.svg)" in readme
