"""The wheel works alone: installed into an empty environment, it builds the sample without the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def call(*command: object, cwd: Path) -> str:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, cwd=ROOT)
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_carries_the_package_its_data_and_its_licence_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert "gigawatch" in tops
    assert all(top == "gigawatch" or top.endswith(".dist-info") for top in tops)
    for needed in ("py.typed", "store/data/schema.toml", "run/sample/yibin/gigawatch.toml", "vocab/data/place.csv"):
        assert f"gigawatch/{needed}" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("licenses/NOTICE") for name in names)


def test_the_wheel_alone_builds_the_sample(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "empty"
    call(sys.executable, "-m", "venv", "--without-pip", place, cwd=tmp_path)
    uv = (sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", place / "bin" / "python")
    call(*uv, wheel, cwd=tmp_path)
    gigawatch = place / "bin" / "gigawatch"
    call(gigawatch, "init", "yibin", "--sample", "yibin", cwd=tmp_path)
    said = call(gigawatch, "build", "yibin", cwd=tmp_path)
    assert "Built Yibin" in said
    built = tmp_path / "yibin" / "build"
    assert {path.name for path in (built / "report").iterdir()} >= {"report.en.html", "report.zh.html", "report.en.pdf"}
    assert (built / "site" / "index.html").is_file()
    assert "Nothing has changed" in call(gigawatch, "build", "yibin", cwd=tmp_path)
