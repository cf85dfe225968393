"""Claims of being first or largest: all are counted in the text, also where the table lists the first of them."""

from __future__ import annotations

import dataclasses

import pytest
from report_fixture import empty_publication

from gigawatch.model import Kind
from gigawatch.outlook import make_outlook
from gigawatch.outlook.superlative import find_superlatives
from gigawatch.report import Pen
from gigawatch.report.block import Paragraph, Table
from gigawatch.report.section.superlative import FEW_MORE, MOST_SUPERLATIVES, compose_superlatives

KINDS = "ABCDEFGHIJKLMNOP"


CLAIMED = {
    "en": (
        "zh",
        "全国最大的铜箔生产基地",
        "最大",
        "China",
        "Largest in China (copper foil); in Chinese: “全国最大的铜箔生产基地”",
    ),
    "zh": ("en", "the world's first copper foil plant", "first", "world", "全球首个（铜箔）；英文：“the world's first"),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_claim_in_the_other_language_is_told_in_the_reports_own_beside_its_words(desk, lang):
    spoken, words, quality, scope, told = CLAIMED[lang]
    desk.document("claim", f"Synthetic. CATL: {words}. Yibin.", "2023-06-28", lang=spoken)
    desk.tell(Kind.SUPERLATIVE, "claim", words, superlative=words, quality=quality, scope=scope, subject="CATL")
    ledger = desk.ledger()
    outlook = dataclasses.replace(make_outlook(ledger, "Yibin"), superlatives=find_superlatives(ledger))
    found = dataclasses.replace(empty_publication(), ledger=ledger, region="Yibin", outlook=outlook)
    (table,) = (one for one in compose_superlatives(Pen(found, lang)).blocks if isinstance(one, Table))
    assert "".join(run.text for run in table.rows[0][0]).startswith(told)


def compose(desk, count):
    for kind in KINDS[:count]:
        words = f"the largest plant of kind {kind}"
        desk.document(kind, f"Synthetic. CATL has {words} in Yibin.", "2023-06-28")
        desk.tell(Kind.SUPERLATIVE, kind, words, superlative=words, subject="CATL", scope="world")
    ledger = desk.ledger()
    outlook = dataclasses.replace(make_outlook(ledger, "Yibin"), superlatives=find_superlatives(ledger))
    found = dataclasses.replace(empty_publication(), ledger=ledger, region="Yibin", outlook=outlook)
    section = compose_superlatives(Pen(found, "en"))
    (text,) = (block for block in section.blocks if isinstance(block, Paragraph))
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    return "".join(run.text for run in text.runs), table


@pytest.mark.parametrize(("more", "note"), [(0, ""), (FEW_MORE, ""), (FEW_MORE + 1, "Not all of them are listed.")])
def test_the_text_counts_every_claim_and_the_table_says_where_it_lists_not_all(desk, more, note):
    text, table = compose(desk, MOST_SUPERLATIVES + more)
    assert f"make {MOST_SUPERLATIVES + more} claims" in text
    assert len(table.rows) == (MOST_SUPERLATIVES if note else MOST_SUPERLATIVES + more)
    assert "".join(run.text for run in table.note) == note


def test_a_subject_in_the_other_language_is_called_as_the_ledger_calls_it(desk):
    subject, words = "2022 World EV & ES Battery Conference", "the world's first event of its kind"
    desk.document("event", f"Synthetic. The {subject}, {words}, saw 48 projects signed.", "2022-07-25")
    desk.say("event", "48 projects", 48, "projects", measure="projects", status="signed", subject=subject)
    desk.tell(Kind.SUPERLATIVE, "event", words, superlative=words, subject=subject, scope="world")
    ledger = desk.ledger()
    outlook = dataclasses.replace(make_outlook(ledger, "Yibin"), superlatives=find_superlatives(ledger))
    found = dataclasses.replace(empty_publication(), ledger=ledger, region="Yibin", outlook=outlook)
    (table,) = (one for one in compose_superlatives(Pen(found, "zh")).blocks if isinstance(one, Table))
    assert "".join(run.text for run in table.rows[0][1]) == "2022世界动力电池大会"
