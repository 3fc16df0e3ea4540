"""The reader without a model: the first whole words of an intent that stand in what the lead wrote."""

from __future__ import annotations

import re

from central.core.reading import Reading, answered
from central.core.text import find_cep, fold

_SIGNS = {
    "sair": (
        "pare de mandar|para de mandar|nao quero mais receber|nao me mande mais|nao mande mais|me tira da lista|"
        "sair da lista|descadastrar|me descadastra|parar de receber|cancelar inscricao|nao me chame mais|"
        "para de me chamar|(?:pare|para|parem) de (?:me )?(?:mandar|enviar|chamar|encher|perturbar)|"
        "(?:me )?(?:tira|tire|remove|remova)(?: o)?(?: meu)?(?: numero)? d(?:a|essa|esta) lista|"
        "nao quero (?:mais )?(?:receber )?(?:msg|mensagem|mensagens)"
    ),
    "humano": (
        "atendente(?! d[aeo]|nte)|quero (?:uma pessoa|um humano|gente)(?! mais)|chama (?:uma pessoa|alguem)|"
        "falar com (?:alguem|uma pessoa|um humano|gente|o dono|a dona|o gerente|a gerente)|"
        "pessoa de verdade|humano|ser humano|falar com vendedor|quero falar com uma pessoa|alguem de verdade|"
        "e robo|isso e um robo"
    ),
    "pos_venda": (
        "meu pedido|rastreio|rastrear|rastreamento|codigo de rastreio|nao chegou|ainda nao chegou|trocar|troca|"
        "devolver|devolucao|reembolso|estorno|veio errado|veio quebrado|reclamacao|cade meu"
    ),
    "compra": (
        "quero comprar|vou querer|vou levar|quero (?:esse|este|um|uma|2|dois)|manda o link|me manda o link|"
        "como (?:compro|compra|se compra)|como faco pra comprar|fechar|pode fechar|quero fechar|link"
    ),
    "desconto": (
        "desconto|descontinho|faz por|fecha por|abaixa|melhora (?:o|esse) preco|menos|cupom|promocao|a vista sai por"
    ),
    "objecao_preco": ("caro|carinho|salgado|puxado|acima do que|ta cara|muito dinheiro|mais barato|fora do orcamento"),
    "objecao_eficacia": (
        "funciona mesmo|nao funcionou|funciona|resultado|testei|nunca deu certo|da certo|adianta|atrai|cura|curam|"
        "presta|prestou|adiantou|resolve|resolveu|joguei dinheiro fora|faz efeito"
    ),
    "objecao_confianca": (
        "golpe|confiavel|e seguro|seguro comprar|confianca|fraude|site falso|reclame aqui|nao conheco|"
        "privacidade|discreta|discreto|sigilo|nome na caixa|nome na fatura|nao pode (?:saber|ver)|embalagem"
    ),
    "objecao_adiamento": (
        "vou pensar|depois eu|depois te|mais tarde|semana que vem|dia 5|quando receber|pagamento cair|"
        "falar com meu marido|ver com meu|vou ver|te aviso"
    ),
    "frete": (
        "frete|entregam? (?:em|na|no|aqui|ai)|envia (?:pra|para)|taxa de entrega|manda (?:pra|para)|entrega na minha|"
        "gratis|de graca"
    ),
    "prazo": ("prazo|quantos dias|quanto tempo|demora|chega (?:quando|em|ate|antes)|quando chega|previsao|ate quando"),
    "pagamento": (
        "pagamento|forma de pagar|formas de pagar|pix|cartao|boleto|parcela|parcelas|parcelado|parcelar|vezes|"
        "na entrega|debito|credito|aceitam?|picpay"
    ),
    "preco": "preco|valor|(?<!dura )quanto(?! tempo)|qual o valor|custa|valores|precinho",
    "variacoes": (
        "cor|cores|tamanho|tamanhos|tem (?:preto|branco|rosa|vermelho|azul|nude|p|m|g|gg)|numeracao|estoque|"
        "disponivel|modelos|opcoes|ml|tons|tem foto|foto|fotos|video|ainda tem|tem ainda"
    ),
    "produto": (
        "como usa|como usar|pra que serve|para que serve|serve pra|composicao|ingredientes|garantia|o que e|"
        "original|vegano|dura quanto|fixacao|material|como funciona|mais informacoes|informacoes|saber mais|"
        "me fala mais|detalhes|cheiro|cheirinho|e de (?:prata|ouro|couro|algodao|linho|verdade)|importado|alergia"
    ),
    "agradecimento": (
        "ah ta|ata|hm|hmm|hum|entendo|"
        "obrigada|obrigado|obg|brigada|valeu|vlw|ok|blz|beleza|certo|perfeito|entendi|ta bom|show"
    ),
    "saudacao": (
        "oi|oii|ola|opa|bom dia|boa tarde|boa noite|tudo bem|eai|oie|hello|vi o anuncio|vi seu anuncio|"
        "tenho interesse|quero saber mais|gostaria de saber mais"
    ),
}
_SPELLED = {
    "vc": "voce", "vcs": "voces", "q": "que", "oq": "o que", "pq": "porque", "qto": "quanto", "qnto": "quanto",
    "qt": "quanto", "qnt": "quanto", "tb": "tambem", "tbm": "tambem", "msm": "mesmo", "msg": "mensagem",
    "msgs": "mensagens", "vdd": "verdade", "hj": "hoje", "dps": "depois", "n": "nao", "vo": "vou", "to": "estou",
    "pfv": "por favor", "pf": "por favor", "mto": "muito", "mt": "muito", "td": "tudo", "qdo": "quando",
}  # fmt: skip
_FREIGHT_PRICE = re.compile(
    r"(?:quanto(?: (?:e|fica|ta|sai|custa|vai ser|seria|da))?|valor|preco|custo|taxa)(?: (?:o|a|do|da|de|pelo))? "
    r"(?:frete|entrega|envio)\b"
)
"""The price that is asked is the freight's, not the product's."""
_WISH = re.compile(
    r"\b(?:quero|vou querer|fico com|pode ser|me ve|separa|vou de) (?:o|a|os|as|um|uma|dois|duas|\d+) "
    r"(?!preco|valor|link|frete|foto|fotos|video|desconto|prazo|endereco|pessoa|atendente)"
)
_REFUSED = re.compile(r"\bnao quero\b[^,;./]*(?:[,;./]|\be sim\b) *(?=(?:eu )?(?:so )?quero\b)")
_COMPLEX = frozenset({"objecao_eficacia", "objecao_confianca", "objecao_preco", "objecao_adiamento"})
_READERS = {label: re.compile(rf"(?<!\w)(?:{signs})(?!\w)") for label, signs in _SIGNS.items()}
_WORD = re.compile(r"[a-z0-9]+")
_BARE_STOP = re.compile(r"(?:sair|parar|pare|stop|cancelar)[.! ]*")


