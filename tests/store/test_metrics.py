"""Sums of days on both engines: what is summed is what the ledgers say, also after late news and from nothing."""

from __future__ import annotations

from collections import Counter

from central.adapters.store.figures.metrics import Sums, Wanted, wait_class
from central.core.decision import Decision
from central.core.messaging.conversation import Memo, Touch
from central.core.selling.budget import local_day
from central.core.selling.checkout import BY_HAND, SentLink
from central.core.selling.cost import Cost
from tests.store.test_orders import SHOP, TOKEN, order
from tests.store.world import ANA, BIA, World

DAY_MS = 86_400_000


async def lived(world: World) -> None:
    """Two leads, two days: one of an ad buys and gives it back later, one of nobody knows where costs money."""
    for sender, campaign in ((ANA, "sol"), (BIA, None)):
        await world.hear("quanto custa?", sender)
        scene = await world.scene()
        source = "meta" if campaign else "desconhecida"
        touch = Touch(world.now, source, campaign, "creme", "ad1" if campaign else None, confidence="certa")
        decision = Decision(
            scene.turn, world.now, "livia", "creme", campaign, "novo", "preco", 0.9, False, "preco", "mini", None,
            "modelo", 1, "responder",
        )  # fmt: skip
        links = (SentLink(TOKEN, "creme"),) if campaign else ()
        memo = Memo(persona="livia", product="creme", stage="checkout", introduced=True)
        turn = world.outcome(
            scene, "R$ 129,90", memo=memo, decision=decision, touches=((scene.upto, touch),), links=links
        )
        assert await world.journal.finish(turn)
        world.wait(2_000)
        await world.deliver()
        await world.store.costs.keep(
            [Cost(f"{scene.turn}.1", world.now, "resposta", scene.turn, scene.conversation, scene.person, "livia",
                  campaign, "mini", "m", brl=700, micro=700),
             Cost(f"{scene.turn}.2", world.now, "leitura", scene.turn, scene.conversation, scene.person, "livia",
                  campaign, "", "nova")]
        )  # fmt: skip
        world.wait(DAY_MS)


async def of_ledgers(world: World, first: int, last: int) -> Sums:
    """The same sums, from the ledgers alone."""
    found: Sums = Counter()
    for day in range(first, last + 1):
        for key, amount in (await world.store.metrics.ledger_day(day)).items():
            found[key[3], key[2], key[6]] += amount
    return found


async def test_sums_are_the_ledgers_and_late_news_of_an_order_are_in_them(world: World) -> None:
    metrics = world.store.metrics
    await lived(world)
    world.wait(DAY_MS)
    last = local_day(world.now)
    first = last - 4
    sums = await metrics.sums(first, last, Wanted(), world.now)
    assert sums == await of_ledgers(world, first, last)
    assert {key: n for key, n in sums.items() if key[0] == "sol"} == {
        ("sol", "creme", "lead"): 1,
        ("sol", "creme", "resposta:mini"): 1,
        ("sol", "creme", f"espera:mini:{wait_class(3_000):03d}"): 1,
        ("sol", "creme", "ia"): 700,
        ("sol", "creme", "sem_preco"): 1,
    }
    assert sums["", "creme", "lead"] == 1

    world.wait(1)
    for status in ("approved", "chargeback", "refunded"):
        sold = order(status, at=world.now - 2 * DAY_MS, total=12_990, token=TOKEN)
        await world.store.orders.record(SHOP, sold, "loja", world.now)
    after = await metrics.sums(first, last, Wanted(), world.now)
    assert after == await of_ledgers(world, first, last)
    assert after["sol", "creme", "pago:valor"] == 12_990
    assert after["sol", "creme", "pago:pecas"] == 1
    assert after["sol", "creme", "devolvido"] == 1


