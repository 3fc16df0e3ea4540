"""Which number new leads are sent to, and which ads a person must change."""

from __future__ import annotations

from dataclasses import replace

from central.core.messaging.channel import ChannelSpec
from central.core.messaging.health import (
    Health,
    Signal,
    Stranded,
    any_healthy_channel,
    channels_of,
    healthy_channel,
    shares_of,
    stranded,
)
from central.core.messaging.standing import Moved
from central.core.origin.campaign import Campaign
from tests.flow.shop import SHOP

THIRD = ChannelSpec("300", "Loja 2", "+55 11 4000-0003", "waba2", "folio", ("livia", "carla"))
HOUSE = replace(SHOP, channels=(*SHOP.channels, THIRD))


def sick(**states: str) -> dict[str, Health]:
    return {id.strip("_"): Health(id.strip("_"), state, 1, "meta", "x") for id, state in states.items()}  # type: ignore[arg-type]


def chosen(persona: str, **states: str) -> str | None:
    channel = healthy_channel(HOUSE, persona, sick(**states), 10)
    return None if channel is None else channel.id


def test_her_own_number_comes_first_then_shared_ones_in_order() -> None:
    assert chosen("carla") == "200"
    assert chosen("livia") == "100"
    assert chosen("carla", _200="yellow") == "200"
    assert chosen("carla", _200="red") == "100"
    assert chosen("carla", _200="banned", _100="restricted") == "300"
    assert chosen("livia", _100="yellow") == "300"
    assert chosen("livia", _100="red", _300="red") is None


def test_somebody_lost_is_never_sent_to_a_number_for_adults_alone() -> None:
    personas = tuple(replace(p, adult=p.id == "carla") for p in HOUSE.personas)
    house = replace(HOUSE, personas=personas, channels=(HOUSE.channels[1], HOUSE.channels[0]))
    found = any_healthy_channel(house, {}, 10)
    assert found is not None
    assert found.id == "100"


def test_a_limit_is_the_portfolios_and_all_else_the_numbers_own() -> None:
    def told(number: str | None, waba: str) -> dict[str, tuple[str, str]]:
        moved = Moved(waba, number, 1, tier="TIER_10K", throughput="HIGH")
        return {id: (share.tier, share.throughput) for id, share in shares_of(HOUSE, moved).items()}

    alone, shared = ("TIER_10K", "HIGH"), ("TIER_10K", "")
    assert told("+55 11 4000-0002", "waba") == {"100": shared, "200": alone, "300": shared}
    assert told(None, "waba2") == {"100": shared, "200": shared, "300": alone}
    assert told("999", "elsewhere") == {}


def test_a_notice_speaks_of_one_number_or_of_an_account() -> None:
    def told(number: str | None, waba: str = "waba") -> list[str]:
        return [c.id for c in channels_of(HOUSE, Signal(waba, number, "red", "x", 1))]

    assert told("551140000002") == ["200"]
    assert told("100") == ["100"]
    assert told(None) == ["100", "200"]
    assert told("999") == []


def test_ads_of_a_sick_number_are_told_and_those_seen_elsewhere_are_not() -> None:
    ads = (Campaign("a", "A", "meta", "vestido", "carla", ads=("1", "2")),)
    house = replace(HOUSE, campaigns=ads)
    seen = {"100": ("2", "9"), "200": ()}
    assert stranded(house, sick(_200="banned"), seen, 10) == (Stranded("200", "1", "a"),)
    assert stranded(house, sick(_100="red"), seen, 10) == (
        Stranded("100", "2", "a"),
        Stranded("100", "9", None),
        Stranded("100", "1", "a"),
    )
    assert stranded(house, {}, seen, 10) == ()
