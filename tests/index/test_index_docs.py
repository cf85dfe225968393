"""The pages on the index engine: their examples run, and every rule and parameter they should name is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import polars as pl
import pytest

from gigawatch.index import list_rules, read_method
from gigawatch.index.method.method import CATALOGUES

FOLDER = Path(__file__).parents[2] / "docs" / "index"
PAGE = FOLDER / "README.md"
PAGES = sorted(FOLDER.glob("*.md"))


def blocks(language: str, page: Path = PAGE) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def test_the_example_of_the_page_runs_as_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in zip(("values.csv", "structure.csv"), blocks("csv"), strict=True):
        Path(name).write_text(text, encoding="utf-8")
    Path("method.toml").write_text(blocks("toml")[0], encoding="utf-8")
    names: dict[str, object] = {}
    for code in blocks("python"):
        exec(code, names)
    scores = names["scores"]
    assert isinstance(scores, pl.DataFrame)
    printed = re.search(r"^(\w+) leads with (\S+),", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert printed is not None
    first = scores.filter(pl.col("code") == "city_index", pl.col("rank") == 1, pl.col("period") == "2024")
    assert first["unit"].to_list() == [printed[1]]
    assert f"{first['score'][0]:.1f}" == printed[2]
    assert Path("out/scores.csv").is_file()


@pytest.mark.parametrize("page", [page for page in PAGES if page != PAGE], ids=lambda page: page.stem)
def test_the_examples_of_every_page_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for code in blocks("python", page):
        exec(code, names)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_method_of_a_page_is_valid(page: Path) -> None:
    for text in blocks("toml", page):
        assert read_method(tomllib.loads(text)).steps


def test_the_pages_name_every_rule_and_parameter() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    for step, rule, meaning in list_rules():
        assert f"`{rule}`" in text, f"{step} {rule}"
        assert meaning
        for parameter in CATALOGUES[step].rules[rule].parameters:
            assert f"`{parameter.name}`" in text, f"{step} {rule} {parameter.name}"
