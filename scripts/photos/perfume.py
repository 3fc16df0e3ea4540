"""Sofia's products."""

from __future__ import annotations

from scene import STUDIOS, scene
from shapes import box, can, dark, glass, light, shadow, shine, twig, words

STUDIO = STUDIOS["sofia"]
INK = "#4a3213"


def amber() -> str:
    """A round flask with a faceted stopper."""
    body = (
        "M400 352 C520 352 556 440 556 506 C556 596 486 640 400 640 C314 640 244 596 244 506 C244 440 280 352 400 352Z"
    )
    thing = (
        shadow(400, 640, 290)
        + glass(body, "#d69a45", "#c5792a", 420, 352, 640)
        + can(400, 358, 74, 38, "#d8b25e", 5, 0.6)
        + '<path d="M346 322 L362 214 H438 L454 322Z" fill="#8a4f17"/><path d="M362 214 H438 L420 322 '
        'H380Z" fill="#b87427"/><path d="M362 214 H400 L396 322 H380Z" fill="#d69a45"/>'
        + '<rect x="330" y="474" width="140" height="76" rx="4" fill="#fdf4df" opacity=".95"/>'
        + words(400, 508, "NOITE DE", 15, INK, 4)
        + words(400, 534, "ÂMBAR", 22, INK, 5)
        + shine(276, 440, 560, 12, 0.5)
    )
    return scene(STUDIO, thing)


def cedar() -> str:
    """A square flask with a wooden cap."""
    body = "M280 372 Q280 356 296 356 H504 Q520 356 520 372 V624 Q520 640 504 640 H296 Q280 640 280 624Z"
    grain = "".join(
        f'<path d="M330 {y} q70 {8 if n % 2 else -8} 140 0" fill="none" stroke="#5d3b1c" stroke-width="3" '
        f'opacity=".55"/>'
        for n, y in enumerate(range(236, 326, 18))
    )
    thing = (
        twig(250, 668, -128, "#56683f", 4, 56)
        + shadow(400, 640, 250)
        + glass(body, "#8fa07a", "#7d8f57", 396, 356, 640)
        + can(400, 358, 90, 30, "#3a3f38", 4, 0.3)
        + can(400, 332, 150, 110, "#96663a", 8, 0.3)
        + grain
        + words(400, 506, "CEDRO", 32, "#fbf7ea", 8, 600)
        + words(400, 540, "NORTE", 20, "#fbf7ea", 10)
        + shine(294, 378, 616, 10, 0.45)
    )
    return scene(STUDIO, thing)


def splash() -> str:
    """A tall frosted spray bottle with a small flower."""
    petals = "".join(
        f'<ellipse cx="400" cy="452" rx="13" ry="30" fill="#fffaf0" transform="rotate({turn} 400 482)"/>'
        for turn in range(0, 360, 72)
    )
    thing = (
        shadow(400, 640, 190)
        + can(400, 640, 190, 380, "#e7c9b8", 40, 0.5)
        + can(400, 640, 190, 150, "#e2b39c", 40, 0.45)
        + can(400, 268, 80, 34, "#f5efe4", 4)
        + can(400, 238, 64, 66, "#fbf7ef", 8)
        + '<rect x="352" y="186" width="26" height="14" rx="4" fill="#cdb79b"/>'
        + petals
        + '<circle cx="400" cy="482" r="12" fill="#d8a24a"/>'
        + words(400, 566, "FLOR DE SAL", 17, INK, 3, 600)
        + words(400, 592, "body splash", 13, INK, 2)
    )
    return scene(STUDIO, thing)


def rollon() -> str:
    """A slender roll-on with its cap beside it, on a slice of dark wood."""
    thing = (
        shadow(400, 650, 330)
        + '<ellipse cx="400" cy="640" rx="190" ry="46" fill="#5d3b22"/><ellipse cx="400" cy="628" rx="190" '
        'ry="46" fill="#8a5e38"/>'
        + '<ellipse cx="400" cy="628" rx="140" ry="32" fill="none" stroke="#6b4526" stroke-width="4"/>'
        '<ellipse cx="400" cy="628" rx="90" ry="20" fill="none" stroke="#6b4526" stroke-width="4"/>'
        + shadow(350, 630, 92)
        + can(350, 630, 90, 270, "#3b2415", 12, 0.4)
        + can(350, 366, 70, 24, "#d8b25e", 4, 0.6)
        + '<circle cx="350" cy="340" r="25" fill="#e8e4dc"/><circle cx="342" cy="332" r="9" fill="#fff"/>'
        + '<rect x="312" y="430" width="76" height="130" rx="4" fill="#f6e7c9" opacity=".95"/>'
        + f'<g transform="rotate(-90 350 495)">{words(350, 492, "BAUNILHA", 17, INK, 3)}'
        + f"{words(350, 512, 'negra', 13, INK, 2)}</g>"
        + shadow(480, 634, 84)
        + can(480, 634, 82, 150, "#d8b25e", 10, 0.6)
        + shine(316, 386, 606, 7, 0.35)
    )
    return scene(STUDIO, thing)


def kit() -> str:
    """Four miniature bottles in an open box."""
    bottles = "".join(
        _mini(280 + n * 80, color) for n, color in enumerate(("#c5792a", "#7d8f57", "#d79a8a", "#6b4324"))
    )
    thing = (
        shadow(400, 656, 430)
        + box(400, 560, 404, 250, dark("#caa35f", 0.32), 8)
        + bottles
        + box(400, 656, 420, 110, "#caa35f", 8)
        + words(400, 612, "KIT DESCOBERTA", 24, INK, 5, 600)
        + f'<rect x="190" y="546" width="420" height="6" fill="{light("#caa35f", 0.5)}" opacity=".7"/>'
    )
    return scene(STUDIO, thing)


def _mini(x: float, color: str) -> str:
    body = f"M{x - 29} 408 Q{x - 29} 396 {x - 17} 396 H{x + 17} Q{x + 29} 396 {x + 29} 408 V580 H{x - 29}Z"
    return (
        glass(body, color, color, 424, 396, 592)
        + can(x, 398, 30, 16, "#d8b25e", 3, 0.6)
        + can(x, 384, 44, 56, "#f7eedb", 6)
        + shine(x - 23, 410, 545, 6, 0.5)
    )


PICTURES = {
    "noite-de-ambar": amber,
    "cedro-norte": cedar,
    "flor-de-sal": splash,
    "baunilha-negra": rollon,
    "kit-descoberta": kit,
}
