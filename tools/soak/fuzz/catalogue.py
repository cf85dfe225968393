"""Every target by its name, with the seeds that it begins from."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from soak.fuzz.target.target import Target

SEEDS = Path(__file__).parents[3] / "tests" / "fixture" / "fuzz"
ROOMS = ("document", "grammar", "table", "setting", "robot", "proposal", "question")


def targets() -> Iterator[Target]:
    """Every target, in the order in which they are run; what a later one needs is not loaded before."""
    for room in ROOMS:
        yield from import_module(f"soak.fuzz.target.{room}").TARGETS


def find_target(name: str) -> Target:
    """The target of a name."""
    return next(target for target in targets() if target.name == name)


def seeds(name: str) -> list[Path]:
    """The kept inputs of a target: seeds, and what once crashed."""
    return sorted(path for path in (SEEDS / name).iterdir() if path.is_file())
