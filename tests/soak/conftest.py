from __future__ import annotations

from pathlib import Path

import pytest
from news_settling import settle_news
from soak.stream import read_news, take

SEED = 2022


@pytest.fixture(scope="session")
def twenty_thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("soak") / "synthetic"
    settle_news(root, take(read_news(SEED), 20_000))
    return root
