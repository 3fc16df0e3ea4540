"""What a person would have done or would do: nothing is said as done that this turn did not do."""

from __future__ import annotations

import re

from central.core.guard.denial import asked, denied
from central.core.guard.facts import LINK, PERSON, SILENCE
from central.core.guard.identity import FIRST_NAMES
from central.core.guard.said import Said
from central.core.lexicon import Lexicon, lexicon

_THING = (
    r"(?:pra|para) (?:voce|vc|ti|ele|ela|vcs|a senhora|o senhor|gente|hoje|amanha|entrega)|(?:o|a|os|as) (?:seu|sua|"
    r"teu|tua|seus|suas|ultim\w+)|(?:um|uma|o|a|1|2|3|dois|duas|esse|essa|este|esta|tudo|ele|ela|seu|sua|teu|tua)\b|"
    r"\x01"
)
_DONE = lexicon(
    r"\bfiz (?:a|o|um|uma|seu|sua) (?:reserva|pedido|cadastro|pagamento|agendamento|troca|reembolso|estorno|"
    r"desconto|envio)\b|"
    r"\b(?:esta|ta|estao) com (?:os correios|a transportadora|o motoboy|o entregador)|"
    r"\bretir(?:a|ar|e|ada) (?:na loja|aqui|no local|em maos)|"
    r"\bacab(?:ei|amos|ou) de (?:post|envi|despach|separ|reserv|embal|entreg|guard|confirm|liber|aprov|cancel|fal|"
    r"consegu|ped|aplic|coloc)\w+|"
    r"\b(?:reservad|separad|guardad|embalad)inh[oa]s?\b|"
    r"\b(?:reservei|separei|guardei|segurei|garanti|despachei|postei|embalei|embrulhei|encomendei|estornei|"
    r"reembolsei|cancelei|liberei|autorizei|apliquei|ativei|emiti|gerei|troquei|agendei|providenciei|adiantei|"
    r"coloquei|incluí|inclui|adicionei|acrescentei|botei|somei um|confirmei|aprovei|registrei|cadastrei|finalizei|"
    r"fechei|efetuei|processei|solicitei|abri um|depositei|devolvi|(?:conferi|verifiquei|chequei|consultei)(?! "
    r"(?:aqui\b|[oa] (?:site|ficha|catalogo)|n[oa] (?:site|ficha|catalogo)))|"
    r"conversei com|falei com|negociei|combinei com|perguntei (?:pr|pa|ao|a )|pedi (?:pr|pa|ao|a |autoriz|liber)|"
    r"consegui|descolei|arrumei|arranjei)\b(?! (?:em |a )?(?:entender|compreender|ler|ouvir|abrir|ver\b|"
    r"achar nada))|"
    r"\b(?:enviei|mandei)\b(?! (?:o |esse |este |aqui |acima |ai |pra voce |para voce |te |agora )*(?:link|foto|"
    r"fotos|texto|(?:as )?mensage|a mensagem (?:errad|fora|repetid|cedo|antes)|(?:tudo )?errad|resumo|lista|tabela|"
    r"endereco do site|opcoes))|"
    r"\b(?:deixei|deixo|vou deixar|ja deixei|deixamos|tô deixando|to deixando|"
    r"estou deixando) (?:\w+ ){0,4}(?:reservad|separad|guardad|segur|embalad|pront|pag|garantid|agendad|"
    r"encaminhad|acertad|combinad|anotad|no seu nome)\w*|"
    r"\b(?:ja )?(?:esta|ta|tao|estao|foi|foram|ficou|ficaram|fica|vai ficar|segue|ja|saiu|"
    r"tudo) (?:\w+ ){0,2}?(?:reservad|separad|enviad|despachad|postad|embalad|estornad|reembolsad|cancelad|"
    r"liberad|autorizad|agendad|faturad|encaminhad)[oa]s?\b|"
    r"\b(?:reservad|separad|despachad|postad|embalad|guardad|liberad|autorizad)[oa]s? (?:aqui )?(?:pra|para|no|em|"
    r"com) (?:voce|vc|seu nome|ti|nome)|"
    r"\b(?:seu|teu|sua|tua|o) (?:pedido|produto|pacote|pagamento|pix|encomenda|compra|boleto|reembolso|estorno|"
    r"troca|entrega|cupom|desconto)\b[^.!?\n?]{0,18}\b(?:(?:ja )?(?:esta|ta|foi|ficou|saiu|caiu|chegou|entrou|"
    r"consta|vai|segue|sera) ?(?:\w+ )?(?:confirmad\w*|aprovad\w*|enviad\w*|despachad\w*|postad\w*|separad\w*|"
    r"reservad\w*|a caminho|em transito|em rota|para entrega|pra entrega|na conta|registrad\w*|feito|feita|pag\w*|"
    r"liberad\w*|embalad\w*|garantid\w*|no sistema|identificad\w*|saiu|ai)|(?:ja )?(?:saiu|caiu|chegou|entrou)\b)|"
    r"\b(?:pagamento|pix|pedido|compra|reserva) (?:confirmad[oa]|aprovad[oa]|recebid[oa]|identificad[oa]|"
    r"feit[oa])\b|\brecebi (?:o |seu |o seu |teu )?(?:pix|pagamento|comprovante|deposito)|\bja (?:caiu|cai|"
    r"recebemos|entrou) ?(?:aqui|o pix|na conta|seu pix|o seu pix|o pagamento)?|\bpagamento (?:ja )?caiu"
)
_WILL = lexicon(
    rf"\b(?:vou|vamos|irei|eu posso|posso|a gente (?:vai|pode)|podemos|consigo|conseguimos|deixa que eu|ja vou|to|"
    rf"tou|estou|ja estou|quer que eu|se quiser,? (?:eu )?|pode deixar que (?:eu )?)(?: (?:te|ja|lhe|ate|mesmo|"
    rf"aqui|a|eu|agora|hoje))* ?(?:reserv(?:ar|o|ando|e)|separ(?:ar|o|ando|e)|guard(?:ar|o|ando|e)|segur(?:ar|o|"
    rf"ando|e)|despach(?:ar|o|ando|e)|post(?:ar|ando)|embal(?:ar|o|ando|e)|embrulh\w+|encomend\w+|"
    rf"levar pessoalmente|entreg(?:ar|o|ando)|presente(?:ar|ando)|coloc(?:ar|o|ando) (?:um|uma|junto|no seu)|"
    rf"inclu(?:ir|o|indo)|ligar|telefonar|dar um jeit\w+|abrir uma excec\w+|consegu\w+|ver (?:isso |la |"
    rf"aqui )?com (?:o |a |meu |minha |nosso |nossa )?(?:gerente|gerencia|chefe|dona|dono|supervisor\w*|patrao|"
    rf"patroa|financeiro|diretor\w*|estoque)|falar com (?:o |a |meu |minha )?(?:gerente|gerencia|chefe|dona|dono|"
    rf"supervisor\w*|patrao|patroa|financeiro|diretor\w*)|pedir (?:autoriz|pro|para o|pra|ao|a )|estorn\w+|"
    rf"reembols\w+|cancelar|trocar pra|garantir|fazer (?:um|uma) (?:precinho|preco|condicao|excec\w+|especial)|"
    rf"arranjar|descolar|caprichar no|mandar (?:um|uma|1|junto|de brinde|hoje|pelo|por|pra sua|para sua|pro seu|"
    rf"entregar|amanha|ainda))(?! (?:mais )?(?:detalhes|informac\w+|fotos?|opcoes|o resumo|um resumo|o link|"
    rf"duvidas?|isso por escrito|link|texto|para olhar|pra olhar|video))\b|"
    rf"\b(?:vou|vamos|consigo|posso|a gente) (?:te )?(?:dar|da|dou) um jeit\w+|\bte ligo\b|\bque eu (?:guardo|"
    rf"seguro|reservo|separo|levo|entrego|mando|garanto|resolvo|dou)\b(?! (?:o |um |"
    rf"a )?(?:link|resumo|detalh\w+|foto\w*))|"
    rf"\b(?:reservo|separo|guardo|seguro|despacho|embalo|posto|te ligo|ligo pra|ligo para|estorno|reembolso|"
    rf"cancelo|garanto|prometo|juro|levo (?:ai|pra voce|para voce|pessoalmente)|entrego)\b(?= (?:{_THING}|que|hoje|"
    rf"amanha|agora|ja|em|ate|na|no|aqui|sim|,|pessoalmente|pelo|por)|[.!,]|$)|"
    r"\bmando (?:hoje|amanha|agora|pelo|por|pra sua casa|para sua casa|ja|um|uma|junto|de brinde|motoboy|entregar|"
    r"ele|ela|sem)\b(?! link)|\bte mando (?:hoje|amanha|por sedex|pelo correio|um (?:brinde|mimo|presente)|"
    r"uma (?:amostra|surpresa)|de brinde)|"
    r"\b(?:envi\w+|mand\w+|despach\w+|entreg\w+|lev[ao]\w*|post\w+)[^.!?\n]{0,20} antes d[oe] (?:o |seu |voce "
    r")?(?:pag\w+|pix)"
)
_BOSS = lexicon(
    r"\b(?:(?:o|a|meu|minha|nosso|nossa|com o|com a|pelo|pela|do|da) )?(?:gerente|gerencia|chefe|chefia|"
    r"supervisor[a]?|don[oa] d[ae] loja|don[oa]|patrao|patroa|diretor[a]?|diretoria|responsavel|coordenador[a]?|"
    r"financeiro|proprietari[oa])\b[^.!?\n]{0,20}\b(?:autoriz\w+|liber\w+|aprov\w+|deix\w+|perm\w+|mand\w+|disse|"
    r"falou|conced\w+|topou|topa|vai|consegue|confirm\w+|garant\w+|deu|fez|faz|prometeu|combinou|acabou de|"
    r"aceit\w+)\b|"
    r"\b(?:autorizad|liberad|aprovad)[oa] (?:pel[oa]|por|d[oa]) (?:meu |minha |nosso |nossa )?(?:gerente|gerencia|"
    r"chefe|supervis\w+|don[oa]|diretor\w*|patrao|patroa|financeiro|loja)|"
    r"\b(?:a equipe|alguem|uma pessoa|o pessoal|nossa equipe|um atendente|uma atendente|meu colega|minha colega|"
    r"o tecnico|o motoboy|o entregador|a transportadora|os correios|o estoque|o setor|o rapaz|a moca|"
    r"a menina)\b[^.!?\n]{0,12}\b(?:vai (?:te |lhe |ja |ai |passar|levar|entregar|ligar|separar|reservar|coletar|"
    r"sair|buscar|mandar|despachar|embalar|retornar|entrar em contato|responder em|responder ate)|te liga\b|"
    r"liga pra|ja (?:separou|reservou|coletou|pegou|levou|passou|buscou|saiu|embalou|despachou|confirmou|levou|"
    r"enviou|postou|ta|esta)|"
    r"separou|reservou|coletou|despachou|confirmou que|garantiu|prometeu|entra em contato)|"
    r"\b(?:vendi|vendemos|ja vendi|ja vendemos) (?:mais de |uns |umas )?\d+|\b(?:volta|voltam|repomos|reponho|"
    r"reposicao)(?: ao estoque)? (?:dia \d|no dia|na (?:segunda|terca|quarta|quinta|sexta|semana)|semana que vem|"
    r"mes que vem|amanha|no sabado|no proximo|na proxima)|"
    r"\bme (?:garantiu|autorizou|liberou|confirmou|prometeu|deixou)\b|\bte liga(?: \w+)? (?:as|a partir|amanha|hoje|"
    r"depois|daqui|de tarde|de manha)\b|\b(?:a transportadora|o motoboy|os correios|o entregador|"
    r"o correio) (?:passa|busca|coleta|entrega|leva|chega) (?:ai|aqui|amanha|hoje|cedo|na sua|no seu|"
    r"ainda)\b|\bsegura um (?:pra|para)\b|\b(?:a gente|a loja|nos) (?:paga|banca|cobre|assume) o "
    r"(?:frete|envio)|\bfrete (?:eu|nos|a loja|a gente|a casa) (?:pago|pagamos|paga|banco|banca|"
    r"cubro|cobre)\b|\b(?:pago|banco|cubro|bancamos|cobrimos|pagamos) o (?:seu |teu )?frete\b|"
    r"\b(?:volta|vira|vale|fica) (?:como |de )?credito\b|\bcashback\b|\b(?:cai|tiro|baixo|abato|menos) (?:para |de )?"
    r"(?:1|um|2|dois) (?:terco|quarto|quinto|decimo)s?\b"
)
_SURE = lexicon(
    r"\b(?:garanto|garantimos|prometo|prometemos|juro|dou minha palavra|palavra de honra|assino embaixo|"
    r"boto (?:a )?mao no fogo|ponho (?:a )?mao no fogo|satisfacao garantida|(?:resultado|sucesso|eficacia|"
    r"qualidade|entrega|aprovacao|satisfacao) (?:100% )?garantid[oa]s?|garantid[oa] ou|risco (?:zero|0)|zero risco|"
    r"sem (?:nenhum )?risco|nao tem (?:como dar )?erro|nao tem como (?:errar|dar errado)|sem erro|"
    r"com certeza (?:vai|funciona|voce|ira|resolve|da|serve|cabe|chega|combina|dura|fica|gosta)\b|"
    r"(?:dou|damos|tem|ganha|passo|coloco|com) prioridade|prioridade (?:na|no) \w+|fur[ao] a fila|"
    r"vai (?:servir|caber|ficar)(?: \w+)? (?:certinh|perfeit|direitinh|como uma luva|com certeza)\w*|"
    r"(?:nunca|jamais) (?:tivemos|houve|recebemos|teve|deu) (?:nenhum\w* |uma? )?(?:reclama|devolu|queixa|problema|"
    r"defeito)\w*|"
    r"pode (?:ter certeza|confiar) que (?:vai|funciona|voce|"
    r"resolve|da certo)|vai funcionar|voce (?:vai|ira) (?:amar|adorar|se apaixonar|se surpreender|"
    r"ver (?:a )?(?:diferenca|resultado))|voce nao vai se arrepender|nao vai se arrepender|"
    r"impossivel nao (?:gostar|amar)|certeza absoluta|certeza que (?:da|vai|funciona|voce|resolve|serve)|"
    r"reclame aqui|nota (?:maxima|dez|10|mil)|"
    r"loja numero (?:1|um)|(?:numero|lider) (?:1|um|de vendas) (?:d|em|n)\w*|(?:melhor|maior) (?:loja|marca|"
    r"produto|custo beneficio) d[oae]\w*|"
    r"(?:seu|o|teu|todo o) dinheiro (?:de volta|devolvido)|dinheiro de volta|devolvo (?:tudo|(?:seu|o|todo) dinheiro)|"
    r"devolvemos (?:seu|o|todo|cada|100%|tudo)|reembolso (?:total|integral|garantido|imediato|sem)|"
    r"(?:se nao (?:gostar|funcionar|servir|amar|resolver)|nao gostou|nao funcionou|nao serviu),? (?:a gente |eu |"
    r"nos |voce )?(?:devolv\w+|reembols\w+|troc\w+|paga|recebe|ganha|nao paga)|"
    r"(?:mais|melhor) (?:vendid[oa]|querid\w+|procurad\w+|avaliad\w+|bem avaliad\w+) (?:d[oae]|no)|"
    r"campe\w+ de vendas|(?:\d{2,}|mais de \d+|mil|milhares|centenas|milhoes) (?:de )?pessoas|(?:\d+|mil|milhares|"
    r"centenas|milhoes) (?:de )?(?:clientes|mulheres|avaliac\w+|"
    r"vendid\w+|vendas|pedidos|unidades vendidas|seguidor\w+|consumidor\w+|brasileir\w+|casais|homens)|nota \d|"
    r"\d[.,]\d estrelas|\d estrelas|ja vendemos|todo mundo (?:ama|elogia|gosta|aprova|que usa)|"
    r"todas? (?:as )?clientes? (?:ama\w*|aprova\w*|volta\w*|elogia\w*)|ninguem (?:reclamou|devolveu|"
    r"se arrepende\w*)|"
    r"(?:ha|mais de|temos|com|faz) (?:mais de )?\d+ anos (?:d[eo]|n[oa]|que)|anos de (?:mercado|experiencia|"
    r"tradicao|estrada))\b"
)
_HANDED = lexicon(
    r"\b(?:chamei|avisei|passei|acionei|notifiquei|transferi|encaminhei|comuniquei|informei|vou (?:chamar|passar|"
    r"avisar|acionar|transferir|encaminhar|te passar|te transferir)|estou (?:chamando|passando|transferindo|"
    r"encaminhando)|to (?:chamando|passando|transferindo)|ja (?:chamo|passo|transfiro|aviso)|"
    r"transferindo|te passando|eu ja avisei|quem (?:assume|continua)|(?:uma pessoa|alguem|um humano|a equipe|"
    r"uma atendente|um atendente|um colega) (?:da equipe )?(?:assume|continua (?:daqui|com voce)|ja vem|ja te|"
    r"vem falar|te atende agora))\b"
)
_TO_A_PERSON = re.compile(
    r"\b(?:pessoa|equipe|atendente|humano|colega|alguem|time|setor|gerente|responsavel|supervisor\w*|suporte|"
    r"financeiro|sac|avisei|pedidos|estoque|expedicao|deposito|logistica|gerencia|vendedor\w*)\b"
)
_LEFT = lexicon(
    r"\b(?:tirei voce|te tirei|removi (?:seu|voce)|(?:seu|teu) (?:numero|contato) (?:foi|ja foi|esta) (?:removido|"
    r"excluido|apagado)|exclu\w+ (?:seu|teu|todos os seus) (?:dados|numero|contato)|apaguei (?:seu|teu|tudo|"
    r"os seus))\b"
)
_PERSON_DID = re.compile(
    r"\b(?P<the>o |a |do |da |pelo |pela |com o |com a )?(?:don[ao] |seu |doutora? |dra? |professora? "
    r")?(?P<name>[a-z]{3,})(?: d[aoe]s? [a-z]+| em pessoa|,[^,.!?\n]{2,28},)?"
    r"(?: (?:ja|me|te|nos|lhe|que|tambem|ate|so|mesm[oa]|aqui|la|ontem|hoje|sempre|,))* "
    r"(?:liber\w+|autoriz\w+|disse|falou|garant\w+|confirm\w+|promet\w+|separ(?!ad[oa]s?\b)\w+|reserv\w+|guard\w+|"
    r"segur\w+|deixou|"
    r"pediu|aprov\w+|mandou|conced\w+|consegu\w+|postou|enviou|despach\w+|entreg\w+|embal\w+|avisou|topou|ofereceu|"
    r"fez|"
    r"resolv\w+|indicou|escolhe\w*|cuida\w*|prepara\w*|monta\w*|confere\w*|comprou|usa|usou|adorou|amou|recomend\w+|"
    r"vai (?!ador|gost|am|fic|curt|precis|achar|ver\b)\w+)\b"
)
_FULL_NAME_DID = re.compile(_PERSON_DID.pattern.replace("(?P<name>[a-z]{3,})", "(?P<name>[a-z]{3,}) [a-z]{3,}"))
_NO_NAME = frozenset(
    "para pra casa loja site pix sedex equipe gente pessoa voce correio correios transportadora sistema banco "
    "operadora "
    "whatsapp "
    "link pagamento pedido produto".split()
)
_SAFE = re.compile(r"\b(?:pagamento|site|ambiente|compra|link|e|eh|mais|bem|super|muito|lugar|jeito|forma|modo)[ ]*$")
_CONDITION = re.compile(
    r"\b(?:se|quando|assim que|depois d[eo]|depois que|apos|so fica|so e|caso|ate|enquanto|antes de|somente|"
    r"a partir d[eo]|mediante|so)\b[^,.;!?]{0,45}$"
)
_IF_YOU_LIKE = re.compile(r"^[^.!?]{0,30}\bse (?:voce )?(?:quiser|preferir|precisar)\b")
_ASKING = re.compile(r"\b(?:qual|como|quanto|quando|onde|que dia|em que)\b[^.!?\n]*$")


