"""What every operation can say of paying and of orders; the owner may write others under the same id."""

from __future__ import annotations

from central.core.replying.script import Script

PIX, PIX_OPTION, PIX_CEP = "pix", "pix_opcao", "pix_cep"
PIX_WAITS, PIX_OVER, PAID_ALREADY = "pix_espera", "pix_venceu", "pix_pago"
PAID, SAYS_PAID = "pagamento_recebido", "pago"
PREPARING, ON_ITS_WAY, DELIVERED = "pedido_em_preparacao", "pedido_a_caminho", "pedido_entregue"
LATE, PROBLEM, UNPAID = "pedido_atrasado", "pedido_com_problema", "pedido_sem_pagamento"


def _script(id: str, *variants: tuple[str, ...], asks: str | None = None, otherwise: str | None = None) -> Script:
    return Script(id, variants, asks=asks, otherwise=otherwise)


ORDER_SCRIPTS = {
    one.id: one
    for one in (
        _script(
            PIX,
            (
                "Pix do {produto}, {variacao}: {pix_valor} ({pix_conta}). Vale até {pix_vence}. "
                "Copie o código da próxima mensagem e pague no aplicativo do seu banco.",
                "{pix_codigo}",
            ),
            (
                "Pix do {produto}: {pix_valor} ({pix_conta}). Vale até {pix_vence}. "
                "Copie o código da próxima mensagem e pague no aplicativo do seu banco.",
                "{pix_codigo}",
            ),
            otherwise="compra",
        ),
        _script(
            PIX_OPTION,
            ("O Pix pode ser pelo site ou por aqui mesmo. Do {produto} tenho {variacoes}: qual opção você quer?",),
            asks="variacao",
            otherwise="compra",
        ),
        _script(
            PIX_CEP,
            ("Certo, no Pix. Qual é o CEP da entrega, para eu somar o frete e fazer o código?",),
            ("O Pix pode ser pelo site ou por aqui mesmo. Me diz o CEP da entrega, para eu somar o frete?",),
            asks="cep",
        ),
        _script(
            PIX_WAITS,
            ("O Pix de {pix_valor} ainda não apareceu para mim. Assim que o pagamento cair eu te aviso por aqui.",),
            ("Por aqui ainda não vi o pagamento de {pix_valor}. Quando ele cair, eu te aviso na hora.",),
        ),
        _script(
            PIX_OVER,
            (
                "O código de {pix_valor} venceu e não vi pagamento dele. Se você pagou, eu te aviso assim que cair; "
                "se não, é só pedir um novo Pix.",
            ),
        ),
        _script(PAID_ALREADY, ("Está tudo certo: o seu pagamento já caiu. Obrigada!",)),
        _script(
            PAID,
            (
                "O seu pagamento de {pix_valor} caiu, obrigada! Me manda o endereço completo com CEP, para a entrega "
                "do {produto}?",
            ),
            ("O seu pagamento caiu, obrigada pela compra! Qualquer coisa sobre o pedido, é só me chamar por aqui.",),
        ),
        _script(
            PREPARING,
            ("O seu pedido {pedido} está {pedido_situacao}. A previsão de entrega é {previsao}.",),
            ("O seu pedido {pedido} está {pedido_situacao}. Assim que houver código de rastreio, ele aparece aqui.",),
        ),
        _script(
            ON_ITS_WAY,
            (
                "O seu pedido {pedido}: {pedido_situacao}. Previsão: {previsao}. Código de rastreio {rastreio_codigo}, "
                "acompanhe em {rastreio_link}",
            ),
            ("O seu pedido {pedido}: {pedido_situacao}. Código {rastreio_codigo}, acompanhe em {rastreio_link}",),
            ("O seu pedido {pedido}: {pedido_situacao}. O código de rastreio é {rastreio_codigo}.",),
            ("O seu pedido {pedido}: {pedido_situacao}. Acompanhe em {rastreio_link}",),
            ("O seu pedido {pedido}: {pedido_situacao}.",),
        ),
        _script(
            DELIVERED,
            (
                "O seu pedido {pedido} consta como {pedido_situacao}. Se ele não está com você, me diz que eu chamo "
                "uma pessoa da equipe.",
            ),
        ),
        _script(
            LATE,
            (
                "O seu pedido {pedido} já devia ter chegado, e isso não é normal. Chamei uma pessoa da equipe para ver "
                "com a transportadora. O código é {rastreio_codigo}.",
            ),
            (
                "O seu pedido {pedido} já devia ter chegado, e isso não é normal. Chamei uma pessoa da equipe para ver "
                "isso com você por aqui.",
            ),
        ),
        _script(
            PROBLEM,
            (
                "A transportadora avisou um problema na entrega do seu pedido {pedido}. Chamei uma pessoa da equipe "
                "para resolver isso com você por aqui.",
            ),
        ),
        _script(
            UNPAID,
            (
                "O pedido {pedido} ainda espera o pagamento: sem ele, nada é enviado. "
                "Se você pagou, eu te aviso quando cair.",
            ),
        ),
        _script(
            "complemento",
            (
                "{nome}, para usar junto com o que você levou: {produto}, por {preco}; no Pix, {preco_pix}. "
                "Se quiser ver:\n{link}",
            ),
            ("Uma ideia que combina com a sua compra: {produto}, por {preco}; no Pix, {preco_pix}.\n{link}",),
            ("Para usar junto com o que você levou: {produto}, por {preco}.\n{link}",),
        ),
        _script(
            "complemento_desconto",
            (
                "Uma ideia que combina com a sua compra: {produto}, por {preco}. Com o cupom {cupom} tem {desconto} de "
                "desconto.\n{link}",
            ),
        ),
    )
}
