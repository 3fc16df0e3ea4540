"""YAML nodes with their lines: an entry of the owner's file, read key by key; what is wrong is noted, not raised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from central.adapters.operation.problems import Findings, Place, Reference, nearest, the
from central.core.money import parse_reais, reais

_ID = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{2,60}")
_YES = {"sim": True, "não": False, "nao": False}
NEEDS_QUOTES = 'texto que começa com { ou [ precisa de aspas: "{produto} …"'


def is_slug(text: str) -> bool:
    """Whether a text may be an id: lower-case letters and digits, parted by hyphens or underscores."""
    return _ID.fullmatch(text) is not None


class Entry:
    """One mapping of the file. A reading that fails notes the problem and gives an empty value to go on with.

    `what` names it in messages (`produto "serum"`), `keys` are the keys it may have, each with an example.
    """

    def __init__(self, findings: Findings, file: str, node: Node, what: str, keys: Mapping[str, str]) -> None:
        self.findings = findings
        self.file = file
        self.keys = keys
        self.what = what
        self.place = place_of(file, node)
        self.nodes = self._pairs(node)
        if "id" in keys:
            self.id = self.slug("id")
            self.what = f'{what} "{self.id}"' if self.id else what
        elif "nome" in self.nodes and isinstance(self.nodes["nome"], ScalarNode):
            self.what = f'{what} "{self.nodes["nome"].value}"'

    def _pairs(self, node: Node) -> dict[str, Node]:
        if not isinstance(node, MappingNode):
            self.findings.wrong(
                self.place, f"{the(self.what)} precisa de chaves, uma por linha: {', '.join(self.keys)}"
            )
            return {}
        pairs: dict[str, Node] = {}
        for key_node, value in node.value:
            key, place = str(key_node.value), place_of(self.file, key_node)
            if node.flow_style and isinstance(value, ScalarNode) and not value.value and key not in self.keys:
                self.findings.wrong(place, f'a vírgula antes de "{key}" cortou o valor; ponha o valor entre aspas')
            elif key not in self.keys:
                self.findings.wrong(place, f'a chave "{key}" não existe n{the(self.what)}; {nearest(key, self.keys)}')
            elif key in pairs:
                self.findings.wrong(place, f'a chave "{key}" aparece duas vezes n{the(self.what)}; deixe só uma')
            else:
                pairs[key] = value
        return pairs

    def has(self, key: str) -> bool:
        """Whether the owner wrote this key."""
        return key in self.nodes

    def at(self, key: str) -> Place:
        """Where the value of this key stands; the entry's own place when it is missing."""
        return place_of(self.file, self.nodes[key]) if key in self.nodes else self.place

    def wrong(self, key: str, text: str) -> None:
        """Note a problem with the value of this key."""
        self.findings.wrong(self.at(key), text)

    def bad(self, key: str, value: str, why: str, instead: str | None = None) -> None:
        """Note that the value is not what the key needs, with a line to copy."""
        self.wrong(key, f'{key} "{value}" {why}; escreva assim: {key}: {instead or self.keys[key]}')

    def missing(self, key: str) -> None:
        """Note that a key must be there."""
        self.wrong(key, f'falta "{key}" n{the(self.what)}; escreva assim: {key}: {self.keys[key]}')

    def maybe(self, key: str) -> str | None:
        """The text of a key, or None when it is not there."""
        node = self.nodes.get(key)
        return None if node is None else scalar(self.findings, self.file, node, f'"{key}" n{the(self.what)}')

    def text(self, key: str, most: int = 4096) -> str:
        """A text that must be there."""
        value = self.maybe(key)
        if value is None:
            if key not in self.nodes:
                self.missing(key)
            return ""
        if not value:
            self.wrong(key, f'"{key}" está vazio n{the(self.what)}; escreva assim: {key}: {self.keys[key]}')
        elif len(value) > most:
            self.wrong(key, f'"{key}" n{the(self.what)} tem {len(value)} caracteres; o máximo é {most}')
        return value

    def slug(self, key: str) -> str:
        """An id: lower-case letters, digits, hyphens and underscores."""
        value = self.text(key)
        if value and not _ID.fullmatch(value):
            self.bad(key, value, "tem letra maiúscula, acento ou espaço")
        return value

    def digits(self, key: str) -> str:
        """A platform's id: digits only, kept as text."""
        value = self.text(key)
        if value and not value.isdecimal():
            self.bad(key, value, "não é um número de identificação da Meta, só com algarismos")
        return value

    def link(self, key: str) -> str:
        """An address that begins with https://."""
        value = self.text(key)
        if value and not re.fullmatch(r"https://[^\s/]+\.[^\s/]+(/\S*)?", value):
            self.bad(key, value, "não é um endereço que comece com https://")
        return value

    def price(self, key: str) -> int:
        """A price that must be there, in centavos and above zero."""
        if key not in self.nodes:
            self.missing(key)
            return 0
        return self.maybe_price(key) or 0

    def maybe_price(self, key: str) -> int | None:
        """A price in centavos, or None when it is not there or is wrong."""
        value = self.maybe(key)
        if value is None:
            return None
        centavos = parse_reais(value)
        if not centavos:
            self.bad(key, value, "não é um preço", _as_reais(value))
        return centavos

    def whole(self, key: str, least: int = 0, most: int = 1_000_000, default: int | None = None) -> int:
        """A whole number within its limits."""
        if default is not None and key not in self.nodes:
            return default
        value = self.text(key)
        if not value:
            return least
        if not (value.isascii() and value.isdecimal() and least <= int(value) <= most):
            self.bad(key, value, f"não é um número inteiro de {least} a {most}")
            return least
        return int(value)

    def yes(self, key: str, default: bool = False) -> bool:
        """`sim` or `não`."""
        value = self.maybe(key)
        if value is None:
            return default
        if value.casefold() not in _YES:
            self.bad(key, value, "não é sim nem não", "sim")
        return _YES.get(value.casefold(), default)

    def one_of(self, key: str, options: Iterable[str], default: str | None = None) -> str:
        """One word of a closed list."""
        value = default if default is not None and key not in self.nodes else self.text(key)
        if value and value not in (known := tuple(options)):
            self.wrong(key, f'{key} "{value}" não existe n{the(self.what)}; {nearest(value, known)}')
        return value or ""

    def variable(self, key: str, default: str = "") -> str:
        """The name of an environment variable; a value that looks like the secret itself is refused, unrepeated."""
        name = self.maybe(key)
        if name is None or _VARIABLE.fullmatch(name):
            return name or default
        self.wrong(
            key, f'"{key}" leva o nome de uma variável de ambiente, nunca o segredo; escreva {key}: {self.keys[key]}'
        )
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text alone counts as a list of one; empty when the key is not there."""
        return tuple(value for value, _ in self.placed(key))

    def placed(self, key: str) -> list[tuple[str, Place]]:
        """A list of texts, each with its place."""
        node = self.nodes.get(key)
        if node is None:
            return []
        items = node.value if isinstance(node, SequenceNode) else [node]
        what = f'"{key}" n{the(self.what)}'
        read = [(scalar(self.findings, self.file, item, what), place_of(self.file, item)) for item in items]
        for value, place in read:
            if value == "":
                self.findings.wrong(place, f"há um item vazio em {what}; apague a linha ou preencha")
        return [(value, place) for value, place in read if value]

    def picks(self, key: str, options: Iterable[str]) -> tuple[str, ...]:
        """A list of words of a closed list."""
        known = tuple(options)
        for value, place in self.placed(key):
            if value not in known:
                self.findings.wrong(place, f'{key} "{value}" não existe n{the(self.what)}; {nearest(value, known)}')
        return self.texts(key)

    def nested(self, key: str) -> list[list[tuple[str, Place]]]:
        """A list whose items are one text or a short list of texts, each text with its place."""
        node = self.nodes.get(key)
        if node is None:
            return []
        what = f'"{key}" n{the(self.what)}'
        found = []
        for item in node.value if isinstance(node, SequenceNode) else [node]:
            inner = item.value if isinstance(item, SequenceNode) and not item.flow_style else [item]
            read = [(scalar(self.findings, self.file, part, what), place_of(self.file, part)) for part in inner]
            found.append([(value, place) for value, place in read if value])
        return [texts for texts in found if texts]

    def free(self, key: str) -> dict[str, str]:
        """A mapping with keys of the owner's choice (lower case, no accents) to texts."""
        node = self.nodes.get(key)
        if node is None:
            return {}
        if not isinstance(node, MappingNode):
            self.wrong(key, f'"{key}" n{the(self.what)} precisa de chaves; escreva assim: {key}: {self.keys[key]}')
            return {}
        found: dict[str, str] = {}
        for name, value in node.value:
            place, kind = place_of(self.file, name), str(name.value)
            text = scalar(self.findings, self.file, value, f'"{kind}" n{the(self.what)}')
            if not _ID.fullmatch(kind):
                self.findings.wrong(place, f'"{kind}" em {key} tem letra maiúscula, acento ou espaço')
            elif kind in found:
                self.findings.wrong(place, f'"{kind}" aparece duas vezes em {key} de {self.what}; deixe um só')
            elif not text:
                self.findings.wrong(place, f'"{kind}" está vazio n{the(self.what)}; apague a linha ou preencha')
            else:
                found[kind] = text
        return found

    def is_text(self, key: str, word: str) -> bool:
        """Whether the value of this key is this one word."""
        node = self.nodes.get(key)
        return isinstance(node, ScalarNode) and str(node.value).strip() == word

    def refer(self, key: str, kind: str) -> str | None:
        """The id of something defined elsewhere; checked when all files are read."""
        value = self.maybe(key)
        if value:
            self.findings.references.append(Reference(kind, value, self.at(key), self.what))
        return value or None

    def refer_all(self, key: str, kind: str) -> tuple[str, ...]:
        """A list of ids of things defined elsewhere."""
        for value, place in self.placed(key):
            self.findings.references.append(Reference(kind, value, place, self.what))
        return self.texts(key)

    def inner(self, key: str, what: str, keys: Mapping[str, str]) -> Entry | None:
        """The mapping under this key."""
        node = self.nodes.get(key)
        return None if node is None else Entry(self.findings, self.file, node, what, keys)

    def entries(self, key: str, what: str, keys: Mapping[str, str]) -> list[Entry]:
        """The list of mappings under this key."""
        node = self.nodes.get(key)
        if node is None:
            return []
        if not isinstance(node, SequenceNode):
            self.wrong(key, f'"{key}" precisa ser uma lista: comece cada {what} com um hífen ("- ")')
            return []
        return [Entry(self.findings, self.file, item, what, keys) for item in node.value]


def place_of(file: str, node: Node) -> Place:
    """The place where a node begins."""
    return Place(file, node.start_mark.line + 1)


def scalar(findings: Findings, file: str, node: Node, what: str) -> str | None:
    """The text of a node exactly as written (no YAML types); None, noted, when it is no text."""
    if isinstance(node, ScalarNode):
        return str(node.value).strip()
    braces = isinstance(node, CollectionNode) and node.flow_style
    hint = NEEDS_QUOTES if braces else "apague os hífens ou as chaves de dentro"
    findings.wrong(place_of(file, node), f"{what} precisa ser um texto só; {hint}")
    return None


def _as_reais(value: str) -> str | None:
    """The price that was probably meant by "89.9" or "R$89,9"."""
    match = re.fullmatch(r"(?:R\$\s*)?(\d+)[.,](\d{1,2})", value)
    if match is None or not int(match[1] + match[2]):
        return None
    return reais(int(match[1]) * 100 + int(match[2].ljust(2, "0")))
