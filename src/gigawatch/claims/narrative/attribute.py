"""What an event's sentence says around it: whose, where, when, of which project and phase."""

from __future__ import annotations

import re

from gigawatch.claims.narrative.cue import Hit, words
from gigawatch.claims.narrative.dating import Period
from gigawatch.claims.narrative.modality import STOPS, clause, is_month
from gigawatch.claims.narrative.name import Name, is_no_name, surfaces
from gigawatch.claims.narrative.pointing import (
    OF_PLANT,
    owner_before,
    owners_of_plant,
    place_before,
    points_there,
    points_to_plant,
    speaks_of_another,
)
from gigawatch.claims.narrative.story import Passage, Story
from gigawatch.claims.scope.due_date import due_dates
from gigawatch.claims.scope.stop_date import is_of_step
from gigawatch.claims.scope.stopped import stop_words
from gigawatch.quantity import FoundPeriod
from gigawatch.vocab import organisations
from gigawatch.vocab import places as gazetteer

_NUMBER = r"(?:[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|initial|1st|2nd|3rd|\dth)"
_PHASE = {
    "en": re.compile(
        rf"\bphases? {_NUMBER}(?:(?:,| to| and|-|,? and) ?(?:phases? )?{_NUMBER})*\b"
        rf"|\b{_ORDINAL}(?: and {_ORDINAL})? phases?\b"
        rf"|\bthe (?:first|second|third)(?=\s(?:was|were|has|went|is|began|started)\b)"
    ),
    "zh": re.compile(
        r"(?<![共分有划设第\d、])第?[一二三四五六七八九十\d]{1,3}(?:[、,至到~和及-][一二三四五六七八九十\d]{1,3}){0,12}期(?![间限望货待])"
    ),
}
_THE_PHASE = {
    "en": re.compile(rf"\b(?:the|this|that) phase\b(?! {_NUMBER}\b)"),
    "zh": re.compile("[该此这]期(?!间)"),
}
_HEAD = {
    "en": re.compile(
        r"\b(?:giga)?(?:plants?|factory|factories|bases?|facility|facilities|projects?|mine|refinery|park|complex|"
        r"gigafactory|gigafactories|production lines?|campus|station)\b"
    ),
    "zh": re.compile(r"项目|超级工厂|工厂|生产基地|基地|产业园|生产线|产线|电站|厂房"),
}
_HEAD_STOP_EN = re.compile(
    r"[,;:.()“”\"]|\b(?:the|a|an|its|their|his|her|our|at|in|on|of|for|from|with|and|to|by|that|which|has|have|had|is|are|"
    r"was|were|after|started|began|opened|completed|cancelled|delayed|commissioned|production|construction|ground|plans?|"
    r"this|these|another|operations?|said|building|operation|signed)\b|'s\b|\b\d[\d.,]*(?=\s|$)"
)
_HEAD_STOP_ZH = re.compile(
    r"[,;:。、()“”《》\s]|的|在|于|由|与|和|将|已|对|为|年产|投资|建设|新建|其中|该|日|月|年|等|及|了|共|亿元|宣布|个|举行|全球|正式"
)
_ANAPHOR = {
    "en": re.compile(
        r"\b(?:it|its|the (?:company|group|firm|agreement|contract|deal|plant|project|factory|facility))\b"
    ),
    "zh": re.compile(r"该公司|该项目|其中|该基地|该工程|^(?:项目|公司|基地|工程|目前,|眼下,)"),
}
FINENESS = {"country": 1, "province": 2, "prefecture": 3, "city": 3, "county": 3}
_GOVERNMENT = re.compile(r"(.{2,8}?)(?:人民)?政府")
_OPEN = re.compile(r"(?:\b(?:since|until|by|before|till|to|covering)\s|自|从|截至|截止|到|至|自从|by the end of\s)$")
_POSSESSOR = re.compile(r"\b([A-Z][\w&-]+)['’]s (?:[\w-]+ ){0,4}?(?:giga)?(?:plant|factory|base|project)\b")
_PRESENTED = re.compile(r"[-•*\s]*([A-Z][\w&.'-]*(?:\s[A-Z&][\w&.'-]*){0,4}),\s(?:an?|the)\s")
_TILL = re.compile(r"\s?(?:until|till|to|into|by|至|到|为)\s?(?:(?:the\s)?(?:[a-z]+\s){0,3})?$")
_SAID = re.compile(r"\s?(?:said|says|reported|announced that)\b|表示|称")
_IN = re.compile(r"\b(?:in|at|near|from|of|outside)\s(?:the\s)?$")
_SUBJECT = re.compile(
    r"([A-Z][\w&’'-]*(?:\s[A-Z][\w&-]*){0,3})\s(?:(?:has|have|had|also|officially|formally|recently)\s){0,2}$"
)


