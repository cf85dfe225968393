"""The chain of the region: which links are there, by whom, what no source names, and the material balance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gigawatch.chain import (
    Activity,
    ChainReport,
    Completeness,
    Figure,
    LinkCoverage,
    Presence,
    Shared,
    share_figures,
)
from gigawatch.model import Span
from gigawatch.report.block import Block, Paragraph, Ref, RefKind, Runs, Section, Table, Value
from gigawatch.report.figures import evidence_refs, tell_figure
from gigawatch.report.origin import name_publisher
from gigawatch.report.pen import Pen
from gigawatch.report.section.balance import compose_balance
from gigawatch.report.section.candidate import compose_candidates
from gigawatch.report.section.intensity import compose_intensities
from gigawatch.report.sentence import Slot, as_runs
from gigawatch.report.spelled import spell_small
from gigawatch.report.wording import perimeter
from gigawatch.vocab import label

MOST_ACTORS = 5
MOST_FIGURES = 2


def compose_chain(pen: Pen) -> Section:
    """Coverage, gaps and balance of the region's chain."""
    region = pen.ledger.label(pen.publication.region, pen.lang)
    title = pen.word("chain.title", region=region)
    chain = pen.publication.chain
    if chain is None:
        return Section("chain", title, (pen.paragraph("chain.nothing"),))
    if pen.publication.is_silent:
        return Section("chain", title, (pen.paragraph("common.nothing"),))
    gap, is_told = " " if pen.lang == "en" else "", any(one.activities or one.told for one in chain.links)
    told = [*_lead(pen, chain, region), *(() if is_told else (_missing(pen, chain, region),))]
    blocks: tuple[Block, ...] = (Paragraph(pen.separated(told, gap), "lead"),)
    candidates = compose_candidates(pen, chain, region)
    if not is_told:  # the sentence on what is missing names every link
        return Section("chain", title, blocks, (candidates,) if candidates is not None else ())
    _remark_missing(pen, chain, region)
    parts = (compose_balance(pen, chain, region), candidates, compose_intensities(pen))
    inner = tuple(part for part in parts if part is not None)
    return Section("chain", title, (*blocks, _links(pen, chain, region)), inner)


def _lead(pen: Pen, chain: ChainReport, region: str) -> tuple[Runs, ...]:
    if not chain.present.counted:
        return (pen.say("common.nothing"),)
    running, present, named = chain.running.numerator, chain.present.numerator, chain.named.numerator
    slots: dict[str, Slot] = {
        "region": region,
        "all": _counted(pen, "chain.count_all", chain.present, str(chain.present.denominator), region),
        "running": _counted(pen, "chain.count_running_of", chain.running, str(running), region),
        "present": _counted(pen, "chain.count_present_of", chain.present, str(present), region),
        "named": _counted(pen, "chain.count_named_of", chain.named, str(named), region),
    }
    key = "lead_none" if not running else "lead_same" if running == present else "lead"
    verdict = f"chain.verdict_{chain.verdict.name.lower()}"
    return pen.say(f"chain.{key}", r=running, d=present, **slots), pen.say(verdict, n=named, **slots)


def _counted(pen: Pen, key: str, measure: Completeness, told: str, region: str) -> Value | Runs:
    """A count of core links with what shows them; in words where nothing does."""
    documents = pen.ledger.material.documents
    refs = evidence_refs(pen, [one for one in measure.evidence if one not in documents])
    if not refs:
        return as_runs(pen.word("common.none"))
    return spell_small(pen.compute(key, told, refs, region=region), pen.lang)


def _missing(pen: Pen, chain: ChainReport, region: str) -> Runs:
    return pen.say("chain.missing", region=region, links=_names(pen, chain.missing))


def _remark_missing(pen: Pen, chain: ChainReport, region: str) -> None:
    """Keep for the chapter on the data of which core links nothing is told."""
    chapter = pen.word("chain.title", region=region)
    if chain.missing:
        pen.remark(chapter, "chain.missing", region=region, links=_names(pen, chain.missing))
    else:
        pen.remark(chapter, "chain.not_missing")


