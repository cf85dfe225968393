"""Conferences, forums and fairs that a document names: when, where, by whom, with whom.

A gathering is read from all sentences that name it or point back to it (`the event`, 本次大会); its claim stands on
the sentence that names it and says most about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gigawatch.claims.narrative.attribute import nearest, specific
from gigawatch.claims.narrative.claim import Finding
from gigawatch.claims.narrative.cue import Hit
from gigawatch.claims.narrative.dating import Period
from gigawatch.claims.narrative.listing import names_after, names_within
from gigawatch.claims.narrative.modality import is_realised
from gigawatch.claims.narrative.name import Name
from gigawatch.claims.narrative.story import Passage, Story

_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_ZH_DIGITS = "零一二三四五六七八九十"
_TOKEN = r"(?:[A-Z][\w&’'.-]*|&|and|of|on|for|20[0-4]\d|\d{1,2}(?:st|nd|rd|th))"
_NAME = {
    "en": re.compile(
        rf"\b(?:(?:20[0-4]\d|\d{{1,2}}(?:st|nd|rd|th)|[A-Z][\w&’'-]*)\s)(?:{_TOKEN}\s){{1,10}}"
        r"(?:Conference|Forum|Summit|Expo|Exhibition|Symposium|Fair)\b"
        r"(?:\s20[0-4]\d)?(?!\s(?:Cent|Hall|Board|Call|Committee|and\sExhibition))"
    ),
    "zh": re.compile(
        r"(?:20[0-4]\d年?)?(?:第[一二三四五六七八九十百\d]{1,3}届)?[\u4e00-\u9fffA-Za-z·]{4,22}?"
        r"(?:大会|论坛|峰会|博览会|展览会|年会|研讨会)"
    ),
}
_ZH_LEAD = re.compile(
    r".*(?:[日月的在了与和为由将对]|出席|参加|召开|举行|举办|宣布|随着|作为|据|上午|下午|期间|记者|从|至)(?=.{4})"
)
_NO_GATHERING_ZH = (
    "股东大会",
    "代表大会",
    "发布会",
    "人大",
    "职工大会",
    "总结大会",
    "动员大会",
    "临时股东",
    "本次",
    "本届",
    "去年",
    "今年",
    "首届",
    "推进大会",
)
_ORDINAL = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)\b|\b(" + "|".join(_ORDINALS) + r")\b|第([一二三四五六七八九十\d]{1,3})届",
    re.IGNORECASE,
)
_YEAR = re.compile(r"20[0-4]\d")


@dataclass(slots=True)
class Gathering:
    """One conference: its fullest name, the sentences that name it, those that point to it, and what they say."""

    name: str
    named: dict[int, Passage] = field(default_factory=dict)
    pointed: dict[int, Passage] = field(default_factory=dict)
    date: str | None = None
    place: str | None = None
    sponsors: list[str] = field(default_factory=list)

    @property
    def passages(self) -> list[Passage]:
        """All its sentences in the order of the text."""
        return sorted((*self.named.values(), *self.pointed.values()), key=lambda p: p.start)


def find_gatherings(story: Story) -> list[Gathering]:
    """The gatherings a document names, in the order they come up."""
    gatherings = _named(story)
    _point(story, gatherings)
    for gathering in gatherings:
        gathering.date, gathering.place = _when_and_where(story, gathering)
        gathering.sponsors = _sponsors(story, gathering)
    return gatherings


def gathering_at(gatherings: Iterable[Gathering], passage: Passage) -> Gathering | None:
    """The gathering that a sentence names or points to."""
    named = (g for g in gatherings if passage.number in g.named)
    pointed = (g for g in gatherings if passage.number in g.pointed)
    return next(named, None) or next(pointed, None)


def claim_gatherings(
    story: Story, gatherings: list[Gathering], participants: dict[str, dict[str, list[str]]]
) -> Iterator[Finding]:
    """A finding for each gathering that the text says something about: that it is held, by whom, with whom."""
    for gathering in gatherings:
        people = participants.get(gathering.name, {})
        if not (gathering.sponsors or people or _is_held(gathering)):
            continue
        best = max(gathering.named.values(), key=lambda p: (len(p.cues("gathering")), -p.start))
        data: dict[str, object] = {
            "type": "conference",
            "name": gathering.name,
            "date": gathering.date,
            "place": gathering.place,
            "sponsors": gathering.sponsors,
            "participants": people,
            "ordinal": _ordinal(gathering.name),
            "planned": _is_planned(story, gathering) or None,
        }
        yield Finding(best.start, best.end, 0.9 if gathering.date and gathering.place else 0.7, data)


def _named(story: Story) -> list[Gathering]:
    gatherings: list[Gathering] = []
    for passage in story.passages:
        for name in _names_in(story, passage):
            known = next((g for g in gatherings if _is_same(g.name, name)), None)
            if known is None:
                gatherings.append(known := Gathering(name))
            elif len(name) > len(known.name):
                known.name = name
            known.named[passage.number] = passage
    return gatherings


def _names_in(story: Story, passage: Passage) -> Iterator[str]:
    for match in _NAME[story.lang].finditer(passage.text):
        name = " ".join(match.group().split())
        if story.lang == "zh":
            lead = _ZH_LEAD.match(name)
            name = name[lead.end() :] if lead else name
            if len(_bare(name)) < 6 or any(word in name for word in _NO_GATHERING_ZH):
                continue
        elif (first := name.split()[0]) in ("The", "At", "In", "On", "During", "This"):
            name = name[len(first) + 1 :]
        if len(name.split()) > 1 or story.lang == "zh":
            yield name


def _is_same(one: str, other: str) -> bool:
    """True for one name with and without its year or ordinal; two different years are two gatherings."""
    years = set(_YEAR.findall(one)), set(_YEAR.findall(other))
    return _bare(one) == _bare(other) and (not years[0] or not years[1] or years[0] == years[1])


def _bare(name: str) -> str:
    return " ".join(_ORDINAL.sub("", _YEAR.sub("", name)).replace("年", "").lower().split())


def _point(story: Story, gatherings: list[Gathering]) -> None:
    """Sentences that speak of `the event` go to the gathering named last before, or to the only one there is."""
    last = gatherings[0] if len(gatherings) == 1 else None
    for passage in story.passages:
        named = next((g for g in gatherings if passage.number in g.named), None)
        last = named or last
        if named is None and last is not None and _points(passage):
            last.pointed[passage.number] = passage


def _points(passage: Passage) -> bool:
    """True for `the event drew …` and for `a meeting … was held`."""
    is_generic = passage.cues("gathering", "generic") and passage.cues("gathering", "held")
    return bool(passage.cues("gathering", "reference", "attended") or is_generic)


def _is_held(gathering: Gathering) -> bool:
    return any(p.cues("gathering", "held") for p in gathering.passages)


def _is_planned(story: Story, gathering: Gathering) -> bool:
    """True when every sentence that tells of its holding speaks of the future, or the date lies ahead."""
    held = [(p, h) for p in gathering.passages for h in p.cues("gathering", "held", "sponsored")]
    if story.base and gathering.date and gathering.date[:10] > story.base.isoformat():
        return True
    return bool(held) and not any(is_realised(story, p, h, asks_witness=False) for p, h in held)


def _when_and_where(story: Story, gathering: Gathering) -> tuple[str | None, str | None]:
    """The longest span of days and the most specific place told beside `held` or `hosted`."""
    periods: list[Period] = []
    spots: list[Name] = []
    for passage in gathering.passages:
        held = passage.cues("gathering", "held")
        if held:
            periods += [p for p in story.dates_in(passage.start, passage.end) if len(p.iso) >= 7]
            spots += _spot(story, passage, held[0])
    days = [p for p in periods if len(p.iso) >= 10 and p.iso[5].isdigit() and len(p.iso) != 15]
    span = max(days or periods[:1], key=lambda p: (p.last - p.first, -p.start), default=None)
    best = specific(spots)
    return (span.iso if span else None), (best[0].label if best else None)


def _spot(story: Story, passage: Passage, held: Hit) -> list[Name]:
    best = specific(story.places_in(passage.start, passage.end))
    return [nearest(best, held)] if best else []


def _sponsors(story: Story, gathering: Gathering) -> list[str]:
    for passage in gathering.passages:
        for hit in passage.cues("gathering", "sponsored"):
            if story.lang == "en":
                names = names_after(story, hit.end, passage.end)
            else:
                names = _sponsors_before(story, passage, hit)
            if names:
                return names
    return []


def _sponsors_before(story: Story, passage: Passage, hit: Hit) -> list[str]:
    if hit.end - hit.start > 4:
        return names_after(story, hit.end, passage.end)
    by = passage.folded.rfind("由", 0, hit.start - passage.start)
    if by < 0:
        return []
    end = hit.start
    for filler in ("共同", "联合"):
        if passage.slice(end - 2, end) == filler:
            end -= 2
    return names_within(story, passage.start + by + 1, end)


def _ordinal(name: str) -> int | None:
    match = _ORDINAL.search(name)
    if match is None:
        return None
    digits, word, chinese = match.groups()
    if digits or (chinese and chinese.isdigit()):
        return int(digits or chinese)
    return _ORDINALS.index(word.lower()) + 1 if word else _chinese_number(chinese)


def _chinese_number(text: str) -> int:
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _ZH_DIGITS.index(text[-1])
    return (_ZH_DIGITS.index(tens) if tens else 1) * 10 + (_ZH_DIGITS.index(ones) if ones else 0)