def region(story: Story, passage: Passage, hit: Hit) -> tuple[int, int]:
    """The stretch of the sentence that belongs to one event: between the semicolons around it, from the event before
    it to the one after."""
    left, right = part(passage, hit)
    triggers = [t for t in passage.cues("event") if t.name != hit.name and left <= t.start < right]
    before = [t.end for t in triggers if t.end <= hit.start]
    end = right
    if any(t.start >= hit.end for t in triggers):
        end = max(hit.end, min(right, clause(passage, hit.start, hit.end, story.lang)[1]))
    return (before[-1] if before else left), end


def part(passage: Passage, hit: Hit) -> tuple[int, int]:
    """The part of a sentence between semicolons that a cue stands in."""
    left = passage.folded.rfind(";", 0, hit.start - passage.start) + 1
    right = passage.folded.find(";", hit.end - passage.start)
    return passage.start + left, passage.start + right if right >= 0 else passage.end


def find_owners(story: Story, passage: Passage, hit: Hit, start: int, end: int) -> tuple[list[str], bool]:
    """The organisations an event concerns, and whether they stand in its own stretch of the sentence.

    Those before the event first, else those after it, else the one organisation of a sentence before when this one
    points back to it. In English a plant's own owner leads: A and B delay `the second C plant` of C. A source that is
    only quoted (`X said`) is left out where there is another.
    """
    left = _unquoted(story, story.organisations_in(start, hit.start)) or story.organisations_in(hit.start, hit.end)
    names = left or _subject(story, passage, hit) or story.organisations_in(hit.end, end)
    names = names or story.organisations_in(passage.start, start) or _shaped(passage, story.lang)
    if names:
        owners = owners_of_plant(story, start, end) if story.lang == "en" and hit.name in OF_PLANT else []
        return surfaces([*owners, *names]), True
    if story.lang == "en" and hit.name in OF_PLANT and points_to_plant(passage):
        return owner_before(story, passage), False
    points_back = _ANAPHOR[story.lang].search(passage.folded) or _PHASE[story.lang].search(passage.folded)
    return (_before(story, passage) if points_back else []), False


def _unquoted(story: Story, names: list[Name]) -> list[Name]:
    doers = [n for n in names if not _SAID.match(story.folded, n.end)]
    return doers or names


def _subject(story: Story, passage: Passage, hit: Hit) -> list[Name]:
    """An unknown company named right before an English verb: `Freyr broke ground`."""
    floor = max(passage.start, hit.start - 60)
    if story.lang != "en" or (match := _SUBJECT.search(passage.slice(floor, hit.start))) is None:
        return []
    is_place = story.places_in(floor + match.start(1), floor + match.end(1))
    is_behind = _IN.search(passage.slice(passage.start, floor + match.start(1)))
    return [] if is_place or is_behind else _company(match.group(1), hit.start)


def _shaped(passage: Passage, lang: str) -> list[Name]:
    """An unknown company that the sentence presents or whose plant it is: `CS Wind, a tower maker`, `Tata's plant`."""
    match = (_PRESENTED.match(passage.text) or _POSSESSOR.search(passage.text)) if lang == "en" else None
    return _company(match.group(1), passage.start) if match else []


def _company(label: str, at: int) -> list[Name]:
    """A capitalised phrase taken for a company, unless one of its words is no part of a name."""
    parts = label.split()
    barred = any(is_no_name(part, "en") or part in words("name", "country", "en") for part in parts)
    return [] if barred else [Name(at, at, " ".join(parts))]


def _before(story: Story, passage: Passage) -> list[str]:
    """The organisation of the nearest of the two sentences before this one, where it names exactly one."""
    at = passage.number
    for earlier in reversed(story.passages[max(0, at - 2) : at]):
        if names := surfaces(story.organisations_in(earlier.start, earlier.end)):
            return names if len(names) == 1 else []
    return []


