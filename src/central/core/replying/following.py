"""What short words mean after what was said: "e na preta?" asks the same again, "sim" says yes to what was offered."""

from __future__ import annotations

import re

from central.core.messaging.conversation import Memo
from central.core.origin.routing import names
from central.core.reading.asked import facts_asked
from central.core.reading.meaning import Reading, says_yes, wants_it
from central.core.records import replace
from central.core.selling.catalog import Product
from central.core.text import tokens

_AGAIN = frozenset(
    "foto preco pagamento medidas composicao uso garantia desconto frete prazo variacoes variacao_escolhida "
    "variacao_esgotada troca".split()
)
"""Scripts that a follow-up asks for again."""
_OF_VARIANTS = _AGAIN - {"pagamento", "desconto", "frete", "prazo"}
"""Those that another variant may change."""
_THERE = re.compile(r"\b(?:tem|ainda|disponivel|acabou|estoque)\b")
_OFFERED = frozenset(
    "variacao_escolhida compra soma foto preco pagamento desconto objecao_preco objecao_confianca garantia".split()
)
"""Scripts after which a bare yes wants the product."""
_PARTED = frozenset("pausa recusa avisar_sim objecao_adiamento objecao_adiamento_geral".split())
"""Scripts after which a bare yes only says goodbye."""
_FOLLOWS = re.compile(
    r"^(?:mas |ah |ok |ta |hm+ )*(?:e|agora|tambem) (?!ai\b|o que\b|eu\b|como\b|se\b|quando\b|quanto\b)"
)
_MEANT = re.compile(r"[^\s?!.,…]")
_CALLS = frozenset(
    "chama chame chamar confirma confirme confirmar pergunta pergunte perguntar verifica verificar".split()
)
_BESIDE_CALLS = frozenset(
    "sim pode ok ta esta bom quero claro entao ai ja la por favor pfv isso com ela eles alguem uma pessoa a equipe eu "
    "que se da para pra mim me obrigada obrigado ser".split()
)
"""Who takes our offer to ask a person says one of the former, and nothing but the latter beside."""
_LONGEST = 7
_OPEN = frozenset({"variacoes", "outro", "produto", "saudacao", "preco", "agradecimento"})
_COMPARED = re.compile(
    r"\b(?:diferenca|comparar|compara|mais (?:barat|em conta|car)\w*|qual (?:dos dois|das duas|deles|delas)|"
    r"entre (?:os dois|as duas|eles|elas)|cada(?: um| uma)?|(?:os|as|dos|das) (?:dois|duas)|ambos|ambas)\b"
)


def again(said: str, memo: Memo, reading: Reading, product: Product | None, variant: bool, named: bool) -> str | None:
    """The script that a short follow-up asks for once more, of another variant or product; None where it is no such.

    `named`: the burst names the product, `variant`: one of its variants.
    """
    if memo.last and not any(c.isalnum() for c in said) and "?" in said and not _MEANT.search(said):
        return memo.last
    if product is None or memo.last not in (_AGAIN if named else _OF_VARIANTS) or reading.intent not in _OPEN:
        return None
    if memo.last != "preco" and "preco" in facts_asked(said):
        return None
    if not (variant or named) or _THERE.search(said):
        return None
    short = len([t for t in tokens(said) if t.isalnum()]) <= _LONGEST
    told_which = named and memo.asked == "produto"
    if not short or not (_FOLLOWS.match(said) or _bare(said, product) or told_which):
        return None
    if memo.last.startswith("variac"):
        return "variacao_escolhida" if variant else "variacoes"
    return memo.last


def accepted(said: str, memo: Memo, reading: Reading, product: Product | None) -> Reading:
    """A bare yes after an offer of one thing is a purchase, a "manda!" after anything said of it too; never after a
    goodbye."""
    if product is None or memo.asked is not None or not says_yes(said):
        return reading
    if memo.last in _PARTED:
        return replace(reading, intents=(("agradecimento", 0.85),), sure=True)
    if memo.last not in _OFFERED and not (memo.last and wants_it(said)):
        return reading
    return replace(reading, intents=(("compra", 0.85), *(i for i in reading.intents if i[0] != "compra")), sure=True)


def takes_team(said: str) -> bool:
    """Whether the words take our offer to ask a person.

    >>> takes_team("sim, chama"), takes_team("pode confirmar por favor"), takes_team("nao precisa"), takes_team("ok")
    (True, True, False, False)
    """
    words = {token for token in tokens(said) if token.isalnum()}
    return says_yes(said) or (not words.isdisjoint(_CALLS) and words <= _CALLS | _BESIDE_CALLS)


def compares(said: str) -> bool:
    """Whether the words weigh things against each other."""
    return _COMPARED.search(said) is not None


def _bare(said: str, product: Product) -> bool:
    """Whether the burst is hardly more than a name."""
    return len([t for t in tokens(said) if t.isalnum()]) <= 4 and (
        names(product, said) or product.variant(said) is not None
    )
