"""Days to come: nothing is known as of a day that has not begun, so that a ledger by one is refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from gigawatch.model import InputError
from gigawatch.question.query import read_date
from gigawatch.site.api.shelf import Shelf

FIRST = timezone(timedelta(hours=14))  # where on earth a day begins first: who asks may be ahead of the server


def last_day(shelf: Shelf) -> date:
    """The last day that has begun somewhere; that which the build in place counts to where it is later."""
    return max(datetime.now(FIRST).date(), shelf.built_on)


def refuse_ahead(shelf: Shelf, *given: str | None) -> None:
    """Raise InputError for a day, month or year (ISO) all of which is yet to come."""
    for one in given:
        if one is not None and read_date(one)[0] > (last := last_day(shelf)):
            raise InputError(
                f"{one} has not come yet: what will be known then is not known", hint=f"ask by {last} or an earlier day"
            )
