"""The rooms are a stack: imports run downwards only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gigawatch.run.plan import plan_steps
from gigawatch.run.workspace import open_workspace

SOURCE = Path(__file__).parents[1] / "src" / "gigawatch"
ROOMS = (
    *(
        "model",
        "vocab",
        "quantity",
        "store",
        "intake",
        "figures",
        "claims",
        "resolve",
        "ledger",
        "engine",
        "chain",
        "index",
    ),
    *("outlook", "question", "report", "site", "run", "cli"),
)


def imports_of(room: str) -> Iterator[tuple[str, str]]:
    for path in (SOURCE / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                if name.startswith("gigawatch."):
                    yield path.relative_to(SOURCE).as_posix(), name.split(".")[1]


def test_every_folder_of_the_package_is_a_known_room() -> None:
    folders = {path.name for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_itself_and_rooms_above_it(room: str) -> None:
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    wrong = sorted({(path, other) for path, other in imports_of(room) if other not in allowed})
    assert wrong == []


def test_the_index_engine_imports_the_model_only() -> None:
    wrong = sorted({(path, other) for path, other in imports_of("index") if other not in {"index", "model"}})
    assert wrong == []


REASONED = {"resolve", "settle", "follow", "measure", "chain", "outlook", "search", "report", "site"}


def test_a_step_of_the_build_depends_on_every_room_that_its_rooms_import(tmp_path: Path) -> None:
    (tmp_path / "gigawatch.toml").write_text('[workspace]\nname = "Yibin"\nregion = "Yibin"\n', encoding="utf-8")
    steps = {step.name: set(step.rooms) for step in plan_steps(open_workspace(tmp_path), date(2026, 1, 1))}
    reached = {room: {other for _, other in imports_of(room)} for room in ROOMS}
    assert steps.keys() >= REASONED
    lacking = {name: set().union(*(reached[room] for room in steps[name])) - steps[name] for name in REASONED}
    assert {name: rooms for name, rooms in lacking.items() if rooms} == {}


def test_no_module_is_longer_than_400_lines_and_none_is_named_for_everything() -> None:
    modules = list(SOURCE.rglob("*.py"))
    long = [path.name for path in modules if len(path.read_text(encoding="utf-8").splitlines()) > 400]
    vague = [path.stem for path in modules if path.stem in {"utils", "helpers", "common", "misc", "base", "manager"}]
    assert modules
    assert (long, vague) == ([], [])
