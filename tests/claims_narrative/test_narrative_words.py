from __future__ import annotations

import pytest
from narrative_texts import CONFERENCE_EN, CONFERENCE_ZH, events, read

from gigawatch.model import Kind, NarrativeClaim


def data(found: list[NarrativeClaim]) -> list[dict[str, object]]:
    return [dict(claim.data) for claim in found]


def test_a_declaration_gives_one_pledge_for_each_commitment() -> None:
    pledges = read(CONFERENCE_EN, "en", Kind.PLEDGE, published=None)
    assert [p.data["theme"] for p in pledges] == ["research", "green", "collaboration", "exchange", "community"]
    assert [p.data["number"] for p in pledges] == [1, 2, 3, 4, 5]
    assert pledges[1].surface == "accelerate\ngreen development"
    assert pledges[1].data["commitment"] == "accelerate green development"
    assert pledges[0].data["signatories"] == ["China Battery Industry Association", "Panasonic Holdings", "CATL", "BYD"]
    assert pledges[0].data["declaration"] == "2022 World EV & ES Battery Conference (Yibin) Declaration"


def test_a_chinese_declaration_gives_its_pledges_too() -> None:
    pledges = data(read(CONFERENCE_ZH, "zh", Kind.PLEDGE))
    assert [p["commitment"] for p in pledges] == [
        "加大研发投入",
        "加快绿色发展",
        "加强产业协作",
        "深化国际交流",
        "共建清洁美丽世界",
    ]
    assert pledges[0]["signatories"] == ["中国电池工业协会", "松下", "宁德时代", "比亚迪"]


def test_a_pledge_told_twice_counts_once_in_its_fuller_wording() -> None:
    text = (
        "Firms signed the “Clean Cell Declaration”, promising to build a cleaner world.\n\n"
        "CATL and BYD signed the “Clean Cell Declaration”, promising to build a cleaner world and a better future."
    )
    pledges = data(read(text, "en", Kind.PLEDGE))
    assert [(p["commitment"], p["number"]) for p in pledges] == [("build a cleaner world and a better future", 1)]


def test_a_company_may_pledge_by_itself_with_a_date() -> None:
    (pledge,) = data(read("CATL pledged to become carbon neutral in its core operations by 2025.", "en", Kind.PLEDGE))
    assert (pledge["signatories"], pledge["theme"], pledge["due"]) == (["CATL"], "green", "2025")
    assert "declaration" not in pledge


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("CATL showed a promising technology.", "en"),
        ("CATL is committed to quality.", "en"),
        ("BYD said its shares pledged to banks rose.", "en"),
        ("公司出具业绩承诺函。", "zh"),
    ],
)
def test_promising_things_and_pledged_shares_are_no_pledges(text: str, lang: str) -> None:
    assert read(text, lang, Kind.PLEDGE) == []


def test_the_academicians_sentence_holds_two_dated_forecasts() -> None:
    first, second = read(CONFERENCE_EN, "en", Kind.STATEMENT, published=None)
    assert first.data["speaker"] == second.data["speaker"] == "Ouyang Minggao"
    assert first.data["role"] == "academician of the Chinese Academy of Sciences"
    assert first.data["modality"] == second.data["modality"] == "forecast"
    assert first.data["date"] == "2022-09-03"
    assert (first.data["about"], second.data["about"]) == ("battery making", "Yibin")
    assert first.end <= second.start


def test_a_chinese_academician_makes_two_forecasts() -> None:
    first, second = data(read(CONFERENCE_ZH, "zh", Kind.STATEMENT))
    assert (first["speaker"], first["role"]) == ("欧阳明高", "中国科学院院士")
    assert (first["about"], second["about"]) == ("中国动力电池产业", "宜宾")
    assert first["modality"] == second["modality"] == "forecast"


@pytest.mark.parametrize(
    ("text", "lang", "speaker", "modality"),
    [
        (
            "“We will double capacity by 2027,” said Anna Berg, head of strategy at Northvolt.",
            "en",
            "Anna Berg",
            "goal",
        ),
        ("Robin Zeng, chairman of CATL, said that prices could halve.", "en", "Robin Zeng", "forecast"),
        ("CATL chairman Robin Zeng said safety comes before price.", "en", "Robin Zeng", "assertion"),
        ("Demand will outgrow supply, said Li Wei, an analyst at a Beijing institute.", "en", "Li Wei", "forecast"),
        ("宁德时代董事长曾毓群在会上表示，动力电池安全是底线。", "zh", "曾毓群", "assertion"),
        ("欧阳明高院士认为，固态电池将在2030年前后量产。", "zh", "欧阳明高", "forecast"),
    ],
)
def test_a_statement_has_speaker_and_modality(text: str, lang: str, speaker: str, modality: str) -> None:
    (statement,) = data(read(text, lang, Kind.STATEMENT))
    assert (statement["speaker"], statement["modality"]) == (speaker, modality)


