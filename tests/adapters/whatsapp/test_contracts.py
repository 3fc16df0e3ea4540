"""`make contracts` counts what it read, and is red when a send does not fit Meta's file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.contracts import ONE_OF_EACH, main

BODIES = Path(__file__).with_name("bodies")
STRING = {"type": "string"}


def published() -> dict[str, Any]:
    """A small OpenAPI file with the faults of the published one."""
    base = {
        "type": "object",
        "required": ["messaging_product", "recipient_type", "to", "type"],
        "properties": dict.fromkeys(("messaging_product", "recipient_type", "to", "type"), STRING),
    }
    schemas: dict[str, Any] = {
        "BaseMessageProperties": base,
        "LanguageObject": {"type": "object", "required": ["policy", "code"]},
        "MarkMessageRequestPayload": {
            "type": "object",
            "required": ["message_id"],
            "properties": dict.fromkeys(("messaging_product", "status", "message_id"), STRING),
        },
    }
    for kind in ("text", "image", "video", "audio", "document", "sticker", "interactive", "template"):
        own = {"type": "object", "additionalProperties": False, "required": [kind], "properties": {kind: {}}}
        schemas[f"{kind.title()}Message"] = {"allOf": [{"$ref": "#/components/schemas/BaseMessageProperties"}, own]}
    language = {"language": {"$ref": "#/components/schemas/LanguageObject"}}
    schemas["TemplateMessage"]["allOf"][1]["properties"]["template"] = {"properties": language}
    return {"openapi": "3.1.0", "components": {"schemas": schemas}}


def test_our_own_bodies_are_counted_and_other_files_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(BODIES, tmp_path / "corpos")
    (tmp_path / "venda.json").write_text('{"id": 1}')
    (tmp_path / "lista.json").write_text("[")
    assert main(tmp_path) == 0
    said = capsys.readouterr().out
    assert f"{len(list(BODIES.iterdir()))} corpos de webhook lidos, 2 arquivos de outra coisa pulados, 0 com" in said
    assert "recibo · played" in said
    assert "messages: status of payment" in said
    assert "não foi conferido" in said


def test_what_we_send_fits_the_repaired_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "meta.yaml").write_text(yaml.safe_dump(published()))
    assert main(tmp_path) == 0
    assert capsys.readouterr().out.count("  cabe  ") == len(ONE_OF_EACH) + 1


@pytest.mark.parametrize("missing", ["messaging_product", "recipient_type"])
def test_a_key_the_file_does_not_know_is_seen(tmp_path: Path, capsys: pytest.CaptureFixture[str], missing: str) -> None:
    file = json.loads(json.dumps(published()))
    base = file["components"]["schemas"]["BaseMessageProperties"]
    del base["properties"][missing]
    base["required"].remove(missing)
    (tmp_path / "meta.yaml").write_text(yaml.safe_dump(file))
    assert main(tmp_path) == 1
    said = capsys.readouterr().out
    assert "NÃO CABE  texto" in said
    assert missing in said
