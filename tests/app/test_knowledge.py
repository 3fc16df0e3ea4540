"""Articles brought in become a version of the operation; the owner's own choices about them stay."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from central.adapters.operation import default_demo_folder
from central.app.cli import main
from central.app.desk import knowledge
from central.app.desk.visit import visit
from central.core.replying.knowledge import Article


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The demo's operation in a store on disk."""
    environment = {"CENTRAL_DATA": str(tmp_path)}
    monkeypatch.setenv("CENTRAL_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["importar", str(default_demo_folder()), "--sim"]) == 0
    return environment


def _told(monkeypatch: pytest.MonkeyPatch, *articles: Article) -> None:
    async def articles_of(*asked: object) -> list[Article]:
        return list(articles)

    monkeypatch.setattr(knowledge, "articles_of", articles_of)


def test_articles_come_in_are_replaced_and_go(
    shop: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _known(shop)
    good = Article("zendesk-7", ("Prazo de troca",), "Trocamos em 7 dias.", source="https://a.example/7")
    _told(monkeypatch, good, Article("zendesk-8", ("Preço",), "Custa R$ 10,00."))
    assert main(["conhecimento", "zendesk", "https://a.example", "--sim"]) == 0
    said = capsys.readouterr().out
    assert "zendesk-8" in said
    assert "escrito à mão" in said
    assert _known(shop) == {**before, "zendesk-7": "Trocamos em 7 dias."}
    _told(monkeypatch, Article("zendesk-7", ("Prazo de troca",), "Trocamos em 30 dias."))
    assert main(["conhecimento", "zendesk", "https://a.example", "--sim"]) == 0
    assert _known(shop)["zendesk-7"] == "Trocamos em 30 dias."
    _told(monkeypatch)
    assert main(["conhecimento", "zendesk", "https://a.example", "--sim"]) == 0
    assert _known(shop) == before
    assert main(["conhecimento", "zendesk", "https://a.example", "--sim"]) == 0
    assert "Nada mudou" in capsys.readouterr().out


def _known(environment: dict[str, str]) -> dict[str, str]:
    async def work() -> dict[str, str]:
        async with visit(environment) as store:
            operation = await store.operations.current()
            assert operation is not None
            return {article.id: article.answer for article in operation.knowledge}

    return asyncio.run(work())
