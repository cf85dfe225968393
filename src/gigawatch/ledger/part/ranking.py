"""Rankings of plants or firms by what the ledger holds of them: places as ranges, ties and unknowns stated."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigawatch.ledger.part.count import count
from gigawatch.ledger.part.sift import Asked
from gigawatch.model import EntityKind, Fact, Interval

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger


@dataclass(frozen=True, slots=True)
class Ranked:
    """One thing of a ranking: `best` and `worst` are the places that the hedges leave it, counted from 1.

    Two things whose intervals meet share a range of places: neither is said to stand above the other.
    """

    thing: str
    interval: Interval
    best: int
    worst: int
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Things of one kind by one measure, unit and stage, the largest first, with those of which nothing is known.

    `unknown` things may stand anywhere: with one of them, no place is sure. `ties` are the groups of things whose
    intervals are the same single value.
    """

    asked: Asked
    ranked: tuple[Ranked, ...]
    unknown: tuple[str, ...]
    ties: tuple[tuple[str, ...], ...]

    def find(self, thing: str) -> Ranked | None:
        """A thing of the ranking."""
        return next((one for one in self.ranked if one.thing == thing), None)

    def is_first(self, thing: str) -> bool | None:
        """True where a thing surely stands first among what is known, False where it cannot, None where it may."""
        found = self.find(thing)
        if found is None:
            return None
        return True if found.worst == 1 else (None if found.best == 1 else False)


def rank(ledger: Ledger, asked: Asked, kind: EntityKind, facts: Iterable[Fact] | None = None) -> Ranking:
    """Every base (`site`) or firm (`organisation`) that has a value, ranked; a base's sites are in the base.

    `facts` are those that may count; without them all of the ledger's.
    """
    cover = count(ledger, asked, facts).cover
    things = [thing for thing in _candidates(ledger, asked, kind) if _is_outermost(ledger, thing)]
    choices = {thing: cover.choose(thing) for thing in things}
    spans = {thing: span for thing, choice in choices.items() if (span := cover.amount(choice)) is not None}
    ranked = place_spans(spans, {thing: choice.facts for thing, choice in choices.items()})
    return Ranking(asked, ranked, tuple(thing for thing in things if thing not in spans), _ties(spans))


def _candidates(ledger: Ledger, asked: Asked, kind: EntityKind) -> list[str]:
    inside = None if asked.place is None else ledger.within(asked.place)
    owners = {str(e.data.get("owner")) for key, e in ledger.entities.items() if inside is None or key in inside}
    return sorted(
        key
        for key, entity in ledger.entities.items()
        if entity.kind is kind and (inside is None or key in inside or (key in owners))
    )


def _is_outermost(ledger: Ledger, thing: str) -> bool:
    """True for a base, or a firm that is not a part of another one; another name of a phase is none."""
    kind = ledger.entities[thing].kind
    inner = any(ledger.entities[whole].kind is kind for whole in ledger.kin.above(thing))
    return ledger.kin.canonical(thing) == thing and (not inner or ledger.kin.is_venture(thing))


def place_spans(spans: Mapping[str, Interval], facts: Mapping[str, tuple[Fact, ...]]) -> tuple[Ranked, ...]:
    """Things by their intervals, the largest first, counting who surely stands above and who may."""
    lows, highs = sorted(span.low for span in spans.values()), sorted(span.high for span in spans.values())
    ranked = [
        Ranked(
            thing,
            span,
            1 + len(lows) - bisect_right(lows, span.high),
            len(highs) - bisect_left(highs, span.low),
            facts.get(thing, ()),
        )
        for thing, span in spans.items()
    ]
    return tuple(sorted(ranked, key=lambda one: (one.best, one.worst, -one.interval.low, one.thing)))


def _ties(spans: Mapping[str, Interval]) -> tuple[tuple[str, ...], ...]:
    groups: dict[Interval, list[str]] = {}
    for thing, span in spans.items():
        if span.low == span.high:
            groups.setdefault(span, []).append(thing)
    return tuple(tuple(sorted(group)) for _, group in sorted(groups.items()) if len(group) > 1)
