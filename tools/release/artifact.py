"""Wheel and source archive, the same bytes whenever they are made from the same files."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

EPOCH = "SOURCE_DATE_EPOCH"
SUMS = "SHA256SUMS"


def build(source: Path, out: Path, epoch: str) -> list[Path]:
    """The wheel and the source archive of a project folder; every file in them is dated by the epoch (seconds)."""
    command = (sys.executable, "-m", "build", "--wheel", "--sdist", "--no-isolation", "--outdir", str(out), str(source))
    done = subprocess.run(command, env=os.environ | {EPOCH: epoch}, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"the build stopped:\n{done.stdout}{done.stderr}")
    return sorted([*out.glob("*.whl"), *out.glob("*.tar.gz")])


def find_epoch(source: Path) -> str:
    """When the last commit was made; an environment variable goes before it, as reproducible-builds.org says."""
    if EPOCH in os.environ:
        return os.environ[EPOCH]
    asked = ("git", "-C", str(source), "log", "-1", "--format=%ct")
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def write_sums(files: Iterable[Path], out: Path) -> Path:
    """The hashes of files, as `sha256sum --check` reads them."""
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(files)]
    path = out / SUMS
    path.write_text("".join(lines), encoding="utf-8")
    return path
