"""The words of the pages for what the code names: intents, stages, kinds of concern, who wrote."""

from __future__ import annotations

from central.core.messaging.message import (
    Bubble,
    CatalogOrder,
    Choice,
    Contacts,
    Content,
    Edit,
    FlowReply,
    Location,
    Media,
    Reaction,
    Revoke,
    SayMedia,
    SayTemplate,
    SystemNotice,
    Text,
    Unknown,
    Unsupported,
    spoken,
)
from central.core.operation import Operation
from central.core.selling import shipment
from central.core.selling.order import STATUSES
from central.core.selling.ticket_words import STATUS_WORDS

INTENTS = {
    "saudacao": "saudação",
    "preco": "preço",
    "prazo": "prazo de entrega",
    "frete": "frete",
    "variacoes": "cor, tamanho, estoque",
    "pagamento": "pagamento",
    "produto": "dúvida do produto",
    "desconto": "desconto",
    "compra": "quer comprar",
    "objecao_eficacia": "objeção: funciona?",
    "objecao_confianca": "objeção: confiança",
    "objecao_preco": "objeção: achou caro",
    "objecao_adiamento": "objeção: vai pensar",
    "pos_venda": "pós-venda",
    "humano": "quer uma pessoa",
    "sair": "quer sair",
    "agradecimento": "agradecimento",
    "outro": "outro assunto",
}
STAGES = {
    "novo": "novo",
    "interessado": "interessado",
    "pediu_desconto": "pediu desconto",
    "checkout": "no checkout",
    "comprado": "comprou",
    "perdido": "perdido",
    "pos_venda": "pós-venda",
}
STAGE_TONES = {"comprado": "good", "pos_venda": "good", "checkout": "warm", "pediu_desconto": "warm", "perdido": "bad"}
SOURCES = {"meta": "Meta", "youtube": "YouTube", "kwai": "Kwai", "desconhecida": "Sem origem conhecida"}
TIERS = {"script": "script", "mini": "GPT mini", "forte": "GPT-4"}
AFTER = {
    "enviar": "sai sozinha",
    "script": "vai o script no lugar",
    "pessoa": "fica para uma pessoa",
}
"""What happens to a reply when nobody decided in time."""
CONCERNS = {
    "rascunho": ("Resposta à espera", "nota", "warm"),
    "sombra": ("Só uma pessoa responde", "mao", "warm"),
    "pessoa": ("Pediu uma pessoa", "mao", "warm"),
    "incerto": ("Envio incerto", "alerta", "warm"),
    "falhou": ("Envio falhou", "alerta", "bad"),
    "carta_morta": ("Não consegui responder", "alerta", "bad"),
    "crm": ("CRM recusou", "alerta", "bad"),
    "webhook": ("Aviso não entregue", "alerta", "bad"),
    "conversao": ("Conversão não enviada", "alerta", "warm"),
    "gasto": ("Gasto de anúncios", "dinheiro", "warm"),
    "pedido": ("Pedido sem dono", "dinheiro", "warm"),
    "entrega": ("Aviso de venda que não entendi", "alerta", "bad"),
    "identidade": ("Pode ser a mesma pessoa", "contato", ""),
    "numero": ("Número com problema", "alerta", "bad"),
    "parado": ("Resposta parada", "relogio", "bad"),
    "envio": ("Envio parado", "enviar", "bad"),
    "prazo": ("A janela vai fechar", "relogio", "bad"),
    "quente": ("Quase comprou", "dinheiro", "warm"),
}
ORDERS, LEGS, TICKETS = STATUSES, shipment.LEGS, STATUS_WORDS
_FILES = {"image": "Foto", "video": "Vídeo", "audio": "Áudio", "document": "Arquivo", "sticker": "Figurinha"}


def preview(content: Content | None) -> str:
    """What a message says, in a line; of a file its kind."""
    match content:
        case Text(body=body):
            return body
        case Media(kind=kind, caption=caption):
            return f"{_FILES[kind]}{': ' + caption if caption else ''}"
        case Choice(title=title):
            return title
        case Location():
            return "Localização"
        case Contacts():
            return "Contato"
        case Reaction(emoji=emoji):
            return f"Reagiu {emoji}" if emoji else "Tirou a reação"
        case Edit(text=text):
            return f"Corrigiu: {text}"
        case Revoke():
            return "Apagou uma mensagem"
        case CatalogOrder(items=items):
            return f"Carrinho com {len(items)} {'item' if len(items) == 1 else 'itens'}"
        case FlowReply(body=body):
            return body or "Formulário respondido"
        case SystemNotice(body=body):
            return body or "Aviso do WhatsApp"
        case Unsupported() | Unknown():
            return "Mensagem que o WhatsApp não mostra"
        case _:
            return ""


def said_preview(bubble: Bubble | None, operation: Operation | None = None) -> str:
    """What a bubble of ours says, in a line."""
    match bubble:
        case None:
            return ""
        case SayMedia(kind=kind, caption=caption):
            return f"{_FILES[kind]}{': ' + caption if caption else ''}"
        case SayTemplate():
            return template_words(bubble, operation)
        case _:
            return spoken(bubble)


def template_words(bubble: SayTemplate, operation: Operation | None) -> str:
    """What a template says to the lead; only its values when the operation no longer has it."""
    templates = operation.templates if operation is not None else ()
    template = next((one for one in templates if one.name == bubble.name), None)
    if template is None or len(template.slots) != len(bubble.parameters):
        return " · ".join((f"modelo {bubble.name}", *bubble.parameters))
    return template.shown(dict(zip(template.slots, bubble.parameters, strict=True)))
