"""The catalogue as functions a model may call; what they answer are facts. Loaded only beside a model."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic_ai import RunContext, Tool

from central.core.replying.shelf import Shelf


@dataclass(slots=True)
class Counter:
    """The shelf of one call, and what was told across it."""

    shelf: Shelf
    told: list[str] = field(default_factory=list)

    def tell(self, answer: str) -> str:
        """The answer, remembered."""
        self.told.append(answer)
        return answer


def preco(ctx: RunContext[Counter], produto: str = "", variacao: str = "") -> str:
    """Preço à vista, no Pix e parcelado. Sem produto, vale o desta conversa."""
    return ctx.deps.tell(ctx.deps.shelf.price(produto, variacao))


def estoque(ctx: RunContext[Counter], produto: str = "", variacao: str = "") -> str:
    """Cores, tamanhos e quantas unidades há para vender agora."""
    return ctx.deps.tell(ctx.deps.shelf.stock(produto, variacao))


def frete(ctx: RunContext[Counter], cep: str = "", produto: str = "") -> str:
    """Valor do frete e prazo em dias úteis para um CEP (oito números, ou a marca [CEP_1])."""
    return ctx.deps.tell(ctx.deps.shelf.freight(cep, produto))


def pagamento(ctx: RunContext[Counter], produto: str = "") -> str:
    """Formas de pagamento, parcelas e Pix."""
    return ctx.deps.tell(ctx.deps.shelf.payment(produto))


def detalhes(ctx: RunContext[Counter], produto: str = "") -> str:
    """O que é o produto, uso, composição, tamanho e garantia."""
    return ctx.deps.tell(ctx.deps.shelf.details(produto))


def link(ctx: RunContext[Counter], produto: str = "", variacao: str = "") -> str:
    """O link de compra desta pessoa; não existe enquanto o produto está esgotado."""
    return ctx.deps.tell(ctx.deps.shelf.address(produto, variacao))


def conhecimento(ctx: RunContext[Counter], pergunta: str) -> str:
    """Políticas e perguntas frequentes da loja: troca, entrega, nota fiscal, atacado e o que o cadastro não diz."""
    return ctx.deps.tell(ctx.deps.shelf.knowledge(pergunta))


TOOLS = [
    Tool(function, takes_ctx=True) for function in (preco, estoque, frete, pagamento, detalhes, link, conhecimento)
]