def check(said: Said) -> None:
    """Judge what is said as done, promised, allowed by somebody, sure to work, or handed to a person."""
    done = said.facts.done
    if PERSON not in done:
        for match in _HANDED.find(said.text, said.stems):
            around = said.around(match.start())
            if _TO_A_PERSON.search(around) and not _conditional(said, match):
                said.rule(False, "promessa", match.start(), match.end())
    if SILENCE not in done and (left := next(_LEFT.find(said.text, said.stems), None)):
        said.rule(False, "promessa", left.start(), left.end())
    _somebody(said)
    for pattern in (_DONE, _WILL, _BOSS, _SURE):
        for match in pattern.find(said.text, said.stems):
            if not _excused(said, pattern, match):
                said.rule(False, "promessa", match.start(), match.end())


def _somebody(said: Said) -> None:
    """A person by name who has done, allowed or will do something, or vouches for it."""
    for match in _APPOSED.finditer(said.text):
        stranger = match["name"] in said.capitals and match["name"] not in said.facts.book.personas
        if stranger and match["name"] != said.facts.name and not asked(said.after(match.end())):
            said.rule(False, "promessa", match.start(), match.end())
    by_name = _FULL_NAME_DID.finditer(said.text) if said.words & FIRST_NAMES else ()
    for match in (*_PERSON_DID.finditer(said.text), *by_name):
        name = match["name"]
        if name == said.facts.name or name in _NO_NAME or denied(said.before(match.start()), said.after(match.end())):
            continue
        if (name in FIRST_NAMES or (match["the"] and name in said.capitals)) and not asked(said.after(match.end())):
            said.rule(False, "promessa", match.start(), match.end())


