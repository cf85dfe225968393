"""What counts as a figure in running text: every run of digits that is no date, no year and no clause of a name."""

from __future__ import annotations

import re

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATES = re.compile(
    rf"\b\d{{1,2}}(?: to \d{{1,2}})? (?:{MONTHS})(?: (?:19|20)\d\d)?"
    rf"|(?:{MONTHS}) \d{{1,2}}(?: to \d{{1,2}})?,? (?:19|20)\d\d"
    r"|(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:至(?:(?:19|20)\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?)?"
    r"|(?<![\d.,-])(?:19|20)\d\d(?:-\d\d(?:-\d\d)?|-[HQ]\d)?(?![\d]|[.,]\d|%)"
)
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def find_figures(text: str) -> list[str]:
    """The figures of a text.

    >>> find_figures("In July 2022 it signed 48 projects.")
    ['48']
    """
    return DIGITS.findall(DATES.sub(" ", text))
