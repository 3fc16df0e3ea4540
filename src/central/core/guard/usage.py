"""What a product may be used for and who praises it: nothing is allowed, added or made famous by the writer alone."""

from __future__ import annotations

import re
from functools import lru_cache

from central.core.guard.denial import asked, denied, referred
from central.core.guard.said import NAMED, OWNED, Said
from central.core.lexicon import lexicon
from central.core.reading.stems import stems

_FAME = lexicon(
    r"\b(?:importad[oa]s?|produzid[oa]s?|fabricad[oa]s?|vem|vind[oa]s?|desenvolvid[oa]s?|criad[oa]s?) (?:d[aeo]s?|"
    r"n[ao]s?|"
    r"em) (?:suica|italia|franca|paris|alemanha|japao|coreia|espanha|china|turquia|estados unidos|eua|europa|exterior|"
    r"grasse|portugal|india|marrocos|inglaterra)\b|"
    r"\b(?:eleit[oa]|premiad[oa]|vencedor[a]?|campea|campeao|destaque|queridinh[oa]|favorit[oa]|preferid[oa]|"
    r"recomendacao|"
    r"sensacao|sucesso) (?:o |a |como |pel[oa]s? |por |entre |d[aeo]s? |n[ao]s? )+(?:\w+ )?(?:melhor|ano|mes|"
    r"dermatolog\w+|medic\w+|especialistas?|influenc\w+|famos\w+|blogueir\w+|atriz\w*|artistas?|celebridad\w+|"
    r"internet|"
    r"tiktok|instagram|noivas?|maquiador\w+|estilistas?|revistas?|voto\w*)|"
    r"\b(?:eleit|premiad|consagrad|lauread)[oa]s?\b|"
    r"\b(?:melhor|maior) (?:\w+ ){1,2}d[oe] (?:ano|brasil|mundo|mercado)\b|"
    r"\b(?:testad[oa]s?|aprovad[oa]s?|certificad[oa]s?|registrad[oa]s?|assinad[oa]s?|"
    r"formulad[oa]s?) (?:e \w+ )?(?:por|"
    r"pel[oa]s?|n[ao]) (?:\w+ )?(?:oftalmolog\w+|anvisa|inmetro|ibama|pediatr\w+|laborator\w+|famos\w+|atriz\w*)\b|"
    r"\b(?:anitta|ivete|xuxa|gisele|bruna marquezine|virginia|larissa manoela|juliette|famosas?|celebridades?|"
    r"influencers?|atrizes|blogueiras?) (?:\w+ )?(?:us[aoe]\w*|ama|amam|indic\w+|recomend\w+|vest\w+|adora\w*)\b|"
    r"\b(?:inspirad[oa]|contratipo|baseado|clone|dupe|versao|imitacao|parecid[oa]|lembra|similar|equivalente) "
    r"(?:muito |bem |bastante )?(?:n[oa]|d[oa]|ao?|com [oa]|o|a) (?!que|quem|site|foto)[a-z]{3,}"
)
_FEATURE = lexicon(
    r"\b(?:frasco|vidro|pote|embalagem|tampa|caixa|estojo|bala|case) (?:\w+ )?(?:de|em) (?:vidro|metal|aluminio|"
    r"madeira|"
    r"acrilico|cristal|ambar|plastico reciclado|couro)\b|"
    r"\b\d+ (?:velocidades|modos|niveis|funcoes|intensidades|vibracoes|bolsos|compartimentos|divisorias|camadas)\b|"
    r"\b(?:controle|controlad[oa]|comando) (?:por|via|remoto|a)\b|\b(?:por|com|via) (?:aplicativo|app|bluetooth|"
    r"wi-?fi)\b|"
    r"\b(?:vem|vai|acompanha|inclui|traz|ganha) (?:com )?(?:\w+ )?(?:alca|corrente|capa|necessaire|estojo|pincel|"
    r"esponja|"
    r"carregador|bolsinha|saquinho|refil|espatula|aplicador|cinto|chaveiro|certificado|amostra)(?: \w+){0,3}|"
    r"\b(?:low|no) ?poo\b|\bnao (?:entope|obstrui|acnei\w*|comedogenic\w+|oleos\w+)\b|"
    r"\b(?:nao|sem|zero) (?:tem |contem |leva )?(?:chumbo|metais pesados|toxin\w+|hormoni\w+|ftalatos?)\b|"
    r"\b(?:extra|dupla|tripla) (?:forte|protecao|acao|camada)\b"
)
_ABLE = lexicon(
    r"\b(?:aguenta|suporta|projeta|repele|recupera|engrossa|alonga|alisa|ilumina|firma|tonifica|refresca|esfolia|"
    r"fortalece|purifica|bronzeia|hidrata|desembaraca|perfuma)\b(?! (?:a|o) conversa)(?:[ ][a-z0-9]+){0,3}|"
    r"\b(?:dura|duram|rende) (?:anos|meses|semanas|horas|a vida|o mes)\b|"
    r"\b(?:tem|vem com|possui|traz) (?:um |uma |\d+ )?(?:bolso|compartimento|capuz|espelho|ima|led|luz|timer|visor|"
    r"rfid|"
    r"ritmos?|vibrac\w+)\b(?: \w+){0,2}|\b\d+ (?:ritmos|vibracoes|potencias|programas)\b|"
    r"\bbanhad[oa]s? (?:a|em|de|com) (?:rodio|cobre|niquel|platina|bronze|rubi)\b|"
    r"\b(?:feit|criad|desenhad|desenvolvid|formulad|assinad|pintad|bordad)[oa]s? por (?:uma?|[a-z]*ist[ao]s?|"
    r"artesa\w*|"
    r"artist\w+|medic\w+|dermato\w+)\b(?: \w+){0,2}"
)
_CARE = lexicon(
    r"\b(?:amament\w+|gravid\w+|gestant\w+|lactant\w+|bebes?|criancas?|diabet\w+|hipertens\w+|alergic\w+|cardiac\w+)\b"
    r"[^.!?;\n]{0,15}\b(?:e|eh|fica|esta|ta) (?:\w+ )?(?:segur[oa]|tranquil[oa]|liberad[oa]|permitid[oa]|otim[oa])\b|"
    r"\b(?:pode|podem|da pra|da para) (?:\w+ )?(?:mistur|combin|junt|us\w+ junto|associ|"
    r"tom)\w*[^.!?;\n]{0,25}\b(?:remedi\w+|"
    r"roacutan|isotretinoin\w+|acid\w+|medicament\w+|antibiotic\w+|anticoncep\w+|pomad\w+)\b|"
    r"\b(?:ard\w+|queim\w+|coc\w+|vermelh\w+|descam\w+|irrit\w+|inch\w+)\b[^.!?;\n]{0,15}\b(?:e|eh) (?:\w+ )?normal\b|"
    r"\b(?:nao precisa|sem precisar|nem precisa|dispensa|nao e preciso)\b[^.!?;\n]{0,15}\b(?:medic[oa]|dermato\w*|"
    r"consulta|"
    r"receita|pediatra|ginecolog\w+|hospital|pronto)\b|"
    r"\b(?:para|parou|param|pararam|parar) de (?:cair|cocar|doer|arder|coçar|quebrar|descamar|inchar|roncar)\b"
)
_SELF = lexicon(
    r"\beu (?:mesma |propria |tambem |ja |sempre )*(?:uso|usei|usava|passo|passei|comprei|tenho um|tenho uma|testei|"
    r"provei|visto|vesti)\b|\b(?:minha|meu) (?:pele|cabelo|rosto|corpo|marido|namorado|filh[oa]|"
    r"mae) (?:\w+ )?(?:mudou|"
    r"melhorou|amou|ama|adorou|adora|ficou|usa|elogi\w+)"
)
_PLACED = lexicon(
    r"\b(?:o|a|com o|com a|pr[oa]|ao|pel[oa]|que o|que a) (?!equipe|pessoal|pessoa|time|setor|atendente|gente|"
    r"\w*frete|"
    r"prazo|preco|link|site)[a-z]{3,} d[aoe] (?:logistica|estoque|expedicao|financeiro|entrega|deposito|sac|vendas|"
    r"loja|galpao|transportadora|correio|correios|almoxarifado|atendimento)\b[^.!?\n]{0,12}\b(?:vai|vao|ja|disse|"
    r"garant\w+|"
    r"confirm\w+|prometeu|me|separ\w+|post\w+|manda|leva|entrega|libera|liberou|autoriz\w+)\b|"
    r"\bpode deixar que (?:eu )?(?:te )?(?:aviso|resolvo|cuido|vejo|acompanho|confirmo)\b|"
    r"\b(?:peguei|tirei) (?:um|uma|o|a|seu|sua)\b[^.!?\n]{0,15}\b(?:estoque|prateleira|voce|deposito)\b|"
    r"\bdeixei (?:\w+ )?(?:com|no|em) (?:o )?(?:seu|teu) nome\b|"
    r"\b(?:sai|fica|custa|vai|levo|leva|faco|fecho) pel[oa] (?:mesm[oa] )?(?:preco|valor) d[oa]\b|"
    r"\b(?:o |a )?(?:tom|cor|tamanho|numero|perfume|produto) (?:cert[oa]|ideal|perfeit[oa]|exat[oa]) (?:pra|para|"
    r"d[aeo]) "
    r"(?:voce|vc|ti|sua|seu|a sua|o seu)\b[^.!?\n]{0,12}\b(?:e|eh|seria)\b|"
    r"\b(?:na|sua) (?:fatura|nota|caixa|etiqueta|encomenda)\b[^.!?\n]{0,12}\b(?:sai|aparece|vem|vai|consta|mostra|"
    r"fica) "
    r"(?:escrito |como |o nome |so )*(?:como|escrito|com o nome|em nome|por)\b"
)
_TAKEN = re.compile(
    r"\b(?:aceit\w+|receb\w+|peg(?:a|amos|o)|pode (?:pagar|passar)|da (?:pra|para) pagar|pag\w+ (?:com|em|no|por))\b"
    r"[^.!?;\n]{0,25}\b(vale[ -](?:alimentacao|refeicao)|vale|ticket|paypal|picpay|pic pay|cheques?|cripto\w*|bitcoin|"
    r"carne|crediario|fiado|mb ?way|dinheiro vivo|duas formas|dois cartoes|2 cartoes|google pay|apple pay|deposito|"
    r"transferencia)\b"
)
_MAY = re.compile(
    r"\b(?:pode|podem|da pra|da para|liberad[oa] (?:pra|para))(?: sim| ate| tambem| ser|,)* "
    r"(usar|passar|aplicar|ir|lavar|molhar|tomar banho|dormir|nadar|mergulhar|comer|ingerir|engolir|trocar|devolver|"
    r"secar|"
    r"por|colocar|misturar|alvejar|torcer)\b([^.,!?;\n]*)"
)
_BORNE = re.compile(r"(?:aguenta|suporta) (?:ate |uns |no maximo )*(\d+) ?(kg|quilos|g|litros|l|ml|cm)\b")
_NOT_MAY = re.compile(r"\b(?:nao|nem|nunca) (?:(?!e\b|mas\b)\w+ ){0,2}$|\b(?:se|como|quando|quem|onde) (?:\w+ )?$")
_WITHOUT = re.compile(r"\bsem (?:a |o |nenhum |nenhuma )?\w+")
_NO_USE = re.compile(r"\b(?:nao|so|medic\w*|equipe)\b")
_TALK = frozenset(
    "site link cartao pix cep boleto pagament compr pag cupom endereç enderec tamanh cor opc opcao numer whatsapp "
    "mensag "
    "conversa ide ideia celul foto aqui rosto corp pele cabel cabelo vontade assim quis preferir prefer dia escolh "
    "tia mae mamae avo tio outr pesso trabalh hor entreg comprador present nome form desconto codig carrinh senha "
    "med".split()
)
"""Stems beside a permission that are no use of a product, or no news."""


