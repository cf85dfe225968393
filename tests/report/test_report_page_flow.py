from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pytest
from report_fixture import publication

from gigawatch.report import compose_report, render_html, render_pdf
from gigawatch.report.block import Chart, Content, Paragraph, Section, Table, Text
from gigawatch.report.column import LINE, find_widths
from gigawatch.report.html.block import Linker, render_block
from gigawatch.report.paper import Paper
from gigawatch.report.scope import Scope, Subject

LANGUAGES = ("en", "zh")
MARGIN = 68.0
"""Points from the bottom of a page of A4 to the lowest line of its text, the page number apart."""


@cache
def content(lang: str) -> Content:
    return compose_report(publication(), lang)


@cache
def printed(lang: str) -> pypdfium2.PdfDocument:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        render_pdf(content(lang), publication(), path)
        return pypdfium2.PdfDocument(BytesIO(path.read_bytes()))


def lines(page: pypdfium2.PdfPage) -> list[tuple[str, float]]:
    """The lines of a page below its running head, each with its height above the foot; the page number apart."""
    text = page.get_textpage()
    boxes = [text.get_rect(n) for n in range(text.count_rects())]
    told = [(text.get_text_bounded(*box).strip(), box[1]) for box in boxes]
    return [(words, low) for words, low in told if words and MARGIN - 6 < low < page.get_height() - 60]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_heading_is_last_on_its_page(lang: str) -> None:
    heads = {one.title for section in content(lang).sections for one in (section, *section.sections)}
    for page in list(printed(lang))[2:]:
        last = min(lines(page), key=lambda one: one[1])[0]
        assert last not in heads, last


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_but_the_last_is_half_empty(lang: str) -> None:
    for number, page in enumerate(list(printed(lang))[1:-1], 2):
        lowest = min(one.get_bounds()[1] for one in page.get_objects() if one.get_bounds()[1] > MARGIN - 6)
        assert lowest - MARGIN < page.get_height() / 3, number


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_letter_of_the_print_has_a_glyph_and_a_character(lang: str) -> None:
    for page in printed(lang):
        text = page.get_textpage().get_text_range()
        assert "\ufffd" not in text
        assert "\x00" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_runs_over_the_edge_of_the_page(lang: str) -> None:
    for number, page in enumerate(printed(lang), 1):
        for one in page.get_objects(max_depth=1):
            left, bottom, right, top = one.get_bounds()
            assert min(left, bottom) > -1, number
            assert right < page.get_width() + 1, number
            assert top < page.get_height() + 1, number


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_and_pictures_are_numbered_in_the_order_of_the_spreadsheets_sheets(lang: str) -> None:
    data = Paper(content(lang), publication(), lambda *_: {}).data()
    labels = [label for label in _labels(data["sections"]) if label]
    names = {"en": ("Table ", "Figure "), "zh": ("表", "图")}[lang]
    for name in names:
        told = [label for label in labels if label.startswith(name)]
        assert told == [f"{name}{n}" for n in range(1, len(told) + 1)]
    text = "".join("".join(page.get_textpage().get_text_range() for page in printed(lang)).split())
    assert [label for label in labels if "".join(label.split()) not in text] == []


def _labels(node: object) -> list[str]:
    if isinstance(node, dict):
        return [str(node.get("label", ""))] * ("widths" in node or "alt" in node) + [
            label for value in node.values() for label in _labels(value)
        ]
    return [label for value in node for label in _labels(value)] if isinstance(node, list) else []


def _table(head: tuple[str, ...], *rows: tuple[str, ...], numeric: tuple[int, ...] = ()) -> Table:
    return Table("synthetic", head, tuple(tuple((Text(cell),) for cell in row) for row in rows), numeric)


def test_columns_that_fit_share_the_line_by_what_they_hold() -> None:
    rank, unit = find_widths(_table(("Rank", "Unit"), ("1", "The Netherlands and Luxembourg"), numeric=(0,)))
    assert rank < unit / 3


def test_a_figure_is_not_broken_for_the_sake_of_the_words_beside_it() -> None:
    words = "a sentence of many words that takes several lines whatever is done " * 6
    widths = find_widths(_table(("What", "Amount"), (words, "99,500–179,000 t a year"), numeric=(1,)))
    assert widths[1] >= len("99,500–179,000 t a year")
    assert widths[0] > widths[1]


def test_a_span_of_sources_is_printed_by_its_ends() -> None:
    one = content("en")
    paper = Paper(replace(one, sections=one.sections), publication(), lambda *_: {})
    spans = [span for chart in _charts(paper.data()["sections"]) for span in chart]
    assert spans
    assert all(first <= last and last - first != 1 for first, last in spans)


