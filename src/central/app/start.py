"""`central iniciar`, `porta` and `motor`: the real thing, on Meta's Cloud API."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from pathlib import Path

from central.app.bootstrap import House, Part, house
from central.app.config import Settings, read_settings
from central.app.desk.risk import accepted_risks, check_shared_numbers
from central.app.key import VARIABLE
from central.app.server import listen, run
from central.app.waiting import is_new, waiting
from central.app.with_panel import with_panel
from central.core.errors import AskHuman

FOLDER = "CENTRAL_OPERACAO"
WHOLE: frozenset[Part] = frozenset({"porta", "motor", "painel"})


def run_start(environment: Mapping[str, str], parts: frozenset[Part]) -> int:
    """Serve until stopped. Raises AskHuman with every missing setting before anything starts."""
    settings = read_settings(environment)
    folder = environment.get(FOLDER, "").strip()
    whole = parts == WHOLE
    _check(settings, frozenset({"painel"}) if whole and is_new(settings) else parts)
    sock = listen(settings.host, settings.port)
    with sock:
        if whole and is_new(settings):
            return _wait(settings, sock)
        opening = house(
            settings,
            parts=parts,
            operation_folder=Path(folder) if folder else None,
            inspect=check_shared_numbers,
        )
        said: list[str] = []
        if "painel" in parts:
            opening = with_panel(opening, said)
        try:
            run(opening, sock, _say(parts, said), fronts=settings.fronts if "porta" in parts else 0)
        except AskHuman as error:
            if not whole or error.code != "sem_operacao":
                raise
            return _wait(settings, sock)
    return 0


def _wait(settings: Settings, sock: socket.socket) -> int:
    """Serve the guide until Central is set up and started again."""
    said: list[str] = []
    run(waiting(settings, said), sock, lambda served: print(*said, sep="\n", flush=True))
    return 0


def _check(settings: Settings, parts: frozenset[Part]) -> None:
    needed: dict[str, str] = {}
    if parts != {"painel"}:
        needed |= {
            "META_APP_SECRET": "a chave secreta do aplicativo (painel da Meta, Configurações, Básico)",
            "META_VERIFY_TOKEN": "uma palavra sua, a mesma que você escreve na tela de webhook da Meta",
        }
    if "motor" in parts:
        needed["WHATSAPP_TOKEN"] = "o token permanente do usuário do sistema (Meta Business, Usuários do sistema)"  # noqa: S105
    if not settings.database.startswith("sqlite:"):
        needed[VARIABLE] = "uma chave sua, igual em todos os processos, com 32 letras e números ou mais"
    missing = [f"- {name}: {cure}" for name, cure in needed.items() if not settings.secret(name)]
    if missing:
        raise AskHuman("Faltam variáveis de ambiente:\n" + "\n".join(missing), code="configuracao")


def _say(parts: frozenset[Part], said: list[str]) -> Callable[[House], None]:
    def say(running: House) -> None:
        address = f"http://{running.settings.host}:{running.settings.port}"
        for sentence in accepted_risks(running.operation):
            print(sentence, flush=True)
        doing = " e ".join(sorted(parts))
        print(f"Central no ar ({doing}): {address}/webhook recebe a Meta, {address}/saude diz se está bem.", flush=True)
        for sentence in said:
            print(sentence, flush=True)

    return say
