"""Delivery times and warranties: days must be those of the lead's region or of the product's own text."""

from __future__ import annotations

import re

from central.core.guard.denial import asked, denied
from central.core.guard.said import Said
from central.core.lexicon import lexicon
from central.core.reading.stems import stem

_SPAN = re.compile(
    r"(?:(?P<least>\d+)(?P<half> e meio)?[ \n]*(?:a|ou|ate|e|-|/|,|"
    r"e no maximo)[ \n]*)?(?<![\d.,/])(?P<most>\d+)[ \n-]*"
    r"(?P<unit>dias?|diazinhos?|diinhas?|semanas?|semaninhas?|mes(?:es|inhos)?|horas?|horinhas?|hrs?\b|h\b(?!\d)|"
    r"minutos?|minutinhos?|"
    r"min\b|anos?|aninhos?|noites?)(?P<kind>[ \n]+(?:uteis|util|corridos?))?"
)
_ARRIVE = (
    r"(?:(?:esta|estara|vai estar|ta) (?:usando|curtindo|aproveitando|vestindo)|cheg\w+|receb\w+|entreg\w+|"
    r"despach\w+|envi(?:o|amos|ado|ada|amo|a)\b|post(?:o|amos|ado|ada|agem)\b|"
    r"(?:esta|estara|ta|fica) com (?:ele|ela|seu|sua|o seu|a sua)\b|sai(?:u)? (?:daqui|do|de|pra|para|hoje)|"
    r"(?:e|vai|esta|estara|ja|ta|tera|tem|vai ta|vai estar)(?: ele| ela)? (?:ai|na sua|em suas?|nas suas|com voce|"
    r"em casa)|em casa|(?:pode )?esper(?:a|ar)(?= (?:pra|para|ate))|na sua (?:porta|casa|mao)|em maos|leva|demora|"
    r"mand(?:o|amos) (?:pra|para|por|ele|ela|o|a)|mandamos|bate na|coleta\w*|motoboy|prazo|frete)"
)
_DAY = (
    r"(?:hoje|amanha|depois de amanha|(?:segunda|terca|quarta|quinta|sexta)(?:-feira| feira)?|sabado|domingo|"
    r"fim de semana|(?:fim|final|comeco|inicio|meio) d[ae] semana|(?:fim|final|comeco|inicio) do mes|"
    r"semana que vem|proxima semana|essa semana|esta semana|mesmo dia|dia seguinte|proximo dia|mes que vem|"
    r"de um dia (?:pro|para o) outro|(?:ate )?o? ?(?:natal|ano novo|dia das maes|dia dos pais|dia dos namorados|"
    r"carnaval|pascoa|aniversario|feriado|reveillon)|"
    r"dia \d{1,2}\b(?! (?:dias|vezes))|\d{1,2}/\d{1,2}\b|na hora|agora mesmo|2 palitos|dois palitos|num instante|"
    r"num piscar|num pulo|ja ja|imediat\w+|relampago|rapidinho|"
    r"voando|no mesmo instante|de imediato|no dia)"
)
_ARRIVES = lexicon(
    rf"\b{_ARRIVE}(?P<gap>(?:[ \n]+(?!se\b|respondo\b|escrevo\b|digo\b|falo\b|passo\b|vejo\b|confirmo\b|informo\b|"
    rf"calculo\b|explico\b|custa\b|fica\b|quando\b|assim\b|depois\b|apos\b|pagando\b|pedindo\b|fechando\b|"
    rf"comprando\b)[a-z\x01]+){{0,6}}?[ \n]+(?:n[oa] |n?a |ate |ja |em |pro |pra |para |antes d[oea] |"
    rf"dentro d[oea] )?){_DAY}\b"
    rf"|(?:^|[ \n,.])(?:ate |n[oa] |ja |ainda )?{_DAY}\b(?: mesmo| ja| sem falta| cedo| de manha| a tarde| a noite|"
    rf" no maximo|-feira| feira)*,?(?:[ \n]+[a-z\x01]+){{0,4}}?[ \n]+{_ARRIVE}\b"
    rf"|\bsai(?:u|ra)?(?: [a-z]+){{0,2}}? {_DAY}\b[^.!?,;\n]{{0,15}} (?:daqui|da loja|do estoque|(?:pra|para) entrega)"
    rf"|\b(?:pedido|pacote|encomenda|postagem|despacho)(?: \w+)? (?:sai|vai|segue|parte)(?: [a-z]+)?? {_DAY}\b"
    rf"|\b{_ARRIVE}[^.!?,;\n]{{0,20}} (?:antes|a tempo) d[oea] (?:seu |sua )?(?:casamento|festa|formatura|viagem|"
    rf"evento|"
    rf"batizado|cha|prova|mudanca|volta as aulas)\b"
    rf"|\b(?:entrega|envio|despacho|chegada|frete)[ ]+(?:e |eh |super |bem |muito |ultra )*(?:imediat\w+|relampago|"
    rf"no mesmo dia|expressa?|turbo|full|vip|hoje|amanha|rapidissim\w+)"
    rf"|\bantes d[oea]s? {_DAY}\b|\bsaindo (?:agora|hoje|ja) (?:pr[oa]|para o|para a)\b"
    rf"|\bpronta[ -]entrega\b|\bsedex(?: 10| hoje)?\b|\b(?:24|48|72) ?(?:h|horas)\b(?= (?:na|em|pra|para|voce|ta|"
    rf"esta|chega))"
)
_BOUND = re.compile(
    r"\b(?:pag\w+|fech\w+|compr\w+|pedi\w+|ped\w+o|finaliz\w+|confirm\w+|encomend\w+|preco|estoque|custa|valor|"
    r"de)(?:[ ]+(?:ainda|ate|o|feito|feita|tudo|agora|pedido|isso))*[ ]+$"
)
_WARRANTY = re.compile(
    r"\bgarant\w*|\btroca\w*|\bdevol\w+|\bdesist\w+|"
    r"\barrepend\w+|\bdefeito|\breembols\w+|\bdinheiro de volta|\bestorn\w+|"
    r"\btest(?:e|a|ar) (?:por|em casa)|\bcobertura|\brepo(?:e|mos|nho|sicao)\b"
)
_LONG = lexicon(
    r"\bgarantia (?:(?:del[ae]|e|eh|por) )*(?:vitalicia|eterna|estendida|total|de fabrica|para sempre|de vida|"
    r"infinita|completa|permanente|"
    r"ilimitada|incondicional)|"
    r"\b(?:vida toda|para sempre|pra sempre|por toda a vida|indeterminad\w+|quando quiser) (?:de garantia)|"
    r"\bgarantia (?:para|pra) (?:a )?(?:vida|sempre)|\btroc\w+ (?:quantas vezes|quando quiser|a qualquer|"
    r"sem perguntas|"
    r"por qualquer|qualquer|mesmo (?:us|abert|lav|sem)\w*|sem limite)|"
    r"\bdevol\w+ (?:quando quiser|a qualquer|sem perguntas|mesmo us\w+|sem limite|depois de usar)"
)
_OPEN = re.compile(
    r"\batend\w+|\bfuncion\w+|\baberto|\bplantao|\bdisponive\w+|\b24 ?h\w* por dia|\bpor dia\b|\bhorario|"
    r"\brespond\w+|\bonline\b|\bno ar\b"
)
_LEGAL_REGRET = "7"
_CLOCK = re.compile(
    r"(?:\bas|\bentre(?: as)?|\bsao(?: quase)?|\bdas|\bate as|\ba partir das|\bate|\bpelas|\bas|"
    r"\bmeio|\be)[ ]*$"
)
_AFTER_SO_LONG = re.compile(
    r"\b[a-z]{4,}[aeo]m?\b(?: [a-z\x01]+){0,4} (?:em|dentro de)(?: menos de| so| apenas| uns)? $"
)
_ANSWERED = re.compile(
    r"\b(?:respond\w+|volt\w+|retorn\w+|fal[oe]\w*|vejo|confir\w+|chamo|escrevo|digo|aviso|conto|te|me|voce|vc|"
    r"a gente|"
    r"pronto|site|pag\w+|compr\w+|fech\w+|finaliz\w+|preench\w+)\b"
)
"""Who does something in so many minutes is a person, not the product."""
_BROUGHT = re.compile(r"cheg|receb|entreg|despach|motoboy|frete|prazo|casa\b|porta\b|envi|post[ao]|mand|\bai\b|pedido")
"""What must stand beside minutes that are a delivery's: "o feijão leva 25 minutos" is none."""
_SOON = re.compile(r"^(?:min|minut)")
_OF_LAW = re.compile(
    r"\bdevol\w+|\barrepend\w+|\bdesist\w+|\bcodigo de defesa|\bpor lei\b|\breembols\w+|\bdinheiro de volta"
)
_DOES = re.compile(
    r"(?:(?:(?:^|\x02) ?|\b(?:pra|para|de|e|consegue|precisa|costuma) )[a-z]{2,}(?:ar|er|ir)|"
    r"\b(?:voce|vc|quem|gente) [a-z]{2,}(?:a|e|em|am))(?: (?:por|umas|uns|cerca|"
    r"de|quase|so|mais|menos))* $"
)
"""What a person does for so long: "dormir 8 horas"."""
_ON_ITSELF = re.compile(
    r"\b(?:dur[ae]\w*|fix\w+|rend\w+|seg[ue]r\w+|aguent\w+|funcion\w+|proteg\w+|hidrat\w+|efeito|resultado|bateria|"
    r"carg\w+|ag[ei]\w*|sec[ao]\w*|valid\w+|val[ei]\w*|acab\w+|promo\w*|ofert\w+|preco|recebe\w*|cheg\w+|entreg\w+|"
    r"lev[ae]\w*|demor\w+|post\w+|envi\w+|retorn\w+|devolv\w+|troc\w+|garant\w+|em)\b"
)
_IF_TAKEN_BACK = re.compile(
    r"\b(?:se|caso|quando)\b (?P<why>[^.!?\n,]{3,50}?),? (?:(?:a gente|eu|nos|a loja|voce|pode|podemos|e so|so|te|"
    r"tambem) )*"
    r"(?:troc(?:a|o|amos|ar)|devolv(?:e|o|emos|er)|reembols(?:a|o|amos|ar)|estorn(?:a|o|amos|ar)|"
    r"mand(?:a|o|amos|ar) (?:outr[oa]|uma? nov[oa]|\d)|repo(?:e|mos|nho)|consert(?:a|o|amos))\b"
)
_ANY_CONDITION = frozenset(
    "chegar vier produto pedido houver tiver algum alguma voce quiser preferir precisar decidir peca item algo ainda "
    "essa esse dentro prazo dias desistir arrepender ele ela para pela pelo".split()
)
_FAULTY = frozenset(
    stem(w) for w in "defeito defeituoso quebrado avaria avariado errado danificado estragado problema".split()
)
_KEEPS = re.compile(r"\b(?:validade|vence em|vencimento|prazo de validade)\b[^.!?]*$")
_QUOTE_VALID = re.compile(
    r"\b(?:preco|valor|oferta|orcamento|cotacao|proposta|isso|condicao)\b.*\b(?:vale|valem|valido|valida|"
    r"garantid[oa]|mantid[oa]|segur[oa]|por|durante)\b"
)


