"""Replies that do not go out by themselves: what a turn holds back, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from central.adapters.llm.reader import LexicalReader
from central.core.held import WAKES, Ended, Held, Waiting, reworded
from central.core.messaging.conversation import SERVICE_WINDOW_MS, Handoff, Memo, Scene, Timer
from central.core.messaging.halt import Halt, Halts
from central.core.messaging.message import SayText, spoken
from central.core.operation import Operation
from central.core.replying.mode import Mode
from central.core.replying.reengage import Reengagement
from central.core.turn import Outcome
from central.flow.turn.desk import Desk
from central.flow.turn.turn import take
from tests.flow.shop import SHOP
from tests.flow.test_turn import NOW, Author, StillClock, scene, texts

MINUTE = 60_000
ANA = Memo(persona="livia", introduced=True, product="serum", bursts=1)
SUPERVISED = Mode("m", "supervisionado", wait=10 * MINUTE, after="enviar")


class Kept:
    """The one reply that waits."""

    def __init__(self, waiting: Waiting | None = None) -> None:
        self.kept = waiting

    async def waiting(self, conversation: str) -> Waiting | None:
        return self.kept


class Clock(StillClock):
    def __init__(self, at: int) -> None:
        self.at = at

    def now(self) -> int:
        return self.at


async def turn(
    given: Scene, *modes: Mode, waiting: Waiting | None = None, at: int = NOW, operation: Operation = SHOP
) -> tuple[Outcome, list[Scene]]:
    """The outcome, and the scenes in which the lead saw "digitando…"."""
    seen: list[Scene] = []

    async def typing(scene: Scene) -> None:
        seen.append(scene)

    operation = replace(operation, modes=modes)
    writers = {"forte": Author("Faz sentido duvidar. Quer o link?")}
    desk = Desk(operation, LexicalReader(), writers, Clock(at), typing, drafts=Kept(waiting))
    return await take(given, desk), seen


async def held(*modes: Mode, words: str = "qual o preço?") -> Held:
    outcome, _ = await turn(scene(words, memo=ANA), *(modes or (SUPERVISED,)))
    assert outcome.held is not None
    return outcome.held


async def resolved(waiting: Waiting, later: int = MINUTE, operation: Operation = SHOP, **changes: object) -> Outcome:
    woken = scene(memo=ANA, turn="t2", timers=(Timer(WAKES, NOW + later),), **changes)
    return (await turn(woken, SUPERVISED, waiting=waiting, at=NOW + later, operation=operation))[0]


def said(bubbles: Sequence[object]) -> str:
    return "\n".join(spoken(bubble) for bubble in bubbles)  # type: ignore[arg-type]


async def test_a_supervised_reply_waits_and_writes_nothing_that_only_a_said_one_would() -> None:
    outcome, seen = await turn(scene("qual o preço?", memo=Memo()), SUPERVISED)
    assert outcome.sends == outcome.choices == outcome.quotes == outcome.links == ()
    assert outcome.held is not None
    assert outcome.held.memo.introduced
    assert not outcome.memo.introduced
    assert (outcome.memo.stage, outcome.memo.bursts) == ("interessado", 1)
    assert outcome.timers == (Timer(WAKES, NOW + 10 * MINUTE),)
    assert outcome.retractable
    assert outcome.decision is not None
    assert outcome.decision.extra["modo"] == "supervisionado"
    assert seen == []


async def test_who_asks_for_a_person_or_silence_is_answered_at_once_but_in_the_shadow() -> None:
    for words in ("quero falar com uma pessoa", "não quero mais receber mensagem"):
        outcome, _ = await turn(scene(words, memo=ANA), SUPERVISED)
        assert outcome.held is None
        assert outcome.sends
        dark, _ = await turn(scene(words, memo=ANA), Mode("s", "sombra"))
        assert dark.held is None
        assert dark.sends == ()
        assert (dark.handoff is None, dark.optout is None) == (outcome.handoff is None, outcome.optout is None)


async def test_a_mode_is_about_its_persona_tier_and_intent_alone() -> None:
    lines = (
        Mode("carla", "sombra", ("carla",)),
        Mode("fortes", "supervisionado", tiers=("forte",)),
        Mode("frete", "sombra", intents=("frete",)),
    )
    free, seen = await turn(scene("qual o preço?", memo=ANA), *lines)
    assert free.sends
    assert seen
    shipping, _ = await turn(scene("qual o frete?", memo=ANA), *lines)
    assert shipping.held is not None
    assert shipping.held.mode == "sombra"
    doubt, _ = await turn(scene("já testei outros e não funcionou", memo=ANA), *lines)
    assert doubt.held is not None
    assert (doubt.held.mode, doubt.held.tier) == ("supervisionado", "forte")
    assert "Faz sentido" in said(doubt.held.bubbles)
    assert "Faz sentido" not in said(doubt.held.instead)


async def test_one_tap_says_it_in_the_name_of_its_own_turn_with_all_it_would_have_written() -> None:
    kept = await held()
    outcome = await resolved(Waiting(kept, "enviar", "marina"))
    assert [send.id for send in outcome.sends] == ["t1.0"]
    assert outcome.sends[0].author is None
    assert outcome.ended == Ended("t1", "enviado", "marina")
    assert outcome.memo.said == kept.memo.said
    assert [c.asked.at for c in outcome.choices] == [NOW + MINUTE] * len(kept.choices)
    assert kept.choices
    assert outcome.memo.awaiting is not None
    assert outcome.memo.awaiting.at == NOW + MINUTE
    assert [quote.value for quote in outcome.quotes if quote.kind == "preco"]


async def test_an_edited_reply_is_the_persons_and_teaches_no_arm() -> None:
    kept = await held()
    words = reworded(kept.bubbles, ["Sai por R$ 89,90, e hoje é meu aniversário :)"])
    outcome = await resolved(Waiting(kept, "editar", "marina", words))
    assert texts(outcome) == "Sai por R$ 89,90, e hoje é meu aniversário :)"
    assert outcome.sends[0].author == "marina"
    assert (outcome.choices, outcome.memo.awaiting, outcome.memo.asked) == ((), None, None)
    assert outcome.ended == Ended("t1", "editado", "marina")


async def test_a_refused_reply_is_never_said() -> None:
    outcome = await resolved(Waiting(await held(), "recusar", "marina"))
    assert (outcome.sends, outcome.choices) == ((), ())
    assert outcome.ended == Ended("t1", "recusado", "marina")
    assert outcome.memo == ANA


async def test_when_nobody_decides_the_owners_choice_is_done() -> None:
    kept = await held(SUPERVISED)
    assert (await resolved(Waiting(kept), 5 * MINUTE)).ended is None
    sent = await resolved(Waiting(kept), 10 * MINUTE)
    assert sent.ended == Ended("t1", "enviado")
    assert sent.choices
    asked = await resolved(Waiting(replace(kept, after="pessoa")), 10 * MINUTE)
    assert asked.sends == ()
    assert asked.handoff is not None
    script = await held(replace(SUPERVISED, after="script"), words="já testei outros e não funcionou")
    safe = await resolved(Waiting(script), 10 * MINUTE)
    assert safe.ended == Ended("t1", "script")
    assert "Faz sentido" not in texts(safe)
    assert safe.choices == ()


async def test_alone_nothing_goes_out_that_the_catalogue_stopped_saying() -> None:
    kept = await held(SUPERVISED)
    product = replace(SHOP.catalog.products[0], price=9990)
    dearer = replace(SHOP, catalog=replace(SHOP.catalog, products=(product, *SHOP.catalog.products[1:])))
    late = await resolved(Waiting(kept), 10 * MINUTE, operation=dearer)
    assert late.sends == ()
    assert late.handoff is not None
    by_hand = await resolved(Waiting(kept, "enviar", "marina"), operation=dearer)
    assert by_hand.sends


async def test_after_a_takeover_an_opt_out_or_the_window_nothing_is_said() -> None:
    waiting = Waiting(await held(), "enviar", "marina")
    taken = await resolved(waiting, handoff=Handoff("h", "conv", NOW, "joao", "assumiu"))
    gone = await resolved(waiting, opted_out=True)
    closed = await resolved(waiting, SERVICE_WINDOW_MS)
    assert [o.sends for o in (taken, gone, closed)] == [(), (), ()]
    assert [o.ended.how for o in (taken, gone, closed) if o.ended] == ["assumido", "assumido", "tarde"]


async def test_what_the_lead_wrote_since_is_answered_anew() -> None:
    waiting = Waiting(await held(), "enviar", "marina")
    woken = scene("e o frete?", memo=ANA, turn="t2", timers=(Timer(WAKES, NOW),))
    outcome, _ = await turn(woken, SUPERVISED, waiting=waiting)
    assert (outcome.sends, outcome.ended) == ((), None)
    assert outcome.held is not None
    assert outcome.held.turn == "t2"


async def test_nobody_is_called_back_while_a_reply_waits_or_where_the_bot_may_not_speak_alone() -> None:
    rule = Reengagement("sumiu", 3_600_000, ("interessado",), script="outro")
    operation = replace(SHOP, reengagements=(rule,), modes=(SUPERVISED,))

    class Quiet:
        async def count(self, person: str, since: int) -> int:
            return 0

        async def consented(self, person: str) -> bool:
            return False

        async def templates(self) -> tuple[()]:
            return ()

    async def typing(scene: Scene) -> None: ...

    desk = Desk(operation, LexicalReader(), {}, Clock(NOW), typing, callbacks=Quiet(), drafts=Kept())
    outcome = await take(scene("qual o preço?", memo=ANA), desk)
    assert [timer.key for timer in outcome.timers] == [WAKES]
    assert outcome.cancel == ("retomada:sumiu",)
    desk = replace(desk, clock=Clock(NOW + 120 * MINUTE))
    silent = scene(memo=replace(ANA, stage="interessado"), timers=(Timer("retomada:sumiu", NOW),))
    called = await take(silent, desk)
    assert called.sends == ()
    assert called.called_back is not None
    assert called.called_back.why == "modo supervisionado"


def test_a_person_rewords_every_bubble_and_may_leave_one_out() -> None:
    assert reworded((SayText("a"), SayText("b")), ("x", "")) == (SayText("x"),)


async def test_what_a_person_made_of_it_is_kept_as_an_example_without_the_leads_own() -> None:
    kept = await held()
    words = reworded(kept.bubbles, ["Ana, mandei no 81 99999-1234: sai R$ 89,90 :)"])
    outcome = await resolved(Waiting(kept, "editar", "marina", words))
    assert outcome.example is not None
    assert (outcome.example.turn, outcome.example.persona, outcome.example.intent) == ("t1", "livia", "preco")
    assert outcome.example.words.endswith("sai … :)")
    assert not any(secret in outcome.example.words for secret in ("Ana", "9999", "89"))
    assert (await resolved(Waiting(kept, "enviar", "marina"))).example is None


async def test_a_model_reads_a_few_of_the_personas_examples() -> None:
    class Said:
        async def of(self, persona: str, intent: str, limit: int) -> tuple[str, ...]:
            return (f"{persona} {intent} {limit}",)

    async def typing(scene: Scene) -> None: ...

    author = Author("Ele ajuda a pele.")
    desk = Desk(SHOP, LexicalReader(), {"forte": author}, Clock(NOW), typing, examples=Said())
    await take(scene("já testei outros e não funcionou", memo=ANA), desk)
    assert author.briefs[0].examples == ("livia objecao_eficacia 3",)


async def test_where_the_bot_is_switched_off_only_a_persons_tap_says_it() -> None:
    async def typing(scene: Scene) -> None: ...

    kept, later = await held(SUPERVISED), NOW + 10 * MINUTE
    woken = scene(memo=ANA, turn="t2", timers=(Timer(WAKES, later),))
    off = Halts((Halt("persona", "livia", NOW, "dona", ""),))
    for waiting, says in ((Waiting(kept), False), (Waiting(kept, "enviar", "marina"), True)):
        desk = Desk(SHOP, LexicalReader(), {}, Clock(later), typing, drafts=Kept(waiting), halts=off)
        outcome = await take(woken, desk)
        assert bool(outcome.sends) is says
        assert (outcome.handoff is None) is says
