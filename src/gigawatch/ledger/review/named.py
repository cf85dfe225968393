"""Names that a person sets a field to: known ones, ones that are near a known one, and new ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from gigawatch.model import InputError
from gigawatch.vocab.near import ALIKE, CLOSE, hint, near_organisations, near_places, pick_near

if TYPE_CHECKING:
    from gigawatch.ledger.material import Material

PLACE = "place"
_CHINESE = re.compile(r"[\u2e80-\U0010ffff]")
NAMED = ("subject", PLACE, "organisations", "parties")


def find_new(material: Material, field: str, value: str, *, is_sure: bool = False) -> tuple[str, ...]:
    """The names of a correction that nothing here and nothing in the vocabulary bears.

    InputError, with the names near it, for one that may be a slip of a known name, unless the person is sure of it.
    """
    if field not in NAMED:
        return ()
    from gigawatch.ledger.naming import REGIONS, known_id
    from gigawatch.ledger.review.pair import names_here
    from gigawatch.resolve.naming import fold

    here = {fold(told): told for told in names_here(material)}
    new = []
    for name in _names(field, value):
        if name in material.entities or fold(name) in here or any(known_id(name, kind) for kind in REGIONS):
            continue
        least = ALIKE if _CHINESE.match(name) else CLOSE  # one character of a short Chinese name is much of it
        near = pick_near(name, here.values(), least) or (near_places if field == PLACE else near_organisations)(name)
        if near and not is_sure:
            told = f"{hint(near)}; write one of these, or add --new where another name is meant"
            raise InputError(f"nothing here is called {name!r}", hint=told)
        new.append(name)
    return tuple(new)


def _names(field: str, value: str) -> Iterator[str]:
    parts = [value] if field in ("subject", PLACE) else value.replace("；", ";").split(";")
    yield from (part.strip() for part in parts if part.strip() not in ("", "-"))
