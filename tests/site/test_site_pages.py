from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import pytest
from site_example import content, publication
from site_tree import Element, by_id, parse_page, read_page, target

from gigawatch.ledger.part import LeftOut, Reason
from gigawatch.ledger.status import steps
from gigawatch.model import GigawatchError, beside
from gigawatch.report import compose_report
from gigawatch.report.block import Chart, Computation, Content, Ref, RefKind, Section
from gigawatch.site import make_site, write_pages, write_site
from gigawatch.site.drawing import list_pictures
from gigawatch.site.fact import near_parts
from gigawatch.site.frame import part_names
from gigawatch.site.guide import guide_pages
from gigawatch.site.narrative import tell_field
from gigawatch.site.navigation import GROUPS, LEAVES
from gigawatch.site.page import Page, Site
from gigawatch.site.plan import INPUTS_ON_A_PAGE, MANY_INPUTS, cut, make_plan
from gigawatch.site.render import TEMPLATES, page_frame, render_page, stream_page, templates
from gigawatch.site.section import REPORT, section_pages
from gigawatch.site.snippet import tell_verdict
from gigawatch.site.thing import Mentioned, find_other_names, leave_quoted
from gigawatch.site.word import LANGUAGES, say_if_known, words
from gigawatch.site.write import FEW, MANY

ASSET = TEMPLATES.parent / "asset"


def main_of(page: Path) -> Element:
    (main,) = read_page(page).find("main")
    return main


def test_a_fact_shows_value_rule_losers_and_sentence_with_the_quantity_marked(built: Path) -> None:
    articles = [
        e for e in read_page(built / "en" / "thing" / "site-example.html").find("article") if "24 GWh" in e.text
    ]
    text = " ".join(articles[0].text.split())
    assert "Capacity: 24 GWh a year" in text
    assert "contradicts the value kept" in text
    assert "higher standing, the primary source, the more precise wording" in text
    assert {mark.text for mark in articles[0].find("mark")} == {"24 GWh a year", "over 30 GWh a year"}
    assert "sources contradict each other" in text


def test_a_chinese_page_speaks_chinese_and_leaves_the_source_its_language(built: Path) -> None:
    tree = read_page(built / "zh" / "thing" / "site-example.html")
    assert tree.find("html")[0].attributes["lang"] == "zh-Hans"
    main = tree.find("main")[0]
    assert "示例电池（河镇）" in main.text
    assert "与采用值矛盾" in main.text
    assert {quote.attributes["lang"] for quote in main.find("blockquote")} == {"en"}


def test_the_page_of_a_site_has_its_steps_owner_place_and_the_age_of_its_evidence(built: Path) -> None:
    main = main_of(built / "en" / "thing" / "site-example.html")
    text = " ".join(main.text.split())
    assert "OwnerExample Cells" in text
    assert "PlaceRiverton" in text
    assert "6 May 2022 operating" in text
    assert "Inferred stale: its newest evidence is of 1 June 2022" in text


def test_the_fields_of_a_narrative_claim_are_told_in_the_language_of_the_page() -> None:
    amounts = [{"value": 5e8, "unit": "CNY", "qualifier": "over"}, {"value": 3.0, "unit": "GWh"}]
    assert tell_field("investments", amounts, "en") == "over 500 million yuan; 3 GWh"
    assert tell_field("date", "2022-07-21/2022-07-23", "zh") == "2022年7月21日至23日"
    assert tell_field("status", "under_construction", "zh") == "在建"
    assert tell_field("type", "ground_breaking", "zh") == "开工"
    assert tell_field("participants", {"vehicle_makers": ["BYD", "Nio"]}, "en") == "vehicle makers: BYD; Nio"
    assert tell_field("speaker", "Ouyang <Minggao>", "zh") == "Ouyang <Minggao>"


def test_an_open_fact_stands_among_the_contradictions_with_every_value(built: Path) -> None:
    articles = main_of(built / "en" / "contradictions.html").find("article")
    assert len(articles) == 1
    assert "24 GWh a year" in articles[0].text
    assert "over 30 GWh a year" in articles[0].text


