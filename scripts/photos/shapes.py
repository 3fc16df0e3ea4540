"""Solids of light and shade for the drawn photos: each function gives a piece of SVG on an 800 by 800 sheet."""

from __future__ import annotations

from itertools import count

_ids = count(1)


def mix(color: str, other: str, share: float) -> str:
    """A colour between two; `share` of the other one."""
    one, two = (tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (color, other))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(one, two, strict=True))


def dark(color: str, share: float) -> str:
    """Towards a warm black."""
    return mix(color, "#1a1016", share)


def light(color: str, share: float) -> str:
    """Towards a warm white."""
    return mix(color, "#fffaf4", share)


def gradient(stops: list[tuple[float, str, float]], angle: str = "x") -> tuple[str, str]:
    """The definition of a linear gradient and the paint that uses it; a stop is place, colour, opacity."""
    name = f"g{next(_ids)}"
    ends = {"x": 'x2="1" y2="0"', "y": 'x2="0" y2="1"', "d": 'x2="1" y2="1"'}[angle]
    inner = "".join(f'<stop offset="{at}" stop-color="{color}" stop-opacity="{alpha}"/>' for at, color, alpha in stops)
    return f'<linearGradient id="{name}" x1="0" y1="0" {ends}>{inner}</linearGradient>', f"url(#{name})"


def round_shade(color: str, gloss: float = 0.45) -> tuple[str, str]:
    """The shading of something round that stands upright, lit from the left."""
    return gradient(
        [
            (0, dark(color, 0.28), 1),
            (0.14, color, 1),
            (0.27, light(color, gloss), 1),
            (0.4, color, 1),
            (0.78, dark(color, 0.2), 1),
            (0.93, dark(color, 0.42), 1),
            (1, dark(color, 0.3), 1),
        ]
    )


def shadow(x: float, y: float, width: float, strength: float = 0.34) -> str:
    """Where a thing touches the table, and the longer shadow to its right."""
    return (
        f'<ellipse cx="{x + width * 0.16}" cy="{y + 6}" rx="{width * 0.74}" ry="{width * 0.09 + 9}" fill="#1a1016" '
        f'opacity="{strength * 0.55}" filter="url(#far)"/>'
        f'<ellipse cx="{x}" cy="{y}" rx="{width * 0.52}" ry="{width * 0.035 + 6}" fill="#1a1016" '
        f'opacity="{strength}" filter="url(#near)"/>'
    )


def can(x: float, y: float, width: float, height: float, color: str, corner: float = 10, gloss: float = 0.45) -> str:
    """An upright round body: `x` its middle, `y` its foot."""
    define, paint = round_shade(color, gloss)
    return (
        f'<defs>{define}</defs><rect x="{x - width / 2}" y="{y - height}" width="{width}" height="{height}" '
        f'rx="{corner}" fill="{paint}"/>'
    )


def box(x: float, y: float, width: float, height: float, color: str, corner: float = 6) -> str:
    """A flat front with a little light from above left."""
    define, paint = gradient([(0, light(color, 0.18), 1), (0.5, color, 1), (1, dark(color, 0.2), 1)], "d")
    return (
        f'<defs>{define}</defs><rect x="{x - width / 2}" y="{y - height}" width="{width}" height="{height}" '
        f'rx="{corner}" fill="{paint}"/>'
    )


def glass(path: str, color: str, liquid: str, level: float, top: float, foot: float) -> str:
    """A glass body by its outline, filled from `level` down to `foot` with a liquid."""
    name = f"c{next(_ids)}"
    wall, wall_paint = gradient(
        [
            (0, dark(color, 0.25), 0.55),
            (0.12, light(color, 0.7), 0.5),
            (0.5, light(color, 0.8), 0.25),
            (1, dark(color, 0.35), 0.6),
        ]
    )
    fluid, fluid_paint = round_shade(liquid, 0.35)
    return (
        f'<defs>{wall}{fluid}<clipPath id="{name}"><path d="{path}"/></clipPath></defs>'
        f'<path d="{path}" fill="{light(color, 0.75)}" opacity=".55"/>'
        f'<g clip-path="url(#{name})"><rect x="0" y="{level}" width="800" height="{foot - level - 12}" '
        f'fill="{fluid_paint}" '
        f'opacity=".88"/><rect x="0" y="{level - 3}" width="800" height="6" fill="{light(liquid, 0.5)}" '
        f'opacity=".7"/></g>'
        f'<path d="{path}" fill="{wall_paint}"/>'
        f'<path d="{path}" fill="none" stroke="{light(color, 0.85)}" stroke-width="3" opacity=".75"/>'
    )


def shine(x: float, top: float, foot: float, width: float = 10, strength: float = 0.55) -> str:
    """A narrow reflection of a window."""
    return (
        f'<rect x="{x}" y="{top}" width="{width}" height="{foot - top}" rx="{width / 2}" fill="#fff" '
        f'opacity="{strength}" filter="url(#soft)"/>'
    )


def words(x: float, y: float, text: str, size: float, color: str, spacing: float = 2, weight: int = 500) -> str:
    """A word printed on a label."""
    return (
        f'<text x="{x}" y="{y}" text-anchor="middle" font-family="Inter, Helvetica, Arial, sans-serif" '
        f'font-size="{size}" font-weight="{weight}" letter-spacing="{spacing}" fill="{color}">{text}</text>'
    )


def leaf(x: float, y: float, length: float, turn: float, color: str) -> str:
    """A leaf with its rib, from its stem outwards."""
    half = length * 0.24
    return (
        f'<g transform="translate({x} {y}) rotate({turn})"><path d="M0 0 C{length * 0.25} {-half * 1.4} '
        f'{length * 0.75} {-half} {length} 0 C{length * 0.75} {half} {length * 0.25} {half * 1.4} 0 0Z" '
        f'fill="{color}"/>'
        f'<path d="M0 0 L{length * 0.92} 0" stroke="{light(color, 0.35)}" stroke-width="2" opacity=".7"/></g>'
    )


def twig(x: float, y: float, turn: float, color: str, leaves: int = 5, size: float = 62) -> str:
    """A small branch, for the corner of a picture."""
    step = size * 0.62
    parts = [
        f'<path d="M0 0 Q{leaves * step * 0.5} {-18} {leaves * step} 0" fill="none" '
        f'stroke="{dark(color, 0.2)}" stroke-width="4"/>'
    ]
    for n in range(leaves):
        at = (n + 0.6) * step
        bend = -18 * 4 * (at / (leaves * step)) * (1 - at / (leaves * step)) * 0.5
        shade = mix(color, dark(color, 0.3), (n % 2) * 0.6)
        parts.append(leaf(at, bend, size, -48, shade) + leaf(at, bend, size * 0.9, 46, light(shade, 0.1)))
    return f'<g transform="translate({x} {y}) rotate({turn})">{"".join(parts)}</g>'
