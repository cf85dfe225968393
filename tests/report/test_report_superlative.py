"""Claims of being first or largest: all are counted in the text, also where the table lists the first of them."""

from __future__ import annotations

import dataclasses

import pytest
from report_fixture import empty_publication

from gigawatch.model import Kind
from gigawatch.outlook import make_outlook
from gigawatch.report import Pen
from gigawatch.report.block import Paragraph, Table
from gigawatch.report.section.superlative import MOST_SUPERLATIVES, compose_superlatives

WORDS = "has the largest battery plant of the world"


def compose(desk, count):
    for number in range(count):
        desk.document(f"boast{number}", f"Synthetic. Yibin {WORDS}.", "2023-06-28")
        desk.tell(Kind.SUPERLATIVE, f"boast{number}", WORDS, superlative=WORDS, subject="Yibin")
    ledger = desk.ledger()
    found = dataclasses.replace(empty_publication(), ledger=ledger, outlook=make_outlook(ledger, "Yibin"))
    section = compose_superlatives(Pen(found, "en"))
    (text,) = (block for block in section.blocks if isinstance(block, Paragraph))
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    return "".join(run.text for run in text.runs), table


@pytest.mark.parametrize(("more", "note"), [(0, ""), (2, "Not all of them are listed.")])
def test_the_text_counts_every_claim_and_the_table_says_where_it_lists_not_all(desk, more, note):
    text, table = compose(desk, MOST_SUPERLATIVES + more)
    assert f"contain {MOST_SUPERLATIVES + more} claims" in text
    assert len(table.rows) == MOST_SUPERLATIVES
    assert "".join(run.text for run in table.note) == note
