"""Meta's part of the set-up: all that a token and an app secret tell, and the webhook that is connected with them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from central.adapters.whatsapp.account import NEEDED, SCOPES, WISHED, CloudAccount, Token
from central.app.setup.starter import Line
from central.core.errors import AskHuman, CentralError, TryLater

FIELDS = (*NEEDED, *WISHED)
REFUSED = "2200"
"""Meta's word for an address that did not shake hands."""


@dataclass(frozen=True, slots=True)
class Discovered:
    """The app, and the numbers a token reaches; nothing of it is secret."""

    app: str
    lines: tuple[Line, ...]

    def kept(self) -> str:
        """As text, for the store."""
        return json.dumps({"app": self.app, "lines": [asdict(line) for line in self.lines]}, ensure_ascii=False)


def from_kept(text: str) -> Discovered:
    """What `kept` wrote."""
    row = json.loads(text)
    return Discovered(row["app"], tuple(Line(**line) for line in row["lines"]))


async def discover(account: CloudAccount, token: str, secret: str, pin: str) -> tuple[Discovered, list[str]]:
    """App, accounts and numbers, and sentences about them; a number that is not registered is, when there is a PIN.

    Raises AskHuman with the cure for the first thing that does not fit.
    """
    known = await _token(account, token)
    await _prove(account, known.app, secret)
    lines: list[Line] = []
    said = [f"O token vale e é do aplicativo {known.app}; a chave secreta confere."]
    for waba in known.wabas:
        about = await account.waba(waba, token)
        for number in await account.numbers(waba, token):
            lines.append(Line(number.id, number.display, number.name, waba, about.portfolio))
            said.append(f"Número {number.display} ({number.name}), da conta {about.name}.")
            if not number.registered:
                said.append(await _register(account, number.id, number.display, token, pin))
        said += [f"Atenção na conta {about.name}: {words} (Meta {code})" for code, words in about.troubles]
    if not lines:
        raise AskHuman(
            "O token vale, mas não alcança número nenhum: em Meta Business, Usuários do sistema, dê a ele a conta do "
            "WhatsApp (Atribuir ativos) e gere o token de novo.",
            code="sem_numero",
        )
    return Discovered(known.app, tuple(lines)), said


async def connect(
    account: CloudAccount, token: str, secret: str, url: str, word: str, wabas: Sequence[str]
) -> tuple[str, ...]:
    """Ask Meta to deliver to `url` and let the app hear these accounts. Raises AskHuman with the cure."""
    known = await _token(account, token)
    await _prove(account, known.app, secret)
    try:
        await account.set_hook(known.app, secret, url, word, FIELDS)
    except TryLater:
        raise
    except CentralError as error:
        if error.code != REFUSED and REFUSED not in error.reason:
            raise AskHuman(f"A Meta não aceitou o webhook: {error.reason}.", code="webhook") from error
        raise AskHuman(
            f"A Meta bateu em {url} e não teve a resposta certa: confira se o domínio leva a esta Central e se o "
            "programa no ar foi iniciado com este META_VERIFY_TOKEN.",
            code="aperto",
        ) from error
    for waba in wabas or known.wabas:
        await account.subscribe(waba, token)
    return (
        f"A Meta apertou as mãos em {url}.",
        f"{len(FIELDS)} campos assinados; {len(wabas or known.wabas)} contas ligadas.",
    )


async def _token(account: CloudAccount, token: str) -> Token:
    try:
        known = await account.token(token)
    except TryLater:
        raise
    except CentralError:
        known = Token(valid=False)
    if not known.valid:
        raise AskHuman(
            "A Meta não aceita esse token: copie-o inteiro, ou gere outro (Meta Business, Usuários do sistema, Gerar "
            "token, validade “nunca”).",
            code="token",
        )
    if missing := [scope for scope in SCOPES if scope not in known.scopes]:
        raise AskHuman(
            f"Ao token falta a permissão {' e '.join(missing)}: gere outro e marque as duas permissões do WhatsApp.",
            code="permissao",
        )
    return known


async def _prove(account: CloudAccount, app: str, secret: str) -> None:
    try:
        await account.hook(app, secret)
    except TryLater:
        raise
    except CentralError as error:
        raise AskHuman(
            f"Essa chave secreta não é a do aplicativo {app}, que é o do token: copie-a do painel da Meta desse "
            "aplicativo, Configurações do app, Básico.",
            code="segredo",
        ) from error


async def _register(account: CloudAccount, id: str, display: str, token: str, pin: str) -> str:
    if not (len(pin) == 6 and pin.isdecimal()):
        raise AskHuman(
            f"O número {display} ainda não está na Cloud API: invente um PIN de seis dígitos, escreva-o aqui e teste "
            "de novo (se o número já tem PIN de duas etapas, use esse).",
            code="pin",
        )
    try:
        await account.register(id, token, pin)
    except TryLater:
        raise
    except CentralError as error:
        raise AskHuman(f"A Meta não registrou {display}: {error.reason}. Confira o PIN.", code="registro") from error
    return f"Número {display} registrado na Cloud API."