def find_place(story: Story, passage: Passage, hit: Hit, start: int, end: int) -> str | None:
    """The place nearest to an event in its stretch, else in its sentence."""
    places = specific(story.places_in(start, end) or story.places_in(passage.start, passage.end))
    return nearest(places, hit).label if places else None


def find_place_before(story: Story, passage: Passage, hit: Hit, is_direct: bool) -> str | None:
    """The one place that an English sentence about a plant points back to: `Construction began there in May`."""
    if hit.name not in OF_PLANT or story.lang != "en":
        return None
    is_back = not is_direct and points_to_plant(passage) and not speaks_of_another(passage)
    if is_back or points_there(passage):
        labels = surfaces(specific(place_before(story, passage)))
        return labels[0] if len(labels) == 1 else None
    return None


def find_host(story: Story, passage: Passage) -> str | None:
    """The place whose government is a party: 与珠海市政府签约 is signed for Zhuhai, where no other place is named."""
    for name in story.organisations_in(passage.start, passage.end):
        match = _GOVERNMENT.fullmatch(name.label)
        if match is not None and gazetteer().find(match.group(1)) is not None:
            return match.group(1)
    return None


def find_branch(owners: list[str]) -> str | None:
    """The place that a Chinese name of a known firm ends with: 宁德时代宜宾 is what 宁德时代 has in 宜宾."""
    for owner in owners:
        for found in gazetteer().scan(owner):
            if found.end == len(owner) and organisations().find(owner[: found.start]) is not None:
                return found.surface
    return None


def specific(places: list[Name]) -> list[Name]:
    """The places of the finest kind among these: cities before provinces before countries."""
    finest = max((FINENESS.get(p.kind or "", 0) for p in places), default=0)
    return [p for p in places if FINENESS.get(p.kind or "", 0) == finest]


def nearest(names: list[Name], hit: Hit) -> Name:
    """The name with the fewest characters between it and the cue."""
    return min(names, key=lambda n: max(n.start - hit.end, hit.start - n.end))


def find_date(story: Story, passage: Passage, hit: Hit, start: int, end: int) -> Period | None:
    """The date that an event is told with: in English the one right behind it, else the last one before it in its
    stretch, else the first after it, else the sentence's only one. `Since 2019` and 已投产项目 date nothing."""
    if is_attributive(story, hit):
        return None
    dates = [
        p
        for p in story.dates_in(start, end)
        if not _is_open(story, p) and not _is_of_step(story, passage, hit, p) and not _is_due(story, passage, hit, p)
    ]
    before = [p for p in dates if p.end <= hit.start and not _is_of_another(story, passage, hit, p)]
    after = [p for p in dates if p.start >= hit.end and not _is_ahead(story, passage, p)]
    if story.lang == "en" and after and after[0].end <= clause(passage, hit.start, hit.end, "en")[1]:
        return after[0]
    if before or after:
        return before[-1] if before else after[0]
    whole = [p for p in story.dates_in(passage.start, passage.end) if not _is_open(story, p)]
    if (
        len(whole) != 1
        or _is_of_step(story, passage, hit, whole[0])
        or _is_taken(story, passage, whole[0])
        or _is_ahead(story, passage, whole[0])
        or _is_due(story, passage, hit, whole[0])
    ):
        return None
    return whole[0]


def _is_due(story: Story, passage: Passage, hit: Hit, period: Period) -> bool:
    """True for a target date beside a delay, given up or set anew: `originally due in 2025, pushed back to 2027`."""
    if hit.name != "delay":
        return False
    if (story.base is not None and period.first > story.base) or (
        period.start >= hit.end and _TILL.match(passage.fold(hit.end, period.start))
    ):
        return True
    told = [
        FoundPeriod(p.iso, p.start - passage.start, p.end - passage.start, is_relative=False)
        for p in story.dates_in(passage.start, passage.end)
    ]
    due = due_dates(passage.folded, told, story.lang)
    return period.iso in due.former or period.iso in due.later


def _is_of_step(story: Story, passage: Passage, hit: Hit, period: Period) -> bool:
    """True for the date of an earlier step of what is stopped: `the plant announced in 2023 was scrapped`."""
    if hit.name not in STOPS:
        return False
    if period.start >= hit.end and story.lang == "en":
        return stop_words("en")["step"].search(passage.fold(hit.end, period.start)) is not None
    dated, at = (period.start - passage.start, period.end - passage.start), hit.start - passage.start
    return is_of_step(passage.folded, story.lang, dated, at if dated[1] <= at else None)


