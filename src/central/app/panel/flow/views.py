"""The four charts: how leads come in, how the persona is decided, how learning learns, how the CRM closes the loop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from central.adapters.store import Store
from central.adapters.store.figures.flow import Decided, Entries, Path, Queue, Standing
from central.app.panel import labels, words
from central.app.panel.flow.chart import Box, Chart, Line
from central.core.operation import Operation
from central.core.replying.choice import Chosen

HOUR_MS = 3_600_000
MOST_CAMPAIGNS = 8
WHYS = {
    "número": "Número de uma só persona",
    "persona": "Já tinha persona",
    "produto": "Pelo produto",
    "assunto": "Pelo assunto",
    "primeira": "Primeira do número",
    "": "Sem registro",
}
ORDERS = {"pending": "Esperando pagamento", "approved": "Pago", "refunded": "Reembolsado", "refused": "Recusado"}
ORDER_TONES = {"approved": "good", "refunded": "bad", "chargeback": "bad", "refused": "bad", "pending": "warm"}
TICKET_TONES = {"comprado": "good", "pediu_desconto": "warm"}
TICKETS = {
    "interessado": "Interessado",
    "pediu_desconto": "Pediu desconto",
    "comprado": "Comprado",
    "perdido": "Perdido",
}

Moved = frozenset[str]


def entrances(
    operation: Operation, entries: Sequence[Entries], queues: dict[str, Queue], path: Path | None, moved: Moved
) -> Chart:
    """Source → campaign → number → persona."""
    counts: Counter[str] = Counter()
    lately: Counter[str] = Counter()
    flows: Counter[tuple[str, str]] = Counter()
    ranked = Counter[str]()
    for e in entries:
        ranked[e.campaign or f"sem:{e.source}"] += e.count
    shown = {campaign for campaign, _ in ranked.most_common(MOST_CAMPAIGNS)}
    for e in entries:
        campaign = _campaign(e.source, e.campaign, shown)
        ids = (f"s:{e.source}", f"c:{campaign}", f"n:{e.channel}", f"p:{e.persona}")
        counts.update(dict.fromkeys(ids, e.count))
        lately.update(dict.fromkeys(ids, e.lately))
        flows.update({(ids[0], ids[1]): e.count, (ids[1], ids[2]): e.count, (ids[2], ids[3]): e.count})
    lit = _lit_entrance(path, shown)

    def box(id: str, title: str, href: str = "", tone: str = "", mark: str = "") -> Box:
        note = f"{lately[id]} na última hora" if lately[id] else ""
        return Box(id, title, counts[id], note, href, tone, mark, id in lit)

    sources = [box(id, labels.SOURCES.get(id[2:], id[2:])) for id in _of("s:", counts)]
    campaigns = [box(id, _campaign_name(operation, id[2:]), _link(campanha=id[2:])) for id in _of("c:", counts)]
    waits = queues.get("envios", Queue(0, 0))
    numbers = []
    for id in _of("n:", counts):
        channel = operation.channel(id[2:])
        one = box(id, channel.name if channel is not None else id[2:], _link(canal=id[2:]))
        numbers.append(replace(one, tone="bad", note="há falha") if waits.failed else one)
    personas = [
        box(
            id,
            p.name if (p := operation.persona(id[2:])) is not None else "Sem persona",
            _link(persona=id[2:]),
            mark=id[2:],
        )
        for id in _of("p:", counts)
    ]
    lines = tuple(
        Line(a, b, count, lit=a in lit and b in lit, moved="ouviu" in moved) for (a, b), count in sorted(flows.items())
    )
    columns = tuple(tuple(column) for column in (sources, campaigns, numbers, personas))
    return Chart("Como os leads entram", columns, lines, ("Origem", "Campanha", "WhatsApp", "Persona"))


def deciding(operation: Operation, decisions: Sequence[Decided], path: Path | None, moved: Moved) -> Chart:
    """The burst → why → persona → who writes."""
    whys, personas, tiers = Counter[str](), Counter[str](), Counter[str]()
    one, two = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for d in decisions:
        why, tier = _why(d.why), d.tier if d.action == "responder" else d.action
        whys[why] += d.count
        personas[d.persona] += d.count
        tiers[tier] += d.count
        one[why, d.persona] += d.count
        two[d.persona, tier] += d.count
    lit = set()
    if path is not None and path.why is not None:
        lit = {"e", f"w:{_why(path.why)}", f"p:{path.persona}", f"t:{path.tier}"}
    total = sum(whys.values())
    start = Box("e", "Rajada de um lead", total, lit="e" in lit)
    why_boxes = [Box(f"w:{w}", WHYS.get(w, w), n, lit=f"w:{w}" in lit) for w, n in whys.most_common()]
    persona_boxes = [
        Box(
            f"p:{id}", p.name if (p := operation.persona(id)) is not None else "Sem persona", n,
            href=_link(persona=id), mark=id, lit=f"p:{id}" in lit,
        )
        for id, n in personas.most_common()
    ]  # fmt: skip
    tier_boxes = [
        Box(f"t:{t}", _tier(t), n, words.percent(n / total, 0) if total else "", lit=f"t:{t}" in lit,
            tone="warm" if t == "chamar_pessoa" else "")
        for t, n in tiers.most_common()
    ]  # fmt: skip
    at = "respondeu" in moved
    lines = [Line("e", f"w:{w}", n, {"e", f"w:{w}"} <= lit, moved=at) for w, n in whys.items()]
    lines += [Line(f"w:{w}", f"p:{p}", n, {f"w:{w}", f"p:{p}"} <= lit, moved=at) for (w, p), n in one.items()]
    lines += [Line(f"p:{p}", f"t:{t}", n, {f"p:{p}", f"t:{t}"} <= lit, moved=at) for (p, t), n in two.items()]
    columns = ((start,), tuple(why_boxes), tuple(persona_boxes), tuple(tier_boxes))
    return Chart(
        "Como a persona é decidida", columns, tuple(lines), ("Mensagem", "Por quê", "Persona", "Quem responde")
    )


def learning(chosen: Chosen | None, rewards: Sequence[tuple[str, int, int]]) -> Chart:
    """A real choice: the situation, the arms with their chances, what was taken, what became of it."""
    if chosen is None:
        return Chart("Como o Thompson Sampling aprende", (), ())
    asked = chosen.asked
    situation = Box(
        "c", labels.INTENTS.get(asked.intent, asked.intent), None, labels.STAGES.get(asked.stage, asked.stage)
    )
    taken = "|".join(option.label for option in chosen.taken)
    shares = dict(zip(chosen.arms, chosen.shares, strict=False)) or {taken: chosen.propensity}
    best = sorted(shares.items(), key=lambda item: -item[1])[:6]
    if taken not in dict(best):
        best = [*best[:5], (taken, shares.get(taken, chosen.propensity))]
    arms = [
        Box(f"a:{arm}", _arm(arm), round(share * 100), "sorteado" if arm == taken else "", lit=arm == taken)
        for arm, share in best
    ]
    result = [Box(f"r:{n}", _reward(event, value), None, words.local(at).strftime("%d/%m %H:%M"), lit=True,
                  tone="good" if event == "purchase" or (event == "resolved" and value) else "")
              for n, (event, value, at) in enumerate(rewards)]  # fmt: skip
    outcome = tuple(result) or (Box("r:0", "Esperando o lead", None, "ainda sem resposta", tone="warm"),)
    by = {"aprendizado": "sorteio", "regra": "regra", "controle": "grupo de controle", "freio": "freio", "fixo": "fixo"}
    belief = Box("b", f"Retrato nº {chosen.snapshot}", None, "muda na próxima volta", lit=bool(result))
    lines = [Line("c", box.id, box.count or 0, box.lit) for box in arms]
    lines += [Line(f"a:{taken}", box.id, 1, True) for box in outcome]
    lines += [Line(box.id, "b", 1, bool(result)) for box in outcome]
    headings = ("Situação", f"Chances ({by[chosen.by]})", "O que aconteceu", "O que fica")
    return Chart(
        "Como o Thompson Sampling aprende", ((situation,), tuple(arms), outcome, (belief,)), tuple(lines), headings
    )


def closing(
    tickets: Sequence[Standing], orders: Sequence[Standing], queues: dict[str, Queue], path: Path | None, moved: Moved
) -> Chart:
    """Conversation → ticket → order → CRM."""
    total = sum(t.count for t in tickets)
    lit = {"v"} if path is not None else set()
    if path is not None and path.ticket:
        lit |= {f"t:{path.ticket}", "k:crm"}
    if path is not None and path.order:
        lit.add(f"o:{path.order}")
    talk = Box("v", "Conversas", total, href="/conversas", lit="v" in lit)
    found = {t.status: t for t in tickets}
    ticket_boxes = [
        Box(f"t:{status}", title, one.count, words.money(one.value) if one.value else "",
            tone=TICKET_TONES.get(status, "") if one.count else "", lit=f"t:{status}" in lit)
        for status, title in TICKETS.items()
        for one in (found.get(status, Standing(status, 0, 0)),)
    ]  # fmt: skip
    order_boxes = [
        Box(f"o:{o.status}", ORDERS.get(o.status, o.status), o.count, words.money(o.value),
            tone=ORDER_TONES.get(o.status, ""), lit=f"o:{o.status}" in lit)
        for o in orders
    ] or [Box("o:nada", "Nenhum pedido ainda", 0)]  # fmt: skip
    ends = [_queue("crm", "CRM", queues, "k:crm" in lit), _queue("avisos", "Avisos para fora", queues, False),
            _queue("pedidos", "Avisos do checkout", queues, False)]  # fmt: skip
    lines = [
        Line("v", box.id, box.count or 0, {"v", box.id} <= lit, moved="respondeu" in moved) for box in ticket_boxes
    ]
    for box in ticket_boxes:
        if box.id == "t:comprado":
            lines += [Line(box.id, o.id, o.count or 0, {box.id, o.id} <= lit) for o in order_boxes]
        else:
            lines.append(Line(box.id, "k:crm", box.count or 0, {box.id, "k:crm"} <= lit))
    lines += [
        Line(o.id, end.id, o.count or 0, {o.id, end.id} <= lit, bad=end.tone == "bad")
        for o in order_boxes
        for end in ends[:1]
    ]
    columns = ((talk,), tuple(ticket_boxes), tuple(order_boxes), tuple(ends))
    return Chart("Como o CRM fecha o ciclo", columns, tuple(lines), ("Conversa", "Ticket", "Pedido", "Para fora"))


async def learned(store: Store, since: int) -> tuple[Chosen | None, Sequence[tuple[str, int, int]]]:
    """The newest choice that learning made, else the newest at all, with what became of it."""
    first: Chosen | None = None
    for conversation, id in await store.flow.newest_choices(since):
        if not id.endswith(".turno"):
            continue
        made = [c for c in await store.ledger.of_turn(conversation, id.rpartition(".")[0]) if c.asked.id == id]
        if made and made[0].by == "aprendizado":
            return made[0], await store.flow.rewards(conversation, id)
        first = first or (made[0] if made else None)
    return first, await store.flow.rewards(first.asked.conversation, first.asked.id) if first is not None else ()


def table_of(chart: Chart) -> list[tuple[str, str, Any]]:
    """The same as rows: heading, box, count; for who cannot see the drawing."""
    heads = chart.headings or ("",) * len(chart.columns)
    return [(head, box.title, box.count) for head, column in zip(heads, chart.columns, strict=True) for box in column]


def _of(prefix: str, counts: Counter[str]) -> list[str]:
    return [id for id, _ in counts.most_common() if id.startswith(prefix)]


def _campaign(source: str, campaign: str, shown: set[str]) -> str:
    known = campaign or f"sem:{source}"
    return known if known in shown else "outras"


def _campaign_name(operation: Operation, id: str) -> str:
    if id == "outras":
        return "Outras campanhas"
    if id.startswith("sem:"):
        source = id.removeprefix("sem:")
        return "Chegou direto" if source == "desconhecida" else f"{labels.SOURCES.get(source, source)}, sem campanha"
    found = operation.campaign(id)
    return found.name if found is not None else id


def _lit_entrance(path: Path | None, shown: set[str]) -> set[str]:
    if path is None:
        return set()
    source = path.source or "desconhecida"
    return {f"s:{source}", f"c:{_campaign(source, path.campaign, shown)}", f"n:{path.channel}", f"p:{path.persona}"}


def _why(why: str) -> str:
    return why.split()[0] if why else ""


def _tier(tier: str) -> str:
    return {"chamar_pessoa": "Pessoa da equipe", "bloquear": "Silêncio pedido", "calar": "Nada a dizer"}.get(
        tier, labels.TIERS.get(tier, tier)
    )


def _arm(arm: str) -> str:
    tier, _, trigger = arm.partition("|")
    said = labels.TIERS.get(tier, tier.partition(":")[0])
    kind = trigger.partition(":")[0]
    return said if kind in ("", "nenhum") else f"{said} + {kind.replace('_', ' ')}"


def _reward(event: str, value: int) -> str:
    match event:
        case "resolved":
            return "Dúvida resolvida" if value else "Dúvida voltou"
        case "stage":
            return "A venda andou"
        case "purchase":
            return f"Comprou {words.money(value)}"
        case "refund" | "chargeback":
            return "Devolveu"
    return "Resposta recolhida"


def _queue(name: str, title: str, queues: dict[str, Queue], lit: bool) -> Box:
    queue = queues.get(name, Queue(0, 0))
    note = f"{queue.failed} com falha" if queue.failed else "em dia" if not queue.waiting else "na fila"
    return Box(f"k:{name}", title, queue.waiting, note, tone="bad" if queue.failed else "", lit=lit)


def _link(**filters: str) -> str:
    return "/conversas?" + "&".join(f"{key}={value}" for key, value in filters.items())
