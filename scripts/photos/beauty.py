"""Lívia's products."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from scene import STUDIOS, scene
from shapes import box, can, dark, glass, light, round_shade, shadow, shine, twig, words

STUDIO = STUDIOS["livia"]
ROSE = "#b4536b"


def serum() -> str:
    """An amber dropper bottle with a small box."""
    body = "M300 350 Q300 318 332 316 H428 Q460 318 460 350 V622 Q460 640 442 640 H318 Q300 640 300 622Z"
    thing = (
        twig(560, 650, -62, STUDIO.leaf)
        + shadow(540, 640, 150)
        + box(540, 640, 130, 300, "#f6e9df")
        + words(540, 470, "AURORA", 19, ROSE)
        + f'<circle cx="540" cy="510" r="14" fill="none" stroke="{ROSE}" stroke-width="3"/>'
        + shadow(380, 640, 180)
        + glass(body, "#d88a4a", "#d9822f", 372, 316, 640)
        + can(380, 318, 66, 26, "#e9dccf", 4)
        + can(380, 294, 84, 74, "#f4ece3", 8)
        + '<path d="M352 222 Q352 138 380 138 Q408 138 408 222Z" fill="#a8475e"/>'
        + shine(364, 158, 212, 8, 0.5)
        + '<rect x="318" y="424" width="124" height="140" rx="6" fill="#fbf3ea" opacity=".96"/>'
        + words(380, 478, "AURORA", 20, ROSE)
        + words(380, 506, "sérum facial", 13, dark(ROSE, 0.4), 1)
        + words(380, 540, "30 ml", 12, dark(ROSE, 0.4), 1)
        + shine(312, 346, 610, 9)
    )
    return scene(STUDIO, thing)


LIPSTICKS = {"rosa-antigo": "#c77b82", "vermelho-telha": "#a63a2b", "ameixa": "#6d2744", "nude-canela": "#b98266"}


def lipstick() -> str:
    """Four open lipsticks in a row."""
    return _lipsticks(zip((250, 350, 450, 550), LIPSTICKS.values(), (44, 78, 60, 30), strict=True))


def _lipsticks(row: Iterable[tuple[int, str, int]]) -> str:
    """Open lipsticks: where each stands, its colour, how far it is turned out."""
    parts = []
    for x, color, height in row:
        top = 384 - height
        define, paint = round_shade(color, 0.4)
        parts.append(
            shadow(x, 640, 84)
            + can(x, 640, 80, 130, "#4a2732", 6, 0.3)
            + can(x, 512, 66, 66, "#d9b27c", 3, 0.6)
            + f'<defs>{define}</defs><path d="M{x - 26} 450 V{top + 34} Q{x - 22} {top - 4} {x + 26} '
            f'{top - 26} V450Z" '
            f'fill="{paint}"/><path d="M{x - 24} {top + 36} Q{x - 18} {top + 2} {x + 25} {top - 22} '
            f"Q{x + 20} {top + 22} "
            f'{x - 24} {top + 36}Z" fill="{light(color, 0.35)}" opacity=".75"/>'
        )
    return scene(STUDIO, "".join(parts))


def lotion() -> str:
    """Two pump bottles, one large."""
    thing = (
        twig(250, 660, -118, STUDIO.leaf)
        + _pump(340, 200, 330, "#f3efe6", "400 ml")
        + _pump(520, 148, 230, "#f3efe6", "200 ml")
    )
    return scene(STUDIO, thing)


def _pump(x: float, width: float, height: float, color: str, size: str) -> str:
    top = 640 - height
    return (
        shadow(x, 640, width)
        + can(x, 640, width, height, color, 26, 0.5)
        + can(x, top + 2, width * 0.36, 30, "#b99a88", 4)
        + can(x, top - 26, 18, 46, "#cdb3a3", 3)
        + f'<path d="M{x - width * 0.2} {top - 92} h{width * 0.4} q10 0 10 12 v8 q0 8 -10 8 h-{width * 0.4} '
        f'l-34 4 v-14 q4 -18 34 -18Z" fill="#b99a88"/>'
        + words(x, top + height * 0.5, "ORVALHO", width * 0.12, "#7d8a63")
        + words(x, top + height * 0.5 + width * 0.14, "aveia e flor branca", width * 0.066, "#8f8577", 1)
        + words(x, top + height * 0.86, size, width * 0.066, "#8f8577", 1)
        + f'<path d="M{x} {top + height * 0.22} q16 22 0 40 q-16 -18 0 -40Z" fill="#a9b58f"/>'
    )


def foundation() -> str:
    """A square glass bottle and four strokes of colour."""
    body = "M310 330 Q310 312 328 312 H472 Q490 312 490 330 V626 Q490 640 476 640 H324 Q310 640 310 626Z"
    strokes = "".join(
        f'<ellipse cx="{160 + n * 160}" cy="722" rx="58" ry="19" fill="{dark(color, 0.12)}"/>'
        f'<ellipse cx="{158 + n * 160}" cy="717" rx="58" ry="19" fill="{color}"/>'
        f'<path d="M{122 + n * 160} 714 q34 -13 66 -2" fill="none" stroke="#fff" stroke-width="5" '
        'stroke-linecap="round" opacity=".35"/>'
        for n, color in enumerate(("#ecc8a6", "#d6a376", "#a96f45", "#6b4129"))
    )
    thing = (
        strokes
        + shadow(400, 640, 200)
        + glass(body, "#e0bd9c", "#d6a376", 334, 312, 640)
        + can(400, 314, 76, 22, "#d9b27c", 3, 0.6)
        + can(400, 294, 104, 132, "#3d2a2b", 6, 0.25)
        + words(400, 470, "CETIM", 26, "#fff6ec", 5)
        + words(400, 500, "base leve", 15, "#fff6ec", 2)
        + shine(324, 336, 612, 9)
    )
    return scene(STUDIO, thing)


def mask() -> str:
    """An open jar with cream, its lid leaning on it."""
    thing = (
        twig(610, 690, -160, STUDIO.leaf, 4)
        + shadow(390, 640, 320)
        + can(390, 640, 320, 170, "#b06a58", 26, 0.35)
        + f'<ellipse cx="390" cy="472" rx="150" ry="34" fill="{dark("#b06a58", 0.25)}"/>'
        + '<ellipse cx="390" cy="468" rx="138" ry="28" fill="#f6e8d8"/>'
        + '<path d="M300 466 q40 -34 92 -22 q34 -30 64 -2 q30 4 34 20 q-60 26 -190 4Z" fill="#fff6ea"/>'
        + '<path d="M338 456 q40 -14 70 2" fill="none" stroke="#e7d3be" stroke-width="5" stroke-linecap="round"/>'
        + '<rect x="300" y="520" width="180" height="84" rx="8" fill="#fbf1e6" opacity=".95"/>'
        + words(390, 560, "TRAMA", 28, "#8a4637", 5)
        + words(390, 586, "máscara capilar", 14, "#8a4637", 1)
        + shadow(600, 652, 150)
        + '<g transform="rotate(-14 590 560)">'
        + f'<ellipse cx="590" cy="560" rx="58" ry="104" fill="#d8b18c"/><ellipse cx="578" cy="560" rx="52" '
        f'ry="98" fill="{light("#d8b18c", 0.25)}"/>'
        + '<ellipse cx="578" cy="560" rx="34" ry="72" fill="none" stroke="#fff4e6" stroke-width="3" '
        'opacity=".6"/></g>'
    )
    return scene(STUDIO, thing)


PICTURES = {
    "serum-aurora": serum,
    "batom-veludo": lipstick,
    **{f"batom-{name}": partial(_lipsticks, ((400, color, 70),)) for name, color in LIPSTICKS.items()},
    "hidratante-orvalho": lotion,
    "base-cetim": foundation,
    "mascara-trama": mask,
}
