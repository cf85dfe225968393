from __future__ import annotations

from datetime import date

import pytest
from told import kinds, standings, told

from gigawatch.ledger import Ledger
from gigawatch.model import Check, NarrativeClaim, Severity

ZHUHAI = (
    "2022-03-02",
    "Sunwoda signed an agreement in Zhuhai in March 2022 to invest 12 billion yuan in a 30 GWh battery plant.",
)
YICHANG = (
    "2022-09-21",
    "Sunwoda signed an agreement in Yichang in September 2022 to invest 12 billion yuan in a 30 GWh battery plant.",
)
NANCHANG = (
    "2021-09-02",
    "Sunwoda signed an agreement in Nanchang in August 2021 to invest 20 billion yuan in a 50 GWh battery plant.",
)
ZHUHAI_ZH = ("2022-03-02", "2022年3月，欣旺达与珠海市政府签约，投资120亿元建设30GWh动力电池生产基地。")
YICHANG_ZH = ("2022-09-21", "2022年9月，欣旺达与宜昌市政府签约，投资120亿元建设30GWh动力电池生产基地。")
NANCHANG_ZH = ("2021-09-02", "2021年8月，欣旺达与南昌市政府签约，投资200亿元建设50GWh动力电池生产基地。")


def ambiguous(book: Ledger) -> list[Check]:
    return [check for checks in book.findings.values() for check in checks if check.kind == "ambiguous"]


@pytest.mark.parametrize(
    ("signed", "ended"),
    [
        ((ZHUHAI, YICHANG, NANCHANG), "Sunwoda terminated its 30 GWh battery base, the company said."),
        ((ZHUHAI_ZH, YICHANG_ZH, NANCHANG_ZH), "欣旺达宣布终止30GWh动力电池生产基地项目。"),
    ],
)
def test_an_end_that_fits_two_projects_changes_neither_and_ranks_both(
    signed: tuple[tuple[str, str], ...], ended: str
) -> None:
    book = told(*signed, ("2024-05-01", ended))
    (check,) = ambiguous(book)
    assert check.severity is Severity.WARNING
    claim = book.claim(check.about)
    assert isinstance(claim, NarrativeClaim)
    assert claim.data["type"] == "cancellation"
    assert check.about in check.evidence
    assert all(place in check.text for place in ("Zhuhai", "Yichang"))
    assert "Nanchang" not in check.text
    assert "the capacity agrees" in check.text
    assert "产能相符" in check.text_zh
    assert set(standings(book).values()) == {"signed"}


@pytest.mark.parametrize(
    ("signed", "ended", "site"),
    [
        ((ZHUHAI, NANCHANG), "Sunwoda terminated its 30 GWh battery base, the company said.", "Sunwoda, Zhuhai"),
        ((ZHUHAI, YICHANG), "Sunwoda cancelled its battery plant in Yichang.", "Sunwoda, Yichang"),
        ((ZHUHAI_ZH, NANCHANG_ZH), "欣旺达宣布终止50GWh动力电池生产基地项目。", "Sunwoda, Nanchang"),
        ((ZHUHAI, NANCHANG), "Sunwoda has delayed its 50 GWh battery plant.", "Sunwoda, Nanchang"),
    ],
)
def test_a_stop_that_fits_one_project_is_that_project_s(
    signed: tuple[tuple[str, str], ...], ended: str, site: str
) -> None:
    book = told(*signed, ("2024-05-01", ended))
    stopped = [name for name, status in standings(book).items() if status in ("cancelled", "delayed")]
    assert stopped == [site]
    assert not ambiguous(book)


def test_the_project_of_which_more_agrees_is_named_as_the_likeliest() -> None:
    unsized = ("2022-09-21", "Sunwoda signed an agreement in Yichang in September 2022 to build a battery plant.")
    book = told(ZHUHAI, unsized, ("2024-05-01", "Sunwoda terminated its 30 GWh battery base, the company said."))
    (check,) = ambiguous(book)
    assert check.suggestion == "likeliest: Sunwoda, Zhuhai"
    assert check.suggestion_zh == "最可能为：欣旺达（珠海市）"
    assert "its capacity is not known" in check.text


def test_a_project_first_spoken_of_after_the_end_is_no_candidate() -> None:
    book = told(ZHUHAI, YICHANG, ("2022-06-01", "Sunwoda terminated its 30 GWh battery base, the company said."))
    assert standings(book)["Sunwoda, Zhuhai"] == "cancelled"
    assert standings(book)["Sunwoda, Yichang"] == "signed"


@pytest.mark.parametrize(
    ("signed", "ended"),
    [
        ((ZHUHAI, YICHANG, NANCHANG), "Sunwoda cancelled all three battery plants."),
        ((ZHUHAI, YICHANG, NANCHANG), "Sunwoda cancelled its Zhuhai, Yichang and Nanchang battery plants."),
        ((ZHUHAI_ZH, YICHANG_ZH, NANCHANG_ZH), "欣旺达宣布终止珠海、宜昌、南昌三个动力电池项目。"),
        ((ZHUHAI_ZH, YICHANG_ZH, NANCHANG_ZH), "欣旺达宣布终止全部三个动力电池项目。"),
    ],
)
def test_the_end_of_all_of_an_owner_s_plants_is_the_end_of_each(
    signed: tuple[tuple[str, str], ...], ended: str
) -> None:
    book = told(*signed, ("2024-05-01", ended))
    assert standings(book) == dict.fromkeys(("Sunwoda, Zhuhai", "Sunwoda, Yichang", "Sunwoda, Nanchang"), "cancelled")


def test_all_of_two_plants_does_not_end_three() -> None:
    book = told(ZHUHAI, YICHANG, NANCHANG, ("2024-05-01", "Sunwoda cancelled both battery plants."))
    assert set(standings(book).values()) == {"signed"}
    assert len(ambiguous(book)) == 1


def test_an_end_that_is_denied_asks_nothing() -> None:
    book = told(ZHUHAI, YICHANG, ("2024-05-01", "Sunwoda denied that it had terminated its 30 GWh battery base."))
    assert not ambiguous(book)
    assert set(standings(book).values()) == {"signed"}


def test_another_firm_s_end_touches_nothing() -> None:
    book = told(ZHUHAI, ("2024-05-01", "SVOLT terminated its 30 GWh battery base, the company said."))
    assert standings(book) == {"Sunwoda, Zhuhai": "signed"}
    assert kinds(book) == []


def test_what_was_known_on_a_day_decides_which_projects_fit() -> None:
    book = told(ZHUHAI, YICHANG, ("2024-05-01", "Sunwoda terminated its 30 GWh battery base, the company said."))
    assert ambiguous(book)
    assert not ambiguous(book.as_of(date(2024, 4, 30)))


def test_a_phase_named_is_the_phase_that_is_stopped() -> None:
    book = told(
        ("2022-07-01", "Phase one of CALB's Xiamen plant started production on June 30, 2022."),
        ("2023-03-01", "Phase two of CALB's Xiamen plant is under construction."),
        ("2024-03-01", "CALB suspended construction of phase two of its Xiamen plant."),
    )
    assert standings(book) == {"CALB Xiamen, Xiamen, phase 1": "operating", "CALB Xiamen, Xiamen, phase 2": "suspended"}
