"""Ports for servers that come late."""

from __future__ import annotations

import itertools
import subprocess
import sys

import pytest

from tests import ports

ASK = """
import itertools
from tests import ports
draws = itertools.count()
ports.FIRST, ports.secrets.randbelow = {first}, lambda _: next(draws)
print(ports.free_port())
"""


def test_two_servers_to_come_are_never_given_the_same_port(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = ports.free_port()
    draws = itertools.count()
    monkeypatch.setattr(ports, "FIRST", mine)
    monkeypatch.setattr(ports.secrets, "randbelow", lambda _: next(draws))
    assert ports.free_port() > mine, "here"
    done = subprocess.run([sys.executable, "-c", ASK.format(first=mine)], capture_output=True, text=True, check=True)
    assert int(done.stdout) > mine, "in another process"
