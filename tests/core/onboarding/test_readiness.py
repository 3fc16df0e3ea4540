"""What keeps a shop from selling is told with its cure and the page to mend it on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.adapters.operation import default_demo_folder, numbered, read_yaml
from central.core.onboarding.readiness import Asked, lacks, snags
from central.core.operation import Operation
from central.core.people.privacy import Privacy
from central.core.replying.mode import Mode

GOOD = Asked(1, "preço", "quanto custa?", "serum-aurora", "R$ 10", 900, "preco", "responder", "serum-aurora")


@pytest.fixture(scope="module")
def demo() -> Operation:
    return numbered(1, "", read_yaml(default_demo_folder()))


def _said(operation: Operation, drafts: int = 0) -> str:
    return " ".join(("!" if snag.grave else "") + snag.said for snag in lacks(operation, drafts))


def test_the_demonstration_lacks_nothing(demo: Operation) -> None:
    assert _said(demo) == ""


def test_a_first_reply_without_a_privacy_line_is_told(demo: Operation) -> None:
    assert "o que é feito dos dados" in _said(replace(demo, privacy=Privacy()))


def test_campaigns_whose_product_is_gone_keep_the_shop_from_selling(demo: Operation) -> None:
    first, second = demo.campaigns[:2]
    products = tuple(
        replace(p, active=p.id != first.product, variants=() if p.id == second.product else p.variants)
        for p in demo.catalog.products
    )
    said = _said(replace(demo, catalog=replace(demo.catalog, products=products)))
    assert f'!A campanha "{first.name}" anuncia' in said
    assert "que não está à venda" in said
    assert f'!A campanha "{second.name}"' in said
    assert "sem estoque" in said


def test_photos_links_checkouts_freight_drafts_and_shadows_are_looked_at(demo: Operation) -> None:
    products = tuple(replace(p, photo=None, link=f"{demo.site}/") for p in demo.catalog.products)
    bare = replace(
        demo,
        catalog=replace(demo.catalog, products=products, regions=()),
        checkouts=(),
        modes=(Mode("m", "sombra", ("livia",)),),
    )
    said = _said(bare, drafts=3)
    for told in ("Sem foto: ", "leva só ao site", "Nenhum checkout", "!Não há nenhuma região", "3 textos em rascunho"):
        assert told in said
    assert "!Lívia está em modo sombra" in said


def test_questions_without_an_answer_are_grouped_by_what_was_asked(demo: Operation) -> None:
    asked = [
        GOOD,
        replace(GOOD, topic="frete", script="outro", answer="não sei"),
        replace(GOOD, topic="garantia", script="produto"),
        replace(GOOD, topic="troca", script="humano", action="chamar_pessoa"),
        replace(GOOD, topic="uso", script="qual_produto"),
        replace(GOOD, waited=None),
        replace(GOOD, refused=("prazo",), script="entrega_rapida"),
    ]
    found = snags(demo, asked)
    said = {snag.said: snag for snag in found}
    assert [snag.grave for snag in found] == [True, True, True, False, False, False]
    assert said["1 pergunta sem resposta."].seen[0].words == "quanto custa?"
    assert said["Ninguém sabe responder sobre frete (Sérum Facial Aurora)."].where == "/ajustes/conhecimento"
    assert "responde sobre preço" in next(s.cure for s in found if "guarda segurou" in s.said)
    assert any("Não reconheceu o produto" in s for s in said)
    assert any("o lead passa para uma pessoa" in s for s in said)
    assert any("Ninguém escreveu sobre garantia" in s for s in said)
    assert snags(demo, [GOOD]) == []
