"""How wide a figure is taken, which of several is taken, and what does not count as known."""

from __future__ import annotations

import tomllib
from pathlib import Path

import polars as pl
import pytest
from test_index_definition import INSTALLED, SOURCE, define, gate, reading, score, seen, work

import gigawatch.figures
from gigawatch.figures import load_package
from gigawatch.index.definition import build_index, list_definitions, load_definition

UNITS = Path(gigawatch.figures.__file__).with_name("unit.toml")
MINED = '[[indicator.source]]\nmeasure = "lithium"\nunit = "t"\namong = "World"\nrest = "Other"\n'


def fed(unit: str) -> str:
    return f'[[indicator.source]]\nmeasure = "made"\nunit = "{unit}"\n'


def ends(folder: Path, value: float, unit: str, head: str = "", **more: object) -> tuple[float, float]:
    """The ends of a reading of one figure in a unit."""
    rows = [seen(name, "2018", value, measure="made", unit=unit, **more) for name in "AB"]
    found = reading(work(define(folder, {"made": fed(unit)}, head=head), rows), "A", "2018", "made")
    return float(str(found["low"])), float(str(found["high"]))


@pytest.mark.parametrize("unit", ["count", "patents", "vehicles", "persons", "辆"])
def test_what_is_counted_one_by_one_is_exact(unit: str, tmp_path: Path) -> None:
    assert ends(tmp_path, 23.0, unit) == (23, 23)


def test_a_count_with_a_hedge_is_as_wide_as_the_hedge(tmp_path: Path) -> None:
    assert ends(tmp_path, 40.0, "count", qualifier="about") == (38, 42)


def test_a_mean_of_things_counted_shows_its_digits(tmp_path: Path) -> None:
    assert ends(tmp_path, 1220.9, "count") == pytest.approx((1220.85, 1220.95))


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (12_900_000_000_000.0, "KRW", (12.85e12, 12.95e12)),
        (12_897_200_000_000.0, "KRW", (12_897_150_000_000, 12_897_250_000_000)),
        (90.0, "USD", (85, 95)),
        (0.5, "USD", (0.45, 0.55)),
        (660.0, "CNY/kWh", (659.5, 660.5)),
        (120_000.0, "t", (119_999.5, 120_000.5)),
    ],
)
def test_a_sum_of_money_stands_for_half_of_its_last_digit_that_is_no_zero(
    value: float, unit: str, expected: tuple[float, float], tmp_path: Path
) -> None:
    assert ends(tmp_path, value, unit) == pytest.approx(expected)


def test_the_index_knows_the_units_of_tables_that_are_counts_and_currencies() -> None:
    data = tomllib.loads(UNITS.read_text(encoding="utf-8"))
    spread = load_definition("global").spread
    counted = {word for entry in data["unit"] if entry["unit"] == "count" for word in entry["words"]}
    assert set(spread.counted) == counted
    assert set(spread.currencies) == set(data["currency"])


def test_every_shipped_definition_takes_figures_as_wide() -> None:
    assert len({load_definition(name).spread for name in list_definitions()}) == 1


def test_a_definition_may_take_figures_otherwise(tmp_path: Path) -> None:
    head = "[interval]\nabout = 0.5\ncounted = []\n"
    assert ends(tmp_path, 40.0, "GWh", head=head, qualifier="about") == (20, 60)
    assert ends(tmp_path, 40.0, "count", head=head) == (39.5, 40.5)
    assert ends(tmp_path, 40.0, "GWh", head=head, qualifier="nearly") == (36, 40)


def test_how_wide_figures_are_taken_is_part_of_the_definition(tmp_path: Path) -> None:
    plain = load_definition(define(tmp_path, INSTALLED)).hash
    path = define(tmp_path, INSTALLED, head="[interval]\nabout = 0.1\n")
    assert load_definition(path).hash != plain


def test_ends_that_a_figure_states_are_taken_as_they_are(tmp_path: Path) -> None:
    assert ends(tmp_path, 30.0, "GWh", low=10.0, high=50.0) == (10, 50)
    assert ends(tmp_path, 30.0, "GWh", low=30.0, high=30.0) == (30, 30)
    assert ends(tmp_path, 30.0, "GWh", low=30.0, high=None) == pytest.approx((30, 31.5))


def test_what_was_reported_is_taken_before_what_somebody_worked_out_later(tmp_path: Path) -> None:
    rows = [
        seen("A", "2018", 12.5, vintage="2024-02-05", source="notice"),
        seen("A", "2018", 18.5, vintage="2025-11-20", source="press", note="computed: quarters summed up by the press"),
        seen("B", "2018", 9.5),
    ]
    found = reading(work(define(tmp_path, INSTALLED), rows), "A", "2018")
    assert (found["value"], found["source"], found["inference"]) == (12.5, "notice", "reported")
    assert (found["low"], found["high"]) == pytest.approx((12.45, 12.55))
    assert found["values"] == [12.5, 18.5]
    assert found["observations"] == [rows[0]["id"], rows[1]["id"]]


