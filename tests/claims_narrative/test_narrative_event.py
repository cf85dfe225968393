from __future__ import annotations

from datetime import date

import pytest
from narrative_texts import events, only

HAPPENED_EN = [
    (
        "Freyr broke ground on its battery factory in Mo i Rana on June 8, 2023.",
        "ground_breaking",
        "2023-06-08",
        "Freyr",
    ),
    ("CATL received approval for a cell plant in Arnstadt on April 4, 2022.", "approval", "2022-04-04", "CATL"),
    ("CATL's plant in Arnstadt produced its first cells in December 2022.", "trial_production", "2022-12", "CATL"),
    ("BYD's factory in Shenzhen reached full capacity in May 2023.", "full_capacity", "2023-05", "BYD"),
    ("Gotion's plant in Göttingen started production on March 1, 2023.", "commissioning", "2023-03-01", "Gotion"),
    ("The SVOLT plant in Suining was completed in May 2023.", "completion", "2023-05", "SVOLT"),
    ("Ford paused work on its battery plant in Marshall on September 25, 2022.", "suspension", "2022-09-25", "Ford"),
    ("LG Energy Solution has postponed its plant in Queen Creek, Arizona.", "delay", None, "LG Energy Solution"),
    ("Gotion has terminated the plan for a plant in Big Rapids, Michigan.", "cancellation", None, "Gotion"),
    ("ACC raised 4.4 billion euros in equity and loans in February 2023.", "financing", "2023-02", "ACC"),
    (
        "Britishvolt filed for insolvency in January 2023 before its plant was built.",
        "closure",
        "2023-01",
        "Britishvolt",
    ),
    ("BYD acquired a 51 percent stake in a separator maker in May 2022.", "acquisition", "2022-05", "BYD"),
    ("Equipment has been moved in at the second phase of the SVOLT base.", "construction", None, "SVOLT"),
    ("CATL signed an agreement on a battery plant with Hungary in August 2022.", "signing", "2022-08", "CATL"),
    ("Equipment was moved into CATL's plant in Yibin in May 2023.", "construction", "2023-05", "CATL"),
    ("EVE moved production equipment into its Jingmen plant in May 2023.", "construction", "2023-05", "EVE"),
    ("SVOLT went bankrupt in January 2023 and its plant in Chengdu was sold.", "closure", "2023-01", "SVOLT"),
    ("CALB resumed its cell project in Sines in March 2023.", "resumption", "2023-03", "CALB"),
    ("SVOLT has revived its plan for a plant in Heusweiler.", "resumption", None, "SVOLT"),
    ("CALB has given up its plans for a plant in Sines.", "cancellation", None, "CALB"),
    ("CALB started volume production at its Wuhan plant in April 2023.", "commissioning", "2023-04", "CALB"),
]
HAPPENED_ZH = [
    ("6月8日，亿纬锂能成都基地一期正式投产。", "commissioning", "2023-06-08", "亿纬锂能"),
    ("四川时代七期项目于2022年4月8日开工建设。", "ground_breaking", "2022-04-08", "四川时代"),
    ("去年10月，远景动力十堰基地一期试生产。", "trial_production", "2022-10", "远景动力"),
    ("国轩高科柳州基地设备进场。", "construction", None, "国轩高科"),
    ("蜂巢能源常州项目举行开工仪式。", "ceremony", None, "蜂巢能源"),
    ("宁德时代与贵州省政府在贵阳签署投资协议。", "signing", None, "宁德时代"),
    ("天赐材料公告，决定终止肇庆年产20万吨电解液项目。", "cancellation", None, "天赐材料"),
    ("多氟多的六氟磷酸锂项目延期至2024年6月。", "delay", None, "多氟多"),
    ("孚能科技赣州项目获得环评批复。", "approval", None, "孚能科技"),
    ("蜂巢能源完成B轮融资102.8亿元。", "financing", None, "蜂巢能源"),
    ("中创新航合肥项目一期已全面达产。", "full_capacity", None, "中创新航"),
    ("紫金矿业已完成收购新锂公司。", "acquisition", None, "紫金矿业"),
    ("2023年4月，蜂巢能源成都工厂已实现规模化量产。", "commissioning", "2023-04", "蜂巢能源"),
    ("2023年1月，微宏动力湖州工厂被宣告破产。", "closure", "2023-01", "微宏动力"),
    ("蜂巢能源已叫停成都电池项目。", "cancellation", None, "蜂巢能源"),
    ("2023年3月，蜂巢能源重启成都电池项目。", "resumption", "2023-03", "蜂巢能源"),
    ("蜂巢能源成都电池项目已恢复建设。", "ground_breaking", None, "蜂巢能源"),
]
NOT_HAPPENED = [
    ("Northvolt plans to start construction of a 60 GWh plant in Heide in 2024.", "en"),
    ("CATL's factory in Debrecen will be put into operation in 2025.", "en"),
    ("CATL's plant has not started production.", "en"),
    ("SK On denied that its Hungarian plant was delayed.", "en"),
    ("If BYD's project is cancelled, the city will lose 2,000 jobs.", "en"),
    ("CATL has yet to sign a contract for the plant.", "en"),
    ("CATL's plant is expected to be completed by the end of 2024.", "en"),
    ("Hyundai may have delayed the plant, two people said.", "en"),
    ("Ford could have cancelled the Marshall project.", "en"),
    ("CATL has signed up as a sponsor of the project.", "en"),
    ("Tesla closed higher on Monday after the plant news.", "en"),
    ("Before production started, CATL tested the line for months.", "en"),
    ("BYD showed groundbreaking battery technology at its plant.", "en"),
    ("BYD considers whether the project was approved too early.", "en"),
    ("CATL starts production at its plant in Debrecen in March 2026.", "en"),
    ("欣旺达计划2024年在义乌开工建设新工厂。", "zh"),
    ("欣旺达项目尚未开工。", "zh"),
    ("欣旺达拟重启义乌电池项目。", "zh"),
    ("SVOLT has not resumed its plant project in Heusweiler.", "en"),
    ("Shares of SVOLT resumed trading after a fire at its plant.", "en"),
    ("中创新航合肥基地二期预计年底投产。", "zh"),
    ("蜂巢能源拟终止该项目，尚需股东大会审议。", "zh"),
    ("宁德时代项目投产后，可实现年产值100亿元。", "zh"),
    ("宁德时代否认暂停德国工厂建设。", "zh"),
    ("比亚迪力争项目年内开工、明年投产。", "zh"),
    ("四川时代将推动更多项目签约。", "zh"),
    ("比亚迪工厂开工率回升至七成。", "zh"),
    ("四川时代七期将成为园区第一个投产的项目。", "zh"),
    ("宁德时代项目何时开工？", "zh"),
    ("四川时代暂无投产时间表。", "zh"),
]


