"""Ready replies: variants with slots that only the catalogue fills."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from central.core.money import reais
from central.core.once import once_per
from central.core.selling.catalog import UNCOUNTED, Catalog, Product, Region, Variant

SLOTS = tuple(
    "nome persona produto resumo preco preco_pix parcelas pagamento formas variacao variacoes estoque "
    "frete prazo regiao link garantia uso composicao tamanho produtos colega retorno opcao_na_foto "
    "opcao_sem_foto numero_reservado cupom desconto pix_codigo pix_valor pix_conta pix_vence pedido "
    "pedido_situacao rastreio_codigo rastreio_link previsao gratis_acima itens soma soma_pix soma_frete soma_total "
    "soma_total_pix soma_parcelas links opcao_pedida opcoes_pedidas vezes_pedidas".split()
)
"""The slots a script may use. A variant whose slots cannot all be filled is not used."""

QUESTIONS = ("cep", "variacao", "produto", "idade", "sim_nao", "avisar", "equipe")
"""The closed questions a script may end with."""

SITUATIONS = {
    "saudacao": "saudação",
    "preco": "pergunta de preço",
    "prazo": "prazo de entrega",
    "frete": "valor do frete",
    "variacoes": "cores, tamanhos e estoque",
    "pagamento": "formas de pagamento",
    "produto": "o que é o produto",
    "desconto": "pedido de desconto",
    "compra": "quer comprar",
    "objecao_eficacia": "dúvida se funciona",
    "objecao_confianca": "desconfiança",
    "objecao_preco": "acha caro",
    "objecao_adiamento": "quer pensar",
    "pos_venda": "pedido já feito",
    "humano": "pede uma pessoa",
    "sair": "não quer mais receber",
    "agradecimento": "agradecimento",
    "outro": "o que não se entendeu",
    "audio": "chega um áudio",
    "midia": "chega uma foto, um vídeo ou um arquivo sem texto",
}
"""Every moment that needs a script, by its id: the intents, and bursts without words."""

ADULT_SITUATIONS = {
    "idade": "pergunta se é maior de idade",
    "idade_maior": "disse que é maior de idade",
    "idade_menor": "disse que é menor de idade",
}
"""What an adult persona needs besides."""

_SLOT = re.compile(r"\{([a-z_]+)\}")
_BEFORE_PRODUCT = re.compile(r"\b(O|o|Do|do|No|no|Pelo|pelo|Ao|ao)(?= \{produto\})")
_HER = dict(zip("O o Do do No no Pelo pelo Ao ao".split(), "A a Da da Na na Pela pela À à".split(), strict=True))
_FEMININE = frozenset("base necessaire legging echarpe clutch flor loção poção coleção".split())
_MASCULINE = frozenset("pijama mapa sofá".split())


@dataclass(frozen=True, slots=True)
class Script:
    """One reply by id; each variant is one or two bubbles. `persona` None: for all of them."""

    id: str
    variants: tuple[tuple[str, ...], ...]
    persona: str | None = None
    asks: str | None = None
    """The closed question it ends with, one of QUESTIONS."""
    buttons: tuple[str, ...] = ()
    otherwise: str | None = None
    """The script to use when no variant can be filled (no product, no CEP yet)."""
    photo: bool = False
    """Sends the photo of the product, or of the variant the lead named; without one it cannot be said."""
    testimonial: bool = False
    """Sends the product's testimonial; without one it cannot be said."""
    media: str | None = None
    """A file of the media library that it sends."""


