"""From a workspace to a handed-in edition: recorded, made again to the byte, and corrected when its inputs change."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gigawatch.cli import main
from gigawatch.report.scope import Scope
from gigawatch.run.publication import held_publication, load_publication
from gigawatch.run.workspace import open_workspace

SETTINGS = """[workspace]
name = "Yibin"
name_zh = "宜宾"
region = "Yibin"
languages = ["en"]

[index]
definitions = []
"""
SYNTHETIC = """---
title: A synthetic page on Yibin
publisher: The synthetic gazette
published: {day}
language: en
---
Yibin made {made} GWh of power batteries in 2030, the city said.
"""
TEXT = """---
title: Our view
after: key
author: Ann Example
date: 2031-06-01
---
We expect 77 more.
"""


Call = Callable[..., tuple[int, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def called(*words: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as stop:
            main(list(words))
        told = capsys.readouterr()
        return int(stop.value.code or 0), told.out + told.err

    return called


def make_workspace(place: Path) -> Path:
    for name in ("documents", "tables", "index", "reviews", "editions", "report"):
        (place / name).mkdir()
    (place / "gigawatch.toml").write_text(SETTINGS, encoding="utf-8")
    (place / "documents" / "a.md").write_text(SYNTHETIC.format(day="2031-01-02", made=21), encoding="utf-8")
    return place


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_workspace(tmp_path)


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory, settle: Callable[..., object]) -> Path:
    """The workspace with its ledger, nothing published from it."""
    place = make_workspace(tmp_path_factory.mktemp("report"))
    settle(place)
    return place


@pytest.fixture
def ledger(settled: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    return shutil.copytree(settled, tmp_path / "w")


def test_an_edition_is_recorded_made_again_and_corrected(workspace: Path, call: Call) -> None:
    place = ("--workspace", str(workspace))
    page = workspace / "build" / "report" / "report.en.html"
    assert call("report", "--keep", *place)[0] == 0
    first, listed = page.read_bytes(), workspace / "editions" / "report" / "editions.csv"
    assert len(listed.read_text(encoding="utf-8").splitlines()) == 2
    code, told = call("report", "--verify", *place)
    assert (code, page.read_bytes()) == (0, first)
    assert "the same id, content hash and files" in told
    (workspace / "documents" / "b.md").write_text(SYNTHETIC.format(day="2031-03-04", made=24), encoding="utf-8")
    (workspace / "report" / "view.en.md").write_text(TEXT, encoding="utf-8")
    code, told = call("report", "--verify", *place)
    assert code == 1
    assert "inputs that differ: documents/b.md, " in told
    corrected = page.read_text(encoding="utf-8")
    assert 'id="corrections"' in corrected
    assert "We expect 77 more." in corrected
    assert call("report", "--keep", *place)[0] == 0
    assert len(listed.read_text(encoding="utf-8").splitlines()) == 3
    assert (workspace / "editions" / "report" / "corrections.en.md").is_file()
    assert call("report", "--verify", *place)[0] == 0
    (workspace / "documents" / "b.md").unlink()
    (workspace / "report" / "view.en.md").unlink()
    assert call("report", *place)[0] == 0
    assert page.read_bytes() == first


def test_a_wrong_setting_or_text_stops_the_build_before_it_begins(workspace: Path, call: Call) -> None:
    settings = workspace / "gigawatch.toml"
    settings.write_text(SETTINGS + '\n[report]\nacent = "#000000"\n', encoding="utf-8")
    code, told = call("build", str(workspace))
    assert code == 1
    assert "unknown setting report.acent (near: accent" in told
    settings.write_text(SETTINGS + "\n[reprot]\n", encoding="utf-8")
    code, told = call("build", str(workspace))
    assert code == 1
    assert "unknown section [reprot] (near: report" in told
    assert not (workspace / "build" / "step").exists()


def test_what_is_held_between_steps_is_made_anew_when_a_text_or_a_setting_of_the_house_is_another(
    ledger: Path,
) -> None:
    text, settings = ledger / "report" / "view.en.md", ledger / "gigawatch.toml"
    first = held_publication(open_workspace(ledger))
    assert held_publication(open_workspace(ledger)) is first
    text.write_text(TEXT, encoding="utf-8")
    second = held_publication(open_workspace(ledger))
    text.write_text(TEXT.replace("77", "78"), encoding="utf-8")
    third = held_publication(open_workspace(ledger))
    settings.write_text(SETTINGS + '\n[report]\nprimary = "#7a1f2b"\n', encoding="utf-8")
    fourth = held_publication(open_workspace(ledger))
    assert [one.words.strip() for told in (second, third) for one in told.texts] == [
        "We expect 77 more.",
        "We expect 78 more.",
    ]
    assert fourth.house.primary == "#7a1f2b"
    assert len({told.edition for told in (first, second, third, fourth)}) == 4


def test_the_id_of_a_brief_changes_with_the_look_but_not_with_own_texts(ledger: Path) -> None:
    brief = Scope(is_brief=True)
    first = load_publication(open_workspace(ledger), brief).edition
    (ledger / "report" / "view.en.md").write_text(TEXT, encoding="utf-8")
    assert load_publication(open_workspace(ledger), brief).edition == first
    (ledger / "gigawatch.toml").write_text(SETTINGS + '\n[report]\nprimary = "#7a1f2b"\n', encoding="utf-8")
    assert load_publication(open_workspace(ledger), brief).edition != first


def test_a_language_that_the_report_is_not_written_in_is_refused(workspace: Path, call: Call) -> None:
    code, told = call("report", "--lang", "zh", "--workspace", str(workspace))
    assert code == 1
    assert "this workspace's report is written in en only" in told
