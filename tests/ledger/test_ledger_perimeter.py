from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigawatch.ledger import Perimeter, covers_whole, make_ledger, parse_perimeter, tell_perimeter
from gigawatch.ledger.cue import find_cues
from gigawatch.ledger.perimeter import NAMES, perimeter_data
from gigawatch.model import Entity, EntityKind

if TYPE_CHECKING:
    from conftest import Desk

FIRM = Entity("org-catl", EntityKind.ORGANISATION, "CATL")
CHINA = Entity("place-cn", EntityKind.PLACE, "China", {"en": "China", "zh": "中国"})
WORDS = st.text(st.characters(blacklist_categories=("Cs",)), min_size=1)


def perimeters(desk: Desk) -> set[tuple[float, str | None]]:
    return {(fact.value, fact.perimeter) for fact in make_ledger(desk.material()).facts.values()}


@given(st.sampled_from(perimeter_data()["value"]), st.none() | WORDS)
def test_a_perimeter_is_read_back_from_its_code(value: dict[str, str], about: str | None) -> None:
    told = Perimeter(**{value["dimension"]: value["code"]}, about=about)
    assert parse_perimeter(told.code) == told


@given(WORDS)
def test_words_of_a_source_are_their_own_code_unless_they_look_like_one(words: str) -> None:
    assert parse_perimeter(Perimeter(about=words).code).about == words


def test_a_link_alone_is_a_plain_code() -> None:
    assert Perimeter(link="cathode").code == "cathode"
    assert parse_perimeter("cathode") == Perimeter(link="cathode")
    assert Perimeter(link="cathode", ventures="without").code == "link=cathode;ventures=without"


def test_a_perimeter_is_told_in_both_languages() -> None:
    code = Perimeter(product="power", market="world", phase="2").code
    assert tell_perimeter(code, "en") == "power batteries, world, phase 2"
    assert tell_perimeter(code, "zh") == "动力电池，全球，2期"
    assert tell_perimeter(None, "en") == ""


def test_every_value_has_words_in_both_languages_and_a_known_dimension() -> None:
    for value in perimeter_data()["value"]:
        assert value["name_en"]
        assert value["name_zh"]
        assert value["dimension"] in NAMES


def test_power_batteries_and_a_link_are_a_whole_and_a_phase_is_not() -> None:
    assert all(map(covers_whole, (None, "cathode", "product=power")))
    assert not any(map(covers_whole, ("phase=2", "product=storage", "what is left")))


@pytest.mark.parametrize(
    ("text", "lang", "code"),
    [
        ("动力和其他电池累计产量", "zh", "power_and_storage"),
        ("动力电池产量", "zh", "power"),
        ("锂离子电池产量", "zh", "lithium"),
        ("EV batteries and energy storage", "en", "power"),
        ("lithium-ion batteries", "en", "lithium"),
        ("LFP storage batteries", "en", "storage"),
    ],
)
def test_products_are_told_by_their_words(text: str, lang: str, code: str) -> None:
    assert next(find_cues(text, "product", lang)).code == code


def test_sales_of_all_batteries_and_of_power_batteries_are_no_contradiction(desk: Desk) -> None:
    text = "前11月我国动力和其他电池累计销量为1412.5GWh，动力电池累计销量为1044.3GWh。"
    desk.document("a", text, "2025-12-17")
    for words, value in (("1412.5GWh", 1412.5), ("1044.3GWh", 1044.3)):
        desk.claim("a", words, CHINA, measure="sales", unit="GWh", value=value, status=None, period="2025", lang="zh")
    assert perimeters(desk) == {(1412.5, "product=power_and_storage"), (1044.3, "product=power")}


def test_sales_with_exports_and_domestic_sales_are_two_figures(desk: Desk) -> None:
    desk.document("a", "Sales were 1,200.9 GWh, including exports.", "2026-01-10")
    desk.document("b", "Domestic sales were 770 GWh.", "2026-01-11")
    desk.claim("a", "1,200.9 GWh", FIRM, measure="sales", unit="GWh", value=1200.9, status=None, period="2025")
    desk.claim("b", "770 GWh", FIRM, measure="sales", unit="GWh", value=770.0, status=None, period="2025")
    assert perimeters(desk) == {(1200.9, "market=exports_included"), (770.0, "market=domestic")}


