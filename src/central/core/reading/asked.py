"""Plain questions for facts, seen by their words wherever they stand: besides what a burst is about."""

from __future__ import annotations

import re
from functools import lru_cache

from central.core.reading.expressions import known
from central.core.text import LATELY

_ASKED = {
    "preco": known(
        r"""
        \bquanto (?:e|eh|que e|custa|custam|esta|estao|sai|saem|fica|ficam|vale|seria|cobra\w*|estas|
        pago)\b(?! o frete|
        a entrega)|\b(?:qual|quais) (?:e |eh |o |os |seria )*(?:preco|valor|valores|precos)\b|\bpreco\?|\bvalor\?|
        \b(?:me )?(?:passa|manda|diz|fala|informa) (?:o |os )?(?:preco|valor|precos|valores)\b|\be (?:o )?preco\b|
        \b(?:custa|sai|fica|vale|esta|sairia|ficaria|sao) (?:por |a |em )?quanto\b|
        \bate (?:r\$ ?|uns |no maximo )?\d{2,3} (?:reais|conto|pila)\b|\bcuanto (?:cuesta|sale|vale)\b|\bhow much\b|
        (?<![🚚🚛🛵📦🛻])[💰💸💲🤑💵💴💶💷🪙🏷]\ufe0f? ?[?❓❔👀]|[?❓👀] ?[💰💸💵💲]|^[💰💵💲🏷]\ufe0f?$

        (?<!esse )(?<!bom )(?<!pelo )(?<!baita )(?<!otimo )(?<!por )(?<!com )\b(?:preco|valor)\b(?! (?:bom|otimo|
        baixo|justo|
        alto|salgado|absurdo|muito|esta|e bem|de custo|de mercado|do frete|da entrega|total|diferente|cheio|mesmo))
        """
    ),
    "prazo": known(
        r"""
        \b(?:quanto tempo|quantos dias) (?:\w+ ){0,4}(?:chega\w*|entreg\w*|demora\w*|leva\w*|recebe\w*)|
        [⏰⏳⌛📅🗓⏱]\ufe0f? ?[📦🚚📬]?\ufe0f? ?[?❓❔]|📦 ?[⏰⏳⌛📅🗓]|\b(?:chega|chegam|recebo|entregam?) (?:em |
        ate |ai )?(?:quando|quantos dias|que dia)\b|
        (?<!pagar )(?<!pago )(?<!pagamento )(?<!paga )(?<!acertar )
        \bquando (?:\w+ ){0,3}(?:chega|recebo|entrega)\w*|\bprazo\b|\bdemora (?:muito|quanto)\b|\bchega ate\b
        """
    ),
    "frete": known(
        r"""
        \bfrete\b|[🚚🚛🛵📍🛻] ?[💰💸💵💲]|[🚚🚛🛵🛻] ?[?❓❔]|\b(?:entregam?|enviam?|mandam?|envia|
        entrega) (?!(?:\w+ )?(?:fotos?|videos?|audios?|link|imagem|print)\b)(?:\w+ ){0,2}(?:em|para|no|na|aqui|aca) \w|
        \bquanto (?:\w+ ){0,3}(?:entrega|envio)\b|\btaxa de entrega\b
        """
    ),
    "pagamento": known(
        r"""
        💳\ufe0f? ?[?❓❔]|\b(?:da|pode|posso|consigo|tem como|dividem?|divide|aceitam?) (?:\w+ ){0,2}(?:parcel\w*|
        dividi\w*)|
        \bparcela\w*\b|\baceita\w* (?:\w+ ){0,2}(?:cartao|pix|boleto|credito|debito)|
        \b\d{1,2} ?x\b(?! (?:ess[ae]|est[ae]|ja|por|na|no|ao|a|que|mais|neste|nesse)\b)|
        \b\d{1,2} vezes\b(?! (?:por|na|ao))|\bformas? de pagamento\b|\bsem juros\b|
        \b(?:pagar|pago) (?:no|em|com|por|via) (?:pix|boleto|cartao|credito|debito)\b
        """
    ),
    "variacoes": known(
        r"""
        [🎨👗👟👠🌈📏]\ufe0f? ?[?❓❔]|\b(?:quais|que|qual) (?:sao )?(?:as )?(?:cor|cores|tamanhos?|tons|opcoes|
        numeracoes|variacoes|fragrancias)\b|
        \btem (?:\w+ ){0,2}(?:outras? cor(?:es)?|outros? tamanhos?|em outras? cor(?:es)?)\b|\btem que (?:cor|
        tamanho)\w*|
        \be (?:as |os |quais )?(?:cores|tamanhos|tons|opcoes)\b(?! (?:que|eu|eram|sao lind))
        """
    ),
    "garantia": known(
        r"""
        \b(?:tem|da|qual|e a|com|e) (?:\w+ )?garantia\b|\bgarantia de quant\w+|
        \bse (?:eu |ele |ela )?nao (?:servir|gostar|couber|der|prestar|
        ficar)\b|
        \bse (?:ficar|vier|for|chegar|fica|vem) (?:muito )?(?:apertad|grande|larg|pequen|errad|quebrad|curt|
        com defeito|justo)|
        \bdevolv\w+ (?:o )?(?:meu )?dinheiro\b|
        \b(?:posso|pode|da para|consigo) (?:trocar|devolver)\b|\b(?:serve|tem|faz\w*|aceita\w*) troca\b
        """
    ),
}
FACTS = tuple(_ASKED)
_DENIED = re.compile(r"\bnao quero (?:saber )?(?:d[eo]s? |o |a )*$|\bnao e (?:o |a )?$|\bsem ser (?:o |a )?$")


@lru_cache(maxsize=LATELY)
def facts_asked(said: str) -> tuple[str, ...]:
    """The facts a burst asks for; `said` is folded, with abbreviations written out.

    >>> facts_asked("quanto custa e da para parcelar"), facts_asked("nao quero saber do prazo")
    (('preco', 'pagamento'), ())
    """
    return tuple(fact for fact, words in _ASKED.items() if any(not _denied(said, m.start()) for m in words.find(said)))


def _denied(said: str, at: int) -> bool:
    return _DENIED.search(said[max(0, at - 24) : at]) is not None
