"""A real `central demo` and a real browser, for tests that run in a process of their own (sync Playwright)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.ports import free_port

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 180_000
"""How long a page may take to show what is expected: two browsers may share two busy cores."""
START_S = 240
STILL: dict[str, Any] = {"locale": "pt-BR", "reduced_motion": "reduce"}
"""A context in which nothing is caught halfway through a fade, however slow the machine."""
REAL_KEYS = {"WHATSAPP_TOKEN", "META_APP_SECRET", "DATABASE_URL"}


@dataclass
class Demo:
    """A `central demo` process on a port and a folder of its own; it may stop and start again."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        environment = {name: value for name, value in os.environ.items() if name not in REAL_KEYS}
        environment |= {"CENTRAL_DATA": str(self.folder / "dados"), "PORT": str(self.port)}
        command = [sys.executable, "-m", "central", "demo"]
        with (self.folder / "demo.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        _wait_for(self.address, self.process)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(120)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One demo for the tests of a module."""
    demo = Demo(tmp_path_factory.mktemp("demo"))
    try:
        demo.start()
        yield demo
    finally:
        demo.stop()


@pytest.fixture
def demo(running: Demo) -> str:
    """Where it listens."""
    return running.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=PATIENCE_MS)
        yield launched
        launched.close()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        assert process.poll() is None, "central demo ended by itself"
        try:
            urllib.request.urlopen(f"{address}/saude", timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("central demo did not answer in time")
