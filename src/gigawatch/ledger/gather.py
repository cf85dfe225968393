"""Gathering: every quantity claim and table cell whose thing is known, as evidence that can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from gigawatch.ledger.aim import is_aimed_at
from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.former import find_fault
from gigawatch.ledger.lead import lead_copies
from gigawatch.ledger.material import Material
from gigawatch.ledger.mixture import state_of
from gigawatch.ledger.perimeter import Perimeter
from gigawatch.ledger.publication import (
    name_speaker,
    pages_of,
    publication_of,
    publication_of_cell,
    standing_of,
    words_of,
)
from gigawatch.ledger.scope import read_cell_perimeter, read_perimeter
from gigawatch.ledger.sentence import sentence_of
from gigawatch.ledger.untimely import is_untimely, tell_untimely
from gigawatch.model import Claim, Document, Entity, EntityKind, Observation, Quantity, QuantityClaim, plain_period
from gigawatch.model.beside import begin
from gigawatch.quantity import compared_in, interval_of, last_day, rescale

REPORTED, ANNOUNCED, SIGNED, PLANNED = "reported", "announced", "signed", "planned"
BEFORE = "before_opening"
SMALLEST = 1e-3  # of the unit of comparison: a car's 75 kWh is nobody's 0.000075 GWh
EVENT_TOTALS = ("projects", "investment", "contract_value")


def gather_evidence(material: Material) -> list[Evidence]:
    """Every statement as evidence; what has no thing stays in the claim table.

    What a person rejected is evidence that cannot win, so that it stays beside what did.
    """
    leaders = lead_copies(material)
    pages = pages_of(material.documents.values())
    items = [item for table in (material.claims, material.observations, material.rejected) for item in table.values()]
    middle = len(items) // 2
    others = begin(lambda: list(_gather(items[middle:], material, leaders, pages)), len(items))
    return [*_gather(items[:middle], material, leaders, pages), *others()]


def gather_portion(material: Material) -> list[Evidence]:
    """The same, in one process: for a portion of the material, in a process of many."""
    items = (item for table in (material.claims, material.observations, material.rejected) for item in table.values())
    return list(_gather(items, material, lead_copies(material), pages_of(material.documents.values())))


def _gather(
    items: Iterable[Claim | Observation],
    material: Material,
    leaders: Mapping[str, str],
    pages: Mapping[str, Document],
) -> Iterator[Evidence]:
    for item in items:
        thing = material.entity_of(item.id, "thing")
        if thing is not None and isinstance(item, QuantityClaim):
            yield _judged(_from_claim(item, thing, material, leaders), material)
        elif thing is not None and isinstance(item, Observation):
            yield _judged(_from_cell(item, thing, material, pages), material)


def _judged(evidence: Evidence, material: Material) -> Evidence:
    """The evidence with what persons decided on it, or out where its document is of a day that had not come.

    A rejected amount is no other wording of an amount that counts.
    """
    document = material.documents.get(evidence.document)
    if document is not None and is_untimely(document):
        return replace(evidence, rejected=tell_untimely(document), same_as=None)
    ruling = material.ruling(evidence.claim)
    if ruling is None:
        return evidence
    corrected = material.tell_corrections(evidence.claim)
    if ruling.is_rejected:
        return replace(evidence, rejected=ruling.judged, corrected=corrected, same_as=None)
    return replace(evidence, accepted=ruling.judged, corrected=corrected, mark=None, note=None)


def _from_claim(claim: QuantityClaim, thing: Entity, material: Material, leaders: Mapping[str, str]) -> Evidence:
    document = material.documents[claim.document]
    leader = leaders.get(claim.document)
    known_on = _day(document)
    place = material.entity_of(claim.id, "place")
    publication = publication_of(document)
    told_on = _edition(thing, claim.period) or (plain_period(claim.period) if claim.period else None)
    quantity = _comparable(claim.quantity)
    sentence = sentence_of(document.text, claim.start, claim.end)
    speaker = name_speaker(claim, sentence.text, publication)
    mark, note = find_fault(claim, sentence)
    return Evidence(
        claim=claim.id,
        document=claim.document,
        subject=thing.id,
        measure=claim.measure,
        quantity=quantity,
        interval=interval_of(quantity),
        valid_on=told_on or _month(_day(material.documents[leader]) if leader else known_on),
        valid_on_inferred=told_on is None,
        known_on=known_on,
        status=_event_status(thing, claim.measure, _state(claim, document, material)),
        perimeter=_before(read_perimeter(claim, thing, sentence), thing, known_on).code,
        place=place.id if place else None,
        standing=standing_of(publication, speaker),
        source=publication.name,
        kind=publication.kind,
        speaker=speaker,
        words=words_of(sentence.text),
        copy_of=leader,
        same_as=claim.same_as if claim.same_as in material.claims else None,
        mark=mark,
        note=note,
    )


def _state(claim: QuantityClaim, document: Document, material: Material) -> str | None:
    """The state that a person says, else what the words around the figure allow of the one that was read."""
    ruling = material.ruling(claim.id)
    is_said = ruling is not None and any(one.field == "status" for one in ruling.corrections)
    return claim.status if is_said else state_of(claim, document.text)


def _from_cell(cell: Observation, thing: Entity, material: Material, pages: Mapping[str, Document]) -> Evidence:
    quantity = _comparable(Quantity(cell.value, cell.unit, cell.qualifier, cell.high))
    place = material.entity_of(cell.id, "place")
    publication = publication_of_cell(cell, pages)
    known_on = _known_on(cell.vintage)
    return Evidence(
        claim=cell.id,
        document=cell.table,
        subject=thing.id,
        measure=cell.measure,
        quantity=quantity,
        interval=interval_of(quantity),
        valid_on=_edition(thing, cell.period) or plain_period(cell.period),
        known_on=known_on,
        status=_event_status(thing, cell.measure, PLANNED if is_aimed_at(cell) else REPORTED),
        perimeter=_before(read_cell_perimeter(cell, thing), thing, known_on).code,
        place=place.id if place else None,
        standing=publication.standing,
        source=publication.name,
        kind=publication.kind,
    )


def _comparable(quantity: Quantity) -> Quantity:
    """The quantity in the unit in which others of its kind are told; what is far too small for that keeps its own."""
    unit = compared_in(quantity.unit)
    if unit == quantity.unit:
        return quantity
    alike = rescale(quantity, unit)
    return alike if alike.value >= SMALLEST else quantity


def _edition(thing: Entity, period: str | None) -> str | None:
    """The year of an event's edition, for figures of that year; figures over several years keep their period."""
    year = str(thing.data.get("year") or "") if thing.kind is EntityKind.EVENT else ""
    return year if year and all(part.startswith(year) for part in (period or year).split("/")) else None


def _event_status(thing: Entity, measure: str, status: str | None) -> str | None:
    """Projects and money reported or announced of an event are what was signed there."""
    is_total = thing.kind is EntityKind.EVENT and measure in EVENT_TOTALS
    return SIGNED if is_total and status in (REPORTED, ANNOUNCED, SIGNED) else status


def _before(perimeter: Perimeter, thing: Entity, known_on: str | None) -> Perimeter:
    """What was published before an event opened is not of what was signed at it."""
    opened = thing.data.get("opened")
    return replace(perimeter, when=BEFORE) if opened and known_on and known_on < str(opened) else perimeter


def _day(document: Document) -> str | None:
    return document.published.isoformat() if document.published else None


def _month(day: str | None) -> str | None:
    return day[: len("2022-07")] if day else None


def _known_on(vintage: str | None) -> str | None:
    """The day on which a cell of this vintage was surely known: the end of a year or month."""
    day = last_day(vintage) if vintage else None
    return day.isoformat() if day else None
