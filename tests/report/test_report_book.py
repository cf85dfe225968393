"""The report for a spreadsheet: the report's own numbers in typed cells, each with a source, and no formula."""

from __future__ import annotations

import csv
import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from book_reader import HEAD, Page, read_book
from report_fixture import BUILT, empty_publication, publication

from gigawatch.chain import Basis
from gigawatch.model import Bound, Interval, Quantity, Span
from gigawatch.quantity.telling import tell_period
from gigawatch.report import compose_report, render_xlsx
from gigawatch.report.block import Chart, Content, Ref, RefKind, Section, Table, Text, Value
from gigawatch.report.datum import Day, Number
from gigawatch.report.figure import find_figures

CALC = Path("/usr/lib/libreoffice/program/libsclo.so")
SOURCES, PRINTED = {"en": "Sources", "zh": "来源"}, {"en": ": as printed", "zh": "：报告表述"}
FIGURES = {"en": "Figures", "zh": "全部数字"}


@pytest.fixture(scope="module", params=["en", "zh"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def content(lang: str) -> Content:
    return compose_report(publication(), lang)


@pytest.fixture(scope="module")
def written(lang: str, content: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("book") / f"report.{lang}.xlsx"
    render_xlsx(content, publication(), path)
    return path


@pytest.fixture(scope="module")
def book(written: Path) -> dict[str, Page]:
    return read_book(written)


def blocks(sections: tuple[Section, ...], kind: type) -> list[object]:
    found: list[object] = []
    for section in sections:
        found += [block for block in section.blocks if isinstance(block, kind)]
        found += blocks(section.sections, kind)
    return found


def tables(content: Content) -> list[Table]:
    return [block for block in blocks(content.sections, Table) if isinstance(block, Table)]


def pages_of(book: dict[str, Page], letter: str) -> list[Page]:
    return [page for name, page in book.items() if re.match(rf"{letter}\d+ ", name)]


def digits(number: object) -> str:
    """The digits that count of a number, whatever its scale."""
    return f"{number:.12g}".replace(".", "").replace("-", "").split("e")[0].strip("0")


def test_there_is_a_sheet_for_every_table_and_every_picture(book: dict[str, Page], content: Content, lang: str) -> None:
    table, chart = {"en": ("T", "C"), "zh": ("表", "图")}[lang]
    shown = pages_of(book, table)
    assert [page.cells[0, 0] for page in shown] == [one.caption for one in tables(content)]
    assert [len(page.rows) for page in shown] == [len(one.rows) for one in tables(content)]
    assert len(pages_of(book, chart)) == len(blocks(content.sections, Chart)) > 0


def test_the_words_of_a_table_are_those_of_the_report(book: dict[str, Page], content: Content, lang: str) -> None:
    compared = 0
    for table, page in zip(tables(content), pages_of(book, {"en": "T", "zh": "表"}[lang]), strict=True):
        for place, head in enumerate(table.head):
            shown = next((page.heads.index(h) for h in (head + PRINTED[lang], head) if h in page.heads), None)
            for row, cells in zip(table.rows, page.rows, strict=True):
                told = "".join(run.text for run in row[place])
                found = None if shown is None else cells[shown]
                if isinstance(found, str) or (shown is not None and not told):
                    assert (found or "") == told
                    compared += 1
                elif isinstance(found, date):
                    assert tell_period(found.isoformat(), lang) == told
    assert compared > 50


def test_the_numbers_of_a_table_are_those_of_the_report(book: dict[str, Page], content: Content, lang: str) -> None:
    compared = 0
    for table, page in zip(tables(content), pages_of(book, {"en": "T", "zh": "表"}[lang]), strict=True):
        for place in table.numeric:
            head = table.head[place]
            at = [n for n, h in enumerate(page.heads) if h == head or h.startswith((f"{head} (", f"{head}（"))]
            for row, cells in zip(table.rows, page.rows, strict=True):
                told = find_figures("".join(run.text for run in row[place]))
                numbers = [cells[n] for n in at if isinstance(cells[n], float)]
                if told and numbers:
                    assert digits(numbers[0]) == digits(float(told[0].replace(",", "")))
                    compared += 1
    assert compared > 20


def test_a_picture_gives_the_values_of_its_marks_and_not_their_places(tmp_path: Path) -> None:
    ref = Ref(RefKind.CLAIM, BUILT.id)
    marks = [{"name": "Riverton", "value": 40.0, "x": 3.5, "href": f"#ev-{ref.id}"}]
    diagonal = [{"low": 0, "high": 0}, {"low": 1, "high": 1}]
    axis = {"x": {"field": "value", "type": "quantitative", "title": "GWh a year"}}
    inline = {"data": {"values": marks}, "mark": "point", "encoding": axis}
    named = {**inline, "data": {"name": "one"}, "datasets": {"one": marks}}
    layered = {"layer": [{"data": {"values": diagonal}, "mark": "line"}, inline]}
    charts = tuple(Chart("c", "a", spec, (ref,)) for spec in (inline, named, layered))
    content = Content("en", "t", "", "0", "2031-05-09", (Section("a", "s", charts),), {})
    render_xlsx(content, publication(), tmp_path / "report.xlsx")
    for page in pages_of(read_book(tmp_path / "report.xlsx"), "C"):
        assert page.heads == ["Axis", "Name", "Value", "Sources"]
        assert page.rows == [["GWh a year", "Riverton", 40.0, 1.0]]


def test_a_mark_without_an_upper_end_has_an_empty_cell_for_it(tmp_path: Path) -> None:
    ref = Ref(RefKind.CLAIM, BUILT.id)
    marks = [{"name": "Riverton", "low": 30.0, "high": float("inf"), "href": f"#ev-{ref.id}"}]
    ends = {"x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}}
    chart = Chart("c", "a", {"data": {"values": marks}, "mark": "bar", "encoding": ends}, (ref,))
    content = Content("en", "t", "", "0", "2031-05-09", (Section("a", "s", (chart,)),), {})
    render_xlsx(content, publication(), tmp_path / "report.xlsx")
    (page,) = pages_of(read_book(tmp_path / "report.xlsx"), "C")
    (row,) = page.rows
    assert row[page.heads.index("Low")] == 30.0
    assert row[page.heads.index("High")] is None


def test_a_hedge_and_its_interval_stand_in_columns_of_their_own(book: dict[str, Page], lang: str) -> None:
    page = book[{"en": "Ledger facts", "zh": "台账事实"}[lang]]
    names = {"en": ("Number", "Unit", "Hedge", "Low", "High"), "zh": ("数值", "单位", "限定语", "下限", "上限")}[lang]
    at = [page.heads.index(name) for name in names]
    found = [[row[n] for n in at] for row in page.rows]
    assert [21.0, "GWh", {"en": "over", "zh": "超过"}[lang], 21.0, None] in found
    assert [120.0, {"en": "GWh a year", "zh": "GWh/年"}[lang], None, 120.0, 120.0] in found


def test_every_figure_has_a_source_and_leads_to_its_sentence(book: dict[str, Page], lang: str) -> None:
    figures, sources = book[FIGURES[lang]], book[SOURCES[lang]]
    at = figures.heads.index(SOURCES[lang])
    assert len(figures.rows) > 40
    for y, row in enumerate(figures.rows, HEAD + 1):
        assert row[at] is not None
        sheet, _, cell = figures.links[y, at].rpartition("!")
        assert sheet.strip("'") == SOURCES[lang]
        stated = sources.rows[int(cell[1:]) - HEAD - 2]
        first = [int(one) for part in re.split(", ", f"{row[at]}".removesuffix(".0")) for one in part.split("–")]
        assert first[0] <= stated[0] <= first[-1]  # type: ignore[operator]
        assert stated[8]


@pytest.mark.parametrize("letter", ["T", "C"])
def test_every_row_with_a_number_names_its_sources(book: dict[str, Page], lang: str, letter: str) -> None:
    zh = {"T": "表", "C": "图"}[letter]
    for page in pages_of(book, letter if lang == "en" else zh):
        at = [n for n, head in enumerate(page.heads) if head.lower().endswith(SOURCES[lang].lower())]
        for row in page.rows:
            told = [x for n, x in enumerate(row) if isinstance(x, float) and n not in at and not 1900 < x < 2100]
            assert not told or any(row[n] is not None for n in at)


def test_a_source_has_its_title_publisher_day_address_and_the_sentence(book: dict[str, Page], lang: str) -> None:
    rows = {str(row[9]): (n, row) for n, row in enumerate(book[SOURCES[lang]].rows, HEAD + 1)}
    place, row = rows[BUILT.id]
    assert row[1:4] == ["A conference on the river", "The english gazette", date(2031, 5, 8)]
    assert book[SOURCES[lang]].links[place, 4] == row[4] == "https://example.org/english"
    assert row[8] == "In Riverton 40 GWh a year of cell capacity has been built, and 120 GWh a year is planned."
    shown = " ".join(str(cell) for page in book.values() for cell in page.cells.values())
    assert "This closing sentence" not in shown


def test_every_sheet_has_a_filter_a_frozen_head_and_a_way_back(book: dict[str, Page]) -> None:
    for name, page in book.items():
        if name != "README":
            assert (page.has_filter, page.frozen, page.links[1, 0]) == (True, HEAD + 1, "'README'!A1")


def test_the_first_sheet_tells_what_the_file_is_how_to_cite_it_and_leads_to_every_sheet(
    book: dict[str, Page], lang: str
) -> None:
    page = book["README"]
    assert next(iter(book)) == "README"
    shown = [str(cell) for cell in page.cells.values()]
    assert any(publication().edition in one and "Gigawatch" in one for one in shown)
    assert {link.split("!")[0].strip("'").replace("''", "'") for link in page.links.values()} == set(book) - {"README"}
    words = {"en": ("under construction", "over", "Licence"), "zh": ("在建", "超过", "许可")}[lang]
    assert all(word in shown for word in words)


def test_the_same_report_has_the_same_bytes_and_bears_no_time_of_the_clock(
    written: Path, content: Content, tmp_path: Path
) -> None:
    again = tmp_path / "again.xlsx"
    render_xlsx(content, publication(), again)
    assert again.read_bytes() == written.read_bytes()
    with ZipFile(again) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2031-05-09T00:00:00Z" in archive.read("docProps/core.xml")


def test_words_that_look_like_formulas_or_links_stay_words(tmp_path: Path) -> None:
    told = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a.b")', "http://a.b", "{=1}", "\t=1", "a\x00b"]
    rows = tuple((Text(one), Value(one, Ref(RefKind.CLAIM, BUILT.id))) for one in told)
    table = Table("=caption", ("=head", "+head"), tuple(((a,), (b,)) for a, b in rows), (), (Text("-note"),))
    content = Content("en", "=title", "", "0", "2031-05-09", (Section("a", "=section", (table,)),), {})
    path = tmp_path / "report.xlsx"
    render_xlsx(content, publication(), path)
    book = read_book(path)
    assert sum(page.formulas for page in book.values()) == 0
    page = next(page for name, page in book.items() if name.startswith("T1"))
    assert [row[0] for row in page.rows] == [*told[:-1], "ab"]
    assert set(page.links) == {(1, 0), *((y, 2) for y in range(HEAD + 1, HEAD + 1 + len(told)))}


def test_no_cell_of_the_report_is_a_formula(book: dict[str, Page]) -> None:
    assert sum(page.formulas for page in book.values()) == 0


def test_an_exact_day_is_a_date_a_year_a_number_and_a_month_words(tmp_path: Path) -> None:
    told = {"2031-05-08": "8 May 2031", "2031": "2031", "2031-05": "May 2031", "2031-02-30": "30 February 2031"}
    rows = tuple(((Text(words, Day(iso)),),) for iso, words in told.items())
    content = Content("en", "t", "", "0", "2031-05-09", (Section("a", "s", (Table("c", ("When",), rows),)),), {})
    render_xlsx(content, publication(), tmp_path / "report.xlsx")
    page = next(page for name, page in read_book(tmp_path / "report.xlsx").items() if name.startswith("T1"))
    assert [row[0] for row in page.rows] == [date(2031, 5, 8), 2031.0, "May 2031", "30 February 2031"]


def test_a_range_has_ends_and_no_value_and_an_open_end_is_empty() -> None:
    assert Number.of(Quantity(30, "GWh", None, 50)) == Number(None, "GWh", None, 30, 50)
    assert Number.of(Quantity(30, "GWh", Bound.OVER)) == Number(30, "GWh", Bound.OVER, 30, None)
    assert Number.within(Interval(1234.5, 1234.6), "t") == Number(1230.0, "t", None, 1230.0, 1230.0)
    assert Number.published(Interval(5, 5), "%", "about") == Number(5, "%", Bound.ABOUT, 5, 5)
    assert [Number.read(text) for text in ("1,234.5", "8 of 18", "−3")] == [
        Number(1234.5, "", None, 1234.5, 1234.5), None, Number(-3.0, "", None, -3.0, -3.0),
    ]  # fmt: skip


def test_a_value_that_sources_contradict_says_so_in_words_beside_its_colour(book: dict[str, Page], lang: str) -> None:
    page = book[{"en": "Ledger facts", "zh": "台账事实"}[lang]]
    at = page.heads.index({"en": "Verdict", "zh": "判定"}[lang])
    assert any(str(row[at]).startswith({"en": "open", "zh": "未定"}[lang]) for row in page.rows)


def test_the_chain_tells_how_each_link_is_known_and_who_only_names_one(lang: str, tmp_path: Path) -> None:
    chain = publication().chain
    assert chain is not None
    busy = next(one for one in chain.links if one.activities)
    activities = tuple(replace(busy.activities[0], basis=basis, figures=()) for basis in Basis)
    named = next(one for one in chain.links if not one.activities)
    told = replace(named, told=(Span("doc-english", 0, 10),))
    changed = replace(publication(), chain=replace(chain, links=(replace(busy, activities=activities), told)))
    render_xlsx(compose_report(publication(), lang), changed, tmp_path / "report.xlsx")
    book = read_book(tmp_path / "report.xlsx")
    page = next(
        page
        for page in book.values()
        if page.heads[:1] == [{"en": "Link", "zh": "环节"}[lang]] and len(page.heads) == 15
    )
    words = {
        "en": ["stated", "by the unit of its capacity", "by the words around it", "inferred, not stated"],
        "zh": ["来源所述", "据产能单位", "据上下文", "推断，来源未述"],
    }
    assert [row[5] for row in page.rows] == [*words[lang], None]
    assert [row[2] is None for row in page.rows] == [False, False, False, True, False]
    assert page.rows[-1][-1] is not None


def test_a_reading_tells_who_first_published_it_the_copy_and_whether_its_source_changed(
    lang: str, tmp_path: Path
) -> None:
    found = publication()
    copy = "https://copy.example/list"
    more = {"origin": "SNE Research", "copy": copy, "source_changed": True, "note": "segment only"}
    ends = {"data_score_low": 10.5, "data_score_high": 11.5, "data_rank_low": 1, "data_rank_high": 2}
    scores = [{**row, **ends} for row in found.scores]
    told = replace(found, readings=[{**row, **more} for row in found.readings], scores=scores)
    render_xlsx(compose_report(told, lang), told, tmp_path / "report.xlsx")
    pages = read_book(tmp_path / "report.xlsx")
    heads = {"en": ("First published by", "Copy that it was seen in"), "zh": ("首发机构", "所见转载")}[lang]
    (page,) = (page for page in pages.values() if heads[0] in page.heads)
    rows = [dict(zip(page.heads, row, strict=True)) for row in page.rows]
    assert {(row[heads[0]], row[heads[1]]) for row in rows} == {("SNE Research", copy)}
    assert all({"segment only", {"en": "yes", "zh": "是"}[lang]} <= set(row.values()) for row in rows)
    alone = {"en": "Rank of data alone: high", "zh": "名次（仅数据所致）：上限"}[lang]
    (page,) = (page for page in pages.values() if alone in page.heads)
    assert {row[page.heads.index(alone)] for row in page.rows} == {2}


def test_a_report_without_data_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    render_xlsx(compose_report(empty_publication(), "en"), empty_publication(), path)
    assert {"README", "Figures", "Sources"} <= set(read_book(path))


def test_a_report_whose_sources_bear_no_date_is_written_without_one(tmp_path: Path) -> None:
    undated = replace(publication(), dated="")
    render_xlsx(compose_report(undated, "en"), undated, tmp_path / "report.xlsx")
    cells = read_book(tmp_path / "report.xlsx")["README"].cells
    assert "Sources up to" not in cells.values()


@pytest.mark.skipif(not CALC.is_file(), reason="LibreOffice Calc is not installed")
def test_it_opens_in_libreoffice_with_the_same_cells(
    written: Path, book: dict[str, Page], lang: str, tmp_path: Path
) -> None:
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to",
               'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2', "--outdir",
               str(tmp_path), str(written)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    (shown,) = tmp_path.glob("*.csv")
    rows = list(csv.reader(shown.read_text(encoding="utf-8").splitlines()))
    figures = book[FIGURES[lang]]
    assert rows[HEAD] == figures.heads
    assert [row[:2] for row in rows[HEAD + 1 :]] == [row[:2] for row in figures.rows]
    assert not any(cell.startswith(("#NAME?", "#REF!", "Err:")) for row in rows for cell in row)
