"""The brief: what fits on one page of key figures, one picture, a few sentences, what is contested, and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gigawatch.ledger import Milestone
from gigawatch.model import Fact
from gigawatch.report.block import (
    Block,
    Bullets,
    Chart,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Ref,
    RefKind,
    Runs,
    Section,
    Value,
    block_refs,
)
from gigawatch.report.capacity import capacity_of, sites_by_evidence
from gigawatch.report.chart.capacity import draw_capacity
from gigawatch.report.chart.timeline import draw_timeline
from gigawatch.report.pen import Pen, fact_ref
from gigawatch.report.reference import Library, Shelf
from gigawatch.report.section.changed import tell_changes, tell_edition
from gigawatch.report.section.company.year import draw_company, find_years
from gigawatch.report.section.key import list_figures
from gigawatch.report.section.project import tell_totals
from gigawatch.report.section.standing import find_standings, tell_standing_alone
from gigawatch.report.sentence import Slot
from gigawatch.report.wording import title_of_fact

MOST_SOURCES = 14
MOST_FIGURES, MOST_SENTENCES, MOST_CONTESTED, MOST_STEPS, MOST_DRAWN = 6, 5, 3, 3, 6


class Budget:
    """How many sources a page has room for: what would bring more is not taken."""

    def __init__(self, pen: Pen, most: int) -> None:
        self.pen, self.most = pen, most
        self.shelf = Shelf(Library(pen.publication, pen.computations))
        self.taken: set[int] = set()

    def take(self, refs: Iterable[Ref]) -> bool:
        """True, and the sources of the references are taken, where they have room."""
        wanted = self.taken | {number for ref in refs for number in self.shelf.cite(ref)}
        if len(wanted) > self.most:
            return False
        self.taken = wanted
        return True

    def choose(self, blocks: Iterable[Runs], most: int) -> list[Runs]:
        """The first of some sentences for which there is room."""
        found: list[Runs] = []
        for runs in blocks:
            if len(found) < most and runs and self.take(block_refs(Paragraph(runs))):
                found.append(runs)
        return found


def compose_brief(pen: Pen) -> tuple[Section, ...]:
    """Key figures, the picture, what is planned, built and changed, and what is contested; without the sources."""
    budget = Budget(pen, MOST_SOURCES)
    figures = _figures(pen, budget)
    contested = budget.choose(_contested(pen), MOST_CONTESTED)
    told = budget.choose(_sentences(pen), MOST_SENTENCES)
    picture = next((one for one in _pictures(pen) if budget.take(one.refs)), None)
    blocks: list[Block] = [KeyFigures(tuple(figures))] if figures else [pen.paragraph("common.nothing")]
    blocks += [picture] if picture is not None else []
    key = Section("key", pen.word("key.title"), tuple(blocks))
    lines: tuple[Block, ...] = (Bullets(tuple(told)),) if told else (pen.paragraph("common.nothing"),)
    doubts: Block = Bullets(tuple(contested)) if contested else pen.paragraph("brief.uncontested", name=_name(pen))
    return (
        key,
        Section("told", pen.word("brief.told"), lines),
        Section("contested", pen.word("brief.contested"), (doubts,)),
    )


def _name(pen: Pen) -> str:
    return pen.ledger.label(pen.publication.region, pen.lang)


def _figures(pen: Pen, budget: Budget) -> list[KeyFigure]:
    found: list[KeyFigure] = []
    for figure in list_figures(pen):
        refs = block_refs(KeyFigures((figure,)))
        if len(found) < MOST_FIGURES and budget.take(refs):
            found.append(figure)
    return found


def _pictures(pen: Pen) -> Iterator[Chart]:
    """The pictures in order of what they tell; the first for whose sources there is room is taken."""
    region = pen.publication.region
    if pen.publication.scope.is_company and (chart := draw_company(pen, find_years(pen))) is not None:
        yield chart
    sites = sites_by_evidence(pen.ledger, region)
    things = [(pen.ledger.entities[region], capacity_of(pen.ledger, region))]
    by_site = [(site, capacity_of(pen.ledger, site.id)) for site in sites]
    for some in ([*things, *by_site], things):
        if (chart := draw_capacity(pen, some)) is not None:
            yield chart
    for most in range(min(MOST_DRAWN, len(sites)), 0, -1):
        if (chart := draw_timeline(pen, sites[:most])) is not None:
            yield chart


def _sentences(pen: Pen) -> Iterator[Runs]:
    for block in tell_totals(pen):
        if isinstance(block, Paragraph):
            yield block.runs
    yield _changes(pen)
    yield _steps(pen)
    for table, rows in find_standings(pen):
        yield tell_standing_alone(pen, table, rows[-1])


def _changes(pen: Pen) -> Runs:
    """The first change since the last edition, or that there is none."""
    difference = pen.publication.changes
    if difference is None:
        return ()
    items, edition = tell_changes(pen, difference), tell_edition(pen, difference)
    if not items:
        return pen.say("changed.nothing", edition=edition)
    return pen.say("brief.changed", edition=edition, change=items[0])


def _steps(pen: Pen) -> Runs:
    """The newest admitted steps on the status ladder of what the report is about."""
    inside = pen.ledger.within(pen.publication.region)
    steps = [s for one in sorted(inside) for s in pen.ledger.milestones.get(one, ()) if s.admitted and s.is_dated]
    newest: dict[str, Milestone] = {}
    for step in sorted(steps, key=lambda s: (s.time, s.entity), reverse=True):
        newest.setdefault(step.entity, step)
    told: list[Slot] = [_step(pen, step) for step in list(newest.values())[:MOST_STEPS]]
    return pen.say("brief.steps", steps=pen.separated(told, "; " if pen.lang == "en" else "；")) if told else ()


def _step(pen: Pen, step: Milestone) -> Runs:
    ref = Ref(RefKind.CLAIM, step.claim)
    status = Value(pen.status(step.status), ref)
    return pen.say("brief.step", name=pen.name(step.entity, ref), status=status, when=pen.period(step.valid_on))


def _contested(pen: Pen) -> Iterator[Runs]:
    """The open values of the thing of the report and of what it holds, the newest first."""
    inside = pen.ledger.within(pen.publication.region)
    found = [fact for fact in pen.ledger.facts.values() if fact.subject in inside and pen.rivals(fact)]
    found.sort(key=lambda fact: (fact.known_on or "", fact.id), reverse=True)
    yield from (_open(pen, fact) for fact in found)


def _open(pen: Pen, fact: Fact) -> Runs:
    title = pen.words(title_of_fact(pen, fact), fact_ref(fact))
    return pen.separated([title, pen.stated(fact)], ": " if pen.lang == "en" else "：")
