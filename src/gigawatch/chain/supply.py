"""Stated capacity of a link in a region at one stage: of the whole region, else summed over separate sites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gigawatch.chain.activity import is_target
from gigawatch.chain.figure import Figure, figure_of
from gigawatch.chain.interval import total
from gigawatch.chain.presence import Presence, presence_of
from gigawatch.chain.region import Region, facts_of
from gigawatch.ledger import Ledger, covers_whole
from gigawatch.ledger.link import links_of
from gigawatch.model import EntityKind, Fact, Interval, Settlement, period_order
from gigawatch.vocab import links

SUMMED = (EntityKind.SITE, EntityKind.PROJECT, EntityKind.PLACE)


@dataclass(frozen=True, slots=True)
class Supply:
    """A yearly capacity at one stage; `figures` are its terms: one that covers the region, or separate sites."""

    link: str
    presence: Presence
    interval: Interval
    unit: str
    figures: tuple[Figure, ...]


def find_supply(ledger: Ledger, region: Region, link: str, presence: Presence) -> Supply | None:
    """A link's capacity in a region at one stage; a total and its parts are never added, nor planned and built.

    Sites and places are summed where no figure covers the whole; what is said of a company somewhere is not.
    """
    unit = links()[link].unit
    facts = [f for f in facts_of(ledger, region, "capacity") if _fits(ledger, f, link, presence, unit)]
    whole = [f for f in facts if f.subject == region.id and f.place in (None, region.id)]
    if whole:
        return _supply(ledger, link, presence, unit, [_standing(whole)])
    placed: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if ledger.entities[fact.subject].kind in SUMMED and fact.subject != region.id:
            placed[fact.subject].append(fact)
    separate = [_standing(group) for one, group in placed.items() if not _wholes(ledger, one) & placed.keys()]
    return _supply(ledger, link, presence, unit, separate) if separate else None


def _fits(ledger: Ledger, fact: Fact, link: str, presence: Presence, unit: str) -> bool:
    if fact.verdict is Settlement.ABSTAINED:
        return False
    covers_all = covers_whole(fact.perimeter)
    if fact.unit != unit or not covers_all or is_target(fact) or presence_of(fact.status) is not presence:
        return False
    return links_of(ledger, fact)[0] == (link,)


def _standing(facts: Sequence[Fact]) -> Fact:
    """Of one thing's capacities the one that stands: the newest; the larger, where one is of a later date and another
    was published later, since what was built stays until a source says otherwise.
    """
    newest = [f for f in facts if not any(_is_newer(other, f) for other in facts)]
    return max(newest, key=lambda f: (f.value, _times(f), f.id))


def _is_newer(fact: Fact, other: Fact) -> bool:
    (true, told), (was_true, was_told) = _times(fact), _times(other)
    return (true, told) != (was_true, was_told) and true >= was_true and told >= was_told


def _times(fact: Fact) -> tuple[tuple[date, date, str], str]:
    return period_order(fact.valid_on, fact.known_on), fact.known_on or ""


def _wholes(ledger: Ledger, entity: str) -> set[str]:
    """The things that a thing is part of, and the places that it lies in, upwards."""
    found: set[str] = set()
    queue = [entity]
    while queue:
        thing = ledger.entities.get(queue.pop())
        place = thing.data.get("place") if thing and thing.kind is not EntityKind.PLACE else None
        above = [one for one in (thing.part_of if thing else None, place) if isinstance(one, str)]
        queue += [one for one in above if one not in found]
        found.update(above)
    return found


def _supply(ledger: Ledger, link: str, presence: Presence, unit: str, facts: Sequence[Fact]) -> Supply:
    figures = tuple(figure_of(ledger, fact) for fact in sorted(facts, key=lambda f: f.id))
    return Supply(link, presence, total(f.interval for f in figures), unit, figures)
