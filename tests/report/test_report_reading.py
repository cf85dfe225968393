"""What a reader of the report stumbled over: each thing counted once, each status and figure told as what it is."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from report_fixture import empty_publication

from gigawatch.chain import find_chain
from gigawatch.ledger import Ledger
from gigawatch.model import Kind, Observation
from gigawatch.outlook import find_pledges
from gigawatch.report import Pen, Publication
from gigawatch.report.block import Chart, Paragraph, Ref, RefKind, Runs, Table, Value
from gigawatch.report.capacity import sites_by_evidence
from gigawatch.report.section.chain import compose_chain
from gigawatch.report.section.key import list_figures
from gigawatch.report.section.place import compose_places
from gigawatch.report.section.pledge import compose_pledges
from gigawatch.report.section.project import compose_projects
from gigawatch.report.sentence import fill

LANGS = ("en", "zh")


def told(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def published(ledger: Ledger) -> Publication:
    return dataclasses.replace(empty_publication(), ledger=ledger, region="Yibin")


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "the first half of 2024: 52.8 GWh"), ("zh", "2024年上半年：52.8 GWh")]
)
def test_a_key_figure_of_a_full_year_has_the_newest_part_of_a_later_year_beside_it(desk, lang, words):
    desk.document("year", "Synthetic. Yibin made 72 GWh in 2022.", "2023-04-07")
    desk.say("year", "72 GWh", 72, "GWh", measure="production", subject="Yibin", period="2022", status="reported")
    desk.document("half", "Synthetic. Yibin made 52.8 GWh in the first half of 2024.", "2024-08-29")
    desk.say(
        "half", "52.8 GWh", 52.8, "GWh", measure="production", subject="Yibin", period="2024-H1", status="reported"
    )
    figures = list(list_figures(Pen(published(desk.ledger()), lang)))
    (made,) = (one for one in figures if one.value.text == "72 GWh")
    assert words in told(made.context)


def test_a_base_of_which_nothing_is_told_but_its_plant_is_no_second_site(desk):
    desk.document("plant", "Synthetic. Far East Smarter Energy makes 6 GWh a year in Yibin.", "2023-06-10")
    desk.say("plant", "6 GWh", 6, subject="Far East Smarter Energy", period="2023", status="operating")
    ledger = desk.ledger()
    assert [site.name for site in ledger.sites("Yibin")] == ["Far East Smarter Energy, Yibin"]
    assert [site.name for site in sites_by_evidence(ledger, "Yibin")] == ["Far East Smarter Energy, Yibin"]


def test_the_plants_of_a_base_stand_right_behind_it_in_the_table_of_sites(desk):
    plants = {"CATL": 180, "Sichuan Times": 75, "SVOLT": 20}
    for firm, value in plants.items():
        desk.document(firm, f"Synthetic. {firm} makes {value} GWh a year in Yibin.", "2023-06-10")
        desk.say(firm, f"{value} GWh", value, subject=firm, period="2023", status="operating")
    desk.document("more", "Synthetic. SVOLT plans 30 GWh a year in Yibin, CATL 200 GWh a year and 5 GWh.", "2023-07-10")
    desk.say("more", "30 GWh", 30, subject="SVOLT", period="2025", status="planned")
    desk.say("more", "200 GWh", 200, subject="CATL", period="2025", status="planned")
    desk.say("more", "5 GWh", 5, subject="CATL", period="2021", status="operating")
    section = compose_projects(Pen(published(desk.ledger()), "en"))
    found = [b for one in section.sections for b in one.blocks if isinstance(b, Table)]
    table = next(one for one in found if one.head[0] == "Site")
    assert [told(cells[0]) for cells in table.rows] == ["CATL, Yibin", "Sichuan Times, Yibin", "SVOLT, Yibin"]


def test_the_legend_of_the_chain_explains_only_words_that_stand_in_its_table(desk):
    desk.document("plant", "Synthetic. CATL makes 180 GWh a year in Yibin.", "2023-06-10")
    desk.say("plant", "180 GWh", 180, subject="CATL", period="2023", status="operating")
    ledger = desk.ledger()
    told_of = dataclasses.replace(published(ledger), chain=find_chain(ledger, "Yibin"))
    (table,) = (block for block in compose_chain(Pen(told_of, "en")).blocks if isinstance(block, Table))
    cells = " ".join(told(cell) for cells in table.rows for cell in cells)
    assert "not stated" not in cells
    assert told(table.note) == "Core links are marked with a dot."


def row(number: int, measure: str, period: str, value: float, unit: str) -> Observation:
    return Observation(
        id=f"obs-{measure}-{period}", table="enterprise_finance", row=number, source="https://example.org/synthetic",
        unit=unit, subject="CATL", measure=measure, period=period, value=value, vintage="2025-06-01",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "names", "below"),
    [
        (
            "en",
            {"Waste batteries taken back in the period", "Lithium carbonate made of waste batteries in the period"},
            "Figures from: “Battery makers: revenue, research, capacity, sales”.",
        ),
        ("zh", {"报告期回收废旧电池量", "报告期再生碳酸锂产量"}, "数据来自《电池企业：营收、研发、产能、销量》。"),
    ],
)
def test_figures_behind_a_pledge_that_one_gauge_takes_are_named_apart_and_their_table_once(desk, lang, names, below):
    desk.document("river", "Synthetic. CATL signed the River Declaration in Yibin: recycle batteries.", "2022-07-25")
    desk.say("river", "Yibin", 1, "count", measure="projects", subject="Yibin", period="2022-07")
    pledged = {"declaration": "River Declaration", "signatories": ["CATL"], "commitment": "recycle batteries"}
    desk.tell(Kind.PLEDGE, "river", "recycle batteries", theme="green", **pledged)
    for number, measure in enumerate(("recycled_batteries", "recycled_lithium_carbonate"), start=1):
        for period in ("2021", "2023"):
            one = row(number, measure, period, number * 1e4 * (2 if period == "2023" else 1), "t")
            desk.cells[one.id] = one
    ledger = desk.ledger()
    declarations = find_pledges(ledger, on=date(2026, 6, 30)).declarations
    section = compose_pledges(Pen(published(ledger), lang), declarations)
    assert section is not None
    table = next(b for b in section.sections[0].blocks if isinstance(b, Table) and told(b.note).endswith(below))
    assert {told(cells[1]) for cells in table.rows} == names


@pytest.mark.parametrize(("lang", "head"), [("en", "Note"), ("zh", "备注（英文）")])
def test_acts_behind_a_pledge_stand_by_their_days_and_say_in_what_language_their_notes_are(desk, lang, head):
    desk.document("river", "Synthetic. CATL and BYD signed the River Declaration in Yibin: join hands.", "2022-07-25")
    desk.say("river", "Yibin", 1, "count", measure="projects", subject="Yibin", period="2022-07")
    pledged = {"declaration": "River Declaration", "signatories": ["CATL", "BYD"], "commitment": "join hands"}
    desk.tell(Kind.PLEDGE, "river", "join hands", theme="collaboration", **pledged)
    for number, (firm, day) in enumerate((("CATL", "2024-03-31"), ("BYD", "2022-12-29")), start=1):
        one = row(number, "joint_venture_abroad", day, 1, "count")
        desk.cells[one.id] = dataclasses.replace(one, subject=firm, note="with a maker of cars on a joint venture")
    ledger = desk.ledger()
    declarations = find_pledges(ledger, on=date(2026, 6, 30)).declarations
    section = compose_pledges(Pen(published(ledger), lang), declarations)
    assert section is not None
    table = next(b for b in section.sections[0].blocks if isinstance(b, Table) and b.head[-1] == head)
    names = {"en": ["BYD", "CATL"], "zh": ["比亚迪", "宁德时代"]}[lang]
    assert [told(cells[1]) for cells in table.rows] == names


@pytest.mark.parametrize(("lang", "words"), [("en", "progress at a minority"), ("zh", "少数签署方有进展")])
def test_a_pledge_that_one_of_three_is_on_the_way_to_is_not_called_without_evidence(desk, lang, words):
    text = "Synthetic. CATL, BYD and Panasonic signed the River Declaration in Yibin: increase research spending."
    desk.document("river", text, "2022-07-25")
    desk.say("river", "Yibin", 1, "count", measure="projects", subject="Yibin", period="2022-07")
    names = ["CATL", "BYD", "Panasonic"]
    pledged = {"declaration": "River Declaration", "signatories": names, "commitment": "increase research spending"}
    desk.tell(Kind.PLEDGE, "river", "increase research spending", theme="research", **pledged)
    for period, value in (("2022", 15e9), ("2024", 19e9)):
        one = row(int(period), "rd_spending", period, value, "CNY")
        desk.cells[one.id] = one
    ledger = desk.ledger()
    declarations = find_pledges(ledger, on=date(2026, 6, 30)).declarations
    section = compose_pledges(Pen(published(ledger), lang), declarations)
    assert section is not None
    table = next(block for block in section.sections[0].blocks if isinstance(block, Table))
    assert told(table.rows[0][2]).startswith(words)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "known only for Sichuan (15 GWh a year built) and Jiangsu (60 GWh a year planned)."),
        ("zh", "仅有四川（已建15 GWh/年）和江苏（规划60 GWh/年）。"),
    ],
)
def test_what_few_provinces_hold_is_told_in_a_sentence_and_not_on_a_grid_of_empty_tiles(desk, lang, words):
    desk.document(
        "plants", "Synthetic. CATL has 15 GWh a year in Yibin, and 60 GWh in Changzhou to come.", "2023-06-01"
    )
    desk.say("plants", "15 GWh", 15, subject="CATL", period="2023-05", status="operating")
    desk.say("plants", "60 GWh", 60, subject="CATL", period="2026", status="under_construction", place="Changzhou")
    section = compose_places(Pen(published(desk.ledger()), lang))
    assert section is not None
    assert any(told(block.runs).endswith(words) for block in section.blocks if isinstance(block, Paragraph))
    assert len([block for block in section.blocks if isinstance(block, Chart)]) <= 1


@pytest.mark.parametrize(("figure", "words"), [("约5万吨", "2024年产量约5万吨。"), ("5万吨", "2024年产量为5万吨。")])
def test_a_chinese_figure_that_opens_with_its_hedge_has_no_copula_before_it(figure, words):
    slots = {"now": "2024年", "scope": "", "measure": "产量", "later": None, "later_on": None}
    assert told(fill("key.made", "zh", {**slots, "last": Value(figure, Ref(RefKind.FACT, "fact-synthetic"))})) == words


def test_a_span_of_months_beside_a_full_year_is_told_in_a_sentence_that_takes_it():
    ref = Ref(RefKind.FACT, "fact-synthetic")
    slots = {"now": "2022", "scope": "", "measure": "production", "last": Value("83 GWh", ref)}
    slots |= {"later": Value("168.1 GWh", ref), "later_on": "January to September 2025"}
    assert told(fill("key.made", "en", slots)) == (
        "In 2022, production came to 83 GWh; January to September 2025 brought 168.1 GWh."
    )
