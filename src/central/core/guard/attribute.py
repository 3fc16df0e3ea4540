"""What a product is said to be: colours, materials, measures and virtues that the owner's texts do not carry."""

from __future__ import annotations

import re
from collections.abc import Iterable

from central.core.guard.book import Goods
from central.core.guard.denial import asked, denied, told_by_lead
from central.core.guard.said import Said
from central.core.lexicon import lexicon

COLOURS = (
    r"(?:rosa choque|rosa bebe|pink|rosa|azul\w*|verde\w*|amarel\w+|laranja|lilas|rox[oa]|violeta|vinho|bordo|marsala|"
    r"marrom|bege|nude|branc[oa]|pret[oa]|cinza|grafite|dourad[oa]|prat\w+d[oa]|vermelh[oa]|turquesa|mostarda|"
    r"terracota|caramelo|coral|fucsia|off[ -]?white|salmao|caqui|ouro rose|rose)"
)
_COLOUR = re.compile(
    rf"\b(?:tem|temos|tenho|vem|ha|existe|chegou|chegaram|disponive(?:l|is)|sai|fazemos)\b(?: sim)?(?: tambem)?"
    rf"(?: (?:em|no|na|nas|nos|o|a|de|do|da|cor|cores|tons|tom|ele|ela|ainda|agora|tambem|sim|um|uma|"
    rf"mais))* (?P<a>{COLOURS})\b"
    rf"(?:(?:, | e | ou )(?P<b>{COLOURS})\b)?(?:(?:, | e | ou )(?P<c>{COLOURS})\b)?"
)
_SIZE = re.compile(
    r"\b(?:tem|temos|tenho|ha|vem|chegou|disponivel)(?: sim)?(?: (?:o|a|no|em|do|da|tamanho|tambem|ainda|\x01+s?))* "
    r"(?P<size>pp|p|m|g|gg|xg|xgg|exg|xxg)\b(?![ -]?\d)"
)
_LARGEST = re.compile(r"\b(?P<size>pp|gg|x+g+|exg)\b(?! (?:ja |ainda )?(?:nao|acab|esgot|zer|sumiu|esta em falta))")
_COMES_IN = re.compile(
    r"\b(?:tem|temos|tenho|vem|vai|sai|custa|chegou|escolher|disponive(?:l|is)|versao|opcao|"
    r"trabalh\w+|fazemos|consigo)\b"
)
_YES = re.compile(r"[^.!?\n]{0,20}\? ?(?:sim|temos|tem|tenho|claro)\b")
_LISTED = re.compile(r"\b(?:opcoes|versoes|tamanhos)\b")
_LETTERS = r"(?:pp|p|m|x*g+|exg)"
_SIZES = re.compile(
    rf"\b(?:opcoes|tamanhos|numeracoes)(?: [a-z]+)?(?: sao|:)? (?P<sizes>(?:{_LETTERS}(?:, | e | ou |/)*)+)(?![a-z])"
)
_COUNT = re.compile(
    r"\b(?:temos|tenho|tem|vem em|sai em|fazemos) (?P<n>\d+) (?:cores|tons|tamanhos|opcoes|"
    r"fragrancias|sabores|numeracoes|estampas|modelos)\b"
)
_RANGE = re.compile(
    r"\b(?:serve|veste|tem|temos|vem|vai) (?:do|de) (?:pp|p|m|g) (?:ao|a|ate o) (?P<size>g|gg|xg|xgg|m)\b"
)
_INGREDIENT = re.compile(
    r"\b(?:tem|contem|leva|com|notas? (?:de|florais de)|formula com|ric[oa] em|base de|a base de|feito de|traz)\b"
    r"[^.!?\n]{0,30}?\b(?P<i>retinol|niacinamida|colageno|queratina|argan|biotina|cafeina|ceramidas?|"
    r"vitamina [a-z]\d*|"
    r"acido \w+|peptideos?|coenzima|resveratrol|aloe vera|babosa|oud|patchouli|lavanda|musk|almiscar|bergamota|"
    r"jasmim|sandalo|cedro|vetiver|ambar|iris|tuberosa|limao siciliano|couro leve|feromonios?|mentol|arnica|"
    r"oleo de \w+|manteiga de \w+|extrato de \w+|rosa bulgara|flor de \w+)\b(?:(?:, | e )(?P<j>retinol|niacinamida|"
    r"colageno|queratina|argan|biotina|cafeina|rosa bulgara|oud|patchouli|lavanda|jasmim|sandalo))?"
)
_WORN = re.compile(r"\bveste\b[^.!?\n]{0,12}?\b(?P<a>\d{2})\b(?:[^.!?\n]{1,6}\b(?P<b>\d{2})\b)?")
_MADE = lexicon(
    r"\b(?:e|sao|feit[oa]s? (?:de|em|com)|banhad[oa]s? (?:a|em|de|no)|folhead[oa]s? a|com banho de|todo em|toda em|"
    r"material|tecido|de) (?:\w+ )?(?P<m>couro|ouro|prata|seda|linho|algodao|cashmere|(?<!so )la\b|veludo|titanio|aco|"
    r"inox|cristal|diamante|perola|bambu)\b|"
    r"\b(?P<k>1[48] ?k|24 ?k|18 quilates)\b|\b(?P<p>pur[oa]|100% ) ?(?:linho|algodao|seda|couro|ouro)\b|"
    r"\b(?P<v>couro|seda|linho|algodao|ouro|prata) (?:legitim[oa]|verdadeir[oa]|pur[oa]|puro|italian[oa]|"
    r"egipci[oa])\b|"
    r"\b(?P<w>a prova d.?agua|prova d.?agua|resistente a agua|impermeave(?:l|is)|fps ?\d+|fator \d+|"
    r"protecao (?:solar|uv)|"
    r"filtro solar incluso|vegan[oa]s?|cruelty[ -]free|organic[oa]s?|100% natura(?:l|is)|biodegradave(?:l|is)|"
    r"(?:sem|livres? de|zero|isent[oa]s? de|nao (?:tem|contem|leva|levam)(?: nada de| nenhum| nenhuma| adicao de)?) "
    r"(?:parabenos?|sulfitos?|sulfatos?|corante|caloria\w*|carboidrato\w*|pesticida\w*|oleo mineral|plastico|"
    r"acrilico|nitrito\w*|silicones?|alcool|corantes?|gluten|petrolatos?|transgenic\w+|conservantes?|acucar\w*|"
    r"lactose|cafeina|sodio|gordura|agrotoxic\w+|aditivos?|quimic\w+|bpa|latex|niquel|chumbo|aromatizantes?|soja|"
    r"leite|trigo|ovos?|amendoim|fragrancias? (?:artificia\w+|sintetic\w+)|crueldade)|comestive(?:l|is)|"
    r"feit[oa]s? a mao|artesana(?:l|is)|importad[oa]s?|franc(?:es|esa) legitim[oa])\b"
)
_VIRTUES = lexicon(
    r"\b(?:nunca(?: mais)?|jamais|nao) (?:escurece\w*|mancha\w*|desbota\w*|descasca\w*|descola\w*|desfia\w*|"
    r"encolhe\w*|"
    r"deforma\w*|amassa\w*|resseca\w*|enferruja\w*|quebra\w*|esfarela\w*|borra\w*|transfere\w*|sai da pele)\b|"
    r"\b(?:escurece|mancha|desbota|descasca|encolhe|amassa|resseca|quebra|borra)\w* (?:nunca|jamais|nao)\b|"
    r"\b(?:dura|duram|rende|rendem|fixa|segura|aguenta)\b[^.!?\n]{0,18}\b"
    r"(?:\d+|um|varios|varias|muitos|muitas|o) (?:horas?|dias?|semanas?|mes|meses|anos?|dia (?:inteiro|todo))\b|"
    r"\b(?:dura|duram) (?:por )?(?:geracoes|decadas|seculos|a vida (?:toda|inteira)|para sempre|pra sempre)\b|"
    r"\b(?:igual|igualzinh[oa]|identic[oa]|mesma coisa|mesmo cheiro|mesma formula|mesmo fabricante|"
    r"mesma fabrica)\b[^.!?\n]{0,20}\b(?:importad\w+|original|famos\w+|da marca|de grife|d[oa] \w+|fabricante|"
    r"fabrica)\b|"
    r"\b(?:pode ser usad[oa]|serve|usa-se|funciona) como (?P<u>\w+)|\b(?:esquenta|gela|"
    r"formiga)\b[^.!?\n]{0,10}\bpele\b|"
    r"\be trata (?:ao mesmo tempo|tambem|a fundo)|"
    r"\bmesm[oa] (?:fabricante|fabrica|formula)\b|"
    r"\b(?:trata|nutre|regenera|reconstroi|restaura|repara) (?:a|o|os|as|sua|seu) (?:pele|cabelo|fios?|rosto|"
    r"fibra)\b|\bcobre (?:tudo|ate)\b"
)
_NUMBERED = re.compile(
    r"\b(?:temos|tenho|tem|numeracao|tamanhos?|vai|vem|disponive\w+|vao)\b[^.!?\n\d]{0,14}"
    r"\bd[oe] (?P<a>\d{2}) (?:ao|a|ate o|ate) (?P<b>\d{2})\b(?! ?(?:cm|ml|dias|reais|anos))"
)
_SPAN = re.compile(r"\d{2,3} a \d{2,3}")
_LABELLED = re.compile(
    r"\b(?:o|a|tamanho|numero|no|na|tam) (?P<size>pp|p|m|g|gg|3[4-9]|4\d|5[0-4])\b(?![.,]\d)[^.!?;\n]{0,30}?"
    r"(?<!\d )\b(?P<a>\d{2,3}) (?:a|e|ate) (?P<b>\d{2,3})\b(?! ?(?:dias|horas|reais))"
)
_DENIED_AFTER = re.compile(r"^ (?:el[ea] |ess[ea] |isso )?nao (?:e|sao|tem|temos|tenho|leva)\b")
_SHOP = lexicon(
    r"\b(?:na|nossa|da|uma|temos|tenho) loja fisica\b|^loja fisica (?:n[ao]|em)\b|\bloja fisica (?:na|no|em) \w+|"
    r"\bpode visitar|\bpode (?:vir|passar|ir) (?:aqui |ai |na loja |provar|buscar|retirar|experimentar|conhecer)|"
    r"\bvenha (?:nos visitar|provar|conhecer|experimentar)\b|\bte espero (?:aqui |na loja)"
)


