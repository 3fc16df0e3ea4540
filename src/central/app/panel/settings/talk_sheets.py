"""The sheets of what is said: scripts, rules, triggers, openings, templates and calling back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from central.app.panel import labels
from central.app.panel.settings.form import Field
from central.app.panel.settings.sheet import (
    FILES,
    PERSONAS,
    PRODUCTS,
    SCRIPTS,
    TEMPLATES,
    YES,
    Entry,
    Sheet,
    choices,
    ids,
)
from central.core.messaging.template import CATEGORIES
from central.core.replying.reengage import DEFAULT_RESTRAINT, EVENTS
from central.core.replying.script import QUESTIONS
from central.core.replying.trigger import KINDS, NONE

TRIGGERS = {
    "prova_social": "prova social",
    "escassez": "escassez",
    "autoridade": "autoridade",
    "garantia": "garantia",
    "desconto": "desconto",
    "urgencia": "urgência",
}
ACTIONS = {
    "responder": "responder",
    "chamar_pessoa": "chamar uma pessoa",
    "pausar": "parar de chamar por um tempo",
    "bloquear": "não mandar mais nada",
}
DEEDS = {
    "cobrar_pix": "mandar o código do Pix",
    "conferir_pagamento": "conferir se o pagamento caiu",
    "rastrear": "dizer onde está o pedido",
}
MODES = {
    "automático": "automático: a IA responde sozinha",
    "supervisionado": "supervisionado: a resposta espera o toque de alguém",
    "sombra": "sombra: a IA só mostra o que diria; quem responde é uma pessoa",
}
ASKED = {
    "cep": "o CEP",
    "variacao": "qual opção",
    "produto": "qual produto",
    "idade": "se é maior de idade",
    "sim_nao": "sim ou não (oferece o link)",
    "avisar": "se quer ser avisado",
    "equipe": "se chama a equipe",
}


def _first(entry: Mapping[str, Any]) -> str:
    texts = entry.get("textos") or [entry.get("texto", "")]
    first = texts[0]
    return first[0] if isinstance(first, list) else str(first)


def _rule_said(entry: Mapping[str, Any]) -> str:
    when, then = entry.get("quando"), entry.get("entao", {})
    told = []
    if isinstance(when, dict):
        told += [" ou ".join(labels.INTENTS.get(i, i) for i in when.get("intencoes", ()))]
        told += ["diz " + ", ".join(when["palavras"])] if when.get("palavras") else []
        told += ["etapa " + " ou ".join(labels.STAGES.get(s, s) for s in when["etapas"])] if when.get("etapas") else []
        told += ["com " + " ou ".join(when["personas"])] if when.get("personas") else []
        told += ["sobre " + " ou ".join(when["produtos"])] if when.get("produtos") else []
        told += [f"escreveu {when['toques']}"] if when.get("toques") else []
        told += [f"às {when['horas']}"] if when.get("horas") else []
    done = [ACTIONS[then["acao"]]] if then.get("acao", "responder") != "responder" else []
    done += [f"script {then['script']}"] if then.get("script") else []
    done += [labels.TIERS[then["nivel"]]] if then.get("nivel", "script") != "script" else []
    done += [f"passa para {then['trocar_persona']}"] if then.get("trocar_persona") else []
    return f"{'; '.join(part for part in told if part) or 'sempre'} → {', '.join(done) or 'responder'}"


def _rule(entry: Entry) -> None:
    if not entry.get("quando"):
        entry["quando"] = "sempre"


def _called(entry: Mapping[str, Any]) -> str:
    when = entry.get("quando") or {}
    moments = (
        ("depois", "{} depois"),
        ("antes_de_vencer", "{} antes de vencer"),
        ("silencio", "depois de {} de silêncio"),
    )
    told = [words.format(when[key]) for key, words in moments if when.get(key)]
    return ", ".join([*filter(None, [EVENTS.get(str(when.get("evento")))]), *told]) or "ainda sem dizer quando"


def _offered(entry: Mapping[str, Any]) -> str:
    pair = f"{entry.get('produto', '')} → {entry.get('oferta', '')}"
    return f"{pair}, {entry['depois']} depois" if entry.get("depois") else pair


def _mode(entry: Entry) -> None:
    if entry.get("modo") != "supervisionado":
        entry.pop("espera", None)
        entry.pop("depois", None)


SCRIPT = Sheet(
    "script",
    "Scripts",
    "script",
    "scripts.yaml",
    ("scripts",),
    (
        Field("id", "Nome do script", hint="O que as regras chamam, como preco ou frete", required=True),
        Field("persona", "Só para", "escolha", "", PERSONAS, default="todas"),
        Field(
            "textos",
            "Jeitos de dizer",
            "balões",
            "Um por caixa; a Central não repete o mesmo. Uma linha só com --- separa dois balões. Preço, frete, prazo "
            "e estoque só por espaços, como {preco}.",
            required=True,
        ),
        Field(
            "pergunta", "Termina perguntando", "escolha", "", choices({q: ASKED[q] for q in QUESTIONS}), default="nada"
        ),
        Field("botoes", "Botões", "palavras", "Até 3, entre vírgulas, de até 20 letras", default="nenhum"),
        Field("senao", "Se faltar um dado, usar", "escolha", "", SCRIPTS, default="o que serve sempre"),
        Field("foto", "Manda a foto do produto", "escolha", "", YES, default="não"),
        Field("depoimento", "Manda o depoimento", "escolha", "", YES, default="não"),
        Field(
            "midia", "Manda este arquivo", "escolha", "Um áudio, vídeo ou foto da biblioteca", FILES, default="nenhum"
        ),
    ),
    "O que se responde sem gastar com IA. Os espaços entre chaves vêm do catálogo na hora de responder.",
    about=_first,
)
RULE = Sheet(
    "regra",
    "Regras",
    "regra",
    "regras.yaml",
    ("regras",),
    (
        Field("id", "Nome da regra", required=True),
        Field("quando.intencoes", "Quando o lead quer", "várias", "", choices(labels.INTENTS), default="quaisquer"),
        Field(
            "quando.palavras", "Quando ele diz", "palavras", "Palavras ou frases, entre vírgulas", default="quaisquer"
        ),
        Field("quando.etapas", "Na etapa", "várias", "", choices(labels.STAGES), default="todas"),
        Field("quando.personas", "Com a persona", "várias", "", PERSONAS, default="todas"),
        Field("quando.produtos", "Sobre o produto", "várias", "", PRODUCTS, default="todos"),
        Field("quando.horas", "No horário", hint="Como 22h às 6h", default="a qualquer hora"),
        Field("quando.toques", "Quantas vezes escreveu", hint="Como 3 ou mais", default="qualquer vez"),
        Field("entao.script", "Responder com o script", "escolha", "", SCRIPTS, default="o da intenção"),
        Field("entao.nivel", "Quem escreve", "escolha", "", choices(labels.TIERS), default="script"),
        Field("entao.acao", "O que fazer", "escolha", "", choices(ACTIONS), default="responder"),
        Field("entao.faz", "E fazer", "escolha", "", choices(DEEDS), default="nada"),
        Field("entao.trocar_persona", "Passar para", "escolha", "", PERSONAS, default="ninguém"),
        Field(
            "entao.abertura",
            "Começar com a abertura",
            "escolha",
            "",
            ids(lambda o: o.openings),
            default="a apresentação",
        ),
        Field("entao.gatilho", "Com o gatilho", "escolha", "", choices(TRIGGERS), default="nenhum"),
        Field(
            "entao.fixa", "Fixa", "escolha", "Sim: o aprendizado não a muda", YES, default="sim, se vai por palavras"
        ),
    ),
    "Da primeira para a última: vale a primeira que servir.",
    about=_rule_said,
    ordered=True,
    feminine=True,
    begin=lambda rules: next((n for n, rule in enumerate(rules) if rule.get("quando") == "sempre"), len(rules)),
    finish=_rule,
)
TRIGGER = Sheet(
    "gatilho",
    "Gatilhos",
    "gatilho",
    "vendas.yaml",
    ("gatilhos",),
    (
        Field("id", "Nome do gatilho", required=True),
        Field("tipo", "Tipo", "escolha", "", choices({k: TRIGGERS[k] for k in KINDS if k != NONE}), required=True),
        Field("textos", "Frases", "balões", "Uma por caixa, com espaços como {estoque} e {cupom}", required=True),
        Field("produtos", "Só para", "várias", "Nenhum marcado: todos", PRODUCTS),
        Field("fato", "O fato", hint="Prova social, autoridade e urgência: o número ou a oferta", default="nenhum"),
        Field("fonte", "De onde vem o fato", hint="Onde se confere", default="nenhuma"),
        Field("estoque_ate", "Estoque até", hint="Escassez só é dita com tão poucas unidades", default="não conta"),
        Field("desconto", "Desconto", hint="Como 5%", default="nenhum"),
        Field("cupom", "Cupom", default="nenhum"),
        Field("ate", "Vale até", hint="Como 2026-12-24", default="sem fim"),
    ),
    "Cada gatilho só é dito enquanto o catálogo o confirma; se o fato deixa de ser verdade, ele some das opções.",
    about=_first,
)
OPENING = Sheet(
    "abertura",
    "Aberturas",
    "abertura",
    "vendas.yaml",
    ("aberturas",),
    (
        Field("id", "Nome da abertura", required=True),
        Field("persona", "De quem é", "escolha", "", PERSONAS, required=True),
        Field("texto", "Texto", "bloco", "Diz o nome da persona; só aceita o espaço {nome}", required=True),
        Field("produtos", "Só para", "várias", "Nenhum marcado: todos", PRODUCTS),
    ),
    "As primeiras frases que concorrem entre si: o aprendizado descobre qual vende mais.",
    about=_first,
    feminine=True,
)
TEMPLATE = Sheet(
    "modelo",
    "Modelos de mensagem",
    "modelo",
    "retomadas.yaml",
    ("modelos",),
    (
        Field("id", "Nome na Meta", hint="Só letras minúsculas, números e _", required=True),
        Field("categoria", "Categoria", "escolha", "", choices({c: c for c in CATEGORIES}), required=True),
        Field("texto", "Texto", "bloco", "Espaços: {nome}, {persona}, {produto}, {preco}, {link}", required=True),
        Field("botoes", "Botões", "palavras", "Até 3, entre vírgulas", default="nenhum"),
    ),
    "Para falar depois de 24 h, com texto que a Meta aprova. Um texto mudado é um modelo novo para ela.",
    about=_first,
)
REENGAGEMENT = Sheet(
    "retomada",
    "Retomadas",
    "retomada",
    "retomadas.yaml",
    ("retomadas",),
    (
        Field("id", "Nome", required=True),
        Field(
            "quando.silencio",
            "Depois de quanto silêncio",
            hint="Como 3h ou 2d; deixe vazio se for um acontecimento",
            default="não conta",
        ),
        Field("quando.evento", "Ou quando", "escolha", "", choices(EVENTS), default="nenhum"),
        Field("quando.depois", "Quanto depois disso", hint="Como 15min ou 2h", default="na hora"),
        Field("quando.antes_de_vencer", "Ou quanto antes do Pix vencer", hint="Como 10min", default="não conta"),
        Field("quando.etapas", "Na etapa", "várias", "", choices(labels.STAGES), default="as de antes da compra"),
        Field("quando.personas", "Com a persona", "várias", "", PERSONAS, default="todas"),
        Field("quando.produtos", "Sobre o produto", "várias", "", PRODUCTS, default="todos"),
        Field("script", "Dentro de 24 h, o script", "escolha", "", SCRIPTS, default="nenhum"),
        Field("modelos", "Depois, um destes modelos", "várias", "", TEMPLATES, default="nenhum"),
        Field("tentativas", "Quantas vezes", hint="De 1 a 5", default="1"),
    ),
    "Quando um lead some e de que jeito ele é chamado de volta.",
    about=_called,
    feminine=True,
)
COMPLEMENT = Sheet(
    "complemento",
    "Depois da compra",
    "oferta",
    "complementos.yaml",
    ("complementos",),
    (
        Field("id", "Nome", hint="Como hidratante-depois-do-serum", required=True),
        Field("produto", "Quem comprou", "escolha", "", PRODUCTS, required=True),
        Field("oferta", "Recebe a oferta de", "escolha", "", PRODUCTS, required=True),
        Field("depois", "Quanto depois", hint="Como 7d", required=True),
        Field("desconto", "Desconto", hint="Como 10%; anda junto com o cupom", default="nenhum"),
        Field("cupom", "Cupom", hint="O que dá o desconto no checkout", default="nenhum"),
        Field("script", "Dentro de 24 h, o script", "escolha", "", SCRIPTS, default="complemento"),
        Field("modelos", "Depois, um destes modelos", "várias", "", TEMPLATES, default="nenhum"),
    ),
    "O que se oferece a quem acabou de comprar; ninguém recebe mais de uma oferta por mês.",
    about=_offered,
    feminine=True,
)
RESTRAINT = Sheet(
    "sossego",
    "Sossego",
    "sossego",
    "retomadas.yaml",
    ("sossego",),
    (
        Field(
            "horas",
            "Só entre",
            hint="Como 9h às 20h",
            default=f"{DEFAULT_RESTRAINT.opens // 60}h às {DEFAULT_RESTRAINT.closes // 60}h",
        ),
        Field(
            "por_semana",
            "No máximo por semana",
            hint="Chamadas a uma pessoa, somando tudo",
            default=str(DEFAULT_RESTRAINT.per_week),
        ),
        Field("domingos", "Aos domingos", "escolha", "", YES, default="não"),
        Field("feriados", "Em feriados", "escolha", "", YES, default="não"),
        Field(
            "aquecimento",
            "Começar devagar",
            "escolha",
            "200 pessoas no primeiro dia, o dobro a cada dia",
            YES,
            default="sim",
        ),
        Field(
            "intocados",
            "Grupo que nunca é chamado",
            hint="Como 10%; é com ele que se mede se chamar vale a pena",
            default=f"{DEFAULT_RESTRAINT.untouched}%",
        ),
    ),
    single=True,
)
MODE = Sheet(
    "modo",
    "Modos",
    "modo",
    "modos.yaml",
    ("modos",),
    (
        Field("id", "Nome do modo", hint="Como melissa-com-gente", required=True),
        Field("modo", "O que a IA pode fazer", "escolha", "", choices(MODES), required=True),
        Field("personas", "Com a persona", "várias", "Nenhuma marcada: todas", PERSONAS),
        Field("niveis", "Quando quem escreve é", "várias", "Nenhum marcado: todos", choices(labels.TIERS)),
        Field("intencoes", "Quando o lead quer", "várias", "Nenhuma marcada: tudo", choices(labels.INTENTS)),
        Field("espera", "Espera até", hint="Só no supervisionado, como 10min ou 2h", default="o quanto precisar"),
        Field("depois", "E se ninguém decidir", "escolha", "", choices(labels.AFTER), default="fica para uma pessoa"),
    ),
    "Vale o primeiro que servir; sem nenhum, a IA responde sozinha. Pedido de pessoa, perigo e saída nunca esperam.",
    about=lambda entry: MODES.get(str(entry.get("modo")), ""),
    ordered=True,
    finish=_mode,
)
ARTICLE = Sheet(
    "artigo",
    "Conhecimento",
    "artigo",
    "conhecimento.yaml",
    ("conhecimento",),
    (
        Field("id", "Nome do artigo", required=True),
        Field("perguntas", "Perguntas que ele responde", "linhas", "Uma por linha, como o lead diria", required=True),
        Field("resposta", "Resposta", "bloco", "Preço e frete só por espaços, como {preco} e {frete}", required=True),
        Field("personas", "Só com", "várias", "Nenhuma marcada: todas", PERSONAS),
        Field("produtos", "Só sobre", "várias", "Nenhum marcado: todos", PRODUCTS),
        Field("fonte", "De onde veio", hint="Um endereço ou documento", default="nenhum lugar"),
    ),
    "O que a loja responde além do catálogo: trocas, loja física, cuidados. É achado pelas palavras da pergunta.",
    about=lambda entry: " · ".join(str(one) for one in entry.get("perguntas", ())),
)
