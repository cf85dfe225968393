"""The ledger as it was known on the day of a statement: what is judged, is judged by nothing that came later."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from gigawatch.chain import ChainReport, find_chain
from gigawatch.ledger import Ledger
from gigawatch.model import GigawatchError, last_day

LARGE = 20_000  # claims above which a ledger is not settled again for each day, but cut


@dataclass(frozen=True, slots=True)
class Past:
    """A ledger by earlier days, each settled once: what a build of the documents known on that day gives.

    A ledger of more than 20,000 claims is cut instead: what was first published by the day counts, at the value that
    it has now (`is_cut`).
    """

    ledger: Ledger
    _days: dict[str, Ledger] = field(default_factory=dict, compare=False, repr=False)
    _chains: dict[tuple[str, str], ChainReport | None] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_cut(self) -> bool:
        """True where values are those of now."""
        return len(self.ledger.material.claims) > LARGE

    def on(self, day: str | None) -> Ledger:
        """The ledger as known on a day (ISO); for None as it is."""
        if day is None:
            return self.ledger
        if day not in self._days:
            then = date.fromisoformat(day)
            self._days[day] = cut_ledger(self.ledger, then) if self.is_cut else self.ledger.as_of(then)
        return self._days[day]

    def chain(self, name: str | None, day: str | None) -> ChainReport | None:
        """The chain of a company or place as known on a day; None where nobody knew it, or the name is of several."""
        if not name:
            return None
        key = (name, day or "")
        if key not in self._chains:
            self._chains[key] = _chain_of(self.on(day), name)
        return self._chains[key]


def cut_ledger(ledger: Ledger, day: date) -> Ledger:
    """The facts, steps and table cells of a ledger that were published by a day, as they are settled now."""
    iso = day.isoformat()
    cells = ledger.material.observations.items()
    known = {key: cell for key, cell in cells if cell.vintage and (last_day(cell.vintage) or date.max) <= day}
    steps = {
        thing: tuple(step for step in group if step.known_on and step.known_on <= iso)
        for thing, group in ledger.milestones.items()
    }
    return replace(
        ledger,
        material=replace(ledger.material, observations=known),
        facts={key: fact for key, fact in ledger.facts.items() if fact.known_on and fact.known_on <= iso},
        milestones={thing: group for thing, group in steps.items() if group},
    )


def _chain_of(ledger: Ledger, name: str) -> ChainReport | None:
    try:
        return find_chain(ledger, name)
    except GigawatchError:
        return None
