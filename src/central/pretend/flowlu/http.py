"""The pretend portal on a wire."""

from __future__ import annotations

import asyncio

from aiohttp import web

from central.pretend.flowlu.portal import Portal

PREFIX = "/api/v1/module/"


def flowlu_app(portal: Portal) -> web.Application:
    """The portal's API under its own paths; every answer says that it is pretence."""

    async def answer(request: web.Request) -> web.StreamResponse:
        form = {k: str(v) for k, v in (await request.post()).items()} if request.method == "POST" else {}
        query = list(request.query.items())
        told = portal.answer(request.method, request.path.removeprefix(PREFIX), query, form)
        if told.wait_ms:
            await asyncio.sleep(told.wait_ms / 1000)
        if told.status == 0:
            assert request.transport is not None
            request.transport.abort()
            raise web.HTTPServiceUnavailable
        headers = {"x-fingido": "sim"} | ({"retry-after": told.retry_after} if told.retry_after else {})
        return web.Response(status=told.status, body=told.body, content_type=told.kind, headers=headers)

    app = web.Application()
    app.router.add_route("*", PREFIX + "{rest:.*}", answer)
    return app
