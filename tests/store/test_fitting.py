"""The process in which beliefs are fitted."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

HOUSE = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
import os, time
from central.adapters.store.learning.fitting import _give_way
with ProcessPoolExecutor(1, get_context("spawn"), _give_way) as child:
    print(child.submit(os.getpid).result(), flush=True)
    time.sleep(600)
"""


def test_a_child_does_not_outlive_a_house_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", HOUSE], stdout=subprocess.PIPE, text=True) as house:
        assert house.stdout is not None
        child = int(house.stdout.readline())
        assert _alive(child)
        house.kill()
    deadline = time.monotonic() + 60
    while _alive(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _alive(child)


def _alive(pid: int) -> bool:
    """Not gone, nor waiting for somebody to hear that it is."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False
