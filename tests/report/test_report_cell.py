"""Table cells on pages: tables, measures and subjects by the names that readers know, in both languages."""

from __future__ import annotations

import re

import pytest
from report_fixture import publication

from gigawatch.figures import mean_measure, name_table, packages
from gigawatch.model import Observation
from gigawatch.report.cell import cell_title_measure, name_subject
from gigawatch.report.pen import Pen
from gigawatch.report.reference import table_source
from gigawatch.report.title import title_table


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_shipped_table_has_a_name_of_its_own_in_the_language(lang: str) -> None:
    names = [name_table(table, lang) for table in packages()]
    assert len(set(names)) == len(names)
    assert not any(re.fullmatch(r"[a-z_]+", name) for name in names)
    if lang == "zh":
        assert all(re.search(r"[\u4e00-\u9fff]", name) for name in names)


def test_a_users_own_table_keeps_its_name() -> None:
    assert name_table("my_own", "zh") == "my_own"
    assert mean_measure("my_own", "anything", "zh") is None


def test_a_measure_that_the_vocabulary_does_not_list_is_told_by_its_meaning() -> None:
    assert mean_measure("enterprise_finance", "rd_staff", "zh") == "研发人员数"
    assert mean_measure("country_ev_iea", "ev_sales.cars.bev", "zh") == "销量（乘用车、纯电动）"
    assert mean_measure("country_ev_iea", "ev_sales.cars.bev", "en") == "Vehicles sold (cars, battery-electric)"


def test_a_source_in_a_table_is_called_by_the_tables_title() -> None:
    cell = Observation(
        id="obs-1", table="enterprise_finance", row=3, subject="CATL", measure="rd_staff", period="2023", value=5,
        unit="count", source="https://example.org/report", vintage="2024-03",
    )  # fmt: skip
    assert table_source(1, cell, "zh").title == "电池企业：营收、研发、产能、销量"
    assert table_source(1, cell, "en").title.startswith("Battery makers")


@pytest.mark.parametrize(("lang", "name"), [("en", "Mean of the year's rates, as the unit says"), ("zh", "年均汇率")])
def test_the_title_of_a_cell_names_its_measure_to_the_first_stop(lang: str, name: str) -> None:
    rate = Observation(
        id="obs-1", table="exchange_rate", row=3, subject="CNY", measure="exchange_rate_year_mean", period="2023",
        value=7.08, unit="CNY/USD", source="https://example.org/rates", vintage="2024-01",
    )  # fmt: skip
    told = cell_title_measure(Pen(publication(), lang), rate)
    assert told.startswith(name)
    assert not re.search(r"[.。:：;；]", told)


@pytest.mark.parametrize(
    ("subject", "name"), [("World", "全球"), ("Other countries", "其他国家"), ("Rest of world", "世界其他地区")]
)
def test_wholes_and_rests_are_told_in_the_language(subject: str, name: str) -> None:
    assert name_subject(subject, "zh") == name


@pytest.mark.parametrize("ending", ["csv", "tsv", "txt", "CSV"])
def test_an_own_table_is_called_so_whatever_its_ending(ending: str) -> None:
    assert title_table(f"tables/jobs.{ending}", "en") == "Own table “jobs”"
    assert title_table(f"tables/jobs.{ending}", "zh") == "自有数据表《jobs》"
