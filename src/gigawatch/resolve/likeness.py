"""How alike two described plants are: a score with the reasons for it, 0 where something tells them apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gigawatch.model import EntityKind, Quantity
from gigawatch.quantity import period_span
from gigawatch.resolve.amount import are_alike, same_money
from gigawatch.resolve.description import Description
from gigawatch.resolve.form import compare_forms
from gigawatch.resolve.meeting import compare_places, may_be_unmapped, may_share_place, same_corner, share_place
from gigawatch.resolve.trait import WHOLE, Trait
from gigawatch.vocab import organisations

FAR = 2.0
FAR_APART, FAR_FOR_OTHER_SIZE, FAR_FOR_OTHER_SUM = 24, 12, 6
SURE = 0.6
LITTLE = 0.01  # too little to join two, and yet no bar to their being in one group
PLACES = "other places"
DAY = 10  # characters of a date that tells its day
WEIGHT = {
    "owner": 0.3,
    "place": 0.3,
    "money": 0.25,
    "capacity": 0.2,
    "phase": 0.2,
    "link": 0.1,
    "date": 0.1,
    "form": 0.1,
    "partner": 0.1,
    "venture": 0.25,
    "day": 0.25,
}
AGAINST = {
    "money": 0.35,
    "capacity": 0.3,
    "date": 0.3,
    "place": 0.35,
    "expansion": 0.2,
    "phase": 0.12,
    "size": 0.1,
    "form": 0.4,
    "partner": 0.15,
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two descriptions speak of one plant (0 to 1), with the reasons in words."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A description with its traits."""

    description: Description
    trait: Trait


def compare_plants(one: Side, other: Side) -> Likeness:
    """The likeness of two plants of one kind."""
    apart = _told_apart(one, other)
    if apart is not None:
        return Likeness(LITTLE if apart == PLACES and may_be_unmapped(one.trait, other.trait) else 0.0, (apart,))
    owner, place = _owner(one.trait, other.trait), compare_places(one.trait, other.trait)
    if one.trait.kind is EntityKind.SITE:
        return Likeness(_site_score(one, other, owner, place), ("owner and place",))
    found = dict(_signs(one, other))
    if found["day"] and _is_first_of(one.trait, other.trait):
        found |= {name: None for name in ("money", "capacity", "size") if found[name] is False}
    score = WEIGHT["owner"] * owner + WEIGHT["place"] * place
    score += sum(WEIGHT[name] for name, sign in found.items() if sign)
    score -= sum(AGAINST.get(name, 0.0) for name, sign in found.items() if sign is False)
    against = [name for name, sign in found.items() if sign is False]
    if _are_two(found):
        return Likeness(0.0, tuple(f"another {name}" for name in against))
    reasons = tuple(f"{'the same' if sign else 'another'} {name}" for name, sign in found.items() if sign is not None)
    return Likeness(max(LITTLE, round(score, 3)), reasons)


def _site_score(one: Side, other: Side, owner: float, place: float) -> float:
    """Sure for one owner at one place, or at two near each other where a size speaks for one plant."""
    if place < 0.9 and not (one.trait.spot and other.trait.spot and agree_in_size(one, other)):
        return 0.4
    if owner == 1 or _are_one_party(one.trait.owners, other.trait.owners) or _are_one_circle(one.trait, other.trait):
        return 1.0
    return 1.0 if _may_share_owner(one, other) else 0.4


def _are_two(signs: dict[str, bool | None]) -> bool:
    """True where size or date tell two projects apart and nothing speaks for one."""
    against = {name for name, sign in signs.items() if sign is False}
    favour = {name for name in ("money", "capacity", "day") if signs.get(name)}
    if "size" in against and not favour:
        return True
    telling = against & {"money", "capacity", "date", "place", "expansion", "form", "partner"}
    if {"money", "date"} <= against and "capacity" not in favour:
        return True
    if "form" in against or {"capacity", "date"} <= against or ("partner" in against and "capacity" not in favour):
        return True
    return (len(telling) >= 2 and not favour) or ({"money", "capacity"} <= against and "day" not in favour)


