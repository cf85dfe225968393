"""The town, county or province from which a Chinese text is told: what its 我市, 我区 and 全省 stand for."""

from __future__ import annotations

from collections import Counter

from gigawatch.vocab import Place, PlaceKind, places

_KINDS = {
    "市": (PlaceKind.PREFECTURE, PlaceKind.CITY, PlaceKind.COUNTY),
    "州": (PlaceKind.PREFECTURE,),
    "区": (PlaceKind.COUNTY,),
    "县": (PlaceKind.COUNTY,),
    "省": (PlaceKind.PROVINCE,),
}
_MARKED = tuple(_KINDS)


def is_of_kind(name: str, word: str) -> bool:
    """True where a name is that of a place which the last character of a word such as 全市 may mean."""
    mention = next((m for m in reversed(places().scan(name)) if m.end == len(name)), None)
    return mention is not None and mention.entry.kind in _KINDS.get(word[-1], ())


def own_place(text: str, word: str) -> str | None:
    """The place of its kind that a text names most, as it writes it first.

    >>> own_place("常州正加快发展，金坛是主要承载地。我区企业超100家。", "我区")
    '金坛'
    """
    kinds, found = _KINDS.get(word[-1], ()), list(places().scan(text))
    named = {m.entry.id for m in found}
    own = [
        m for m in found if m.entry.kind in kinds and m.entry.country == "CN" and _is_told(m.entry, m.surface, named)
    ]
    if not own:
        return None
    most, _ = Counter(m.entry.id for m in own).most_common(1)[0]
    return next(m.surface for m in own if m.entry.id == most)


def _is_told(place: Place, surface: str, named: set[str]) -> bool:
    """False for a county's short name, which may be part of other words, where nothing tells its city."""
    if place.kind != PlaceKind.COUNTY or surface.endswith(_MARKED):
        return True
    return place.parent in named
