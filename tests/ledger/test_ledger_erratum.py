"""Printed corrections: what a publisher takes back loses, in its old item too; every text is made up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from case_book import book_of
from told import document_of

from gigawatch.ledger import Ledger
from gigawatch.model import Document, Relation

OLD_EN = "CALB is building the first phase of its plant in Sines, which will cost 3 billion euros."
OLD_ZH = "中创新航将在葡萄牙锡尼什建设电池工厂，总投资30亿欧元。"
REASON = "corrected by its own publisher"


def item(day: str, text: str, publisher: str) -> Document:
    return replace(document_of(day, text), publisher=publisher)


def losers(book: Ledger, value: float) -> list[tuple[Relation | None, str]]:
    return [(c.relation, c.reason) for found in book.candidates.values() for c in found if c.value == value]


def values(book: Ledger) -> list[float]:
    return [fact.value for fact in book.facts.values() if fact.measure == "investment"]


@pytest.mark.parametrize(
    ("old", "correction"),
    [
        (
            OLD_EN,
            "Correction: In our item of 4 May we said that the first phase of CALB's plant in Sines would cost 3"
            " billion euros. The first phase of CALB's plant in Sines will cost 2.4 billion euros.",
        ),
        (
            OLD_EN,
            "An earlier version of this article wrongly stated that the first phase of CALB's plant in Sines would cost"
            " 3 billion euros. The first phase of CALB's plant in Sines will cost 2.4 billion euros.",
        ),
        (
            OLD_EN,
            "Correction: The first phase of CALB's plant in Sines will cost 2.4 billion euros, not 3 billion euros as"
            " we reported.",
        ),
        (OLD_ZH, "更正：本报此前报道中创新航将在葡萄牙锡尼什建设的电池工厂总投资为30亿欧元，应为24亿欧元。"),
        (OLD_ZH, "勘误：中创新航将在葡萄牙锡尼什建设的电池工厂总投资应为24亿欧元，原文误作30亿欧元。"),
    ],
)
def test_a_corrected_figure_loses_to_the_new_one_in_the_old_item_too(old: str, correction: str) -> None:
    documents = (item("2025-05-04", old, "Lisbon Courier"), item("2025-05-06", correction, "Lisbon Courier"))
    for book in (book_of(documents), book_of(documents[::-1])):
        assert values(book) == [2.4e9]
        assert losers(book, 3e9) == [(Relation.STALE, REASON)] * 2
        assert all(check.kind != "conflict" for checks in book.findings.values() for check in checks)


def test_a_publisher_corrects_itself_only() -> None:
    correction = (
        "Correction: In our item of 4 May we said that the first phase of CALB's plant in Sines would cost 3 billion"
        " euros. The first phase of CALB's plant in Sines will cost 2.4 billion euros."
    )
    documents = (item("2025-05-04", OLD_EN, "Porto Gazette"), item("2025-05-06", correction, "Lisbon Courier"))
    book = book_of(documents)
    assert sorted(values(book)) == [2.4e9, 3e9]
    assert [relation for relation, _ in losers(book, 3e9)].count(Relation.STALE) == 1


def test_what_a_firm_said_before_is_no_correction_of_the_paper() -> None:
    text = "We said in May that the plant of CALB in Sines would cost 3 billion euros."
    book = book_of((item("2025-05-04", text, "CALB"),))
    assert all(reason != REASON for _, reason in losers(book, 3e9))


@pytest.mark.parametrize(
    "text",
    [
        "CALB plans a 15 GWh plant in Sines, Portugal, with an investment of 2 billion euros. By the end of March CALB"
        " had spent 90 million euros on its plant in Sines.",
        "中创新航计划在葡萄牙锡尼什建设15GWh电池工厂，总投资20亿欧元。截至3月底中创新航锡尼什工厂已投入9000万欧元。",
    ],
)
def test_money_spent_so_far_is_a_part_and_no_slip_is_suggested(text: str) -> None:
    book = book_of((item("2026-04-15", text, "Lisbon Courier"),))
    spent = next(fact for fact in book.facts.values() if fact.value == 9e7)
    assert (spent.status, spent.perimeter) == ("reported", "part=spent")
    assert all(check.kind != "intensity" for checks in book.findings.values() for check in checks)
    assert all(
        step.claim not in {c.claim for c in book.candidates[spent.id]} for m in book.milestones.values() for step in m
    )


@pytest.mark.parametrize(
    ("stopped", "resumed"),
    [
        (
            "CALB suspended its battery plant project in Sines in March 2025.",
            "CALB resumed its battery plant project in Sines in May 2026.",
        ),
        (
            "CALB suspended its battery plant project in Sines in March 2025.",
            "CALB has resumed its battery plant project in Sines.",
        ),
        ("中创新航2025年3月暂停锡尼什电池工厂项目。", "中创新航2026年5月重启锡尼什电池工厂项目。"),
    ],
)
def test_a_project_taken_up_again_stands_where_it_stood_before_the_stop(stopped: str, resumed: str) -> None:
    begun = "CALB broke ground on its battery plant in Sines in January 2025."
    told = [("2025-01-20", begun), ("2025-03-20", stopped), ("2026-05-20", resumed)]
    documents = tuple(item(day, text, "Lisbon Courier") for day, text in told)
    before, after = book_of(documents[:2]), book_of(documents)
    assert {step.status for t in before.milestones if (step := before.status(t))} == {"suspended"}
    assert {step.status for t in after.milestones if (step := after.status(t))} == {"under_construction"}
