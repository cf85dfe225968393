"""Names in a row: `A, B (C) and D` and `甲、乙和丙` taken apart without tearing a name at its own commas or ands."""

from __future__ import annotations

import re

from gigawatch.claims.narrative.name import Name, is_no_name
from gigawatch.claims.narrative.story import Story

_EN_SEPARATOR = re.compile(
    r"\s*(?:,\s*(?:and\s|as well as\s)?|\band\s|&\s(?=the\s)|\bas well as\s|;\s*)\s*(?:the\s)?", re.IGNORECASE
)
_COMPANY_TAIL = re.compile(r",?\s?(?:Ltd|Limited|Inc|LLC|Corp|Co)\b\.?")
_OF_BODY = re.compile(
    r"(?:Ministry|Department|Bureau|Commission|Administration|Office|Academy|Institute|Cent(?:er|re)|Chamber)\s(?:of|for)\s[\w\s,]+$|\b(?:Industry|Science|Trade|Research|Development)$"
)
_ZH_SEPARATOR = re.compile(r"[、]|以及|及(?!其)|(?<!共)和|与(?!会)|,(?=[^,。;]{2,20}[、和与])")
_ZH_END = re.compile(r"等|[,。;:!?]|共同|联合|代表|在|签署|主办|承办|出席|参加")
WIDTH = 400


def names_after(story: Story, start: int, end: int) -> list[str]:
    """The names listed from `start` on, up to the first thing in the list that is no name."""
    end = min(end, start + WIDTH)
    return _chinese_row(story, start, end) if story.lang == "zh" else _english_row(story, start, end)


def _english_row(story: Story, start: int, end: int) -> list[str]:
    text = story.document.text
    first = re.compile(r"\s*(?:both\s|the\s|:\s)*").match(text, start, end)
    at = first.end() if first else start
    labels: list[str] = []
    while at < end and (text[at].isupper() or text[at].isdigit()):
        stop, following = _item_end(story, at, end)
        labels.append(_label(story, at, stop))
        if following is None:
            break
        at = following
    return [label for label in labels if label and not is_no_name(label, "en")]


def _item_end(story: Story, at: int, end: int) -> tuple[int, int | None]:
    """Where the item that begins at `at` ends, and where the next begins, if one follows."""
    text = story.document.text
    known = next((n for n in story.organisations_in(at, end) if n.start <= at + 1), None)
    position = known.end if known else at
    while match := _EN_SEPARATOR.search(text, position, end):
        if tail := _COMPANY_TAIL.match(text, match.start(), end):
            position = tail.end()
        elif (
            match.group().strip().startswith("and")
            and _OF_BODY.search(text[at : match.start()])
            and not match.group().rstrip().endswith("the")
        ):
            position = match.end()
        else:
            return match.start(), match.end()
    return _phrase_end(text, at, end), None


def _phrase_end(text: str, at: int, end: int) -> int:
    """The end of a run of capitalised words (of, and, for between them allowed)."""
    run = re.compile(r"(?:[A-Z0-9(][\w&.'’()-]*|of|for|and|the|de)(?:\s(?=[A-Z0-9(]|(?:of|for|and|the|de)\s[A-Z]))?")
    while match := run.match(text, at, end):
        at = match.end()
    return at


def _label(story: Story, start: int, end: int) -> str:
    """The item's name: as the text's organisations have it, else its capitalised words."""
    names = story.organisations_in(start, end)
    if names and names[0].start <= start + 1:
        return names[0].label
    stop = _phrase_end(story.document.text, start, end)
    return " ".join(story.document.text[start:stop].split()).strip(' .,;“”"')


def _chinese_row(story: Story, start: int, end: int) -> list[str]:
    ending = _ZH_END.search(story.folded, start, end)
    stop = ending.start() if ending else end
    return names_within(story, start, stop)


def names_within(story: Story, start: int, end: int) -> list[str]:
    """The items of a Chinese row between two offsets."""
    text = story.document.text
    labels, at = [], start
    for mark in [*_ZH_SEPARATOR.finditer(text, start, end), None]:
        stop = mark.start() if mark else end
        if _inside_name(story, stop) and mark:
            continue
        label = _chinese_label(story, at, stop)
        if 2 <= len(label) <= 30:
            labels.append(label)
        at = mark.end() if mark else end
    return list(dict.fromkeys(labels))


def _chinese_label(story: Story, start: int, end: int) -> str:
    names = story.organisations_in(start, end)
    return names[-1].label if names else story.document.text[start:end].strip(' “”"《》')


def _inside_name(story: Story, offset: int) -> bool:
    """True when a separator's character is part of a known name."""
    near: list[Name] = story.organisations_in(max(0, offset - 30), offset + 30)
    return any(name.start < offset < name.end for name in near)
