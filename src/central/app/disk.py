"""The data folder: whether it can be written to, and how much room it has."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path

from central.core.errors import AskHuman

FULL = (errno.ENOSPC, errno.EDQUOT)


def make_ready(folder: Path) -> None:
    """Make the folder and write into it once; raises AskHuman with the cure when that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"central")
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        raise AskHuman(_cure(folder, error), code="disco") from error


def free_bytes(folder: Path) -> int:
    """Bytes that are left where the folder is."""
    return shutil.disk_usage(folder).free


def _cure(folder: Path, error: OSError) -> str:
    if error.errno in FULL:
        return f"O disco da pasta {folder} está cheio: libere espaço ou aumente o volume, e inicie de novo."
    if error.errno in (errno.ENOTDIR, errno.EEXIST, errno.ENOENT):
        return (
            f"{folder} não pode ser uma pasta de dados: escolha outra em CENTRAL_DATA, por exemplo CENTRAL_DATA=dados"
        )
    return (
        f"Não consigo gravar na pasta {folder} (CENTRAL_DATA): o disco é só de leitura ou não é deste usuário. "
        "Escolha outra pasta, ou dê a posse dela ao usuário que roda o Central: "
        f"sudo chown -R $USER {folder} neste computador, chown -R 10001 {folder} na imagem; num volume da Railway, "
        "RAILWAY_RUN_UID=0 nas variáveis."
    )
