"""argon2 off the loop, two at a time: each takes some 64 MB and a tenth of a second."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

AT_ONCE = 2


class Passwords:
    """Makes and checks hashes."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="central-argon2")
        self._nobody: str | None = None

    async def hash(self, password: str) -> str:
        """What the store keeps."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._hasher.hash, password)

    async def fits(self, kept: str | None, password: str) -> bool:
        """Whether it is the password; for an unknown login (None) it takes as long and is False."""
        if kept is None and self._nobody is None:
            self._nobody = await self.hash("ninguém entra com esta")
        known = kept or self._nobody or ""
        fits = await asyncio.get_running_loop().run_in_executor(self._threads, self._verify, known, password)
        return fits and kept is not None

    def _verify(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, password)
        except (Argon2Error, InvalidHashError):
            return False
