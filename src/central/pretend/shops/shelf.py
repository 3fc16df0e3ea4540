"""What a pretend shop sells, who may look, and how often."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Kind:
    """One variation: its name (empty: the only one), price and sale price in centavos, units (None: not counted)."""

    name: str
    price: int
    stock: int | None
    sale: int | None = None


@dataclass(frozen=True, slots=True)
class Good:
    """A product of the shop."""

    id: int
    name: str
    kinds: tuple[Kind, ...]
    description: str = ""
    photo: str = ""
    shown: bool = True

    @property
    def handle(self) -> str:
        """Its name in addresses."""
        return f"produto-{self.id}"


@dataclass(slots=True)
class Faults:
    """`busy` answers 429 so many times, `broken` 500; `down` is 503 for good, `page` is HTML in the place of JSON."""

    busy: int = 0
    broken: int = 0
    down: bool = False
    page: bool = False


@dataclass(slots=True)
class PretendShop:
    """One shop that its token opens; `store` is its number, domain or alias, `key` a second secret where there is
    one. `asked` holds the path of every call."""

    store: str
    token: str
    goods: list[Good]
    key: str = ""
    faults: Faults = field(default_factory=Faults)
    asked: list[str] = field(default_factory=list)

    def refusal(self) -> int:
        """The status of a fault that is due; 0 where there is none."""
        if self.faults.down:
            return 503
        if self.faults.busy:
            self.faults.busy -= 1
            return 429
        if self.faults.broken:
            self.faults.broken -= 1
            return 500
        return 0
