from __future__ import annotations

import re

import pytest
from report_fixture import publication

from gigawatch.chain import Outcome, Presence
from gigawatch.ledger.check import CHECKS
from gigawatch.model import Candidate, Check, GigawatchError, Interval, Quantity, Severity
from gigawatch.outlook import Finding, Stage
from gigawatch.outlook.carbon.span import tell_span
from gigawatch.quantity.telling import first_day, tell_period, tell_when
from gigawatch.report import Pen
from gigawatch.report.block import Ref, RefKind, Text, Value
from gigawatch.report.figure import find_figures
from gigawatch.report.origin import name_publisher
from gigawatch.report.printed import print_quantity, print_words
from gigawatch.report.remark import tell_finding, tell_reason
from gigawatch.report.sentence import fill, templates
from gigawatch.vocab import publishers

SLOT = re.compile(r"\{(\w+)")
HAN = re.compile(r"[\u4e00-\u9fff]")


def words(key: str, lang: str, **slots: object) -> str:
    return "".join(run.text for run in fill(key, lang, slots))  # type: ignore[arg-type]


def test_every_sentence_is_written_in_both_languages() -> None:
    assert [key for key, texts in templates().items() if set(texts) != {"en", "zh"}] == []


def test_chinese_sentences_are_chinese_and_english_ones_hold_no_chinese() -> None:
    exempt = {"page.other_language"}
    english = [key for key, texts in templates().items() if HAN.search(texts["en"]) and key not in exempt]
    worded = {key: re.sub(r"\{[^}]*\}", "", texts["zh"]) for key, texts in templates().items() if key not in exempt}
    chinese = [key for key, text in worded.items() if re.search(r"[A-Za-z]{4,}", text)]
    assert english == []
    assert chinese == []


def test_english_sentences_write_the_apostrophe_of_print() -> None:
    assert [key for key, texts in templates().items() if "'" in texts["en"]] == []


def test_no_sentence_brings_a_figure_of_its_own() -> None:
    assert [key for key, texts in templates().items() if any(find_figures(text) for text in texts.values())] == []


def test_both_languages_fill_their_sentences_from_the_same_slots() -> None:
    of_plurals = {"n", "r", "d", "m"}
    slots = {
        key: [set(SLOT.findall(texts[lang])) - of_plurals for lang in ("en", "zh")]
        for key, texts in templates().items()
    }
    assert {key: english ^ chinese for key, (english, chinese) in slots.items() if english != chinese} == {}


def test_a_bracketed_part_is_left_out_when_its_slot_is_empty() -> None:
    full = words("common.counted", "en", value="12", unit="projects")
    assert (full, words("common.counted", "en", value="12", unit="")) == ("12 projects", "12")
    assert words("common.counted", "en", value="12", unit=Text("")) == "12"


def test_one_thing_is_singular_and_several_are_plural() -> None:
    one = words("conference.signed", "en", projects="1", n=1, investment=None, converted=None)
    many = words("conference.signed", "en", projects="2", n=2, investment=None, converted=None)
    assert one == "It closed with agreements on 1 project."
    assert many == "It closed with agreements on 2 projects."


def test_a_figure_keeps_its_reference_in_a_sentence() -> None:
    value = Value("12", Ref(RefKind.CLAIM, "claim-1"))
    assert value in fill("common.counted", "zh", {"value": value, "unit": "个项目"})


def test_a_sentence_that_does_not_exist_and_a_slot_that_is_missing_are_refused() -> None:
    with pytest.raises(GigawatchError, match=r"there is no sentence common\.nonsense"):
        fill("common.nonsense", "en", {})
    with pytest.raises(GigawatchError, match=r"common\.counted needs value"):
        fill("common.counted", "en", {})


