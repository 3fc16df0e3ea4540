"""Discounts, gifts and bargains: by percent, by word, by implication ("leva 2, paga 1", "menos da metade")."""

from __future__ import annotations

import re

from central.core.guard.book import WORD, Goods
from central.core.guard.denial import denied
from central.core.guard.freight import freight_of
from central.core.guard.paid import priced
from central.core.guard.said import Said
from central.core.guard.total import totals
from central.core.guard.written import known
from central.core.lexicon import lexicon
from central.core.reading.stems import stem
from central.core.selling.catalog import Region

_PERCENT = re.compile(r"(?<![\d.])(\d+(?:[.,]\d+)?)[ \n]?(?:%|por ?cento\b|porcento\b|pct\b)")
_REDUCTION = lexicon(
    r"\b(?:(?:desc|dec)ont(?:o|os|inho|inhos|ao|ar|aco|amos)|off(?![ -]?white)|cupo(?:m|ns)|vouchers?|promo(?:cao|"
    r"coes)?|"
    r"promocion\w+|ofert(?:a|as|ao|inha)|liquida\w*|cashback|"
    r"black ?friday|queima(?! (?:por |cerca|uns |umas |ate |mais |\d|devagar|bem|limpo))|saldao|rebaixa\w*|"
    r"remarcad\w+|abatimento|barganha|pechincha|mais em conta so|"
    r"(?:preco|valor|condicao|precinho|valorzinho|condicoes) (?:especia\w+|exclusiv\w+|diferenciad\w+|camarada|"
    r"de atacado|de custo|de banana|de fabrica|reduzid\w+|simbolic\w+|de amig[oa]|imperdive\w+|unic[oa]|"
    r"irrecusave\w+)|"
    r"abaixo do (?:custo|preco|valor)|(?:melhor\w*|arredond\w+|baix\w+|abaix\w+|diminu\w+|reduz\w*|"
    r"tir\w+) (?:\w+ )?(?:esse |este |o |no )?(?:preco|valor|precinho)(?! (?:do mercado|do brasil|da))|"
    r"faco (?:mais barato|por menos)|"
    r"(?:menor|melhor) (?:preco|valor) d[oea] (?:brasil|mercado|cidade|internet|regiao|mundo|praca)|"
    r"cubro (?:qualquer|a|o)|cobrimos (?:qualquer|a|o)|so hoje|somente hoje|apenas hoje|(?:so|apenas|somente|"
    r"valido|vale) ate (?!o |voce|\d+ (?:dias|unid))|por tempo limitado|tempo limitado|"
    r"(?:promo\w+|ofert\w+|inscric\w+|vagas?|desconto|condic\w+|preco|lote|turma|isso) [^.!?\n]{0,20}"
    r"(?:encerra\w*|acaba\w*|termina\w*|fecha\w*|expira\w*|va[oi] ate)|"
    r"ultim[oa]s? (?:dia|dias|horas|minutos|hora)\b|acaba (?:hoje|amanha|domingo|sexta|a meia)|(?:preco|"
    r"valor) (?:sobe|aumenta|vai subir|vai aumentar|muda(?! (?:conforme|de acordo|dependendo|com|por|pel))|volta)|"
    r"vai (?:subir|aumentar) (?:o preco|de preco|amanha|"
    r"de valor)|relampago)\b"
)
_FREE = lexicon(
    r"\b(?:gratis|gratuit\w+|de graca|na faixa|0800|free|sem custo(?: nenhum| algum| extra| adicional)?|"
    r"custo (?:zero|0)|(?:zero|0) (?:reais|de frete|custo|taxa)|(?:frete|taxa|entrega) (?:zero|0)\b|por (?:nossa|"
    r"minha) conta|por conta da (?:casa|loja)|"
    r"cortesia|brindes?|brindezinho|presentinho|presenteio|mimos?|miminho|lembrancinha|de bonus|bonus|"
    r"bonificad\w+|isent\w+|isencao|nao (?:paga|cobr\w+|pago|vai pagar) (?:o |nada d[eo] |nenhum )?(?:frete|"
    r"entrega|envio|nada|taxa)|"
    r"(?:frete|entrega|envio|taxa) (?:\w+ ){0,3}?(?:nao (?:e|eh|sera|vai ser) (?:cobrad|pag)[oa]|nao (?:tem|ha) "
    r"(?:custo|cobranca)|zerad[oa])|nao (?:tem|ha) (?:custo|cobranca) de (?:frete|entrega|envio)|"
    r"sem (?:pagar|cobrar|cobranca d[eo]) (?:o |nada|nenhum )?(?:frete|entrega|nada|a mais)?|sem (?:frete|"
    r"taxa de entrega|taxa de envio|taxa)|(?:entrega|envio|frete) (?:e |eh |fica |sai |ta |esta |vai )?(?:por |"
    r"na )?(?:0|liberad\w+|nosso|nossa|na conta)|"
    r"(?:ganh\w+|lev\w+|receb\w+|mand\w+|envi\w+|inclu\w+|vai|coloco|ponho|dou|te dou|"
    r"acompanha) (?:\w+ )?(?:mais )?(?:uma?|outr[oa]|algum\w+|\d)? ?(?:\w+ )?(?:de (?:brinde|presente|bonus|graca|"
    r"mimo|cortesia)|a mais)|amostr(?:a|as|inha|inhas) )\b"
)
_FREE_FREIGHT = re.compile(r"frete|entrega|envio|taxa|correio|sedex")
_ABOVE = re.compile(
    r"\b(?:acima|a partir|mais|pass(?:a|am|ar|ando|ou)|superior\w*|compras?|pedidos?) (?:d[eo]|a)\b|"
    r"\b(?:cheg|bat|ating|complet|som|inteir|fech)(?:a|ar|e|er|ir|ou|ando|endo)\b"
)
_BARGAIN = lexicon(
    r"\b(?:lev(?:a|e|ar|ando)|compr(?:a|e|ar|ando)|peg(?:a|ue|ando)|pedindo|"
    r"pe[cd]\w+)\b[^.!?\n]{0,30}\b(?:pag(?:a|ue|ar|ando|o)|ganh(?:a|e|ar|ando))\b(?! (?:no|com|em|via|pelo|na|por|"
    r"pix|so no) ?(?:pix|cartao|boleto|site|link|vezes)?)|"
    r"(?<![\d.,/])[2-9] (?:por|pelo preco de|pelo valor de|no valor de) (?:apenas )?(?:1|um|uma)\b(?![.,]\d)|"
    r"\b(?:2|3|4) por [1-3]\b(?![.,\d%]| ?(?:reais|cm|ml))|\bpague (?:1|um|uma|2|so)\b|\bpag\w* (?:so )?(?:1|um|"
    r"uma) (?:e )?lev|\b[23]x1\b|\blev\w+ (?:2|3|4) (?:e )?pag|"
    r"\b(?:segund[ao]|terceir[ao]|2[ao]|3[ao]|[23]º|outr[ao]) (?:\w+ )?(?:sai|vai|e|eh|fica|com|por|tem|custa|"
    r"ganha|vem) (?:\w+ )?(?:com|gratis|graca|metade|desconto|menos|por|pela|off|mais barat)|"
    r"\b(?:na compra|comprando|levando|na segunda|a partir d[eo]s?) (?:de |d[oa] )?(?:2|3|4|5|um|uma|segund\w+|"
    r"dois|duas)\b[^.!?\n]{0,40}\b(?:ganh\w+|desconto|gratis|mais barato|cai|baixa|metade|leva)|"
    r"\bn[ao] (?:segund[ao]|terceir[ao]|quart[ao]|proxim[ao]|2[ao]|3[ao]|[23]º) (?:unidade|peca|compra|par|item|"
    r"pedido|\x01+)"
    r"[^.!?\n]{0,30}\b(?:metade|desconto|menos|gratis|graca|off|barat\w+|ganh\w+|paga)\b|"
    r"\bmetade d[oae]s? (?:preco|valor|que|outr\w+|concorr\w+|normal|loja\w*|custo|disso|tabela)|\bpela metade\b|"
    r"\b(?:menos d[ae]|quase|quase a|por|so|a) metade (?:d[oae]\b|$|[.,!?])|\bmetade do\b(?! (?:rosto|frasco|pote|"
    r"dia|tubo|cabelo|comprimento))|\bmeio preco|\b(?:so|por|pela|a|na) metade(?= ?(?:$|[.,!?\n]))|"
    r"\biguala(?:mos|r)?\b|\bmeio a meio\b|\b(?:divid\w+|rach\w+) o frete|\bbat(?:e|emos|o) (?:qualquer |o "
    r")(?:preco|oferta)|"
    r"\b(?:acumul\w+|ganh\w+|junt\w+|troc\w+|val\w+) (?:\w+ )?pontos\b|\bprograma de (?:pontos|fidelidade|"
    r"recompensas?)|"
    r"\bganh\w+ (?:o |um )?(?:frete|entrega|envio)|"
    r"\b(?:ta|esta|quase|praticamente) dad[oa]\b|\bpreco congelad\w+|\bmenos (?:do )?que um\w? |"
    r"\b(?:1/2|um terco|1 terco|1/3|1/4|um quarto|2 tercos|"
    r"um decimo) d[oae] (?:preco|valor)|"
    r"\barredond\w+ (?:\w+ )?(?:pra|para) (?:baixo|menos)|\bmenos d[ae] metade|\bpor menos d[ae] metade|"
    r"\bganh\w+ (?:outr[oa]|mais um|um igual|dois|2|1)|"
    r"\bganh(?:e|a|am|ar|ando) (?:um|uma|o|a|\x01)|\bvai junto\b(?! com (?:o|a|seu|sua|tudo))|\bpag\w+ (?:(?:[a-z]+|"
    r"\x01+)[ ]?){1,5}(?:e )?lev\w+|"
    r"\b(?:dezenas?|centenas?) de (?:reais|contos)|\bum terco do|\bum quarto do preco|\bquase de graca|"
    r"\ba preco de|\bpreco de banana|\bmixaria|\bmerreca|"
    r"\bbagatela|\bninharia|\btrocado\b|\bninguem paga|\bnem paga|\bmais barat[oa] (?:d[oae]|que|em|na|no|"
    r"pra voce|para voce)|\bbaratissim\w+|\bo preco que voce quiser|\bvoce (?:que )?(?:decide|escolhe|"
    r"manda) (?:o )?(?:preco|valor)|"
    r"\b(?:devolv\w+|volta|retorn\w+) (?:\w+ ){0,2}(?:em dinheiro|pra sua conta|a diferenca)|\bdiferenca de volta|"
    r"\bcobre a diferenca|\bmais d[aeo] metade|\b(?:um |1 )?(?:terco|quarto|quinto|decimo|"
    r"metade) mais (?:barat|em conta)\w*|\b(?:esta|ta|ficou|saiu|anda) (?:\w+ )?mais (?:barat[oa]|em conta)\b|"
    r"\b(?:dobro|triplo|quadruplo|quintuplo)\b|"
    r"\b(?:2|3|4|5) vezes (?:o |esse |este )?(?:preco|valor|mais (?:car|barat))"
)
_SEVERAL = re.compile(r"\bjunt|\b2\b|tudo|total|ambos|combo")
_PIECES = re.compile(
    r"\b(?:lev\w+|compr\w+|peg\w+|pedindo|com) (?:o |a |os |as )?(?:[2-9]|dois|duas|tres)\b(?! ?(?:%|dias))"
)
_ON_TOP = re.compile(r"\b(?:mais|extra|outros?|adiciona\w+|alem d[eo][^.!?]{0,25})[ ]*(?:uns )?$")
_ON_TOP_AFTER = re.compile(
    r"[ ]*(?:de desconto )?(?:extra|a mais|adiciona\w+|de (?:primeira|boas-vindas|fidelidade|cliente))"
)
_SHORT = 3
_FREIGHT_WON = re.compile(r"ganh\w+ (?:o |um )?(?:frete|entrega|envio)\b")
_ANY_ORDER = re.compile(r"\bqualquer (?:compra|pedido|valor|quantidade|item|produto)\b")
_UNSURE = re.compile(r"[a-z]*,? (?:eu |a gente )?nao (?:sei|sabemos) (?:se|quando|dizer|informar)\b")
_AT_BEST = re.compile(r" que (?:eu |a gente )?(?:consigo|posso|tenho|temos|da|conseguimos)\b")
"""Behind "o melhor preço": no more is offered."""
_KNOWN = re.compile(r"\bpix\b|\ba ?vista\b")
_QUESTION = re.compile(
    r"\b(?:pergunt\w+(?= (?:sobre|de|d[oa]s?|por|se|qual|quanto|pel[oa])\b)|sobre|falar de|duvida (?:de|sobre)|saber "
    r"(?:de|do|sobre)|quanto ao|assunto)\b[^.!?]{0,15}$"
)