def test_a_pronoun_speaks_for_the_last_named_speaker() -> None:
    text = "Costs will fall, said Li Wei, an analyst at SNE. Yibin, she added, would become a centre of the industry."
    second = data(read(text, "en", Kind.STATEMENT))[1]
    assert (second["speaker"], second["content"]) == ("Li Wei", "Yibin would become a centre of the industry")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Analysts said demand would slow.", "en"),
        ("People familiar with the matter said the plant will close.", "en"),
        ("CATL said its sales rose 3 percent.", "en"),
        ("The plant is said to be large.", "en"),
        ("业内人士表示，价格将下降。", "zh"),
        ("该基地号称亚洲最大。", "zh"),
    ],
)
def test_nameless_speakers_and_plain_company_news_are_no_statements(text: str, lang: str) -> None:
    assert read(text, lang, Kind.STATEMENT) == []


@pytest.mark.parametrize(
    ("text", "lang", "subject", "scope", "quality", "hedge"),
    [
        ("CATL, the world's largest battery maker, grew.", "en", "CATL", "world", "largest", None),
        (
            "The base in Yibin is said to be Asia's biggest.",
            "en",
            "The base in Yibin",
            "Asia",
            "biggest",
            "is said to be",
        ),
        ("BYD runs the largest cathode plant in Europe.", "en", "BYD", "Europe", "largest", None),
        ("BASF runs one of Europe's largest cathode plants.", "en", "BASF", "Europe", "largest", "one of"),
        ("Yibin has built a complete power battery industrial chain.", "en", "Yibin", None, "complete", None),
        ("四川时代是全球最大的单体动力电池生产基地。", "zh", "四川时代", "world", "最大", None),
        ("宜宾已形成完整的动力电池产业链。", "zh", "宜宾", None, "完整", None),
        ("该项目被誉为国内首个零碳电池工厂。", "zh", None, "China", "首个", "被誉为"),
    ],
)
def test_a_superlative_has_subject_scope_quality_and_hedge(
    text: str, lang: str, subject: str | None, scope: str | None, quality: str, hedge: str | None
) -> None:
    (boast,) = data(read(text, lang, Kind.SUPERLATIVE))
    assert (boast.get("subject"), boast.get("scope"), boast["quality"]) == (subject, scope, quality)
    assert boast.get("hedge") == hedge
    assert boast["to_check"] is True


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("China's first quarter sales rose.", "en"),
        ("The first phase of the project in China has begun.", "en"),
        ("The largest share of the cost is materials.", "en"),
        ("At first the world's markets fell.", "en"),
        ("全国第一季度销量增长。", "zh"),
        ("项目首批设备进场。", "zh"),
    ],
)
def test_quarters_phases_and_shares_are_no_superlatives(text: str, lang: str) -> None:
    assert read(text, lang, Kind.SUPERLATIVE) == []


def test_every_span_is_the_words_of_the_text_and_every_id_is_its_own() -> None:
    for text, lang in ((CONFERENCE_EN, "en"), (CONFERENCE_ZH, "zh")):
        found = read(text, lang)
        assert len(found) > 10
        assert all(text[c.start : c.end] == c.surface and c.surface.strip() == c.surface != "" for c in found)
        assert len({c.id for c in found}) == len(found)
        assert all(0 < c.confidence <= 1 and c.reader == "gigawatch-narrative/1" and c.lang == lang for c in found)


def test_ids_come_from_the_content() -> None:
    assert [c.id for c in read(CONFERENCE_EN, "en")] == [c.id for c in read(CONFERENCE_EN, "en")]


def test_only_the_kinds_asked_for_are_read() -> None:
    assert {c.kind for c in read(CONFERENCE_EN, "en", Kind.PLEDGE, Kind.QUANTITY)} == {Kind.PLEDGE}
    assert read(CONFERENCE_EN, "en", Kind.QUANTITY) == []


def test_an_agreement_leaves_out_money_that_is_not_invested() -> None:
    text = "CATL and BMW signed a supply contract; BMW's revenue was 142 billion euros."
    (agreement,) = data(read(text, "en", Kind.AGREEMENT))
    assert agreement["parties"] == ["CATL", "BMW"]
    assert "investments" not in agreement


def test_a_hedge_on_the_number_of_projects_is_kept() -> None:
    text = "At the 2022 World Power Battery Conference, held in Yibin, nearly 100 projects were signed."
    (agreement,) = data(read(text, "en", Kind.AGREEMENT))
    assert (agreement["count"], agreement["count_qualifier"]) == (100, "nearly")


def test_a_text_without_any_cue_says_nothing() -> None:
    assert read("Batteries store energy.", "en") == []
    assert read("", "en") == []
    assert events("电池储存能量。", "zh") == []
