"""What the README says one can ask of the sample is answered by the sample."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
ASKED = re.search(r"^## Ask it\n+```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def questions() -> list[str]:
    lines = (ASKED[1] if ASKED else "").splitlines()
    return [line.split(" #")[0].partition("gigawatch ")[2].strip() for line in lines if "gigawatch " in line]


def ask(place: Path, question: str) -> str:
    command = [sys.executable, "-m", "gigawatch", *shlex.split(question)]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def place(built_sample: tuple[Path, object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the built sample for all questions: what asks for a report builds."""
    return shutil.copytree(built_sample[0], tmp_path_factory.mktemp("readme") / "yibin")


def test_the_readme_asks_something() -> None:
    assert len(questions()) >= 6


@pytest.mark.parametrize("question", questions())
def test_every_question_of_the_readme_is_answered(question: str, place: Path) -> None:
    assert ask(place, question).strip()


def test_the_fact_that_the_readme_asks_for_is_the_48_projects_of_2022(place: Path) -> None:
    (question,) = (each for each in questions() if each.startswith("why "))
    shown = ask(place, question).splitlines()[0]
    assert shown == "World Power Battery Conference 2022: projects 48 in Yibin"
