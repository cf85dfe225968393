"""The material of the ledger as persons' judgements have it read: corrected, and without what was rejected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gigawatch.ledger.review.match import match_judgements
from gigawatch.ledger.review.ruling import Ruling, correct_claims, gather_rulings, refuse_impossible
from gigawatch.ledger.review.standing import judge_standing
from gigawatch.model import Claim, Document, Judgement, Observation


@dataclass(frozen=True, slots=True)
class Review:
    """Persons' judgements on one material: `judgements` with their force, the `rulings` in force by claim or cell."""

    judgements: tuple[Judgement, ...]
    rulings: Mapping[str, Ruling]

    def correct(self, claims: Mapping[str, Claim]) -> dict[str, Claim]:
        """Every claim, the corrected ones as corrected, the rejected ones among them."""
        return correct_claims(claims, {k: r for k, r in self.rulings.items() if r.corrections})

    def is_rejected(self, key: str) -> bool:
        """True for a claim or cell that counts for nothing."""
        ruling = self.rulings.get(key)
        return ruling is not None and ruling.is_rejected


NOTHING = Review((), {})


def review(
    judgements: Sequence[Judgement],
    documents: Mapping[str, Document],
    claims: Mapping[str, Claim],
    cells: Mapping[str, Observation],
) -> Review:
    """The log held against what is there: each judgement found again or reopened, and which of them count."""
    matched = match_judgements(judgements, documents, claims, cells)
    possible = refuse_impossible(matched, claims, cells)
    return stand(possible)


def stand(judgements: Sequence[Judgement], day: date | None = None) -> Review:
    """Which judgements count, of all or of those made by a day, their claims found already."""
    judged = judge_standing(judgements, day)
    return Review(tuple(judged), gather_rulings(judged))
