"""Files that settings name: they lie in the workspace, so that who gets its folder gets the whole report."""

from __future__ import annotations

from pathlib import Path

from gigawatch.model import InputError


def find_inside(text: str, root: Path, what: str, where: str) -> Path:
    """The file or folder of a path; InputError where there is none or it lies outside the workspace."""
    path = root / text
    if not path.resolve().is_relative_to(root.resolve()):
        raise InputError(f"the {what} {text!r} lies outside the workspace", where=where, hint="copy it into it")
    if not path.exists():
        raise InputError(f"there is no {what} {text!r}", where=where, hint="give its path from the workspace")
    return path
