"""The three shops over HTTP: every page is read, calm is kept where it is asked for, and errors say the cure."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import aiohttp
import pytest

from central.adapters.shops import Shop
from central.adapters.shops.nuvemshop import Nuvemshop
from central.adapters.shops.shopify import Shopify
from central.adapters.shops.wire import Wire
from central.adapters.shops.yampi import Yampi
from central.core.errors import AskHuman, TryLater
from central.pretend.shops import Faults, Good, Kind, PretendShop, shop_app
from tests.clock import FakeClock
from tests.whatsapp_world import serving

TEXT = "<p>Sérum de uso diário.</p>"
PHOTO = "https://cdn.example/a.jpg"
GOODS = [
    Good(7, "Sérum Lua", (Kind("15 ml", 5490, 4), Kind("30 ml", 8990, None, 7990)), TEXT, PHOTO),
    Good(8, "Caneca", (Kind("", 2990, 0),), shown=False),
    Good(9, "Orçamento", (Kind("", 0, 1),)),
    *(Good(100 + n, f"Anel {n}", (Kind("", 1000 + n, n),)) for n in range(120)),
]
Make = Callable[[Wire, str, str], Shop]
SHOPS: dict[str, tuple[str, Make]] = {
    "nuvemshop": ("123", lambda wire, url, token: Nuvemshop(wire, "123", token, f"{url}/v1")),
    "shopify": ("loja.myshopify.com", lambda wire, url, token: Shopify(wire, "loja.myshopify.com", token, api=url)),
    "yampi": ("minha-loja", lambda wire, url, token: Yampi(wire, "minha-loja", token, "chave", f"{url}/v2")),
}


@dataclass
class World:
    shop: PretendShop
    clock: FakeClock
    reader: Shop


@asynccontextmanager
async def _world(name: str, token: str = "senha-da-loja", faults: Faults | None = None) -> AsyncIterator[World]:
    store, make = SHOPS[name]
    shop = PretendShop(store, "senha-da-loja", list(GOODS), key="chave", faults=faults or Faults())
    clock = FakeClock()
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(serving(shop_app(shop)))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        yield World(shop, clock, make(Wire(session, clock, f"a {name.title()}"), url, token))


@pytest.mark.parametrize("name", SHOPS)
async def test_every_page_is_read_and_what_has_no_price_is_told(name: str) -> None:
    async with _world(name) as world:
        found, bad = await world.reader.products()
    serum, mug, *rings = found
    assert (serum.key, serum.name, serum.summary, serum.photo) == ("7", "Sérum Lua", "Sérum de uso diário", PHOTO)
    assert [(o.name, o.price, o.stock) for o in serum.offers] == [("15 ml", 5490, 4), ("30 ml", 7990, None)]
    assert serum.link.startswith("https://lo")
    assert (mug.active, mug.offers[0].name, mug.offers[0].stock) == (False, "", 0)
    assert [ring.offers[0].price for ring in rings] == [1000 + n for n in range(120)]
    assert ["Orçamento" in one.place for one in bad] == [True]


@pytest.mark.parametrize("name", SHOPS)
async def test_where_calm_is_asked_for_it_waits_and_loses_nothing(name: str) -> None:
    async with _world(name, faults=Faults(busy=2, broken=1)) as world:
        began = world.clock.now()
        found, _ = await world.reader.products()
        assert len(found) == len(GOODS) - 1
        assert world.clock.now() > began


@pytest.mark.parametrize("name", SHOPS)
async def test_a_wrong_token_asks_a_person_and_says_no_secret(name: str) -> None:
    async with _world(name, token="segredo-errado") as world:
        with pytest.raises(AskHuman) as caught:
            await world.reader.products()
    assert "confira o token" in caught.value.reason
    assert "segredo-errado" not in caught.value.reason


@pytest.mark.parametrize("name", SHOPS)
@pytest.mark.parametrize("faults", [Faults(down=True), Faults(page=True)], ids=["down", "page"])
async def test_a_shop_that_is_down_can_be_asked_later(name: str, faults: Faults) -> None:
    async with _world(name, faults=faults) as world:
        with pytest.raises(TryLater):
            await world.reader.products()


async def test_a_shopify_app_of_today_has_an_id_and_a_secret_in_place_of_a_token() -> None:
    async with _world("shopify") as world:
        wire = world.reader._wire  # type: ignore[attr-defined]
        fresh = Shopify(wire, "loja.myshopify.com", "", "id", "chave", world.reader._api)  # type: ignore[attr-defined]
        assert len((await fresh.products())[0]) == len(GOODS) - 1
        wrong = Shopify(wire, "loja.myshopify.com", "", "id", "errada", world.reader._api)  # type: ignore[attr-defined]
        with pytest.raises(AskHuman, match="SHOPIFY_SEGREDO"):
            await wrong.products()


async def test_variations_beyond_one_page_are_read_too() -> None:
    many = Good(1, "Linha", tuple(Kind(f"Cor {n}", 1000, n) for n in range(150)))
    async with _world("shopify") as world:
        world.shop.goods[:] = [many]
        (found,), _ = await world.reader.products()
    assert [o.stock for o in found.offers] == list(range(150))


@pytest.mark.parametrize(
    "make",
    [
        lambda wire: Nuvemshop(wire, "12/../3", "t"),
        lambda wire: Shopify(wire, "mau.example/loja.myshopify.com", "t"),
        lambda wire: Yampi(wire, "minha/loja", "t", "k"),
    ],
)
async def test_the_name_of_a_shop_cannot_lead_elsewhere(make: Callable[[Wire], Shop]) -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(AskHuman, match="LOJA"):
            make(Wire(session, FakeClock(), "a loja"))
