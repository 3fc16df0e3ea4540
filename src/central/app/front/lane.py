"""HTTP for one kind of request, Meta's `POST /webhook`: any other is given away, connection and all.

Only the plainest shape is read here (`Content-Length`, kept connection, no expectations); what is stranger, every other
path and everything that is not HTTP at all belongs to a server that knows the whole protocol.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import NamedTuple, cast

from central.adapters.whatsapp.webhook import MAX_BODY

START = b"POST /webhook HTTP/1.1\r\n"
LONGEST_HEAD = 16_384
_OK = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"
_ANY = rb"""(?: connection: [ \t]*+ keep-alive [ \t]*+ \r\n
    | (?! (?:content-length|x-hub-signature-256|connection|transfer-encoding|expect|upgrade|trailer|te): )
      [!#-'*+.^`|~\w-]++ : [^\r\n]*+ \r\n)*+"""
_LENGTH = rb"content-length: [ \t]*+ (\d{1,8}+) [ \t]*+ \r\n"
_SIGNATURE = rb"x-hub-signature-256: [ \t]*+ ([^\r\n]*+) \r\n"
_PLAIN = re.compile(
    rb"(?-i: POST[ ]/webhook[ ]HTTP/1\.1\r\n) %(any)s"
    rb"(?: %(signature)s %(any)s %(length)s %(any)s | %(length)s %(any)s (?: %(signature)s %(any)s )? ) \r\n"
    % {b"any": _ANY, b"length": _LENGTH, b"signature": _SIGNATURE},
    re.VERBOSE | re.IGNORECASE,
)
"""A whole head with its length and at most one signature, in any order, and nothing strange."""

Answer = Callable[[int, bytes], None]
Take = Callable[[bytes, bytes | None, Answer], None]
"""Does what is needed for a body with this signature and answers once, at once or later."""


class Head(NamedTuple):
    """Where the body of a request begins and ends, and its signature."""

    begins: int
    ends: int
    signature: bytes | None


class Strange(Exception):
    """A request for somebody who knows more HTTP."""


def read_head(seen: bytes) -> Head | None:
    """The head of a request, or None while it is not all there. Raises Strange for what is not ours to read.

    >>> read_head(START + b"Content-Length: 2\\r\\nX-Hub-Signature-256: sha256=ab\\r\\n\\r\\n{}")
    Head(begins=77, ends=79, signature=b'sha256=ab')
    """
    plain = _PLAIN.match(seen)
    if plain is None:
        if len(seen) > LONGEST_HEAD or b"\r\n\r\n" in seen or not START.startswith(seen[: len(START)]):
            raise Strange
        return None
    one, length, other, signature = plain.groups()
    begins, ends = plain.end(), plain.end() + int(length or other)
    if ends - begins > MAX_BODY:
        raise Strange
    return Head(begins, ends, one or signature)


class Lane(asyncio.Protocol):
    """One connection. `take` gets its bodies, `give` the connection and what was read of it once it is not ours."""

    def __init__(self, lanes: set[Lane], take: Take, give: Callable[[asyncio.Transport, bytes], None]) -> None:
        self._lanes, self._take, self._give = lanes, take, give
        self._transport: asyncio.Transport | None = None
        self._seen = b""
        self._head: Head | None = None
        self._busy = self._leaving = False
        self.awake = True
        """Something was heard since this was last set to False."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._lanes.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        self._transport = None
        self._lanes.discard(self)

    def data_received(self, data: bytes) -> None:
        self.awake = True
        self._seen = self._seen + data if self._seen else data
        if not self._busy:
            self._read()
        elif len(self._seen) > MAX_BODY and self._transport is not None:
            self._transport.abort()

    def leave(self) -> None:
        """Close now, or after the answer that is due."""
        self._leaving = True
        if not self._busy and self._transport is not None:
            self._transport.close()

    @property
    def idle(self) -> bool:
        """Nothing was heard for a while, and nobody waits for an answer."""
        return not self.awake and not self._busy

    def _read(self) -> None:
        try:
            head = self._head = self._head or read_head(self._seen)
        except Strange:
            if self._transport is not None:
                self._give(self._transport, self._seen)
            return
        if head is None or len(self._seen) < head.ends:
            return
        body, self._seen = self._seen[head.begins : head.ends], self._seen[head.ends :]
        self._head, self._busy = None, True
        self._take(body, head.signature, self._answer)

    def _answer(self, status: int, text: bytes) -> None:
        self._busy = False
        if self._transport is None:
            return
        self._transport.write(_OK if status == 200 and not text else _response(status, text))
        if self._leaving:
            self._transport.close()
        elif self._seen:
            asyncio.get_running_loop().call_soon(self._read_on)

    def _read_on(self) -> None:
        if self._transport is not None and not self._busy:
            self._read()


def _response(status: int, text: bytes) -> bytes:
    return b"HTTP/1.1 %d -\r\ncontent-length: %d\r\n\r\n%s" % (status, len(text), text)
