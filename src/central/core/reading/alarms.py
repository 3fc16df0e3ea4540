"""Signs that outrank any sale: somebody may need emergency care, or the lead may be under age.

Both look at folded words with abbreviations written out (`spelling.spelled`).
"""

from __future__ import annotations

from central.core.reading.expressions import known

_DANGER = known(
    r"""
    \b(?:falta de ar|sem ar|nao (?:consigo|consegue|to conseguindo|esta conseguindo|estou conseguindo) respirar|
    dificuldade (?:para|de|em) respirar|respirando mal|garganta (?:esta |ta )?(?:fechando|fechou|inchad[ao]|
    inchando)|(?:glote|lingua|boca|rosto|cara|olho|olhos|labios?) (?:esta |ta |todo |toda |ficou |ficaram |estao |
    muito )*(?:inchad[oa]s?|inchou|inchando|incharam)|(?:inchou|inchando) (?:tudo|todo|toda|meu rosto|minha boca|
    minha cara|os olhos|meu olho|a boca)|(?:engoliu|engoli|ingeriu|ingeri|bebeu|bebi|tomou|comeu|lambeu|
    chupou) (?:o |a |um pouco |todo |quase |meio |do |da |de |desse |dessa |meu |minha |esse |
    sem querer )*(?:perfume|creme|serum|oleo|produto|batom|frasco|vidro|gel|hidratante|shampoo|lubrificante|colonia|
    sabonete|tampa|pilha|bateria)|envenen\w*|intoxic\w*|choque anafil\w*|anafil\w*|desmai(?:ou|ei|ando)|convuls\w*|
    convulsion\w*|reacao alergica|alergia forte|alergia horrivel|queimadura|queimou (?:minha|meu|a pele|o rosto|
    tudo|toda)|(?:caiu|pingou|espirrou|entrou) (?:no |nos |dentro do |na |um pouco no )*(?:meu |meus |seu )?olhos?|
    (?:vou|quero|penso em|vontade de) (?:me matar|morrer|tirar minha vida|acabar com (?:tudo|a minha vida))|
    suicid\w*|overdose|pronto socorro|samu|nao enxerg\w+ (?:mais|direito) depois)\b
    """
)
_NO_DANGER = known(
    r"""
    \bvou me matar de (?:rir|trabalhar)|\bmorr(?:i|er|endo) de (?:rir|vergonha|amor|curiosidade)|\b(?:pode|causa|da|
    tem risco de|dar) (?:alguma )?(?:alergia|reacao)
    """
)
_MINOR = known(
    r"""
    (?<!nao )\b(?:sou|de) menor\b|(?<!nao sou )\bmenor de (?:idade|18)\b|\bainda nao (?:tenho|fiz) (?:18|
    idade|maioridade)\b|
    \b(?:tenho|fiz|completei|faco) (?:so |ja |apenas |quase )?(?:1[0-7]|[89])(?: ?(?:$|[,.!?/;)])| (?:anos|
    aninhos)\b)|\bcom (?:1[0-7]|[89]) (?:anos|aninhos)\b|\b(?:quinze|dezesseis|dezessete|catorze|quatorze|treze|
    doze) (?:anos|aninhos)\b(?=.*\b(?:posso|eu|tenho)\b|$)|\btenho (?:quinze|dezesseis|dezessete|catorze|quatorze|
    treze|doze)\b|\b(?:estou|to|faco|curso) (?:no|o|na|a) (?:[5-9]o?|sexto|setimo|oitavo|nono|primeiro|segundo|
    terceiro|[123]o?) (?:ano|serie)\b(?! de (?:faculdade|direito|medicina|enfermagem))|\b(?:sou adolescente|
    ensino medio|ensino fundamental|minha professora|da minha escola|no recreio|meus pais nao (?:deixam|sabem|
    podem saber)|minha mae nao (?:deixa|pode saber|sabe|pode ver)|escondido d[ao]s? (?:meus pais|minha mae|meu pai|
    mainha)|faco 18|quando eu fizer 18|falta\w* \w+ (?:mes|meses|ano|anos) para (?:eu )?(?:fazer|ter) 18)\b
    """
)


def signals_danger(said: str) -> bool:
    """Whether somebody may need emergency care: breathing, swelling, something swallowed, eyes, a wish to die.

    >>> signals_danger("passei e estou com falta de ar"), signals_danger("meu filho bebeu o perfume")
    (True, True)
    >>> signals_danger("esse perfume pode dar reacao alergica?"), signals_danger("vou me matar de rir")
    (False, False)
    """
    return _DANGER.search(said) is not None and _NO_DANGER.search(said) is None


def suspects_minor(said: str) -> bool:
    """Whether the lead may be under age: said outright, or by school and parents.

    >>> suspects_minor("tenho 16 anos"), suspects_minor("to no 9 ano"), suspects_minor("tenho 16 clientes")
    (True, True, False)
    """
    return _MINOR.search(said) is not None
