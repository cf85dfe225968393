"""The market chapter: sentences from the shipped tables, told only as far as their figures bear them out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_fixture import publication
from report_walk import walk_report

from gigawatch.ledger import make_ledger
from gigawatch.model import Bound, Observation, make_id
from gigawatch.report import Pen, Publication, compose_report, render_html
from gigawatch.report.market import parts
from gigawatch.report.section.market import compose_market
from gigawatch.report.sentence import has_sentence

ALLIANCE, OTHER = "China Automotive Battery Innovation Alliance", "a newspaper's own count"
MAKERS = "enterprise_installations"
MINES = "country_minerals"


def row(table: str, subject: str, measure: str, period: str, value: float, unit: str, **rest: object) -> Observation:
    """A synthetic row of a shipped table."""
    values: dict[str, object] = {"source": "https://example.org/table", "vintage": "2032-01-05", "note": "", **rest}
    key = make_id("obs", table, subject, measure, period)
    return Observation(id=key, table=table, row=1, subject=subject, measure=measure, period=period, value=value,
                       unit=unit, **values)  # type: ignore[arg-type]  # fmt: skip


def installed(period: str, value: float, note: str = ALLIANCE, **rest: object) -> Observation:
    return row("china_battery", "China", "installed_in_china", period, value, "GWh", note=note, **rest)


def with_rows(*rows: Observation) -> Publication:
    """The small world with rows of shipped tables beside its own."""
    made = publication()
    cells = {**made.ledger.material.observations, **{one.id: one for one in rows}}
    return replace(made, ledger=make_ledger(replace(made.ledger.material, observations=cells)))


def words(made: Publication, lang: str = "en") -> str:
    section = compose_market(Pen(made, lang))
    inner = section.sections if section is not None else ()
    return "\n".join("".join(run.text for run in block.runs) for one in inner for block in one.blocks)  # type: ignore[union-attr]


def test_without_rows_of_the_tables_there_is_no_chapter() -> None:
    assert compose_market(Pen(publication(), "en")) is None


def test_a_sentence_is_of_the_newest_year_of_which_all_is_told() -> None:
    told = words(with_rows(installed("2029", 80), installed("2030", 100), installed("2031", 140)))
    assert "rose by 40% to 140 GWh in 2031" in told
    assert "同比增长40%" in words(with_rows(installed("2030", 100), installed("2031", 140)), "zh")


def test_what_fell_is_not_said_to_have_risen() -> None:
    assert "fell by 20% to 80 GWh in 2031" in words(with_rows(installed("2030", 100), installed("2031", 80)))


@pytest.mark.parametrize(
    "before",
    [
        installed("2030", 100, OTHER, source="https://example.com/other"),
        installed("2030", 100, qualifier=Bound.OVER),
    ],
)
def test_no_change_is_told_between_counts_of_different_providers_or_from_a_hedged_figure(before: Observation) -> None:
    assert words(with_rows(before, installed("2031", 140))) == ""


def test_a_change_of_rounded_figures_is_told_as_about_so_much_and_of_coarse_ones_not_at_all() -> None:
    fine = with_rows(installed("2030", 100, rounding=2), installed("2031", 140, rounding=2))
    coarse = with_rows(installed("2030", 100, rounding=20), installed("2031", 140, rounding=20))
    assert "rose by about 40%" in words(fine)
    assert words(coarse) == ""


def shares(*values: float) -> list[Observation]:
    firms = ("CATL", "BYD", "CALB")
    return [row(MAKERS, firm, "share", "2031", value, "%") for firm, value in zip(firms, values, strict=False)]


def test_nobody_is_called_second_where_a_maker_that_is_not_told_could_be_larger() -> None:
    assert "CATL led the market in 2031 with a share of 45%, ahead of BYD with 30%" in words(
        with_rows(*shares(45, 30, 5))
    )
    assert words(with_rows(*shares(45, 15, 5))) == ""


def electric(rounding: float | None, *shares: float) -> list[Observation]:
    """Synthetic sales of electric cars in as many years as there are shares."""
    table, years = "country_ev_iea", dict(zip(("2030", "2031"), shares, strict=True))
    rows = [row(table, "World", f"ev_sales.cars.{kind}", year, 10e6 if year == "2030" else 14e6, "count")
            for year in years for kind in ("bev", "phev")]  # fmt: skip
    return rows + [row(table, "World", "ev_sales_share.cars", year, share, "%", rounding=rounding)
                   for year, share in years.items()]  # fmt: skip


@pytest.mark.parametrize(
    ("rounding", "told"), [(None, "5 percentage points more"), (1, "about 5 percentage points more")]
)
def test_a_share_that_rose_is_told_in_points_and_as_about_so_many_where_it_is_rounded(
    rounding: float | None, told: str
) -> None:
    told = f"25% of all cars sold were electric, {told} than a year earlier"
    assert told in words(with_rows(*electric(rounding, 20, 25)))


def test_a_share_is_not_said_to_have_risen_where_rounding_leaves_that_open() -> None:
    assert "20.4% of all cars sold were electric, 0.4 percentage points" in words(with_rows(*electric(None, 20, 20.4)))
    assert words(with_rows(*electric(1, 20, 20.4))) == ""


@pytest.mark.parametrize(("qualifier", "is_told"), [(None, True), (Bound.ABOUT, False)])
def test_nothing_is_put_before_another_where_the_wordings_leave_that_open(
    qualifier: Bound | None, is_told: bool
) -> None:
    finance = "enterprise_finance"
    rows = [row(finance, "CATL", "capacity_utilisation", "2030", 95, "%", qualifier=qualifier),
            row(finance, "CATL", "capacity_utilisation", "2031", 96, "%"),
            row(finance, "CATL", "capacity", "2031", 800, "GWh/yr")]  # fmt: skip
    assert ("ran at 96% of capacity in 2031, up from 95% in 2030" in words(with_rows(*rows))) is is_told


def test_the_largest_are_the_largest_of_the_rows_and_a_rest_is_none_of_them() -> None:
    mined = {"Chile": 50, "Australia": 90, "China": 40, "Other countries": 20, "World": 200}
    told = words(with_rows(*(row(MINES, name, "mine_production.lithium", "2031", v, "t") for name, v in mined.items())))
    assert "The largest producer in 2031 was Australia with 45%, followed by Chile (25%) and China (20%)." in told


def lfp(period: str, value: float) -> Observation:
    return row("china_battery", "China", "installed_in_china.lfp", period, value, "GWh", note=ALLIANCE)


def test_a_sentence_names_its_year_where_the_one_before_it_is_of_another() -> None:
    rows = installed("2030", 100), installed("2031", 140)
    assert "Lithium iron phosphate made up 60% of installations in 2030, or 60 GWh." in words(
        with_rows(*rows, lfp("2030", 60))
    )
    same = words(with_rows(*rows, lfp("2031", 70)))
    assert "140 GWh in 2031. Lithium iron phosphate made up 50% of installations, or 70 GWh." in same


def test_a_country_whose_name_takes_an_article_has_one_and_no_other_country() -> None:
    mined = {"DR Congo": 120, "Indonesia": 40, "World": 200}
    told = words(with_rows(*(row(MINES, name, "mine_production.cobalt", "2031", v, "t") for name, v in mined.items())))
    assert "60% of world mine output in 2031 came from the Democratic Republic of the Congo and another 20%" in told
    assert "from Indonesia" in told
    mined = {"Indonesia": 120, "DR Congo": 40, "World": 200}
    told = words(with_rows(*(row(MINES, name, "mine_production.cobalt", "2031", v, "t") for name, v in mined.items())))
    assert "came from Indonesia and another 20% from the Democratic Republic of the Congo." in told


@pytest.mark.parametrize("note", ["real 2025 USD", "as published"])
def test_the_fall_of_prices_since_a_year_is_told_between_prices_of_one_year_s_money(note: str) -> None:
    rows = [row("prices", "World", "price", period, value, "USD/kWh", note=note) for period, value in
            (("2010", 1000), ("2025", 100))]  # fmt: skip
    told = words(with_rows(*rows))
    assert ("In real terms, packs have become 90% cheaper since 2010." in told) is (note == "real 2025 USD")


@pytest.mark.parametrize("rest", ["Rest of world", "Chile"])
def test_a_share_of_what_all_countries_refine_is_told_only_where_the_rest_of_the_world_is(rest: str) -> None:
    rows = [row(MINES, name, f"refined_production.{metal}", "2031", value, "t") for name, value in
            (("China", 75), (rest, 25)) for metal in ("lithium", "cobalt", "graphite")]  # fmt: skip
    told = words(with_rows(*rows))
    assert ("processed 75% of the world’s lithium" in told) is (rest == "Rest of world")


def test_mined_lithium_is_told_as_of_the_world_without_the_united_states_where_the_rows_are() -> None:
    note = "USGS, Mineral Commodity Summaries, estimated, without the United States"
    rows = [row(MINES, "World", "mine_production.lithium", period, value, "t", note=note) for period, value in
            (("2030", 200_000), ("2031", 250_000))]  # fmt: skip
    assert "lithium outside the United States rose by 25% to 250,000 tonnes" in words(with_rows(*rows))
    assert words(with_rows(*(replace(one, note="Mineral Commodity Summaries") for one in rows))) == ""


def test_a_counter_is_named_only_where_the_notes_of_all_figures_name_it() -> None:
    rows = [row(MAKERS, "World", "installed", year, value, "GWh", note="SNE Research") for year, value in
            (("2030", 100), ("2031", 150))]  # fmt: skip
    assert "rose by 50% to 150 GWh in 2031, according to SNE Research." in words(with_rows(*rows))
    assert words(with_rows(*(replace(one, note="") for one in rows))) == ""


def test_a_large_value_is_rounded_in_the_text_and_exact_where_its_link_leads() -> None:
    rows = [row("country_battery", "China", "exports_lithium_ion", year, value, "CNY", note="Chinese customs")
            for year, value in (("2030", 100e9), ("2031", 123_456_000_000))]  # fmt: skip
    made = with_rows(*rows)
    assert "to 123 billion yuan in 2031" in words(made)
    assert "出口额1235亿元" in words(made, "zh")
    page = render_html(compose_report(made, "en"), made)
    assert "123.456 billion" in page.partition('id="evidence"')[2]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_figure_of_the_chapter_leads_to_a_cell_of_its_table(lang: str) -> None:
    made = with_rows(installed("2030", 100), installed("2031", 140), *shares(45, 30, 5))
    assert walk_report(render_html(compose_report(made, lang), made)).faults == []


def test_every_sentence_of_the_plan_has_its_words_and_every_part_its_title() -> None:
    keys = [one.key for part in parts() for sentences in part.paragraphs for one in sentences]
    assert len(keys) == len(set(keys))
    assert [key for key in (*keys, *(part.code for part in parts())) if not has_sentence(f"market.{key}")] == []
