"""Whether an operation is ready to sell: what it lacks as it is written, and what went wrong when leads asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from central.core.guard import KINDS
from central.core.onboarding.listing import PLAIN
from central.core.operation import Operation
from central.core.replying.mode import mode_for
from central.core.replying.script import TEAM
from central.core.selling.catalog import Product
from central.core.text import fold

PRODUCTS, CAMPAIGNS, SCRIPTS, CHECKOUT = (
    "/ajustes/produtos",
    "/ajustes/links",
    "/ajustes/scripts",
    "/ajustes/integracoes",
)
KNOWLEDGE, FREIGHT, APPROVALS, MODES = (
    "/ajustes/conhecimento",
    "/ajustes/frete",
    "/ajustes/aprovacoes",
    "/ajustes/modos",
)
PRIVACY = "/ajustes/privacidade"
SAFEST, WHICH = "outro", frozenset({"qual_produto", "abertura_sem_produto"})
FACTS = frozenset({"garantia", "uso", "composição", "opções"})
"""Topics whose answer is a fact of the product; without it the reply falls back to what the product is."""
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a lead of pretence, and what became of it; `waited` in ms, None: nobody answered."""

    lead: int
    topic: str
    words: str
    product: str
    answer: str = ""
    waited: int | None = None
    script: str = ""
    action: str = ""
    told_of: str | None = None
    """The product the reply was about."""
    refused: tuple[str, ...] = ()
    """The kinds of claims the guard held back."""
    writer: str = "script"


@dataclass(frozen=True, slots=True)
class Snag:
    """Something to mend; `grave` ones keep the shop from selling. `where` is the page, `seen` questions that met it."""

    grave: bool
    said: str
    cure: str
    where: str
    seen: tuple[Asked, ...] = ()


def lacks(operation: Operation, drafts: int = 0) -> list[Snag]:
    """What the operation lacks as it stands."""
    return [
        *_shelf(operation),
        *_campaigns(operation),
        *_around(operation),
        *_voices(operation, drafts),
    ]


def snags(operation: Operation, asked: Sequence[Asked]) -> list[Snag]:
    """What went wrong when leads asked, the gravest first."""
    names = {p.id: p.name for p in operation.catalog.products}
    found: list[Snag] = []
    if silent := [a for a in asked if a.waited is None]:
        cure = "veja se a persona está em modo sombra ou supervisionado, e se o número está ligado"
        found.append(Snag(True, f"{_times(silent)} sem resposta.", cure, MODES, _few(silent)))
    for kind in dict.fromkeys(kind for a in asked for kind in a.refused):
        held = [a for a in asked if kind in a.refused]
        topics = ", ".join(dict.fromkeys(a.topic for a in held))
        cure = f"mude o texto do script que responde sobre {topics}, ou complete o cadastro"
        said = f"A guarda segurou um texto {_times(held)}: dizia {KINDS.get(kind, kind)}."
        found.append(Snag(True, said, cure, SCRIPTS, _few(held)))
    for topic in dict.fromkeys(a.topic for a in asked):
        about = [a for a in asked if a.topic == topic and a.waited is not None and not a.refused]
        found += _topic(topic, about, names)
    return sorted(found, key=lambda snag: not snag.grave)


def _topic(topic: str, asked: Sequence[Asked], names: dict[str, str]) -> list[Snag]:
    """What went wrong with one thing leads ask for."""
    found: list[Snag] = []
    lost = [a for a in asked if a.script in (SAFEST, TEAM)]
    handed = [a for a in asked if a.action == "chamar_pessoa" and a not in lost]
    unnamed = [a for a in asked if a not in lost + handed and (a.script in WHICH or a.told_of not in (None, a.product))]
    if lost:
        cure = "escreva um artigo em Conhecimento ou complete os detalhes do produto"
        said = f"Ninguém sabe responder sobre {topic} ({_products(lost, names)})."
        found.append(Snag(topic in _MUST, said, cure, KNOWLEDGE, _few(lost)))
    if handed:
        cure = "sem resposta escrita, quem responde é a equipe: escreva um script ou um artigo, ou conte com isso"
        found.append(Snag(False, f"Sobre {topic}, o lead passa para uma pessoa.", cure, SCRIPTS, _few(handed)))
    bare = [a for a in asked if topic in FACTS and a.script == "produto" and a not in handed + unnamed]
    if bare:
        cure = f'escreva "{topic}" nos detalhes do produto, ou um artigo em Conhecimento'
        said = f"Ninguém escreveu sobre {topic} ({_products(bare, names)}): a resposta é só o que o produto é."
        found.append(Snag(False, said, cure, PRODUCTS, _few(bare)))
    if unnamed:
        cure = "ponha em Palavras os nomes que os leads usam para o produto"
        said = f"Não reconheceu o produto quando perguntaram de {topic} ({_products(unnamed, names)})."
        found.append(Snag(False, said, cure, PRODUCTS, _few(unnamed)))
    return found


_MUST = frozenset({"preço", "frete", "prazo", "pagamento", "compra", "o que é"})
"""Who cannot answer these sells nothing."""


