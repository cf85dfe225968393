"""Where a second reading of the documents understood a claim otherwise than the reader did: a person is asked.

The lines are those that `gigawatch read --llm --review FILE.jsonl` writes, kept in the workspace's `reviews/`. What a
line says is a proposal and nothing more: it changes no claim.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

KIND, SUFFIX = "disagreement", ".jsonl"
FIELDS = ("measure", "status", "subject", "place", "period")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One field of one claim: `claimed` is what the reader found (None: nothing), `proposed` what another one did."""

    id: str
    claim: str
    field: str
    claimed: str | None
    proposed: str
    reader: str


def read_disagreements(folder: Path) -> tuple[Disagreement, ...]:
    """Every disagreement of a folder, each once; lines of another kind, and what is no such line, are passed over."""
    found = {one.id: one for path in sorted(folder.glob(f"*{SUFFIX}")) for one in _read_file(path)}
    return tuple(found[key] for key in sorted(found))


def _read_file(path: Path) -> Iterator[Disagreement]:
    try:
        lines: Iterable[str] = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        found = _read_line(line)
        if found is not None:
            yield found


def _read_line(line: str) -> Disagreement | None:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or told.get("kind") != KIND or told.get("field") not in FIELDS:
        return None
    texts = [told.get(key) for key in ("id", "claim", "field", "proposed", "reader")]
    claimed = told.get("claimed")
    if not all(isinstance(text, str) and text for text in texts) or not isinstance(claimed, str | None):
        return None
    key, claim, field, proposed, reader = map(str, texts)
    return Disagreement(key, claim, field, claimed, proposed, reader)
