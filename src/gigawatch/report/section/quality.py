"""What the figures rest on and where they are in doubt: open contradictions, findings of the checks, stale statuses."""

from __future__ import annotations

from gigawatch.ledger import Age
from gigawatch.model import Check, Fact, Observation, Settlement, period_order
from gigawatch.report.block import Block, Paragraph, Ref, RefKind, Runs, Section, Table, Value
from gigawatch.report.pen import Pen, fact_ref
from gigawatch.report.remark import tell_finding
from gigawatch.report.scope import Subject
from gigawatch.report.sentence import Slot, as_runs
from gigawatch.report.spelled import spell_small
from gigawatch.report.wording import title_of_fact

MOST_OPEN = 40
MOST_COUNTED = 3000
KINDS = ("conflict", "sum", "gap", "rate", "share", "growth", "fall", "intensity", "scope", "superseded", "plan")


def compose_quality(pen: Pen) -> Section:
    """Counts, open values, findings, stale statuses and copies."""
    unsettled = [fact for fact in _facts(pen) if fact.verdict is Settlement.OPEN]
    open_facts = [fact for fact in unsettled if pen.rivals(fact)]
    alone = [fact for fact in unsettled if not pen.rivals(fact)]
    open_facts.sort(key=lambda f: (f.subject, f.measure, period_order(f.valid_on), f.id))
    stale = _stale(pen)
    told = [*_lead(pen, open_facts), *_alone(pen, alone), *_mixed(pen)]
    told += [pen.say("quality.stale", count=_stale_count(pen, stale), n=len(stale))] if stale else []
    told += _copies(pen) if pen.publication.scope.subject is Subject.WORKSPACE else []
    blocks: list[Block] = [Paragraph(pen.separated(told, " " if pen.lang == "en" else ""))]
    blocks += [_stale_table(pen, stale)] if stale else []
    inner = (_open(pen, open_facts), _findings(pen), _remarks(pen))
    title = pen.word("quality.title")
    return Section("quality", title, tuple(blocks), tuple(one for one in inner if one is not None))


def _remarks(pen: Pen) -> Section | None:
    """How the figures of each chapter were made and what they do not say."""
    if not pen.remarks:
        return None
    gap = " " if pen.lang == "en" else ""
    rows = tuple((as_runs(chapter), pen.separated(told, gap)) for chapter, told in pen.remarks.items())
    heads = (pen.word("quality.head_chapter"), pen.word("quality.head_remark"))
    title = pen.word("quality.remarks")
    return Section("remarks", title, (Table(pen.word("quality.remarks_caption"), heads, rows),))


def _facts(pen: Pen) -> list[Fact]:
    """The values that the report is about: all of the ledger's, in a scoped report those of its thing and its parts."""
    every = list(pen.ledger.facts.values())
    if pen.publication.scope.subject is Subject.WORKSPACE:
        return every
    inside = pen.ledger.within(pen.publication.region)
    return [fact for fact in every if fact.subject in inside]


def _lead(pen: Pen, open_facts: list[Fact]) -> list[Runs]:
    facts = _facts(pen)
    if not facts:
        return [pen.say("common.nothing")]
    if len(facts) > MOST_COUNTED:
        return [pen.say("quality.lead_large")]
    statements = {c.claim: c.document for fact in facts for c in pen.ledger.candidates[fact.id]}
    cells = [one for one in statements if isinstance(pen.ledger.claim(one), Observation)]
    claims = [one for one in statements if one not in set(cells)]
    by_document = {statements[one]: one for one in claims}
    slots: dict[str, Slot] = {
        "facts": _count(pen, "facts", [fact_ref(fact) for fact in facts]),
        "statements": _statements(pen, claims, list(by_document.values()), cells),
    }
    key = "quality.lead_settled"
    if open_facts:
        key, slots["n"] = "quality.lead", len(open_facts)
        slots["open"] = _count(pen, "open", [fact_ref(fact) for fact in open_facts])
    if pen.publication.scope.subject is not Subject.WORKSPACE:
        key, slots["region"] = f"{key}_of", pen.name(pen.publication.region)
    return [pen.say(key, **slots)]


def _statements(pen: Pen, claims: list[str], documents: list[str], cells: list[str]) -> Runs:
    """What the values rest on: statements in documents, table cells; `documents` are given by a statement of each."""
    told: list[Slot] = []
    if claims:
        counts: dict[str, Slot] = {"claims": _count(pen, "claims", _refs(RefKind.CLAIM, claims)), "n": len(claims)}
        counts |= {"documents": _count(pen, "documents", _refs(RefKind.CLAIM, documents)), "d": len(documents)}
        told.append(pen.say("quality.from_claims", **counts))
    if cells:
        count = _count(pen, "cells", _refs(RefKind.OBSERVATION, cells))
        told.append(pen.say("quality.from_cells", cells=count, n=len(cells)))
    return pen.series(told)


