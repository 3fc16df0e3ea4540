"""The operation from and to the outside: the owner's YAML, the stored JSON, and the difference of two versions."""

from __future__ import annotations

from central.adapters.operation.differences import differences
from central.adapters.operation.document import Document, digest, document_of, from_json, numbered, parse, to_json
from central.adapters.operation.export import media_of, to_sections, to_yaml
from central.adapters.operation.files import default_demo_folder, media_folder, read_yaml
from central.adapters.operation.problems import OperationInvalid, Place, Problem

__all__ = [
    "Document",
    "OperationInvalid",
    "Place",
    "Problem",
    "default_demo_folder",
    "differences",
    "digest",
    "document_of",
    "from_json",
    "media_folder",
    "media_of",
    "numbered",
    "parse",
    "read_yaml",
    "to_json",
    "to_sections",
    "to_yaml",
]
