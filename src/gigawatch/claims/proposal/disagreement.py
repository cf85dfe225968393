"""Where the grammar and a model read the same words differently: the claim stays, a person is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gigawatch.claims.proposal.acceptance import Accepted
from gigawatch.model import QuantityClaim, make_id
from gigawatch.vocab import normalise, organisations

FIELDS = ("measure", "status", "subject", "place", "period")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One field of one claim that a believed proposal fills otherwise. `claimed` stays the claim's until a person says
    otherwise; None means that the grammar found nothing to put there.

    `sentence` holds the words that decide, `start` and `end` are the claim's own. The id is made from the claim, the
    field and what was proposed, so the same question keeps its id in every run.
    """

    id: str
    document: str
    claim: str
    field: str
    claimed: str | None
    proposed: str
    surface: str
    start: int
    end: int
    sentence: str
    reader: str


def compare(accepted: Accepted, claim: QuantityClaim, reader: str) -> Iterator[Disagreement]:
    """The fields in which a believed proposal and the claim of the same span differ; silence is no opinion."""
    for field in FIELDS:
        claimed: str | None = getattr(claim, field)
        proposed: str | None = getattr(accepted.proposal, field)
        if proposed is not None and not _agree(field, claimed, proposed):
            yield Disagreement(
                id=make_id("disagreement", claim.id, field, proposed),
                document=claim.document,
                claim=claim.id,
                field=field,
                claimed=claimed,
                proposed=proposed,
                surface=claim.surface,
                start=claim.start,
                end=claim.end,
                sentence=accepted.figure.sentence.text,
                reader=reader,
            )


def _agree(field: str, claimed: str | None, proposed: str) -> bool:
    if claimed is None:
        return False
    if field in ("subject", "place"):
        return any(same_name(one, other) for one in claimed.split("; ") for other in proposed.split("; "))
    return claimed.removesuffix(" target") == proposed.removesuffix(" target")


def same_name(one: str, other: str) -> bool:
    """True for two writings of one name: one holds the other, or both are names of one organisation.

    >>> same_name("CATL", "宁德时代"), same_name("Yibin", "Yibin, Sichuan"), same_name("CATL", "BYD")
    (True, True, False)
    """
    first, second = normalise(one), normalise(other)
    if first in second or second in first:
        return True
    known = organisations().find(one)
    return known is not None and known is organisations().find(other)
