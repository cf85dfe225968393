"""`gigawatch report`: on a place, a company, in brief, in the formats and languages asked for, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gigawatch.cli import main


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.fixture(scope="module")
def own(synthetic: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("report") / "w"
    shutil.copytree(synthetic, place)
    return place


@pytest.mark.parametrize(
    ("options", "folder", "files"),
    [
        (("--company", "CATL"), "company-catl", ["report.en.html"]),
        (("--region", "四川"), "region-sichuan", ["report.en.html"]),
        (("--brief",), "brief", ["brief.en.html"]),
        (("--company", "宁德时代", "--brief"), "brief-company-catl", ["brief.en.html"]),
    ],
)
def test_a_report_of_a_scope_is_written_to_a_folder_of_its_own(
    own: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], folder: str, files: list[str]
) -> None:
    assert run("report", "--workspace", own, *options, "--lang", "en", "--format", "html") == 0
    written = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [path.parent for path in written] == [own / "build" / "profile" / folder]
    assert [path.name for path in written] == files
    assert all(path.stat().st_size > 10_000 for path in written)


def test_the_same_report_twice_has_the_same_bytes(own: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        asked = ("--company", "CATL", "--brief", "--format", "pdf", "--format", "html", "--out", tmp_path / name)
        assert run("report", "--workspace", own, *asked) == 0
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == ["brief.en.html", "brief.en.pdf", "brief.zh.html", "brief.zh.pdf"]
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in files)


def test_of_the_full_report_only_the_files_asked_for_are_handed_out(own: Path, tmp_path: Path) -> None:
    assert run("report", "--workspace", own, "--lang", "zh", "--format", "docx", "--out", tmp_path / "out") == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["report.zh.docx"]


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (("--company", "CATLL"), 1, "near: CATL"),
        (("--region", "Yibinn"), 1, "near: Yibin"),
        (("--region", "CATL"), 1, "--company"),
        (("--region", "Yibin", "--company", "CATL"), 1, "not both"),
        (("--format", "odt", "--brief"), 2, "odt"),
        (("--company", "CATL", "--keep"), 1, "only the workspace's own full report"),
        (("--region", "Sichuan", "--verify"), 1, "only the workspace's own full report"),
        (("--brief", "--keep"), 1, "only the workspace's own full report"),
    ],
)
def test_what_cannot_be_made_is_refused_in_one_line(
    own: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], status: int, words: str
) -> None:
    assert run("report", "--workspace", own, *options) == status
    told = capsys.readouterr().err.strip().splitlines()[-1]
    assert words in told


def test_a_place_that_no_document_names_is_reported_on_with_a_word_of_warning(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--region", "Portugal", "--brief", "--lang", "en", "--format", "pdf")
    assert run("report", "--workspace", own, *asked) == 0
    assert "No kept document speaks of Portugal" in capsys.readouterr().err
