"""Synthetic news settled in a folder by the build's own steps, for tests."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "tools"))  # the soak is a tool; a small one is a test

from soak.report import News
from soak.stream import open_workspace, write_news
from soak.task import work_of


def settle_news(root: Path, news: Iterable[News]) -> Path:
    """The folder with the ledger of some synthetic news, made by the build's own steps."""
    write_news(root, news)
    for task in ("resolve", "settle"):
        work_of(task, root)()
    return open_workspace(root).steps
