"""Bundled sample workspaces: folders that `gigawatch init DIR --sample NAME` copies."""

from __future__ import annotations

import shutil
from pathlib import Path

from gigawatch.model import InputError, WorkspaceError
from gigawatch.run.migration.format import FORMAT

SAMPLES = Path(__file__).parent
REGION = "# the place whose report is made: any country, province or city of the gazetteer"
EMPTY = """[workspace]
format = {format}
name = "{name}"
{region}
languages = ["en", "zh"]

[figures]
packages = [{packages}]
"""


def sample_names() -> list[str]:
    """The bundled samples."""
    return sorted(path.name for path in SAMPLES.iterdir() if (path / "gigawatch.toml").is_file())


def create_workspace(root: Path, sample: str | None, packages: list[str]) -> None:
    """Make a new workspace at `root`, filled from a sample when one is named; never over an existing one."""
    if sample is not None and sample.casefold() not in sample_names():
        raise InputError(f"there is no sample {sample!r}", hint=f"samples: {', '.join(sample_names())}")
    try:
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise WorkspaceError("the folder is not empty", where=str(root), hint="name a new folder")
        if sample is None:
            _write_empty(root, packages)
        else:
            shutil.copytree(SAMPLES / sample.casefold(), root, dirs_exist_ok=True)
        _make_folders(root)
    except OSError as error:
        hint = "name a folder that may be written"
        raise WorkspaceError(f"it cannot be made: {error.strerror}", where=str(root), hint=hint) from error


def region_of(root: Path) -> str | None:
    """The place that a folder's name means, with what it lies in; None where no place bears it."""
    from gigawatch.vocab import places

    found = places().find(root.resolve().name)
    if found is None:
        return None
    return ", ".join(place.label("en") for place in (found, *places().ancestors(found.id)))


def _write_empty(root: Path, packages: list[str]) -> None:
    root.mkdir(parents=True, exist_ok=True)
    name = root.resolve().name.replace('"', "")
    place = '"NAME"' if region_of(root) is None else f'"{name}"'
    sign = "# " if region_of(root) is None else ""
    region = f"{sign}region = {place}        {REGION}"
    listed = ", ".join(f'"{package}"' for package in packages)
    (root / "gigawatch.toml").write_text(
        EMPTY.format(format=FORMAT, name=name, region=region, packages=listed), encoding="utf-8"
    )


def _make_folders(root: Path) -> None:
    for folder in ("documents", "tables", "index", "reviews", "editions"):
        (root / folder).mkdir(exist_ok=True)
    (root / ".gitignore").write_text("build/\ndesk/\n", encoding="utf-8")
