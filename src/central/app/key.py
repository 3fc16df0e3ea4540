"""The installation's own key: from the environment, or kept in the data folder."""

from __future__ import annotations

import os
import secrets

from central.app.config import Settings
from central.core.errors import AskHuman

VARIABLE = "CENTRAL_CHAVE"
FILE = "chave"
LEAST = 32


def installation_key(settings: Settings) -> bytes:
    """The key of `CENTRAL_CHAVE`, else the one in the data folder, made on first use; processes on several hosts need
    the variable, which `central iniciar` asks for. Raises AskHuman when it is too short."""
    if given := settings.secret(VARIABLE):
        if len(given) < LEAST:
            raise AskHuman(
                f"{VARIABLE} tem {len(given)} caracteres; use ao menos {LEAST}. Este comando escreve uma boa: "
                'python -c "import secrets; print(secrets.token_urlsafe(32))"',
                code="configuracao",
            )
        return given.encode()
    return _kept(settings)


def _kept(settings: Settings) -> bytes:
    path = settings.data / FILE
    settings.data.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(LEAST))
    return path.read_text(encoding="ascii").strip().encode()
