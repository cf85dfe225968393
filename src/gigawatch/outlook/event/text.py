"""Conferences side by side, as plain text: each figure with its id, each comparison with what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from gigawatch.chain import format_interval, format_share, speak
from gigawatch.chain.interval import round_digits
from gigawatch.ledger import Ledger
from gigawatch.ledger.status import Outcome
from gigawatch.model import Interval
from gigawatch.outlook.edition import PROJECTS
from gigawatch.outlook.event.amount import LEDGER, EditionFigure
from gigawatch.outlook.event.compare import Comparable, Compared, Doubt
from gigawatch.outlook.event.follow import Attainment, FollowUp
from gigawatch.outlook.event.held import Held
from gigawatch.outlook.event.page import ConferenceSeries, Events, list_evidence
from gigawatch.outlook.event.part import Slice
from gigawatch.outlook.event.rival import CONTRADICTS, Other
from gigawatch.outlook.event.rule import rules
from gigawatch.outlook.proof import tell_proofs
from gigawatch.quantity import format_quantity, tell_period
from gigawatch.vocab import label, places

PHRASES = Path(__file__).parents[1] / "data" / "event_phrase.toml"


def say(key: str, lang: str, /, **values: object) -> str:
    """A phrase of this page, filled."""
    return speak(PHRASES, key, lang, **values)


def render_text(events: Events, ledger: Ledger, lang: str) -> str:
    """The page in English or Chinese (`en`, `zh`), for a terminal."""
    page = Page(ledger, lang)
    lines = list(page.head(events))
    for course in events.courses:
        lines += ["", *page.course(course)]
    if events.courses:
        ids = dict.fromkeys(key for course in events.courses for key in list_evidence(course))
        lines += ["", say("evidence", lang), *(f"  {line}" for line in tell_proofs(ledger, ids, lang))]
    return "\n".join(lines) + "\n"


class Page:
    """The lines of each part in one language."""

    def __init__(self, ledger: Ledger, lang: str) -> None:
        self.ledger = ledger
        self.lang = lang

    def say(self, key: str, /, **values: object) -> str:
        """A phrase in the page's language."""
        return say(key, self.lang, **values)

    def head(self, events: Events) -> Iterator[str]:
        """What the page is, up to which day; that nothing is told, where that is so."""
        yield self.say("title")
        yield self.say("judged", day=tell_period(events.on, self.lang))
        yield self.say("table" if events.table else "no_table", name=rules().table)
        if not events.courses:
            yield self.say("none_of" if events.asked else "none_told")
        if events.silent:
            names = (self.ledger.label(one, self.lang) for one in events.silent)
            yield self.say("silent", names=self.say("semicolon").join(names))

    def course(self, course: ConferenceSeries) -> Iterator[str]:
        """A series: its editions, then what changed between them, then the sum over them."""
        count = len(course.editions)
        editions = self.say("edition_one" if count == 1 else "edition_many")
        yield self.say("series", name=course.label(self.lang), count=count, editions=editions)
        yield from (f"  {line}" for held in course.editions for line in self.edition(held))
        if course.changes:
            yield f"  {self.say('changes')}"
        yield from (f"    {line}" for change in course.changes for line in self.change(course, change))
        if course.count is not None and course.money is not None and course.unit:
            projects = self.say("projects", count=format_interval(course.count, "count", self.lang))
            money = format_interval(course.money, course.unit, self.lang)
            yield f"  {self.say('total', count=course.counted, projects=projects, investment=money)}"

    def edition(self, held: Held) -> Iterator[str]:
        """An edition: when and where, what was signed, what differs, what became of it, what is left out."""
        dates = (
            self.say("dates", when=tell_period(held.dates, self.lang), id=held.held)
            if held.dates
            else self.say("no_dates")
        )
        place = (
            self.say("place", name=name_place(held.place, self.lang), id=held.told_at)
            if held.place
            else self.say("no_place")
        )
        yield self.say("edition", name=held.label(self.lang), dates=dates, place=place)
        yield f"  {self.signed(held)}"
        for lines in (
            (self.other(held, one) for one in held.others),
            self._follow(held.follow_up, held.projects),
            (self.part(held, one) for one in held.slices),
            self._perimeters(held),
            self._beside(held),
        ):
            yield from (f"  {line}" for line in lines)

    def signed(self, held: Held) -> str:
        """What was signed and the mean project."""
        projects = self.projects(held.projects) if held.projects else self.say("no_projects")
        money = self.amount(held.investment) if held.investment else self.say("no_money")
        return self.say("signed", projects=projects, investment=money, mean=tell_mean(held, self.lang))

    def projects(self, amount: EditionFigure) -> str:
        """A number of projects with its id."""
        count = self.say("projects", count=format_quantity(amount.quantity, self.lang))
        return self._with_id(count, amount)

    def amount(self, amount: EditionFigure) -> str:
        """A figure with its id; a number of projects says so."""
        if amount.measure == PROJECTS or amount.measure.startswith(f"{PROJECTS}_"):
            return self.projects(amount)
        return self._with_id(format_quantity(amount.quantity, self.lang), amount)

    def _with_id(self, value: str, amount: EditionFigure) -> str:
        if amount.origin == LEDGER:
            return self.say("amount", value=value, id=amount.evidence)
        return self.say("amount_table", value=value, table=amount.origin, id=amount.evidence)

    def other(self, held: Held, other: Other) -> str:
        """A value that differs, and the city's figure that would explain it."""
        value = self.amount(other.amount)
        if other.relation != CONTRADICTS:
            return self.say("other_scope", value=value)
        city = ""
        if other.city is not None:
            words = {"value": self.amount(other.city), "when": tell_period(other.city.valid_on, self.lang)}
            city = self.say("seems_city", place=name_place(held.place, self.lang), **words)
        return self.say("contradicts", value=value, day=tell_period(other.amount.known_on, self.lang), city=city)

    def _follow(self, follow: FollowUp, projects: EditionFigure | None) -> Iterator[str]:
        yield from (self.step(step) for step in follow.steps)
        if not follow.is_told:
            yield self.say("no_follow_up")
        if projects is not None:
            yield self.named(follow, projects)

    def step(self, step: Attainment) -> str:
        """How many had come to a status by a day."""
        share = self.say("step_share", share=format_share(step.share, self.lang)) if step.share else ""
        rest = self.say("step_rest", rest=format_interval(step.rest, "count", self.lang)) if step.rest else ""
        status, when = label("status", step.status, self.lang).lower(), tell_period(step.told_on, self.lang)
        return self.say("step", count=self.amount(step.count), status=status, when=when, share=share, rest=rest)

    def named(self, follow: FollowUp, projects: EditionFigure) -> str:
        """How many of the signed projects a document names, by what became of them."""
        names = {outcome.value: outcome.name.lower() for outcome in Outcome}
        told = [
            self.say("outcome", count=count, outcome=self.say(f"outcome_{names[key]}"))
            for key, count in follow.outcomes.items()
        ]
        outcomes = self.say("outcomes", told=self.say("comma").join(told)) if told else ""
        whole = format_quantity(projects.quantity, self.lang)
        return self.say("named", count=follow.named, whole=whole, outcomes=outcomes)

    def part(self, held: Held, part: Slice) -> str:
        """A part of what was signed and the rest."""
        unit = held.investment.quantity.unit if held.investment else ""
        return self.say(
            "part",
            name=self.say(f"part_{part.code}"),
            count=self.say("part_count", count=format_quantity(part.count.quantity, self.lang)),
            money=self._money(part.money, part.mean, unit),
            rest=self.say("part_count", count=format_interval(part.rest_count, "count", self.lang)),
            rest_money=self._money(part.rest_money, part.rest_mean, unit),
            ids=" ".join(dict.fromkeys(part.evidence)),
        )

    def _money(self, money: Interval | None, mean: Interval | None, unit: str) -> str:
        if money is None:
            return ""
        told = format_interval(money, unit, self.lang)
        if mean is None:
            return self.say("part_sum", money=told)
        return self.say("part_money", money=told, mean=format_interval(mean, unit, self.lang))

    def _perimeters(self, held: Held) -> Iterator[str]:
        for beyond in held.beyond:
            values = [self.amount(one) for one in (beyond.count, beyond.money) if one is not None]
            yield self.say(f"beyond_{beyond.code}", values=self.say("semicolon").join(values))
        if held.city:
            told = (
                self.say("dated", value=self.amount(one), when=tell_period(one.valid_on, self.lang))
                for one in held.city
            )
            yield self.say("city", place=name_place(held.place, self.lang), values=self.say("semicolon").join(told))

    def _beside(self, held: Held) -> Iterator[str]:
        for kind, amounts in held.beside.items():
            told = (self.say("measured", measure=self.say(one.measure), value=self.amount(one)) for one in amounts)
            yield self.say(kind, values=self.say("semicolon").join(told))

    def change(self, course: ConferenceSeries, change: Compared) -> Iterator[str]:
        """A change between two editions, and whether counts and sums compare."""
        before, after = course.edition(change.before), course.edition(change.after)
        factors = {
            key: self.factor(value)
            for key, value in (("count", change.count), ("money", change.money), ("mean", change.mean))
        }
        yield self.say(
            "change",
            before=before.year or before.label(self.lang),
            after=after.year or after.label(self.lang),
            **factors,
        )
        yield f"  {self.say('counts', **self._verdict(change.count_comparable, change.count_doubts))}"
        yield f"  {self.say('sums', **self._verdict(change.money_comparable, change.money_doubts))}"

    def factor(self, factor: Interval | None) -> str:
        """A factor as an interval, or that it is not known."""
        return self.say("factor", value=tell_factor(factor)) if factor is not None else self.say("unknown")

    def _verdict(self, verdict: Comparable, doubts: Sequence[Doubt]) -> dict[str, str]:
        told = self.say("semicolon").join(self.doubt(one) for one in doubts)
        return {"verdict": self.say(verdict.name.lower()), "doubts": self.say("doubts", told=told) if told else ""}

    def doubt(self, doubt: Doubt) -> str:
        """What speaks against a comparison."""
        return self.say(f"doubt_{doubt.value}", factor=f"{rules().size_factor:g}")


def tell_factor(factor: Interval) -> str:
    """A factor to two decimals; an interval where its ends differ."""
    low, high = (f"{round_digits(end):.3g}" for end in (factor.low, factor.high))
    return low if low == high else f"{low}–{high}".replace("–inf", "–∞")


def tell_mean(held: Held, lang: str) -> str:
    """The mean project of an edition, or that it is not known."""
    if held.mean is None or held.investment is None:
        return say("unknown", lang)
    return format_interval(held.mean, held.investment.quantity.unit, lang)


def name_place(place: str | None, lang: str) -> str:
    """The name of a gazetteer place; as the source writes it where there is none."""
    known = places().get(place or "")
    return known.label(lang) if known else place or ""


def join(parts: Iterable[str], lang: str) -> str:
    """Statements in a row."""
    return say("semicolon", lang).join(parts)
