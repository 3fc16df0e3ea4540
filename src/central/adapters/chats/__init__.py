"""The file that WhatsApp's "Exportar conversa" makes: a text, or a zip with one. It is read and forgotten."""

from __future__ import annotations

import io
import zipfile

from central.core.errors import AskHuman

MOST_BYTES = 16 * 1024 * 1024
MOST_PACKED = 24 * 1024 * 1024


def text_of(content: bytes) -> str:
    """The conversation in a `.txt` or a `.zip`. Raises AskHuman for anything else, and for what is too large."""
    if len(content) > MOST_PACKED:
        raise AskHuman("O arquivo é grande demais: exporte a conversa sem mídia.", code="arquivo_grande")
    if content.startswith(b"PK"):
        content = _unpacked(content)
    if len(content) > MOST_BYTES:
        raise AskHuman("A conversa tem mais de 16 MB de texto. Exporte uma mais curta.", code="arquivo_grande")
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise AskHuman("Isto não é texto: mande o .txt ou o .zip que o WhatsApp exporta.", code="arquivo")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace").replace("\0", "")
    return content.decode("utf-8-sig", "replace").replace("\0", "")


def _unpacked(content: bytes) -> bytes:
    """The largest text of a zip; its declared size is not believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            texts = [
                i for i in packed.infolist() if i.filename.lower().endswith(".txt") and "__MACOSX" not in i.filename
            ]
            if not texts:
                raise AskHuman("Não há conversa dentro deste .zip: use Exportar conversa, no WhatsApp.", code="arquivo")
            chosen = max(texts, key=lambda info: info.file_size)
            with packed.open(chosen) as file:
                return file.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError) as error:
        raise AskHuman(
            "Não consegui abrir este .zip: exporte a conversa de novo, sem senha.", code="arquivo"
        ) from error
