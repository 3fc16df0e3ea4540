"""What every operation can answer beside its own scripts; the owner may write others under the same id."""

from __future__ import annotations

from central.core.replying.script import Script

SUM, SUM_BOUGHT, TOTAL = "soma", "soma_compra", "total_com_frete"
REACTION = "reacao"
FREE_FREIGHT = "frete_gratis"
ADVICE = "conselho"
NO_OPTION, SOME_OPTIONS, NO_DOOR, NO_SPLIT = "sem_opcao", "com_opcao", "sem_entrega", "sem_parcelas"
NOT_SOLD, NO_NOTICE, SORRY, THOSE = "nao_vendemos", "sem_aviso", "que_pena", "do_assunto"
CARD, CHEAPER, AGE_THANKS, TOO_FEW = "contato", "mais_em_conta", "idade_confirmada", "nao_chega"
BASKET, CLEARED, SUM_BESIDE, CHEAPEST = "carrinho", "liberado", "mais_soma", "mais_barato"
BESIDE = "mais_"
"""How the short form of a script is called that is said beside another."""
OPTION, OPTION_GONE, UNSEEN = "mais_opcao", "mais_opcao_esgotada", "sem_ver"
WELCOME_BACK, SOLD_OUT, SUM_OFF = "de_volta", "em_falta", "mais_soma_desconto"
OF_SUMS = {"desconto": "soma_desconto", "pagamento": "soma_pagamento"}
"""Scripts of one thing that several things have their own of."""

