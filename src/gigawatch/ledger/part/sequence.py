"""Sequences: what comes on top of an earlier amount, periods that follow on each other, editions of a conference."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from gigawatch.ledger.part.decomposition import Decomposition, Ground
from gigawatch.ledger.part.fit import EXACT, MOST_VALUES, chance_of
from gigawatch.ledger.part.term import Telling, Term, are_stages_addable
from gigawatch.ledger.part.whole import Holdings
from gigawatch.ledger.perimeter import scope_of_sum
from gigawatch.model import EntityKind
from gigawatch.quantity import period_span

ONE_SUM, ONE_PAGE = 0.05, 0.25
LONGEST = 12
MOST_NEAR = 24  # amounts on each side of an increment that may be the new whole
YEAR = 4


def find_increments(terms: Sequence[Term], pages: Mapping[str, Telling], *, is_page: bool) -> Iterator[Decomposition]:
    """Of one thing's (or one document's) amounts: what is said to come on top of an earlier one, and the new whole.

    The new whole is looked for among the amounts told next to the increment (in a document) or next after it (of a
    thing), and the earlier one among those that the two leave: sorting and bisection, no pass over all triples.
    """
    ordered = sorted((t for t in terms if t.value.is_exact), key=lambda t: (t.nominal, t.claim))
    by_amount = _Shelf(ordered, [term.nominal for term in ordered])
    told = sorted(ordered, key=_place if is_page else _since)
    at = {term.claim: place for place, term in enumerate(told)}
    limit, tried = ONE_PAGE if is_page else ONE_SUM, max(1, len(ordered) - 2)
    for more in (t for t in ordered if t.document in pages and pages[t.document].is_more(t)):
        for whole in _next_wholes(more, told, at[more.claim], is_page=is_page):
            found = next((one for one in by_amount.completions(more, whole) if one.is_exact), None)
            if found is not None and chance_of(tried, found.values, whole.value) <= limit:
                yield found


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Amounts in the order of their size."""

    terms: Sequence[Term]
    nominals: Sequence[float]

    def completions(self, more: Term, whole: Term) -> Iterator[Decomposition]:
        """The amounts that an increment may have come on top of to make a whole, of the whole's scope."""
        rest, room = whole.nominal - more.nominal, whole.value.slack + 2 * more.value.slack + EXACT * whole.nominal
        first, last = bisect_left(self.nominals, rest - room), bisect_right(self.nominals, rest + room)
        near = islice(self.terms, first, min(last, first + MOST_VALUES))
        fits = (t for t in near if t is not more and t is not whole)
        one = (t for t in fits if scope_of_sum(t.perimeter) == scope_of_sum(whole.perimeter))
        known = (t for t in one if (t.known_on or "9") <= (whole.known_on or ""))
        yield from (Decomposition(whole, (base, more), Ground.MORE) for base in known)


def _next_wholes(more: Term, told: Sequence[Term], at: int, *, is_page: bool) -> Iterator[Term]:
    """The amounts that may be the new whole, the nearest first: on a page on both sides, else those known since."""
    since = bisect_left(told, more.known_on or "", key=lambda t: t.known_on or "9")
    begin = max(0, at - MOST_NEAR) if is_page else since
    near = [t for t in told[begin : max(at, begin) + MOST_NEAR + 1] if t.nominal > more.nominal]
    yield from sorted(near, key=lambda t: (t.nominal, t.claim))


def _since(term: Term) -> tuple[str, str]:
    return term.known_on or "9", term.claim


def _place(term: Term) -> tuple[int, str]:
    return term.start, term.claim


def find_tilings(series: Sequence[Term]) -> Iterator[Decomposition]:
    """Of one thing's flow: periods that follow on each other without a gap and make up a longer one."""
    spans = {term.claim: span for term in series if (span := period_span(term.valid_on or "")) is not None}
    newest = {spans[t.claim]: t for t in sorted(series, key=_age) if t.claim in spans}
    starting: dict[date, list[tuple[date, Term]]] = defaultdict(list)
    for (first, last), term in newest.items():
        starting[first].append((last, term))
    for (first, last), whole in sorted(newest.items()):
        tiles = _tile(first, last, starting, whole)
        if tiles:
            found = Decomposition(whole, tiles, Ground.PERIODS)
            one_source = all(term.document == whole.document for term in tiles)
            if found.fits or (one_source and found.cannot_fit):
                yield found


def _tile(first: date, last: date, starting: dict[date, list[tuple[date, Term]]], whole: Term) -> tuple[Term, ...]:
    """The fewest shorter periods that fill one, long ones first; none where they leave a gap.

    Day by day of those on which a period ends, each looked at once.
    """
    reached: dict[date, tuple[Term, ...]] = {first: ()}
    front = [first]
    for _ in range(LONGEST):
        onward: list[date] = []
        for here in front:
            steps = sorted(((end, t.claim, t) for end, t in starting.get(here, ()) if end <= last and t is not whole))
            for end, _, term in reversed(steps):
                after = end + timedelta(days=1)
                if after not in reached:
                    reached[after] = (*reached[here], term)
                    onward.append(after)
        front = sorted(onward, reverse=True)
    return reached.get(last + timedelta(days=1), ())


def find_editions(whole: Term, holdings: Holdings, page: Telling | None) -> Iterator[Decomposition]:
    """What is said of the first conferences of a series, or of those of some years, and what was signed at each."""
    event = holdings.kin.entities.get(whole.thing or "")
    if event is None or event.kind is not EntityKind.EVENT or not event.data.get("series"):
        return
    series = holdings.editions(str(event.data["series"]))
    for years in _years(whole, list(series), page):
        terms = [holdings.newest(series[year], whole) for year in years]
        parts = tuple(term for term in terms if term is not None)
        if len(parts) == len(years) > 1 and are_stages_addable(parts, whole):
            found = Decomposition(whole, parts, Ground.EDITIONS)
            if found.fits or found.cannot_fit:
                yield found


def _years(whole: Term, years: Sequence[str], page: Telling | None) -> Iterator[list[str]]:
    first, slash, last = (whole.valid_on or "").partition("/")
    if slash and first[:YEAR] != last[:YEAR]:
        yield [year for year in years if first[:YEAR] <= year <= last[:YEAR]]
    known = [year for year in years if year <= (whole.known_on or "")[:YEAR]]
    for count in sorted(page.counts("edition", whole) if page else ()):
        if count <= len(known):
            yield known[:count]


def _age(term: Term) -> tuple[str, str]:
    return term.known_on or "", term.claim
