"""What the report rests on, whole: the region's facts, the steps of its projects, its chain, the index's numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gigawatch.chain import Activity, Figure
from gigawatch.index.definition.origin import join_origins
from gigawatch.ledger import rules
from gigawatch.model import Fact, period_order
from gigawatch.report.block import Ref, RefKind
from gigawatch.report.book.cell import Cell, Column, Mark, Role, Row, Sheet, day_cell
from gigawatch.report.book.citing import Citer
from gigawatch.report.book.number import name_hedge, name_unit
from gigawatch.report.book.table import MARKS
from gigawatch.report.capacity import sites_by_evidence
from gigawatch.report.datum import Number
from gigawatch.report.figures import evidence_refs
from gigawatch.report.pen import Pen, fact_quantity, fact_ref
from gigawatch.report.publication import Row as Record
from gigawatch.report.wording import part_name, perimeter, tell_state, unit_name
from gigawatch.vocab import label

NUMERIC = frozenset((
    "number", "low", "high", "score", "score_low", "score_high", "rank", "rank_low", "rank_high", "ranked", "coverage",
    "data_score_low", "data_score_high", "data_rank_low", "data_rank_high", "candidates",
))  # fmt: skip
FACTS = (
    "thing", "measure", "scope", "as_of", "status", "number", "unit", "hedge", "low", "high", "published", "verdict",
    "rule", "candidates", "id", "sources",
)  # fmt: skip
STEPS = ("site", "owner", "status", "as_of", "published", "admitted", "sources")
CHAIN = (
    "link", "is_core", "stage", "who", "since", "basis", "measure", "scope", "as_of", "number", "unit", "hedge", "low",
    "high", "sources",
)  # fmt: skip
SCORED = (
    "score", "score_low", "score_high", "data_score_low", "data_score_high", "rank", "rank_low", "rank_high",
    "data_rank_low", "data_rank_high", "ranked", "coverage",
)  # fmt: skip
SCORES = ("index", "part", "unit_of", "period", *SCORED, "state", "sources")
READINGS = (
    "index", "indicator", "unit_of", "period", "number", "unit", "low", "high", "coverage", "used", "inference", "tier",
    "origin", "copy", "source_changed", "publication", "published", "note", "sources",
)  # fmt: skip


def annex_sheets(pen: Pen, citer: Citer) -> Iterator[Sheet]:
    """Every sheet of the annex that has a row."""
    for name, heads, rows, marks in (
        ("facts", FACTS, *_facts(pen, citer)),
        ("steps", STEPS, _steps(pen, citer), {}),
        ("chain", CHAIN, _chain(pen, citer), {}),
        ("scores", SCORES, [_score(pen, citer, row) for row in pen.publication.scores], {}),
        ("readings", READINGS, [_reading(pen, citer, row) for row in pen.publication.readings], {}),
    ):
        if rows:
            region = pen.ledger.label(pen.publication.region, pen.lang)
            title = pen.word(f"book.{name}_title", region=region)
            columns = [Column(pen.word(f"book.{head}"), _role(head)) for head in heads]
            yield Sheet(pen.word(f"book.{name}"), title, "", pen.word(f"book.{name}_note"), columns, rows, marks)


def _role(head: str) -> Role:
    return Role.SOURCES if head == "sources" else Role.NUMBERS if head in NUMERIC else Role.WORDS


def _number(pen: Pen, number: Number) -> tuple[Cell, ...]:
    unit, hedge = name_unit(number.unit, pen.lang) or None, name_hedge(number.bound, pen.lang)
    return number.value, unit, hedge, number.low, number.high


def _facts(pen: Pen, citer: Citer) -> tuple[list[Row], dict[tuple[int, int], Mark]]:
    inside = pen.ledger.within(pen.publication.region)
    found = [one for one in pen.ledger.facts.values() if one.subject in inside or one.place in inside]
    found.sort(key=lambda f: (pen.ledger.label(f.subject, pen.lang), f.measure, period_order(f.valid_on), f.id))
    place = FACTS.index("number")
    marks = {(y, place): MARKS[fact.verdict] for y, fact in enumerate(found) if fact.verdict in MARKS}
    return [_fact(pen, citer, fact) for fact in found], marks


def _fact(pen: Pen, citer: Citer, fact: Fact) -> Row:
    return (
        pen.ledger.label(fact.subject, pen.lang),
        pen.measure(fact.measure),
        perimeter(pen, fact) or None,
        day_cell(fact.valid_on, pen.period(fact.valid_on)),
        pen.status(fact.status) or None,
        *_number(pen, Number.of(fact_quantity(fact))),
        day_cell(fact.known_on, pen.period(fact.known_on)),
        pen.word(f"page.verdict_{fact.verdict.value}"),
        _rule(pen, fact),
        len(pen.ledger.candidates[fact.id]),
        fact.id,
        citer.cite([fact_ref(fact)]),
    )


def _rule(pen: Pen, fact: Fact) -> Cell:
    """The rule that chose a value, in words."""
    found = next((rule for rule in rules() if rule.name == fact.rule), None)
    return fact.rule if found is None else found.text_zh if pen.lang == "zh" else found.text_en


def _steps(pen: Pen, citer: Citer) -> list[Row]:
    """The steps of every site in the region, oldest first; those that their entry test refused are told as such."""
    rows: list[Row] = []
    for site in sites_by_evidence(pen.ledger, pen.publication.region):
        owner = str(site.data.get("owner") or "")
        for step in pen.ledger.milestones.get(site.id, ()):
            rows.append(
                (
                    pen.ledger.label(site.id, pen.lang),
                    pen.ledger.label(owner, pen.lang) if owner in pen.ledger.entities else None,
                    pen.status(step.status),
                    day_cell(step.valid_on, pen.period(step.valid_on)),
                    day_cell(step.known_on, pen.period(step.known_on)),
                    pen.word(f"book.{'yes' if step.admitted else 'no'}"),
                    citer.cite([Ref(RefKind.CLAIM, step.claim)]),
                )
            )
    return rows


def _chain(pen: Pen, citer: Citer) -> list[Row]:
    """A row for each figure of each activity in each link, one for an activity without figures and for a bare link."""
    chain = pen.publication.chain
    rows: list[Row] = []
    for one in chain.links if chain is not None else ():
        head = (label("link", one.link, pen.lang), pen.word(f"book.{'yes' if one.core else 'no'}"))
        if not one.activities:
            stage = pen.word("chain.presence_told" if one.told else f"chain.presence_{one.presence.value}")
            source = citer.cite_documents(span.document for span in one.told)
            rows.append((*head, stage, *[None] * (len(CHAIN) - len(head) - 2), source))
        for activity in one.activities:
            figures: Sequence[Figure | None] = activity.figures or (None,)
            rows += [(*head, *_activity(pen, citer, activity, figure)) for figure in figures]
    return rows


def _activity(pen: Pen, citer: Citer, activity: Activity, figure: Figure | None) -> Row:
    about: Row = (None,) * 8
    documents = pen.ledger.material.documents
    refs = evidence_refs(pen, [one for one in activity.evidence if one not in documents])
    if figure is not None:
        fact = pen.ledger.facts[figure.fact]
        refs = [fact_ref(fact)]
        when = day_cell(fact.valid_on, pen.period(fact.valid_on))
        scope = perimeter(pen, fact) or None
        about = (pen.measure(fact.measure), scope, when, *_number(pen, Number.of(fact_quantity(fact))))
    return (
        None if activity.is_inferred else pen.word(f"chain.presence_{activity.presence.value}"),
        pen.ledger.label(activity.entity, pen.lang),
        day_cell(activity.since, pen.period(activity.since)),
        pen.word(f"book.basis_{activity.basis.value}"),
        *about,
        citer.cite(refs),
    )


def _score(pen: Pen, citer: Citer, row: Record) -> Row:
    state = str(row.get("state") or "")
    return (
        _index(pen, row),
        part_name(pen, row),
        unit_name(pen, row),
        day_cell(str(row["period"])),
        *(_figure(row.get(name)) for name in SCORED),
        tell_state(pen, str(row["index_id"]), state) or None,
        citer.cite_score(row),
    )


def _reading(pen: Pen, citer: Citer, row: Record) -> Row:
    refs = evidence_refs(pen, str(row.get("observations") or "").split())
    used = row.get("used") is not False
    return (
        _index(pen, row),
        part_name(pen, {**row, "code": row["indicator"]}),
        unit_name(pen, row),
        day_cell(str(row["period"])),
        _figure(row.get("value")),
        _unit(pen, row),
        *(_figure(row.get(name)) for name in ("low", "high", "coverage")),
        pen.word(f"book.{'yes' if used else 'no'}"),
        *(_code(pen, name, row.get(name)) for name in ("inference", "tier")),
        join_origins([name for name in str(row.get("origin") or "").split("; ") if name], pen.lang) or None,
        str(row.get("copy") or "") or None,
        pen.word(f"book.{'yes' if row.get('source_changed') else 'no'}"),
        str(row.get("source") or "") or None,
        day_cell(str(row.get("vintage") or "")),
        str(row.get("note") or "") or None,
        citer.cite(refs),
    )


def _unit(pen: Pen, row: Record) -> Cell:
    """The unit of a reading's indicator."""
    own = (one for one in pen.publication.indicators if one["index_id"] == row["index_id"])
    unit = next((str(one.get("unit") or "") for one in own if one["code"] == row["indicator"]), "")
    return name_unit(unit, pen.lang) or None


def _index(pen: Pen, row: Record) -> str:
    """The name of the index that a row is of."""
    own = (one for one in pen.publication.indicators if one["index_id"] == row["index_id"] and not one["parent"])
    root = next(own, None)
    return str(root[f"name_{pen.lang}"] or row["index_id"]) if root else str(row["index_id"])


def _code(pen: Pen, name: str, code: object) -> Cell:
    return pen.term(f"book.{name}", str(code)) if code else None


def _figure(value: object) -> Cell:
    return value if isinstance(value, int | float) else None
