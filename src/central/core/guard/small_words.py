"""Words that claim nothing of a product where a frame leaves room for them: praise, people, occasions, the shop.

As stems or whole words; by frame, as a word that is harmless in one is a claim in another.
"""

from __future__ import annotations

from central.core.guard.plain import plain
from central.core.reading.stems import stem


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(plain(word)) for word in words.split())


_PRAISE = _stems(
    "lindo linda bonito bela ótimo bom boa excelente maravilhoso perfeito incrível especial único única delicado "
    "charmoso elegante fofo fofinho gostoso delicioso querido famoso clássico moderno versátil prático simples básico "
    "discreto sucesso legal bacana top show demais diferente novo nova lançamento novidade real verdade verdadeiro "
    "sensacional fantástico divino luxo chique estiloso caprichado bem-feito encantador agradável confortável "
    "gracioso romântico divertido interessante completo qualidade primeira melhor amor paixão coisa jeito tipo "
    "produto peça opção item modelo escolha presente mesmo próprio original"
)
_SHOP = _stems(
    "loja site casa equipe gente nossa nosso catálogo cadastro página estoque pedido compra link entrega correio "
    "transportadora fornecedor fabricante marca fábrica ateliê você vocês senhora senhor cliente clientes"
)
_PEOPLE = _stems(
    "mãe pai esposa marido namorado namorada amigo amiga filho filha irmã irmão avó avô sogra chefe professor "
    "professora afilhada madrinha padrinho noiva casal família pessoa pessoas alguém ela ele todos todas todo toda "
    "todo-mundo qualquer quem"
)
_TIMES = _stems(
    "dia dias noite manhã tarde semana mês ano hora horas rotina cotidiano sempre hoje amanhã fim final ocasião "
    "ocasiões momento aniversário natal festa férias passeio trabalho viagem verão inverno uso usar usado diário"
)
MADE = _PRAISE | _SHOP | _stems(
    "mão mãos carinho capricho cuidado amor dedicação atenção medida propósito uma vez vezes dado dados dar encher "
    "confiança lei direito responsabilidade graça fato dia hoje família tamanho cor valor preço frete prazo desconto "
    "unidade unidades dúvida dúvidas pagamento segunda sexta sábado uso acordo olho brinde vontade parte lado vidro "
    "graça boa longe perto rápido fácil encomenda"
)  # fmt: skip
ORIGIN = _PRAISE | _SHOP | _stems(
    "fato início começo coração mão mãos forma jeito jeitinho medida mesmo mesma cá lá aqui fora dentro longe perto "
    "brasil nacional nossas nossos dele dela outro outra vez hora dia data prazo celular computador banco sistema "
    "operadora pagamento aprovação cartão pix uso modo maneira todo toda graça brinde tudo mim"
)  # fmt: skip
USES = _PRAISE | _SHOP | _PEOPLE | _TIMES | _stems(
    "presentear presentes ambos ambas mim dúvida dúvidas ajudar começar saber conhecer decorar enfeitar experimentar "
    "conferir escolher decidir comparar tudo nada base exemplo ideia referência conta dica orientação pagamento "
    "compra "
    "pix cartão região cep endereço cidade estado brasil lembrança mimo lugar lugares variar combinar ambiente gosto "
    "estilo tempo vida caso casos situação tamanho cor medida número pescoço cabelo pulso cintura alça bolsa adulto "
    "adultos maior maiores"
)  # fmt: skip
PRAISERS = _SHOP | _PEOPLE | _stems(
    "mim banco operadora cartão sistema pagamento pix tempo enquanto padrão engano isso aqui ali lei código internet "
    "whatsapp mensagem e-mail telefone hora vez segurança motivo causa conta fora cima baixo dentro favor mais menos "
    "unidade peça vocês mesmo mesma"
)  # fmt: skip
LIKE = (
    _PRAISE
    | _SHOP
    | _stems(
        "caro cara barato barata demasiado ligeiro aniversário feriado domingo sábado corrido puxado complicado "
        "gratuito útil úteis corrida normal natural comum possível difícil fácil preciso importante necessário claro "
        "certo justo verdade tranquilo "
        "tranquila seguro segura rápido rápida simples melhor pior maior menor igual parecido suficiente pessoal "
        "individual "
        "particular virtual assistente automático automática oficial local digital online atual final total geral "
        "normal "
        "especial legal ideal principal inicial sensacional feito feita pedido pedida obrigado obrigada indicado "
        "indicada "
        "recomendado recomendada vendido vendida enviado enviada entregue calculado calculada combinado combinada "
        "pago "
        "paga aceito aceita cobrado cobrada garantido incluído incluída aprovado liberado confirmado gerado gerada "
        "válido "
        "válida disponível adulto esperado querido querida bem-vindo bem-vinda procurado procurada amado amada usado "
        "usada "
        "tão sincero sincera curioso engraçado triste alegre feliz contente animado honesto verdadeiro confiável "
        "compreensível entendível inevitável incrível impossível provável melhorzinho bonito maravilhoso gostoso "
        "cheiroso "
        "delicioso carinhoso atencioso caprichoso precioso famoso charmoso luxuoso primoroso gracioso estiloso "
        "valioso "
        "interessante elegante importante bastante constante semelhante diferente presente gente diariamente "
        "realmente "
        "justamente exatamente somente geralmente normalmente igualmente apenas primeiro primeira terceiro verdadeira "
        "inteiro inteira brasileiro brasileira certinho casual atemporal sentimental emocional"
    )
)
CONTENTS = (
    MADE
    | _TIMES
    | _PEOPLE
    | _stems(
        "memória lembrança saudade recordação frete grátis desconto envio calma paciência pressa alegria tempo "
        "gente vida comigo conosco cuidadinho nota "
        "fiscal manual embalagem "
        "caixa caixinha instruções instrução garantia etiqueta código rastreio e-mail "
        "mensagem "
        "aviso confirmação resposta número cheiro cheirinho perfume aroma toque visual charme estilo detalhe "
        "detalhes jeito "
        "acabamento prazo ajuda atendimento informação informações dica comprovante surpresa aí junto tudo nada "
        "pouco pouquinho "
        "certo correta completo separado separada conta contas coração fundo novidade novidades medo frio calor "
        "abraço dúvida "
        "resultado efeito conforto cuidado segurança proteção atenção rede opção opções montado montada dobrado "
        "lacrado lacrada "
        "protegido protegida pronto pronta inteiro dentro fora cima plástico papel bolha correios transporte seguro "
        "problema "
        "defeito avaria crédito débito juros parcela site lista coleção linha mundo vida experiência sensação ar "
        "cara leve"
    )
)
EFFECTS = (
    _SHOP
    | _TIMES
    | _PEOPLE
    | _stems(
        "vida humor bem conversa coisa jeito sentido ideia lembrar gente vida humor bem conversa pouco bastante "
        "muito coisa jeito sentido ideia lembrar frete prazo preço "
        "valor dúvida dúvidas compra compras escolha escolher decisão decidir tempo dinheiro erro erros "
        "engano confusão fila filas trabalho devolução troca trocas entrega conversa conversas atendimento caminho "
        "sol "
        "calor frio "
        "pagamento parcelamento parcela acesso gasto gastos desconto surpresa surpresas medida medir tamanho cor "
        "problema "
        "chance chances dor cabeça aborrecimento risco golpe golpes fraude dados conta cadastro preciso precisar que "
        "caso"
    )
)
HAD = (
    CONTENTS
    | USES
    | EFFECTS
    | ORIGIN
    | LIKE
    | _stems(
        "sim não que como algum alguma alguns algumas mais menos muito muita muitos bastante outro outra interesse "
        "razão "
        "certeza costume espaço noção curiosidade motivo vantagem diferença previsão reposição retorno notícia "
        "pergunta "
        "limite mínimo máximo custo taxa troca gente coisa coisas só apenas até ali nele nela neles nelas aqui agora "
        "versão versões formato formatos tipos tipos variedade possibilidade chance solução alternativa relação "
        "sentido "
        "haver ver ter querer amar adorar gostar voltar chegar ficar depender sair precisar curtir achar fazer dar "
        "de em "
        "variação variações numeração tamanho tamanhos cor cores sabor sabores aroma aromas opção nenhum nenhuma "
        "garantia "
        "disponível disponíveis estoque unidade unidades par pares peça peças kit caixa pacote fácil rápido bem mal "
        "direto assim "
        "cara condição combinar servir caber durar tranquilo devagar longe perto completo tudo nada humano pessoa "
        "equipe"
    )
)
DEEDS = _stems(
    "custa custam sai saem fica ficam vai vem chega chegam combina combinam cabe cai caem veste vestem vale valem "
    "serve "
    "servem entra passa deixa deixam faz fazem pode podem deve precisa merece parece encanta agrada acompanha leva "
    "levam "
    "dá tem têm é está estão era foi conta passe clica olha escolhe finaliza paga fala confere compra chama manda "
    "responde "
    "confirma preenche digita informa entrega começa termina continua espera fecha segue volta volte veja vejo ver "
    "coloca "
    "consta aparece depende mora acaba esgota falta sobra resta inclui soma rende dura pesa mede"
)
