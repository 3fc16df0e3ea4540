from __future__ import annotations

from central.core.learning.belief import believe
from central.core.learning.table import Table


def test_of_separate_touches_one_writer_on_one_intent_is_believed_less_than_of_conversations(make_context, arms):
    """The same answers, in which a writer fails on one intent only; told apart by whether people come back."""
    believed = {}
    for name, leads in (("touches", 400), ("conversations", 100)):
        table = Table()
        for n in range(400):
            intent, arm = ("frete", "objecao")[n % 2], arms[n // 2 % len(arms)]
            now = n * 0.05
            table.add(str(n), make_context("ana", intent, now), arms, arm["id"], n % leads, now)
            settled = arm["tier"] != "pequeno" or intent == "frete"
            table.outcome(str(n), "resolved", float(settled), now + 0.2)
        signal = believe(table, 100.0, seed=1, number=1).signal
        believed[name] = signal.mean[table.design.index["tier*intent", "pequeno", "objecao"]]
    assert believed["conversations"] < 1.5 * believed["touches"] < 0


def test_of_separate_touches_what_is_said_may_hang_on_who_asks_more_than_on_the_stage(make_context, arms):
    table = Table()
    for n in range(40):
        table.add(str(n), make_context("ana", "frete", float(n)), arms, arms[n % len(arms)]["id"], n, float(n))
    signal = believe(table, 100.0, seed=1, number=1).signal
    sd = {group: signal.sd[table.design.index[group, "prova", label]]
          for group, label in (("msg*persona", "ana"), ("msg*stage", "oferta"))}  # fmt: skip
    assert sd["msg*persona"] > 1.3 * sd["msg*stage"]
