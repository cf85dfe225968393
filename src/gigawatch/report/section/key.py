"""The figures to see first: the newest conference, capacity built and planned, output, share, chain, index, sites."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.ledger import Stage
from gigawatch.model import Fact
from gigawatch.quantity.telling import TARGET, is_full_year
from gigawatch.report.block import Block, KeyFigure, KeyFigures, Paragraph, Ref, RefKind, Runs, Section, Value
from gigawatch.report.capacity import BUILT, PLANNED, capacity_of, group_of, headline, sites_by_evidence
from gigawatch.report.figures import contradicting, count_capacity, evidence_refs, tell_term, term_value
from gigawatch.report.pen import Pen, fact_ref
from gigawatch.report.reference import score_ref
from gigawatch.report.scope import Scope
from gigawatch.report.section.conference import is_held_here
from gigawatch.report.section.key_scoped import list_standings, list_yearly
from gigawatch.report.section.project import OPERATING, any_statement
from gigawatch.report.section.yearly import compose_region_years, tell_later, tell_region_years
from gigawatch.report.table import index_tables
from gigawatch.report.wording import perimeter, rank_text, score_text, unit_name

MEASURES = (("production", "GWh"), ("revenue", "CNY"), ("share", "%"), ("jobs", "count"))


def compose_key(pen: Pen) -> Section:
    """Whatever of the key figures the ledger holds."""
    region = pen.ledger.label(pen.publication.region, pen.lang)
    figures = tuple(list_figures(pen))
    gap = " " if pen.lang == "en" else ""
    lead = Paragraph(pen.separated([pen.say("key.lead", region=region), *_summary(pen)], gap), "lead")
    blocks: list[Block] = [lead] if pen.publication.is_spoken_of else [pen.paragraph("key.silent", region=region)]
    if figures:
        blocks.append(KeyFigures(figures))
    elif pen.publication.is_spoken_of:
        blocks.append(pen.paragraph("common.nothing"))
    years = None if pen.publication.scope.is_company else compose_region_years(pen)
    return Section("key", pen.word("key.title"), tuple(blocks), (years,) if years else ())


def _summary(pen: Pen) -> list[Runs]:
    """What is made and earned in the region, over the years told; empty for a company, whose years have a section."""
    return [] if pen.publication.scope.is_company else list(tell_region_years(pen))


def list_figures(pen: Pen) -> Iterator[KeyFigure]:
    """The key figures of the thing of the report, the first ones first."""
    region = pen.ledger.label(pen.publication.region, pen.lang)
    if is_held_here(pen):
        yield from _signed(pen)
    if pen.publication.scope.is_company:
        yield from list_yearly(pen)
    yield from _capacity(pen, region)
    if not pen.publication.scope.is_company:
        yield from _measures(pen, region)
    yield from _sites(pen, region)
    yield from _chain(pen, region)
    is_usual = pen.publication.scope == Scope()
    yield from _index(pen) if is_usual else list_standings(pen)


def _signed(pen: Pen) -> Iterator[KeyFigure]:
    events = pen.publication.outlook.events if pen.publication.outlook else ()
    told = [event for event in events if event.projects and event.investment and event.year]
    if not told:
        return
    first, last = told[0], told[-1]
    label = pen.word("key.signed", name=pen.ledger.label(last.event, pen.lang))
    context = pen.say("key.signed_alone", investment=tell_term(pen, last, "investment"))
    if first is not last:
        context = pen.say(
            "key.signed_context",
            investment=tell_term(pen, last, "investment"),
            year=first.year,
            projects=tell_term(pen, first, "projects"),
            first=tell_term(pen, first, "investment"),
        )
    scope = pen.word("key.scope_signed")
    if others := contradicting(pen, last, "projects"):
        context = pen.say("key.signed_contested", context=context, others=pen.series(others))
    yield KeyFigure(term_value(pen, last.projects), label, context, scope, ("series", "conference"))


def _capacity(pen: Pen, region: str) -> Iterator[KeyFigure]:
    facts = capacity_of(pen.ledger, pen.publication.region)
    for group, stage in ((BUILT, Stage.BUILT), (PLANNED, Stage.PLANNED)):
        fact = headline(f for f in facts if group_of(f) == group)
        if fact is not None:
            whole = pen.word("key.scope_capacity", region=region)
            yield _fact(pen, fact, pen.word(f"key.{group}", region=region), whole, "capacity")
        elif (counted := count_capacity(pen, stage)) is not None:
            label = pen.word(f"key.counted_{group}", region=region)
            yield KeyFigure(counted, label, pen.say("key.counted"), pen.word("key.scope_counted"), ("capacity",))


def _measures(pen: Pen, region: str) -> Iterator[KeyFigure]:
    for measure, unit in MEASURES:
        facts = pen.ledger.select(subject=pen.publication.region, measure=measure, unit=unit)
        told = [f for f in facts if TARGET not in (f.valid_on or "") and f.status in (None, "reported")]
        fact = headline(f for f in told if is_full_year(f.valid_on)) or headline(told)
        if fact is not None:
            key = "key.share" if measure == "share" else "key.measure"
            label = pen.word(key, region=region, measure=pen.measure(measure))
            whole = pen.word("key.scope_whole", region=region)
            context = pen.say("key.later", context=_context(pen, fact), **tell_later(pen, fact))
            yield KeyFigure(pen.fact(fact), label, context, whole, ("key-years", "projects"))


def _fact(pen: Pen, fact: Fact, label: str, whole: str, *told_in: str) -> KeyFigure:
    return KeyFigure(pen.fact(fact), label, _context(pen, fact), whole, told_in)


def _context(pen: Pen, fact: Fact) -> Runs:
    status = pen.status(fact.status) if fact.status not in (None, "reported", "operating") else ""
    scope = pen.words(_scope(pen, fact), fact_ref(fact))
    told = pen.say("key.context", when=pen.period(fact.valid_on), scope=scope, status=status)
    if others := pen.rivals(fact):
        return pen.say("key.contested", context=told, others=pen.series(others))
    beside = pen.siblings(fact)
    return pen.say("key.beside", context=told, others=pen.series(beside)) if beside else told


def _scope(pen: Pen, fact: Fact) -> str:
    """What the value covers; a share is of something, which only the words of its source tell."""
    if fact.measure != "share":
        return perimeter(pen, fact)
    kept = next(c.claim for c in pen.ledger.candidates[fact.id] if c.kept)
    subject = getattr(pen.ledger.claim(kept), "subject", None)
    thing = getattr(pen.ledger.claim(kept), "object", None)
    words = " · ".join(str(part) for part in (subject, thing) if part)
    return pen.word(pen.wording("key.quoted", kept), words=words) if words else ""


def _sites(pen: Pen, region: str) -> Iterator[KeyFigure]:
    sites = sites_by_evidence(pen.ledger, pen.publication.region)
    steps = [pen.ledger.headline(site.id) for site in sites]
    running = [Ref(RefKind.CLAIM, step.claim) for step in steps if step and step.status in OPERATING]
    if running:
        value = pen.compute("project.count_running", str(len(running)), running, region=region)
        known = [one for site in sites if (one := any_statement(pen, site)) is not None]
        counted = pen.compute("project.count_sites", str(len(sites)), known, region=region)
        context, scope = pen.say("key.sites_context", sites=counted), pen.word("key.scope_sites")
        yield KeyFigure(value, pen.word("key.sites", region=region), context, scope, ("funnel", "sites"))


def _chain(pen: Pen, region: str) -> Iterator[KeyFigure]:
    chain = pen.publication.chain
    if chain is None or not chain.running.evidence:
        return
    told = {
        key: pen.compute(
            f"chain.count_{key}",
            pen.word("chain.of", counted=str(measure.numerator), all=str(measure.denominator)),
            evidence_refs(pen, measure.evidence),
            region=region,
        )
        for key, measure in (("running", chain.running), ("present", chain.present))
    }
    context = pen.say("key.chain_context", present=told["present"])
    scope = pen.word("key.scope_chain", region=region)
    yield KeyFigure(told["running"], pen.word("key.chain", region=region), context, scope, ("chain",))


def _index(pen: Pen) -> Iterator[KeyFigure]:
    for table in index_tables(pen.publication)[:1]:
        if table.periods:
            period = table.periods[-1]
            first = table.ranked(period)[0]
            ref = score_ref(first)
            name = str(table.root["name_zh" if pen.lang == "zh" else "name_en"])
            is_sure = first["rank_low"] == first["rank_high"]
            context = pen.say(
                "key.index_sure" if is_sure else "key.index_context",
                period=pen.period(period),
                score=Value(score_text(first["score"]), ref),
                low=Value(rank_text(first["rank_low"]), ref),
                high=Value(rank_text(first["rank_high"]), ref),
            )
            label, scope = pen.word("key.index", index=name), pen.word("key.scope_index")
            yield KeyFigure(Value(unit_name(pen, first), ref), label, context, scope, ("index",))
