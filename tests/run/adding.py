"""A synthetic workspace to which documents are added one by one, and what its tables hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from gigawatch.run.build import run_steps
from gigawatch.run.plan import plan_steps
from gigawatch.run.step import Step
from gigawatch.run.table import RESOLVED, SETTLED, table_rows
from gigawatch.run.workspace import open_workspace

STEPS = ("read", "table", "package", "gather", "review", "resolve", "settle")
DAY = date(2026, 1, 1)
HEAD = "---\npublished: {day}\npublisher: Synthetic News {number}\nlanguage: en\n---\n"
TEXTS = (
    "Synthetic Voltano Batteries will build a battery plant in Debrecen with a capacity of 30 GWh a year.",
    "Synthetic Voltano began building the first phase of its battery plant in Debrecen, with a capacity of 10 GWh.",
    "CATL plans a battery base in Debrecen with a capacity of 100 GWh a year and an investment of 7.34 billion euros.",
    "CATL's battery base in Debrecen is to have a capacity of 72 GWh a year.",
    "The city of Debrecen plans a total battery capacity of 130 GWh a year.",
    "Synthetic Voltano Batteries AS cancelled its battery plant in Debrecen.",
    "Synthetic Harmonia Cells signed an agreement for a 12 GWh battery plant in Skellefteå.",
    "At the 2022 World Power Battery Conference in Yibin, 48 projects worth 96.2 billion yuan were signed.",
)
SETTINGS = '[workspace]\nname = "Debrecen"\nregion = "Debrecen"\n[index]\ndefinitions = []\n'
Held = Mapping[str, list[tuple[object, ...]]]


def make_folders(root: Path) -> Path:
    """An empty workspace at `root`."""
    for folder in ("documents", "tables", "index", "reviews"):
        (root / folder).mkdir(parents=True)
    (root / "gigawatch.toml").write_text(SETTINGS, encoding="utf-8")
    return root


def keep(root: Path, number: int) -> None:
    """Keep one of the made-up documents."""
    text = HEAD.format(day=date(2022, 1 + number, 3), number=number) + TEXTS[number] + "\n"
    (root / "documents" / f"{number:03}.md").write_text(text, encoding="utf-8")


def tables_of(root: Path) -> Held:
    """The rows of the tables that are resolved and settled."""
    space = open_workspace(root)
    rows = {table: table_rows(space, table) for table in (*RESOLVED, *SETTLED)}
    return {table: [tuple(row.values()) for row in found] for table, found in rows.items()}


def settle(root: Path) -> list[str]:
    """Bring the ledger up to date; which of the two steps that reason were done."""
    space = open_workspace(root)

    def plan() -> list[Step]:
        return [step for step in plan_steps(space, DAY) if step.group in STEPS]

    outcome = run_steps(space, plan, version="test", date=DAY.isoformat(), report=lambda *_: None)
    return [name for name in outcome.done if name in ("resolve", "settle")]
