"""Bases within a scope ranked by their capacity of one link, each stage by itself: planned never beside built."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gigawatch.chain import Presence, figure_of, is_target, links_of, presence_of
from gigawatch.chain.presence import ORDER
from gigawatch.ledger import Ledger
from gigawatch.ledger.part import Ranked as Placed
from gigawatch.ledger.stage import total_of
from gigawatch.ledger.wording import as_quantity
from gigawatch.model import Fact, Interval, Quantity
from gigawatch.outlook.scope import Scope
from gigawatch.vocab import links


@dataclass(frozen=True, slots=True)
class Ranked:
    """A base in the ledger's ranking at one stage: its own value or the sum of its parts, and the facts it is from.

    `rank` is its place among the bases at that stage alone, by what they have at least; equal ones share a place.
    `names` are what the base was called by language, for names are joined later that were two on the day asked for.
    """

    site: str
    names: Mapping[str, str]
    presence: Presence
    rank: int
    quantity: Quantity
    interval: Interval
    facts: tuple[str, ...]


def rank_sites(ledger: Ledger, link: str, scope: Scope) -> tuple[Ranked, ...]:
    """Bases within a scope by their capacity of a link, stage after stage, the largest of each first."""
    groups: dict[Presence, list[Fact]] = defaultdict(list)
    for fact in capacities(ledger):
        if ledger.kin.is_plant(fact.subject) and is_of(ledger, fact, link):
            groups[presence_of(fact.status)].append(fact)
    found = [one for presence in ORDER for one in _rank(ledger, link, presence, groups.get(presence, ()), scope)]
    return tuple(found)


def beats(ledger: Ledger, ranked: Ranked, fact: Fact) -> bool:
    """True for surely more capacity at another base, at the same stage."""
    return ranked.presence is presence_of(fact.status) and is_larger(ledger, ranked, fact)


def is_larger(ledger: Ledger, ranked: Ranked, fact: Fact) -> bool:
    """True for surely more capacity at another base, at whatever stage."""
    is_same_base = ledger.kin.overlap(ranked.site, fact.subject) is not None
    return not is_same_base and ranked.interval.low > figure_of(ledger, fact).interval.high


def capacities(ledger: Ledger) -> list[Fact]:
    """Every capacity that is no target."""
    return [f for f in ledger.select(measure="capacity") if not is_target(f)]


def is_of(ledger: Ledger, fact: Fact, link: str) -> bool:
    """True for a capacity of this link alone, in its unit."""
    return fact.unit == links()[link].unit and links_of(ledger, fact)[0] == (link,)


def _rank(ledger: Ledger, link: str, presence: Presence, facts: Iterable[Fact], scope: Scope) -> Iterator[Ranked]:
    """The bases of a scope at one stage, the largest first."""
    unit = str(links()[link].unit)
    inside = [one for one in _placed(ledger, unit, list(facts)) if _is_in(ledger, one.thing, scope)]
    for one in sorted(inside, key=lambda one: (-one.interval.low, one.thing)):
        rank = 1 + sum(other.interval.low > one.interval.low for other in inside)
        names = {lang: ledger.label(one.thing, lang) for lang in ("en", "zh")}
        yield Ranked(one.thing, names, presence, rank, _quantity(one, unit), one.interval, _ids(one))


def _placed(ledger: Ledger, unit: str, facts: list[Fact]) -> Iterator[Placed]:
    for stage in sorted({total_of(fact.status) for fact in facts}):
        yield from ledger.ranking(measure="capacity", unit=unit, stage=stage, facts=facts).ranked


def _quantity(placed: Placed, unit: str) -> Quantity:
    """A single value as it was stated, hedge kept; a sum as an interval."""
    if len(placed.facts) == 1:
        fact = placed.facts[0]
        return Quantity(fact.value, fact.unit, fact.qualifier, fact.high)
    return as_quantity(placed.interval, unit)


def _ids(placed: Placed) -> tuple[str, ...]:
    return tuple(fact.id for fact in placed.facts)


def _is_in(ledger: Ledger, site: str, scope: Scope) -> bool:
    """True for a site in the scope's place; one of an unknown place is in the world alone."""
    place = ledger.entities[site].data.get("place")
    return scope.holds(str(place) if place else None)
