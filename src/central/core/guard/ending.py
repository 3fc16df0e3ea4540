"""Where a sentence ends though no sign was written: behind an emoji, before a new beginning in capitals."""

from __future__ import annotations

import re

_PICTURE = "[\u2190-\u21ff\u2300-\u2bff\U0001f000-\U0001faff]"
_AFTER_PICTURE = re.compile(rf"(?<!\d)({_PICTURE}[\ufe0e\ufe0f\u200d]*) +(?=[A-ZÀ-Ý](?:[a-zà-ÿ]| [a-zà-ÿ]))")
_OPENERS = (
    "Não Nunca Depois Isso Que Obrigada Obrigado Oi Olá Entre Assim "
    "Quer Queria Posso Pode Podemos Prefere Preferem Fecho Fechamos Fica Ficou Ficamos Qual Quais Quanto Quantos "
    "Quantas Quando Como Onde Vamos Bora Topa Alguma Algum Precisa Deseja Gostaria Gostou Curtiu Faz Me Te Já Você Vc "
    "Seu Sua Se Para Pra Por Ele Ela Esse Essa É E Mas Tem Temos Vou Conta Manda Combinado Serve Só Sobre Aqui"
)
_BEGINS_ANEW = re.compile(
    rf"(?:(?<=[a-zà-ÿ\d%])|(?<=[A-Z][A-Z])) (?=[A-ZÉ])(?=(?:{'|'.join(_OPENERS.split())}) [a-zà-ÿ])"
)
_NEW_LINE = re.compile(r"(?<=[A-Za-zÀ-ÿ]) ?\n+(?=[A-ZÀ-Ý][a-zà-ÿ]| ?[AOÉ] [a-zà-ÿ])")
_FILLERS = re.compile(
    r"\b(?:(?:olha|veja|ve|escuta|ouve|vem ver|repara) so(?= ?[:,!])|"
    r"(?:pode deixar|pode ficar tranquil[oa])(?= ?[,!.]))"
)


def ended(text: str) -> str:
    """The text with a line end where a sentence ends unsaid.

    >>> ended("É de lã 😊 Quer ver"), ended("sai hoje Posso ajudar?"), ended("O preço do Tênis Boa Vista")
    ('É de lã 😊\\nQuer ver', 'sai hoje\\nPosso ajudar?', 'O preço do Tênis Boa Vista')
    """
    if not text.isascii():
        text = _AFTER_PICTURE.sub(r"\1\n", text)
    if "\n" in text:
        text = _NEW_LINE.sub(";\n", text)
    return _BEGINS_ANEW.sub("\n", text)


def without_fillers(text: str) -> str:
    """Plain text with spaces for what only opens a sentence: "olha só:", "pode deixar,".

    >>> without_fillers("olha so: 2 ficam")
    '       : 2 ficam'
    """
    if " so" not in text and "pode " not in text:
        return text
    return _FILLERS.sub(lambda match: " " * len(match[0]), text)