@pytest.mark.parametrize(
    ("iso", "english", "chinese"),
    [
        ("2022", "in 2022", "2022年"),
        ("2022-07", "in July 2022", "2022年7月"),
        ("2022-07-21", "on 21 July 2022", "2022年7月21日"),
        ("2022-07-21/2022-07-23", "from 21 to 23 July 2022", "2022年7月21日至23日"),
        ("2022-07-30/2022-08-02", "from 30 July to 2 August 2022", "2022年7月30日至8月2日"),
        ("2022-01/2022-09", "from January to September 2022", "2022年1月至9月"),
        ("2022-H1", "in the first half of 2022", "2022年上半年"),
        ("2022-Q3", "in the third quarter of 2022", "2022年第三季度"),
        ("2025 target", "by 2025", "到2025年"),
        ("2022/2023", "from 2022 to 2023", "2022年至2023年"),
    ],
)
def test_periods_are_told_as_each_language_tells_them(iso: str, english: str, chinese: str) -> None:
    assert (tell_when(iso, "en"), tell_when(iso, "zh")) == (english, chinese)
    assert find_figures(tell_period(iso, "en")) == []
    assert find_figures(tell_period(iso, "zh")) == []


@pytest.mark.parametrize("kind", sorted({*CHECKS, "plan"}))
def test_every_kind_of_finding_has_its_words(kind: str) -> None:
    assert f"quality.kind_{kind}" in templates()


def test_every_code_of_the_chain_and_the_outlook_has_its_words() -> None:
    keys = [f"chain.presence_{one.value}" for one in Presence]
    keys += [f"chain.outcome_{one.name.lower()}" for one in Outcome]
    keys += [f"outlook.stage_{one.value}" for one in Stage]
    keys += [f"conference.finding_{one.name.lower()}" for one in Finding]
    assert [key for key in keys if key not in templates()] == []


def test_a_code_without_words_speaks_for_itself() -> None:
    pen = Pen(publication(), "en")
    assert pen.term("page.finding", "conflict") == "Contradiction:"
    assert pen.term("page.finding", "odd_case") == "odd case"


def test_a_period_that_is_not_iso_is_given_back_and_none_is_empty() -> None:
    assert (tell_period("soon", "en"), tell_when(None, "zh"), first_day("soon")) == ("soon", "", "")
    assert tell_period("2022-13", "zh") == "2022-13"
    assert (first_day("2022-H2"), first_day("2022-07")) == ("2022-07-01", "2022-07-01")


def test_dates_and_years_are_no_figures_but_amounts_are() -> None:
    assert find_figures("From 21 to 23 July 2022 it signed 48 projects, 12.5% more.") == ["48", "12.5"]
    assert find_figures("2022年7月21日至23日签约48个项目，总投资2,100亿元。") == ["48", "2,100"]


def test_reasons_and_findings_of_the_ledger_are_told_in_the_pages_language() -> None:
    lost = Candidate("fact-1", "claim-1", "doc-1", 1.0, False, "less precise", "表述较粗")
    found = Check("fact-1", "sum", Severity.INFO, "in parts", "分项", (), "a slip", "笔误")
    told = {lang: Pen(publication(), lang) for lang in ("en", "zh")}
    assert [tell_reason(lost, pen) for pen in told.values()] == ["less precise", "表述较粗"]
    assert [tell_finding(found, pen) for pen in told.values()] == ["in parts; a slip", "分项；笔误"]


def test_every_reason_that_the_sample_ledger_gives_has_its_chinese() -> None:
    pen = Pen(publication(), "zh")
    reasons = {c.reason: c for group in publication().ledger.candidates.values() for c in group}
    assert reasons
    assert all(HAN.search(tell_reason(candidate, pen)) for candidate in reasons.values())


@pytest.mark.parametrize(
    ("unit", "english", "chinese"),
    [
        ("kgCO2e/kWh", "22–33 kg CO₂e/kWh", "22–33千克二氧化碳当量/千瓦时"),
        ("kgCO2/kWh", "22–33 kg CO₂/kWh", "22–33千克二氧化碳/千瓦时"),
        ("l/100km", "22–33 L/100 km", "22–33升/百公里"),
    ],
)
def test_units_of_carbon_are_written_out_and_ranges_have_a_dash(unit: str, english: str, chinese: str) -> None:
    told = [tell_span(Interval(22, 33), unit, lang) for lang in ("en", "zh")]
    assert told == [english, chinese]


