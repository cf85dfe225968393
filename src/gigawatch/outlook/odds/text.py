"""The odds as plain text: rates, counts, the test with its skill, the gate, and what it lets through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gigawatch.chain import format_interval
from gigawatch.ledger import Ledger
from gigawatch.outlook.odds.backtest import LISTS, Backtest
from gigawatch.outlook.odds.fan import UNIT, CapacityOutlook
from gigawatch.outlook.odds.overlap import Overlap
from gigawatch.outlook.odds.page import Odds
from gigawatch.outlook.odds.phrase import PER_CENT, Voice
from gigawatch.outlook.odds.project import ProjectOdds, Reason
from gigawatch.outlook.odds.rate import Count, PublishedRate, published_hull
from gigawatch.quantity import part_thousands, tell_period
from gigawatch.vocab import label

MOST_REASONS = 4
LEAST_CHANGE = 0.005  # half a point of a per cent: less prints as nothing


def render_text(odds: Odds, ledger: Ledger, lang: str) -> str:
    """The page in English or Chinese (`en`, `zh`), for a terminal."""
    page = _Page(odds, ledger, lang)
    parts = (page.rates(), page.counts(), page.test(), page.gate(), page.outlook(), page.sources())
    lines = [page.title(), page.say("rules")]
    for part in parts:
        lines += ["", *part]
    return "\n".join(lines) + "\n"


class _Page:
    """The lines of each part in one language."""

    def __init__(self, odds: Odds, ledger: Ledger, lang: str) -> None:
        self.odds = odds
        self.ledger = ledger
        self.lang = lang
        self.voice = Voice(lang)
        self.say = self.voice.say

    def title(self) -> str:
        return self.say("title", region=self.odds.region.label(self.lang), day=self.day(self.odds.told_on.isoformat()))

    def day(self, iso: str) -> str:
        return tell_period(iso, self.lang)

    def rates(self) -> Iterator[str]:
        yield self.say("rates")
        yield from (f"  {self.rate(rate)}" for rate in self.odds.rates)
        if not self.odds.rates:
            yield f"  {self.say('no_rates', day=self.day(self.odds.told_on.isoformat()))}"

    def rate(self, rate: PublishedRate) -> str:
        told = self.say("rate", id=rate.cell.id, **self.voice.rate(rate))
        return told + (self.say("rate_prior") if rate.is_prior else "")

    def counts(self) -> Iterator[str]:
        yield self.say("counts")
        by = ""
        for count in self.odds.counts:
            if count.by not in (by, "all"):
                yield f"  {self.say(f'by_{count.by}')}"
            by = count.by
            yield ("  " if by == "all" else "    ") + self.count(count)

    def count(self, count: Count) -> str:
        numbers = {key: getattr(count, key) for key in ("projects", "started", "not_built", "undecided")}
        told = self.say("count", name=self.voice.count(count), **numbers)
        if count.share is not None and count.interval is not None:
            interval = self.voice.percents(count.interval)
            share, years = self.voice.percent(count.share), f"{count.years:.1f}"
            return told + self.say("count_share", listed=count.listed, share=share, interval=interval, years=years)
        return told + (self.say("count_no_rate") if count.by == "sampling" else "")

    def test(self) -> Iterator[str]:
        primary = self.odds.tests[0] if self.odds.tests else None
        if primary is None or primary.brier is None:
            yield self.say("test_none")
            return
        for test in self.odds.tests[:2]:
            yield from self.whole_test(test)
        if len(self.odds.tests) > 2:
            yield self.say("other_cuts")
            yield from (f"  {self.other(test)}" for test in self.odds.tests[2:] if test.brier is not None)

    def whole_test(self, test: Backtest) -> Iterator[str]:
        yield self.say(
            "test",
            trained=test.trained,
            cut=self.day(test.cut.isoformat()),
            tested=len(test.forecasts),
            close=self.day(test.close.isoformat()),
            started=test.started,
        )
        yield f"  {self.of(test)}"
        if test.brier is None:
            return
        yield f"  {self.say('brier', brier=self.voice.score(test.brier))}"
        for skill in test.skills:
            words = {"value": self.voice.score(skill.value), "interval": self.voice.scores(skill.interval)}
            against, score = self.voice.against(skill.against), self.voice.score(skill.brier)
            yield f"  {self.say('skill', against=against, brier=score, **words)}"
        for one in test.calibration:
            edges = {"low": f"{PER_CENT * one.low:.0f}", "high": f"{PER_CENT * one.high:.0f}"}
            shares = {"mean": self.voice.percent(one.forecast), "share": self.voice.percent(one.share)}
            interval = self.voice.percents(one.interval)
            yield f"    {self.say('calibration', count=one.count, interval=interval, **edges, **shares)}"

    def of(self, test: Backtest) -> str:
        return self.say("test_of_lists" if test.of == LISTS else "test_of_all")

    def other(self, test: Backtest) -> str:
        told = [
            self.say(
                "other_skill",
                value=self.voice.score(one.value),
                interval=self.voice.scores(one.interval),
                against=self.voice.against(one.against),
            )
            for one in test.skills[:1]
        ]
        of = self.say(f"other_of_{test.of}")
        words = {"cut": self.day(test.cut.isoformat()), "of": of, "tested": len(test.forecasts)}
        return self.say("other_cut", skills=self.say("comma").join(told), **words)

    def gate(self) -> Iterator[str]:
        if not self.odds.gate.is_open:
            yield self.say("gate_closed", pending=self.odds.pending)
            yield from (f"  {self.voice.condition(one)}" for one in self.odds.gate.unmet)
            return
        yield self.say("gate_open")
        yield self.say("projects", by=self.day(self.odds.by.isoformat()))
        for project in self.odds.projects:
            yield from self.project(project)
        if not self.odds.projects:
            yield f"  {self.say('no_projects')}"

    def project(self, project: ProjectOdds) -> Iterator[str]:
        pending, prospect = project.pending, project.pending.prospect
        told = self.say(
            "project",
            name=self.ledger.label(pending.thing, self.lang),
            chance=self.voice.percent(project.chance),
            interval=self.voice.percents(project.interval),
            status=label("status", prospect.status, self.lang),
            since=self.day(prospect.known_on.isoformat()),
            claim=pending.claim,
        )
        facts = self.say("project_facts", facts=", ".join(pending.facts)) if pending.facts else ""
        yield f"  {told}{facts}{self.say('project_beyond') if project.is_beyond else ''}"
        shown = [one for one in project.reasons if abs(one.change) >= LEAST_CHANGE][:MOST_REASONS]
        if shown:
            yield f"    {self.say('reasons', reasons=self.reasons(shown))}"

    def reasons(self, shown: Sequence[Reason]) -> str:
        told = (
            self.say("reason", trait=self.say(f"trait_{one.trait}"), change=self.voice.points(one.change))
            for one in shown
        )
        return self.say("comma").join(told)

    def outlook(self) -> Iterator[str]:
        yield self.say("outlook")
        found = self.odds.outlook
        if found is None or found.planned is None:
            yield f"  {self.say('outlook_no_plan')}"
            return
        yield f"  {self.start(found)}"
        yield f"  {self.basis(found)}"
        if found.overlap is not Overlap.NONE:
            yield f"  {self.say(f'outlook_{found.overlap}')}"
        for one in found.years:
            values = self.say("comma").join(part_thousands(f"{value:,.0f}", self.voice.lang) for value in one.quantiles)
            yield f"  {self.say('outlook_year', year=one.year, values=values)}"

    def start(self, found: CapacityOutlook) -> str:
        assert found.planned is not None
        nothing = self.say("outlook_nothing_built")
        return self.say(
            "outlook_from",
            built=format_interval(found.built, UNIT, self.lang) if found.built is not None else nothing,
            built_facts=", ".join(found.built_facts) or "-",
            planned=format_interval(found.planned, UNIT, self.lang),
            planned_facts=", ".join(found.planned_facts),
        )

    def basis(self, found: CapacityOutlook) -> str:
        hull = published_hull(self.odds.told_on)
        if found.basis == "rates" and hull is not None:
            return self.say("outlook_rates", share=self.voice.percents(hull))
        if found.basis == "odds":
            return self.say("outlook_odds")
        return self.say("outlook_no_rate", day=self.day(self.odds.told_on.isoformat()))

    def sources(self) -> Iterator[str]:
        yield self.say("sources")
        for rate in self.odds.rates:
            yield f"  [{rate.cell.id}] {rate.cell.source} ({rate.cell.vintage})"
