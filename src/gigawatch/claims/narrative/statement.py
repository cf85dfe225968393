"""Who said what: a named speaker's words, one finding for each statement in them, marked forecast, goal or assertion.

An organisation that speaks counts only where it speaks of the future; `sources say` and unnamed speakers do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gigawatch.claims.narrative.claim import Finding
from gigawatch.claims.narrative.cue import Hit, words
from gigawatch.claims.narrative.gathering import Gathering, gathering_at
from gigawatch.claims.narrative.name import is_no_name
from gigawatch.claims.narrative.story import Passage, Story

_WORD = r"[A-ZÀ-Þ][\w’'-]+"
_PARTICLE = r"(?:(?:de|von|van|bin|al)\s)?"
_PERSON = rf"(?:(?:Dr|Prof|Mr|Ms|Mrs)\.?\s)?{_WORD}(?:\s(?:[A-Z]\.\s?){{0,3}}{_PARTICLE}{_WORD}){{1,3}}"
_NAME_ROLE = re.compile(rf"(?P<name>{_PERSON}),\s(?P<role>[^,“”\"]{{3,90}}(?:,\s[^,“”\"]{{3,60}})?),\s?$")
_ROLE_NAME = re.compile(rf"(?P<role>(?:[\w&’'-]+\s){{1,8}}?)(?P<name>{_PERSON})\s?(?:\s(?:also|has|recently))?$")
_AFTER = re.compile(rf"\s(?P<name>{_PERSON})(?:,\s(?P<role>[^,.“”\"]{{3,90}}))?")
_PRONOUN = re.compile(r"(?:^|[,”\"]\s?)(?:he|she)\s$", re.IGNORECASE)
_SELF = ("we", "it", "the company", "the group", "我们", "公司", "我司")
_ASIDE = re.compile(r",\s(?:he|she)\s(?:added|said|noted|continued|says|adds),\s")
_FUTURE = {
    "en": re.compile(r"[“\"]?\s?\b(?:will|would|is expected|are expected|could|is likely)\b"),
    "zh": re.compile(r"将|还会|都会|会成为|会是|有望|必将|预计"),
}
_QUOTE_OPEN, _QUOTE_CLOSE = '“"「', '”"」'
_SPLIT = {
    "en": re.compile(
        r"(?:,?\s(?:and|but|while)\s|;\s)"
        r"(?=\w[\w’'“”\"\s-]{0,64}?\b(?:will|would|is expected to|are expected to|could)\b)"
    ),
    "zh": re.compile(r"[,;](?:而|并且|同时)?(?=[^,;将会]{2,16}(?:将|会成为|有望|必将))"),
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: a person with an office, or an organisation."""

    name: str
    role: str | None = None
    organisation: str | None = None
    is_person: bool = True


def find_statements(story: Story, gatherings: list[Gathering]) -> Iterator[Finding]:
    """Each statement of a named speaker, on the words of the statement."""
    last: Speaker | None = None
    for passage in story.passages:
        if last and story.lang == "en" and _ASIDE.search(passage.folded):
            yield from _findings(
                story, passage, last, (passage.start, passage.end - 1), gathering_at(gatherings, passage)
            )
            continue
        for hit in passage.cues("statement", "said"):
            speaker, content = _said(story, passage, hit, last)
            if speaker is None or content is None:
                continue
            last = speaker if speaker.is_person else last
            yield from _findings(story, passage, speaker, content, gathering_at(gatherings, passage))
            break


def scientists(findings: list[Finding]) -> list[str]:
    """The speakers whose office is a scientist's."""
    titles = (*words("statement", "scientist", "en"), *words("statement", "scientist", "zh"))
    return [str(f.data["speaker"]) for f in findings if any(t in str(f.data.get("role") or "").lower() for t in titles)]


