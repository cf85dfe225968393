"""An audit finds what an export of advisories says of a pinned version, and never calls clean what it did not check."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

LOCK = "made-up==1.4.0 \\\n    --hash=sha256:00\nOther_One==2.0 ; python_version > '3'\n"
TOOLS = Path(__file__).parents[2] / "tools"
YAML = """id: SYNTHETIC-1
modified: 2024-10-10T17:35:05.811764Z
details: a synthetic fault
affected:
- package: {ecosystem: PyPI, name: made-up}
  ranges:
  - type: GIT
    events: [{introduced: "0"}, {fixed: 4e98d57809dacab1cbe625fddeec1a290c478ea9}]
  - type: ECOSYSTEM
    events: [{introduced: 1.3.0}, {fixed: 1.4.1}, {introduced: "0"}, {fixed: "1.2"}]
"""
Advisory = dict[str, Any]


def advisory(name: str, *events: dict[str, str], **more: Any) -> Advisory:
    """A synthetic advisory on one package."""
    ranges = [{"type": "ECOSYSTEM", "events": list(events)}]
    affected = {"package": {"ecosystem": "PyPI", "name": name}, "ranges": ranges, "versions": []}
    return {"id": f"SYNTHETIC-{name}", "summary": "a synthetic fault", "affected": [affected | more]}


def audit(folder: Path, *advisories: Advisory) -> tuple[int, str]:
    export, lock = folder / "all.zip", folder / "requirements.lock"
    with zipfile.ZipFile(export, "w") as archive:
        for number, one in enumerate(advisories):
            archive.writestr(f"{number}.json", json.dumps(one))
    lock.write_text(LOCK, encoding="utf-8")
    return audit_lock(lock, export)


def audit_lock(lock: Path, export: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "release.audit", "--osv", str(export), "--lock", str(lock)]
    done = subprocess.run(command, cwd=TOOLS, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_version_within_a_range_is_named_with_the_one_that_mends_it(tmp_path: Path) -> None:
    status, said = audit(tmp_path, advisory("Made_Up", {"introduced": "1.0"}, {"fixed": "1.4.1"}))
    assert status == 1
    assert "made-up 1.4.0: SYNTHETIC-Made_Up a synthetic fault; mended in 1.4.1" in said


@pytest.mark.parametrize(
    "events",
    [
        [{"introduced": "0"}, {"fixed": "1.4.0"}],
        [{"introduced": "1.5"}],
        [{"introduced": "0"}, {"last_affected": "1.3.9"}],
        [{"introduced": "0"}, {"fixed": "1.2"}, {"introduced": "1.4.1"}, {"fixed": "1.6"}],
    ],
)
def test_a_version_outside_every_range_is_clean(tmp_path: Path, events: list[dict[str, str]]) -> None:
    status, said = audit(tmp_path, advisory("made-up", *events))
    assert status == 0
    assert "2 packages held against 1 advisories: 0 hits" in said


def test_a_version_between_two_mended_spans_is_found_in_the_second(tmp_path: Path) -> None:
    events = [{"introduced": "0"}, {"fixed": "1.2"}, {"introduced": "1.3"}, {"last_affected": "1.4.0"}]
    assert audit(tmp_path, advisory("made-up", *events))[0] == 1


def test_a_version_that_is_listed_is_found(tmp_path: Path) -> None:
    assert audit(tmp_path, advisory("other-one", versions=["2.0"], ranges=[]))[0] == 1


def test_a_withdrawn_advisory_and_one_of_another_ecosystem_count_for_nothing(tmp_path: Path) -> None:
    withdrawn = advisory("made-up", {"introduced": "0"}) | {"withdrawn": "2026-01-01T00:00:00Z"}
    elsewhere = advisory("made-up", {"introduced": "0"}, package={"ecosystem": "npm", "name": "made-up"})
    assert audit(tmp_path, withdrawn, elsewhere)[0] == 0


def test_an_empty_export_is_not_a_clean_audit(tmp_path: Path) -> None:
    status, said = audit(tmp_path)
    assert status == 3
    assert "nothing was checked" in said


def test_a_folder_of_advisories_in_yaml_is_read_and_the_day_up_to_which_it_knows_is_told(tmp_path: Path) -> None:
    lock, folder = tmp_path / "requirements.lock", tmp_path / "vulns" / "made-up"
    lock.write_text(LOCK, encoding="utf-8")
    folder.mkdir(parents=True)
    (folder / "SYNTHETIC-1.yaml").write_text(YAML, encoding="utf-8")
    (folder / "README.md").write_text("This is no advisory.", encoding="utf-8")
    status, said = audit_lock(lock, tmp_path / "vulns")
    assert status == 1
    assert "made-up 1.4.0: SYNTHETIC-1 ; mended in 1.4.1, 1.2" in said
    assert "held against 1 advisories, the newest of 2024-10-10: 1 hits" in said