@pytest.mark.parametrize(("text", "type_", "when", "who"), HAPPENED_EN)
def test_english_news_tells_what_happened_to_whom_and_when(text: str, type_: str, when: str | None, who: str) -> None:
    event = only(text, "en")
    assert (event["type"], event.get("date")) == (type_, when)
    assert who in event["organisations"]  # type: ignore[operator]


@pytest.mark.parametrize(("text", "type_", "when", "who"), HAPPENED_ZH)
def test_chinese_news_tells_what_happened_to_whom_and_when(text: str, type_: str, when: str | None, who: str) -> None:
    event = only(text, "zh")
    assert (event["type"], event.get("date")) == (type_, when)
    assert who in event["organisations"]  # type: ignore[operator]


@pytest.mark.parametrize(("text", "lang"), NOT_HAPPENED)
def test_what_is_planned_denied_or_conditional_is_no_event(text: str, lang: str) -> None:
    assert events(text, lang) == []


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("A ground-breaking ceremony for the CATL plant was held in Debrecen on May 30.", "en"),
        ("CATL broke ground on the Debrecen plant at a ceremony on May 30.", "en"),
        ("5月30日，宁德时代项目在宜宾举行仪式正式开工。", "zh"),
    ],
)
def test_a_ceremony_alone_is_not_construction(text: str, lang: str) -> None:
    event = only(text, lang)
    assert event["type"] == "ceremony"
    assert "status" not in event


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Steel structure is up at Tata's gigafactory, and equipment installation is due to begin in 2025.", "en"),
        ("中创新航合肥项目厂房已经封顶。", "zh"),
        ("四川时代7至8期正在施工。", "zh"),
    ],
)
def test_buildings_and_equipment_are_evidence_of_construction(text: str, lang: str) -> None:
    event = only(text, lang)
    assert (event["type"], event["status"]) == ("construction", "under_construction")
    assert "date" not in event


