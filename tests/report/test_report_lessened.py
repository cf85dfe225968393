"""The report counts of a plan what is left once a part of it was stopped, and says so; all figures are synthetic."""

from __future__ import annotations

from datetime import date

import pytest

from gigawatch.ledger import Ledger, Material, Stage, make_ledger
from gigawatch.model import Document
from gigawatch.report.block import Block, Section, Table
from gigawatch.report.figures import count_capacity
from gigawatch.report.pen import Pen
from gigawatch.report.publication import Publication
from gigawatch.report.section.project import compose_projects

TEXTS = (
    ("2023-01-05", "CATL plans a battery plant in Debrecen with an annual capacity of 30 GWh."),
    ("2024-05-10", "CATL has cancelled the second phase of its Debrecen plant, with 18 GWh."),
)


def ledger() -> Ledger:
    from gigawatch.claims import read_claims
    from gigawatch.resolve import resolve

    days = [(date.fromisoformat(day), text) for day, text in TEXTS]
    documents = {
        f"doc-{n}": Document(f"doc-{n}", "synthetic", str(n), text, "en", None, None, None, day, day)
        for n, (day, text) in enumerate(days)
    }
    claims = {claim.id: claim for document in documents.values() for claim in read_claims(document).claims}
    found = resolve(documents, claims.values(), ())
    return make_ledger(Material(documents, claims, {}, found.entities, found.mentions, found.judgements))


@pytest.mark.parametrize(
    ("lang", "left", "words"),
    [
        ("en", "12 GWh a year", "30 GWh a year as told, less 18 GWh a year of it that was stopped (10 May 2024)"),
        ("zh", "12 GWh/年", "所述30 GWh/年，减去其中已停止的18 GWh/年（2024年5月10日）"),
    ],
)
def test_the_report_tells_what_is_left_of_a_plan_and_what_was_taken_off(lang: str, left: str, words: str) -> None:
    names = {"name": "Debrecen", "name_zh": "德布勒森", "region": "Debrecen"}
    pen = Pen(Publication(ledger=ledger(), edition="edition-1", dated="2024-06-01", **names), lang)
    value = count_capacity(pen, Stage.PLANNED)
    assert value is not None
    assert value.text == left
    rows = [row for block in blocks_of(compose_projects(pen)) if isinstance(block, Table) for row in block.rows]
    told = ["".join(run.text for run in cell) for row in rows for cell in row]
    assert any(left in cell and words in cell for cell in told)


def blocks_of(section: Section) -> list[Block]:
    return [*section.blocks, *(block for inner in section.sections for block in blocks_of(inner))]
