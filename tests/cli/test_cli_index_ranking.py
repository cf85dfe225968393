"""`gigawatch index show` on the bundled sample: the ranking, and whom it ranks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gigawatch.cli import main
from gigawatch.run.build import Outcome


def show(place: Path, *arguments: str) -> None:
    with pytest.raises(SystemExit) as left:
        main(["index", "show", "--workspace", str(place), *arguments])
    assert left.value.code == 0


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "Whom it ranks: The countries in which at least ten"),
        ("zh", "排名对象：2024年电动乘用车销量不低于一万辆"),
    ],
)
def test_the_ranking_says_by_which_rule_its_units_were_chosen(
    lang: str, told: str, built_sample: tuple[Path, Outcome], capsys: pytest.CaptureFixture[str]
) -> None:
    show(built_sample[0], "--lang", lang)
    assert told in capsys.readouterr().err


def test_a_ranking_in_chinese_names_units_and_reasons_in_chinese(
    built_sample: tuple[Path, Outcome], capsys: pytest.CaptureFixture[str]
) -> None:
    show(built_sample[0], "--lang", "zh")
    assert not re.search("[A-Za-z]", capsys.readouterr().out)
