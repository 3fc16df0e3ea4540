"""Messages Meta approved: as the owner wrote them, and as Meta judges them now."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from central.core.messaging.message import SayTemplate
from central.core.replying.script import slots_of

Category = Literal["marketing", "utility"]
CATEGORIES: dict[str, Category] = {"marketing": "marketing", "utilidade": "utility"}
EXAMPLES: Mapping[str, str] = {
    "nome": "Maria",
    "persona": "Lívia",
    "produto": "Sérum",
    "preco": "R$ 89,90",
    "preco_pix": "R$ 85,40",
    "link": "https://loja.example/serum",
}
"""What a slot may look like, for Meta's judgement and for previews."""
_SLOT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A message of the owner's with slots that the catalogue fills; `buttons` are quick replies."""

    name: str
    category: Category
    text: str
    buttons: tuple[str, ...] = ()
    language: str = "pt_BR"

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots in the order in which Meta numbers them.

        >>> Template("volta", "marketing", "Oi, {nome}! O {produto} voltou, {nome}.").slots
        ('nome', 'produto')
        """
        return tuple(dict.fromkeys(_SLOT.findall(self.text)))

    def body(self) -> str:
        """The text as Meta takes it, slots numbered from 1.

        >>> Template("volta", "marketing", "Oi, {nome}! O {produto} voltou.").body()
        'Oi, {{1}}! O {{2}} voltou.'
        """
        places = {slot: number for number, slot in enumerate(self.slots, 1)}
        return _SLOT.sub(lambda m: f"{{{{{places[m[1]]}}}}}", self.text)

    def shown(self, values: Mapping[str, str] = EXAMPLES) -> str:
        """The words a person would read; a slot without a value stays as it is.

        >>> Template("volta", "marketing", "Oi, {nome}!").shown()
        'Oi, Maria!'
        """
        return _SLOT.sub(lambda m: values.get(m[1]) or m[0], self.text)

    def filled(self, values: Mapping[str, str]) -> SayTemplate | None:
        """The message with its slots filled; None when one of them has no value."""
        if any(not values.get(slot) for slot in slots_of(self.text)):
            return None
        return SayTemplate(self.name, self.language, tuple(" ".join(values[slot].split()) for slot in self.slots))


@dataclass(frozen=True, slots=True)
class Judged:
    """What Meta says of a template of one account, in Meta's words; `category` is what it bills."""

    waba: str
    name: str
    language: str
    status: str
    category: str
    quality: str = "UNKNOWN"
    reason: str = ""
    slots: int | None = None
    """How many slots its text has at Meta, where it was read just now."""

    @property
    def word(self) -> str:
        """Meta's status in Portuguese."""
        return _STATUS.get(self.status, self.status.lower())

    @property
    def is_marketing(self) -> bool:
        """Whether Meta bills it as marketing, whatever the owner called it: it needs marketing consent then."""
        return self.category.upper() == "MARKETING"

    @property
    def quality_word(self) -> str:
        """Meta's mark in Portuguese."""
        return _QUALITY.get(self.quality, "ainda sem nota")

    def beside(self, templates: Sequence[Template]) -> Judged:
        """The same, or kept from being sent: Meta refuses each message that fills other slots than it approved.

        >>> read = Judged("w", "volta", "pt_BR", "APPROVED", "MARKETING", slots=2)
        >>> read.beside([Template("volta", "marketing", "Oi, {nome}!")]).against()
        'na Meta está com espaços diferentes dos daqui'
        """
        ours = next((t for t in templates if (t.name, t.language) == (self.name, self.language)), None)
        if ours is None or self.slots in (None, len(ours.slots)) or self.status != "APPROVED":
            return self
        return replace(self, status=OTHER_SLOTS)

    def against(self) -> str:
        """Why it may not be sent now, in Portuguese; empty when it may."""
        if self.status != "APPROVED":
            return f"na Meta está {self.word}"
        return "a qualidade caiu para vermelha" if self.quality == "RED" else ""


OTHER_SLOTS = "OTHER_SLOTS"
"""Our own word beside Meta's: approved, for another text than the operation's."""
_QUALITY = {"GREEN": "verde", "YELLOW": "amarela", "RED": "vermelha"}
_STATUS = {
    OTHER_SLOTS: "com espaços diferentes dos daqui",
    "APPROVED": "aprovado",
    "PENDING": "em análise",
    "REJECTED": "recusado",
    "PAUSED": "pausado",
    "DISABLED": "desligado",
    "IN_APPEAL": "em recurso",
    "LIMIT_EXCEEDED": "fora do limite",
    "PENDING_DELETION": "sendo apagado",
    "DELETED": "apagado",
}


def judged(verdicts: Sequence[Judged], waba: str, template: Template) -> Judged | None:
    """What Meta says of this template on this account."""
    wanted = (waba, template.name, template.language)
    return next((v for v in verdicts if (v.waba, v.name, v.language) == wanted), None)
