"""Whose a figure of Chinese news is, where and when, as the language tells it plainly; all sentences are synthetic."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from gigawatch.claims import read_claims
from gigawatch.model import Document, Kind, QuantityClaim


def read(text: str, title: str | None = None) -> list[QuantityClaim]:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    day = date(2024, 7, 20)
    document = Document(id="d", path="d.txt", sha256=sha256, text=text, published=day, language="zh", title=title)
    return [c for c in read_claims(document, kinds=[Kind.QUANTITY]).claims if isinstance(c, QuantityClaim)]


def subjects(text: str, title: str | None = None) -> list[str | None]:
    return [claim.subject for claim in read(text, title)]


@pytest.mark.parametrize("word", ["全国", "我国", "中国"])
def test_the_country_at_home_has_one_name_in_a_text(word: str) -> None:
    text = f"我国储能行业快速发展。2023年，{word}新型储能装机规模达3139万千瓦。"
    assert subjects(text) == ["我国"]


@pytest.mark.parametrize(
    "text",
    [
        "据高工锂电统计，6月全球动力电池装车量70GWh。",
        "海川研究院（HCI）数据显示，6月全球动力电池装车量70GWh。",
        "海川咨询公司最新发布的监测数据显示，6月全球动力电池装车量70GWh。",
    ],
)
def test_who_counts_is_not_whose_the_figure_is(text: str) -> None:
    assert subjects(text) == ["全球"]


def test_a_house_that_sells_data_owns_no_figure_of_the_sentences_behind_it() -> None:
    text = "上海钢联3月22日发布报价。电池级碳酸锂均价29万元/吨。"
    assert "上海钢联" not in subjects(text)


@pytest.mark.parametrize(
    ("words", "iso"),
    [("1-6月", "2024-H1"), ("前三个月", "2024-Q1"), ("2023年1至12月", "2023"), ("1-5月", "2024-01/2024-05")],
)
def test_months_that_are_a_half_a_quarter_or_a_year_are_called_so(words: str, iso: str) -> None:
    assert [claim.period for claim in read(f"{words}，我国动力电池装车量200GWh。")] == [iso]


def test_the_items_of_a_list_run_together_on_one_line_are_each_of_their_own_firm() -> None:
    text = (
        "代表性公司业绩 - 赣锋锂业预计2023年营收85亿元[1] - 雅化集团预计2023年营收60亿元[2]"
        " - 华友钴业预计2023年营收640亿元"
    )
    assert subjects(text) == ["赣锋锂业", "雅化集团", "华友钴业"]


def test_a_range_written_with_a_spaced_dash_is_no_list() -> None:
    assert len(subjects("2023年宁德时代 - 欧洲装车量 5 - 6 GWh。")) == 1


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("三家厂商中，LG新能源装机量为28GWh，三星SDI为5.9GWh。", ["LG新能源", "三星SDI"]),
        ("宁德时代产能利用率跌至51.3%，三星SDI小型电池工厂开工率降至44%。", ["宁德时代", "三星SDI"]),
        ("位列第一的是宁德时代，而比亚迪则位列第二，其市场份额由6.8%升至11.8%。", ["比亚迪", "比亚迪"]),
    ],
)
def test_the_firm_at_the_head_of_its_clause_owns_the_figures_behind_it(text: str, owners: list[str]) -> None:
    assert subjects(text) == owners


def test_a_statistic_alone_in_brackets_is_of_the_firm_before_them() -> None:
    text = "中创新航以5.62%的占比位居第三，仅次于宁德时代（46.79%）和比亚迪（21.91%）。"
    assert subjects(text) == ["中创新航", "宁德时代", "比亚迪"]


def test_a_list_of_figures_goes_by_the_list_of_names_before_it() -> None:
    text = "前三名为宁德时代、比亚迪和中创新航，2023年全球市占率分别为36.8%、15.8%与4.7%。"
    assert subjects(text) == ["宁德时代", "比亚迪", "中创新航"]


def test_a_part_of_a_country_that_no_one_governs_owns_no_share_of_it() -> None:
    text = "我国新型储能快速发展。华北地区新型储能装机占全国30.4%，西北地区占26.1%。"
    assert set(subjects(text)) == {"我国"}


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("位于仙居县的台州弗迪新能源动力电池有限公司年产能22GWh。", "台州弗迪新能源动力电池有限公司"),
        ("一汽股权投资（天津）有限公司出资4.9亿元建设电池工厂。", "一汽股权投资（天津）有限公司"),
    ],
)
def test_a_known_short_name_within_a_full_one_is_read_as_the_full_one(text: str, owner: str) -> None:
    assert subjects(text) == [owner]


@pytest.mark.parametrize(
    "text",
    [
        "宁德时代在宜宾打造高端绿色能源材料基地，项目总投资30亿元。",
        "宁德时代宣布增资。50GWh新能源项目总投资30亿元。",
        "宁德时代公告披露，项目总投资30亿元。",
        "宁德时代在报告中披露，其分配的发售股份占总数的5%。",
        "宁德时代相关负责人表示，项目总投资30亿元。",
    ],
)
def test_goods_shares_and_words_before_a_teller_are_nobody_s_name(text: str) -> None:
    assert set(subjects(text)) == {"宁德时代"}


def test_three_partners_in_a_row_may_own_a_figure_together() -> None:
    text = "3月1日，宁德时代与格林美、华友钴业合资成立公司。宁德时代与格林美、华友钴业联合投资18.5亿元建设镍项目。"
    assert subjects(text) == ["宁德时代 and 格林美 and 华友钴业"]


def test_a_firm_that_announces_a_project_owns_it_whoever_was_told_before() -> None:
    text = "格林美与华友钴业在印尼投资30亿元建设镍项目。4月，宁德时代宣布，计划在印尼投资60亿美元建设电池项目。"
    assert subjects(text)[-1] == "宁德时代"


def periods(text: str) -> list[str | None]:
    return [claim.period for claim in read(text)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2023年上半年，宁德时代市占率由2022年同期的34.8%升至36.8%。", ["2022-H1", "2023-H1"]),
        ("2023年三星SDI平均开工率为53.0%，相比2022年的97.6%大幅下降。", ["2023", "2022"]),
        ("2023年宁德时代营收40亿元，上年同期为35亿元。", ["2023", "2022"]),
    ],
)
def test_a_figure_right_behind_a_date_is_of_that_date(text: str, dates: list[str]) -> None:
    assert periods(text) == dates


@pytest.mark.parametrize("base", ["比2022年增长", "较2022年末增加", "和2022年相比，多了"])
def test_a_date_with_which_a_figure_is_compared_is_not_its_own(base: str) -> None:
    assert periods(f"2023年，宁德时代销量300GWh，{base}57%。") == ["2023", "2023"]


def test_a_date_of_comparison_is_not_carried_to_the_next_sentence() -> None:
    text = "2023年上半年，宁德时代营收较2022年同期增长57%。净利润200亿元。"
    assert periods(text)[-1] == "2023-H1"


def statuses(text: str) -> list[str]:
    return [str(claim.status) for claim in read(text)]


def test_what_a_firm_expects_and_how_it_changes_is_a_forecast() -> None:
    assert statuses("雅化集团预计2023年净利润6亿元，同比增长133%。") == ["forecast", "forecast"]


def test_a_stake_still_to_be_taken_is_announced() -> None:
    assert statuses("上汽集团拟持股49%，宁德时代拟持股51%。") == ["announced", "announced"]


def test_vehicles_that_are_on_the_road_are_reported() -> None:
    assert statuses("截至2023年底，我国新能源汽车保有量达2041万辆。") == ["reported"]


def places(text: str) -> list[str | None]:
    return [claim.place for claim in read(text)]


def test_a_statistic_of_a_region_is_there_and_the_country_s() -> None:
    text = "我国新型储能快速发展。华北、西北和华东地区装机占全国的比重分别为30.4%、26.1%和16.1%。"
    assert list(zip(subjects(text), places(text), strict=True)) == [("我国", p) for p in ("华北", "西北", "华东地区")]


def test_a_market_price_that_names_no_firm_is_the_country_s_at_home() -> None:
    text = "宁德时代发布新品。电池级碳酸锂均价为29万元/吨，电解钴为27.3万元/吨（江苏）。电解镍均价为18万元/吨。"
    assert set(subjects(text)) == {"中国"}
    assert places(text)[1:] == ["江苏", "中国"]


def test_the_home_of_a_research_house_is_not_the_place_of_its_statistics() -> None:
    assert places("韩国研究机构SNE Research数据显示，2023年全球动力电池装车量705GWh。") == ["全球"]


def test_the_town_of_a_text_is_what_its_own_words_for_it_mean() -> None:
    text = (
        "近年来，我区加快发展动力电池产业。中创新航和蜂巢能源均落户我区，占据常州企业的前两位。"
        "常州正建设新能源之都，而金坛是主要承载地。目前，我区拥有产业链企业100家，产值超500亿元。"
    )
    assert subjects(text) == ["金坛", "金坛"]
    assert places(text) == ["金坛", "金坛"]


def test_a_town_s_projects_and_their_sum_are_not_the_firms_named_before() -> None:
    text = "眉山引进了天赐材料、中创新航等龙头企业。截至目前，全市共有锂电项目55个，总投资782亿元。"
    assert subjects(text) == ["眉山", "眉山"]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        (
            "杭电股份拟以全资子公司江西星河铜箔有限公司为投资主体，在南昌投资建设铜箔项目。项目用地约280亩。",
            "江西星河铜箔有限公司",
        ),
        (
            "宁德时代子公司四川星河电池有限公司（以下简称“星河电池”）拟与宜宾市政府签订合同。20GWh项目总投资38亿元。",
            "星河电池",
        ),
        (
            "星河新能源（安徽）有限公司是甲乙集团有限公司与丙丁股份有限公司组建的合资公司。项目总投资100亿元。",
            "星河新能源",
        ),
    ],
)
def test_the_company_that_has_the_plant_for_its_parents_owns_its_figures(text: str, owner: str) -> None:
    assert set(subjects(text)) == {owner}


def test_a_known_name_written_with_a_space_is_known() -> None:
    assert subjects("LG 新能源发布财报。LG 新能源三季度营收 7.6 万亿韩元。") == ["LG 新能源"]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("宁德时代的市场份额由6.8%升至11.8%。", "share"),
        ("宁德时代产能利用率跌至51.3%。", "other"),
        ("截至2023年底，我国新型储能装机规模达3139万千瓦。", "installed"),
        ("宁德时代累计销售24.4GWh。", "sales"),
        ("此次储能系统招标总容量达12GWh。", "supply_volume"),
        ("宁德时代一季度净利润105亿元。", "other"),
    ],
)
def test_the_last_telling_word_before_a_figure_says_what_it_measures(text: str, measure: str) -> None:
    assert {claim.measure for claim in read(text)} == {measure}


def test_a_part_of_the_world_told_before_is_not_where_a_later_plant_is() -> None:
    text = "宁德时代在德国埃尔福特建厂，服务欧洲客户。宁德时代工厂产能14GWh。"
    assert places(text) != ["欧洲"]


def test_a_name_ends_before_what_its_sentence_runs_on_with() -> None:
    text = "上汽集团拟与宁德时代设立时代上汽动力电池有限公司。上汽集团持股49%，宁德时代拟持股51%。"
    assert "宁德时代拟" not in subjects(text)


def test_what_the_largest_have_together_is_theirs() -> None:
    text = (
        "5月，我国动力电池装车量为56.4GWh。"
        "排名前三家、前十家动力电池企业装车量分别为41.2GWh和53.3GWh，占比73.1%和94.5%。"
    )
    assert all("前十家" in (subject or "") for subject in subjects(text)[1:])


def test_the_firm_that_signs_with_a_government_and_another_firm_owns_the_plant() -> None:
    text = "欣旺达公告，子公司拟与宜昌市政府和东风集团签署协议，在宜昌建设30GWh动力电池生产基地，总投资约120亿元。"
    assert set(subjects(text)) == {"欣旺达"}
