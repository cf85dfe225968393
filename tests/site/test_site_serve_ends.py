"""`gigawatch serve`, asked to end while somebody still waits for an answer: it ends soon, and without a word."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

HOST = "127.0.0.1"
LARGE = 64 << 20  # bytes: more than the system takes off a server's hands
LONGEST = 30  # seconds; an answer under way has three, and a machine that has other work takes its time
SLOW = b"GET /download/large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n"
HALF = b"GET /en/index.html HTTP/1.1\r\nHost: loc"
KEPT = b"HEAD /en/index.html HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture
def workspace(place: Path, built: Path) -> Path:
    """A settled workspace with a site, in which a file lies that takes long to fetch."""
    site = place / "build" / "site"
    shutil.copytree(built, site)
    (site / "download").mkdir(exist_ok=True)
    with (site / "download" / "large.bin").open("wb") as file:
        file.truncate(LARGE)
    return place


@contextmanager
def serving(workspace: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The command in a process of its own, once it answers, and its port."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = (sys.executable, "-m", "gigawatch", "serve", "--workspace", str(workspace), "--port", str(port))
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            _await_answer(server, port)
            yield server, port
        finally:
            server.kill()


def _await_answer(server: subprocess.Popen[str], port: int) -> None:
    until = time.monotonic() + LONGEST
    while server.poll() is None and time.monotonic() < until:
        with socket.socket() as asking:
            if asking.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"no server came up: {server.returncode}")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(
    ("asked", "is_answered"),
    [(SLOW, True), (HALF, False), (KEPT, True)],
    ids=["an answer read slowly", "a question half told", "a connection kept"],
)
def test_the_server_ends_soon_and_without_a_word_while_a_connection_is_open(
    workspace: Path, asked: bytes, is_answered: bool, number: signal.Signals
) -> None:
    with serving(workspace) as (server, port), socket.create_connection((HOST, port), LONGEST) as client:
        client.sendall(asked)
        if is_answered:
            assert client.recv(8) == b"HTTP/1.1"
        server.send_signal(number)
        told = server.communicate(timeout=LONGEST)[1].splitlines()
        assert server.returncode == (0 if number is signal.SIGINT else 128 + signal.SIGTERM)
        assert [line for line in told if "Error" in line or "Traceback" in line] == []
        assert len(told) <= 2, told
