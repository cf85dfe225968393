from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gigawatch.ledger import Ledger, open_ledger
from gigawatch.run.sample import create_workspace
from shared_work import make_once

if TYPE_CHECKING:
    from conftest import Build
    from gigawatch.run.build import Outcome


@pytest.fixture(scope="session")
def clusters(tmp_path_factory: pytest.TempPathFactory, settle: Build) -> Ledger:
    """The ledger of the bundled sample of clusters, built once; its pages are not made."""

    def make(place: Path) -> Outcome:
        create_workspace(place, "clusters", [])
        return settle(place)

    place, _ = make_once(tmp_path_factory, "clusters", make)
    return open_ledger(place / "build" / "gigawatch.duckdb")