def check(said: Said) -> None:
    """Judge what a product is said to come in, to be made of and good for, and whether there is a shop to visit."""
    for match in _COLOUR.finditer(said.text):
        colours = [c for c in match.groupdict().values() if c]
        if _asserted(said, match) and not all(_told(said, match.start(), _stem(c)) for c in colours):
            said.rule(False, "estoque", match.start(), match.end())
    for match in _SIZE.finditer(said.text):
        if _asserted(said, match) and not _sold(said, match):
            said.rule(False, "estoque", match.start(), match.end())
    for match in _LARGEST.finditer(said.text):
        around = said.around(match.start())
        if _YES.match(said.text, match.end()) and not _sold(said, match):
            said.rule(False, "estoque", match.start(), match.end())
        elif _asserted(said, match) and _LISTED.search(around):
            _sizes(said, match)
        elif _COMES_IN.search(around) and _asserted(said, match) and not _sold(said, match):
            said.rule(False, "estoque", match.start(), match.end())
    for match in _SIZES.finditer(said.text):
        if _asserted(said, match):
            _sizes(said, match)
    for match in _COUNT.finditer(said.text):
        goods = said.goods(match.start())
        counts = {n for g in goods for n in _numbers(g)}
        if len(goods) == 1 and int(match["n"]) not in counts and not _written(goods, match[0]):
            said.rule(False, "estoque", match.start(), match.end())
    for match in _RANGE.finditer(said.text):
        if _asserted(said, match) and not _sold(said, match):
            said.rule(False, "estoque", match.start(), match.end())
    for match in _INGREDIENT.finditer(said.text):
        named = [i for i in match.groupdict().values() if i]
        if _asserted(said, match) and not all(_told(said, match.start(), i) for i in named):
            said.rule(False, "promessa", match.start(), match.end())
    for match in _WORN.finditer(said.text):
        _worn(said, match)
    for match in _NUMBERED.finditer(said.text):
        _numbered(said, match)
    for match in _LABELLED.finditer(said.text):
        _labelled(said, match)
    for pattern in (_MADE, _VIRTUES, _SHOP):
        for match in pattern.find(said.text, said.stems):
            goods = said.goods(match.start())
            tail = said.after(match.end())
            if (
                denied(said.before(match.start()), tail)
                or asked(tail)
                or _DENIED_AFTER.match(tail)
                or told_by_lead(tail)
            ):
                continue
            if match.groupdict().get("m") == "la" and "lã" not in said.raw.casefold():
                continue
            if pattern is _SHOP or not _carried(goods, match):
                said.rule(False, "promessa", match.start(), match.end())


