from __future__ import annotations

import pytest
from narrative_texts import CONFERENCE_EN, CONFERENCE_ZH, events, only, read

from gigawatch.model import Kind


def of_type(found: list[dict[str, object]], type_: str) -> dict[str, object]:
    return next(event for event in found if event["type"] == type_)


def test_a_conference_is_put_together_from_all_sentences_about_it() -> None:
    conference = of_type(events(CONFERENCE_EN, "en", None), "conference")
    assert conference["name"] == "2022 World EV & ES Battery Conference"
    assert conference["date"] == "2022-07-21/2022-07-23"
    assert conference["place"] == "Yibin"
    assert conference["sponsors"] == [
        "Ministry of Industry and Information Technology",
        "Sichuan Provincial People's Government",
    ]


def test_participants_stand_in_their_roles() -> None:
    people = of_type(events(CONFERENCE_EN, "en", None), "conference")["participants"]
    assert isinstance(people, dict)
    assert people["cell_and_material_makers"][:2] == ["CATL", "BTR (Jiangsu) New Material Technology Ltd"]
    assert people["vehicle_makers"] == ["BYD", "Nio"]
    assert people["officials"] == ["local officials"]
    assert people["scientists"] == ["leading scientists", "Ouyang Minggao"]
    assert people["industry_bodies"] == ["China Battery Industry Association"]
    assert "Panasonic Holdings" in people["cell_and_material_makers"]


def test_a_chinese_conference_has_dates_sponsors_and_participants() -> None:
    conference = of_type(events(CONFERENCE_ZH, "zh"), "conference")
    assert conference["name"] == "2023世界动力电池大会"
    assert conference["date"] == "2023-06-08/2023-06-11"
    assert conference["sponsors"] == ["工业和信息化部", "四川省人民政府"]
    people = conference["participants"]
    assert isinstance(people, dict)
    assert "宁德时代" in people["cell_and_material_makers"]
    assert people["vehicle_makers"] == ["比亚迪"]
    assert "欧阳明高" in people["scientists"]


@pytest.mark.parametrize(("text", "lang"), [(CONFERENCE_EN, "en"), (CONFERENCE_ZH, "zh")])
def test_a_release_says_what_was_released_and_where(text: str, lang: str) -> None:
    release = of_type(events(text, lang, None), "release")
    released = release["released"]
    assert isinstance(released, list)
    assert len(released) == 2
    assert any("index" in work or "指数" in work for work in released)
    assert any("report" in work or "报告" in work for work in released)
    assert release["event"] in ("2022 World EV & ES Battery Conference", "2023世界动力电池大会")


def test_signed_totals_are_an_agreement_of_the_conference() -> None:
    (agreement,) = read(CONFERENCE_EN, "en", Kind.AGREEMENT, published=None)
    assert agreement.data["count"] == 48
    assert agreement.data["investments"] == [{"value": 9.62e10, "unit": "CNY"}, {"value": 1.42e10, "unit": "USD"}]
    assert agreement.data["place"] == "Yibin"
    assert agreement.data["event"] == "2022 World EV & ES Battery Conference"


def test_chinese_signed_totals_are_an_agreement_too() -> None:
    (agreement,) = read(CONFERENCE_ZH, "zh", Kind.AGREEMENT)
    assert (agreement.data["count"], agreement.data["place"]) == (64, "宜宾")
    assert agreement.data["investments"] == [{"value": 1.063e11, "unit": "CNY"}]


def test_a_conference_still_to_come_is_marked_planned_and_keeps_its_edition() -> None:
    fair = only("The 16th China International Battery Fair will be held in Chongqing from April 27 to 29, 2024.", "en")
    assert fair["planned"] is True
    assert fair["ordinal"] == 16
    assert fair["date"] == "2024-04-27/2024-04-29"


def test_days_without_a_year_in_an_announcement_lie_ahead() -> None:
    text = "CATL has registered for the 2023 World Power Battery Conference, which will be held in Yibin on June 20."
    assert only(text, "en")["date"] == "2023-06-20"


def test_the_year_in_a_conference_name_is_no_date_of_a_signing() -> None:
    text = "At the 2024 World Power Battery Conference in Yibin 137 projects were signed."
    assert "date" not in next(e for e in events(text, "en", None) if e["type"] == "signing")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The shareholders met at the annual press conference.", "en"),
        ("公司将于5月召开2022年年度股东大会。", "zh"),
        ("市第十四届人民代表大会第二次会议闭幕。", "zh"),
    ],
)
def test_shareholders_and_parliaments_hold_no_conference(text: str, lang: str) -> None:
    assert events(text, lang) == []


def test_two_years_of_a_conference_are_two_gatherings() -> None:
    text = "2022世界动力电池大会7月在宜宾举行。2023世界动力电池大会6月9日在宜宾开幕。"
    assert [e["name"] for e in events(text, "zh")] == ["2022世界动力电池大会", "2023世界动力电池大会"]
