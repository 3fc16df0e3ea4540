"""The sheets of the shop: freight, payment, hours, and what may be spent."""

from __future__ import annotations

from central.app.panel.settings.form import Field
from central.app.panel.settings.sheet import PRODUCTS, YES, Entry, Sheet, choices
from central.core.money import reais
from central.core.selling.budget import NO_BUDGET
from central.core.text import slug

SOURCES = {"meta": "Meta (Instagram, Facebook)", "youtube": "YouTube", "kwai": "Kwai"}


def _campaign(entry: Entry) -> None:
    """A new campaign has its address of its name, and keeps it when it is called otherwise."""
    if "id" not in entry:
        entry["id"] = slug(str(entry.get("nome", "")))


SHOP = Sheet(
    "loja",
    "Quem vende",
    "loja",
    "loja.yaml",
    ("vendedor",),
    (
        Field("nome", "Nome da loja", hint="Como as personas a chamam", required=True),
        Field("site", "Site", hint="Como https://minhaloja.com.br; links para ele podem ser ditos", required=True),
    ),
    single=True,
)
CAMPAIGN = Sheet(
    "campanha",
    "Links e campanhas",
    "campanha",
    "campanhas.yaml",
    ("campanhas",),
    (
        Field("nome", "Nome", hint="O endereço do link sai dele: “Sérum no Kwai” vira /r/serum-no-kwai", required=True),
        Field("origem", "De onde vem", "escolha", "", choices(SOURCES), required=True),
        Field("produto", "Produto", "escolha", "Diz também a persona que atende", PRODUCTS, required=True),
        Field("anuncios", "Números dos anúncios", "palavras", "Só da Meta, entre vírgulas", default="nenhum"),
        Field(
            "saudacao",
            "Texto pronto",
            "bloco",
            "O que já vem escrito no WhatsApp de quem toca; cada campanha tem o seu",
            default="o do anúncio, na Meta",
        ),
        Field("titulo", "Título do anúncio", default="nenhum"),
        Field("texto", "Texto do anúncio", "bloco", default="nenhum"),
        Field(
            "links",
            "Mais endereços",
            "palavras",
            "Para um panfleto ou parceiro, como serum-panfleto, entre vírgulas",
            default="só o do nome",
        ),
        Field(
            "encerrada",
            "Encerrada",
            "escolha",
            "Sim: sai das listas; o link ainda abre e quem vem conta nela",
            YES,
            default="não",
        ),
    ),
    title="nome",
    feminine=True,
    finish=_campaign,
)
REGION = Sheet(
    "regiao",
    "Regiões de frete",
    "região",
    "loja.yaml",
    ("frete", "regioes"),
    (
        Field("nome", "Nome", required=True),
        Field("ceps", "Faixas de CEP", "palavras", "Como 01000-09999, entre vírgulas", required=True),
        Field("preco", "Preço", hint="Como R$ 12,90, ou grátis", required=True),
        Field("prazo", "Prazo", hint="Como 2 a 4 dias úteis", required=True),
        Field("gratis_acima", "Grátis acima de", hint="Como R$ 199,00", default="nunca é grátis"),
    ),
    "Vale a primeira região que contém o CEP: as menores vêm antes.",
    title="nome",
    about=lambda entry: f"{entry.get('preco', '')} · {entry.get('prazo', '')} · CEP {', '.join(entry.get('ceps', ()))}",
    ordered=True,
    feminine=True,
)
PAYMENT = Sheet(
    "pagamento",
    "Pagamento",
    "pagamento",
    "loja.yaml",
    ("pagamento",),
    (
        Field("pix_desconto", "Desconto no Pix", hint="Como 5%", default="0%"),
        Field("parcelas", "Parcelas sem juros, no máximo", default="1"),
        Field("parcela_minima", "Parcela mínima", hint="Como R$ 30,00", default="nenhuma"),
        Field("boleto", "Boleto", "escolha", "", YES, default="não"),
        Field("na_entrega", "Pagamento na entrega", "escolha", "", YES, default="não"),
        Field(
            "taxa",
            "Taxa do checkout",
            hint="Como 4,99% + R$ 1,00; entra no lucro por campanha",
            default="não entra na conta",
        ),
        Field(
            "envio",
            "Custo de um envio",
            hint="Quanto você paga por pedido, em média; entra no lucro",
            default="não entra na conta",
        ),
    ),
    single=True,
)
HOURS = Sheet(
    "expediente",
    "Expediente da equipe",
    "expediente",
    "loja.yaml",
    ("expediente",),
    (
        Field("horarios", "Horários", "linhas", "Um por linha, como seg a sex 9h às 18h", default="sem hora marcada"),
        Field("feriados", "Folga nos feriados nacionais", "escolha", "", YES, default="sim"),
        Field("fechado", "Mais dias sem ninguém", "palavras", "Como 2026-12-24, entre vírgulas", default="nenhum"),
        Field(
            "devolver_apos", "Devolver à IA depois de", hint="Tempo sem a equipe escrever, como 24h", default="nunca"
        ),
    ),
    "Quando gente da equipe responde. As personas atendem a qualquer hora.",
    single=True,
)
BUDGET = Sheet(
    "orcamento",
    "Limites",
    "orçamento",
    "loja.yaml",
    ("orcamento",),
    (
        Field("dia", "Por dia", hint="Como R$ 40,00", default="sem limite"),
        Field("mes", "Por mês", hint="Como R$ 800,00", default="sem limite"),
        Field("por_lead", "Por lead, no mês", default="sem limite"),
        Field(
            "por_persona", "Por persona, no dia", "pares", "Uma por linha, como livia: R$ 20,00", default="sem limite"
        ),
        Field("dolar", "Quanto custa um dólar a você", hint="Como R$ 5,40", default=reais(NO_BUDGET.dollar)),
        Field("respostas_gratis", "Respostas grátis da Meta por número e mês", default=str(NO_BUDGET.free_replies)),
        Field("minutos_audio", "Minutos de áudio ouvidos por dia", default=str(NO_BUDGET.audio_minutes)),
        Field(
            "leitor",
            "Quem lê o que as palavras não decidem",
            "escolha",
            "A Decisions API é só da OpenAI, com o modelo gpt-6-luna",
            choices({"mini": "O modelo pequeno", "decisoes": "A Decisions API"}),
            default="o modelo pequeno",
        ),
    ),
    "IA, Meta e áudio juntos. Acabou, os scripts seguem atendendo.",
    single=True,
)
PRICE = Sheet(
    "preco",
    "Preços de modelos",
    "preço",
    "loja.yaml",
    ("orcamento", "precos"),
    (
        Field("modelo", "Modelo", hint="O nome que o servidor usa", required=True),
        Field("entrada", "Entrada", hint="Por milhão de tokens, como US$ 0,10", default="só para áudio"),
        Field("cache", "Entrada já lida", default="o da entrada"),
        Field("saida", "Saída", default="só para áudio"),
        Field("minuto", "Minuto de áudio", default="não ouve áudio"),
    ),
    "Os seus preços valem antes da lista que vem com a Central.",
    title="modelo",
    about=lambda entry: f"entrada {entry.get('entrada', '—')} · saída {entry.get('saida', '—')}",
)
