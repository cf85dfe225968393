"""The picture of a thing's history: its capacity as stated over time, else batteries by year, else its steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gigawatch.model import Entity, Fact, Settlement
from gigawatch.quantity.telling import first_day, first_year, is_full_year
from gigawatch.report.block import Chart, Section
from gigawatch.report.capacity import ENDED, headline
from gigawatch.report.chart.capacity import draw_capacity
from gigawatch.report.chart.company import Point, draw_years
from gigawatch.report.chart.timeline import draw_timeline
from gigawatch.report.pen import Pen, fact_quantity, fact_ref
from gigawatch.site.page import Site
from gigawatch.site.word import speak

MOST_PICTURES = 200
"""So many things of a site have a picture, those with the most dated points: drawing takes longer than a page."""
LEAST = 2
CAPACITY, CAPACITY_UNIT = "capacity", "GWh/yr"
YEARLY, YEARLY_UNIT = ("installed", "shipments", "sales", "production"), "GWh"
PAST = (None, "reported", "operating")


def find_pictured(site: Site) -> frozenset[str]:
    """The things whose history is drawn: those with two dated points or more, the ones with the most."""
    counts = {thing: _count(site, thing) for thing in site.ledger.entities}
    ordered = sorted((thing for thing, count in counts.items() if count >= LEAST), key=lambda one: (-counts[one], one))
    return frozenset(ordered[:MOST_PICTURES])


def draw_history(site: Site, lang: str, entity: Entity) -> Section | None:
    """The picture of a thing's history; None where it has fewer than two dated points of one kind."""
    pen, facts = site.voices[lang].pen, _facts(site, entity.id)
    chart = draw_capacity(pen, [(entity, _capacity(facts))])
    if chart is not None:
        return _section(site, lang, entity, "capacity", chart)
    chart = _draw_years(pen, facts)
    if chart is not None:
        return _section(site, lang, entity, "years", chart)
    chart = draw_timeline(pen, [entity]) if _steps(site, entity.id) >= LEAST else None
    return _section(site, lang, entity, "steps", chart) if chart is not None else None


def _section(site: Site, lang: str, entity: Entity, kind: str, chart: Chart) -> Section:
    say = speak(lang)
    alt = say(f"history.{kind}_alt", name=site.ledger.label(entity.id, lang))
    return Section("history", say("history"), (replace(chart, title=say(f"history.{kind}"), alt=alt),))


def _count(site: Site, thing: str) -> int:
    """The dated points of a thing, of the kind that would be drawn."""
    facts = _facts(site, thing)
    dated = sum(1 for fact in _capacity(facts) if first_day(fact.valid_on) and fact.verdict is not Settlement.ABSTAINED)
    return max(dated, sum(len(by) for by in _by_year(facts).values()), _steps(site, thing))


def _facts(site: Site, thing: str) -> list[Fact]:
    return [fact for part in site.plan.facts.get(thing, ()) for fact in part]


def _steps(site: Site, thing: str) -> int:
    """How many statuses a thing came to on a day that is told: a status told again is no other step."""
    steps = site.ledger.milestones.get(thing, ())
    return len({step.status for step in steps if step.admitted and first_day(step.valid_on)})


def _capacity(facts: Iterable[Fact]) -> list[Fact]:
    return [one for one in facts if one.measure == CAPACITY and one.unit == CAPACITY_UNIT and one.status not in ENDED]


def _by_year(facts: Iterable[Fact]) -> Mapping[str, Mapping[str, Fact]]:
    """Batteries made and sold by measure and whole year, the measures that have two years or more."""
    groups: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        is_told = fact.measure in YEARLY and fact.unit == YEARLY_UNIT and fact.status in PAST
        if is_told and is_full_year(fact.valid_on):
            groups[fact.measure][first_year(fact.valid_on)].append(fact)
    found = {
        measure: {year: one for year, group in sorted(by.items()) if (one := headline(group)) is not None}
        for measure, by in groups.items()
    }
    return {measure: by for measure, by in found.items() if len(by) >= LEAST}


def _draw_years(pen: Pen, facts: Sequence[Fact]) -> Chart | None:
    points: list[Point] = [
        (pen.measure(measure), year, fact_quantity(fact), fact_ref(fact))
        for measure, by in _by_year(facts).items()
        for year, fact in by.items()
    ]
    return draw_years(pen, points) if points else None
