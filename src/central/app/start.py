"""`central iniciar`, `porta` and `motor`: the real thing, on Meta's Cloud API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from central.app.bootstrap import House, Part, house
from central.app.config import Settings, read_settings
from central.app.desk.risk import accepted_risks, check_shared_numbers
from central.app.key import VARIABLE
from central.app.server import listen, run
from central.app.with_panel import with_panel
from central.core.errors import AskHuman

FOLDER = "CENTRAL_OPERACAO"


def run_start(environment: Mapping[str, str], parts: frozenset[Part]) -> int:
    """Serve until stopped. Raises AskHuman with every missing setting before anything starts."""
    settings = read_settings(environment)
    _check(settings, parts)
    folder = environment.get(FOLDER, "").strip()
    sock = listen(settings.host, settings.port)
    with sock:
        opening = house(
            settings,
            parts=parts,
            operation_folder=Path(folder) if folder else None,
            inspect=check_shared_numbers,
        )
        said: list[str] = []
        if "painel" in parts:
            opening = with_panel(opening, said)
        run(opening, sock, _say(parts, said), fronts=settings.fronts if "porta" in parts else 0)
    return 0


def _check(settings: Settings, parts: frozenset[Part]) -> None:
    if parts == {"painel"}:
        return
    needed = {
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
