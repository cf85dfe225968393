"""What changed between two editions of a report: figures by name, before and after; sources that came or went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gigawatch.report.record.former import Former, Printed

KINDS = ("fact", "score", "computation")
Figures = Mapping[str, Printed]


@dataclass(frozen=True, slots=True)
class Change:
    """One figure in two editions; `before` or `after` is None where one of them does not print it."""

    key: str
    name: str
    before: str | None
    after: str | None


def compare_figures(old: Figures, new: Figures) -> list[Change]:
    """Figures whose value differs, those no longer printed and those printed anew, facts first, in order of name."""
    names = {key: printed.name for key, printed in (*old.items(), *new.items())}
    changes = [Change(key, name, _text(old, key), _text(new, key)) for key, name in names.items()]
    differing = (change for change in changes if change.before != change.after)
    return sorted(differing, key=_order)


def _order(change: Change) -> tuple[object, ...]:
    """Changed figures before those gone and those new; of each kind facts first, then scores, then computations."""
    kind = KINDS.index(change.key.partition(" ")[0])
    return change.after is None, change.before is None, kind, change.name, change.key


def compare_documents(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The titles of documents that came and of those that went, in order."""
    came = sorted(new[one] for one in new.keys() - old.keys())
    return came, sorted(old[one] for one in old.keys() - new.keys())


def former_of(editions: tuple[Former, ...], lang: str) -> Former | None:
    """The newest former edition that was printed in a language."""
    return next((one for one in reversed(editions) if lang in one.figures), None)


def _text(figures: Figures, key: str) -> str | None:
    return figures[key].text if key in figures else None
