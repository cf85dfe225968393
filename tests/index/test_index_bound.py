"""How wide a figure is taken, which of several is taken, and what does not count as known."""

from __future__ import annotations

import tomllib
from pathlib import Path

import polars as pl
import pytest
from test_index_definition import INSTALLED, SOURCE, define, gate, reading, score, seen, work

import gigawatch.figures
from gigawatch.figures import load_package
from gigawatch.index.definition import IndexResult, build_index, list_definitions, load_definition
from gigawatch.index.definition.bound import bound

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
        (300e9, "CNY", (299.5e9, 300.5e9)),
        (310e9, "CNY", (309.5e9, 310.5e9)),
        (90.0, "USD", (89.5, 90.5)),
        (0.5, "USD", (0.45, 0.55)),
        (660.0, "CNY/kWh", (659.5, 660.5)),
        (120_000.0, "t", (119_500, 120_500)),
        (632_000.0, "vehicles", (631_500, 632_500)),
        (632_417.0, "vehicles", (632_417, 632_417)),
        (0.6884199999999999, "kgCO2e/kWh", (0.688415, 0.688425)),
        (1130.0000000000002, "GWh", (1125, 1135)),
    ],
)
def test_one_rule_for_every_unit_says_how_far_a_figure_is_rounded(
    value: float, unit: str, expected: tuple[float, float], tmp_path: Path
) -> None:
    assert ends(tmp_path, value, unit) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("rounding", "expected"), [(10_000.0, (105_000, 115_000)), (0.0, (110_000, 110_000)), (1.0, (110_000, 110_000))]
)
def test_the_rounding_that_a_table_states_goes_before_the_digits(
    rounding: float, expected: tuple[float, float], tmp_path: Path
) -> None:
    assert ends(tmp_path, 110_000.0, "count", rounding=rounding) == expected


def test_a_sum_is_as_uncertain_as_its_parts_together(tmp_path: Path) -> None:
    source = '[[indicator.source]]\nmeasure = ["one", "two"]\nunit = "count"\n'
    rows = [
        seen(name, "2018", value, measure=measure, unit="count", rounding=step)
        for name in "AB"
        for measure, value, step in (("one", 110_000.0, 10_000.0), ("two", 2_700.0, 100.0))
    ]
    found = reading(work(define(tmp_path, {"made": source}), rows), "A", "2018", "made")
    assert (found["value"], found["low"], found["high"]) == (112_700, 107_650, 117_750)


def test_figures_that_ship_as_two_significant_ones_are_never_taken_as_exact() -> None:
    cells = [row for table in ("country_ev_iea", "country_electricity") for row in load_package(table)]
    columns = ("id", "subject", "measure", "period", "value", "unit", "table", "rounding")
    rows = [{name: getattr(row, name) for name in columns} for row in cells]
    spread = load_definition("global").spread
    told = [(row, bound(row, spread)) for row in rows if float(str(row["value"])) and row["table"] == "country_ev_iea"]
    exact = [row for row, (_, low, high) in told if low == high]
    assert all(row["unit"] == "count" and float(str(row["value"])) < 100 for row in exact)
    assert all(
        low < high for row in rows if row["measure"] == "electricity_intensity" for _, low, high in [bound(row, spread)]
    )


def test_the_index_knows_the_units_of_tables_that_are_counts() -> None:
    data = tomllib.loads(UNITS.read_text(encoding="utf-8"))
    spread = load_definition("global").spread
    counted = {word for entry in data["unit"] if entry["unit"] == "count" for word in entry["words"]}
    assert set(spread.counted) == counted


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
    assert "knowing only bounds of mined" in str(found["status"])


