"""What is outside: names and addresses that do not lead into our own network."""

from __future__ import annotations

import ipaddress
import socket

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult


class Outside(AbstractResolver):
    """Names that lead into our own network lead nowhere."""

    def __init__(self) -> None:
        self._resolver = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._resolver.resolve(host, port, family)
        outer = [result for result in found if not is_inner(result["host"])]
        if not outer:
            raise OSError("the name leads into our own network")
        return outer

    async def close(self) -> None:
        await self._resolver.close()


def is_inner(host: str) -> bool:
    """Whether a host, as a name or a number, is on our side by what it is called."""
    try:
        return not ipaddress.ip_address(host.split("%")[0]).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".local", ".internal", ".localhost"))
