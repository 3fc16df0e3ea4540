"""What a reader sees: the disguises of writing undone, so that one figure and one word have one spelling."""

from __future__ import annotations

import re
import unicodedata

_DASHES, _QUOTES = "‐‑‒–—―−﹣", "‘’‚‛“”„«»´"
_LOOKALIKES = dict(
    zip("абвгдеёзікмнопрстухусԁіјѕһԛԝѵαβγεηικμνορτυχω", "abbrдeesikmhonpctyxycdijshqwvabyenikuvoptuxw", strict=False)
)
_SPECIAL: dict[str, str] = {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_QUOTES, '"'),
    **dict.fromkeys("*~`", ""),
    **dict.fromkeys("ºª°", "º"),
    "\n": "\n",
    "\r": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "½": " metade ",
    "×": "x",
    "✖": "x",
    "❌": " ",
    "⁄": "/",
    "∕": "/",
    "٫": ",",
    "‚": ",",
    "、": ",",
    "。": ".",
    "٪": "%",
    "🆓": " gratis ",
    "🔟": "10",
    "💯": " 100% ",
    "➕": "+",
    "➗": "/",
    "🟰": "=",
}
_LETTER_BLOCKS = (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)
_SMALL = "⁰¹²³⁴⁵⁶⁷⁸⁹"


class _Table(dict[int, str]):
    """How each character is read; learnt once a character."""

    def __missing__(self, code: int) -> str:
        self[code] = seen = _seen(chr(code))
        return seen


def _seen(char: str) -> str:
    if char in _SPECIAL:
        return _SPECIAL[char]
    for first in _LETTER_BLOCKS:
        if first <= ord(char) < first + 26:
            return chr(ord("a") + ord(char) - first)
    if char.isspace():
        return " "
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if unicodedata.category(char) in ("Cf", "Mn", "Me", "Cc"):
        return ""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    bare = "".join(_LOOKALIKES.get(c, c) for c in bare if not unicodedata.combining(c))
    return bare if bare.isascii() else " "


_TABLE = _Table()


class _Shown(dict[int, int | None]):
    """Each character, or None for one that nobody sees; learnt once a character."""

    def __missing__(self, code: int) -> int | None:
        self[code] = found = None if unicodedata.category(chr(code)) == "Cf" else code
        return found


_SHOWN = _Shown()
_SUPERSCRIPT = re.compile(rf"(?<=\d)[{_SMALL}]{{2}}(?![{_SMALL}])")
_SPACED_DIGITS = re.compile(r"(?<![\d.,/:-])\d(?: \d)+(?: ?, ?\d(?: ?\d)?)?(?![\d/:x%])|(?<=\d),\d \d(?!\d)")
_SPACED_LETTERS = re.compile(r"(?<![a-z\d])(?:[a-z]([ .-]))(?:[a-z]\1){2,}[a-z](?![a-z\d$])")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_ODD_ZERO = re.compile(r"(?<=\d)o+(?=[\d,.\s%!?x]|$)(?! lugar)")
_ODD_ONE = re.compile(r"(?<![a-z\d])[li](?=\d)")
_LEET = re.compile(r"(?<![a-z\d@.])[a-z]+(?:[013457@$][a-z013457@$]*)+(?![\w.]*\.[a-z])")
_LEET_LETTERS = str.maketrans("013457@$", "oieastas")
_WORDS = re.compile(r"[a-z0-9@$]+")
_FEW = 4
_SPLIT_CENTS = re.compile(r"(?<=\d) ?\n ?,(?=\d\d(?!\d))")
_SPACES = re.compile(r" {2,}| ?\n[ \n]*")


def plain(text: str) -> str:
    """Lower case, no accents, no invisible characters; look-alike, full-width, keycap and spaced digits are digits.

    >>> plain("Ｒ＄ ８9️⃣,9 0 no PIX​"), plain("Sai  g r á t i s")
    ('r$ 89,90 no pix', 'sai gratis')
    """
    if not text.isascii():
        text = _SUPERSCRIPT.sub(lambda m: "," + m[0], text)
    seen = text.translate(_TABLE)
    words = _WORDS.findall(seen)
    lone = "".join([word for word in words if len(word) == 1])
    if len(lone) >= _FEW:
        seen = _SPACED_LETTERS.sub(lambda m: m[0].replace(m[1], ""), seen)
    if "  " in seen or "\n" in seen:
        seen = _SPACES.sub(lambda m: "\n" if "\n" in m[0] else " ", _SPLIT_CENTS.sub(",", seen))
    if lone and not lone.isalpha():
        seen = _SPACED_DIGITS.sub(lambda m: m[0].replace(" ", ""), seen)
    if "@" in seen or any(not (word.isalpha() or word.isdigit()) for word in words):
        seen = _ODD_ZERO.sub(lambda m: "0" * len(m[0]), _ODD_ONE.sub("1", seen))
        seen = _LEET.sub(_letters, seen)
    return _STRETCHED.sub(r"\1", seen).strip()


def shown(text: str) -> str:
    """The letters as they were written, without the characters that nobody sees.

    >>> shown("R$\u200b 10")
    'R$ 10'
    """
    return text if text.isascii() else text.translate(_SHOWN)


def _letters(match: re.Match[str]) -> str:
    """A word with figures for letters is that word; a code or a measure stays as it is."""
    word = match[0].translate(_LEET_LETTERS)
    return word if word in _DISGUISED else match[0]


_DISGUISED = frozenset(
    "desconto descontinho gratis garantia garanto garantido cura brinde frete pix promocao cupom oferta parcela "
    "parcelas reais estoque restam entrega amanha hoje chave milagre elimina reservado enviado metade graca".split()
)
