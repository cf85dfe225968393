"""The audit trail: who did what at the desk, when, in which role, from where; a text file that only grows.

It never holds a token, a cookie or what was typed as one: a sign-in that failed is told by the name of a known person,
or of nobody.
"""

from __future__ import annotations

import csv
import fcntl
import io
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from gigawatch.ledger.review import append_whole, lead_formula
from gigawatch.site.desk.text import even, show_hidden


class Act(StrEnum):
    """What can be done, or was refused."""

    SIGNED_IN = "signed in"
    NOT_SIGNED_IN = "sign-in refused"
    SIGNED_OUT = "signed out"
    JUDGED = "judged"
    WITHDREW = "withdrew"
    NOT_KEPT = "not kept"
    REFUSED = "refused"
    SLOWED = "slowed down"
    ADDED = "reviewer added"
    REVOKED = "reviewer revoked"


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the trail: `at` in UTC, `about` an item, claim, judgement or person, `told` what of it."""

    at: str
    who: str
    role: str
    act: Act
    about: str = ""
    told: str = ""
    address: str = ""


LONGEST_CELL = 400
COLUMNS = tuple(field.name for field in fields(Deed))


def tell_moment(moment: datetime) -> str:
    """A moment as the trail writes it.

    >>> from datetime import UTC
    >>> tell_moment(datetime(2026, 1, 31, 8, 5, 9, tzinfo=UTC))
    '2026-01-31T08:05:09Z'
    """
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def record(file: Path, deed: Deed) -> None:
    """Add a line to the trail and see it on the disk."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as lock:
        file.chmod(0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        head = [] if file.stat().st_size else [list(COLUMNS)]
        append_whole(file, _format([*head, [lead_formula(str(cell)) for cell in asdict(deed).values()]]))


def read_trail(file: Path, most: int) -> list[Deed]:
    """The last deeds, the newest first; a line that someone broke is passed over."""
    return list(_read(file))[: -most - 1 : -1]


def _read(file: Path) -> Iterator[Deed]:
    if not file.exists():
        return
    with file.open(encoding="utf-8", errors="replace", newline="") as lines:
        for row in csv.DictReader(lines):
            if row.get("act") in [act.value for act in Act]:
                told = {name: row.get(name) or "" for name in COLUMNS if name != "act"}
                yield Deed(act=Act(str(row["act"])), **told)


def _format(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_tell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _tell(cell: str) -> str:
    """A cell on one line that a terminal shows as it is: part of it may be an address that somebody made up."""
    told = show_hidden(even(cell))
    return told if len(told) <= LONGEST_CELL else f"{told[:LONGEST_CELL]}…"
