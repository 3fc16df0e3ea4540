"""`/r/<link>`: people go on to WhatsApp, robots get a page to preview, a lost link still leads to the shop."""

from __future__ import annotations

import io
from urllib.parse import parse_qsl, unquote

import segno
from jinja2 import Environment, PackageLoader

from central.app.doors.asgi import Reply, Scope, answer
from central.core.origin.robots import is_robot
from central.flow.links import Links, Way

PREFIX = "/r/"
QR = ".svg"
LONGEST_QUERY = 8_192
_ALWAYS = (
    (b"cache-control", b"no-store"),
    (b"x-robots-tag", b"noindex, nofollow"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
_POLICY = b"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_PAGE = Environment(loader=PackageLoader("central.app", "templates"), autoescape=True).get_template("link.html")


class LinkDoor:
    """A plain ASGI part: one GET, one small answer."""

    def __init__(self, links: Links) -> None:
        self._links = links

    async def __call__(self, scope: Scope, send: Reply) -> None:
        """Answer a visit of anything under `/r/`."""
        if scope["method"] not in ("GET", "HEAD"):
            return await answer(send, 405, b"", (b"allow", b"GET, HEAD"))
        headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        slug = unquote(scope["path"][len(PREFIX) :]).rstrip("/")
        if slug.endswith(QR):
            return await self._qr(scope, headers, slug.removesuffix(QR), send)
        purpose = headers.get("sec-purpose", "") + headers.get("purpose", "")
        if is_robot(headers.get("user-agent", ""), purpose, scope["method"]):
            return await _page(send, await self._links.look(slug))
        query = scope["query_string"][:LONGEST_QUERY].decode("latin-1")
        way = await self._links.click(slug, dict(parse_qsl(query)))
        if way.campaign is None or way.moved or way.target is None:
            return await _page(send, way)
        return await answer(send, 302, b"", (b"location", way.target.encode("ascii")))

    async def _qr(self, scope: Scope, headers: dict[str, str], slug: str, send: Reply) -> None:
        way = await self._links.look(slug)
        if way.campaign is None:
            return await _page(send, way)
        scheme = headers.get("x-forwarded-proto") or str(scope.get("scheme") or "http")
        scheme = "https" if scheme.split(",")[0].strip() == "https" else "http"
        address = f"{scheme}://{headers.get('host', 'localhost')}{PREFIX}{slug}"
        return await answer(send, 200, qr_svg(address), (b"content-type", b"image/svg+xml"))


def qr_svg(address: str) -> bytes:
    """The QR of an address, to print: medium error correction, a quiet border."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=8, border=4, xmldecl=True)
    return out.getvalue()


async def _page(send: Reply, way: Way) -> None:
    """The page of a link: a preview for robots, a way to the shop for people whose link is gone."""
    lost = way.campaign is None
    seller = way.operation.seller if way.operation is not None else "a loja"
    persona = way.operation.persona(way.campaign.persona) if way.operation and way.campaign else None
    shown = None if way.moved or (persona is not None and persona.adult) else way.campaign
    html = _PAGE.render(
        lost=lost,
        moved=way.moved,
        seller=seller,
        title=shown.headline if shown is not None and shown.headline else f"{seller} no WhatsApp",
        text=shown.body if shown is not None else "",
        target=way.target,
    )
    kind = (b"content-type", b"text/html; charset=utf-8")
    await answer(send, 404 if lost else 200, html.encode(), kind, (b"content-security-policy", _POLICY))
