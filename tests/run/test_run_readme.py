"""What the README says one can ask of the sample leads to what it says; tests/docs types every line of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gigawatch.cli import main

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
ASKED = re.search(r"^## Ask it\n+(?:<!-- .* -->\n)?```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def questions() -> list[str]:
    lines = (ASKED[1] if ASKED else "").splitlines()
    return [line.split(" #")[0].partition("gigawatch ")[2].strip() for line in lines if "gigawatch " in line]


def test_the_readme_asks_something() -> None:
    assert len(questions()) >= 6


def test_the_fact_that_the_readme_asks_for_is_the_48_projects_of_2022(
    built_sample: tuple[Path, object], capsys: pytest.CaptureFixture[str]
) -> None:
    (question,) = (each for each in questions() if each.startswith("why "))
    with pytest.raises(SystemExit):
        main([*question.split(), "--workspace", str(built_sample[0])])
    assert capsys.readouterr().out.splitlines()[0] == "World Power Battery Conference 2022: projects 48 in Yibin"
