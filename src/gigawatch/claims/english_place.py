"""Where an English figure is: its subject's place for statistics, the site named or meant for projects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from gigawatch.claims.english_discourse import EVENT, PERSON, PLACE, Discourse, Mention
from gigawatch.claims.english_subject import STATISTIC, Verdict
from gigawatch.claims.setting import Setting, nearest_setting

_ZONE = re.compile(
    r"\b(?:in|at|of)\s(?:the\s)?(?P<zone>(?:[A-Z][\w’'-]+\s(?:and\s|of\s)?){1,6}(?:Zone|New\sArea|Park|District|Development\sArea))\b"
)
_ZONE_HINT = re.compile(r"Zone|Area|Park|District")
_INSIDE = re.compile(r"\b(?:in|at|near|outside|into|across|throughout|for)\s(?:the\s)?(?:[a-z]+\s)?$")
_RAISED = re.compile(r"\b(?:rais(?:e|es|ed|ing)|borrow\w*|bonds?|share\s(?:issue|placement|sale))\b")
_WORLDWIDE = re.compile(r"\b(?:worldwide|around\sthe\sworld|across\sthe\sworld|all\sover\sthe\sworld|globally)\b")
_WHOLE = re.compile(r"\b(?:of|than)\s(?:all\s|the\s)?[^,;]{0,60}$")


_PLANT_IN = re.compile(
    r"\b(?:plants?|base|factory|facility|gigafactory|refinery|mine|works|hub)\s(?:in|at|near)\s(?P<zone>[A-Z][\w’-]+(?:\s[A-Z][\w’-]+)?)(?!\w)"
)


@lru_cache(maxsize=8)
def find_zones(sentence: str) -> tuple[Setting, ...]:
    """The industrial zones and parks that a sentence places something in."""
    if _ZONE_HINT.search(sentence) is None:
        return ()
    return tuple(_setting(match) for match in _ZONE.finditer(sentence))


@lru_cache(maxsize=8)
def _find_towns(sentence: str) -> tuple[Setting, ...]:
    """The places that a sentence gives its plants, whether or not the gazetteer knows them."""
    return tuple(_setting(match) for match in _PLANT_IN.finditer(sentence))


def _setting(match: re.Match[str]) -> Setting:
    return Setting(match.start("zone"), match.end("zone"), " ".join(match["zone"].split()), True)


def place_at(
    sentence: str, settings: Sequence[Setting], mentions: Sequence[Mention], span: tuple[int, int], measure: str,
    subject: Verdict | None, discourse: Discourse, fallback: str | None,
) -> tuple[str | None, bool]:  # fmt: skip
    """The place of the figure at `span`, and whether the sentence itself names it as a town or site."""
    if subject and subject.kind == PLACE and (measure in STATISTIC or measure == "other"):
        return subject.name, False
    sites = [s for s in _sites(sentence, settings, mentions) if not _is_whole(sentence, s, span, measure)]
    is_at_event = subject is not None and subject.kind == EVENT
    of_site = _of_site(mentions, span[0])
    sites = [s for s in sites if s.is_specific or _INSIDE.search(sentence, max(0, s.start - 20), s.start)]
    if is_at_event:
        sites = [s for s in sites if s.is_specific]
    site = nearest_setting(sites, *span, sentence)
    if site:
        return _with_second(sentence, site, sites), site.is_specific
    if subject and subject.kind == PLACE:
        return subject.name, False
    if subject and subject.kind == EVENT:
        return (discourse.event_place or fallback if subject.name == discourse.event else None), False
    if _WORLDWIDE.search(sentence, span[0]) or _RAISED.search(sentence, max(0, span[0] - 60), span[0]):
        return None, False
    return fallback or (discourse.site if of_site else None), False


def _of_site(mentions: Sequence[Mention], at: int) -> bool:
    """True where the figure's sentence speaks of `the plant` or `the base` before it."""
    return any(m.is_anaphor and m.kind == "facility" and m.end <= at for m in mentions)


def _sites(sentence: str, settings: Sequence[Setting], mentions: Sequence[Mention]) -> list[Setting]:
    """The places that a sentence names, those in a firm's name and the writer's own left out, and `the city`."""
    owners = [m for m in mentions if m.kind not in (PLACE,) and not m.is_anaphor]
    named = [
        s
        for s in settings
        if not (s.name.isupper() and len(s.name) > 2)
        and not any(
            m.start <= s.start and s.end <= m.end and (m.kind == PERSON or len(m.name) > len(s.name)) for m in owners
        )
    ]
    meant = [Setting(m.start, m.end, m.name, m.level == "city") for m in mentions if m.kind == PLACE and m.is_anaphor]
    towns = _find_towns(sentence)
    zones = [
        *find_zones(sentence),
        *(t for t in towns if not any(s.start < t.end and t.start < s.end for s in settings)),
    ]
    kept = [s for s in named if not any(z.start <= s.start and s.end <= z.end for z in zones)]
    return sorted([*kept, *meant, *zones], key=lambda s: s.start)


def _is_whole(sentence: str, setting: Setting, span: tuple[int, int], measure: str) -> bool:
    """True for the whole that a share is part of: 80 % of the province's total."""
    return (
        measure == "share" and setting.start >= span[1] and _WHOLE.search(sentence, span[1], setting.start) is not None
    )


def _with_second(sentence: str, site: Setting, sites: Sequence[Setting]) -> str:
    """`in Salem and Bend` are two places."""
    for other in sites:
        first, second = sorted((site, other), key=lambda s: s.start)
        if site.is_specific and other.is_specific and sentence[first.end : second.start] in (" and ", " and in "):
            return f"{first.name}; {second.name}" if first.name != second.name else first.name
    return site.name
