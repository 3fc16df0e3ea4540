"""What a burst puts together: several products, several pieces of one, or one more beside what was talked about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from central.core.messaging.conversation import Memo
from central.core.once import once_per
from central.core.origin.routing import calls, names, names_of
from central.core.reading.asked import facts_asked
from central.core.reading.meaning import Reading
from central.core.replying.following import compares
from central.core.replying.reengage import SOLD
from central.core.replying.script import ARTICLE
from central.core.selling.cart import Pick, merged, pieces
from central.core.selling.catalog import Product, Variant, marks_of, stem_of
from central.core.text import fold, holds_any, tokens

_PAIR = 2
SHORT = 3
"""Letters of a first word that says nothing."""
LONGEST = 2_000
"""Characters of a burst that is searched for several products."""
MOST_PICKS, MOST_PIECES = 4, 99
_NUMBERS = {"um": 1, "uma": 1, "dois": 2, "duas": 2, "tres": 3, "quatro": 4, "cinco": 5, "seis": 6, "dez": 10}
_NUMBER = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})"
_NO_THING = (
    r"(?! ?(?:ml|g\b|kg|x\b|vez|vezes|reais|anos|%|dias?|horas?|minut\w*|segund\w*|moment\w*|instant\w*|cor\b|cores|"
    r"coisas?|duvid\w*|pergunt\w*|pesso\w*|pouc\w*|detalhe\w*|informac\w*|de cada|del[ea]s|tamanho|frete|link))"
)
"""What follows a number that is no number of pieces."""
_BEFORE_NAME = re.compile(
    rf"(?<![\d.,/]){_NUMBER} ?x?(?: (?:unidades?|pecas?|potes?|frascos?|caixas?|kits?) d[eoa]s?)?"
    r" ?(?:desses? |dess?as? )?$"
)
_BARE_COUNT = re.compile(
    r"\b(?:quero|queria|levo|leva|levar|levando|leve|vou querer|pode ser|podem ser|bota|coloca|me ve|separa|preciso de|"
    r"manda|pego|pegar|compro|comprar|comprando|quanto (?:ficam?|da|saem?|sai|custam?)|seriam|seria|fossem|forem) "
    rf"(?:so |uns |umas )?{_NUMBER}\b"
    r"(?! ?(?:ml|g\b|kg|x\b|vezes|reais|anos|%|dias|horas|minutos|cores|coisas?|duvidas?|perguntas?))"
    rf"|(?:^|\b(?:e|mas|se|entao|/) )(?!um\b|uma\b|1\b){_NUMBER} (?:sai|saem|ficam?|da|dao|custam?|no total|"
    r"juntos|juntas|(?:ta|esta|estao|sao) (?:por )?quanto|com (?:o )?frete|sairia|ficaria|iguais)\b"
    rf"|\b(?:os|as|d?esses|d?essas|pelos|pelas|nos|nas) (?!dois\b|duas\b|2\b){_NUMBER}\b(?! ?(?:ml|g|x|dias|vezes)\b)"
    rf"|(?<![\d.,/]){_NUMBER} (?:unidades|pecas|frascos|potes|del[ea]s|dess[ea]s|iguais)\b"
)
_INSTEAD = re.compile(
    rf"\b(?:so|apenas|somente|na verdade|quer dizer|melhor) (?:quero |vou querer |levo |vai ser |queria |levar )?"
    rf"(?:so |apenas )?{_NUMBER}\b{_NO_THING}|"
    rf"(?<![\d.,/x]){_NUMBER} (?:so|mesmo|mesma|apenas|unidade)\b(?! (?:frete|vez|cor))"
)
"""Who takes another number of the same thing than they said before."""
_TAKEN = re.compile(r"\b(?:quero|levo|levar|vou querer|fico com|pego)\b.* e (?:o|a|os|as|um|uma|mais|\d+) ")
_OF_EACH = re.compile(rf"\b{_NUMBER} (?:de|da|do) cada\b(?! vez)")
_APART = frozenset({"preco", "frete", "pagamento", "prazo", "variacao_escolhida"})
_TOTAL = re.compile(
    r"\btotal\b|\b(?:fica|da|sai|custa|e) (?:quanto )?(?:tudo|td)\b|\btudo (?:junto|incluso|fica|da|sai)|"
    r"\bvalor final\b|"
    r"\bao todo\b|\b(?:com|mais|incluindo) (?:[oa] )?(?:frete|envio|entrega)\b(?= ?(?:$|[?.!,/]|incluso|"
    r"junto|para|em|no|na|fica|da|sai|quanto|\d))"
)
"""Who wants one figure for the thing and its freight."""
_DEAR = re.compile(r"\b(?:car[oa]s?|salgad\w+|puxad\w+|absurd\w+|demais)\b")
_SUM = re.compile(
    r"\b(?:total|tudo|junt\w+|som\w+|ao todo|(?:os|as|nos|nas|d?os|pelos|pelas) (?:dois|duas|tres|quatro|cinco|"
    r"seis|dez|\d{1,2})|"
    r"ambos|ambas|levando|se eu (?:levar|comprar|pegar|quiser)|fecho|vou levar|vou querer|quero|levo)\b"
)
"""Who asks what things come to together, or takes them."""
_COMES_TO = re.compile(r"\bquanto (?:que )?(?:da|dao|fica|ficam|ficaria|sai|saem|sairia|custam?)\b")
_IF = re.compile(
    r"\b(?:se|caso) (?:eu |a gente |nos )?(?:levar|levasse|comprar|comprasse|pegar|pegasse|quiser|quisesse|fechar|"
    r"fechasse|for|fossem?|forem|levarmos)\b|\b(?:levando|comprando|pegando)\b"
)
"""Who asks what it would come to, and takes nothing yet."""
_ONE = re.compile(r"\b(?:1|um|uma)\b(?! ?(?:x|vez|minut\w*|pouc\w*|duvid\w*|pergunt\w*|coisa|desconto|cupom)\b)")
_BOTH = re.compile(r"\b(?:os|as|nos|nas|dos|das|pelos|pelas) (?:dois|duas|2)\b|\bambos\b|\bambas\b")
_ONE_MORE = re.compile(rf"\bmais (?:{_NUMBER}|outr[oa])\b")
_MORE = re.compile(
    rf"{_ONE_MORE.pattern}|\bmais (?:[oa]s?|ess[ea]s?|aquel[ea]s?)\b|"
    r"\b(?:tambem|junto|juntar|acrescent\w+|adicion\w+|inclui\w*|soma\w*|alem d\w+|e se eu (?:levar|pegar|botar|"
    r"colocar|quiser)|coloca|bota|poe)\b"
)
_ADDED = re.compile(r"\b(?:mais|tambem|junto|juntar|acrescent\w+|adicion\w+|inclui\w*|alem)\b")
_OF_SALES = frozenset(
    "preco frete frete_gratis compra pagamento produto variacoes variacao_escolhida outro disponivel".split()
)
"""Scripts that speak of one thing where a sum may be meant."""
_KIND = re.compile(
    rf"(?:^|\b(?:[oae]|[oa]s|uma?s?|mais|com|[dn][oa]s?|ess[ea]s?|ou|\d+|{'|'.join(_NUMBERS)}) )([a-z]+)\b"
)
"""A bare word that may be one of what is sold: "o jogo", "e jogo"; within a sentence it says nothing."""
_BY_PIX = re.compile(r"\bpix\b(?!.*(?:cartao|boleto|parcel|\dx))")
_GOES_ON = frozenset({"preco", "frete", "compra"})
"""Scripts that speak of the whole cart once there is one."""
_ONE_OR_OTHER = re.compile(r"\bou\b")


def picked(
    memo: Memo, reading: Reading, said: str, product: Product | None, shelf: tuple[Product, ...], before: Memo
) -> tuple[Pick, ...]:
    """What the lead wants together after this burst; empty while it is one thing.

    `said` is folded and spelled out, `before` the memo of the burst before, `shelf` what may be sold here.
    """
    if product is None or (compares(said) and not _SUM.search(said) and not _OF_EACH.search(said)):
        return () if product is None else before.cart
    now = _named(said, shelf, memo) or _counted(said, product, memo)
    if not now:
        if (fewer := _fewer(before.cart, product, said)) is not None:
            return fewer
        both = () if before.cart or not _BOTH.search(said) else _two(memo, product, shelf)
        return both or _revised(before.cart, memo)
    if left := _beside(now, said, shelf, before):
        return _kept(merged((left,), now))
    one = len({pick.product for pick in now}) == 1 or _ADDED.search(said) is not None
    if one and _adds(now, said, had := before.cart or _had(before)):
        added = [pick for pick in now if not _is_in(had, pick) or pick.count > 1 or _ONE_MORE.search(said)]
        return _kept(merged(had, added))
    if pieces(now) > 1:
        return () if _ONE_OR_OTHER.search(said) else _kept(now)
    if any(pick.product == now[0].product for pick in before.cart):
        return _revised(before.cart, memo)
    return ()


def sums(cart: Sequence[Pick], script: str, said: str, fresh: bool) -> bool:
    """Whether what the cart comes to is said instead of this script; `fresh`: this very burst filled it."""
    priced = script.startswith(ARTICLE) and ("preco" in facts_asked(said) or _COMES_TO.search(said) is not None)
    if pieces(cart) < 2 or not (script in _OF_SALES or script == "prazo" or priced):
        return False
    if script == "prazo":
        return _TOTAL.search(said) is not None
    if script == "pagamento" and not fresh and _BY_PIX.search(said):
        return True
    alike = len({pick.product for pick in cart}) == 1
    several = fresh and (script in ("preco", "frete") or alike or any(pick.count > 1 for pick in cart))
    return several or _SUM.search(said) is not None or (not fresh and script in _GOES_ON)


def _beside(now: Sequence[Pick], said: str, shelf: tuple[Product, ...], before: Memo) -> Pick | None:
    """The variant of what was talked about that is taken beside another product: "levo 1 baunilha e o baralho"."""
    had = next((p for p in shelf if p.id == before.product), None)
    if had is None or before.cart or len(now) != 1 or now[0].product == had.id or _TAKEN.search(said) is None:
        return None
    other = next(p for p in shelf if p.id == now[0].product)
    theirs = {mark for variant in other.variants for mark in marks_of(variant)}
    named = [v for v in had.variants_in(said) if theirs.isdisjoint(marks_of(v))]
    return Pick(had.id, named[0].id, _how_many(named[0], said)) if len(named) == 1 else None


def _adds(now: Sequence[Pick], said: str, had: Sequence[Pick]) -> bool:
    """Whether a burst puts something beside what the lead `had`: "se eu levar 4" of the same thing does not."""
    if not had or _MORE.search(said) is None:
        return False
    same = all(any(pick.product == one.product for one in had) for pick in now)
    return not same or now[0].count == 1 or _ADDED.search(said) is not None


def supposes(said: str) -> bool:
    """Whether the words only ask what so many would come to.

    >>> supposes("e se eu levar 2?"), supposes("vou levar 2")
    (True, False)
    """
    return _IF.search(said) is not None


def takes_its_own(said: str, product: Product | None) -> bool:
    """Whether the words say what is wanted, whatever was only supposed before: one piece, or a thing by its name.

    >>> takes_its_own("entao quero 1", None), takes_its_own("quero sim", None), takes_its_own("e mais um", None)
    (True, False, False)
    """
    if _IF.search(said) or _MORE.search(said):
        return False
    return _ONE.search(said) is not None or (
        product is not None and (names(product, said) or product.variant(said) is not None)
    )


def asks_total(script: str, said: str) -> bool:
    """Whether the words ask what one thing comes to with its freight, where `script` would tell both apart."""
    return script in _APART and _TOTAL.search(said) is not None and _DEAR.search(said) is None


def _named(said: str, shelf: tuple[Product, ...], memo: Memo) -> list[Pick]:
    """The products a burst names, each with its number and its variants, in the order they are named."""
    found: list[tuple[int, Pick]] = []
    if len(said) > LONGEST or not holds_any(said, names_of(shelf)):
        return []
    free, kinds = said, _kinds(shelf)
    called = [(start, end, p) for p in shelf if names(p, said) for start, end in calls(p, said)]
    called += [(m.start(1), m.end(1), p) for m in _KIND.finditer(said) if (p := kinds.get(m[1])) is not None]
    spans = sorted(called, key=lambda span: (span[0] - span[1], span[0]))
    for start, end, product in spans:
        if not free[start:end].strip() or any(pick.product == product.id for _, pick in found):
            continue
        free = f"{free[:start]}{' ' * (end - start)}{free[end:]}"
        count = _BEFORE_NAME.search(said[:start])
        found.append((start, Pick(product.id, "", _number(count[1]) if count is not None else 1)))
    found.sort(key=lambda one: one[0])
    by_id = {p.id: p for p in shelf}
    picks = [pick for _, pick in found][:MOST_PICKS]
    return [one for pick in picks for one in _in_variants(pick, by_id[pick.product], said, len(picks) == 1, memo)]


@once_per
def _kinds(shelf: tuple[Product, ...]) -> dict[str, Product]:
    """The first words of names that one product alone has: "o jogo"."""
    first = [(tokens(fold(p.name))[0], p) for p in shelf if p.name]
    seen = Counter(word for word, _ in first)
    return {word: p for word, p in first if seen[word] == 1 and len(word) > SHORT}


def _in_variants(pick: Pick, product: Product, said: str, alone: bool, memo: Memo) -> list[Pick]:
    """The pick in the variant it is named with; one of each where the only product is named with several."""
    several = product.variants_in(said) if alone else ()
    if len(several) > 1:
        return [Pick(product.id, v.id, _how_many(v, said)) for v in several]
    known = memo.variant if memo.product == product.id else None
    variant = product.variant(said)
    return [Pick(product.id, variant.id if variant is not None else known or "", pick.count)]


def _counted(said: str, product: Product, memo: Memo) -> list[Pick]:
    """Several pieces of the product talked about, without its name: "quero 3", "o rosa e o ameixa"."""
    match = _BARE_COUNT.search(said) or _INSTEAD.search(said)
    number = next(filter(None, match.groups())) if match is not None else "1"
    count = _number(number)
    variant = memo.variant or ""
    if match is not None and any(number in v.name.split() for v in product.variants):
        count = 1
    if len(several := product.variants_in(said)) > 1:
        return [Pick(product.id, v.id, _how_many(v, said)) for v in several]
    each = _OF_EACH.search(said)
    if each is not None and 1 < len(product.available) <= MOST_PICKS:
        return [Pick(product.id, v.id, _number(each[1])) for v in product.available]
    one = product.variant(said)
    if count == 1 and one is not None and (many := _how_many(one, said)) > 1:
        return [Pick(product.id, one.id, many)]
    return [Pick(product.id, variant, count)] if count > 1 else []


def _fewer(cart: tuple[Pick, ...], product: Product, said: str) -> tuple[Pick, ...] | None:
    """The cart with a single piece of the product, where the lead wants but one after all; None where they do not."""
    match = _INSTEAD.search(said)
    if (
        match is None
        or _number(next(filter(None, match.groups()))) != 1
        or not any(p.product == product.id for p in cart)
    ):
        return None
    return _kept([Pick(p.product, p.variant, 1) if p.product == product.id else p for p in cart])


def _how_many(variant: Variant, said: str) -> int:
    """The number right before a variant's word: "2 dourados e 1 prateado"."""
    marks = marks_of(variant)
    for match in re.finditer(rf"{_NUMBER} ([a-z-]+)", said):
        if stem_of(match[2]) in marks:
            return _number(match[1])
    return 1


