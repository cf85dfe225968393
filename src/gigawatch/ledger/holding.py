"""Who holds a firm, or the firm whose plant a thing is: the partners of a joint venture, with their shares.

Two shares of one partner that cannot both be right contradict each other where they are told of one time; told of times
apart, the later one holds and the earlier one was before it. The SQL view `holding` is written from here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from gigawatch.ledger.setting import tolerance
from gigawatch.model import Bound, Entity, EntityKind, Quantity, QuantityClaim, period_span
from gigawatch.quantity import interval_of

if TYPE_CHECKING:
    from gigawatch.ledger.material import Material

HELD = "held"
NONE: Mapping[str, tuple[Holder, ...]] = MappingProxyType({})
DATED = ("source", "told_on", "parting_on")


@dataclass(frozen=True, slots=True)
class Holder:
    """One partner: the organisation's id, its English and Chinese names, its share in per cent, the page that tells
    it and when that was published; None where no page does.

    `document` and `claim` are those of a workspace that tell the share, `bound` its hedge, `valid_on` the ISO period in
    which it held, where the source tells one. `is_contradicted` where sources give the partner different shares at one
    time, of which none is taken; `is_former` where a later source gives another one. `parting_on` is the day on which
    it was announced that the partners part. `is_inferred`: only the firm's name tells of it, as that of CATL Europe of
    CATL.
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
    valid_on: str | None = None
    is_contradicted: bool = False
    is_former: bool = False

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and last day of which the share is told: its own time, else that of its publication."""
        return period_span(self.valid_on or "") or period_span(self.told_on or "")

    def differs(self, other: Holder) -> bool:
        """True for another share of the same partner that cannot be right beside this one, hedges considered."""
        if self.organisation != other.organisation or self.share is None or other.share is None:
            return False
        mine, others = (interval_of(Quantity(one.share or 0.0, "%", one.bound)) for one in (self, other))
        return not mine.overlaps(others)

    def is_at_once_with(self, other: Holder) -> bool:
        """True where two shares are told of one time: of times of their own with a day in common, else published
        within `stake_days` of each other.
        """
        mine, others = self.days, other.days
        if mine is None or others is None:
            return True
        apart = max((others[0] - mine[1]).days, (mine[0] - others[1]).days, 0)
        return apart <= (0 if self.valid_on and other.valid_on else tolerance("stake_days"))


def list_holders(
    entities: Mapping[str, Entity], told: Mapping[str, tuple[Holder, ...]]
) -> Iterator[Mapping[str, object]]:
    """Every firm's partners as rows of the table `holder`, by firm."""
    for key in sorted(one.id for one in entities.values() if one.kind is EntityKind.ORGANISATION):
        for holder in holders_of(entities, key, told):
            values = asdict(holder)
            names, bound = values.pop("names"), values.pop("bound")
            told_names = {"holder_name": names["en"], "holder_name_zh": names["zh"]}
            yield {**values, "organisation": key, "holder": holder.organisation, "hedge": bound, **told_names}


def holders_of(
    entities: Mapping[str, Entity], thing: str, told: Mapping[str, tuple[Holder, ...]] = NONE
) -> tuple[Holder, ...]:
    """The partners of a firm, or of the firm whose plant a thing is, the largest share first and those of former times
    last; empty for none.

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
    """The partners that documents tell of firms, by firm: each share once, with the first claim that tells it, unless
    another one came between.

    Near-copies and what persons rejected tell nothing.
    """
    found: dict[str, list[Holder]] = defaultdict(list)
    last: dict[tuple[str, str], tuple[float | None, Bound | None]] = {}
    for holder, firm in sorted(_stakes(material), key=lambda pair: (_time(pair[0]), pair[0].claim or "")):
        amount = (holder.share, holder.bound)
        if last.get((firm, holder.organisation)) != amount:
            found[firm].append(holder)
        last[(firm, holder.organisation)] = amount
    return {firm: tuple(holders) for firm, holders in found.items()}


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
                document=document.id, claim=claim.id, bound=claim.qualifier, valid_on=claim.period,
            ),
            mention.entity,
        )  # fmt: skip


def _combine(shipped: Sequence[Holder], told: Sequence[Holder]) -> tuple[Holder, ...]:
    """Partners of the shipped list and of documents: one that both give is told once, with the document's claim."""
    exact = {(one.organisation, one.share): one for one in told if one.bound is None}
    firm = [_proven(one, exact.get((one.organisation, one.share))) for one in shipped if one.share is not None]
    given = {(one.organisation, one.share) for one in firm}
    left = [one for one in told if one.bound is not None or (one.organisation, one.share) not in given]
    named = {one.organisation for one in (*firm, *left)}
    parting = {one.organisation: one.parting_on for one in shipped if one.parting_on}
    dated = [replace(one, parting_on=one.parting_on or parting.get(one.organisation)) for one in (*firm, *left)]
    others = [one for one in shipped if one.share is None and one.organisation not in named]
    return (*sorted(_weigh(dated), key=_rank), *others)


def _weigh(holders: Sequence[Holder]) -> Iterator[Holder]:
    """Each share with whether another one of its partner contradicts it, or came after it."""
    for one in holders:
        rivals = [other for other in holders if one.differs(other)]
        at_once = any(map(one.is_at_once_with, rivals))
        is_former = not at_once and any(_time(one) < _time(other) for other in rivals)
        yield replace(one, is_contradicted=at_once, is_former=is_former)


def _rank(holder: Holder) -> tuple[object, ...]:
    return holder.is_former, -(holder.share or 0.0), holder.organisation, holder.told_on or ""


def _time(holder: Holder) -> date:
    """The last day of which a share is told; one of no day is the last of all."""
    days = holder.days
    return days[1] if days is not None else date.max


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