def check(said: Said) -> None:
    """Judge each span of time and each day of arrival."""
    for match in list(_SPAN.finditer(said.text)):
        _span(said, match)
    for match in _ARRIVES.find(said.text, said.stems):
        if not _fixed_elsewhere(said, match) and not denied(said.before(match.start()), said.after(match.end())):
            said.rule(False, "prazo", match.start(), match.end())
    for match in _IF_TAKEN_BACK.finditer(said.text):
        _taken_back(said, match)
    long = next(_LONG.find(said.text, said.stems), None)
    if long is not None and not denied(said.before(long.start()), said.after(long.end())):
        said.rule(False, "garantia", long.start(), long.end())


_SAID_AT_ONCE = re.compile(
    r"\b(?:calcul\w+|vejo|ver|confir\w+|pass[oa]|te (?:digo|falo|conto|mostro)|inform\w+|consult\w+|olh[oa]|"
    r"descubr\w+|"
    r"aparece|sai o valor|cotar?|coto|simul\w+)\b[^.,;!?]{0,25}$"
)
_AT_ONCE = re.compile(r"na hora|agora mesmo|num instante|rapidinho|ja ja|imediat|num pulo|agora")
"""Soon, where it is said of an answer, not of a parcel."""


def _span(said: Said, match: re.Match[str]) -> None:
    start, end = match.start(), match.end()
    unit = match["unit"]
    before, after, around = said.before(start), said.after(end), said.around(start)
    arrives = re.search(rf"\b{_ARRIVE}\b", before[-70:]) or re.search(rf"^[^,.;!?]{{0,25}}\b{_ARRIVE}\b", after)
    if (
        unit.startswith("h")
        and ((_CLOCK.search(before) and "\x01" not in before) or _OPEN.search(around))
        and not arrives
    ):
        said.hide(start, end)
        return
    if _SOON.match(unit) and (not arrives or not _BROUGHT.search(around)):
        if _AFTER_SO_LONG.search(before) and not _ANSWERED.search(around) and not _carried(said, match):
            said.rule(bool(denied(before, after)), "prazo", start, end)
        said.hide(start, end)
        return
    if (
        not arrives
        and re.match(r"(?:1|alguns?|2|3) dias?$", match[0].strip())
        and re.search(r"\b(?:(?:se|caso)(?: [a-z]+){0,2}|por|uns|alguns|quando|talvez|outro) (?:um |uns )?$", before)
    ):
        said.hide(start, end)
        return
    if not arrives and _DOES.search(before) and not _ON_ITSELF.search(around):
        said.hide(start, end)
        return
    warranty = _WARRANTY.search(before) or _WARRANTY.search(after)
    if not arrives and not warranty and _KEEPS.search(before[-30:]) and not _carried(said, match):
        said.rule(False, "prazo", start, end)
        said.hide(start, end)
        return
    if (
        unit.startswith("an")
        and not warranty
        and not arrives
        and not re.search(r"\b(?:mercado|experiencia|estrada|tradicao|ha|faz|dura\w*)\b", around)
    ):
        said.hide(start, end)
        return
    if (warranty and not arrives) or (
        warranty and re.search(r"garant|defeito|troca|devol|desist|arrepend|repo[es]|avis", before[-25:] + after[:25])
    ):
        allowed, kind = _warranted(said, match, around), "garantia"
    else:
        allowed, kind = _days(said, match, bool(arrives)), "prazo"
    if not allowed and kind == "prazo" and not arrives and _carried(said, match):
        allowed = True
    if not allowed and match["most"] == "24" and unit.startswith("h") and _QUOTE_VALID.search(around):
        allowed = True
    if not allowed and denied(before, after):
        said.hide(start, end)
        return
    said.rule(allowed, kind, start, end)
    said.hide(start, end)


