"""Whether what a person judged can count in a fact: a claim bears on one only where it is known what it is of."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from gigawatch.ledger.review.field import correct_field
from gigawatch.ledger.untimely import is_untimely
from gigawatch.model import QuantityClaim, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gigawatch.ledger.material import Material
    from gigawatch.model import Judgement


class Lack(StrEnum):
    """Why an accepted or corrected claim will count in no fact: no thing it is of, or a document dated ahead."""

    THING = "no_thing"
    DAY = "untimely"


def find_lack(material: Material, judged: Iterable[Judgement]) -> Lack | None:
    """What keeps the claim of these judgements (accepted or corrected, all of one claim) out of every fact; else None.

    What a corrected claim is of is read anew from its document alone; where that gives no thing, one of the name that
    was given as its subject is taken for it.
    """
    made = [one for one in judged if one.verdict in (Verdict.ACCEPT, Verdict.CORRECT)]
    claims = (material.stated or material).claims
    claim = claims.get(made[0].left) if made else None
    if not isinstance(claim, QuantityClaim):
        return None
    if is_untimely(material.documents[claim.document]):
        return Lack.DAY
    known = material.claims.get(claim.id)
    before = known if isinstance(known, QuantityClaim) else claim
    changed = _corrected(before, made)
    has_thing = (
        material.entity_of(claim.id, "thing") is not None if changed == before else _has_thing(material, changed)
    )
    return None if has_thing else Lack.THING


def _corrected(claim: QuantityClaim, made: Iterable[Judgement]) -> QuantityClaim:
    told = {one.field: correct_field(claim, one.field, one.value) for one in made if one.field is not None}
    return replace(claim, **told)  # type: ignore[arg-type]  # each reader gives the type of its field


def _has_thing(material: Material, claim: QuantityClaim) -> bool:
    """True where the document alone, or the name that is told as the claim's subject, gives the claim a thing."""
    from gigawatch.resolve import Names, resolve

    document = material.documents[claim.document]
    others = (one for one in material.claims.values() if one.document == document.id and one.id != claim.id)
    found = resolve({document.id: document}, [*others, claim], ())
    if (claim.id, "thing") in found.mentions:
        return True
    known = Names.of(material.mentions.values(), material.entities)
    return claim.subject is not None and bool(known.find(claim.subject))
