"""Things by the name that a person gives: one rule wherever one is named, by a command, a question or the library.

An id or a whole name in either language comes first, then what the vocabulary knows by it, spoken of here or not, then
a part of a name. A part that several things hold means the one that holds the others, else it is refused with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gigawatch.ledger.near import hint_near, hint_region, list_some, names_of
from gigawatch.model import EntityKind, InputError
from gigawatch.vocab import organisations, places

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger

SHORT = 2  # a part of a name has at least so many characters
REGIONS = (EntityKind.PLACE, EntityKind.ORGANISATION)
WORDS = {EntityKind.PLACE: "place", EntityKind.ORGANISATION: "company"}
OPTIONS = {EntityKind.PLACE: "--region", EntityKind.ORGANISATION: "--company"}
LIST = "list them: gigawatch ledger"


def find_known(ledger: Ledger, name: str) -> frozenset[str]:
    """The things of a name or id, also as the vocabulary spells it; none where the ledger holds none."""
    found = ledger.find_entities(name.strip())
    known = (known_id(name, kind) for kind in REGIONS) if not found else ()
    return found or frozenset(one for one in known if one is not None and one in ledger.entities)


def find_partly(ledger: Ledger, part: str, kinds: Sequence[EntityKind] = ()) -> tuple[str, ...]:
    """The things (of some kinds) whose name holds a part, by id."""
    wanted = part.strip().casefold()
    if len(wanted) < SHORT:
        return ()
    entities = (one for one in ledger.entities.values() if not kinds or one.kind in kinds)
    return tuple(sorted(e.id for e in entities if any(wanted in told.casefold() for told in names_of(e))))


def settle_name(ledger: Ledger, name: str, kind: EntityKind | None = None) -> str:
    """The name or id to ask on with: as given where it is known, else the id of the thing whose name holds it.

    `kind` is what is most likely meant where only a part of a name is given. InputError, with the names near it, for a
    name that nobody knows, and with the candidates for a part that several hold.
    """
    if is_known(ledger, name):
        return name.strip()
    found = (find_partly(ledger, name, (kind,)) if kind else ()) or find_partly(ledger, name)
    if found:
        return one_of(ledger, found, name)
    raise InputError(f"no company, place, event or site {name!r} is known", hint=hint_near(ledger, name) or LIST)


def settle_region(ledger: Ledger, name: str, kinds: Sequence[EntityKind] = REGIONS) -> str:
    """The id of the one place or company (of the first kind that has it) that a name or id means, spoken of or not.

    InputError for a name of something else, of several things, or that nobody knows.
    """
    asked = name.strip()
    found = _whole_name(ledger, asked, kinds)
    other = None if found else next((kind for kind in REGIONS if _whole_name(ledger, asked, (kind,))), None)
    found = found or (() if other else find_partly(ledger, asked, kinds))
    if found:
        return one_of(ledger, found, asked)
    if other is not None:
        raise InputError(f"{asked!r} is a {WORDS[other]}", hint=f"ask with {OPTIONS[other]}")
    what = " or ".join(WORDS[kind] for kind in kinds)
    near = hint_region(ledger, asked, kinds) or "try its English or Chinese name"
    raise InputError(f"no {what} {asked!r} is known", hint=near)


def is_known(ledger: Ledger, name: str) -> bool:
    """True for an id or whole name that the ledger or the vocabulary has."""
    asked = name.strip()
    return bool(ledger.find_entities(asked)) or any(known_id(asked, kind) for kind in REGIONS)


def known_id(name: str, kind: EntityKind) -> str | None:
    """The id of the place or organisation that the vocabulary knows by a name or id."""
    asked = name.strip()
    table = organisations() if kind is EntityKind.ORGANISATION else places()
    found = (table.get(asked) or table.find(asked)) if asked else None
    return found.id if found is not None else None


def _whole_name(ledger: Ledger, name: str, kinds: Sequence[EntityKind]) -> tuple[str, ...]:
    """The things of an id or whole name: those of the first kind that the ledger has, else what the vocabulary has."""
    there = ledger.find_entities(name) if name else frozenset()
    by_kind = (tuple(sorted(one for one in there if ledger.entities[one].kind is kind)) for kind in kinds)
    known = ((one,) for kind in kinds if (one := known_id(name, kind)) is not None)
    return next(filter(None, by_kind), ()) or next(known, ())


def one_of(ledger: Ledger, found: Sequence[str], name: str) -> str:
    """The one of several things; the one that holds the others; else they are told."""
    whole = [one for one in found if all(other == one or other in ledger.within(one) for other in found)]
    if whole:
        return whole[0]
    told = list_some([f"{one} ({ledger.label(one)})" for one in found])
    raise InputError(f"{name!r} may be {len(found)} things: {told}", hint="give one of these ids")