def _findings(
    story: Story, passage: Passage, speaker: Speaker, content: tuple[int, int], gathering: Gathering | None
) -> Iterator[Finding]:
    for start, end in _parts(story, *content):
        modality = modality_of(passage, start, end)
        if not speaker.is_person and modality == "assertion":
            continue
        dates = story.dates_in(passage.start, start)
        horizon = story.dates_in(start, end)
        data: dict[str, object] = {
            "speaker": speaker.name,
            "role": speaker.role,
            "organisation": speaker.organisation,
            "content": _bare(_ASIDE.sub(" ", story.document.text[start:end])),
            "modality": modality,
            "date": dates[-1].iso if dates else (story.base.isoformat() if story.base else None),
            "event": gathering.name if gathering else None,
            "about": _about(story, start, end, speaker),
            "horizon": horizon[-1].iso if horizon and modality != "assertion" else None,
        }
        yield Finding(start, end, 0.9 if speaker.role else 0.75, data)


def _bare(text: str) -> str:
    """The words on one line; quotation marks go only where they enclose the whole or stand alone."""
    line = " ".join(text.split()).strip(" ,，。")
    if line[:1] in _QUOTE_OPEN or sum(map(line.count, "“”")) == 1:
        line = line.strip('“”"「」')
    return line


def modality_of(passage: Passage, start: int, end: int) -> str:
    """`goal` for what the speaker means to do, `forecast` for what will be, else `assertion`."""
    marks = {m.name for m in passage.cues("stance", "forecast", "goal") if start <= m.start < end}
    if "goal" in marks:
        return "goal"
    return "forecast" if "forecast" in marks else "assertion"


def _about(story: Story, start: int, end: int, speaker: Speaker) -> str | None:
    """What a forecast is about: the words before its `will` or 将."""
    match = _FUTURE[story.lang].search(story.folded[start:end])
    about = _bare(_ASIDE.sub(" ", story.document.text[start : start + match.start()] + " ")) if match else ""
    if story.lang == "zh":
        about = re.sub(r"(?:今后|未来|还|也|都|就|必|更)+$", "", re.split("[，,；;]", about)[-1])
    if about.lower() in _SELF:
        return speaker.organisation or speaker.name
    return about if 1 < len(about) <= 90 else None


def _parts(story: Story, start: int, end: int) -> list[tuple[int, int]]:
    """A statement cut where a second forecast with its own subject begins."""
    cuts = []
    for match in _SPLIT[story.lang].finditer(story.folded, start, end):
        if re.search(r"\b(?:will|would|could|expected)\b|将|会|有望", story.folded[start : match.start()]):
            cuts.append((match.start(), match.end()))
    starts = [start, *(to for _, to in cuts)]
    ends = [*(at for at, _ in cuts), end]
    return [(s, e) for s, e in zip(starts, ends, strict=True) if e - s > 8]


def _said(
    story: Story, passage: Passage, hit: Hit, last: Speaker | None
) -> tuple[Speaker | None, tuple[int, int] | None]:
    if story.lang == "zh":
        return _chinese_speaker(story, passage, hit), _content_after(story, passage, hit)
    before = passage.slice(passage.start, hit.start)
    if (quote := _quote_before(passage, hit)) and (after := _AFTER.match(passage.slice(hit.end, passage.end))):
        return _person(after.group("name"), after.group("role")), quote
    if (after := _AFTER.match(passage.slice(hit.end, passage.end))) and before.rstrip().endswith(","):
        return _person(after.group("name"), after.group("role")), _until_comma(passage, hit)
    speaker = _english_speaker(story, passage, hit, before, last)
    return speaker, quote if quote and _PRONOUN.search(before) else _content_after(story, passage, hit)


def _english_speaker(story: Story, passage: Passage, hit: Hit, before: str, last: Speaker | None) -> Speaker | None:
    before = " ".join(before.split()) + " "
    if match := _NAME_ROLE.search(before):
        return _person(match.group("name"), match.group("role"))
    if _PRONOUN.search(before):
        return last
    organisations = story.organisations_in(passage.start, hit.start)
    if organisations and not passage.slice(organisations[-1].end, hit.start).strip():
        return Speaker(organisations[-1].label, organisation=organisations[-1].label, is_person=False)
    match = _ROLE_NAME.search(before)
    return _person(match.group("name"), match.group("role")) if match and _has_title(match.group("role")) else None


