"""What is true, said in many ways, and small talk that claims nothing."""
# ruff: noqa: E501 - lists of phrases read best as lines

from __future__ import annotations

import random

from central.core.money import reais
from tests.core.guard.reckoned import reckoned
from tests.core.guard.shops import Moment

_TALK = (
    "Que bom te ver por aqui!",
    "Dormir 8 horas faz toda a diferença, né?",
    "Já são quase 23h, mas pode perguntar.",
    "Entre 22h e 6h eu também respondo.",
    "Parabéns pelos 40 anos da sua mãe!",
    "O Davi vai fazer 5 anos? Que delícia!",
    "É para umas 4 pessoas?",
    "Feijão leva uns 25 minutos, me chama depois.",
    "Que calor de 40 graus por aí!",
    "Aqui são todos bem-vindos.",
    "Turma de 2026? Que orgulho!",
    "Qual o seu manequim, 38 ou 40?",
    "Ler 20 páginas por noite já é um ritmo bom.",
    "Boa sorte na prova do dia 15!",
    "Dona Célia, bom dia!",
    "Me passa o CEP que calculo o frete na hora.",
    "É a sua primeira vez por aqui?",
    "Vem com calma, não tem pressa nenhuma.",
    "É um presente lindo, ela vai adorar.",
    "Serve de presente também, se você quiser.",
    "Isso ajuda na hora de escolher.",
    "Me conta, é para você ou para presente?",
    "Já te respondo, dois minutinhos.",
    "Te respondo em 2 minutinhos.",
    "Sou a {eu}, assistente virtual da loja.",
    "Aqui é a {eu}, assistente virtual.",
    "Rute, entendi.",
    "Oi, Rute! Tudo bem?",
    "Boa pergunta!",
    "Claro, te explico.",
    "Uma dúvida: você usa tamanho 38 ou 40?",
    "Qual é o seu CEP? São 8 números.",
    "O seu CEP é {cep}, certo?",
    "Você tem 18 anos ou mais?",
    "Minha dica é usar duas vezes por dia, de manhã e à noite.",
    "Usa umas 3 gotinhas, que já basta.",
    "Espera uns 10 minutos antes da maquiagem.",
    "Atendo 24 horas por dia por aqui.",
    "A equipe responde assim que puder.",
    "No sábado tem gente até as 13h.",
    "São 3 passos: escolher, preencher o endereço e pagar.",
    "Temos 5 produtos dessa linha.",
    "São quatro cores para escolher.",
    "Dá para escolher entre 2 opções.",
    "Cabe um celular de 6 polegadas.",
    "Hoje é dia 22/11.",
    "Pode perguntar à vontade 😊",
    "Não tenho outro desconto além do que está no site.",
    "Desconto além desse eu não consigo.",
    "Não prometo resultado, cada pele reage de um jeito.",
    "Não é remédio e não cura nada.",
    "Sobre alergia, confirme com um dermatologista.",
    "Se estiver grávida, fale com seu médico antes.",
    "Por aqui eu nunca peço senha nem cartão.",
    "Não me mande CPF nem número de cartão, por favor.",
    "O pagamento é no site, com nota fiscal.",
    "Não consigo reservar: fica seu quando o pedido é feito no site.",
    "Não faço reserva por aqui.",
    "Depois do pagamento aprovado você recebe o código de rastreio por e-mail.",
    "Assim que o pagamento for confirmado, o pedido segue para o envio.",
    "Qualquer coisa me chama.",
    "Se preferir falar com uma pessoa, escreva atendente.",
    "Me manda o CEP que eu calculo o frete?",
    "O frete depende da sua região.",
    "Quer saber de preço, opções ou entrega?",
    "Quer que eu te mande o link?",
    "Posso separar mais detalhes para você?",
    "Entendo a dúvida, é justo perguntar.",
    "Não trabalhamos com pagamento na entrega.",
    "Não tem loja física, só o site.",
    "Não sei te dizer, vou confirmar e não quero inventar.",
    "Isso eu não sei, prefiro não inventar.",
    "Para o dia a dia funciona bem uma camada fina.",
    "Primeiro lave o rosto; segundo, seque sem esfregar.",
    "Metade do frasco dura bastante, mas depende do uso.",
    "Essa cor combina com tudo.",
    "De vez em quando chega coleção nova.",
    "Pode ficar tranquila, sem pressa.",
    "Não temos brinde, mas o capricho na embalagem é de sempre.",
    "Você já conhecia a marca?",
    "Na medida M o busto vai de 89 a 94 cm.",
    "A fita métrica ajuda: meça 2 cm acima da cintura.",
    "Entre 18h e 20h costumo demorar um pouco mais para responder.",
    "Um passo de cada vez: qual das duas te agrada?",
    "Tem 1,60 m? Então o comprimento fica no joelho.",
    "Li sua mensagem das 14:30 agora.",
    "O número do pedido tem 5 dígitos, tipo 10482.",
    "Você pode mudar de ideia quando quiser.",
    "Ainda não consigo ouvir áudio, me escreve?",
    "Obrigada por contar. Quantos anos ela faz?",
    "Não precisa decidir hoje.",
    "Vou ser sincera: eu não prometo milagre.",
    "Pix, cartão ou outra forma: você escolhe na hora de fechar.",
    "Nunca faço Pix por fora do site.",
    "Não estamos com promoção no momento.", "Adoraria dar um desconto, mas não posso.", "Promoção eu não sei se vai ter.", "Esse é o melhor valor que eu consigo.", "O frete não está incluso no preço.", "O prazo conta a partir do pagamento aprovado.",
    "Não sou uma pessoa, sou a assistente virtual da loja.", "Esse importado que você citou eu não conheço.", "Que legal, parabéns pela conquista!", "Acho que mandei a mensagem errada.", "Por lei, você pode desistir em até 7 dias após receber.",
)  # fmt: skip


