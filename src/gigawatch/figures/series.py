"""One series out of many releases: the latest vintage of each figure, and what shares and totals let be computed.

Nothing is averaged and nothing is lost: the rows that do not win stay in the table. A year may then hold figures of
several releases (a revised one of one enterprise beside a first one of another); the vintage of each row says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gigawatch.model import Bound, Observation, make_id

WHOLE = "World"


def pick_latest(rows: Iterable[Observation]) -> list[Observation]:
    """The row of the latest vintage for each subject, measure, period and unit, in the order they first appear.

    Between rows of one vintage an unhedged value goes before a hedged one, then the publisher's own address, then the
    first row. A vintage of a year or a month counts from its first day, so a dated release goes before it.
    """
    found: dict[tuple[str, str, str, str], Observation] = {}
    for row in rows:
        key = (row.subject, row.measure, row.period, row.unit)
        if key not in found or _standing(row) > _standing(found[key]):
            found[key] = row
    return list(found.values())


def compute_from_shares(
    rows: Sequence[Observation], share: str = "share", measure: str = "installed"
) -> list[Observation]:
    """What `share` of the world's total comes to, for subjects whose own figure no row states; marked as computed.

    The total is that of the same source, never another release's. The result is hedged as `about`, since a share is
    printed to a tenth of a per cent, and its note begins with `computed:` and names both parts.
    """
    stated = {(row.subject, row.period) for row in rows if row.measure == measure}
    totals = {(row.period, row.source): row for row in rows if row.measure == measure and row.subject == WHOLE}
    return [
        _computed(row, totals[row.period, row.source], measure)
        for row in rows
        if row.measure == share and (row.subject, row.period) not in stated and (row.period, row.source) in totals
    ]


def _computed(share: Observation, total: Observation, measure: str) -> Observation:
    note = f"computed: {share.value:g} % of {total.value:g} {total.unit} ({total.subject}, same source)"
    key = (share.table, share.subject, measure, share.period, total.unit, share.source, share.vintage, "computed")
    return replace(
        share,
        id=make_id("obs", *key),
        measure=measure,
        value=round(share.value / 100 * total.value, 6),
        unit=total.unit,
        qualifier=Bound.ABOUT,
        note=note,
    )


def _standing(row: Observation) -> tuple[str, bool, bool]:
    is_own = "own release" in (row.note or "") or "primary release" in (row.note or "")
    return row.vintage or "", row.qualifier is None, is_own
