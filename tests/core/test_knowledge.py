"""What the seller answers beside the catalogue is found by its words, and said only where it surely fits."""

from __future__ import annotations

import pytest

from central.adapters.operation import default_demo_folder, read_yaml
from central.core.replying.knowledge import LONGEST_PASSAGE, Article, search, surely
from central.core.replying.shelf import NOTHING_KNOWN, Shelf

SHOP = read_yaml(default_demo_folder())
DEMO = SHOP.knowledge


@pytest.mark.parametrize(
    ("question", "persona", "product", "article"),
    [
        ("bom dia! moro em portugal, vcs enviam pra cá?", "livia", None, "fora-do-brasil"),
        ("tem cnpj? nunca ouvi falar", "carla", None, "cnpj"),
        ("na fatura aparece o que", "melissa", "oleo-brisa", "discricao"),
        ("é ouro 18k?", "carla", "brinco-sol", "escurece"),
        ("e dura o dia inteiro??", "sofia", "cedro-norte", "fixacao"),
        ("queria mandar meu curriculo", "livia", None, "trabalhe-conosco"),
    ],
)
def test_a_question_in_other_words_finds_its_article(question: str, persona: str, product: str, article: str) -> None:
    found = surely(DEMO, question, persona, product)
    assert found is not None
    assert found.article.id == article


@pytest.mark.parametrize(
    "question",
    ["quanto custa a base", "qual o frete", "oi", "vocês vendem calça?", "kkkk", "tem na cor preta?", "60160230"],
)
def test_what_the_catalogue_answers_is_no_article(question: str) -> None:
    assert surely(DEMO, question, "livia", "base-cetim") is None


def test_an_article_is_for_its_personas_and_products_only() -> None:
    assert surely(DEMO, "a embalagem é discreta?", "livia") is None
    assert surely(DEMO, "é ouro?", "carla", "bolsa-nina") is None


def test_two_articles_that_are_as_near_answer_nothing() -> None:
    both = (Article("um", ("Como troco a senha?",), "Assim."), Article("dois", ("Como troco a senha?",), "Assado."))
    assert surely(both, "como troco a senha", "livia") is None
    assert [f.article.id for f in search(both, "como troco a senha", "livia")] == ["dois", "um"]


def test_of_a_long_article_only_the_paragraphs_that_were_asked_for_are_read() -> None:
    filling = [f"Parágrafo {n} sobre a história da casa e das suas coleções antigas." * 3 for n in range(12)]
    answer = "\n".join((*filling, "Para lavar o linho use água fria e sabão neutro.", *filling))
    article = Article("linho", ("Cuidados com as peças",), answer)
    assert surely((article,), "cuidados com as peças", "carla") is None
    (found,) = search((article,), "como lavar o linho?", "carla")
    assert "água fria" in found.passage
    assert len(found.passage) <= LONGEST_PASSAGE


def test_a_model_is_told_the_passages_of_a_question_or_that_nobody_wrote_them() -> None:
    nina = SHOP.catalog.product("bolsa-nina")
    shelf = Shelf(SHOP.catalog, "carla", "Carla", (), nina, None, None, lambda p: p.link, lambda t: t, DEMO)
    assert "sintético com textura" in shelf.knowledge("a bolsa é de couro?")
    assert "nota fiscal" in shelf.knowledge("vocês emitem nota?")
    assert shelf.knowledge("qual a raiz quadrada de dois") == NOTHING_KNOWN