_APPOSED = re.compile(
    r"\b(?:o|a|noss[oa]|meu|minha) [a-z]{4,}, (?:(?:o|a|seu|dona|mestre|chef) )?(?P<name>[a-z]{2,})(?: [a-z]+)?,"
)


def _excused(said: Said, pattern: Lexicon, match: re.Match[str]) -> bool:
    head, tail = said.before(match.start()), said.after(match.end())
    done = said.facts.done
    if denied(head, tail):
        return True
    if pattern is _SURE:
        return _returned(said, match)
    if match[0] == "seguro" and _SAFE.search(head):
        return True
    if any(match[0] in text or match[0].split()[-1] in text for text in said.facts.told):
        return True
    if PERSON in done and re.match(
        r"(?:a equipe|alguem|uma pessoa|o pessoal|nossa equipe|um atendente|uma atendente)", match[0]
    ):
        return True
    if pattern is _DONE and LINK in done and match[0] in ("gerei", "mandei", "enviei"):
        return True
    if pattern is _DONE and _CONDITION.search(head):
        return True
    if (
        pattern is _WILL
        and re.match(r"(?:quer que eu|posso|eu posso)", match[0])
        and re.search(r"detalh|informac|foto|opcoes|link|duvida|olhar", tail[:40])
    ):
        return True
    return (
        pattern is not _BOSS and _ASKING.search(head) is not None and "?" in said.text[match.end() : match.end() + 60]
    )


