"""A wish for a person of the shop: it outranks every sale and is decided by expressions before any classifier.

All look at folded words with abbreviations written out (`spelling.spelled`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from central.core.reading.expressions import known
from central.core.text import LATELY

_WORD = re.compile(r"[a-z]+")
_POLITE = frozenset("por favor oi ola quero eu moca gente agora ja isso tudo".split())
_CALLING = {
    "person": (
        r"(?:atendente|atendentes|humano|humana|ser humano|pessoa(?: de verdade| real| humana| fisica| mesmo|"
        r" de carne e osso)?|alguem(?: de verdade| real| humano| ai| da loja| da equipe| do time| responsavel)?|"
        r"gente(?: de verdade| mesmo| real| de carne e osso)?|vendedor|vendedora|consultor|consultora|gerente|"
        r"dono|dona|responsavel|supervisor|supervisora|suporte|sac|colaborador|colaboradora|funcionario|"
        r"funcionaria|moca de verdade|proprietari[ao]|encarregad[ao]|chefe|patrao|patroa|especialista|"
        r"operador[a]?|representante|asesor[a]?|persona|alguien|encargado|comercial|financeiro|atendimento)"
    ),
    "the": (
        r"(?:um |uma |o |a |algum |alguma |com |seu |sua |teu |tua |outro |outra |setor |mesmo |pra |para |ao |"
        r"do |da |de |os |as |un |una |el |la |algun |alguna )*"
    ),
}
_PERSON = known(
    r"""
    \b(?:falar|fala|conversar|tratar|resolver|conversa|falo|hablar|charlar|trocar ideia|bater um papo|me entender|
    tratar disso) (?:direto |
    agora |aqui |diretamente |ai |mesmo |e |eh )*co[mn] (?:<the>)<person>\b(?! (?:de|da|do) (?:minha|meu|casa|familia|
    confianca) )

    \b(?:quero|queria|gostaria de|preciso de|prefiro|exijo|necessito|quiero|necesito) (?:ser atendid[oa] por |
    atendimento de |contato com |um contato com |contato de |ajuda de |que )?(?:<the>)(?:atendente|humano|humana|
    ser humano|pessoa de verdade|pessoa real|alguem de verdade|gente de verdade|atendimento humano|
    atendimento pessoal|persona|gerente|vendedora?|asesora?|(?:gente|pessoas?|alguem)(?= *(?:$|[.!,/]|
    para me (?:atend|
    ajud|explic|orient|respond))))\b

    \b(?:chama|chame|chamem|passa|passe|passem|transfere|transfira|transferir|transferencia|encaminha|encaminhe|
    me passa|bota|bote|coloca|coloque|poe|ponha|pasame|paseme|comuniqueme|aciona|direciona|manda|cade|me da|
    traz) (?:ai |logo |eu |me |por favor |minha conversa |o chat |ela |isso |atendimento )*(?:<the>)(?:atendente|
    humano|humana|ser humano|pessoa de verdade|pessoa real|uma pessoa|pessoa|alguem de verdade|alguem|
    gente de verdade|gerente|dono|dona|suporte|responsavel|supervisor[a]?|chefe|vendedor[a]?|asesor[a]?|adm|persona|
    consultor[a]?|encarregad[ao]|patroa|patrao)\b(?! (?:que (?!eu (?:nao|prefiro|quero))|para comprar|pra comprar|
    barat))

    \b(?:tem|teria|existe|ha|tendria|hay) (?:algum |alguma |algun )?(?:atendente|humano|atendimento humano|
    pessoa de verdade|alguem de verdade|gente de verdade|ser humano|pessoa real)\b|\bhay (?:alguien|alguna persona|
    una persona)\b(?! (?:usando|que (?:\w+ )?(?:us|prob|compr)))|
    \b(?:deme|dame|paseme|pasame|pasas|pasa|comunica\w*|comunique\w*) con\b

    \bsem (?:robo|bot|maquina|ia)(?= *(?:$|[.!,/]|por favor))|\b(?:retorno|contato|atendimento) telefonico\b|
    \b(?:falar|conversar|
    tratar|resolver|atendid[oa]|atendimento) (?:\w+ ){0,2}(?:por|pelo|no) telefone\b|^(?:[👤👥]|
    [🧑👩👨][🏻-🏿]?\u200d[💼💻])\ufe0f?
    (?:[ ?!❓🙏]|por favor)*$

    \batendimento (?:humano|humanizado|pessoal|de verdade|com gente|com pessoa|por pessoa)\b|\bsuporte humano\b|
    \bchat humano\b

    \b(?:numero|telefone|ramal|0800|contato) (?:de telefone |do telefone |fixo )?(?:para|que|pra|
    do) (?:eu )?(?:ligar|ligo|falar|atendimento|sac|suporte)\b

    \b(?:me liga|me ligue|me liguem|podem me ligar|pode me ligar|alguem me liga|alguem pode me ligar|
    quero (?:uma )?ligacao|peco que me liguem|llamenme)\b(?!,? (?:mae|pai|filh|amor|e me guia|[oa]s? (?!cobrar)))

    \bnao (?:quero|gosto de|vou|aguento|adianta|consigo|sei) (?:mais )?(?:falar|conversar|conversa|falando|lidar|
    me entendo) com (?:um |uma |o |esse |essa )?(?:robo|bot|maquina|computador|ia|gravacao)\b
    """,
    _CALLING,
)
_NO_PERSON = known(
    r"""
    \b(?:depoimentos?|fotos?|videos?|relatos?|prints?|resultado|opiniao) (?:de|com|da) (?:alguem|uma pessoa|gente)\b

    \b(?:horarios?|horas?|dias?|expediente) (?:\w+ ){0,2}atendimento\b|\bque horas (?:\w+ ){0,2}(?:atend|abr|fech)

    \btem alguem (?:ai|on|acordado|vivo)\b(?! (?:para|que|do|da))(?!.*\b(?:verdade|vdd|gente|robo|bot|humano|
    maquina|
    gravacao|carne|real)\b)|^(?!.*\b(?:quero|queria|preciso|chame|chama|passa|passe|bota|bote|falar|tem (?:alguem|
    gente|um|uma|
    algum)))(?:.*)\bou (?:e|eh|so|to falando com)* ?(?:um |uma |so )*(?:robo|bot|maquina|ia|inteligencia artificial|
    gravacao)\b

    \b(?:fala|fale|conversa|conversar|pergunta|ve|falar) (?:ai )?co[mn] (?:o |a |sua |seu |teu |tua |
    tuas? )*(?:gerente|chefe|don[oa]|
    patr\w+|supervisor[a]?)\b[^.!?/]{0,24}\b(?:desconto|libera|se (?:ele|ela|da|faz)|por cento|fazer por|abaixa|baixa|
    melhora|
    cupom)|\b(?:chefe|patr[oa]\w*|don[oa]) (?:la )?d[ae] (?:casa|cartao)\b|\bdon[oa] do cartao\b

    \balguem (?:que |ja |ai |aqui )*(?:usou|comprou|testou|usando|passando|recebeu|conhece|tem|viu)\b

    \b(?:ja )?(?:falei|conversei|comprei) com (?:o|a|um|uma|alguem)\b(?!.*\b(?:quero|queria|falar)\b)|
    \b(?:atendente|vendedor[a]?|moca|funcionari[ao]|gerente|dona?) d(?:a|o|e) (?:farmacia|banco|outra|outro|
    perfumaria|boticario|natura|shopping|mercado|correio|salao|sephora|lotica|otica)\b|\b(?:e|eh|presente|dar|
    comprar|serve|indica\w*|presentear|bom|boa) para (?:uma |outra )?pessoa|\bpessoa (?:mais velha|idosa|alergica|
    de idade|madura|magra|gorda)\b|\b(?:meu|minha) (?:patroa|patrao|chefe|gerente)\b|\bgerente d[oa] (?:banco|
    minha)\b|\b(?:falar|conversar|ver) com (?:meu|minha|o meu|a minha)\b
    """
)
_BARE_PERSONS = frozenset(
    "atendente humano humana pessoa vendedor vendedora gerente suporte sac responsavel supervisor".split()
)


@lru_cache(maxsize=LATELY)
def asks_person(said: str) -> bool:
    """Whether the words ask for a person of the shop.

    >>> asks_person("quero falar com um atendente"), asks_person("a atendente da farmacia falou bem dele")
    (True, False)
    """
    words = [word for word in _WORD.findall(said) if word not in _POLITE]
    if words and len(words) <= 2 and _BARE_PERSONS.issuperset(words):
        return True
    return _PERSON.search(said) is not None and _NO_PERSON.search(said) is None


_REVIEW = re.compile(
    r"\b(?:pessoa|humano|gente|alguem|atendente)\b[^.!?]{0,30}\b(?:rever|reveja|revejam|revise|revisar|revisem)\b"
    r"|\b(?:rever|reveja|revisar|revise|revisao)\b[^.!?]{0,30}\b(?:decisao|analise|pessoa|humano|humana)\b"
)


def asks_review(said: str) -> bool:
    """Whether the words ask that a person look again at what was decided by a machine (LGPD art. 20).

    >>> asks_review("quero que uma pessoa reveja isso"), asks_review("quero rever o preco")
    (True, False)
    """
    return _REVIEW.search(said) is not None


def could_ask_person(said: str) -> bool:
    """False where the person spoken of is not the shop's."""
    return _NO_PERSON.search(said) is None