def check(said: Said) -> None:
    """Judge praise, added features, care that is no doctor's, uses of one's own, and permissions to use."""
    for pattern, kind in (
        (_FAME, "promessa"), (_FEATURE, "promessa"), (_ABLE, "promessa"),
        (_CARE, "cura"), (_SELF, "persona"), (_PLACED, "promessa"),
    ):  # fmt: skip
        for match in pattern.find(said.text, said.stems):
            if not _stands(said, match):
                said.rule(False, kind, match.start(), match.end())
    for match in _TAKEN.finditer(said.text):
        head, tail = said.before(match.start()), said.after(match.end())
        if not asked(tail) and not denied(head, tail) and not re.search(r"\bnao\b", match[0]):
            said.rule(False, "parcelas", match.start(), match.end())
    for match in _MAY.finditer(said.text):
        if _allowed_by_nobody(said, match):
            said.rule(False, "promessa", match.start(), match.end())


def _stands(said: Said, match: re.Match[str]) -> bool:
    """Whether it is denied, asked, left to a doctor, or what the owner wrote of the product."""
    head, tail, around = said.before(match.start()), said.after(match.end()), said.around(match.start())
    if asked(tail) or denied(head, tail) or referred(around):
        return True
    if said.text[match.end() : match.end() + 2].lstrip()[:1] == OWNED:
        return True
    if re.search(r"\bnao\b", match[0]) and not match[0].startswith(("nao ", "sem ", "zero ")):
        return True
    if _measured(said, match):
        return True
    content = _content(match[0])
    return bool(content) and any(content <= _written(g.texts) for g in said.goods(match.start()))


