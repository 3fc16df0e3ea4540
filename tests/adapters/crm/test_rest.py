"""What Zendesk's and HubSpot's answers mean to us, by status and body."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from central.adapters.crm import hubspot, zendesk
from central.adapters.crm.line import Line, address_of
from central.adapters.crm.rest import RestClient
from central.core.errors import AskHuman, CentralError, GiveUp, OutcomeUnknown, TryLater
from central.core.selling.crm import CrmAccount
from tests.adapters.crm.wire import Wire, wired
from tests.clock import FakeClock

DESK_KEY, HUB_KEY = "ana@loja.com/token:segredo-que-nunca-aparece", "pat-segredo-que-nunca-aparece"
SECRET = "segredo-que-nunca-aparece"
KINDS = {
    "zendesk": (zendesk.trust(lambda: DESK_KEY), zendesk.TONGUE, zendesk.PACE_MS),
    "hubspot": (hubspot.trust(lambda: HUB_KEY), hubspot.TONGUE, hubspot.PACE_MS),
}
Talk = tuple[Wire, RestClient, FakeClock]


@pytest.fixture(params=KINDS)
async def talk(request: pytest.FixtureRequest) -> AsyncIterator[Talk]:
    clock, (trust, tongue, pace_ms) = FakeClock(), KINDS[request.param]
    async with wired() as (wire, session, address):
        yield wire, RestClient(Line(session, address, clock, who=tongue.who, pace_ms=pace_ms), trust, tongue), clock


MISSING = {"error": "RecordNotFound", "category": "OBJECT_NOT_FOUND"}
INVALID = {
    "error": "RecordInvalid",
    "category": "RecordInvalid",
    "message": "muito longo",
    "description": "muito longo",
}


@pytest.mark.parametrize(
    ("body", "status", "kind", "code"),
    [
        ({"error": "Couldn't authenticate you"}, 401, AskHuman, "401"),
        ({"category": "MISSING_SCOPES", "message": "scopes"}, 403, AskHuman, "403"),
        (MISSING, 404, GiveUp, "sumiu"),
        (b"<html>No account here</html>", 404, AskHuman, "empresa"),
        (b"", 302, AskHuman, "empresa"),
        (INVALID, 422, GiveUp, "RecordInvalid"),
        (INVALID, 400, GiveUp, "RecordInvalid"),
        ({"error": {"title": "Invalid"}}, 400, GiveUp, "400"),
        ({}, 423, TryLater, "423"),
        ({"status": "error"}, 500, TryLater, "500"),
        (b"<html>Bad gateway</html>", 502, TryLater, "fora"),
        (b"<html>login</html>", 200, TryLater, "fora"),
        (b"[1]", 200, TryLater, "fora"),
    ],
)
async def test_a_status_says_what_to_do(
    talk: Talk, body: object, status: int, kind: type[CentralError], code: str
) -> None:
    wire, client, _ = talk
    wire.says(body, status, location="https://other.example/")
    with pytest.raises(kind) as error:
        await client.get("x/1")
    assert error.value.code == code
    assert SECRET not in str(error.value)
    assert len(wire.asked) == 1


async def test_a_refusal_is_told_in_the_crms_own_words(talk: Talk) -> None:
    wire, client, _ = talk
    wire.says(INVALID, 422)
    with pytest.raises(GiveUp, match="recusou: muito longo"):
        await client.send("PUT", "x/1", {})


@pytest.mark.parametrize(("body", "status"), [({"status": "error"}, 500), (b"<html>", 502), (b"", 200)])
async def test_a_creation_without_a_clear_answer_is_in_doubt(talk: Talk, body: object, status: int) -> None:
    wire, client, _ = talk
    wire.says(body, status)
    with pytest.raises(OutcomeUnknown):
        await client.make("x", {})
    with pytest.raises(TryLater):
        await client.send("PUT", "x/1", {})


@pytest.mark.parametrize(
    ("body", "header", "desk_ms", "hub_ms"),
    [
        (b"", {"retry-after": "7"}, 7_000, 7_000),
        (b"", {}, 60_000, 10_000),
        ({"policyName": "TEN_SECONDLY_ROLLING"}, {}, 60_000, 10_000),
        ({"policyName": "SECONDLY"}, {}, 60_000, 1_000),
        ({"policyName": "DAILY"}, {}, 60_000, 3_600_000),
    ],
)
async def test_too_fast_says_when_to_come_back(
    talk: Talk, body: object, header: dict[str, str], desk_ms: int, hub_ms: int
) -> None:
    wire, client, _ = talk
    wire.says(body, 429, **header)
    with pytest.raises(TryLater) as error:
        await client.get("x")
    wanted = desk_ms if client._tongue is zendesk.TONGUE else hub_ms
    assert (error.value.code, error.value.after_ms) == ("429", wanted)


async def test_requests_keep_their_distance_and_carry_the_key_in_a_header(talk: Talk) -> None:
    wire, client, clock = talk
    began = clock.now()
    for _ in range(3):
        await client.get("x")
    assert clock.now() - began == 2 * (zendesk if client._tongue is zendesk.TONGUE else hubspot).PACE_MS
    assert SECRET not in str(wire.asked[0].url)
    assert wire.asked[0].headers["authorization"].split()[0] in ("Basic", "Bearer")


def test_a_key_that_cannot_be_one_is_told_before_it_is_sent() -> None:
    for trust in (zendesk.trust(lambda: "só-a-chave"), hubspot.trust(lambda: "")):
        with pytest.raises(AskHuman, match="chave"):
            trust()


@pytest.mark.parametrize("company", ["", "A", "loja.zendesk.com", "mal.example/", "-x", "a b", "x@y"])
def test_the_key_goes_to_no_host_but_an_account(company: str) -> None:
    for kind, address in (
        ("flowlu", "https://minha-loja1.flowlu.com/x"),
        ("zendesk", "https://minha-loja1.zendesk.com/x"),
    ):
        with pytest.raises(AskHuman):
            address_of(CrmAccount(kind, company), "x")  # type: ignore[arg-type]
        assert address_of(CrmAccount(kind, "minha-loja1"), "x") == address  # type: ignore[arg-type]
