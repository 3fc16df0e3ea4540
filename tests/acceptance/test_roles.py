"""`central porta`, `motor` and `painel` as processes of their own on one Postgres; a pretend Meta by itself."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import IO

from tests.acceptance.world import SECRET, Central, demo_operation, pretend_cloud
from tests.ports import free_port

ROLES = ("porta", "motor", "painel")


async def test_split_roles_answer_a_lead_together(tmp_path: Path, empty_postgres_url: str) -> None:
    centrals = {role: Central(tmp_path / role, empty_postgres_url, 0, command=role) for role in ROLES}
    async with pretend_cloud(centrals["porta"].port, demo_operation()) as (cloud, graph):
        for central in centrals.values():
            central.graph_port = graph
        forward = subprocess.run(
            [sys.executable, "-m", "central", "migrar"],
            env={**os.environ, "DATABASE_URL": empty_postgres_url, "CENTRAL_DATA": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (forward.returncode, forward.stdout) == (0, "O banco está pronto para esta versão.\n"), forward.stderr
        try:
            centrals["porta"].start()
            await centrals["porta"].ready()  # it takes the operation from its folder
            centrals["motor"].start()
            centrals["painel"].start()
            await asyncio.gather(centrals["motor"].ready(), centrals["painel"].ready())
            lead = cloud.new_lead("Bia")
            number = next(iter(cloud.world.numbers))
            cloud.say(lead.id, number, texto="oi, quanto custa o sérum?")
            async with asyncio.timeout(120):
                while not any(not post.by_lead for post in cloud.world.thread(lead.id, number)):
                    await asyncio.sleep(0.05)
            page = await asyncio.to_thread(_read, f"http://127.0.0.1:{centrals['painel'].port}/entrar")
            assert "Entrar" in page
            said = (tmp_path / "painel" / "central.log").read_text(encoding="utf-8")
            assert "Abra este link" in said
            assert SECRET not in said
        finally:
            for central in centrals.values():
                if central.process is not None:
                    assert central.stop() == 0


async def test_the_pretend_meta_by_itself_says_what_to_put_into_the_environment(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "central", "meta-de-mentira", "--porta", str(port), "--pasta", str(tmp_path / "m")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    assert process.stdout is not None
    try:
        lines = dict(
            line.split("=", 1) for line in await asyncio.to_thread(_until_closing, process.stdout) if "=" in line
        )
        assert lines["GRAPH_URL"] == f"http://127.0.0.1:{port}/fingir/graph"
        assert (tmp_path / "m" / "chaves").read_text().split() == [lines["WHATSAPP_TOKEN"], lines["META_APP_SECRET"]]
        page = await asyncio.to_thread(_read, f"http://127.0.0.1:{port}/")
        assert "Casa Veridá" in page
        request = urllib.request.Request(
            f"{lines['GRAPH_URL']}/v24.0/debug_token?input_token={lines['WHATSAPP_TOKEN']}",
            headers={"Authorization": f"Bearer {lines['WHATSAPP_TOKEN']}"},
        )
        assert '"is_valid":true' in await asyncio.to_thread(_read, request)
    finally:
        process.terminate()
        process.wait(120)
        process.stdout.close()


def _until_closing(out: IO[str]) -> list[str]:
    lines: list[str] = []
    while not lines or "Ctrl-C" not in lines[-1]:
        lines.append(out.readline().strip())
    return lines


def _read(url: str | urllib.request.Request) -> str:
    with urllib.request.urlopen(url, timeout=120) as answer:
        return str(answer.read().decode())
