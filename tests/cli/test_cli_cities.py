"""The worked example of an index of one's own: eight synthetic cities, as its page tells it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gigawatch.cli import main
from gigawatch.index import load_example, write_example
from gigawatch.model import InputError

PAGE = (Path(__file__).parents[2] / "docs/index/eight-cities.md").read_text(encoding="utf-8")


def test_the_commands_of_the_page_give_the_ranking_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = []
    for line in re.findall(r"^\$ gigawatch (.+)$", PAGE, re.MULTILINE):
        with pytest.raises(SystemExit) as left:
            main(line.split())
        assert left.value.code == 0, line
        shown.append(capsys.readouterr().out)
    (ranking,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert shown[2].startswith(ranking)
    assert "edition 2025 (2024)" in shown[3]
    assert (tmp_path / "eight/editions/index/2025/cities/parts.csv").is_file()


def test_the_workspace_example_is_written_and_not_loaded(tmp_path: Path) -> None:
    written = write_example("cities", tmp_path / "eight")
    assert [path.name for path in written] == ["gigawatch.toml", "cities.csv", "cities.toml"]
    with pytest.raises(InputError, match="is there already"):
        write_example("cities", tmp_path / "eight")
    with pytest.raises(InputError, match="is a workspace"):
        load_example("cities")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """The exit code of a command and everything it said."""
    with pytest.raises(SystemExit) as left:
        main(list(words))
    said = capsys.readouterr()
    return int(left.value.code or 0), said.out + said.err


def sum_points(said: str) -> float:
    """What the points of the readings that `why` lists come to."""
    head, *rows = [line.split("\t") for line in said.splitlines() if "\t" in line]
    return sum(float(row[head.index("points")]) for row in rows)


def told_score(said: str) -> float:
    (found,) = re.findall(r"^Northport, \w+ \d{4}: ([\d.]+) ", said, re.MULTILINE)
    return float(found)


def test_slips_of_a_table_are_told_scores_open_and_a_refused_definition_is_said_to_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    run(capsys, "index", "example", "cities", "eight")
    table = tmp_path / "eight/tables/cities.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("Riverton,", "Rivertown,"), encoding="utf-8")
    _, said = run(capsys, "build", "eight")
    assert "no figure tells of 'Riverton'; near: Rivertown" in said
    assert "'Rivertown' is not in the universe; near: Riverton" in said
    assert run(capsys, "doctor", "--workspace", "eight")[0] == 0
    root = re.search(r'^code = "(\w+)"', (tmp_path / "eight/index/cities.toml").read_text("utf-8"), re.MULTILINE)
    assert root is not None
    status, said = run(capsys, "why", f"{root[1]} Northport", "--workspace", "eight")
    assert (status, "rank" in said) == (0, True)
    assert sum_points(said) == pytest.approx(told_score(said), abs=0.06)
    status, part = run(capsys, "why", "scale Northport", "--workspace", "eight")
    assert sum_points(part) == pytest.approx(told_score(part), abs=0.06)
    (page,) = (tmp_path / "eight/build/site/en/score").glob("*northport*.html")
    assert "Goalpost that scores least" in page.read_text(encoding="utf-8")
    (cell,) = re.findall(r"obs-[0-9a-f]+", said)[:1]
    assert run(capsys, "why", cell, "--workspace", "eight")[0] == 0
    status, said = run(capsys, "why", f"{root[1]} Norhtport", "--workspace", "eight")
    assert (status, "near: Northport" in said) == (1, True)
    status, said = run(capsys, "why", "Northport", "--workspace", "eight")
    assert (status, f'"{root[1]} Northport"' in said) == (0, True)
    _, said = run(capsys, "index", "build", "--edition", "2025", "--runs", "5", "--workspace", "eight")
    (edition,) = re.findall(r"edition-2025-[0-9a-f]+", said)[:1]
    status, said = run(capsys, "why", edition, "--workspace", "eight")
    assert (status, "seed" in said) == (0, True)
    definition = tmp_path / "eight/index/cities.toml"
    definition.write_text("gates = 1\n" + definition.read_text(encoding="utf-8"), encoding="utf-8")
    status, said = run(capsys, "index", "show", "--index", "cities", "--workspace", "eight")
    assert (status, "the definition as it stands is refused" in said) == (0, True)
