from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from desk_server import Desk, add_people, serving_desk, write_texts
from site_example import content, publication

from gigawatch.site import make_site, write_pages
from gigawatch.site.serve import make_app
from live_browser import running_browser
from shared_work import make_once

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole small site, written once."""
    folder = tmp_path_factory.mktemp("site")
    export = tmp_path_factory.mktemp("build") / "export"
    export.mkdir()
    (export / "fact.csv").write_text("id\n", encoding="utf-8")
    made = publication()
    contents = {lang: content(made, lang) for lang in ("en", "zh")}
    report = write_pages(make_site(made, contents, [export / "fact.csv"]), folder)
    assert report.pages > 40
    assert report.downloads == 1
    return folder


@pytest.fixture(scope="module")  # its loop runs until it is closed, and other modules run loops of their own
def browser() -> Iterator[Browser]:
    with running_browser() as found:
        yield found


@pytest.fixture(scope="module")
def served(built: Path) -> Iterator[str]:
    import uvicorn

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make_app(built), host="127.0.0.1", port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory, settle: Callable[..., object]) -> tuple[Path, dict[str, str]]:
    """A small settled workspace with a queue, and the tokens of those who may judge it; a test takes a copy."""

    def make(place: Path) -> dict[str, str]:
        write_texts(place)
        settle(place)
        return add_people(place)

    return make_once(tmp_path_factory, "desk", make)


@pytest.fixture
def tokens(settled: tuple[Path, dict[str, str]]) -> dict[str, str]:
    return settled[1]


@pytest.fixture
def place(settled: tuple[Path, dict[str, str]], tmp_path: Path) -> Path:
    shutil.copytree(settled[0], tmp_path / "w")
    return tmp_path / "w"


@pytest.fixture
def review_desk(place: Path, built: Path, tokens: dict[str, str]) -> Iterator[Desk]:
    with serving_desk(place, built, tokens) as served:
        yield served
