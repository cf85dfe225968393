"""Projects and capacity of the region: planned and built side by side, sites with their status, contradictions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gigawatch.ledger import Stage
from gigawatch.ledger.part import Asked, tally, tell_lessened
from gigawatch.model import Entity, Fact, Settlement, period_order
from gigawatch.quantity.telling import first_year
from gigawatch.report.block import Block, Bullets, Paragraph, Ref, RefKind, Runs, Section, Table, block_refs
from gigawatch.report.capacity import (
    BUILT,
    ENDED,
    PLANNED,
    capacity_of,
    decided,
    group_of,
    headline,
    in_own_currency,
    newest,
    sites_by_evidence,
    whole_of,
)
from gigawatch.report.chart.capacity import draw_capacity
from gigawatch.report.chart.timeline import draw_timeline
from gigawatch.report.figures import count_capacity, tell_tally
from gigawatch.report.lifted import lift_year
from gigawatch.report.pen import Pen, fact_interval, fact_ref
from gigawatch.report.section.place import compose_places
from gigawatch.report.section.site import remark_quiet, tell_sites
from gigawatch.report.sentence import Slot, as_runs
from gigawatch.report.spelled import spell_small
from gigawatch.report.wording import perimeter, title_of_fact

OPERATING = ("operating", "full_capacity")


def compose_projects(pen: Pen) -> Section:
    """Capacity of the region, its sites, money, and what sources contradict each other about."""
    region = pen.publication.region
    title = pen.word("project.title", region=pen.ledger.label(region, pen.lang))
    sites = sites_by_evidence(pen.ledger, region)
    inner = (
        _capacity(pen, region, sites),
        _sites(pen, region, sites),
        compose_places(pen),
        _contradictions(pen, region),
    )
    told = tuple(one for one in inner if one is not None)
    return Section("projects", title, () if told else (pen.paragraph("common.nothing"),), told)


def _capacity(pen: Pen, region: str, sites: Sequence[Entity]) -> Section | None:
    facts = capacity_of(pen.ledger, region)
    by_site = [(site, capacity_of(pen.ledger, site.id)) for site in sites]
    chart = draw_capacity(pen, [(pen.ledger.entities[region], facts), *by_site])
    totals = tell_totals(pen)
    if not facts and chart is None and not any(ref for block in totals for ref in block_refs(block)):
        return None
    table = _capacity_table(pen, region, facts) if facts else None
    shown = [one for one in (chart, table) if one is not None]
    if shown:
        pen.remark(pen.word("project.title", region=pen.ledger.label(region, pen.lang)), "project.rule")
    return Section("capacity", pen.word("project.capacity"), (*totals, *shown))


def tell_totals(pen: Pen) -> list[Block]:
    """What is stated as built and as planned of the whole; else what the ledger counts of the plants."""
    region = pen.publication.region
    facts = capacity_of(pen.ledger, region)
    built = headline(f for f in facts if group_of(f) == BUILT)
    planned = headline(f for f in facts if group_of(f) == PLANNED)
    name = pen.name(region)
    told: list[Runs] = []
    if built:
        before = _before(built, [f for f in facts if group_of(f) == BUILT])
        slots: dict[str, Slot] = {
            "built": lift_year(pen.stated(built), pen.lang),
            "when": _when(pen, built),
            "subject": _scope(pen, built),
            "before": lift_year((pen.fact(before),), pen.lang) if before else None,
            "since": pen.when(first_year(before.valid_on)) if before else None,
        }
        told.append(pen.say("project.built", region=name, **slots))
    if planned:
        subject = _scope(pen, planned) or (() if built else (name,))
        when = _when(pen, planned)
        stated = lift_year(pen.stated(planned), pen.lang)
        told.append(pen.say("project.planned", planned=stated, when=when, subject=subject))
    missing = [stage for stage, fact in ((Stage.BUILT, built), (Stage.PLANNED, planned)) if fact is None]
    told = [*(told or [pen.say("project.no_capacity")]), *_counted(pen, missing)]
    return [Paragraph(pen.separated(told, " " if pen.lang == "en" else ""))]


def _before(built: Fact, facts: Sequence[Fact]) -> Fact | None:
    """The newest settled value of the whole of an earlier year that was surely smaller."""
    year = first_year(built.valid_on)
    earlier = [f for f in facts if f.valid_on and first_year(f.valid_on) < year and f.verdict is Settlement.SETTLED]
    before = headline(earlier)
    return before if before and fact_interval(before).high < fact_interval(built).low else None


def _counted(pen: Pen, stages: Sequence[Stage]) -> Iterator[Runs]:
    """What the ledger counts of the plants at stages of which nothing is stated of the whole."""
    for stage in stages:
        if (value := count_capacity(pen, stage)) is not None:
            yield pen.say(f"project.counted_{stage.value}", counted=lift_year((value,), pen.lang))


def _when(pen: Pen, fact: Fact) -> str:
    return pen.when(fact.valid_on)


def _scope(pen: Pen, fact: Fact) -> Runs:
    return as_runs(pen.words(perimeter(pen, fact), fact_ref(fact)))


def _capacity_table(pen: Pen, region: str, facts: Sequence[Fact]) -> Table:
    heads = ("head_when", "head_whose", "head_status", "head_capacity", "head_known")
    name = pen.ledger.label(region, pen.lang)
    rows = tuple(_capacity_row(pen, fact) for fact in facts)
    caption = pen.word("project.capacity_caption", region=name)
    return Table(caption, tuple(pen.word(f"project.{h}") for h in heads), rows, (3,))


def _capacity_row(pen: Pen, fact: Fact) -> tuple[Runs, ...]:
    whose = _scope(pen, fact) or as_runs(pen.name(fact.subject))
    status = pen.status(fact.status) or pen.word("project.no_status")
    return (
        pen.dated(fact.valid_on),
        whose,
        as_runs(status),
        pen.brief(fact),
        pen.dated(fact.known_on),
    )


def _sites(pen: Pen, region: str, sites: Sequence[Entity]) -> Section | None:
    if not sites:
        return None
    heads = ("head_site", "head_status", "head_planned", "head_built", "head_investment")
    caption = pen.word("project.sites_caption", region=pen.ledger.label(region, pen.lang))
    rows = tuple(_site_row(pen, site) for site in _by_base(pen, sites))
    note = pen.say("project.sites_note")
    table = Table(caption, tuple(pen.word(f"project.{h}") for h in heads), rows, (2, 3, 4), note)
    chart = draw_timeline(pen, sites)
    blocks: list[Block] = [*_lead(pen, region, sites), table, *([chart] if chart else [])]
    return Section("sites", pen.word("project.sites"), tuple(blocks))


def _by_base(pen: Pen, sites: Sequence[Entity]) -> list[Entity]:
    """The sites in their order, the plants of a base right behind it."""
    places = {site.id: number for number, site in enumerate(sites)}

    def place(site: Entity) -> tuple[int, int]:
        return min(places[one] for one in {site.id, *pen.ledger.kin.above(site.id)} & places.keys()), places[site.id]

    bases = {site.id: place(site)[0] for site in sites}
    return sorted(sites, key=lambda site: (bases[site.id], places[site.id] != bases[site.id], places[site.id]))


def _lead(pen: Pen, region: str, sites: Sequence[Entity]) -> list[Block]:
    """How many sites sources speak of and how many of them run; nothing where no statement is of one of them."""
    known = [one for site in sites if (one := any_statement(pen, site)) is not None]
    if not known:
        return []
    name = pen.ledger.label(region, pen.lang)
    steps = {site.id: pen.ledger.headline(site.id) for site in sites}
    running = [Ref(RefKind.CLAIM, step.claim) for step in steps.values() if step and step.status in OPERATING]
    counted = _count(pen, "project.count_sites", known, len(sites), name)
    done = _count(pen, "project.count_running", running, len(running), name) if running else None
    key = "project.sites_lead_one" if len(sites) == 1 else "project.sites_lead"
    slots: dict[str, Slot] = {"sites": counted, "region": pen.name(region), "running": done}
    lead = pen.say(key, n=len(sites), r=len(running), **slots)
    remark_quiet(pen, pen.word("project.title", region=name), sites)
    return [Paragraph(pen.separated([lead, *tell_sites(pen, sites)], " " if pen.lang == "en" else ""))]


def _count(pen: Pen, key: str, refs: Sequence[Ref], number: int, region: str) -> Runs:
    return (spell_small(pen.compute(key, str(number), list(refs), region=region), pen.lang),)


def any_statement(pen: Pen, site: Entity) -> Ref | None:
    """One statement that shows that a site is spoken of: the step by which it stands, else a fact of it."""
    step = pen.ledger.headline(site.id)
    if step is not None:
        return Ref(RefKind.CLAIM, step.claim)
    facts = pen.ledger.select(subject=site.id)
    if facts:
        return fact_ref(facts[-1])
    steps = pen.ledger.milestones.get(site.id, ())
    return Ref(RefKind.CLAIM, steps[-1].claim) if steps else None


def _site_row(pen: Pen, site: Entity) -> tuple[Runs, ...]:
    told = [f for f in pen.ledger.select(subject=site.id, measure="investment") if _runs(f)]
    money = newest(decided(whole_of(in_own_currency(pen.ledger, told))))
    return (
        as_runs(pen.name(site.id, any_statement(pen, site))),
        _status(pen, site),
        _amount(pen, site, Stage.PLANNED),
        _amount(pen, site, Stage.BUILT),
        _told(pen, money),
    )


def _runs(fact: Fact) -> bool:
    """Whether a value is of what goes on: not of a plan given up or a plant that is closed."""
    return fact.status not in ENDED


def _amount(pen: Pen, site: Entity, stage: Stage) -> Runs:
    """What the ledger counts of a site at a stage: its own value, or the sum of those of its parts."""
    asked = Asked(place=site.id, measure="capacity", unit="GWh/yr", stage=stage.value)
    found = tally(pen.ledger, asked)
    value = tell_tally(pen, found, stage, site.id)
    if value is None or (len(found.counted) == 1 and not found.lessened):
        return _told(pen, found.counted[0]) if found.counted else ()
    if not found.lessened:
        return (value,)
    told = [pen.words(tell_lessened(one).of(pen.lang), fact_ref(one.fact)) for one in found.lessened]
    return pen.say("project.lessened", value=value, told=pen.series(told))


def _status(pen: Pen, site: Entity) -> Runs:
    step = pen.ledger.headline(site.id)
    if step is None:
        return as_runs(pen.word("project.no_status"))
    age = next((a for a in pen.publication.ages if a.entity == site.id and a.is_stale), None)
    if age is not None:
        since = pen.period(age.evidence_on)
        told = pen.word("project.stale", status=pen.status(step.status), since=since)
    else:
        told = pen.word("project.status_since", status=pen.status(step.status), when=pen.period(step.valid_on))
    return (pen.claim(step.claim, told),)


def _told(pen: Pen, fact: Fact | None) -> Runs:
    if fact is None:
        return ()
    scope = _scope(pen, fact)
    if not scope:
        return pen.brief(fact)
    opening, closing = (" (", ")") if pen.lang == "en" else ("（", "）")
    return pen.separated([pen.brief(fact), opening, scope, closing], "")


def _contradictions(pen: Pen, region: str) -> Section | None:
    inside = pen.ledger.within(region)
    found = [f for f in pen.ledger.facts.values() if f.subject in inside and pen.rivals(f)]
    if not found:
        return None
    found.sort(key=lambda f: (f.subject, f.measure, period_order(f.valid_on)))
    colon = ": " if pen.lang == "en" else "："
    items = tuple(pen.separated([pen.words(title_of_fact(pen, f), fact_ref(f)), pen.stated(f)], colon) for f in found)
    return Section("project-contradictions", pen.word("project.contradictions"), (Bullets(items),))