def test_an_indicator_of_which_everybody_is_only_bounded_says_that_nobody_has_it(tmp_path: Path) -> None:
    head = 'universe = ["A", "B"]\n'
    rows = [seen(name, "2018", 4.0 + at) for at, name in enumerate("AB")]
    rows += [seen(who, "2018", value, measure="lithium", unit="t") for who, value in (("World", 9.0), ("Other", 9.0))]
    path = define(tmp_path, {**INSTALLED, "sold": SOURCE.format(code="installed")}, {"mined": MINED}, head=head)
    status = dict(work(path, rows).indicators.select("code", "status").iter_rows())
    assert status["mined"] == "not computed: at most 0% of the units have it (2018), the gate is 65%"


def known_in_part(name: str, period: str, value: float, **more: object) -> dict[str, object]:
    """A figure that states its lower end and no upper one."""
    return seen(name, period, value, low=value, high=None, **more)


def drawn_end(result: IndexResult, unit: str) -> float:
    """Up to where the uncertainty runs draw a unit's figure of the one indicator, in the one year."""
    values = result.nominal.values
    return float(values.high[0, values.units.index(unit), 0])


def test_what_is_known_in_part_is_at_least_so_much_and_drawn_up_to_the_largest_that_anybody_has(tmp_path: Path) -> None:
    rows = [seen("A", "2018", 20.0), known_in_part("B", "2018", 50.0), seen("C", "2018", 150.0)]
    result = work(define(tmp_path, INSTALLED), rows)
    found = reading(result, "B", "2018")
    assert (found["value"], found["low"], found["high"], found["inference"]) == (50, 50, None, "at least")
    assert drawn_end(result, "B") == 150.5
    drawn = score(result, "B", "2018")
    assert float(str(drawn["score_high"])) > 80 > float(str(drawn["score"]))
    assert (drawn["rank_low"], drawn["rank_high"]) == (2, 2)


def test_the_largest_of_all_is_closed_where_a_hedge_would_be(tmp_path: Path) -> None:
    rows = [seen("A", "2018", 20.0), known_in_part("B", "2018", 200.0)]
    result = work(define(tmp_path, INSTALLED), rows)
    assert (reading(result, "B", "2018")["high"], drawn_end(result, "B")) == (None, 210)


def test_what_a_publisher_tells_of_the_whole_with_a_hedge_is_reported_and_a_little_more(tmp_path: Path) -> None:
    rows = [seen("A", "2018", 20.0, qualifier="over"), seen("B", "2018", 200.0)]
    found = reading(work(define(tmp_path, INSTALLED), rows), "A", "2018")
    assert (found["low"], found["high"], found["inference"]) == (20, 21, "reported")


def test_what_is_known_in_part_is_no_fall_from_a_whole_that_was_told(tmp_path: Path) -> None:
    rows = [seen(name, "2018", 135.0) for name in "AB"]
    rows += [known_in_part("A", "2019", 35.0), known_in_part("B", "2019", 150.0)]
    result = work(define(tmp_path, INSTALLED), rows)
    assert set(result.readings.filter(pl.col("period") == "2019")["unit"]) == {"B"}


def test_a_sum_with_a_part_known_at_least_is_itself_at_least_so_much(tmp_path: Path) -> None:
    source = '[[indicator.source]]\nmeasure = ["one", "two"]\nunit = "count"\n'
    more = {"measure": "two", "unit": "count"}
    rows = [seen(name, "2018", 30.0, measure="one", unit="count", note="of the core business") for name in "AB"]
    rows += [known_in_part("A", "2018", 5.0, **more), seen("B", "2018", 9.0, **more)]
    result = work(define(tmp_path, {"both": source}), rows)
    found = reading(result, "A", "2018", "both")
    assert (found["value"], found["low"], found["inference"]) == (35, 35, "at least")
    assert drawn_end(result, "A") == 39
    assert reading(result, "B", "2018", "both")["inference"] == "computed"


def test_what_a_table_says_of_a_figure_stays_with_its_reading(tmp_path: Path) -> None:
    rows = [seen("A", "2018", 20.0, note="segment revenue only"), seen("B", "2018", 200.0)]
    result = work(define(tmp_path, INSTALLED), rows)
    assert reading(result, "A", "2018")["note"] == "segment revenue only"
    assert reading(result, "B", "2018")["note"] is None