def test_a_range_from_below_nought_is_told_in_words_with_a_true_minus() -> None:
    told = [tell_span(Interval(-2, 15), "kg/kWh", lang) for lang in ("en", "zh")]
    assert told == ["−2 to 15 kg/kWh", "−2至15千克/千瓦时"]


@pytest.mark.parametrize("unit", ["kgCO2e/kWh", "kgCO2/kWh", "kgCO2e/kg", "tCO2e"])
def test_no_emission_is_printed_by_the_code_of_its_unit(unit: str) -> None:
    for lang in ("en", "zh"):
        assert "CO2" not in print_quantity(Quantity(22.0, unit), lang)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("10-80 %", "10–80%"),
        ("10-80 % at -30 C", "10–80% at −30 C"),
        ("LFP roadmap 2021-2023", "LFP roadmap 2021–2023"),
        ("cylindrical 91 % nickel", "cylindrical 91% nickel"),
        ("10.5-80.5 %", "10.5–80.5%"),
        ("100-120 %", "100–120%"),
        ("10 - 80 %", "10–80%"),
        ("10 %-80 %", "10%–80%"),
        ("1,000-1,200 %", "1,000–1,200%"),
        ("2021-2023年", "2021–2023年"),
        ("NCM-811 of 2021-03", "NCM-811 of 2021-03"),
        ("ISO 1234-5678, call 5555-2023", "ISO 1234-5678, call 5555-2023"),
        ("NCM-811-90 % nickel", "NCM-811-90% nickel"),
    ],
)
def test_words_of_shipped_tables_have_the_reports_ranges_and_per_cents(words: str, told: str) -> None:
    assert print_words(words) == told


def test_an_english_report_names_a_publisher_that_signs_in_chinese_by_its_english_name() -> None:
    assert name_publisher("四川日报", "en") == "Sichuan Daily (四川日报)"
    assert name_publisher("中国化学与物理电源行业协会", "en").startswith(
        "China Industrial Association of Power Sources"
    )
    assert name_publisher("四川日报", "zh") == "四川日报"
    assert name_publisher("河畔时报", "en") == "河畔时报"


def test_a_newspaper_is_not_named_as_the_site_of_the_same_house() -> None:
    assert name_publisher("人民网", "en") == "People's Daily Online (人民网)"
    assert name_publisher("人民日报", "en") == "People's Daily (人民日报)"
    assert name_publisher("四川在线", "en") == "Sichuan Online (四川在线)"
    assert name_publisher("电池中国", "en") == "Battery China (电池中国)"
    assert name_publisher("电池网", "en") == "电池网"


def test_the_titles_of_one_house_count_alike() -> None:
    table = publishers()
    assert table.find("人民日报") is table.find("People's Daily") is table.find("人民网")
    assert table.standing("电池网") == table.standing("电池中国")


def test_a_finding_leaves_days_within_paths_addresses_and_ids_as_they_are() -> None:
    told = (
        "documents/2022-07-25-news.md, https://example.org/2022-07-25/a?day=2022-07-25, 2022-07-25.md, doc-2022-07-25"
    )
    check = Check("fact-1", "rate", Severity.WARNING, told, told)
    assert [tell_finding(check, Pen(publication(), lang)) for lang in ("en", "zh")] == [told, told]


def test_a_finding_tells_days_and_areas_as_the_report_does() -> None:
    text = "the European Central Bank's rates of 2021-12-30 give 6.37; 0.633 yuan per m2"
    check = Check("fact-1", "rate", Severity.WARNING, text, "欧洲央行2021-12-30汇率为6.37，每m2 0.6元")
    assert tell_finding(check, Pen(publication(), "en")) == (
        "the European Central Bank's rates of 30 December 2021 give 6.37; 0.633 yuan per m²"
    )
    assert tell_finding(check, Pen(publication(), "zh")) == "欧洲央行2021年12月30日汇率为6.37，每m² 0.6元"
