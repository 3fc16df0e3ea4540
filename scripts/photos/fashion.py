"""Carla's products."""

from __future__ import annotations

from math import cos, pi, sin

from scene import STUDIOS, scene
from shapes import can, dark, gradient, light, shadow

STUDIO = STUDIOS["carla"]
CLAY = "#c8694a"
JADE = "#2f6f63"


def dress() -> str:
    """A midi dress with straps on a wooden hanger."""
    folds, paint = gradient([(n / 10, light(CLAY, 0.2) if n % 2 else dark(CLAY, 0.14), 1) for n in range(11)])
    skirt = "M322 390 C300 500 262 620 232 716 Q316 742 400 736 Q484 742 568 716 C538 620 500 500 478 390Z"
    top = (
        "M330 226 Q344 262 372 268 Q400 252 428 268 Q456 262 470 226 Q486 300 480 392 Q400 404 320 392 Q314 300 330 226"
    )
    thing = (
        _hanger()
        + '<g filter="url(#far)" opacity=".28" transform="translate(22 18)">'
        + f'<path d="{skirt}" fill="#1a1016"/><path d="{top}" fill="#1a1016"/></g><defs>{folds}</defs>'
        + f'<path d="M330 228 Q334 196 352 168 M470 228 Q466 196 448 168" fill="none" stroke="{CLAY}" '
        f'stroke-width="8"/>'
        + f'<path d="{skirt}" fill="{paint}"/><path d="{top}" fill="{CLAY}"/>'
        + f'<path d="M322 388 Q400 402 478 388 L478 408 Q400 422 321 408Z" fill="{dark(CLAY, 0.22)}"/>'
        + "".join(
            f'<path d="M{400 + dx} 412 Q{400 + dx * 1.9} 560 {400 + dx * 2.5} 724" fill="none" '
            f'stroke="{dark(CLAY, 0.35)}" stroke-width="4" opacity=".35" filter="url(#soft)"/>'
            for dx in (-58, -34, -10, 16, 40, 60)
        )
        + f'<path d="M352 282 Q366 340 362 386 M448 282 Q434 340 438 386" fill="none" '
        f'stroke="{dark(CLAY, 0.3)}" stroke-width="3" opacity=".5"/>'
    )
    return scene(STUDIO, thing, table=False)


def _hanger() -> str:
    return (
        '<rect x="120" y="76" width="560" height="10" rx="5" fill="#b9a68a"/>'
        '<path d="M400 150 V122 Q400 104 414 96 Q422 82 406 78" fill="none" stroke="#8d8f8c" '
        'stroke-width="6" stroke-linecap="round"/>'
        '<path d="M286 190 Q400 116 514 190" fill="none" stroke="#b98f5f" stroke-width="17" stroke-linecap="round"/>'
        '<path d="M292 186 Q400 118 508 186" fill="none" stroke="#e0c08f" stroke-width="4" '
        'stroke-linecap="round" opacity=".8"/>'
    )


def bag() -> str:
    """A shoulder bag with a flap and a thin strap."""
    tan = "#b5713d"
    body, paint = gradient([(0, light(tan, 0.16), 1), (0.55, tan, 1), (1, dark(tan, 0.28), 1)], "d")
    flap, flap_paint = gradient([(0, light(tan, 0.26), 1), (1, dark(tan, 0.1), 1)], "y")
    thing = (
        shadow(400, 648, 380) + f'<path d="M238 424 C200 180 330 130 400 130 C470 130 600 180 562 424" fill="none" '
        f'stroke="{dark(tan, 0.25)}" stroke-width="15"/>'
        + f'<path d="M240 420 C204 184 332 134 400 134 C468 134 596 184 560 420" fill="none" '
        f'stroke="{light(tan, 0.2)}" stroke-width="3" stroke-dasharray="9 8"/>'
        + f'<defs>{body}{flap}</defs><path d="M216 424 Q214 404 236 402 H564 Q586 404 584 424 L598 618 Q598 '
        f'650 566 650 H234 Q202 650 202 618Z" fill="{paint}"/>'
        + f'<path d="M214 420 Q216 400 238 400 H562 Q584 400 586 420 L590 486 Q520 560 400 562 Q280 560 210 '
        f'486Z" fill="{flap_paint}"/>'
        + f'<path d="M222 482 Q290 548 400 550 Q510 548 578 482" fill="none" stroke="{light(tan, 0.45)}" '
        f'stroke-width="3" stroke-dasharray="10 8" opacity=".9"/>'
        + f'<path d="M214 616 Q214 638 236 638 H564 Q586 638 586 616" fill="none" '
        f'stroke="{light(tan, 0.4)}" stroke-width="3" stroke-dasharray="10 8" opacity=".7"/>'
        + '<rect x="372" y="530" width="56" height="46" rx="9" fill="#d8b25e"/><rect x="380" y="538" '
        'width="40" height="30" rx="6" fill="#f0d594"/>'
        + '<circle cx="236" cy="420" r="13" fill="none" stroke="#d8b25e" stroke-width="7"/><circle cx="564" '
        'cy="420" r="13" fill="none" stroke="#d8b25e" stroke-width="7"/>'
    )
    return scene(STUDIO, thing)


