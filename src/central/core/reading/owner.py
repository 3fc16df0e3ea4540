"""Whose number it is: who died, or had it before, is not to be written to any more.

All look at folded words with abbreviations written out (`spelling.spelled`).
"""

from __future__ import annotations

from central.core.reading.expressions import known

_WRITTEN_TO = (
    r"(?:mensage\w+|mensajes?|ofertas?|promoc\w+|propagandas?|publicidade\w*|anuncios?|mandando|mandam|mandem|manden|"
    r"enviam|enviem|enviando|envian|enviar|mandar|chegando|recebendo|recebo|recebe|tocando|insist\w+|apita\w*|escrev\w+)"
)
_GONE = known(
    r"""
    ^(?=.*\b(?:falec\w+|finad[oa]|obito|morreu|partiu|viuv\w*|luto|murio|fallecio)\b)(?=.*\b(?:<written>|numero|
    telefone|telefono|celular|chip|linha|contato)\b)

    ^(?=.*\b(?:antig[oa] don[oa]|outr[oa] don[oa]|nov[oa] don[oa]|novo titular|nova titular|don[oa] anterior|
    pessoa errada|(?:numero|chip|telefone|celular|linha|whatsapp|aparelho) (?:agora |hoje |ja )?(?:e|ficou) (?:so )?meu|
    (?:numero|chip|telefone|celular|linha|whatsapp) (?:ja )?nao (?:e|pertence|eh) (?:mais )?(?:d[aoe]s?|a[o]?|dess\w+)|
    (?:nao sou|aqui nao e) (?:mais )?(?:a|o|quem) (?!client|don[ao]|unic|mesm|primeir|melhor|tip)\w+|ya no es de)\b)
    (?=.*\b(?:<written>|
    toda hora|todo dia|tir\w+|apag\w+|exclu\w+|remov\w+|elimin\w+)\b)
    """,
    {"written": _WRITTEN_TO},
)
_BOUGHT = known(
    r"\b(?:pedidos?|encomendas?|entregas?|rastreio|boleto|reembols\w+|estorn\w+|trocar|desconto|presente)\b"
)


def is_gone(said: str) -> bool:
    """Whether the messages go to somebody who died or who has the number no longer, and nothing was bought.

    >>> is_gone("minha mae faleceu e o celular dela recebe oferta"), is_gone("o antigo dono recebia, tirem o numero")
    (True, True)
    >>> is_gone("meu marido faleceu, quero cancelar o pedido dele"), is_gone("aqui nao e o joao")
    (False, False)
    >>> is_gone("nao sou da capital, voces mandam por onibus?")
    False
    """
    return _GONE.heard(said) and not _BOUGHT.heard(said)
