from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "tools"))  # the soak is a tool; a small one is a test

from soak.report import News
from soak.stream import open_workspace, read_news, take, write_news
from soak.task import work_of

SEED = 2022


def settle_news(root: Path, news: Iterable[News]) -> Path:
    """The folder with the ledger of some synthetic news, made by the build's own steps."""
    write_news(root, news)
    for task in ("resolve", "settle"):
        work_of(task, root, 0, 0)()
    return open_workspace(root).steps


@pytest.fixture(scope="session")
def twenty_thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("soak") / "synthetic"
    settle_news(root, take(read_news(SEED), 20_000))
    return root
