"""Editions: the ledger as it was on a day, kept as small tables that a person can review and that nothing overwrites.

`editions/<id>/` holds `manifest.json`, `fact.csv` and `status.csv`.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import TypeVar

from gigawatch.ledger.state import Standing, State, Stated
from gigawatch.model import Bound, Fact, Inference, InputError, Settlement, WorkspaceError

MANIFEST, FACTS, STATUSES = "manifest.json", "fact.csv", "status.csv"
FORMAT = 1
STATED = ("subject_en", "subject_zh", "claim", "source", "claim_on", "statements")
LATER = ("object", "is_cell")  # told later than the rest: the first editions lack them
FACT = tuple(field.name for field in fields(Fact))
STANDING = tuple(field.name for field in fields(Standing))
NEEDED = ("id", "subject", "measure", "value", "unit", "rule", "verdict")
NULLABLE = tuple(field.name for field in fields(Fact) if field.name not in NEEDED and field.default is MISSING)
NUMBERS, TRUTHS = ("value", "high"), ("valid_on_inferred",)
WORDS: Mapping[str, Callable[[str], object]] = {"qualifier": Bound, "verdict": Settlement, "inference": Inference}
T = TypeVar("T")
Row = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Edition:
    """What an edition's manifest says: its id, the name given to it, the build's date, version and inputs."""

    id: str
    name: str | None
    date: str
    version: str
    facts: int
    inputs: Mapping[str, str]

    def is_called(self, name: str) -> bool:
        """True for the edition's id or name."""
        return name in (self.id, self.name)


def write_edition(folder: Path, edition: Edition, state: State) -> None:
    """Write an edition's files into a new folder; it appears whole or not at all."""
    fresh = folder.with_name(f".{folder.name}.fresh")
    fresh.mkdir(parents=True, exist_ok=True)
    (fresh / FACTS).write_text(fact_text(state), encoding="utf-8")
    (fresh / STATUSES).write_text(status_text(state), encoding="utf-8")
    manifest = {"format": FORMAT, **asdict(edition)}
    (fresh / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    fresh.rename(folder)


def fact_text(state: State) -> str:
    """The fact table of an edition: one fact a line, by id."""
    return _table((*FACT, *STATED, *LATER), (_fact_row(state.facts[key]) for key in sorted(state.facts)))


def status_text(state: State) -> str:
    """The status table of an edition: one thing a line, by id."""
    rows = (asdict(state.standings[key]) for key in sorted(state.standings))
    return _table(STANDING, ([row[name] for name in STANDING] for row in rows))


def _fact_row(stated: Stated) -> list[object]:
    fact = asdict(stated.fact)
    names = (*STATED, *LATER)
    told = {**{name: getattr(stated, name) for name in names}, "statements": " ".join(stated.statements)}
    return [*(fact[name] for name in FACT), *(told[name] for name in names)]


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    from io import StringIO

    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(
        ["" if cell is None else repr(cell) if isinstance(cell, float) else cell for cell in row] for row in rows
    )
    return text.getvalue()


def list_editions(folder: Path) -> list[Edition]:
    """The editions kept in a folder, oldest first."""
    found = [read_manifest(path.parent) for path in sorted(folder.glob(f"[!.]*/{MANIFEST}"))]
    return sorted(found, key=lambda one: (one.date, one.id))


def read_manifest(folder: Path) -> Edition:
    """The manifest of a kept edition; WorkspaceError where it is damaged."""
    path = folder / MANIFEST
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data.pop("format") > FORMAT:
            raise WorkspaceError("a newer Gigawatch kept this edition", where=str(path), hint="upgrade Gigawatch")
        return Edition(**data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WorkspaceError(
            "the edition's manifest is damaged", where=str(path), hint="restore it from your copy"
        ) from error


def find_edition(folder: Path, name: str) -> Edition:
    """The edition of an id or name; InputError naming those that are kept."""
    kept = list_editions(folder)
    found = next((one for one in kept if one.is_called(name)), None)
    if found is None:
        names = ", ".join(one.name or one.id for one in kept) or "none; keep one with: gigawatch edition keep"
        raise InputError(f"{name!r} is no date and no kept edition", hint=f"kept: {names}")
    return found


def read_edition(folder: Path, edition: Edition) -> State:
    """The state that an edition keeps."""
    facts = _read(folder / edition.id / FACTS, (*NEEDED, *STATED), _stated)
    standings = _read(folder / edition.id / STATUSES, STANDING, _standing)
    return State(
        edition.name or edition.id,
        {one.fact.id: one for one in facts},
        {one.thing: one for one in standings},
        date.fromisoformat(edition.date) if edition.date else None,
    )


def _rows(path: Path, needed: Sequence[str]) -> Iterator[Row]:
    """The rows of a kept table. Columns that came to be known later may lack, and others may stand beside: an edition
    is read as long as it is kept.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            lacking = [name for name in needed if name not in (reader.fieldnames or ())]
            if lacking:
                raise _damage(path, f"there is no column {lacking[0]}")
            yield from ({key: value or None for key, value in row.items() if key} for row in reader)
    except (OSError, UnicodeDecodeError, csv.Error, ValueError) as error:
        raise _damage(path, str(error).splitlines()[0]) from error


def _damage(path: Path, what: str) -> WorkspaceError:
    return WorkspaceError(f"the edition's table is damaged: {what}", where=str(path), hint="restore it from your copy")


def _read(path: Path, needed: Sequence[str], make: Callable[[Row], T]) -> list[T]:
    """What each row of a kept table tells; WorkspaceError naming the line that tells nothing."""
    found: list[T] = []
    for number, row in enumerate(_rows(path, needed), start=2):
        try:
            found.append(make(row))
        except (ValueError, TypeError) as error:
            raise _damage(path, f"line {number}: {error}") from error
    return found


def _stated(row: Row) -> Stated:
    told = {name: row[name] for name in FACT if row.get(name) is not None}
    values: dict[str, object] = {**dict.fromkeys(NULLABLE), **told}
    values.update({name: float(told[name] or "") for name in NUMBERS if name in told})
    values.update({name: _truth(told[name]) for name in TRUTHS if name in told})
    values.update({name: kind(told[name] or "") for name, kind in WORDS.items() if name in told})
    return Stated(
        fact=Fact(**values),  # type: ignore[arg-type]  # the columns are the fields
        subject_en=row["subject_en"] or "",
        subject_zh=row["subject_zh"] or "",
        claim=row["claim"] or "",
        source=row["source"] or "",
        claim_on=row["claim_on"],
        statements=tuple((row["statements"] or "").split()),
        object=row.get("object") or "",
        is_cell=_truth(row.get("is_cell") or "False"),
    )


def _truth(text: str | None) -> bool:
    if text not in ("True", "False"):
        raise ValueError(f"{text!r} is neither True nor False")
    return text == "True"


def _standing(row: Row) -> Standing:
    told = {name: row[name] for name in STANDING if name in row}
    return Standing(**{**told, "is_stale": _truth(row["is_stale"])})  # type: ignore[arg-type]  # the columns are the fields
