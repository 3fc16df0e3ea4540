"""A pretend Cloud API that outlives the Central under test, and Centrals that may be killed at any moment."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from central.adapters.clock import SystemClock
from central.adapters.operation import default_demo_folder, numbered, read_yaml
from central.core.operation import Operation
from central.pretend.cloud import NO_DELAYS, Number, PretendCloud, Settings, pretend_app
from tests.ports import free_port
from tests.whatsapp_world import serving

SECRET, TOKEN, VERIFY = "segredo-de-teste", "token-de-teste", "palavra-de-teste"
FIRST_SHOP = {
    "vendedor": "Ateliê Norte",
    "site": "https://atelie.example",
    "persona": "Nina",
    "area": "canecas de cerâmica",
    "produto": "Caneca Lua",
    "preco": "R$ 59,90",
    "estoque": "12",
    "link": "https://atelie.example/caneca-lua",
    "frete": "R$ 19,90",
    "prazo": "5 a 9 dias úteis",
}
"""What an owner answers the guide about a shop that begins."""


def demo_operation() -> Operation:
    """The demo operation, straight from its files."""
    return numbered(1, "teste", read_yaml(default_demo_folder()))


@dataclass
class Central:
    """One `central iniciar` process; `kill` is kill -9, `start` brings it back on the same port and data."""

    data: Path
    database: str
    graph_port: int
    port: int = field(default_factory=free_port)
    extra: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    command: str = "iniciar"

    def start(self) -> None:
        env = {
            **{k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "CENTRAL_DATA")},
            "CENTRAL_DATA": str(self.data),
            "CENTRAL_OPERACAO": str(default_demo_folder()),
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "META_APP_SECRET": SECRET,
            "META_VERIFY_TOKEN": VERIFY,
            "CENTRAL_CHAVE": "chave-dos-testes-" * 2,
            "WHATSAPP_TOKEN": TOKEN,
            "GRAPH_URL": f"http://127.0.0.1:{self.graph_port}/fingir/graph",
            **({"DATABASE_URL": self.database} if self.database else {}),
            **self.extra,
        }
        self.data.mkdir(parents=True, exist_ok=True)
        with (self.data / "central.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "central", self.command], env=env, stdout=log, stderr=log
            )

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(120)

    async def ready(self, within_s: float = 240) -> None:
        """Wait until /saude answers 200."""
        deadline = time.monotonic() + within_s
        while time.monotonic() < deadline:
            assert self.process is not None
            if self.process.poll() is not None:
                raise RuntimeError(f"central ended: {(self.data / 'central.log').read_text()[-3000:]}")
            if await asyncio.to_thread(self._healthy):
                return
            await asyncio.sleep(0.05)
        raise TimeoutError((self.data / "central.log").read_text()[-3000:])

    def _healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/saude", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


@asynccontextmanager
async def pretend_cloud(callback_port: int, operation: Operation) -> AsyncIterator[tuple[PretendCloud, int]]:
    """A pretend Cloud API on a free port that pushes to this callback and never gives up."""
    settings = Settings(
        numbers=tuple(Number(c.id, c.number, c.name, c.waba, SECRET) for c in operation.channels),
        token=TOKEN,
        callback_url=f"http://127.0.0.1:{callback_port}/webhook",
        delays=NO_DELAYS,
        retry_ms=(50, 500),
    )
    cloud = PretendCloud(settings, SystemClock())
    async with serving(pretend_app(cloud)) as address:
        try:
            await cloud.start()
            yield cloud, int(address.rpartition(":")[2])
        finally:
            await cloud.close()