@pytest.mark.parametrize(
    ("lang", "kept", "shown"), [("en", "kept", "shown, not settled"), ("zh", "采用", "暂列，未定")]
)
def test_no_value_of_a_fact_that_is_open_is_marked_as_kept(built: Path, lang: str, kept: str, shown: str) -> None:
    pages = [built / lang / "contradictions.html", *(built / lang / "thing").glob("*.html")]
    marks: dict[bool, set[str]] = {True: set(), False: set()}
    for article in (one for page in pages for one in main_of(page).find("article") if one.find("li")):
        chips = [
            [e.text for e in one.find("span") if e.attributes.get("class") == "chip"] for one in article.find("li")
        ]
        is_open = any(e.attributes.get("class") == "open" for e in article.find("b"))
        marks[is_open] |= {mark for found in chips for mark in found}
    assert shown in marks[True]
    assert kept not in marks[True]
    assert shown not in marks[False]


@pytest.mark.parametrize(
    ("lang", "closed", "replaced"), [("en", "closed since", "superseded"), ("zh", "后已关闭", "已被取代")]
)
def test_what_a_closed_plant_had_is_marked_as_closed_and_not_as_superseded(
    lang: str, closed: str, replaced: str
) -> None:
    fact = next(iter(publication().ledger.facts.values()))
    for reason, word in ((Reason.CLOSED, closed), (Reason.BUILT, replaced)):
        told = tell_verdict(fact, LeftOut(fact, reason, since="2024-02-29"), "", lang)
        assert re.findall(r">([^<]*\w[^<]*)<", told) == [word]


def test_a_plan_of_which_a_part_was_stopped_says_so_beside_its_value() -> None:
    fact = next(iter(publication().ledger.facts.values()))
    assert "30, less 18" in tell_verdict(fact, None, "30, less 18", "en")


def test_the_page_of_a_thing_tells_where_it_stands_and_its_other_names(built: Path) -> None:
    page = " ".join(main_of(built / "zh" / "thing" / "site-example.html").text.split())
    assert "现状投产 2022年5月" in page
    assert "又名Example Cells, Riverton" in page


def test_a_score_opens_to_its_reading_its_cell_and_the_address_of_the_source(built: Path) -> None:
    page = next((built / "en" / "score").glob("*.html"))
    reading = [e for e in main_of(page).find("a") if "obs-2022" in e.attributes["href"]]
    assert reading
    row = by_id(next((built / "en" / "cell").glob("*.html")))["obs-2022"]
    assert "30 GWh" in row.text
    assert [e.attributes["href"] for e in row.find("a")] == ["https://example.org/table"]


def test_a_computation_lists_its_words_its_result_and_what_it_was_made_from(built: Path) -> None:
    (article,) = main_of(built / "en" / "computations.html").find("article")
    assert "sum of two years: 50 GWh" in " ".join(article.text.split())
    assert len(article.find("a")) == 2


def test_only_cells_that_a_page_rests_on_are_listed_and_the_page_says_where_the_rest_is(built: Path) -> None:
    main = main_of(next((built / "zh" / "cell").glob("*.html")))
    assert len([e for e in main.find("tr") if "id" in e.attributes]) == 3
    assert "其余见工作区数据库" in main.text


def test_a_download_is_carried_by_the_site_itself(built: Path) -> None:
    (row,) = main_of(built / "en" / "download.html").find("tbody")[0].find("tr")
    assert row.find("a")[0].attributes["href"] == "../download/export/fact.csv"
    assert (built / "download" / "export" / "fact.csv").read_text(encoding="utf-8") == "id\n"
    assert "settled values" in row.text


def test_a_reference_without_a_page_is_an_error_and_no_dead_link() -> None:
    site: Site = make_site(publication(), {})
    with pytest.raises(GigawatchError, match="no page for fact fact-unknown"):
        site.plan.address(Ref(RefKind.FACT, "fact-unknown"), "en")


def test_no_page_hides_a_word_of_the_frame_behind_a_value_of_its_own() -> None:
    made = publication()
    site = make_site(made, {"en": content(made, "en")})
    for make in (*FEW, *MANY):
        for page in make(site, "en"):
            assert not page_frame(site, "en", page).keys() & page.values.keys(), page.path


