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
