"""One lead of each source from click to refund, on a real Central that is killed at every step (``bench.loop``).

Sources are ads of Meta, YouTube (each click id of Google's), Kwai, and nobody's ad; each pays at another checkout.
The pretend WhatsApp, CRM, shops and ad platforms outlive Central. Every webhook comes several times, out of
order. After each step the ticket, the CRM's record, the ledgers, the panel and the ad platform must say the same.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import aiohttp

from bench.circle_shops import PARAMETERS, STEPS, TOTAL
from bench.circle_town import BROWSER, Town, town
from central.core.selling.conversion import NO_CLICK, NO_REFUNDS
from central.core.selling.crm import CrmKind
from central.core.selling.order import STATUSES
from central.core.selling.ticket_words import STATUS_WORDS
from tests.acceptance.world import demo_operation

PATIENCE_S = 240
"""The circle ends when something has not come for so long: longer than a start takes on the busiest machine."""
LINK = re.compile(r"https://\S+")
PLATFORMS = {"meta": "Meta", "google": "Google", "kwai": "Kwai"}
PIX = ("quanto custa o Noite de Âmbar?", "quero pagar no pix", "o de 50 ml", "01310-100", "já paguei")
CODE = re.compile(r"000201[ -~]{20,}")
SOURCES = {"meta": "meta", "google": "youtube", "kwai": "kwai", "": "desconhecida"}


@dataclass
class Buyer:
    """One lead and what went wrong with them; nothing is a whole circle."""

    name: str
    platform: str
    click: str
    """How the click is named in the address of the link; `ctwa` comes with the message, none at all is nobody's ad."""
    campaign: str
    product: str
    shop: str
    words: tuple[str, ...] = ("quanto custa?", "quero comprar, me manda o link")
    order: int = 0
    payment: str = ""
    """The order's number at the bank, of whoever pays by a code in the conversation."""
    total: int = TOTAL
    number: str = ""
    lead: str = ""
    phone: str = ""
    token: str = ""
    wrong: list[str] = field(default_factory=list)

    @property
    def clid(self) -> str:
        """The click itself."""
        return f"clique-{self.order}"

    @property
    def said_number(self) -> str:
        """The order's number as its checkout tells it."""
        return self.payment or str(self.order)


@dataclass(frozen=True, slots=True)
class Step:
    """What everybody must say after a step."""

    name: str
    tickets: tuple[str, ...]
    outcomes: tuple[str, ...]
    paid: bool = False
    back: bool = False


TALKED = Step("depois da conversa", ("interessado", "pediu_desconto"), ())
WAITING = Step("esperando pagamento", ("interessado", "pediu_desconto"), ("pending",))
PAID = Step("pago", ("comprado",), ("approved", "pending"), paid=True)
REFUNDED = Step("reembolsado", ("perdido",), ("approved", "pending", "refunded"), paid=True, back=True)


def buyers() -> list[Buyer]:
    """A lead of each source, each at another checkout."""
    found = [
        Buyer("Meta, feed", "meta", "ctwa", "serum-feed", "serum-aurora", "kiwify"),
        Buyer("Meta, stories", "meta", "ctwa", "batom-stories", "batom-veludo", "yampi"),
        Buyer("Meta, reels", "meta", "ctwa", "vestido-reels", "vestido-alba", "generico"),
        Buyer("YouTube, gclid", "google", "gclid", "bolsa-youtube", "bolsa-nina", "hotmart"),
        Buyer("YouTube, wbraid", "google", "wbraid", "cedro-youtube", "cedro-norte", "shopify"),
        Buyer("YouTube, gbraid", "google", "gbraid", "cedro-youtube", "cedro-norte", "shopify"),
        Buyer("Kwai", "kwai", "clickid", "hidratante-kwai", "hidratante-orvalho", "nuvemshop"),
        Buyer("sem anúncio, Pix", "", "", "", "noite-de-ambar", "pix", PIX),
    ]
    for place, buyer in enumerate(found):
        buyer.order = 7_001 + place
    return found


async def circle(seed: int, database: str = "", crm: CrmKind = "flowlu") -> dict[str, Any]:
    """All circles, on SQLite or on this Postgres; `loops_ok` of `loops` agreed at every step."""
    everybody = buyers()
    async with town(seed, database, {buyer.product: buyer.shop for buyer in everybody}, crm) as around:
        agreed = await _walk(around, everybody)
        drift = await around.drift() if agreed else 0
        for buyer in everybody:
            for line in buyer.wrong:
                print(f"{buyer.name}: {line}", flush=True)
        whole = sum(not buyer.wrong for buyer in everybody)
        return {"loops": len(everybody), "loops_ok": whole, "kills": around.kills, "drift": drift}


