"""Making an edition of the report again from its inputs, and saying whether it is the same to the byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from gigawatch import __version__
from gigawatch.run.handing import RECORDS, ReportRecord, add_record, read_edition, read_records
from gigawatch.run.held import let_go
from gigawatch.run.manifest import read_manifest
from gigawatch.run.publishing import render_report
from gigawatch.run.workspace import Workspace

MOST_TOLD = 12


@dataclass(frozen=True, slots=True)
class Verdict:
    """What making the report again showed, in lines; `is_same` is False where something differs."""

    is_same: bool
    lines: tuple[str, ...]


def hand_in(workspace: Workspace, today: str) -> ReportRecord | None:
    """Record the built report as an edition handed in; None where it is recorded already."""
    built = read_manifest(workspace.manifest).date
    return add_record(workspace.editions / RECORDS, workspace.build / "report", today, built, pinned_inputs(workspace))


def pinned_inputs(workspace: Workspace) -> dict[str, str]:
    """The content hash of every file of the workspace that the last build read."""
    records = read_manifest(workspace.manifest).records.values()
    inputs = {path: digest for record in records for path, digest in record.inputs.items()}
    own = (one for one in sorted(inputs.items()) if not one[0].startswith(("build/", "editions/")))
    return dict(own)


def recorded(workspace: Workspace) -> list[ReportRecord]:
    """The editions handed in, the oldest first."""
    return read_records(workspace.editions / RECORDS)


def verify_report(workspace: Workspace) -> Verdict:
    """Make the report of a built workspace anew and hold it against the files that lie there and the last edition."""
    let_go()
    with TemporaryDirectory() as folder:
        render_report(workspace, Path(folder), lambda _: None)
        identity, digest, files = read_edition(Path(folder))
    _, _, lying = read_edition(workspace.build / "report")
    lines = [f"edition {identity}, content hash {digest}"]
    differing = _differing(lying, files)
    if differing:
        return Verdict(False, (*lines, f"made again, these files differ: {', '.join(differing)}"))
    lines.append(f"made again: all {len(files)} files are the same to the byte")
    records = recorded(workspace)
    if not records:
        return Verdict(True, (*lines, "no edition is recorded yet (record one with: gigawatch report --keep)"))
    same = next((one for one in records if one.former.id == identity), None)
    return _hold(workspace, lines, records[-1]) if same is None else _compare(lines, same, digest, files)


def _compare(lines: list[str], record: ReportRecord, digest: str, files: Mapping[str, str]) -> Verdict:
    kept, differing = f"the edition recorded on {record.former.kept}", _differing(record.files, files)
    if record.former.digest != digest:
        return Verdict(False, (*lines, f"{kept} has the content hash {record.former.digest}"))
    if differing:
        return Verdict(False, (*lines, f"{kept} says the same, these files differ: {', '.join(differing)}"))
    return Verdict(True, (*lines, f"{kept} has the same id, content hash and files"))


def _hold(workspace: Workspace, lines: list[str], last: ReportRecord) -> Verdict:
    lines.append(f"this is not the edition recorded last, {last.former.id} of {last.former.kept}")
    if last.version != __version__:
        lines.append(f"that was made by version {last.version}, this by {__version__}")
    changed = _differing(last.inputs, pinned_inputs(workspace))
    more = f" and {len(changed) - MOST_TOLD} more" if len(changed) > MOST_TOLD else ""
    lines.append(f"inputs that differ: {', '.join(changed[:MOST_TOLD])}{more}" if changed else "a setting differs")
    return Verdict(False, tuple(lines))


def _differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
