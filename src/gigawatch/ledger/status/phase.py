"""Phases by their number: `二期`, `phase II` and `the second phase` are the same phase of one project."""

from __future__ import annotations

from gigawatch.model import Entity


def phases_of(thing: Entity) -> frozenset[int]:
    """The numbers of the phases that a thing is; empty where it is no phase, or one without a number."""
    from gigawatch.resolve.ordinal import read_ordinals

    listed = thing.data.get("ordinals")
    if isinstance(listed, list | tuple):
        return frozenset(int(number) for number in listed)
    names = (thing.name, *thing.names.values())
    return frozenset(number for name in names for number in read_ordinals(name))


def phases_named(name: str | None) -> frozenset[int]:
    """The numbers of the phases that a text names.

    >>> sorted(phases_named("Phase II")), sorted(phases_named("一、二期")), sorted(phases_named("the yard"))
    ([2], [1, 2], [])
    """
    from gigawatch.resolve.ordinal import read_ordinals

    return frozenset(read_ordinals(name or ""))
