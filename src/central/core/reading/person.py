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
        r"operador[a]?|representante|asesor[a]?|persona|alguien|encargado|comercial|financeiro|atendimento|socio|socia|"
        r"diretor|diretora|diretoria|presidente|coordenador|coordenadora|coordenacao|ouvidoria|analista|"
        r"equip[ea]|time)"
    ),
    "the": (
        r"(?:um |uma |o |a |algum |alguma |com |seu |sua |teu |tua |outro |outra |setor |mesmo |pra |para |ao |"
        r"do |da |de |os |as |un |una |el |la |algun |alguna )*"
    ),
}
_PERSON = known(
    r"""
    \b(?:falar|fala|conversar|tratar|resolver|conversa|falo|hablar|charlar|trocar ideia|bater um papo|me entender|
    tratar disso) (?:direto |agora |aqui |diretamente |ai |mesmo |e |eh )*co[mn] (?:<the>)<person>\b(?! (?:de|da|
    do) (?:minha|meu|casa|familia|confianca) )

    \b(?:quero|queria|gostaria de|preciso de|prefiro|exijo|necessito|quiero|necesito) (?:ser atendid[oa] por |
    atendimento de |contato com |um contato com |contato de |ajuda de |que )?(?:<the>)(?:atendente|humano|humana|
    ser humano|pessoa de verdade|pessoa real|alguem de verdade|gente de verdade|atendimento humano|
    atendimento pessoal|persona|gerente|vendedora?|asesora?|(?:gente|pessoas?|alguem)(?= *(?:$|[.!,/]|
    para me (?:atend|ajud|explic|orient|respond))))\b

    \b(?:chama|chame|chamem|passa|passe|passem|transfere|transfira|transferir|transferencia|encaminha|encaminhe|
    me passa|bota|bote|coloca|coloque|poe|ponha|pasame|paseme|comuniqueme|aciona|direciona|manda|cade|me da|
    traz) (?:ai |logo |eu |me |por favor |minha conversa |o chat |ela |isso |atendimento )*(?:<the>)(?:atendente|
    humano|humana|ser humano|pessoa de verdade|pessoa real|uma pessoa|pessoa|alguem de verdade|alguem|
    gente de verdade|gerente|dono|dona|suporte|responsavel|supervisor[a]?|chefe|vendedor[a]?|asesor[a]?|adm|persona|
    consultor[a]?|encarregad[ao]|patroa|patrao)\b(?! (?:que (?!eu (?:nao|prefiro|quero))|para comprar|pra comprar|
    barat))

    \b(?:tem|teria|existe|ha|tendria|hay) (?:algum |alguma |algun )?(?:atendente|humano|atendimento humano|
    pessoa de verdade|alguem de verdade|gente de verdade|ser humano|pessoa real)\b|\bhay (?:alguien|alguna persona|
    una persona)\b(?! (?:usando|que (?:\w+ )?(?:us|prob|compr)))|\b(?:deme|dame|paseme|pasame|pasas|pasa|comunica\w*|
    comunique\w*) con\b

    ^0800[?! ]*$|^(?:uma |por )?(?:ligacao|telefone fixo)(?: por favor)?[?.! ]*$|^[📞☎]\ufe0f?(?:[?! ]|me liga|
    por favor|🙏)*$|🤖[^a-z]{0,3}[❌🚫👎🙅😡🤬]|
    \b(?:falando|conversando|fal\w+) (?:aqui )?(?:co[mn] (?:as? )?paredes?|sozinh[oa] aqui)\b|
    \b(?:senhora?|dona) [a-z]+ (?:esta|se encontra)(?: ai| disponivel)?(?= *(?:$|[?.!,]))

    ^ninguem (?:me )?(?:atende|responde)[?! ]*$|\bliga aqui (?:em|para) casa\b|\bposso ligar (?:para (?:voces?|a loja|
    ai)|ai)\b|\b[ao] [a-z]+ pode me (?:atender|ligar|
    responder)\b(?! (?:que|se|rapido|quanto|qual))|\bnumero (?:que )?eu ligo\b|^video ?chamada[? ]*$|
    \btalk to (?:a )?(?:human|person|someone|
    agent)\b|^[ao] (?!kit|pedido|produto|encomenda|link|loja|pacote|site|codigo|pix|boleto)[a-z]+ esta ai[? ]*$|
    \bsem (?:robo|bot|maquina|ia)(?= *(?:$|[.!,/]|por favor))|\b(?:retorno|contato|atendimento) telefonico\b|
    \b(?:falar|conversar|tratar|resolver|atendid[oa]|atendimento) (?:\w+ ){0,2}(?:por|pelo|no) telefone\b|^(?:[👤👥]|
    [🧑👩👨][🏻-🏿]?\u200d[💼💻])\ufe0f?(?:[ ?!❓🙏]|por favor)*$

    \batendimento (?:humano|humanizado|pessoal|de verdade|com gente|com pessoa|por pessoa)\b|\bsuporte humano\b|
    \bchat humano\b

    \b(?:numero|telefone|ramal|0800|contato) (?:de telefone |do telefone |fixo )?(?:para|que|pra|do) (?:eu )?(?:ligar|
    ligo|falar|atendimento|sac|suporte)\b

    \b(?:me liga|me ligue|me liguem|podem me ligar|pode me ligar|alguem me liga|alguem pode me ligar|
    quero (?:uma )?ligacao|peco que me liguem|llam(?:en|e|a)me|mi[mn] lig(?:a|ue)|
    p[ou]e?d\w+ llamar\w*)\b(?!,? (?:de video|mae|pai|filh|amor|e me guia|
    [oa]s? (?!cobrar)))

    \bnao (?:quero|gosto de|vou|aguento|adianta|consigo|sei) (?:mais )?(?:falar|conversar|conversa|falando|lidar|
    me entendo) com (?:um |uma |o |esse |essa )?(?:robo|bot|maquina|computador|ia|gravacao)\b
    """,
    _CALLING,
)
_ATTENDED = known(
    r"""
    \b(?:tem|teria|ha|existe|cade|hay) (?:ai |nenhum[a]? |algum[a]? |uma? |
    uma? das? )*(?:(?:<somebody>)(?: ai| da loja| da equipe| nessa loja| nesse lugar| nesse chat| do time| por ai| n
    a linha)*(?: de verdade| viv[ao]\b|real\b| de carne| atras d)|
    (?:<staff>)(?: ai| da loja| da equipe)*(?: disponivel| online| on\b| atendendo|trabalhando| de plantao| livre))|
    \b(?:tem|teria|ha|existe) (?:ai |algum[a]? |uma? )*(?:<somebody>) (?:ai |da loja |da equipe |de voces |
    real )*(?:que |para |pra |possa |me |consiga )+(?:me )?(?:atend\w+|falar comigo|conversar|prosear|guiar|
    respond\w+|ajud\w+|entend\w+|escut\w+|ouvir|ouca|saiba|resolv\w+|pens[ae])

    \b(?:<somebody>) (?:da loja |da equipe |do time |daqui |de la |dai |ai |humano |real |mesmo )*(?:(?:pode|podia|
    poderia|consegue|puder|possa|para|que) )*(?:me |nos )?(?:ligar|ligue|ligasse|liga|atender|atenda|atende|retornar|
    retorne|telefonar|telefone|telefona|assumir|assuma|assumisse|leia|lesse|responda|responder)\b(?! (?:rapido|que|se|
    ou))

    \b(?:me transf(?:ere|ira|iram)|transf(?:ira|iram)-me|(?<!nao )transf(?:ere|ira|iram)(?= *(?:$|[.!,]| (?:ai|logo|
    agora|por favor|esse chat|isso|para (?:outr|alguem|uma? |o setor|quem)))))\b(?! (?:o valor|o dinheiro|\d))|
    (?<!ninguem )\b(?:lig(?:a|ue|uem)|telefon(?:a|e|em)) (?:aqui |ai )?para (?:mim|ela|ele|minha \w+)\b|\bpod(?:e|em|
    ia|iam|eria) (?:me )?(?:ligar|telefonar)\b(?:-me)?(?! (?:na tomada|ele|o aparelho|antes))|\b(?:ligar|telefonar|
    ligarem)-me\b|
    (?<!nao posso )(?<!nao consigo )(?<!nao da para )(?<!sem )
    \batend\w+ ligacao\b|\b(?:atender?|falar|tratar|explicar|resolver|
    conversar)(?: \w+){0,2} (?:por ligacao|ao telefone|no telefone|por telefone|por voz)\b|\btem (?:um |
    algum )?(?:numero fixo|telefone|ramal|0800|fixo)\b(?! e (?:endereco|cnpj))|\b(?:contato|ramal|
    telefone) d[oae] (?:gerente|don[oa]|supervisor\w*|responsavel|proprietario|comercial)\b

    \b(?:falar|fala|conversar|tratar|passa|passe|coloca|coloque|bota|bote|poe|chama|chame|leva|
    manda)(?: \w+){0,3} (?:com |para |pra |por )?quem (?:manda|resolve|entende|decide|saiba|sabe|pensa|vende|fecha|
    cuida|atende|trabalha)\b(?! (?:no|em) pix)|\bquem (?:mais )?atende\b(?= *(?:ai|nessa|de verdade|$|[?.!]))|
    \bquem assume\b(?! (?:o|a|os|as)\b)

    \b(?:me )?(?:bot(?:a|e)|coloc(?:a|ar)|coloque|poe|ponha|pass(?:a|e)|cham(?:a|e|em)|arrum(?:a|e)|encaminh\w+|
    direcion\w+)(?:-me)?(?: (?:ai|logo|me|para|pra|com|ao|a|o|um|uma|outr[oa]|algum|alguma|seu|sua|teu|tua|mim|
    por favor|na mao de)){1,4}(?:criatura|cristao|pessoa|colega|menina|mocinha|moca|rapaz|alma|gente|ser vivo|
    funcionari[oa]|colaborador\w*|setor (?:responsavel|certo|competente|que)|supervisao|atendimento d[ao] loja|patroa|
    patrao)\b(?! (?:compr|barat))

    \b(?:nao (?:quero|falo|compro|converso|trato|resolvo)|cansei d\w+|chega de|odeio|detesto|farta de|so (?:fala|
    responde|tem|da))(?: (?:com|ess[ae]|conversa|de|o|a|um))* (?:robo\w*|bot|maquina|gravacao|ia)\b|\b(?:robo|
    bot|atendimento (?:eletronico|automatic\w+|virtual|digital))\b[^.!?]{0,30}\bnao (?:me )?(?:resolve|entende|sabe|
    ajuda|serve)\b[^?]*$

    \b(?:para|pare|chega|cansei|so|enrol\w+|de novo|sempre)\b[^.!?]{0,16}\b(?:respost\w+|respostinha|mensage\w+|
    texto\w*) (?:pront|automatic|decorad|generic|repetid|padra)\w+|\bcopia e cola\b(?! (?:do pix|aqui|nao|
    o))(?=.*\b(?:alguem|gente|pensa|pessoa)\b)

    \b(?:quero|queria|gostaria|falar|conversar|cade|chama|bote|bota|poe|ainda trabalha|
    saudade)\b[^.!?]{0,24}\b(?:menina|moca|mocinha|vendedora|pessoa|senhora|funcionaria|atendente|rapaz|outra|muie|
    consultora) que me (?:atend|vend|ajud|explic)\w+

    \b(?:quero|queria|gostaria de|preciso|prefiro|pode|posso) (?:ser )?(?:atendid[oa]|que me atiend\w+) (?:por|pela|
    pelo|com|una|un)\b|\bque me atienda\b|\b(?:possibilidade|tem como|da para) (?:de )?(?:eu )?ser atendid[oa] por\b|
    \bouvir (?:uma|a) voz\b(?! d[oe]la)|\b(?:quero|queria|preciso de|prefiro) (?:e )?(?:uma pessoinha|
    gente respondendo|ajuda humana|retorno de uma pessoa)\b

    \b(?:don[oa]|gerente|responsavel|supervisora?|chefe|consultora?|atendente|alguem|vendedora?|equipe|
    pessoa)(?: \w+){0,
    3} me (?:cham(?:ar|e)|contat\w+|mand\w+ (?:uma )?(?:mensagem|audio)|escrev\w+|retorn\w+)\b|\bcans(?:ei|
    ad[ao])(?: \w+){0,
    3} (?:robo\w*|bot|maquina)\b|\bescal(?:ar|a|e|one|onar|onem) (?:ai |logo )?(?:isso|isto|o caso|meu caso|
    o atendimento|essa conversa|para (?:
    alguem|um|uma|o|a))\b|\btem como (?:me )?escalar\b|\b(?:bip|acion|convoc|acord)(?:a|e|em|ar|ue|uem) (?:ai |
    logo )?(?:o |a |um |uma )?(?:<somebody>|<staff>|chefe|don[oa]|gerente|responsavel|plantao|setor \w+|juridico)\b|
    \b(?:sair|saio|saia|pul(?:o|ar|a)|fugir) (?:d?ess[ea]|d?est[ea]|d?[oa]) (?:modo )?(?:robo|bot|automatic[oa]|ura|
    menu|maquina)\b|\b(?:em|entrar em) contac?to com (?:a loja|a equip[ea]|alguem|uma? (?:pessoa|responsavel)|
    o responsavel)\b(?! pel)|\b(?:chama|chame|quero|passa|bota|so|para)(?: \w+){0,5} quem (?:saiba|consiga|assine|
    (?:tenha|tem) (?:boca|cerebro|ouvidos?|juizo|alma|coracao|rg|autonomia|paciencia))\b|\b(?:faz|fazer|quero|queria|
    podemos|consegue|marcar)(?: \w+){0,3} (?:chamada de video|video ?chamada)\b|\b(?:proprietari[ao]|don[oa]|gerente|
    responsavel|alguem)(?: \w+){0,2} (?:aparec\w+|dar as caras|da as caras)\b|\bda(?:r|e)? um alo (?:aqui )?(?:n[oa]|
    para) (?:meu|mim|minha)\b

    \b(?:cham(?:a|e|em)|bot(?:a|e)|po(?:e|nha)|cade|quero falar com|fala com) (?:ai |o |a )*(?:seu|dona|senhora?|sr|
    sra) [a-z]+|\bcade aquel[ea] (?:moc\w+|menin\w+|rapaz|senhor\w*|mulher|atendente|vendedor\w*)\b|\btem (?:uma |
    alguma )?mulher ai\b|\bme (?:bota|bote|coloca|poe) para falar\b|\balguem que leia\b|\b(?:alguma|
    uma) alma (?:\w+ ){0,2}(?:ai|que|aqui|le)\b
    """,
    {
        "somebody": (
            r"alguem|alguma pessoa|uma pessoa|gente|pessoas|ser vivo|cristao|moca|mocinha|menina|rapaz|vendedora?|"
            r"consultora?|atendente|colaborador|funcionari[oa]|mulher|um de voces|criatura|asesor|humano|pessoal"
        ),
        "staff": r"vendedora?|consultora?|atendente|colaborador|funcionari[oa]|asesor|plantonista",
    },
)
_NO_PERSON = known(
    r"""
    \b(?:depoimentos?|fotos?|(?<!chamada de )videos?|relatos?|prints?|resultado|opiniao) (?:de|com|da) (?:alguem|
    uma pessoa|gente)\b

    \b(?:horarios?|horas?|dias?|expediente) (?:\w+ ){0,2}atendimento\b|\bque horas (?:\w+ ){0,2}(?:atend|abr|fech)

    \btem alguem (?:ai|on|acordado|vivo)\b(?! (?:para|que|do|da))(?!.*\b(?:verdade|vdd|gente|robo|bot|humano|maquina|
    gravacao|carne|real|paredes?)\b)|^(?!.*\b(?:quero|queria|preciso|chame|chama|passa|passe|bota|bote|falar|tem (?:
    alguem|gente|um|uma|algum)))(?:.*)\bou (?:e|eh|so|to falando com)* ?(?:um |uma |so )*(?:robo|bot|maquina|ia|
    inteligencia artificial|gravacao)\b

    \b(?:fala|fale|conversa|conversar|pergunta|ve|falar) (?:ai )?co[mn] (?:o |a |sua |seu |teu |tua |
    tuas? )*(?:gerente|chefe|don[oa]|patr\w+|supervisor[a]?)\b[^.!?/]{0,24}\b(?:desconto|libera|se (?:ele|ela|da|faz)|
    por cento|fazer por|abaixa|baixa|melhora|cupom)|\b(?:chefe|patr[oa]\w*|don[oa]) (?:la )?d[ae] (?:casa|cartao)\b|
    \bdon[oa] do cartao\b

    \b(?:falar|conversar|ver) com a patroa\b|\bnao (?:quero (?:uma )?liga\w+|me lig\w+)|^(?:painho|mainha|mae|pai|
    filh[oa]|amor|vo|
    mozao),|\bvideo pelad[ao]\b|\b(?:(?:tao|hoje|me sinto) sozinh[oa]|solidao|meu marido me deixou)\b|\bque transfere\b

    ^(?!.*\b(?:falar com|atendente|humano|pessoa)\b).*\b(?:motoboy|motoqueiro|entregador|motorista|carteiro|correios?|
    (?:rapaz|moco|moca) da entrega)\b[^.!?]{0,24}\b(?:lig|telefon|cham)\w+

    ^(?!.*\b(?:falar|atendido|pessoa|chama|passa|cade|quero)\b).*\b(?:atendente|vendedora?|moca|menina|consultora|
    funcionari[oa])(?: de voces| dai| daqui)? (?:(?:me )?(?:disse|falou|garantiu|prometeu|informou|jurou)|
    (?: \w+){0,3} ?(?:simpatic\w+|atencios\w+|educad\w+|gentil|um amor))\b|\bgente de verdade (?:us|compr|test)|
    \bligar na tomada\b

    \balguem (?:que |ja |ai |aqui )*(?:usou|comprou|testou|usando|passando|recebeu|conhece|tem|viu)\b

    \b(?:ja )?(?:falei|conversei|comprei) com (?:o|a|um|uma|alguem)\b(?!.*\b(?:quero|queria|falar)\b)|\b(?:atendente|
    vendedor[a]?|moca|funcionari[ao]|gerente|dona?) d(?:a|o|e) (?:farmacia|banco|outra|outro|perfumaria|boticario|
    natura|shopping|mercado|correio|salao|sephora|lotica|otica)\b|\b(?:e|eh|presente|dar|comprar|serve|indica\w*|
    presentear|bom|boa) para (?:uma |outra )?pessoa|\bpessoa (?:mais velha|idosa|alergica|de idade|madura|magra|
    gorda)\b|\b(?:meu|minha) (?:patroa|patrao|chefe|gerente)\b|\bgerente d[oa] (?:banco|minha)\b|\b(?:falar|conversar|
    ver) com (?:meu|minha|o meu|a minha)\b(?! (?:consultora?|vendedora?|atendente))
    """
)
_BARE_PERSONS = frozenset(
    "atendente humano humana pessoa vendedor vendedora gerente suporte sac responsavel supervisor supervisora operador "
    "representante consultor consultora encarregado diretor diretoria ouvidoria agente asesor asesora".split()
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
    asked = _PERSON.heard(said) or _ATTENDED.heard(said)
    return asked and not _NO_PERSON.heard(said)


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
    return not _NO_PERSON.heard(said)
