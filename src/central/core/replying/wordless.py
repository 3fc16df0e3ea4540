"""What is said to a burst without words: files, pins, cards, a basket of WhatsApp's own catalogue."""

from __future__ import annotations

from central.core.messaging.conversation import Memo, Scene
from central.core.messaging.message import CatalogOrder, Contacts, Location, Media
from central.core.replying.answer_scripts import BASKET, CARD


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
