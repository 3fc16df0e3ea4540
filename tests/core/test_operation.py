"""Looking things up in a version of the operation."""

from __future__ import annotations

from central.core.messaging.channel import AppSpec, ChannelSpec
from central.core.operation import Operation
from central.core.origin.campaign import Campaign
from central.core.people.persona import Persona
from central.core.replying.script import Script
from central.core.selling.catalog import Catalog, Payment

OPERATION = Operation(
    version=3,
    digest="d",
    seller="Loja",
    site="https://loja.example",
    personas=(Persona("ana", "Ana", "moda", "calma", "Oi!", "#112233"),),
    apps=(AppSpec("app", wabas=("w1",)),),
    channels=(ChannelSpec("100", "Loja", "+55 11 90000-0001", "w1", "p1", ("ana",)),),
    catalog=Catalog((), (), Payment()),
    campaigns=(Campaign("verao", "Verão", "meta", "bolsa", "ana"),),
    rules=(),
    scripts=(
        Script("oi", (("Olá.",),)),
        Script("oi", (("Oi!",),), persona="ana"),
        Script("so-bia", (("x",),), persona="bia"),
    ),
)


def test_a_persona_says_her_own_wording_first_and_never_anothers() -> None:
    own, general = OPERATION.script("oi", "ana"), OPERATION.script("oi", "bia")
    assert own is not None
    assert general is not None
    assert (own.persona, general.persona) == ("ana", None)
    assert OPERATION.script("so-bia", "ana") is None
    assert OPERATION.script("nada", "ana") is None


def test_what_is_not_there_is_none() -> None:
    assert OPERATION.persona("ana") is not None
    assert OPERATION.channel("100") is not None
    assert OPERATION.campaign("verao") is not None
    for found in (OPERATION.persona(None), OPERATION.persona("x"), OPERATION.channel("x"), OPERATION.campaign(None)):
        assert found is None


def test_an_app_speaks_for_its_accounts_or_for_all() -> None:
    assert OPERATION.apps[0].owns("w1")
    assert not OPERATION.apps[0].owns("w2")
    assert AppSpec("any").owns("w2")
