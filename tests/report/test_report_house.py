"""House style: logo, colours, fonts, cover, paper and templates, in every format; what is wrong is refused by name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.shared import Cm
from report_fixture import publication
from report_walk import walk_report

from gigawatch.model import InputError
from gigawatch.report import (
    Publication,
    compose_report,
    render_docx,
    render_html,
    render_pdf,
    render_xlsx,
    write_report,
)
from gigawatch.report.book.cell import Role
from gigawatch.report.book.look import look_of
from gigawatch.report.house import House, read_house
from gigawatch.report.house.colour import DARK, LEAST, contrast, lighten
from gigawatch.report.house.font import cut_font, missing_letters, shipped_families
from gigawatch.report.html.page import FRAME
from gigawatch.report.pdf import TEMPLATE
from gigawatch.report.scope import Scope, Subject

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#7a1f2b"/></svg>'
)
COVER = {"title": {"en": "Cells 2031", "zh": "电芯2031"}, "organisation": "Example House", "note": "A draft."}


def house(root: Path, **values: object) -> House:
    return read_house(values, root, "gigawatch.toml")


def dressed(root: Path, **values: object) -> Publication:
    (root / "logo.svg").write_text(SVG, encoding="utf-8")
    return replace(publication(), house=house(root, **values))


def page_of(told: Publication, lang: str = "en") -> str:
    return render_html(compose_report(told, lang), told)


def test_the_page_bears_logo_colours_and_cover_and_its_figures_still_lead(tmp_path: Path) -> None:
    told = dressed(tmp_path, logo="logo.svg", primary="#7a1f2b", accent="#0b6e4f", cover=COVER)
    page = page_of(told)
    assert 'class="logo" alt="Example House" src="data:image/svg+xml;base64,' in page
    assert ":root { --primary: #7a1f2b; --accent: #0b6e4f; }" in page
    assert '<h1 class="own">Cells 2031</h1>' in page
    assert "A draft." in page
    assert "电芯2031" in page_of(told, "zh")
    assert walk_report(page).faults == []


def test_the_print_bears_logo_colours_font_cover_and_paper(tmp_path: Path) -> None:
    sans = next(iter(shipped_families().values()))
    (tmp_path / "own.otf").write_bytes(sans.read_bytes())
    told = dressed(tmp_path, logo="logo.svg", primary="#7a1f2b", heading_font="own.otf", paper="letter", cover=COVER)
    render_pdf(compose_report(told, "en"), told, tmp_path / "report.pdf")
    import pypdfium2

    document = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    assert document[0].get_size() == pytest.approx((612, 792), abs=1)
    text = document[0].get_textpage().get_text_range()
    assert "Cells 2031" in text
    assert "Example House" in text
    document.close()


def test_word_bears_logo_colours_font_cover_and_paper(tmp_path: Path) -> None:
    told = dressed(tmp_path, logo="logo.svg", primary="#7a1f2b", font="Noto Sans SC", paper="letter", cover=COVER)
    render_docx(compose_report(told, "en"), told, tmp_path / "report.docx")
    document = docx.Document(str(tmp_path / "report.docx"))
    styles: Any = document.styles
    assert str(styles["Heading 1"].font.color.rgb) == "7A1F2B"
    assert styles["Normal"].font.name == "Noto Sans SC"
    assert abs((document.sections[0].page_width or 0) - Cm(21.59)) < Cm(0.01)
    assert document.core_properties.author == "Example House"
    assert document.inline_shapes[0]._inline.docPr.get("descr") == "Example House"


def test_sections_that_a_house_leaves_out_are_gone_and_the_sources_never(tmp_path: Path) -> None:
    ids = [one.id for one in compose_report(dressed(tmp_path, leave_out=["carbon", "shift"]), "en").sections]
    assert not {"carbon", "shift"} & set(ids)
    with pytest.raises(InputError, match=r"there is no section 'carbn' \(near: carbon"):
        compose_report(dressed(tmp_path, leave_out=["carbn"]), "en")
    with pytest.raises(InputError, match="cannot be left out"):
        compose_report(dressed(tmp_path, leave_out=["sources"]), "en")


def test_a_pale_colour_is_told_and_made_readable_on_dark_pages(tmp_path: Path) -> None:
    (line,) = house(tmp_path, accent="#ffcc00").notices
    assert "report.accent" in line
    assert "WCAG AA" in line
    assert house(tmp_path, accent="#005a9c").notices == ()
    assert contrast(lighten("#400000"), DARK) >= LEAST


def test_letters_that_a_font_lacks_are_found_and_only_those_needed_are_carried(tmp_path: Path) -> None:
    sans = next(iter(shipped_families().values()))
    cut = cut_font(sans, "GWh电池")
    assert cut == cut_font(sans, "GWh电池")
    assert len(cut) < 20_000
    (tmp_path / "cut.woff").write_bytes(cut)
    assert missing_letters(tmp_path / "cut.woff", "GWh 电池产能") == ["产", "能"]


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"acent": "#000"}, r"unknown setting report.acent \(near: accent"),
        ({"accent": "blue"}, "'blue' is no colour"),
        ({"paper": "a3"}, "there is no paper 'a3'"),
        ({"font": "Noto Serif"}, r"there is no font 'Noto Serif' \(near: Noto Serif SC"),
        ({"font": "logo.svg"}, "there is no font 'logo.svg'"),
        ({"font": "bad.ttf"}, "no font that can be read"),
        ({"logo": "none.png"}, "there is no logo 'none.png'"),
        ({"logo": "../logo.svg"}, "outside the workspace"),
        ({"logo": "bad.ttf"}, "neither PNG nor SVG"),
        ({"logo": "runs.svg"}, "runs a script or fetches something"),
        ({"logo": "large.svg"}, "the logo 'large.svg' has"),
        ({"cover": {"titel": "a"}}, r"unknown setting report.cover.titel \(near: title"),
        ({"cover": {"title": {"de": "a"}}}, "unknown setting report.cover.title.de"),
        ({"cover": "a"}, r"write \[report.cover\]"),
        ({"languages": ["de"]}, "one or both of en, zh"),
        ({"leave_out": "carbon"}, "must be a list of texts"),
        ({"templates": "templates"}, "near: style.css"),
        ({"templates": "nowhere"}, "there is no folder of templates"),
    ],
)
def test_a_wrong_setting_is_refused_and_says_what_would_be_right(
    tmp_path: Path, values: dict[str, object], what: str
) -> None:
    (tmp_path / "logo.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "bad.ttf").write_bytes(b"no font at all")
    (tmp_path / "runs.svg").write_text(SVG.replace("<rect", "<script>x</script><rect"), encoding="utf-8")
    (tmp_path / "large.svg").write_text(SVG + " " * 600_000, encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "styles.css").touch()
    with pytest.raises(InputError, match=what):
        house(tmp_path, **values)


def test_templates_replace_style_and_frame_and_a_frame_must_keep_every_part(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "style.css").write_text("h1 { color: teal; }\n", encoding="utf-8")
    frame = FRAME.read_text(encoding="utf-8")
    (folder / "page.html").write_text(frame.replace("$main", "<div>$main</div>"), encoding="utf-8")
    page = page_of(dressed(tmp_path, templates="templates"))
    assert "h1 { color: teal; }" in page
    assert "<div><main>" in page
    (folder / "page.html").write_text(frame.replace("$main", ""), encoding="utf-8")
    with pytest.raises(InputError, match=r"no place for \$main"):
        page_of(dressed(tmp_path, templates="templates"))


def test_a_template_of_the_print_that_the_typesetter_refuses_is_the_users_to_mend(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "report.typ").write_text("#nothing", encoding="utf-8")
    told = dressed(tmp_path, templates="templates")
    with pytest.raises(InputError, match="the typesetter stops") as caught:
        render_pdf(compose_report(told, "en"), told, tmp_path / "report.pdf")
    assert caught.value.where.endswith("report.typ")


def test_the_rule_below_the_title_in_word_has_the_colour_of_the_house(tmp_path: Path) -> None:
    told = dressed(tmp_path, accent="#0b6e4f")
    render_docx(compose_report(told, "en"), told, tmp_path / "report.docx")
    styles = ZipFile(tmp_path / "report.docx").read("word/styles.xml").decode("utf-8")
    title = styles.partition('w:styleId="Title"')[2].partition("</w:style>")[0]
    rule = title.partition("<w:pBdr>")[2].partition("</w:pBdr>")[0]
    assert 'w:color="0B6E4F"' in rule
    assert "theme" not in rule


def test_a_template_of_the_print_may_import_from_folders_beside_it(tmp_path: Path) -> None:
    parts = tmp_path / "templates" / "parts"
    parts.mkdir(parents=True)
    (parts / "colour.typ").write_text('#let ink = rgb("#7a1f2b")\n#let word = read("word.txt")\n', encoding="utf-8")
    (parts / "word.txt").write_text("Imported", encoding="utf-8")
    shipped = TEMPLATE.read_text(encoding="utf-8")
    own = '#import "parts/colour.typ": word as imported\n' + shipped.replace(
        '#set heading(numbering: "1.1"', '#set page(footer: imported)\n#set heading(numbering: "1.1"'
    )
    (tmp_path / "templates" / "report.typ").write_text(own, encoding="utf-8")
    told = dressed(tmp_path, templates="templates")
    render_pdf(compose_report(told, "en"), told, tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").stat().st_size > 1000


@pytest.mark.parametrize("scope", [Scope(Subject.REGION), Scope(Subject.WORKSPACE, is_brief=True)])
def test_other_reports_bear_the_look_but_not_the_titles_and_keep_every_section(tmp_path: Path, scope: Scope) -> None:
    told = replace(
        dressed(tmp_path, logo="logo.svg", primary="#7a1f2b", paper="letter", cover=COVER, leave_out=["chain"]),
        scope=scope,
    )
    page = page_of(told)
    assert 'alt="Example House"' in page
    assert "--primary: #7a1f2b" in page
    assert "Cells 2031" not in page
    written = write_report(told, tmp_path / "out", ["en"], ["html", "pdf", "docx", "xlsx"])
    assert [path.name for path in written] == [f"{scope.stem}.en.{one}" for one in ("html", "pdf", "docx", "xlsx")]
    plain = compose_report(replace(publication(), scope=scope), "en")
    assert [one.id for one in compose_report(told, "en").sections] == [one.id for one in plain.sections]


def test_a_brief_of_a_house_is_one_page_of_its_paper(tmp_path: Path) -> None:
    import pypdfium2

    told = dressed(tmp_path, logo="logo.svg", paper="letter", cover=COVER)
    told = replace(told, scope=Scope(Subject.WORKSPACE, is_brief=True))
    render_pdf(compose_report(told, "zh"), told, tmp_path / "brief.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "brief.pdf")
    assert len(document) == 1
    assert document[0].get_size() == pytest.approx((612, 792), abs=1)
    assert "A draft." in document[0].get_textpage().get_text_range()


def test_the_heads_of_the_spreadsheet_have_the_colours_of_the_house_and_letters_that_can_be_read(
    tmp_path: Path,
) -> None:
    told = dressed(tmp_path, primary="#7a1f2b", accent="#ffe680", cover=COVER)
    render_xlsx(compose_report(told, "en"), told, tmp_path / "report.xlsx")
    with ZipFile(tmp_path / "report.xlsx") as file:
        styles = file.read("xl/styles.xml").decode()
        about = file.read("docProps/core.xml").decode()
    assert 'rgb="FF7A1F2B"' in styles
    assert 'rgb="FFFFE680"' in styles
    assert 'rgb="FF1F3A5F"' not in styles
    assert "Example House" in about
    look = look_of(told.house)
    assert look[Role.NUMBERS]["font_color"] == "#24292F"
    assert look[Role.WORDS]["font_color"] == "#FFFFFF"