def _alone(pen: Pen, facts: list[Fact]) -> list[Runs]:
    """Values that stay open though nothing contradicts them: told of several plants together, or computed."""
    if not facts:
        return []
    count = _count(pen, "alone", [fact_ref(fact) for fact in facts])
    return [pen.say("quality.alone", count=count, n=len(facts))]


def _mixed(pen: Pen) -> list[Runs]:
    """Values for which one source alone gives several."""
    mixed = [fact_ref(fact) for fact in _facts(pen) if fact.verdict is Settlement.ABSTAINED]
    if not mixed:
        return []
    return [pen.say("quality.mixed", count=_count(pen, "mixed", mixed), n=len(mixed))]


def _count(pen: Pen, name: str, refs: list[Ref]) -> Runs:
    return (spell_small(pen.count(f"quality.count_{name}", refs), pen.lang),)


def _refs(kind: RefKind, ids: list[str]) -> list[Ref]:
    return [Ref(kind, one) for one in ids]


def _open(pen: Pen, facts: list[Fact]) -> Section | None:
    if not facts:
        return None
    heads = tuple(pen.word(f"quality.{head}") for head in ("head_fact", "head_kept", "head_others"))
    rows = tuple(_open_row(pen, fact) for fact in facts[:MOST_OPEN])
    table = Table(pen.word("quality.open_caption"), heads, rows)
    return Section("open", pen.word("quality.open"), (table,))


def _open_row(pen: Pen, fact: Fact) -> tuple[Runs, ...]:
    title = pen.words(title_of_fact(pen, fact), fact_ref(fact))
    mark = "; " if pen.lang == "en" else "；"
    return as_runs(title), (pen.fact(fact),), pen.separated(pen.rivals(fact), mark)


def _findings(pen: Pen) -> Section | None:
    by_kind: dict[str, list[Check]] = {}
    for fact in _facts(pen):
        for check in pen.ledger.findings.get(fact.id, ()):
            by_kind.setdefault(check.kind, []).append(check)
    kinds = [kind for kind in KINDS if kind in by_kind] + sorted(by_kind.keys() - set(KINDS))
    if not kinds:
        return None
    heads = tuple(pen.word(f"quality.{head}") for head in ("head_kind", "head_count", "head_example"))
    rows = tuple(_finding_row(pen, kind, by_kind[kind]) for kind in kinds)
    table = Table(pen.word("quality.findings_caption"), heads, rows, (1,))
    return Section("findings", pen.word("quality.findings"), (table,))


def _finding_row(pen: Pen, kind: str, checks: list[Check]) -> tuple[Runs, ...]:
    name = pen.term("quality.kind", kind)
    refs = [Ref(RefKind.FACT, check.about) for check in checks]
    example = max(checks, key=lambda check: (check.severity == "warning", -len(check.text)))
    told = Value(tell_finding(example, pen), Ref(RefKind.FACT, example.about))
    return as_runs(name), (pen.count("quality.count_finding", refs, kind=name),), (told,)


def _stale(pen: Pen) -> list[tuple[Age, Ref]]:
    """The sites and phases of which nothing is heard any more, each with the statement by which it stands.

    A base that only its parts are told of is not listed beside them.
    """
    inside = pen.ledger.within(pen.publication.region)
    stale = [age for age in pen.publication.ages if age.is_stale and age.entity in inside]
    told = (age for age in stale if pen.ledger.status(age.entity) is not None)
    found = ((age, pen.ledger.headline(age.entity)) for age in told)
    return [(age, Ref(RefKind.CLAIM, step.claim)) for age, step in found if step is not None]


def _stale_count(pen: Pen, stale: list[tuple[Age, Ref]]) -> Value:
    return spell_small(pen.compute("quality.count_stale", str(len(stale)), [ref for _, ref in stale]), pen.lang)


def _stale_table(pen: Pen, stale: list[tuple[Age, Ref]]) -> Table:
    """Those sites and phases with the day of their newest evidence, the oldest first."""
    ordered = sorted(stale, key=lambda one: (period_order(one[0].evidence_on), one[0].entity))
    rows = tuple((as_runs(pen.name(age.entity, ref)), pen.dated(age.evidence_on)) for age, ref in ordered)
    heads = (pen.word("quality.head_stale"), pen.word("quality.head_stale_on"))
    return Table(pen.word("quality.stale_caption"), heads, rows)


def _copies(pen: Pen) -> list[Runs]:
    """Near-copies that have a statement to show for them."""
    statements = {claim.document: claim.id for claim in pen.ledger.material.claims.values()}
    shown = [statements[copy] for copy in pen.ledger.material.copies if copy in statements]
    if not shown:
        return []
    count = pen.count("quality.count_copies", _refs(RefKind.CLAIM, shown))
    return [pen.say("quality.copies", count=count, n=len(shown))]
