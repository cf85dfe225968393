"""What a fact, a statement, a score is called in one line: the titles of evidence entries and of list items."""

from __future__ import annotations

import re

from gigawatch.index.definition.reason import tell_reason
from gigawatch.ledger import parse_perimeter, tell_perimeter
from gigawatch.ledger.perimeter import name_counted_measure
from gigawatch.model import Fact, NarrativeClaim, Observation, QuantityClaim
from gigawatch.report.block import Ref, RefKind, Runs
from gigawatch.report.cell import cell_subject, cell_title_measure
from gigawatch.report.constant import tell_in_language
from gigawatch.report.names import capitalise
from gigawatch.report.pen import Pen, statement_quantity
from gigawatch.report.publication import Row
from gigawatch.report.reference import Library
from gigawatch.vocab import PlaceKind, organisations, places, tell_descriptor

LANDS = (PlaceKind.COUNTRY, PlaceKind.PROVINCE)
PHASE = re.compile(r"期|phase|stage", re.IGNORECASE)


def title_of_fact(pen: Pen, fact: Fact) -> str:
    """Whose value it is, of what, when and in which state."""
    status = pen.status(fact.status) if fact.status not in (None, "reported") else ""
    about = [
        pen.ledger.label(fact.subject, pen.lang),
        *name_value(pen, fact),
        pen.period(fact.valid_on),
        status,
    ]
    return (", " if pen.lang == "en" else "，").join(part for part in about if part)


def name_value(pen: Pen, fact: Fact) -> tuple[str, str]:
    """The name of a fact's measure and its scope in words: `Output value` for revenue that is counted so."""
    counted = name_counted_measure(fact.perimeter, pen.lang)
    return (capitalise(counted[0]), counted[1]) if counted else (pen.measure(fact.measure), perimeter(pen, fact))


def perimeter(pen: Pen, fact: Fact) -> str:
    """What a fact's value covers, in words: links, products, markets, or the scope as its source names it, in the
    language of the report where the vocabulary has it.
    """
    if not fact.perimeter:
        return ""
    typed = parse_perimeter(fact.perimeter)
    if typed.about is None or len(typed.told) > 1:
        return tell_perimeter(fact.perimeter, pen.lang)
    told = tell_descriptor(typed.about, pen.lang)
    if told != typed.about:
        return told  # no quotation: the words of the vocabulary, not those of the source
    kept = [candidate.claim for candidate in pen.ledger.candidates[fact.id] if candidate.kept]
    key = "common.phase" if PHASE.search(fact.perimeter) else "common.scope"
    return pen.word(pen.wording(key, *kept), scope=fact.perimeter)


def title_of_statement(pen: Pen, ref: Ref) -> str:
    """What a claim or table cell says, in one line."""
    found = pen.ledger.claim(ref.id)
    found = tell_in_language(found, pen.lang) if isinstance(found, Observation) else found
    quantity = statement_quantity(found)
    if isinstance(found, NarrativeClaim):
        return _title_of_narrative(pen, found)
    assert quantity is not None
    assert isinstance(found, Observation | QuantityClaim)
    comma = ", " if pen.lang == "en" else "，"
    value = pen.value(quantity, ref).text
    if isinstance(found, Observation):
        about = [cell_subject(found, pen.lang), cell_title_measure(pen, found), pen.period(found.period)]
    else:
        about = [_name_subject(pen, found), pen.measure(found.measure), pen.period(found.period)]
    return f"{comma.join(part for part in about if part)}{': ' if pen.lang == 'en' else '：'}{value}"


def _title_of_narrative(pen: Pen, claim: NarrativeClaim) -> str:
    """What a claim without a quantity is, of which thing, its status and its date, as far as they are known."""
    thing = pen.ledger.material.entity_of(claim.id, "thing")
    status, day = (str(claim.data.get(key) or "") for key in ("status", "date"))
    about = [pen.ledger.label(thing.id, pen.lang) if thing else "", pen.status(status), pen.period(day)]
    told = (", " if pen.lang == "en" else "，").join(part for part in about if part)
    kind = pen.word(f"page.claim_{claim.kind}")
    return f"{kind}{': ' if pen.lang == 'en' else '：'}{told}" if told else kind


