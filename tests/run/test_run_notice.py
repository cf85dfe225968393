"""Notices of an edition in Chinese: all that `index build` says, and nothing of it left in English."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import polars as pl
import pytest

from gigawatch.cli import main
from gigawatch.index import write_example
from gigawatch.model import InputError
from gigawatch.run.build import Outcome
from gigawatch.run.edition import keep_editions
from gigawatch.run.notice import FILE, tell_fault, tell_notice
from gigawatch.run.workspace import open_workspace

Settle = Callable[..., Outcome]
HAN = re.compile(r"[一-鿿]")
ENGLISH = re.compile(r"(?:\b[a-z]{2,} ){2,}[a-z]{2,}\b")
SLOT = re.compile(r"\{\*?\w+\}")


@pytest.fixture
def eight(tmp_path: Path) -> Path:
    """Eight synthetic cities, one misspelt in the table, rows in a unit of nobody's, a measure misspelt."""
    place = tmp_path / "eight"
    write_example("cities", place)
    table = place / "tables/cities.csv"
    text = table.read_text("utf-8").replace("Riverton,", "Rivertown,")
    table.write_text(text + "Northport,investment,2021,3,bn USD,synthetic,\n", "utf-8")
    definition = place / "index/cities.toml"
    told = definition.read_text("utf-8").replace('measure = "patents_granted"', 'measure = "patents_grantd"')
    definition.write_text(told, "utf-8")
    return place


def tell(place: Path, language: str, edition: str = "2025", runs: int = 2) -> list[str]:
    told: list[str] = []
    with suppress(InputError):
        keep_editions(
            open_workspace(place),
            ["cities"],
            edition,
            runs=runs,
            seed=1,
            replace=True,
            report=told.append,
            language=language,
        )
    return told


def is_chinese(line: str) -> bool:
    return bool(HAN.search(line)) and not ENGLISH.search(line)


def test_all_that_an_edition_tells_is_told_in_chinese(eight: Path, settle: Settle) -> None:
    settle(eight)
    tell(eight, "en", "2024")
    kept = eight / "editions/index/2024/cities/indicators.csv"
    high = pl.when(pl.col("code") == "capacity").then(pl.lit("90")).otherwise("goalpost_high")
    pl.read_csv(kept, infer_schema=False).with_columns(goalpost_high=high).write_csv(kept)
    table = eight / "tables/cities.csv"
    table.write_text(table.read_text("utf-8") + "Northport,capacity,2019,3,GWh/yr,synthetic,\n", "utf-8")
    english, chinese = tell(eight, "en"), tell(eight, "zh", runs=3)
    told = " ".join(english)
    for words in (
        "since the build",
        "near: Rivertown",
        "near: patents_granted",
        "not counted",
        "the scale of capacity",
    ):
        assert words in told
    assert len(chinese) >= len(english)
    assert [line for line in chinese if not is_chinese(line)] == []
    record = json.loads((eight / "editions/index/2025/cities/edition.json").read_text("utf-8"))
    assert record["notices"] == [line.removeprefix("cities: ") for line in english]


def test_why_an_edition_cannot_be_computed_is_told_in_chinese(eight: Path, settle: Settle) -> None:
    settle(eight)
    assert tell(eight, "zh", "2030")[-1] == "cities：未计算：没有2029年的数据（最近有数据的年份为2024）"
    assert tell(eight, "zh", "2000")[-1] == "cities：未计算：指数“cities”不含1999年（其定义自2022年起，即2023年版）"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "a.toml: no figure tells of 2029 (choose a later day)"),
        ("zh", "a.toml：没有2029年的数据（请选择较晚的日期）"),
    ],
)
def test_an_error_with_a_place_is_told_in_the_language_too(language: str, told: str) -> None:
    assert (
        tell_fault(InputError("no figure tells of 2029", where="a.toml", hint="choose a later day"), language) == told
    )


@pytest.mark.parametrize("words", [("index", "show", "--index", "cities"), ("why", "cities_index Northport")])
def test_that_a_table_changed_since_the_build_is_told_in_chinese(
    words: tuple[str, ...], eight: Path, settle: Settle, capsys: pytest.CaptureFixture[str]
) -> None:
    settle(eight)
    table = eight / "tables/cities.csv"
    table.write_text(table.read_text("utf-8") + "Northport,capacity,2019,3,GWh/yr,synthetic,\n", "utf-8")
    with pytest.raises(SystemExit):
        main([*words, "--workspace", str(eight), "--lang", "zh"])
    assert "自上次构建以来：1张表格有改动（tables/cities.csv）；请运行 gigawatch build" in capsys.readouterr().err


def test_every_notice_has_the_same_slots_in_both_languages() -> None:
    told = tomllib.loads(FILE.read_text("utf-8"))
    for one in (*told["notice"], *told["word"].values()):
        english, chinese = (set(SLOT.findall(one[lang])) for lang in ("en", "zh"))
        assert english == chinese, one
    for one in told["notice"]:
        assert is_chinese(tell_notice(SLOT.sub("X", one["en"]), "zh")), one
