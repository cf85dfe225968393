"""The tree of an index: indicators, the aggregates they form, and the denominators and groups that steps use."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property

import numpy as np

from gigawatch.index.input.column import Numbers

KINDS = ("indicator", "aggregate", "denominator", "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One code of an index. `direction` is 1 where more is better, -1 where less is.

    `low` and `high` are goalposts and `target` is a value to reach, in the indicator's unit; `denominator` is the code
    to divide by; `base` is its own base period, where a scale stands on the base period or a later first one.
    """

    code: str
    kind: str
    parent: str | None = None
    weight: float = 1.0
    direction: int = 1
    low: float | None = None
    high: float | None = None
    target: float | None = None
    denominator: str | None = None
    unit: str | None = None
    base: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Structure:
    """A checked tree. Indicators keep the order of their table; aggregates follow, every child before its parent.

    `levels` counts from the indicators (1) upwards; an aggregate lies one above its highest child.
    """

    nodes: tuple[Node, ...]
    levels: Mapping[str, int]

    @cached_property
    def by_code(self) -> dict[str, Node]:
        """Every node by its code."""
        return {node.code: node for node in self.nodes}

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """Codes of the indicators, in the order of their table."""
        return tuple(node.code for node in self.nodes if node.kind == "indicator")

    @cached_property
    def aggregates(self) -> tuple[str, ...]:
        """Codes of the aggregates, children before parents."""
        found = [node.code for node in self.nodes if node.kind == "aggregate"]
        return tuple(sorted(found, key=lambda code: self.levels[code]))

    @cached_property
    def denominators(self) -> tuple[str, ...]:
        """Codes that other codes are divided by."""
        return tuple(node.code for node in self.nodes if node.kind == "denominator")

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """Codes whose value is the label of the group a unit belongs to."""
        return tuple(node.code for node in self.nodes if node.kind == "group")

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Indicators, then aggregates: the columns of a table of scores."""
        return self.indicators + self.aggregates

    @cached_property
    def position(self) -> dict[str, int]:
        """The column of each of `codes`."""
        return {code: place for place, code in enumerate(self.codes)}

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """The codes straight under each aggregate."""
        return {
            parent: tuple(code for code in self.codes if self.by_code[code].parent == parent)
            for parent in self.aggregates
        }

    @cached_property
    def under(self) -> dict[str, tuple[str, ...]]:
        """The indicators anywhere under each aggregate."""
        found: dict[str, tuple[str, ...]] = {code: (code,) for code in self.indicators}
        for code in self.aggregates:
            found[code] = tuple(leaf for child in self.children[code] for leaf in found[child])
        return {code: found[code] for code in self.aggregates}

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The aggregates without a parent: the indices themselves."""
        return tuple(code for code in self.aggregates if self.by_code[code].parent is None)

    @cached_property
    def weights(self) -> Numbers:
        """The given weight of each of `codes`."""
        return np.array([self.by_code[code].weight for code in self.codes], dtype=np.float64)

    @cached_property
    def directions(self) -> Numbers:
        """The direction (1 or -1) of each indicator."""
        return np.array([self.by_code[code].direction for code in self.indicators], dtype=np.float64)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the tree's content."""
        content = [{**asdict(node), "names": dict(node.names)} for node in self.nodes]
        content = [{key: x for key, x in node.items() if key != "base" or x is not None} for node in content]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
