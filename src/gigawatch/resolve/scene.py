"""What a whole document says of plants: whose they are and where, for the sentences that leave it out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gigawatch.claims.scope.stake import firm_held
from gigawatch.model import Claim, NarrativeClaim, QuantityClaim
from gigawatch.resolve.company import do_overlap
from gigawatch.resolve.organisation import Firms
from gigawatch.resolve.plant import home_of, lift_place
from gigawatch.resolve.signing_place import is_where_signed
from gigawatch.resolve.where import name_place
from gigawatch.vocab import organisations, places

SITED_MEASURES = ("capacity", "investment", "jobs", "area", "vehicles")
PLANT = re.compile(
    r"\b(?:project|plant|factory|base|facility|gigafactory|park|site)s?\b|项目|基地|工厂|产业园|厂区", re.IGNORECASE
)
MANY = re.compile(
    r"\b(?:plants|projects|factories|bases|facilities|gigafactories|parks|sites)\b|[两二三四五六七八九十多]\s?(?:个|座|家|大)",
    re.IGNORECASE,
)

SEVERAL = re.compile(  # plants counted together are at no one place
    r"[两三四五六七八九十](?:个|大|座|家)(?:[\u4e00-\u9fff]{0,4}?)(?:项目|基地|工厂|园区)"
    r"|\b(?:two|three|four|five|both)\s(?:[\w-]+\s){0,3}?(?:plants|bases|projects|factories|sites)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """Whose a claim's figure is and where, as names; from its own words, or from the rest of its document."""

    subject: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Scene:
    """The owners of plants in each document, and the places of each owner's plants there, as the texts name them."""

    owners: Mapping[str, frozenset[str]]
    spots: Mapping[tuple[str, str], frozenset[str]]

    def tell(self, claim: QuantityClaim, firms: Firms) -> Told:
        """Whose and where a figure is: as it says, else as its object names, else the document's only one."""
        subject, place = claim.subject, claim.place
        if claim.measure not in SITED_MEASURES or claim.unit == "%":
            return Told(subject, place)
        subject = subject or _owner_in(claim.object)
        is_part = bool(claim.phase) or PLANT.search(claim.object or "") is not None
        if subject is None and is_part:
            subject = _only(self.owners.get(claim.document))
        if place is None and subject is not None and is_part and SEVERAL.search(claim.object or "") is None:
            place = _place_in(claim.object) or self._spot(claim.document, subject, firms)
        if place is not None and subject is not None and is_part and not MANY.search(claim.object or ""):
            place = self._inside(claim.document, subject, place, firms)
        return Told(subject, place)

    def tell_event(self, claim: NarrativeClaim, firms: Firms) -> Told:
        """Whose and where a step of a project or phase is: as it says, else the one owner and spot of its document."""
        where = str(claim.data.get("place") or "") or None
        owner = next(iter(owners_of(claim)), None)
        if where is not None and owner is not None and self._is_only_signed_there(claim, owner, where, firms):
            return Told(owner, self._spot(claim.document, owner, firms))
        if not (claim.data.get("phase") or claim.data.get("project")):
            return Told(owner, where)
        owner = owner or _only(self.owners.get(claim.document))
        if where is None and owner is not None:
            where = self._spot(claim.document, owner, firms)
        return Told(owner, where)

    def _is_only_signed_there(self, claim: NarrativeClaim, owner: str, place: str, firms: Firms) -> bool:
        """True where the firm's plants that a document tells of all lie elsewhere than its agreement was signed."""
        if not is_where_signed(claim, place):
            return False
        firm, signed = firms.name(owner).entity, name_place(place).entity
        if firm is None or signed is None:
            return False
        spots = (name_place(spot).entity for spot in self.spots.get((claim.document, home_of(firm).id), ()))
        found = [spot.id for spot in spots if spot is not None]
        return bool(found) and not any(do_overlap(spot, signed.id) for spot in found)

    def _inside(self, document: str, subject: str, place: str, firms: Firms) -> str:
        """The one spot of an owner's plants in a document, for a figure of the plant told of the state around it."""
        wide = name_place(place).entity
        if wide is None or lift_place(wide) is not None:
            return place
        spot = self._spot(document, subject, firms)
        exact = name_place(spot).entity if spot else None
        is_inside = exact is not None and places().within(exact.id, wide.id)
        return spot if spot is not None and is_inside else place

    def _spot(self, document: str, subject: str, firms: Firms) -> str | None:
        firm = firms.name(subject).entity
        return _only(self.spots.get((document, home_of(firm).id))) if firm is not None else None


def read_scene(firms: Firms, claims: Iterable[Claim]) -> Scene:
    """The scene of every document."""
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    spots: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    signed: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for claim in claims:
        owner, where = _owner_and_place(claim)
        firm = firms.name(owner).entity if owner else None
        if firm is None or owner is None:
            continue
        home = home_of(firm).id
        owners[claim.document].setdefault(home, owner)
        spot = name_place(where).entity if where else None
        lifted = lift_place(spot) if spot is not None else None
        if where and lifted is not None:
            told = signed if is_where_signed(claim, where) else spots
            told[(claim.document, home)].setdefault(lifted.id, where)
    return Scene(
        {key: frozenset(names.values()) for key, names in owners.items()},
        {key: frozenset(names.values()) for key, names in (signed | spots).items()},
    )


def names_in(claim: Claim) -> Iterator[str]:
    """Every name in a claim that may be a firm's."""
    if isinstance(claim, QuantityClaim):
        yield from filter(None, (claim.subject, _owner_in(claim.object) if not claim.subject else None))
        yield from filter(None, (held_in(claim),))
    else:
        yield from owners_of(claim)


def held_in(claim: QuantityClaim) -> str | None:
    """The firm of which a claim tells that a part is held; None for other claims."""
    return firm_held(claim.object) if claim.measure == "share" and claim.unit == "%" else None


def owners_of(claim: NarrativeClaim) -> list[str]:
    """The organisations that an event names, the owner first."""
    owners = claim.data.get("organisations")
    return [str(owner) for owner in owners] if isinstance(owners, list) else []


def _owner_and_place(claim: Claim) -> tuple[str | None, str | None]:
    if isinstance(claim, QuantityClaim):
        return (claim.subject, claim.place) if claim.measure in SITED_MEASURES else (None, None)
    where = claim.data.get("place")
    return next(iter(owners_of(claim)), None), str(where) if where else None


def _owner_in(told: str | None) -> str | None:
    found = organisations().scan(told) if told else []
    return found[0].surface if found else None


def _place_in(told: str | None) -> str | None:
    found = places().scan(told, [(m.start, m.end) for m in organisations().scan(told)]) if told else []
    return found[0].surface if found else None


def _only(names: frozenset[str] | None) -> str | None:
    return next(iter(names)) if names and len(names) == 1 else None
