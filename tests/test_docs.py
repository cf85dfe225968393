"""The documents tell the truth: every command and option in them exists, every link leads somewhere."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from gigawatch.cli.entry import make_app
from gigawatch.cli.outlook import WHOLE, Outlook

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
MAKE = re.compile(r"^make ([a-z]+)", re.MULTILINE)


def commands() -> TyperGroup:
    group = typer.main.get_command(make_app())
    assert isinstance(group, TyperGroup)
    return group


def told() -> Iterator[tuple[str, str]]:
    """Every `gigawatch ...` line of every console block, with its page."""
    for page in PAGES:
        for kind, block in FENCE.findall(page.read_text(encoding="utf-8")):
            if kind in ("console", "sh", "bash", "shell"):
                for written in block.replace("\\\n", " ").splitlines():
                    line = written.removeprefix("$ ").split(" #")[0].strip()
                    if re.match(r"(?:[./]*\.venv/bin/)?gigawatch ", line):
                        yield page.name, line


TOLD = sorted(set(told()))


def test_the_documents_show_commands() -> None:
    assert len(TOLD) >= 6


@pytest.mark.parametrize(("page", "line"), TOLD)
def test_every_command_and_option_in_the_documents_exists(page: str, line: str) -> None:
    words = shlex.split(re.split(r"[|;>]", line)[0])[1:]
    command = commands()
    while isinstance(command, TyperGroup) and words and words[0] in command.commands:
        command = command.commands[words.pop(0)]
    if isinstance(command, Outlook) and words:  # what is none of its commands is a region
        command = command.commands[WHOLE]
    assert not isinstance(command, TyperGroup) or words[:1] in ([], ["--help"], ["--version"]), (page, line)
    options = {name for param in command.params for name in (*param.opts, *param.secondary_opts)} | {"--help"}
    unknown = [
        word.partition("=")[0] for word in words if word.startswith("--") and word.partition("=")[0] not in options
    ]
    assert unknown == [], (page, line)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    missing = [t for t in targets if not re.match("[a-z]+:", t) and not (page.parent / t).exists()]
    assert missing == []


def test_every_make_target_in_the_documents_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = {name for page in PAGES for _, block in FENCE.findall(page.read_text()) for name in MAKE.findall(block)}
    assert named
    assert named <= targets


def is_shown_as_typed(page: Path) -> bool:
    """Whether examples stand in a page as an interpreter shows them, outside of blocks: tests/docs runs the others."""
    return ">>> " in FENCE.sub("", page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", [page for page in PAGES if is_shown_as_typed(page)], ids=lambda page: page.name)
def test_every_python_example_in_the_documents_runs(page: Path) -> None:
    result = doctest.testfile(str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.attempted > 0
    assert result.failed == 0


def test_nothing_promises_more_than_there_is() -> None:
    words = re.compile(r"\b(?:TODO|FIXME|XXX|coming soon|to be written)\b", re.IGNORECASE)
    assert [page.name for page in PAGES if words.search(page.read_text(encoding="utf-8"))] == []
