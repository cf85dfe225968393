"""Near-copies: documents that repeat another's words count once, and the most trustworthy early one leads.

Candidates come from MinHash signatures in bands (locality-sensitive hashing), so that no document is compared with all
others; each candidate is then measured exactly.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from gigawatch.intake.shingle import hash_shingles, sign_shingles
from gigawatch.model import Document

if TYPE_CHECKING:
    import numpy as np

    from gigawatch.intake.shingle import Hashes, Rows, Sizes

    Numbers = np.ndarray[tuple[int], np.dtype[np.signedinteger]]

NEAR = 0.6
LIKELY = 0.5  # by the signatures, which are right within 0.1, before a pair is measured exactly
BAND = 3  # signature values: two texts of one length at the border (0.6) share a band in 998 of 1,000 cases
CROWD = 200  # where so many meet by chance (a page frame that all share), one band in common is no sign
HELD = 4096  # texts whose runs are held in memory at a time
FAR_FUTURE = date.max


def find_copies(documents: Sequence[Document]) -> Mapping[str, str]:
    """The leading document of every near-copy: {copy's id: leader's id}.

    Two texts are near-copies when at least 60 % of the shorter one's runs of eight characters (spaces and
    punctuation left out) stand in the other as well: reposts, shortened ones, and ones with a few words exchanged. The
    one whose publisher has the highest standing leads, among equals the earliest published. A short text inside one
    more than four times as long may be missed.
    """
    ordered = sorted(documents, key=rank)
    rows, sizes = sign_shingles(document.text for document in ordered)
    led = choose_leaders(len(ordered), _Leaders(rows, sizes), lambda number: ordered[number].text)
    return {ordered[number].id: ordered[leader].id for number, leader in led}


def choose_leaders(count: int, leaders: Leaders, text: Callable[[int], str]) -> Iterator[tuple[int, int]]:
    """Each near-copy among so many texts, numbered by rank, with its leader."""
    runs = lru_cache(HELD)(lambda number: hash_shingles(text(number)))
    for number in range(count):
        near = leaders.likely(number)
        leader = next((other for other in near if _containment(runs(other), runs(number)) >= NEAR), None)
        if leader is None:
            leaders.add(number)
        else:
            yield number, leader


class Leaders(ABC):
    """The leading texts so far, by the bands of their signatures; texts are numbered by rank."""

    def __init__(self, rows: Rows, sizes: Sizes) -> None:
        self._rows, self._sizes = rows, sizes

    @abstractmethod
    def add(self, number: int) -> None:
        """Let a text lead."""

    @abstractmethod
    def _meet(self, number: int) -> Numbers | None:
        """The leaders that share a band with a text, as often as they share one; None where there are none."""

    def likely(self, number: int) -> list[int]:
        """The leaders that a text is likely a near-copy of, the highest rank first."""
        import numpy as np

        met = self._meet(number)
        if met is None:
            return []
        others, times = np.unique(met, return_counts=True)
        if len(others) > CROWD:
            others = others[times > 1]
        alike = (self._rows[others] == self._rows[number]).mean(axis=1)
        size, sizes = self._sizes[number], self._sizes[others]
        shared = alike / (1 + alike) * (size + sizes) / np.minimum(size, sizes)
        return [int(other) for other in others[shared >= LIKELY]]


class _Leaders(Leaders):
    """Leaders held in memory."""

    def __init__(self, rows: Rows, sizes: Sizes) -> None:
        super().__init__(rows, sizes)
        self._bands: dict[bytes, list[int]] = {}

    def add(self, number: int) -> None:
        """Let a text lead."""
        for key in self._keys(number):
            self._bands.setdefault(key, []).append(number)

    def _meet(self, number: int) -> Numbers | None:
        import numpy as np

        met = [other for key in self._keys(number) for other in self._bands.get(key, ())]
        return np.array(met) if met else None

    def _keys(self, number: int) -> Iterator[bytes]:
        row = self._rows[number]
        for start in range(0, len(row), BAND):
            yield start.to_bytes(2) + row[start : start + BAND].tobytes()


def rank(document: Document) -> tuple[float, date, str]:
    """Standing first, then the day: a publisher that answers for its words is no copy of one that reposts them."""
    from gigawatch.vocab.publisher import publishers

    table = publishers()
    known = next(filter(None, (table.find(name) for name in (document.publisher, document.url) if name)), None)
    standing = known.kind.standing if known else table.standing(None)
    return -standing, document.published or FAR_FUTURE, document.id


def _containment(left: Hashes, right: Hashes) -> float:
    """The share of the shorter text's runs that stand in the other."""
    import numpy as np

    return len(np.intersect1d(left, right, assume_unique=True)) / min(len(left), len(right))