ANSWER_SCRIPTS = {
    one.id: one
    for one in (
        Script(
            TOTAL,
            (
                (
                    "{produto}, {variacao}: {soma}. Frete para a região {regiao}: {soma_frete}. Com ele dá "
                    "{soma_total}; no Pix, {soma_total_pix}. Chega em {prazo} depois do pagamento. Quer o link?",
                ),
                (
                    "{produto}: {soma}. Frete para a região {regiao}: {soma_frete}. Com ele dá {soma_total}; no Pix, "
                    "{soma_total_pix}. Chega em {prazo} depois do pagamento. Quer o link?",
                ),
                (
                    "{produto} ({soma}) com o frete de {soma_frete} para a região {regiao} dá {soma_total}; no Pix, "
                    "{soma_total_pix}. Te mando o link?",
                ),
            ),
            asks="sim_nao",
            otherwise="preco",
        ),
        Script(
            SUM,
            (
                (
                    "{itens}: dá {soma} no total; no Pix, {soma_pix}. O frete para a região {regiao} fica "
                    "{soma_frete}, e com ele dá {soma_total}; no Pix, {soma_total_pix}. Quer o link?",
                ),
                (
                    "Juntando {itens}, o total é {soma}; no Pix, {soma_pix}. Para a região {regiao}, frete "
                    "{soma_frete}. Tudo somado dá {soma_total}; no Pix, {soma_total_pix}. Te mando o link?",
                ),
                (
                    "{itens}: dá {soma} no total; no Pix, {soma_pix}. O frete para a região {regiao} fica "
                    "{soma_frete}. Quer o link?",
                ),
                (
                    "Juntando {itens}, o total é {soma}; no Pix, {soma_pix}. Para a região {regiao}, frete "
                    "{soma_frete}. Te mando o link?",
                ),
            ),
            asks="sim_nao",
            otherwise="soma_sem_cep",
        ),
        Script(
            "soma_sem_cep",
            (
                ("{itens}: dá {soma} no total; no Pix, {soma_pix}. Qual é o seu CEP, para eu ver o frete?",),
                ("Juntando {itens}, o total é {soma}; no Pix, {soma_pix}. Me passa o CEP para eu ver o frete?",),
            ),
            asks="cep",
            otherwise="preco",
        ),
        Script(
            SUM_BOUGHT,
            (
                (
                    "Combinado: {itens}. Dá {soma} no total; no Pix, {soma_pix}.",
                    "No site você põe tudo no mesmo carrinho; endereço e pagamento são lá:\n{links}",
                ),
                (
                    "Fechado: {itens}. O total é {soma}; no Pix, {soma_pix}.",
                    "É só pôr tudo no mesmo carrinho do site:\n{links}",
                ),
            ),
            otherwise="compra",
        ),
        Script(
            REACTION,
            (
                (
                    "Pare de usar e lave bem com água. Se não passar, ou piorar, procure um médico; com falta de ar ou "
                    "inchaço, SAMU 192. Já chamei uma pessoa da equipe, que continua com você por aqui.",
                ),
            ),
        ),
        Script(
            FREE_FREIGHT,
            (
                (
                    "Para a região {regiao}, o frete do {produto} fica {frete}, e é grátis em compras a partir de "
                    "{gratis_acima}. Quer o link?",
                ),
                ("Para a região {regiao}, o frete é grátis em compras a partir de {gratis_acima}.",),
            ),
            otherwise="frete_gratis_cep",
        ),
        Script("mais_gratis", (("Para a região {regiao}, o frete é grátis em compras a partir de {gratis_acima}.",),)),
        Script(
            "frete_gratis_cep",
            (
                ("Isso depende da região e do valor da compra. Qual é o seu CEP, para eu ver o frete?",),
                ("Depende de onde você mora e do total. Me passa o CEP que eu vejo o frete?",),
            ),
            asks="cep",
        ),
        Script(
            ADVICE,
            (
                (
                    "Daqui eu não vejo você, então prefiro não chutar. Do {produto} tenho {variacoes}: compare nas "
                    "fotos do site e me diz de qual gostou mais?",
                ),
                (
                    "Isso é bem pessoal, e eu não quero escolher errado por você. Tenho {variacoes} do {produto}. "
                    "Qual te chama mais?",
                ),
            ),
            asks="variacao",
            otherwise="indica",
        ),
        Script(WELCOME_BACK, (("Que bom te ter de volta!",),)),
        Script(SOLD_OUT, (("Em falta por enquanto: {opcoes_em_falta}.",),)),
        Script("mais_desconto", (("O desconto que eu tenho é o do Pix. {produto}: {preco}; no Pix, {preco_pix}.",),)),
        Script(
            SUM_OFF,
            (
                (
                    "{itens}: dá {soma} no total. Desconto por quantidade eu não tenho; no Pix, {soma_pix}. Frete para "
                    "a região {regiao}: {soma_frete}.",
                ),
                ("{itens}: dá {soma} no total. Desconto por quantidade eu não tenho; no Pix, {soma_pix}.",),
            ),
            otherwise=SUM_BESIDE,
        ),
        Script(NO_OPTION, (("{opcao_pedida} eu não tenho.",),)),
        Script(SOME_OPTIONS, (("{opcao_pedida} tenho {opcoes_pedidas}.",),)),
        Script(
            NOT_SOLD,
            (
                ("Isso eu não tenho por aqui. Trabalho com {produtos}. Algum te interessa?",),
                ("Com isso eu não trabalho. O que tenho: {produtos}. Quer ver algum?",),
            ),
            asks="produto",
            otherwise="outro",
        ),
        Script(
            NO_NOTICE,
            (
                (
                    "Quando {variacao} volta eu não sei, e prefiro não te prometer um aviso. Hoje tenho {variacoes} "
                    "do {produto}. Quer ver?",
                ),
                ("Não tenho data de volta, então não prometo. Hoje tenho {variacoes} do {produto}. Serve para você?",),
            ),
            otherwise="variacoes",
        ),
        Script(
            SORRY,
            (
                ("Pena mesmo, eu queria ter para te oferecer. Do {produto} tenho hoje {variacoes}. Alguma te serve?",),
                ("Entendo, e sinto por não ter. O que há do {produto} é {variacoes}. Quer ver alguma dessas?",),
            ),
            asks="variacao",
            otherwise="variacoes",
        ),
        Script(
            THOSE,
            (("Disso eu tenho {produtos}. Quer saber mais?",), ("Tenho {produtos}. Te conto mais?",)),
            asks="produto",
        ),
        Script(AGE_THANKS, (("Obrigada por confirmar.",),)),
        Script(
            TOO_FEW,
            (
                ("Tudo isso eu não tenho. Em estoque hoje: {estoque}. Quer o link assim mesmo?",),
                ("Para tanto não chega: o estoque de hoje é de {estoque}. Te mando o link?",),
            ),
            asks="sim_nao",
            otherwise="disponivel",
        ),
        Script(
            BASKET,
            (
                (
                    "Recebi o seu carrinho, mas daqui eu não abro o catálogo do WhatsApp. Me escreve quais produtos e "
                    "quantos, que eu somo e te mando o link?",
                ),
            ),
        ),
        Script(
            CLEARED,
            (
                (
                    "Que bom que você perguntou a quem te acompanha. O que falta saber do {produto}: preço, opções ou "
                    "entrega?",
                ),
                ("Que bom que você perguntou a quem te acompanha. O que falta saber?",),
            ),
        ),
        Script(
            SUM_BESIDE,
            (
                ("{itens}: dá {soma} no total; no Pix, {soma_pix}. Frete para a região {regiao}: {soma_frete}.",),
                ("{itens}: dá {soma} no total; no Pix, {soma_pix}.",),
                ("{itens}: dá {soma} no total.",),
            ),
        ),
        Script(
            CHEAPEST,
            (("Para gastar pouco eu tenho {produtos}. Quer saber mais?",),),
            asks="produto",
            otherwise="qual_produto",
        ),
        Script(CARD, (("Recebi o contato, mas só falo com quem me escreve por aqui. O que você quer saber?",),)),
        Script(
            CHEAPER,
            (("É o {produto}: {resumo}. Sai por {preco}; no Pix, {preco_pix}. Quer o link?",),),
            asks="sim_nao",
            otherwise="produto",
        ),
        Script(f"{BESIDE}uso", (("{produto}, modo de uso: {uso}.",),)),
        Script(f"{BESIDE}medidas", (("Medidas do {produto}: {tamanho}.",),)),
        Script(f"{BESIDE}composicao", (("{produto}, do que é feito: {composicao}.",),)),
        Script(OPTION, (("{variacao} eu tenho, sim.",),)),
        Script(OPTION_GONE, (("{variacao} acabou por enquanto.",),)),
        Script(UNSEEN, (("A imagem chegou, só que eu ainda não consigo ver fotos por aqui.",),)),
        Script(
            OF_SUMS["pagamento"],
            (
                (
                    "{itens}: {soma} no total; no Pix, {soma_pix}; no cartão, {soma_parcelas}. Cartão e boleto, só no "
                    "site. Quer o link?",
                ),
                ("Para {itens}: {soma_pix} no Pix, ou {soma_parcelas} no cartão. Te mando o link?",),
            ),
            asks="sim_nao",
            otherwise="pagamento",
        ),
        Script(
            OF_SUMS["desconto"],
            (
                ("O desconto que eu tenho é o do Pix: {itens}. De {soma}, fica por {soma_pix}. Quer o link?",),
                ("Por quantidade não tenho desconto. No Pix, {itens}: de {soma} por {soma_pix}. Te mando o link?",),
            ),
            asks="sim_nao",
            otherwise="desconto",
        ),
        Script(NO_DOOR, (("Na entrega não dá para pagar.",),)),
        Script(NO_SPLIT, (("Em {vezes_pedidas}x não dá.",),)),
    )
}
