"""Stock and scarcity: figures, last pieces, and what is said to be there or gone."""

from __future__ import annotations

import re

from central.core.guard.book import Goods
from central.core.guard.denial import asked, denied
from central.core.guard.plain import plain
from central.core.guard.said import Said
from central.core.lexicon import lexicon
from central.core.selling.catalog import Variant

SCARCE = 5
"""Up to this many units "acabando" is true."""

_MANY = 3
_NOUN = (
    r"(?:unidades?|unidadezinhas?|unids?|und|pecas?|pecinhas?|itens|frascos?|potes?|caixas?|pares|exemplares|"
    r"em estoque|no estoque|disponive\w+|restantes?|prontas?|na prateleira|no deposito|aqui|\x01+)"
)
_FIGURES = lexicon(
    rf"\b(?:rest\w+|sobr(?:ou|aram|a|am|ando)|falt\w+|ultim[ao]s?|contad[ao]s|fic(?:ou|aram|am|a))(?:[ \n]+(?:so|"
    rf"apenas|somente|exatamente|mais|ai|aqui|uns|umas|as|os|ja|no|estoque|em|cerca de|menos de|poucas|dest[ea]s?|"
    rf"dess[ea]s?|tem))*[ \n:]+(?P<a>\d+)\b(?![.,/:%]\d|%|x\b| ?(?:dias|horas|minutos|ml|anos|vezes|h\b|cores|"
    rf"opcoes|tamanhos|tons|duvidas?|perguntas?|passos?))"
    rf"|\b(?:tenho|temos|tem|tinha|ha|existem|possuo|possuimos|conto com|contamos com|estamos com|estou com|so|"
    rf"apenas|somente|estoque|estoque (?:de|atual|e|eh|agora|hoje|com))(?:[ \n]+(?:so|apenas|somente|exatamente|"
    rf"mais|ai|aqui|uns|umas|as|os|ja|ainda|cerca de|menos de|mais de|no estoque|em estoque|agora|hoje|de|e|para|"
    rf"pronta|entrega|umas?|com|mesmo|do|da|estoque|agora e|\x01+))*[ \n:]+(?P<b>\d+)(?:[ \n]+(?:ultim\w+|"
    rf"dess[ea]s?|dest[ea]s?|lind\w+|d[eo]l[ea]s?))?[ \n]*(?:{_NOUN}|d[oae] \x01|(?=[.;!?\n)]|,(?!\d)|$|e\b|no\b|"
    rf"na\b|em\b|dess|"
    rf"dest|del))"
    rf"|(?<![\d.,/])(?P<c>\d+)[ \n]+(?:ultim\w+[ \n]+)?(?:\x01+|unidades?|unids?|pecas?|itens|frascos?|potes?|caixas?|"
    rf"pares|exemplares)?(?:[ \n]+d[eo]s?t?[ea]s?)?[ \n]*(?:em|no|de|do|d[eo] nosso)[ \n]+(?:estoque|deposito|"
    rf"prateleira)"
    rf"|(?<!lev)(?<![\d.,/])(?P<d>\d+)[ \n]+(?:ultim\w+ )?(?:unidades?|unids?|pecas?|pecinhas?|exemplares|"
    rf"pares)\b(?! (?:d[eo]|sa[ie]|saem|por|ficam?|custam?|totaliz\w+|somam?|sao|d[ao]o? |cada|juntas?|ou|com|"
    rf"na compra|no carrinho)\b)"
    rf"|(?<![\d.,/])(?P<g>1[3-9]|[2-9]\d|\d{{3,}})[ \n]+(?:unidades?|unids?|pecas?|pecinhas?|exemplares)\b"
    rf"|(?<![\d.,/])(?P<e>\d+)[ \n]+(?:restantes?|disponive(?:l|is)|ultim[ao]s?)\b"
    rf"|\b(?:tenho|temos|tem|restam?|so|apenas|ultim[ao]s) (?:ainda |so |apenas |mais )?(?P<f>\d+) (?=\x01)"
)
_SCARCE = lexicon(
    r"\bcontadinh[oa]s\b|\bcontadas\b(?! d)|\bultim[ao]s?[ \n]+(?:unidades?|pecas?|pecinhas?|chances?|exemplares|"
    r"itens|"
    r"do estoque|em estoque|\x01)|"
    r"\be ?h? ?[oa] ultim[ao]\b|\bultim[ao] (?:que|disponivel|daqui|mesmo)\b|"
    r"\b(?:ta|esta|estao|tao|ja) (?:quase )?(?:acabando|esgotando|terminando|no fim|no finalzinho|nas ultimas)\b|"
    r"\b(?:acabando|esgotando)\b|"
    r"\bestoque (?:ta |esta |e |bem |muito |super |ja )*(?:limitad\w+|baix\w+|baixissim\w+|reduzid\w+|pouc\w+|"
    r"no fim|critic\w+|curt\w+|minim\w+|apertad\w+)|"
    r"\b(?:poucas|pouquissimas|raras|contadas|algumas poucas) (?:unidades|pecas|pecinhas|no estoque|em estoque|"
    r"restantes)|\brest\w+ pou(?:c|qu)\w+|\bso (?:tem|resta|sobrou|restou|tenho|temos|ha)(?: mais)? (?:um|uma|"
    r"1)\b(?![.,]\d)(?! (?:pouco|jeito|detalhe|coisa|opcao|tamanho|cor|passo|duvida|modelo))|\bsobr\w+ pouc\w+|"
    r"\btem pouc[ao]s?\b(?! (?:cheiro|perfume))|"
    r"\btenho pouc[ao]s?\b|\btemos pouc[ao]s?\b|"
    r"\b(?:rest|sobr)\w+ (?:so |apenas |somente )?(?:1|uma?) (?:unic|unidade|peca)\w*|\b[oa]? ?penultim[oa]\b|"
    r"\bquase (?:acab\w+|esgot\w+|sem estoque|no fim|zerad\w+)|\bvai(?: ja| logo)? (?:acabar|esgotar)|"
    r"\bvend\w+ (?:tao |muito |super |bem )?(?:rapid\w+|depressa)|\bamanha (?:ja )?nao (?:tem|vai ter|sobra)|"
    r"\b(?:sai|some|esgota) (?:tao |muito |super )?rapid\w+|"
    r"\bacaba (?:rapido|logo|hoje|ja)|\bvoa\w* (?:do|da)\b|\bnao vai (?:durar|sobrar)|"
    r"\bcorre\b(?! o risco| risco)|\bcorra\b(?! (?:bem|tudo|risco|atras))|\bgarant[ae] (?:ja |logo )?(?:o seu|a sua|"
    r"o teu|a tua)|"
    r"\bantes que (?:acabe|esgote|termine|alguem|suma)|\b(?:edicao|tiragem|lote|quantidade|unidades) limitad\w+|"
    r"\bnao vai ter mais\b|\bultimo lote|\bnao (?:sera|vai ser) repost\w+|"
    r"\b(?:muita gente|varias pessoas|outras pessoas|outra pessoa|\d+ pessoas|outra cliente|"
    r"outro cliente)\b[^.!?\n]{0,25}\b(?:olhando|interessad\w+|levando|comprando|querendo|de olho|no carrinho|"
    r"na fila|vendo)\b"
)
_GONE = lexicon(
    r"\besgot(?:ado|ada|ados|adas|ou|aram)\b|\bacab(?:ou|aram)\b(?! de)|\bindisponive\w+|\bsem estoque\b|"
    r"\bfora de estoque|\bzer(?:ad[oa]s?|ou|aram)\b|\bvendid[oa]s? (?:tudo|todos|todas)|\bvendeu tudo|\bem falta\b|"
    r"\bnao (?:tem|temos|tenho|ha|existe) mais\b|\bnao (?:tem|temos|tenho) (?:agora|no momento|em estoque|disponivel)"
)
_PLENTY = re.compile(
    r"\b(?:tem|temos|tenho|ha|restam|sobram)(?: (?:ainda|sim|bem|muitas?|muitos?|um))* (?:vari[oa]s|muit[oa]s|"
    r"bastante|de sobra|"
    r"monte|aos montes)(?= ?(?:$|[.,!;?\n]|unidades|pecas|em estoque|no estoque|d[eo]l[ea]|dess[ea]))"
)
_WANTED = re.compile(
    r"\b(?:quer\w*|lev\w+|compr\w+|ped\w+|com|cada|kit|caixa|de|total de|as|os|por|soma\w*|dessas|dessa)[ ]+$"
)
_SIZE_BEFORE = re.compile(r"\b(pp|p|m|g|gg|xg)(?: (?:esta|ta|ja|foi|ficou))* $")
_BY_ORDER = re.compile(r"\b(?:pedido|pagamento|compra)\b[^.!?,;]{0,20}$")
_FREIGHT = re.compile(r"\b(?:frete|entrega|envio|taxa|juros)\b")
_NOT_GONE = re.compile(r"\b(?:se|quando|caso|ate que|antes que)\b[^,.]{0,20}$")
_THERE = re.compile(
    r"\b(?:tem|tenho|temos|ha)(?: sim)?\b|\bconsigo (?:[oa]|n[oa]|um|uma)\b|\bdisponive(?:l|is)\b|\bem estoque\b|"
    r"\bpronta[ -]entrega\b|"
    r"\b(?:voltou|voltaram|chegou|chegaram)\b|\bde volta ao\b|\bgaranto (?:o|a) seu|\bchegou (?:mais|reposicao)|"
    r"\breposto\b|\bacab\w+ de chegar\b|\bpode (?:pedir|fechar)\b|\bpode comprar\b|\bpode levar\b"
)
_OPTION = re.compile(r"\b(?:na cor|no tom|no tamanho|na opcao|no numero) ([a-z0-9-]+)")
_MEASURED = re.compile(r" \d+(?:,\d+)? ?(?:cm|mm|ml|m|l|g|kg|litros?|quilos?|gramas?|metros?)\b")
_NOT_THERE = re.compile(
    r"\bnao\b|\bnunca\b|\bnem\b|\bsem\b|\besgot|\bacab(?!\w+ de )|\bindispon|"
    r"\bzer(?:ad|ou|ar)|\bfalta\b|^(?!.*\bsim\b).*\?"
)


