"""Alerts by e-mail, through the owner's own SMTP server (`SMTP_URL`), on a thread."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from central.core.alert import KINDS, Alert, Wishes
from central.core.errors import AskHuman, TryLater

TIMEOUT_S = 20


@dataclass(frozen=True, slots=True)
class Server:
    """Where e-mail goes out: `smtps://user:password@host:465`, or `smtp://…:587`, which must offer TLS."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    plain: bool
    """Without any TLS; only to this computer."""


def server_of(url: str) -> Server | None:
    """The server of `SMTP_URL`; None when there is none. Raises AskHuman when it cannot be one."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise AskHuman("SMTP_URL: escreva smtps://usuario:senha@servidor:465", code="configuracao")
    tls = parts.scheme == "smtps"
    port = parts.port or (465 if tls else 587)
    local = parts.hostname in ("127.0.0.1", "localhost")
    return Server(
        parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""), tls, local and not tls
    )


class MailTeller:
    """Writes to the address somebody gave; `address` is the panel's, for the link."""

    def __init__(self, server: Server, sender: str, address: str) -> None:
        self._server, self._sender, self._address = server, sender, address

    async def tell(self, wishes: Wishes, alert: Alert) -> bool:
        """False without an address. Raises TryLater when the server did not take it."""
        if not wishes.email:
            return False
        await self.send(wishes.email, KINDS[alert.kind].title, f"{alert.text}\n\n{self._address}{alert.ref}\n")
        return True

    async def send(self, to: str, subject: str, text: str) -> None:
        """One message. Raises TryLater."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._sender, to, subject
        message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain="central.invalid")
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        try:
            await asyncio.to_thread(self._deliver, message)
        except (OSError, smtplib.SMTPException) as error:
            raise TryLater(f"o servidor de e-mail não aceitou: {type(error).__name__}", code="smtp") from error

    def _deliver(self, message: EmailMessage) -> None:
        server, secure = self._server, ssl.create_default_context()
        with (
            smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT_S, context=secure)
            if server.tls
            else smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_S)
        ) as wire:
            if not server.tls and not server.plain:
                wire.starttls(context=secure)
            if server.user:
                wire.login(server.user, server.password)
            wire.send_message(message)
