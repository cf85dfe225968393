"""What a check is given: the settled facts and the material they came from, grouped once for all checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.material import Material
from gigawatch.ledger.settle import Settled
from gigawatch.ledger.status import History, find_history
from gigawatch.ledger.wording import Words
from gigawatch.model import Check, Entity, Severity


@dataclass(frozen=True)
class Inquiry:
    """The settled facts under inquiry, with indexes that a check may use instead of a search of its own."""

    settled: Sequence[Settled]
    material: Material
    told: History | None = None

    @cached_property
    def history(self) -> History:
        """The steps of every thing and the stops left open."""
        return self.told if self.told is not None else find_history(self.material)

    @property
    def entities(self) -> Mapping[str, Entity]:
        """Every thing by id."""
        return self.material.entities

    @cached_property
    def by_claim(self) -> Mapping[str, tuple[Settled, Evidence]]:
        """The settled fact and the statement of each claim or cell."""
        return {evidence.claim: (item, evidence) for item in self.settled for evidence in item.evidence}

    @cached_property
    def by_subject(self) -> Mapping[str, Sequence[Settled]]:
        """The settled facts of each thing."""
        groups: dict[str, list[Settled]] = defaultdict(list)
        for item in self.settled:
            groups[item.fact.subject].append(item)
        return groups


def make_check(
    about: str,
    kind: str,
    severity: Severity,
    words: Words,
    evidence: Iterable[str] = (),
    suggestion: Words | None = None,
) -> Check:
    """A finding from its words; the claims it rests on are kept in the order of their ids."""
    claims = tuple(sorted(set(evidence)))
    if suggestion is None:
        return Check(about, kind, severity, words.en, words.zh, claims)
    return Check(about, kind, severity, words.en, words.zh, claims, suggestion.en, suggestion.zh)
