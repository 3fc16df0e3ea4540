"""A flow chart as values, and where its boxes and lines are drawn: in columns on a desk, in stairs on a phone."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil, sqrt

WIDE_BOX, TALL_BOX = (188, 64), (166, 64)
COLUMN, ROW = 262, 82
STAIR, GUTTER, MARGIN = 132, 10, 8
THIN, THICK = 1.5, 9.0
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
    """Columns from left to right, each centred."""
    width, height = WIDE_BOX
    top = 34 if chart.headings else MARGIN
    tallest = max((len(column) for column in chart.columns), default=1)
    whole = tallest * ROW - (ROW - height)
    placed = []
    for number, column in enumerate(chart.columns):
        free = whole - (len(column) * ROW - (ROW - height))
        for place, box in enumerate(column):
            placed.append(Placed(box, MARGIN + number * COLUMN, top + free / 2 + place * ROW, width, height))
    headings = tuple((text, MARGIN + n * COLUMN + width / 2, 18.0) for n, text in enumerate(chart.headings))
    right = MARGIN * 2 + (len(chart.columns) - 1) * COLUMN + width
    return Drawing(chart, right, top + whole + MARGIN, tuple(placed), _lines(chart, placed, upright=False), headings)


def tall(chart: Chart) -> Drawing:
    """Stairs from top to bottom, two boxes abreast."""
    width, height = TALL_BOX
    placed: list[Placed] = []
    headings = []
    y = float(MARGIN)
    for number, column in enumerate(chart.columns):
        if chart.headings:
            headings.append((chart.headings[number], MARGIN + width + GUTTER / 2, y + 12))
            y += 22
        for place, box in enumerate(column):
            alone = place == len(column) - 1 and place % 2 == 0
            x = MARGIN + (width + GUTTER) / 2 if alone else MARGIN + (place % 2) * (width + GUTTER)
            placed.append(Placed(box, x, y + (place // 2) * (height + GUTTER), width, height))
        y += (
            ceil(len(column) / 2) * (height + GUTTER) + (STAIR - height if number < len(chart.columns) - 1 else 0) * 0.5
        )
    whole = MARGIN * 2 + width * 2 + GUTTER
    return Drawing(chart, whole, y + MARGIN, tuple(placed), _lines(chart, placed, upright=True), tuple(headings))


def _lines(chart: Chart, placed: list[Placed], *, upright: bool) -> tuple[Drawn, ...]:
    at = {one.box.id: one for one in placed}
    most = max((line.count for line in chart.lines), default=0) or 1
    drawn = []
    for line in sorted(chart.lines, key=lambda line: line.lit):
        if line.start in at and line.end in at:
            width = THIN + (THICK - THIN) * sqrt(line.count / most)
            drawn.append(Drawn(line, _path(at[line.start], at[line.end], upright=upright), round(width, 1)))
    return tuple(drawn)


def _path(start: Placed, end: Placed, *, upright: bool) -> str:
    """A soft curve out of the middle of one side into the middle of the other."""
    if upright:
        x1, y1 = start.x + start.width / 2, start.y + start.height
        x2, y2 = end.x + end.width / 2, end.y
        bend = (y1 + y2) / 2
        return f"M{x1:.0f} {y1:.0f}C{x1:.0f} {bend:.0f} {x2:.0f} {bend:.0f} {x2:.0f} {y2:.0f}"
    x1, y1 = start.x + start.width, start.y + start.height / 2
    x2, y2 = end.x, end.y + end.height / 2
    bend = (x1 + x2) / 2
    return f"M{x1:.0f} {y1:.0f}C{bend:.0f} {y1:.0f} {bend:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
