"""How long a stranger needs: clone → answered lead on the phone page, and clone → a start like on a host, by Postgres.

`.venv/bin/python -m scripts.stopwatch [celular] [postgres]`: each in a clone of its own below a temporary folder, by
the commands of README and docs/colocar-no-ar.md and nothing else. 1 when one takes longer than it may.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.postgres import running_postgres

ROOT = Path(__file__).resolve().parents[1]
LIMITS_S = {"celular": 180, "postgres": 900}
OURS = ("PYTHON", "CENTRAL_", "WHATSAPP_", "META_", "DATABASE_URL", "GRAPH_URL", "PORT", "OPENAI_")
"""Variables a stranger does not have."""
ANSWERS = (
    *("", "Ateliê Norte", "https://atelie.example", "Nina", "canecas de cerâmica", "Caneca Lua", "R$ 59,90", "12"),
    *("https://atelie.example/caneca-lua", "R$ 19,90", "5 a 9 dias úteis"),
)
"""What a seller answers to `central configurar` after the token and the app's secret."""


class Watch:
    """Says what happened when, in seconds since it began."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began

    def say(self, what: str) -> None:
        """Say it."""
        print(f"  {self.seconds:6.1f} s  {what}", flush=True)


def main(words: list[str]) -> int:
    """Run what is asked for, or both; the last line is JSON."""
    found: dict[str, float] = {}
    for name, run in (("celular", phone), ("postgres", postgres)):
        if words and name not in words:
            continue
        print(f"{name}: até {LIMITS_S[name]} s")
        with clone() as folder:
            watch = Watch()
            run(folder, watch)
            found[name] = round(watch.seconds, 1)
    print(json.dumps(found))
    return 0 if all(seconds <= LIMITS_S[name] for name, seconds in found.items()) else 1


def phone(folder: Path, watch: Watch) -> None:
    """README: `make run`, then write as a lead would."""
    _clone(folder)
    port = _free_port()
    with running(["make", "run"], folder, {"PORT": str(port)}):
        page = f"http://localhost:{port}"
        _until(lambda: _get(f"{page}/saude"), LIMITS_S["celular"])
        watch.say("a página do celular abriu")
        watch.say(f"a persona respondeu: {_answer(page, 'oi, quanto custa o sérum?')}")


def postgres(folder: Path, watch: Watch) -> None:
    """docs/colocar-no-ar.md, the part without Meta: a Postgres by its URL, the pretend Meta, the guided set-up."""
    _clone(folder)
    subprocess.run(["scripts/install", "run"], cwd=folder, env=stranger({}), check=True, stdout=subprocess.DEVNULL)
    watch.say("instalado")
    central, meta, port = str(folder / ".venv/bin/central"), _free_port(), _free_port()
    with running_postgres() as database:
        env = {"DATABASE_URL": database, "CENTRAL_CHAVE": secrets.token_urlsafe(32), "PORT": str(port)}
        with running([central, "meta-de-mentira", "--porta", str(meta)], folder, env) as log:
            told = {k: _until(_said(log, k), 60) for k in ("GRAPH_URL", "WHATSAPP_TOKEN", "META_APP_SECRET")}
            env["GRAPH_URL"] = told["GRAPH_URL"]
            watch.say("a Meta de mentira abriu")
            typed = [told["WHATSAPP_TOKEN"], told["META_APP_SECRET"], *ANSWERS, f"http://localhost:{port}", *"nnnnn"]
            done = subprocess.run(
                [central, "configurar"], cwd=folder, env=stranger(env), input="\n".join(typed) + "\n",
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            assert "apertou as mãos" in done.stdout, done.stdout
            watch.say("configurado; a Meta apertou as mãos")
            with running([central, "iniciar"], folder, env):
                _until(lambda: _get(f"http://localhost:{port}/saude"), 120)
                watch.say("no ar")
                watch.say(f"a persona respondeu: {_answer(f'http://127.0.0.1:{meta}', 'oi, quanto custa a caneca?')}")
                check = subprocess.run([central, "verificar"], cwd=folder, env=stranger(env), capture_output=True)
                assert check.returncode == 0, check.stdout.decode()
                watch.say("central verificar: tudo certo")


@contextmanager
def clone() -> Iterator[Path]:
    """An empty folder, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="central-relogio-"))
    try:
        yield folder / "central"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(command: list[str], folder: Path, env: Mapping[str, str]) -> Iterator[Path]:
    """A program beside us, ended as Ctrl-C ends it; yields the file with what it says."""
    log = folder / f"{Path(command[0]).name}-{command[1]}.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=folder, env=stranger(env), stdout=file, stderr=file, start_new_session=True
        )
        try:
            yield log
        except BaseException:
            print(log.read_text(encoding="utf-8", errors="replace")[-2000:], file=sys.stderr)
            raise
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(60)


def stranger(env: Mapping[str, str]) -> dict[str, str]:
    """The environment of somebody who only cloned."""
    return {k: v for k, v in os.environ.items() if not k.startswith(OURS)} | dict(env)


def _clone(folder: Path) -> None:
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(folder)], check=True)


def _answer(page: str, words: str) -> str:
    """Write as a new lead; what came back."""
    number = _get(f"{page}/fingir/numeros")["numeros"][0]["id"]
    lead = _get(f"{page}/fingir/leads", {"nome": "Bia"})["id"]
    _get(f"{page}/fingir/leads/{lead}/mensagens", {"numero": number, "tipo": "text", "texto": words})

    def said() -> str:
        thread = _get(f"{page}/fingir/leads/{lead}/conversa?numero={number}")["mensagens"]
        return next((str(m.get("texto", "")) for m in thread if m["de"] == "central"), "")

    return str(_until(said, 60))


def _get(address: str, body: Mapping[str, Any] | None = None) -> Any:
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(address, data, {"content-type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or b"true")
    except (OSError, json.JSONDecodeError):
        return None


def _said(log: Path, key: str) -> Callable[[], str]:
    """The value a program showed for this variable."""

    def look() -> str:
        found = re.search(rf"{key}=(\S+)", log.read_text(encoding="utf-8"))
        return found[1] if found else ""

    return look


def _until(look: Callable[[], Any], seconds: float) -> Any:
    """What it finds, once it finds something."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.2)
    raise SystemExit(f"nothing after {seconds} s")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
