"""Every target by its name, with the seeds that it begins from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from soak.fuzz.target.target import Target

SEEDS = Path(__file__).parents[3] / "tests" / "fixture" / "fuzz"


@cache
def targets() -> Mapping[str, Target]:
    """Every target, in the order in which they are run."""
    from soak.fuzz.target import document, grammar, proposal, question, robot, setting, table

    rooms = (document, grammar, table, setting, robot, proposal, question)
    return {target.name: target for room in rooms for target in room.TARGETS}


def seeds(name: str) -> list[Path]:
    """The kept inputs of a target: seeds, and what once crashed."""
    return sorted(path for path in (SEEDS / name).iterdir() if path.is_file())