def honest_sentence(m: Moment, draw: random.Random) -> str:
    """Small talk, as people write it."""
    return draw.choice(_TALK).replace("{eu}", m.persona.name).replace("{cep}", f"{m.region.ranges[0][0]:05d}-100")


def truth(m: Moment, draw: random.Random) -> str:
    """A true sentence about this moment."""
    choices = [
        _price,
        _price,
        _freight,
        _deadline,
        _stock,
        _link,
        _warranty,
        _both,
        _sum,
        _sum,
        _instalments,
        _pix,
        _variant,
        _detail,
        _compared,
        reckoned,
    ]
    while True:
        said = draw.choice(choices)(m, draw)
        if said:
            return said


def money(centavos: int, draw: random.Random) -> str:
    """An amount in one of the spellings people use."""
    whole = reais(centavos)
    ways = [
        whole,
        whole,
        whole,
        whole.replace("R$ ", "R$"),
        whole.replace("R$ ", ""),
        f"{whole.replace('R$ ', '')} reais",
    ]
    if centavos % 100 == 0:
        ways += [f"{centavos // 100} reais", f"R$ {centavos // 100}"]
    ways.append(in_words(centavos))
    return draw.choice(ways)


def in_words(centavos: int) -> str:
    """An amount in words.

    >>> in_words(8990), in_words(12900)
    ('oitenta e nove reais e noventa centavos', 'cento e vinte e nove reais')
    """
    reais_, cents = divmod(centavos, 100)
    said = f"{_number(reais_)} {'real' if reais_ == 1 else 'reais'}"
    return f"{said} e {_number(cents)} centavos" if cents else said


_ONES = (
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove"
).split()
_TENS = ". . vinte trinta quarenta cinquenta sessenta setenta oitenta noventa".split()
_HUNDREDS = ". cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos".split()