async def _walk(around: Town, everybody: list[Buyer]) -> bool:
    """All steps, as long as everybody agrees: whatever came after a step that failed could only repeat it."""
    for came_by_ad in (False, True):  # whoever writes without a code just after a click is taken for its lead
        some = [buyer for buyer in everybody if bool(buyer.campaign) == came_by_ad]
        entries = [await _click(around, buyer) for buyer in some]
        talks = (_chat(around, buyer, *entry) for buyer, entry in zip(some, entries, strict=True))
        await asyncio.gather(*talks, _struck(around, 1.5))
    agreed = await _agree(around, everybody, TALKED)
    for step, statuses in ((WAITING, STEPS[:1]), (PAID, STEPS[:2]), (REFUNDED, STEPS[1:])):
        if agreed:
            await _deliver(around, everybody, statuses)
            agreed = await _agree(around, everybody, step)
    return agreed


# ── steps ────────────────────────────────────────────────────────────────────────────────────────


async def _click(around: Town, buyer: Buyer) -> tuple[str, dict[str, Any]]:
    """What the lead's phone is ready to send, and what comes with it."""
    operation = demo_operation()
    product = operation.catalog.product(buyer.product)
    campaign = operation.campaign(buyer.campaign)
    assert product is not None
    if campaign is None or buyer.click == "ctwa":
        buyer.number = next(c.id for c in operation.channels if product.persona in c.personas)
    if campaign is None:
        return "boa tarde", {}
    if buyer.click == "ctwa":
        ad = {"source_id": campaign.ads[0], "headline": campaign.headline, "body": campaign.body}
        return campaign.greeting, {"anuncio": {**ad, "ctwa_clid": buyer.clid}}
    address = f"{around.address}/r/{campaign.id}?{buyer.click}={buyer.clid}"
    async with around.session.get(address, headers=BROWSER, allow_redirects=False) as answer:
        target = urlsplit(answer.headers["location"])
    digits = target.path.strip("/")
    buyer.number = next(n.id for n in around.cloud.world.numbers.values() if n.digits == digits)
    return dict(parse_qsl(target.query)).get("text", campaign.greeting), {}


async def _chat(around: Town, buyer: Buyer, words: str, more: dict[str, Any]) -> None:
    """A few words, and the link with our token in it."""
    lead = around.cloud.new_lead(f"Comprador {buyer.order}")
    buyer.lead, buyer.phone = lead.id, lead.wa_id
    for said, extra in ((words, more), *((said, {}) for said in buyer.words)):
        before = len(_heard(around, buyer))
        around.cloud.say(buyer.lead, buyer.number, "text", texto=said, **extra)
        if not await _until(lambda before=before: len(_heard(around, buyer)) > before):
            buyer.wrong.append(f"ficou sem resposta a “{said}”")
            return
    if not await _until(lambda: _token(around, buyer)):
        buyer.wrong.append("nenhum link ou Pix com código foi enviado")
    buyer.token = _token(around, buyer) or ""
    if payment := around.shops.bank.payment_of(_code(around, buyer)):
        buyer.payment = payment
        buyer.total = round(100 * around.shops.bank.payments[payment]["transaction_amount"])


async def _struck(around: Town, within_s: float) -> None:
    """A death of Central while everybody talks."""
    await asyncio.sleep(around.draw.uniform(0.2, within_s))
    await around.kill()


async def _deliver(around: Town, everybody: list[Buyer], statuses: tuple[str, ...]) -> None:
    """Each checkout tells each status three times, shuffled; Central dies amid them and amid what they set off."""
    posts = [(buyer, status) for buyer in everybody for status in statuses for _ in range(3)]
    around.draw.shuffle(posts)
    half = len(posts) // 2
    await asyncio.gather(*(_post(around, *post) for post in posts[:half]), _struck(around, 0.6))
    await asyncio.gather(*(_post(around, *post) for post in posts[half:]))
    await _struck(around, 1.5)


async def _post(around: Town, buyer: Buyer, status: str) -> None:
    """A delivery, tried until it is taken; a checkout with several notices posts them all."""

    async def taken() -> bool:
        try:
            return all([await _once(around, buyer, *post) for post in await _told(around, buyer, status)])
        except (aiohttp.ClientError, TimeoutError):
            return False

    if not await _until(taken):
        buyer.wrong.append(f"o pedido {status} nunca foi aceito")


