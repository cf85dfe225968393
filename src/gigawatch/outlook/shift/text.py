"""Where the industry is and where it moves, as plain text and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

from gigawatch.chain import plain_record
from gigawatch.ledger import Ledger
from gigawatch.outlook.shift.national import PartVerdict, StatedShare
from gigawatch.outlook.shift.page import MeasuredSeries, Shift
from gigawatch.outlook.shift.phrase import Voice, span
from gigawatch.outlook.shift.quotient import Comparison, Quotient
from gigawatch.outlook.shift.region import four_regions
from gigawatch.outlook.shift.setting import WHOLE, settings
from gigawatch.outlook.shift.verdict import StatementTest, Trial
from gigawatch.outlook.shift.year import RegionShare, YearChange, YearEnd
from gigawatch.quantity import part_thousands, tell_period


def as_json(shift: Shift) -> dict[str, object]:
    """The answer as JSON-ready data: open ends are null; with it how the draws were made and whose regions they are."""
    draws, least = settings().draws, settings().least
    return {
        **plain_record(shift),
        "draws": {"count": draws.count, "seed": draws.seed, "from": draws.low, "to": draws.high},
        "least": {"regions": least.regions, "reason": least.reason("en"), "source": least.source, "date": least.date},
        "division": {
            "source": settings().division_source,
            **{code: sorted(members) for code, members in sorted(four_regions().items())},
        },
    }


def render_text(shift: Shift, ledger: Ledger, lang: str) -> str:
    """The answer in English or Chinese (`en`, `zh`), for a terminal."""
    page = Page(shift, ledger, lang)
    lines = [*page.head(), *(line for one in shift.courses for line in page.course(one)), *page.tests()]
    return "\n".join(lines) + "\n"


class Page:
    """The lines of each part in one language."""

    def __init__(self, shift: Shift, ledger: Ledger, lang: str) -> None:
        self.shift = shift
        self.ledger = ledger
        self.voice = Voice(lang, shift.question.unit)
        self.say = self.voice.say

    def head(self) -> Iterator[str]:
        """What was asked, and how numbers are to be read."""
        asked, draws = self.shift.question, settings().draws
        words = {"matter": self.say(asked.of.value), "stage": self.say(asked.stage.value)}
        yield self.say("title", **words, level=self.say(asked.by.value), unit=asked.unit)
        yield f"  {self.say('scope')}"
        yield f"  {self.say('intervals', part=f'{draws.high - draws.low:.0%}', draws=f'{draws.count:,}')}"
        least = settings().least
        yield f"  {self.say('least', least=least.regions, reason=least.reason(self.voice.lang))}"

    def course(self, course: MeasuredSeries) -> Iterator[str]:
        """A series: its years, then its steps."""
        yield ""
        yield self.voice.series(course)
        if course.unplaced:
            yield f"  {self.say('unplaced', names=self.voice.join(course.unplaced))}"
        if not course.years:
            yield f"  {self.say('nothing' if course.cells or course.table is None else 'no_cells')}"
        yield from (f"  {line}" for year in course.years for line in self._year(year))
        yield from (f"  {line}" for step in course.steps for line in self._step(step))

    def _year(self, year: YearEnd) -> Iterator[str]:
        count, total = len(year.shares), self.voice.amount(year.total)
        yield self.say("year", year=year.year, total=total, count=count, regions=year.regions, share=f"{year.told:.1%}")
        yield from (f"  {self._region(one)}" for one in year.shares)
        for source in dict.fromkeys(source for one in year.shares for source in one.amount.sources):
            yield f"  {self.say('source', address=source.address, vintage=source.vintage or self.say('unknown'))}"
        yield from (f"  {line}" for line in self._spread(year))
        yield from (f"  {line}" for line in self._comparisons(year.comparisons))

    def _region(self, one: RegionShare) -> str:
        amount = one.amount
        values = {"name": self.voice.region(amount.region), "amount": self.voice.amount(amount.interval)}
        when, ids = tell_period(amount.told_on, self.voice.lang), " ".join(amount.evidence)
        key = "region" if amount.is_new else "carried"
        return self.say(key, **values, share=self.voice.percent(one.share), when=when, ids=ids)

    def _spread(self, year: YearEnd) -> Iterator[str]:
        if not year.is_enough:
            yield self.say("too_few", count=len(year.shares), least=settings().least.regions)
            return
        if year.herfindahl is not None and year.theil is not None:
            yield self.say(
                "concentration",
                herfindahl=self.voice.estimate(year.herfindahl, 0),
                equal=part_thousands(f"{WHOLE / len(year.shares):,.0f}", self.voice.lang),
                theil=self.voice.estimate(year.theil, 3),
                most=f"{log(len(year.shares)):.3f}",
            )
        centre = year.centre
        yield self.say("centre", place=self.voice.centre(centre)) if centre else self.say("no_centre")

    def _comparisons(self, found: Sequence[Comparison]) -> Iterator[str]:
        """The quotients against each reference, and in one line why there are none against the others."""
        if not found:
            yield self.say("no_reference")
        for one in found:
            if one.quotients:
                told = self.voice.join(self._quotient(quotient) for quotient in one.quotients)
                yield self.say("quotients", reference=self._reference(one), count=one.both, quotients=told)
        few = [self.say("few", reference=self._reference(one), count=one.both) for one in found if not one.quotients]
        if few:
            yield self.say("no_quotient", references=self.voice.join(few))

    def _reference(self, one: Comparison) -> str:
        return next(r for r in settings().references if r.code == one.reference).label(self.voice.lang)

    def _quotient(self, one: Quotient) -> str:
        value, ids = span(one.quotient, 2, self.voice.lang), " ".join(one.evidence)
        return self.say("quotient", name=self.voice.region(one.region), value=value, ids=ids)

    def _step(self, step: YearChange) -> Iterator[str]:
        counts = {"count": len(step.regions), "first": step.told_before, "last": step.told_after}
        yield self.say("step", before=step.before, after=step.after, **counts)
        if not step.changes:
            yield f"  {self.say('no_step')}"
            return
        for one in step.changes:
            shares = {"before": self.voice.percent(one.before), "after": self.voice.percent(one.after)}
            yield f"  {self.say('change', name=self.voice.region(one.region), **shares)}"
        yield f"  {self._path(step)}"
        if step.is_one_source is False:
            yield f"  {self.say('other_pages')}"

    def _path(self, step: YearChange) -> str:
        if not step.is_enough:
            return self.say("path_too_few", least=settings().least.regions, count=len(step.regions))
        return self.voice.path(step.path)

    def tests(self) -> Iterator[str]:
        """The statements, each with its targets and what each series says of them."""
        yield ""
        yield self.say("statements")
        if not self.shift.tests:
            yield f"  {self.say('no_statements')}"
            return
        last = ""
        for test in self.shift.tests:
            if test.claim != last:
                yield f"  {self._statement(test)}"
            last = test.claim
            yield from (f"    {line}" for line in self._test(test))
        yield f"  {self.say('verdict_scope')}"
        yield f"  {self.say('division', source=settings().division_source)}"

    def _statement(self, test: StatementTest) -> str:
        material = self.ledger.material
        is_retold = material.documents[material.claims[test.claim].document].retold
        day, speaker = test.day or self.say("unknown"), test.speaker or self.say("unknown")
        return self.say(
            "said_retold" if is_retold else "said", date=day, speaker=speaker, words=test.words, id=test.claim
        )

    def _test(self, test: StatementTest) -> Iterator[str]:
        is_direction = test.target in four_regions()
        yield self.say("towards", target=self.say(test.target) if is_direction else self.voice.region(test.target))
        yield from (f"  {self._trial(trial)}" for trial in test.trials)
        yield from (f"  {self._stated(one)}" for one in test.stated)
        yield from (f"  {self._part(one)}" for one in test.parts)

    def _stated(self, one: StatedShare) -> str:
        key = "stated" if one.whole is None else "reckoned"
        told = {"period": tell_period(one.period, self.voice.lang), "when": self.say(one.when)}
        return self.say(key, share=self._national(one), whole=self._whole(one), id=" ".join(one.evidence), **told)

    def _part(self, one: PartVerdict) -> str:
        told = {end: self.say("at_time", told=self._national(at), period=self._period(at)) for end, at in _ends(one)}
        since = self.say("part_since") if one.is_since else ""
        kind = self.say("part_stated") if one.first.whole is None else self._whole(one.first)
        return self.say("part", outcome=self.say(one.outcome), since=since, kind=kind, **told)

    def _national(self, one: StatedShare) -> str:
        return self.say("share_of_country", place=self.voice.region(one.place), share=self.voice.percent(one.share))

    def _period(self, one: StatedShare) -> str:
        return tell_period(one.period, self.voice.lang)

    def _whole(self, one: StatedShare) -> str:
        return self.say(f"whole_{one.whole}") if one.whole else ""

    def _trial(self, trial: Trial) -> str:
        series = self.voice.short_series(trial.series)
        reason = self.say(trial.reason)
        if trial.before is not None and trial.after is not None:
            shares = {"before": self.voice.percent(trial.before), "after": self.voice.percent(trial.after)}
            years = {"first": trial.before_year, "last": trial.after_year, "count": len(trial.regions)}
            reason = self.say("compared", reason=reason, **shares, **years, ids=" ".join(trial.evidence))
        return self.say("trial", series=series, verdict=self.say(trial.verdict.value), reason=reason)


def _ends(one: PartVerdict) -> tuple[tuple[str, StatedShare], tuple[str, StatedShare]]:
    return ("first", one.first), ("last", one.last)
