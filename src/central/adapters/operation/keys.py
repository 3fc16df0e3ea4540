"""The words of the YAML: every key an owner may write, by section, each with an example to show when it is missing.

`docs/glossary.md` has a row for each; a test holds the two together.
"""

from __future__ import annotations

TOP = {
    "vendedor": "{nome: Minha Loja, site: https://minhaloja.example}",
    "personas": "uma lista de personas",
    "aplicativos": "uma lista de aplicativos da Meta",
    "canais": "uma lista de números do WhatsApp",
    "produtos": "uma lista de produtos",
    "frete": "as regiões de entrega",
    "pagamento": "as formas de pagamento",
    "campanhas": "uma lista de campanhas",
    "scripts": "uma lista de scripts",
    "regras": "uma lista de regras",
    "gatilhos": "uma lista de gatilhos de venda",
    "aberturas": "uma lista de primeiras frases",
    "expediente": "os horários da equipe",
    "checkouts": "uma lista de checkouts",
    "orcamento": "o que pode ser gasto, em reais",
    "crm": "{perdido_apos: 30}",
    "conversoes": '{meta: {conjunto: "123"}}',
    "modelos": "uma lista de modelos de mensagem",
    "retomadas": "uma lista de retomadas",
    "sossego": "quanto alguém pode ser chamado de volta",
    "conhecimento": "uma lista de artigos",
    "modos": "uma lista de modos: quando a IA responde sozinha",
    "complementos": "uma lista de ofertas para depois da compra",
    "privacidade": '{aviso: "Cuidamos dos seus dados: {link}", link: https://minhaloja.example/privacidade}',
    "alertas": "{espera: 10}",
}

SELLER = {"nome": "Minha Loja", "site": "https://minhaloja.example"}

PERSONA = {
    "id": "livia",
    "nome": "Lívia",
    "area": "beleza",
    "voz": "próxima e direta, frases curtas",
    "apresentacao": "Oi! Aqui é a Lívia, assistente virtual da loja.",
    "cor": '"#C2185B"',
    "avatar": "livia.png",
    "adulta": "não",
    "fase": "regras",
    "palavras": "[sérum, batom]",
}

APP = {"id": '"400000000000001"', "segredo": "META_APP_SECRET", "wabas": '["200000000000001"]'}

CHANNEL = {
    "id": '"100000000000001"',
    "nome": "Número principal",
    "numero": '"+55 11 90000-0001"',
    "waba": '"200000000000001"',
    "portfolio": '"300000000000001"',
    "personas": "[livia, carla]",
    "token": "WHATSAPP_TOKEN",
    "aceito_risco": "sim",
}

PRODUCT = {
    "id": "serum-vitamina-c",
    "persona": "livia",
    "nome": "Sérum Vitamina C",
    "nome_neutro": "Item 01",
    "preco": "R$ 89,90",
    "resumo": "sérum de uso diário, 30 ml",
    "link": "https://minhaloja.example/serum",
    "palavras": "[sérum, vitamina c]",
    "variacoes": "- {id: 30ml, nome: 30 ml, estoque: 12}",
    "estoque": "12",
    "detalhes": "{uso: 3 gotas à noite}",
    "foto": "serum.png",
    "depoimento": "serum-cliente.mp4",
    "custo": "R$ 31,00",
    "desconto_maximo": "10%",
    "checkout": "loja",
    "origem": "nuvemshop:1234567",
    "ativo": "sim",
}

VARIANT = {"id": "30ml", "nome": "30 ml", "estoque": "12", "preco": "R$ 89,90", "foto": "serum-30ml.png"}

FREIGHT = {"regioes": "uma lista de regiões"}

REGION = {
    "nome": "Grande São Paulo",
    "ceps": "[01000-09999]",
    "preco": "R$ 12,90",
    "prazo": "2 a 4 dias úteis",
    "gratis_acima": "R$ 199,00",
}

PAYMENT = {
    "pix_desconto": "5%",
    "parcelas": "6",
    "parcela_minima": "R$ 30,00",
    "boleto": "sim",
    "na_entrega": "não",
    "taxa": '"4,99% + R$ 1,00"',
    "envio": "R$ 18,00",
}

CAMPAIGN = {
    "id": "serum-novembro",
    "nome": "Sérum novembro",
    "origem": "meta",
    "produto": "serum-vitamina-c",
    "anuncios": '["120210000000000001"]',
    "saudacao": "Oi! Vi o vídeo do sérum e quero saber mais",
    "titulo": "Sérum de vitamina C",
    "texto": "Pele iluminada no dia a dia.",
    "links": "[serum-panfleto]",
    "encerrada": "sim",
}

