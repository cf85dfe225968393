"""Synthetic news settled in a folder by the build's own steps, for tests."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from soak.report import News
from soak.stream import open_workspace, write_news
from soak.task import work_of


def settle_news(root: Path, news: Iterable[News]) -> Path:
    """The folder with the ledger of some synthetic news, made by the build's own steps."""
    write_news(root, news)
    for task in ("resolve", "settle"):
        work_of(task, root)()
    return open_workspace(root).steps
