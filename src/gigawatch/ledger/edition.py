"""Editions: the ledger as it was on a day, kept as small tables that a person can review and that nothing overwrites.

`editions/<id>/` holds `manifest.json`, `fact.csv` and `status.csv`.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path

from gigawatch.ledger.state import Standing, State, Stated
from gigawatch.model import Bound, Fact, Inference, InputError, Settlement, WorkspaceError

MANIFEST, FACTS, STATUSES = "manifest.json", "fact.csv", "status.csv"
FORMAT = 1
STATED = ("subject_en", "subject_zh", "claim", "source", "claim_on", "statements")
FACT = tuple(field.name for field in fields(Fact))
STANDING = tuple(field.name for field in fields(Standing))


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
    return _table((*FACT, *STATED), (_fact_row(state.facts[key]) for key in sorted(state.facts)))


def status_text(state: State) -> str:
    """The status table of an edition: one thing a line, by id."""
    rows = (asdict(state.standings[key]) for key in sorted(state.standings))
    return _table(STANDING, ([row[name] for name in STANDING] for row in rows))


def _fact_row(stated: Stated) -> list[object]:
    fact = asdict(stated.fact)
    told = {**{name: getattr(stated, name) for name in STATED}, "statements": " ".join(stated.statements)}
    return [*(fact[name] for name in FACT), *(told[name] for name in STATED)]


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
        if data.pop("format") != FORMAT:
            raise WorkspaceError("this edition is of another version", where=str(path))
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
    facts = (_stated(row) for row in _rows(folder / edition.id / FACTS, (*FACT, *STATED)))
    standings = (_standing(row) for row in _rows(folder / edition.id / STATUSES, STANDING))
    return State(
        edition.name or edition.id,
        {one.fact.id: one for one in facts},
        {one.thing: one for one in standings},
        date.fromisoformat(edition.date) if edition.date else None,
    )


def _rows(path: Path, head: Sequence[str]) -> Iterator[dict[str, str | None]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if tuple(reader.fieldnames or ()) != tuple(head):
                raise WorkspaceError("the edition's table has other columns", where=str(path), hint="restore it")
            for row in reader:
                yield {key: value or None for key, value in row.items()}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WorkspaceError(
            "the edition's table is damaged", where=str(path), hint="restore it from your copy"
        ) from error


def _stated(row: Mapping[str, str | None]) -> Stated:
    values: dict[str, object] = {name: row[name] for name in FACT}
    values["value"] = float(row["value"] or 0)
    values["high"] = float(row["high"]) if row["high"] else None
    values["qualifier"] = Bound(row["qualifier"]) if row["qualifier"] else None
    values["verdict"] = Settlement(row["verdict"] or "")
    values["inference"] = Inference(row["inference"] or "")
    return Stated(
        fact=Fact(**values),  # type: ignore[arg-type]  # the columns are the fields
        subject_en=row["subject_en"] or "",
        subject_zh=row["subject_zh"] or "",
        claim=row["claim"] or "",
        source=row["source"] or "",
        claim_on=row["claim_on"],
        statements=tuple((row["statements"] or "").split()),
    )


def _standing(row: Mapping[str, str | None]) -> Standing:
    values = {**row, "is_stale": row["is_stale"] == "True"}
    return Standing(**values)  # type: ignore[arg-type]  # the columns are the fields