def _charts(node: object) -> list[list[list[int]]]:
    if isinstance(node, dict):
        own = [node["sources"]] if node.get("type") == "chart" else []
        return own + [found for value in node.values() for found in _charts(value)]
    return [found for value in node for found in _charts(value)] if isinstance(node, list) else []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_calls_its_tables_and_pictures_as_print_does(lang: str) -> None:
    data = Paper(content(lang), publication(), lambda *_: {}).data()
    page = render_html(content(lang), publication())
    assert re.findall(r'<span class="number">([^<]+)</span>', page) == [one for one in _labels(data["sections"]) if one]


def test_the_brief_of_one_page_bears_no_numbers() -> None:
    told = replace(publication(), scope=Scope(Subject.WORKSPACE, is_brief=True))
    assert 'class="number"' not in render_html(compose_report(told, "en"), told)


def _table_of(words: str) -> Table:
    rows = tuple((Text(f"row {n}"), Text(words)) for n in range(4))
    return Table("a table", ("one", "two"), tuple(tuple((cell,) for cell in row) for row in rows))


@pytest.mark.parametrize(("words", "is_whole"), [("a few words", True), ("words " * 60, False)])
def test_a_table_of_few_rows_is_kept_on_one_page_only_where_it_is_low(words: str, is_whole: bool) -> None:
    section = Section("synthetic", "Synthetic", (_table_of(words),))
    paper = Paper(replace(content("en"), sections=(section,)), publication(), lambda *_: {})
    (told,) = paper.data()["sections"]
    assert told["blocks"][0]["is_low"] is is_whole


def _figures(head: tuple[str, ...], rows: int, *cells: str) -> Table:
    row = tuple((Text(cell),) for cell in cells)
    return Table("synthetic", head, (row,) * rows, (1, 2))


def test_columns_of_figures_are_as_wide_as_their_figures_whichever_comes_first() -> None:
    told = "15.5 billion yuan (2022)"
    words = "research, revenue, capacity and sales of makers of batteries"
    table = _figures(("What", "Before", "After", "From"), 6, words, told, told, words)
    before, after = find_widths(table)[1:3]
    assert before == after > 20


def test_the_ends_of_a_range_are_one_word() -> None:
    words = "a sentence of many words that takes several lines whatever is done " * 4
    table = _figures(("What", "Needed", "There"), 4, words, "12,300,000–26,700,000 tonnes", "8,610–18,700 tonnes")
    assert find_widths(table)[1] > 18


def test_crowded_columns_of_figures_are_set_smaller_and_leave_room_for_the_words_beside_them() -> None:
    words, told = "a scenario of many words, of companies of electricity in countries of all kinds", "1,640–2,130 kt"
    table = Table(
        "synthetic", ("What", *("2025",) * 6), (((Text(words),), *((Text(told),),) * 6),) * 4, tuple(range(1, 7))
    )
    widths = find_widths(table)
    assert sum(widths) > LINE
    assert widths[0] > 14
    section = Section("synthetic", "Synthetic", (table, _table_of("a few words")))
    (data,) = Paper(replace(content("en"), sections=(section,)), publication(), lambda *_: {}).data()["sections"]
    assert [block["scale"] == 1 for block in data["blocks"]] == [False, True]
    assert data["blocks"][0]["scale"] > 0.85


def _long_table(rows: int) -> Table:
    told = tuple(((Text(f"row {n}"),), (Text(f"what row {n} says"),)) for n in range(rows))
    return Table("a synthetic table", ("one", "two"), told)


@pytest.mark.parametrize("before", range(28, 36))
def test_no_table_leaves_one_row_alone_at_the_foot_of_a_page(before: int, tmp_path: Path) -> None:
    words = tuple(Paragraph((Text(f"Paragraph {n} of words before the table."),)) for n in range(before))
    section = Section("synthetic", "Synthetic", (*words, _long_table(30)))
    one = replace(content("en"), sections=(section,))
    render_pdf(one, publication(), tmp_path / "report.pdf")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "report.pdf")]
    begun = [len(rows) for page in pages if (rows := re.findall(r"^row (\d+)", page, re.MULTILINE))]
    assert min(begun[0], begun[-1]) >= 2
    (head,) = [page for page in pages if "a synthetic table" in page]
    assert "row 0" in head


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pictures_stand_in_the_order_of_their_numbers(lang: str) -> None:
    text = "".join("".join(page.get_textpage().get_text_range() for page in printed(lang)).split())
    data = Paper(content(lang), publication(), lambda *_: {}).data()
    name = {"en": "Figure", "zh": "图"}[lang]
    titles = [f"{name}{n}" + "".join(title.split()) for n, title in enumerate(_titles(data["sections"]), 1)]
    places = [text.index(title) for title in titles]
    assert places == sorted(places)


