"""The sheets of what Central speaks with: Meta's apps and numbers, checkouts, the CRM, who is told of sales.

No secret is entered here: a field names the variable of the environment that holds it.
"""

from __future__ import annotations

from central.adapters.operation.crm import FIELDS, SOURCES, STAGES
from central.app.panel.settings.form import Field
from central.app.panel.settings.sheet import PERSONAS, YES, Sheet, choices
from central.core.selling.checkout import TITLES, CheckoutSpec
from central.core.selling.conversion import GoogleAds
from central.core.selling.crm import LOST_AFTER_DAYS, ZONE, CrmKind


def _variable(key: str, label: str, example: str, default: str | None = None) -> Field:
    """`example` is the variable that is read where none is named, unless `default` says otherwise."""
    hint = f"O nome da variável de ambiente, como {example}; nunca o segredo"
    return Field(key, label, "variável", hint, default=example if default is None else default)


CHANNEL = Sheet(
    "canal",
    "Números cadastrados",
    "número",
    "loja.yaml",
    ("canais",),
    (
        Field("nome", "Nome", hint="Como a equipe o chama", required=True),
        Field("numero", "Número", hint="Com país e DDD, como +55 11 90000-0001", required=True),
        Field("id", "Identificação do número", hint="O phone number id da Meta, só algarismos", required=True),
        Field("waba", "Conta do WhatsApp Business (WABA)", hint="Só algarismos", required=True),
        Field("portfolio", "Portfólio empresarial", hint="Só algarismos", required=True),
        Field("personas", "Quem fala por ele", "várias", "Uma só: ele sempre fala como ela", PERSONAS),
        _variable("token", "Variável do token", "WHATSAPP_TOKEN"),
        Field(
            "aceito_risco",
            "Aceito o risco da linha adulta",
            "escolha",
            "A Meta proíbe produtos adultos; um bloqueio atinge todas as personas do número",
            YES,
            default="não",
        ),
    ),
    "Cada número com as personas que falam por ele. Número novo também precisa do webhook: veja em Começar.",
    title="nome",
    about=lambda entry: f"{entry.get('numero', '')} · {', '.join(entry.get('personas', ()))}",
    asks=lambda entry: f"numero-{entry.get('id', '')}",
)
APP = Sheet(
    "aplicativo",
    "Aplicativos da Meta",
    "aplicativo",
    "loja.yaml",
    ("aplicativos",),
    (
        Field("id", "Identificação do aplicativo", hint="Só algarismos", required=True),
        _variable("segredo", "Variável do segredo", "META_APP_SECRET"),
        Field("wabas", "Só estas contas (WABA)", "palavras", "Entre vírgulas", default="todas"),
    ),
    "Com o segredo de cada um se confere a assinatura do que chega no webhook.",
    about=lambda entry: entry.get("segredo", ""),
)
CHECKOUT = Sheet(
    "checkout",
    "Checkouts",
    "checkout",
    "loja.yaml",
    ("checkouts",),
    (
        Field("id", "Nome do checkout", hint="Letras minúsculas, números e hífen, como loja", required=True),
        Field("provedor", "Provedor", "escolha", "", choices(TITLES), required=True),
        _variable("segredo", "Variável do segredo dos avisos", "KIWIFY_SEGREDO", CheckoutSpec("").secret),
        _variable("token", "Variável do token", "NUVEMSHOP_TOKEN", "nenhuma"),
        Field("loja", "Número da loja", hint="Onde o provedor pede, como a Nuvemshop", default="nenhum"),
        Field("parametro", "Parâmetro do link", default="o do provedor"),
        Field(
            "preco_no_link",
            "Parâmetro do preço",
            hint="Se o link aceita outro preço",
            default="o link não aceita outro preço",
        ),
        Field(
            "pix_na_conversa", "Pix na conversa vale por", hint="Só Mercado Pago, como 30min ou 2h", default="não faz"
        ),
    ),
    "Onde os leads pagam. O primeiro vale para os produtos que não dizem outro; ele avisa em /pedidos/nome.",
    about=lambda entry: TITLES.get(str(entry.get("provedor")), ""),
    ordered=True,
    begin=len,
    asks=lambda entry: f"checkout-{entry.get('id', '')}",
)
TICKETS = Sheet(
    "tickets",
    "Tickets",
    "tickets",
    "loja.yaml",
    ("crm",),
    (Field("perdido_apos", "Perdido depois de quantos dias calado", hint="De 1 a 365", default=str(LOST_AFTER_DAYS)),),
    "Os tickets ficam sempre aqui, no HelpCenter da Central. Um CRM de fora mostra os mesmos.",
    single=True,
)


def _pairs(known: tuple[str, ...], example: str) -> str:
    return f"Um por linha, como {example}. Pode: {', '.join(known)}"


_TAKES = Field("assume", "Quem trabalha o registro lá assume a conversa", "escolha", "", YES, default="sim")
_REASONS = Field("motivos", "Motivos da perda", "pares", "Um por linha, como reembolso: Reembolso", default="nenhum")
_SOURCES = Field("origens", "Origens", "pares", _pairs(SOURCES, "meta: Facebook"), default="nenhuma")


