"""Connections that are cut, reset or kept dripping: nothing is kept of half an answer, and nobody waits for ever."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gigawatch.cli import main
from gigawatch.intake import Kept, Limits
from gigawatch.intake.fetch import Client, Memory, SystemClock, Visit
from gigawatch.intake.keep import Shelf
from gigawatch.model import GigawatchError
from intake_maker import CHINESE, make_page
from intake_site import QuickClock

Talk = Callable[[socket.socket], None]
BODY = make_page(CHINESE).encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
OPEN = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
LEFT = threading.Event


@contextmanager
def talking(talk: Talk) -> Iterator[str]:
    """A server that answers robots.txt as a site without one, and all else as `talk` does; it gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                with line:
                    asked = line.recv(65_536)
                    try:
                        if b"/robots.txt" in asked:
                            line.sendall(OPEN)
                        elif asked:
                            talk(line)
                    except OSError:
                        pass  # who asked has left

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/news/1.html"
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


def reset(line: socket.socket) -> None:
    """End a connection as a crash ends it."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def cut_before_the_answer(line: socket.socket) -> None:
    reset(line)


def cut_in_the_head(line: socket.socket) -> None:
    line.sendall(HEAD[:30])


def cut_in_the_body(line: socket.socket) -> None:
    line.sendall(HEAD + f"Content-Length: {len(BODY)}\r\n\r\n".encode() + BODY[: len(BODY) // 2])


def reset_in_the_body(line: socket.socket) -> None:
    cut_in_the_body(line)
    reset(line)


def cut_between_chunks(line: socket.socket) -> None:
    line.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + f"{len(BODY):x}\r\n".encode() + BODY + b"\r\n")


def cut_in_what_is_packed(line: socket.socket) -> None:
    line.sendall(HEAD + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n\x1f\x8b\x08\x00" + bytes(6) + b"\x4b\x4c")


def speak_no_http(line: socket.socket) -> None:
    line.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")


def tell_a_length_that_is_none(line: socket.socket) -> None:
    line.sendall(HEAD + b"Content-Length: -5\r\nContent-Length: 7\r\n\r\n" + BODY)


def keep(folder: Path, address: str, limits: Limits, clock: QuickClock | SystemClock) -> tuple[list[Kept], list[str]]:
    outcomes = list(Visit(Client(clock, limits), Memory(folder), Shelf(folder)).keep(address))
    kept = [outcome for outcome in outcomes if isinstance(outcome, Kept)]
    return kept, [str(outcome) for outcome in outcomes if isinstance(outcome, GigawatchError)]


@pytest.mark.parametrize(
    "talk",
    [
        cut_before_the_answer,
        cut_in_the_head,
        cut_in_the_body,
        reset_in_the_body,
        cut_between_chunks,
        cut_in_what_is_packed,
        speak_no_http,
        tell_a_length_that_is_none,
    ],
)
def test_nothing_is_kept_of_an_answer_that_did_not_come_whole(tmp_path: Path, talk: Talk) -> None:
    with talking(talk) as address:
        kept, faults = keep(tmp_path, address, Limits(fetch_tries=2, fetch_seconds=5), QuickClock())
    assert kept == []
    (fault,) = faults
    assert "\n" not in fault
    assert fault.startswith(address)
    assert list(tmp_path.iterdir()) == []


def test_an_answer_that_is_cut_once_and_whole_the_next_time_is_kept(tmp_path: Path) -> None:
    turns = iter((cut_in_the_body, None))

    def talk(line: socket.socket) -> None:
        cut = next(turns)
        if cut is not None:
            cut(line)
        else:
            line.sendall(HEAD + f"Content-Length: {len(BODY)}\r\nConnection: close\r\n\r\n".encode() + BODY)

    with talking(talk) as address:
        kept, faults = keep(tmp_path, address, Limits(), QuickClock())
    assert faults == []
    assert kept[0].path.read_bytes() == BODY


def drip(line: socket.socket, text: bytes) -> None:
    """Send a byte every moment, without end."""
    line.settimeout(30.0)
    line.sendall(text)
    left = threading.Event()
    while not left.wait(0.05):
        line.sendall(b"x")


def drip_in_the_head(line: socket.socket) -> None:
    drip(line, HEAD + b"X-Slow: ")


def drip_in_a_chunk_s_length(line: socket.socket) -> None:
    drip(line, HEAD + b"Transfer-Encoding: chunked\r\n\r\n")


def drip_in_the_body(line: socket.socket) -> None:
    drip(line, HEAD + b"Content-Length: 1000000\r\n\r\n")


@pytest.mark.parametrize("talk", [drip_in_the_head, drip_in_a_chunk_s_length, drip_in_the_body])
def test_a_server_that_sends_a_byte_now_and_then_is_left_when_the_time_for_one_answer_is_over(
    tmp_path: Path, talk: Talk
) -> None:
    began = time.monotonic()
    with talking(talk) as address:
        kept, faults = keep(tmp_path, address, Limits(fetch_tries=1, fetch_seconds=1), SystemClock())
    assert (kept, len(faults)) == ([], 1)
    assert time.monotonic() - began < 20


def test_a_feed_whose_answer_is_cut_leaves_the_workspace_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = '[workspace]\nname = "Yibin"\n[limits]\nfetch_tries = 1\nhost_milliseconds = 1\n'
    (tmp_path / "gigawatch.toml").write_text(settings, encoding="utf-8")
    with talking(cut_in_the_body) as address, pytest.raises(SystemExit) as left:
        main(["add", address, "--workspace", str(tmp_path)])
    assert left.value.code == 1
    assert "the connection to 127.0.0.1 failed" in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["gigawatch.toml"]


def test_a_source_whose_answer_is_cut_leaves_no_snapshot_and_no_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = '[workspace]\nname = "Yibin"\n[limits]\nfetch_tries = 1\nhost_milliseconds = 1\n'
    (tmp_path / "gigawatch.toml").write_text(settings, encoding="utf-8")
    with talking(cut_in_the_body) as address, pytest.raises(SystemExit) as left:
        main(["fetch", "owid_chart", "--workspace", str(tmp_path), "--address", address.removesuffix("/news/1.html")])
    assert left.value.code == 1
    assert "the connection to 127.0.0.1 failed" in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["gigawatch.toml"]


@pytest.mark.parametrize("torn", [b'"http://example.org/a,', b"http://example.org/a,a.html", b'"\xff\xfe', b"\x00,,,,"])
def test_a_log_that_ends_in_half_a_line_takes_later_lines_whole(tmp_path: Path, torn: bytes) -> None:
    Memory(tmp_path).note("http://example.org/before", None, {"etag": '"1"'}, "2026-01-01")
    with (tmp_path / "fetched.csv").open("ab") as log:
        log.write(torn)
    Memory(tmp_path).note("http://example.org/after", None, {"etag": '"2"'}, "2026-01-02")
    found = Memory(tmp_path)
    for name in ("before", "after"):
        assert found.find(f"http://example.org/{name}") is not None, name
