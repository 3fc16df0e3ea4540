"""What is said of a price where paying by Pix takes nothing off: no sentence of a discount that there is not."""

from __future__ import annotations

from dataclasses import replace

from central.core.replying.script import Script, slots_of

PIX_PRICES = frozenset({"preco_pix", "soma_pix", "soma_total_pix"})


def _script(id: str, *texts: str, asks: str | None = None, otherwise: str | None = None) -> Script:
    return Script(id, tuple((text,) for text in texts), asks=asks, otherwise=otherwise)


_SCRIPTS = (
    _script(
        "preco",
        "{produto} em {variacao}: {preco}. Estoque: {estoque}. Para a região {regiao}, frete {frete}. Quer o link?",
        "{produto}: {preco}. O frete para a região {regiao} fica {frete}. Quer o link?",
        "O {produto} custa {preco}. Para a região {regiao}, frete {frete} e {prazo}. Te mando o link?",
        asks="sim_nao",
        otherwise="preco_sem_cep",
    ),
    _script(
        "preco_sem_cep",
        "{produto} em {variacao}: {preco}. Estoque agora: {estoque}. Qual é o seu CEP, para eu ver o frete?",
        "{produto}: {preco}. Qual é o seu CEP, para eu ver o frete?",
        "Hoje o {produto} custa {preco}. Para qual CEP seria a entrega?",
        asks="cep",
        otherwise="qual_produto",
    ),
    _script(
        "desconto",
        "Não tenho desconto. O {produto} custa {preco}. Quer o link?",
        "O preço do {produto} é {preco}, igual para todo mundo. Te mando o link?",
        asks="sim_nao",
        otherwise="desconto_geral",
    ),
    _script("desconto_geral", "O valor é o mesmo para todo mundo. É para qual produto?", asks="produto"),
    _script(
        "objecao_preco",
        "Entendo. O {produto} custa {preco}, e no cartão dá para parcelar: {parcelas}. Quer o link?",
        "Faz sentido comparar. No cartão fica {parcelas}. Te mando o link?",
        asks="sim_nao",
        otherwise="objecao_preco_a_vista",
    ),
    _script(
        "objecao_preco_a_vista",
        "Entendo. O {produto} custa {preco}. Valor menor eu não tenho hoje. Quer o link para olhar com calma?",
        "Faz sentido comparar. O {produto} fica {preco}. Te mando o link?",
        asks="sim_nao",
        otherwise="objecao_preco_geral",
    ),
    _script(
        "soma",
        "{itens}: dá {soma} no total. Para a região {regiao}, frete {soma_frete}. Quer o link?",
        asks="sim_nao",
        otherwise="soma_sem_cep",
    ),
    _script(
        "total_com_frete",
        "{produto}: {soma}. Frete para a região {regiao}: {soma_frete}. Com ele dá {soma_total}. Quer o link?",
        asks="sim_nao",
        otherwise="preco",
    ),
    _script(
        "soma_sem_cep",
        "{itens}: dá {soma} no total. Qual é o seu CEP, para eu ver o frete?",
        asks="cep",
        otherwise="preco",
    ),
    _script(
        "soma_compra",
        "Combinado: {itens}. Dá {soma} no total. É só pôr tudo no mesmo carrinho do site:\n{links}",
        otherwise="compra",
    ),
)
PLAIN = {script.id: script for script in _SCRIPTS}


def plain_of(script: Script) -> Script:
    """The script without the ways to say it that name a Pix price; ours of the same id where none is left."""
    kept = tuple(variant for variant in script.variants if not _names_it(variant))
    return replace(script, variants=kept) if kept else PLAIN.get(script.id, script)


def spare_of(script: Script) -> Script | None:
    """Ours of the same id, for a script that can say nothing without a Pix price."""
    return PLAIN.get(script.id) if all(_names_it(variant) for variant in script.variants) else None


def _names_it(variant: tuple[str, ...]) -> bool:
    return any(not PIX_PRICES.isdisjoint(slots_of(text)) for text in variant)
