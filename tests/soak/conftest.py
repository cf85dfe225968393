from __future__ import annotations

from pathlib import Path

import pytest
from news_settling import settle_news
from soak.stream import read_news, take

from shared_work import make_once

SEED = 2022


@pytest.fixture(scope="session")
def twenty_thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:

    def make(root: Path) -> None:
        settle_news(root, take(read_news(SEED), 20_000))

    return make_once(tmp_path_factory, "soak", make)[0]
