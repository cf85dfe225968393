"""One thing for a person to look at, with what it would move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ItemKind(StrEnum):
    """Why something stands in the queue."""

    OPEN = "open"
    ABSTAINED = "abstained"
    LOW_CONFIDENCE = "low-confidence"
    UNSURE_NAME = "unsure-name"
    DISPUTED = "disputed"
    REOPENED = "reopened"
    REFUSED = "refused"
    UNPLACED = "unplaced"
    DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a judgement could move: `share` of a published total (0 to 1), `change` of the fact itself, in words.

    `change` is the move over the value; `readings` counts the index readings that the cell feeds.
    """

    share: float = 0.0
    change: float = 0.0
    readings: int = 0
    text: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QueueItem:
    """`about` is the id (of a fact, a claim or a judgement) or the name that is to be judged; `text` tells it.

    `claims` are those that a judgement could be made on, the one that counts now first; `other` is the thing that a
    name is taken for.
    """

    id: str
    kind: ItemKind
    about: str
    text: Mapping[str, str]
    effect: Effect
    claims: tuple[str, ...] = ()
    other: str | None = None

    @property
    def rank(self) -> tuple[float, float, str]:
        """Sorting key: the largest effect first."""
        return (-self.effect.share, -self.effect.change, self.id)
