"""Evidence: one claim or table cell, with the thing, time, state and perimeter that it speaks of made comparable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gigawatch.ledger.material import Material
from gigawatch.ledger.mixture import state_of
from gigawatch.ledger.wording import Words
from gigawatch.model import Document, Entity, EntityKind, Interval, Observation, Quantity, QuantityClaim
from gigawatch.quantity import interval_of, last_day
from gigawatch.vocab import find_links, ledger_status, publishers

REPORTED, ANNOUNCED, SIGNED = "reported", "announced", "signed"
OF_SOMETHING = ("share", "growth", "other")
WHOLE = "cell"  # power batteries: what this ledger is about, so no part of it
BEFORE = "before it opened"
EVENT_TOTALS = ("projects", "investment", "contract_value")
SCOPED = ("capacity", "investment", "production", "projects", "jobs", "area")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One statement of a value: `claim` is the id of the claim or observation, `document` of its document or table.

    `source` is the publication: the address, where there is one, so that a document and a cell taken from the same
    page are one source. `support` counts the independent sources that state this same value. `rejected`, `accepted` and
    `corrected` tell what a person decided on it: who, when and why.
    """

    claim: str
    document: str
    subject: str
    measure: str
    quantity: Quantity
    interval: Interval
    valid_on: str | None
    known_on: str | None
    status: str | None
    perimeter: str | None
    place: str | None
    standing: float
    source: str
    copy_of: str | None = None
    same_as: str | None = None
    support: int = 1
    rejected: Words | None = None
    accepted: Words | None = None
    corrected: Words | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What this is a value of: statements with the same key can agree or conflict."""
        known = ledger_status(self.status or "")
        status = known.code if known else self.status
        parts = (self.subject, self.measure, self.quantity.unit, self.valid_on, status, self.perimeter)
        return tuple(part or "" for part in parts)


def gather_evidence(material: Material) -> Iterator[Evidence]:
    """Every quantity claim and table cell whose thing is known, as evidence; the rest stays in the claim table.

    What a person rejected is evidence that cannot win, so that it stays beside what did.
    """
    for table in (material.claims, material.observations, material.rejected):
        for item in table.values():
            thing = material.entity_of(item.id, "thing")
            if thing is not None and isinstance(item, QuantityClaim):
                yield _judged(_from_claim(item, thing, material), material)
            elif thing is not None and isinstance(item, Observation):
                yield _judged(_from_cell(item, thing, material), material)


def _judged(evidence: Evidence, material: Material) -> Evidence:
    """The evidence with what persons decided on it; a rejected amount is no other wording of an amount that counts."""
    ruling = material.ruling(evidence.claim)
    if ruling is None:
        return evidence
    corrected = material.tell_corrections(evidence.claim)
    if ruling.is_rejected:
        return replace(evidence, rejected=ruling.judged, corrected=corrected, same_as=None)
    return replace(evidence, accepted=ruling.judged, corrected=corrected)


def _from_claim(claim: QuantityClaim, thing: Entity, material: Material) -> Evidence:
    document = material.documents[claim.document]
    known_on = document.published.isoformat() if document.published else None
    place = material.entity_of(claim.id, "place")
    return Evidence(
        claim=claim.id,
        document=claim.document,
        subject=thing.id,
        measure=claim.measure,
        quantity=claim.quantity,
        interval=interval_of(claim.quantity),
        valid_on=_edition(thing, claim.period) or claim.period or (known_on[:7] if known_on else None),
        known_on=known_on,
        status=_event_status(thing, claim.measure, state_of(claim, document.text)),
        perimeter=_before(thing, known_on) or _perimeter(claim, thing),
        place=place.id if place else None,
        standing=_standing(document),
        source=document.url or document.id,
        copy_of=material.copies.get(claim.document),
        same_as=claim.same_as if claim.same_as in material.claims else None,
    )


def _from_cell(cell: Observation, thing: Entity, material: Material) -> Evidence:
    quantity = Quantity(cell.value, cell.unit, cell.qualifier, cell.high)
    place = material.entity_of(cell.id, "place")
    return Evidence(
        claim=cell.id,
        document=cell.table,
        subject=thing.id,
        measure=cell.measure,
        quantity=quantity,
        interval=interval_of(quantity),
        valid_on=_edition(thing, cell.period) or cell.period,
        known_on=_known_on(cell.vintage),
        status=_event_status(thing, cell.measure, REPORTED),
        perimeter=_before(thing, _known_on(cell.vintage)) or _cell_perimeter(cell, thing),
        place=place.id if place else None,
        standing=publishers().standing(cell.source or ""),
        source=cell.source or cell.table,
    )


def _edition(thing: Entity, period: str | None) -> str | None:
    """The year of an event's edition, for figures of that year; figures over several years keep their period."""
    year = str(thing.data.get("year") or "") if thing.kind is EntityKind.EVENT else ""
    return year if year and all(part.startswith(year) for part in (period or year).split("/")) else None


def _event_status(thing: Entity, measure: str, status: str | None) -> str | None:
    """Projects and money reported or announced of an event are what was signed there."""
    is_total = thing.kind is EntityKind.EVENT and measure in EVENT_TOTALS
    return SIGNED if is_total and status in (REPORTED, ANNOUNCED, SIGNED) else status


def _before(thing: Entity, known_on: str | None) -> str | None:
    """What was published before an event opened is not of what was signed at it."""
    opened = thing.data.get("opened")
    return BEFORE if opened and known_on and known_on < str(opened) else None


def _perimeter(claim: QuantityClaim, thing: Entity) -> str | None:
    """What the value covers: the phase it names, else the chain link of its object, else the whole thing.

    A share is of something, a growth is something's: their object is what sets two of them apart.
    """
    if claim.phase and thing.kind is not EntityKind.PHASE:
        return claim.phase
    if claim.measure in OF_SOMETHING:
        return claim.object
    if thing.kind is EntityKind.EVENT or claim.measure not in SCOPED or not claim.object:
        return None
    codes = [mention.code for mention in find_links(claim.object, claim.lang)]
    return next((code for code in codes if code != WHOLE), None)


def _cell_perimeter(cell: Observation, thing: Entity) -> str | None:
    """What a cell's subject says of its scope after the name: `..., projects in Yibin` is a part of the whole."""
    name, _, scope = cell.subject.partition(", ")
    return scope or None if thing.kind is EntityKind.EVENT and name else None


def _standing(document: Document) -> float:
    return publishers().standing(document.publisher or document.url or "")


def _known_on(vintage: str | None) -> str | None:
    """The day on which a cell of this vintage was surely known: the end of a year or month."""
    day = last_day(vintage) if vintage else None
    return day.isoformat() if day else None
