"""Checks of single values. Texts that are made up say synthetic; real figures carry their address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import isclose
from typing import TYPE_CHECKING

import pytest
from case_book import book_of
from hypothesis import given
from hypothesis import strategies as st

from gigawatch.ledger import Ledger, make_ledger
from gigawatch.ledger.check.benchmark import benchmarks, range_of
from gigawatch.ledger.check.precision import divide, printed_interval
from gigawatch.ledger.check.shift import base_span
from gigawatch.ledger.check.slip import suggest_slip
from gigawatch.ledger.setting import ceilings, slips
from gigawatch.model import Bound, Check, Document, Interval, Quantity, Severity
from gigawatch.vocab import links

if TYPE_CHECKING:
    from conftest import Desk


def write(name: str, text: str, published: str = "2024-01-31", lang: str = "en") -> Document:
    return Document(
        name, f"{name}.md", name, text, lang, name, f"https://{name}.example", None, date.fromisoformat(published),
        date(2026, 1, 1), None,
    )  # fmt: skip


def book(*documents: Document) -> Ledger:
    return book_of(tuple(documents))


def found(ledger: Ledger, kind: str) -> list[Check]:
    return [check for checks in ledger.findings.values() for check in checks if check.kind == kind]


def severities(checks: Sequence[Check]) -> set[Severity]:
    return {check.severity for check in checks}


# ---------------------------------------------------------------- precision
@pytest.mark.parametrize(
    ("surface", "value", "low", "high"),
    [("96.2 billion yuan", 9.62e10, 9.615e10, 9.625e10), ("30 GWh", 30.0, 29.5, 30.5), ("3成", 30.0, 25.0, 35.0)],
)
def test_a_printed_figure_stands_for_all_that_round_to_it(surface: str, value: float, low: float, high: float) -> None:
    interval = printed_interval(Quantity(value, "GWh"), surface)
    assert isclose(interval.low, low)
    assert isclose(interval.high, high)


def test_a_hedged_figure_keeps_the_interval_of_its_hedge() -> None:
    assert printed_interval(Quantity(30.0, "GWh", Bound.NEARLY), "nearly 30 GWh") == Interval(27.0, 30.0)


@given(st.floats(1, 1e6), st.floats(1, 1e6), st.floats(0, 0.4))
def test_a_quotient_of_intervals_holds_the_quotient_of_their_middles(one: float, two: float, part: float) -> None:
    found = divide(Interval(one * (1 - part), one * (1 + part)), Interval(two * (1 - part), two * (1 + part)))
    assert found.low <= one / two * (1 + 1e-9)
    assert found.high >= one / two * (1 - 1e-9)


def test_the_base_of_a_growth_is_a_year_earlier_or_the_month_before() -> None:
    month = (date(2024, 3, 1), date(2024, 3, 31))
    assert base_span(month, "mom") == (date(2024, 2, 1), date(2024, 2, 29))
    assert base_span(month, "yoy") == (date(2023, 3, 1), date(2023, 3, 31))
    assert base_span(month, None) is None
    assert base_span((date(2024, 2, 1), date(2024, 2, 29)), "yoy") == (date(2023, 2, 1), date(2023, 2, 28))


# ---------------------------------------------------------------- shares
# Figures: http://ayhf.cn/post/103275.html (2025-01-13), https://news.metal.com/newscontent/103300025/ (2025-04-25)
CHINA_2024 = (
    "China's power battery installations reached 548.4 GWh in 2024. "
    "The top ten firms installed 524.1 GWh, or 95.6 percent of the total."
)
CATL_2024 = "2024年，宁德时代国内动力电池装车量为246.01GWh，市占率为45.08%。"


def test_a_share_that_follows_from_its_part_and_whole_is_said_to_agree() -> None:
    (check,) = found(book(write("smm", CHINA_2024, "2025-04-25")), "share")
    assert check.severity is Severity.INFO
    assert "95.6% agrees" in check.text
    assert "548.4" in check.text
    assert len(check.evidence) == 3


def test_a_share_with_two_decimals_that_its_whole_cannot_give_warns_and_tells_the_whole_that_would_fit() -> None:
    ledger = book(write("smm", CHINA_2024, "2025-04-25"), write("jiemian", CATL_2024, "2025-01-13", "zh"))
    (check,) = [one for one in found(ledger, "share") if one.severity is Severity.WARNING]
    for words in ("45.08%", "44.86%", "0.22 percentage points", "545.7"):
        assert words in check.text
    assert "不符" in check.text_zh


def test_several_wholes_of_one_place_are_told_apart_by_the_measure_that_fits() -> None:
    # https://wildcatsandblacksheep.com/?p=11051: 465.5 GWh sold and 545.9 GWh made in China in 2022
    whole = "China sold 465.5 GWh of power batteries in 2022. China produced 545.9 GWh of power batteries in 2022."
    part = "2022年，宜宾动力电池产量72GWh，占全国的15.5%。"
    ledger = book(write("whole", whole, "2023-06-01"), write("part", part, "2023-06-10", "zh"))
    (check,) = found(ledger, "share")
    assert check.severity is Severity.INFO
    assert "465.5" in check.text
    assert "545.9" in (check.suggestion or "")


def test_a_share_whose_whole_is_not_in_the_ledger_tells_what_it_would_be() -> None:
    part = "2022年，宜宾动力电池产量72GWh，占全国产量的13.2%。"
    (check,) = found(book(write("part", part, "2023-06-10", "zh")), "share")
    assert check.severity is Severity.INFO
    assert "not in the ledger" in check.text
    assert "545.5" in check.text


def test_a_stake_and_a_yield_are_no_shares_of_a_market() -> None:
    text = "Synthetic Cells holds a 51% stake in the plant. The yield of its line reached 95 percent in 2023."
    assert not found(book(write("synthetic", text)), "share")


def test_shares_at_home_and_in_the_world_have_their_own_wholes() -> None:
    # https://technode.com/2023/05/04/catl-takes-top-spot-byd-second-in-global-ev-battery-usage-in-q1/
    text = (
        "Global EV battery usage reached 133.0 GWh in the first quarter of 2023. "
        "CATL recorded usage of 46.6 GWh, a global market share of 35.0 percent."
    )
    (check,) = found(book(write("technode", text, "2023-05-04")), "share")
    assert check.severity is Severity.INFO
    assert "the world" in check.text


# ---------------------------------------------------------------- growth
# http://www.ptdjc.com/product/563.html, https://m.mysteel.com/a/24030414/8A6C5CFBC37A49D2_abc.html
def test_growth_that_follows_from_both_years_is_said_to_agree_across_documents() -> None:
    ledger = book(
        write("y2022", "据工信部，2022年全国锂离子电池产量达750GWh。", "2023-02-27", "zh"),
        write("y2023", "据工信部，2023年全国锂电池总产量超过940GWh，同比增长25%。", "2024-03-04", "zh"),
    )
    (check,) = found(ledger, "growth")
    assert check.severity is Severity.INFO
    assert "750 GWh" in check.text


def test_a_growth_by_times_is_told_as_a_growth_and_not_as_the_quotient_of_the_two_years() -> None:
    ledger = book(
        write("y2021", "2021年，宜宾动力电池产业产值达160亿元。", "2022-02-27", "zh"),
        write("y2022", "2022年，宜宾动力电池产业产值达889亿元，同比增长4.54倍。", "2023-02-04", "zh"),
    )
    (check,) = found(ledger, "growth")
    assert check.text_zh.startswith("增幅4.54倍相符：由160亿元")
    assert check.text_zh.endswith("增幅为4.556倍")
    assert "growth by 4.54 times agrees: from 16 billion yuan" in check.text


def test_growth_of_cumulative_months_that_its_base_cannot_give_warns() -> None:
    # https://kjj.changzhou.gov.cn/html/kjj/2022/MHFDIKKN_0728/40881.html, https://chinarczx.cn/a/caijingbaodao/jingjishuju/20230717/5724.html
    ledger = book(
        write("first", "2022年1-6月，我国动力电池产量累计206.4GWh。", "2022-07-28", "zh"),
        write("second", "2023年1-6月，我国动力电池累计产量293.6GWh，同比增长36.8%。", "2023-07-17", "zh"),
    )
    (check,) = found(ledger, "growth")
    assert check.severity is Severity.WARNING
    assert "42.25%" in check.text
    assert "214.6" in check.text
    assert "restated" in (check.suggestion or "")


def test_a_change_from_one_amount_to_another_is_checked_within_its_sentence() -> None:
    # https://www.automotivepowertraintechnologyinternational.com/ (2022-12-08)
    text = (
        "Ultium Cells raises the capacity of its plant in Spring Hill by more than 40 percent, from 35 GWh to 50 GWh."
    )
    (check,) = found(book(write("ultium", text, "2022-12-08")), "growth")
    assert check.severity is Severity.INFO
    assert "42.9%" in check.text


# ---------------------------------------------------------------- intensity and magnitude
# https://www.fox17online.com/ (2025-06-24): million for billion
HOLLAND = (
    "LG Energy Solution has invested $1.4 million in its LFP battery plant in Holland, Michigan. "
    "The plant has an annual capacity of 16.5 GWh."
)


def test_money_far_below_what_is_published_for_the_link_warns_with_the_slip_that_explains_it() -> None:
    (check,) = found(book(write("fox", HOLLAND, "2025-06-24")), "intensity")
    assert check.severity is Severity.WARNING
    assert "1.4 billion US dollars" in (check.suggestion or "")


def test_an_ordinary_plant_has_no_finding_of_intensity() -> None:
    # https://ciaps.org.cn/wap/index.php?itemid=33803&moduleid=21 (2019-07-02)
    text = (
        "中航锂电与厦门火炬高新区管委会签署协议，总投资100亿元的动力锂电池生产线项目落户厦门，"
        "达产后可形成年产20GWh的产能。"
    )
    ledger = book(write("calb", text, "2019-07-02", "zh"))
    assert not found(ledger, "intensity")
    assert not found(ledger, "magnitude")


def test_the_same_digits_a_thousandfold_apart_are_a_slip_shown_and_not_repaired() -> None:
    right = (
        HOLLAND.replace("$1.4 million", "$1.4 billion")
        + " It was opened by the state's governor on Thursday, and visitors were shown around."
    )
    ledger = book(write("energytech", right, "2025-06-26"), write("fox", HOLLAND, "2025-06-24"))
    (check,) = found(ledger, "magnitude")
    assert "1.4 million US dollars" in check.text
    assert "million printed for billion" in (check.suggestion or "")
    assert {getattr(claim, "value", 0.0) for claim in ledger.material.claims.values()} >= {1.4e6, 1.4e9}


def test_a_unit_of_a_hundred_million_read_for_gwh_is_a_slip_of_ten() -> None:
    # https://leifute.com/page/news-center/internationalNews/20230511/596662.html: 72亿瓦时 for 72 GWh
    text = (
        "重庆涪陵3个动力电池项目和11个配套材料项目加速推进，总投资超过400亿元。"
        "项目建成投产后，涪陵动力电池产能将达到72亿瓦时。"
    )
    (check,) = found(book(write("fuling", text, "2023-05-11", "zh")), "magnitude")
    assert "72 GWh" in (check.suggestion or "")


def test_a_part_in_gwh_of_a_whole_in_twh_is_a_slip_of_a_thousand() -> None:
    # https://publica.fraunhofer.de/handle/publica/484103
    text = "Europe plans a capacity of 1.2 GWh to 1.7 GWh by 2030, which is 54-75% of the over 2 TWh a year announced."
    (check,) = found(book(write("publica", text, "2023-01-31")), "magnitude")
    assert check.severity is Severity.WARNING
    assert "GWh for TWh" in (check.suggestion or "")


def test_every_slip_has_its_opposite_and_tells_both_values() -> None:
    assert {round(slip.factor * other.factor, 6) for slip in slips() for other in slips()} >= {1.0}
    told = suggest_slip(Quantity(1.4e6, "USD"), 1000.0)
    assert told is not None
    assert "14亿美元" in told.zh
    assert suggest_slip(Quantity(1.4e6, "USD"), 7.0) is None


def test_every_benchmark_has_a_link_an_address_and_a_range() -> None:
    rows = [row for (link, _, _), group in benchmarks().items() if link for row in group]
    assert {row.link for row in rows} <= set(links())
    assert all(row.source.startswith("http") and row.basis and row.interval.low <= row.interval.high for row in rows)
    wanted = {"cell", "cathode", "anode", "separator", "electrolyte", "copper_foil", "precursor", "lithium_refining"}
    assert wanted <= {row.link for row in rows if row.upper == "investment"}
    assert range_of("cell", "investment", "CNY/GWh") is not None
    assert all(ceiling.basis for ceiling in ceilings())


def test_a_value_a_power_of_ten_out_of_its_own_series_warns() -> None:
    # synthetic figures of a real city
    texts = [
        write("one", "Yibin produced 20 GWh of power batteries in 2020.", "2021-02-01"),
        write(
            "two", "According to the city's bureau of statistics, 3.1 GWh were produced in Yibin in 2021.", "2022-02-01"
        ),
        write("three", "Last year was a good one: Yibin's production of batteries was 45 GWh in 2022.", "2023-02-01"),
    ]
    (check,) = found(book(*texts), "magnitude")
    assert "3.1 GWh" in check.text
    assert "31 GWh" in (check.suggestion or "")


def test_a_part_larger_than_its_whole_warns() -> None:
    text = "2023年，宜宾动力电池产量50GWh，其中三江新区产量120GWh。"  # synthetic figures of a real city
    (check,) = found(book(write("part", text, "2024-01-10", "zh")), "magnitude")
    assert "larger than its whole" in check.text


# ---------------------------------------------------------------- mixed and fall
def test_built_and_under_construction_in_one_figure_is_told_and_never_built() -> None:
    # http://nbnewpower.cn/cj/2022/12-19/9917504.shtml
    ledger = book(write("ningde", "宁德市已建成投产和在建的电池总产能合计330GWh。", "2022-12-19", "zh"))
    (check,) = found(ledger, "mixed")
    assert "330" in check.text
    assert "已建成投产和在建" in check.text
    assert not [fact for fact in ledger.facts.values() if fact.status == "operating"]


def test_built_capacity_that_falls_warns_unless_a_closure_is_known(desk: Desk) -> None:
    desk.document("old", "The base holds 20 GWh.", "2023-01-10")  # synthetic
    desk.document("new", "Only 8 GWh remain.", "2024-01-10")
    desk.claim("old", "20 GWh", value=20.0, period="2023-01", status="operating")
    desk.claim("new", "8 GWh", value=8.0, period="2024-01", status="operating")
    (open_,) = found(make_ledger(desk.material()), "fall")
    assert open_.severity is Severity.WARNING
    assert "another perimeter" in (open_.suggestion or "")
    desk.document("end", "It was closed for good.", "2023-06-06")
    desk.event("end", "closed", type="closure", date="2023-06-05")
    (explained,) = found(make_ledger(desk.material()), "fall")
    assert explained.severity is Severity.INFO
    assert "a loss" in (explained.suggestion or "")
    assert len(explained.evidence) == 3


def test_a_plan_that_shrinks_is_no_fall() -> None:
    old = write("old", "CATL plans a battery plant in Erfurt with a total capacity of 24 GWh.", "2021-01-10")
    new = write("new", "CATL plans a battery plant in Erfurt with a total capacity of 14 GWh.", "2023-01-10")
    ledger = book(old, new)
    assert not found(ledger, "fall")
    assert severities(found(ledger, "plan")) <= {Severity.INFO}


# ---------------------------------------------------------------- rates and order
def test_a_rounded_amount_in_another_currency_is_within_its_digits() -> None:
    # http://subsites.chinadaily.com.cn/zhuhai/en/2022-03/15/c_725412.htm
    text = "Sunwoda will invest 12 billion yuan ($2 billion) to build a base in Zhuhai."
    (check,) = found(book(write("zhuhai", text, "2022-03-15")), "rate")
    assert check.severity is Severity.INFO
    assert "1美元合6元" in check.text_zh
    assert "6 CNY per USD" in check.text


def test_a_currency_that_cannot_be_meant_warns_with_the_slip() -> None:
    text = "Synthetic Cells will invest 12.0 billion yuan ($1.90 million) to build a base in Zhuhai."
    (check,) = found(book(write("synthetic", text, "2022-03-15")), "rate")
    assert check.severity is Severity.WARNING
    assert "1.9 billion US dollars" in (check.suggestion or "")


def test_findings_do_not_depend_on_the_order_of_the_documents() -> None:
    documents = [
        write("smm", CHINA_2024, "2025-04-25"),
        write("jiemian", CATL_2024, "2025-01-13", "zh"),
        write("fox", HOLLAND),
    ]
    material = book(*documents).material
    backwards = replace(material, claims=dict(reversed(list(material.claims.items()))))
    assert make_ledger(material).findings == make_ledger(backwards).findings
