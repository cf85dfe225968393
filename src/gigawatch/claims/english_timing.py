"""When an English figure holds: the date beside it, the period measured before, or the event it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from gigawatch.claims.english_discourse import EVENT, Discourse, Mention
from gigawatch.claims.english_status import FIRM_STATES, Predicate
from gigawatch.claims.sentence import Sentence
from gigawatch.claims.timing import between
from gigawatch.quantity import FoundPeriod

MEASURED = frozenset(
    {"production", "installed", "sales", "shipments", "growth", "share", "supply_volume", "revenue", "price"}
)
OF_STATE = frozenset({"investment", "capacity", "area", "projects", "contract_value", "vehicles"})
_THEN = re.compile(
    r"\b(?:[Bb]y|[Aa]t|[Ss]ince)\sthen\b|\b(?:[Tt]hat|[Tt]he\ssame)\s(?:same\s)?(?:year|period|month|quarter)\b"
)
_STANDS = re.compile(
    r"\b(?:has|have)\s(?:now\s|already\s)?(?:reached|completed|finished|exceeded|topped|hit|grown\sto|risen\sto|put\sinto\soperation)\b"
    r"|\bnow\b|\bcurrently\b|\bstands?\sat\b|\b(?:is|are)\s(?:already\s|now\s)(?:operating|complete|in\soperation)\b"
)
_IN_NAME = re.compile(
    r"\s(?:(?:[A-Z][\w&]*|&|and|of|on)\s){1,8}(?:Conference|Expo|Forum|Summit|Fair|Congress|Exposition)"
)
_DATELINE = re.compile(
    r"\s*(?:[^\n]{0,160}\n\s*\n)?\s*[A-Z][A-Z .’'-]{2,30}(?:,\s[A-Z][\w .]{2,20})?,\s[^\n]{3,40}?(?:--|—|–|\s-\s)"
)
_FOUNDED = re.compile(r"\b(?:founded|established|set up|created)\s[^,.;]{0,30}\b(?:in|since)\s$")
_ASIDE = re.compile(r",\s(?:each\s|both\s)?(?:with|at|of)\s[^,;]{0,45}$")
_TELLS = re.compile(
    r"\b(?:announc\w+|said|unveil\w+|disclos\w+|signed|inked|agreed|approved|filed|held|opened|broke ground)\b"
)
_AHEAD = re.compile(r"\b(?:will|would|plan(?:s|ned)?\b|expect\w*|is to|are to|by)\b[^,;]*$")


def outside_names(text: str, periods: Sequence[FoundPeriod], discourse: Discourse) -> list[FoundPeriod]:
    """The periods that may date a figure: no year of a name or founding, no day of the dateline.

    The dateline's day is kept as that of the event told, for figures that nothing else dates.
    """
    dateline = _DATELINE.match(text)
    head = dateline.end() if dateline else 0
    discourse.told_on = next((p.iso for p in periods if p.start < head and len(p.iso) >= 7), None)
    discourse.event_period = discourse.told_on
    return [
        p
        for p in periods
        if p.start >= head
        and not (len(p.iso) == 4 and _IN_NAME.match(text, p.end))
        and not _FOUNDED.search(text, max(0, p.start - 50), p.start)
    ]


def beside(text: str, start: int, end: int, periods: Sequence[FoundPeriod], stop: int) -> str | None:
    """The date of a predicate that an aside splits from its subject: `Line one, with 5 GWh, opens in May`."""
    aside = _ASIDE.search(text, max(0, start - 60), start)
    close = re.compile(r"[^,;.]{0,40},\s[^,;.]{3,60}?").match(text, end) if aside else None
    if close is None:
        return None
    later = between(periods, text.index(",", end), stop)
    return later[0].iso if later and not re.search(r"[,;]", text[text.index(",", end) + 1 : later[0].start]) else None


def keep_dates(
    sentence: Sentence, folded: str, mentions: Sequence[Mention], predicates: Sequence[Predicate],
    periods: Sequence[FoundPeriod], discourse: Discourse,
) -> None:  # fmt: skip
    """Remembers when the event of a sentence took place and when the project reached its state."""
    inside = between(periods, sentence.start, sentence.end)
    if not inside:
        return
    known = discourse.event_period or ""
    is_dated = known[:4] == inside[0].iso
    if any(m.kind == EVENT for m in mentions) and not is_dated:
        discourse.event_period = next((p.iso for p in inside if "/" in p.iso), inside[0].iso)
    if (
        _TELLS.search(folded)
        and len(inside[0].iso) >= 7
        and not _AHEAD.search(folded, 0, inside[0].start - sentence.start)
    ):
        discourse.told_on = inside[0].iso
    firm = [p for p in predicates if p.weight >= 18 and p.status in FIRM_STATES]
    if firm:
        at = sentence.start + firm[0].start
        near = min(inside, key=lambda p: abs(p.start - at))
        if not _AHEAD.search(folded, 0, near.start - sentence.start):
            discourse.dates[discourse.phase or ""] = near.iso


def inherited_period(
    sentence: Sentence,
    at: int,
    measure: str,
    status: str,
    phase: str | None,
    is_event: bool,
    discourse: Discourse,
    published: date | None,
) -> str | None:
    """The period of a figure beside which none is written."""
    is_then = discourse.last_period is not None and _THEN.search(sentence.text)
    if is_then or (measure in MEASURED and status == "reported"):
        return discourse.last_period if is_then else discourse.statistic_period
    if status == "signed" and is_event:
        return discourse.event_period
    if status == "operating" and measure == "capacity" and published and _STANDS.search(sentence.text, 0, at):
        return f"{published.year}-{published.month:02d}"
    if measure in OF_STATE and status in ("announced", "under_construction", "signed"):
        dated = discourse.dates.get(phase or discourse.phase or "") if status != "announced" else None
        return dated or (discourse.told_on if status != "under_construction" else None)
    is_of_state = measure in OF_STATE and status in FIRM_STATES and not _STANDS.search(sentence.text, 0, at)
    return discourse.dates.get(phase or discourse.phase or "") if is_of_state else None
