"""What is wrong with an input, said once for every place where it is wrong.

InputError
├── FaultyInput   the tables or the method are at fault: carries every fault
└── StepError     a step of the method cannot be applied to these data: the run stops
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gigawatch.model import InputError


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one place of one input table.

    `row` counts the data rows from 1, the heading not counted; None when the fault is not of one row. The table is
    `values`, `structure`, `method`, `design` or `definition`; a method's rows are its steps.
    """

    table: str
    row: int | None
    column: str
    text: str

    def __str__(self) -> str:
        row = "" if self.row is None else f" row {self.row}"
        column = f" column {self.column}" if self.column else ""
        return f"{self.table}{row}{column}: {self.text}"


class FaultyInput(InputError):  # noqa: N818 - it names the state of the input, as the contract of the room does
    """The input cannot be used; `faults` holds every fault found in it, not the first only."""

    def __init__(self, faults: Iterable[Fault], where: str = "") -> None:
        self.faults = tuple(faults)
        noun = "fault" if len(self.faults) == 1 else "faults"
        super().__init__(f"{len(self.faults)} {noun}: " + "; ".join(str(fault) for fault in self.faults), where=where)


class StepError(InputError):
    """A step cannot be applied to these data. Nothing falls back to a default: the run stops here."""


def refuse(faults: list[Fault]) -> None:
    """Raise all faults together, if there are any."""
    if faults:
        raise FaultyInput(faults)
