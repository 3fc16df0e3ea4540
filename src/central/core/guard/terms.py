"""What is offered beside the catalogue: pay in halves, a price matched, a change of mind, things made to order, and
what a writer who is no human being has at home. None of it is anybody's to offer but the owner's, in his own words."""

from __future__ import annotations

import re

from central.core.guard.book import Goods
from central.core.guard.denial import asked, denied
from central.core.guard.said import OWNED, Said
from central.core.lexicon import Lexicon, clause, lexicon

_TERMS = lexicon(
    r"\bmetade (?:agora|antes|hoje|ja|no pix|na entrega|n[oa] ato|depois|quando|em dinheiro|adiantad\w+)\b|"
    r"\bpag\w+ (?:a |so |so a )?(?:metade|uma parte|um sinal|sinal)\b|\bsinal de \d|"
    r"\b(?:o resto|o restante|a outra metade|outra metade|o saldo) (?:na entrega|quando|depois|mes que vem|n[oa] ato|"
    r"em \d+|daqui)\b|"
    r"\bpag\w+ (?:so |apenas |somente )?(?:quando|depois que|depois de|na hora que|se) (?:chegar|receber|gostar|"
    r"testar|"
    r"provar)\b|"
    r"\b(?:ach|encontr|v)\w+ (?:\w+ ){0,3}(?:mais barat\w+|mais em conta|por menos|preco menor|preco melhor)\b[^.!?\n]"
    r"{0,30}\b(?:cobr(?:e|o|imos)|igual\w+|bat(?:e|o|emos)|faco|fazemos|devolv\w+|melhor(?:o|amos))\b|"
    r"\b(?:cobr(?:e|o|imos)|bat(?:e|o|emos)) (?:qualquer|a concorrencia|a oferta|o preco|ofertas?|precos?)\b|"
    r"\b(?:peg|receb)(?:a|o|amos|emos|e) (?:ele |ela |o produto |tudo )?de volta\b|"
    r"\bsob medida\b|\bfa(?:co|zemos|z) (?:em )?(?:outr[oa]s?|qualquer|na cor que|do jeito que|com o nome|"
    r"personalizad\w+)\b(?! (?:dia|hora|momento|vez|duvida|pergunta))|"
    r"\b(?:segund|terceir|quart|quint)[oa] (?:e|eh|sai|vai|fica|vem) (?:presente|noss[oa]|seu|sua|cortesia|brinde|"
    r"por nossa|de graca|gratis|mimo)\b|"
    r"\b(?:troc|devolv|reembols|repo|substitu|estorn)\w+\b[^.!?\n]{0,25}\b(?:na hora|sem burocracia|sem custo|"
    r"sem pergunt\w+|de graca|imediatamente|na mesma hora|sem enrolacao)\b|"
    r"\b(?:\d+ (?:minutos|horas?)|minutos|instantes|poucas horas) (?:depois|apos)\b[^.!?\n]{0,30}\b(?:sai|despach\w+|"
    r"post\w+|seguir?|vai pra|embarca)\b"
)
_FREIGHT = lexicon(
    r"\b(?:frete|entrega|envio) (?:(?:e|eh|fica|sai|vai|corre|ja|tambem) )+(?:meu|minha|noss[oa]|comigo|conosco|"
    r"por mim|"
    r"com a loja|com a gente|por minha)\b|"
    r"\b(?:frete|entrega|envio)\b[^.,!?;\n]{0,20} (?:e|eh|fica|sai) (?:sempre|eternamente) (?:zero|zerad[oa]|gratis|"
    r"de graca|livre)\b"
)
_HEALTH = lexicon(
    r"\bfaz(?:em)? (?:muito |super |tao )?bem (?:pr[ao]s?|para|a|ao|as|aos)\b(?! (?:gente se |voce se ))|"
    r"\bnao (?:da|dao|causa\w*|provoca\w*|deixa\w*|traz|faz|fazem) (?:mais |nenhum\w? |qualquer |a menor )?(?:dor|"
    r"alergi\w+|"
    r"barulho|ruido|sujeira|fumaca|coceira|irritac\w+|ressaca|mal\b|ardencia|efeito|reac\w+|enjoo|inchaco|mancha|"
    r"sono\b|gases|refluxo|azia|"
    r"vicio|dependencia)\b"
)
_SAFE = Lexicon(
    (
        clause(
            r"segur[oa]s?",
            r" (?:pr[ao]s?|para|com|perto d[aeo]s?) (?:[oa]s? |seus? |suas? )?(?:crianc|beb|gat|cachorr|pet|anima|"
            r"gest|"
            r"gravid|pele|tod|qualquer|alerg|diab|idos|rec|aves|peixe|plant)\w*",
        ),
    )
)
_CHOICE = Lexicon(
    (
        clause(
            r"escolh\w+|pod\w+ ser|faz\w*|tem|de|n[oa]|em",
            r"\b[^.,!?;\n]{0,20}\b(?P<what>cor|aroma|perfume|sabor|tamanho|modelo|estampa|fragrancia|tom|versao|"
            r"item|opcao|"
            r"cores|aromas|perfumes|sabores|tamanhos|itens)\b (?:que )?(?:voce |vc )?(?:quiser|preferir|desejar|"
            r"mais gostar|escolher|do seu gosto)",
            keys="quiser|preferir|desejar|gostar|escolher|gosto",
        ),
    )
)
_KIN = (
    r"(?:filh\w+|marid\w+|espos\w+|namorad\w+|noiv\w+|mae|pai|mamae|papai|irma\w*|cachorr\w+|gat[oa]s?|gatinh\w+|"
    r"famili\w+|avo|vovo|sogr\w+|prim[oa]s?|ti[oa]s?|cunhad\w+|sobrinh\w+|vizinh\w+|net[oa]s?|afilhad\w+|amig[oa]s?|"
    r"casa|cozinha|quarto|sala|quintal|jardim|cabelo|pele|rosto|corpo|pe|pes|cama|carro|escritorio|bebe)"
)
_OWN_LIFE = lexicon(
    rf"\b(?:meu|minha|meus|minhas) (?:propri[oa]s? )?{_KIN}\b(?! (?:virtual|aqui e))|"
    r"\beu (?:tambem |mesm[oa] )?tenho (?:um|uma|\d+|dois|duas) (?:filh|gat|cachorr|irma|crianc|pet|bebe|em casa)\w*|"
    r"\btenho (?:um|uma|\d+) (?:filh|gat|cachorr|irma|crianc|net|sobrinh)\w+|"
    r"\b(?:don[oa]|proprietari[oa]|fundador\w?|gerente|soci[oa]|criador\w?) d[aeo] (?:[a-z]+|\x01+)\b,? (?:em pessoa|"
    r"falando|aqui)|\bem pessoa\b|\b(?:aqui (?:e|eh|quem fala e)|sou) (?:o|a) [a-z]+, (?:(?:o|a) )?(?:don[oa]|"
    r"proprietari[oa]|fundador\w?|gerente|soci[oa]|criador\w?)\b|\bsou (?:formad[oa]|graduad[oa]|casad[oa]|mae|pai|"
    r"nutricionista|veterinari[oa]|medic[oa]|dentista|esteticista|perfumista|professor\w?|enfermeir[oa]) ?(?:em|"
    r"d[aeo]|e|,|\.|!|ha)"
)
_OFTEN = re.compile(
    r"\btod[oa]s? (?:o |a |os |as )?(?P<every>dia|noite|manha|semana|mes|ano)\w*|\b(?P<daily>diariamente)|"
    r"\b(?P<n>\d+|uma) ve(?:z|zes) (?:por|ao|a|na|no) (?P<unit>dia|semana|mes|noite|ano)|"
    r"\ba cada (?P<each>\d+) (?P<span>dia|hora|semana|mes|ano)\w*|\b(?P<both>de manha e (?:a|de|na) noite)\b"
)
_OFTEN_WORDS = frozenset("todo toda todos todas diariamente vez vezes cada manha".split())
_USE = re.compile(
    r"\b(?:us|precis|aplic|pass|tom|coloc|pinga|regu?|molh|adub|lav|limp|borrif|massage|esfoli|hidrat|troqu|bast|"
    r"recomend|"
    r"beb|mistur|dilu)[a-z]*\b"
)


