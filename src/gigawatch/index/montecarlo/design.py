"""The design of a Monte Carlo: which choices, weights, indicators and data vary together, and how far."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gigawatch.index.montecarlo.factor import Alternative, Span

SOURCES = ("each", "together")


@dataclass(frozen=True)
class Design:
    """What varies, every factor independently of the others.

    `alternatives` and `spans` change steps of the method. `weights` is the noise by level (0.25: each weight times 0.75
    to 1.25, evenly); `weight_sets` are whole sets of weights by name, of which each run takes one, such as the budgets
    of experts. `remove` are the indicators of which each run leaves out one or none with the same chance. `data` lets
    every value lie evenly between its low and its high. `sources` takes another source for a cell that has several:
    drawn for each cell, or one source preferred for all cells of a run together. `imputation` draws what was filled in
    from a normal distribution about it, as wide as the rule of imputing says.

    `scores_from` names the runs that intervals of scores are taken from: `nominal_scale`, those alone whose
    normalisation is the nominal one, everything else varied, since scores on other scales are other numbers; or
    `every_run`. Ranks are of every run.
    """

    alternatives: tuple[Alternative, ...] = ()
    spans: tuple[Span, ...] = ()
    weights: Mapping[int, float] = field(default_factory=dict)
    weight_sets: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    data: bool = False
    sources: str | None = None
    imputation: bool = False
    scores_from: str = "nominal_scale"

    @cached_property
    def factors(self) -> tuple[str, ...]:
        """The names of all that varies: alternatives and spans by their own, then the groups."""
        groups = {
            "weights": bool(self.weights),
            "weight_sets": bool(self.weight_sets),
            "removal": bool(self.remove),
            "data": self.data,
            "sources": self.sources is not None,
            "imputation": self.imputation,
        }
        steps: tuple[Alternative | Span, ...] = (*self.alternatives, *self.spans)
        return (*(factor.name for factor in steps), *(name for name, is_on in groups.items() if is_on))

    def describe(self) -> dict[str, object]:
        """The design as plain data."""
        return {
            "alternative": [found.describe() for found in self.alternatives],
            "span": [found.describe() for found in self.spans],
            "weights": {str(level): noise for level, noise in self.weights.items()},
            "weight_sets": {name: dict(weights) for name, weights in self.weight_sets.items()},
            "remove": list(self.remove),
            "data": self.data,
            "sources": self.sources,
            "imputation": self.imputation,
            "scores_from": self.scores_from,
        }

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the design."""
        return hashlib.sha256(json.dumps(self.describe(), sort_keys=True).encode()).hexdigest()
