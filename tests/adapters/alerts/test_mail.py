"""An e-mail to a real SMTP server on this machine."""

from __future__ import annotations

import asyncio
from email import message_from_string, policy

import pytest

from central.adapters.alerts.mail import MailTeller, server_of
from central.core.alert import Alert, Wishes
from central.core.errors import AskHuman, TryLater

ALERT = Alert("token:1", "token", 0, "Número principal: o token vence em 3 dia(s).", "/ajustes/integracoes")


async def sink(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, got: list[str], refuses: bool) -> None:
    """Enough of RFC 5321 for one message."""
    writer.write(b"220 pia.example\r\n")
    body: list[str] | None = None
    while line := (await reader.readline()).decode().rstrip("\r\n"):
        word = line[:4].upper().strip()
        if word == "DATA":
            writer.write(b"354 go\r\n")
            body = []
            while (part := (await reader.readline()).decode().rstrip("\r\n")) != ".":
                body.append(part)
            got.append("\n".join(body))
            writer.write(b"250 ok\r\n")
        elif word == "QUIT":
            writer.write(b"221 bye\r\n")
            break
        else:
            writer.write(b"550 no\r\n" if refuses and word == "RCPT" else b"250 ok\r\n")
    writer.close()


async def sent(wishes: Wishes, *, refuses: bool = False) -> tuple[bool, list[str]]:
    got: list[str] = []
    server = await asyncio.start_server(lambda r, w: sink(r, w, got, refuses), "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        found = server_of(f"smtp://127.0.0.1:{port}")
        assert found is not None
        told = await MailTeller(found, "central@loja.example", "https://central.loja.example").tell(wishes, ALERT)
    return told, got


async def test_it_arrives_with_its_link() -> None:
    told, (mail,) = await sent(Wishes("a", "dono", email="dona@loja.example"))
    assert told
    message = message_from_string(mail, policy=policy.default)
    assert message["To"] == "dona@loja.example"
    assert message["Subject"] == "Token do WhatsApp vencendo ou recusado"
    assert message["Auto-Submitted"] == "auto-generated"
    text = message.get_content()
    assert "vence em 3 dia(s)" in text
    assert "https://central.loja.example/ajustes/integracoes" in text


async def test_nobody_is_written_to_without_an_address() -> None:
    assert await sent(Wishes("a", "dono")) == (False, [])


async def test_a_server_that_refuses_is_asked_again_later() -> None:
    with pytest.raises(TryLater):
        await sent(Wishes("a", "dono", email="x@loja.example"), refuses=True)


def test_an_address_of_a_server_is_read() -> None:
    found = server_of("smtps://ana%40loja:s%3Anha@smtp.loja.example")
    assert found is not None
    assert (found.host, found.port, found.user, found.password, found.tls, found.plain) == (
        "smtp.loja.example", 465, "ana@loja", "s:nha", True, False,
    )  # fmt: skip
    assert server_of("") is None
    with pytest.raises(AskHuman):
        server_of("http://smtp.loja.example")
