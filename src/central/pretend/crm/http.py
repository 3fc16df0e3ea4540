"""A pretend CRM on a wire."""

from __future__ import annotations

import asyncio

from aiohttp import web

from central.pretend.crm.office import Asked, Office


def crm_app(office: Office) -> web.Application:
    """Its API under its own paths; every answer says that it is pretence."""

    async def answer(request: web.Request) -> web.StreamResponse:
        headers = {name.lower(): value for name, value in request.headers.items()}
        form = {k: str(v) for k, v in (await request.post()).items()} if _is_form(request) else {}
        path = request.path.removeprefix(office.prefix).strip("/")
        told = office.answer(
            Asked(request.method, path, list(request.query.items()), headers, await request.read(), form)
        )
        if told.wait_ms:
            await asyncio.sleep(told.wait_ms / 1000)
        if told.status == 0:
            assert request.transport is not None
            request.transport.abort()
            raise web.HTTPServiceUnavailable
        headers = {"x-fingido": "sim", "content-type": told.kind, **told.headers}
        return web.Response(status=told.status, body=told.body, headers=headers)

    app = web.Application()
    app.router.add_route("*", office.prefix + "{rest:.*}", answer)
    return app


def _is_form(request: web.Request) -> bool:
    return request.content_type == "application/x-www-form-urlencoded"