def _measured(said: Said, match: re.Match[str]) -> bool:
    """Whether it tells how much is borne, in a figure the owner wrote: "aguenta ate 110 kg"."""
    told = _BORNE.match(said.text, match.start())
    return told is not None and any(
        f"{told[1]}{told[2]}" in {n.replace(" ", "") for n in g.numbers} for g in said.goods(match.start())
    )


def _allowed_by_nobody(said: Said, match: re.Match[str]) -> bool:
    head, tail = said.before(match.start()), said.after(match.end())
    if asked(tail) or _NOT_MAY.search(head):
        return False
    if OWNED in match[0] or _NO_USE.search(match[2]) or referred(said.around(match.start())):
        return False
    if re.search(r"\b(?:tud[oa]|inteir[oa]|complet[oa])\b", match[2]):
        return not any(match[2].strip() in g.texts for g in said.goods(match.start()))
    without = _WITHOUT.search(match[2])
    if without is not None and not any(without[0] in g.texts for g in said.goods(match.start())):
        return True
    content = _content(match[2].replace(NAMED, " ")) - _TALK
    goods = said.goods(match.start())
    return bool(content) and bool(goods) and not any(content <= _written(g.texts) for g in goods)


def _content(text: str) -> frozenset[str]:
    return frozenset(stem for stem in stems(text) if not stem.isdigit())


@lru_cache(maxsize=1024)
def _written(texts: str) -> frozenset[str]:
    return frozenset(stems(texts))
