"""The headline: where a whole stands by its own steps and by those of its parts."""

from __future__ import annotations

from collections.abc import Iterable

from gigawatch.ledger.status.milestone import Milestone, by_time
from gigawatch.ledger.status.standing import is_step
from gigawatch.ledger.status.step import stops
from gigawatch.vocab import statuses


def find_headline(own: Milestone | None, parts: Iterable[Milestone]) -> Milestone | None:
    """The step by which a whole stands; it is the part's where a part has come further. None where nothing is known.

    A whole stands where the furthest of itself and of its parts stands: one phase that runs makes a site that runs. A
    part that was put off or ended does not stop the others, and is the headline only where nothing else is known. The
    whole's own delay, suspension or end counts unless a part took a step since; what runs already is only stopped by a
    suspension or an end of the whole.
    """
    told = list(parts)
    going = [part for part in told if part.rank is not None]
    if own is not None and own.rank is None:
        going = [part for part in going if _goes_on(part, own)]
    elif own is not None:
        going.append(own)
    furthest = min(going, key=lambda m: (-(m.rank or 0), m is not own, *by_time(m)), default=None)
    return furthest or own or max(told, key=by_time, default=None)


def _goes_on(part: Milestone, halt: Milestone) -> bool:
    """True for a part that took its step after its whole was stopped, or that runs although the rest is put off."""
    runs = statuses()[part.status].is_built and halt.status not in stops().of_a_plant
    return runs or (is_step(part) and part.time > halt.time)
