from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from report_fixture import empty_publication

from gigawatch.outlook.carbon import find_carbon
from gigawatch.report import compose_report, render_html
from gigawatch.report.scope import Scope, Subject
from gigawatch.run.sample import create_workspace

SILENT = {"en": "None of the sources collected mentions Zhoushan.", "zh": "所收来源均未提及舟山"}


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory, build: Callable[[Path], object]) -> Path:
    """A built workspace on a city that its one document does not name."""
    place = tmp_path_factory.mktemp("silent") / "zhoushan"
    create_workspace(place, None, [])
    settings = '[workspace]\nname = "Zhoushan"\nregion = "Zhoushan"\nlanguages = ["en", "zh"]\n'
    (place / "gigawatch.toml").write_text(settings, encoding="utf-8")
    text = "---\ntitle: News\npublished: 2023-05-01\n---\nCATL runs 75 GWh a year of cells in Ningde.\n"
    (place / "documents" / "news.md").write_text(text, encoding="utf-8")
    build(place)
    return place / "build"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_region_that_no_source_names_gives_a_report_and_a_site_that_say_so(silent: Path, lang: str) -> None:
    report = (silent / "report" / f"report.{lang}.html").read_text(encoding="utf-8")
    assert SILENT[lang] in report
    assert "place-cn" not in report.partition("<main>")[2].partition('id="evidence"')[0]
    assert (silent / "report" / f"report.{lang}.pdf").stat().st_size > 1000
    assert SILENT[lang] in (silent / "site" / lang / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("lang", "caption"), [("en", "Links of the chain in Zhoushan"), ("zh", "舟山市产业链各环节")])
def test_links_that_no_source_names_are_told_in_a_sentence_and_not_in_a_table(
    silent: Path, lang: str, caption: str
) -> None:
    assert caption not in (silent / "report" / f"report.{lang}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_report_on_another_place_that_no_source_names_holds_what_is_of_it_and_says_where_the_rest_stands(
    lang: str,
) -> None:
    empty = empty_publication()
    carbon = find_carbon(empty.ledger, "place-hu")
    told = replace(empty, region="place-hu", carbon=carbon, scope=Scope(Subject.REGION))
    content = compose_report(told, lang)
    ids = {one.id for section in content.sections for one in (section, *section.sections)}
    assert "carbon-footprint" in ids
    assert not ids & {"chain", "odds", "carbon-rules"}
    page = render_html(content, told)
    assert {"en": "stands in the workspace’s own report", "zh": "见本工作区的完整报告"}[lang] in page
    assert {"en": "the studies below", "zh": "下列各项研究"}[lang] not in page