def check(said: Said) -> None:
    """Judge each figure of stock, each cry of scarcity, and whether what is offered is there."""
    for match in list(_FIGURES.find(said.text, said.stems)):
        _figure(said, match)
    for match in _SCARCE.find(said.text, said.stems):
        if not denied(said.before(match.start()), said.after(match.end())):
            said.rule(_is_scarce(said, match), "estoque", match.start(), match.end())
    for match in _PLENTY.finditer(said.text):
        _plenty(said, match)
    for match in _GONE.find(said.text, said.stems):
        _gone(said, match)
    _there(said)
    for match in _OPTION.finditer(said.text):
        _option(said, match)


def _figure(said: Said, match: re.Match[str]) -> None:
    number = next(int(n) for n in match.groups() if n is not None)
    if number == 1 and re.search(r"\b(?:e|eh|como|sendo|por ser) $", said.before(match.start())):
        return
    at = next(match.start(n) for n in match.groupdict() if match[n] is not None)
    if "estoque\n" in match[0]:
        return
    counted = re.match(r"\d+ [a-z]+", said.full[at:])
    if counted is not None and any(counted[0] in g.texts for g in said.goods(at)):
        return
    whole = re.search(r"\b(?:no total|ao todo|somando|todas as opcoes|entre)\b", said.around(at)) is not None
    wanted = {g.product.stock for g in said.goods(at)} if whole else set()
    wanted |= {stock for g in said.goods(at) for stock in _stocks(said, g, at)}
    if "d" in match.groupdict() and _WANTED.search(said.before(at)):
        return
    listed = re.match(r"\d+(?:, ?\d+)*(?:,| e) ?\d+", said.text[at:]) is not None
    bare = listed or not re.search(r"unid|pec|estoque|dispon|rest|sobr|ultim", match[0])
    if bare and any(str(number) in v.name.split() for g in said.goods(at) for v, _ in g.options):
        return
    if number not in wanted and denied(said.before(match.start()), said.after(match.end())):
        return
    said.rule(number in wanted, "estoque", match.start(), match.end())
    said.hide(at, at + len(str(number)))


