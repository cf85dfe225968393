"""Every check of the settled facts, run one after the other, and what each of them is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from gigawatch.ledger.check.ahead import find_ahead
from gigawatch.ledger.check.ambiguous import find_ambiguous
from gigawatch.ledger.check.conflict import find_conflicts
from gigawatch.ledger.check.copy import find_repeats
from gigawatch.ledger.check.derived import find_derived
from gigawatch.ledger.check.differ import find_differing
from gigawatch.ledger.check.double import find_doubles
from gigawatch.ledger.check.excess import find_excesses
from gigawatch.ledger.check.fall import find_falls
from gigawatch.ledger.check.gap import find_gaps
from gigawatch.ledger.check.growth import find_growths
from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.check.intensity import find_intensities
from gigawatch.ledger.check.magnitude import find_larger_parts, find_magnitudes, find_powers
from gigawatch.ledger.check.measure import find_measures
from gigawatch.ledger.check.mixed import find_larger, find_mixed, find_mixtures
from gigawatch.ledger.check.order import find_disorders
from gigawatch.ledger.check.rank import find_ranks
from gigawatch.ledger.check.rate import find_rates
from gigawatch.ledger.check.resigned import find_resigned
from gigawatch.ledger.check.restated import find_restated
from gigawatch.ledger.check.scope import find_own_scopes, find_scopes
from gigawatch.ledger.check.share import find_shares
from gigawatch.ledger.check.stale import find_stale
from gigawatch.ledger.check.sum import find_sums
from gigawatch.ledger.check.superseded import find_revised
from gigawatch.ledger.check.untimely import find_untimely
from gigawatch.ledger.material import Material
from gigawatch.ledger.settle import Settled
from gigawatch.ledger.status import History
from gigawatch.model import Check
from gigawatch.model.beside import begin

__all__ = ["CHECKS", "Inquiry", "find_checks", "make_check"]

Finder = Callable[[Inquiry], Iterable[Check]]
BY_FIGURE: Mapping[str, Finder] = {
    "fall": find_falls,
    "growth": find_growths,
    "intensity": find_intensities,
    "magnitude": find_magnitudes,
    "mixed": find_mixed,
    "share": find_shares,
    "rate": find_rates,
}
BY_THING: Mapping[str, Finder] = {
    "ahead": find_ahead,
    "ambiguous": find_ambiguous,
    "conflict": find_conflicts,
    "copy": find_repeats,
    "derived": find_derived,
    "differ": find_differing,
    "excess": find_excesses,
    "double": find_doubles,
    "gap": find_gaps,
    "measure": find_measures,
    "rank": find_ranks,
    "restated": find_restated,
    "scope": find_scopes,
    "stale": find_stale,
    "resigned": find_resigned,
    "status": find_disorders,
    "sum": find_sums,
    "superseded": find_revised,
    "untimely": find_untimely,
}
CHECKS: Mapping[str, Finder] = {**BY_FIGURE, **BY_THING}
# How the checks part where a ledger is settled in portions. What is told once of many documents (share, growth, rank)
# is found page by page too, and put together then.
ON_PAGES: Mapping[str, Finder] = {
    "magnitude": find_larger_parts,
    "mixed": find_mixtures,
    "rate": find_rates,
    "untimely": find_untimely,
}
ON_STEPS: Mapping[str, Finder] = {
    "ahead": find_ahead,
    "ambiguous": find_ambiguous,
    "resigned": find_resigned,
    "status": find_disorders,
}
ON_SUMS: Mapping[str, Finder] = {"double": find_doubles, "gap": find_gaps, "sum": find_sums}
ON_THINGS: Mapping[str, Finder] = {
    "conflict": find_conflicts,
    "copy": find_repeats,
    "derived": find_derived,
    "differ": find_differing,
    "double": find_doubles,
    "excess": find_excesses,
    "fall": find_falls,
    "intensity": find_intensities,
    "magnitude": find_powers,
    "measure": find_measures,
    "mixed": find_larger,
    "restated": find_restated,
    "scope": find_own_scopes,
    "stale": find_stale,
    "superseded": find_revised,
}


def find_checks(settled: Sequence[Settled], material: Material, told: History | None = None) -> list[Check]:
    """Every finding, in a stable order, each once; `told` is the history of the material, where it is known.

    Those by figure are found in a process beside those by thing: the two share next to nothing.
    """
    inquiry = Inquiry(settled, material, told)
    by_figure = begin(lambda: _run(BY_FIGURE, inquiry), len(inquiry.by_claim))
    by_thing = _run(BY_THING, inquiry)
    return sorted(by_thing | by_figure(), key=_order)


def _order(check: Check) -> tuple[object, ...]:
    """Every field, what a finding is about first: two findings that differ in any of them have one order."""
    told = (check.about, check.kind, check.text, check.text_zh, check.severity.value, check.evidence)
    return (*told, check.suggestion or "", check.suggestion_zh or "")


def _run(finders: Mapping[str, Finder], inquiry: Inquiry) -> set[Check]:
    return {check for find in finders.values() for check in find(inquiry)}
