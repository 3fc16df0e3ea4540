"""What was learned as bytes, without pickle: a JSON head and plain arrays. Equal states give equal bytes."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from central.core.learning.belief import Model, Snapshot
from central.core.learning.design import Design, Key
from central.core.learning.journey import Journey
from central.core.learning.serving import Serving

Arrays = dict[str, NDArray[Any]]
DRAWN = ("slopes", "slopes_sd", "center", "spread", "signal_center", "signal_spread", "curve")


def dump_serving(serving: Serving) -> bytes:
    """What engines serve from."""
    head: dict[str, Any] = {
        "seed": serving.seed,
        "floor": serving.floor,
        "cost_weight": serving.cost_weight,
        "design": serving.design.dump(),
        "snapshot": snapshot_head(serving.snapshot),
        "tally": [[list(map(_plain, key)), counts] for key, counts in serving.tally.items()],
    }
    arrays = snapshot_arrays(serving.snapshot)
    if serving.path is not None:
        head["path"] = path_head(serving.path)
        arrays |= path_arrays(serving.path)
    return packed(head, arrays)


def load_serving(state: bytes) -> Serving:
    """The serving again."""
    head, arrays = unpacked(state)
    path = path_of(head["path"], arrays) if "path" in head else None
    tally = {_key(key): [(n, sold) for n, sold in counts] for key, counts in head["tally"]}
    design, snapshot = Design.restore(head["design"]), snapshot_of(head["snapshot"], arrays)
    weight, floor = head["cost_weight"], head["floor"]
    return Serving(head["seed"], design, snapshot, path, floor=floor, cost_weight=weight, tally=tally)


def snapshot_arrays(snapshot: Snapshot) -> Arrays:
    """Every array of a snapshot by name."""
    arrays = {f"belief.{k}": getattr(snapshot, k) for k in DRAWN}
    for name in ("signal", "sale"):
        model = getattr(snapshot, name)
        arrays |= {f"{name}.{k}": getattr(model, k) for k in ("mean", "sd", "variance")}
    return arrays


def path_arrays(path: Journey) -> Arrays:
    """Every array of a path by name."""
    return {"path.mean": path.mean, "path.spread": path.spread}


def snapshot_head(snapshot: Snapshot) -> dict[str, Any]:
    """What of a snapshot is no array."""
    return {k: getattr(snapshot, k) for k in ("number", "at", "rows", "typical", "refunds", "kept", "tried")}


def snapshot_of(head: dict[str, Any], arrays: Arrays, prefix: str = "") -> Snapshot:
    """The snapshot again; its arrays are those whose names begin with `prefix`."""
    signal, sale = (
        Model(*(arrays[f"{prefix}{n}.{k}"] for k in ("mean", "sd", "variance"))) for n in ("signal", "sale")
    )
    drawn: dict[str, Any] = {k: arrays[f"{prefix}belief.{k}"] for k in DRAWN}
    return Snapshot(**head, signal=signal, sale=sale, **drawn)


def path_head(path: Journey) -> dict[str, Any]:
    """What of a path is no array."""
    return {
        "onward": [[list(k), v] for k, v in path.onward.items()],
        "again": [[list(k), v] for k, v in path.again.items()],
        "effect": [[list(k), n] for k, n in path.effect.items()],
    }


def path_of(head: dict[str, Any], arrays: Arrays) -> Journey:
    """The path again."""

    def lead(pairs: list[list[Any]]) -> tuple[tuple[str, Any], ...]:
        return tuple((k, v) for k, v in pairs)

    return Journey(
        {(s, lead(p)): v for (s, p), v in head["onward"]},
        {(s, lead(p), t): v for (s, p, t), v in head["again"]},
        {tuple(k): n for k, n in head["effect"]},
        arrays["path.mean"],
        arrays["path.spread"],
    )


def packed(head: Mapping[str, Any], arrays: Arrays) -> bytes:
    """Head and arrays as bytes."""
    out = io.BytesIO()
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    np.savez(out, head=np.frombuffer(text, np.uint8), **arrays)  # type: ignore[arg-type]
    return out.getvalue()


def unpacked(state: bytes) -> tuple[dict[str, Any], Arrays]:
    """Head and arrays again."""
    with np.load(io.BytesIO(state), allow_pickle=False) as found:
        arrays: Arrays = {k: found[k] for k in found.files}
    head: dict[str, Any] = json.loads(arrays.pop("head").tobytes())
    return head, arrays


def _plain(part: Any) -> Any:
    """A key's parts are tuples of tuples, strings or nothing."""
    return [list(pair) for pair in part] if isinstance(part, tuple) else part


def _key(parts: list[Any]) -> Key:
    return tuple(tuple(tuple(pair) for pair in part) if isinstance(part, list) else part for part in parts)