def _two(memo: Memo, product: Product, shelf: tuple[Product, ...]) -> tuple[Pick, ...]:
    """The product talked about and the one compared with it or before it, if sold here; else its only two variants."""
    other = memo.also[0] if len(memo.also) == 1 else memo.earlier
    if other is None and len(product.available) == _PAIR:
        return tuple(Pick(product.id, v.id) for v in product.available)
    if other in (None, product.id) or not any(p.id == other for p in shelf):
        return ()
    return (Pick(str(other)), Pick(product.id, memo.variant or ""))


def _had(before: Memo) -> tuple[Pick, ...]:
    """What was talked about, where it was not bought already."""
    if before.stage in SOLD:
        return ()
    return (Pick(before.product, before.variant or ""),) if before.product is not None else ()


def _is_in(cart: Sequence[Pick], one: Pick) -> bool:
    """Whether the cart has it already, as far as variants were told."""
    same = (pick for pick in cart if pick.product == one.product)
    return any(not one.variant or not pick.variant or pick.variant == one.variant for pick in same)


def _revised(cart: tuple[Pick, ...], memo: Memo) -> tuple[Pick, ...]:
    """The cart with the variant that is talked about now, where the product is in it once."""
    mine = [pick for pick in cart if pick.product == memo.product]
    if len(mine) != 1 or not memo.variant:
        return cart
    return tuple(Pick(p.product, memo.variant, p.count) if p.product == memo.product else p for p in cart)


def _kept(cart: Sequence[Pick]) -> tuple[Pick, ...]:
    small = len(cart) <= MOST_PICKS and pieces(cart) <= MOST_PIECES
    return tuple(cart) if small and pieces(cart) > 1 else ()


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _NUMBERS[said]