def trousers() -> str:
    """Wide trousers clipped to a hanger."""
    shade, paint = gradient(
        [(0, dark(JADE, 0.2), 1), (0.3, light(JADE, 0.12), 1), (0.6, JADE, 1), (1, dark(JADE, 0.3), 1)]
    )
    left = "M312 196 H400 L400 330 C396 470 388 600 378 730 Q300 744 226 726 C262 560 300 370 312 196Z"
    right = "M400 196 H488 C500 370 538 560 574 726 Q500 744 422 730 C412 600 404 470 400 330Z"
    thing = (
        '<rect x="120" y="76" width="560" height="10" rx="5" fill="#b9a68a"/>'
        '<path d="M400 152 V122 Q400 104 414 96 Q422 82 406 78" fill="none" stroke="#8d8f8c" '
        'stroke-width="6" stroke-linecap="round"/>'
        '<rect x="286" y="148" width="228" height="10" rx="5" fill="#b98f5f"/>'
        f'<g filter="url(#far)" opacity=".28" transform="translate(22 16)"><path d="{left}" fill="#1a1016"/>'
        f'<path d="{right}" fill="#1a1016"/></g>'
        f'<defs>{shade}</defs><path d="{left}" fill="{paint}"/><path d="{right}" fill="{paint}"/>'
        f'<rect x="310" y="186" width="180" height="34" rx="6" fill="{light(JADE, 0.12)}"/>'
        f'<path d="M400 222 V330" stroke="{dark(JADE, 0.45)}" stroke-width="3" opacity=".7"/>'
        f'<path d="M330 226 Q338 262 316 286 M470 226 Q462 262 484 286" fill="none" '
        f'stroke="{dark(JADE, 0.4)}" stroke-width="3" opacity=".7"/>'
        f'<path d="M352 240 Q336 480 302 720 M448 240 Q464 480 498 720" fill="none" '
        f'stroke="{dark(JADE, 0.45)}" stroke-width="4" opacity=".45"/>'
        + "".join(
            f'<rect x="{x}" y="146" width="30" height="50" rx="5" fill="#c6c8c4"/><rect x="{x + 5}" y="150" '
            f'width="20" height="20" rx="3" fill="#eceeea"/>'
            for x in (314, 456)
        )
    )
    return scene(STUDIO, thing, table=False)


def earrings() -> str:
    """Two pairs of hoops hanging from a small stand."""
    stand = (
        shadow(400, 646, 240)
        + can(400, 646, 230, 26, "#efe7da", 12)
        + can(400, 624, 16, 330, "#c9a15c", 6, 0.6)
        + can(400, 300, 330, 14, "#c9a15c", 7, 0.6)
    )
    hoops = "".join(
        _hoop(x, 314, color) for x, color in ((272, "#d2a140"), (352, "#d2a140"), (448, "#b9bdc2"), (528, "#b9bdc2"))
    )
    return scene(STUDIO, stand + hoops)


def _hoop(x: float, y: float, color: str) -> str:
    shade, paint = gradient(
        [(0, dark(color, 0.35), 1), (0.3, light(color, 0.75), 1), (0.55, color, 1), (1, dark(color, 0.4), 1)], "d"
    )
    return (
        f'<defs>{shade}</defs><path d="M{x} {y - 12} v18" stroke="{dark(color, 0.2)}" stroke-width="4"/>'
        f'<ellipse cx="{x}" cy="{y + 66}" rx="50" ry="62" fill="none" stroke="{paint}" stroke-width="13"/>'
        f'<path d="M{x - 44} {y + 46} A50 62 0 0 1 {x - 8} {y + 6}" fill="none" stroke="#fff" '
        f'stroke-width="3" opacity=".8"/>'
    )


def scarf() -> str:
    """A square scarf laid flat, a corner folded, with a pattern of waves."""
    sea, coral, sand = "#2a6f93", "#e07a5f", "#f4ead8"
    waves = "".join(
        f'<path d="M170 {y} '
        + " ".join(f"q29 {-26 if n % 2 else 26} 58 0" for n in range(8))
        + f'" fill="none" stroke="{sand if (y // 46) % 2 else light(sea, 0.45)}" stroke-width="7" opacity=".85"/>'
        for y in range(236, 600, 46)
    )
    suns = "".join(
        f'<circle cx="{400 + 128 * cos(a)}" cy="{400 + 128 * sin(a)}" r="25" fill="{coral}"/>'
        for a in (pi / 4 + n * pi / 2 for n in range(4))
    )
    thing = (
        '<g transform="rotate(-9 400 400)"><rect x="176" y="186" width="460" height="452" rx="10" '
        'fill="#1a1016" opacity=".34" filter="url(#far)"/>'
        f'<clipPath id="cloth"><rect x="166" y="166" width="468" height="468" rx="10"/></clipPath><rect '
        f'x="166" y="166" width="468" height="468" rx="10" fill="{sea}"/>'
        f'<g clip-path="url(#cloth)">{waves}{suns}<circle cx="400" cy="400" r="74" fill="{sand}"/><circle '
        f'cx="400" cy="400" r="54" fill="{coral}"/><circle cx="400" cy="400" r="30" fill="{sand}"/></g>'
        f'<rect x="180" y="180" width="440" height="440" rx="6" fill="none" stroke="{coral}" stroke-width="15"/>'
        f'<rect x="172" y="172" width="456" height="456" rx="8" fill="none" stroke="{sand}" stroke-width="5"/>'
        f'<path d="M634 498 L498 634 H634Z" fill="{STUDIO.wall}"/><path d="M634 498 L498 634 Q496 520 508 '
        f'506 Q520 494 634 498Z" fill="#1a1016" opacity=".3" filter="url(#near)"/>'
        f'<path d="M634 496 L496 634 Q488 522 502 506 Q516 490 634 496Z" fill="{light(sea, 0.62)}"/></g>'
    )
    return scene(STUDIO, thing, arch=False, table=False)


PICTURES = {
    "vestido-alba": dress,
    "bolsa-nina": bag,
    "pantalona-jade": trousers,
    "brinco-sol": earrings,
    "lenco-mare": scarf,
}
