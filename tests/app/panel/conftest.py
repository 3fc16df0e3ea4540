"""A panel for every test that asks for one."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.app.panel.panel_world import PanelWorld, panel_world


@pytest.fixture
async def world() -> AsyncIterator[PanelWorld]:
    """An empty shop with the demo's operation."""
    async with panel_world() as made:
        yield made