RESERVED, COLLEAGUE, WELCOME, DANGER, MINOR, TEAM = "reservado", "colega", "voltou", "perigo", "menor", "equipe"
ANGER, HUMAN = "raiva", "humano"
HEALTH, HEALTH_AT_ALL, CARDS, PAUSE = "saude", "saude_geral", "dados", "pausa"
DESPAIR = "desespero"
ARTICLE = "artigo:"
"""How the script of an article's answer is called: this and the article's id."""
BUILT_IN = {
    RESERVED: Script(
        RESERVED,
        (
            ("Esse assunto tem um atendimento próprio e reservado, neste número: {numero_reservado}",),
            ("Quem atende esse assunto, com reserva, é outro número nosso: {numero_reservado}",),
        ),
        otherwise="reservado_sem_numero",
    ),
    "reservado_sem_numero": Script(
        "reservado_sem_numero", (("Esse assunto eu não atendo por aqui. Quer que uma pessoa da equipe te responda?",),)
    ),
    WELCOME: Script(
        WELCOME,
        (
            ("Pronto, voltamos a conversar. O que você procura?",),
            ("Que bom te ter de volta. Sobre o que você quer saber?",),
        ),
    ),
    "avisar_sim": Script("avisar_sim", (("Combinado, te aviso por aqui.",), ("Certo, eu te chamo por aqui.",))),
    ANGER: Script(
        ANGER,
        (
            ("Você tem razão em cobrar, e eu peço desculpas. Já chamei uma pessoa da equipe, que responde {retorno}.",),
            ("Peço desculpas por isso. Já chamei uma pessoa da equipe para resolver com você por aqui.",),
        ),
    ),
    DESPAIR: Script(
        DESPAIR,
        (
            (
                "Sinto muito que você esteja passando por isso, e que bom que escreveu. Para conversar agora, a "
                "qualquer hora e em segredo, CVV 188. Se houver risco neste momento, SAMU 192. Já chamei uma pessoa "
                "da equipe.",
            ),
        ),
    ),
    DANGER: Script(
        DANGER,
        (
            (
                "Pare de usar e procure atendimento agora: SAMU 192, ou o pronto-socorro mais perto. "
                "Se foi engolido, Disque-Intoxicação 0800 722 6001; para conversar, CVV 188. "
                "Já chamei uma pessoa da equipe.",
            ),
        ),
    ),
    HEALTH: Script(
        HEALTH,
        (("Com saúde eu não arrisco: confirme antes com o médico. O que mais você quer saber?",),),
    ),
    CARDS: Script(
        CARDS, (("Por segurança, não me mande CPF nem dado de cartão: você preenche só no site, na hora de pagar.",),)
    ),
    PAUSE: Script(PAUSE, (("Combinado, não te escrevo por um tempo. Se precisar de algo, é só mandar mensagem.",),)),
    MINOR: Script(
        MINOR,
        (
            ("Obrigada por dizer. Só vendo para maiores de 18 anos: peça a um adulto responsável para me escrever.",),
            ("Por aqui só posso vender para maiores de 18. Se um responsável quiser, eu atendo.",),
        ),
    ),
    TEAM: Script(
        TEAM,
        (
            ("Isso eu não sei dizer sobre o {produto}, e não vou chutar. Chamo uma pessoa da equipe para confirmar?",),
            ("Isso eu não sei dizer, e não vou chutar. Quer que eu chame uma pessoa da equipe para confirmar?",),
            ("Essa resposta eu não tenho aqui. Chamo alguém da equipe para te confirmar por aqui?",),
        ),
        asks=TEAM,
    ),
    "mais_preco": Script(
        "mais_preco",
        (
            ("{produto} em {variacao}: {preco}; no Pix, {preco_pix}.",),
            ("{produto}: {preco}; no Pix, {preco_pix}.",),
            ("{produto}: {preco}.",),
        ),
    ),
    "mais_prazo": Script(
        "mais_prazo", (("Para a região {regiao}, chega em {prazo} depois do pagamento.",),), otherwise="mais_cep"
    ),
    "mais_frete": Script("mais_frete", (("O frete para a região {regiao} fica {frete}.",),), otherwise="mais_cep"),
    "mais_entrega": Script(
        "mais_entrega",
        (("Para a região {regiao}, o frete fica {frete}, e chega em {prazo} depois do pagamento.",),),
        otherwise="mais_cep",
    ),
    "mais_cep": Script("mais_cep", (("Para o frete e o prazo eu preciso do CEP: qual é?",),), asks="cep"),
    "mais_pagamento": Script("mais_pagamento", (("Para pagar: {pagamento}.",), ("Para pagar: {formas}.",))),
    "mais_variacoes": Script("mais_variacoes", (("Do {produto} tenho {variacoes}.",),)),
    "mais_garantia": Script("mais_garantia", (("E vale por escrito: {garantia}.",),)),
    "mais_produto": Script("mais_produto", (("{produto}, por {preco}: {resumo}.",),)),
    COLLEAGUE: Script(COLLEAGUE, (("{produto} é da parte da {colega}, mas sigo com você por aqui.",),)),
}
"""Sentences that every operation has; the owner may write others under the same id."""


