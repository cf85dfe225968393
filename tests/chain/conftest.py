from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gigawatch import __version__
from gigawatch.ledger import Ledger, open_ledger
from gigawatch.run.build import Outcome, run_steps
from gigawatch.run.plan import plan_steps
from gigawatch.run.sample import create_workspace
from gigawatch.run.workspace import open_workspace
from shared_work import make_once

DAY = date(2026, 1, 1)


@pytest.fixture(scope="session")
def clusters(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The ledger of the bundled sample of clusters, built once; its pages are not made."""

    def make(place: Path) -> Outcome:
        create_workspace(place, "clusters", [])
        workspace = open_workspace(place)

        def plan():
            steps = plan_steps(workspace, DAY)
            return steps[: next(number for number, step in enumerate(steps, 1) if step.name == "store")]

        return run_steps(workspace, plan, version=__version__, date=DAY.isoformat(), report=lambda *_: None)

    place, _ = make_once(tmp_path_factory, "clusters", make)
    return open_ledger(place / "build" / "gigawatch.duckdb")