def _numbers(goods: Goods) -> set[int]:
    """How many variants, and how many colours and sizes where a variant is one of each."""
    names = [v.name.split() for v, _ in goods.options if v.name]
    kinds = {len({" ".join(name[:-1]) for name in names}), len({name[-1] for name in names})} if names else set()
    return {len(goods.options), len(goods.product.available)} | kinds


def _asserted(said: Said, match: re.Match[str]) -> bool:
    """Whether it is said to be so: not asked, not denied."""
    head, tail = said.before(match.start()), said.after(match.end())
    no = re.search(r"\b(?:nao|nem|sem|nunca)\b[^,.]{0,12}$", head)
    return not asked(tail) and no is None and not denied(head, tail)


def _told(said: Said, at: int, stem: str) -> bool:
    goods = said.goods(at)
    return not goods or any(stem in g.texts or stem in g.product.name.casefold() for g in goods)


def _stem(colour: str) -> str:
    """A colour without its gender: "preta" and "preto" are one."""
    return colour[:-1] if colour[-1] in "oa" and len(colour) > 4 else colour


def _sold(said: Said, match: re.Match[str]) -> bool:
    """Whether a size of one letter can be bought of the product that is talked about."""
    if match["size"] not in ("p", "m", "g"):
        written = re.compile(rf"\b{match['size']}\b")
        if not any(written.search(g.texts) for g in said.goods(match.start())):
            return False
    goods = [g for g in said.goods(match.start()) if len(g.options) > 1]
    if not goods:
        return True
    start, end = said.sentence(match.start())
    for one in goods:
        sized = [v for v, _ in one.options if v.name.casefold().split()[-1:] == [match["size"]]]
        named = [v for v in said.variants(one, start, end) if " " in v.name]
        if any(v.stock for v in sized if not named or v in named):
            return True
        if not any(v.name.casefold().split()[-1:] == [s] for v, _ in one.options for s in ("p", "m", "g")):
            return True
    return False


