"""Melissa's products: closed, quiet, nothing that a stranger's glance could name."""

from __future__ import annotations

from scene import STUDIOS, scene
from shapes import box, can, dark, gradient, light, shadow, shine

STUDIO = STUDIOS["melissa"]
PLUM = "#5b3a6e"
GOLD = "#c9a877"


def oil() -> str:
    """A plain dark bottle beside a plain box."""
    thing = (
        _parcel(520, 190, 300)
        + shadow(330, 640, 140, 0.6)
        + can(330, 640, 138, 290, "#2b1f38", 30, 0.3)
        + can(330, 356, 56, 34, "#2b1f38", 6, 0.3)
        + can(330, 330, 70, 92, GOLD, 8, 0.5)
        + '<rect x="284" y="450" width="92" height="110" rx="6" fill="#e9dff0" opacity=".92"/>'
        + f'<path d="M330 474 q24 34 0 62 q-24 -28 0 -62Z" fill="{PLUM}"/>'
        + shine(276, 372, 610, 8, 0.3)
    )
    return scene(STUDIO, thing)


def _parcel(x: float, width: float, height: float) -> str:
    """A box with a ribbon and no word on it."""
    return (
        shadow(x, 640, width, 0.6)
        + box(x, 640, width, height, "#6b4a80", 8)
        + f'<rect x="{x - 11}" y="{640 - height}" width="22" height="{height}" fill="{GOLD}"/>'
        + f'<rect x="{x - 11}" y="{640 - height}" width="7" height="{height}" fill="{light(GOLD, 0.4)}" '
        f'opacity=".6"/>'
    )


def case() -> str:
    """A closed rigid case with an embossed iris."""
    petals = "".join(
        f'<g transform="rotate({turn} 400 470)"><path d="M400 470 q34 -56 0 -104 q-34 48 0 104Z" '
        f'fill="none" stroke="{GOLD}" stroke-width="5"/></g>'
        for turn in (-72, -36, 0, 36, 72)
    )
    thing = (
        shadow(400, 640, 380, 0.6)
        + box(400, 640, 380, 270, "#4a3360", 18)
        + box(400, 446, 396, 76, "#5d4376", 16)
        + '<rect x="204" y="440" width="392" height="8" fill="#1a1016" opacity=".35" filter="url(#soft)"/>'
        + f'<g transform="translate(0 104) scale(1 1)">{petals}<path d="M400 470 v46" stroke="{GOLD}" '
        f'stroke-width="5"/></g>'
        + f'<path d="M216 380 q184 -14 368 0" fill="none" stroke="{light("#5d4376", 0.4)}" stroke-width="3" '
        f'opacity=".7"/>'
    )
    return scene(STUDIO, thing)


def lace() -> str:
    """A flat gift box with a band of lace and a satin bow."""
    holes = "".join(
        f'<circle cx="{226 + n * 29}" cy="522" r="5" fill="#4a3360"/><circle cx="{226 + n * 29}" cy="588" '
        f'r="5" fill="#4a3360"/>'
        f'<path d="M{226 + n * 29} 540 l9 15 l-9 15 l-9 -15Z" fill="#4a3360"/>'
        for n in range(13)
    )
    hem = "".join(
        f'<circle cx="{212 + n * 29}" cy="{y}" r="15" fill="#d9cbe3"/>' for y in (506, 604) for n in range(14)
    )
    satin, paint = gradient([(0, dark(GOLD, 0.25), 1), (0.4, light(GOLD, 0.35), 1), (1, dark(GOLD, 0.15), 1)], "d")
    bow = (
        "M400 436 C360 372 262 366 256 408 C252 446 340 452 400 436Z",
        "M400 436 C440 372 538 366 544 408 C548 446 460 452 400 436Z",
    )
    thing = (
        shadow(400, 650, 400, 0.6)
        + box(400, 650, 396, 176, "#5d4376", 10)
        + '<clipPath id="front"><rect x="202" y="474" width="396" height="176" rx="10"/></clipPath>'
        + f'<g clip-path="url(#front)">{hem}<rect x="190" y="506" width="420" height="98" fill="#d9cbe3"/>{holes}</g>'
        + box(400, 486, 420, 58, "#6b4f86", 10)
        + f'<defs>{satin}</defs><rect x="382" y="430" width="36" height="220" fill="{paint}"/>'
        + f'<path d="M396 440 Q352 470 330 520 L356 514 L366 536 Q380 480 404 446Z" fill="{dark(GOLD, 0.18)}"/>'
        + f'<path d="M404 440 Q448 470 470 520 L444 514 L434 536 Q420 480 396 446Z" fill="{dark(GOLD, 0.1)}"/>'
        + "".join(f'<path d="{side}" fill="{paint}"/>' for side in bow)
        + f'<path d="M392 434 C360 404 310 398 286 408 M408 434 C440 404 490 398 514 408" fill="none" '
        f'stroke="{dark(GOLD, 0.35)}" '
        'stroke-width="4" opacity=".6"/>'
        + f'<rect x="380" y="416" width="40" height="38" rx="12" fill="{light(GOLD, 0.15)}"/>'
    )
    return scene(STUDIO, thing)


def cards() -> str:
    """A deck of cards with a geometric back, a few of them fanned out."""
    fan = "".join(_card(400, 560, turn) for turn in (-34, -17, 0, 17, 34))
    thing = (
        shadow(400, 652, 380, 0.6)
        + fan
        + box(400, 656, 250, 150, "#4a3360", 10)
        + f'<rect x="291" y="522" width="218" height="118" rx="6" fill="none" stroke="{GOLD}" stroke-width="3"/>'
        + f'<circle cx="384" cy="581" r="27" fill="none" stroke="{GOLD}" stroke-width="5"/><circle cx="416" '
        f'cy="581" r="27" fill="none" stroke="{GOLD}" stroke-width="5"/>'
    )
    return scene(STUDIO, thing)


def _card(x: float, y: float, turn: float) -> str:
    return (
        f'<g transform="rotate({turn} {x} {y + 60})"><rect x="{x - 76}" y="{y - 290}" width="152" '
        f'height="230" rx="12" fill="#1a1016" opacity=".35" filter="url(#near)"/>'
        f'<rect x="{x - 78}" y="{y - 296}" width="152" height="230" rx="12" fill="#efe6f4"/>'
        f'<rect x="{x - 66}" y="{y - 284}" width="128" height="206" rx="8" fill="{PLUM}"/>'
        f'<path d="M{x - 2} {y - 268} L{x + 44} {y - 181} L{x - 2} {y - 94} L{x - 48} {y - 181}Z" '
        f'fill="none" stroke="{GOLD}" stroke-width="4"/>'
        f'<circle cx="{x - 2}" cy="{y - 181}" r="17" fill="{dark(GOLD, 0.05)}"/></g>'
    )


PICTURES = {"oleo-brisa": oil, "massageador-iris": case, "camisola-noir": lace, "jogo-sintonia": cards}