@lru_cache(maxsize=4096)
def slots_of(text: str) -> frozenset[str]:
    """The names of the slots in a text.

    >>> sorted(slots_of("{produto} por {preco}"))
    ['preco', 'produto']
    """
    return frozenset(_SLOT.findall(text))


def fill(text: str, values: dict[str, str]) -> str | None:
    """The text with its slots filled; None when one of them has no value.

    >>> fill("{produto} por {preco}", {"produto": "Sérum", "preco": "R$ 89,90"})
    'Sérum por R$ 89,90'
    >>> fill("Do {produto}: {preco}", {"produto": "Bolsa Nina", "preco": "R$ 149,90"})
    'Da Bolsa Nina: R$ 149,90'
    """
    slots = slots_of(text)
    for name in slots:
        if not values.get(name):
            return None
    if "produto" in slots and _feminine(values["produto"]):
        text = _BEFORE_PRODUCT.sub(lambda m: _HER[m[1]], text)
    return _SLOT.sub(lambda m: values[m[1]], text) if slots else text


def _feminine(product: str) -> bool:
    """Whether the articles before this name are feminine: its first word tells, as it does to a Brazilian."""
    word = next(iter(product.split()), "").casefold()
    return word in _FEMININE or (word.endswith("a") and word not in _MASCULINE)


def choose(script: Script, values: dict[str, str], said: Sequence[str]) -> tuple[str, tuple[str, ...]] | None:
    """The first fillable variant that was not said lately, else the least recent; its key and its bubbles."""
    recency = {key: position for position, key in enumerate(said)}
    best: tuple[str, tuple[str, ...]] | None = None
    for number, variant in enumerate(script.variants):
        key = f"{script.id}/{number}"
        if best is not None and recency.get(key, -1) >= recency[best[0]]:
            continue
        bubbles = [fill(text, values) for text in variant]
        if None not in bubbles:
            best = (key, tuple([b for b in bubbles if b is not None]))
            if key not in recency:
                break
    return best


def values_for(
    catalog: Catalog,
    product: Product | None,
    *,
    persona: str,
    persona_id: str,
    name: str | None = None,
    region: Region | None = None,
    variant: Variant | None = None,
    link: str = "",
) -> dict[str, str]:
    """What the catalogue says now, by slot; a slot without a fact is absent."""
    values = {"persona": persona, "produtos": listed([p.name for p in catalog.of(persona_id)])}
    values["formas"] = _ways(catalog)
    if name:
        values["nome"] = name
    if region is not None:
        values |= {"regiao": region.name, "prazo": _days(region), "frete": _freight(region, product, variant)}
        values["gratis_acima"] = reais(region.free_above) if region.free_above is not None else ""
    if product is None:
        return values
    values |= _of_product(catalog, product, variant)
    if link and "link" in values:
        values["link"] = link
    return values


def _of_product(catalog: Catalog, product: Product, variant: Variant | None) -> dict[str, str]:
    """What the catalogue says of its own product, remembered; of another one, worked out."""
    if catalog.product(product.id) is not product:
        return _facts_of(catalog, product, variant)
    known, place = _told(catalog), (product.id, variant.id if variant is not None else None)
    if place not in known:
        known[place] = _facts_of(catalog, product, variant)
    return known[place]


@once_per
def _told(catalog: Catalog) -> dict[tuple[str, str | None], dict[str, str]]:
    """By product and variant, as they are asked for."""
    return {}


