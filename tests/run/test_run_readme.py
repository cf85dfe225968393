"""What the README says one can ask of the sample is answered by the sample."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gigawatch.cli import main

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
ASKED = re.search(r"^## Ask it\n+(?:<!-- .* -->\n)?```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def questions() -> list[str]:
    lines = (ASKED[1] if ASKED else "").splitlines()
    return [line.split(" #")[0].partition("gigawatch ")[2].strip() for line in lines if "gigawatch " in line]


Ask = Callable[[str], str]


@pytest.fixture
def ask(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """What a question prints, asked in the workspace's folder."""
    monkeypatch.chdir(place)

    def asked(question: str) -> str:
        with pytest.raises(SystemExit) as left:
            main(shlex.split(question))
        shown = capsys.readouterr()
        assert left.value.code == 0, shown.err
        return shown.out

    return asked


@pytest.fixture(scope="module")
def place(built_sample: tuple[Path, object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the built sample for all questions: what asks for a report builds."""
    return shutil.copytree(built_sample[0], tmp_path_factory.mktemp("readme") / "yibin")


def test_the_readme_asks_something() -> None:
    assert len(questions()) >= 6


@pytest.mark.parametrize("question", questions())
def test_every_question_of_the_readme_is_answered(question: str, ask: Ask) -> None:
    assert ask(question).strip()


def test_the_fact_that_the_readme_asks_for_is_the_48_projects_of_2022(ask: Ask) -> None:
    (question,) = (each for each in questions() if each.startswith("why "))
    shown = ask(question).splitlines()[0]
    assert shown == "World Power Battery Conference 2022: projects 48 in Yibin"
