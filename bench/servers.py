"""Start a server as a process of its own, wait until it answers, read what it cost, stop it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READY_WITHIN_S = 240.0
STOP_WITHIN_S = 15.0
TICKS = os.sysconf("SC_CLK_TCK")
UVICORN_OPTIONS = ("--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it listens and the process at the root of its tree."""

    port: int
    pid: int

    def cpu_s(self) -> float:
        return cpu_of_tree(self.pid)

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.read()


@contextmanager
def served(command: Sequence[str], env: Mapping[str, str], port: int, log: Path) -> Iterator[Server]:
    """Run ``command`` until the block ends. Ready is when the port answers any HTTP request at all."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env=dict(os.environ) | dict(env), stdout=out, stderr=subprocess.STDOUT
        )
    try:
        _wait_until_ready(process, port, log)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def close_on_sigterm() -> None:
    """Let a SIGTERM close what is open (servers, Postgres, folders) instead of leaving it behind."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def uvicorn(app: str, port: int) -> list[str]:
    """One uvicorn process on 127.0.0.1 with the options our own server has: only the application differs."""
    return [sys.executable, "-m", "uvicorn", app, "--port", str(port), *UVICORN_OPTIONS]


def cpu_of_tree(root: int) -> float:
    """User and system seconds of a process, its living descendants and its reaped children."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            pid = int(folder.name)
            parents[pid] = int(fields[1])
            ticks[pid] = sum(int(field) for field in fields[11:15])
    return sum(spent for pid, spent in ticks.items() if _descends(pid, root, parents)) / TICKS


def peak_rss_mb(pid: int) -> float:
    """The most memory a process has held at once, in MB of 10^6 bytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise ProcessLookupError(pid)


def _descends(pid: int, root: int, parents: Mapping[int, int]) -> bool:
    while pid > 1:
        if pid == root:
            return True
        pid = parents.get(pid, 0)
    return False


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(
                f"the server ended with {process.returncode}:\n{log.read_text(errors='replace')[-2000:]}"
            )
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(f"no answer on port {port}:\n{log.read_text(errors='replace')[-2000:]}")
