"""Strange requests: no route answers with an error of ours, and what a lead or an owner wrote is never markup."""

from __future__ import annotations

import random
import re
from urllib.parse import quote

from tests.app.panel.panel_world import PanelWorld
from tests.app.panel.test_access import ENDS_THE_SESSION, ROUTES
from tests.app.panel.test_live import hear

STRANGE = (
    *(
        "",
        " ",
        "a" * 3_000,
        "😀" * 400,
        "\u202emau\u2066",
        "../../etc/passwd",
        "%00",
        "\x01",
        "<script>alert(1)</script>",
    ),
    *("' OR 1=1 --", "{{ 7 * 7 }}", "=HYPERLINK(1)", "-1", "9" * 30, "nan", "null", "é", "a&b=c", "\r\nX-Mau: 1"),
)
FIELDS = tuple(
    "texto titulo login senha ir nome repetida produto decisao intencao mesmo_assim antes de aba persona campanha q "
    "_csrf periodo id textos quando.palavras quando.intencoes entao.acao entao.nivel lugar versao para ceps preco "
    "prazo horarios por_persona status motivo valor etiqueta tirar plataforma dia atras parte ate anuncio".split()
)


async def test_no_route_breaks_on_strange_words(world: PanelWorld) -> None:
    draw = random.Random(7)
    conversation = await hear(world, "oi")
    async with await world.browser("dono") as browser:
        for method, path, _ in ROUTES:
            if path in ENDS_THE_SESSION:
                continue
            for round in range(6):
                ids = [conversation if round % 2 else draw.choice(STRANGE) or "x" for _ in range(3)]
                real = re.sub(r"\{[^}]+\}", lambda _, ids=ids: quote(ids.pop(), safe=""), path)
                said = {field: draw.choice(STRANGE) for field in draw.sample(FIELDS, 8)}
                if method == "GET":
                    answer = await browser.get(real, params=said)
                else:
                    answer = await browser.post(real, data=said)
                assert answer.status_code < 500, (method, real[:200], said)
                assert "<script>alert(1)" not in answer.text, (method, path)


async def test_a_hostile_name_and_message_stay_text_on_every_page(world: PanelWorld) -> None:
    hostile = '"><img src=x onerror=alert(1)> {{ 7*7 }} </textarea><script>alert(2)</script>'
    conversation = await hear(world, hostile, hostile)
    async with await world.browser("dono") as browser:
        for path in (f"/conversas/{conversation}", "/conversas", "/conversas-lista", "/conversas?aba=atencao"):
            text = (await browser.get(path)).text
            assert "<img src=x" not in text, path
            assert "<script>alert" not in text, path
            assert "{{ 7*7 }}" in text or path.endswith("atencao"), path


async def test_a_file_that_a_browser_could_run_is_not_served_as_one(world: PanelWorld) -> None:
    await world.store.media.put("conversa/x", "document", "text/html", b"<script>alert(1)</script>")
    async with await world.browser("dono") as browser:
        assert (await browser.get("/arquivo/conversa/x")).status_code == 404