def _sizes(said: Said, match: re.Match[str]) -> None:
    """A list of sizes with one that the product does not come in, there or gone."""
    known = [{v.name.casefold().split()[-1] for v, _ in g.options if v.name} for g in said.goods(match.start())]
    lettered = [sizes for sizes in known if sizes & {"p", "m", "g"}]
    told = re.findall(rf"\b{_LETTERS}\b", match[0])
    if lettered and not any(sizes.issuperset(told) for sizes in lettered):
        said.rule(False, "estoque", match.start(), match.end())


def _worn(said: Said, match: re.Match[str]) -> None:
    """A size it is said to fit that no text of the product has, nor the lead wrote."""
    goods = said.goods(match.start())
    if len(goods) != 1 or denied(said.before(match.start()), said.after(match.end())):
        return
    known = set(said.facts.words.split()) | goods[0].numbers
    if not all(n in known for n in match.groups() if n):
        said.rule(False, "estoque", match.start(), match.end())


def _numbered(said: Said, match: re.Match[str]) -> None:
    """A range of sizes whose ends are neither in a text of the product nor sizes it comes in."""
    goods = said.goods(match.start())
    if not _asserted(said, match) or not goods:
        return
    for one in goods:
        known = set(said.facts.words.split()) | one.numbers | {w for v, _ in one.options for w in v.name.split()}
        if {match["a"], match["b"]} <= known:
            return
    said.rule(False, "estoque", match.start(), match.end())


def _labelled(said: Said, match: re.Match[str]) -> None:
    """A size told with the measures of another one."""
    goods = said.goods(match.start())
    if len(goods) != 1 or denied(said.before(match.start()), said.after(match.end())):
        return
    own = re.compile(rf"\b{match['size']}\b")
    clauses = [clause for clause in re.split(r";", goods[0].texts) if _SPAN.search(clause) and own.search(clause)]
    if clauses and not any(f"{match['a']} a {match['b']}" in clause for clause in clauses):
        said.rule(False, "estoque", match.start(), match.end())


def _carried(goods: Iterable[Goods], match: re.Match[str]) -> bool:
    """Whether the owner's texts say the very thing."""
    word = next((m for m in match.groupdict().values() if m), match[0])
    pure = match.groupdict().get("p") or match.groupdict().get("v")
    return any((match[0] if pure else word.strip()) in g.texts for g in goods)


def _written(goods: Iterable[Goods], words: str) -> bool:
    return any(words in g.texts for g in goods)