def _person(name: str, role: str | None) -> Speaker | None:
    """A speaker with a title; a capitalised phrase without one could be anything."""
    role = role.strip(" ,") if role else None
    if role is None or not _has_title(role) or any(is_no_name(part, "en") for part in name.split()[1:]):
        return None
    article = re.match(r"(?:an?|the)\s", role)
    return Speaker(name, role[article.end() :] if article else role, _of(role))


def _of(role: str) -> str | None:
    match = re.search(r"\b(?:of|at|with)\s(?:the\s)?([A-Z].+)$", role)
    return match.group(1) if match else None


def _has_title(role: str) -> bool:
    low = re.findall(r"[\w-]+", role.lower())
    return any(word in words("statement", "title", "en") for word in low)


def _quote_before(passage: Passage, hit: Hit) -> tuple[int, int] | None:
    """The quotation that ends right before the verb of saying."""
    head = passage.slice(passage.start, hit.start)
    close = max((head.rfind(mark) for mark in _QUOTE_CLOSE), default=-1)
    if close < 0 or len(head) - close > 12:
        return None
    opened = max((head.rfind(mark, 0, close) for mark in _QUOTE_OPEN), default=-1)
    start = opened + 1 if opened >= 0 else 0
    return (passage.start + start, passage.start + close) if close - start > 8 else None


def _content_after(story: Story, passage: Passage, hit: Hit) -> tuple[int, int] | None:
    lead = re.compile(r"\s?(?:that|[,:])?\s*(?:in a statement|on \w+day)?[,:]?\s*(?:that\s)?")
    match = lead.match(story.folded, hit.end, passage.end)
    start = match.end() if match else hit.end
    end = passage.end - (passage.text[-1] in ".。")
    return (start, end) if end - start > (6 if story.lang == "zh" else 15) else None


def _until_comma(passage: Passage, hit: Hit) -> tuple[int, int] | None:
    """What stands before `, said X`."""
    end = passage.start + passage.slice(passage.start, hit.start).rindex(",")
    return (passage.start, end) if end - passage.start > 8 else None


@cache
def _chinese() -> re.Pattern[str]:
    titles = "|".join(sorted(map(re.escape, words("statement", "title", "zh")), key=len, reverse=True))
    double = "|".join(words("statement", "surname", "zh"))
    single = "".join(words("statement", "surname_single", "zh"))
    name = rf"(?:(?:{double})[\u4e00-\u9fff]{{1,2}}|[{single}][\u4e00-\u9fff]{{1,2}})"
    circumstance = r"(?:[,]?(?:在|对|就|于|日前|近日|当天|也|还|则|曾|此前|接受)[^,。:]{0,24}?[,时]?)?"
    return re.compile(rf"(?P<role>[\u4e00-\u9fffA-Za-z·()、]{{0,40}}(?:{titles}))(?P<name>{name}){circumstance}$")


@cache
def _chinese_reversed() -> re.Pattern[str]:
    """Name before title: 欧阳明高院士表示."""
    titles = "|".join(words("statement", "scientist", "zh"))
    double = "|".join(words("statement", "surname", "zh"))
    single = "".join(words("statement", "surname_single", "zh"))
    return re.compile(
        rf"(?P<name>(?:(?:{double})[\u4e00-\u9fff]{{1,2}}|[{single}][\u4e00-\u9fff]{{1,2}}))(?P<role>{titles})$"
    )


def _chinese_speaker(story: Story, passage: Passage, hit: Hit) -> Speaker | None:
    before = story.folded[max(passage.start, hit.start - 90) : hit.start]
    organisations = story.organisations_in(passage.start, hit.start)
    match = _chinese().search(before) or _chinese_reversed().search(before)
    if match:
        role = re.split(r"[,、。:]", match.group("role"))[-1]
        return Speaker(match.group("name"), role, next((o.label for o in organisations if o.label in role), None))
    if organisations and not passage.slice(organisations[-1].end, hit.start).strip():
        return Speaker(organisations[-1].label, organisation=organisations[-1].label, is_person=False)
    return None
