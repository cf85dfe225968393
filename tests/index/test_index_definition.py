"""Definitions: what feeds an indicator, which word is taken, what disagrees, and what may not be ranked."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

import polars as pl
import pytest

from gigawatch.figures import read_unit
from gigawatch.index import FaultyInput, audit
from gigawatch.index.definition import IndexResult, build_index, list_definitions, load_definition
from gigawatch.model import InputError

NUMBER = count(1)
Row = dict[str, object]
HEAD = """
id = "synthetic"
dimension = "synthetic"
version = "1"
base = "2018"
first = "2018"
exclude = ["World"]
"""
PILLAR = """
[[pillar]]
code = "{code}"
{parent}
name_en = "{code}"
name_zh = "{code}"
definition_en = "Synthetic."
definition_zh = "虚构。"
"""
INDICATOR = """
[[indicator]]
code = "{code}"
parent = "{parent}"
unit = "{unit}"
direction = 1
tier = "{tier}"
licence = "none"
name_en = "{code}"
name_zh = "{code}"
definition_en = "Synthetic."
definition_zh = "虚构。"
{more}
"""
SOURCE = '[[indicator.source]]\nmeasure = "{code}"\nunit = "GWh"\n'
METHOD = """
[[method.step]]
step = "normalise"
rule = "ratio"
reference = "maximum"
range = "base_or_first"
base = "2018"
[[method.step]]
step = "weigh"
rule = "equal"
[[method.step]]
step = "aggregate"
rule = "arithmetic"
missing = "rescale"
[method.uncertainty]
data = true
"""
INSTALLED = {"installed": SOURCE.format(code="installed")}
SHARED = {
    "installed": SOURCE.format(code="installed")
    + '[[indicator.source]]\nmeasure = "share"\nunit = "%"\nof = "World"\nwhole = "installed"\nwhole_unit = "GWh"\n'
}


def seen(subject: str, period: str, value: float, **more: object) -> Row:
    row: Row = {"subject": subject, "measure": "installed", "period": period, "value": value, "unit": "GWh"}
    blank: Row = dict.fromkeys(("qualifier", "high", "source", "vintage"))
    return {"id": f"obs-{next(NUMBER)}", **row, **blank, **more}


def share(subject: str, period: str, value: float, **more: object) -> Row:
    return seen(subject, period, value, measure="share", unit="%", **more)


def define(
    folder: Path, scale: dict[str, str], green: dict[str, str] | None = None, head: str = "", tier: str = "open"
) -> Path:
    """A synthetic definition: an index over the first-level indicator `scale`, and `green` if there is one."""
    parts = [HEAD, head, PILLAR.format(code="index", parent="")]
    for pillar, under in {"scale": scale, "green": green or {}}.items():
        if under:
            parts.append(PILLAR.format(code=pillar, parent='parent = "index"'))
            parts += [_indicator(code, pillar, tier, more) for code, more in under.items()]
    path = folder / "synthetic.toml"
    path.write_text("".join([*parts, METHOD]), encoding="utf-8")
    return path


def _indicator(code: str, parent: str, tier: str, more: str) -> str:
    """An indicator in the unit of its first source."""
    unit = re.search(r'^unit = "(.+)"$', more, re.MULTILINE)
    return INDICATOR.format(code=code, parent=parent, tier=tier, more=more, unit=unit[1] if unit else "GWh")


def work(path: Path, rows: list[Row], units: dict[str, str] | None = None) -> IndexResult:
    frame = pl.DataFrame(rows, infer_schema_length=None, strict=False)
    return build_index(load_definition(path), frame, units=units, runs=100)


def reading(result: IndexResult, unit: str, period: str, code: str = "installed") -> Row:
    found = result.readings.filter(pl.col("unit") == unit, pl.col("period") == period, pl.col("indicator") == code)
    return found.row(0, named=True)


def score(result: IndexResult, unit: str, period: str, code: str = "") -> Row:
    wanted = code or result.root
    found = result.scores.filter(pl.col("unit") == unit, pl.col("period") == period, pl.col("code") == wanted)
    return found.row(0, named=True)


def gate(result: IndexResult, code: str, period: str) -> Row:
    return result.gate.filter(pl.col("code") == code, pl.col("period") == period).row(0, named=True)


@pytest.fixture
def base() -> list[Row]:
    return [seen("CATL", "2018", 20.5), seen("BYD", "2018", 10.25), seen("World", "2018", 40.5)]


@pytest.fixture
def one(tmp_path: Path) -> Path:
    return define(tmp_path, INSTALLED)


def test_the_largest_of_the_base_year_is_a_hundred(one: Path, base: list[Row]) -> None:
    result = work(one, [*base, seen("CATL", "2019", 41.0), seen("BYD", "2019", 9.5)])
    assert score(result, "CATL", "2018")["score"] == 100
    assert score(result, "BYD", "2018")["score"] == 50
    assert score(result, "CATL", "2019")["score"] == 200


def test_an_indicator_that_begins_after_the_base_year_has_its_first_year_for_base(tmp_path: Path) -> None:
    rows = [seen(unit, year, value) for unit, year, value in (("A", "2020", 10.0), ("B", "2020", 5.0))]
    rows += [seen("A", "2021", 20.0), seen("B", "2021", 30.0)]
    rows += [seen(unit, "2018", 4.0, measure="made") for unit in "AB"]
    path = define(tmp_path, {"made": SOURCE.format(code="made")}, INSTALLED)
    result = work(path, rows)
    assert score(result, "B", "2021", "green")["score"] == pytest.approx(300)
    assert score(result, "A", "2018", "scale")["score"] == pytest.approx(100)


def test_the_latest_vintage_is_taken_and_the_others_stay_as_an_interval(one: Path, base: list[Row]) -> None:
    rows = [
        seen("CATL", "2022", 191.6, vintage="2023-02-08", source="first"),
        seen("CATL", "2022", 184.4, vintage="2024-02-07", source="revised"),
        seen("BYD", "2022", 70.4, vintage="2023-02-08", source="first"),
    ]
    found = reading(work(one, [*base, *rows]), "CATL", "2022")
    assert found["value"] == 184.4
    assert (found["low"], found["high"]) == pytest.approx((184.35, 191.65))
    assert found["source"] == "revised"
    assert found["observations"] == [rows[1]["id"], rows[0]["id"]]
    assert found["values"] == [184.4, 191.6]


def test_a_score_taken_from_one_end_of_a_disagreement_lies_inside_its_interval(one: Path, base: list[Row]) -> None:
    rows = [seen("CATL", "2022", 190.5, vintage="2023"), seen("CATL", "2022", 150.5, vintage="2024")]
    found = score(work(one, [*base, *rows, seen("BYD", "2022", 70.5)]), "CATL", "2022")
    assert found["score_low"] == found["score"]
    assert isinstance(found["score_high"], float)
    assert found["score_high"] > 1.1 * float(str(found["score"]))


def test_overlapping_intervals_give_overlapping_ranks(one: Path, base: list[Row]) -> None:
    rows = [
        seen("BYD", "2022", 70.5, vintage="2024"),
        seen("BYD", "2022", 70.1, vintage="2023"),
        seen("LG Energy Solution", "2022", 70.4, vintage="2024"),
    ]
    result = work(one, [*base, *rows])
    byd, lges = score(result, "BYD", "2022"), score(result, "LG Energy Solution", "2022")
    assert (byd["rank"], lges["rank"]) == (1, 2)
    assert (byd["rank_low"], byd["rank_high"]) == (lges["rank_low"], lges["rank_high"]) == (1, 2)


def test_a_share_becomes_an_amount_of_the_total_of_its_own_release(tmp_path: Path, base: list[Row]) -> None:
    rows = [
        seen("World", "2023", 705.5, source="february", vintage="2024-02-07"),
        seen("World", "2023", 710.0, source="later", vintage="2025-08-20"),
        share("CALB", "2023", 4.7, source="february", vintage="2024-02-07"),
        share("CATL", "2023", 36.8, source="february", vintage="2024-02-07"),
        seen("CATL", "2023", 257.7, source="later", vintage="2025-02-11"),
    ]
    result = work(define(tmp_path, SHARED), [*base, *rows])
    calb = reading(result, "CALB", "2023")
    assert calb["value"] == pytest.approx(33.1585)
    assert (calb["low"], calb["high"]) == pytest.approx((0.0465 * 705.45, 0.0475 * 710.5))
    assert calb["inference"] == "computed"
    assert calb["observations"] == [rows[2]["id"], rows[0]["id"]]
    catl = reading(result, "CATL", "2023")
    assert (catl["value"], catl["inference"]) == (257.7, "reported")


def test_several_measures_are_added_only_where_all_are_there(tmp_path: Path) -> None:
    both = '[[indicator.source]]\nmeasure = ["electric", "hybrid"]\nunit = "GWh"\n'
    rows = [seen(unit, "2018", value, measure="electric") for unit, value in (("A", 30.0), ("B", 20.0), ("C", 9.0))]
    rows += [seen(unit, "2018", 5.0, measure="hybrid") for unit in "AB"]
    result = work(define(tmp_path, {"cars": both}), rows)
    found = reading(result, "A", "2018", "cars")
    assert (found["value"], found["inference"]) == (35.0, "computed")
    assert len(str(found["observations"]).split()) == 2
    assert set(result.readings["unit"]) == {"A", "B"}


def test_one_measure_per_another_is_as_uncertain_as_both(tmp_path: Path) -> None:
    per = '[[indicator.source]]\nmeasure = "chargers"\nunit = "t"\nper = "cars"\nper_unit = "t"\ntimes = 1000\n'
    rows = [seen(unit, "2018", 500.0, measure="chargers", unit="t") for unit in "AB"]
    rows += [seen(unit, "2018", cars, measure="cars", unit="t") for unit, cars in (("A", 1000.0), ("B", 2000.0))]
    rows.append(seen("C", "2018", 1.0, measure="chargers", unit="t"))
    result = work(define(tmp_path, {"density": per}), rows)
    found = reading(result, "A", "2018", "density")
    assert found["value"] == pytest.approx(500)
    assert (found["low"], found["high"]) == pytest.approx((1000 * 499.5 / 1005, 1000 * 500.5 / 995))
    assert set(result.readings["unit"]) == {"A", "B"}


def test_money_in_another_currency_is_turned_at_the_rate_of_its_year(tmp_path: Path) -> None:
    money = '[[indicator.source]]\nmeasure = "revenue"\nunit = "USD"\nrate = "rate"\ncurrencies = ["CNY", "KRW"]\n'
    rows = [
        seen("A", "2018", 660.0, measure="revenue", unit="CNY"),
        seen("B", "2018", 90.0, measure="revenue", unit="USD"),
    ]
    rows.append(seen("C", "2018", 5000.0, measure="revenue", unit="KRW"))
    rows.append(seen("CNY", "2018", 6.6, measure="rate", unit="CNY/USD"))
    result = work(define(tmp_path, {"revenue": money}, head='universe = ["A", "B"]\n'), rows)
    assert reading(result, "A", "2018", "revenue")["value"] == pytest.approx(100)
    assert reading(result, "B", "2018", "revenue")["inference"] == "reported"
    assert set(result.readings["unit"]) == {"A", "B"}


def test_a_unit_that_a_world_table_does_not_name_holds_at_most_what_it_leaves_over(tmp_path: Path) -> None:
    mined = '[[indicator.source]]\nmeasure = ["lithium", "nickel"]\nunit = "t"\namong = "World"\nrest = "Other"\n'
    head = 'universe = ["A", "B", "C"]\n'
    rows = [
        seen(subject, "2018", value, measure=metal, unit="t")
        for metal, found in {
            "lithium": {"World": 1000.0, "A": 400.0, "B": 500.0, "Other": 100.0},
            "nickel": {"World": 2000.0, "A": 1000.0, "Other": 200.0},
        }.items()
        for subject, value in found.items()
    ]
    result = work(define(tmp_path, {"mined": mined}, head=head), rows)
    assert reading(result, "A", "2018", "mined")["value"] == pytest.approx(45)
    unnamed = reading(result, "C", "2018", "mined")
    assert (unnamed["value"], unnamed["low"], unnamed["inference"]) == (0, 0, "bounded")
    assert unnamed["high"] == pytest.approx((100.5 / 995 + 200.5 / 1995) / 2 * 100)
    half = reading(result, "B", "2018", "mined")
    assert half["value"] == pytest.approx(25)
    assert half["inference"] == "partly bounded"


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
    value: float, qualifier: str | None, high: float | None, expected: tuple[float, ...], one: Path, base: list[Row]
) -> None:
    rows = [*base, seen("CATL", "2020", value, qualifier=qualifier, high=high), seen("BYD", "2020", 3.0)]
    found = reading(work(one, rows), "CATL", "2020")
    assert (found["value"], found["low"], found["high"]) == pytest.approx(expected)


def test_an_indicator_that_few_units_have_is_not_computed_and_says_so(tmp_path: Path, base: list[Row]) -> None:
    path = define(tmp_path, INSTALLED, {"stored": SOURCE.format(code="stored"), "kept": SOURCE.format(code="kept")})
    result = work(path, [*base, seen("Panasonic", "2018", 20.0), seen("CATL", "2018", 9.0, measure="stored")])
    status = dict(result.indicators.select("code", "status").iter_rows())
    assert status["installed"] == status["scale"] == "computed"
    assert status["stored"] == "not computed: at most 33% of the units have it (2018), the gate is 65%"
    assert status["kept"] == "not computed: no observation feeds it"
    assert status["green"] == "not computed: no unit has enough of the indicators under it"
    assert reading(result, "CATL", "2018", "stored")["used"] is False
    assert gate(result, "green", "2018")["status"] == "not computed: 0 of 2 indicators have enough units"


def test_an_index_with_too_few_of_its_first_level_indicators_is_not_computed(tmp_path: Path, base: list[Row]) -> None:
    path = define(tmp_path, INSTALLED, {"stored": SOURCE.format(code="stored")})
    result = work(path, base)
    assert set(result.scores["code"]) == {"scale"}
    assert gate(result, "index", "2018")["status"] == "not computed: 1 of 2 first-level indicators are"
    status = dict(result.indicators.select("code", "status").iter_rows())
    assert status["index"] == "not computed: too few first-level indicators are"


def test_who_lacks_too_much_of_a_first_level_indicator_is_not_ranked(tmp_path: Path) -> None:
    path = define(tmp_path, {**INSTALLED, "stored": SOURCE.format(code="stored")})
    rows = [seen(name, "2018", 10.0 + at) for at, name in enumerate("ABC")]
    rows += [seen(name, "2018", 5.0 + at, measure="stored") for at, name in enumerate("AB")]
    result = work(path, rows)
    assert score(result, "B", "2018")["score"] == pytest.approx((11 / 12 + 1) / 2 * 100)
    lacking = score(result, "C", "2018")
    assert lacking["rank"] is None
    assert lacking["status"] == "not ranked: scale 50% of 65%, missing stored"
    assert (gate(result, "scale", "2018")["passing"], gate(result, "scale", "2018")["units"]) == (2, 3)


def test_an_indicator_of_nobody_counts_against_everybody(tmp_path: Path, base: list[Row]) -> None:
    """The gate counts what anybody could fill, not only what somebody did in the period."""
    with pytest.raises(InputError, match="no first-level indicator has enough"):
        work(define(tmp_path, {**INSTALLED, "stored": SOURCE.format(code="stored")}), base)


def test_what_only_the_user_can_fill_is_not_counted_against_anybody(tmp_path: Path, base: list[Row]) -> None:
    path = define(tmp_path, {**INSTALLED, "stored": SOURCE.format(code="stored")})
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(
            'code = "stored"\nparent = "scale"\nunit = "GWh"\ndirection = 1\ntier = "open"',
            'code = "stored"\nparent = "scale"\nunit = "GWh"\ndirection = 1\ntier = "yours"',
        ),
        encoding="utf-8",
    )
    assert score(work(path, base), "BYD", "2018")["rank"] == 2
    filled = [*base, seen("CATL", "2018", 1.0, measure="stored"), seen("BYD", "2018", 9.0, measure="stored")]
    assert score(work(path, filled), "BYD", "2018")["rank"] == 1


def test_a_listed_unit_without_any_figure_counts_as_missing(tmp_path: Path, base: list[Row]) -> None:
    path = define(tmp_path, INSTALLED, head='universe = ["CATL", "BYD", "SK On", "CALB"]\n')
    with pytest.raises(InputError, match="no first-level indicator has enough"):
        work(path, base)
    assert score(work(path, [*base, seen("CALB", "2018", 0.5)]), "CALB", "2018")["rank"] == 3


def test_only_whole_years_of_named_units_since_the_first_year_count(one: Path, base: list[Row]) -> None:
    rows = [*base, seen("CATL", "2020-01/2020-11", 28.1), seen("CATL", "2017", 10.0)]
    assert set(work(one, rows).readings.select("unit", "period").iter_rows()) == {("CATL", "2018"), ("BYD", "2018")}
    mapped = work(one, rows, units={"CATL": "org-catl"})
    assert set(mapped.readings["unit"]) == {"org-catl"}


def test_two_spellings_of_one_unit_are_one(one: Path, base: list[Row]) -> None:
    result = work(one, [*base, seen("比亚迪", "2019", 9.0)], units={"CATL": "CATL", "BYD": "BYD", "比亚迪": "BYD"})
    assert reading(result, "BYD", "2019")["value"] == 9.0


def test_an_earlier_name_of_the_unit_is_marked(tmp_path: Path, base: list[Row]) -> None:
    path = define(tmp_path, INSTALLED)
    earlier = '\n[[predecessor]]\nunit = "LG Energy Solution"\nname = "LG Chem"\nlast = "2020"\nsource = "https://x"\n'
    path.write_text(path.read_text(encoding="utf-8") + earlier, encoding="utf-8")
    rows = [*base, seen("LG Energy Solution", "2018", 7.4), seen("LG Energy Solution", "2021", 60.2)]
    result = work(path, [*rows, seen("CATL", "2021", 96.7)])
    assert reading(result, "LG Energy Solution", "2018")["series"] == "LG Chem"
    assert reading(result, "LG Energy Solution", "2021")["series"] is None


def test_the_same_observations_give_the_same_edition(one: Path, base: list[Row]) -> None:
    assert work(one, base).id == work(one, base[::-1]).id
    assert work(one, base).scores.equals(work(one, base[::-1]).scores)
    assert work(one, [*base, seen("CATL", "2019", 41.0)]).id != work(one, base).id


def test_no_observation_at_all_is_said_plainly(one: Path, base: list[Row]) -> None:
    with pytest.raises(InputError, match="no observation feeds the index 'synthetic'"):
        work(one, [seen("CATL", "2018", 20.5, measure="sales")])
    with pytest.raises(FaultyInput, match="the column is missing"):
        build_index(load_definition(one), pl.DataFrame(base).drop("unit"))


def test_the_shipped_definitions_are_eleven_first_level_and_forty_six_second_level_indicators() -> None:
    found = [load_definition(name) for name in list_definitions()]
    assert sorted(one.dimension for one in found) == ["china", "enterprise", "global"]
    assert sum(len(one.first_level) for one in found) == 11
    assert sum(len(one.indicators) for one in found) == 46
    assert all(sum(indicator.storage for indicator in one.indicators) >= 2 for one in found)


@pytest.mark.parametrize("name", list_definitions())
def test_a_shipped_definition_speaks_both_languages_and_says_whom_it_ranks(name: str) -> None:
    found = load_definition(name)
    for part in (*found.pillars, *found.indicators):
        assert all(part.names[language] and part.definitions[language] for language in ("en", "zh"))
    assert all(found.names[one] and found.definitions[one] and found.choice[one] for one in ("en", "zh"))
    assert len(set(found.universe)) == len(found.universe) >= 10
    assert all(earlier.source.startswith("http") for earlier in found.predecessors)


@pytest.mark.parametrize("name", list_definitions())
def test_the_unit_of_a_shipped_indicator_is_that_of_the_value_computed(name: str) -> None:
    for indicator in load_definition(name).indicators:
        for source in indicator.sources:
            computed = source.whole_unit or ("%" if source.among else source.unit)
            if source.per:
                scale = {("MW", "MW", 1000.0): "MW/GW"}
                told = f"{source.unit}/{source.per_unit}"
                computed = scale.get((source.unit, str(source.per_unit), source.times), told)
            assert indicator.unit == computed, indicator.code


@pytest.mark.parametrize("name", list_definitions())
def test_every_unit_that_feeds_an_indicator_is_one_that_tables_are_read_into(name: str) -> None:
    """A table in GW is read as MW: an indicator that asks for GW would find nothing."""
    sources = [source for indicator in load_definition(name).indicators for source in indicator.sources]
    asked = {unit for one in sources for unit in (one.unit, one.per_unit, one.whole_unit, *one.currencies) if unit}
    for unit in asked:
        assert read_unit(unit).name == unit
        assert read_unit(unit).factor == 1


@pytest.mark.parametrize("name", list_definitions())
def test_a_name_speaks_of_batteries_of_vehicles_and_of_shares_in_both_languages_or_in_neither(name: str) -> None:
    pairs = (
        ("batter|cell", "电池|电芯"),
        ("electric vehicle", "动力电池"),
        (r"\b(share|intensity|factor|per)\b", "比重|占比|强度|因子|落地率|每|单位"),
    )
    definition = load_definition(name)
    for words in (definition.names, *(part.names for part in definition.indicators)):
        for english, chinese in pairs:
            told = re.search(english, words["en"].lower()) is not None
            assert told == (re.search(chinese, words["zh"]) is not None), words


@pytest.mark.parametrize("name", list_definitions())
def test_the_words_of_an_indicator_hold_no_digit(name: str) -> None:
    texts = [
        text for part in load_definition(name).indicators for text in (*part.names.values(), *part.definitions.values())
    ]
    assert not [text for text in texts if any(letter.isdigit() for letter in text)]


@pytest.mark.parametrize("name", list_definitions())
def test_weights_are_equal_and_no_two_indicators_of_a_parent_share_a_numerator(name: str) -> None:
    found = load_definition(name)
    assert {part.weight for part in (*found.pillars, *found.indicators)} == {1.0}
    fed = [(one.parent, measure) for one in found.indicators for source in one.sources for measure in source.measures]
    assert len(fed) == len(set(fed))


def test_every_fault_of_a_definition_is_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    text = 'id = "mine"\n[[pillar]]\ncode = "p"\n[[indicator]]\ncode = "i"\nparent = "q"\ntier = "free"\n'
    text += '[[indicator.source]]\nmeasure = "m"\nunit = "t"\nof = "World"\nper = "n"\nper_unit = "t"\n'
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultyInput) as caught:
        load_definition(path)
    columns = {fault.column for fault in caught.value.faults}
    assert columns >= {"base", "pillar.name_zh", "indicator.tier", "indicator.parent", "indicator.source", "step"}
    texts = " ".join(fault.text for fault in caught.value.faults)
    assert "of, whole, whole_unit go together" in texts
    assert "only one of of, per, rate and among" in texts
    with pytest.raises(InputError, match="no such index definition"):
        load_definition("nothing")


def test_every_score_names_the_indicators_it_is_made_of(tmp_path: Path) -> None:
    path = define(tmp_path, {**INSTALLED, "stored": SOURCE.format(code="stored")}, tier="open")
    rows = [seen(name, year, 10.0 + at) for at, name in enumerate("AB") for year in ("2018", "2019")]
    rows += [seen(name, "2019", 5.0 + at, measure="stored") for at, name in enumerate("AB")]
    text = path.read_text(encoding="utf-8")
    path.write_text("gate = 0.5\n" + text, encoding="utf-8")
    result = work(path, rows)
    assert score(result, "A", "2018")["made_of"] == "installed"
    assert score(result, "A", "2019")["made_of"] == "installed stored"


def test_a_whole_that_shares_are_of_is_no_unit(tmp_path: Path, base: list[Row]) -> None:
    path = define(tmp_path, SHARED)
    path.write_text(path.read_text(encoding="utf-8").replace('exclude = ["World"]\n', ""), encoding="utf-8")
    assert set(work(path, base).readings["unit"]) == {"CATL", "BYD"}


def test_a_count_of_nothing_is_not_less_than_nothing(one: Path, base: list[Row]) -> None:
    found = reading(work(one, [*base, seen("CALB", "2018", 0.0)]), "CALB", "2018")
    assert (found["value"], found["low"]) == (0, 0)


def test_a_ratio_of_a_loss_keeps_its_ends_in_order(tmp_path: Path) -> None:
    per = '[[indicator.source]]\nmeasure = "profit"\nunit = "USD"\nper = "sales"\nper_unit = "USD"\n'
    rows = [seen(unit, "2018", value, measure="profit", unit="USD") for unit, value in (("A", -10.0), ("B", 5.0))]
    rows += [seen(unit, "2018", 4.0, measure="sales", unit="USD") for unit in "AB"]
    found = reading(work(define(tmp_path, {"margin": per}), rows), "A", "2018", "margin")
    assert float(str(found["low"])) < float(str(found["value"])) < float(str(found["high"]))


def test_a_world_of_nothing_gives_no_share(tmp_path: Path, base: list[Row]) -> None:
    mined = '[[indicator.source]]\nmeasure = "lithium"\nunit = "t"\namong = "World"\nrest = "Other"\n'
    rows = [seen(subject, "2018", 0.0, measure="lithium", unit="t") for subject in ("World", "A", "Other")]
    path = define(tmp_path, {"mined": mined}, INSTALLED, head='universe = ["CATL", "BYD"]\n')
    assert work(path, [*base, *rows]).readings.filter(pl.col("indicator") == "mined").is_empty()


def test_the_base_of_a_definition_is_the_base_of_the_shipped_method(tmp_path: Path) -> None:
    path = define(tmp_path, INSTALLED)
    text = (
        path.read_text(encoding="utf-8")
        .replace(METHOD, "")
        .replace('base = "2018"', 'base = "2020"\nmethod = "development"')
    )
    path.write_text(text, encoding="utf-8")
    rows = [
        seen(unit, year, value) for year in ("2018", "2020") for unit, value in (("A", 9.0), ("B", 4.0), ("C", 2.0))
    ]
    rows += [seen("A", "2021", 9.0), seen("B", "2021", 4.0), seen("C", "2021", 1.0)]
    found = load_definition(path)
    step = found.method.find("normalise")
    assert step is not None
    assert step.choice.settings.text("base") == "2020"
    assert score(work(path, rows), "A", "2020")["score"] == pytest.approx(100)


def test_a_first_level_indicator_without_indicators_is_a_fault(tmp_path: Path) -> None:
    path = define(tmp_path, INSTALLED)
    more = PILLAR.format(code="empty", parent='parent = "index"')
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    with pytest.raises(FaultyInput, match="'empty' has no indicator under it"):
        load_definition(path)


def test_an_indicator_stands_on_its_base_year_though_its_first_level_indicator_begins_later(tmp_path: Path) -> None:
    path = define(tmp_path, {**INSTALLED, "stored": SOURCE.format(code="stored")})
    rows = [seen(unit, "2018", value) for unit, value in (("A", 10.0), ("B", 5.0))]
    rows += [seen(unit, "2019", value) for unit, value in (("A", 20.0), ("B", 30.0))]
    rows += [seen(unit, "2019", 4.0, measure="stored") for unit in "AB"]
    result = work(path, rows)
    assert set(result.scores["period"]) == {"2019"}
    assert dict(result.indicators.select("code", "base_year").iter_rows())["installed"] == "2018"
    assert score(result, "B", "2019", "scale")["score"] == pytest.approx((300 + 100) / 2)


def test_an_indicator_may_pin_its_own_base_year(tmp_path: Path) -> None:
    rows = [seen(unit, year, at + 1.0) for at, year in enumerate(("2018", "2019")) for unit in "AB"]
    pinned = define(tmp_path, {"installed": 'base = "2019"\n' + SOURCE.format(code="installed")})
    assert score(work(pinned, rows), "A", "2018")["score"] == pytest.approx(50)
    define(tmp_path, {"installed": "base = 2019\n" + SOURCE.format(code="installed")})
    with pytest.raises(FaultyInput, match="a year in quotation marks"):
        load_definition(pinned)


PINNED_METHOD = """
[[method.step]]
step = "treat"
rule = "asinh"
[[method.step]]
step = "normalise"
rule = "minmax"
to = [0, 100]
range = "base_or_first"
base = "2018"
[[method.step]]
step = "weigh"
rule = "equal"
[[method.step]]
step = "aggregate"
rule = "arithmetic"
missing = "rescale"
[method.uncertainty]
data = true
[[method.uncertainty.alternative]]
name = "scale"
step = "normalise"
options = [
  { rule = "minmax", to = [0, 100], range = "base_or_first", base = "2018" },
  { rule = "zscore", mean = 50, sd = 20, range = "base_or_first", base = "2018" },
]
"""


def pinned(folder: Path, goalposts: str, more: str = "", method: str = PINNED_METHOD) -> Path:
    """A synthetic definition whose one indicator has its goalposts pinned."""
    path = define(folder, {"installed": f"goalposts = {goalposts}\n{more}{SOURCE.format(code='installed')}"})
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("\n[[method.step]]")] + method, encoding="utf-8")
    return path


def test_pinned_goalposts_are_the_ends_of_the_scale_whatever_the_figures(tmp_path: Path) -> None:
    path = pinned(tmp_path, "[10, 100]")
    rows = [seen("A", "2018", 20.0), seen("B", "2018", 50.0), seen("C", "2018", 80.0), seen("A", "2019", 100.0)]
    rows += [seen("B", "2019", 10.0), seen("C", "2019", 150.0)]
    before, after = work(path, rows), work(path, [*rows, seen("D", "2018", 4.0), seen("E", "2018", 900.0)])
    places = [score(before, name, "2019")["score"] for name in "ABC"]
    assert places[:2] == pytest.approx([100, 0])
    assert float(str(places[2])) > 100
    assert [score(after, name, "2019")["score"] for name in "ABC"] == pytest.approx(places)
    assert set(before.scores["period"]) == {"2018", "2019"}


def test_an_indicator_says_that_its_goalposts_are_pinned(tmp_path: Path) -> None:
    rows = [seen(name, "2018", value) for name, value in (("A", 20.0), ("B", 50.0), ("C", 80.0))]
    found = work(pinned(tmp_path, "[10, 100]"), rows).indicators.row(2, named=True)
    assert (found["goalpost_low"], found["goalpost_high"], found["pinned"]) == (10, 100, True)
    free = work(define(tmp_path, INSTALLED), rows).indicators.row(2, named=True)
    assert free["pinned"] is False


def test_where_less_is_better_the_upper_goalpost_scores_least(tmp_path: Path) -> None:
    path = pinned(tmp_path, "[10, 100]")
    path.write_text(path.read_text(encoding="utf-8").replace("direction = 1", "direction = -1"), encoding="utf-8")
    result = work(path, [seen("A", "2018", 10.0), seen("B", "2018", 100.0), seen("C", "2018", 30.0)])
    assert (score(result, "A", "2018")["score"], score(result, "B", "2018")["score"]) == pytest.approx((100, 0))
    found = result.indicators.row(2, named=True)
    assert (found["goalpost_low"], found["goalpost_high"]) == (100, 10)


@pytest.mark.parametrize("goalposts", ["[100, 10]", "[10, 10]", "[10]", '["a", 10]', "10", "[true, 10]"])
def test_goalposts_that_do_not_rise_are_refused(goalposts: str, tmp_path: Path) -> None:
    with pytest.raises(FaultyInput, match=r"goalposts.*two numbers, the lower first.*\(installed\)"):
        load_definition(pinned(tmp_path, goalposts))


def test_goalposts_are_refused_where_nothing_would_use_them(tmp_path: Path) -> None:
    with pytest.raises(FaultyInput, match=r"the method scales by 'ratio'.*\(installed\)"):
        load_definition(pinned(tmp_path, "[10, 100]", method=METHOD))
    with pytest.raises(FaultyInput, match="an amount is not below nought, and -5 is"):
        load_definition(pinned(tmp_path, "[-5, 100]", more="amount = true\n"))


def test_goalposts_feed_a_method_that_goes_by_goalposts(tmp_path: Path) -> None:
    method = METHOD.replace('rule = "ratio"\nreference = "maximum"', 'rule = "goalposts"\nto = [0, 100]')
    method = method.replace('range = "base_or_first"\nbase = "2018"\n', "")
    result = work(pinned(tmp_path, "[10, 110]", method=method), [seen("A", "2018", 60.0), seen("B", "2018", 500.0)])
    assert (score(result, "A", "2018")["score"], score(result, "B", "2018")["score"]) == (50, 100)
    assert result.indicators.row(2, named=True)["pinned"] is True


def test_pinned_goalposts_of_what_one_unit_has_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the goalposts of installed are pinned, and only one unit has it"):
        work(pinned(tmp_path, "[10, 110]"), [seen("A", "2018", 60.0)])


def test_a_unit_without_a_score_has_no_interval_of_what_the_runs_fill_in(tmp_path: Path) -> None:
    rows = [seen(unit, "2018", value) for unit, value in zip("ABCDEFGH", range(10, 90, 10), strict=True)]
    rows += [seen(unit, "2018", value, measure="made") for unit, value in zip("ABCDEFG", range(1, 8), strict=True)]
    path = define(tmp_path, {"installed": SOURCE.format(code="installed")}, {"made": SOURCE.format(code="made")})
    filled = 'method = "development"\n' + path.read_text(encoding="utf-8").partition("[[method.step]]")[0]
    path.write_text(filled, encoding="utf-8")
    result = work(path, rows)
    alone, other = score(result, "H", "2018", "green"), score(result, "G", "2018", "green")
    assert [alone[name] for name in ("score", "score_low", "score_high", "score_median", "rank_low", "rank_high")] == (
        [None] * 6
    )
    assert other["score_low"] <= other["score_median"] <= other["score_high"]  # type: ignore[operator]


@pytest.mark.parametrize("year", ["2030", "2019"])
def test_a_pinned_base_year_that_no_figure_is_of_is_refused_with_the_years_there_are(year: str, tmp_path: Path) -> None:
    path = define(tmp_path, {"installed": f'base = "{year}"\n' + SOURCE.format(code="installed")})
    rows = [seen(unit, one, 10.0 + at) for at, unit in enumerate("AB") for one in ("2021", "2022", "2023")]
    with pytest.raises(InputError, match=f"base year of installed is pinned to {year}") as refused:
        work(path, rows)
    assert "2021, 2022, 2023" in str(refused.value.hint)


def test_the_audit_counts_the_units_that_no_figure_tells_of_as_the_gate_does(tmp_path: Path) -> None:
    path = define(tmp_path, INSTALLED, head='universe = ["A", "B", "C", "D"]\n')
    result = work(path, [seen(unit, "2018", at + 1.0) for at, unit in enumerate("ABC")])
    row = gate(result, "scale", "2018")
    (told,) = audit(result.nominal).aggregate_coverage.filter(code="scale").iter_rows(named=True)
    assert (row["units"], row["passing"]) == (4, 3)
    assert (told["units"], told["below"]) == (4, 1)
    findings = audit(result.nominal).list_findings(every=True).filter(codes="scale", kind="coverage")
    assert findings["text"].to_list() == ["scale: 1 of 4 units not ranked for want of data."]


def weighed(folder: Path, *, rule: str | None = None, method: str = "development") -> Path:
    """A definition that lets the first of two indicators count three times as much, by a method's rule for weights."""
    more = {"installed": "weight = 3\n" + INSTALLED["installed"], "stored": SOURCE.format(code="stored")}
    path = define(folder, more)
    text = path.read_text(encoding="utf-8")
    if rule is None:
        text = text.replace(METHOD, "").replace('base = "2018"', f'base = "2018"\nmethod = "{method}"')
    path.write_text(text.replace('rule = "equal"', f'rule = "{rule}"'), encoding="utf-8")
    return path


