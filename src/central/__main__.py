"""`python -m central` is the command `central`."""

from __future__ import annotations

from central.app.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
