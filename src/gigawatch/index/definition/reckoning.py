"""How one cell is made from observations: as published, added up, of a whole, per something, or as a world share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from gigawatch.index.definition.cell import AT_LEAST, BOUNDED, COMPUTED, PARTLY, Candidate, choose, lead
from gigawatch.index.definition.source import Source
from gigawatch.index.input.period import time_of

Look = Callable[[str, str, str | None], list[Candidate]]
"""The candidates of a measure in a unit of measurement: the unit's own, or those of a named subject."""


def reckon(source: Source, look: Look) -> list[Candidate]:
    """The candidates of one cell from one source of its indicator; none where anything it needs is missing."""
    if source.among is not None:
        return _share_world(source, look)
    found = _add(source.measures, source.unit, look)
    if source.rate is not None:
        return found or _exchange(source, look)
    if source.of is not None:
        return _multiply(found, look(source.whole or "", source.whole_unit or "", source.of))
    return _divide(found, _add(source.per, source.per_unit or "", look), source.times) if source.per else found


def _add(measures: Sequence[str], unit: str, look: Look) -> list[Candidate]:
    """The candidates of one measure, or one sum of several: all must be there, none is taken for nothing."""
    parts = [look(measure, unit, None) for measure in measures]
    if len(parts) == 1 or not all(parts):
        return parts[0] if len(parts) == 1 else []
    taken = [choose(part) for part in parts]
    value, low, high = (sum(ends) for ends in zip(*((one.value, one.low, one.high) for one in taken), strict=True))
    return [_keep_open(_combine(taken, value, low, high), taken)]


def _exchange(source: Source, look: Look) -> list[Candidate]:
    """The candidates told in the first of the other currencies that has any, at the year's rate, as old as the money's
    own figure, with its note and from its origin: a year's rate is known when the year is over.
    """
    for currency in source.currencies:
        told = _add(source.measures, currency, look)
        if told:
            found = _divide(told, look(source.rate or "", f"{currency}/{source.unit}", currency), 1.0)
            own = choose(told)
            return [_ascribe(replace(one, vintage=own.vintage, note=own.note), own) for one in found]
    return []


def _divide(tops: Sequence[Candidate], bottoms: Sequence[Candidate], times: float) -> list[Candidate]:
    if not tops or not bottoms:
        return []
    top, bottom = choose(tops), choose(bottoms)
    if bottom.low <= 0:
        return []
    ends = [times * one / other for one in (top.low, top.high) for other in (bottom.low, bottom.high)]
    return [_keep_open(_combine((top, bottom), times * top.value / bottom.value, min(ends), max(ends)), (top,))]


def _multiply(shares: Sequence[Candidate], wholes: Sequence[Candidate]) -> list[Candidate]:
    """Percentages turned into amounts: each times the whole of its own release.

    That is the whole from the same source, else of the nearest vintage. The interval spans every whole that leads.
    """
    if not wholes:
        return []
    wholes = lead(wholes)
    least, most = min(whole.low for whole in wholes), max(whole.high for whole in wholes)
    found = []
    for share in shares:
        whole = min(wholes, key=lambda whole: _distance(share, whole))
        low, high = share.low / 100 * least, share.high / 100 * most
        amount = _keep_open(_combine((share, whole), share.value / 100 * whole.value, low, high), (share, whole))
        found.append(_ascribe(replace(amount, vintage=share.vintage, source=share.source), share))
    return found


def _share_world(source: Source, look: Look) -> list[Candidate]:
    """The mean share of the world over all measures; none where a measure has no figure of the world."""
    shares = [_share_one(source, measure, look) for measure in source.measures]
    found = [share for share in shares if share is not None]
    if len(found) < len(shares):
        return []
    count = len(found)
    value, low, high = (sum(ends) / count for ends in zip(*((s.value, s.low, s.high) for s in found), strict=True))
    mean = _combine(found, value, low, high)
    unnamed = sum(share.inference == BOUNDED for share in found)
    return [replace(mean, inference=BOUNDED if unnamed == count else PARTLY) if unnamed else mean]


def _share_one(source: Source, measure: str, look: Look) -> Candidate | None:
    worlds, own = look(measure, source.unit, source.among), look(measure, source.unit, None)
    if not worlds:
        return None
    if own:
        return next(iter(_divide(own, worlds, 100.0)), None)
    rests = look(measure, source.unit, source.rest) if source.rest else []
    most = next(iter(_divide(rests, worlds, 100.0)), None)
    return None if most is None else replace(most, value=0.0, low=0.0, inference=BOUNDED)


def _combine(parts: Sequence[Candidate], value: float, low: float, high: float) -> Candidate:
    """What is computed from several candidates: as old as the latest of them, from all their sources."""
    return Candidate(
        value=value,
        low=low,
        high=high,
        vintage=max(part.vintage for part in parts),
        source=" ".join(dict.fromkeys(part.source for part in parts if part.source)),
        observations=tuple(dict.fromkeys(name for part in parts for name in part.observations)),
        inference=COMPUTED,
        is_derived=any(part.is_derived for part in parts),
        note="; ".join(dict.fromkeys(part.note for part in parts if part.note)),
        origins=tuple(dict.fromkeys(name for part in parts for name in part.origins)),
        copies=tuple(dict.fromkeys(at for part in parts for at in part.copies)),
        standing=max(part.standing for part in parts),
    )


def _ascribe(found: Candidate, own: Candidate) -> Candidate:
    """What is computed with the figure of another, as from the origin of its own."""
    return replace(found, origins=own.origins, copies=own.copies, standing=own.standing)


def _keep_open(found: Candidate, parts: Sequence[Candidate]) -> Candidate:
    """What grows with a part that is known at least is itself known at least."""
    return replace(found, inference=AT_LEAST) if any(part.inference == AT_LEAST for part in parts) else found


def _distance(share: Candidate, whole: Candidate) -> tuple[bool, float, str]:
    there, here = time_of(whole.vintage), time_of(share.vintage)
    apart = abs(there - here) if there is not None and here is not None else 1e9
    return whole.source != share.source, apart, whole.source
