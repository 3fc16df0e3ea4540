"""Words by which people ask that something cease, and by which they deny: without them nobody asks for silence.

Both look at folded words with abbreviations written out (`spelling.spelled`).
"""

from __future__ import annotations

from central.core.reading.expressions import known

_CEASING = known(
    r"""
    [🛑⛔🚫🔕🔇📵]|\b(?:chega|basta|deu ne|ja deu|some|paz|lista|opt|stop|exit|anul\w*|poup\w*|anpd|um tempo|lgpd|
    procon)\b

    \bpar(?:e|em|ar|o|ou|arem|ando|asse|assem)\b|\bpara+(?= (?:de|d|com|ai|ja|logo|por|pelo|uai)\b|[ ,.!]*$|[,.!])

    \b(?:cancel|bloque|block|bloc|desca|desin|desativ|desvinc|deslig|unsub|spam|sosse|quiet|deix|larg|esque|encerr|
    interr|interromp|cess|denunc|autoriz|consent|perturb|incomod|importun|ench|insist|desist|vaz|sum|revog|opo|cort|
    dispens|chat|inferniz|afast|suspend|invasiv|baja|borr|dej|silenci|mut|tir|remo|exclu|apag|retir|delet|risc|risq|
    desabilit|desgrud|desapeg|desencan|falec|finad|obito|inexist|blacklist|semancol|ranco|registr?o|ficha|acab|desfa|
    finaliz|termin|unfollow|persist|matraca|process|descontinu|delegacia|anatel|queixa|
    elimin|sai|sac|cans|erra|erre|recus|declin|paus|advogad|justica|barr|vet|fart|satur|enjo|aborrec|irrit|amol|
    atazan|azucrin|intrus|privacidade|mute)\w*|\bquem (?:te |lhe |voces )?(?:passou|deu|autorizou)\b|\b0 interesse\b|
    \b(?:baixa|ponto final|cal[ae]|zero interesse|sem interesse|dou parte|juizado|se (?:mandar|vier|chegar)|paren|
    des[cs][ae] do meu|remocao|se (?:\w+ ){0,3}continu\w*|continu\w* (?:me |nos |a |com ){0,2}(?:mand\w+|envi\w+|
    receb\w+|cham\w+|ligando|ess[ea]s?|isso))\b
    """
)
_DENYING = known(
    r"""
    \b(?:nao|num)\b(?! (?:entend|compreend|captei|saquei|peguei|sei\b|sabia|lembr|vi\b|conhec|acredit|consig|consegu))

    \b(?:nem|nunca|jamais|sem|ninguem|nada|fim|fora|longe)\b|\bno (?:me|nos|quier\w*|dese\w+|mand\w+|envi\w+|escrib\w+|
    llam\w+|molest\w+|insist\w+|mas)\b
    """
)


def names_ceasing(said: str) -> bool:
    """Whether some word is one of those by which people ask for silence, not a mere "não"."""
    return _CEASING.heard(said)


def denies(said: str) -> bool:
    """Whether the words say "não" to something, in one way or another."""
    return _DENYING.heard(said)
