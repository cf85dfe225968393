"""A real server on loopback that answers as a test tells it, and a clock that passes without waiting."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """One answer of the site; `repeat` sends the body again and again, `short` so many bytes fewer than announced."""

    body: bytes | str = b""
    status: int = 200
    media: str = "text/html"
    headers: dict[str, str] = field(default_factory=dict)
    repeat: int = 1
    short: int = 0


class Site:
    """What the server answers by path, the last answer of a list again and again, and what it was asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.replies: dict[str, list[Reply]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def put(self, path: str, *replies: Reply) -> str:
        """Answer so at a path; gives the address."""
        self.replies[path] = list(replies)
        return self.address + path

    def take(self, path: str) -> Reply:
        """The answer that is due at a path."""
        due = self.replies.get(path, [Reply(status=404)])
        return due.pop(0) if len(due) > 1 else due[0]

    def paths(self) -> list[str]:
        """The paths asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_args: object) -> None:
        """Nothing: a client that leaves early is what some tests are about."""


@contextmanager
def open_site() -> Iterator[Site]:
    """A running server; it ends with the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            reply = site.take(self.path)
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            known = reply.headers.get("ETag"), reply.headers.get("Last-Modified")
            if reply.status == 200 and (
                (known[0] and self.headers.get("If-None-Match") == known[0])
                or (known[1] and self.headers.get("If-Modified-Since") == known[1])
            ):
                reply, body = Reply(status=304), b""
            self.send_response(reply.status)
            self.send_header("Content-Length", str(len(body) * reply.repeat))
            self.send_header("Content-Type", reply.media)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for _ in range(reply.repeat):
                    self.wfile.write(body[: len(body) - reply.short])
                self.close_connection = self.close_connection or reply.short > 0
            except OSError:
                self.close_connection = True

        def log_message(self, *_args: object) -> None:
            """Nothing: tests read what was asked."""

    server = _Server(("127.0.0.1", 0), Handler)
    site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class QuickClock:
    """A clock on which waiting takes no time; `tick` is how many seconds each look at it takes."""

    def __init__(self, tick: float = 0.0) -> None:
        self.time, self.tick = 0.0, tick
        self.waits: list[float] = []

    def seconds(self) -> float:
        self.time += self.tick
        return self.time

    def now(self) -> datetime:
        return datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=self.time)

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds
