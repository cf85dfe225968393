"""What a person should look at, one JSON object a line: disagreements to be judged, and refusals with their reasons."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from gigawatch.claims.proposal.reading import SecondReading


def review_lines(reading: SecondReading, document: str) -> Iterator[str]:
    """The lines of one document, named as it was given: disagreements in the order of the text, then refusals."""
    for disagreement in sorted(reading.disagreements, key=lambda each: (each.start, each.id)):
        yield _line({"kind": "disagreement", **asdict(disagreement), "document": document})
    for refusal in reading.refusals:
        yield _line({"kind": "refusal", **asdict(refusal), "document": document})


def summary(reading: SecondReading) -> str:
    """One line for the terminal, in which no word of the model's is repeated."""
    return (
        f"language model: {len(reading.claims)} added, {reading.agreed} agreed, "
        f"{len(reading.disagreements)} fields differ, {len(reading.refusals)} refused"
    )


def _line(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False)
