"""A port for a server that is not there yet."""

from __future__ import annotations

import fcntl
import os
import secrets
import socket
import tempfile
from collections import deque
from pathlib import Path
from typing import IO

FIRST, LAST = 20_000, 32_000
"""Below the ports that the system gives to whoever asks for none: no connection takes one before it is used."""
LOCKS = Path(tempfile.gettempdir()) / f"central-ports-{os.getuid()}"
_held: deque[IO[str]] = deque(maxlen=64)


def free_port() -> int:
    """A port of 127.0.0.1 at which nobody listens, and which no other process is given: a server may come late to it,
    and come back to it after it was killed."""
    LOCKS.mkdir(exist_ok=True)
    while True:
        port = FIRST + secrets.randbelow(LAST - FIRST)
        lock = (LOCKS / str(port)).open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", port))
        except OSError:
            lock.close()
            continue
        _held.append(lock)
        return port
