"""One source over time: which origin the series of a unit keeps to, where several tell of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from gigawatch.index.definition.origin import Origin

Told = tuple[Origin, str, str]
"""A figure's origin, period and vintage."""


def rank_origins(told: Iterable[Told], since: str) -> Mapping[str, int]:
    """The origins of a series of whole years by name, 0 the one to keep to.

    First the one that has both ends of the series, which are the first year from `since` on and the last year that any
    tells of, targets aside (a year after that of its own vintage has not been yet); then the one with the most years
    from `since` on, with the last year, read at the origin itself in any year, with the latest vintage; then the first
    in order of text.

    >>> old, new = Origin("Bureau"), Origin("Package")
    >>> rank_origins([(old, "2018", ""), (old, "2019", ""), (new, "2019", "2026")], "2018")
    {'Bureau': 0, 'Package': 1}
    """
    years: defaultdict[str, set[str]] = defaultdict(set)
    vintages: defaultdict[str, str] = defaultdict(str)
    own: set[str] = set()
    for origin, period, vintage in _drop_targets(told):
        years[origin.name].add(period)
        vintages[origin.name] = max(vintages[origin.name], vintage)
        own |= {origin.name} if origin.copy is None else set()
    every = set().union(*years.values()) if years else set()
    counted = {period for period in every if period >= since} or every
    first, last = min(counted, default=""), max(counted, default="")
    ranked = sorted(years)
    ranked.sort(key=lambda name: vintages[name], reverse=True)
    ranked.sort(
        key=lambda name: (
            not {first, last} <= years[name],
            -len(years[name] & counted),
            last not in years[name],
            name not in own,
        )
    )
    return {name: place for place, name in enumerate(ranked)}


def _drop_targets(told: Iterable[Told]) -> list[Told]:
    """What has been at the time that it was told; all of it where nothing has. What bears no date was told by the
    latest vintage of the series.
    """
    every = list(told)
    latest = max((vintage for _, _, vintage in every), default="")
    return [one for one in every if one[1] <= (one[2] or latest or one[1])[:4]] or every
