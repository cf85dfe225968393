from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gigawatch.cli import main
from gigawatch.figures.live import find_last, sources
from gigawatch.figures.live.snapshot import write_record
from intake_maker import ENGLISH, make_page, make_rss
from intake_site import Reply, Site, open_site
from live_desk import Desk
from live_recording import OWID_CHART

if TYPE_CHECKING:
    from conftest import Build

SETTINGS = '[workspace]\nname = "Synthetic"\nregion = "Yibin"\n\n[limits]\nhost_milliseconds = 1\n'


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for folder in ("documents", "tables"):
        (tmp_path / folder).mkdir()
    (tmp_path / "gigawatch.toml").write_text(SETTINGS)
    return tmp_path


@pytest.fixture
def chart(site: Site, place: Path) -> list[object]:
    """The arguments of a fetch of one source from the server on loopback."""
    Desk(site, place).serve("owid_chart", Reply(OWID_CHART, headers={"ETag": '"synthetic"'}))
    return ["fetch", "owid_chart", "--workspace", place, "--address", site.address, "--date", "2026-03-01"]


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


def test_every_source_is_listed_and_marked_as_never_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("fetch", "--list") == 0
    lines = capsys.readouterr().out.splitlines()[1:]
    assert [line.split("\t")[0] for line in lines] == list(sources())
    assert all(line.endswith("\tnone\tnever run against the live source") for line in lines)
    assert run("fetch", "--list", "--lang", "zh") == 0
    assert "从未对真实来源运行" in capsys.readouterr().out


def test_the_list_as_json_has_licence_snapshot_and_mark(
    chart: list[object], place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*chart) == 0
    capsys.readouterr()
    assert run("fetch", "--list", "--format", "json", "--workspace", place) == 0
    told = {each["source"]: each for each in json.loads(capsys.readouterr().out)}
    chart_told = told["owid_chart"]
    assert (chart_told["licence"], chart_told["last_snapshot"]) == ("CC BY 4.0", "2026-03-01")
    assert (chart_told["last_live_run"], chart_told["mark"]) == (None, "never run against the live source")
    assert told["comtrade"]["key"] == "COMTRADE_SUBSCRIPTION_KEY"


def test_a_run_against_the_provider_takes_the_mark_away(
    chart: list[object], place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*chart) == 0
    snapshot = find_last(place, "owid_chart")
    assert snapshot is not None
    write_record(replace(snapshot, live=True))
    capsys.readouterr()
    assert run("fetch", "owid_chart", "--list", "--format", "json", "--workspace", place) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["last_live_run"], told["mark"]) == ("2026-03-01", None)


def test_a_fetch_says_where_the_table_lies_and_what_came(
    chart: list[object], place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*chart) == 0
    shown = capsys.readouterr()
    assert shown.out == f"{place / 'tables' / 'live_owid_chart.csv'}\n"
    assert "kept: snapshots/owid_chart/2026-03-01" in shown.err
    assert "2 figures" in shown.err
    assert run(*chart) == 0
    assert "nothing new since: snapshots/owid_chart/2026-03-01" in capsys.readouterr().err


def test_a_fetch_as_json_is_one_object(chart: list[object], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*chart, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["new"], told["live"], told["rows"]) == (True, False, 2)
    assert (told["snapshot"], told["table"]) == ("snapshots/owid_chart/2026-03-01", "tables/live_owid_chart.csv")


def test_a_changed_format_leaves_with_one_line_and_status_1(
    chart: list[object], site: Site, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Desk(site, place).serve("owid_chart", Reply(OWID_CHART.replace("code,", "iso,")))
    assert run(*chart) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "the source changed its format: column missing: Code" in line
    assert (place / "snapshots/owid_chart/2026-03-01/01-owid_chart.csv").is_file()


def test_a_dry_run_prints_addresses_and_asks_none(
    chart: list[object], site: Site, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*chart, "--dry-run") == 0
    assert capsys.readouterr().out.startswith(f"{site.address}/grapher/carbon-intensity-electricity.csv?")
    assert site.asked == []
    assert not (place / "snapshots").exists()


def test_a_dry_run_shows_no_key(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMTRADE_SUBSCRIPTION_KEY", "synthetic-key")
    assert run("fetch", "comtrade", "--dry-run", "--option", "year=2024", "--format", "json") == 0
    text = capsys.readouterr().out
    assert "synthetic-key" not in text
    told = json.loads(text)
    assert len(told) == 8
    assert all(each["key"] and "/data/v1/get/" in each["address"] for each in told)


@pytest.mark.parametrize(
    ("arguments", "status", "what"),
    [
        (["fetch"], 2, "name a source, or give --list"),
        (["fetch", "nobody"], 1, "no live source is called 'nobody'"),
        (["fetch", "rss", "--option", "year=2024", "--dry-run"], 1, "rss has no option 'year'"),
        (["fetch", "rss", "--option", "year", "--dry-run"], 2, "'year' is not NAME=VALUE"),
        (["fetch", "rss", "--key", "synthetic", "--dry-run"], 1, "rss asks for no key"),
        (["fetch", "rss", "--workspace", "/nowhere"], 1, "this is no workspace"),
    ],
)
def test_what_cannot_be_fetched_is_one_line(
    arguments: list[str], status: int, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == status
    (line,) = capsys.readouterr().err.splitlines()
    assert what in line


def test_news_that_cannot_all_be_had_leaves_with_status_1_and_keeps_the_rest(
    site: Site, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = site.put("/1.html", Reply(make_page(ENGLISH, lang="en")))
    feed = make_rss(("One", page), ("Two", f"{site.address}/2.html"))
    Desk(site, place).serve("rss", Reply(feed, media="application/rss+xml"), feeds="https://example.org/feed")
    option = "feeds=https://example.org/feed"
    assert run("fetch", "rss", "--workspace", place, "--address", site.address, "--option", option) == 1
    shown = capsys.readouterr().err
    assert "documents: 1 kept, 0 held already" in shown
    assert f"{site.address}/2.html: 127.0.0.1 answers 404" in shown
    assert len(list((place / "documents").glob("*.html"))) == 1


def test_the_next_build_settles_what_was_fetched(
    chart: list[object], place: Path, settle: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*chart) == 0
    settle(place, date(2026, 3, 2))
    capsys.readouterr()
    assert run("ledger", "--workspace", place, "--measure", "electricity_intensity", "--format", "json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert {(fact["subject"], fact["value"], fact["unit"]) for fact in facts} == {
        ("Poland", 0.6015, "kgCO2e/kWh"),
        ("World", 0.45, "kgCO2e/kWh"),
    }
