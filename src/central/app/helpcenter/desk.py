"""Who may use the API and how a refusal is said."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Header, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from central.adapters.store import Store
from central.adapters.store.figures.lists import Spoken
from central.adapters.store.sales.tickets import Once
from central.adapters.store.sales.tokens import Token
from central.app.helpcenter.forms import Problem
from central.ports import Clock

Json = dict[str, Any]
LONGEST_BODY = 1 << 20

REFUSALS: dict[int | str, Json] = {
    401: {"model": Problem, "description": "falta a chave, ou ela não vale"},
    422: {"model": Problem, "description": "o pedido não está certo"},
}
UNKNOWN: dict[int | str, Json] = {404: {"model": Problem, "description": "não existe"}}
READ_ONLY: dict[int | str, Json] = {403: {"model": Problem, "description": "a chave só lê"}}
CONFLICT: dict[int | str, Json] = {409: {"model": Problem, "description": "contraria uma regra, ou outro veio antes"}}


class Refused(Exception):
    """A request that is not done."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


@dataclass(frozen=True, slots=True)
class Counter:
    """What the API works with; `secret_of` gives the secret of a hook, None when the installation has none."""

    store: Store
    clock: Clock
    secret_of: Callable[[str], str] | None
    may_be_told: Callable[[str], bool]
    transcript: Callable[[str], Awaitable[Sequence[Spoken]]]


_bearer = HTTPBearer(auto_error=False, description="uma chave feita com: central chaves criar NOME")


def counter_of(request: Request) -> Counter:
    """The counter this app stands behind."""
    counter: Counter = request.app.state.counter
    return counter


At = Annotated[Counter, Depends(counter_of)]


async def _reader(
    request: Request, counter: At, given: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]
) -> Token:
    token = await counter.store.tokens.holder(given.credentials) if given is not None else None
    if token is None:
        raise Refused(401, "mande a chave no cabeçalho Authorization: Bearer …")
    if request.method == "GET":
        await counter.store.privacy.glanced(f"api:{token.name}", "leu tickets pela API", counter.clock.now())
    return token


async def _writer(token: Annotated[Token, Depends(_reader)]) -> Token:
    if not token.may_write:
        raise Refused(403, "esta chave só lê; faça outra com permissão de escrever")
    return token


Reader = Annotated[Token, Depends(_reader)]
Writer = Annotated[Token, Depends(_writer)]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[!-~]+$",
        description="o mesmo pedido com a mesma chave é feito uma vez só",
    ),
]


async def once(request: Request, writer: Token, key: str | None) -> Once | None:
    """The request as one that may come twice, if it carries a key."""
    if key is None:
        return None
    said = f"{request.method} {request.url.path}\n".encode() + await request.body()
    return Once(writer.id, key, hashlib.sha256(said).hexdigest())
