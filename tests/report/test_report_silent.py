from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

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