def _name_subject(pen: Pen, claim: QuantityClaim) -> str:
    """Whose figure it is, as the source writes it; in another language by the name of the thing, where it has one."""
    thing = pen.ledger.material.entity_of(claim.id, "thing") if claim.lang != pen.lang else None
    return pen.ledger.label(thing.id, pen.lang) if thing is not None else claim.subject or ""


def title_of_score(pen: Pen, library: Library, ref: Ref) -> tuple[str, Runs]:
    """Whose score it is, and the score with its rank and interval in a sentence."""
    row = library.score(ref)
    title = pen.word(
        "index.score_title", unit=unit_name(pen, row), part=part_name(pen, row), period=pen.period(str(row["period"]))
    )
    if row["rank"] is None:
        state = tell_state(pen, str(row["index_id"]), str(row["state"] or ""))
        return title, pen.say("index.score_unranked", score=score_text(row["score"]), state=state)
    return title, pen.say(
        "index.score_told",
        score=score_text(row["score"]),
        rank=str(row["rank"]),
        low=rank_text(row["rank_low"]),
        high=rank_text(row["rank_high"]),
    )


def unit_name(pen: Pen, row: Row) -> str:
    """The name of a unit of the index in the report's language; as the index writes it where it is not known."""
    unit = str(row["unit"])
    if unit in pen.ledger.entities:
        return pen.ledger.label(unit, pen.lang)
    firm = organisations().find(unit)
    if firm is not None:
        return (firm.name_zh if pen.lang == "zh" else firm.name_en) or unit
    place = places().find(unit) if pen.lang == "zh" else None
    return place.name_zh or unit if place is not None and place.kind in LANDS else unit


def tell_state(pen: Pen, index: str, state: str) -> str:
    """A state of an index's tables, such as why a unit is not ranked, in the report's language."""
    own = (row for row in pen.publication.indicators if row["index_id"] == index)
    return tell_reason(state, pen.lang, {str(row["code"]): str(row[f"name_{pen.lang}"] or row["code"]) for row in own})


def part_name(pen: Pen, row: Row) -> str:
    """The name of the index or the part of it that a score is of."""
    code = str(row["code"])
    key = "name_zh" if pen.lang == "zh" else "name_en"
    named = (i for i in pen.publication.indicators if i["code"] == code and i["index_id"] == row["index_id"])
    found = next(named, None)
    return str(found[key] or code) if found else pen.word("index.whole")


def score_text(score: object) -> str:
    """A score as printed."""
    return "–" if not isinstance(score, int | float) else f"{score:.1f}"


def rank_text(rank: object) -> str:
    """A rank or the end of its interval as printed."""
    return "–" if not isinstance(rank, int | float) else f"{rank:.0f}"


def rank_range(low: object, high: object) -> str:
    """The interval of a rank as printed; one rank where its ends are the same."""
    first, last = rank_text(low), rank_text(high)
    return first if first == last else f"{first}–{last}"


def title_of(pen: Pen, library: Library, ref: Ref) -> str:
    """The one-line title of whatever a reference leads to, with its value."""
    if ref.kind is RefKind.FACT:
        fact = pen.ledger.facts[ref.id]
        return f"{title_of_fact(pen, fact)}{': ' if pen.lang == 'en' else '：'}{pen.fact(fact).text}"
    if ref.kind is RefKind.SCORE:
        row = library.score(ref)
        return f"{title_of_score(pen, library, ref)[0]}{': ' if pen.lang == 'en' else '：'}{score_text(row['score'])}"
    if ref.kind is RefKind.COMPUTATION:
        computation = library.computations[ref.id]
        return f"{computation.text}{': ' if pen.lang == 'en' else '：'}{computation.result}"
    return title_of_statement(pen, ref)
