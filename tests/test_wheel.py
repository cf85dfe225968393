"""The wheel works alone: installed into an empty environment, it builds the sample without the repository."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import urllib3
from urllib3.util import Retry

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "gigawatch"

from release.bom import install_alone, write_bom  # noqa: E402


def call(*command: object, cwd: Path) -> str:
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env=clean(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def clean() -> dict[str, str]:
    """An environment in which nothing leads to the repository."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}


@contextmanager
def serving(gigawatch: Path, workspace: Path) -> Iterator[str]:
    """The address of a workspace while the installed program serves it."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = str(found.getsockname()[1])
    command = [str(gigawatch), "serve", "--port", port, "--workspace", str(workspace)]
    server = subprocess.Popen(command, cwd=workspace, env=clean(), stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def fetch(address: str) -> bytes:
    """What an address answers, asked again while its server comes up."""
    patience = Retry(total=None, connect=40, read=0, backoff_factor=0.02, backoff_max=1)
    with urllib3.PoolManager() as pool:
        answer = pool.request("GET", address, retries=patience)
        assert answer.status == 200, answer.data
        return answer.data


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


def test_the_wheel_carries_every_file_of_the_package_byte_for_byte(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = {name: archive.read(name) for name in archive.namelist() if name.startswith("gigawatch/")}
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    written = {path.relative_to(PACKAGE.parent).as_posix(): path.read_bytes() for path in files}
    assert carried.keys() == written.keys()
    assert [name for name, content in carried.items() if content != written[name]] == []


@pytest.fixture(scope="module")
def alone(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds the wheel and what it asks for, at the pinned versions."""
    return install_alone(wheel, tmp_path_factory.mktemp("alone") / "place")


def test_the_bill_of_materials_names_every_package_with_its_licence(alone: Path, tmp_path: Path) -> None:
    told = json.loads(write_bom(alone, tmp_path / "bom.json").read_text(encoding="utf-8"))
    assert told["bomFormat"] == "CycloneDX"
    names = {part["name"].lower() for part in told["components"]}
    assert {"duckdb", "polars", "typst"} <= names
    assert not names & {"pytest", "mkdocs", "ruff"}
    assert all(part["licenses"] and part["purl"] and part["version"] for part in told["components"])
    assert str(ROOT) not in json.dumps(told)


def test_the_wheel_alone_builds_and_serves_the_sample(alone: Path, tmp_path: Path) -> None:
    gigawatch = alone.parent / "gigawatch"
    assert call(gigawatch, "--version", cwd=tmp_path).startswith("gigawatch ")
    call(gigawatch, "init", "yibin", "--sample", "yibin", cwd=tmp_path)
    said = call(gigawatch, "build", "yibin", cwd=tmp_path)
    assert "Built Yibin" in said
    built = tmp_path / "yibin" / "build"
    assert {path.name for path in (built / "report").iterdir()} >= {"report.en.html", "report.zh.html", "report.en.pdf"}
    assert (built / "site" / "index.html").is_file()
    assert "Nothing has changed" in call(gigawatch, "build", "yibin", cwd=tmp_path)
    with serving(gigawatch, tmp_path / "yibin") as address:
        assert json.loads(fetch(f"{address}/api/v1/facts?place=Yibin&limit=1"))["total"] > 0
        assert b"Yibin" in fetch(f"{address}/")