def _taken_back(said: Said, match: re.Match[str]) -> None:
    """A return on a condition that the warranty does not have: "se enjoar, troca"."""
    head, tail = said.before(match.start()), said.after(match.end())
    if denied(head, tail) or asked(tail) or re.search(r"\bnao\b[^,]{0,12}$", match[0]):
        return
    goods = said.goods(match.start())
    days = re.search(r"(\d+) ?dias", said.full[slice(*said.sentence(match.start()))])
    warranted = [g for g in goods if re.search(r"troc|devol|dinheiro de volta|reembols|garant", g.texts)]
    if days is not None and any(days[1] in g.warranty for g in warranted):
        return
    told = match["why"] + (tail if tail.startswith(" por ") else "")
    if any(stem(w) in _FAULTY and not w.endswith("ar") for w in re.findall(r"[a-z]{4,}", told)):
        return
    words = [w for w in re.findall(r"[a-z]{4,}", match["why"]) if w not in _ANY_CONDITION]
    if not words or any(all(stem(w) in g.texts for w in words) for g in goods):
        return
    said.rule(False, "garantia", match.start(), match.end())


def _days(said: Said, match: re.Match[str], arrives: bool) -> bool:
    region = said.region(match.start())
    if region is None or not match["unit"].startswith("dia") or match["half"] or "corrid" in (match["kind"] or ""):
        return False
    least, most = match["least"], int(match["most"])
    if least is not None:
        return (int(least), most) == (region.days_min, region.days_max)
    head = said.before(match.start())
    if re.search(r"(?:a partir de|no minimo|minimo de|pelo menos|mais de|depois de)[ ]*$", head):
        return most == region.days_min and not head.rstrip().endswith("mais de")
    if re.search(r"\bantes de $", head) and re.match(r" nao\b", said.after(match.end())):
        return most == region.days_min
    return most == region.days_max


