"""True by reckoning: sums of several things with the freight, what is missing for the free one, a price between two."""

from __future__ import annotations

import random

from central.core.money import reais
from tests.core.guard.shops import Moment


def reckoned(m: Moment, draw: random.Random) -> str:
    """A true sum or difference of this moment; "" where a variant's price would have to be chosen."""
    a, b, r = m.product, m.other, m.region
    if any(v.price is not None for v in (*a.variants, *b.variants)):
        return ""
    both, twice = a.price + b.price, 2 * a.price + b.price
    said = [
        f"{a.name} + {b.name} + frete pra {r.name}: {reais(both + r.freight(both))} no total.",
        f"Dois {a.name} e um {b.name}, com a entrega em {r.name}, dão {reais(twice + r.freight(twice))}.",
        f"Somando os dois e o frete, o total é {reais(both + r.freight(both))}: {a.name} e {b.name}, para {r.name}.",
        f"Olha só: dois de {a.name} ficam {reais(2 * a.price)}.",
        f"Com {reais(a.price)} você leva um; com {reais(2 * a.price)}, dois.",
        f"Um {a.name} custa {reais(a.price)}, dois dão {reais(2 * a.price)}, e três, {reais(3 * a.price)}.",
        f"O link do {a.name} é {a.link} Quer que eu some o frete?",
    ]
    if a.price != b.price:
        low, high = sorted((a, b), key=lambda product: product.price)
        said += [
            f"A diferença de {a.name} pra {b.name} é de {reais(high.price - low.price)}.",
            f"Entre {reais(low.price)} e {reais(high.price)} eu tenho esses dois: {low.name} e {high.name}.",
        ]
    if r.price and r.freight(a.price):
        said.append(f"{a.name} {reais(a.price)} + frete {reais(r.price)} = {reais(a.price + r.price)}.")
        if r.free_above is not None:
            said.append(f"Faltam {reais(r.free_above - a.price)} pra você ganhar o frete.")
            said.append(f"Com mais {reais(r.free_above - a.price)} em compras o frete sai de graça.")
    if m.payment.pix_percent:
        said.append(f"Você economiza {reais(a.price - m.payment.pix(a.price))} pagando no Pix.")
    return draw.choice(said)
