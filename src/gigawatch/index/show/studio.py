"""Pictures drawn ahead by a process beside this one, while this one goes on with other work.

The renderer holds this process up while it draws; a report has some forty pictures. Run as a program, the module is
that other process: a specification on each line of its input, the picture on the same line of its output.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import IO

from gigawatch.index.show.render import AHEAD, DRAWN, Drawn, as_plain, draw_svg, register_fonts, sharpen
from gigawatch.index.show.typeface import cut_fonts
from gigawatch.model.machine import count_cores

LETTERS = "letters.txt"
FEWEST = 8
"""Below so many pictures the process would take longer to begin than they take to draw."""
PACKAGE = Path(__file__).parents[3]


@contextmanager
def draw_ahead(pictures: Sequence[tuple[Mapping[str, object], str]], *, is_sharp: bool) -> Iterator[None]:
    """Have pictures (specification, language) drawn in their order while the block is worked.

    Inside the block `render_svg` and `render_png` take what was drawn, the same bytes as they would draw themselves,
    and draw what the other process could not; what was drawn before is not drawn again. With one core or few pictures
    all are drawn when they are asked for. `is_sharp`: as PNG too.
    """
    asked = dict.fromkeys((as_plain(spec), lang) for spec, lang in pictures)
    keys = [key for key in asked if is_sharp or key not in DRAWN]
    if len(keys) < FEWEST or count_cores() == 1:
        yield
        return
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, _ordering(keys, Path(folder), is_sharp):
        yield


@contextmanager
def _ordering(keys: Sequence[tuple[str, str]], folder: Path, is_sharp: bool) -> Iterator[None]:
    """Have pictures drawn by the other process, which cuts its fonts to their letters in a folder of its own."""
    letters = frozenset[str]().union(*(spec for spec, _ in keys))
    (folder / LETTERS).write_text("".join(sorted(letters)), encoding="utf-8", errors="ignore")
    process = _start(folder)
    if process is None:
        yield
        return
    ordered: dict[tuple[str, str], Future[Drawn | None]] = {key: Future() for key in keys}
    threads = [
        Thread(target=_tell, args=(process, keys, is_sharp)),
        Thread(target=_listen, args=(process, list(ordered.values()))),
    ]
    for thread in threads:
        thread.start()
    AHEAD.update(ordered)
    try:
        yield
    finally:
        process.kill()
        for thread in threads:
            thread.join()
        process.wait()
        for key, future in ordered.items():
            if AHEAD.get(key) is future:
                del AHEAD[key]


def _start(folder: Path) -> subprocess.Popen[bytes] | None:
    """The other process, which finds the package where this one does, and in a folder the letters that it is to draw;
    None where none can be started.
    """
    paths = (str(PACKAGE), os.environ.get("PYTHONPATH", ""))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    command = [sys.executable, "-P", "-m", "gigawatch.index.show.studio", str(folder)]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    try:
        return subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=nowhere)
    except OSError:
        return None


def _tell(process: subprocess.Popen[bytes], keys: Sequence[tuple[str, str]], is_sharp: bool) -> None:
    assert process.stdin is not None
    try:
        with process.stdin as pipe:
            for spec, lang in keys:
                pipe.write(json.dumps({"spec": spec, "lang": lang, "sharp": is_sharp}).encode() + b"\n")
    except OSError:
        return  # it has ended: who listens to it says so to those that wait


def _listen(process: subprocess.Popen[bytes], waiting: Sequence[Future[Drawn | None]]) -> None:
    """Hand on what comes; after an answer that is none, or when nothing comes any more, those that still wait draw for
    themselves.
    """
    assert process.stdout is not None
    try:
        with process.stdout as pipe:
            for future, line in zip(waiting, pipe, strict=False):
                future.set_result(_read(line))
    except (ValueError, TypeError, KeyError):
        process.kill()
    finally:
        for future in waiting:
            if not future.done():
                future.set_result(None)


def _read(line: bytes) -> Drawn | None:
    """The picture of an answer; None where it could not be drawn. ValueError, TypeError, KeyError: not an answer."""
    told = json.loads(line)
    return (str(told["svg"]), b64decode(told["png"])) if told["svg"] else None


def serve(orders: IO[bytes], answers: IO[bytes]) -> None:
    """Draw each picture ordered, in order; a picture that cannot be drawn is answered without one."""
    for line in orders:
        order = json.loads(line)
        try:
            svg = draw_svg(order["spec"], order["lang"])
            png = sharpen(svg) if order["sharp"] else b""
        except ValueError:
            svg, png = "", b""
        answers.write(json.dumps({"svg": svg, "png": b64encode(png).decode()}).encode() + b"\n")
        answers.flush()


def _main() -> None:
    """Answer on what was the standard output, and send there to the errors whatever else is printed.

    A folder that is named holds the letters of all pictures that will be ordered: the fonts are cut to them.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(Exception):  # the whole fonts are made known with the first picture then
        for folder in map(Path, sys.argv[1:]):
            cut_fonts([(folder / LETTERS).read_text(encoding="utf-8")], folder)
            register_fonts(folder)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    _main()
