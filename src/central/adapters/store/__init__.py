"""The durable store: one contract, two SQL engines (SQLite, also in memory, and Postgres)."""

from __future__ import annotations

from central.adapters.store.store import Store, open_store

__all__ = ["Store", "open_store"]
