"""The bill of materials: every package that an installed wheel brings, with version, licence and what needs what."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

from release.licence import ROOT, licence_of, normalise, read_by_hand

HASH = re.compile(r" \\\n(?: +--hash=\S+(?: \\)?\n?)+")


def install_alone(wheel: Path, folder: Path) -> Path:
    """The Python of an environment that holds the wheel, at the versions of the lock file, and nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pins = folder / "pins.txt"
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins.write_text(HASH.sub("\n", lock), encoding="utf-8")
    place = folder / "alone"
    python = place / "bin" / "python"
    _run(sys.executable, "-m", "venv", "--without-pip", place)
    _run(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", python, "--constraint", pins, wheel)
    return python


def write_bom(python: Path, out: Path) -> Path:
    """The packages of an environment as CycloneDX, without times and serial numbers: the same for the same packages."""
    command = (sys.executable, "-m", "cyclonedx_py", "environment", python, "--pyproject", ROOT / "pyproject.toml")
    _run(*command, "--mc-type", "application", "--output-reproducible", "--spec-version", "1.6", "--output-file", out)
    told = json.loads(out.read_text(encoding="utf-8"))
    for part in told["components"]:
        part.setdefault("licenses", [{"license": {"name": find_licence(part["name"])}}])
    out.write_text(json.dumps(told, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return out


def find_licence(name: str) -> str:
    """The licence of a package whose metadata name it in no standard words: as a person read it, or in their words."""
    judged = read_by_hand().get(normalise(name))
    return judged.licence if judged else licence_of(distribution(name))


def _run(*command: object) -> None:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(str(word) for word in command[:6])} ... failed:\n{done.stdout}{done.stderr}")
