"""The lines of printed pages back to paragraphs: a PDF knows where lines end, and not where paragraphs do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

FULL = 0.75  # a line this wide, of the widest on its page, goes on in the next one
REPEATED = 0.5
FEW = 3
NUMBER = re.compile(r"(?:page|第|p\.)?\s*[-–—]*\s*\d{1,4}\s*[-–—]*\s*(?:页|(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
LONGEST_NUMBER = 40  # characters of a line that is a page's number and nothing else
STARTER = re.compile(
    r"\s*(?:[•·●■◆▪*-]\s|\(?\d{1,2}[.)、]\s?\D|[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、)"
)
CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’]")
BREAK = re.compile("[\ufffe\x02\u00ad]\n?")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # what glyphs without a character come out as


def reflow_pages(pages: Sequence[str]) -> str:
    """One paragraph a line; page numbers and lines repeated at the edge of most pages are left out."""
    split = [_lines(page) for page in pages]
    edges = _repeated(split)
    kept = [_trim(lines, edges) for lines in split]
    paragraphs = [paragraph for lines in kept for paragraph in _join(lines)]
    return "\n".join(paragraphs) + "\n"


def _lines(page: str) -> list[str]:
    text = page.replace("\r\n", "\n").replace("\r", "\n")
    return [line.strip() for line in CONTROL.sub("", BREAK.sub("\ufffe", text)).split("\n") if line.strip()]


def _repeated(pages: Sequence[Sequence[str]]) -> set[str]:
    if len(pages) < FEW:
        return set()
    seen = Counter(edge for lines in pages if lines for edge in {lines[0], lines[-1]})
    return {line for line, count in seen.items() if count > REPEATED * len(pages)}


def _trim(lines: list[str], edges: set[str]) -> list[str]:
    start, end = 0, len(lines)
    while start < end and _is_edge(lines[start], edges):
        start += 1
    while end > start and _is_edge(lines[end - 1], edges):
        end -= 1
    return lines[start:end]


def _is_edge(line: str, edges: set[str]) -> bool:
    return line in edges or (len(line) <= LONGEST_NUMBER and NUMBER.fullmatch(line) is not None)


def _join(lines: Sequence[str]) -> list[str]:
    widest = max(map(_width, lines), default=0)
    paragraphs: list[str] = []
    is_open = False
    for line in lines:
        if is_open and STARTER.match(line) is None:
            paragraphs[-1] = _glue(paragraphs[-1], line)
        else:
            paragraphs.append(line)
        is_open = _width(line) >= FULL * widest
    return [paragraph.replace("\ufffe", "") for paragraph in paragraphs]


def _glue(left: str, right: str) -> str:
    """Two lines of a paragraph: a space between words, none between Chinese characters, a broken word made whole."""
    if left.endswith("\ufffe"):
        return left[:-1] + right
    return left + ("" if CJK.match(left[-1]) or CJK.match(right[0]) else " ") + right


def _width(line: str) -> int:
    return len(line) + len(CJK.findall(line))
