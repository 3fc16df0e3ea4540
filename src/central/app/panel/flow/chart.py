"""A flow chart as values, and where its boxes and lines are drawn: in columns on a desk, along a trunk on a phone."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from math import ceil, sqrt

WIDE_BOX, TALL_BOX = (188, 64), (154, 64)
COLUMN, ROW = 262, 82
STAIR, GUTTER, MARGIN, HEAD = 30, 10, 8, 22
TRUNK = 34
"""Between the two boxes abreast on a phone: all lines run down here."""
THIN, THICK, SLENDER = 1.5, 9.0, 5.0
TURN = 14.0
"""The radius of a line's turn into the trunk."""
LETTER = 7.6
"""About the width of a letter of a title, in pixels."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place leads pass. `tone`: "" plain, `warm` waits, `bad` failed, `good` sold; `mark` is a persona's id."""

    id: str
    title: str
    count: int | None = 0
    note: str = ""
    href: str = ""
    tone: str = ""
    mark: str = ""
    lit: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """How many went from one box to another; `lit` for the lead that is followed, `moved` when somebody just did."""

    start: str
    end: str
    count: int = 0
    lit: bool = False
    bad: bool = False
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns of boxes, the first one where leads come in, and the lines between them."""

    title: str
    columns: tuple[tuple[Box, ...], ...]
    lines: tuple[Line, ...]
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with its place."""

    box: Box
    x: float
    y: float
    width: float
    height: float

    @property
    def title(self) -> str:
        """The title as it fits."""
        room = int((self.width - 26) / LETTER)
        return self.box.title if len(self.box.title) <= room else f"{self.box.title[: room - 1].rstrip()}…"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line with its path and its width in pixels."""

    line: Line
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything a template needs, in pixels."""

    chart: Chart
    width: float
    height: float
    boxes: tuple[Placed, ...]
    lines: tuple[Drawn, ...]
    headings: tuple[tuple[str, float, float], ...] = field(default=())


def wide(chart: Chart) -> Drawing:
    """Columns from left to right, each centred; a line that skips a column runs between its boxes."""
    width, height = WIDE_BOX
    top = 34 if chart.headings else MARGIN
    tallest = max((len(column) for column in chart.columns), default=1)
    whole = tallest * ROW - (ROW - height)
    columns = []
    for number, column in enumerate(chart.columns):
        first = top + (whole - (len(column) * ROW - (ROW - height))) / 2
        x = MARGIN + number * COLUMN
        columns.append([Placed(box, x, first + place * ROW, width, height) for place, box in enumerate(column)])
    at = {one.box.id: (number, one) for number, column in enumerate(columns) for one in column}

    def path(line: Line) -> str:
        (of, start), (to, end) = at[line.start], at[line.end]
        return _across(start, columns[of + 1 : to], end, top)

    headings = tuple((text, MARGIN + n * COLUMN + width / 2, 18.0) for n, text in enumerate(chart.headings))
    right = MARGIN * 2 + (len(chart.columns) - 1) * COLUMN + width
    placed = tuple(one for column in columns for one in column)
    return Drawing(chart, right, top + whole + ROW - height, placed, _lines(chart, at, path, THICK), headings)


def tall(chart: Chart) -> Drawing:
    """From top to bottom, two boxes abreast, with the lines running down between them."""
    width, height = TALL_BOX
    middle = MARGIN + width + TRUNK / 2
    at: dict[str, Placed] = {}
    headings = []
    y = float(MARGIN)
    for number, column in enumerate(chart.columns):
        if chart.headings:
            headings.append((chart.headings[number], MARGIN + width / 2, y + 12))
            y += HEAD
        alone = len(column) == 1 and number in (0, len(chart.columns) - 1)
        for place, box in enumerate(column):
            x = middle - width / 2 if alone else MARGIN + (place % 2) * (width + TRUNK)
            at[box.id] = Placed(box, x, y + (place // 2) * (height + GUTTER), width, height)
        y += ceil(len(column) / 2) * (height + GUTTER) + (STAIR if number < len(chart.columns) - 1 else 0)
    order = {id: number for number, id in enumerate(at)}
    room = (TRUNK - SLENDER * 2) / max(1, len(at) - 1)

    def path(line: Line) -> str:
        lane = middle - TRUNK / 2 + SLENDER + order[line.start] * room
        return _down(at[line.start], at[line.end], middle, lane)

    whole = MARGIN * 2 + width * 2 + TRUNK
    return Drawing(chart, whole, y + MARGIN, tuple(at.values()), _lines(chart, at, path, SLENDER), tuple(headings))


def _lines(chart: Chart, known: Container[str], path: Callable[[Line], str], thick: float) -> tuple[Drawn, ...]:
    most = max((line.count for line in chart.lines), default=0) or 1
    return tuple(
        Drawn(line, path(line), round(THIN + (thick - THIN) * sqrt(line.count / most), 1))
        for line in sorted(chart.lines, key=lambda line: line.lit)
        if line.start in known and line.end in known
    )


def _across(start: Placed, skipped: Sequence[Sequence[Placed]], end: Placed, top: float) -> str:
    """A soft curve out of the middle of one side into the middle of the other, past the columns between them."""
    x, y = start.x + start.width, start.y + start.height / 2
    last = end.y + end.height / 2
    path = f"M{x:.0f} {y:.0f}"
    for number, column in enumerate(skipped):
        straight = y + (last - y) / (len(skipped) - number + 1)
        lane = min(_gaps(column, top), key=lambda gap: abs(gap - straight))
        path += _curve(x, y, column[0].x, lane) + f"H{column[0].x + column[0].width:.0f}"
        x, y = column[0].x + column[0].width, lane
    return path + _curve(x, y, end.x, last)


def _curve(x1: float, y1: float, x2: float, y2: float) -> str:
    bend = (x1 + x2) / 2
    return f"C{bend:.0f} {y1:.0f} {bend:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"


def _gaps(column: Sequence[Placed], top: float) -> list[float]:
    """Where a line may pass a column: above its boxes if there is room, between two, below them."""
    half = (ROW - column[0].height) / 2
    above = [column[0].y - half] if column[0].y - half >= top else []
    return [*above, *(one.y + one.height + half for one in column)]


def _down(start: Placed, end: Placed, middle: float, lane: float) -> str:
    """Out of a side into the trunk, down its lane, and into a side again; what stands on the trunk is left below and
    entered above."""
    (x1, y1, aside1), (x2, y2, aside2) = _side(start, middle, start.height), _side(end, middle, 0)
    turn = min(TURN, max(0.0, (y2 - y1) / 2))
    begin = f"M{x1:.0f} {y1:.0f}Q{lane:.1f} {y1:.0f} {lane:.1f} {y1 + turn:.0f}" if aside1 else f"M{lane:.1f} {y1:.0f}"
    finish = f"V{y2 - turn:.0f}Q{lane:.1f} {y2:.0f} {x2:.0f} {y2:.0f}" if aside2 else f"V{y2:.0f}"
    return begin + finish


def _side(placed: Placed, middle: float, edge: float) -> tuple[float, float, bool]:
    """Where a line meets a box, and whether that is beside the trunk."""
    if placed.x < middle < placed.x + placed.width:
        return middle, placed.y + edge, False
    x = placed.x + placed.width if placed.x < middle else placed.x
    return x, placed.y + placed.height / 2, True
