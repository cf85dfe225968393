"""The entry tests of the status ladder as data: which event types and claim states show which step."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gigawatch.ledger.status.milestone import Milestone

STEPS = Path(__file__).parent.parent / "data" / "step.toml"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the ladder with the event types and claim states that can show it.

    `measures` are those whose figures can show it by their state; none: all that a project is told by.
    `is_state`: the claim tells how things stood when it was published. `excludes` are steps which, taken earlier, this
    one contradicts.
    """

    status: str
    test: str
    types: tuple[str, ...]
    states: tuple[str, ...]
    admits: bool
    is_state: bool = False
    excludes: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()

    def is_shown_by(self, measure: str) -> bool:
        """True where a figure of the measure can show the step."""
        return not self.measures or measure in self.measures


@dataclass(frozen=True, slots=True)
class Stops:
    """What puts off or ends a project: event types and claim states; `of_a_plant` also stop what runs."""

    types: tuple[str, ...]
    states: tuple[str, ...]
    of_a_plant: tuple[str, ...]


@cache
def steps() -> tuple[Step, ...]:
    """The entry tests: those that admit, those that refuse by the kind of event, and those that refuse by its words."""
    admitting = (_step(values, admits=True) for values in step_data()["step"])
    refusing = (_step(values, admits=False) for values in step_data()["refused"])
    worded = (Step("", test, (), (), admits=False) for test in _worded())
    rumour, another = step_data()["rumour"], step_data()["another"]
    others = (Step(told["status"], told["test"], (), (), admits=True) for told in (rumour, another))
    return (*admitting, *refusing, *worded, *others)


@cache
def resuming() -> frozenset[str]:
    """The tests of what takes a stopped project up again."""
    return frozenset(values["test"] for values in step_data()["step"] if values.get("resumes"))


@cache
def steps_by_evidence() -> Mapping[tuple[str, str], Step]:
    """The test of each (`type` or `state`, code) that can show a step."""
    found: dict[tuple[str, str], Step] = {}
    for step in steps():
        found.update({("type", code): step for code in step.types})
        found.update({("state", code): step for code in step.states})
    return found


@cache
def step_of_test(test: str) -> Step | None:
    """The admitting step that a test belongs to."""
    return next((step for step in steps() if step.test == test and step.admits), None)


def is_ending(milestone: Milestone) -> bool:
    """True for an end that is announced for a time and not yet told as done."""
    return milestone.test == str(step_data()["ending"]["test"])


@cache
def stops() -> Stops:
    """What puts off or ends a project."""
    data = step_data()["stop"]
    return Stops(tuple(data["types"]), tuple(data["claim_status"]), tuple(data["of_a_plant"]))


@cache
def step_data() -> Mapping[str, Any]:
    """The data file as written."""
    return tomllib.loads(STEPS.read_text(encoding="utf-8"))


def _worded() -> Sequence[str]:
    return [
        *(doubt["test"] for doubt in step_data()["doubt"]),
        *(step_data()[one]["test"] for one in ("due", "part", "untimely", "ending")),
        step_data()["part"]["late"]["test"],
    ]


def _step(values: Mapping[str, Any], *, admits: bool) -> Step:
    return Step(
        str(values["status"]),
        str(values["test"]),
        tuple(values["types"]),
        tuple(values.get("claim_status", ())),
        admits,
        values.get("is_state") is True,
        tuple(values.get("excludes", ())),
        tuple(values.get("measures", ())),
    )