def read(words: str, asked: str | None = None) -> Reading:
    """Read a burst given as one text; `asked` is our open closed question, if any.

    >>> read("Qual o valor?").intent, read("não quero mais receber nada").intent, read("50030-230", "cep").intent
    ('preco', 'sair', 'frete')
    >>> read("qual o valor do frete").has("preco"), read("sim", "sim_nao").intent, read("dura quanto?").intent
    (False, 'compra', 'produto')
    >>> read("🙏🙏").intent, read("?").intent
    ('agradecimento', 'outro')
    >>> read("tem como parar a dor?").has("sair"), read("PARAR").intent
    (False, 'sair')
    """
    folded = spelled(fold(words))
    cep = find_cep(words)
    if _BARE_STOP.fullmatch(folded):
        return Reading((("sair", 0.99),), cep=cep)
    signs = _FREIGHT_PRICE.sub("frete", affirmed(folded))
    found = [label for label, sign in _READERS.items() if sign.search(signs)]
    if folded and not found and not any(c.isalnum() or c == "?" for c in folded):
        found = ["agradecimento"]
    if asked == "cep" and cep is not None and not {"sair", "humano"} & set(found):
        found.insert(0, "frete")
    if not found:
        found = ["frete"] if cep is not None else ["outro"]
    intents = tuple((label, 0.9 - 0.05 * place) for place, label in enumerate(dict.fromkeys(found)))
    if _WISH.search(signs) and not {"compra", "sair", "humano"} & set(found):
        intents += (("compra", 0.45),)
    reading = Reading(intents, complex=found[0] in _COMPLEX, sure=found != ["outro"], cep=cep)
    return answered(reading, folded, asked)


def affirmed(folded: str) -> str:
    """The words without what the lead says not to want before saying what they do.

    >>> affirmed("nao quero desconto, quero saber se funciona"), affirmed("nao quero mais")
    ('quero saber se funciona', 'nao quero mais')
    """
    return _REFUSED.sub("", folded)


def spelled(folded: str) -> str:
    """Folded words with the commonest abbreviations written out.

    >>> spelled("qto e? vcs tbm entregam")
    'quanto e? voces tambem entregam'
    """
    return _WORD.sub(lambda match: _SPELLED.get(match[0], match[0]), folded)
