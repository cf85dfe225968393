"""A former edition: its id, day, hash and the figures it printed, so that a later one can say what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Printed:
    """One figure as an edition printed it: what it is, and its value, hedge included."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """An edition that was handed in.

    `dated` is the newest publication among its sources, `kept` the day on which it was recorded, `digest` its content
    hash. `figures` are those it printed, by language and by the key of what they are; `documents` its documents' titles
    by id.
    """

    id: str
    kept: str
    dated: str
    digest: str
    figures: Mapping[str, Mapping[str, Printed]] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