async def test_a_sale_by_hand_is_counted_apart_and_one_taken_back_never_was(world: World) -> None:
    metrics = world.store.metrics
    await lived(world)
    (found,) = await world.store.people.find(ANA.wa_id or "")
    sold = [
        await world.store.orders.sell(
            BY_HAND, order(number=n, at=world.now, total=5_000), found.id, "dona", world.now, "x"
        )
        for n in ("m1", "m2")
    ]
    told = order("approved", at=world.now, total=12_990, token=TOKEN)
    await world.store.orders.record(SHOP, told, "loja", world.now)
    day = local_day(world.now)
    world.wait(3 * DAY_MS)

    async def paid() -> list[int]:
        counts = Counter[str]()
        for (_, _, what), amount in (await metrics.sums(day - 4, day, Wanted(), world.now)).items():
            counts[what] += amount
        return [counts[what] for what in ("pago", "pago:valor", "mao", "mao:valor", "devolvido:valor")]

    assert await paid() == [3, 22_990, 2, 10_000, 0]
    assert await world.store.orders.undo(sold[0], "dona", world.now)
    assert await paid() == [2, 17_990, 1, 5_000, 0]
    assert len(await metrics.behind("pedidos", "approved", day - 4, day, Wanted(), 1 << 60, 50)) == 1
    told = order("cancelled", at=world.now, total=12_990, token=TOKEN)
    await world.store.orders.record(SHOP, told, "loja", world.now)
    today = local_day(world.now)
    sums = await metrics.sums(today, today, Wanted(), world.now)
    assert sums["sol", "creme", "devolvido:valor"] == 12_990


async def test_filters_take_the_same_from_closed_days_as_from_open_ones(world: World) -> None:
    metrics = world.store.metrics
    await lived(world)
    day = local_day(world.now)
    for wanted in (Wanted(campaign="sol"), Wanted(ad="ad1"), Wanted(source="meta"), Wanted(channel="x"), Wanted()):
        seen = [await metrics.sums(day - 3, day - 1, wanted, now) for now in (world.now, world.now + 9 * DAY_MS)]
        assert seen[0] == seen[1]
        leads = sum(n for (_, _, what), n in seen[0].items() if what == "lead")
        assert leads == (0 if wanted.channel else 2 if wanted == Wanted() else 1)
        assert sum((await metrics.funnel(day - 3, day, wanted)).values()) == leads


async def test_every_closed_day_is_built_again_by_the_command(world: World) -> None:
    await lived(world)
    world.wait(DAY_MS)
    assert await world.store.metrics.rebuild(world.now) == 3
    assert await world.store.metrics.rebuild(world.now) == 3


async def test_behind_each_number_stand_the_conversations_it_counts(world: World) -> None:
    metrics = world.store.metrics
    await lived(world)
    last = local_day(world.now)
    first = last - 4
    for wanted in (
        *(Wanted(), Wanted(campaign="sol"), Wanted(source="desconhecida"), Wanted(persona="livia", product="creme")),
        *(Wanted(ad="ad1"), Wanted(channel="nenhum"), Wanted(persona="carla")),
    ):
        sums = Counter[str]()
        for (_, _, what), amount in (await metrics.sums(first, last, wanted, world.now)).items():
            sums[what] += amount

        async def behind(what: str, detail: str = "", wanted: Wanted = wanted) -> int:
            return len(await metrics.behind(what, detail, first, last, wanted, 1 << 60, 50))

        assert await behind("leads") == sums["lead"]
        assert await behind("conversas") == sums["lead"] + sums["retorno"]
        assert await behind("conversas", "checkout,comprado") == sums["lead"] + sums["retorno"]
        assert await behind("conversas", "novo") == 0
        assert await behind("respostas", "mini") == sums["resposta:mini"]
        assert await behind("respostas", "script") == 0
        assert await behind("pessoas") == 0
        assert await behind("custos") == (1 if sums["ia"] == 700 else 2 if sums["ia"] else 0)
        assert await behind("custos", "tipo:resposta") == (await behind("custos") or int(bool(sums["sem_preco"])))
        assert await behind("custos", "nivel:ninguém") == 0
        assert await behind("pedidos", "approved") == sums["pago"]
        assert await behind("retomadas", "chamadas") == 0
    nobodys = await metrics.behind("leads", "", first, last, Wanted(campaign="-"), 1 << 60, 50)
    assert len(nobodys) == 1, "a lead whom no campaign brought"
    before = await metrics.behind("leads", "", first, last, Wanted(), 0, 50)
    assert before == []
