"""What docs/ledger.md and docs/sql.md show is run: every command, query and block of Python, on the built sample."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import gigawatch
from gigawatch.cli import main
from gigawatch.store import tables, views

DOCS = Path(__file__).parents[2] / "docs"
TABLED = ("ledger", "diff", "sql", "why", "review")  # a heading alone is an empty answer
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: str, kind: str) -> list[str]:
    return [text for found, text in FENCE.findall((DOCS / page).read_text(encoding="utf-8")) if found == kind]


def commands(page: str) -> list[str]:
    return [line.split(" #")[0].strip() for block in blocks(page, "console") for line in block.splitlines()]


@pytest.mark.parametrize("page", ["ledger.md", "sql.md"])
def test_every_command_shown_runs(
    page: str, sample_copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(sample_copy)
    fact = gigawatch.open(".").facts(measure="capacity")[0].id
    for line in commands(page):
        words = [fact if word == "FACT" else word for word in shlex.split(line)]
        assert words[0] == "gigawatch"
        with pytest.raises(SystemExit) as left:
            main(words[1:])
        assert left.value.code == 0, (line, capsys.readouterr().err)
        shown = capsys.readouterr().out.strip()
        assert shown, line
        assert shown not in ("[]", "{}"), line
        assert words[1] not in TABLED or len(shown.splitlines()) > 1, line


def test_every_query_shown_runs(built_sample: tuple[Path, object]) -> None:
    book = gigawatch.open(built_sample[0])
    queries = [query for block in blocks("sql.md", "sql") for query in block.split(";") if query.strip()]
    assert queries
    for query in queries:
        assert len(book.sql(query)) > 0, query


@pytest.mark.parametrize("block", blocks("sql.md", "python"))
def test_every_block_of_python_shown_runs(
    block: str, built_sample: tuple[Path, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(built_sample[0])
    exec(compile(block, "docs/sql.md", "exec"), {})  # the documents' own words


def test_every_table_and_view_is_listed_with_its_meaning() -> None:
    text = (DOCS / "sql.md").read_text(encoding="utf-8")
    rows = [f"| `{name}` | {one.comment} |" for name, one in (*tables().items(), *views().items())]
    assert [row for row in rows if row not in text] == []


def test_every_question_of_the_ledger_is_shown() -> None:
    shown = {word for line in commands("ledger.md") for word in shlex.split(line)}
    assert shown >= {"--total", "--unit", "--tree", "--timeline", "--signings", "--superlatives"}
    assert shown >= {"--as-of", "--valid-on", "--believed-on", "why", "diff", "edition"}