def _names(pen: Pen, links: Sequence[str]) -> Runs:
    return pen.series([label("link", code, pen.lang) for code in links])


def _links(pen: Pen, chain: ChainReport, region: str) -> Table:
    shown = [one for one in chain.links if one.core or one.activities or one.told]
    heads = tuple(pen.word(f"chain.{head}") for head in ("head_link", "head_presence", "head_who"))
    shared = share_figures(chain)
    rows = tuple(_link_row(pen, one, shared) for one in shown)
    note = pen.separated(list(_legend(pen, shown)), " " if pen.lang == "en" else "")
    return Table(pen.word("chain.links_caption", region=region), heads, rows, (), note)


def _legend(pen: Pen, shown: Sequence[LinkCoverage]) -> Iterator[Runs]:
    """What the marks and words of the table mean, of those that stand in it."""
    yield pen.say("chain.links_note")
    if any(one.presence is Presence.UNCLEAR for one in shown):
        yield pen.say("chain.unstated_note")
    if any(one.is_inferred or any(activity.is_inferred for activity in one.implied) for one in shown):
        yield pen.say("chain.inferred_note")


def _link_row(pen: Pen, one: LinkCoverage, shared: Shared) -> tuple[Runs, ...]:
    name = label("link", one.link, pen.lang)
    actors = sorted(one.stated or one.implied, key=lambda a: (not a.figures, a.presence is not one.presence))
    mark = ";" if pen.lang == "en" else "；"
    who = pen.separated(
        [_actor(pen, a, shared) for a in actors[:MOST_ACTORS]], f"{mark} " if pen.lang == "en" else mark
    )
    if not one.stated and one.told:
        who = _telling(pen, one.told[0])
    return as_runs(f"{name}\u00a0•" if one.core else name), _presence(pen, one), who


def _telling(pen: Pen, span: Span) -> Runs:
    """Who names the link without showing a plant: the publisher and the date of the first document."""
    document = pen.ledger.material.documents[span.document]
    named = name_publisher(document.publisher, pen.lang) if document.publisher else None
    publisher = named or document.title or document.id
    day = document.published.isoformat() if document.published else None
    return pen.say("chain.told_by", publisher=publisher, when=pen.period(day))


def _presence(pen: Pen, one: LinkCoverage) -> Runs:
    is_told = one.presence in (Presence.ABSENT, Presence.ENDED) and one.told
    word = pen.word("chain.presence_told" if is_told else f"chain.presence_{one.presence.value}")
    told = pen.word("chain.inferred", presence=word) if one.is_inferred else word
    proof = [i for a in one.stated if a.presence is one.presence for i in a.evidence]
    return (Value(told, evidence_refs(pen, proof[:1])[0]),) if proof else as_runs(told)


def _actor(pen: Pen, activity: Activity, shared: Shared) -> Runs:
    ref = evidence_refs(pen, activity.evidence[:1])[0]
    figures = [_figure(pen, figure, activity.link, shared) for figure in activity.figures[-MOST_FIGURES:]]
    mark = "; " if pen.lang == "en" else "；"
    stage = pen.word(f"chain.presence_{activity.presence.value}")
    return pen.say(
        "chain.actor_implied" if activity.is_inferred else "chain.actor",
        name=pen.name(activity.entity, ref),
        stage=stage,
        figures=pen.separated(figures, mark),
    )


def _figure(pen: Pen, figure: Figure, link: str, shared: Shared) -> Runs:
    fact = pen.ledger.facts[figure.fact]
    told = perimeter(pen, fact) if fact.perimeter else ""
    scope = pen.words(told, Ref(RefKind.FACT, fact.id)) if told and told != label("link", link, pen.lang) else None
    others = [label("link", one, pen.lang) for one in shared[figure.fact] if one != link]
    measure = pen.measure(figure.measure)
    return pen.say(
        "chain.figure",
        measure=measure.lower() if pen.lang == "en" else measure,
        value=tell_figure(pen, figure),
        status=label("status", figure.status, pen.lang) if figure.status else None,
        scope=scope,
        when=pen.period(figure.valid_on),
        together=pen.series(others) if others else None,
    )
