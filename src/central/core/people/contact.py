"""A contact from before Central: one row of the owner's list, read with patience and explained where it is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from central.core.money import parse_reais
from central.core.people.identity import phone_key
from central.core.text import fold

COLUMNS: dict[str, tuple[str, ...]] = {
    "nome": ("nome", "nome completo", "cliente", "contato", "name", "nome do cliente"),
    "telefone": ("telefone", "celular", "whatsapp", "fone", "tel", "numero", "phone", "telefone celular", "zap"),
    "persona": ("persona", "atendente", "vendedora", "consultora"),
    "ultima_compra": ("ultima compra", "data da ultima compra", "ultimo pedido", "data da compra", "data", "compra"),
    "produto": ("produto", "ultimo produto", "item", "o que comprou"),
    "valor": ("valor", "total", "valor da ultima compra", "valor da compra"),
    "consentimento": ("consentimento", "autoriza", "aceita receber", "aceita mensagens", "opt in", "optin", "lgpd"),
    "origem": ("origem do consentimento", "fonte do consentimento", "origem", "fonte", "como autorizou"),
    "descadastro": ("descadastro", "saiu", "opt out", "optout", "nao enviar", "nao perturbe", "pediu para sair"),
}
"""What a column may be called, folded; the first is how we call it."""

_YES = frozenset("sim s yes y x 1 true verdadeiro ok aceita aceito".split())
_NO = frozenset("nao n no 0 false falso - ".split()) | {""}
_AREAS = frozenset(
    "11 12 13 14 15 16 17 18 19 21 22 24 27 28 31 32 33 34 35 37 38 41 42 43 44 45 46 47 48 49 51 53 54 55 61 62 63 64 "
    "65 66 67 68 69 71 73 74 75 77 79 81 82 83 84 85 86 87 88 89 91 92 93 94 95 96 97 98 99".split()
)
_DATES = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y")
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Contact:
    """A row that can be taken in; `phone` is digits with the country code, `day` the purchase's local date (ISO)."""

    line: int
    phone: str
    name: str = ""
    persona: str | None = None
    day: str | None = None
    product: str = ""
    total: int | None = None
    consent: str | None = None
    """Where the consent came from; None when there is none."""
    opted_out: bool = False

    @property
    def key(self) -> str:
        """The same for every way to write this phone."""
        return phone_key(self.phone) or self.phone


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken in: why, and what to write instead."""

    line: int
    reason: str
    cure: str

    def __str__(self) -> str:
        return f"linha {self.line}: {self.reason}; {self.cure}"


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Which of our columns stands where, by whatever the owner calls them; the first of two wins.

    >>> columns_of(["Nome", "Celular ", "Última compra", "CPF"])
    {'nome': 0, 'telefone': 1, 'ultima_compra': 2}
    """
    found: dict[str, int] = {}
    for place, title in enumerate(header):
        folded = " ".join(re.sub(r"[^a-z0-9]+", " ", fold(title)).split())
        for column, names in COLUMNS.items():
            if folded in names:
                found.setdefault(column, place)
    return found


def read_row(line: int, row: Mapping[str, str], personas: Mapping[str, str], today: date) -> Contact | BadRow:
    """A contact or what is wrong with it. `personas`: folded id or name → id."""
    try:
        return Contact(
            line=line,
            phone=_phone(row.get("telefone", "")),
            name=" ".join(row.get("nome", "").split())[:LONGEST_NAME],
            persona=_persona(row.get("persona", ""), personas),
            day=_day(row, today),
            product=" ".join(row.get("produto", "").split()),
            total=_total(row.get("valor", "")),
            consent=_consent(row),
            opted_out=_yes("descadastro", row.get("descadastro", "")),
        )
    except _Wrong as wrong:
        return BadRow(line, wrong.reason, wrong.cure)


def full_number(words: str) -> str | None:
    """A phone as Brazilians write it, as digits with the country code; None when it is no phone.

    >>> full_number("(31) 9 9876-5432"), full_number("031 99876-5432"), full_number("+351 912 345 678")
    ('5531998765432', '5531998765432', '351912345678')
    >>> full_number("9876-5432"), full_number("20 99876-5432")
    (None, None)
    """
    digits = re.sub(r"\D", "", words)
    if words.strip().startswith("+") and not digits.startswith("55"):
        return digits if 8 <= len(digits) <= 15 else None
    digits = digits.lstrip("0")
    if len(digits) in (12, 13) and digits.startswith("55"):
        digits = digits[2:]
    if len(digits) not in (10, 11) or digits[:2] not in _AREAS or (len(digits) == 11 and digits[2] != "9"):
        return None
    return f"55{digits}"


class _Wrong(Exception):
    """Ends the reading of a row."""

    def __init__(self, reason: str, cure: str) -> None:
        self.reason, self.cure = reason, cure


def _phone(words: str) -> str:
    if not words.strip():
        raise _Wrong("não tem telefone", "escreva com DDD, como 31 99876-5432, ou apague a linha")
    if re.fullmatch(r"\s*\d+[.,]?\d*E\+?\d+\s*", words, re.I):
        cut = f'a planilha cortou o telefone ("{words.strip()}")'
        raise _Wrong(cut, "formate a coluna como texto e exporte de novo")
    number = full_number(words)
    if number is None:
        cure = "escreva com DDD, como 31 99876-5432; de outro país, comece com +"
        raise _Wrong(f'telefone "{words.strip()}" não existe assim', cure)
    return number


def _persona(words: str, personas: Mapping[str, str]) -> str | None:
    if not words.strip():
        return None
    if (found := personas.get(fold(words).strip())) is None:
        known = ", ".join(sorted(set(personas.values())))
        raise _Wrong(f'persona "{words.strip()}" não existe', f"use uma destas: {known}")
    return found


def _day(row: Mapping[str, str], today: date) -> str | None:
    words = row.get("ultima_compra", "").strip()
    if not words:
        if row.get("valor", "").strip() or row.get("produto", "").strip():
            raise _Wrong("tem compra sem data", "escreva o dia em última compra, como 31/12/2025")
        return None
    for pattern in _DATES:
        try:
            day = datetime.strptime(words.split(" ")[0], pattern).date()  # noqa: DTZ007 - a local date has no zone
        except ValueError:
            continue
        if day.year < 2000 or day > today:
            raise _Wrong(f'última compra "{words}" está no futuro ou é antiga demais', "confira o ano")
        return day.isoformat()
    raise _Wrong(f'última compra "{words}" não é um dia', "escreva dia/mês/ano, como 31/12/2025")


def _total(words: str) -> int | None:
    if not words.strip():
        return None
    if (total := parse_reais(words)) is None:
        raise _Wrong(f'valor "{words.strip()}" não é um preço', "escreva como R$ 129,90")
    return total


def _consent(row: Mapping[str, str]) -> str | None:
    source = " ".join(row.get("origem", "").split())
    if "consentimento" not in row:
        return source or None
    if not _yes("consentimento", row["consentimento"]):
        return None
    if not source:
        cure = "escreva em origem como a pessoa autorizou (site, loja, WhatsApp), ou deixe consentimento: não"
        raise _Wrong("consentimento sem origem", cure)
    return source


def _yes(column: str, words: str) -> bool:
    folded = fold(words).strip()
    if folded not in _YES | _NO:
        raise _Wrong(f'{column} "{words.strip()}" não é sim nem não', "escreva sim ou não")
    return folded in _YES