def _facts_of(catalog: Catalog, product: Product, variant: Variant | None) -> dict[str, str]:
    offers, payment = _offers(product, variant), catalog.payment
    values = {
        "produto": product.name,
        "resumo": product.summary,
        "preco": _each(offers, reais),
        "preco_pix": _each(offers if payment.pix_percent else (), lambda price: reais(payment.pix(price))),
        "parcelas": _each(offers, lambda price: _instalments(catalog, price)) if _splits(catalog, offers) else "",
        "pagamento": _payment(catalog, offers),
        "variacoes": listed([v.name for v in product.available if v.name]),
        "estoque": _stock(product, variant),
    }
    if variant is not None and variant.name:
        values["variacao"] = variant.name
        values["opcao_na_foto" if variant.photo else "opcao_sem_foto"] = variant.name
    if variant.stock if variant is not None else product.stock:
        values["link"] = product.link
    return values | {kind: text for kind, text in product.details if kind in SLOTS}


def _offers(product: Product, variant: Variant | None) -> list[tuple[str, int]]:
    """The prices that may be meant, each with the names of its variants; one without a name when it is sure."""
    if variant is not None:
        return [("", product.price if variant.price is None else variant.price)]
    names: dict[int, list[str]] = {}
    for v in product.available or product.variants:
        names.setdefault(product.price if v.price is None else v.price, []).append(v.name)
    if len(names) < 2:
        return [("", next(iter(names), product.price))]
    return [(listed(which), price) for price, which in sorted(names.items())]


def _each(offers: Sequence[tuple[str, int]], said: Callable[[int], str]) -> str:
    """A fact of each price: "R$ 54,90 (15 ml) ou R$ 89,90 (30 ml)"."""
    return " ou ".join(f"{said(price)} ({name})" if name else said(price) for name, price in offers)


def _splits(catalog: Catalog, offers: Sequence[tuple[str, int]]) -> bool:
    return any(catalog.payment.times(price)[0] > 1 for _, price in offers)


def _instalments(catalog: Catalog, price: int) -> str:
    count, each = catalog.payment.times(price)
    return f"{count}x de {reais(each)} sem juros" if count > 1 else f"à vista por {reais(price)}"


def listed(names: Sequence[str]) -> str:
    """Names as a sentence has them: "A, B e C"."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " e " + names[-1]


def _days(region: Region) -> str:
    if region.days_min == region.days_max:
        return f"{region.days_min} dias úteis"
    return f"{region.days_min} a {region.days_max} dias úteis"


def _freight(region: Region, product: Product | None, variant: Variant | None) -> str:
    """The freight of one unit; where prices differ and none was chosen, that of the cheapest."""
    least = min(price for _, price in _offers(product, variant)) if product is not None else 0
    if region.price == 0 or (region.free_above is not None and least >= region.free_above):
        return "grátis"
    return reais(region.price)


def _payment(catalog: Catalog, offers: Sequence[tuple[str, int]]) -> str:
    facts = catalog.payment
    pix = f"Pix por {_each(offers, lambda price: reais(facts.pix(price)))}"
    card = _each(offers, lambda price: _instalments(catalog, price))
    until = "em até " if all(facts.times(price)[0] > 1 for _, price in offers) else ""
    ways = [pix, f"cartão {until}{card}" if _splits(catalog, offers) else "cartão à vista"]
    if facts.boleto:
        ways.append(f"boleto por {_each(offers, reais)}")
    if facts.on_delivery:
        ways.append("pagamento na entrega")
    return listed(ways)


def _ways(catalog: Catalog) -> str:
    """Ways to pay whatever the product is."""
    facts = catalog.payment
    ways = [f"Pix com {facts.pix_percent}% de desconto" if facts.pix_percent else "Pix"]
    ways.append("cartão parcelado sem juros" if facts.instalments > 1 else "cartão à vista")
    if facts.boleto:
        ways.append("boleto")
    if facts.on_delivery:
        ways.append("pagamento na entrega")
    return listed(ways)


def _stock(product: Product, variant: Variant | None) -> str:
    units = variant.stock if variant is not None else product.stock
    if units >= UNCOUNTED:
        return ""
    name = f" na opção {variant.name}" if variant is not None else ""
    if units == 0:
        return f"esgotado{name}"
    return f"{units} {'unidade' if units == 1 else 'unidades'}{name}"
