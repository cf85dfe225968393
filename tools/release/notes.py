"""Make the notes of a release: the fragments of `changes/` and the unreleased lines of CHANGELOG.md become its section.

`make notes VERSION=0.2.0`. The section is headed by the version and the day; fragments are removed, and the unreleased
part stands empty above it.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

CHANGELOG = "CHANGELOG.md"
OPEN = "## Unreleased"
KINDS = ("Added", "Changed", "Fixed", "Removed", "Security")
SECTION = re.compile(rf"^{OPEN}\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
GROUP = re.compile(r"^### (\w+)\n+(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
NOTES = re.compile(r"^- .*?(?=^- |\Z)", re.MULTILINE | re.DOTALL)


def main() -> None:
    """Write the section of a version."""
    parser = argparse.ArgumentParser(prog="notes", description=__doc__)
    parser.add_argument("version")
    parser.add_argument("--day", type=date.fromisoformat, default=date.today(), help="of the release (default: today)")
    parser.add_argument("--folder", type=Path, default=Path.cwd(), help="of the project (default: the current one)")
    asked = parser.parse_args()
    page = asked.folder / CHANGELOG
    page.write_text(close(page.read_text(encoding="utf-8"), render(asked.folder), asked.version, asked.day), "utf-8")
    for fragment in list_fragments(asked.folder):
        fragment.unlink()


def render(folder: Path) -> str:
    """The fragments as towncrier renders them."""
    command = (sys.executable, "-m", "towncrier", "build", "--draft", "--version", "next", "--dir", str(folder))
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def list_fragments(folder: Path) -> list[Path]:
    """The fragments of a project folder."""
    return sorted(path for path in (folder / "changes").glob("*.md") if path.name != "README.md")


def close(page: str, fragments: str, version: str, day: date) -> str:
    """The page with its unreleased part closed as a version's section; ValueError where there is nothing to tell."""
    found = SECTION.search(page)
    if found is None:
        raise ValueError(f"{CHANGELOG} has no part {OPEN!r}")
    told = group(found[1]), group(fragments)
    parts = [
        f"### {kind}\n{''.join(notes)}" for kind in KINDS if (notes := [*told[0].get(kind, ()), *told[1].get(kind, ())])
    ]
    if not parts:
        raise ValueError("there is nothing to tell: no fragment, no unreleased line")
    section = f"{OPEN}\n\n## {version} - {day.isoformat()}\n\n" + "\n".join(parts) + "\n"
    return page[: found.start()] + section + page[found.end() :]


def group(text: str) -> dict[str, list[str]]:
    """The notes of a text by kind, each ending in a line's end; ValueError for a kind that there is not."""
    found = {kind: [f"{note.rstrip()}\n" for note in NOTES.findall(body)] for kind, body in GROUP.findall(text)}
    if unknown := found.keys() - set(KINDS):
        raise ValueError(f"no kind of change: {', '.join(sorted(unknown))} (there are {', '.join(KINDS)})")
    return found


if __name__ == "__main__":
    main()