def test_what_somebody_worked_out_is_taken_and_marked_where_nobody_reports(tmp_path: Path) -> None:
    rows = [seen("A", "2018", 18.5, note="first half; computed: 30.5 less 12.0"), seen("B", "2018", 9.5)]
    found = reading(work(define(tmp_path, INSTALLED), rows), "A", "2018")
    assert (found["value"], found["inference"]) == (18.5, "computed")


def test_a_reported_share_is_taken_of_a_reported_whole(tmp_path: Path) -> None:
    source = '[[indicator.source]]\nmeasure = "share"\nunit = "%"\nof = "World"\nwhole = "sold"\nwhole_unit = "GWh"\n'
    rows = [seen(unit, "2018", 10.0, measure="share", unit="%", vintage="2020") for unit in "AB"]
    rows.append(seen("World", "2018", 100.0, measure="sold", vintage="2019"))
    rows.append(seen("World", "2018", 900.0, measure="sold", vintage="2020", note="computed: added up"))
    found = reading(work(define(tmp_path, {"sold": source}), rows), "A", "2018", "sold")
    assert found["value"] == pytest.approx(10)
    assert found["high"] == pytest.approx(0.105 * 100.5)


def test_the_notice_of_a_maker_is_taken_before_a_newspapers_own_sum() -> None:
    tables = ("enterprise_installations", "enterprise_finance", "exchange_rate")
    columns = ("id", "subject", "measure", "period", "value", "high", "unit", "qualifier", "source", "vintage", "note")
    cells = [row for table in tables for row in load_package(table)]
    rows = [{name: getattr(row, name) for name in columns} for row in cells]
    result = build_index(load_definition("enterprise"), pl.DataFrame(rows, infer_schema_length=None), runs=5)
    rate = next(row.value for row in cells if row.unit == "KRW/USD" and row.period == "2023")
    found = reading(result, "SK On", "2023", "revenue")
    assert float(str(found["value"])) * rate == pytest.approx(12_897_200_000_000, rel=1e-3)
    assert float(str(found["high"])) * rate < 14e12


def test_a_unit_that_no_world_table_names_does_not_have_the_indicator(tmp_path: Path) -> None:
    head = 'universe = ["A", "B", "C", "D"]\n'
    rows = [seen(name, "2018", 4.0 + at) for at, name in enumerate("ABCD")]
    told = {"World": 100.0, "A": 40.0, "B": 50.0, "Other": 10.0}
    rows += [seen(subject, "2018", value, measure="lithium", unit="t") for subject, value in told.items()]
    result = work(define(tmp_path, INSTALLED, {"mined": MINED}, head=head), rows)
    unnamed = reading(result, "C", "2018", "mined")
    assert (unnamed["inference"], unnamed["coverage"], unnamed["used"]) == ("bounded", 0.5, False)
    assert gate(result, "green", "2018")["status"] == "not computed: 0 of 1 indicators have enough units"


def test_a_unit_that_is_only_bounded_is_scored_and_not_ranked(tmp_path: Path) -> None:
    head = 'universe = ["A", "B", "C"]\n'
    rows = [seen(name, "2018", 4.0 + at) for at, name in enumerate("ABC")]
    told = {"World": 100.0, "A": 40.0, "B": 50.0, "Other": 10.0}
    rows += [seen(subject, "2018", value, measure="lithium", unit="t") for subject, value in told.items()]
    result = work(define(tmp_path, INSTALLED, {"mined": MINED}, head=head), rows)
    found = score(result, "C", "2018", "green")
    assert (found["score"], found["rank"]) == (0, None)
    assert "missing mined" in str(found["status"])


def test_an_indicator_of_which_everybody_is_only_bounded_says_that_nobody_has_it(tmp_path: Path) -> None:
    head = 'universe = ["A", "B"]\n'
    rows = [seen(name, "2018", 4.0 + at) for at, name in enumerate("AB")]
    rows += [seen(who, "2018", value, measure="lithium", unit="t") for who, value in (("World", 9.0), ("Other", 9.0))]
    path = define(tmp_path, {**INSTALLED, "sold": SOURCE.format(code="installed")}, {"mined": MINED}, head=head)
    status = dict(work(path, rows).indicators.select("code", "status").iter_rows())
    assert status["mined"] == "not computed: at most 0% of the units have it (2018), the gate is 65%"