def check(said: Said) -> None:
    """Judge each percent, each word of reduction, each gift and each bargain."""
    if "%" in said.text or "cento" in said.words or "porcento" in said.words:
        for match in list(_PERCENT.finditer(said.text)):
            _percent(said, match)
    for match in _REDUCTION.find(said.text, said.stems):
        _reduction(said, match)
    for match in _FREE.find(said.text, said.stems):
        _free(said, match)
    for match in _BARGAIN.find(said.text, said.stems):
        head = said.before(match.start())
        if _FREIGHT_WON.match(said.text, match.start()):
            _free_freight(said, match, said.around(match.start()))
            continue
        if not denied(head, said.after(match.end())) and not (match[0] == "dobro" and _less_than_double(said, match)):
            said.rule(False, "desconto", match.start(), match.end())


def _less_than_double(said: Said, match: re.Match[str]) -> bool:
    """Whether the larger variant is said to cost less than twice the smaller one, and does."""
    less = re.search(r"\bmenos (?:do )?que o $|\bmenos d[oe] $", said.before(match.start())) is not None
    return less and all(g.splits and max(g.prices) < 2 * min(g.prices) for g in said.goods(match.start()))


def _percent(said: Said, match: re.Match[str]) -> None:
    start, end = match.start(), match.end()
    value = match[1].replace(".", ",")
    around, head, tail = said.around(start), said.before(start), said.after(end)
    payment = said.facts.book.payment
    pix = value.isdigit() and int(value) == payment.pix_percent and payment.pix_percent > 0
    card = re.search(r"\b(?:cartao|credito|boleto|debito|parcelad\w+)\b", around) is not None
    on_pix = _KNOWN.search(around) is not None or (not card and "pix" in said.words)
    stuff = re.match(r" ?(?:d[eo] )?([a-z]{3,})", tail)
    among = rf"\b{re.escape(value)} ?%" + (rf" (?:d[eo] )?{stuff[1]}" if stuff is not None else "")
    written = any(re.search(among, g.texts) or _titled(g, value, stuff) for g in said.goods(start))
    reduced = re.search(r"descont|off\b|menos|abat|mais barat", around) is not None
    allowed = (pix and on_pix and not _card_nearer(head, tail)) or (written and not reduced)
    if _ON_TOP.search(head) or _ON_TOP_AFTER.match(tail):
        allowed = False
    if f"{value}%" in said.facts.nudge:
        allowed = True
    if not allowed and denied(head, tail) and value != "100":
        return
    kind = "desconto" if value != "100" else "promessa"
    said.rule(allowed, kind, start, end)
    said.hide(start, end)


