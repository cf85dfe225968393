"""Questions to a built workspace: conditions as words, SQL, and the API as a server hears it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes, unquote_to_bytes

from gigawatch.cli.publish import open_shelf
from gigawatch.question import Observatory, open_observatory
from gigawatch.question.row import fact_record
from gigawatch.run.workspace import open_workspace
from gigawatch.site.serve import make_app
from soak.fuzz.target.target import Target, characters, pick

PLACE = "GIGAWATCH_FUZZED_WORKSPACE"
"""The environment's name for the built workspace that is asked."""
PLAIN = "".join(map(chr, range(0x21, 0x7F)))
METHODS = ("GET", "GET", "GET", "HEAD", "POST", "OPTIONS")


def place() -> Path:
    """The built workspace that is asked; RuntimeError where there is none, lest every input counts as refused."""
    found = Path(os.environ.get(PLACE, ""))
    if not (found / "build" / "gigawatch.duckdb").is_file():
        raise RuntimeError(f"{PLACE} names no workspace that is built: {found}")
    return found


@cache
def _book() -> Observatory:
    return open_observatory(place())


@cache
def _app() -> Any:
    workspace = open_workspace(place())
    return make_app(workspace.build / "site", open_shelf(workspace), ("localhost",))


@cache
def _loop() -> asyncio.AbstractEventLoop:
    return asyncio.new_event_loop()


def _select(data: bytes) -> None:
    """A line for each condition, `name=words`; the clocks among them."""
    lines = (line.partition("=") for line in characters(data).split("\n"))
    told = {name: value for name, _, value in lines if name}
    clocks = {name: told.pop(name) for name in ("as_of", "believed_on") if name in told}
    words: Mapping[str, Any] = {name: value for name, value in told.items() if name not in ("limit", "reverse")}
    book = _book().by(**clocks)
    for fact in book.facts(**words)[:3]:
        fact_record(book.ledger, fact, "zh")
    book.total(**{name: value for name, value in words.items() if name != "sort"})


def _account(data: bytes) -> None:
    """What stands behind a name, and what changed between two."""
    way, rest = pick(data, 4)
    text = characters(rest)
    if way == 0:
        _book().why(text)
    elif way == 1:
        _book().tree(text)
    elif way == 2:
        _book().courses(text)
    else:
        before, _, after = text.partition("\n")
        _book().diff(before, after)


def _ask_sql(data: bytes) -> None:
    _book().sql(data.decode("utf-8", "replace"))


def _ask_api(data: bytes) -> None:
    """A method by the first byte, then path and query as a client sends them, then headers by line.

    What no server hands on, bytes of a path or query that are not ASCII, comes as a client would have to write it.
    """
    way, rest = pick(data, len(METHODS))
    line, *headers = rest.split(b"\n")
    line = quote_from_bytes(line, safe=PLAIN).encode()
    path, _, query = line.partition(b"?")
    status = _loop().run_until_complete(_answer(METHODS[way], path, query, headers))
    assert status < 500, f"the server answers {status}"


async def _answer(method: str, path: bytes, query: bytes, headers: list[bytes]) -> int:
    told = [tuple(part.strip() for part in line.partition(b":")[::2]) for line in headers]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote_to_bytes(path).decode("utf-8", "replace"),
        "raw_path": path,
        "root_path": "",
        "query_string": query,
        "headers": [(b"host", b"localhost"), *((name.lower(), value) for name, value in told if name)],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    said: list[int] = []

    asked: list[bool] = []

    async def receive() -> dict[str, object]:
        if asked:
            await asyncio.Event().wait()  # the client stays, and says no more
        asked.append(True)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            said.append(message["status"])

    await _app()(scope, receive, send)
    return said[0]


TARGETS = (
    Target("query", _select, 512),
    Target("account", _account, 256),
    Target("sql", _ask_sql, 512),
    Target("api", _ask_api, 512),
)
