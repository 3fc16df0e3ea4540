"""`central avaliar --mensagens`: labelled messages read by the reader of the pipeline, and how well it did."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from central.adapters.llm.reader import LexicalReader
from central.core.errors import AskHuman
from central.core.reading import grading
from central.core.reading.grading import Judged, Labelled
from central.core.reading.meaning import INTENTS
from central.ports import Reader, Spoken

SHOWN = 25
"""So many of the messages that were read wrong, and of the commonest confusions, are printed."""


def grade_messages(files: Sequence[Path]) -> dict[str, float]:
    """Read them all; prints in Portuguese and gives the figures."""
    messages = [message for file in files for message in read_messages(file)]
    began = time.perf_counter()
    judged = asyncio.run(judge(LexicalReader(), messages))
    each = (time.perf_counter() - began) / max(1, len(messages))
    print("\n".join(lines_of(judged)))
    print(f"{1000 * each:.2f} ms por mensagem.")
    return grading.figures(judged) | {"ms_per_message": round(1000 * each, 3)}


async def judge(reader: Reader, messages: Iterable[Labelled]) -> list[Judged]:
    """Every message as the first words of a lead."""
    found = []
    for message in messages:
        reading = await reader.read([message.text], Spoken())
        found.append(Judged(message, reading.intent, reading.probability, reading.complex))
    return found


def read_messages(file: Path) -> list[Labelled]:
    """A file of one JSON object a line, or of one JSON list."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise AskHuman(f"Não consegui abrir {file}.", code="arquivo") from error
    try:
        rows = (
            json.loads(text)
            if text.lstrip().startswith("[")
            else [json.loads(x) for x in text.split("\n") if x.strip()]
        )
        return [_labelled(row) for row in rows]
    except (ValueError, KeyError, TypeError) as error:
        reason = f'{file}: cada linha é um JSON com "text", "intent", "accept" e "complex" ({error}).'
        raise AskHuman(reason, code="arquivo") from error


def _labelled(row: dict[str, Any]) -> Labelled:
    also = row.get("accept") or []
    also = also.split(",") if isinstance(also, str) else also
    if row["intent"] not in INTENTS:
        raise ValueError(f"não conheço a intenção {row['intent']}")
    accept = frozenset({row["intent"], *(str(label).strip() for label in also)})
    return Labelled(str(row["text"]), row["intent"], accept, bool(row.get("complex")))


def lines_of(judged: Sequence[Judged]) -> list[str]:
    """The tables: by intent, confusions, reliability, examples of what was read wrong."""
    lines = [f"{len(judged)} mensagens. Intervalos de 95 %.", ""]
    lines += _shares(judged)
    lines += ["", "Por intenção (acertos de quantas):"]
    for intent in INTENTS:
        own = [one for one in judged if one.message.intent == intent]
        if own:
            lines.append(f"  {intent:<18} {_told(grading.accuracy(own))}")
    lines += ["", "O que mais se confunde (queria dizer → foi lido):"]
    lines += [f"  {meant} → {read}: {count}" for meant, read, count in grading.confusions(judged)[:SHOWN]]
    lines += ["", f"Calibração (erro médio {grading.calibration_error(judged):.3f}):"]
    lines += [f"  dizia {told:.2f}, acertou {_told(share)}" for told, share in grading.reliability(judged)]
    wrong = sorted((one for one in judged if not one.right), key=lambda one: -one.probability)
    lines += ["", f"Erros com mais certeza ({len(wrong)} ao todo):"]
    lines += [
        f"  {one.message.intent} → {one.intent} ({one.probability:.2f}): {one.message.text[:110]}"
        for one in wrong[:SHOWN]
    ]
    return [*lines, ""]


def _shares(judged: Sequence[Judged]) -> list[str]:
    rows = (
        ("intenção aceita", grading.accuracy(judged)),
        ("intenção exata", grading.strict(judged)),
        ("60 % com mais certeza", grading.accuracy_of_surest(judged)),
        ("sair: precisão", grading.precision(judged, "sair")),
        ("sair: cobertura", grading.recall(judged, "sair")),
        ("humano: cobertura", grading.recall(judged, "humano")),
    )
    told = [f"  {name:<24} {_told(share)}" for name, share in rows]
    means = f"  {'média por intenção':<24} {grading.macro(judged):.3f}"
    return [*told, means, f"  {'complexo (F1)':<24} {grading.complex_f1(judged):.3f}"]


def _told(share: grading.Share) -> str:
    low, high = share.interval()
    return f"{share.value:.3f}  [{low:.3f}; {high:.3f}]  {share.part} de {share.whole}"