def _titled(goods: Goods, value: str, stuff: re.Match[str] | None) -> bool:
    """Whether a text has the percent and what it is of is a fact's title or written of it: "36% de proteína"."""
    if f"{value}%" not in goods.texts or stuff is None or value == "100":
        return False
    return known(stuff[1], goods)


def _card_nearer(head: str, tail: str) -> bool:
    """Whether the percent is told of the card: "5% no cartão"."""
    return re.match(
        r"[ ]*(?:de desconto |off )?(?:n[oa]|em|com|pel[oa]|via) (?:o )?(?:cartao|credito|boleto|debito|frete|"
        r"parcel\w+)",
        tail,
    ) is not None or (
        re.search(r"\b(?:cartao|credito|boleto|debito|parcel\w+)\b[^,;]{0,25}$", head) is not None
        and "pix" not in head
        and not re.match(r"[ ]*(?:de desconto |off )?(?:n[oa]|via|pel[oa]|com) (?:o )?pix", tail)
    )


def _reduction(said: Said, match: re.Match[str]) -> None:
    head, tail, around = said.before(match.start()), said.after(match.end()), said.around(match.start())
    if denied(head, tail) or _QUESTION.search(head) or match[0] in said.facts.nudge:
        return
    if _UNSURE.match(tail):
        return
    if _AT_BEST.match(tail) and head.endswith(" o ") and match[0].startswith("melhor "):
        return
    if any(match[0] in g.titles for g in said.goods(match.start())):
        return
    if re.match(r"des?cont|off", match[0]) and said.facts.book.payment.pix_percent and _pix_only(head, tail, around):
        return
    if re.match(r"(?:so|apenas|valido|vale|somente) ate", match[0]) and re.match(r" ?\d", tail):
        return
    said.rule(False, "desconto", match.start(), match.end())


