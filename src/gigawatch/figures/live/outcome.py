"""What a fetch did, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gigawatch.figures.live.change import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one fetch.

    `is_new` is False where the source had nothing new. Of a table `rows` are the figures told now and `left_out` the
    rows that are not in it, by reason; of news `kept` are the documents that came and `held` those that were there.
    """

    source: str
    is_new: bool
    is_live: bool
    snapshot: Path
    table: Path | None = None
    rows: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    change: Change | None = None
    kept: int = 0
    held: int = 0
    faults: tuple[str, ...] = ()

    def as_json(self, root: Path) -> dict[str, object]:
        """The outcome for programs; paths are relative to the workspace."""
        change = self.change
        return {
            "source": self.source,
            "new": self.is_new,
            "live": self.is_live,
            "snapshot": self.snapshot.relative_to(root).as_posix(),
            "table": self.table.relative_to(root).as_posix() if self.table else None,
            "rows": self.rows,
            "left_out": dict(self.left_out),
            "warnings": list(self.warnings),
            "change": None
            if change is None
            else {"added": change.added, "changed": change.changed, "gone": change.gone, "first": list(change.first)},
            "kept": self.kept,
            "held": self.held,
            "faults": list(self.faults),
        }