def _named(kind: CrmKind, stages: str, begin: str, fields: str) -> tuple[Field, ...]:
    """What every CRM has under names of its own."""
    return (
        Field("etapas", "Etapas", "pares", _pairs(STAGES[kind], stages), default=begin),
        _REASONS,
        _SOURCES,
        Field("campos", "Campos", "pares", _pairs(FIELDS[kind], fields), default="nenhum"),
    )


FLOWLU = Sheet(
    "flowlu",
    "Flowlu",
    "Flowlu",
    "loja.yaml",
    ("crm", "flowlu"),
    (
        Field("empresa", "Empresa", hint="O começo do endereço do portal, sem .flowlu.com", required=True),
        _variable("chave", "Variável da chave", "FLOWLU_CHAVE"),
        Field("funil", "Funil", default="o primeiro"),
        Field("fuso", "Fuso horário", hint="Como America/Sao_Paulo", default=ZONE),
        _TAKES,
        *_named("flowlu", "interessado: Novo lead", "a primeira do funil", "campanha: Campanha"),
    ),
    "Os nomes são os que estão nas configurações do seu portal; testar a conexão mostra os funis.",
    single=True,
    asks=lambda entry: "flowlu",
)
ZENDESK = Sheet(
    "zendesk",
    "Zendesk",
    "Zendesk",
    "loja.yaml",
    ("crm", "zendesk"),
    (
        Field("empresa", "Empresa", hint="O começo do endereço, sem .zendesk.com", required=True),
        _variable("chave", "Variável da chave", "ZENDESK_CHAVE"),
        _variable("segredo", "Variável do segredo dos avisos", "ZENDESK_SEGREDO"),
        _TAKES,
        *_named("zendesk", "comprado: Comprado", "a primeira aberta", "valor: Valor da venda"),
    ),
    "As etapas são status personalizados de ticket; comprado e perdido precisam de um cada. Sem o campo historico, a "
    "história fica só aqui.",
    single=True,
    asks=lambda entry: "zendesk",
)
HUBSPOT = Sheet(
    "hubspot",
    "HubSpot",
    "HubSpot",
    "loja.yaml",
    ("crm", "hubspot"),
    (
        _variable("chave", "Variável da chave", "HUBSPOT_CHAVE"),
        _variable("segredo", "Variável do segredo dos avisos", "HUBSPOT_SEGREDO"),
        Field("funil", "Funil", default="o primeiro"),
        _TAKES,
        *_named("hubspot", "interessado: Novo lead", "as do próprio funil", "central: Central"),
    ),
    "Cada ticket é um negócio. Crie nele uma propriedade de texto com valores únicos e diga o nome dela em campos, "
    "como central: Central.",
    single=True,
    asks=lambda entry: "hubspot",
)
SPENDS = Field(
    "conta_anuncios", "Conta de anúncios", hint="Só algarismos; o gasto dela é lido todo dia", default="nenhuma"
)
TRIAL = Sheet(
    "teste",
    "Ensaio",
    "ensaio",
    "loja.yaml",
    ("conversoes",),
    (
        Field(
            "teste",
            "Só ensaiar",
            "escolha",
            "Sim: nada é enviado às plataformas, só se mostra o que iria",
            YES,
            default="não",
        ),
    ),
    "As vendas são contadas de volta à plataforma cujo anúncio as trouxe. Linha adulta, nunca.",
    single=True,
)
META = Sheet(
    "meta",
    "Meta",
    "Meta",
    "loja.yaml",
    ("conversoes", "meta"),
    (
        Field("conjunto", "Conjunto de dados", hint="Só algarismos", required=True),
        _variable("token", "Variável do token", "META_CONVERSOES_TOKEN"),
        Field(
            "codigo_teste",
            "Código de teste",
            hint="Do Gerenciador de Eventos, como TEST12345; em produção, nenhum",
            default="nenhum",
        ),
        SPENDS,
    ),
    single=True,
    asks=lambda entry: "meta",
)
GOOGLE = Sheet(
    "google",
    "Google Ads (YouTube)",
    "Google",
    "loja.yaml",
    ("conversoes", "google"),
    (
        Field("conta", "Conta", hint="Só algarismos", required=True),
        Field("acao", "Ação de conversão", hint="Só algarismos", required=True),
        Field("acesso", "Conta de administrador", hint="Só algarismos", default="a mesma conta"),
        Field(
            "credencial",
            "Começo das variáveis",
            hint="Como GOOGLE_ADS, de GOOGLE_ADS_CLIENT_ID, GOOGLE_ADS_CLIENT_SECRET e GOOGLE_ADS_REFRESH_TOKEN",
            default=GoogleAds("", "").credentials,
        ),
        SPENDS,
    ),
    single=True,
    asks=lambda entry: "google",
)
KWAI = Sheet(
    "kwai",
    "Kwai",
    "Kwai",
    "loja.yaml",
    ("conversoes", "kwai"),
    (Field("pixel", "Pixel", required=True), _variable("token", "Variável do token", "KWAI_TOKEN"), SPENDS),
    single=True,
    asks=lambda entry: "kwai",
)
