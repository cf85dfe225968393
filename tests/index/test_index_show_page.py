from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from show_fixture import make_index

from gigawatch.index import Uncertainty, load_example, run, uncertainty, write_page, write_workbook
from gigawatch.model import InputError


@pytest.fixture(scope="module")
def found() -> Uncertainty:
    return uncertainty(*load_example("hdi"), {"weights": {"2": 0.25}}, seed=3, runs=30)


def test_the_page_of_an_index_holds_charts_tables_method_and_hash(found: Uncertainty, tmp_path: Path) -> None:
    page = write_page(found.nominal, tmp_path / "a.html", uncertainty=found).read_text(encoding="utf-8")
    assert page.count("<svg ") == 7
    assert found.nominal.hash in page
    assert "Human Development Index, 2021" in page
    assert "goalposts, to = [0, 1], cap = true, scale = log" in page
    best = found.nominal.list_scores().filter(code="HDI", period="2021", rank=1.0)
    assert f"score {best['score'][0]:.3f}" in page
    assert len(re.findall(r"<tr><td class=\"n\">\d", page)) == 40


def test_the_page_of_a_unit_tells_its_rank_and_every_indicator(found: Uncertainty, tmp_path: Path) -> None:
    page = write_page(
        found.nominal, tmp_path / "a.html", uncertainty=found, unit="中国", language="zh", names={"CHN": "中国"}
    ).read_text(encoding="utf-8")
    assert "<h1>中国：人类发展指数，2021</h1>" in page
    score = found.nominal.list_scores().filter(unit="CHN", code="HDI", period="2021")
    assert f"<b>{score['rank'][0]:g}</b>" in page
    assert f"<b>{score['score'][0]:.3f}</b>" in page
    assert all(f"<td>{name}</td>" in page for name in ("出生时预期寿命", "平均受教育年限"))
    assert 'lang="zh-Hans"' in page


@pytest.mark.parametrize("unit", [None, "PRT"])
def test_a_page_is_self_contained_without_a_script(unit: str | None, tmp_path: Path) -> None:
    page = write_page(run(*load_example("asem")), tmp_path / "a.html", unit=unit).read_text(encoding="utf-8")
    assert "<script" not in page
    assert re.search(r"(src|href)=\"(?!#)", page) is None
    names = re.findall(r"\bid=\"([^\"]+)\"", page)
    assert len(names) == len(set(names)), "names inside one chart are not those of another"
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(names)


def test_the_page_is_well_formed_and_escapes_what_it_is_given(tmp_path: Path) -> None:
    result = make_index(4, 2, 2)
    page = write_page(result, tmp_path / "a.html", names={"单位000": "<b>&"}).read_text(encoding="utf-8")
    assert "<b>&<" not in page
    assert "&lt;b&gt;&amp;" in page
    body = re.sub(r"<(meta)([^>]*)>", r"<\1\2/>", page.removeprefix("<!doctype html>"))
    assert ElementTree.fromstring(body).tag == "html"


def test_equal_input_gives_an_equal_page(tmp_path: Path) -> None:
    result = make_index(5, 3)
    pages = [write_page(result, tmp_path / name).read_bytes() for name in ("a.html", "b.html")]
    assert pages[0] == pages[1]


@pytest.mark.parametrize(("units", "indicators"), [(1, 1), (1, 3), (2, 1)])
def test_the_smallest_index_has_pages(units: int, indicators: int, tmp_path: Path) -> None:
    result = make_index(units, indicators)
    for unit in (None, "单位000"):
        assert "<svg " in write_page(result, tmp_path / "a.html", unit=unit).read_text(encoding="utf-8")


def test_an_unknown_unit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no unit"):
        write_page(make_index(3, 2), tmp_path / "a.html", unit="Atlantis")


def test_a_score_that_has_no_parts_is_shown_without_them(tmp_path: Path) -> None:
    values, structure, _ = load_example("asem")
    steps = [{"step": "impute", "rule": "median"}, {"step": "normalise", "rule": "minmax"}]
    result = run(values, structure, {"step": [*steps, {"step": "aggregate", "rule": "copeland"}]})
    text = write_page(result, tmp_path / "index.html").read_text(encoding="utf-8")
    assert "What the scores are made of" not in text
    assert write_page(result, tmp_path / "unit.html", unit="CHN").stat().st_size > 1000
    assert write_workbook(result, tmp_path / "book.xlsx").is_file()
