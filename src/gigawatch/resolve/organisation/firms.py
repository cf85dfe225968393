"""All firms' names that were met, and the firm that each of them means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gigawatch.model import Entity, EntityKind, make_id
from gigawatch.resolve.naming import NOTHING, SURE, UNSURE, WEAK, Naming, fold, organisation_entity
from gigawatch.resolve.organisation.cluster import compare_all, gather
from gigawatch.resolve.organisation.compare import SHORT, Comparison
from gigawatch.resolve.organisation.firm import read_firm_name, words
from gigawatch.resolve.organisation.known import Known, name_known
from gigawatch.resolve.organisation.wording import is_firm_name, language_of, may_be_firm
from gigawatch.vocab import OrganisationRelation, places


@dataclass(frozen=True, slots=True)
class Near:
    """Two names that may be one firm's and are not joined for it: a question for a person."""

    one: str
    other: str
    comparison: Comparison


class Firms:
    """Firms by name: known ones, those named after a known one, and new ones, each new name joined with its like.

    `name` gives the firm of a surface given at the start; the order of the surfaces does not matter. `groups` are names
    of new firms met before, as they were joined then: where no new name comes, they stay as they are, else all are
    joined again.
    """

    def __init__(self, surfaces: Iterable[str], groups: Sequence[Collection[str]] = ()) -> None:
        unknown = {surface for group in groups for surface in group}
        known = {surface: name_known(surface) for surface in sorted({*surfaces} - unknown)}
        new = [s for s, found in known.items() if found.organisation is None and not found.holders and may_be_firm(s)]
        self.near: tuple[Near, ...] = ()
        self._namings = {surface: _of_known(surface, found) for surface, found in known.items()}
        self.groups = self._join(sorted({*new, *unknown})) if new else [frozenset(group) for group in groups]
        self._namings |= {surface: _new(surface, group) for group in self.groups for surface in group}

    def name(self, surface: str) -> Naming:
        """The firm that a name means, with the rule and the reason."""
        return self._namings.get(surface, NOTHING)

    def _join(self, surfaces: list[str]) -> list[frozenset[str]]:
        compared = compare_all(read_firm_name(surface) for surface in surfaces)
        pairs = [*((one, other, found.score) for (one, other), found in compared.items()), *_sole_forms(compared)]
        groups = gather(surfaces, pairs)
        self.near = tuple(
            Near(one, other, found) for (one, other), found in sorted(compared.items()) if UNSURE <= found.score < SURE
        )
        return groups


def name_group(group: frozenset[str]) -> Entity | None:
    """The firm that a group of joined names of new firms means."""
    return _new(min(group), group).entity


def _sole_forms(compared: Mapping[tuple[str, str], Comparison]) -> Iterator[tuple[str, str, float]]:
    """Short forms with one long form only, which therefore mean it; with two they mean neither."""
    longer: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for (one, other), found in compared.items():
        if found.score == SHORT:
            short, long = sorted((one, other), key=lambda name: len(read_firm_name(name).stem))
            longer[short][read_firm_name(long).stem] = long
    yield from ((short, next(iter(forms.values())), SURE) for short, forms in longer.items() if len(forms) == 1)


def _of_known(surface: str, known: Known) -> Naming:
    if known.organisation is not None:
        return Naming(organisation_entity(known.organisation), known.rule, known.score, known.reason)
    if known.holders:
        return Naming(_held(surface, known), known.rule, known.score, known.reason)
    return NOTHING


def _held(surface: str, known: Known) -> Entity:
    """A firm named after known ones: its id is made from them and from what its name adds, whatever the script."""
    rest = read_firm_name(known.rest)
    borne = rest.places | read_firm_name(surface).places
    own = tuple(token for token in rest.stem if token not in words()["generic_zh"] and not places().named(token))
    holders = sorted(holder.id for holder in known.holders)
    data = {"relation": _relation(holders, borne, own).value, "holders": holders, "country": _country(borne)}
    parent = holders[0] if len(holders) == 1 else None
    identity = make_id("org", *holders, *sorted(borne), *own)
    return Entity(identity, EntityKind.ORGANISATION, surface, {language_of(surface): surface}, parent, data)


def _relation(holders: list[str], borne: frozenset[str], own: tuple[str, ...]) -> OrganisationRelation:
    if len(holders) > 1:
        return OrganisationRelation.JOINT_VENTURE
    return OrganisationRelation.SITE_COMPANY if borne and not own else OrganisationRelation.SUBSIDIARY


def _country(borne: frozenset[str]) -> str | None:
    found = sorted(filter(None, (place.country for key in borne if (place := places().get(key)))))
    return found[0] if found else None


def _new(surface: str, group: frozenset[str]) -> Naming:
    """A firm that the vocabulary does not know, under all the names that were joined."""
    first = min(group, key=lambda name: (fold(name), name))
    told = min(group, key=lambda name: (len(name), name))
    names = {language_of(name): name for name in sorted(group, key=lambda name: (-len(name), name))}
    entity = Entity(make_id("org", fold(first)), EntityKind.ORGANISATION, told, names)
    if len(group) > 1:
        return Naming(entity, "rule:joined", SURE, f"one firm's names: {'; '.join(sorted(group))}")
    if is_firm_name(surface):
        return Naming(entity, "rule:new-firm", UNSURE, "a firm's name that the vocabulary does not know")
    return Naming(entity, "rule:new-name", WEAK, "a capitalised name that may be no firm's")
