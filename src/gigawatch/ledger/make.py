"""Making the ledger: everything in the material settled, checked and dated."""

from __future__ import annotations

from gigawatch.ledger.align import align
from gigawatch.ledger.book import Ledger
from gigawatch.ledger.check import find_checks
from gigawatch.ledger.gather import gather_evidence
from gigawatch.ledger.grouping import group_by, group_milestones
from gigawatch.ledger.material import Material
from gigawatch.ledger.settle import settle
from gigawatch.ledger.status import find_history
from gigawatch.model.beside import begin


def make_ledger(material: Material) -> Ledger:
    """Settle everything in the material: facts, candidates, findings and milestones."""
    gathered = gather_evidence(material)
    told = begin(lambda: find_history(material), len(gathered))
    settled, sources = settle(align(gathered, material))
    history = told()
    findings = find_checks(settled, material, history)
    return Ledger(
        material,
        {item.fact.id: item.fact for item in settled},
        {item.fact.id: item.candidates for item in settled},
        group_by(findings, [check.about for check in findings]),
        group_milestones(history.milestones),
        sources.standings,
        sources.counts,
    )