def _told_apart(left: Side, right: Side) -> str | None:
    """What cannot be in one plant: other owners, other places, other phases or numbers, other products."""
    one, other = left.trait, right.trait
    if one.owners and other.owners and not _share_owner(one, other) and not _may_share_owner(left, right):
        return "other owners"
    if not share_place(one, other) and not (may_share_place(one, other) and agree_in_size(left, right)):
        return PLACES
    if bool(one.ordinals) != bool(other.ordinals) and one.kind is EntityKind.PHASE and not agree_in_size(left, right):
        return None if one.numbers or other.numbers else "only one of them is a phase"
    return _told_apart_by_part(left, right) if one.kind is not EntityKind.SITE else None


def _told_apart_by_part(left: Side, right: Side) -> str | None:
    """Other parts; what a list says a project makes is too coarse to part it from one of the very same sum."""
    one, other = left.trait, right.trait
    if one.ordinals and other.ordinals and one.ordinals != other.ordinals:
        return None if agree_in_size(left, right) and _begin_with_one_phase(one, other) else "other phases"
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return "other plants of a row"
    if one.district and other.district and one.district != other.district:
        return "other districts"
    has_one_sum = same_money(left.description, right.description) is True
    if one.links and other.links and not one.links & other.links and not has_one_sum:
        return None if WHOLE in one.links | other.links and one.kind is EntityKind.PHASE else "other products"
    return None


def _begin_with_one_phase(one: Trait, other: Trait) -> bool:
    """True for two projects counted from the same phase: what one text calls the first phase is two in another."""
    return one.kind is EntityKind.PROJECT and one.ordinals[0] == other.ordinals[0]


def _share_owner(one: Trait, other: Trait) -> bool:
    if _are_one_circle(one, other):
        return True
    if one.owners & other.owners:
        return one.kind is not EntityKind.SITE or _are_one_party(one.owners, other.owners)
    return bool(one.owners & other.related or other.owners & one.related)


def _may_share_owner(left: Side, right: Side) -> bool:
    """True for a venture and one of its partners alone where a size speaks for one plant, or names that begin alike."""
    one, other = left.trait, right.trait
    if one.owners <= other.holders or other.owners <= one.holders:
        return agree_in_size(left, right)
    is_new = any(organisations().get(owner) is None for owner in one.owners | other.owners)
    is_at_one = is_new and bool(one.spot) and one.spot == other.spot
    return is_at_one and _begin_alike(one.called, other.called) and compare_forms(one.forms, other.forms) is not False


def _begin_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """True where one owner's name is the beginning of the other's, in whole words: Cenntro and Cenntro Automotive."""
    if len(one) != 1 or len(other) != 1:
        return False
    shorter, longer = sorted((min(one), min(other)), key=len)
    return longer.startswith(f"{shorter} ")


def _are_one_circle(one: Trait, other: Trait) -> bool:
    """True where one text names as owners what another names as an owner and its partners."""
    circles = (one.owners | one.partners, other.owners | other.partners)
    return len(circles[0]) > 1 and circles[0] == circles[1]


def _are_one_party(one: frozenset[str], other: frozenset[str]) -> bool:
    """True for the same owners, or several of whom one text names fewer."""
    return one == other or (min(len(one), len(other)) > 1 and (one < other or other < one))


def _owner(one: Trait, other: Trait) -> float:
    if _are_one_circle(one, other):
        return 1.0
    if one.owners & other.owners:
        return 1.0 if one.owners == other.owners else 0.6
    return 0.7 if one.owners and other.owners else 0.4