def _pix_only(head: str, tail: str, around: str) -> bool:
    """Whether the discount spoken of is the one for Pix, and no other beside it."""
    if re.search(
        r"\b(?:mais|extra|outro|adicional|alem|especial|exclusiv\w+|progressiv\w+|so pra voce|maior|dobro|"
        r"tambem no cartao)\b",
        head[-30:] + tail[:30],
    ):
        return False
    return (
        re.match(r"[^,;]{0,30}\b(?:pix|vista)\b", tail) is not None
        or re.search(r"\b(?:pix|vista)\b[^;]{0,45}$", head) is not None
    )


def _free(said: Said, match: re.Match[str]) -> None:
    head, tail, around = said.before(match.start()), said.after(match.end()), said.around(match.start())
    if denied(head, tail) or match[0] in said.facts.nudge:
        return
    if re.match(r"0 ", match[0]) and re.search(r"\d$", head):
        return
    freight = (
        _FREE_FREIGHT.search(match[0])
        or _FREE_FREIGHT.search(head[-90:])
        or _FREE_FREIGHT.match(tail.lstrip()[:12])
        or re.match(r"[ ]*(?:o|a|de|no|na) (?:frete|entrega|envio)", tail)
        or (_ABOVE.search(around) and "\x02" in around)
    )
    gift = re.search(r"brind|cortes|mimo|present|bonus|amostr|ganh|lembranc|a mais", match[0])
    if gift or not freight:
        if _restated(said, match):
            return
        said.rule(False, "desconto" if not gift else "promessa", match.start(), match.end())
        return
    _free_freight(said, match, around)