SCRIPT = {
    "id": "preco",
    "persona": "livia",
    "textos": '- "{produto} sai por {preco}."',
    "pergunta": "cep",
    "botoes": "[Quero comprar, Ver cores]",
    "foto": "sim",
    "depoimento": "sim",
    "midia": "oi-da-livia.ogg",
    "senao": "qual_produto",
}

RULE = {"id": "preco", "quando": "{intencoes: [preco]}", "entao": "{script: preco}"}

WHEN = {
    "palavras": "[quanto custa, valor]",
    "intencoes": "[preco]",
    "etapas": "[novo]",
    "personas": "[livia]",
    "produtos": "[serum-vitamina-c]",
    "horas": "22h às 6h",
    "toques": "3 ou mais",
}

THEN = {
    "script": "preco",
    "nivel": "script",
    "acao": "responder",
    "faz": "cobrar_pix",
    "trocar_persona": "carla",
    "abertura": "direta",
    "gatilho": "garantia",
    "fixa": "sim",
}

TRIGGER = {
    "id": "pouco-serum",
    "tipo": "escassez",
    "produtos": "[serum-vitamina-c]",
    "textos": '- "Hoje tenho {estoque}."',
    "estoque_ate": "8",
    "fato": "4,8 de 5 em 312 avaliações",
    "fonte": "avaliações do site, outubro de 2026",
    "desconto": "5%",
    "cupom": "LIVIA5",
    "ate": "2026-12-24",
}

OPENING = {
    "id": "direta",
    "persona": "livia",
    "texto": "Oi, {nome}! Lívia aqui, assistente virtual da loja.",
    "produtos": "[serum-vitamina-c]",
}

HOURS = {
    "horarios": '["seg a sex 9h às 18h", "sáb 9h às 13h"]',
    "feriados": "sim",
    "fechado": "[2026-12-24]",
    "devolver_apos": "24h",
}

CHECKOUT = {
    "id": "loja",
    "provedor": "kiwify",
    "segredo": "KIWIFY_SEGREDO",
    "token": "NUVEMSHOP_TOKEN",
    "loja": '"1234567"',
    "parametro": "sck",
    "preco_no_link": "price",
    "pix_na_conversa": "30min",
}

CRM = {
    "perdido_apos": "30",
    "flowlu": "{empresa: minhaloja, chave: FLOWLU_CHAVE}",
    "zendesk": "{empresa: minhaloja, etapas: {comprado: Comprado, perdido: Perdido}}",
    "hubspot": "{campos: {central: Central}}",
}

ADS = {
    "teste": "sim",
    "meta": '{conjunto: "700000000000001"}',
    "google": '{conta: "1234567890", acao: "111"}',
    "kwai": "{pixel: abc123}",
}

META_ADS = {"conjunto": '"700000000000001"', "token": "META_CONVERSOES_TOKEN", "codigo_teste": "TEST12345"}
META_ADS |= {"conta_anuncios": '"1200000000000001"'}

GOOGLE_ADS = {"conta": '"1234567890"', "acao": '"111222333"', "acesso": '"9876543210"', "credencial": "GOOGLE_ADS"}
GOOGLE_ADS |= {"conta_anuncios": '"1234567890"'}

KWAI_ADS = {"pixel": "abc123", "token": "KWAI_TOKEN", "conta_anuncios": '"55001"'}

FLOWLU = {
    "empresa": "minhaloja",
    "chave": "FLOWLU_CHAVE",
    "funil": "Vendas",
    "assume": "sim",
    "etapas": "{interessado: Novo lead, pediu_desconto: Negociação}",
    "motivos": "{reembolso: Reembolso, parou_de_responder: Sem resposta}",
    "origens": "{meta: Facebook, youtube: YouTube, kwai: Kwai}",
    "campos": "{campanha: Campanha, central: Central}",
    "fuso": "America/Sao_Paulo",
}

ZENDESK = {
    "empresa": "minhaloja",
    "chave": "ZENDESK_CHAVE",
    "segredo": "ZENDESK_SEGREDO",
    "assume": "sim",
    "etapas": "{pediu_desconto: Negociando, comprado: Comprado, perdido: Perdido}",
    "motivos": "{reembolso: Reembolso, parou_de_responder: Sem resposta}",
    "origens": "{meta: Facebook, youtube: YouTube, kwai: Kwai}",
    "campos": "{valor: Valor da venda, historico: Histórico, motivo: Motivo}",
}

