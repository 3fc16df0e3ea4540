"""`central configurar`: the first set-up in the terminal. What is typed is tried at once and kept in `.env` (0600)."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from central.app.commands.terminal import WHO

if TYPE_CHECKING:
    from central.adapters.store import Store
    from central.app.setup.ear import Ear
    from central.app.setup.step import Field, Standing, Step

HEARS_FOR_S = 300


def add_commands(commands: Any) -> None:
    """Give the parser this command."""
    setup = commands.add_parser("configurar", help="liga número, webhook, modelo, CRM, checkout e anúncios, testando")
    setup.add_argument("--tudo", action="store_true", help="pergunta também o que já está pronto")
    setup.add_argument("--linhas", action="store_true", help="só mostra as linhas para colar na Railway")
    setup.set_defaults(run=_configure)
    meta = commands.add_parser("meta-de-mentira", help="uma Meta de mentira à parte, para ensaiar a partida de verdade")
    meta.add_argument("--porta", type=int, default=9000)
    meta.add_argument("--pasta", type=Path, default=Path("meta-de-mentira"), help="onde ela guarda o que foi dito")
    meta.set_defaults(run=_pretend_meta)


def _configure(arguments: argparse.Namespace) -> int:
    from central.app.setup.env_file import FILE, read
    from central.app.setup.step import environment_lines

    if arguments.linhas:
        print(environment_lines(read()) or f"Ainda não há {FILE}: rode central configurar.")
        return 0
    try:
        asyncio.run(_Terminal(dict(os.environ)).walk(everything=arguments.tudo))
    except EOFError:
        print("\nParei aqui; o que já foi testado está guardado. Continue com: central configurar")
    return 0


def _pretend_meta(arguments: argparse.Namespace) -> int:
    from central.app.pretend_meta import run_pretend_meta

    return run_pretend_meta(arguments.porta, arguments.pasta)


class _Terminal:
    """Asks in order; every answer that passed its trial is written down before the next question."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment

    async def walk(self, *, everything: bool) -> None:
        """All steps. Raises EOFError when nobody answers any more."""
        from central.app.desk.visit import visit

        print("Cada resposta é testada na hora. Enter aceita o que está entre colchetes; Ctrl-D para e guarda.\n")
        async with visit(self._environment) as store:
            for number, standing in enumerate(await self._guide(store).standings(), 1):
                now = {s.step.id: s for s in await self._guide(store).standings()}[standing.step.id]
                await self._step(store, number, now, everything)
        print("\nPronto. Confira com central verificar e ligue com central iniciar.")
        print("Para a Railway, cole em Variables, Raw Editor, o que central configurar --linhas mostra.")

    def _guide(self, store: Store) -> Any:
        from central.app.config import read_settings
        from central.app.desk.visit import CLOCK
        from central.app.setup.guide import Guide

        return Guide(read_settings(self._environment), store, CLOCK)

    async def _step(self, store: Store, number: int, standing: Standing, everything: bool) -> None:
        step = standing.step
        if standing.state in ("certo", "pulado") and not everything:
            print(f"{number}. {step.title}: {'pulado' if standing.state == 'pulado' else standing.said or 'pronto'}")
            return
        print(f"\n{number}. {step.title}\n   {step.why}")
        if step.id == "mensagem":
            print("   Este passo é com o Central no ar: central iniciar, e depois mande “oi” ao número.")
            return
        if step.optional and not await _yes("   Ligar agora?", default=False):
            await self._guide(store).skip(step.id, WHO)
            return
        while not await self._try(store, step):
            if not await _yes("   Tentar de novo?", default=True):
                return

    async def _try(self, store: Store, step: Step) -> bool:
        from central.app.setup.env_file import FILE, write
        from central.core.errors import CentralError

        answers = {field.key: await self._asked(field) for field in step.fields}
        if step.id == "webhook" and not answers["CENTRAL_ENDERECO"] and not self._guide(store).settings.address:
            print("   Sem endereço público o webhook fica para depois; o painel também o liga: Ajustes, Começar.")
            return True
        typed = {key: value for key, value in answers.items() if key.isupper() and value}
        try:
            if step.id == "webhook":
                result = await self._webhook(store, answers, typed)
            else:
                result = await self._guide(store).attempt(step.id, answers, WHO)
        except CentralError as error:
            print(f"   ✗ {error.reason}")
            return False
        for sentence in result.said:
            print(f"   ✓ {sentence}")
        if result.lines:
            write(result.lines)
            self._environment.update(result.lines)
            print(f"   Guardado em {FILE}, que só você lê: {', '.join(result.lines)}")
        return True

    async def _webhook(self, store: Store, answers: Mapping[str, str], typed: Mapping[str, str]) -> Any:
        """Answer Meta's knock from here while it is asked to knock, then wait for the first message."""
        from central.app.config import read_settings
        from central.app.setup.ear import listening

        settings = read_settings({**self._environment, **typed})
        print(
            f"   Endereço para a Meta: {settings.address}/webhook\n   Palavra de verificação: {settings.verify_token}"
        )
        async with listening(settings, lambda said: print(f"   · {said}")) as ear:
            if ear is None:
                print(f"   Na porta {settings.port} já há um programa: é ele que vai apertar as mãos.")
            result = await self._guide(store).attempt("webhook", answers, WHO)
            if ear is not None and await _yes(
                "   Esperar a mensagem de teste? (mande “oi” do seu celular)", default=True
            ):
                await self._test_message(store, settings, ear)
        return result

    async def _test_message(self, store: Store, settings: Any, ear: Ear) -> None:
        """Wait for an "oi" and answer it."""
        import aiohttp

        from central.adapters.clock import new_id
        from central.adapters.whatsapp.cloud import CloudChannel
        from central.app.desk.visit import CLOCK
        from central.core.messaging.conversation import Address
        from central.core.messaging.message import SayText

        try:
            async with asyncio.timeout(HEARS_FOR_S):
                heard = await ear.heard
        except TimeoutError:
            print("   ✗ Nada chegou em 5 minutos: central verificar diz por quê.")
            return
        operation = await store.operations.current()
        found = operation.channel(heard.channel) if operation is not None else None
        token = settings.secret(found.token if found is not None else "WHATSAPP_TOKEN")
        async with aiohttp.ClientSession() as session:
            way = CloudChannel(
                session, settings.graph_url, settings.graph_version, lambda channel: token, store.media, CLOCK
            )
            to = Address(heard.sender.wa_id, heard.sender.bsuid)
            await way.send(heard.channel, to, SayText("Teste do Central: está tudo ligado."), new_id())
        print("   ✓ Mensagem de teste enviada: olhe o celular.")

    async def _asked(self, field: Field) -> str:
        kept = self._environment.get(field.key, "") if field.is_variable else ""
        shown = f"••••{kept[-4:]}" if kept and field.secret else kept
        if field.options:
            shown = field.options[0][0]
            print(f"   {', '.join(f'{id} ({name})' for id, name in field.options)}")
        if field.hint:
            print(f"   {field.hint}")
        prompt = f"   {field.label}{f' [{shown}]' if shown else ''}: "
        said = (await asyncio.to_thread(_secret if field.secret else input, prompt)).strip()
        return said or kept or (shown if field.options else "")


def _secret(prompt: str) -> str:
    """Unseen in a terminal; a line of a pipe otherwise."""
    return getpass.getpass(prompt) if sys.stdin.isatty() else input(prompt)


async def _yes(question: str, *, default: bool) -> bool:
    said = (await asyncio.to_thread(input, f"{question} [{'S/n' if default else 's/N'}] ")).strip().casefold()
    return default if not said else said.startswith("s")