def _shelf(operation: Operation) -> Iterable[Snag]:
    active = [p for p in operation.catalog.products if p.active]
    gone = [p for p in active if not p.stock]
    if len(gone) == len(active):
        yield Snag(True, "Nenhum produto tem estoque.", "ponha o estoque de hoje em Produtos", PRODUCTS)
    elif gone:
        yield Snag(False, f"Sem estoque: {_named(gone)}.", "ponha o estoque, ou tire de venda", PRODUCTS)
    if bare := [p for p in active if p.photo is None]:
        said, cure = f"Sem foto: {_named(bare)}.", "quem pede foto não recebe nenhuma; envie uma em Produtos"
        yield Snag(False, said, cure, PRODUCTS)
    if mute := [p for p in active if p.summary == PLAIN]:
        said, cure = f"Sem resumo próprio: {_named(mute)}.", "escreva numa frase o que o produto é"
        yield Snag(False, said, cure, PRODUCTS)
    if away := [p for p in active if p.link.rstrip("/") == operation.site.rstrip("/")]:
        said, cure = f"O link leva só ao site: {_named(away)}.", "ponha o endereço de compra do produto"
        yield Snag(False, said, cure, PRODUCTS)
    yield from _alike(active)


def _alike(active: Sequence[Product]) -> Iterable[Snag]:
    """Two products that leads cannot tell apart."""
    seen: dict[tuple[str, str], Product] = {}
    for product in active:
        key = (product.persona, fold(product.name))
        if (first := seen.setdefault(key, product)) is not product:
            said = f'Dois produtos se chamam "{first.name}".'
            yield Snag(True, said, "dê a um deles outro nome, ou tire um de venda", PRODUCTS)


def _campaigns(operation: Operation) -> Iterable[Snag]:
    for campaign in operation.campaigns:
        product = operation.catalog.product(campaign.product)
        if product is None or not product.active:
            name = f'"{product.name}"' if product is not None else f'"{campaign.product}"'
            said = f'A campanha "{campaign.name}" anuncia {name}, que não está à venda.'
            yield Snag(True, said, "ponha o produto à venda ou pare o anúncio", CAMPAIGNS)
        elif not product.stock:
            said = f'A campanha "{campaign.name}" anuncia "{product.name}", que está sem estoque.'
            yield Snag(True, said, "reponha o estoque ou pare o anúncio", CAMPAIGNS)
    if not operation.campaigns:
        cure = "sem campanha, o Central não sabe de que anúncio veio o lead; crie uma quando anunciar"
        yield Snag(False, "Nenhuma campanha cadastrada.", cure, CAMPAIGNS)


def _around(operation: Operation) -> Iterable[Snag]:
    if not operation.checkouts:
        said = "Nenhum checkout ligado: o link vende, e o Central não fica sabendo."
        cure = "ligue o checkout no começo guiado; sem ele não há pedido, rastreio nem aprendizado"
        yield Snag(False, said, cure, "/ajustes/comecar")
    regions = operation.catalog.regions
    if missing := [cep for cep in _CEPS if operation.catalog.region(cep) is None]:
        some = f"Não há frete para {len(missing)} de {len(_CEPS)} capitais."
        said = some if regions else "Não há nenhuma região de frete."
        yield Snag(not regions, said, "cadastre as regiões que faltam, ou conte com a equipe para elas", FREIGHT)
    if not operation.privacy.line():
        said = "A primeira resposta não diz o que é feito dos dados de quem escreve, e a LGPD pede que diga."
        yield Snag(False, said, "escreva uma linha em Privacidade, com o endereço da sua política", PRIVACY)


_CEPS = tuple(
    "01001000 20040020 30140071 40015970 50030230 60025060 66010000 69005070 70040010 74003010 79002000 80010000 "
    "88010400 90010150 78005000 64000020 65010000 57020000 58010000 59010000 49010000 29010000 77001002 76801059 "
    "69900062 69301110 68900073".split()
)
"""A CEP of each capital."""


def _voices(operation: Operation, drafts: int) -> Iterable[Snag]:
    if drafts:
        said = f"{drafts} textos em rascunho." if drafts > 1 else "1 texto em rascunho."
        cure = "só valem depois de aprovados; este ensaio já contou com eles"
        yield Snag(False, said, cure, APPROVALS)
    for persona in operation.personas:
        if mode_for(operation.modes, persona.id, "script", None).name == "sombra":
            said = f"{persona.name} está em modo sombra: não responde sozinha."
            yield Snag(True, said, "mude para supervisionado ou automático quando quiser vender", MODES)


def _named(products: Sequence[Product]) -> str:
    names = [p.name for p in products[:MOST_NAMED]]
    more = len(products) - len(names)
    return ", ".join(names) + (f" e mais {more}" if more else "")


def _products(asked: Sequence[Asked], names: dict[str, str]) -> str:
    found = list(dict.fromkeys(names.get(a.product, a.product) for a in asked))
    more = len(found) - 3
    return ", ".join(found[:3]) + (f" e mais {more}" if more > 0 else "")


def _times(asked: Sequence[Asked]) -> str:
    return "1 pergunta" if len(asked) == 1 else f"{len(asked)} perguntas"


def _few(asked: Sequence[Asked]) -> tuple[Asked, ...]:
    return tuple(asked[:3])
