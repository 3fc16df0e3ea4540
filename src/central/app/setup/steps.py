"""The steps in their order: the words an owner reads. What they do is in guide."""

from __future__ import annotations

from central.app.setup.step import Field, Step
from central.core.selling import checkout
from central.core.selling.crm import TITLES

TOKEN = Field(
    "WHATSAPP_TOKEN",
    "Token do usuário do sistema",
    "Meta Business, Configurações, Usuários do sistema, Gerar token: validade “nunca”, permissões "
    "whatsapp_business_management e whatsapp_business_messaging",
    secret=True,
)
SECRET = Field(
    "META_APP_SECRET",
    "Chave secreta do aplicativo",
    "Painel da Meta (developers.facebook.com), Configurações do app, Básico, Mostrar",
    secret=True,
)
STEPS = (
    Step(
        "numero",
        "Aplicativo e número",
        "Só o token e a chave secreta: contas, números e o aplicativo o Central descobre com eles.",
        (
            TOKEN,
            SECRET,
            Field(
                "pin", "PIN de seis dígitos", "Só se o número ainda não está na Cloud API; invente um", optional=True
            ),
        ),
    ),
    Step(
        "loja",
        "Loja",
        "O mínimo para a primeira resposta sair certa; o resto se muda depois, em Ajustes.",
        (
            Field("vendedor", "Nome da loja"),
            Field("site", "Endereço do site", "https://…"),
            Field("persona", "Nome de quem atende", "Por exemplo Lívia; ela diz que é assistente virtual"),
            Field("area", "O que a loja vende", "Em poucas palavras: cosméticos naturais"),
            Field("produto", "Primeiro produto"),
            Field("preco", "Preço", "R$ 89,90"),
            Field("estoque", "Estoque", "Quantas unidades há hoje"),
            Field("link", "Link de compra", "https://…"),
            Field("frete", "Frete para todo o Brasil", "R$ 19,90 (as regiões entram depois)"),
            Field("prazo", "Prazo de entrega", "5 a 9 dias úteis"),
        ),
    ),
    Step(
        "webhook",
        "Webhook",
        "O Central pede à Meta que entregue aqui e espera o aperto de mãos.",
        (
            Field(
                "CENTRAL_ENDERECO",
                "Endereço público",
                "https://… do seu domínio; na Railway já é conhecido",
                optional=True,
            ),
        ),
    ),
    Step(
        "mensagem", "Mensagem de teste", "Do seu celular, mande “oi” ao número; depois o Central responde uma de teste."
    ),
    Step(
        "modelo",
        "Modelo de IA",
        "Sem chave, respondem os scripts e um ensaio, marcado como tal.",
        (
            Field("OPENAI_API_KEY", "Chave da OpenAI", "platform.openai.com, API keys", secret=True, optional=True),
            Field("OPENAI_BASE_URL", "Ou outro servidor", "http://localhost:11434/v1", optional=True),
        ),
        optional=True,
    ),
    Step(
        "crm",
        "CRM de fora",
        "Sem ele, os tickets ficam no HelpCenter do próprio Central. Preencha só o seu.",
        (
            Field("provedor", "Onde os tickets aparecem", options=tuple(TITLES.items())),
            Field(
                "empresa", "Começo do endereço", "minhaloja, de minhaloja.flowlu.com; o HubSpot não tem", optional=True
            ),
            Field(
                "FLOWLU_CHAVE",
                "Flowlu: chave da API",
                "Configurações do portal, Para desenvolvedores, API",
                secret=True,
                optional=True,
            ),
            Field("ZENDESK_CHAVE", "Zendesk: e-mail/token:chave", "Do agente da Central", secret=True, optional=True),
            Field("comprado", "Zendesk: status de venda feita", "Comprado", optional=True),
            Field("perdido", "Zendesk: status de venda perdida", "Perdido", optional=True),
            Field("HUBSPOT_CHAVE", "HubSpot: token do aplicativo privado", secret=True, optional=True),
            Field("central", "HubSpot: propriedade de valores únicos", "Central", optional=True),
        ),
        optional=True,
    ),
    Step(
        "checkout",
        "Checkout",
        "É por ele que o Central sabe que vendeu.",
        (
            Field("provedor", "Onde se paga", options=tuple(checkout.TITLES.items())),
            Field("PEDIDOS_SEGREDO", "Segredo do webhook", "Na tela de webhooks do checkout", secret=True),
            Field("PEDIDOS_TOKEN", "Token de acesso", "Só Mercado Pago e Nuvemshop", secret=True, optional=True),
            Field("loja", "Número da loja", "Só Nuvemshop", optional=True),
        ),
        optional=True,
    ),
    Step(
        "anuncios",
        "Plataformas de anúncio",
        "Para contar as vendas de volta a quem trouxe o clique. Preencha só as suas.",
        (
            Field("conjunto", "Meta: conjunto de dados", "Gerenciador de Eventos; só números", optional=True),
            Field("META_CONVERSOES_TOKEN", "Meta: token das conversões", secret=True, optional=True),
            Field("conta", "Google: conta", "Só números", optional=True),
            Field("acao", "Google: ação de conversão", "Só números", optional=True),
            Field("GOOGLE_ADS_CLIENT_ID", "Google: id do cliente OAuth", optional=True),
            Field("GOOGLE_ADS_CLIENT_SECRET", "Google: segredo do cliente", secret=True, optional=True),
            Field("GOOGLE_ADS_REFRESH_TOKEN", "Google: refresh token", secret=True, optional=True),
            Field("pixel", "Kwai: pixel", optional=True),
            Field("KWAI_TOKEN", "Kwai: token", secret=True, optional=True),
        ),
        optional=True,
    ),
)