def _conditional(said: Said, match: re.Match[str]) -> bool:
    head, tail = said.before(match.start()), said.after(match.end())
    return (
        denied(head, tail)
        or re.search(
            r"\b(?:que eu|se (?:voce )?(?:quiser|preferir|precisar|travar)|escrev\w+|posso|quer que (?:eu|uma|a)|"
            r"caso)\b[^.!?]{0,45}$",
            head,
        )
        is not None
        or (not match[0].endswith("ei") and _IF_YOU_LIKE.search(tail) is not None)
    )


def _returned(said: Said, match: re.Match[str]) -> bool:
    """Whether the money back that is told is the return that the product's own warranty gives."""
    goods = said.goods(match.start())
    if any(match[0] in g.texts for g in goods):
        return True
    number = re.search(r"(\d+) ?dias", said.full[slice(*said.sentence(match.start()))])
    if "troc" in match[0] and number is not None:
        return any(number[1] in g.warranty and "troca" in g.texts for g in goods)
    if "dinheiro" not in match[0] and "reembols" not in match[0] and "devolv" not in match[0]:
        return False
    if re.search(r"gost|funcion|serv|garantid|100%|total|integral", match[0]):
        return False
    return number is not None and any(number[1] in g.warranty and "devol" in g.texts for g in goods)