def test_each_phase_has_its_own_event_and_date() -> None:
    text = "一期已投产，二期主体正在施工，三期于5月20日开工。"
    found = {str(e["phase"]): (e["type"], e.get("date")) for e in events(text, "zh")}
    assert found == {
        "一期": ("commissioning", None),
        "二期": ("construction", None),
        "三期": ("ground_breaking", "2023-05-20"),
    }


def test_two_phases_of_an_english_sentence_keep_their_dates_apart() -> None:
    text = (
        "CATL said the first phase went into operation in June 2021 and the second phase broke ground in October 2021."
    )
    found = [(e["type"], e["phase"], e["date"]) for e in events(text, "en")]
    assert found == [
        ("commissioning", "first phase", "2021-06"),
        ("ground_breaking", "second phase", "2021-10"),
    ]


def test_a_list_of_phases_is_read_whole() -> None:
    assert only("四川时代1、2、3、5、6期均已建成投运。", "zh")["phase"] == "1、2、3、5、6期"


def test_the_new_date_of_a_delay_is_not_the_day_of_the_delay() -> None:
    assert "date" not in only("LG Energy Solution has delayed its plant in Arizona to 2026.", "en")


def test_a_company_is_carried_over_only_from_a_sentence_that_names_no_other() -> None:
    carried = events("CATL builds in Yibin. The plant started production in June 2021.", "en")
    assert carried[0]["organisations"] == ["CATL"]
    unclear = events("CATL and BYD build in Yibin. The second phase started production in June 2021.", "en")
    assert "organisations" not in unclear[0]


def test_a_place_in_a_company_name_is_not_where_the_plant_is() -> None:
    event = only("2023年6月1日，江苏时代的动力电池项目在常州正式投产。", "zh")
    assert event["place"] == "常州"


def test_dates_after_publication_are_not_events_yet() -> None:
    text = "BYD starts production at its plant in Szeged on October 1, 2025."
    assert events(text, "en", date(2025, 1, 1)) == []
    assert len(events(text, "en", date(2025, 12, 1))) == 1


def test_traditional_characters_are_read_too() -> None:
    assert only("6月8日，寧德時代宜賓項目一期正式投產。", "zh")["type"] == "commissioning"


def test_work_being_put_on_hold_is_a_suspension() -> None:
    event = only("Plans for an expansion of the Northvolt plant are being put on hold.", "en")
    assert (event["type"], event["organisations"]) == ("suspension", ["Northvolt"])


def test_what_is_signed_may_follow_the_verb_without_a_break() -> None:
    event = only("9月25日，宁德时代与宜宾市政府签署项目投资协议。", "zh", date(2019, 10, 23))
    assert (event["type"], event["date"]) == ("signing", "2019-09-25")


def test_a_year_given_first_holds_for_the_months_after_it() -> None:
    text = "四川时代一期2021年6月投产，二期7月开工。"
    assert [e["date"] for e in events(text, "zh", date(2023, 6, 15))] == ["2021-06", "2021-07"]


def test_a_factory_named_by_its_owner_only_is_the_owners() -> None:
    event = only("CS Wind, a maker of towers, broke ground on a factory in Pueblo, Colorado.", "en")
    assert event["organisations"] == ["CS Wind"]


def test_the_city_whose_government_signs_is_the_place() -> None:
    (found,) = events("2022年3月，欣旺达与珠海市人民政府签约，建设动力电池项目。", "zh")
    assert found["place"] == "珠海市"


def test_a_firm_s_name_with_a_place_behind_it_is_what_it_has_there() -> None:
    (found,) = events("2023年6月，宁德时代宜宾基地首批设备进场。", "zh")
    assert found["place"] == "宜宾"


@pytest.mark.parametrize(
    "text",
    [
        "亿纬锂能的泸州正极材料项目原定2024年12月投产，现延期至2025年9月投产。",
        "亿纬锂能原定2024年12月投产的泸州正极材料项目推迟至2025年9月投产。",
    ],
)
def test_a_start_that_is_put_off_is_a_delay_and_no_start(text: str) -> None:
    assert [event["type"] for event in events(text, "zh")] == ["delay"]


def test_a_month_is_no_place() -> None:
    text = "The second phase of CATL's plant is under construction and will start production in March 2024."
    assert [event.get("place") for event in events(text, "en")] == [None]