def _signs(one: Side, other: Side) -> Iterator[tuple[str, bool | None]]:
    """What speaks for (True) or against (False) one plant; None where a side does not tell."""
    left, right = one.description, other.description
    money = same_money(left, right)
    yield "money", money
    capacity = are_alike(left.capacity, right.capacity)
    yield "capacity", capacity
    yield "phase", _same_phases(one.trait, other.trait)
    yield "link", True if one.trait.links & other.trait.links else None
    yield "form", compare_forms(one.trait.forms, other.trait.forms)
    yield "partner", _same_partners(one.trait, other.trait)
    yield "venture", True if _are_one_venture(one.trait, other.trait) else None
    yield "date", _near_dates(left.date, right.date, _far(money, capacity))
    yield "day", _same_day(one, other)
    yield "place", same_corner(one.trait, other.trait)
    yield "expansion", False if _is_addition(one.trait) != _is_addition(other.trait) else None
    yield "size", False if _are_far(left.investment, right.investment) else None


def _far(money: bool | None, capacity: bool | None) -> int:
    """How many months part two plans: fewer where their sizes differ already."""
    if money is False:
        return FAR_FOR_OTHER_SUM
    return FAR_FOR_OTHER_SIZE if capacity is False else FAR_APART


def _is_first_of(one: Trait, other: Trait) -> bool:
    """True where one of two plans is told by its first phase, and the other as a whole."""
    return {one.ordinals, other.ordinals} == {(1,), ()}


def _same_day(one: Side, other: Side) -> bool | None:
    """True for plans of one owner at one place that are tied to one and the same day."""
    day, spot = one.description.date, one.trait.spot
    is_same = bool(day) and len(day or "") == DAY and day == other.description.date
    if not is_same or spot is None or spot != other.trait.spot:
        return None
    is_first = _is_first_of(one.trait, other.trait)
    has_other_size = are_alike(one.description.capacity, other.description.capacity) is False
    return None if has_other_size and not is_first else True


def _is_addition(trait: Trait) -> bool:
    """True for an expansion, or a later plant of a row."""
    return trait.is_expansion or (bool(trait.numbers) and 1 not in trait.numbers and trait.kind is EntityKind.PROJECT)


def _are_far(one: Quantity | None, other: Quantity | None) -> bool:
    """True for two sums of one currency of which the one is more than twice the other."""
    if one is None or other is None or one.unit != other.unit:
        return False
    return max(one.value, other.value) > FAR * min(one.value, other.value)


def _same_phases(one: Trait, other: Trait) -> bool | None:
    """False where only one of two projects is told by its phases."""
    if one.ordinals and other.ordinals:
        return one.ordinals == other.ordinals
    told = one.ordinals or other.ordinals
    if told[:1] == (1,):
        return None
    return False if told else None


def agree_in_size(one: Side, other: Side) -> bool:
    """True where money or capacity speaks for one plant and neither against it."""
    left, right = one.description, other.description
    told = (same_money(left, right), are_alike(left.capacity, right.capacity))
    return True in told and False not in told


def _same_partners(one: Trait, other: Trait) -> bool | None:
    """False where each is told with other parties; None where one is told with none."""
    if not one.partners or not other.partners:
        return None
    if _are_one_circle(one, other):
        return True
    if one.owners == other.owners and one.partners | other.partners <= one.holders:
        return True
    return bool(one.partners & other.partners)


def _are_one_venture(one: Trait, other: Trait) -> bool:
    """True for the plants of one joint venture at one place, which is founded for a single one; a row has numbers."""
    is_alone = not (
        one.ordinals or other.ordinals or one.numbers or other.numbers or one.is_expansion or other.is_expansion
    )
    return is_alone and one.owners == other.owners and one.is_venture and bool(one.spot) and one.spot == other.spot


def _near_dates(one: str | None, other: str | None, far: int) -> bool | None:
    months = _months_between(one, other)
    if months is None:
        return None
    return True if months <= 2 else (False if months > far else None)


def _months_between(one: str | None, other: str | None) -> int | None:
    days = [span[0] for text in (one, other) if text and (span := period_span(text))]
    return None if len(days) < 2 else _months(days[0], days[1])


def _months(one: date, other: date) -> int:
    return abs((one.year - other.year) * 12 + one.month - other.month)
