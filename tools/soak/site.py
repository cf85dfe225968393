"""The site of a large synthetic workspace: what it costs to write it, and how fast the server answers from it."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from random import Random
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

from gigawatch import __version__
from gigawatch.run.build import run_steps
from gigawatch.run.plan import plan_steps
from gigawatch.run.publication import held_publication
from gigawatch.run.step import Step
from gigawatch.run.workspace import SETTINGS, open_workspace
from soak.load import Load, send

NAME = "Synthetic world"
BEFORE = ("review", "follow", "age", "measure", "index", "store", "chain", "outlook", "search")  # steps after settling
LANGUAGES = ("en", "zh")
RATE, LASTING = 50.0, 60  # questions a second, seconds
SEARCH_RATE = 10.0
SHARES = {"page": 0.6, "api": 0.3, "list": 0.1}  # of what is asked for
LONGEST_START = 900.0
LOOPBACK = "127.0.0.1"


def publish(root: Path) -> dict[str, object]:
    """Do the steps of a settled workspace before its site; what they noticed."""
    settings = f'[workspace]\nname = "{NAME}"\nname_zh = "虚构世界"\nregion = "Yibin"\n'
    (root / SETTINGS).write_text(settings, encoding="utf-8")
    return {"notices": _build(root, BEFORE)}


def write(root: Path) -> dict[str, object]:
    """Write the site of a workspace that is published up to it, with nothing to download; seconds, pages and bytes.

    The step takes what the report is made from as it is held from the steps before it, so that is found first.
    """
    for name in ("report", "export"):
        (root / "build" / name).mkdir(parents=True, exist_ok=True)
    held_publication(open_workspace(root))
    began = time.perf_counter()
    _build(root, ("site",))
    seconds = time.perf_counter() - began
    files = [path for path in (root / "build" / "site").rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return {"seconds": seconds, "pages": pages, "bytes": sum(path.stat().st_size for path in files)}


def _build(root: Path, names: Sequence[str]) -> list[str]:
    """Do some steps of a build."""
    workspace, today = open_workspace(root), date.today()

    def plan() -> list[Step]:
        return [step for step in plan_steps(workspace, today) if step.name in names]

    done = run_steps(workspace, plan, version=__version__, date=today.isoformat(), report=lambda *_: None)
    return done.notices


def serve(root: Path, seed: int) -> dict[str, object]:
    """Serve the site of a workspace on loopback and put it under load: what the answers took, and the errors."""
    rng = Random(seed)
    mixed, searches = list(islice(_mix(root, rng), int(RATE * LASTING))), list(_searches(root, rng))
    days = next(path for path in mixed if "as_of" in path)
    with _serving(root) as address:
        began = time.perf_counter()
        for path in (*(one for one in mixed[:40] if "as_of" not in one), *searches[:5]):
            _ask(address + path)  # a server that has just begun reads its ledger first
        read = time.perf_counter()
        _ask(address + days)  # and settles that of a day once
        return {
            "read": read - began,
            "day": time.perf_counter() - read,
            "mixed": _as_found(send(address, mixed, RATE)),
            "search": _as_found(send(address, searches, SEARCH_RATE)),
        }


def _ask(address: str) -> None:
    """Ask for an answer, again where the server tells to."""
    until = time.monotonic() + LONGEST_START
    while True:
        try:
            urlopen(address, timeout=LONGEST_START).read()
        except HTTPError as error:
            if error.code != HTTPStatus.SERVICE_UNAVAILABLE or time.monotonic() > until:
                raise
            time.sleep(1.0)
        else:
            return


def _as_found(load: Load) -> dict[str, object]:
    quantiles = {str(percent): load.quantile(percent) for percent in (50, 95, 99)}
    return {"answers": len(load.seconds), "quantiles": quantiles, "errors": dict(load.errors)}


def _mix(root: Path, rng: Random) -> Iterator[str]:
    """Pages of single things and documents, long lists, and questions to the API, without end."""
    site = root / "build" / "site"
    pages = [sorted((site / lang / kind).iterdir()) for lang in LANGUAGES for kind in ("thing", "document")]
    lists = sorted(path for lang in LANGUAGES for path in (site / lang).glob("*.html"))
    things = [path.stem for path in sorted((site / "en" / "thing").iterdir()) if "." not in path.stem]
    while True:
        kind = rng.choices(list(SHARES), list(SHARES.values()))[0]
        if kind == "page":
            yield f"/{rng.choice(rng.choice(pages)).relative_to(site).as_posix()}"
        elif kind == "list":
            yield f"/{rng.choice(lists).relative_to(site).as_posix()}"
        else:
            asked = rng.choice(("facts?subject={}", "things/{}", "facts?subject={}&as_of=2023-06-30"))
            yield f"/api/v1/{asked.format(rng.choice(things))}"


def _searches(root: Path, rng: Random) -> Iterator[str]:
    """Names and words that the documents hold, whole and as far as one has typed."""
    names = re.findall(r'\["([^"]{2,40})",', (root / "build" / "site" / "en" / "search-names.js").read_text("utf-8"))
    for _ in range(int(SEARCH_RATE * LASTING)):
        word = rng.choice(names)
        yield f"/api/v1/search?q={quote(word[: rng.randint(2, len(word))])}"


def _wait(port: int) -> None:
    """Wait until somebody listens; OSError when nobody does in time."""
    until = time.monotonic() + LONGEST_START
    while True:
        try:
            socket.create_connection((LOOPBACK, port)).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


@contextmanager
def _serving(root: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind((LOOPBACK, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-u", "-m", "gigawatch", "serve", "--workspace", str(root), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        server.stderr.readline()  # it says where it will serve
        _wait(port)
        try:
            yield f"http://{LOOPBACK}:{port}"
        finally:
            server.terminate()
