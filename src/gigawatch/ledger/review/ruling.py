"""What persons decided on one claim or table cell, taken together, and the claim as it reads when corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gigawatch.ledger.review.field import correct_field
from gigawatch.ledger.review.kind import ON_CLAIMS
from gigawatch.ledger.wording import Piece, Words, join, say
from gigawatch.model import Claim, Force, InputError, Judgement, NarrativeClaim, Observation, QuantityClaim, Verdict

NO_FIELD, TABLE = "no-field", "own-table"


@dataclass(frozen=True, slots=True)
class Ruling:
    """The judgements in force on one claim or cell; `standing` is the acceptance or rejection, where there is one."""

    standing: Judgement | None
    corrections: tuple[Judgement, ...] = ()

    @property
    def is_rejected(self) -> bool:
        """True when the claim counts for nothing."""
        return self.standing is not None and self.standing.verdict is Verdict.REJECT

    @property
    def judged(self) -> Words | None:
        """Who accepted or rejected the claim, when and why; None when nobody did."""
        return _sign(f"{self.standing.verdict.value}ed_by", self.standing) if self.standing else None

    def tell_corrections(self, stated: Claim | Observation | None) -> Words | None:
        """Who corrected what, from what, when and why; None when nobody did."""
        told = [_tell(one, stated) for one in self.corrections]
        return join(told, ";") if told else None


def gather_rulings(judgements: Iterable[Judgement]) -> dict[str, Ruling]:
    """The rulings in force by claim or cell."""
    groups: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        if judgement.holds and judgement.verdict in ON_CLAIMS:
            groups[judgement.left].append(judgement)
    return {claim: _ruling(group) for claim, group in groups.items()}


def correct_claim(claim: Claim, ruling: Ruling) -> Claim:
    """The claim with every corrected field as the person says it is; id, words and span stay the document's.

    What its field does not take, in a ledger that was built before it was refused, leaves the field as stated.
    """
    told = (one for one in ruling.corrections if _takes(claim, one))
    values = {one.field or "": correct_field(claim, one.field or "", one.value) for one in told}
    if isinstance(claim, QuantityClaim):
        return replace(claim, **values)  # type: ignore[arg-type]  # read by the field's own reader
    data = {key: value for key, value in {**claim.data, **values}.items() if value is not None}
    return replace(claim, data=data)


def refuse_impossible(
    judgements: Sequence[Judgement], claims: Mapping[str, Claim], cells: Mapping[str, Observation]
) -> list[Judgement]:
    """The judgements, those refused that correct what the claim has not: another kind's field, or a table's cell."""
    return [replace(j, force=Force.REFUSED, ground=g) if (g := _fault(j, claims, cells)) else j for j in judgements]


def correct_claims(claims: Mapping[str, Claim], rulings: Mapping[str, Ruling]) -> dict[str, Claim]:
    """Every claim, the corrected ones as corrected."""
    fresh = {key: correct_claim(claims[key], ruling) for key, ruling in rulings.items() if key in claims}
    return {**claims, **fresh}


def _fault(judgement: Judgement, claims: Mapping[str, Claim], cells: Mapping[str, Observation]) -> str | None:
    if judgement.verdict is not Verdict.CORRECT or not judgement.holds:
        return None
    if judgement.left in cells:
        return TABLE
    return None if _takes(claims[judgement.left], judgement) else NO_FIELD


def _takes(claim: Claim, correction: Judgement) -> bool:
    """True where the claim has the field of a correction, and the field takes its value."""
    try:
        correct_field(claim, correction.field or "", correction.value)
    except InputError:
        return False
    return True


def _ruling(group: Sequence[Judgement]) -> Ruling:
    standing = [j for j in group if j.verdict is not Verdict.CORRECT]
    corrections = {j.field: j for j in sorted(group, key=lambda j: j.id) if j.verdict is Verdict.CORRECT}
    ordered = tuple(corrections[field] for field in sorted(corrections, key=str))
    return Ruling(min(standing, key=lambda j: j.id, default=None), ordered)


def _tell(judgement: Judgement, stated: Claim | Observation | None) -> Words:
    field = judgement.field or ""
    source = stated.data if isinstance(stated, NarrativeClaim) else {field: getattr(stated, field, None)}
    was, now = source.get(field), judgement.value
    before = say("nothing") if was is None else str(was)
    return _sign("corrected_by", judgement, field=field, was=before, now=say("nothing") if now is None else now)


def _sign(key: str, judgement: Judgement, **pieces: Piece) -> Words:
    return say(key, by=judgement.by, on=str(judgement.on), why=judgement.reason, **pieces)
