"""Learned weights: what each feature of a candidate counts for, as data that `tools/train_reader.py` makes.

A candidate is told in features, short strings such as `k:firm`, put together in parts. Its score is the sum of their
weights, each once for itself and once within each of the groups that the question belongs to (`project|k:firm`), for a
statistic is weighed otherwise than a project. Weights are kept as whole thousandths, so that a sum is the same in
whatever order it is made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from struct import Struct
from typing import Any

SHELF = Path(__file__).parents[1] / "data"
EVERYWHERE = ""  # the group of every question, whose features bear no prefix
FINENESS = 1000  # weights are counted in thousandths
KEPT = 8192  # parts of a candidate whose sum is kept
Features = tuple[str, ...]


def within(features: Iterable[str], groups: Sequence[str]) -> list[str]:
    """The features as the weights name them: each once for each group."""
    return [f"{group}|{feature}" if group else feature for feature in features for group in groups]


class Model:
    """The weights of one field in one language, where the best of several candidates is asked for.

    `groups` are the weights of each group by its name, those of every question under `EVERYWHERE`.
    """

    def __init__(self, groups: Mapping[str, Mapping[str, float]]) -> None:
        whole = {name: {f: round(w * FINENESS) for f, w in table.items()} for name, table in groups.items()}
        common = whole.pop(EVERYWHERE, {})
        self._common = _scale(common)
        self._scales = {name: _scale(_added(common, table)) for name, table in whole.items()}

    def choose(self, candidates: Iterable[Sequence[Features]], group: str) -> int:
        """The number of the best candidate, the first of several that are as good; each is told in parts."""
        weigh = self._scales.get(group, self._common)
        scores = [sum(map(weigh, parts)) for parts in candidates]
        return scores.index(max(scores))


def _scale(weights: Mapping[str, int]) -> Callable[[Features], int]:
    """What a part of a candidate's features counts, kept because most parts come again."""

    @lru_cache(maxsize=KEPT)
    def weigh(part: Features) -> int:
        return sum(filter(None, map(weights.get, part)))

    return weigh


def _added(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    """The sum of two tables, feature by feature."""
    return {**one, **{feature: weight + one.get(feature, 0) for feature, weight in other.items()}}


class Classifier:
    """The weights of a field with a fixed list of values: for each feature, what it counts for each value in order.

    The weights of a feature are one whole number with four bytes for each value, so that one addition adds all of
    them. Each is raised by `LIFT`, which keeps them above zero and raises all values alike.
    """

    LIFT = 1 << 16

    def __init__(self, values: Sequence[str], weights: Mapping[str, Sequence[float]]) -> None:
        self._numbers = {value: number for number, value in enumerate(values)}
        self._columns = Struct(f"<{len(values)}I")
        self._weights = weights
        self._tables: dict[tuple[str, ...], dict[str, int]] = {}

    def choose(self, features: Iterable[str], allowed: Collection[str], groups: tuple[str, ...]) -> str:
        """The value among those allowed for which the features count most, each feature once in each group."""
        table = self._tables.get(groups)
        if table is None:
            table = self._tables[groups] = self._table(groups)
        total = sum(filter(None, map(table.get, features)))
        scores = self._columns.unpack(total.to_bytes(self._columns.size, "little"))
        known = [(scores[self._numbers[value]], value) for value in allowed if value in self._numbers]
        return max(known)[1] if known else next(iter(allowed))

    def _table(self, groups: tuple[str, ...]) -> dict[str, int]:
        """What each feature counts in these groups together."""
        table: dict[str, int] = {}
        for name, row in self._weights.items():
            group, mark, feature = name.partition("|")
            if EVERYWHERE in groups and (not mark or group not in groups):
                group, feature = EVERYWHERE, name
            if group in groups:
                table[feature] = table.get(feature, 0) + self._packed(row)
        return table

    def _packed(self, row: Sequence[float]) -> int:
        return int.from_bytes(self._columns.pack(*(self.LIFT + round(w * FINENESS) for w in row)), "little")


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
