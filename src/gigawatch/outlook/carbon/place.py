"""Which place a name means as a grid: whole names only; the ambiguous and far-fetched are refused with a hint."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.model import InputError
from gigawatch.vocab import Place, PlaceKind, places
from gigawatch.vocab.near import hint, pick_near

LARGE = (PlaceKind.COUNTRY, PlaceKind.PROVINCE)
MOST = 3


def find_grid_place(name: str, known: Sequence[str]) -> Place:
    """The country, province or Chinese prefecture of a name or id; `known` are the ids that have a grid of their own.

    InputError for a name of several such places, for that of a town only, and for one that nobody bears.
    """
    told = places().get(name)
    if told is not None:
        return told
    found = places().find(name)
    if found is None:
        raise InputError(f"no place {name!r} is known", hint=_near(name, known))
    named = [*dict.fromkeys([found.id, *(one.id for one in places().named(name))])]
    best = _largest([place for one in named if (place := places().get(one)) is not None])
    if len(best) > 1:
        told_of = "; ".join(f"{one.id} ({_around(one)})" for one in best)
        raise InputError(f"{name!r} may mean several places", hint=f"name one by its id: {told_of}")
    if best[0].kind not in (*LARGE, PlaceKind.PREFECTURE):
        raise InputError(f"{name!r} is a town ({_around(best[0])}) without a grid of its own", hint=_wider(best[0]))
    return best[0]


def require_spoken_of(place: Place) -> None:
    """Refuse a town that no source speaks of: it was hardly meant."""
    if place.kind not in (*LARGE, PlaceKind.PREFECTURE, PlaceKind.REGION):
        raise InputError(f"no source here speaks of {place.label('en')} ({_around(place)})", hint=_wider(place))


def _largest(found: Sequence[Place]) -> list[Place]:
    """The places of the largest kind, without what lies in another of them."""
    ranks = [2 if one.kind in LARGE else 1 if one.kind is PlaceKind.PREFECTURE else 0 for one in found]
    best = [one for one, rank in zip(found, ranks, strict=True) if rank == max(ranks)]
    return [one for one in best if not any(o is not one and places().within(one.id, o.id) for o in best)]


def _around(place: Place) -> str:
    names = []
    while place.parent is not None and (above := places().get(place.parent)) is not None:
        names.append(above.label("en"))
        place = above
    return ", ".join(names)


def _wider(place: Place) -> str:
    country = places().get(f"place-{place.country.lower()}") if place.country else None
    name = country.label("en") if country else "its country"
    return f"name {name} for the grid that it lies on, or the town by its id: {place.id}"


def _near(name: str, known: Sequence[str]) -> str:
    labels = [place.label(lang) for one in known if (place := places().get(one)) for lang in ("en", "zh")]
    return hint(pick_near(name, labels)[:MOST]) or "name a country or a province of China"
