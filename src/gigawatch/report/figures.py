"""Figures of the chain and the outlook as values: a fact's own, or an interval computed from facts and constants."""

from __future__ import annotations

from collections.abc import Iterable

from gigawatch.chain import Figure, format_interval
from gigawatch.chain import total as add
from gigawatch.ledger import Stage
from gigawatch.ledger.part import Asked, Tally, tally
from gigawatch.model import Claim, Fact, Interval, Observation, QuantityClaim
from gigawatch.outlook import Edition, Term
from gigawatch.report.block import Ref, RefKind, Runs, Value
from gigawatch.report.datum import Number
from gigawatch.report.pen import Pen, fact_interval, fact_quantity, fact_ref
from gigawatch.report.reference import Library
from gigawatch.report.sentence import Slot


def tell_figure(pen: Pen, figure: Figure) -> Runs:
    """A figure as stated, with the values that contradict it."""
    return pen.brief(pen.ledger.facts[figure.fact])


def compute_interval(pen: Pen, key: str, interval: Interval, unit: str, inputs: Iterable[Ref], **slots: Slot) -> Value:
    """An interval worked out from other figures, as a text prints it."""
    told, datum = format_interval(interval, unit, pen.lang), Number.within(interval, unit)
    return pen.compute(key, told, list(inputs), datum, **slots)


def count_capacity(pen: Pen, stage: Stage) -> Value | None:
    """The battery capacity that the ledger counts of the thing of the report at a stage; None where it counts none."""
    region, is_company = pen.publication.region, pen.publication.scope.is_company
    place, owner = (None, region) if is_company else (region, None)
    if not pen.ledger.find_entities(region):
        return None
    asked = Asked(place=place, owner=owner, measure="capacity", unit="GWh/yr", stage=stage.value)
    return tell_tally(pen, tally(pen.ledger, asked), stage, region)


def tell_tally(pen: Pen, found: Tally, stage: Stage, thing: str) -> Value | None:
    """What the ledger counts of a thing at a stage: one value as stated, else a computed one; None of nothing.

    A sum has two terms; a plan of which a part was stopped is computed of what was told and what was stopped.
    """
    if len(found.counted) < 2 and not found.lessened:
        return pen.fact(found.counted[0]) if found.counted else None
    total = add(fact_interval(fact) for fact in found.counted)
    stopped = (fact_ref(one.fact) for less in found.lessened for one in less.stopped)
    key = f"project.{'less' if found.lessened else 'sum'}_{stage.value}"
    refs = [*map(fact_ref, found.counted), *stopped]
    return compute_interval(pen, key, total, "GWh/yr", refs, site=pen.ledger.label(thing, pen.lang))


def fact_refs(figures: Iterable[Figure]) -> list[Ref]:
    """The references to the facts of figures."""
    return [Ref(RefKind.FACT, figure.fact) for figure in figures]


def evidence_refs(pen: Pen, ids: Iterable[str]) -> list[Ref]:
    """The references to facts, claims and table cells by their ids."""
    library = Library(pen.publication, {})
    return [library.statement(one) for one in ids]


def tell_term(pen: Pen, edition: Edition, measure: str) -> Runs:
    """An edition's figure, with the values that contradict it; empty where it has none."""
    term = edition.projects if measure == "projects" else edition.investment
    if term is None:
        return ()
    others = contradicting(pen, edition, measure)
    if not others:
        return (term_value(pen, term),)
    return pen.say("common.also", value=term_value(pen, term), others=pen.series(others))


def contradicting(pen: Pen, edition: Edition, measure: str) -> list[Runs]:
    """What other sources say of an edition's figure instead, each value once."""
    others = [r.term for r in edition.rivals if r.measure == measure and r.relation == "contradicts"]
    values = {value.text: value for value in (term_value(pen, other) for other in others)}
    unit = pen.word(f"common.unit_{measure}") if measure == "projects" else ""
    return [pen.say("common.counted", value=value, unit=unit) for value in values.values()]


def term_value(pen: Pen, term: Term | None) -> Value:
    """A term's value; an edition that has none is not asked."""
    assert term is not None
    return pen.value(term.quantity, term_ref(pen, term))


def term_ref(pen: Pen, term: Term) -> Ref:
    """The reference to the fact that carries a term's value, one told in a sentence first; else to its statement."""
    of = pen.ledger.facts[term.fact]
    same = [f for f in pen.ledger.select(subject=of.subject, measure=of.measure, unit=of.unit) if _carries(f, term)]
    if same:
        best = min(same, key=lambda f: (isinstance(_kept(pen, f), Observation), f.known_on or "9999", f.id))
        return fact_ref(best)
    if (told := _sentence(pen, term)) is not None:
        return Ref(RefKind.CLAIM, told)
    is_cell = isinstance(pen.ledger.claim(term.claim), Observation)
    return Ref(RefKind.OBSERVATION if is_cell else RefKind.CLAIM, term.claim)


def _sentence(pen: Pen, term: Term) -> str | None:
    """The claim of a sentence that states a term's value, beside the cell that states it too."""
    found = [(one, pen.ledger.claim(one.claim)) for one in pen.ledger.candidates[term.fact]]
    same = (one.claim for one, said in found if isinstance(said, QuantityClaim) and said.quantity == term.quantity)
    return next(same, None)


def restatement(pen: Pen, term: Term) -> Value | None:
    """A term's amount in another currency, where the source that states it also converts it."""
    ref = term_ref(pen, term)
    kept = _kept(pen, pen.ledger.facts[ref.id]) if ref.kind is RefKind.FACT else pen.ledger.claim(term.claim)
    for claim in pen.ledger.material.claims.values():
        if isinstance(claim, QuantityClaim) and claim.same_as == kept.id:
            return pen.value(claim.quantity, Ref(RefKind.CLAIM, claim.id))
    return None


def _carries(fact: Fact, term: Term) -> bool:
    return fact_quantity(fact) == term.quantity


def _kept(pen: Pen, fact: Fact) -> Claim | Observation:
    return pen.ledger.claim(next(c.claim for c in pen.ledger.candidates[fact.id] if c.kept))
