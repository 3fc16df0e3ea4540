"""What the writer says to have done: only words and thoughts are done in a chat; any other deed needs a tool's word."""

from __future__ import annotations

import re

from central.core.guard.denial import asked, denied
from central.core.guard.facts import ORDER, SILENCE, TRACKING
from central.core.guard.said import Said
from central.core.guard.written import known
from central.core.lexicon import Lexicon, clause

_DEED = re.compile(
    r"\b(?:dei|fiz|pus|pedi|abri|consegui|subi|inseri|inclui|vendi|resolvi|garanti|transmiti|[a-z]{2,}ei)\b"
)
_SAID_OR_FELT = frozenset(
    "saquei digitei acabei conferi sidnei vanderlei wanderlei claudinei nei frei sei rei lei hei ei sensei entendei "
    "bebei anotei entendi falei "
    "disse respondi expliquei comentei mencionei citei "
    "perguntei adorei amei gostei curti achei pensei imaginei esqueci errei fiquei voltei cheguei demorei encontrei "
    "olhei reparei notei percebi confundi escrevi mandei enviei gerei passei contei chamei lembrei atrapalhei "
    "enganei expressei equivoquei desculpei animei emocionei ri calculei somei considerei indiquei sugeri recomendei "
    "paguei gastei deixei avisei acionei transferi encaminhei mostrei listei resumi detalhei conversei atendei "
    "procurei busquei "
    "localizei achei viajei dei fiz achei comecei terminei tentei precisei estarei serei "
    "terei poderei saberei direi farei verei irei ficarei darei vou deverei gostarei adorarei".split()
)
"""Deeds of word and mind; those of hand that stand here are judged by what they are done to."""
_LET_BE = frozenset("tirei parei bloqueei".split())
"""What has been done to a lead who is not to be written to any more."""
_FUTURE = re.compile(r"(?<!alt)(?<!ret)(?<!prep)(?<!lib)(?<!recup)(?<!^t)[aei]rei$")
_DONE_BY_HAND = re.compile(
    r"\bdei (?:baixa|entrada|prioridade|um jeito|saida|andamento|o ok|sinal verde|desconto)|"
    r"\bfiz (?:questao de (?:separ|reserv|embal)|o envio|o lancamento|a baixa|um preco|uma condicao|a postagem|a "
    r"coleta)|"
    r"\babri (?:uma? |o |seu |teu )?(?:excec\w+|chamado|protocolo|ticket|ordem|reclamac\w+|solicitac\w+)|"
    r"\b(?:passei|botei|puxei) [^.!?\n]{0,20} (?:na|pra) frente\b|\b(?:inseri|removi|transferi) (?:[oa]s? |seu |sua "
    r"|uma? )|\bpedi (?:pra|para|pro|ao|a) (?:\w+ ){0,2}(?:separ|"
    r"segur|reserv|"
    r"guard|mand|post|prepar)\w*"
)
_ORDER = Lexicon(
    (
        clause(
            r"(?P<noun>pedido|pacote|encomenda|compra|objeto|mercadoria|remessa|nota fiscal)",
            r"(?: (?:ja|aqui|agora|tambem|\d+))* (?:(?:esta|ta|se encontra|segue) (?:em|n[oa]s?|com|sendo|quase|"
            r"[a-z]+[ai]d[oa]|pront[oa])|foi|consta|aparece|(?!ficou|passou d|meu|seu|teu)[a-z]{2,}(?:ou|iu|eu))\b",
            keys="pedido|pacote|encomenda|compra|objeto|mercadoria|remessa|nota",
            before=r"\b(?:o|a|seu|teu|sua|tua) ",
        ),
        clause(
            r"rastreio|rastreamento|sistema|historico|painel|status",
            r"(?: aqui| del[ea]| do pedido| da entrega)* (?:mostra|diz|aponta|informa|aparece|indica|consta|acusa|esta "
            r"como)\b(?P<noun>)",
        ),
        clause(r"saiu|embarcou|partiu", r"\b(?! de linha)(?P<noun>)", before=r"(?:\b(?:ele|ela)|\x01s?) ja "),
        clause(r"falt\w+", r" (?:so |apenas )?(?:a |o )?(?:nota|coleta|postagem|etiqueta|envio|embal\w+)\b(?P<noun>)"),
        clause(
            r"consta|vi|vejo|aparece|mostra",
            r"(?: [a-z]+)? (?:que|como) (?:(?:o|a|ele|ela|ja|seu|sua|esta) )*(?:pedido|pagamento|compra|pacote|"
            r"encomenda|entreg|foi|saiu|chegou|caiu|pag[oa]\b|enviad)(?P<noun>)",
        ),
    )
)
"""Where an order stands: only a tool of this turn can have read it."""
_IF = re.compile(r"\b(?:se|quando|assim que|caso|depois que|como|que)\b[^,.;!?]{0,40}$")


def check(said: Said) -> None:
    """Refuse a deed in the first person past that is none of word or mind."""
    for match in _DONE_BY_HAND.finditer(said.text):
        _refuse(said, match)
    if said.facts.done.isdisjoint((ORDER, TRACKING)):
        for match in _ORDER.find(said.text, said.stems):
            noun = match["noun"] or match[0]
            read = any(noun in text for text in said.facts.told)
            if not read and not any(known(noun, g) for g in said.goods(match.start())):
                _refuse(said, match)
    if not any(word.endswith("ei") for word in said.words):
        return
    harmless = _SAID_OR_FELT | _LET_BE if SILENCE in said.facts.done else _SAID_OR_FELT
    for match in _DEED.finditer(said.text):
        word = match[0]
        if word.endswith("ei") and word not in harmless and not _FUTURE.search(word):
            _refuse(said, match)


def _refuse(said: Said, match: re.Match[str]) -> None:
    head, tail = said.before(match.start()), said.after(match.end())
    if asked(tail) or denied(head, tail) or _IF.search(head) or any(match[0] in text for text in said.facts.told):
        return
    said.rule(False, "promessa", match.start(), match.end())
