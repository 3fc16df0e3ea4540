"""A small shop for the tests of the flow: two personas, two products, one shared number, one of Carla's own."""

from __future__ import annotations

from central.core.messaging.channel import AppSpec, ChannelSpec
from central.core.operation import Operation
from central.core.origin.campaign import Campaign
from central.core.people.persona import Persona
from central.core.replying.rules import Rule
from central.core.replying.script import Script
from central.core.selling.catalog import Catalog, Payment, Product, Region, Variant

SERUM = Product(
    id="serum",
    persona="livia",
    name="Sérum Aurora",
    price=8990,
    summary="Sérum leve para o rosto.",
    link="https://loja.example/serum",
    words=("sérum", "aurora"),
    variants=(Variant("30", "30 ml", 4), Variant("50", "50 ml", 0, price=12990)),
    photo="serum.png",
)
VESTIDO = Product(
    id="vestido",
    persona="carla",
    name="Vestido Brisa",
    price=15900,
    summary="Vestido midi de viscose.",
    link="https://loja.example/vestido",
    words=("vestido",),
    variants=(Variant("p", "P", 1), Variant("m", "M", 3)),
)
SHOP = Operation(
    version=7,
    digest="d",
    seller="Loja Teste",
    site="https://loja.example",
    personas=(
        Persona("livia", "Lívia", "beleza", "calma", "Oi, {nome}! Aqui é a Lívia, assistente virtual da loja.", "#c36"),
        Persona("carla", "Carla", "moda", "animada", "Oi! Aqui é a Carla, assistente virtual da loja.", "#36c"),
    ),
    apps=(AppSpec("loja"),),
    channels=(
        ChannelSpec("100", "Loja", "+55 11 4000-0001", "waba", "folio", ("livia", "carla")),
        ChannelSpec("200", "Carla", "+55 11 4000-0002", "waba", "folio", ("carla",)),
    ),
    catalog=Catalog(
        products=(SERUM, VESTIDO),
        regions=(Region("Recife", ((50000, 52999),), 1990, 3, 5),),
        payment=Payment(pix_percent=5, instalments=3, instalment_min=2000),
    ),
    campaigns=(
        Campaign("c-serum", "Sérum Meta", "meta", "serum", "livia", ads=("ad1",), headline="Pele de aurora"),
        Campaign("c-vestido", "Vestido Kwai", "kwai", "vestido", "carla", greeting="Vi o vestido no Kwai"),
    ),
    rules=(
        Rule("pede-pessoa", intents=("humano",), script="humano", action="chamar_pessoa"),
        Rule("quer-sair", intents=("sair",), script="sair", action="bloquear"),
        Rule("duvida-forte", intents=("objecao_eficacia",), script="outro", tier="forte"),
    ),
    scripts=(
        Script("saudacao", (("Como posso te ajudar?",), ("Me conta o que você procura?",)), buttons=("Preço", "Frete")),
        Script("preco", (("{produto} sai por {preco}, ou {preco_pix} no Pix.",),), otherwise="qual"),
        Script("qual", (("Qual destes: {produtos}?",),)),
        Script("frete", (("Para {regiao} o frete é {frete}, chega em {prazo}.",),), otherwise="cep"),
        Script("cep", (("Me passa seu CEP?",),), asks="cep"),
        Script("variacoes", (("Temos {variacoes}.",),), photo=True, otherwise="qual"),
        Script("produto", (("{produto}: {resumo}",),), photo=True, otherwise="qual"),
        Script("humano", (("Já chamei uma pessoa da equipe.",),)),
        Script("sair", (("Pronto, não te escrevo mais.",),)),
        Script("audio", (("Ainda não consigo ouvir áudio. Me escreve?",),)),
        Script("midia", (("Recebi! Me conta em texto o que precisa?",),)),
        Script("outro", (("Não entendi bem. Preço, frete ou tamanho?",),)),
    ),
)
