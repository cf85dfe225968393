"""Ordered lists that somebody published, as far as they were published: places, or only who is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class PublishedList:
    """One list of one edition: of `part` (`overall`, or a part of the index) of a dimension, telling of `year`.

    `places` holds the stated places, `within` the names of which only a bound is known (`7`: among the first seven).
    A page that names three without their places gives `within` 3 to each: a set, no order. Names are those of our
    units where they are one of them. `sources` are the addresses.

    >>> PublishedList("synthetic", "x", "overall", "2024", "2023", {"A": 1, "B": 2, "C": 9}, {"D": 3}).k
    3
    """

    publication: str
    dimension: str
    part: str
    edition: str
    year: str
    places: Mapping[str, int]
    within: Mapping[str, int]
    sources: tuple[str, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All that are named, by place, those without one after them."""
        return (*sorted(self.places, key=lambda name: (self.places[name], name)), *sorted(self.within))

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays the same from edition to edition."""
        return self.publication, self.dimension, self.part

    @property
    def basis(self) -> str:
        """What was published: `order`, `set` (no place of two names), or `order and set`."""
        if len(self.places) < 2:
            return "set"
        return "order and set" if self.within else "order"

    @property
    def bounds(self) -> dict[str, int]:
        """The worst place each name can have."""
        return {**self.within, **self.places}

    def first(self, k: int) -> set[str] | None:
        """The first k; None where the list does not tell them all."""
        found = {name for name, bound in self.bounds.items() if bound <= k}
        return found if len(found) == k else None

    @cached_property
    def k(self) -> int:
        """How long the complete beginning of the list is: the largest k whose k first names are all told; 0 if none.

        The length of the list where it is published from the first place on without a gap.
        """
        return max((k for k in range(1, len(self.bounds) + 1) if self.first(k)), default=0)
