"""What is wrong with a table, cell by cell, told all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gigawatch.model import InputError
from gigawatch.model.error import show_plainly

MOST = 200  # faults that are written out


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in one cell; `row` counts from 1 without the heading, 0 means the heading itself."""

    row: int
    column: str
    what: str
    hint: str = ""

    def __str__(self) -> str:
        remedy = f" ({self.hint})" if self.hint else ""
        return f"{self.row}:{self.column}: {self.what}{remedy}"


class TableError(InputError):
    """A table that cannot be used, with every fault found in it as `file:row:column`, never only the first."""

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        noun = "fault" if len(faults) == 1 else "faults"
        told = [f"  {name}:{fault}" for fault in faults[:MOST]]
        told += [f"  and {len(faults) - MOST:,} more"] if len(faults) > MOST else []
        lines = "\n".join(told)
        super().__init__(f"{len(faults)} {noun}; rows count from 1, the heading is row 0\n{lines}", where=name)
        self.faults = tuple(faults)

    def _tell(self) -> str:
        """A line for each fault."""
        return "\n".join(map(show_plainly, self.what.split("\n")))
