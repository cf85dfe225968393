"""`gigawatch --version` says what a result was made with: the program, the shape of its tables, the data that ship."""

from __future__ import annotations

import json

import pytest

from gigawatch import __version__
from gigawatch.cli import main
from gigawatch.figures import packages
from gigawatch.store import mark_schema


def told(capsys: pytest.CaptureFixture[str], *given: str) -> str:
    with pytest.raises(SystemExit) as left:
        main(given)
    assert left.value.code == 0
    return capsys.readouterr().out


def test_the_version_names_every_shipped_table_with_its_vintage(capsys: pytest.CaptureFixture[str]) -> None:
    first, schema, _, *tables = told(capsys, "--version").splitlines()
    assert first == f"gigawatch {__version__}"
    assert schema == f"schema {mark_schema()}"
    assert [line.split() for line in tables] == [[name, one.vintage] for name, one in packages().items()]


def test_the_version_as_json_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    said = json.loads(told(capsys, "--version", "--json"))
    assert said["gigawatch"] == __version__
    assert said["schema"] == mark_schema()
    assert said["data"] == {name: one.vintage for name, one in packages().items()}


def test_json_without_the_version_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--json"])
    assert left.value.code == 2
    assert "--version" in capsys.readouterr().err