def test_long_lists_are_cut_so_that_nothing_is_lost() -> None:
    assert cut(list(range(5)), 2) == ((0, 1), (2, 3), (4,))
    assert cut([], 2) == ()


def test_computations_of_many_inputs_are_spread_over_pages_and_all_have_an_address() -> None:
    made = publication()
    inputs = [Ref(RefKind.OBSERVATION, f"obs-{n}") for n in range(INPUTS_ON_A_PAGE // 2 + 3)]
    many = {one.id: one for one in (Computation.of(f"sum {n}", str(n), tuple(inputs[n:])) for n in range(3))}
    plan = make_plan(made.ledger, {"en": Content("en", "", "", "", "", (), many)}, (), {})
    assert [len(part) for part in plan.computations["en"]] == [1, 1, 1]
    assert len({plan.address(one.ref, "en") for one in many.values()}) == 3


def test_what_is_made_from_the_same_many_things_as_a_figure_before_it_leads_to_their_list_there() -> None:
    made = publication()
    found = content(made, "en")
    inputs = tuple(Ref(RefKind.FACT, fact) for fact in made.ledger.facts) * MANY_INPUTS
    told = [Computation.of(text, "7", inputs) for text in ("sum of all", "mean of all")]
    told.append(Computation.of("sum of few", "7", inputs[:2]))
    many = replace(found, computations={**found.computations, **{one.id: one for one in told}})
    site = make_site(made, {"en": many})
    (page,) = (page for page in guide_pages(site, "en") if page.path == "computations.html")
    ids = {e.attributes["id"]: e for e in parse_page(render_page(site, "en", page), page.path).find("article")}
    first, second, few = (ids[one.id] for one in told)
    assert len(first.find("li")) == len(inputs)
    assert second.find("li") == []
    assert [a.attributes["href"] for a in second.find("a")] == [f"#{told[0].id}"]
    assert f"the same {len(inputs)} values as: sum of all" in second.text
    assert len(few.find("li")) == 2


@pytest.mark.parametrize("count", [1, 30, 31, 231])
def test_from_each_part_of_a_list_every_other_is_at_most_two_steps_away(count: int) -> None:
    near = {number: {*near_parts(count, number)} - {0} for number in range(1, count + 1)}
    for number, first in near.items():
        assert {1, number, count} <= first
        assert first | {one for step in first for one in near[step]} == set(range(1, count + 1))
        assert len(first) <= 40


def test_every_page_has_a_language_a_title_landmarks_one_heading_and_a_skip_link(built: Path) -> None:
    for page in built.glob("*/**/*.html"):
        tree = read_page(page)
        assert tree.find("html")[0].attributes["lang"] in ("en", "zh-Hans")
        assert tree.find("title")[0].text.strip()
        assert [len(tree.find(tag)) for tag in ("header", "main", "h1")] == [1, 1, 1], page
        assert len(tree.find("footer")) == (page.parent.name not in LEAVES), page  # there a script adds it
        assert tree.find("a")[0].attributes["href"] == "#main"
        assert all("alt" in image.attributes for image in tree.find("img"))
        assert all(nav.attributes.get("aria-label") for nav in tree.find("nav"))
        assert all(table.find("caption") for table in tree.find("table")), page


def test_every_page_leads_to_all_main_pages_and_says_where_it_is(built: Path) -> None:
    expected = {"index.html", *(f"{name}.html" for names in GROUPS.values() for name in names)}
    for page in built.glob("*/*.html"):
        navigation = read_page(page).find("header")[0].find("nav")[0]
        assert {link.attributes["href"] for link in navigation.find("a")} == expected
        here = [link for link in navigation.find("a") if link.attributes.get("aria-current") == "page"]
        assert len(here) == (page.name in expected), page


def test_headings_leave_out_no_level(built: Path) -> None:
    for page in built.glob("*/**/*.html"):
        levels = [int(e.tag[1]) for e in read_page(page).walk() if re.fullmatch(r"h[1-6]", e.tag)]
        assert all(after <= before + 1 for before, after in pairwise(levels)), page


def test_every_word_is_there_in_both_languages_and_every_template_finds_its_words() -> None:
    assert all(set(texts) == set(LANGUAGES) and all(texts.values()) for texts in words().values())
    for template in TEMPLATES.glob("*.html"):
        source = template.read_text(encoding="utf-8")
        keys = re.findall(r"""say\(["']([a-z_.-]+)["']\)""", source)
        assert [key for key in keys if key not in words()] == []
        for lang in LANGUAGES:
            templates(lang).get_template(template.name)


def test_every_entry_test_of_the_ledger_has_words_in_both_languages() -> None:
    for step, lang in product(steps(), LANGUAGES):
        assert say_if_known(f"test.{step.test}", lang), step.test


def palettes() -> list[dict[str, str]]:
    css = (ASSET / "site.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    light, dark = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)) for block in blocks[:2])
    assert light.keys() == dark.keys()
    return [light, dark]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark"])
def test_every_colour_of_words_can_be_read_on_every_ground(palette: dict[str, str]) -> None:
    pairs = product(("ink", "soft", "accent", "good", "warn", "bad"), ("paper", "raised"))
    for ink, ground in [*pairs, ("mark-ink", "mark"), ("accent-ink", "accent")]:
        assert contrast(palette[ink], palette[ground]) >= 4.5, (ink, ground)


def test_colours_are_named_in_one_place_only() -> None:
    css = (ASSET / "site.css").read_text(encoding="utf-8")
    assert not [line for line in css.splitlines() if re.search(r"#[0-9a-f]{3,6}\b", line) and "--" not in line]


def test_style_and_script_ask_for_nothing_from_elsewhere() -> None:
    for name in ("site.css", "site.js"):
        text = (ASSET / name).read_text(encoding="utf-8")
        assert not re.search(
            r"https?://|url\((?!\"icon\.svg\"\))|@import|fetch\(|XMLHttpRequest|localStorage|innerHTML", text
        ), name


@pytest.mark.parametrize(
    ("lang", "choice"), [("en", "Whom it ranks: Makers of the test."), ("zh", "排名对象：测试企业。")]
)
def test_the_page_of_the_index_says_whom_it_ranks_in_its_language(built: Path, lang: str, choice: str) -> None:
    assert choice in main_of(built / lang / "development-index.html").text
    assert choice in main_of(built / lang / "method.html").text


def test_the_page_of_the_index_ranks_each_first_level_indicator_and_says_how_many_units_pass(built: Path) -> None:
    tables = {
        table.find("caption")[0].text.partition(",")[0]: table
        for table in main_of(built / "en" / "development-index.html").find("table")
    }
    ranks = tables["Rank and its interval in each first-level indicator that is computed"]
    assert [row.text.split() for row in ranks.find("tr")] == [["UnitInstalled", "2022"], ["Example", "Cells1", "(1–2)"]]
    passing = tables["Units that have enough of an indicator to be ranked in it"].find("tr")[-1]
    assert [cell.text for cell in passing.find("td")] == ["–", "1", "1"]
    page, anchor = target(built / "en" / "development-index.html", passing.find("a")[-1].attributes["href"])
    assert "Example Cells" in by_id(page)[anchor].parent.text  # type: ignore[union-attr]


def test_the_ranks_by_year_say_what_is_not_computed_and_why_in_the_language_of_the_page(built: Path) -> None:
    assert "Installed: not computed: 0 of 1 indicators" in main_of(built / "en" / "rank" / "test.html").text
    text = main_of(built / "zh" / "rank" / "test.html").text
    assert "装车量：未计算：1项指标中仅0项有足够多的对象具备" in text
    assert "not computed" not in text


def test_a_score_without_a_rank_stands_in_brackets_among_the_years(tmp_path: Path) -> None:
    made = publication()
    unranked = [{**row, "rank": None, "rank_low": None, "rank_high": None} for row in made.scores]
    for name, scores, shown in (("ranked", made.scores, False), ("not", unranked, True)):
        one = replace(made, scores=scores)
        write_pages(make_site(one, {lang: content(one, lang) for lang in ("en", "zh")}), tmp_path / name)
        for lang, caption in (("en", "The score of every unit in every year"), ("zh", "各对象历年得分")):
            page = main_of(tmp_path / name / lang / "development-index.html")
            (table,) = (t for t in page.find("table") if t.find("caption")[0].text.startswith(caption))
            assert any(re.fullmatch(r"[(][\d.]+[)]", cell.text.strip()) for cell in table.find("td")) is shown


@pytest.mark.parametrize(
    ("lang", "words", "state"),
    [("en", "of data alone", "Installed: not computed"), ("zh", "仅数据所致", "装车量：未计算")],
)
def test_the_page_of_a_unit_tells_the_intervals_of_the_data_alone_and_what_is_not_computed(
    lang: str, words: str, state: str, tmp_path: Path
) -> None:
    made = publication()
    ends = {"data_rank_low": 1, "data_rank_high": 1, "data_score_low": 70.25, "data_score_high": 70.75}
    scores = [row for row in made.scores if row["code"] == "index"]
    coverage = [
        {**row, "state": "not computed: 0 of 1 indicators have enough units"} if row["code"] == "installed" else row
        for row in made.coverage
    ]
    one = replace(made, scores=[{**row, **ends} for row in scores], coverage=coverage)
    write_pages(make_site(one, {name: content(one, name) for name in ("en", "zh")}), tmp_path)
    (path,) = (tmp_path / lang / "score").glob("*.html")
    text = " ".join(main_of(path).text.split())
    assert f"{words} 70.2–70.8" in text
    assert text.count(f"{words} 1") == text.count(f"{words} 70.2–70.8") > 0
    assert state in text
    plain = replace(made, scores=scores)
    write_pages(make_site(plain, {name: content(plain, name) for name in ("en", "zh")}), tmp_path / "plain")
    (path,) = (tmp_path / "plain" / lang / "score").glob("*.html")
    assert words not in main_of(path).text


def test_a_large_site_is_written_by_two_processes_and_is_the_same(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(beside, "SMALLEST", 0)
    made = publication()
    report = write_pages(make_site(made, {lang: content(made, lang) for lang in LANGUAGES}), tmp_path)
    alone = {
        path.relative_to(built): path.read_bytes() for path in built.rglob("*.html") if path.name != "download.html"
    }
    assert {path: (tmp_path / path).read_bytes() for path in alone} == alone
    written = list(tmp_path.rglob("*.html"))
    assert (report.pages, report.size) == (len(written), sum(path.stat().st_size for path in written))


def test_a_large_site_that_was_found_in_several_processes_tells_what_one_process_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1})
    for name, size in (("several", 0), ("one", 1_000_000)):
        monkeypatch.setattr(beside, "SMALLEST", size)
        write_site(publication(), tmp_path / name)
    told = {path.relative_to(tmp_path / "one"): path.read_bytes() for path in (tmp_path / "one").rglob("*.*")}
    assert {Path("en/changes.js"), Path("zh/feed.xml"), Path("en/index.html")} <= told.keys()
    assert {path: (tmp_path / "several" / path).read_bytes() for path in told} == told


def test_pages_of_one_folder_have_each_their_own_links_in_whatever_order_they_are_made() -> None:
    made = publication()
    site = make_site(made, {lang: content(made, lang) for lang in LANGUAGES})
    pages = [page for make in MANY for page in make(site, "en") if page.path.partition("/")[0] in LEAVES]
    forth = {page.path: render_page(site, "en", page) for page in pages}
    assert {page.path: render_page(site, "en", page) for page in reversed(pages)} == forth
    alone = {page.path: "".join(stream_page(site, "en", page)) for page in pages}
    assert alone == forth


def test_a_plant_lists_the_documents_that_its_facts_do_not_quote_a_company_all_that_name_it() -> None:
    made = publication()
    site = make_site(made, {"en": content(made, "en")})
    opened, closed, hostile, bare = (
        Mentioned(site.ledger.material.documents[f"doc-{one}"], (), 1, "")
        for one in ("open", "closed", "hostile", "bare")
    )
    plant, company = (site.ledger.entities[one] for one in ("site-example", "org-example"))
    assert leave_quoted(site, plant, (opened, closed, hostile, bare)) == (hostile, bare)
    assert leave_quoted(site, company, (opened, hostile)) == (opened, hostile)


def test_the_name_of_another_thing_that_a_place_stands_in_for_is_not_its_other_name() -> None:
    made = publication()
    site = make_site(made, {"en": content(made, "en")})
    place = site.ledger.entities["place-riverton"]
    named = Mentioned(site.ledger.material.documents["doc-open"], ("Cells Example", "Riverton town"), 2, "")
    assert find_other_names(site, place, (), (named,), "en") == [("河镇", "zh"), ("Riverton town", "")]


@pytest.mark.parametrize(
    ("lang", "names", "between"),
    [("en", ["BTR", "BYD"], ", "), ("en", ["BTR, Yibin", "BYD"], "; "), ("zh", ["Volt, Ltd", "比亚迪"], "、")],
)
def test_names_that_hold_commas_are_parted_by_semicolons(lang: str, names: list[str], between: str) -> None:
    assert part_names(names, lang) == between


def read_report(site: Site, lang: str) -> Element:
    (page,) = (one for one in section_pages(site, lang) if one.path == REPORT)
    return parse_page(render_page(site, lang, page), REPORT)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_of_very_many_sources_lists_on_the_site_those_that_pictures_cite_and_leads_to_all(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = publication()
    site = make_site(made, {one: compose_report(made, one) for one in LANGUAGES})
    whole = read_report(site, lang)
    monkeypatch.setattr("gigawatch.site.section.MOST_LISTED", 0)
    short = read_report(site, lang)
    numbers, all_numbers = (
        {e.attributes["id"] for e in page.walk() if e.attributes.get("id", "").startswith("src-")}
        for page in (short, whole)
    )
    cited = {link[1:] for e in short.find("a") if (link := e.attributes.get("href", "")).startswith("#src-")}
    assert numbers == cited
    assert numbers < all_numbers
    note = {"en": "Listed here are the sources that pictures cite by number.", "zh": "此处仅列图下以编号引用的来源"}[
        lang
    ]
    assert note in short.text
    assert note not in whole.text


def test_time_elements_hold_dates_only(built: Path) -> None:
    dates = [
        one.attributes.get("datetime", one.text)
        for page in built.rglob("*.html")
        for one in read_page(page).find("time")
    ]
    assert dates
    assert [date for date in dates if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date)] == []


def test_what_is_kept_of_the_frame_does_not_grow_with_the_addresses_that_are_asked_for() -> None:
    made = publication()
    site = make_site(made, {"en": content(made, "en")})
    sizes = set()
    for number in range(2, 6):
        render_page(site, "en", Page(f"facts.{number}.html", "refused.html", "No such day", {"text": "x"}))
        sizes.add(len(site.kept))
    assert len(sizes) == 1


def test_pictures_of_pages_and_the_report_are_drawn_ahead_in_the_order_in_which_they_are_asked_for() -> None:
    made = publication()
    site = make_site(made, {lang: content(made, lang) for lang in LANGUAGES})
    values = [(page.values, lang) for lang in LANGUAGES for make in FEW for page in make(site, lang)]
    sections = [(part, lang) for each, lang in values for key in ("picture", "history") if (part := each.get(key))]
    asked = [
        (dict(block.spec), lang)
        for part, lang in sections
        if isinstance(part, Section)
        for block in part.blocks
        if isinstance(block, Chart)
    ]
    assert len(asked) >= 4
    ordered = list_pictures(site)
    assert [one for one in ordered if one in asked] == asked
    sections_of = [(part, lang) for lang in LANGUAGES for part in site.voices[lang].content.sections]
    charts = [(block, lang) for part, lang in sections_of for block in part.blocks if isinstance(block, Chart)]
    assert [one for one in ordered if one not in asked] == [(dict(chart.spec), lang) for chart, lang in charts]
