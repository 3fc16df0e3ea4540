"""What to do about an error of Meta's: a row a code, with the cure in the owner's words.

Source: Meta, Cloud API error codes (2026). Logic looks at `error.code` alone: the HTTP status is unreliable (130429
comes as 400).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from central.core.errors import AskHuman, CentralError, GiveUp, OutcomeUnknown, TryLater

Group = Literal["numero", "par", "marketing", "janela", "destinatario", "conteudo", "conta"]


@dataclass(frozen=True, slots=True)
class Row:
    """`raises` is the action; `sentence` tells the owner what happened and what mends it."""

    group: Group
    raises: type[TryLater] | type[GiveUp] | type[AskHuman]
    sentence: str


PAIR_LIMIT = 131056
LATER, NEVER, PERSON = TryLater, GiveUp, AskHuman

TABLE: dict[int, Row] = {
    # The number or the app is too fast, or Meta is unwell: wait longer each time.
    130429: Row("numero", LATER, "o número enviou mensagens rápido demais; o envio continua sozinho, mais devagar"),
    4: Row("numero", LATER, "o app passou do limite de chamadas da Meta; o envio continua sozinho em instantes"),
    80007: Row("numero", LATER, "a conta do WhatsApp passou do limite de chamadas; o envio continua sozinho"),
    131057: Row("numero", LATER, "a Meta está aumentando a capacidade do número; volta em cerca de um minuto"),
    133004: Row("numero", LATER, "o servidor da Meta está fora do ar; o envio continua sozinho"),
    1: Row("numero", LATER, "a Meta respondeu com um erro passageiro; o envio continua sozinho"),
    2: Row("numero", LATER, "o serviço da Meta está indisponível; o envio continua sozinho"),
    131016: Row("numero", LATER, "o serviço da Meta está sobrecarregado; o envio continua sozinho"),
    131000: Row("numero", LATER, "a Meta teve um erro interno; o envio continua sozinho"),
    # Only this person.
    PAIR_LIMIT: Row("par", LATER, "muitas mensagens seguidas para a mesma pessoa; o envio espera e segue sozinho"),
    # Marketing to this person: another try would only annoy.
    131049: Row("marketing", NEVER, "a Meta poupou a pessoa de mais marketing; espere ao menos 24 horas"),
    131050: Row("marketing", NEVER, "a pessoa desligou o marketing no WhatsApp; só volta se ela mesma religar"),
    130472: Row("marketing", NEVER, "a Meta pôs a pessoa num teste sem marketing; responda quando ela escrever"),
    # The 24 h window.
    131047: Row("janela", NEVER, "a janela de 24 horas fechou; só um modelo de mensagem aprovado chega agora"),
    # This recipient cannot be reached.
    131026: Row("destinatario", NEVER, "a mensagem não chega a esta pessoa: sem WhatsApp, versão antiga ou bloqueio"),
    131021: Row("destinatario", NEVER, "o destino é o próprio número da loja; confira o telefone do lead"),
    131030: Row(
        "destinatario", NEVER, "o número de teste só envia a telefones cadastrados; inclua o telefone no painel da Meta"
    ),
    131062: Row(
        "destinatario", NEVER, "esta mensagem exige o telefone, e só temos o id do WhatsApp; peça o telefone ao lead"
    ),
    # The content or the template: the same call fails for ever.
    132000: Row("conteudo", NEVER, "o modelo espera outra quantidade de variáveis; compare com o modelo aprovado"),
    132001: Row("conteudo", NEVER, "o modelo não existe nesse idioma ou não foi aprovado; confira nome e idioma"),
    132005: Row("conteudo", NEVER, "o texto do modelo ficou longo demais depois de preenchido; encurte as variáveis"),
    132007: Row("conteudo", NEVER, "o modelo viola a política de texto da Meta; reescreva o modelo"),
    132008: Row("conteudo", NEVER, "uma variável do modelo tem valor que a Meta não aceita; corrija a variável"),
    132012: Row("conteudo", NEVER, "uma variável do modelo tem formato errado; compare com o modelo aprovado"),
    132015: Row("conteudo", NEVER, "o modelo foi pausado por baixa qualidade; melhore o texto ou espere"),
    132016: Row("conteudo", NEVER, "o modelo foi desativado por baixa qualidade; crie outro modelo"),
    131008: Row("conteudo", NEVER, "falta um campo obrigatório na mensagem; é um defeito da central, avise o suporte"),
    131009: Row("conteudo", NEVER, "um campo da mensagem tem valor que a Meta não aceita; confira textos e botões"),
    100: Row("conteudo", NEVER, "a Meta não entendeu a mensagem; confira textos, botões e o número configurado"),
    135000: Row("conteudo", NEVER, "a Meta recusou a mensagem sem dizer por quê; confira o conteúdo"),
    131051: Row("conteudo", NEVER, "a Meta não aceita esse tipo de mensagem; use texto, foto ou botões"),
    131052: Row("conteudo", NEVER, "a Meta não conseguiu baixar o arquivo; envie o arquivo de novo à biblioteca"),
    131053: Row("conteudo", NEVER, "a Meta recusou o arquivo; confira o formato e o tamanho"),
    134101: Row("conteudo", LATER, "o modelo acabou de ser criado; a Meta leva uns dez minutos para liberar"),
    # The number or the account: everything stops until a person mends it.
    131048: Row("conta", PERSON, "a Meta limitou o número por denúncias de spam; veja a qualidade no WhatsApp Manager"),
    368: Row("conta", PERSON, "a conta foi bloqueada por violar políticas; veja o motivo no Business Suite e recorra"),
    131031: Row("conta", PERSON, "a conta do WhatsApp foi bloqueada; veja o motivo no WhatsApp Manager"),
    130497: Row("conta", PERSON, "a conta não pode enviar para esse país; veja as restrições no WhatsApp Manager"),
    131042: Row("conta", PERSON, "há um problema com o pagamento; confira o cartão no Business Suite"),
    131037: Row("conta", PERSON, "o nome de exibição não foi aprovado; peça a aprovação no WhatsApp Manager"),
    133010: Row("conta", PERSON, "o número não está registrado na Cloud API; registre o número"),
    131045: Row("conta", PERSON, "o registro do número falhou; registre o número de novo"),
    131064: Row("conta", PERSON, "a conta passou do limite por modelos na categoria errada; corrija as categorias"),
    131063: Row("conta", PERSON, "esta mensagem exige a API de marketing da Meta; fale com quem cuida da conta"),
    131005: Row("conta", PERSON, "o token não tem permissão para esse número; dê acesso ao usuário do sistema"),
    10: Row("conta", PERSON, "falta uma permissão ao app; confira as permissões do usuário do sistema"),
    3: Row("conta", PERSON, "o app não tem acesso a esta função; confira as permissões do app na Meta"),
    0: Row("conta", PERSON, "a Meta não reconheceu o app; gere um token novo do usuário do sistema"),
    190: Row("conta", PERSON, "o token venceu ou foi trocado; gere um token novo do usuário do sistema"),
}

FIXED_WAIT_MS = {131057: 60_000, 134101: 10 * 60_000}
"""How long the cure takes, where Meta says so; elsewhere the caller backs off."""

_PERMISSION = Row("conta", PERSON, "falta uma permissão ao token; confira as permissões do usuário do sistema")
_STRANGE = Row("conteudo", NEVER, "a Meta recusou a mensagem com um erro que a central ainda não conhece")


def row_of(code: int) -> Row | None:
    """The row of a code; 200 to 299 are one row, None when Central has no word for it."""
    return _PERMISSION if 200 <= code <= 299 else TABLE.get(code)


def error_of(status: int, answer: object, *, after_ms: int | None = None) -> CentralError:
    """The error to raise for an answer that is no success; `after_ms` overrides how long to wait."""
    found = answer.get("error") if isinstance(answer, dict) else None
    code = found.get("code") if isinstance(found, dict) else None
    if not isinstance(found, dict) or type(code) is not int:
        return _without_code(status)
    row = row_of(code)
    if row is None:
        if status >= 500:
            return OutcomeUnknown(f"a Meta falhou ({status}) com um código desconhecido", code=str(code))
        row = _STRANGE
    reason = f"{row.sentence} (Meta {code}{_details(found)})"
    if row.raises is TryLater:
        return TryLater(reason, code=str(code), after_ms=FIXED_WAIT_MS.get(code, after_ms))
    return row.raises(reason, code=str(code))


def _without_code(status: int) -> CentralError:
    code = f"http_{status}"
    if status == 429:
        return TryLater("a Meta pediu para esperar; o envio continua sozinho", code=code)
    if status in (401, 403, 407):
        return AskHuman("a Meta negou o acesso sem dizer por quê; confira o endereço e o token", code=code)
    if status < 300 or status == 408 or status >= 500:
        return OutcomeUnknown("a Meta não disse se a mensagem foi aceita", code=code)
    return GiveUp("a Meta recusou a chamada sem dizer por quê; confira o endereço e a versão da API", code=code)


def _details(error: dict[str, Any]) -> str:
    data = error.get("error_data")
    said = data.get("details") if isinstance(data, dict) else None
    said = said or error.get("message")
    return f": {said[:200]}" if isinstance(said, str) else ""
