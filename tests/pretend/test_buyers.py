"""Buyers: the same by seed, moved by what they are told, spelled like leads, spread over a day with a peak."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from central.adapters.operation import default_demo_folder, numbered, read_yaml
from central.core.errors import AskHuman
from central.pretend.buyers import Buyer, Talk, World, arrivals, draw_buyer, hours_of_day, load_world, worlds
from central.pretend.buyers.ear import answers, asked, way_to_pay
from central.pretend.buyers.speech import pieces, say
from central.pretend.buyers.talk import Reply

OPERATION = numbered(1, "", read_yaml(default_demo_folder()))
WORLD = load_world("padrao")
LINK = "https://casaverida.example/p/serum-aurora?sck=k7q2mxw9c4t"


def buyer(number: int = 0, **changes: object) -> Buyer:
    drawn = draw_buyer(7, number, OPERATION.campaigns, OPERATION.catalog, WORLD)
    return replace(drawn, **changes)  # type: ignore[arg-type]


def told(text: str, tier: str = "script", trigger: str | None = None, waited: int = 2_000) -> Reply:
    return Reply(text, tier, trigger, waited)


def test_the_same_seed_draws_the_same_buyers_and_another_seed_others() -> None:
    again = [buyer(n) for n in range(50)]
    assert again == [buyer(n) for n in range(50)]
    others = [draw_buyer(8, n, OPERATION.campaigns, OPERATION.catalog, WORLD) for n in range(50)]
    assert sum(a == b for a, b in zip(again, others, strict=True)) == 0


def test_buyers_come_by_every_campaign() -> None:
    came = Counter(buyer(n).campaign.id for n in range(400))
    assert came.keys() == {campaign.id for campaign in OPERATION.campaigns}
    assert {c.source for c in OPERATION.campaigns} == {"meta", "youtube", "kwai"}


def test_one_hour_of_the_day_brings_ten_times_the_mean() -> None:
    moments = arrivals(4_800, 1, hours_of_day())
    assert moments == sorted(moments)
    assert moments[0] >= 0
    assert moments[-1] < 24 * 3_600_000
    hours = Counter(at // 3_600_000 for at in moments)
    assert 9 * 200 < max(hours.values()) < 11 * 200
    assert len(hours) == 24


def test_a_buyer_whose_doubts_were_settled_buys_more_often_than_one_left_alone() -> None:
    settled = WORLD.buys(4, [], [], 0, 0)
    assert settled > WORLD.buys(2, ["frete", "preco"], [], 0, 0)
    assert settled > WORLD.buys(4, [], [], 600_000, 0)
    assert settled > WORLD.buys(4, [], [], 0, 2)
    assert settled < WORLD.buys(4, [], ["garantia"], 0, 0)


def test_in_a_world_of_doubt_the_strong_model_settles_what_a_script_does_not() -> None:
    world = load_world("forte-compensa")

    def settled(tier: str) -> int:
        found = 0
        for number in range(300):
            talk = Talk(buyer(number, doubts=("objecao_eficacia",)), world)
            talk.begin("oi")
            talk.hears(told("Sobre o produto: é bom.", tier))
            if talk.meant == "objecao_eficacia":
                talk.hears(told("Resultado varia de pessoa para pessoa.", tier))
            found += talk.settled
        return found

    assert settled("forte") > 2.5 * settled("script")


def test_a_wrong_answer_is_asked_again_and_then_held_against_the_shop() -> None:
    talk = Talk(buyer(1, doubts=("prazo",), patience=2), replace(WORLD, wants_person=0, opts_out=0, sends_audio=0))
    talk.begin("oi")
    first = talk.hears(told("Posso ajudar?"))
    again = talk.hears(told("Não entendi bem. É sobre preço?"))
    assert first.meant == again.meant == "prazo"
    assert first.texts != again.texts
    talk.hears(told("Não entendi bem."))
    assert (talk.wrong, talk.left_open) == (2, ["prazo"])


def test_a_buyer_answers_what_we_ask_and_still_wants_their_own_answer() -> None:
    talk = Talk(buyer(2, doubts=("frete",)), replace(WORLD, wants_person=0, opts_out=0, sends_audio=0))
    talk.begin("oi")
    talk.hears(told("Posso ajudar?"))
    act = talk.hears(told("Qual é o seu CEP?"))
    assert talk.buyer.cep in act.texts[0]
    assert talk.meant == "frete"
    assert talk.told_cep


def test_a_buyer_who_wants_it_follows_the_link() -> None:
    eager = replace(WORLD, urge=50, wants_person=0, opts_out=0, sends_audio=0)
    talk = Talk(buyer(3, doubts=()), eager)
    talk.begin("oi")
    act = talk.hears(told("Posso ajudar?"))
    assert act.meant == "compra"
    bought = talk.hears(told(f"É por este link:\n{LINK}"))
    assert (bought.kind, bought.link) == ("buy", LINK)


def test_a_buyer_never_talks_for_ever() -> None:
    for number in range(200):
        talk = Talk(buyer(number), WORLD)
        act = talk.begin("oi")
        for _ in range(80):
            if act.kind in ("buy", "leave"):
                break
            act = talk.hears(told("Qual é o seu CEP? Você tem 18 anos ou mais?"))
        assert act.kind in ("buy", "leave")


@pytest.mark.parametrize(
    ("meant", "text", "right"),
    [
        ("preco", "Sai por R$ 89,90.", True),
        ("preco", "Chega em 3 dias úteis.", False),
        ("frete", "O frete fica R$ 12,90.", True),
        ("frete", "Qual é o seu CEP, para eu ver o frete?", False),
        ("prazo", "São 2 a 3 dias úteis.", True),
        ("compra", f"Aqui: {LINK}", True),
        ("compra", "Quer o link?", False),
        ("objecao_confianca", "Pago só no site, com nota fiscal.", True),
        ("objecao_confianca", "Não entendi bem.", False),
    ],
)
def test_what_is_to_the_point(meant: str, text: str, right: bool) -> None:
    assert answers(meant, text, OPERATION.catalog.products[0]) is right


def test_what_a_reply_asks_and_where_it_leads() -> None:
    assert asked("Qual é o seu CEP?") == "cep"
    assert asked("Você tem 18 anos ou mais?") == "idade"
    assert asked("Frete grátis. Quer o link?") == "sim"
    assert way_to_pay(f"Privacidade: https://loja.example/p. Por aqui: {LINK}.") == LINK


def test_hurried_thumbs_write_otherwise_but_never_touch_a_number() -> None:
    for number in range(200):
        one = buyer(number)
        text = say(one, "cep", 0)
        assert one.cep in text
        assert "".join(pieces(text, one, "x")).replace(" ", "") == text.replace(" ", "")
    styles = {say(buyer(0, style=style), "preco", 0) for style in ("caprichado", "sem_acento", "apressado")}
    assert len(styles) == 3


@pytest.mark.parametrize("name", worlds())
def test_every_world_knows_every_doubt_and_every_tier(name: str) -> None:
    world = load_world(name)
    assert world.name == name
    assert world.doubts.keys() == world.settles.keys() == world.open.keys()
    assert all(by.keys() == {"script", "mini", "forte"} for by in world.settles.values())
    assert all(0 <= share <= 1 for by in world.settles.values() for share in by.values())


def test_a_world_nobody_made_is_told_with_those_there_are() -> None:
    with pytest.raises(AskHuman, match="padrao"):
        load_world("marte")


def test_worlds_share_their_ground() -> None:
    ground: World = load_world("padrao")
    assert load_world("mini-basta").open == ground.open
    assert load_world("mini-basta").settles["frete"] != ground.settles["frete"]
