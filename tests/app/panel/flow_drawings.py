"""The four flow charts of README.pt-BR, drawn by the panel from one made-up day of the demo shop.

python -m tests.app.panel.flow_drawings     writes them anew into docs/fluxo
"""

from __future__ import annotations

from pathlib import Path

from central.adapters.operation import default_demo_folder, numbered, read_yaml
from central.adapters.store.figures.flow import Decided, Entries, Queue, Standing
from central.app.panel import pages
from central.app.panel.flow import chart, views
from central.core.replying.choice import Asked, Chosen, Option

FOLDER = Path(__file__).parents[3] / "docs/fluxo"
CASA, RESERVADO = "900200000000001", "900200000000002"
AT = 1_795_100_000_000
ENTRIES = (
    Entries("meta", "serum-feed", CASA, "livia", 182, 14),
    Entries("meta", "vestido-reels", CASA, "carla", 121, 9),
    Entries("youtube", "bolsa-youtube", CASA, "carla", 64, 3),
    Entries("youtube", "cedro-youtube", CASA, "sofia", 58, 6),
    Entries("kwai", "hidratante-kwai", CASA, "livia", 93, 8),
    Entries("kwai", "reservado-kwai", RESERVADO, "melissa", 37, 2),
    Entries("desconhecida", "", CASA, "livia", 21, 1),
)
DECISIONS = (
    Decided("persona", "livia", "script", "responder", 640),
    Decided("persona", "livia", "mini", "responder", 96),
    Decided("persona", "carla", "script", "responder", 402),
    Decided("persona", "carla", "forte", "responder", 41),
    Decided("produto do anúncio", "livia", "script", "responder", 275),
    Decided("produto do anúncio", "carla", "script", "responder", 185),
    Decided("produto do anúncio", "sofia", "script", "responder", 58),
    Decided("persona", "sofia", "mini", "responder", 37),
    Decided("número", "melissa", "script", "responder", 119),
    Decided("assunto", "sofia", "script", "responder", 22),
    Decided("persona", "livia", "script", "chamar_pessoa", 18),
)
ARMS = {
    "script|nenhum": 0.06,
    "mini|nenhum": 0.13,
    "mini|garantia": 0.21,
    "forte|nenhum": 0.24,
    "forte|prova_social": 0.36,
}
REWARDS = (("resolved", 1, AT + 240_000), ("stage", 1, AT + 900_000), ("purchase", 8_990, AT + 5_400_000))
TICKETS = (
    Standing("interessado", 311, 0),
    Standing("pediu_desconto", 74, 0),
    Standing("comprado", 96, 1_048_000),
    Standing("perdido", 95, 0),
)
ORDERS = (Standing("approved", 96, 1_048_000), Standing("pending", 17, 161_000), Standing("refunded", 3, 29_700))
QUEUES = {"crm": Queue(2, 0), "avisos": Queue(0, 0), "pedidos": Queue(0, 1), "envios": Queue(3, 0)}


def drawings() -> dict[str, str]:
    """The SVG of each view, by its name."""
    operation = numbered(1, "exemplo", read_yaml(default_demo_folder()))
    taken = (Option("ia", "forte"), Option("gatilho", "prova_social"))
    rule = (("ia", "script"), ("gatilho", "nenhum"))
    asked = Asked(
        "t.turno", "turno", AT, "p", "c", "aprendizado", taken, rule, stage="interessado", intent="objecao_eficacia"
    )  # type: ignore[arg-type]
    chosen = Chosen(asked, taken, 0.36, "aprendizado", 412, tuple(ARMS), tuple(ARMS.values()))
    none: frozenset[str] = frozenset()
    charts = {
        "entrada": views.entrances(operation, ENTRIES, QUEUES, None, none),
        "persona": views.deciding(operation, DECISIONS, None, none),
        "aprendizado": views.learning(chosen, REWARDS),
        "crm": views.closing(TICKETS, ORDERS, QUEUES, None, none),
    }
    return {name: pages.render("flow_file.svg", wide=chart.wide(one), vista=name) for name, one in charts.items()}


if __name__ == "__main__":
    for name, svg in drawings().items():
        (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")
