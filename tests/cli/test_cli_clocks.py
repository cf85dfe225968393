from __future__ import annotations

from pathlib import Path

import pytest

from gigawatch.cli import main
from gigawatch.question.query import is_valid_on, read_period


@pytest.mark.parametrize(
    ("period", "day", "holds"),
    [
        ("2022", "2022-07-25", True),
        ("2022-07", "2022", True),
        ("2022-H1", "2022-06", True),
        ("2022-H1", "2022-07", False),
        ("2022-Q3", "2022-09-30", True),
        ("2022-Q3", "2022-10", False),
        ("2022-01/2022-09", "2022-05", True),
        ("2022-07-21/2022-07-23", "2022-07-24", False),
        ("2025 target", "2025-03", True),
        (None, "2022", False),
    ],
)
def test_a_fact_is_valid_on_a_day_when_their_times_overlap(period: str | None, day: str, holds: bool) -> None:
    assert is_valid_on(period, read_period(day)) is holds


@pytest.mark.parametrize("command", ["chain", "outlook", "ledger"])
def test_before_anything_was_held_nothing_is_believed(
    command: str, built_sample: tuple[Path, object], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [command, "--workspace", str(built_sample[0]), "--format", "json"]
    shown = []
    for more in ([], ["--believed-on", "2001-01-01"]):
        with pytest.raises(SystemExit) as left:
            main([*asked, *more])
        assert left.value.code == 0
        shown.append(capsys.readouterr().out)
    assert len(shown[1]) < len(shown[0])
