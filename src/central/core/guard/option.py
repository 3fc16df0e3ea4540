"""How a text names a variant: by its whole name, or by a part of it that not every variant has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from central.core.selling.catalog import Variant

_LETTERED = re.compile(r"tamanho ([a-z]{1,2})")
_MEASURE = re.compile(r"(\d+) (?:ml|l|g|kg|cm|mm|m|w|v|litros|quilos|metros|polegadas)")
_MEASURED = re.compile(r"(\d+(?:,\d+)?) ?(ml|l|kg|g|cm)\b")
_THE = ("o", "no", "do", "ao", "um", "os", "a", "na", "da", "uma", "as", "2", "frasco", "vidro", "pote", "pacote")
"""What stands before a measure without its unit: "o de 30"."""
_SPELLED = {"kg": "quilo", "l": "litro", "g": "grama"}
_SIZED = ("tamanho", "tam", "numero", "o", "a", "no", "na", "do", "da", "os", "as", "um", "uma", "em")
_FEMALE = ("a", "na", "da")
_SHORTEST = 3
_EMPTY = frozenset("com sem para pra por dos das nos nas cor tom tamanho opcao sabor aroma modelo kit mais".split())

Variants = tuple[Variant, ...]


def phrases(name: str) -> tuple[str, ...]:
    """What names a variant in full, its (canonical) name being: also without the space of a measure, and with a word
    for a bare size.

    >>> phrases("m"), phrases("azul")
    (('tamanho m', 'tam m', 'no m', 'o m', 'numero m', 'do m', 'a m', 'na m', 'da m', 'em m'), ('azul',))
    """
    if not name:
        return ()
    if name.isdigit():
        return (name,)
    if len(name) <= 2:
        return tuple(f"{before} {name}" for before in ("tamanho", "tam", "no", "o", "numero", "do", *_FEMALE, "em"))
    if (letter := _LETTERED.fullmatch(name)) is not None:
        return (name, *(f"{before} {letter[1]}" for before in ("tam", "o", "no", "do", "numero", *_FEMALE)))
    if (measure := _MEASURE.fullmatch(name)) is not None:
        return (name, name.replace(" ", ""), *(f"{before} de {measure[1]}" for before in _THE))
    return (name, name.replace(" ", "")) if " " in name else (name,)


def parts(variants: Iterable[Variant], canonical: Callable[[str], str]) -> tuple[tuple[str, Variants], ...]:
    """Each phrase for a part of a variant's name with the variants that have it, where others have not.

    >>> small, large = Variant("a", "250 g moído", 1), Variant("b", "1 kg em grãos", 1)
    >>> [phrase for phrase, found in parts((small, large), lambda t: t.replace("í", "i").replace("ã", "a"))][:4]
    ['250 g', '250g', '250 gramas', 'moido']
    """
    found: dict[str, list[Variant]] = {}
    every = tuple(variants)
    for variant in every:
        for phrase in dict.fromkeys(_parts(canonical(variant.name))):
            found.setdefault(phrase, []).append(variant)
    return tuple((phrase, tuple(having)) for phrase, having in found.items() if len(having) < len(every))


def _parts(name: str) -> list[str]:
    said: list[str] = []
    for number, unit in _MEASURED.findall(name):
        said += [f"{number} {unit}", f"{number}{unit}"]
        if unit in _SPELLED:
            said.append(f"{number} {_SPELLED[unit]}{'' if number == '1' else 's'}")
        if number == "1" and unit in ("kg", "l"):
            said.append(_SPELLED[unit])
    words = re.findall(r"[a-z]+|\d+", _MEASURED.sub(" ", name))
    for word in words:
        if len(words) > 1 and (word.isdigit() or (len(word) < _SHORTEST and word not in _EMPTY)):
            said += [f"{before} {word}" for before in _SIZED]
        if len(word) >= _SHORTEST and word.isalpha() and word not in _EMPTY:
            said += _inflected(word)
    return said


def _inflected(word: str) -> list[str]:
    """A word in both genders and numbers: "preta" is also "preto", "pretas", "pretos"."""
    other = {"a": "o", "o": "a"}.get(word[-1])
    forms = [word] if other is None else [word, word[:-1] + other]
    return [*forms, *(f"{form}s" for form in forms if not form.endswith("s"))]
