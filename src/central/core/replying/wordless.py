"""What is said to a burst without words: files, pins, cards, a basket of WhatsApp's own catalogue."""

from __future__ import annotations

import re

from central.core.messaging.conversation import Memo, Scene
from central.core.messaging.message import CatalogOrder, Contacts, Location, Media
from central.core.origin.routing import names
from central.core.replying.answer_scripts import BASKET, CARD
from central.core.selling.catalog import Product

_POINTS = re.compile(r"\b(?:ess[ea]s?|est[ea]s?|isso|igual|parecid\w+|dess[ea]s?|assim|del[ea]s?)\b")


def wordless(scene: Scene, memo: Memo) -> str | None:
    """The script for a burst of files, pins or cards only."""
    for line in scene.lines:
        match line.content:
            case Media(kind="audio"):
                return "audio"
            case Media(kind="sticker"):
                return "agradecimento" if memo.introduced else "saudacao"
            case Location():
                return "frete"
            case Contacts():
                return CARD
            case CatalogOrder():
                return BASKET
    return "midia"


def sees_not(scene: Scene, product: Product | None, said: str) -> bool:
    """Whether the words point at a picture that came with them, and name no product."""
    shown = any(isinstance(line.content, Media) and line.content.kind in ("image", "video") for line in scene.lines)
    return shown and _POINTS.search(said) is not None and (product is None or not names(product, said))
