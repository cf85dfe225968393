"""What one page of a web archive costs, by what it holds and how large it is: small, or as heavy as of news sites."""

from __future__ import annotations

import time
from itertools import islice
from pathlib import Path

from gigawatch.intake.crawl import Passage
from gigawatch.intake.limit import DEFAULT
from gigawatch.intake.topic import topic
from soak.crawl import Story, make_page, pack_record, tell_stories

PAGES, TIMES = 60, 3
HEAVY = 250_000  # bytes of a heavy page
KINDS = ("no word of the industry", "such words, but off topic", "about the industry")
STATE = '<script>window.state={"ids":[%s]}</script>'
BLOCK = '<div class="teaser"><a href="/more/%d"><img src="/%d.jpg" alt=""></a><span>More of the day %d</span></div>'


def measure_pages(folder: Path) -> dict[str, dict[str, float]]:
    """Milliseconds of the processor for a page of each kind, small and heavy."""
    topic()
    return {
        kind: {
            "7 kB": _measure(folder / "small.warc.gz", kind, heavy=False),
            "250 kB": _measure(folder / "heavy.warc.gz", kind, heavy=True),
        }
        for kind in KINDS
    }


def _measure(path: Path, kind: str, *, heavy: bool) -> float:
    """The best of some times of going through an archive of pages of one kind."""
    stories = islice((story for story in tell_stories(7, 0.5) if _is_of(story, kind)), PAGES)
    with path.open("wb") as file:
        for story in stories:
            page = make_page(story)
            if kind == KINDS[0]:
                page = page.replace(b"Electric vehicles", b"Travel").replace("新能源汽车".encode(), "旅游".encode())
            file.write(pack_record(story.address, _fill(page) if heavy else page))
    taken = []
    for _ in range(TIMES):
        began = time.process_time()
        Passage(path, path.parent, DEFAULT, is_all=False).go()
        taken.append(time.process_time() - began)
    return 1000 * min(taken) / PAGES


def _is_of(story: Story, kind: str) -> bool:
    if kind == KINDS[2]:
        return story.is_wanted and topic().is_met(story.text)
    return not story.is_wanted and topic().may_pass(story.text) == (kind == KINDS[1])


def _fill(page: bytes) -> bytes:
    """A page with more of what it has around its article: state in scripts, links to other pages with pictures."""
    state = (STATE % ",".join(map(str, range(100_000, 100_000 + 27_000)))).encode()
    links = b"".join((BLOCK % (n, n, n)).encode() for n in range((HEAVY - len(page) - len(state)) // len(BLOCK)))
    return page.replace(b"</main>", b"</main>" + links).replace(b"</body>", state + b"</body>")
