"""Learned weights: what each feature of a candidate counts for, as data that `tools/train_reader.py` makes.

A candidate is a list of features, short strings such as `k:firm`. Its score is the sum of their weights, each once for
itself and once within each of the groups that the question belongs to, for a statistic is weighed otherwise than a
project.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Any

SHELF = Path(__file__).parents[1] / "data"
Weights = Mapping[str, float]
Features = Sequence[str]


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of one field in one language: those of a group by its name, "" for those of every question."""

    groups: Mapping[str, Weights]

    def choose(self, candidates: Sequence[Features], groups: Iterable[str]) -> int:
        """The number of the best candidate, the first of several that are as good."""
        tables = [self.groups[name] for name in ("", *groups) if name in self.groups]
        best, choice = float("-inf"), 0
        for number, features in enumerate(candidates):
            score = sum(sum(map(table.get, features, repeat(0.0))) for table in tables)
            if score > best:
                best, choice = score, number
        return choice


@dataclass(frozen=True, slots=True)
class Classifier:
    """The weights of a field with a fixed list of values: for each feature, what it counts for each value in order."""

    values: Sequence[str]
    weights: Mapping[str, Sequence[float]]

    def choose(self, features: Iterable[str], allowed: Collection[str]) -> str:
        """The value among those allowed for which the features count most."""
        rows = [row for feature in features if (row := self.weights.get(feature)) is not None]
        scores = [sum(column) for column in zip(*rows, strict=True)] or [0.0] * len(self.values)
        known = [(score, value) for score, value in zip(scores, self.values, strict=True) if value in allowed]
        return max(known)[1] if known else next(iter(allowed))


Models = tuple[Mapping[str, Model], Mapping[str, Classifier]]


def models_of(tables: Mapping[str, Any]) -> Models:
    """The models of a language by field: those that choose among candidates, and those with a list of values."""
    choose = {field: Model(groups) for field, groups in tables["choose"].items()}
    classify = {field: Classifier(t["values"], t["weights"]) for field, t in tables["classify"].items()}
    return choose, classify


@cache
def load_models(lang: str) -> Models:
    """The models of a language, from the shelf."""
    return models_of(json.loads((SHELF / f"scope_{lang}.json").read_text(encoding="utf-8")))
