"""What one sentence is: a stretch of text that says one thing, headings and list items counted as sentences.

Hard-wrapped lines are joined, so a sentence may hold line ends; offsets always count in the text given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


ABBREVIATIONS = _words(
    "dr mr mrs ms prof sen gov gen rep st mt no nos fig figs vs approx est dept ave sq ft cu hr hrs min max e.g i.e "
    "al jan feb mar apr jun jul aug sep sept oct nov dec messrs hon rev jr sr cf ca viz pp vol dipl ing phil"
)
COMPANY_ENDINGS = _words("co ltd inc corp llc plc bros cie pty pte bhd a.g s.a n.v u.s u.k u.n e.u p.m a.m etc")
STARTERS = _words(
    "The It In This These That They He She We A An At On As For But And However Meanwhile According Its Their By "
    "With After Since To When While Our There Under From Both During Founded Headquartered Established Based About Last"
)

LONGEST = 1200
_BLOCK = re.compile(r"\n[ \t\u3000]*\n\s*")
_ITEM = re.compile(
    r"[ \t\u3000]*(?:[-*•·●▪◆■►–—|>]+[ \t]|#{1,6}[ \t]|\(?\d{1,2}[.)、．]\s|[（(]?[一二三四五六七八九十]{1,3}[)）、])"
)
_RUN_ON = re.compile(
    r"(?<=\S)[ \t\u3000](?:[-–—](?![ \t]\d(?!\d{3}年|[\d至~-]{0,4}月))|[*•●▪◆■►])[ \t](?=[\u4e00-\u9fff“\"「A-Z\d])"
)
_CLOSED = re.compile(r"[.!?。！？：:；;]['\"”’」』)）\]]*\s*$")
_STOP = re.compile(
    r"""[。！？]+[”’」』）)"]*            # Chinese stops end a sentence wherever they stand
      | (?<![.!?])[.!?]++['"”’)\]]*+(?=\s+["'“‘(\[]?[A-Z0-9À-Þ\u4e00-\u9fff$€£¥])
      | (?<=[a-z)%])[.!?]["”]?(?=[“"]?[A-Z][A-Za-z\ ])  # a stop with the space lost
    """,
    re.VERBOSE,
)
# An item that a label opens: `LFP: 8.8 GWh`, 比亚迪：装车量50GWh. A date behind a colon (数据显示：2023年) opens none.
_LABELLED = re.compile(
    r"\s*(?:[A-Z][\w /&-]{0,30}:\s\d"
    r"|[\u4e00-\u9fffA-Za-z（）()·]{1,20}[：:]\s?(?:[\u4e00-\u9fff]{1,4}量)?[约近超达]?\d[\d.,]{0,12}\s?(?:[GMTk]Wh|[万亿%吨辆家]))"
)
_LAST_WORD = re.compile(r"(?:[A-Za-z]\.)*[A-Za-zÀ-ÿ]+$")
_NEXT_WORD = re.compile(r"\s*[\"'“‘(\[]?([A-Za-z]*)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and where it lies: `text` is what stands between `start` and `end`."""

    start: int
    end: int
    text: str


def split_sentences(text: str, lang: str = "en") -> list[Sentence]:
    """The sentences of `text` in order, white space at their ends left out.

    >>> [s.text for s in split_sentences("Gotion Co., Ltd. rose 3.5 times. It led.")]
    ['Gotion Co., Ltd. rose 3.5 times.', 'It led.']
    """
    found = []
    pieces = (piece for block in _blocks(text, lang) for piece in (_items(text, *block) if lang == "zh" else (block,)))
    for begin, stop in pieces:
        for start, end in _stops(text, begin, stop):
            piece = text[start:end]
            bare = piece.strip()
            if bare:
                at = start + piece.index(bare[0])
                found.append(Sentence(at, at + len(bare), bare))
    return found


def _blocks(text: str, lang: str) -> Iterator[tuple[int, int]]:
    """Paragraphs, headings and list items: stretches no sentence reaches across."""
    begin = 0
    for gap in _BLOCK.finditer(text):
        yield from _lines(text, begin, gap.start(), lang)
        begin = gap.end()
    yield from _lines(text, begin, len(text), lang)


def _lines(text: str, begin: int, stop: int, lang: str) -> Iterator[tuple[int, int]]:
    """One paragraph's lines, put together again where they were only wrapped."""
    if text.find("\n", begin, stop) < 0:
        yield begin, stop
        return
    width = max(len(line) for line in text[begin:stop].split("\n"))
    start = begin
    while (end := text.find("\n", start, stop)) >= 0:
        following = text.find("\n", end + 1, stop)
        if not _is_wrapped(text[start:end], text[end + 1 : stop if following < 0 else following], width, lang):
            yield begin, end
            begin = end + 1
        start = end + 1
    yield begin, stop


def _is_wrapped(line: str, following: str, width: int, lang: str) -> bool:
    """True when the line end between the two lines is layout, not the end of a heading or item."""
    if _ITEM.match(following) or _LABELLED.match(following) or line.lstrip().startswith("#"):
        return False
    tail = following.lstrip()
    if lang == "zh":
        return not _CLOSED.search(line) and len(line) >= 15 and len(line) >= 0.8 * width
    return tail[:1].islower() or len(line.rstrip()) + len(tail.split(" ")[0]) + 1 >= 0.8 * width > 30


def _items(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """One Chinese block, cut where two or more items of a list stand behind one another on its line."""
    marks = list(_RUN_ON.finditer(text, begin, stop))
    if len(marks) > 1:
        for mark in marks:
            yield begin, mark.start()
            begin = mark.start()
    yield begin, stop


def _stops(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """One block cut at its full stops."""
    start = begin
    for mark in _STOP.finditer(text, begin, stop):
        if text[mark.start()] != "." or _ends_sentence(text, start, mark.start(), mark.end()):
            yield from _pieces(text, start, mark.end())
            start = mark.end()
    yield from _pieces(text, start, stop)


def _pieces(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """A stretch too long to be one sentence, such as a table run together, cut at spaces or commas."""
    while stop - start > LONGEST:
        found = [text.rfind(mark, start, start + LONGEST) for mark in (" ", "，", ",", "\n")]
        end = max(max(found) + 1, start + LONGEST // 2)
        yield start, end
        start = end
    yield start, stop


def _ends_sentence(text: str, start: int, dot: int, after: int) -> bool:
    """False for the stop of an abbreviation, an initial or a list number."""
    word = _LAST_WORD.search(text, max(start, dot - 24), dot)
    if word is None:
        return not (dot - start <= 3 and text[start:dot].strip().isdigit())
    last = word.group().lower()
    if last in COMPANY_ENDINGS or (len(last) == 1 and word.group().isupper()):
        following = _NEXT_WORD.match(text, after)
        return len(last) > 1 and following is not None and following.group(1) in STARTERS
    return last not in ABBREVIATIONS
