"""A load on a server counts what each answer took from its appointed time, and every error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from soak.load import send

RATE = 200.0


class Answering(BaseHTTPRequestHandler):
    """Answers, does not know what is asked for under `/unknown`, and waits with `/first` until the others are asked."""

    protocol_version = "HTTP/1.1"
    others = Event()

    def do_GET(self) -> None:
        if self.path == "/first":
            self.others.wait(10)
        if self.path == "/last":
            self.others.set()
        self.send_response(404 if self.path == "/unknown" else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        """Say nothing of it."""


@pytest.fixture
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_every_path_is_asked_for_once_and_what_fails_is_told(address: str) -> None:
    found = send(address, ["/one", "/unknown", "/two", "/unknown"], RATE)
    assert len(found.seconds) == 4
    assert found.errors == Counter({"404": 2})


def test_a_slow_answer_does_not_hold_up_the_questions_after_it(address: str) -> None:
    paths = ["/first", *["/next"] * 20, "/last"]
    found = send(address, paths, RATE)
    assert not found.errors
    assert found.seconds[-1] >= (len(paths) - 2) / RATE  # the first was answered when the last was asked for
    assert found.quantile(50) < found.seconds[-1]


def test_a_server_that_is_not_there_is_an_error_and_no_crash() -> None:
    found = send("http://127.0.0.1:9", ["/", "/"], RATE)
    assert found.errors.total() == 2