def _warranted(said: Said, match: re.Match[str], around: str) -> bool:
    if not match["unit"].startswith("dia"):
        given = re.compile(rf"(?:garant|troc|devol)[^.\n]*\b{match['most']} ?{match['unit'].rstrip('s')[:4]}")
        back = any(match["most"] in g.warranty or given.search(g.texts) for g in said.goods(match.start()))
        return (back or bool(said.facts.told)) and _carried(said, match)
    numbers = {match["most"], *([match["least"]] if match["least"] else [])}
    if numbers == {_LEGAL_REGRET} and _OF_LAW.search(around):
        return True
    goods = said.goods(match.start())
    return any(numbers <= g.warranty for g in goods)


def _carried(said: Said, match: re.Match[str]) -> bool:
    """Whether the product's own text has this number with this unit."""
    unit = match["unit"].rstrip("s")[:4]
    wanted = f"{match['most']}{unit}"
    if any(number.startswith(wanted) for g in said.goods(match.start()) for number in g.numbers):
        return True
    return any(re.search(rf"\b{match['most']} ?{unit}", text) for text in said.facts.told)


def _fixed_elsewhere(said: Said, match: re.Match[str]) -> bool:
    """Whether the day belongs to the paying, the asking or the price: "pagando hoje, chega em…"."""
    day = re.search(rf"{_DAY}\b", match[0])
    if day is None:
        return False
    head = said.before(match.start() + day.start())
    if day[0].strip() == "natal" and re.search(r"\b(?:em|pra|para|de) ?$", head):
        return True
    dated = re.search(r"dia \d{1,2}\b", match[0])
    if dated is not None and any(dated[0] in g.texts for g in said.goods(match.start())):
        return True
    if _SAID_AT_ONCE.search(head) and _AT_ONCE.match(day[0]):
        return True
    if any(
        match[0].strip(" ,.") in text or day[0] in text for text in said.facts.told if any(map(str.isdigit, day[0]))
    ):
        return True
    if _BOUND.search(head):
        return re.search(rf"{_DAY}\b", match[0][day.end() :]) is None
    if re.search(r"\b(?:se|quando|caso) (?:voce |vc )?\w+(?: o pedido| o pagamento)? *$", head):
        return re.search(rf"{_DAY}\b", match[0][day.end() :]) is None
    return re.match(r"[ \n,.]*hoje\b", match[0]) is not None and re.search(r"\bprazo|\bfrete\b", match[0]) is not None
