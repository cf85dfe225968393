"""Statements that an industry will move or gather, held against the shares of what is told before and after them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gigawatch.ledger import Ledger
from gigawatch.model import Interval, Kind
from gigawatch.outlook.shift.amount import Question, Series
from gigawatch.outlook.shift.national import PartVerdict, StatedShare, find_shares, judge_parts
from gigawatch.outlook.shift.quotient import FEWEST
from gigawatch.outlook.shift.region import Level, four_regions, regions_of
from gigawatch.outlook.shift.setting import settings
from gigawatch.outlook.shift.year import share_within
from gigawatch.outlook.told import Tale, find_tales
from gigawatch.vocab import organisations, places

AHEAD = ("forecast", "goal")


class Support(StrEnum):
    """What the shares in what is told say of a statement, never of the industry as a whole."""

    SUPPORTED = "supported"
    NOT_SUPPORTED = "not supported"
    NOT_DECIDABLE = "not decidable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One series held against one target of a statement: the share of the target's regions in those that both years
    tell anew, before and after; `reason` says what made the verdict, or why there is none.
    """

    series: str
    before_year: str | None
    after_year: str | None
    regions: tuple[str, ...]
    before: Interval | None
    after: Interval | None
    verdict: Support
    reason: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementTest:
    """A statement with one target: a direction (west, east, central, northeast: provinces of China) or a region.

    `parts` are what shares of the whole country decide of single places in the target.
    """

    claim: str
    speaker: str
    day: str | None
    words: str
    target: str
    places: tuple[str, ...]
    trials: tuple[Trial, ...]
    stated: tuple[StatedShare, ...]
    parts: tuple[PartVerdict, ...]


def find_tests(ledger: Ledger, asked: Question, series: Sequence[Series]) -> tuple[StatementTest, ...]:
    """Every statement of a move, for each direction or region of the level that it names, oldest first."""
    tales = [tale for tale in find_tales(ledger, Kind.STATEMENT) if _is_of_a_move(tale)]
    return tuple(_test(ledger, asked, series, tale, *target) for tale in tales for target in _targets(tale, asked.by))


def _words(tale: Tale) -> str:
    return tale.text("content") or tale.claim.surface


def _is_of_a_move(tale: Tale) -> bool:
    words, said = _words(tale), settings()
    is_of_batteries = said.subject.search(f"{words} {tale.text('about') or ''}")
    return tale.text("modality") in AHEAD and bool(is_of_batteries and said.move.search(words))


def _targets(tale: Tale, level: Level) -> Iterator[tuple[str, frozenset[str]]]:
    """The directions and regions that the words name; what the statement is about does not move to itself."""
    words = _words(tale)
    if level is Level.PROVINCE:
        for code, pattern in settings().directions.items():
            if pattern.search(words):
                yield code, four_regions()[code]
    about = {mention.entry.id for mention in places().scan(tale.text("about") or "")}
    firms = [(mention.start, mention.end) for mention in organisations().scan(words)]
    named = dict.fromkeys(mention.entry.id for mention in places().scan(words, firms))
    yield from ((place, frozenset({place})) for place in named if place in regions_of(level) and place not in about)


def _test(
    ledger: Ledger, asked: Question, series: Iterable[Series], tale: Tale, target: str, members: frozenset[str]
) -> StatementTest:
    day = tale.text("date") or tale.published
    shares = find_shares(ledger, asked, members, day)
    is_denied = settings().negation.search(_words(tale)) is not None
    return StatementTest(
        claim=tale.id,
        speaker=tale.text("speaker") or "",
        day=day,
        words=_words(tale),
        target=target,
        places=tuple(sorted(members)),
        trials=tuple(_open(one, "denied") if is_denied else _try(one, members, day) for one in series),
        stated=shares,
        parts=() if is_denied else judge_parts(shares),
    )


def _try(series: Series, members: frozenset[str], day: str | None) -> Trial:
    """The last year before the statement held against the last one after it, of those that tell enough regions."""
    if day is None:
        return _open(series, "no_day")
    told = {year: {r for r, one in amounts.items() if one.is_new} for year, amounts in series.years.items()}
    told = {year: regions for year, regions in told.items() if regions}
    before = [year for year in told if f"{year}-12-31" <= day]
    after = [year for year in told if f"{year}-12-31" > day]
    if not before or not after:
        return _open(series, "no_year_before" if after else "no_year_after" if before else "no_year")
    first, last = before[-1], after[-1]
    return _judge(series, members, first, last, tuple(sorted(told[first] & told[last])))


def _judge(series: Series, members: frozenset[str], first: str, last: str, common: tuple[str, ...]) -> Trial:
    if len(common) < FEWEST:
        return _open(series, "too_few_regions", (first, last), common)
    if not members & set(common) or not set(common) - members:
        return _open(series, "one_side", (first, last), common)
    amounts = [[series.years[year][region] for region in common] for year in (first, last)]
    pages = {source.address for group in amounts for one in group for source in one.sources}
    if len(pages) > 1:
        return _open(series, "other_source", (first, last), common)
    before, after = (share_within([one for one in group if one.region in members], group) for group in amounts)
    verdict, reason = _decide(before, after)
    return Trial(
        series=series.code,
        before_year=first,
        after_year=last,
        regions=common,
        before=before,
        after=after,
        verdict=verdict,
        reason=reason,
        evidence=tuple(dict.fromkeys(fact for group in amounts for one in group for fact in one.evidence)),
    )


def _decide(before: Interval, after: Interval) -> tuple[Support, str]:
    if after.low > before.high:
        return Support.SUPPORTED, "rose"
    if after.high <= before.low:
        return Support.NOT_SUPPORTED, "not_risen"
    return Support.NOT_DECIDABLE, "overlap"


def _open(series: Series, reason: str, years: tuple[str, str] | None = None, regions: tuple[str, ...] = ()) -> Trial:
    first, last = years or (None, None)
    return Trial(
        series=series.code,
        before_year=first,
        after_year=last,
        regions=regions,
        before=None,
        after=None,
        verdict=Support.NOT_DECIDABLE,
        reason=reason,
        evidence=(),
    )
