"""The installation's store, from the file in the data folder to the Postgres of DATABASE_URL."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from central.adapters.store.engine.moving import Moved, move_store
from central.app.config import read_settings
from central.app.desk.visit import CLOCK
from central.app.key import FILE, VARIABLE
from central.core.errors import AskHuman


async def move(environment: Mapping[str, str], source: Path | None, *, only_look: bool) -> list[Moved]:
    """What went, table by table. Raises AskHuman for whatever is in the way; then nothing went."""
    settings = read_settings(environment)
    if not settings.database.startswith("postgres"):
        raise AskHuman(
            "Diga para onde: ponha em DATABASE_URL o endereço do Postgres novo e vazio, e repita.", code="configuracao"
        )
    file = source or settings.data / "central.db"
    if not file.is_file():
        raise AskHuman(
            f"Não há banco em {file}: diga onde ele está com --de ARQUIVO, ou a pasta dele em CENTRAL_DATA.",
            code="configuracao",
        )
    _same_key(file.parent / FILE, settings.secret(VARIABLE))
    return await move_store(str(file), settings.database, CLOCK, only_look=only_look)


def _same_key(kept: Path, given: str) -> None:
    """Silence is remembered under the key: under another one nobody who asked for it would be known."""
    if not kept.is_file() and not given:
        raise AskHuman(f"Falta {VARIABLE}: use a mesma que o Central usava com o arquivo.", code="configuracao")
    if kept.is_file() and kept.read_text(encoding="ascii").strip() != given:
        raise AskHuman(
            f"Ponha em {VARIABLE} a chave que está em {kept}, e leve-a para onde o Central vai rodar: é sob ela que "
            "fica guardado quem pediu silêncio. Com outra, essas pessoas voltariam a receber mensagens.",
            code="configuracao",
        )
