"""How much each indicator brings to an aggregate's score; the parts add up to it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.input.structure import Structure


def decompose(
    structure: Structure, scores: Numbers, weights: Numbers, target: str, counts_missing: Callable[[str], bool]
) -> Numbers:
    """Rows x indicators: each indicator's part of the score of `target`, NaN where it is not under it or missing.

    An arithmetic mean is the sum of its scaled weights times values. Any other mean is shared out in the same
    proportion, so that the parts add up to the score: exact for the arithmetic mean, a convention for the others.
    `scores` is rows x codes; `counts_missing` says whether an aggregate counts missing children as zero.
    """
    rows = scores.shape[0]
    factor: dict[str, Numbers] = {target: np.ones(rows)}
    for parent in reversed(structure.aggregates):
        if parent not in factor:
            continue
        shares = _share_out(structure, scores, weights, parent, counts_missing=counts_missing(parent))
        for place, code in enumerate(structure.children[parent]):
            factor[code] = factor[parent] * shares[:, place]
    parts = np.full((rows, len(structure.indicators)), np.nan)
    for at, code in enumerate(structure.indicators):
        if code in factor:
            parts[:, at] = factor[code] * scores[:, at]
    return np.where(np.isnan(scores[:, structure.position[target]])[:, None], np.nan, parts)


def _share_out(
    structure: Structure, scores: Numbers, weights: Numbers, parent: str, *, counts_missing: bool
) -> Numbers:
    """Rows x children: what a point of each child is worth in the parent's score."""
    columns = [structure.position[code] for code in structure.children[parent]]
    children = scores[:, columns]
    counted = np.where(~np.isnan(children) | counts_missing, weights[columns], 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        scaled = counted / counted.sum(axis=-1, keepdims=True)
        linear = np.where(np.isnan(children), 0.0, scaled * children).sum(axis=-1)
        stretch = np.where(linear == 0, 1.0, scores[:, structure.position[parent]] / linear)
    found: Numbers = scaled * stretch[:, None]
    return found
