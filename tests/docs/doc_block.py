"""The fenced blocks of the documents, with what a comment right before one says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^(?:<!-- (?P<said>[^\n]+) -->\n)?```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
RUN = ("console", "python", "pycon")
# Pages whose examples are run by a test of their own, which knows what they should give.
RUN_BY = {
    "docs/figures.md": "tests/figures/test_figures_docs.py",
    "docs/ledger.md": "tests/question/test_question_docs.py",
    "docs/sql.md": "tests/question/test_question_docs.py",
    "docs/index/eight-cities.md": "tests/cli/test_cli_cities.py",
    "docs/index/*.md": "tests/index/test_index_docs.py",
}


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its page, line, kind and text; `said` is the comment before it.

    `<!-- not run: why -->` leaves it out, `<!-- not run where WORD: why -->` its lines with that word,
    `<!-- run by: TEST -->` says which test runs it instead, `<!-- file: PATH -->` saves it as a file.
    """

    page: str
    line: int
    kind: str
    text: str
    said: str = ""

    @property
    def reason(self) -> str | None:
        """Why the whole block is not run; None where it is."""
        return self._after("not run: ")

    @property
    def file(self) -> str | None:
        """The file that the reader is told to save it as."""
        return self._after("file: ")

    @property
    def run_by(self) -> str | None:
        """The test that runs it instead of the walk of its page."""
        found = next((test for pattern, test in RUN_BY.items() if fnmatch(self.page, pattern)), None)
        return self._after("run by: ") or found

    def skips(self, line: str) -> bool:
        """Whether a line is left out by its word."""
        found = re.match(r"not run where (\S+): .+", self.said)
        return found is not None and found[1] in line

    def _after(self, mark: str) -> str | None:
        return self.said.removeprefix(mark) if self.said.startswith(mark) else None


def blocks_of(page: Path) -> Iterator[Block]:
    """The blocks of a page in order."""
    text = page.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Block(page.relative_to(ROOT).as_posix(), line, found["kind"], found["text"], found["said"] or "")


BLOCKS = [block for page in PAGES for block in blocks_of(page)]
EXAMPLES = [block for block in BLOCKS if block.kind in RUN]
WALKED = sorted({block.page for block in EXAMPLES if block.reason is None and block.run_by is None})
