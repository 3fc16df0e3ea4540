"""What simulated buyers meet besides WhatsApp: the links of ads, the checkout, and a judge of what they are told."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from central.adapters.checkout.seal import STAMPED, stamped
from central.adapters.store import Store
from central.app.bootstrap import House
from central.app.dialogues.claims import KINDS, Said, unfounded
from central.core.messaging.conversation import Memo
from central.core.operation import Operation
from central.core.selling.checkout import DEFAULT
from central.core.text import find_cep
from central.pretend.buyers import Buyer, Entry, Life, is_pix
from central.pretend.cloud import PretendCloud
from central.pretend.inside import ask
from central.pretend.mercadopago import PretendMercadoPago

ORDERS_SECRET = "segredo-dos-pedidos-do-ensaio"  # noqa: S105 - of a pretend checkout in this process
CHECKED = tuple(kind for kind in KINDS if kind not in ("explicito", "prompt", "dados"))
HOUR_MS = 3_600_000
_TOKEN = re.compile(r"[?&][\w%]+=[0-9a-z]{11}\b")
_PHONE_SHAPES = ("{full}", "{local}", "+55 {local}", "55{local}")


@dataclass(frozen=True, slots=True)
class Wrote:
    """What the decision record of a turn says of its reply."""

    tier: str
    trigger: str | None
    persona: str | None
    product: str | None


class SimulatedShop:
    """Fulfils `Shop` in front of one running house."""

    def __init__(self, running: House, cloud: PretendCloud, bank: PretendMercadoPago | None = None) -> None:
        self._running, self._cloud, self._bank = running, cloud, bank
        self._store: Store = running.store
        self._operation: Operation = running.operation
        self._lives: dict[str, Life] = {}
        self._wrote: dict[str, Wrote] = {}
        self._checkouts: set[asyncio.Task[None]] = set()
        self._judge = lru_cache(maxsize=20_000)(self._false_claims)
        self.false: list[tuple[str, str]] = []
        self.posted = self.refused = 0
        self.paid = self.refunded = self.revenue = 0

    def met(self, life: Life) -> None:
        assert life.lead is not None, "who was met has a phone"
        self._lives[life.lead.id] = life

    def bubble(self, event: dict[str, Any]) -> None:
        """A live event of the pretend WhatsApp."""
        if event["tipo"] == "mensagem" and event["mensagem"]["de"] == "central" and event["lead"] in self._lives:
            self._lives[event["lead"]].hears(event["mensagem"])

    async def enter(self, buyer: Buyer) -> Entry:
        campaign = buyer.campaign
        if campaign.source == "meta" and campaign.ads:
            ad = campaign.ads[int(buyer.chance("anúncio") * len(campaign.ads))]
            channel = next(c for c in self._operation.channels if campaign.persona in c.personas)
            referral = {"source_id": ad, "headline": campaign.headline, "body": campaign.body}
            clid = f"ARA{buyer.seed:x}x{buyer.number:x}"
            return Entry(channel.id, campaign.greeting or "Olá!", {**referral, "ctwa_clid": clid})
        click = "gclid" if campaign.source == "youtube" else "clickid"
        answer = await ask(self._running.gate, "GET", f"/r/{campaign.id}?{click}=c{buyer.number}", _BROWSER)
        target = urlsplit(answer.headers.get("location", ""))
        digits = target.path.strip("/")
        number = next(n.id for n in self._cloud.world.numbers.values() if n.digits == digits)
        return Entry(number, dict(parse_qsl(target.query)).get("text", campaign.greeting))

    async def wrote(self, turn: str) -> tuple[str, str | None]:
        if turn not in self._wrote:
            record = json.loads(await self._store.lists.decision(turn) or "{}")
            trigger = record.get("extra", {}).get("gatilho")
            told = (record.get("tier", "script"), trigger, record.get("persona"), record.get("product"))
            self._wrote[turn] = Wrote(*told)
        found = self._wrote[turn]
        return found.tier, found.trigger

    def told(self, life: Life, text: str, turn: str) -> None:
        record = self._wrote[turn]
        region = self._operation.catalog.region(find_cep(life.buyer.cep) or "") if life.talk.told_cep else None
        where = (record.persona, record.product, region.name if region is not None else None)
        for claim in self._judge(_TOKEN.sub("", text), *where):
            self.false.append((claim, text))

    async def pays(self, life: Life, link: str) -> None:
        """The buyer opens the link, or their bank; money and second thoughts follow without them at the phone."""
        if life.buyer.chance("paga") >= life.world.pays:
            return
        await self._cloud.clock.sleep(life.buyer.pays_after)
        if is_pix(link):
            await self._pays_code(life, link)
            return
        await self._post(life, link, "waiting_payment")
        if life.buyer.method != "credit_card":
            await self._cloud.clock.sleep(20_000 + life.buyer.pays_after)
        await self._post(life, link, "paid")
        life.bought = True
        self.paid += 1
        self.revenue += life.buyer.price(self._operation.catalog)
        if life.buyer.chance("devolve") < life.world.refunds:
            self._later(self._refund(life, link))

    async def _pays_code(self, life: Life, code: str) -> None:
        """In the bank: the code of the conversation, if it lives."""
        if self._bank is None or await self._bank.pay(code):
            return
        life.ordered.append(self._cloud.clock.now())
        life.bought = True
        self.paid += 1
        self.revenue += life.buyer.price(self._operation.catalog)
        if life.buyer.chance("devolve") < life.world.refunds:
            self._later(self._gives_back(life, self._bank, code))

    async def _gives_back(self, life: Life, bank: PretendMercadoPago, code: str) -> None:
        await self._cloud.clock.sleep(HOUR_MS + round(3 * HOUR_MS * life.buyer.chance("arrependimento")))
        life.ordered.append(self._cloud.clock.now())
        await bank.refund(bank.payment_of(code))
        self.refunded += 1

    async def settled(self) -> None:
        """When the last refund has been posted."""
        while self._checkouts:
            await asyncio.wait(self._checkouts)

    async def _refund(self, life: Life, link: str) -> None:
        await self._cloud.clock.sleep(HOUR_MS + round(3 * HOUR_MS * life.buyer.chance("arrependimento")))
        await self._post(life, link, "refunded")
        self.refunded += 1

    async def _post(self, life: Life, link: str, status: str) -> None:
        """The checkout tells of the order, now and then twice, as they do."""
        now = self._cloud.clock.now()
        life.ordered.append(now)
        body = json.dumps(_order(life, link, status, now, life.buyer.price(self._operation.catalog))).encode()
        headers = {STAMPED: stamped(ORDERS_SECRET, body, now), "Content-Type": "application/json"}
        for _ in range(2 if life.buyer.chance("repete", status) < 0.15 else 1):
            answer = await ask(self._running.gate, "POST", f"/pedidos/{DEFAULT.id}", headers, body)
            self.posted += 1
            self.refused += answer.status != 200

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._checkouts.add(task)
        task.add_done_callback(self._checkouts.discard)

    def _false_claims(self, text: str, persona: str | None, product: str | None, region: str | None) -> tuple[str, ...]:
        memo = Memo(persona=persona, product=product, region=region, of_age=True)
        said = Said(text, self._operation, memo)
        return tuple(f"{kind}: {claim}" for kind in CHECKED if (claim := unfounded(kind, said)) is not None)


def _order(life: Life, link: str, status: str, now: int, total: int) -> dict[str, Any]:
    """The order as the checkout's webhook tells it."""
    buyer = life.buyer
    assert life.lead is not None, "who buys has a phone"
    query = dict(parse_qsl(urlsplit(link).query))
    token = None if buyer.chance("perde o código") < life.world.loses_token else query.get(DEFAULT.carries)
    other = buyer.chance("outro telefone") < life.world.other_phone
    local = "".join(c for c in life.lead.phone if c.isdigit()).removeprefix("55")
    phone = f"1198{buyer.number:07d}"[:11] if other else _shaped(local, buyer)
    return {
        "orderId": f"V{buyer.seed}-{buyer.number}",
        "platform": "LojaDeMentira",
        "paymentMethod": buyer.method,
        "status": status,
        "createdAt": _utc(now),
        "approvedDate": _utc(now) if status != "waiting_payment" else None,
        "refundedAt": _utc(now) if status == "refunded" else None,
        "customer": {"name": buyer.name, "email": f"comprador{buyer.number}@exemplo.example", "phone": phone},
        "products": [{"id": buyer.product.id, "name": buyer.product.name, "quantity": 1, "priceInCents": total}],
        "trackingParameters": {"sck": token, "src": None, "utm_source": buyer.campaign.source},
        "commission": {"totalPriceInCents": total},
    }


def _shaped(local: str, buyer: Buyer) -> str:
    shape = _PHONE_SHAPES[int(buyer.chance("forma do telefone") * len(_PHONE_SHAPES))]
    return shape.format(full=f"+55{local}", local=local)


def _utc(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")


_BROWSER = {"user-agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile", "host": "127.0.0.1"}