def _free_freight(said: Said, match: re.Match[str], around: str) -> None:
    region = said.region(match.start())
    if said.sentence(match.start())[0] in said.nearly_free:
        return
    if region is None or (_ANY_ORDER.search(around) and freight_of(region, 0)):
        said.rule(False, "frete", match.start(), match.end())
        return
    if _ABOVE.search(around) and region.free_above is not None and re.search(r"\x02", around):
        said.rule(True, "frete", match.start(), match.end())
        return
    said.rule(_free_here(said, match, region), "frete", match.start(), match.end())


def _restated(said: Said, match: re.Match[str]) -> bool:
    """Whether a text of the owner gives the same away: it has the word, and most of what the sentence speaks of."""
    spoken = {stem(word) for word in WORD.findall(said.around(match.start())) if len(word) > _SHORT}
    for goods in said.goods(match.start()):
        for line in re.split(r"[\n;]", goods.texts):
            if match[0] in line and len(spoken & {stem(word) for word in WORD.findall(line)}) > len(spoken) // 2:
                return True
    return False


def _so_many(said: Said, at: int, around: str) -> set[int]:
    """What so many of the thing talked about cost, where it is not named: "com dois pacotes"."""
    pieces = _PIECES.search(around)
    count = re.search(r"\d", pieces[0]) if pieces is not None else None
    return {price * int(count[0]) for g in said.goods(at) for price in g.prices} if count is not None else set()


def _free_here(said: Said, match: re.Match[str], region: Region) -> bool:
    """Whether a sum told in this reply goes without freight to the region, else all that is spoken of."""
    if any(freight_of(region, total) == 0 for total in said.totals):
        return True
    if not (said.facts.product or said.mentions):
        return freight_of(region, 0) == 0
    around = said.around(match.start())
    several = len(said.named_so_far(match.start())) > 1 and _SEVERAL.search(around)
    if several or _PIECES.search(around):
        bills = totals(said, match.start(), match.end(), around) or _so_many(said, match.start(), around)
        return bool(bills) and all(freight_of(region, bill) == 0 for bill in bills)
    at = match.start()
    free = {
        goods.id: all(freight_of(region, price) == 0 for price in priced(said, goods, at, match.end(), "cartao"))
        for goods in said.goods(at)
    }
    return free.get(said.facts.product or "", False) or (bool(free) and all(free.values()))
