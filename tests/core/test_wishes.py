"""Expressions that decide before any classifier: each with what only sounds like it."""

from __future__ import annotations

import pytest

from central.core.reading.alarms import signals_danger, suspects_minor
from central.core.reading.person import asks_person
from central.core.reading.silence import asks_silence
from central.core.reading.spelling import spelled
from central.core.text import fold


def said(words: str) -> str:
    return spelled(fold(words))


@pytest.mark.parametrize(
    "words",
    [
        "não quero mais receber nada",
        "Não quero receber propaganda de vocês",
        "me exclui dessa lista por favor",
        "apaga meu número daí",
        "pode parar de me mandar msg",
        "não me mandem mais nada",
        "me deixa em paz",
        "quero sair da lista de transmissão",
        "vou te bloquear se continuar mandando mensagem",
        "no me escriban más",
        "Deixem de me enviar publicidade",
        "cancelar minha inscrição",
        "quero fazer opt-out",
        "revogo o consentimento para envio de ofertas",
        "como faço pra não receber mais isso?",
        "esqueçam meu número por favor",
        "me poupe dessas mensagens",
        "que saco isso todo dia, para",
        "🚫📩",
        "STOP",
        "Sair.",
        "deixa meu número quieto",
        "perde meu telefone, por favor",
        "nem abro mais, pode parar",
        "risca eu daí",
        "xô",
        "prefiro não ser contatada",
        "vou ter que trocar de chip pra ter paz?",
        "num carece de mandar mais não",
        "déjenme en paz",
        "quem te passou meu contato? apaga isso",
        "não me escreve",
        "pode fechar minha ficha aí",
        "quero silêncio",
        "minha esposa partiu em agosto e o celular dela segue tocando com oferta de vocês",
        "vocês tão mandando pra pessoa errada faz um mês",
        "não quero fazer parte",
        "já mandei parar na semana passada",
        "quantas vezes vou ter que dizer não?",
        "não gosto de receber essas coisas",
        "não quero mas receve nada",
        "prefiro não ser mais avisado",
        "não entrem em contato comigo",
        "por que ainda recebo isso?",
        "dá um basta nesse zap",
        "nunca falei com vocês, me apaga",
    ],
)
def test_a_wish_for_silence_is_known(words: str) -> None:
    assert asks_silence(said(words))


@pytest.mark.parametrize(
    "words",
    [
        "tem como parar a dor?",
        "para de coçar se passar todo dia?",
        "esse creme faz sair mancha de sol?",
        "posso sair na rua com ele no rosto?",
        "quero cancelar meu pedido",
        "o aparelho não liga mais",
        "cancelaram a promoção de vocês?",
        "me tira uma dúvida",
        "chega?",
        "não quero mais o azul, quero o preto",
        "não quero desconto, quero saber se funciona",
        "vocês esqueceram de mandar o brinde",
        "não me mandaram o rastreio ainda",
        "tira a dúvida aqui pra mim",
        "não manda mais foto não, já escolhi",
        "o que faz parar de cair cabelo?",
        "a bateria para de funcionar rápido?",
        "quando vai sair a nova coleção?",
        "sai por 89?",
        "não quero receber em casa, posso retirar?",
        "deixa em paz esse preço e fecha os dois",
        "nossa, parem tudo, quero esse vestido",
        "vou denunciar no procon se meu pedido não chegar",
        "como saio da lista de espera?",
        "parem de me enrolar e mandem meu pedido",
        "to mal, não quero mais viver",
        "ele não liga mais não",
        "me tira dessa dúvida: qual dura mais?",
        "larga esse osso não, mês que vem eu compro",
        "já pode dar baixa no boleto?",
        "meu marido faleceu e quero cancelar o pedido dele",
        "se baixar pra 60 não te perturbo mais",
        "não me manda mais esse menu, quero um atendente",
        "não sou da capital, vocês mandam de ônibus?",
        "quero cancelar",
        "pode parar de procurar, achei o kit que quero",
        "me deixa em paz com esse preço e faz por 50",
        "como eu bloqueio a tela do aparelho?",
        "esqueci meu cadastro",
        "dá pra cancelar a assinatura do clube?",
        "quero entrar na lista de promoções",
        "como tiro meu nome da embalagem?",
        "comprei semana passada, parou",
        "me esquece não hein",
    ],
)
def test_the_same_words_about_something_else_silence_nobody(words: str) -> None:
    assert not asks_silence(said(words))


