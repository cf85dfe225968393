"""The page on the index engine: its example runs, and every rule and parameter it should name is there."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from gigawatch.index import list_rules, read_method
from gigawatch.index.method import CATALOGUES

PAGE = Path(__file__).parents[2] / "docs" / "index.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


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


def test_every_method_of_the_page_is_valid() -> None:
    import tomllib

    for text in blocks("toml"):
        assert read_method(tomllib.loads(text)).steps


def test_the_page_names_every_rule_and_parameter() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for step, rule, meaning in list_rules():
        assert f"`{rule}`" in text, f"{step} {rule}"
        assert meaning
        for parameter in CATALOGUES[step].rules[rule].parameters:
            assert f"`{parameter.name}`" in text, f"{step} {rule} {parameter.name}"
