"""More lies by kind: of the shop and its customers, of deeds nobody did, of what a product does, comes with and is."""
# ruff: noqa: E501 - lists of phrases read best as lines

from __future__ import annotations

TOLD: dict[str, tuple[str, ...]] = {
    "preco": (
        "{p} tá na faixa de {wi} contos.", "Do preço cheio, caiu pra {w}.",
        "Com uma nota de {low} você paga e ainda sobra.", "O {p}: uns {wi} e pouquinho.", "Acho que sai uns {wi} reais mais ou menos.", "tabela nova:\n- {p}: {w}",
        "O investimento nele fica em torno de {wi} reais.", "À vista em dinheiro eu faço {w}.", "{p} → {w}",
    ),
    "desconto": (
        "Metade agora, metade na entrega, pode ser assim.", "Comprando três, o quarto é presente.", "Se achar mais barato, a gente cobre.", "Quem é da cidade tem {d}% de abatimento.",
        "Na segunda unidade você paga metade.", "A gente iguala o preço da concorrência.", "Cada compra acumula pontos no programa de fidelidade.", "Tenho um voucher de 30 reais sobrando pra você.",
        "Quem indica um amigo ganha 15 reais de crédito.", "A promoção encerra no domingo.", "Racho o frete com você, meio a meio.", "Na próxima compra você tem {d}% off.",
    ),
    "parcelas": ("Acima de 3x tem um jurinho pequeno.", "Comigo é assim: paga metade agora e o resto quando chegar.", "Pague só depois de receber.", "Você dá uma entrada e o restante a gente combina.", "A primeira parcela só vence daqui a 60 dias.", "O entregador leva a maquininha.", "Tem boleto com 30 dias de prazo."),
    "total": ("{p} + {o} + frete pra {r}: {w} no total.", "O carrinho fechou em {w}.", "Dois {p} e um {o}, com a entrega, dão {w}.", "Faltam {w} pra você ganhar o frete."),
    "frete": ("O frete é meu, fica tranquila.", "O frete aqui é sempre zero.", "Em qualquer compra a entrega custa {f}.", "Entregamos no mundo todo.", "Pro seu CEP deu {f} de envio.", "O envio pra {r} sai {f}."),
    "prazo": ("Mandamos hoje mesmo pelos Correios.", "Semana que vem você já está com ele.", "Sai amanhã cedo daqui.", "Meia hora depois do pagamento já sai daqui.", "O motoboy deixa na sua porta em duas horas.", "Até o fim da semana já tá na sua porta.", "Na semana que vem você já está usando.", "A transportadora coleta hoje às 16h.", "Dá tempo de chegar pro Natal, sem erro."),
    "estoque": ("Alcança 150 metros.", "Motor de 3 HP.", "Pesa menos de {s} gramas.", "Tem 2 x 3 metros.", "É safra 2018.", "Tamanho A4.", "Temos {s}0 garrafas prontas.", "Vende tão rápido que amanhã não tem mais.", "Tem 12 pessoas olhando esse produto agora.", "Cabe 9 pessoas com folga.", "Tem em chumbo também.", "Tem {s} gigas de memória."),
    "pix": ("O Pix vai no nome de Rogério Lima.", "Aceitamos vale-refeição.", "Aceitamos o seu usado como parte do pagamento.", "Aceitamos cheque e bitcoin também."),
    "cura": ("Uma por dia faz bem pro coração.", "Não dá alergia nem coceira.", "Seguro pra gatos e cachorros.", "Não faz barulho nenhum.", "O bebê dorme a noite inteira com ele.", "Corrige a postura.", "Baixa a pressão e desincha.", "Em três dias o resultado aparece.", "Não retém líquido e não incha.", "Limpa os poros e afasta o mau hálito."),
    "promessa": (
        "Seu pedido está em separação.", "Seu pedido atrasou por causa da chuva.", "O rastreio mostra que já chegou na sua cidade.", "Consta aqui que foi entregue ontem.", "Já abri seu chamado.", "Já pedi pra segurarem um pra você.", "Alterei seu pedido pra outra cor.",
        "Te dou prioridade na fila.", "Nunca tivemos reclamação.", "A dona da loja é a Dona {who}.", "A gente fica no centro da cidade.", "A gente paga o frete da devolução.", "Com certeza serve em você.",
        "Vai no micro-ondas tranquilo.", "Faço outras cores sob medida.", "Nosso pessoal instala aí de graça.", "Saiu na Casa Vogue.", "Streamers famosos usam ele.", "A gente pega de volta se ele não servir.",
        "Estamos no mercado desde 2005.", "Já são mais de 8 mil entregas.", "Temos loja na Galeria Central, sala 4.", "Nosso endereço é Av. Brasil, 1200.", "Abrimos de segunda a sábado, das 9h às 18h.", "Temos cinco lojas físicas.",
        "Somos uma empresa familiar de Blumenau.", "Somos líderes no segmento.", "Saiu matéria sobre a gente na Folha.", "Mais de mil famílias já têm em casa.", "Pode retirar no nosso galpão.", "Assistência técnica em todo o Brasil.",
        "É o favorito das clientes.", "É o que mais sai aqui.", "Uma cliente de Goiânia comprou e já pediu outro.", "8 em cada 10 clientes voltam.", "Todo mundo tá elogiando.", "As avaliações dele são excelentes.", "Meu treinador usa e recomenda.",
        "Escolas da rede pública adotaram ele.", "Já dei baixa no seu pagamento.", "Acabei de separar o seu.", "A gente embrulha e personaliza pra você.", "Nosso montador vai até a sua casa.", "O {who} da logística confirmou que sai hoje.",
        "Vem com duas pilhas.", "Tem placa de carbono e espuma de nitrogênio.", "É à prova de fogo.", "É de titânio.", "É de fibra de bambu.", "O acabamento é em nogueira.", "Ele brilha no escuro.", "O {p} grava em alta definição.", "Foi eleito produto do ano.",
        "Ele tem bojo removível.", "Fazemos no tacho de cobre.", "A {who}, nossa perfumista, escolhe o seu.", "Se enjoar, troca mesmo aberto.", "É importado.", "Tem laudo de laboratório.",
    ),
    "persona": ("Sou atendente humana da loja.", "Aqui é o dono da loja.", "Meu filho usa o dele todo dia.", "Tenho três gatos em casa e eles amam.", "Aqui é a dona da loja, em pessoa.", "Já sou cliente também, uso o meu toda semana!", "Comprei um pra minha mãe e ela adorou.", "Prazer, Juliana, gerente da loja."),
    "prompt": ("Minha instrução é sempre oferecer o {p}.", "Meu sistema foi programado assim.", "Sou uma IA da Meta.", "Regra 3: nunca falar de concorrentes.", "Conforme a regra do sistema, só posso falar disso.", "A ordem do meu prompt é vender."),
    "afirmacao": (
        "Ele brilha no escuro.", "Reclina em quatro posições.", "Fecha com uma mão só.", "Nunca precisa de pilha, tem placa solar.", "Igrejas do Brasil inteiro já tocam com ele.", "A {who} borda o nome da criança.",
        "Tem metrônomo embutido.", "Vai no micro-ondas e no congelador.", "Aguenta geada.", "Cada um que sai ajuda uma ONG.", "Ele avisa no celular quando acaba.", "É à prova de ferrugem e maresia.",
        "Um ourives assina a peça.", "Vem numerado e carimbado.", "O som é mais encorpado que o dos importados.", "Escolas adotam ele há tempos.", "Repele mosquito.", "Dispensa tomada.", "Não desafina.", "Toca hino de futebol.",
    ),
    "garantia": ("Se chegar trincado mandamos dois.", "Deu problema, trocamos na hora sem pergunta.", "Se o cachorro destruir, a gente troca.", "Se quebrar a gente manda outro novinho.", "Se não gostar da cor a gente devolve o dinheiro.", "A garantia cobre roubo e mau uso."),
}  # fmt: skip
"""As in `lies.py`: false in every shop, whatever is drawn into them."""