def _stocks(said: Said, goods: Goods, at: int) -> set[int]:
    """The figures that may be told: of the variants named, else the whole, each variant, and a price's variants."""
    named = _named(said, goods, at)
    if len(named) == 1:
        return {named[0].stock}
    if named:
        return {v.stock for v in named}
    return {goods.product.stock, *(v.stock for v, _ in goods.options)}


def _named(said: Said, goods: Goods, at: int) -> list[Variant]:
    """The variants spoken of: named in the sentence, else the one the lead chose."""
    start, end = said.sentence(at)
    named = said.variants(goods, start, end)
    if not named and goods.id == said.facts.product and said.facts.variant is not None:
        return [v for v, _ in goods.options if v.id == said.facts.variant]
    return named


def _is_scarce(said: Said, match: re.Match[str]) -> bool:
    goods = said.goods(match.start())
    if len(goods) == 1 and not _named(said, goods[0], match.start()):
        lately = said.variants(goods[0], *said.sentence(max(0, said.sentence(match.start())[0] - 2)))
        if len(lately) == 1 and 0 < lately[0].stock <= 1:
            return True
    if match[0].startswith("garant") and _BY_ORDER.search(said.before(match.start())):
        return True
    single = (
        re.match(
            r"(?:e ?h? ?[oa] )?ultim[ao]\b(?!s)|(?:rest|sobr)\w+ [a-z ]*(?:uma?|1) |so \w+(?: mais)? (?:um|uma|1)\b",
            match[0],
        )
        is not None
    )
    most = 1 if single else SCARCE
    if len(goods) != 1:
        return bool(goods) and all(0 < g.product.stock <= most for g in goods)
    if re.match(
        r"vend|amanha|sai|some|corr|garant|antes|edicao|tiragem|lote|quantidade|muita|varias|outra|\d", match[0]
    ):
        return False
    named = _named(said, goods[0], match.start())
    return all(0 < v.stock <= most for v in named) if named else 0 < goods[0].product.stock <= most


