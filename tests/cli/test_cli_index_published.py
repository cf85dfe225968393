"""`gigawatch index compare official` and `bnef` on the bundled sample."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from gigawatch.cli import main
from gigawatch.run.build import Outcome

Sample = tuple[Path, Outcome]


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main(["index", "compare", *(str(argument) for argument in arguments)])
    assert isinstance(left.value.code, int)
    return left.value.code


def test_the_official_lists_stand_beside_ours_and_both_baselines(
    built_sample: Sample, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("official", "--workspace", built_sample[0], "--format", "json") == 0
    found = {(row["part"], row["edition"]): row for row in json.loads(capsys.readouterr().out)}
    assert len(found) == 10
    last = found[("global.overall", "2024")]
    assert [one["method"] for one in last["agreement"]] == ["ours", "persistence", "plain"]
    assert (last["data_year"], last["places"]) == ("2023", {"China": 1, "South Korea": 2, "Japan": 3})
    assert last["agreement"][1]["tau"] == 1.0
    provinces = found[("china.overall", "2023")]
    assert "china_index 2022: not computed" in provinces["verdict_en"]
    assert (provinces["agreement"][1]["tau"], provinces["agreement"][1]["overlap"]) == (None, 3)


def test_the_peer_ranks_are_read_where_the_workspace_does_not_name_their_table(
    built_sample: Sample, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("bnef", "--workspace", built_sample[0], "--lang", "zh") == 0
    shown = capsys.readouterr()
    assert "2024年版（2024年数据）" in shown.out
    assert "权重不因本表调整" in shown.err


@pytest.mark.parametrize("name", ["official", "bnef"])
def test_lines_in_chinese_hold_no_english_reason(
    name: str, built_sample: Sample, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(name, "--workspace", built_sample[0], "--lang", "zh") == 0
    words = re.findall("[A-Za-z][a-z]{2,}", capsys.readouterr().out)
    assert set(words) <= {"tau"}


def test_an_unknown_ranking_is_refused_with_the_known_ones(
    built_sample: Sample, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("nobody", "--workspace", built_sample[0]) == 1
    assert "bnef, official" in capsys.readouterr().err


def test_two_folders_are_needed_where_one_is_given(tmp_path: Path) -> None:
    assert run(tmp_path) == 2
    assert run(tmp_path / "absent", tmp_path) == 2
