"""`gigawatch outlook pledges` and `gigawatch outlook events` on the sample and on small workspaces."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gigawatch.cli import main


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


def ask(place: Path, capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, object]:
    assert run("outlook", *arguments, "--format", "json", "--workspace", place) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, settle: Callable[..., object]) -> Path:
    """A synthetic workspace whose one document tells of no pledge and no conference, with the shipped conferences."""
    place = tmp_path_factory.mktemp("plain") / "w"
    (place / "documents").mkdir(parents=True)
    text = "---\ntitle: Synthetic\npublished: 2022-01-05\n---\nCATL runs a plant of 60 GWh a year in Yibin.\n"
    (place / "documents" / "a.md").write_text(text, encoding="utf-8")
    settings = '[workspace]\nname = "Yibin"\nregion = "Yibin"\n[figures]\npackages = ["conference_series"]\n'
    (place / "gigawatch.toml").write_text(settings, encoding="utf-8")
    settle(place)
    return place


def test_the_reference_declaration_stands_as_an_expert_would_say(
    built_sample: tuple[Path, object], capsys: pytest.CaptureFixture[str]
) -> None:
    found = ask(built_sample[0], capsys, "pledges", "--valid-on", "2026-06-30")
    (declaration,) = found["declarations"]  # type: ignore[misc]
    told = {one["theme"]: one for one in declaration["commitments"]}
    assert {theme: one["verdict"]["status"] for theme, one in told.items()} == {
        "research": "in progress",
        "green": "no evidence",
        "collaboration": "in progress",
        "exchange": "in progress",
        "community": "not measurable as worded",
    }
    research = {one["party"]["name"]: one for one in told["research"]["signatories"]}
    assert [research[name]["status"] for name in ("CATL", "BYD")] == ["in progress"] * 2
    (spent,) = [t for t in research["CATL"]["traces"] if t["gauge"] == "research_spending"]
    assert spent["base"]["period"] == "2022"
    assert 1.5e10 < spent["base"]["interval"]["low"] < spent["after"][-1]["interval"]["high"] < 2e10
    assert (told["exchange"]["verdict"]["shown"], told["exchange"]["verdict"]["counted"]) == (3, 4)
    assert {one["party"]["name"]: one["status"] for one in told["green"]["signatories"]}["CATL"] == "in progress"


def test_no_pledge_of_the_reference_declaration_is_kept_since_none_states_a_level_or_an_act(
    built_sample: tuple[Path, object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(built_sample[0], capsys, "pledges", "--status", "kept")["declarations"] == []


def test_every_id_of_a_pledge_can_be_asked_why(
    built_sample: tuple[Path, object], capsys: pytest.CaptureFixture[str]
) -> None:
    proofs = ask(built_sample[0], capsys, "pledges")["proofs"]
    assert isinstance(proofs, dict)
    assert all(proof["sentence"] for proof in proofs.values())
    shown = [key for key in proofs if key.startswith("obs-")][:2]
    assert [run("why", key, "--workspace", built_sample[0]) for key in shown] == [0, 0]


def test_the_reference_series_has_its_means_its_follow_up_and_what_the_counts_leave_out(
    built_sample: tuple[Path, object], capsys: pytest.CaptureFixture[str]
) -> None:
    (course,) = ask(built_sample[0], capsys, "events")["courses"]  # type: ignore[misc]
    editions = {one["year"]: one for one in course["editions"]}
    assert [round(one["mean"]["low"] / 1e9, 2) for one in course["editions"]] == [2.0, 1.66, 0.7, 0.48]
    assert {one["projects"]["origin"] for one in editions.values()} == {"ledger"}
    (step,) = editions["2022"]["follow_up"]["steps"]
    assert (step["count"]["quantity"]["value"], round(step["share"]["low"], 3)) == (16, 0.333)
    assert all(one["city"] for one in editions["2022"]["others"] if one["relation"] == "contradicts")
    (part,) = editions["2025"]["slices"]
    assert (part["count"]["quantity"]["value"], part["rest_count"]["low"]) == (26, 154)
    assert 2.7e8 < part["rest_mean"]["low"] < part["rest_mean"]["high"] < 3.1e8
    assert course["changes"][-1]["count_comparable"] == "not comparable"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_picture_is_written_beside_the_answer(
    built_sample: tuple[Path, object], capsys: pytest.CaptureFixture[str], tmp_path: Path, lang: str
) -> None:
    target = tmp_path / "series.svg"
    assert run("outlook", "events", "--picture", target, "--lang", lang, "--workspace", built_sample[0]) == 0
    assert target.read_text(encoding="utf-8").startswith("<svg")
    assert "48" in capsys.readouterr().out


def test_an_edition_that_only_the_shipped_table_tells_is_named_as_the_table_s(
    plain: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (course,) = ask(plain, capsys, "events")["courses"]  # type: ignore[misc]
    assert [one["projects"]["origin"] for one in course["editions"]] == ["conference_series"] * 4
    assert [one["held"] for one in course["editions"]] == [None] * 4
    (step,) = course["editions"][0]["follow_up"]["steps"]
    assert step["count"]["origin"] == "conference_series"
    assert run("outlook", "events", "--workspace", plain) == 0
    assert "[table conference_series, obs-" in capsys.readouterr().out


@pytest.mark.parametrize(("lang", "words"), [("en", "No pledge:"), ("zh", "没有承诺")])
def test_a_workspace_without_pledges_says_so_and_names_the_tables_that_it_lacks(
    plain: Path, capsys: pytest.CaptureFixture[str], lang: str, words: str
) -> None:
    assert run("outlook", "pledges", "--lang", lang, "--workspace", plain) == 0
    told = capsys.readouterr().out
    assert words in told
    assert "enterprise_finance" in told
    assert "gigawatch.toml" in told


def test_the_site_says_of_a_workspace_without_pledges_that_there_is_none(
    plain: Path, tmp_path: Path, build: Callable[..., object]
) -> None:
    place = shutil.copytree(plain, tmp_path / "w")
    build(place)
    pages = place / "build" / "site" / "en"
    assert "No pledge is told" in (pages / "pledges.html").read_text(encoding="utf-8")
    assert "No conference is told" in (pages / "conferences.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        (("pledges", "--organisation", "CATLL"), "CATL"),
        (("pledges", "--place", "Yibn"), "Yibin"),
        (("pledges", "--status", "broken"), "in progress"),
        (("pledges", "--as-of", "someday"), "date"),
        (("events", "World Power Batery Conferense"), "World Power Battery Conference"),
        (("events", "InterBattery", "--picture", "a.svg"), "nothing is told here"),
        (("events", "--picture", "a.gif"), ".svg"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_line(
    built_sample: tuple[Path, object],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    wrong: tuple[str, ...],
    near: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("outlook", *wrong, "--workspace", built_sample[0]) == 1
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1
    assert near in told
    assert list(tmp_path.iterdir()) == []


def test_the_help_of_the_outlook_lists_both(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("outlook", "--help") == 0
    told = capsys.readouterr().out
    assert "pledges" in told
    assert "events" in told
