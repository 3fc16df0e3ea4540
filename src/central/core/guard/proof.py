"""Who is said to have bought, praised or used it, and who else is said to serve: only the owner may call witnesses."""

from __future__ import annotations

import re

from central.core.guard.denial import asked, denied
from central.core.guard.said import OWNED, Said
from central.core.lexicon import Lexicon, clause, lexicon

_PRAISES = (
    r"(?:compr(?:ou|aram|am)|us(?:am|ou|aram)|am(?:a|am|ou|aram)|volt(?:a|am|ou|aram)|elogi\w+|recomend(?:a|am|ou|"
    r"aram)|"
    r"relat\w+|disse(?:ram)?|diz(?:em)?|cont(?:ou|aram|am)|not(?:ou|aram|am)|sent(?:iu|iram|em)|ador(?:a|am|ou|aram)|"
    r"aprov(?:a|am|ou|aram)|gost(?:am|ou|aram)|confi(?:a|am)|repet\w+|lev(?:ou|aram)|ja (?:tem|compr\w+|pedi\w+|"
    r"us\w+)|"
    r"(?:ta|tao|esta|estao|anda|andam|vem|vive|vivem) (?:amando|comprando|elogiando|adorando|levando|pedindo|voltando|"
    r"usando|gostando)|se apaixon\w+|ped(?:iu|iram) (?:de novo|mais|outr[oa]))"
)
_BUYERS = Lexicon(
    (
        clause(
            r"client\w+|alun[oa]s?|comprador\w+|consumidor\w+|fregues\w*|seguidor\w+|assinantes?|famili\w+|noivas|"
            r"maes|"
            r"corredor\w+|atletas?|mulherada|pessoal|galera|todo mundo|todos|todas|meninas|povo|turma|muita gente",
            rf"\b(?!,)[^.!?\n?]{{0,28}}?\b{_PRAISES}\b",
        ),
        clause(
            r"avaliac\w+|reputacao|feedbacks?|depoimentos?",
            r"\b[^.!?\n]{0,25}\b(?:excelent\w+|otim\w+|positiv\w+|boas?|maravilhos\w+|impecav\w+|perfeit\w+|"
            r"altissim\w+|"
            r"5 estrelas)\b",
        ),
        clause(
            r"(?!voces)[a-z]{2,}(?:istas|og[oa]s|af[oa]s|ores|oras|eir[oa]s|nic[oa]s|ntes|esas|colas|eis|ais|"
            r"urantes|mias)",
            r"\b(?!,)[^.!?\n?]{0,28}?\b(?:usam|usaram|adotaram|adotam|indicam|recomendam|preferem|compram|compraram|"
            r"confiam|aprovam|elogiam|amam|adoram|vestem|escolhem)\b",
            keys=r"usam|usaram|adotaram|adotam|indicam|recomendam|preferem|compram|compraram|confiam|aprovam|elogiam|"
            r"amam|adoram|vestem|escolhem",
        ),
        clause(r"\d+", r" (?:em|de|a) cada \d+\b", keys="cada", before=r"(?<![\d.,])"),
    )
)
_ASK = re.compile(r"\b(?:pergunt|duvid|quer|queri|podem?|precis|costum)")
_BEST = lexicon(
    r"\b(?:o|a|os|as|um dos|uma das|nosso|nossa) (?:que )?mais (?:sai|saem|vende|vendem|pedem|pedid[oa]s?|"
    r"vendid[oa]s?|"
    r"procurad[oa]s?|escolhid[oa]s?|querid\w+|elogiad[oa]s?|amad[oa]s?)\b|"
    r"\b(?:favorit|queridinh|preferid|xodo)[oa]?s? (?:d[aeo]s? |entre |por )\w+|"
    r"\b(?:campea|campeao|sucesso|lider|recorde|explosao) (?:de |em )?(?:vendas?|pedidos?|publico)\b|"
    r"\b(?:o|a|nosso|nossa) (?:numero|n[º]?) ?(?:1|um)\b|\bbest ?sellers?\b|\bmais (?:vendid|pedid)[oa]s?\b"
)
_ABOUT = re.compile(r"\b(?:qual|quais|se) [^.!?\n]{0,12}$")
_OWN_USE = lexicon(
    r"\b(?:ja )?sou client\w+\b|\b(?:uso|uso ate|usei|tomo|visto|calco) (?:o meu|a minha|os meus|as minhas|ele|ela|"
    r"esse|essa|ha|faz|tod[oa]|sempre|muito|direto|aqui em casa)\b|\btenho (?:um|uma) (?:igual|dess[ea]s?|em casa|"
    r"aqui)|"
    r"\baqui em casa (?:a gente|todo mundo|nos|eu|tem|temos|usamos)\b"
)
_NOT_ONE = r"(?!loja|site|equipe|sistema|transportadora|link|checkout|nome|catalogo|time|empresa)"
_VOUCHES = lexicon(
    rf"\b(?:meu|minha|meus|minhas|nosso|nossa) {_NOT_ONE}[a-z]{{3,}} (?:(?:mesm[oa]|tambem|ja|sempre|so|ate) )*"
    r"(?:us(?:a|ou|am)|recomend(?:a|ou|am)|indic(?:a|ou|am)|ador(?:a|ou|am)|am(?:a|ou|am)|compr(?:a|ou|am)|tom(?:a|"
    r"ou|am)|"
    r"aprov(?:a|ou|am)|jur(?:a|ou)|elogi(?:a|ou|am))\b|"
    r"\bnoss[oa]s? (?!transportadora|atend)[a-z]{3,}(?:or|ora|ista|eir[oa]|tec?nic[oa]|ogra|ogr[oa]|ente|ana|ano)s? "
    r"(?:\w+ ){0,2}(?:va[io]|vem|passa|leva|busca|monta|instala|faz|escolhe|acompanha|ajusta|prepara|entrega|"
    r"confere|revisa|"
    r"vao)\b"
)
_SERVES = lexicon(
    r"\bentreg(?:a|o|amos) (?:\w+ )?(?:em maos|pessoalmente)\b|"
    r"\b(?:a gente|nos|a loja|nossa loja|nossa equipe|a equipe)(?: (?:tambem|ate|ja|sempre|te|so))* "
    r"(?:embrulha|personaliza|grava|borda|instala|monta|busca|recolhe|conserta|ajusta|estende|visita|retira|lava|"
    r"leva(?! (?:a serio|em conta)))\b|"
    r"\b(?:embrulh|personaliz|bord|instal|mont|recolh|consert|busc|lev)amos\b(?! (?:a serio|em conta))"
)
_IN_THE_CART = re.compile(r"^ (?:o |a |um |seu |sua |teu |tudo )*(?:pedido|carrinho|compra|juntos)\b")


def check(said: Said) -> None:
    """Refuse witnesses, rankings, a use of one's own and services that no text of the owner tells."""
    for match in _BUYERS.find(said.text, said.stems):
        if not _ASK.search(match[0]):
            _refuse(said, match, "promessa")
    for match in _BEST.find(said.text, said.stems):
        if not _ABOUT.search(said.before(match.start())):
            _refuse(said, match, "promessa")
    for match in _OWN_USE.find(said.text, said.stems):
        _refuse(said, match, "persona")
    for pattern in (_VOUCHES, _SERVES):
        for match in pattern.find(said.text, said.stems):
            if not _IN_THE_CART.match(said.after(match.end())):
                _refuse(said, match, "promessa")


def _refuse(said: Said, match: re.Match[str], kind: str) -> None:
    head, tail = said.before(match.start()), said.after(match.end())
    if OWNED in match[0] or match[0] in said.facts.nudge or asked(tail) or denied(head, tail):
        return
    if any(match[0] in g.texts for g in said.goods(match.start())):
        return
    said.rule(False, kind, match.start(), match.end())
