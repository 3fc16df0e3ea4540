"""The process at the door: what it reads itself, what it gives away, and that nobody notices when it dies."""

from __future__ import annotations

import hmac
import http.client
import json
import os
import signal
import socket
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from central.app.front.lane import Strange, read_head
from tests.acceptance.world import SECRET, VERIFY, Central

PLAIN = b"POST /webhook HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"


@pytest.fixture
async def central(tmp_path: Path) -> AsyncIterator[Central]:
    running = Central(tmp_path, "", 9, extra={"FRENTES": "1"})
    running.start()
    await running.ready()
    yield running
    if running.process is not None and running.process.poll() is None:
        running.kill()


def test_a_plain_request_is_read_piece_by_piece() -> None:
    for length in range(PLAIN.index(b"{")):
        assert read_head(PLAIN[:length]) is None
    head = read_head(PLAIN)
    assert head is not None
    assert PLAIN[head.begins : head.ends] == b"{}"


@pytest.mark.parametrize(
    "line",
    [
        b"Transfer-Encoding: chunked",
        b"Expect: 100-continue",
        b"Upgrade: websocket",
        b"Connection: close",
        b"Content-Length: 3",
        b"Content-Length : 3",
        b"X: a\nTransfer-Encoding: chunked",
        b"X: a\rContent-Length: 9",
        b" folded",
        b"X-Hub-Signature-256: a\r\nX-Hub-Signature-256: b",
        b"no colon",
    ],
)
def test_whatever_could_mean_something_else_is_given_away(line: bytes) -> None:
    with pytest.raises(Strange):
        read_head(PLAIN.replace(b"Host: a", line))


@pytest.mark.parametrize("length", [b"-1", b"+2", b"2, 2", b"", b"9999999", b"9" * 5000])
def test_a_strange_length_is_given_away(length: bytes) -> None:
    with pytest.raises(Strange):
        read_head(PLAIN.replace(b"Length: 2", b"Length: " + length))


@pytest.mark.parametrize("start", [b"GET / HTTP/1.1\r\n", b"POST /webhook?a=1 HTTP/1.1\r\n", b"\x16\x03\x01"])
def test_every_other_request_is_given_away(start: bytes) -> None:
    with pytest.raises(Strange):
        read_head(start)


async def test_one_connection_may_ask_for_everything(central: Central) -> None:
    bodies = [_message(f"wamid.{n}") for n in range(3)]
    with closing(_connection(central)) as connection:
        assert _post(connection, bodies[0]) == (200, b"")
        assert _post(connection, bodies[0], secret=b"outra") == (401, b"assinatura errada")
        assert _post(connection, b"isto nao e json") == (200, b"")
        connection.request("GET", f"/webhook?hub.mode=subscribe&hub.verify_token={VERIFY}&hub.challenge=77")
        assert connection.getresponse().read() == b"77"
        assert _post(connection, bodies[1]) == (200, b""), "the house serves this connection now"
    with closing(_connection(central)) as connection:
        assert _post(connection, iter([bodies[2][:40], bodies[2][40:]])) == (200, b""), "chunked"
    assert _kept(central) == (3, 1)


async def test_requests_in_pieces_and_one_behind_the_other(central: Central) -> None:
    whole = b"".join(_request(_message(f"wamid.{n}")) for n in range(4))
    with socket.create_connection(("127.0.0.1", central.port), timeout=120) as s:
        for start in range(0, len(whole), 100):
            s.sendall(whole[start : start + 100])
        answers = b""
        while answers.count(b"\r\n\r\n") < 4:
            answers += s.recv(4096)
    assert answers.count(b"HTTP/1.1 200 OK") == 4
    assert _kept(central) == (4, 0)


async def test_none_stays_behind_and_another_one_comes_when_it_dies(central: Central) -> None:
    (first,) = _children(central)
    central.kill()
    assert _gone(first), "nobody else could listen on that port"
    central.start()
    await central.ready()
    (second,) = _children(central)
    os.kill(second, signal.SIGKILL)
    with closing(_connection(central)) as connection:
        assert _post(connection, _message("wamid.1")) == (200, b"")
    (third,) = _children(central)
    assert central.stop() == 0
    assert _gone(third)


def _gone(pid: int) -> bool:
    deadline = time.monotonic() + 60
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    return not Path(f"/proc/{pid}").exists()


def _connection(central: Central) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", central.port, timeout=120)


def _message(wamid: str) -> bytes:
    value = {
        "metadata": {"phone_number_id": "900200000000001"},
        "messages": [
            {"from": "5511988887777", "id": wamid, "timestamp": "1795000000", "type": "text", "text": {"body": "oi"}}
        ],
    }
    change = {"field": "messages", "value": value}
    return json.dumps({"entry": [{"id": "900300000000001", "changes": [change]}]}).encode()


def _signature(body: bytes, secret: bytes = SECRET.encode()) -> str:
    return "sha256=" + hmac.digest(secret, body, "sha256").hex()


def _request(body: bytes) -> bytes:
    head = f"POST /webhook HTTP/1.1\r\nX-Hub-Signature-256: {_signature(body)}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _post(
    connection: http.client.HTTPConnection, body: bytes | Iterator[bytes], secret: bytes = SECRET.encode()
) -> tuple[int, bytes]:
    pieces = [body] if isinstance(body, bytes) else list(body)
    headers = {"X-Hub-Signature-256": _signature(b"".join(pieces), secret)}
    chunked = not isinstance(body, bytes)
    connection.request("POST", "/webhook", iter(pieces) if chunked else pieces[0], headers, encode_chunked=chunked)
    answer = connection.getresponse()
    return answer.status, answer.read()


def _kept(central: Central) -> tuple[int, int]:
    """Messages, and bodies nobody could read."""
    with closing(sqlite3.connect(f"file:{central.data / 'central.db'}?mode=ro", uri=True)) as db:
        counts = [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("message", "raw_body")]
    return counts[0], counts[1]


def _children(central: Central) -> list[int]:
    assert central.process is not None
    pid = central.process.pid
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
