"""What follows from a settled ledger as a whole, each found when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from gigawatch.ledger.bearing import Bearing
from gigawatch.ledger.holding import Holder, find_told
from gigawatch.ledger.lookup import Lookup
from gigawatch.ledger.part.again import said_again
from gigawatch.ledger.part.kin import Kin
from gigawatch.ledger.part.leaving import LeftOut
from gigawatch.ledger.part.lessened import Lessened, find_lessened
from gigawatch.ledger.part.superseded import find_superseded

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger


class Following:
    """Look-ups, relations and what stands no more of one ledger, which the ledger tells under its own names."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def find_all(self) -> None:
        """Find all of it, for who is to be asked many questions and may wait first."""
        self.bearing.find_all()
        _ = self.kin, self.stakes, self.said_again, self.superseded, self.lessened

    @cached_property
    def lookup(self) -> Lookup:
        """Look-ups by name, whole, thing and measure."""
        ledger, material = self._ledger, self._ledger.material
        return Lookup(ledger.entities, ledger.facts, material.observations, material.documents, ledger.called)

    @cached_property
    def bearing(self) -> Bearing:
        """What bears on each statement, step and thing."""
        return Bearing(self._ledger)

    @cached_property
    def kin(self) -> Kin:
        """What is a part of what."""
        return Kin(self._ledger.entities)

    @cached_property
    def stakes(self) -> Mapping[str, tuple[Holder, ...]]:
        """The partners that documents tell of firms, by firm."""
        return find_told(self._ledger.material)

    @cached_property
    def said_again(self) -> Mapping[str, LeftOut]:
        """Facts that say another one again, by id."""
        return said_again(self._ledger)

    @cached_property
    def superseded(self) -> Mapping[str, LeftOut]:
        """Values that stand no more, by fact."""
        return find_superseded(self._ledger)

    @cached_property
    def lessened(self) -> Mapping[str, Lessened]:
        """Planned values of which a part was stopped, by fact."""
        return find_lessened(self._ledger)
