"""Sales told to ad platforms: each once, to the platform of the last click only, with every bad day in between."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import aiohttp
import pytest
from aiohttp import web

from central.adapters.ads import GooglePlatform, KwaiPlatform, MetaPlatform
from central.adapters.clock import new_id
from central.adapters.store import Store, open_store
from central.core.messaging.conversation import Memo, OptOut, Touch
from central.core.messaging.message import Text
from central.core.messaging.update import Heard
from central.core.origin.campaign import Click, Tracking
from central.core.people.identity import Sender
from central.core.selling.checkout import CheckoutSpec, SentLink
from central.core.selling.conversion import DAY_MS, Clicked, Conversion, GoogleAds, KwaiAds, MetaAds, clicked_of
from central.core.selling.order import Order
from central.core.turn import Arrival, Outcome
from central.flow.selling.conversions import AdPlatform, ConversionSender
from central.pretend.ads import PretendAds, ads_app
from tests.clock import FakeClock

SHOP = CheckoutSpec(id="loja", provider="generico")
PHONE = "5511999990001"
SECRETS = {"GOOGLE_ADS_CLIENT_ID": "id", "GOOGLE_ADS_CLIENT_SECRET": "s", "GOOGLE_ADS_REFRESH_TOKEN": "vale"}


@dataclass
class Place:
    """A store whose sales are told to three pretend platforms."""

    store: Store
    clock: FakeClock
    ads: PretendAds
    platforms: dict[str, AdPlatform]
    sender: ConversionSender
    people: int = 0

    async def lead(
        self,
        source: str,
        age_ms: int = 0,
        silent: bool = False,
        persona: str | None = None,
        links: tuple[SentLink, ...] = (),
    ) -> str:
        """A lead who came by a click of this platform."""
        self.people += 1
        at = self.clock.now() - age_ms
        click = None
        if source in ("youtube", "kwai"):
            click = f"clique{self.people}"
            ids = Tracking(gclid="g-1") if source == "youtube" else Tracking(kwai_clickid="k-1")
            visit = Click(click, f"COD{self.people:03d}", "l", "c", "ch", at, at + DAY_MS)
            await self.store.clicks.add(visit, ids)
        wa_id = f"{int(PHONE) + self.people}"
        heard = Heard("ch", "w", f"wamid.{new_id()}", at, Sender(wa_id=wa_id), Text("oi"), b"{}")
        await self.store.journal.accept(self.clock.now(), arrivals=[Arrival(heard, "p", 0, 0)])
        scenes = await self.store.journal.claim(self.clock.now() + 1, 9)
        (scene,) = [scene for scene in scenes if scene.lines]
        touch = Touch(at, source, clid="ctwa-1" if source == "meta" else None, click=click, confidence="certa")
        done = Outcome(
            *(scene.conversation, scene.turn, scene.epoch, scene.upto, self.clock.now(), Memo(persona=persona)),
            links=links,
            touches=((scene.upto, touch),) if source else (),
            optout=OptOut(scene.person, self.clock.now(), "palavras") if silent else None,
        )
        assert await self.store.journal.finish(done)
        return wa_id

    async def order(
        self, phone: str, number: str = "1", status: str = "approved", total: int = 8990, refunded: int = 0
    ) -> None:
        """The checkout tells of an order."""
        order = Order(number, status, self.clock.now(), total, phone=phone, refunded=refunded)  # type: ignore[arg-type]
        await self.store.orders.record(SHOP, order, "loja", self.clock.now())

    async def work(self, hours: int = 1) -> None:
        """Let the sender work for so long."""
        until = self.clock.time + hours * 3_600_000
        while self.clock.time < until:
            if not await self.sender.step():
                self.clock.time += 30_000

    async def states(self) -> list[tuple[str, str, str]]:
        """Platform, state and why of every conversion."""
        return [(c.platform, c.state, c.reason) for c in await self.store.conversions.listed()]


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    clock, ads = FakeClock(), PretendAds()
    runner = web.AppRunner(ads_app(ads), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host = f"http://127.0.0.1:{runner.addresses[0][1]}"
    store = await open_store(
        ":memory:",
        clock=clock,
        ids=new_id,
        owner="t",
        parse_operation=lambda *_: None,  # type: ignore[arg-type,return-value]
    )
    async with aiohttp.ClientSession() as session:
        platforms: dict[str, AdPlatform] = {
            "meta": MetaPlatform(session, f"{host}/graph/v1", MetaAds("1"), lambda: "t"),
            "google": GooglePlatform(
                *(session, GoogleAds("1", "2", "3"), lambda name: SECRETS[name], clock.now),
                ingest=f"{host}/v1/events:ingest",
                token=f"{host}/token",
            ),
            "kwai": KwaiPlatform(session, KwaiAds("1"), lambda: "t", address=f"{host}/log/common/api"),
        }
        yield Place(store, clock, ads, platforms, ConversionSender(store.conversions, platforms, clock))  # type: ignore[arg-type]
    await store.close()
    await runner.cleanup()


@pytest.mark.parametrize(("source", "platform"), [("meta", "meta"), ("youtube", "google"), ("kwai", "kwai")])
async def test_a_sale_is_told_once_to_the_platform_of_its_click(place: Place, source: str, platform: str) -> None:
    phone = await place.lead(source)
    for _ in range(3):
        await place.order(phone)
        await place.work()
    assert {name: len(place.ads.counted(name)) for name in place.platforms} == {
        name: int(name == platform) for name in place.platforms
    }
    ((told, state, _),) = await place.states()
    assert (told, state) == (platform, "sent")
    (event,) = place.ads.counted(platform)
    assert phone not in json.dumps(event)
    assert "8990" not in json.dumps(event)
    assert "89.9" in json.dumps(event)


async def test_what_is_not_told_says_why(place: Place) -> None:
    await place.order(await place.lead(""), "1")
    await place.order(await place.lead("meta", age_ms=8 * DAY_MS), "2")
    await place.order(await place.lead("meta", silent=True), "3")
    await place.order(await place.lead("meta"), "4", total=0)
    await place.order("5511000000000", "5")
    await place.work()
    assert sorted(why for _, _, why in await place.states()) == [
        "a pessoa não permite",
        "o clique é velho demais para a plataforma",
        "pedido sem valor em reais",
        "sem clique de anúncio",
    ]
    assert not any(place.ads.counted(name) for name in place.platforms)


@pytest.mark.parametrize("reserved", ["melissa", "creme"])
async def test_no_platform_hears_of_a_reserved_persona_or_product(place: Place, reserved: str) -> None:
    sender = ConversionSender(place.store.conversions, place.platforms, place.clock, frozenset({reserved}))  # type: ignore[arg-type]
    token = "abc2345defg"
    phone = await place.lead("meta", persona="melissa", links=(SentLink(token, "creme"),))
    order = Order("1", "approved", place.clock.now(), 8990, phone=phone, token=token)
    await place.store.orders.record(SHOP, order, "loja", place.clock.now())
    await sender.step()
    assert place.ads.meta == []
    assert await place.states() == [("meta", "skipped", "linha reservada: nenhuma plataforma fica sabendo")]


async def test_money_that_went_back_before_the_sending_is_never_told(place: Place) -> None:
    phone = await place.lead("meta")
    await place.order(phone)
    await place.order(phone, status="refunded")
    await place.work()
    assert place.ads.meta == []
    assert (await place.states())[0][1:] == ("skipped", "o dinheiro voltou antes do envio")


async def test_a_refund_after_the_sending_is_noted(place: Place) -> None:
    phone = await place.lead("meta")
    await place.order(phone)
    await place.work()
    place.clock.time += 1_000
    await place.order(phone, status="refunded")
    await place.work()
    assert len(place.ads.meta) == 1
    assert (await place.states())[0][1:] == ("sent", "a plataforma não recebe reembolsos por aqui")


async def test_google_is_told_of_money_that_goes_back_in_part_and_then_in_whole(place: Place) -> None:
    phone = await place.lead("youtube")
    await place.order(phone)
    await place.work()
    for status, back, left in (("approved", 2_000, 69.9), ("refunded", 0, 0)):
        place.clock.time += 1_000
        for _ in range(2):
            await place.order(phone, status=status, refunded=back)
        await place.work()
        (event,) = place.ads.counted("google")
        assert event["conversionValue"] == left
        assert await place.states() == [("google", "sent", "avisada do dinheiro que voltou")]
    assert len(place.ads.google) == 3
    assert await place.store.conversions.counts() == [("google", "sent", 1, 0)]


@pytest.mark.parametrize(("source", "counted"), [("youtube", [0]), ("meta", [89.9])])
async def test_money_that_goes_back_during_the_sending_is_not_forgotten(
    place: Place, source: str, counted: list[float]
) -> None:
    phone, now = await place.lead(source), place.clock.now()
    await place.order(phone)
    ledger = place.store.conversions
    await ledger.decide(("meta", "google"), now)
    (due,) = await ledger.lease(now, now + 60_000, 9)
    await place.order(phone, status="refunded")
    await ledger.decide(("meta", "google"), now)
    await place.sender._send(due)
    await place.work()
    platform = due.conversion.platform
    values = [e.get("conversionValue", e.get("custom_data", {}).get("value")) for e in place.ads.counted(platform)]
    assert values == counted
    assert [s for _, s, _ in await place.states()] == ["sent"]


async def test_money_back_after_a_fall_in_the_sending_still_reaches_google(place: Place) -> None:
    phone, now = await place.lead("youtube"), place.clock.now()
    await place.order(phone)
    await place.store.conversions.decide(("google",), now)
    (due,) = await place.store.conversions.lease(now, now + 1, 9)
    await place.platforms["google"].tell(due.conversion)
    place.clock.time += 1_000
    await place.order(phone, status="chargeback")
    await place.work()
    assert [event["conversionValue"] for event in place.ads.counted("google")] == [0]


async def test_a_refund_of_somebody_forgotten_is_told_to_nobody(place: Place) -> None:
    phone = await place.lead("youtube")
    await place.order(phone)
    await place.work()
    person = (await place.store.conversions.listed())[0].person
    assert person is not None
    await place.store.conversions._engine.transact(lambda tx: tx.rows("blank_conversion", person))
    place.clock.time += 1_000
    await place.order(phone, status="refunded")
    await place.work()
    assert await place.states() == [("google", "sent", "a pessoa foi apagada; o reembolso não é avisado")]


@pytest.mark.parametrize(("source", "platform"), [("meta", "meta"), ("youtube", "google"), ("kwai", "kwai")])
async def test_a_platform_that_is_busy_is_asked_again(place: Place, source: str, platform: str) -> None:
    place.ads.troubles = ["busy", "busy"]
    await place.order(await place.lead(source))
    await place.work()
    assert len(place.ads.counted(platform)) == 1
    assert (await place.states())[0][1] == "sent"


@pytest.mark.parametrize(("source", "state"), [("meta", "uncertain"), ("kwai", "uncertain"), ("youtube", "sent")])
async def test_an_answer_that_never_came_is_risked_again_only_where_repeats_are_known(
    place: Place, source: str, state: str
) -> None:
    place.ads.troubles = ["late"]
    await place.order(await place.lead(source))
    await place.work()
    assert [s for _, s, _ in await place.states()] == [state]
    assert sum(len(place.ads.counted(name)) for name in place.platforms) == 1
    concerns = await place.store.journal.attention()
    assert [c.kind for c in concerns] == (["conversao"] if state == "uncertain" else [])


async def test_a_fall_while_sending_is_treated_like_an_answer_that_never_came(place: Place) -> None:
    for source in ("meta", "youtube"):
        await place.order(await place.lead(source), source)
    now = place.clock.now()
    await place.store.conversions.decide(("meta", "google", "kwai"), now)
    assert len(await place.store.conversions.lease(now, now + 1, 9)) == 2
    place.clock.time += 1_000
    await place.work()
    assert sorted((p, s) for p, s, _ in await place.states()) == [("google", "sent"), ("meta", "uncertain")]


async def test_a_token_that_no_longer_holds_waits_for_a_person_and_is_sent_after(place: Place) -> None:
    place.ads.troubles = ["token"]
    await place.order(await place.lead("meta"))
    await place.sender.step()
    ((_, state, why),) = await place.states()
    assert (state, "token" in why) == ("due", True)
    await place.work(2)
    assert len(place.ads.meta) == 1


async def test_what_a_platform_refuses_is_a_dead_letter_with_replay(place: Place) -> None:
    place.ads.now_s = place.clock.now() // 1000 + 30 * 86_400
    await place.order(await place.lead("meta"))
    await place.work()
    (concern,) = await place.store.journal.attention()
    assert concern.kind == "conversao"
    assert "2804003" in concern.reason
    place.ads.now_s = 0
    assert await place.store.journal.replay(concern.ref, place.clock.now())
    await place.work()
    assert (await place.states())[0][1] == "sent"


async def test_in_trial_nothing_counts(place: Place) -> None:
    for name, platform in place.platforms.items():
        platform._trial = True  # type: ignore[attr-defined]
        if name == "meta":
            platform._spec = replace(platform._spec, test_code="TEST1")  # type: ignore[attr-defined]
    for source in ("meta", "youtube", "kwai"):
        await place.order(await place.lead(source), source)
    await place.work()
    assert [state for _, state, _ in await place.states()] == ["sent"] * 3
    assert not any(place.ads.counted(name) for name in place.platforms)


def test_the_last_click_before_the_sale_takes_it() -> None:
    early, late = Touch(1, "meta", clid="a"), Touch(5, "youtube")
    both = [(late, Tracking(gclid="g")), (early, None)]
    assert clicked_of(both, 9) == Clicked("google", 5, gclid="g")
    assert clicked_of(both, 4) == Clicked("meta", 1, ctwa_clid="a")
    assert clicked_of([(late, None)], 9) is None


def test_an_event_id_is_the_same_for_every_try_and_says_nothing() -> None:
    one = Conversion("meta", "pedido-1", 1, 2, Clicked("meta", 1, ctwa_clid="a"), PHONE)
    assert one.event_id == replace(one, at=9).event_id != replace(one, order="2").event_id
    assert "pedido" not in one.event_id
