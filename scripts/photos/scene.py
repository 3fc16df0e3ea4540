"""The little studio of each persona: wall, arch of light, table; the thing is put on the table at y = 640."""

from __future__ import annotations

from dataclasses import dataclass

from shapes import dark, gradient, light


@dataclass(frozen=True, slots=True)
class Studio:
    """The colours of one persona's pictures."""

    wall: str
    table: str
    arch: str
    leaf: str
    glow: float = 0.4
    """How much light falls on the wall."""


STUDIOS = {
    "livia": Studio("#ecd5cc", "#f3e4dc", "#dfb9ae", "#8a9a78"),
    "carla": Studio("#cfdfd9", "#e9efe9", "#9fc0b7", "#5d8474"),
    "melissa": Studio("#3a2a49", "#4a3759", "#5a4270", "#7d6a94", 0.1),
    "sofia": Studio("#e6cfa2", "#f2e4c8", "#cfa866", "#7c7a4c"),
}
TABLE = 560


def scene(studio: Studio, thing: str, *, arch: bool = True, table: bool = True) -> str:
    """A whole picture as SVG."""
    wall, wall_paint = gradient(
        [(0, light(studio.wall, studio.glow), 1), (0.6, studio.wall, 1), (1, dark(studio.wall, 0.16), 1)], "d"
    )
    top, top_paint = gradient(
        [(0, dark(studio.table, 0.1), 1), (0.35, studio.table, 1), (1, light(studio.table, 0.3), 1)], "y"
    )
    curve, curve_paint = gradient([(0, light(studio.arch, 0.22), 1), (1, dark(studio.arch, 0.08), 1)], "d")
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800" viewBox="0 0 800 800"><defs>',
        "".join(_blur(name, size) for name, size in (("soft", 2), ("near", 7), ("far", 22), ("haze", 60))),
        f"{wall}{top}{curve}</defs>",
        f'<rect width="800" height="800" fill="{wall_paint}"/>',
        f'<ellipse cx="180" cy="150" rx="260" ry="190" fill="{light(studio.wall, studio.glow)}" '
        f'opacity=".5" filter="url(#haze)"/>',
    ]
    if arch:
        foot = TABLE if table else 800
        parts.append(
            f'<path d="M210 {foot} V330 A190 190 0 0 1 590 330 V{foot} Z" fill="{curve_paint}" opacity=".85"/>'
        )
    if table:
        parts.append(f'<rect y="{TABLE}" width="800" height="{800 - TABLE}" fill="{top_paint}"/>')
        parts.append(f'<rect y="{TABLE}" width="800" height="3" fill="{light(studio.table, 0.5)}" opacity=".6"/>')
    return "".join([*parts, thing, "</svg>"])


def _blur(name: str, size: int) -> str:
    room = 'x="-60%" y="-60%" width="220%" height="220%"'
    return f'<filter id="{name}" {room}><feGaussianBlur stdDeviation="{size}"/></filter>'