def _number(n: int) -> str:
    if n == 100:
        return "cem"
    if n >= 1000:
        rest = n % 1000
        head = "mil" if n < 2000 else f"{_number(n // 1000)} mil"
        return f"{head} e {_number(rest)}" if rest else head
    parts = []
    if n >= 100:
        parts.append(_HUNDREDS[n // 100])
        n %= 100
    if n >= 20:
        parts.append(_TENS[n // 10])
        n %= 10
    if n or not parts:
        parts.append(_ONES[n])
    return " e ".join(parts)


def single(m: Moment) -> bool:
    """Whether the product has one price."""
    return all(v.price is None for v in m.product.variants)


def _price(m: Moment, draw: random.Random) -> str:
    if not single(m):
        return ""
    name, price = m.product.name, money(m.product.price, draw)
    return draw.choice(
        (
            f"O {name} sai por {price}.", f"{name}: {price}.", f"O {name} custa {price}, viu?", f"Ele está {price} hoje.",
            f"O preço do {name} é {price}.", f"Fica {price} o {name}.", f"Sai a {price}.", f"Hoje o {name} está por {price} no site.",
            f"O valor é {price}, e não muda por aqui.", f"Por {price} você leva o {name}.", f"{price} cada {name}.",
            f"O {name} não sai por menos: são {price}.", f"Custa menos de {(m.product.price // 100) + 5} reais: {price}.",
        )
    )  # fmt: skip


def _pix(m: Moment, draw: random.Random) -> str:
    if not single(m) or not m.payment.pix_percent:
        return ""
    full, less = money(m.product.price, draw), money(m.payment.pix(m.product.price), draw)
    percent = m.payment.pix_percent
    return draw.choice(
        (
            f"O {m.product.name} sai por {full}, e no Pix fica {less}.", f"No Pix cai para {less}.", f"Pagando no Pix são {less}.",
            f"São {percent}% de desconto no Pix: {less}.", f"No Pix tem {percent}% de desconto.", f"{full} no cartão ou {less} no Pix.",
            f"À vista no Pix sai {less}; no cartão, {full}.", f"O desconto que existe é o do Pix, {percent}%.",
            f"De {full} por {less} no Pix.", f"Com o desconto de {percent} por cento do Pix, {less}.",
        )
    )  # fmt: skip


def _instalments(m: Moment, draw: random.Random) -> str:
    count, each = m.payment.times(m.product.price)
    if not single(m) or count < 2:
        return ""
    part = money(each, draw)
    return draw.choice(
        (
            f"No cartão dá {count}x de {part} sem juros.", f"Parcela em até {count} vezes de {part}.", f"Em {count}x de {part}.",
            f"Divide em {count} parcelas de {part}, sem juros.", f"Em até {count}x sem juros no cartão.",
            f"O {m.product.name} em {count} vezes fica {part} cada.",
        )
    )  # fmt: skip


def _freight(m: Moment, draw: random.Random) -> str:
    r = m.region
    free = r.price == 0 or (r.free_above is not None and m.product.price >= r.free_above)
    if not single(m):
        return ""
    if free:
        return draw.choice(
            (
                f"Para {r.name} o frete é grátis.",
                f"O frete fica grátis para {r.name}.",
                "E o frete sai de graça para você.",
            )
        )
    price = money(r.price, draw)
    said = [
        f"O frete para {r.name} fica {price}.", f"Frete: {price}.", f"O envio sai por {price}.", f"São {price} de frete para {r.name}.",
        f"A entrega custa {price}.", f"Para a região {r.name}, frete {price}.", f"O frete do {m.product.name} é {price}.",
    ]  # fmt: skip
    if r.free_above is not None:
        said.append(f"Acima de {reais(r.free_above)} o frete para {r.name} é grátis.")
    return draw.choice(said)


def _deadline(m: Moment, draw: random.Random) -> str:
    r = m.region
    span = f"{r.days_min} a {r.days_max} dias úteis" if r.days_min != r.days_max else f"{r.days_min} dias úteis"
    return draw.choice(
        (
            f"Chega em {span}.", f"O prazo para {r.name} é de {span}.", f"Pagando hoje, chega em {span}.", f"Leva até {r.days_max} dias úteis.",
            f"A entrega demora {span} depois do pagamento.", f"Se fechar hoje, chega em {span}.",
            f"Prazo máximo de {_number(r.days_max)} dias úteis." if r.days_max > 1 else f"Chega em {span}.",
        )
    )  # fmt: skip


def _stock(m: Moment, draw: random.Random) -> str:
    units = m.product.stock
    if units == 1:
        return draw.choice((f"Só resta 1 unidade do {m.product.name}.", f"É a última unidade do {m.product.name}."))
    said = [
        f"Temos {units} unidades do {m.product.name} em estoque.",
        f"Hoje tem {units} unidades.",
        f"O estoque do {m.product.name} é de {units} unidades.",
    ]
    if units <= 5:
        said.append(f"São as últimas {units} unidades do {m.product.name}.")
    return draw.choice(said)


def _link(m: Moment, draw: random.Random) -> str:
    return draw.choice(
        (f"O link é este:\n{m.product.link}", f"Aqui: {m.product.link}?sck=ab12cd", f"Compra por {m.product.link}.")
    )


def _warranty(m: Moment, draw: random.Random) -> str:
    said = m.product.detail("garantia") or ""
    number = next((w for w in said.split() if w.isdigit()), "7")
    ways = [f"A garantia é {said}.", f"Vale: {said}.", "Você pode devolver em até 7 dias, é lei."]
    if "devolução" in said:
        ways.append("Pode devolver em até sete dias depois de receber.")
    else:
        ways.append(f"A garantia do {m.product.name} é de {number} dias.")
    return draw.choice(ways)


def _both(m: Moment, draw: random.Random) -> str:
    if not single(m) or any(v.price is not None for v in m.other.variants):
        return ""
    a, b = m.product, m.other
    return draw.choice(
        (
            f"O {a.name} sai por {reais(a.price)} e o {b.name} por {reais(b.price)}.", f"{a.name}: {reais(a.price)}; {b.name}: {reais(b.price)}.",
            f"{reais(a.price)} o {a.name} e {reais(b.price)} o {b.name}.", f"- {a.name}: {reais(a.price)}\n- {b.name}: {reais(b.price)}\n",
        )
    )  # fmt: skip


def _sum(m: Moment, draw: random.Random) -> str:
    if not single(m) or any(v.price is not None for v in m.other.variants):
        return ""
    a, b, r = m.product, m.other, m.region
    total = a.price + b.price
    freight = 0 if r.price == 0 or (r.free_above is not None and total >= r.free_above) else r.price
    alone = 0 if r.price == 0 or (r.free_above is not None and a.price >= r.free_above) else r.price
    said = [
        f"O {a.name} e o {b.name} juntos ficam {reais(total)}.", f"{a.name} + {b.name} = {reais(total)}.",
        f"{a.name} e {b.name}: {reais(total)}.", f"{a.name} ({reais(a.price)}) + {b.name} ({reais(b.price)}) = {reais(total)}.", f"{a.name} mais {b.name}: {money(total, draw)}.",
        f"Levando o {a.name} e o {b.name} dá {money(total, draw)} no total.",
        f"O {a.name} com o {b.name}, com frete, fica {reais(total + freight)}.", f"2 unidades do {a.name} saem por {reais(2 * a.price)}.",
        f"Três {a.name} dão {reais(3 * a.price)}.",
    ]  # fmt: skip
    if alone:
        said.append(f"O {a.name} com o frete fica {reais(a.price + alone)}.")
        said.append(f"{reais(a.price)} mais {reais(alone)} de frete: total de {reais(a.price + alone)}.")
    return draw.choice(said)


def _detail(m: Moment, draw: random.Random) -> str:
    size, name = m.product.detail("tamanho") or "", m.product.name
    ways = [
        f"O {name} é leve e de toque seco.",
        "Pode usar duas vezes por dia, na pele limpa.",
        f"É {m.product.summary}.",
    ]
    said = {
        "frasco de 30 ml": ("O frasco tem 30 ml.", f"O {name} vem em frasco de 30 ml."),
        "tem 24 cm de largura": ("Ele mede 24 cm de largura.", "São 24 cm de largura."),
        "pote de 300 g": ("O pote é de 300 g.", "São 300 gramas no pote."),
        "do P ao G": ("Vai do P ao G.",),
        "100% algodão": (f"O {name} é 100% algodão.", "É de algodão."),
    }
    return draw.choice((*ways, *said.get(size, ())))


def _compared(m: Moment, draw: random.Random) -> str:
    a, b = m.product, m.other
    if not single(m):
        low, high = sorted(p for p in {a.price, *(v.price for v in a.variants if v.price is not None)})[:2]
        return (
            f"A diferença entre os dois é de {reais(high - low)}: o maior sai {reais(high - low)} a mais que o menor."
        )
    if a.price == b.price or any(v.price is not None for v in b.variants):
        return ""
    cheap, dear = (a, b) if a.price < b.price else (b, a)
    return draw.choice(
        (
            f"O {cheap.name} é mais barato que o {dear.name}.",
            f"O {dear.name} é mais caro que o {cheap.name}.",
            f"Entre o {dear.name} e o {cheap.name}, o {cheap.name} é o mais barato; o {dear.name} custa mais que o {cheap.name}.",
        )
    )


def _variant(m: Moment, draw: random.Random) -> str:
    if single(m):
        there = [v for v in m.product.variants if v.stock > 1 and v.name and not v.name.isdigit()]
        gone = [v for v in m.product.variants if v.stock == 0 and v.name]
        if gone and draw.random() < 0.5:
            return draw.choice(
                (
                    f"O {m.product.name} {gone[0].name} esgotou.",
                    f"No momento não tenho o {m.product.name} em {gone[0].name}.",
                )
            )
        return f"Tem {there[0].name} sim, {there[0].stock} unidades." if there else ""
    one = draw.choice(m.product.variants)
    price = m.product.price if one.price is None else one.price
    cheap, dear = m.product.variants[0], m.product.variants[1]
    return draw.choice(
        (
            f"O {m.product.name} de {one.name} custa {money(price, draw)}.", f"{one.name} sai por {reais(price)}.",
            f"O de {cheap.name} é {reais(m.product.price)} e o de {dear.name}, {reais(dear.price or 0)}.",
            f"A partir de {reais(m.product.price)}.", f"{reais(m.product.price)} ({cheap.name}) ou {reais(dear.price or 0)} ({dear.name}).",
        )
    )  # fmt: skip
