"""A reader who does what a page says: saves its files, types its commands, runs its Python, looks at what comes."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
import urllib3
from doc_block import Block
from urllib3.util import Retry

from gigawatch.cli import main

LOOSELY = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
PORT = "8000"


class Walk:
    """One page walked from its first block to its last, in the current folder; Python keeps its names all along.

    `places` are folders that the page names and where they lie; `words` are placeholders and what they stand for.
    """

    def __init__(
        self,
        capsys: pytest.CaptureFixture[str],
        places: Mapping[str, Path],
        words: Mapping[str, str],
        names: dict[str, object],
    ) -> None:
        self.capsys = capsys
        self.places = places
        self.words = words
        self.names = names
        self.port = free_port()
        self.servers: list[subprocess.Popen[str]] = []

    def do(self, block: Block) -> None:
        """What one block asks for."""
        if block.file is not None:
            path = Path(block.file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.kind == "console":
            for line, shown in commands(block):
                self._check(self._type(line), shown, block, line)
        elif block.kind == "python":
            exec(compile(block.text, f"{block.page}:{block.line}", "exec"), self.names)
            self.capsys.readouterr()
        elif block.kind == "pycon":
            self._converse(block)

    def leave(self) -> None:
        """Stop the servers that the page started."""
        for server in self.servers:
            server.terminate()
            server.communicate(timeout=10)

    def _type(self, line: str) -> str:
        words = [self._place(self.words.get(word, word)) for word in shlex.split(line, comments=True)]
        if words[0] == "cd":
            os.chdir(words[1])
            return ""
        if words[0] == "curl":
            return fetch(words[-1].replace(f":{PORT}/", f":{self.port}/"))
        assert words[0].rpartition("/")[2] == "gigawatch", line
        return self._serve(words[1:]) if words[1] == "serve" else self._run(words[1:], line)

    def _run(self, words: list[str], line: str) -> str:
        with pytest.raises(SystemExit) as left:
            main(words)
        printed = self.capsys.readouterr()
        assert left.value.code == 0, f"{line}\n{printed.out}{printed.err}"
        assert printed.out or printed.err, line
        return printed.out

    def _serve(self, words: list[str]) -> str:
        given = [word for word in words if word not in ("--port", PORT, "&")]
        command = [sys.executable, "-m", "gigawatch", *given, "--port", str(self.port)]
        self.servers.append(subprocess.Popen(command, stderr=subprocess.PIPE, text=True))
        said = self.servers[-1].stderr
        assert said is not None
        assert f"127.0.0.1:{self.port}" in said.readline()
        return ""

    def _place(self, word: str) -> str:
        for name, place in self.places.items():
            if word == name or word.startswith(f"{name}/"):
                return f"{place}{word.removeprefix(name)}"
        return word

    def _converse(self, block: Block) -> None:
        test = doctest.DocTestParser().get_doctest(block.text, {}, block.page, block.page, block.line)
        test.globs = self.names
        told: list[str] = []
        doctest.DocTestRunner(optionflags=LOOSELY).run(test, out=told.append, clear_globs=False)
        assert not told, "".join(told)

    def _check(self, printed: str, shown: str, block: Block, line: str) -> None:
        if shown.strip():
            same = doctest.OutputChecker().check_output(shown, printed, LOOSELY)
            assert same, f"{block.page}:{block.line}: {line}\nshown:\n{shown}\nprinted:\n{printed}"


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """Each command of a console block with the output that the page shows below it; none where it has no prompts."""
    text = block.text.replace("\\\n", " ")
    if not text.startswith("$ "):
        pairs = [(line, "") for line in text.splitlines()]
    else:
        pairs = [part.partition("\n")[::2] for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]]
    for line, shown in pairs:
        if line.strip() and not block.skips(line):
            yield from ((one, shown) for one in line.split(" && "))


def fetch(address: str) -> str:
    """What an address on this machine answers, asked again while its server comes up."""
    patience = Retry(total=None, connect=40, read=0, backoff_factor=0.02, backoff_max=0.5)
    with urllib3.PoolManager() as pool:
        answer = pool.request("GET", address, retries=patience)
        assert answer.status == 200, answer.data
        return answer.data.decode()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def within(folder: Path) -> Iterator[None]:
    """The current folder for a while."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