HUBSPOT = {
    "chave": "HUBSPOT_CHAVE",
    "segredo": "HUBSPOT_SEGREDO",
    "funil": "Vendas",
    "assume": "sim",
    "etapas": "{interessado: Novo lead, pediu_desconto: Negociação}",
    "motivos": "{reembolso: Reembolso, parou_de_responder: Sem resposta}",
    "origens": "{meta: Facebook, youtube: YouTube, kwai: Kwai}",
    "campos": "{central: Central, campanha: Campanha}",
}

BUDGET = {
    "dia": "R$ 30,00",
    "mes": "R$ 600,00",
    "por_persona": "{livia: R$ 15,00}",
    "por_lead": "R$ 1,00",
    "dolar": "R$ 5,15",
    "respostas_gratis": "1000",
    "minutos_audio": "60",
    "leitor": "decisoes",
    "precos": '- {modelo: meu-modelo, entrada: "US$ 0,10", saida: "US$ 0,50"}',
}

MODEL_PRICE = {
    "modelo": "meu-modelo",
    "entrada": '"US$ 0,10"',
    "cache": '"US$ 0,01"',
    "saida": '"US$ 0,50"',
    "minuto": '"US$ 0,006"',
}

TEMPLATE = {
    "id": "volta_produto",
    "categoria": "marketing",
    "texto": '"Oi, {nome}! Você perguntou do {produto}. Quer continuar?"',
    "botoes": "[Quero continuar, Parar]",
}

CALLBACK = {
    "id": "sumiu-3h",
    "quando": "{silencio: 3h, etapas: [interessado]}",
    "script": "retomada",
    "modelos": "[volta_produto]",
    "tentativas": "1",
}

CALLBACK_WHEN = {
    "silencio": "3h",
    "evento": "pix_pendente",
    "depois": "15min",
    "antes_de_vencer": "10min",
    "etapas": "[interessado, pediu_desconto]",
    "personas": "[livia]",
    "produtos": "[serum-vitamina-c]",
}

ARTICLE = {
    "id": "loja-fisica",
    "perguntas": '["Vocês têm loja física?", "posso ir aí ver?"]',
    "resposta": "Vendemos só pela internet, com entrega em todo o Brasil.",
    "personas": "[livia]",
    "produtos": "[serum-vitamina-c]",
    "fonte": "https://ajuda.sua-loja.com.br/artigos/12",
}

COMPLEMENT = {
    "id": "hidratante-depois-do-serum",
    "produto": "serum-vitamina-c",
    "oferta": "hidratante",
    "depois": "7d",
    "desconto": "10%",
    "cupom": "JUNTO10",
    "script": "complemento",
    "modelos": "[combina_com]",
}

RESTRAINT = {
    "horas": "9h às 20h",
    "domingos": "não",
    "feriados": "não",
    "por_semana": "2",
    "aquecimento": "sim",
    "intocados": "10%",
}

MODE = {
    "id": "melissa-com-gente",
    "modo": "supervisionado",
    "personas": "[melissa]",
    "niveis": "[mini, forte]",
    "intencoes": "[objecao_eficacia]",
    "espera": "10min",
    "depois": "pessoa",
}

PRIVACY = {
    "aviso": '"Cuidamos dos seus dados: {link}"',
    "link": "https://minhaloja.example/privacidade",
    "conversas": "730",
    "arquivos": "180",
    "compradores": "1825",
    "registros": "1825",
    "reservado": "90",
}

ALERTS = {
    "espera": "10",
    "quente": "60",
    "repete": "30",
    "vezes": "3",
    "calado": "24",
    "modelo": "aviso_da_equipe",
    "resumo": "20",
}

SECTIONS = (
    TOP,
    SELLER,
    PERSONA,
    APP,
    CHANNEL,
    PRODUCT,
    VARIANT,
    FREIGHT,
    REGION,
    PAYMENT,
    CAMPAIGN,
    SCRIPT,
    RULE,
    WHEN,
    THEN,
    TRIGGER,
    OPENING,
    HOURS,
    CHECKOUT,
    CRM,
    FLOWLU,
    ZENDESK,
    HUBSPOT,
    ADS,
    META_ADS,
    GOOGLE_ADS,
    KWAI_ADS,
    BUDGET,
    MODEL_PRICE,
    TEMPLATE,
    CALLBACK,
    CALLBACK_WHEN,
    COMPLEMENT,
    RESTRAINT,
    ARTICLE,
    MODE,
    PRIVACY,
    ALERTS,
)
