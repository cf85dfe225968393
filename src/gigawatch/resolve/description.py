"""What one source says of a thing that tells it apart from others: its name, owner, place, phase, size and date."""

from __future__ import annotations

from dataclasses import dataclass

from gigawatch.model import EntityKind, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """One mention of a thing with the company it keeps in its source; everything but the kind and name may be unknown.

    `place` may be a chain of places, most specific first. `text` is the sentence that the name stands in. `published`
    and `date` are ISO dates; `partners` the other parties named with it.
    """

    id: str
    kind: EntityKind
    surface: str
    document: str = ""
    lang: str = "en"
    text: str = ""
    owner: str | None = None
    place: str | None = None
    phase: str | None = None
    object: str | None = None
    capacity: Quantity | None = None
    investment: Quantity | None = None
    date: str | None = None
    published: str | None = None
    partners: tuple[str, ...] = ()
