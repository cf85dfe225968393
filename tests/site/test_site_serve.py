from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi import FastAPI
from site_tree import is_outer, links

from gigawatch.site.serve import make_app


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str


def ask(app: FastAPI, path: str, method: str = "GET") -> Answer:
    """What the application answers, asked without a network."""
    sent: list[dict[str, object]] = []
    coming = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict[str, object]:
        if not coming:
            await asyncio.Event().wait()
        return coming.pop()

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "path": unquote(path),
        "raw_path": path.encode(), "root_path": "", "scheme": "http", "query_string": b"", "headers": [],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    body = b"".join(bytes(m.get("body", b"")) for m in sent[1:])  # type: ignore[call-overload]
    headers = {key.decode(): value.decode() for key, value in sent[0]["headers"]}  # type: ignore[attr-defined]
    return Answer(int(str(sent[0]["status"])), headers, body.decode(errors="replace"))


@pytest.fixture(scope="module")
def app(built: Path) -> FastAPI:
    return make_app(built)


def test_pages_are_served_with_headers_that_keep_all_else_out(app: FastAPI) -> None:
    for path in ("/", "/en/facts.html", "/asset/site.css", "/asset/icon.svg", "/nothing"):
        headers = ask(app, path).headers
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_files_to_download_are_saved_and_not_shown_as_pages_of_the_site(app: FastAPI) -> None:
    assert ask(app, "/download/export/fact.csv").headers["content-disposition"] == "attachment"
    assert "content-disposition" not in ask(app, "/en/download.html").headers


def test_a_folder_shows_its_first_page(app: FastAPI) -> None:
    answer = ask(app, "/en/")
    assert answer.status == 200
    assert "Battery &lt;Observatory&gt;" in answer.text


def test_an_unknown_address_gets_the_sites_own_page_with_links_that_work(app: FastAPI) -> None:
    answer = ask(app, "/en/thing/nobody.html")
    assert answer.status == 404
    assert '<base href="/">' in answer.text
    assert 'href="en/index.html"' in answer.text
    assert "没有该页面" in answer.text


@pytest.mark.parametrize("path", ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/en/%00"])
def test_nothing_outside_the_folder_is_served(app: FastAPI, path: str) -> None:
    answer = ask(app, path)
    assert answer.status == 404
    assert "root:" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(app: FastAPI, method: str) -> None:
    assert ask(app, "/en/index.html", method).status == 405


def test_no_page_asks_the_browser_for_anything_from_elsewhere(built: Path) -> None:
    for page in built.rglob("*.html"):
        assert not [address for element, address in links(page) if element.tag != "a" and is_outer(address)]
