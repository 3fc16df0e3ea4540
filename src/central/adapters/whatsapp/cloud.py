"""The way out: WhatsApp's Cloud API as a Channel.

Meta has no idempotency on send (2026): what may have been accepted raises OutcomeUnknown and is never repeated here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import aiohttp
import msgspec

from central.adapters.whatsapp.errors import PAIR_LIMIT, error_of
from central.adapters.whatsapp.payload import check_file, message
from central.core.errors import AskHuman, CentralError, GiveUp, OutcomeUnknown, TryLater
from central.core.messaging.conversation import Address
from central.core.messaging.message import Bubble, SayMedia
from central.ports import Clock, MediaFile, MediaLibrary

DAY_MS = 24 * 3_600_000
UPLOAD_LIVES_MS = 29 * DAY_MS
"""Meta keeps an uploaded file for 30 days; ours is renewed a day before."""
SEND_TIMEOUT = aiohttp.ClientTimeout(total=60, connect=10, sock_connect=10, sock_read=20)
UPLOAD_TIMEOUT = aiohttp.ClientTimeout(total=120, connect=10, sock_connect=10)
DOWNLOAD_TIMEOUT = aiohttp.ClientTimeout(total=20, connect=5, sock_connect=5)
MOST_ABOUT = 65_536
TYPING_TIMEOUT = aiohttp.ClientTimeout(total=5)
LONGEST_PAIR_STEP = 5
BAD_MEDIA = {"100", "131009", "131052", "131053"}
"""What Meta answers when a media id died before its time."""


class CloudChannel:
    """A `Channel` over the Graph API. `token_for` gives the token of a phone number id, None when there is none."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        base_url: str,
        version: str,
        token_for: Callable[[str], str | None],
        media: MediaLibrary,
        clock: Clock,
        timeout: aiohttp.ClientTimeout = SEND_TIMEOUT,
    ) -> None:
        self._session = session
        self._root = f"{base_url.rstrip('/')}/{version}"
        self._token_for = token_for
        self._media = media
        self._clock = clock
        self._timeout = timeout
        self._uploads: dict[tuple[str, str], asyncio.Lock] = {}
        self._pair_steps: dict[tuple[str, Address], int] = {}

    async def send(self, channel: str, to: Address, bubble: Bubble, callback: str) -> str:
        """Send one bubble and return its wamid; see ports.Channel for what it raises."""
        token = self._token(channel)
        if not isinstance(bubble, SayMedia):
            return await self._post(channel, to, message(to, bubble, callback, None), token)
        message(to, bubble, callback, "")
        file = await self._media.get(bubble.media)
        if file is None:
            raise GiveUp(f"a mídia “{bubble.media}” não está na biblioteca", code="midia")
        media_id, remembered = await self._media_id(channel, file, token)
        try:
            return await self._post(channel, to, message(to, bubble, callback, media_id), token)
        except GiveUp as error:
            if not remembered or error.code not in BAD_MEDIA:
                raise
            await self._media.remember_upload(channel, file.sha256, media_id, self._clock.now())
            reason = f"a Meta esqueceu o arquivo “{file.key}”; ele sobe de novo"
            raise TryLater(reason, code=error.code, after_ms=0) from error

    async def typing(self, channel: str, wamid: str) -> None:
        """Mark as read and show "digitando…"; best effort."""
        token = self._token_for(channel)
        body = {"messaging_product": "whatsapp", "status": "read", "message_id": wamid}
        content = msgspec.json.encode(body | {"typing_indicator": {"type": "text"}})
        headers = {**_JSON, "Authorization": f"Bearer {token}"}
        try:
            url = f"{self._root}/{channel}/messages"
            async with self._session.post(url, data=content, headers=headers, timeout=TYPING_TIMEOUT):
                pass
        except (aiohttp.ClientError, TimeoutError, OSError):
            return

    async def download(self, channel: str, media_id: str, most: int) -> bytes:
        """A file a lead sent, at most `most` bytes; its address lives five minutes, so it is asked for each time."""
        token = self._token(channel)
        about = await self._got(f"{self._root}/{media_id}", token, MOST_ABOUT)
        found = _json(about)
        url = found.get("url") if isinstance(found, dict) else None
        if not isinstance(url, str) or not url.startswith(("https://", self._root)):
            raise GiveUp("a Meta não disse onde está o arquivo", code="midia")
        return await self._got(url, token, most)

    async def _got(self, url: str, token: str, most: int) -> bytes:
        """The body of a GET."""
        headers = {"Authorization": f"Bearer {token}"}
        try:
            async with self._session.get(url, headers=headers, timeout=DOWNLOAD_TIMEOUT) as response:
                if response.status != 200:
                    raise error_of(response.status, _json(await response.read()))
                content = await response.content.read(most + 1)
                while len(content) <= most and (more := await response.content.read(most + 1 - len(content))):
                    content += more
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise TryLater("o arquivo do lead não veio da Meta", code="download") from error
        if len(content) > most:
            raise GiveUp("o arquivo do lead é grande demais", code="tamanho")
        return content

    async def _post(self, channel: str, to: Address, body: dict[str, Any], token: str) -> str:
        headers = {**_JSON, "Authorization": f"Bearer {token}"}
        url, content = f"{self._root}/{channel}/messages", msgspec.json.encode(body)
        try:
            async with self._session.post(url, data=content, headers=headers, timeout=self._timeout) as response:
                status, answer = response.status, _json(await response.read())
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise TryLater("não consegui falar com a Meta; o envio continua sozinho", code="conexao") from error
        except aiohttp.InvalidURL as error:
            raise AskHuman("o endereço da API da Meta está errado na configuração", code="endereco") from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise OutcomeUnknown("a conexão caiu antes da resposta da Meta", code=type(error).__name__) from error
        if status == 200 and (wamid := _wamid(answer)):
            self._pair_steps.pop((channel, to), None)
            return wamid
        raise self._error(channel, to, status, answer)

    def _error(self, channel: str, to: Address, status: int, answer: object) -> CentralError:
        """Meta asks to wait 4^X seconds, X the refusals in a row, when one person got too much too fast."""
        error = error_of(status, answer)
        if isinstance(error, TryLater) and error.code == str(PAIR_LIMIT):
            step = self._pair_steps.get((channel, to), 0)
            self._pair_steps[channel, to] = min(step + 1, LONGEST_PAIR_STEP)
            error.after_ms = 1000 * 4**step
        return error

    async def _media_id(self, channel: str, file: MediaFile, token: str) -> tuple[str, bool]:
        """The id of the file on this channel, and whether it was there before; one upload at a time a file."""
        check_file(file)
        async with self._uploads.setdefault((channel, file.sha256), asyncio.Lock()):
            known = await self._media.uploaded(channel, file.sha256, self._clock.now())
            if known is not None:
                return known, True
            media_id = await self._upload(channel, file, token)
            expires_at = self._clock.now() + UPLOAD_LIVES_MS
            await self._media.remember_upload(channel, file.sha256, media_id, expires_at)
            return media_id, False

    async def _upload(self, channel: str, file: MediaFile, token: str) -> str:
        """An upload that failed sent no message: everything but a refusal may be tried again."""
        form = aiohttp.FormData({"messaging_product": "whatsapp", "type": file.mime_type})
        form.add_field("file", file.content, filename=file.key.rsplit("/", 1)[-1], content_type=file.mime_type)
        headers = {"Authorization": f"Bearer {token}"}
        url = f"{self._root}/{channel}/media"
        try:
            async with self._session.post(url, data=form, headers=headers, timeout=UPLOAD_TIMEOUT) as response:
                status, answer = response.status, _json(await response.read())
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise TryLater(f"o arquivo “{file.key}” não subiu; tenta de novo sozinho", code="upload") from error
        if status == 200 and isinstance(answer, dict) and isinstance(found := answer.get("id"), str):
            return found
        problem = error_of(status, answer)
        if isinstance(problem, OutcomeUnknown):
            raise TryLater(f"o arquivo “{file.key}” não subiu; tenta de novo sozinho", code=problem.code)
        raise problem

    def _token(self, channel: str) -> str:
        token = self._token_for(channel)
        if not token:
            raise AskHuman(f"falta o token do número {channel}; preencha a variável na configuração", code="token")
        return token


def _json(content: bytes) -> object:
    try:
        return msgspec.json.decode(content)
    except (ValueError, RecursionError):
        return None


def _wamid(answer: object) -> str | None:
    rows = answer.get("messages") if isinstance(answer, dict) else None
    first = rows[0] if isinstance(rows, list) and rows else None
    found = first.get("id") if isinstance(first, dict) else None
    return found if isinstance(found, str) and found else None


_JSON = {"Content-Type": "application/json"}
