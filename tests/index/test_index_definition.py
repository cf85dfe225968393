"""Definitions: what feeds an indicator, which word is taken, what disagrees, and what may not be ranked."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import polars as pl
import pytest

from gigawatch.index import FaultyInput
from gigawatch.index.definition import Definition, IndexResult, build_index, list_definitions, load_definition
from gigawatch.model import InputError

NUMBER = count(1)
Row = dict[str, object]


def seen(subject: str, period: str, value: float, **more: object) -> Row:
    row: Row = {"subject": subject, "measure": "installed", "period": period, "value": value, "unit": "GWh"}
    blank: Row = dict.fromkeys(("qualifier", "high", "source", "vintage"))
    return {"id": f"obs-{next(NUMBER)}", **row, **blank, **more}


def share(subject: str, period: str, value: float, **more: object) -> Row:
    return seen(subject, period, value, measure="share", unit="%", **more)


def index(rows: list[Row], units: dict[str, str] | None = None) -> IndexResult:
    frame = pl.DataFrame(rows, infer_schema_length=None, strict=False)
    return build_index(load_definition("enterprise"), frame, units=units, runs=200)


def reading(result: IndexResult, unit: str, period: str, code: str = "installed") -> Row:
    found = result.readings.filter(pl.col("unit") == unit, pl.col("period") == period, pl.col("indicator") == code)
    return found.row(0, named=True)


def score(result: IndexResult, unit: str, period: str) -> Row:
    found = result.scores.filter(pl.col("unit") == unit, pl.col("period") == period, pl.col("code") == result.root)
    return found.row(0, named=True)


@pytest.fixture
def base() -> list[Row]:
    return [seen("CATL", "2018", 20.5), seen("BYD", "2018", 10.25), seen("World", "2018", 40.5)]


def test_the_largest_of_the_base_year_is_a_hundred(base: list[Row]) -> None:
    result = index([*base, seen("CATL", "2019", 41.0), seen("BYD", "2019", 9.5)])
    assert score(result, "CATL", "2018")["score"] == 100
    assert score(result, "BYD", "2018")["score"] == 50
    assert score(result, "CATL", "2019")["score"] == 200


def test_the_latest_vintage_is_taken_and_the_others_stay_as_an_interval(base: list[Row]) -> None:
    rows = [
        seen("CATL", "2022", 191.6, vintage="2023-02-08", source="first"),
        seen("CATL", "2022", 184.4, vintage="2024-02-07", source="revised"),
        seen("BYD", "2022", 70.4, vintage="2023-02-08", source="first"),
    ]
    found = reading(index([*base, *rows]), "CATL", "2022")
    assert found["value"] == 184.4
    assert (found["low"], found["high"]) == pytest.approx((184.35, 191.65))
    assert found["source"] == "revised"
    assert found["observations"] == [rows[1]["id"], rows[0]["id"]]
    assert found["values"] == [184.4, 191.6]


def test_a_score_taken_from_one_end_of_a_disagreement_lies_inside_its_interval(base: list[Row]) -> None:
    rows = [seen("CATL", "2022", 190.5, vintage="2023"), seen("CATL", "2022", 150.5, vintage="2024")]
    found = score(index([*base, *rows, seen("BYD", "2022", 70.5)]), "CATL", "2022")
    assert found["score_low"] == found["score"]
    assert isinstance(found["score_high"], float)
    assert found["score_high"] > 1.1 * float(str(found["score"]))


def test_overlapping_intervals_give_overlapping_ranks(base: list[Row]) -> None:
    rows = [
        seen("BYD", "2022", 70.5, vintage="2024"),
        seen("BYD", "2022", 70.1, vintage="2023"),
        seen("LG Energy Solution", "2022", 70.4, vintage="2024"),
        seen("World", "2022", 141.0),
    ]
    result = index([*base, *rows])
    byd, lges = score(result, "BYD", "2022"), score(result, "LG Energy Solution", "2022")
    assert (byd["rank"], lges["rank"]) == (1, 2)
    assert (byd["rank_low"], byd["rank_high"]) == (lges["rank_low"], lges["rank_high"]) == (1, 2)


def test_a_share_becomes_an_amount_of_the_total_of_its_own_release(base: list[Row]) -> None:
    rows = [
        seen("World", "2023", 705.5, source="february", vintage="2024-02-07"),
        seen("World", "2023", 710.0, source="later", vintage="2025-08-20"),
        share("CALB", "2023", 4.7, source="february", vintage="2024-02-07"),
        share("CATL", "2023", 36.8, source="february", vintage="2024-02-07"),
        seen("CATL", "2023", 257.7, source="later", vintage="2025-02-11"),
    ]
    result = index([*base, *rows])
    calb = reading(result, "CALB", "2023")
    assert calb["value"] == pytest.approx(33.1585)
    assert (calb["low"], calb["high"]) == pytest.approx((0.0465 * 705.45, 0.0475 * 710.5))
    assert calb["inference"] == "computed"
    assert calb["observations"] == [rows[2]["id"], rows[0]["id"]]
    catl = reading(result, "CATL", "2023")
    assert (catl["value"], catl["inference"]) == (257.7, "reported")


@pytest.mark.parametrize(
    ("value", "qualifier", "high", "expected"),
    [
        (62.8, None, None, (62.8, 62.75, 62.85)),
        (34.0, None, None, (34, 33.5, 34.5)),
        (40.0, "about", None, (40, 38, 42)),
        (40.0, "nearly", None, (40, 36, 40)),
        (40.0, "over", None, (40, 40, 42)),
        (40.0, "at least", None, (40, 40, 42)),
        (40.0, "up to", None, (40, 0, 40)),
        (40.0, None, 44.0, (42, 40, 44)),
    ],
)
def test_a_hedge_is_an_interval(
    value: float, qualifier: str | None, high: float | None, expected: tuple[float, ...], base: list[Row]
) -> None:
    rows = [*base, seen("CATL", "2020", value, qualifier=qualifier, high=high), seen("BYD", "2020", 3.0)]
    found = reading(index(rows), "CATL", "2020")
    assert (found["value"], found["low"], found["high"]) == pytest.approx(expected)


def test_what_the_total_leaves_over_may_stand_above(base: list[Row]) -> None:
    rows = [seen("CATL", "2020", 36.25), seen("Samsung SDI", "2020", 8.25), seen("World", "2020", 70.5)]
    result = index([*base, *rows])
    small, large = score(result, "Samsung SDI", "2020"), score(result, "CATL", "2020")
    assert (small["rank"], small["unseen"], small["rank_high"]) == (2, 3, 5)
    assert (large["rank"], large["unseen"], large["rank_high"]) == (1, 0, 1)


def test_a_list_of_the_largest_leaves_no_room_above_its_members(base: list[Row]) -> None:
    largest = load_definition("enterprise").listings[0]
    rows = [seen(name, largest.period, 30.5 - at) for at, name in enumerate(largest.members)]
    complete = index([*base, *rows, seen("World", largest.period, 999.5)])
    assert score(complete, largest.members[-1], largest.period)["unseen"] == 0
    named = {name: f"org-{at}" for at, name in enumerate((*largest.members, "World"))}
    again = index([*base, *rows, seen("World", largest.period, 999.5)], units=named)
    assert score(again, named[largest.members[-1]], largest.period)["unseen"] == 0
    gap = index([*base, *rows[:-1], seen("World", largest.period, 999.5)])
    assert score(gap, largest.members[0], largest.period)["unseen"] == 1


def test_an_indicator_that_few_units_have_is_not_computed_and_says_so(base: list[Row]) -> None:
    thin = seen("CATL", "2018", 9.0, measure="shipments_storage")
    result = index([*base, seen("Panasonic", "2018", 20.0), thin])
    status = dict(result.indicators.select("code", "status").iter_rows())
    assert status["installed"] == status["enterprise_scale"] == "computed"
    assert status["shipments_storage"] == "not computed: at most 33% of the units have it (2018), the gate is 65%"
    assert status["innovation_capability"] == "not computed: no indicator under it is"
    assert status["rd_spending"] == "not computed: no observation feeds it"
    assert reading(result, "CATL", "2018", "shipments_storage")["used"] is False


def test_an_indicator_most_units_have_counts_and_who_lacks_it_is_not_ranked() -> None:
    rows = [seen(name, "2018", 10.0 + at) for at, name in enumerate("ABC")]
    rows += [seen(name, "2018", 5.0 + at, measure="shipments_storage") for at, name in enumerate("AB")]
    result = index(rows)
    assert score(result, "B", "2018")["score"] == pytest.approx((11 / 12 + 1) / 2 * 100)
    lacking = score(result, "C", "2018")
    assert lacking["rank"] is None
    assert lacking["status"] == "not ranked: enterprise_scale 50% of 65%, missing shipments_storage"


def test_only_whole_years_of_named_units_since_the_first_year_count(base: list[Row]) -> None:
    rows = [*base, seen("CATL", "2020-01/2020-11", 28.1), seen("CATL", "2017", 10.0), seen("China", "2018", 30.0)]
    assert set(index(rows).readings.select("unit", "period").iter_rows()) == {("CATL", "2018"), ("BYD", "2018")}
    mapped = index(rows, units={"CATL": "org-catl"})
    assert set(mapped.readings["unit"]) == {"org-catl"}


def test_an_earlier_name_of_the_unit_is_marked(base: list[Row]) -> None:
    rows = [*base, seen("LG Energy Solution", "2018", 7.4), seen("LG Energy Solution", "2021", 60.2)]
    rows.append(seen("CATL", "2021", 96.7))
    result = index(rows)
    assert reading(result, "LG Energy Solution", "2018")["series"] == "LG Chem"
    assert reading(result, "LG Energy Solution", "2021")["series"] is None


def test_the_same_observations_give_the_same_edition(base: list[Row]) -> None:
    assert index(base).id == index(base[::-1]).id
    assert index(base).scores.equals(index(base[::-1]).scores)
    assert index([*base, seen("CATL", "2019", 41.0)]).id != index(base).id


def test_no_observation_at_all_is_said_plainly(base: list[Row]) -> None:
    with pytest.raises(InputError, match="no observation feeds the index 'enterprise'"):
        index([seen("CATL", "2018", 20.5, measure="sales")])
    with pytest.raises(FaultyInput, match="the column is missing"):
        build_index(load_definition("enterprise"), pl.DataFrame(base).drop("unit"))


def test_shipped_definitions_speak_both_languages_and_name_a_page_for_every_claim() -> None:
    for name in list_definitions():
        found = load_definition(name)
        for part in (*found.pillars, *found.indicators):
            assert all(part.names[language] and part.definitions[language] for language in ("en", "zh"))
        for fact in (*found.listings, *found.predecessors):
            assert fact.source.startswith("http")


def test_weights_are_equal_and_no_two_indicators_of_a_parent_share_a_source() -> None:
    found: Definition = load_definition("enterprise")
    assert {part.weight for part in (*found.pillars, *found.indicators)} == {1.0}
    fed = [(part.parent, source.measure) for part in found.indicators for source in part.sources]
    assert len(fed) == len(set(fed))


def test_every_fault_of_a_definition_is_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    text = 'id = "mine"\n[[pillar]]\ncode = "p"\n[[indicator]]\ncode = "i"\nparent = "q"\ntier = "free"\n'
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultyInput) as caught:
        load_definition(path)
    columns = {fault.column for fault in caught.value.faults}
    assert columns >= {"base", "pillar.name_zh", "indicator.tier", "indicator.parent", "indicator.source", "step"}
    with pytest.raises(InputError, match="no such index definition"):
        load_definition("nothing")
