"""A claim that a model added: the value, hedge and words are the grammar's, what they are of is the model's."""

from __future__ import annotations

from gigawatch.claims.proposal.acceptance import Accepted, RefusedError
from gigawatch.claims.proposal.evidence import Evidence
from gigawatch.claims.proposal.proposal import Reason
from gigawatch.claims.trait import basis_of, multiple_of, phase_of, speaker_of
from gigawatch.claims.verify import verify_claim
from gigawatch.model import EvidenceError, QuantityClaim, make_id
from gigawatch.quantity import FoundQuantity
from gigawatch.vocab import fold

CONFIDENCE = 0.5  # below the lowest of the grammar's own
PER_YEAR = ("energy", "mass", "area", "count", "length")
STORED = ("MWh", "kWh", "Wh")


def add_claim(accepted: Accepted, evidence: Evidence, reader: str) -> QuantityClaim:
    """The new claim of a believed proposal; RefusedError unless its span holds its value."""
    claim = _make(accepted, evidence, reader)
    try:
        verify_claim(claim, evidence.document.text)
    except EvidenceError as error:
        raise RefusedError(Reason.OTHER_VALUE, error.what) from error
    return claim


def tells_again(one: QuantityClaim, other: QuantityClaim) -> bool:
    """True when two claims tell one value of one measure: the other half of a bilingual text says the same again."""
    return (one.measure, one.value, one.high, one.unit.removesuffix("/yr")) == (
        *(other.measure, other.value, other.high),
        other.unit.removesuffix("/yr"),
    )


def _make(accepted: Accepted, evidence: Evidence, reader: str) -> QuantityClaim:
    found, proposal, lang = accepted.figure.found, accepted.proposal, accepted.figure.lang
    sentence, document = accepted.figure.sentence, evidence.document
    folded = fold(sentence.text)
    begin, end = found.start - sentence.start, found.end - sentence.start
    unit, source = _unit(found, proposal.measure), document.sha256 or document.id
    return QuantityClaim(
        document=document.id,
        lang=lang,
        measure=proposal.measure,
        value=found.value,
        high=found.high,
        unit=unit,
        qualifier=found.bound,
        subject=proposal.subject,
        place=proposal.place,
        period=proposal.period,
        status=proposal.status,
        phase=phase_of(folded, (begin, end), lang),
        basis=basis_of(folded) if proposal.measure == "growth" else None,
        multiple=multiple_of(folded[:begin]) if found.dimension == "multiple" else None,
        speaker=speaker_of(sentence.text, lang),
        surface=found.surface,
        start=found.start,
        end=found.end,
        id=make_id("claim", source, found.start, found.end, proposal.measure, found.value, unit),
        confidence=CONFIDENCE,
        reader=reader,
    )


def _unit(found: FoundQuantity, measure: str) -> str:
    """The unit, per year where it is what a plant makes; a store's is not."""
    is_rate = measure == "capacity" and found.dimension in PER_YEAR and "/" not in found.unit
    return f"{found.unit}/yr" if is_rate and found.unit not in STORED else found.unit