@pytest.mark.parametrize(
    ("words", "person"),
    [
        ("quero falar com um atendente", True),
        ("me transfere pra uma pessoa", True),
        ("tem algum humano aí? chama alguém", True),
        ("não quero falar com robô", True),
        ("atendimento humano", True),
        ("alguém pode me ligar?", True),
        ("é gente ou é máquina? quero gente", True),
        ("quiero hablar con una persona", True),
        ("👩‍💼 por favor", True),
        ("passa a bola pra quem entende", True),
        ("alguém liga pra minha avó?", True),
        ("chama o seu Antônio que ele me conhece", True),
        ("queria a moça que me atendeu ontem", True),
        ("tem como escalar isso?", True),
        ("chama quem saiba ler", True),
        ("como saio desse robô?", True),
        ("dá um alô no meu número", True),
        ("preciso falar com o sócio da empresa", True),
        ("tem alguém aí? tô falando com as paredes", True),
        ("🤖❌ quero gente", True),
        ("0800?", True),
        ("a dona Célia está?", True),
        ("pede pra gerente me chamar", True),
        ("o motoqueiro consegue me ligar da portaria?", False),
        ("um atendente me disse que chegava hoje", False),
        ("não posso atender ligação, escreve o preço", False),
        ("quem assume o custo do envio?", False),
        ("preciso falar com a patroa antes", False),
        ("painho, me ligue", False),
        ("essa base transfere pra roupa?", False),
        ("ninguém liga pra mim mesmo", False),
        ("tem gente usando faz tempo?", False),
        ("me liga a luz do espelho, como faz?", False),
        ("fala com o gerente aí vê se ele libera um desconto", False),
        ("preciso falar com meu marido antes", False),
        ("falei com a atendente da farmácia e ela usa", False),
        ("é presente pra uma pessoa especial", False),
        ("pessoa com pele oleosa pode usar?", False),
    ],
)
def test_a_person_is_asked_for_only_when_one_is(words: str, person: bool) -> None:
    assert asks_person(said(words)) is person


@pytest.mark.parametrize(
    ("words", "danger"),
    [
        ("passei o creme e tô com falta de ar", True),
        ("meu filho bebeu o perfume o que eu faço", True),
        ("meu rosto tá todo inchado depois que usei", True),
        ("minha garganta ta fechando", True),
        ("caiu no meu olho e ta queimando", True),
        ("não quero mais viver, vou me matar", True),
        ("esse produto pode dar alergia?", False),
        ("vou me matar de rir com vocês kkk", False),
        ("o perfume deixa a gente sem palavras", False),
        ("tenho alergia a perfume, esse é sem cheiro?", False),
    ],
)
def test_danger_is_heard(words: str, danger: bool) -> None:
    assert signals_danger(said(words)) is danger


@pytest.mark.parametrize(
    ("words", "minor"),
    [
        ("tenho 15 anos", True),
        ("sou menor de idade posso comprar?", True),
        ("faço 18 só em março", True),
        ("meus pais não podem saber que eu comprei", True),
        ("to no 2 ano do ensino medio", True),
        ("tenho 35 anos", False),
        ("tenho 2 filhos e 15 clientes", False),
        ("não sou menor de idade", False),
        ("é pra minha filha, faz preço na caixa com 12?", False),
    ],
)
def test_who_may_be_under_age_is_suspected(words: str, minor: bool) -> None:
    assert suspects_minor(said(words)) is minor
