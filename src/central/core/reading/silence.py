"""A wish for silence: it outranks everything and is decided by expressions before any classifier.

All look at folded words with abbreviations written out (`spelling.spelled`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from central.core.reading.ceasing import denies, names_ceasing
from central.core.reading.expressions import known
from central.core.reading.owner import is_gone
from central.core.text import LATELY

_SAYING = {
    "me": r"(?:me |nos |te |pra mim |para mim )?",
    "send": (
        r"(?:mand(?:a|e|ar|em|ando)|envi(?:a|e|ar|em|ando)|cham(?:a|e|ar|em|ando)|escrev(?:a|e|er|am|endo)|add|"
        r"adicion(?:a|e|ar|em)|marc(?:a|ue|ar|uem)|"
        r"perturb(?:a|e|ar|em|ando)|incomod(?:a|e|ar|em|ando)|importun(?:a|e|ar|em|ando)|procur(?:a|e|ar|em)|"
        r"lig(?:a|ue|ar|uem|ando)|ench(?:a|e|er|am|endo)|aperre(?:a|ie|ar|iem|ando)|aporrinh(?:a|e|ar|em|ando)|"
        r"contat(?:a|e|ar|em|ando)|abord(?:a|e|ar|em)|encaminh(?:a|e|ar|em)|dispar(?:a|e|ar|em)|azucrin(?:a|e|ar|"
        r"em|ando)|atent(?:a|e|ar|em|ando)|insist(?:a|e|ir|am|indo)|mandar|notific(?:a|ar|uem|ando)|"
        r"oferec(?:a|e|er|am|endo))"
    ),
    "things": (
        r"(?:mais |de |essas? |esses? |estas? |estes? |nenhum[as]? |tanta |tantas |suas |seus |as |os |isso |"
        r"nada |qualquer |tipo de |esse tipo de |vossas |vossos |d?aqui |voces |desse numero )*"
    ),
    "messages": (
        r"(?:mensage(?:m|ns|nzinhas)|mensajes?|propagandas?|ofertas?|promoc(?:ao|oes)|anuncios?|notificac(?:ao|"
        r"oes)|avisos?|publicidades?|novidades?|divulgac(?:ao|oes)|whatsapp|torpedos?|spam|conteudos?|"
        r"comunicac(?:ao|oes)|contatos?|textos?|recados?|lembretes?|catalogos?|"
        r"reclames|ladainhas?|abordage(?:m|ns)|promos?|nada|isso|isto|coisas?|links?|correntes?|bom dia)"
    ),
    "list": (
        r"(?:lista|listas|cadastro|cadastros|base|sistema|contatos|grupo|transmissao|agenda|banco de dados|"
        r"mailing|disparos?|envios?)"
    ),
}
_STOP = known(
    r"""
    \b(?:cancel|anul|revog|suspend|descontinu|suspens|interromp|interrup|encerr|desativ|deslig|paralis|cess|bloque|
    cort|fim|termin)(?!aram|ou\b|ad[oa]s?\b)\w*(?: (?:com |d)?(?:o|a|os|as|e|meu|minha|meus|minhas|esse|essa|esses|
    essas|ess?es|qualquer|tod[oa]s?|quaisquer|definitiv\w+|imediat\w+))* (?:recebimento|subscricao|inscricao|
    consentimento|
    (?:envios?|recebimento) (?:de |d[ae]ss[ae]s |d[ao]s )(?:mensagens|promoc\w+|propagandas?|ofertas|comunicac\w+)|
    envios|notificac(?:ao|oes)|mensagens|disparos?|promocoes|promos|avisos|ofertas|propagandas|publicidade|
    comunicac(?:ao|oes)|contatos comerciais|autorizacao de (?:contato|envio|uso))\b

    \boposicao ao (?:tratamento|uso|contato|envio)\b|\bme oponho ao (?:tratamento|uso|contato|envio)\b

    \bme poup\w+\b[^.!?/]{0,12} <things><messages>\b|\bsem mais <messages>\b|\b(?:ja deu|paro|parou|
    da um tempo) (?:de|com|dess[ae]s?|ness[ae]s?|n[oa]s?) ?<things><messages>\b

    \b(?:parar|deixar|parem|parasse|parassem) de receber\b(?! (?:o |a |meu |minha |encomenda|pedido|produto))|
    \b(?:como|jeito|para|maneira|queria|quero|gostaria de) (?:\w+ ){0,3}?nao receber (?:mais|nada|isso|ess[ae]s?|
    nenhum\w*|mensag\w+|propag\w+|oferta\w*|promoc\w+)\b

    \besque(?:ce|cer|ca|cam|cem) (?:de vez |logo )?(?:d?o |que existe |que existo )*(?:meu|nosso|este|esse) (?:numero|
    contato|whatsapp|telefone|nome)\b

    \bme (?:exclu|delet|remov)\w*\b(?! (?:uma|um|a|o|essa|esse) (?!lista|grupo|base|sistema|cadastro))|\b(?:tir|exclu|
    remov|apag|delet|risc)\w* eu\b|\bme (?:tir|risc|risqu)\w* (?:logo |ja )?(?:dai|daqui|dessa? ai|disso|disto|
    d[aeo]\w* (?:caderno|caderninho|rol|planilha|lista\w*))\b

    (?:^|[,.!?/] *|\bk+ )(?:entao |so |logo |ja )*par(?:a|e|em)(?:,? (?:por favor|pelo amor de deus|com isso|ja|
    mano|gente))*[.! ]*$|^(?:
    (?:ja|entao|chega|ta)[, ]+)*parou(?: ja| ne)?[.! ]*$|(?:^|[.!?/] *)chega(?:,? (?:por favor|obrigad[ao]|ja))*[.! ]*$

    \bcomo (?:eu |que eu |que )?(?:saio|sai|me descadastro|faco para sair) (?:daqui|disso|dessa lista|desse grupo)\b|
    \b(?:apag|delet|exclu|elimin)\w* tudo (?:o )?que (?:\w+ )?(?:tem|voces tem|tiver|tem ai) (?:\w+ )?(?:de mim|
    sobre mim|meu)\b

    [🛑⛔🚫🔕🔇📵❌✋🙅][^a-z0-9?]{0,6}[📩📨📧📥✉💬📱📲🔔📢📣📞☎📤]|
    ^(?=.*[🛑⛔🔕🔇📵])[🛑⛔🚫🔕🔇📵✋❌🙅\ufe0f\u200d♀♂🏻-🏿 .!]+$

    \bnao (?:quero|desejo|aceito|preciso|autorizo|permito|gostaria de|vou querer|pretendo|pedi para)(?: (?:mais|nunca|
    jamais))? (?:que (?:voces )?)?(?:receb|ser (?:contat|incomod|procur|abord|notific))

    \bnao (?:quero|desejo|aceito|autorizo)(?: mais)? <things><messages>\b(?= *(?:$|[.!,/;]|sua|seu|de voces|daqui|
    aqui|por))(?<!nao quero nada)(?<!nao quero isso)(?<!nao quero mais isso)(?<!nao quero contato)

    \b(?:par(?:a|e|em|ar)|deix(?:a|e|em|ar)|chega|cess(?:a|e|em|ar)) (?:ja |logo |agora )?(?:de|com|
    por favor de) <me><send>\b(?! (?:a dor|o cabelo|dor))

    \b(?:par(?:a|e|em|ar)|chega|basta|cess(?:e|em|ar)) (?:ja |logo )?(?:com|de) <things><messages>\b

    \b(?:nao|nem|nunca|num) (?:precisa(?:m)? |e para |eh para |quero que (?:voces )?|vem |venha(?:m)? |
    pode(?:m)? )?<me><send>(?: <me>)?(?: (?:mais|nunca mais)\b(?! (?:foto|fotos|audio|audios|link|video|cedo|tarde|
    perto|de um|info)))

    \bnunca mais <me><send>\b|\bnao (?:me|nos) (?:mande|mandem|envie|enviem|escreva|escrevam|perturbe|perturbem|
    incomode|incomodem|aborreca|add|adicione|adicionem|inclua|incluam|cadastre|cadastrem|procure|procurem|ligue|
    liguem|chame|chamem|contate\w*|contactem?|notifiquem?|oferec\w+)\b(?! (?:foto|audio|o link|boleto|nada errado|
    para|outr|por sedex|de (?!novo)|que (?:estou|nao posso)))

    \b(?:me |nos )?(?:tir(?:a|e|em|ar|ando)|remov(?:a|e|er|am)|exclu(?:a|i|ir|am|em)|apag(?:a|ue|ar|uem)|retir(?:a|e|
    ar|em)|delet(?:a|e|ar|em)|ris(?:ca|car|que|quem)|desvincul(?:a|e|ar)|desinscrev(?:a|e|er)|elimin(?:a|e|ar|em)|
    cancel(?:a|e|ar|em)|sair|saio|sai|desativ(?:a|e|ar|em)|saco)(?:-me)? (?:logo |ja |por favor )?(?:me |eu )?(?:(?:o|
    os|a|as|do|da) )?(?:(?:meu|meus|minha|nosso|este|esse|esta) )?(?:numero|contato|nome|telefone|cadastro|whatsapp|
    celular|inscricao|dados|registro|assinatura|recebimento)?(?: (?:de|do|da|dos|das|desse|dessa|dessas|deste|desta|
    nessa|nesse|ai da|ai do|ai dessa))+ (?:a |sua |vossa |toda |essa )?<list>\b

    \b(?:me |nos )?(?:tir|remov|exclu|apag|retir|delet|risc|elimin|bloque)\w* (?:logo |ja )?(?:(?:o|os) )?(?:meu|
    nosso) (?:numero|contato|whatsapp|telefone|celular|cadastro|nome)\b

    \b(?:me |nos )?(?:descadastr|desinscrev|descadrast|desinscri|desassin)\w*|\bunsub\w*|\bopt ?-? ?out\b|
    \bcancel\w* (?:a )?(?:minha )?(?:inscricao|assinatura)\b(?! d[oae] (?:clube|plano|kit|box|revista))

    \b(?:cancel|encerr|apag|exclu)\w* (?:o )?(?:meu )?(?:cadastro|contato com voces|contacto)\b

    \b(?:sair|saio|quero sair|me tira|me tire|me tirem|me remove|me remova|me exclui|me exclua|remove eu|
    tira eu)(?: (?:por favor|logo|ja))? d(?:essa|esta|a|e) (?:lista|grupo|transmissao|merda|porcaria|bagaca|
    whatsapp)\b

    \bme deix(?:a|e|em) (?:em )?(?:paz|quiet[ao]|sossegad[ao])\b|\bdeixa? (?:eu|me) (?:em )?(?:paz|quiet[ao])\b|
    \bme esque(?:ce|ca|cam)\b

    \b(?:vou|irei|ja vou) (?:te |voces |esse numero |este numero )?(?:bloquear|denunciar|reportar)\b(?! (?:o cartao|
    meu cartao))(?=.*\b(?:mand|envi|mensag|par|continu|insist|chat|spam|propaganda|numero|voces|$))

    \bno (?:me )?(?:escriban|manden|mande|mandes|envien|envies|escribas|llamen|llames|quiero que me (?:escrib|mand|
    envi|llam)\w+|quiero recibir|quiero mas mensajes|quiero mas)\b(?! (?:el|la|los))|\bdar(?:me)? de baja\b|
    \bdejen? de (?:enviar|mandar|escribir|molestar)\w*|\b(?:borren|saquen|quiten|eliminen)(?:me)? (?:de (?:la|su|
    esta) lista|mi numero)\b

    \bdeix\w+ de (?:me )?(?:enviar|mandar|escrever|contactar|aperrear|perturbar|incomodar)\b
    """,
    _SAYING,
)
_LEAVE = known(
    r"""
    \bparem\b(?! (?:tudo|as maquinas|o mundo)\b)(?! (?:de|com) (?!<send>|me|nos|com|ess|iss|tant|ess))|\b(?:pode|
    podem|bora|vamos|queria que|quero que|gostaria que|peco que|pedi\w* (?:para|que)|pedir (?:para|que)|agradeco se|
    favor|jeito de|senao) (?:voces |isso |ja )*par(?:ar|e|em|asse|assem)\b(?! (?:de|com) (?!<send>|me|nos|com|ess|iss|
    ficar))(?! (?:\w+ar|a|o|as|os|para|no|na|meu|minha)\b)

    \bme (?:tir|retir|remov|exclu|risc|risqu|deslig|descadastr|elimin|bloque|apag|delet|desmarc)\w*(?= *(?:$|[.!,/]|
    logo\b|ja\b|antes\b|
    fora\b|dai\b|daqui\b|por (?:favor|gentileza|caridade)|dess[ae]s?\b|diss?[to]o?\b))|\b(?:tir|remov|retir|exclu|
    apag|risc|risqu|cort|deslig)(?:a|e|am|em|ue|uem|i)(?:-me|m)?(?: (?:logo|ja|isso|ela|ele|eu|tudo|
    isto))*(?:,? por favor|,? por gentileza| dai| daqui| fora| disso| dela| ai)(?= *(?:$|[.!,/]))

    \b(?:perde|perca|percam|cort\w+|deslig\w+|cancel\w+|tir\w+|retir\w+|apag\w+|larg\w+|som[ae] com|sum\w+ com|
    risc\w+|risqu\w+|elimin\w+|deix\w+|esquec\w+|borr\w+|bloque\w+)(?: (?:ai|logo|ja|o|de|do|a))* (?:meu|nosso|este|
    esse|mi) (?:numero|contato|contacto|whatsapp|telefone|celular|nome)\b(?! (?:depois|do pagamento|completo|certo|
    errado|com|na|no|para (?:entrega|
    o)))(?<!deixar meu nome)(?<!esqueci meu numero)(?<!apaguei meu numero)(?<!tirei meu nome)(?<!cancelei meu numer
    o)(?<!bloquear meu contato)

    \b(?:eu|que|te|senao|ja|entao|e) (?:te |ja )?denuncio\b|\b(?:eu|que|te|senao) bloqueio\b(?! [ao] (?!numero))|
    \bbloqueio (?:voces|
    em \d|esse|este)|\b(?:bloqueando|denunciando) (?:voces|esse numero|este numero)\b|\b(?:dar|dou|da|toma\w*|e|
    eh) (?:um )?(?:block|report)\b

    \b(?:nao|num|nem) (?:precisa|precisam|carece|adianta|necessita) (?:mais )?(?:de |ficar |se incomodar de |
    se preocupar em )*(?:me |nos )?(?:<send> mais(?! foto| audio| video)|
    <send>(?: <me>)?(?:<things>)?mais(?! foto| audio| video| link)|perder(?: mais)?(?: o| seu)? tempo comigo|
    mandar mais|vir mais|avisar)|\b(?:nao|num|nem) (?:precisa|precisam|carece) mais (?:de |ficar )*<me><send>|
    \bmais perder tempo comigo

    \b(?:deix|dej)\w*[- ](?:(?:me|nos|eu|a gente|(?:o |a )?(?:meu|minha) (?:numero|contato|whatsapp|celular|telefone|
    vida)) (?:viver )?(?:em |en )?(?:paz|quiet[ao]|sossegad[ao])|(?:viver )?em paz(?! (?:ess[ea]|est[ea]|o|a)\b))\b|
    \bdeix\w+ eu viver\b

    \b(?:larg\w+|sai|saia|saiam|some|suma|sumam|vaz\w+|arred\w+) (?:\w+ )?(?:d[oae] (?:meu |minha )?(?:pe|cola|
    whatsapp|celular|telefone|vida)|da minha (?:frente|tela|vista)|ess[ea] whatsapp)\b|\b(?:pod\w+|da para \w+|favor|
    podem) me esquec\w+|
    \besque(?:ce|cam|cer|ca) (?:de vez )?(?:de mim|que eu existo|que ele existe|de nos)\b

    ^(?:(?:af+|mds|meu deus|gente|moc[ao]|amig[ao]|mano|ai|entao|ja|por favor|pelo amor de deus|de novo(?: nao)?|bah|
    oxe|uai|ta|cara|tira|que \w+)[ ,.!]+)*(?:some|suma|sumam|vaza|xo+|sossega|sossegue|basta|ya basta|ja basta|
    chega ne|ja chega|chega disso|deu,? ne|me larg\w+|me err[ae]|nao perturb\w+|nao enche|nao encha|nao insist\w+|spam|
    remov[ae]|removam|tira|retirem?|sai fora|sem spam|sem contato|fora daqui|chega)(?:[ ,.!]+(?:ai|ja deu|ja|logo|ne|
    viu|por favor|obrigad[ao]|grat[ao]|pa|pelo amor de deus|tira|remove|moc[ao]|gente))*[ .!]*$

    \b(?:revog|retir)\w* (?:o |a |meu |minha )*(?:autorizac|consentiment|permiss)\w+|\bnao (?:autorizo|autorizei|
    consinto|permito|dei (?:autorizacao|permissao))\b[^.!?]{0,24}\b(?:contato|numero|telefone|uso|receb\w+|envio|
    mensag\w+|propag\w+|publicid\w+|apag\w+|mandar|nenhuma)\b

    \b(?:quero|queria|prefiro|gostaria de|desejo) (?:logo |ja )?(?:sair|ser (?:removid|retirad|descadastrad|
    excluid)[ao])(?= *(?:$|[.!,]|diss|dess|daqui|da lista|da base|do grupo|e quero|de vez))|
    (?<!nao )\bquero ficar de fora\b|\b(?:exclusao|remocao|eliminacao|supressao|retirada|
    bloqueio) (?:d[oae]s? )(?:todos os )?(?:meus? )(?:numero|telefone|contato|dados|cadastro|nome)\b

    \b(?:cans(?:ei|ad[ao])|de saco cheio|fart[ao]|cheg?i[ao]|encheu|enjoei) (?:de|d|com|dess|dest|
    ness)?<things><messages>(?! (?:automatica|pronta|de robo))|\benchendo o sac+o+\b|\b(?:mudar|trocar|troco|
    mudo) de (?:numero|chip|celular|telefone)\b(?=.*\b(?:por causa|sossego|paz|para parar|para voces|fugir)\b)|
    (?<!nao )\bme deix\w+ (?:(?:de )?fora|de lado)\b|\bsom[ae]\w* com (?:o )?meu cadastro\b|\bnao me (?:escreve|
    perturba|incomoda|
    procura)\b(?= *(?:$|[.!,]))|\b(?:parar?|parem|pare) de (?:aparecer|surgir|brotar)\b|\bdireito de (?:nao (?:ser|
    receber)|oposicao)\b|\b(?:pode|podem|podiam|da para) me poup\w+|^(?:\w+ ){0,6}me poup(?:e|em)[.! ]*$|
    \babstenham\b|\b(?:va|vai|vao) (?:perturbar|encher|atentar|amolar|aborrecer|atazanar|importunar) (?:o )?(?:outr|
    quem)\w*

    \b(?:borr|saqu|elimin|quit)(?:e|a|en|an)(?:me)\b|\bno (?:me )?molest\w+|\bdej\w+ en paz\b|
    \bcancelar la su[bs]+cripcion\b

    \b(?:mand|envi|cham|escrev|perturb|incomod|insist)\w* (?:\w+ ){0,4}?mais (?:nada )?nao\b|\bme mand\w+ mais nada\b|
    \b(?:nao|num) (?:quer|quero|queria|queremos|desejo|estou (?:mais )?a ?fim de|
    tenho (?:mais )?interesse em)(?: mais| ficar| continuar| nenhum\w*){0,3} receb(?:er|endo)\b(?! (?:o |a |em |meu |
    minha |encomenda|pedido|produto|so ))|\b(?:quero|prefiro|opto por) (?:nao )?receber (?:\w+ ){0,3}mais nao\b|
    \b(?:prefiro|opto por) nao receber\b|\b(?:nao|num) (?:quero|queria|
    desejo)(?: mais)? que (?:voces )?(?:me )?(?:cham|mand|envi|entrem em cont|ligu|procur|contat|escrev)\w*|\b(?:nao|
    num) quero mais (?:nenhum[a]? )?(?:contato|aviso|recado|catalogo|mensage\w+|notificac\w+|falar com voce)\b|
    \b(?:nao|num) (?:quero|queria)(?: mais)? saber (?:mais )?de (?:oferta|promo|propaganda|novidade)\w*

    \bpar(?:a|e|em|ar) d (?:me )?(?:<send>|flodar|floodar)\b|\blarg\w+ (?:mao )?de (?:me )?<send>\b|
    \bparem? (?:la )?de chatear\b|\bfavor (?:nao (?:insist|retorn|contat)\w+|(?:me )?(?:remov|retir|exclu|
    descadastr)\w+)|\bnao (?:contatar|insista|insistam|retornem)\b|\b(?:removam|retirem|tirem|apaguem|excluam|deletem|
    encerrem)(?:-(?:me|n[oa]s?))?(?= *(?:$|[.!,]|por |dess|meu|nosso|osmeus|d[ae]s? (?:lista|base|campanha)|das suas|
    este|esse|isso|ja\b|agora))|\b(?:quer\w*|podem?|favor) (?:me )?(?:remover|retirar|excluir|apagar|tirar)(?= *(?:$|
    [.!]|meus dados|dess|da lista|da base|viu))|\b(?:apag|delet|exclu|elimin)\w* (?:os )?meus dados\b|\b(?:nao|
    sem) (?:me )?volt\w+ a (?:me )?(?:<send>|contactar)\w*|\bquer\w* parar\b[.! ]*$|\bsair (?:dess[ae]|
    d[ao]s?) (?:grupo|lista)\b(?! (?:de )?(?:espera|presente|compra))|\b(?:botao|comando|
    palavra)\b[^.!]{0,20}\b(?:sair|parar)\b|\bpara (?:voces|isso) (?:sumirem|sumir|pararem|parar)\b|\bdecadastr\w+|
    \b(?:prefiro|quero|gostaria de|desejo) nao (?:mais )?ser (?:mais )?(?:avisad|chamad|contat|incomod|procur|abord|
    notific|perturb|
    lembrad)\w+|\bdispens\w+ (?:o (?:envio|recebimento)|futur\w+|contat\w+|<messages>)

    \bquem (?:te |lhe |voces |foi que )*(?:deu|passou|autorizou)\b[^.!]{0,48}[?!.,] *(?:pode ir )?(?:some|suma|para|
    apag\w+|tira|
    desfaz|esquece)\b

    \b(?:dar|de|deem|da) baixa (?:definitiva )?(?:n[oa]|em|d[oa]) (?:meu |minha )?(?:mim|cadastro|nome|numero|contato|
    registro)\b|\b(?:encerr|elimin|apag|exclu|delet|fech)\w* (?:o |a |os |todos os )*(?:meus? |minha )?(?:registr?os?|
    ficha|contacto)\b|\b(?:apag|exclu|delet|elimin)\w* (?:a )?minha conta\b|\bdeix\w+ de ser (?:vossa? )?client\w+|
    \b(?:finaliz|termin)\w* (?:o |os )?(?:envios?|contato|disparos?)\b|\b(?:acab|par)(?:a|e|em|ou|en) (?:la )?com
    (?:(?: ess[ae]s?| iss?to| esto| tant[ao]s?)(?: \w+ de)?(?= *(?:$|[.!,]|mensag|ofert|promo|mandac|propagand))|
     (?:mandac\w+|chatice))|\bunfollow\b

    \b(?:quero|preciso de|prefiro|so queria|quero so|quero e|exijo) (?:ter |um pouco de )?(?:silencio|sossego|paz)\b
    (?! (?:no|na|em|para|de espirito))|^(?:como|onde|qual)(?: \w+){0,4} (?:desabilit|desativ|desinscrev)\w*
    (?: iss?t?o| aqui)?[?. ]*$|\bno me busq\w+|\bnao (?:me )?(?:apareca|aparecam|procurem?) mais\b|\bblack ?list\b|
    \bfa[zc]\w+ de conta que (?:eu )?nao exist\w+|\b(?:contato|numero) inexistente\b|\bnao (?:quero|desejo)(?: mais)?
    (?: fazer parte)\b(?! d[eo]s? (?:quem|sorteio que))|\b(?:desgrud\w+|desencan\w+ de mim|desapeg\w+ de mim|
    larg\w+ (?:o|esse) osso)\b(?! nao)|\b(?:mandei|pedi|solicitei)(?: \w+){0,3} (?:para )?(?:parar|pararem|parassem|
    sair|ser removid[oa])\b(?= *(?:$|[.!,]|e |na|no|faz|mes|semana|ontem|ha|de receber))

    ^(?=.*\b(?:delegacia|anatel|anpd|juizado|boletim|queixa|process\w+|judicia\w+|advogad\w+|justica|
    autoridades)\b)(?=.*\b(?:mais uma|
    nov[oa] (?:contato|mensagem|envio|ligacao)|proxim[oa] (?:vez|
    mensag\w+|envio|notific\w+|propaganda|ligacao)|se (?:continua|chega|manda|vier|persist)\w*|de novo)\b)
    (?!.*\b(?:pedido|encomenda|dinheiro|produto|compra)\b)

    \b(?:deixar|parar) de (?:fazer parte|participar) d\w+ (?:\w+ )?(?:envios?|lista\w*|disparos?|mensagens|grupo)|
    \b(?:nao|num) quero (?:mai?s )?recebe?\b(?! (?:hoje|amanha|em|na|no|o|a)\b)|
    \b(?:nao|num) (?:gosto|curto|suporto|aguento|tolero)(?: mais)?(?: de)? receb\w+ <things>(?:<messages>|coisas)|
    \bquantas vezes (?:\w+ ){1,4}(?:dizer|falar|repetir|escrever) (?:que )?nao\b(?= *(?:$|[?.!,]|ate|quero|para))|
    \binativ\w+ (?:o )?(?:meu|este|esse) (?:cadastro|contato|numero)|\bquit(?:en|e)(?:lo|me)\b|
    \bno hace falta que (?:me )?(?:sig\w+|escrib\w+|mand\w+|envi\w+|llam\w+)|\bno vuelvan a (?:escrib|mand|llam)\w+|
    \b(?:quit|borr|elimin)\w* mi numero\b|\bdej\w+ tranquil[ao]\b|\bno more messages\b|(?:^|[, ])me err[ae][.! ]*$|
    \b(?:da|de|dao|deem|
    dar) (?:logo )?um basta\b|\bnao (?:quero|tenho) (?:mais )?(?:papo|conversa) (?:com (?:voces?|lojas?|vendedor\w*|
    ninguem)\b|nenhuma)|\bpor que (?:eu )?(?:ainda|continuo|sigo) (?:estou )?receb\w+ (?:isso|essas|mensag\w+|
    propag\w+|oferta\w*)|\b(?:comprei|peguei|achei|encontrei|fechei|arrumei)\b[^?]*\b(?:outr[oa]|noutr[oa]|farmacia|
    shopping|concorren\w+|amazon|shopee|cidade|mercado)\b[^?]*\b(?:nao precisam? mais|podem? (?:parar|encerrar|
    me esquecer|me tirar))|\bnao entr(?:e|em|ar|
    a) (?:mais )?em contac?to\b(?! (?:com a pele|com o[sl]?))|^como (?:eu )?(?:faco para )?sai(?:r|o)[? ]*$

    [🚫🛑⛔🔕🔇📵](?:[🚫🛑⛔🔕🔇📵🙅✋\ufe0f\u200d♀♂🏻-🏿 ]*)(?:chega|para|pare|mensage\w+|basta|por favor|msg)[ .!]*$|
    ^(?:[🚫🛑⛔]\ufe0f?){2,}$
    """,
    _SAYING,
)
_NO_STOP = known(
    r"""
    (?<!nao )(?<!nem )\b(?:quero|queria|vamos|bora|podemos|pode|gostaria de|vou) (?:continuar|retomar)\b(?!
    (?:receb|mand|sem))

    \b(?:receb\w+|mand\w+|envi\w+|escut\w+|ouvi\w+)(?: mais)?(?: \w+)? audios?\b.{0,30}\b(?:texto|escrev\w+|
    escrit\w+|digit\w+)

    \b(?:par(?:a|ar|e|ou)|sair|sai|tir(?:a|ar)|acab(?:a|ar)|remov(?:e|er)|elimin(?:a|ar)|apag(?:a|ar)) (?:com |de |a |
    o |as |os |essa |esse |essas |minha |meu )*(?:dor|dores|coceira|coçar|cocar|queda|cair|manchas?|espinhas?|rugas?|
    acne|cravos|olheiras?|celulite|estrias?|oleosidade|frizz|cheiro|suor|suar|caspa|marcas?|cicatriz|tatuagem|
    maquiagem|esmalte|(?:os|meus) pelos|pelos d[aoe]s?|roncar|chorar|doer|fumar|comer|arder)\b

    \bme tir\w+ (?:d[aeo]\w*|uma?) (?:duvida|sufoco|aperto|apuro|curiosidade|agonia|enrascada)\b|\blista de (?:espera|
    presentes?|cores|precos?|desejos|casamento|produtos|compras)\b|\b(?:exclui|apaguei|deletei|sai|
    bloqueei) (?:\w+ )?sem querer\b|\bparem?\b[!, ]+(?:\w+ ){0,2}(?:perfeit\w+|amei|apaixonei|que lind[ao]|
    quero ess[ea])\b|\bquero (?:mais )?viver\b(?! em paz)|\bsumir do mundo\b|\bme matar\b|\bquero morrer\b

    \b(?:denunci|procon|process|bloque)\w*\b.*\b(?:meu pedido|minha (?:encomenda|compra)|meu dinheiro|nao chegar|
    reembols\w+|estorn\w+|meu produto|nao (?:mandaram|entregaram|chegou|veio)|essa loja)\b|\bnao (?:quero|queria|posso|
    vou) receber (?:em|na|no|a caixa|caixa|embalagem|pelo|
    por (?:correio|motoboy)|antes|depois|hoje|amanha)\b|\bme erra nao\b|\bpar(?:a|e|em) de (?:me )?(?:enrol|ment|
    engan|tent|brinc|fazer rir)\w*

    \bchega de (?:escrever|digitar|menu\w*|robo|bot|namorar|pensar|esperar|enrol\w+|resistir|olhar|conversa de)\b

    \bso (?:me )?(?:diz|diga|fala|fale|quero saber)\b|\bquero (?:aquele|aquela|saber quanto)\b|\bcomo pago\b|
    \bfecha para mim\b

    ^(?:(?:entao|ah|ok|ta|esta|bom|nao|deixa|ai|aff|af|poxa)[,. ]+)*(?:esquece|deixa)(?: (?:isso|entao|vai|ta|
    para la|quieto|bom|deixa|moca))*[.! ]*$

    \bcancel\w* (?:a |o |meu |minha |esse |essa |este |uma )*(?:pedido|compra|encomenda|boleto|pix|pagamento|
    entrega)\b

    \bnao (?:liga|carrega|acende) mais\b|\b(?:esqueceram|esqueceu|esquecerem) de (?:me )?(?:mandar|enviar)\b

    ^(?!.*\b(?:mensag|mand|envi|receb|par[ae]|spam|insist|insist|continu|numero|contato|propaganda d))(?:.*)
    \b(?:denunci\w+|reclam\w+|vou) (?:\w+ ){0,3}(?:procon|reclame aqui)\b

    \b(?:nao|num|nem) (?:quero|queria|vou|pretendo|posso)(?: mais)? (?:ficar (?:de )?fora|sair d[aeo]s?|ficar sem|
    perder(?! (?:mais |meu |o meu )?tempo| (?:a )?paciencia)|deixar de (?:receber|saber|participar))\b|
    \bnao me (?:tir|exclu|remov)\w*|\bnao me deix\w+ (?:de )?fora\b

    \b(?:nao|num) (?:precisa )?par(?:a|e|em|ar) (?:nao|num)\b|\bpode (?:parar|par[ae]) nao\b|\b(?:nao|num) par(?:a|e|em)
    [,.!]+ (?:\w+ )?(?:continu\w+|esta|conta|fala|mostra|quero|adoro|gosto|estou (?:adorando|gostando|amando))\b

    \bsair (?:dess[ae]|dest[ae]|d[ae]|do) (?:vida|fase|situacao|rotina|mesmice|sufoco|tristeza|seca|fossa|depre\w*|
    aperto|perrengue|sol|banho|casa|zona|lugar)\b

    \bnao te (?:perturb|ench|aperrei|incomod|atent|chatei)o\b|\be (?:eu )?(?:paro|sumo|saio) (?:de te|feliz)\b|
    \b(?:nao|num) (?:some|suma|desist\w+|larg\w+)\b(?= (?:de mim|nao|esse osso|meu pe nao))

    ^(?=.*\b(?:robo|bot|menu|automatic\w+|pront[ao]s?|ura|opc(?:ao|oes))\b)(?=.*\b(?:atendente|pessoa|gente|alguem|
    humano|fala comigo|me atende|sair d(?:ess|o|a))\b)(?!.*\b(?:lista|numero|contato|denunci\w*|bloque\w*)\b)

    \bpar(?:ar|o) por ai\b|\bnao precisa (?:me )?mandar mais (?:foto|video|audio|link|print)|\bimpede\b|
    \bse (?:eu )?(?:cair|for|nao chegar|nao vier)\b.*\bdenunci|\bpode parar\b.*\b(?:valor|preco|brincadeira)\b|
    \bgarantia\b|\bdess[ea] (?:trabalho|emprego)\b|\btir\w+ meu nome e (?:por|poe|colo\w+|bot\w+|deix\w+)\b|
    \b(?:tir|remov|exclu|retir)\w* (?:\w+ ){0,3}(?:endereco|item|itens|carrinho|d[eo] (?:meu )?pedido)\b|
    \bte deixo em paz\b|^(?:eu |entao )?estou fora[.! ]*$|\besqueci (?:o |a )?(?:meu|minha) (?:cadastro|senha|login|
    numero)\b|
    \bpode parar\b[^a-z]+(?:que )?(?:e ess[ea]|quero|achei|ja sei|ja escolhi|decidi)|
    \bme esque(?:ce|ca) nao\b|\bd[ae] (?:embalagem|caixa|etiqueta|nota fiscal)\b|\b(?:entrar|
    me (?:poe|coloca|adiciona|inclui|bota|cadastra)) n[ao] (?:lista|grupo)\b|\b(?:mancha|espinha|cravo|pelo|ruga|
    olheira|bolinha|marca)s? par\w+ de\b|
    ^(?:eu )?quero cancelar[.! ]*$|\bpar(?:a|e|em|ar) (?:a procura|de procurar)\b|
    \bpaz com (?:ess[ea]|est[ea]|o) (?:preco|valor)\b

    ^(?:(?:esquece|deixa|entao|ah|ok|ta|esta|nao|obrigad[ao])[,. ]+)*(?:eu )?(?:nao|num) quero mais(?: (?:nao|
    obrigad\w+))*[.! ]*$

    \b(?:automatic[ao]s?|prontas?|de robo|repetid[ao]s?)\b[^.!?]{0,12}\be (?:me |nos )?(?:bota|coloca|chama|passa|poe|
    responde|atende|fala|resolve|escuta|ouve|ajuda)\w*
    """
)
_AWHILE = known(
    r"""
    \b(?:ess[ae]|est[ae]) (?:semana|mes|fim de semana|feriado)\b|\b(?:semana|mes|ano) que vem\b|\bpor enquanto\b|
    \bpor (?:um tempo|uns dias|esses dias|hoje)\b|(?<!da )(?<!dar )(?<!deem )(?<!de )\bum tempo\b|
    \bate (?:\w+ ){0,2}(?:dia|semana|mes|segunda|sexta|janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|
    outubro|novembro|dezembro|voltar)\b|(?<!partir de )\b(?:hoje|agora) nao\b|\bnao (?:me )?(?:manda|mande|chama|
    chame) \w* ?(?:agora|hoje)\b|\b(?:to|estou) (?:viajando|de ferias|trabalhando)\b
    """
)
_BARE_STOPS = frozenset(
    "sair parar pare stop cancelar descadastrar remover remova baja unsubscribe sai exit quit parem bloquear "
    "descadastre descadastra saia sairr pararr desinscrever block bloqueado bloqueada bloqueando bloqueei descadastro "
    "descadastramento interromper encerrar vaza exclua exclui remove deleta deletar excluir optout "
    "reportado reportada denunciado denunciada".split()
)
_ASKED = re.compile(r"[\d?]")
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
    if words and len(words) <= 2 and _BARE_STOPS.issuperset(words) and _ASKED.search(said) is None:
        return not _NO_STOP.heard(said)
    asked = _STOP.heard(said) or _LEAVE.heard(said) or is_gone(said)
    return asked and not _NO_STOP.heard(said) and not _AWHILE.heard(said)


def asks_pause(said: str) -> bool:
    """Whether the words ask for no messages for a while only.

    >>> asks_pause("para de me mandar msg essa semana"), asks_pause("para de me mandar msg")
    (True, False)
    """
    return _AWHILE.heard(said) and _STOP.heard(said) and not _NO_STOP.heard(said)


def could_ask_silence(said: str) -> bool:
    """False where the words that look like it are about something else, or where nothing in them speaks of ceasing."""
    return (names_ceasing(said) or denies(said)) and not _NO_STOP.heard(said) and not _AWHILE.heard(said)
