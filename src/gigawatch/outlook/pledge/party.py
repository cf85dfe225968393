"""Who signed: each signatory as named, and whom the name means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gigawatch.chain import find_region
from gigawatch.ledger import Ledger
from gigawatch.model import EntityKind, InputError
from gigawatch.vocab import PlaceKind, organisations, places

PLACE = "place"


@dataclass(frozen=True, slots=True)
class Party:
    """One signatory: `id` of the organisation or place that the name means (None: nobody knows it), its kind, the id
    of its country, and all that belongs to it.
    """

    name: str
    id: str | None
    kind: str | None
    country: str | None
    members: frozenset[str]

    def label(self, lang: str) -> str:
        """The signatory's name in a language; as the source writes it where nobody knows it."""
        known = organisations().get(self.id or "") or places().get(self.id or "")
        return known.label(lang) if known else self.name


def find_parties(ledger: Ledger, names: Sequence[str]) -> tuple[Party, ...]:
    """The signatories of a declaration, each once, in the order of the source."""
    found: dict[str, Party] = {}
    for name in names:
        party = _party(ledger, name)
        found.setdefault(party.id or party.name, party)
    return tuple(found.values())


def find_organisation(ledger: Ledger, name: str) -> str | None:
    """The id of an organisation by a name that a text gives it."""
    known = organisations().find(name)
    if known is not None:
        return known.id
    return next(
        (one for one in sorted(ledger.find_entities(name)) if ledger.entities[one].kind is EntityKind.ORGANISATION),
        None,
    )


def _party(ledger: Ledger, name: str) -> Party:
    organisation = find_organisation(ledger, name)
    if organisation is not None:
        known = organisations().get(organisation)
        country = _country(known.country if known else None)
        kind = known.kind.value if known else None
        return Party(name, organisation, kind, country, _members(ledger, organisation))
    place = places().find(name)
    if place is not None:
        return Party(name, place.id, PLACE, _country(place.country), frozenset({place.id}))
    return Party(name, None, None, None, frozenset())


def _members(ledger: Ledger, one: str) -> frozenset[str]:
    try:
        return find_region(ledger, one).members | {one}
    except InputError:
        return frozenset({one})


def _country(code: str | None) -> str | None:
    """The id of the country of a code."""
    if code is None:
        return None
    found = places().get(f"place-{code.casefold()}")
    return found.id if found is not None and found.kind is PlaceKind.COUNTRY else None
