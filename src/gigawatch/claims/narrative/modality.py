"""Whether a thing is told as having happened: not planned, not denied, not conditional, not still to come."""

from __future__ import annotations

import re

from gigawatch.claims.narrative.cue import Hit
from gigawatch.claims.narrative.story import Passage, Story

_BREAKS = {
    "en": re.compile(r"[,;:()\"“”—]|\s-\s|\b(?:and|but|while|after|which|whereas|as|although|though|with)\b"),
    "zh": re.compile(r"[,;:。!?()“”]"),
}
_STRONG = ("已",)
_ONGOING = ("construction", "suspension", "delay")
STOPS = ("delay", "suspension", "cancellation")
REACH = 64
DONE_REACH = 14
_PAST = re.compile(r"\b(?:\w{3,}ed|began|begun|broke|broken|went|gone|came|was|were|has|have|had)\b")
_DONE = re.compile("[已了]")
_TAKES, _PUTS = "将", "把"
_HEDGES = ("或", "或许", "可能", "恐", "也许", "料")  # before 将 they say that it may be
_PUT_OFF = re.compile(r".?[至到](?:20)?\d")  # 推迟至2027年: a delay that tells its new date is made


def is_realised(story: Story, passage: Passage, hit: Hit, *, asks_witness: bool = True) -> bool:
    """True when the words around `hit` tell of something that has happened.

    English cues are finite forms already, so only a word that takes them back counts against them. Chinese verbs
    carry no tense: there a sign of completion or a date is asked for as well, unless `asks_witness` is False.
    """
    start, end = clause(passage, hit.start, hit.end, story.lang)
    if _is_taken_back(passage, hit, start, end, story.lang):
        return False
    return story.lang != "zh" or not asks_witness or _is_witnessed(story, passage, hit, start, end)


def clause(passage: Passage, start: int, end: int, lang: str) -> tuple[int, int]:
    """The clause around a cue: from the break before it (a break right beside it passed over) to the one after it."""
    begin, stop = passage.start, passage.end
    for mark in _BREAKS[lang].finditer(passage.folded):
        at, to = passage.start + mark.start(), passage.start + mark.end()
        if to <= start and passage.slice(to, start).strip():
            begin = to
        elif at >= end:
            stop = at
            break
    return begin, stop


def is_told_as_done(passage: Passage, hit: Hit) -> bool:
    """True where the words themselves are of the past: began, has started, 已开工, 开工了."""
    told = passage.fold(hit.start, hit.end)
    near = passage.fold(max(passage.start, hit.start - DONE_REACH), min(passage.end, hit.end + 1))
    return _PAST.search(told) is not None or _DONE.search(near) is not None


def _is_taken_back(passage: Passage, hit: Hit, start: int, end: int, lang: str) -> bool:
    before = passage.fold(start, hit.start)
    if lang == "en" and (before.endswith(("to ", "be ")) or (before.endswith("being ") and hit.name not in _ONGOING)):
        return True
    return _has_plan(passage, hit, start) or _is_retracted_after(passage, hit, end, lang)


def _has_plan(passage: Passage, hit: Hit, start: int) -> bool:
    floor = max(start, hit.start - REACH)
    marks = [m for m in passage.cues("modality", "planned", "negated") if floor <= m.start]
    for mark in marks:
        if mark.end > hit.start or is_month(passage, mark) or _is_of_former_plan(passage, hit, mark):
            continue
        if _takes_object(passage, hit, mark):
            continue
        between = passage.fold(mark.end, hit.start)
        if mark.name != "negated" and any(word in between[-4:] for word in _STRONG):
            continue
        return True
    return False


def _is_of_former_plan(passage: Passage, hit: Hit, mark: Hit) -> bool:
    """True for a plan of which its stop is told: `原定12月投产的项目推迟` has been put off."""
    return hit.name in STOPS and passage.fold(mark.start, mark.end).startswith("原")


def _takes_object(passage: Passage, hit: Hit, mark: Hit) -> bool:
    """True for a 将 that puts a plant before the verb that stops it, and promises nothing: 将德国工厂推迟至2027年."""
    is_hedged = passage.fold(max(passage.start, mark.start - 2), mark.start).endswith(_HEDGES)
    if hit.name not in STOPS or passage.fold(mark.start, mark.end) != _TAKES or is_hedged:
        return False
    between = passage.fold(mark.end, hit.start)
    is_plant = any(mark.end <= noun.start < hit.start for noun in passage.cues("noun", "plant"))
    return is_plant and _PUTS not in between


def is_month(passage: Passage, mark: Hit) -> bool:
    """True for May the month; only a capital tells it from may the verb."""
    return passage.slice(mark.start, mark.end) == "May" and mark.start > passage.start


def _is_retracted_after(passage: Passage, hit: Hit, end: int, lang: str) -> bool:
    window = 8 if lang == "zh" else 40
    later = [m for m in passage.cues("modality", "unrealised_after") if hit.end <= m.start < min(hit.end + window, end)]
    if lang == "zh":
        later += [m for m in passage.cues("modality", "planned") if hit.end <= m.start < min(hit.end + 2, end)]
    return bool(later)


def _is_witnessed(story: Story, passage: Passage, hit: Hit, start: int, end: int) -> bool:
    if hit.name in ("construction", "ceremony") or (
        hit.name == "delay" and _PUT_OFF.match(passage.folded, hit.end - passage.start - 1)
    ):
        return True
    marks = passage.cues("modality", "realised")
    if any(start <= mark.start < end for mark in marks):
        return True
    return any(period.start <= hit.start for period in story.dates_in(passage.start, end))
