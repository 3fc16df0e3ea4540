"""Numbers that nothing has claimed: sizes, counts and hours may stay, a bare figure that could be money may not."""

from __future__ import annotations

import re

from central.core.guard.said import Said

_NUMBER = re.compile(r"(?<![\d.,a-z])(\d+(?:[.,]\d+)*)(?!\d)")
_UNIT = re.compile(
    r"(?:[ -]?(?:a|ou|e|ate|por|x|-)[ ]?\d+(?:,\d+)?)?[ \n]?(?:ml|l|lts?|litros?|g|gr|gramas?|kg|quilos?|mg|mcg|"
    r"cm|mm|m|m2|metros?|km|oz|mah|v|w|hz|gb|polegadas?|"
    r"anos?|gotas?|fios?|minutos?|min|segundos?|h|hs|hrs|º|graus|%|x|em 1)(?![a-z])"
)
_NOUN = re.compile(
    r"[ \n-]*(?!(?:reais|conto|pila|no|na|a|e|ou|mas|com|sem|pra|pro|so|hoje|cada|de|"
    r"temos|tenho|tem|voce|eu|se|que|ele|ela|esta|ta|fica|sai|quer|pode|me|te)\b)[a-z]{2,}"
)
_COUNTED = re.compile(
    r"[ \n-]*(?!(?:reais|apenas|mais|menos|depois|antes|mas|certinhos|redondos|cravados|limpos|exatos|fechados|nos|"
    r"das|temos|pois|tras|nas|"
    r"dos|as|os|vezes)\b)(?:[a-z]+s|mil|em|por|nao)\b"
)
"""What follows a count of more than one: a word in the plural."""
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-4])(?::[0-5]\d|h(?:[0-5]\d)?)(?!\d)")
_DATE = re.compile(r"(?<!\d)[0-3]?\d/[01]?\d(?:/\d{2,4})?(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SIZED = re.compile(r"\b(?:aros?|numeracao|numeros?|tamanhos?|tam|calibre|bitola|grade)[ :=º#-]*$")
_YOURS = re.compile(r"\b(?:seu|sua|voce|vc|usa|veste|calca|se|nao)\b")
_GREETED = re.compile(r"\b(?:feliz|turma|prova|carnaval|natal)\b|\?")
"""What is said of a year that is none of the product's."""
_HOUR_BEFORE = re.compile(r"\b(?:as|das|ate as|pelas|a|e)[ ]*$")
_PLACE_BEFORE = re.compile(
    r"(?<![a-z])(?:tamanhos?|tam|numeracao|numeros?|manequim|cep|codigo|pedido|turma de|aro|canal|serie|capacidade|"
    r"dia|dias|"
    r"item|itens|opcao|passo|etapa|idade|"
    r"capitulo|artigo|art|lei|linha|modelo|versao|nivel|grau|top|n|nº|sala|loja|rua|av|quadra|bloco|apto|casa|"
    r"calco|visto|uso|pagina|fator|fps|spf|uv\w?|vitamina|kit|os|as|do|ao|p|m|g|pp|gg)[ :=º#-]*$"
)
_SIZES_BEFORE = re.compile(r"\b(?:tamanhos?|tam|numeracao|manequim|numeros?|veste|calca)\b[^.!?]{0,30}$")
_SIZES_ASKED = re.compile(r"\b(?:tamanho|numeracao|manequim|numero)\b[^.!]{0,20}\?[ \n\d,ou]*\Z")
_ROUND = re.compile(r" ?(?:cravad|redond|fechad|certinh|limp|exat|conto|pila|mango|real|reais)")
"""What follows a figure that is money."""
_NEAR = 60
_SIZE_DIGITS = 2
_LIST_HEAD = re.compile(r"(?:^|\n)[ ]*$")
_AFTER_NAME = re.compile(r"\x01[ ]*[:=–-]+[ ]*$")
OF_THE_BODY = re.compile(
    r"\b(?:com|seus?|suas?|tendo|voce tem) (\d{2,3}) ?(?:cm )?de (?:busto|cintura|quadril|altura|manequim|coxa)\b"
)
"""A measure of the lead's own, said back."""
_SIGN = re.compile(r"[+x=]")
_CODE = re.compile(r"\b(?:pedido|cep|protocolo|codigo|nota fiscal)\b")
_LONGEST_PRICE = 4
_ADULT_AGE = "18"
_FEW = 12
_OURS = re.compile(
    r"\b(?:tem|temos|tenho|ha|restam?|sobr\w+|fic\w+|vem|vao|leva|traz|inclui|acompanha|sao|com|de|ja|"
    r"\x01+) (?:[a-z]+ )?$"
)
"""What stands before a count of the product's or the shop's."""


def check(said: Said) -> None:
    """Refuse what could be a price or a figure nobody can vouch for."""
    text = said.text
    for pattern in (_CLOCK, _DATE):
        for match in list(pattern.finditer(text)):
            said.hide(match.start(), match.end())
    for match in _NUMBER.finditer(said.text):
        if not _harmless(said, match):
            said.rule(False, "preco", match.start(), match.end())


def _harmless(said: Said, match: re.Match[str]) -> bool:
    number, at, end = match[1], match.start(), match.end()
    text, before = said.text, said.before(at)
    if _UNIT.match(text, end) or number == _ADULT_AGE:
        return True
    if number.isdigit() and any(int(number) * 100 in g.prices for g in said.goods(at)):
        return True
    if not number.isdigit():
        return any(number in g.texts for g in said.goods(at)) or number in said.facts.words
    if _CODE.search(said.around(at)) and len(number) > _LONGEST_PRICE:
        return True
    if _AFTER_NAME.search(before):
        return _NOUN.match(text, end) is not None
    if (
        (_YEAR.fullmatch(number) and _GREETED.search(said.around(at)) is not None)
        or (_PLACE_BEFORE.search(before) and not _no_such_size(said, match, before))
        or _SIZES_BEFORE.search(before)
        or (
            len(number) <= _SIZE_DIGITS
            and not _ROUND.match(text, end)
            and _SIZES_ASKED.search(text, max(0, at - _NEAR), at)
        )
        or number in said.facts.words.split()
    ):
        return True
    if int(number) <= 24 and _HOUR_BEFORE.search(before):
        return True
    if (
        (_COUNTED.match(text, end) and (int(number) <= _FEW or not _OURS.search(before)))
        or (_NOUN.match(text, end) and int(number) <= _FEW)
        or (_LIST_HEAD.search(before) and int(number) <= 20)
    ):
        return True
    noun = _NOUN.match(text, end)
    if noun is not None and int(number) > _FEW and _OURS.search(before):
        return any(f"{number}{noun[0].strip()}" in g.numbers for g in said.goods(at)) or _in_stock(said, number, at)
    if any(re.search(rf"\b{number}\b", t) for t in (*(g.texts for g in said.goods(at)), *said.facts.told)):
        return True
    if _OURS.search(before) and _in_stock(said, number, at):
        return True
    return int(number) <= _FEW or _part_of_a_sum(said, match) or _stock_listed(said, int(number), at)


def _in_stock(said: Said, number: str, at: int) -> bool:
    return any(int(number) in (g.product.stock, *(v.stock for v, _ in g.options)) for g in said.goods(at))


def _no_such_size(said: Said, match: re.Match[str], before: str) -> bool:
    """Whether a size is said to be there that nothing spoken of comes in, though it comes in numbers."""
    if _SIZED.search(before) is None or _YOURS.search(before) or "?" in said.after(match.end()):
        return False
    names = [v.name for g in said.goods(match.start()) for v, _ in g.options]
    return any(c.isdigit() for name in names for c in name) and not any(
        re.search(rf"\b{match[1]}\b", text) for text in (*names, *(g.texts for g in said.goods(match.start())))
    )


def _part_of_a_sum(said: Said, match: re.Match[str]) -> bool:
    """Whether it is a price beside a sign of adding or multiplying: "(749 + 2 x 219)"."""
    near = said.full[max(0, match.start() - 3) : match.start()] + "|" + said.full[match.end() : match.end() + 3]
    if _SIGN.search(near) is None:
        return False
    ids = said.facts.own.union(*(m.ids for m in said.mentions))
    return any(int(match[1]) * 100 in g.prices for id in ids if (g := said.facts.goods(id)) is not None)


def _stock_listed(said: Said, number: int, at: int) -> bool:
    """Whether it goes on with a list of stock: "da capa dura tenho 3; da brochura, 24"."""
    told = any(v.kind == "estoque" and v.allowed for v in said.verdicts)
    return told and any(v.stock == number for g in said.goods(at) for v, _ in g.options)
