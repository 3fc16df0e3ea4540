"""What outranks everything and is decided by expressions before any classifier: a wish for silence, or for a person.

Both look at folded words with abbreviations written out (`spelling.spelled`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from central.core.reading.expressions import known
from central.core.text import LATELY

_SAYING = {
    "me": r"(?:me |nos |te |pra mim |para mim )?",
    "send": (
        r"(?:mand(?:a|e|ar|em|ando)|envi(?:a|e|ar|em|ando)|cham(?:a|e|ar|em|ando)|escrev(?:a|e|er|am|endo)|"
        r"perturb(?:a|e|ar|em|ando)|incomod(?:a|e|ar|em|ando)|importun(?:a|e|ar|em|ando)|procur(?:a|e|ar|em)|"
        r"lig(?:a|ue|ar|uem|ando)|ench(?:a|e|er|am|endo)|aperre(?:a|ie|ar|iem|ando)|aporrinh(?:a|e|ar|em|ando)|"
        r"contat(?:a|e|ar|em|ando)|abord(?:a|e|ar|em)|encaminh(?:a|e|ar|em)|dispar(?:a|e|ar|em)|azucrin(?:a|e|ar|"
        r"em|ando)|atent(?:a|e|ar|em|ando)|insist(?:a|e|ir|am|indo)|mandar|notific(?:a|ar|uem|ando))"
    ),
    "things": (
        r"(?:mais |de |essas? |esses? |estas? |estes? |nenhum[as]? |tanta |tantas |suas |seus |as |os |isso |"
        r"nada |qualquer |tipo de |esse tipo de |vossas |vossos |d?aqui |voces |desse numero )*"
    ),
    "messages": (
        r"(?:mensage(?:m|ns|nzinhas)|mensajes?|propagandas?|ofertas?|promoc(?:ao|oes)|anuncios?|notificac(?:ao|"
        r"oes)|avisos?|publicidades?|novidades?|divulgac(?:ao|oes)|whatsapp|torpedos?|spam|conteudos?|"
        r"comunicac(?:ao|oes)|contatos?|textos?|nada|isso|isto|coisas?|links?|correntes?|bom dia)"
    ),
    "list": (
        r"(?:lista|listas|cadastro|cadastros|base|sistema|contatos|grupo|transmissao|agenda|banco de dados|"
        r"mailing|disparos?|envios?)"
    ),
}
_STOP = known(
    r"""
    \bcancel\w* (?:o |os |as |a |esse |esses |essas |meu )*(?:recebimento|envios?|notificac(?:ao|oes)|mensagens|
    disparos?|promoc(?:ao|oes)|avisos|ofertas|propagandas)\b

    \bnao (?:quero|desejo|aceito|preciso|autorizo|permito|gostaria de|vou querer|pretendo|pedi para)(?: (?:mais|
    nunca|jamais))? (?:que (?:voces )?)?(?:receb|ser (?:contat|incomod|procur|abord|notific))

    \bnao (?:quero|desejo|aceito|autorizo)(?: mais)? <things><messages>\b(?= *(?:$|[.!,/;]|sua|seu|de voces|daqui|
    aqui|por))(?<!nao quero nada)(?<!nao quero isso)(?<!nao quero mais isso)(?<!nao quero contato)

    \b(?:par(?:a|e|em|ar)|deix(?:a|e|em|ar)|chega|cess(?:a|e|em|ar)) (?:ja |logo |agora )?(?:de|com|
    por favor de) <me><send>\b(?! (?:a dor|o cabelo|dor))

    \b(?:par(?:a|e|em|ar)|chega|basta|cess(?:e|em|ar)) (?:ja |logo )?(?:com|de) <things><messages>\b

    \b(?:nao|nem|nunca|num) (?:precisa(?:m)? |e para |eh para |quero que (?:voces )?|vem |venha(?:m)? |
    pode(?:m)? )?<me><send>(?: <me>)?(?: (?:mais|nunca mais)\b(?! (?:foto|fotos|audio|audios|link|video|cedo|tarde|
    perto|de um|info)))

    \bnunca mais <me><send>\b|\bnao (?:me|nos) (?:mande|mandem|envie|enviem|escreva|escrevam|perturbe|perturbem|
    incomode|incomodem|aborreca|procure|procurem|ligue|liguem)\b(?! (?:foto|audio|o link|boleto|nada errado|para|
    outr|por sedex))

    \b(?:me |nos )?(?:tir(?:a|e|em|ar|ando)|remov(?:a|e|er|am)|exclu(?:a|i|ir|am|em)|apag(?:a|ue|ar|uem)|retir(?:a|
    e|ar|em)|delet(?:a|e|ar|em)|risc(?:a|ar|uem)|desvincul(?:a|e|ar)|desinscrev(?:a|e|er)|elimin(?:a|e|ar|em)|
    cancel(?:a|e|ar|em)|sair|saio|sai|desativ(?:a|e|ar|em)|saco)(?:-me)? (?:logo |ja |por favor )?(?:me |
    eu )?(?:(?:o|os|a|as|do|da) )?(?:(?:meu|meus|minha|nosso|este|esse|esta) )?(?:numero|contato|nome|telefone|
    cadastro|whatsapp|celular|inscricao|dados|registro|assinatura|recebimento)?(?: (?:de|do|da|dos|das|desse|dessa|
    dessas|deste|desta|nessa|nesse|ai da|ai do|ai dessa))+ (?:a |sua |vossa |toda |essa )?<list>\b

    \b(?:me |nos )?(?:tir|remov|exclu|apag|retir|delet|risc|elimin|bloque)\w* (?:logo |ja )?(?:(?:o|os) )?(?:meu|
    nosso) (?:numero|contato|whatsapp|telefone|celular|cadastro|nome)\b

    \b(?:me |nos )?(?:descadastr|desinscrev|descadrast|desinscri)\w*|\bunsubscribe\b|\bopt ?out\b|
    \bcancel\w* (?:a )?(?:minha )?(?:inscricao|assinatura)\b

    \b(?:cancel|encerr|apag|exclu)\w* (?:o )?(?:meu )?(?:cadastro|contato com voces|contacto)\b

    \b(?:sair|saio|quero sair|me tira|me tire|me tirem|me remove|me remova|me exclui|me exclua|remove eu|
    tira eu)(?: (?:por favor|logo|ja))? d(?:essa|esta|a|e) (?:lista|grupo|transmissao|merda|porcaria|bagaca|
    whatsapp)\b

    \bme deix(?:a|e|em) (?:em )?(?:paz|quiet[ao]|sossegad[ao])\b|\bdeixa? (?:eu|me) (?:em )?(?:paz|quiet[ao])\b|
    \bme esque(?:ce|ca|cam)\b

    \b(?:vou|irei|ja vou) (?:te |voces |esse numero |este numero )?(?:bloquear|denunciar)\b(?! (?:o cartao|
    meu cartao))(?=.*\b(?:mand|envi|mensag|par|continu|insist|chat|spam|propaganda|numero|voces|$))

    \bno (?:me )?(?:escriban|manden|mande|envien|escribas|llamen|quiero recibir|quiero mas mensajes|
    quiero mas)\b(?! (?:el|la|los))|\bdar(?:me)? de baja\b|\bdejen? de (?:enviar|mandar|escribir|molestar)\w*|
    \b(?:borren|saquen|quiten|eliminen)(?:me)? (?:de (?:la|su|esta) lista|mi numero)\b

    \bdeix\w+ de (?:me )?(?:enviar|mandar|escrever|contactar|aperrear|perturbar|incomodar)\b
    """,
    _SAYING,
)
_NO_STOP = known(
    r"""
    \b(?:par(?:a|ar|e|ou)|sair|sai|tir(?:a|ar)|acab(?:a|ar)|remov(?:e|er)|elimin(?:a|ar)|apag(?:a|ar)) (?:com |de |
    a |o |as |os |essa |esse |essas |minha |meu )*(?:dor|dores|coceira|coçar|cocar|queda|cair|manchas?|espinhas?|
    rugas?|acne|cravos|olheiras?|celulite|estrias?|oleosidade|frizz|cheiro|suor|suar|caspa|marcas?|cicatriz|
    tatuagem|maquiagem|esmalte|pelos?|roncar|chorar|doer|fumar|comer|arder)\b

    \bcancel\w* (?:a |o |meu |minha |esse |essa |este |uma )*(?:pedido|compra|encomenda|boleto|pix|pagamento|
    entrega)\b

    \b(?:esqueceram|esqueceu|esquecerem) de (?:me )?(?:mandar|enviar)\b

    \bsair (?:dess[ae]|dest[ae]|d[ae]|do) (?:vida|fase|situacao|rotina|mesmice|sufoco|tristeza|seca|fossa|depre\w*|
    aperto|perrengue|sol|banho|casa|zona|lugar)\b

    ^(?:(?:esquece|deixa|entao|ah|ok|ta|nao|obrigad[ao])[, ]+)*(?:eu )?(?:nao|num) quero mais(?: (?:nao|
    obrigad\w+))?[.! ]*$

    \b(?:automatic[ao]s?|prontas?|de robo|repetid[ao]s?)\b[^.!?]{0,12}\be (?:me |nos )?(?:responde|atende|fala|resolve|
    escuta|ouve|ajuda)\w*
    """
)
_CEASING = known(
    r"""
    \b(?:nao|num)\b(?! (?:entend|compreend|captei|saquei|peguei|sei\b|sabia|lembr|vi\b|conhec|acredit|consig|consegu))

    \b(?:nem|nunca|jamais|sem|no|ninguem|nada|chega|basta|deu ne|fim|fora|longe|some|paz|lista|opt|stop|exit|
    lgpd|procon)\b

    \bpar(?:e|em|ar|ou|arem|ando|asse|assem)\b|\bpara+(?= (?:de|d|com|ai|ja|logo|por|pelo|uai)\b|[ ,.!]*$|[,.!])

    \b(?:cancel|bloque|block|bloc|desca|desin|desativ|desvinc|deslig|unsub|spam|sosse|quiet|deix|larg|esque|encerr|
    interr|interromp|cess|denunc|autoriz|consent|perturb|incomod|importun|ench|insist|desist|vaz|sum|revog|opo|
    cort|dispens|chat|inferniz|afast|suspend|invasiv|baja|borr|dej|silenci|mut|tir|remo|exclu|apag|retir|delet|risc|
    elimin|sai|sac|cans|erra)\w*
    """
)
_AWHILE = known(
    r"""
    \b(?:ess[ae]|est[ae]) (?:semana|mes|fim de semana|feriado)\b|\b(?:semana|mes|ano) que vem\b|\bpor enquanto\b|
    \bpor (?:um tempo|uns dias|esses dias|hoje)\b|\bum tempo\b|\bate (?:\w+ ){0,2}(?:dia|semana|mes|segunda|sexta|
    janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|voltar)\b|\b(?:hoje|
    agora) nao\b|
    \bnao (?:me )?(?:manda|mande|chama|chame) \w* ?(?:agora|hoje)\b|\b(?:to|estou) (?:viajando|de ferias|
    trabalhando)\b
    """
)
_BARE_STOPS = frozenset(
    "sair parar pare stop cancelar descadastrar remover remova baja unsubscribe sai exit quit parem bloquear "
    "descadastre descadastra saia sairr pararr desinscrever".split()
)
_WORD = re.compile(r"[a-z]+")
_POLITE = frozenset("por favor oi ola quero eu moca gente agora ja isso tudo".split())


@lru_cache(maxsize=LATELY)
def asks_silence(said: str) -> bool:
    """Whether the words ask for no more messages; the same words about pains, stains and orders do not.

    >>> asks_silence("nao quero mais receber nada"), asks_silence("tem como parar a dor?"), asks_silence("sair")
    (True, False, True)
    >>> asks_silence("cancelar meu pedido"), asks_silence("para de me mandar mensagem")
    (False, True)
    """
    words = [word for word in _WORD.findall(said) if word not in _POLITE]
    if words and len(words) <= 2 and _BARE_STOPS.issuperset(words):
        return True
    return _STOP.search(said) is not None and _NO_STOP.search(said) is None and _AWHILE.search(said) is None


def asks_pause(said: str) -> bool:
    """Whether the words ask for no messages for a while only.

    >>> asks_pause("para de me mandar msg essa semana"), asks_pause("para de me mandar msg")
    (True, False)
    """
    return _STOP.search(said) is not None and _NO_STOP.search(said) is None and _AWHILE.search(said) is not None


def could_ask_silence(said: str) -> bool:
    """False where the words that look like it are about something else, or where nothing in them speaks of ceasing."""
    return _CEASING.search(said) is not None and _NO_STOP.search(said) is None and _AWHILE.search(said) is None


_CALLING = {
    "person": (
        r"(?:atendente|atendentes|humano|humana|ser humano|pessoa(?: de verdade| real| humana| fisica| mesmo|"
        r" de carne e osso)?|alguem(?: de verdade| real| humano| ai| da loja| da equipe| do time| responsavel)?|"
        r"gente(?: de verdade| mesmo| real| de carne e osso)?|vendedor|vendedora|consultor|consultora|gerente|"
        r"dono|dona|responsavel|supervisor|supervisora|suporte|sac|colaborador|colaboradora|funcionario|"
        r"funcionaria|moca de verdade|proprietari[ao]|encarregad[ao]|chefe|patrao|patroa|especialista|"
        r"operador[a]?|representante|asesor[a]?|persona|comercial|financeiro|atendimento)"
    ),
    "the": (
        r"(?:um |uma |o |a |algum |alguma |com |seu |sua |teu |tua |outro |outra |setor |mesmo |pra |para |ao |"
        r"do |da |de |os |as )*"
    ),
}
_PERSON = known(
    r"""
    \b(?:falar|fala|conversar|tratar|resolver|conversa|falo|hablar|trocar ideia|bater um papo) (?:direto |agora |
    aqui |diretamente |ai |mesmo )*com (?:<the>)<person>\b(?! (?:de|da|do) (?:minha|meu|casa|familia|confianca) )

    \b(?:quero|queria|gostaria de|preciso de|prefiro|exijo|necessito|quiero|necesito) (?:ser atendid[oa] por |
    atendimento de |contato com |um contato com |contato de |ajuda de |que )?(?:<the>)(?:atendente|humano|humana|
    ser humano|pessoa de verdade|pessoa real|alguem de verdade|gente de verdade|atendimento humano|
    atendimento pessoal|persona|gerente|vendedora?|asesora?)\b

    \b(?:chama|chame|chamem|passa|passe|passem|transfere|transfira|transferir|transferencia|encaminha|encaminhe|
    me passa|bota|bote|coloca|coloque|poe|ponha|pasame|paseme|comuniqueme|aciona|direciona|manda|cade|me da|
    traz) (?:ai |logo |eu |me |por favor |minha conversa |o chat |ela |isso |atendimento )*(?:<the>)(?:atendente|
    humano|humana|ser humano|pessoa de verdade|pessoa real|uma pessoa|pessoa|alguem de verdade|alguem|
    gente de verdade|gerente|dono|dona|suporte|responsavel|supervisor[a]?|chefe|vendedor[a]?|asesor[a]?|adm|persona|
    consultor[a]?|encarregad[ao]|patroa|patrao)\b(?! (?:que (?!eu (?:nao|prefiro|quero))|para comprar|pra comprar|
    barat))

    \b(?:tem|teria|existe|ha|tendria|hay) (?:algum |alguma |algun )?(?:atendente|humano|atendimento humano|
    pessoa de verdade|alguem de verdade|gente de verdade|ser humano|pessoa real)\b

    \batendimento (?:humano|humanizado|pessoal|de verdade|com gente|com pessoa|por pessoa)\b|\bsuporte humano\b|
    \bchat humano\b

    \b(?:numero|telefone|ramal|0800|contato) (?:de telefone |do telefone |fixo )?(?:para|que|pra|
    do) (?:eu )?(?:ligar|ligo|falar|atendimento|sac|suporte)\b

    \b(?:me liga|me ligue|me liguem|podem me ligar|pode me ligar|alguem me liga|alguem pode me ligar|
    quero uma ligacao|peco que me liguem|llamenme)\b(?!,? (?:mae|pai|filh|amor|e me guia))

    \bnao (?:quero|gosto de|vou|aguento|adianta|consigo|sei) (?:mais )?(?:falar|conversar|conversa|falando|lidar|
    me entendo) com (?:um |uma |o |esse |essa )?(?:robo|bot|maquina|computador|ia|gravacao)\b
    """,
    _CALLING,
)
_NO_PERSON = known(
    r"""
    \b(?:depoimentos?|fotos?|videos?|relatos?|prints?|resultado|opiniao) (?:de|com|da) (?:alguem|uma pessoa|gente)\b

    \b(?:horarios?|horas?|dias?|expediente) (?:\w+ ){0,2}atendimento\b|\bque horas (?:\w+ ){0,2}(?:atend|abr|fech)

    \btem alguem (?:ai|on|online|acordado|vivo)\b(?! (?:para|que|do|da))|\bou (?:e|eh|so|to falando com)* ?(?:um |
    uma |so )*(?:robo|bot|maquina|ia|inteligencia artificial|gravacao)\b

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
