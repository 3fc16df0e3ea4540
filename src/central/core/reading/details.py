"""Which of a product's details a question is about, by its words: what it is made of, how it is used, its measures."""

from __future__ import annotations

from central.core.reading.expressions import known

_DETAILS = {
    "composicao": known(
        r"""
        \b(?:couro|corino|ouro|folhead[oa]|banhad[oa]|prata|latao|aco|inox|seda|algodao|linho|viscose|poliester|crepe|
        cetim|sintetic[oa]|tecido|pano|material|materia prima|forrad[oa]|acidos?|vitaminas?|parabenos?|sulfatos?|alcool|
        silicone|petrolat\w+|glicerina|retinol|niacinamida|colageno|queratina|ureia|formula|ingredientes?|composicao|
        vegan[oa]|estica\w*|elastan\w*|elastic\w+|cede|laceia|niquel|corantes?|conservantes?|quimicas?|notas|cheir\w+|
        fragrancia)\b|\b(?:e|eh|seria) (?:mais |muito |um cheiro |um pouco |bem )?(?:doce|docinh[oa]|citric[oa]|floral|
        amadeirad[oa]|adocicad[oa]|enjoativ[oa]|frutad[oa])\b|
        \b(?:o que|que que|oque|que) (?:e que )?(?:tem|vai|leva|vem|inclui)\b (?:\w+ )?(?:dentro|nel[ea]|ness[ea]|nisso|
        no kit|na caixa|no conjunto)|
        \bfeit[oa] (?:de|com)\b|\bde que (?:e|sao)\b
        """
    ),
    "uso": known(
        r"""
        \b(?:us[oa]r?|passo|passar?|aplic[oa]r?|poe|ponho) (?:\w+ ){0,3}(?:noite|dia|manha|tarde|antes|depois|banho|
        quando|dormir|molhad[oa]|sec[oa])\b|\bde (?:noite|dia|manha) ou (?:de )?(?:noite|dia|manha)\b|
        \b(?:como|quando|onde) (?:e que |se |eu |que )?(?:us|pass|aplic|lav)\w+|
        \bquantas vezes (?:eu |se |que )?(?:us|pass|aplic|lav|por (?:semana|dia)|na semana|ao dia)\w*|
        \b(?:us[oa]|pass[oa]|aplic[oa]) quantas vezes\b|
        \bquanto tempo (?:eu |se |que |ele |ela )?(?:deix|fica|ag[ei]|esper)\w*|
        \bmodo de us|
        \b(?:pode|posso|da para) (?:lavar|molhar|passar ferro|por na maquina)\b|\bna maquina\b|\benxagu\w+
        """
    ),
    "medidas": known(
        r"""
        \bcabe[mr]?\b|\bcaberia\b|\b(?:largura|altura|comprimento|profundidade|diametro|medidas?|busto|cintura|quadril|
        numeracao|centimetros?|cm)\b|\bquantos? (?:ml|gramas|g|litros)\b|\bpesa\b|\b(?:e|eh) (?:grande|pequen[oa]|
        gigante|mini)\b|\bque tamanho\b|\btamanho de que\b|\bdo tamanho d\w+ que\b
        """
    ),
}
SLOT = {"composicao": "composicao", "uso": "uso", "medidas": "tamanho"}
"""The detail of the catalogue that a script of this name tells."""


def detail_asked(said: str) -> str | None:
    """The script that tells what is asked; `said` is folded, with abbreviations written out.

    >>> detail_asked("e couro de verdade?"), detail_asked("uso de noite ou de dia"), detail_asked("cabe um tablet?")
    ('composicao', 'uso', 'medidas')
    >>> detail_asked("quanto custa?")
    """
    return next((script for script, words in _DETAILS.items() if words.heard(said)), None)
