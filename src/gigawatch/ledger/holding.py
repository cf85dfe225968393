"""Who holds a firm, or the firm whose plant a thing is: the partners of a joint venture, with their shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from gigawatch.model import Bound, Entity, QuantityClaim

if TYPE_CHECKING:
    from gigawatch.ledger.material import Material

HELD = "held"
NONE: Mapping[str, tuple[Holder, ...]] = MappingProxyType({})
DATED = ("source", "told_on", "parting_on")


@dataclass(frozen=True, slots=True)
class Holder:
    """One partner: the organisation's id, its English and Chinese names, its share in per cent, the page that tells
    it and when that was published; None where no page does.

    `document` and `claim` are those of a workspace that tell the share, `bound` its hedge; `is_contradicted` where
    sources give the partner different shares, of which none is taken. `parting_on` is the day on which it was
    announced that the partners part. `is_inferred`: only the firm's name tells of it, as that of CATL Europe of CATL.
    """

    organisation: str
    names: Mapping[str, str]
    share: float | None
    source: str | None
    told_on: str | None
    parting_on: str | None = None
    is_inferred: bool = False
    document: str | None = None
    claim: str | None = None
    bound: Bound | None = None
    is_contradicted: bool = False


def holders_of(
    entities: Mapping[str, Entity], thing: str, told: Mapping[str, tuple[Holder, ...]] = NONE
) -> tuple[Holder, ...]:
    """The partners of a firm, or of the firm whose plant a thing is, the largest share first; empty for none.

    `told` are those that a workspace's documents tell, by firm (`find_told`).
    """
    found = entities.get(thing)
    owner = entities.get(str(found.data.get("owner"))) if found is not None else None
    held = (owner or found) if found is not None else None
    if held is None:
        return ()
    listed = held.data.get("holders")
    shipped = tuple(_holder(entities, one) for one in listed) if isinstance(listed, list) else ()
    return _combine(shipped, told[held.id]) if held.id in told else shipped


def find_told(material: Material) -> Mapping[str, tuple[Holder, ...]]:
    """The partners that documents tell of firms, by firm: each share once, with the first claim that tells it.

    Near-copies and what persons rejected tell nothing.
    """
    found: dict[str, dict[tuple[str, float, str], Holder]] = defaultdict(dict)
    for holder, firm in sorted(_stakes(material), key=lambda pair: (pair[0].told_on or "9", pair[0].claim or "")):
        found[firm].setdefault((holder.organisation, holder.share or 0.0, holder.bound or ""), holder)
    return {firm: tuple(holders.values()) for firm, holders in found.items()}


def _stakes(material: Material) -> Iterator[tuple[Holder, str]]:
    for (key, role), mention in material.mentions.items():
        claim = material.claims.get(key) if role == HELD else None
        subject = material.entity_of(key, "subject")
        if not isinstance(claim, QuantityClaim) or subject is None or claim.document in material.copies:
            continue
        document = material.documents[claim.document]
        day = document.published.isoformat() if document.published else None
        names = {lang: subject.names.get(lang) or subject.name for lang in ("en", "zh")}
        yield (
            Holder(
                subject.id, names, claim.value, document.url, day,
                document=document.id, claim=claim.id, bound=claim.qualifier,
            ),
            mention.entity,
        )  # fmt: skip


def _combine(shipped: Sequence[Holder], told: Sequence[Holder]) -> tuple[Holder, ...]:
    """Partners of the shipped list and of documents: one that both give is told once, with the document's claim."""
    by_claim = {(one.organisation, one.share): one for one in told if one.bound is None}
    firm = [_proven(one, by_claim.pop((one.organisation, one.share), None)) for one in shipped if one.share is not None]
    left = [one for one in told if one.bound is not None or (one.organisation, one.share) in by_claim]
    named = {one.organisation for one in (*firm, *left)}
    shares: dict[str, set[tuple[float | None, Bound | None]]] = defaultdict(set)
    for one in (*firm, *left):
        shares[one.organisation].add((one.share, one.bound))
    parting = {one.organisation: one.parting_on for one in shipped if one.parting_on}
    told_all = [
        replace(
            one,
            is_contradicted=len(shares[one.organisation]) > 1,
            parting_on=one.parting_on or parting.get(one.organisation),
        )
        for one in (*firm, *left)
    ]
    others = [one for one in shipped if one.share is None and one.organisation not in named]
    return (*sorted(told_all, key=lambda one: (-(one.share or 0.0), one.organisation, one.told_on or "")), *others)


def _proven(shipped: Holder, told: Holder | None) -> Holder:
    return shipped if told is None else replace(shipped, document=told.document, claim=told.claim)


def _holder(entities: Mapping[str, Entity], told: Mapping[str, object]) -> Holder:
    key, share = str(told["organisation"]), told.get("share")
    entity = entities.get(key)
    names = entity.names if entity is not None else {}
    english = names.get("en") or str(told.get("name") or (entity.name if entity is not None else key))
    chinese = names.get("zh") or str(told.get("name_zh") or english)
    number = float(share) if isinstance(share, int | float) else None
    source, told_on, parting = (str(told[name]) if told.get(name) else None for name in DATED)
    return Holder(key, {"en": english, "zh": chinese}, number, source, told_on, parting, bool(told.get("is_inferred")))