@pytest.mark.parametrize("rule", [None, "given"])
def test_a_weight_that_a_definition_states_counts(rule: str | None, tmp_path: Path) -> None:
    rows = [seen(unit, "2018", value) for unit, value in (("A", 100.0), ("B", 0.0))]
    rows += [seen(unit, "2018", value, measure="stored") for unit, value in (("A", 0.0), ("B", 100.0))]
    result = work(weighed(tmp_path, rule=rule), rows)
    readings = {(str(row["indicator"]), str(row["unit"])): row for row in result.readings.to_dicts()}
    assert readings["installed", "A"]["weight"] == pytest.approx(0.75)
    scores = [score(result, unit, "2018")["score"] for unit in "AB"]
    assert scores[0] == pytest.approx(3 * float(str(scores[1])))


@pytest.mark.parametrize(("rule", "told"), [("equal", "weighs all alike"), ("entropy", r"weighs \('entropy'\)")])
def test_a_weight_that_the_method_would_pass_over_is_refused(rule: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(FaultyInput, match=rf"indicator.weight.*{told}.*\(installed\)"):
        load_definition(weighed(tmp_path, rule=rule))


def test_a_weight_counts_where_an_alternative_of_the_uncertainty_takes_it(tmp_path: Path) -> None:
    path = weighed(tmp_path, rule="equal")
    options = '[{ rule = "equal" }, { rule = "given" }]'
    more = f'[[method.uncertainty.alternative]]\nname = "weights"\nstep = "weigh"\noptions = {options}\n'
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("data = true\n", f"data = true\n{more}", 1), encoding="utf-8")
    assert load_definition(path).method.uncertainty is not None