def _is_ahead(story: Story, passage: Passage, period: Period) -> bool:
    """True for the date of a plan: `and equipment is due to arrive in 2025`."""
    start, _ = clause(passage, period.start, period.end, story.lang)
    marks = [m for m in passage.cues("modality", "planned", "unrealised_after") if start <= m.start < period.start]
    return any(not is_month(passage, mark) for mark in marks)


def _is_taken(story: Story, passage: Passage, period: Period) -> bool:
    """True when the clause of a date tells of an event of its own, so that the date is not the whole sentence's."""
    start, end = clause(passage, period.start, period.end, story.lang)
    return any(start <= trigger.start < end for trigger in passage.cues("event"))


def _is_of_another(story: Story, passage: Passage, hit: Hit, period: Period) -> bool:
    """True in English for a date right behind another event: `construction began in 2023 but is now on hold`."""
    if story.lang != "en":
        return False
    start, end = clause(passage, period.start, period.end, "en")
    others = [t for t in passage.cues("event") if t.name != hit.name and start <= t.start and t.end <= period.start]
    return bool(others) and end <= hit.start


def is_attributive(story: Story, hit: Hit) -> bool:
    """True for 已投产的项目: the event is past, its date is not told. 签约项目64个 does tell of a signing."""
    if story.lang != "zh" or story.folded.startswith(("的。", "的,", "的;"), hit.end):
        return False
    nouns = ("的",) if hit.name == "signing" else ("的", "项目", "企业", "产能", "工厂")
    return story.folded.startswith(nouns, hit.end)


def _is_open(story: Story, period: Period) -> bool:
    """True for a date that only begins or ends a stretch of time: since 2019, 截至2023年底, by 2025."""
    before = story.folded[max(0, period.start - 12) : period.start]
    after = story.folded[period.end : period.end + 3]
    return bool(_OPEN.search(before)) or after.startswith(("以来", "起", "算起"))


def find_phase(story: Story, passage: Passage, hit: Hit, start: int, end: int) -> str | None:
    """The phase an event is about, as named: the last before it, else the first after it in its clause."""
    span = _closest(story, passage, hit, (start, end), _PHASE[story.lang])
    return " ".join(passage.slice(*span).split()) if span else _phase_before(story, passage)


def _phase_before(story: Story, passage: Passage) -> str | None:
    """The one phase that the nearest sentence before names, where this one speaks of `the phase` (该期)."""
    if _THE_PHASE[story.lang].search(passage.folded) is None:
        return None
    for earlier in reversed(story.passages[max(0, passage.number - 2) : passage.number]):
        found = [earlier.text[m.start() : m.end()] for m in _PHASE[story.lang].finditer(earlier.folded)]
        if found:
            return " ".join(found[0].split()) if len({one.lower() for one in found}) == 1 else None
    return None


def find_project(story: Story, passage: Passage, hit: Hit, start: int, end: int) -> str | None:
    """The plant, base or project an event is about, in the text's words; none where they are only `the project`."""
    span = _closest(story, passage, hit, (start, end), _HEAD[story.lang])
    if span is None:
        return None
    at, to = span
    stop = _HEAD_STOP_EN if story.lang == "en" else _HEAD_STOP_ZH
    floor = max(start, at - (60 if story.lang == "en" else 24))
    floor = max(floor, hit.end) if hit.end <= at else floor
    stops = [match.end() for match in stop.finditer(passage.fold(floor, at))]
    phrase = " ".join(passage.slice(floor + (stops[-1] if stops else 0), to).split())
    return phrase if len(phrase) > to - at else None


def _closest(
    story: Story, passage: Passage, hit: Hit, stretch: tuple[int, int], pattern: re.Pattern[str]
) -> tuple[int, int] | None:
    """Where a pattern stands closest to an event: in its clause before it, then after it, then in its stretch."""
    everywhere = [(passage.start + m.start(), passage.start + m.end()) for m in pattern.finditer(passage.folded)]
    for start, end in (clause(passage, hit.start, hit.end, story.lang), stretch):
        spans = [span for span in everywhere if start < span[1] <= end]
        before = [span for span in spans if span[1] <= (hit.end if story.lang == "en" else hit.start)]
        after = [span for span in spans if span[0] >= hit.end]
        if before or after:
            return before[-1] if before else after[0]
    return None