def _titles(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [str(node["title"])] if node.get("type") == "chart" else []
        return own + [title for value in node.values() for title in _titles(value)]
    return [title for value in node for title in _titles(value)] if isinstance(node, list) else []


def test_the_ends_of_a_range_stay_on_one_line_of_a_cell_of_the_page() -> None:
    page = render_html(content("en"), publication())
    cells = [cell for cell in re.findall(r"<td[^>]*>(.*?)</td>", page) if re.search(r"\d–\d", cell)]
    table = _table(("What", "Amount"), ("2021–2023", "99,500–179,000 t a year, 10–80%"))
    shown = render_block(table, Linker("en", lambda _: "#", lambda _: ()))
    assert re.findall(r'<span class="range">([^<]+)</span>', shown) == ["2021–2023", "99,500–179,000", "10–80%"]
    assert all('class="range"' in cell for cell in cells)


def test_a_range_in_print_is_found_by_its_figures_with_a_gap_before_its_chinese_unit(tmp_path: Path) -> None:
    words = "一句需要占用好几行的长句，" * 12
    section = Section(
        "synthetic", "合成", (_figures(("事项", "需求", "已有"), 4, words, "36.2–71.7万吨/年", "10万吨/年"),)
    )
    render_pdf(replace(content("zh"), sections=(section,)), publication(), tmp_path / "report.pdf")
    pages = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    (text,) = [told for page in pages if "36.2" in (told := page.get_textpage().get_text_range())]
    assert text.count("36.2–71.7 万吨/年") == 4


def _with_picture(before: int, folder: Path) -> list[str]:
    """The words of the pages of a report in which a picture stands behind so many paragraphs."""
    words = tuple(Paragraph((Text(f"Paragraph {n} of words."),)) for n in range(before))
    axes = {way: {"field": way, "type": "quantitative"} for way in ("x", "y")}
    data = {"values": [{"x": 0, "y": 0}, {"x": 1, "y": 1}]}
    spec = {"width": 560, "height": 260, "data": data, "mark": "point", "encoding": axes}
    behind = Paragraph((Text("Words behind the picture."),))
    section = Section("synthetic", "Synthetic", (*words, Chart("A synthetic picture", "two points", spec, ()), behind))
    render_pdf(replace(content("en"), sections=(section,)), publication(), folder / "report.pdf")
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(folder / "report.pdf")]


@pytest.mark.parametrize(("before", "is_beside"), [(22, True), (25, False)])
def test_a_picture_that_nearly_fits_is_set_smaller_and_one_that_does_not_moves(
    before: int, is_beside: bool, tmp_path: Path
) -> None:
    pages = _with_picture(before, tmp_path)
    (pictured,) = [n for n, text in enumerate(pages) if "A synthetic picture" in text]
    (last,) = [n for n, text in enumerate(pages) if f"Paragraph {before - 1} of words" in text]
    (behind,) = [n for n, text in enumerate(pages) if "Words behind the picture" in text]
    assert (pictured == last) is is_beside
    assert behind == (last + 1 if is_beside else last)


def test_one_long_cell_in_a_column_of_short_ones_does_not_become_a_tower() -> None:
    words = ["Maker", "High-tech", "second", "generation", "LFP", "pack", "aim", "of", "solid", "state"]
    kinds = ("Energy density of cells", "Volumetric energy density of cells")
    told = [
        ("2020", kinds[n % 7 == 3], f"2021: 234 Wh/kg, {' '.join(words[: 2 + n % 8])}", "not told") for n in range(30)
    ]
    long = (
        "in series by a later year as told, when it began is not (2025: nearly 9.75 min, a maker, a model of its own)"
    )
    widths = find_widths(_table(("Due", "Measure", "Announced", "As far as told"), *told, (*told[0][:3], long)))
    assert widths[3] > 16


def test_columns_of_long_cells_keep_room_on_a_narrow_screen_and_captions_stay_in_sight() -> None:
    table = _table(("Site", "Status", "Built"), ("A", "under construction, no news since May 2031", "9"), numeric=(2,))
    shown = render_block(table, Linker("en", lambda _: "#", lambda _: ()))
    assert '<th scope="col">Site</th><th scope="col" class="long">Status</th><th scope="col" class="num">' in shown
    assert '<td class="long">under construction' in shown
    assert re.search(r"<caption><span>.*synthetic</span></caption>", shown)


def test_a_column_that_holds_a_statement_is_given_room_for_it_on_a_narrow_screen() -> None:
    statement = "in progress since 2023 by figures that move as pledged, and by acts of the kind pledged, as told"
    table = _table(("Site", "Status", "By whom"), ("A", "under construction, no news", statement))
    shown = render_block(table, Linker("en", lambda _: "#", lambda _: ()))
    assert '<td class="long">under construction' in shown
    assert '<td class="long stated">in progress' in shown


def test_a_table_without_a_link_is_reached_by_keyboard_so_that_it_can_be_scrolled() -> None:
    shown = render_block(_table(("Site", "Status"), ("A", "running")), Linker("en", lambda _: "#", lambda _: ()))
    assert '<div class="table" tabindex="0"><table>' in shown
