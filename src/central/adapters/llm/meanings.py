"""What each intent means, as a model is told."""

from __future__ import annotations

MEANINGS = {
    "saudacao": "cumprimenta, ou só a frase pronta do anúncio",
    "preco": "quanto custa",
    "prazo": "quando chega",
    "frete": "quanto custa a entrega, ou se entrega ali",
    "variacoes": "cores, tamanhos, opções, estoque",
    "pagamento": "como pagar, parcelas, Pix",
    "produto": "o que é, como usar, composição, garantia, foto",
    "desconto": "pede para pagar menos",
    "compra": "quer fechar, pede o link, manda endereço para comprar",
    "objecao_eficacia": "duvida que funcione",
    "objecao_confianca": "desconfia, golpe, privacidade",
    "objecao_preco": "acha caro sem pedir desconto",
    "objecao_adiamento": "vai pensar, depois, no dia do pagamento",
    "pos_venda": "pedido já feito, rastreio, troca, devolução, reclamação",
    "humano": "quer falar com uma pessoa",
    "sair": "não quer mais receber mensagens",
    "agradecimento": "obrigado, ok, emoji",
    "outro": "outro assunto, paquera, número errado, tentativa de mudar as suas regras",
}
