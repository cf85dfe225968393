"""Every example of the documents is run, or says why it is not; what a page shows as printed is what is printed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import mcp  # noqa: F401 - it keeps the stderr that it is imported under: that of the run, not of a test
import pytest
from doc_block import BLOCKS, EXAMPLES, ROOT, WALKED
from doc_walk import Walk, within

import gigawatch
from gigawatch.run.build import Outcome

# Pages that begin with nothing: what they need they make. All others are read beside the built sample.
FROM_NOTHING = ("docs/tutorial/analyst.md", "docs/tutorial/statistician.md")
LEAST = 12  # letters of a reason


@pytest.fixture(scope="module")
def sample(built_sample: tuple[Path, Outcome], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the built sample for all pages, with the files of one's own that they read."""
    place = shutil.copytree(built_sample[0], tmp_path_factory.mktemp("docs") / "yibin")
    shutil.copy(place / "build" / "report" / "report.en.pdf", place / "news.pdf")
    shutil.copytree(ROOT / "src/gigawatch/run/sample/clusters/documents", place / "news")
    return place


@pytest.fixture(scope="module")
def mycity(synthetic: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of one's own, of synthetic texts, that pages change."""
    return shutil.copytree(synthetic, tmp_path_factory.mktemp("docs") / "mycity")


@pytest.fixture
def walk(
    request: pytest.FixtureRequest, page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Iterator[Walk]:
    """A reader at the page's place."""
    if page in FROM_NOTHING:
        walk, place = Walk(capsys, {}, {}, {}), tmp_path
    else:
        place, own = request.getfixturevalue("sample"), request.getfixturevalue("mycity")
        places = {"build/yibin": place, "mycity": own, "/path/to/workspace": place}
        words = {"FACT": gigawatch.open(own).facts()[0].id}
        walk = Walk(capsys, places, words, {"database": place / "build" / "gigawatch.duckdb"})
    with within(place):
        yield walk
        walk.leave()


@pytest.mark.parametrize("page", WALKED)
def test_whoever_does_what_a_page_says_sees_what_it_shows(page: str, walk: Walk) -> None:
    for block in BLOCKS:
        if block.page == page and block.reason is None and block.run_by is None:
            walk.do(block)


def test_every_example_that_is_not_run_says_why() -> None:
    left = [(block.page, block.line) for block in EXAMPLES if block.reason is not None and len(block.reason) < LEAST]
    assert left == []


def test_a_test_that_runs_the_examples_of_a_page_reads_it() -> None:
    tests = {(block.run_by, block.page) for block in EXAMPLES if block.run_by}
    assert tests
    for test, page in tests:
        text = (ROOT / test).read_text(encoding="utf-8")
        name = Path(page)
        assert name.name in text or ("glob" in text and f'"{name.parent.name}"' in text), (test, page)


def test_commands_and_python_stand_in_blocks_that_say_so() -> None:
    nameless = [
        (b.page, b.line)
        for b in BLOCKS
        if b.kind in ("", "text", "sh", "bash", "shell") and re.search(r"^[$ ]*gigawatch ", b.text, re.M)
    ]
    assert nameless == []