def _plenty(said: Said, match: re.Match[str]) -> None:
    """Many are said to be left where there is hardly one."""
    goods = said.goods(match.start())
    if len(goods) != 1 or asked(said.after(match.end())) or denied(said.before(match.start()), said.after(match.end())):
        return
    named = _named(said, goods[0], match.start())
    if (sum(v.stock for v in named) if named else goods[0].product.stock) < _MANY:
        said.rule(False, "estoque", match.start(), match.end())


def _gone(said: Said, match: re.Match[str]) -> None:
    head, tail = said.before(match.start()), said.after(match.end())
    if (
        denied(head, tail)
        or _NOT_GONE.search(head)
        or (match[0].startswith("zer") and _FREIGHT.search(head + tail))
        or re.match(r" (?:a|o|as|os|com) (?:duvid|pergunt|medo|problem)", tail)
    ):
        return
    sized = _SIZE_BEFORE.search(head)
    for goods in said.goods(match.start()):
        named = _named(said, goods, match.start())
        if sized is not None and any(v.name.casefold() == sized[1] and not v.stock for v, _ in goods.options):
            return
        if any(v.stock == 0 for v in named) or goods.product.stock == 0:
            return
        if not named and re.match(r"nao (?:tem|temos|tenho|ha)", match[0]) and not said.mentions:
            return
    if said.subject(match.start()) == said.facts.own and len(said.facts.own) > 1:
        return
    said.rule(False, "estoque", match.start(), match.end())


def _there(said: Said) -> None:
    """Something sold out must not be offered as if it were there."""
    for match in _THERE.finditer(said.text):
        around = said.around(match.start())
        if _NOT_THERE.search(around):
            continue
        start, end = said.sentence(match.start())
        measured = _MEASURED.match(said.full, match.end())
        if measured and not any(said.variants(g, *measured.span()) for g in said.goods(match.start())):
            continue
        elsewhere = said.facts.book.gone
        if elsewhere and any(re.search(rf"\b{re.escape(name)}\b", said.full[start:end]) for name in elsewhere):
            said.rule(False, "estoque", match.start(), match.end())
            return
        for goods in said.goods(match.start()):
            if len(said.subject(match.start())) > 1:
                break
            gone = [v for v in said.variants(goods, start, end) if v.stock == 0]
            if gone or (goods.product.stock == 0 and match[0] not in ("tem", "ha")):
                said.rule(False, "estoque", match.start(), match.end())
                return


def _option(said: Said, match: re.Match[str]) -> None:
    """An option that the product does not come in must not be offered."""
    head, tail = said.before(match.start()), said.after(match.end())
    if not _THERE.search(said.around(match.start())) or asked(tail) or denied(head, tail) or _NOT_THERE.search(head):
        return
    goods = [g for g in said.goods(match.start()) if len(g.options) > 1]
    if goods and not any(match[1] in plain(v.name) for g in goods for v, _ in g.options):
        said.rule(False, "estoque", match.start(), match.end())
