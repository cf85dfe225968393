"""The pages on the index engine: their examples run, and every rule and parameter they should name is there."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import polars as pl
import pytest

from gigawatch.index import list_rules, read_method, run_from_files
from gigawatch.index.method.method import CATALOGUES

FOLDER = Path(__file__).parents[2] / "docs" / "index"
PAGES = sorted(FOLDER.glob("*.md"))


def blocks(language: str, page: Path) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def test_the_small_example_gives_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = FOLDER / "data.md"
    for name, text in zip(("values.csv", "structure.csv"), blocks("csv", page), strict=True):
        Path(name).write_text(text, encoding="utf-8")
    Path("method.toml").write_text(blocks("toml", page)[0], encoding="utf-8")
    scores = run_from_files("values.csv", "structure.csv", "method.toml", "out").list_scores()
    printed = re.search(r"^find that (\w+) leads with (\S+),", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert printed is not None
    first = scores.filter(pl.col("code") == "city_index", pl.col("rank") == 1, pl.col("period") == "2024")
    assert first["unit"].to_list() == [printed[1]]
    assert f"{first['score'][0]:.1f}" == printed[2]
    assert Path("out/scores.csv").is_file()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
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


def test_the_reference_is_made_from_the_docstrings_as_they_are() -> None:
    made = subprocess.run(
        [sys.executable, "-c", "import make_reference; print(make_reference.compose(), end='')"],
        cwd=FOLDER.parents[1] / "tools",
        capture_output=True,
        text=True,
        check=True,
    )
    assert (FOLDER / "reference.md").read_text(encoding="utf-8") == made.stdout, "run tools/make_reference.py"