async def _told(around: Town, buyer: Buyer, status: str) -> list[tuple[str, dict[str, str], bytes]]:
    return await around.shops.told(buyer.shop, buyer.order, buyer.token, status)


async def _once(around: Town, buyer: Buyer, end: str, headers: dict[str, str], body: bytes) -> bool:
    address = f"{around.address}/pedidos/{buyer.shop}{end}"
    async with around.session.post(address, data=body, headers={**headers, "content-type": "application/json"}) as told:
        return told.status == 200


# ── judgement ────────────────────────────────────────────────────────────────────────────────────


async def _agree(around: Town, everybody: list[Buyer], step: Step) -> bool:
    """Whether ticket, CRM, ledgers, panel and ad platform say the same of every buyer; else who differs about what."""
    if any(buyer.wrong for buyer in everybody):
        return False
    for buyer in everybody:
        said: list[str] = []

        async def alike(buyer: Buyer = buyer, said: list[str] = said) -> bool:
            said[:] = await _differences(around, buyer, step)
            return not said

        if not await _until(alike):
            for other in everybody:
                found = said if other is buyer else await _differences(around, other, step)
                other.wrong += [f"{step.name}: {line}" for line in found]
            return False
    sent = {p: sum(b.platform == p for b in everybody) if step.paid else 0 for p in PLATFORMS}
    if not await _until(lambda: _tiles(around, sent)):
        everybody[0].wrong.append(f"{step.name}: a página de conversões não mostra {sent}")
        return False
    return True


async def _differences(around: Town, buyer: Buyer, step: Step) -> list[str]:
    tickets = (await around.api("/tickets", phone=buyer.phone)).get("items", [])
    if len(tickets) != 1:
        return [f"{len(tickets)} tickets"]
    (ticket,) = tickets
    wrong = _ticket(buyer, ticket, step) + _crm(around, buyer, ticket) + _orders(around, buyer, step)
    wrong += await _platform(around, buyer, step)
    return wrong + await _panel(around, buyer, ticket, step)


def _ticket(buyer: Buyer, ticket: dict[str, Any], step: Step) -> list[str]:
    value = buyer.total if ticket["status"] == "comprado" else ticket["value"]
    about = (ticket["source"] or "desconhecida", ticket["product"], ticket["value"])
    if ticket["status"] in step.tickets and about == (SOURCES[buyer.platform], buyer.product, value):
        return []
    return [f"ticket {ticket['status']}: {about}"]


def _crm(around: Town, buyer: Buyer, ticket: dict[str, Any]) -> list[str]:
    cards = around.office.shown(ticket["id"])
    if [card.status for card in cards] != [ticket["status"]]:
        return [f"CRM {[card.status for card in cards]}"]
    if ticket["status"] == "comprado" and cards[0].value != buyer.total:
        return [f"valor no CRM {cards[0].value}"]
    return []


def _orders(around: Town, buyer: Buyer, step: Step) -> list[str]:
    """The order, whose it is, and each outcome once in the ledger that rewards are made of."""
    about = (buyer.shop, buyer.said_number)
    find = "SELECT o.id FROM shop_order o WHERE o.checkout = ? AND o.number = ?"
    found = around.rows(find, *about)
    if not step.outcomes:
        return [f"pedido {found}"] if found else []
    told = around.rows(f"SELECT status FROM order_outcome WHERE order_id IN ({find}) ORDER BY status", *about)
    if len(found) != 1 or [row[0] for row in told] != list(step.outcomes):
        return [f"{len(found)} pedidos, resultados {told}"]
    owner = around.rows(
        "SELECT o.product, o.matched_by, o.total FROM shop_order o JOIN person p ON p.id = o.person_id WHERE o.id = ?",
        found[0][0],
    )
    return [] if owner == [(buyer.product, "link", buyer.total)] else [f"dono {owner}"]


