"""Quantities read from English and Chinese: values, units, hedges, ranges, and what is no quantity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigawatch.quantity import find_quantities, read_quantity
from stopwatch import seconds_of

STATED = [
    ("The works cost 7.3 billion yuan.", [(7.3e9, "CNY")]),
    ("It raised EUR450m, $3.1B and RMB 2.8bn.", [(4.5e8, "EUR"), (3.1e9, "USD"), (2.8e9, "CNY")]),
    ("capacity of 12 gigawatt-hours a year", [(12, "GWh/yr")]),
    ("a 25,000-tonne-per-year cathode line", [(25000, "t/yr")]),
    ("sold at $9,500 per ton", [(9500, "USD/t")]),
    ("cells of 186 Wh/kg", [(186, "Wh/kg")]),
    ("its share rose 2.4 percentage points to 31.5 per cent", [(2.4, "pp"), (31.5, "%")]),
    ("Exports fell 8.5%.", [(-8.5, "%")]),
    ("EBITDA of EUR -3.2 million", [(-3.2e6, "EUR")]),
    ("output of 500 million watt-hours", [(0.5, "GWh")]),
    ("a two-fifths stake, a third of sales", [(40, "%"), (33.333333333333336, "%")]),
    ("Sales doubled.", [(2, "x")]),
    ("12,4 GWh and a share of 18,6 %", [(12.4, "GWh"), (18.6, "%")]),
    ("1 in 5 cars", [(20, "%")]),
    ("three new battery plants with 1,250 workers", [(3, "count"), (1250, "count")]),
    ("twenty-two battery plants for thirty-five GWh", [(22, "count"), (35, "GWh")]),
    ("seventy-one million dollars", [(7.1e7, "USD")]),
    ("three lithium-battery-plants", [(3, "count")]),
    ("The plant will create 1990 jobs and employ 2000 people.", [(1990, "count"), (2000, "count")]),
    ("It has over 2000 workers, hired as 4650 employees left.", [(2000, "count"), (4650, "count")]),
    ("It will employ 1,800 in Sines, hiring about 300 more next year.", [(1800, "count"), (300, "count")]),
    ("It sold 4680 MWh.", [(4680, "MWh")]),
    ("就业岗位4650个，员工2170人", [(4650, "count"), (2170, "count")]),
    ("总投资7.3亿元", [(7.3e8, "CNY")]),
    ("投资２５亿建厂", [(2.5e9, "CNY")]),
    ("年产12万吨磷酸铁锂", [(120000, "t/yr")]),
    ("用电1.5亿千瓦时", [(1.5e8, "kWh")]),
    ("产量2亿瓦时", [(0.2, "GWh")]),
    ("装机规模30万千瓦", [(300, "MW")]),
    ("同比下降4.6%,环比提高0.8个百分点", [(-4.6, "%"), (0.8, "pp")]),
    ("占比超七成", [(70, "%")]),
    ("四分之三外销", [(75, "%")]),
    ("每8块电池就有1块产自本地", [(12.5, "%")]),
    ("销量翻两番", [(4, "x")]),
    ("投入四十五亿元", [(4.5e9, "CNY")]),
    ("總投資8.5億元,年產3萬噸", [(8.5e8, "CNY"), (30000, "t/yr")]),
    ("碳酸锂均价9.6万元/吨", [(96000, "CNY/t")]),
    ("建设年产3万吨碳酸锂项目", [(30000, "t/yr")]),
    ("减少3万吨碳排放", [(30000, "tCO2e")]),
]


@pytest.mark.parametrize(("text", "wanted"), STATED)
def test_values_come_in_base_scale_with_their_unit(text: str, wanted: list[tuple[float, str]]) -> None:
    assert [(f.value, f.unit) for f in find_quantities(text)] == [(pytest.approx(v), u) for v, u in wanted]


HEDGED = [
    ("more than 40 GWh", "over"),
    ("exceeding 40 GWh", "over"),
    ("at least 40 GWh", "at least"),
    ("almost 40 GWh", "nearly"),
    ("roughly 40 GWh", "about"),
    ("up to 40 GWh", "up to"),
    ("spend up to $40 million", "up to"),
    ("ramp up to 40 GWh", None),
    ("speed up to 40 GWh", None),
    ("40 GWh", None),
    ("约40GWh", "about"),
    ("40GWh左右", "about"),
    ("超40GWh", "over"),
    ("突破40GWh", "over"),
    ("40余家", "over"),
    ("不低于40GWh", "at least"),
    ("40GWh以上", "at least"),
    ("近40GWh", "nearly"),
    ("不超过40GWh", "up to"),
    ("达到40GWh", None),
    ("签约40亿元", None),
    ("最近40座", None),
]


@pytest.mark.parametrize(("text", "bound"), HEDGED)
def test_the_hedge_is_kept_and_none_is_invented(text: str, bound: str | None) -> None:
    (found,) = find_quantities(text)
    assert found.bound == bound


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("18,000 to 24,000 tonnes", 18000, 24000, "t"),
        ("between EUR 6 million and EUR 9 million", 6e6, 9e6, "EUR"),
        ("$7-9 per kg", 7, 9, "USD/kg"),
        ("15至18亿元", 1.5e9, 1.8e9, "CNY"),
        ("120-130万吨", 1.2e6, 1.3e6, "t"),
        ("2万座至3万座", 20000, 30000, "count"),
    ],
)
def test_a_range_is_one_quantity_with_both_ends(text: str, low: float, high: float, unit: str) -> None:
    (found,) = find_quantities(text)
    assert (found.value, found.high, found.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("上年同期亏损20.74亿元", -2_074_000_000.0),
        ("亏损收窄至2.7亿元", -270_000_000.0),
        ("净亏损同比扩大至约3亿元", -300_000_000.0),
        ("净利润为-3760.86万元", -37_608_600.0),
        ("归母净利润-1986.40万元", -19_864_000.0),
        ("锂电池-100GWh项目", 100.0),
    ],
)
def test_a_loss_and_a_minus_behind_a_result_are_negative(text: str, value: float) -> None:
    assert [found.value for found in find_quantities(text, "zh")] == [value]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("总投资约2兆元，储能500兆瓦/1000兆瓦时", [(2e12, "CNY"), (500.0, "MW"), (1000.0, "MWh")]),
        ("产值0.9兆元新台币，净损3.4亿元台币", [(9e11, "TWD"), (-3.4e8, "TWD")]),
        ("RM25.5 billion, sold at $US804/dmt, on 7.2 square km", [(25.5e9, "MYR"), (804.0, "USD/t"), (7.2, "km2")]),
    ],
)
def test_scales_and_currencies_as_other_countries_write_them(text: str, wanted: list[tuple[float, str]]) -> None:
    lang = "zh" if "兆" in text else "en"
    assert [(found.value, found.unit) for found in find_quantities(text, lang)] == wanted


@pytest.mark.parametrize("words", ["a year earlier", "a year ago", "a year before"])
def test_a_year_earlier_is_no_rate(words: str) -> None:
    assert [found.unit for found in find_quantities(f"12 GWh, up from 9 GWh {words}")] == ["GWh", "GWh"]


def test_a_move_from_one_value_to_another_is_two_quantities() -> None:
    assert [f.value for f in find_quantities("产能从2万吨提升到5万吨")] == [20000, 50000]
    assert [f.value for f in find_quantities("from 20 to 45 GWh")] == [20, 45]


NO_QUANTITY = [
    "the 4680 cell and the 2170 cell",
    "4680 cells, 2170 production lines and 18650 new batteries",
    "4680电池和4680大圆柱电池产线",
    "In 2023 employees voted, and by 2025 workers will",
    "2023 new jobs",
    "Level 2 chargers",
    "Phase 2 begins on May 12, 2023",
    "shares (300432) of NCM811 makers",
    "call 0831-555 1234",
    "三元材料与1+N格局",
    "第46名",
    "前十企业",
    "一期、二期项目",
    "百亿级产业",
    "2023年5月12日",
    "the F-150 and the Model 3",
    "three times a year",
    "top 50 companies",
    "projects worth over 3 billion yuan each",
    "30亿元以上项目",
]


@pytest.mark.parametrize("text", NO_QUANTITY)
def test_names_ranks_dates_and_thresholds_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == []


def test_an_unknown_unit_is_a_refusal_not_a_guess() -> None:
    assert read_quantity("30 flurbs") is None
    assert read_quantity("30") is None
    assert find_quantities("about 500 zorkmids of it") == []


def test_read_quantity_takes_the_whole_text_or_nothing() -> None:
    assert read_quantity("30 GWh") is not None
    assert read_quantity("30 GWh and 40 GWh") is None
    assert read_quantity("some words, then 30 GWh") is None


@pytest.mark.parametrize("text", [text for text, _ in STATED])
def test_the_span_holds_the_surface_and_reads_the_same_again(text: str) -> None:
    for found in find_quantities(text):
        assert text[found.start : found.end] == found.surface
        again = find_quantities(text, within=(found.start, found.end))
        assert [f.quantity for f in again] == [found.quantity]


@given(st.text(alphabet="0123456789.,%$元亿万吨 GWhbilonyuater-至到约近余多一二三十（）()", max_size=60))
def test_any_text_is_read_without_fault_and_every_span_holds(text: str) -> None:
    for found in find_quantities(text):
        assert text[found.start : found.end] == found.surface
        assert found.high is None or found.high >= found.value


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1,000,",
        "1 000 ",
        "9 a",
        "约",
        "5-",
        "from 1 to ",
        "亿",
        "(1",
        "1万亿",
        "a b c d e f ",
        "more than ",
        "$1 ",
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_time_grows_with_the_text_and_not_faster(unit: str, lang: str) -> None:
    short = _seconds(unit * (4000 // len(unit)), lang)
    long = _seconds(unit * (32000 // len(unit)), lang)
    assert long < max(40 * short, 1.0)


@pytest.mark.parametrize("words", ["30 GWh a\nyear", "30 GWh per\n year", "30 GWh\na year"])
def test_a_rate_may_be_broken_between_two_lines(words: str) -> None:
    (found,) = find_quantities(f"A capacity of {words} is planned.", "en")
    assert (found.quantity.value, found.quantity.unit) == (30, "GWh/yr")


def _seconds(text: str, lang: str) -> float:
    return seconds_of(lambda: find_quantities(text, lang))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("投资2亿5000万元", 250_000_000, "CNY"),
        ("投资3亿5千万元", 350_000_000, "CNY"),
        ("营收8千7百万元", 87_000_000, "CNY"),
        ("約2萬4,000輛電動車", 24_000, "count"),
        ("约3万5千辆汽车", 35_000, "count"),
        ("提供1万2500人就业", 12_500, "count"),
        ("年产1万2000吨", 12_000, "t"),
    ],
)
def test_a_number_that_is_told_in_two_parts_is_one(text: str, value: float, unit: str) -> None:
    (found,) = find_quantities(text, "zh")
    assert (found.value, found.unit.removesuffix("/yr")) == (value, unit)


@pytest.mark.parametrize(
    ("text", "values"),
    [("投资120亿30GWh电池项目", [30]), ("投资2亿5000人就业", [5000]), ("投资3亿元5万吨项目", [300_000_000, 50_000])],
)
def test_two_numbers_beside_one_another_are_not_parts_of_one(text: str, values: list[float]) -> None:
    assert [found.value for found in find_quantities(text, "zh")] == values


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("台塑新智能投資160億元，在彰濱工業區建立電芯廠，打造台灣電池產業鏈，彰化縣長出席。", "TWD"),
        ("寧德時代在中國投資160億元建電芯廠，並在台灣設立辦事處，台北開業。", "CNY"),
        ("公司在台湾投资160亿元建厂，台北市长出席。", "CNY"),
    ],
)
def test_yuan_alone_are_those_of_the_country_of_the_text(text: str, unit: str) -> None:
    assert [found.unit for found in find_quantities(text, "zh")] == [unit]
