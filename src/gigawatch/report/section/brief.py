"""The brief: what fits on one page of key figures, one picture, a few sentences, what is contested, and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gigawatch.ledger import Milestone
from gigawatch.model import Check, EntityKind, Fact
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
from gigawatch.report.remark import tell_finding
from gigawatch.report.section.changed import tell_changes, tell_edition, tell_nothing
from gigawatch.report.section.company.year import draw_company, find_years, tell_year
from gigawatch.report.section.key import list_figures
from gigawatch.report.section.project import tell_totals
from gigawatch.report.section.standing import find_standings, tell_standing_alone
from gigawatch.report.sentence import Slot
from gigawatch.report.wording import title_of_fact
from gigawatch.vocab import label

MOST_SOURCES = 20
CONFLICT = "conflict"
DOUBTS = (CONFLICT, "scope")
FIRST_FIGURES = 4  # before the picture
MOST_FIGURES, MOST_SENTENCES, MOST_CONTESTED, MOST_STEPS, MOST_DRAWN = 6, 5, 3, 3, 6
MOST_PANELS = 2  # one row of the picture


class Budget:
    """How many sources a page has room for: what would bring more is not taken."""

    def __init__(self, pen: Pen, most: int) -> None:
        self.pen, self.most = pen, most
        self.shelf = Shelf(Library(pen.publication, pen.computations), pen.lang)
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
    contested = _contested(pen)
    doubts = budget.choose(contested, MOST_CONTESTED)
    listed = list(list_figures(pen))
    figures = _figures(budget, listed, FIRST_FIGURES)
    picture = next((one for one in _pictures(pen) if budget.take(one.refs)), None)
    told = budget.choose(_sentences(pen), MOST_SENTENCES)
    figures += _figures(budget, [one for one in listed if one not in figures], MOST_FIGURES - len(figures))
    key: list[Block] = [KeyFigures(tuple(figures))] if figures else [pen.paragraph("common.nothing")]
    key += [picture] if picture is not None else []
    lines: tuple[Block, ...] = (Bullets(tuple(told)),) if told else (pen.paragraph("common.nothing"),)
    return (
        Section("key", pen.word("key.title"), tuple(key)),
        Section("told", pen.word("brief.told"), lines),
        Section("contested", pen.word("brief.contested"), tuple(_doubts(pen, contested, doubts))),
    )


def _doubts(pen: Pen, contested: Sequence[Runs], shown: Sequence[Runs]) -> Iterator[Block]:
    """The open values that have room, and that there are more, or that there is none."""
    if not contested:
        yield pen.paragraph("brief.uncontested", name=_name(pen))
    if shown:
        yield Bullets(tuple(shown))
    if len(contested) > len(shown):
        yield pen.note("brief.more")


def _name(pen: Pen) -> str:
    return pen.ledger.label(pen.publication.region, pen.lang)


def _figures(budget: Budget, listed: Iterable[KeyFigure], most: int) -> list[KeyFigure]:
    """The first of some key figures for which there is room."""
    found: list[KeyFigure] = []
    for figure in listed:
        if len(found) < most and budget.take(block_refs(KeyFigures((figure,)))):
            found.append(figure)
    return found


def _pictures(pen: Pen) -> Iterator[Chart]:
    """The pictures in order of what they tell; the first for whose sources there is room is taken."""
    region = pen.publication.region
    if pen.publication.scope.is_company:
        years = find_years(pen)
        yield from filter(None, (draw_company(pen, years, most) for most in (3, 2, 1)))
    sites = sites_by_evidence(pen.ledger, region)
    things = [(pen.ledger.entities[region], capacity_of(pen.ledger, region))]
    by_site = [(site, capacity_of(pen.ledger, site.id)) for site in sites]
    for some in ([*things, *by_site], things, by_site):
        if (chart := draw_capacity(pen, some, MOST_PANELS)) is not None:
            yield chart
    for most in range(min(MOST_DRAWN, len(sites)), 0, -1):
        if (chart := draw_timeline(pen, sites[:most])) is not None:
            yield chart


def _sentences(pen: Pen) -> Iterator[Runs]:
    if pen.publication.scope.is_company:
        yield from tell_year(pen)
    for block in tell_totals(pen):
        if isinstance(block, Paragraph) and any(block_refs(block)):
            yield block.runs
    yield _changes(pen)
    yield _steps(pen)
    for table, rows in find_standings(pen):
        yield tell_standing_alone(pen, table, rows[-1])
    chain = pen.publication.chain
    if chain is not None and chain.missing and pen.publication.is_spoken_of:
        names = pen.series([label("link", code, pen.lang) for code in chain.missing])
        yield pen.say("chain.missing", region=_name(pen), links=names)


def _changes(pen: Pen) -> Runs:
    """The first change since the last edition, or that there is none."""
    difference = pen.publication.changes
    if difference is None:
        return ()
    items, edition = tell_changes(pen, difference), tell_edition(pen, difference)
    if not items:
        return tell_nothing(pen, edition)
    return pen.say("brief.changed", edition=edition, change=items[0])


def _steps(pen: Pen) -> Runs:
    """Where the sites stand whose standing is the newest, one step a site."""
    inside = pen.ledger.within(pen.publication.region)
    steps = [step for one in sorted(inside) if (step := pen.ledger.status(one)) is not None]
    newest: dict[str, Milestone] = {}
    for step in sorted(steps, key=lambda s: (s.time, s.entity), reverse=True):
        newest.setdefault(_site(pen, step.entity), step)
    told: list[Slot] = [_step(pen, step) for step in list(newest.values())[:MOST_STEPS]]
    return pen.say("brief.steps", steps=pen.separated(told, "; " if pen.lang == "en" else "；")) if told else ()


def _site(pen: Pen, thing: str) -> str:
    """The site that a thing is a part of; itself where it is of none."""
    above = (thing, *sorted(pen.ledger.kin.above(thing)))
    return next((one for one in above if pen.ledger.entities[one].kind is EntityKind.SITE), thing)


def _step(pen: Pen, step: Milestone) -> Runs:
    ref = Ref(RefKind.CLAIM, step.claim)
    status = Value(pen.status(step.status), ref)
    key = "brief.step" if step.is_dated else "brief.step_undated"
    return pen.say(key, name=pen.name(step.entity, ref), status=status, when=pen.period(step.valid_on))


def _contested(pen: Pen) -> list[Runs]:
    """What sources contradict each other about in the thing of the report and what it holds: open values, the newest
    first, then those that a rule settled and those told of different scopes.
    """
    inside = pen.ledger.within(pen.publication.region)
    facts = [fact for fact in pen.ledger.facts.values() if fact.subject in inside]
    facts.sort(key=lambda fact: (fact.known_on or "", fact.id), reverse=True)
    rivals = [_open(pen, fact) for fact in facts if pen.rivals(fact)]
    found = [(fact, check) for fact in facts if not pen.rivals(fact) for check in pen.ledger.findings.get(fact.id, ())]
    return [*rivals, *(_found(pen, fact, check) for fact, check in found if check.kind in DOUBTS)]


def _found(pen: Pen, fact: Fact, check: Check) -> Runs:
    told = Value(tell_finding(check, pen), fact_ref(fact))
    if check.kind != CONFLICT:
        return (told,)
    title = pen.words(title_of_fact(pen, fact), fact_ref(fact))
    return pen.say("brief.conflict", title=title, value=pen.fact(fact), told=told)


def _open(pen: Pen, fact: Fact) -> Runs:
    title = pen.words(title_of_fact(pen, fact), fact_ref(fact))
    return pen.separated([title, pen.stated(fact)], ": " if pen.lang == "en" else "：")