def test_capacity_with_and_without_the_joint_ventures_never_meet(desk: Desk) -> None:
    desk.document("a", "产能达到676GWh（不含合资公司）。", "2025-03-15")
    desk.document("b", "Capacity is 750 GWh, including joint ventures.", "2025-03-16")
    desk.claim("a", "676GWh", FIRM, value=676.0, period="2024", lang="zh")
    desk.claim("b", "750 GWh", FIRM, value=750.0, period="2024")
    assert perimeters(desk) == {(676.0, "ventures=without"), (750.0, "ventures=with")}


def test_one_share_in_two_languages_is_one_fact(desk: Desk) -> None:
    desk.document("a", "It is 15.5% of China's sales.", "2023-06-01")
    desk.document("b", "占全国销量的15.5%。", "2023-06-02")
    desk.claim("a", "15.5%", measure="share", unit="%", value=15.5, status=None, period="2022", object="China's sales")
    told = {"measure": "share", "unit": "%", "status": None, "period": "2022", "lang": "zh"}
    desk.claim("b", "15.5%", value=15.5, object="占全国销量的", **told)
    assert perimeters(desk) == {(15.5, "market=china;of=sales")}


def test_what_a_share_is_of_keeps_the_words_that_no_field_tells(desk: Desk) -> None:
    desk.document("a", "占全省建成产能的80.6%。", "2023-06-02")
    told = {"measure": "share", "unit": "%", "status": None, "period": "2022", "lang": "zh"}
    desk.claim("a", "80.6%", value=80.6, object="占全省建成产能的", **told)
    assert perimeters(desk) == {(80.6, "market=province;of=capacity;about=建成")}


def test_the_product_of_a_plant_describes_unless_one_document_tells_two(desk: Desk) -> None:
    desk.document("a", "A power battery plant of 30 GWh.", "2023-01-01")
    desk.document("b", "Storage batteries take 16 GWh, EV batteries 27 GWh, together 43 GWh.", "2023-01-02")
    desk.claim("a", "30 GWh", value=30.0, period="2022", object="power battery plant")
    for words, value, told in (("16 GWh", 16.0, "storage batteries"), ("27 GWh", 27.0, "EV batteries")):
        desk.claim("b", words, value=value, period="2023", object=told)
    assert perimeters(desk) == {(30.0, None), (16.0, "product=storage"), (27.0, "product=power")}


def test_a_figure_without_a_scope_joins_the_only_scope_that_has_its_value(desk: Desk) -> None:
    desk.document("a", "动力电池产量545.9GWh。", "2023-01-12")
    desk.document("b", "Output was 545.9 GWh.", "2023-01-13")
    desk.document("c", "Output was 750 GWh.", "2023-01-14")
    for name, words, lang in (("a", "545.9GWh", "zh"), ("b", "545.9 GWh", "en")):
        desk.claim(
            name, words, CHINA, measure="production", unit="GWh", value=545.9, status=None, period="2022", lang=lang
        )
    desk.claim("c", "750 GWh", CHINA, measure="production", unit="GWh", value=750.0, status=None, period="2022")
    book = make_ledger(desk.material())
    assert {(f.value, f.perimeter, len(book.candidates[f.id])) for f in book.facts.values()} == {
        (545.9, "product=power", 2),
        (750.0, None, 1),
    }


def test_growth_of_output_and_of_installation_are_two_figures(desk: Desk) -> None:
    desk.document("a", "动力电池产量545.9GWh，同比增长148.5%；装车量294.6GWh，同比增长90.7%。", "2023-01-12")
    told = {"measure": "growth", "unit": "%", "status": None, "period": "2022", "lang": "zh", "basis": "yoy"}
    desk.claim("a", "148.5%", CHINA, value=148.5, **told)
    desk.claim("a", "90.7%", CHINA, value=90.7, **told)
    assert perimeters(desk) == {(148.5, "of=production"), (90.7, "of=installed")}
