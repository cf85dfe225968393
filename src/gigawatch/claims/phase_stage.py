"""Stages within a phase: where `the first phase itself has two stages`, `the second stage` is no second phase."""

from __future__ import annotations

import re

_STAGED = re.compile(
    r"\b(?P<phase>(?:first|second|third|fourth|initial) phase|phase (?:[ivx]+|\d+|one|two|three|four))\b"
    r"(?: itself)?,? (?:has|have|had|will have|comes? in|consists? of|comprises?"
    r"|(?:is|was|will be) (?:built|split|divided) (?:in|into)) (?:two|three|four|\d) (?:[\w-]+ )?stages\b"
)
_OF_IT = re.compile(r"\bstages?\b|\b(?:entire|whole) phase\b|\bthe (?:first|second|third|fourth) [^.;]{0,30}$")


def staged_phase(folded: str, span: tuple[int, int], low: int) -> str | None:
    """The phase of which an English text tells the stages, for an amount told of one of them in its sentence.

    `span` is where the amount lies in the folded text, `low` where its sentence begins.

    >>> text = "the first phase itself has two stages. the first stage costs 4 billion and the second 5 billion."
    >>> staged_phase(text, (61, 70), 39), staged_phase("the second phase costs 4 billion.", (23, 32), 0)
    ('first phase', None)
    """
    if "stages" not in folded:
        return None
    told = list(_STAGED.finditer(folded, 0, span[0]))
    if not told or re.search(
        r"\bphases\b|\bphase (?:[ivx]+|\d+|one|two)\b|\b(?:first|second|third|fourth|next|final) phase\b",
        folded[max(low, told[-1].end()) : span[0]],
    ):
        return None
    stop = folded.find(". ", span[1])
    words = folded[max(low, told[-1].start()) : min(span[1] + 40, stop if stop >= 0 else len(folded))]
    is_near = folded.count(".", told[-1].end(), low) <= 1
    return told[-1]["phase"] if is_near and _OF_IT.search(words) else None