def check(said: Said) -> None:
    """Refuse terms, good for the health and a life of one's own that no text of the owner tells."""
    for pattern, kind in ((_TERMS, "desconto"), (_FREIGHT, "frete"), (_HEALTH, "cura"), (_OWN_LIFE, "persona")):
        for match in pattern.find(said.text, said.stems):
            if not _stands(said, match):
                said.rule(False, kind, match.start(), match.end())
    for match in _SAFE.find(said.text, said.stems):
        if not _stands(said, match):
            said.rule(False, "cura", match.start(), match.end())
    for match in _CHOICE.find(said.text, said.stems):
        if not _stands(said, match) and not any(_comes_in(g, match["what"]) for g in said.goods(match.start())):
            said.rule(False, "estoque", match.start(), match.end())
    for match in _OFTEN.finditer(said.full) if not _OFTEN_WORDS.isdisjoint(said.words) else ():
        _frequency(said, match)


def _stands(said: Said, match: re.Match[str]) -> bool:
    head, tail = said.before(match.start()), said.after(match.end())
    if OWNED in match[0] or asked(match[0] + tail) or denied(head, tail):
        return True
    return any(match[0] in text for text in (*said.facts.told, *(g.texts for g in said.goods(match.start()))))


def _comes_in(goods: Goods, what: str) -> bool:
    """Whether there is more than one of it to choose among: a size may be a measure, a colour or a scent is a word."""
    sized = what.startswith(("tamanho", "modelo", "vers", "op", "ite"))
    return sum(sized or not any(c.isdigit() for c in v.name) for v, _ in goods.options if v.name) > 1


def _frequency(said: Said, match: re.Match[str]) -> None:
    """How often it is to be used, where its owner tells another."""
    if _USE.search(said.around(match.start())) is None or asked(said.after(match.end())):
        return
    told = [often for goods in said.goods(match.start()) if (often := _often(goods))]
    if told and not any(_rhythm(match) in often for often in told) and not denied(said.before(match.start()), ""):
        said.rule(False, "promessa", match.start(), match.end())


def _often(goods: Goods) -> frozenset[tuple[str, str]]:
    return frozenset(_rhythm(match) for match in _OFTEN.finditer(goods.texts))


def _rhythm(match: re.Match[str]) -> tuple[str, str]:
    """How many times in what, or every how many of what."""
    if match["each"]:
        return f"/{match['each']}", match["span"]
    if match["n"]:
        return ("1" if match["n"] == "uma" else match["n"]), match["unit"]
    if match["both"]:
        return "2", "dia"
    return "1", (match["every"] or "dia").replace("manha", "dia")
