"""Signs that a lead is beside themselves: insults, threats of Procon or court, a robot they are tired of, grief."""

from __future__ import annotations

from central.core.reading.expressions import known

_ANGER = known(
    r"""
    \b(?:vou (?:no|ao|pro|para o|acionar o|chamar o|procurar o)? ?procon|reclam\w+ no procon|processar (?:voces|a loja|
    essa loja|essa empresa)|vou processar|(?:meu|minha) advogad[oa]|no reclame ?aqui|vou denunciar|
    vou expor (?:voces|a loja|essa loja|isso|tudo)|boletim de ocorrencia)\b|
    \b(?:golpistas|bando de \w+|estelionat\w+|picaretas|fdp|filh[oa] da puta|filhos da puta|vai (?:se foder|
    tomar no cu|pro inferno|a merda)|vtnc|vsf|(?:voces|vcs) sao (?:uns |umas |um )?(?:lixo|merda|ladroes|golpistas|
    incompetentes|palhacos|bandidos|porcarias?|vergonha|bosta)|sua (?:burra|idiota|inutil|imbecil|desgracada)|
    seu (?:burro|idiota|inutil|
    imbecil|desgracado)|robo (?:burro|idiota|inutil|do inferno)|(?:que|uma) palhacada|falta de respeito|(?:estou|to|
    fiquei|ja to|ja estou) (?:muito |super |mto )?(?:furios[oa]|revoltad[oa]|put[oa] da vida|indignad[oa]|irritad[oa]|
    de saco cheio)|pessimo atendimento|ninguem (?:me )?(?:atend\w+|respond\w+)|
    atendimento (?:pessimo|horrivel|lixo|de merda)|loja (?:lixo|de merda)|cansei
    (?:de falar com|desse|dessa) (?:robo|maquina)|ja (?:falei|disse|perguntei|mandei|expliquei) (?:mil|trocentas|
    quinhentas|varias|mais de \d+|[3-9]|\d\d+) vezes)\b
    """
)


def is_angry(said: str) -> bool:
    """Whether a person should answer instead of more selling. `said` is folded words with abbreviations written out.

    >>> is_angry("voces sao uns golpistas, vou no procon"), is_angry("ja falei mil vezes que nao chegou")
    (True, True)
    >>> is_angry("isso nao e golpe nao ne?"), is_angry("sou advogada, preciso de um batom discreto")
    (False, False)
    """
    return _ANGER.heard(said)


_THREAT = known(
    r"""
    \b(?:procon|anatel|anpd|cnpd|juizado|delegacia|policia|boletim|queixa|advogad[oa]|processo|justica|vou processar|
    consumidor ?gov|(?:vou|irei|posso) (?:acionar|expor|processar|denunciar voces)|medidas (?:legais|
    judiciais|cabiveis)|providencias (?:legais|judiciais)|assedio|crime|autos)\b
    """
)


def threatens(said: str) -> bool:
    """Whether the words set the law or the public on who goes on writing.

    >>> threatens("se mandar de novo eu vou na delegacia"), threatens("nao mandem mais, vou bloquear")
    (True, False)
    """
    return _THREAT.heard(said)


_GRIEF = known(
    r"""
    \b(?:falec\w+|finad[oa]|obito|luto|enlutad[oa]|viuv\w*|aborto|depress\w+|alzheimer|(?:perdi|perdemos) (?:o |a |um |
    uma )?(?:meu |minha |nosso |nossa )?(?:bebe|filh\w+|mae|pai|marido|espos[oa]|irma\w*|avo|cachorr\w+|gat\w+)|
    (?:mae|pai|marido|espos[oa]|filh[oa]|irma|irmao|avo|tia|tio|cachorr\w+|gatinh[oa]|velho|velha) (?:
    morreu|partiu|se foi))\b
    """
)


def grieves(said: str) -> bool:
    """Whether the words tell of a death, or of an illness of the mind.

    >>> grieves("meu esposo partiu em agosto"), grieves("o creme acabou")
    (True, False)
    """
    return _GRIEF.heard(said)