async def _platform(around: Town, buyer: Buyer, step: Step) -> list[str]:
    """What the platform of the click counts, and what our ledger says that it does."""
    values = _counted(around, buyer)
    left = 0 if step.back and buyer.platform == "google" else buyer.total
    expected = [left] if step.paid and buyer.platform else []
    wrong = [f"plataforma conta {values}"] if values != expected else []
    rows = around.rows(
        "SELECT c.platform, c.state, c.told, c.reason, c.order_id FROM conversion c"
        " JOIN shop_order o ON o.id = c.order_id WHERE o.checkout = ? AND o.number = ?",
        *(buyer.shop, buyer.said_number),
    )
    if not step.paid:
        return wrong + ([f"razão de conversões {rows}"] if rows else [])
    if len(rows) != 1:
        return [*wrong, f"razão de conversões {rows}"]
    platform, state, told, reason, order = rows[0]
    if not buyer.platform:
        return wrong + ([] if (state, reason) == ("skipped", NO_CLICK) else [f"razão de conversões {rows}"])
    if state == "uncertain":
        if not values:  # a person looks at the platform, sees nothing, and sends it again
            await around.panel.post(
                f"/atencao/{quote(f'{platform}/{order}', safe='')}/repor", headers=await _csrf(around)
            )
        return wrong
    if step.back and buyer.platform != "google" and reason != NO_REFUNDS:
        wrong.append(f"reembolso sem palavra: {reason}")
    return wrong if (platform, state, told) == (buyer.platform, "sent", left) else [*wrong, f"razão {rows}"]


def _counted(around: Town, buyer: Buyer) -> list[int]:
    """The values, in centavos, that a platform counts for this buyer's click."""
    found: list[Any] = []
    for event in around.ads.counted(buyer.platform) if buyer.platform else ():
        if event.get("user_data", {}).get("ctwa_clid") == buyer.clid:
            found.append(event["custom_data"]["value"])
        elif event.get("adIdentifiers") == {buyer.click: buyer.clid}:
            found.append(event["conversionValue"])
        elif event.get("clickid") == buyer.clid:
            found.append(float(re.findall(r'"value": ([0-9.]+)', event["properties"])[0]))
    return [round(100 * value) for value in found]


async def _panel(around: Town, buyer: Buyer, ticket: dict[str, Any], step: Step) -> list[str]:
    wrong = []
    if STATUS_WORDS[ticket["status"]] not in await around.page(f"/tickets/{ticket['id']}"):
        wrong.append("o ticket no painel diz outra coisa")
    page = await around.page("/pedidos")
    name = rf"<bdi>{re.escape(buyer.said_number)}</bdi> <span[^>]*><bdi>{re.escape(buyer.shop)}</bdi>"
    row = re.search(rf"<tr><th[^>]*>{name}.*?</tr>", page, re.DOTALL)
    if not step.outcomes:
        return [*wrong, "o painel mostra um pedido que não houve"] if row else wrong
    stands = STATUSES["refunded" if step.back else "approved" if step.paid else "pending"]
    if row is None or f">{stands}<" not in row[0]:
        wrong.append(f"o pedido no painel não está {stands}")
    return wrong


async def _tiles(around: Town, sent: dict[str, int]) -> bool:
    """Whether the page of conversions counts so many as sent to each platform, or in doubt since Central died."""
    page = await around.page("/conversoes")
    for platform, count in sent.items():
        tiles = rf">{PLATFORMS[platform]}: (?:enviada|incerta)</span>\s*<strong[^>]*>(\d+)<"
        if sum(map(int, re.findall(tiles, page))) != count:
            return False
    return bool(page)


async def _csrf(around: Town) -> dict[str, str]:
    found = re.search(r'name="_csrf" value="([^"]+)"', await around.page("/ajustes/loja"))
    return {"x-csrf": found[1]} if found else {}


def _heard(around: Town, buyer: Buyer) -> list[str]:
    return [
        str(post.part.get("texto") or post.part.get("legenda") or "")
        for post in around.cloud.world.thread(buyer.lead, buyer.number)
        if not post.by_lead
    ]


def _code(around: Town, buyer: Buyer) -> str:
    """The last Pix code that was sent."""
    return next((found[0] for text in reversed(_heard(around, buyer)) if (found := CODE.search(text))), "")


def _token(around: Town, buyer: Buyer) -> str | None:
    if buyer.shop == "pix":
        payment = around.shops.bank.payment_of(_code(around, buyer))
        return str(around.shops.bank.payments[payment]["external_reference"]) if payment else None
    links = [link for text in _heard(around, buyer) for link in LINK.findall(text)]
    name = PARAMETERS.get(buyer.shop, "sck")
    return next((token for link in links if (token := dict(parse_qsl(urlsplit(link).query)).get(name))), None)


async def _until(true: Callable[[], Any]) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        found = true()
        if await found if asyncio.iscoroutine(found) else found:
            return True
        await asyncio.sleep(0.3)
    return False
