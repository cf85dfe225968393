"""The whole sample, reviewed: report, site and exports follow the judgements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from gigawatch.ledger import open_ledger
from gigawatch.ledger.review import Told, append_judgement, judge_claim, judge_pair
from gigawatch.model import QuantityClaim, Verdict
from gigawatch.run.build import Outcome
from gigawatch.run.table import table_rows
from gigawatch.run.workspace import open_workspace

LI = Told("Li Na", date(2026, 1, 1), "made up for this test")
PAIRS = ((Verdict.NOT_SAME, "CATL", "org-catl"), (Verdict.SAME, "CALB", "SVOLT"), (Verdict.UNSURE, "CATL", "CALB"))


def test_every_output_of_a_reviewed_workspace_is_built(sample_copy: Path, build: Callable[[Path], Outcome]) -> None:
    place = open_workspace(sample_copy)
    book = open_ledger(place.database)
    contested = [c for group in book.candidates.values() if len(group) > 1 for c in group if c.kept]
    cell = next(c.claim for group in book.candidates.values() for c in group if c.kept and c.claim.startswith("obs-"))
    fed = str(table_rows(place, "reading")[0]["observations"]).split()[0]
    owned = next(c for c in book.material.claims.values() if isinstance(c, QuantityClaim) and c.subject == "CATL")
    for claim in {contested[0].claim, cell, fed}:
        append_judgement(place.reviews, judge_claim(book.material, (), Verdict.REJECT, claim, None, LI))
    append_judgement(place.reviews, judge_claim(book.material, (), Verdict.CORRECT, owned.id, ("subject", "CALB"), LI))
    for verdict, *names in PAIRS:
        append_judgement(place.reviews, judge_pair(book.material, (), verdict, (names[0], names[1]), LI))

    outcome = build(sample_copy)

    assert [notice for notice in outcome.notices if notice.startswith("fault")] == []
    assert {"settle", "index", "report", "site", "export"} <= set(outcome.done)
    after = open_ledger(place.database)
    assert all(judgement.holds for judgement in after.material.review.judgements)
    assert fed not in " ".join(str(row["observations"]) for row in table_rows(place, "reading")).split()
    assert {contested[0].claim, cell, fed} == set(after.material.rejected)
    pages = "".join(path.read_text(encoding="utf-8") for path in (place.build / "site").rglob("*.html"))
    assert "Li Na" in pages
