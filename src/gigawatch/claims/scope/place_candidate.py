"""Where a figure may be: places of its sentence, its subject's home, those told before, each with its features."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from gigawatch.claims.scope.candidate import OUT, Candidate, by_nearness, tell_weight
from gigawatch.claims.scope.history import History, Scoped
from gigawatch.claims.scope.list_item import item_span
from gigawatch.claims.scope.mention import COUNTRY, FIRM, PLACE, Mention
from gigawatch.claims.scope.page import Page
from gigawatch.claims.scope.surround import far
from gigawatch.claims.scope.weight import Features
from gigawatch.claims.scope.worldwide import WORLD
from gigawatch.claims.setting import NATIONAL, is_wide

_JOINED = " and "  # between the names of several owners
_COMPARED = re.compile(
    r"\bsimilar\sto\b|\bsize\sof\b|\bas\s(?:big|large|much|many)\sas\b|\b(?:larger|bigger|smaller|more|less)\sthan\b"
)
_GLOSS = re.compile(r"\s\((?:in\s)?(?:the\s)?")
_PART = re.compile(r"[^;]{0,60}?\bof (?:which|them)\s(?:\S+\s){0,3}?\S*\d")


def place_candidates(figure: Scoped, history: History, page: Page) -> list[Candidate]:
    """Every candidate for the place of a figure, nowhere among them."""
    start, end = figure.start, figure.end
    found: dict[str, Candidate] = {}
    named = [m for m in figure.line.mentions if m.kind in (PLACE, COUNTRY) and not start <= m.start < end]
    mentions = _on_own_side([m for m in named if not _is_aside(m, named, figure)], figure)
    has_city = any(m.level == "city" for m in mentions)
    for mention in by_nearness(mentions, figure):
        name = NATIONAL.get(mention.name, mention.name)
        if name not in found:
            found[name] = Candidate(name, mention.kind, _in_sentence(mention, mentions, figure, has_city))
    compared = {m.name for m in named if _is_compared(m, figure)} - {m.name for m in mentions}
    for source, name, level in _carried(figure, history, page):
        if name in compared:
            continue
        one = found.get(name)
        if one is None:
            one = found[name] = Candidate(name, PLACE, [("out", f"lv:{level}")], OUT)
        one.parts.append(_from(source, one.where, bool(mentions)))
    tell_weight(found.values(), page)
    stands = tuple(s.kind for s in figure.line.stands if s.start < start)[-2:]
    for one in found.values():
        _tell_all(one, figure, history, stands)
    return [*found.values(), _nowhere(figure, history, bool(mentions))]


def _on_own_side(mentions: list[Mention], figure: Scoped) -> list[Mention]:
    """The places between the semicolons around a plant's figure, where a town stands there; else all of them."""
    span = item_span(figure)
    own = [m for m in mentions if span is None or span[0] <= m.start < span[1]]
    return own if any(m.kind == PLACE for m in own) else mentions


def _is_aside(mention: Mention, named: list[Mention], figure: Scoped) -> bool:
    """True for a place of a part of the figure, of something that it is compared with, or in brackets behind a town."""
    return is_of_part(mention, figure) or _is_compared(mention, figure) or _is_gloss(mention, named, figure)


def _is_compared(mention: Mention, figure: Scoped) -> bool:
    """True for a place told behind a figure of another plant beside which it is measured: `twice the size of`."""
    line = figure.line
    is_behind = line.lang == "en" and mention.start >= figure.end
    return is_behind and _COMPARED.search(line.folded, figure.end, mention.start) is not None


def _is_gloss(mention: Mention, named: list[Mention], figure: Scoped) -> bool:
    """True for the region in brackets behind a town: `near Bridgwater (in Somerset)`."""
    text = figure.line.folded
    if "(" not in text[: mention.start]:
        return False
    return any(one.end < mention.start and _GLOSS.fullmatch(text, one.end, mention.start) for one in named)


def is_of_part(mention: Mention, figure: Scoped) -> bool:
    """True for a place told behind a figure of a part of it: `7 GWh, of which 2 GWh are in Ghent`."""
    return mention.start >= figure.end and _PART.match(figure.line.folded, figure.end, mention.start) is not None


def _tell_all(one: Candidate, figure: Scoped, history: History, stands: tuple[str, ...]) -> None:
    """Features of a candidate wherever it comes from."""
    before, where, subject = history.figure, one.where, figure.subject
    is_subject = subject is not None and NATIONAL.get(subject, subject) == one.name
    one.parts += (
        _standing_for(where, stands),
        _told(where, figure.measure, figure.status, figure.subject_kind, is_subject),
    )
    if before is not None and before.place == one.name:
        gap = min(figure.line.number - before.line.number, 2)
        one.parts.append((f"=pf:{gap}:{where}", f"=pf:{gap}:{before.subject == subject}"))
    if history.placed.get(subject) == one.name:
        one.parts.append((f"=sp:{where}", f"=sp:{figure.subject_kind}"))
    if subject and history.homes.get(subject) == one.name:
        one.parts.append((f"home:{where}",))


@cache
def _standing_for(where: str, stands: tuple[str, ...]) -> Features:
    return tuple(f"{where}:stand:{kind}" for kind in stands)


@cache
def _told(where: str, measure: str, status: str, kind: str, is_subject: bool) -> Features:
    return where, f"sk:{kind}:{where}:{is_subject}", f"m:{measure}:{where}", f"stt:{status}:{where}"


@cache
def _from(source: str, where: str, has: bool) -> Features:
    return f"from:{source}", f"from:{source}:{where}:{has}"


def _nowhere(figure: Scoped, history: History, has: bool) -> Candidate:
    """The candidate of no place; `has` says whether the sentence names one."""
    parts = [_none(has, figure.measure, figure.subject_kind, figure.status)]
    if figure.subject in history.placed:
        parts.append((f"none:sp:{history.placed[figure.subject] is None}",))
    before = history.figure
    if before is not None and before.place is None:
        gap = min(figure.line.number - before.line.number, 2)
        parts.append((f"none:pf:{gap}",))
        if before.subject == figure.subject:
            parts.append((f"none:pfs:{gap}",))
    return Candidate(None, "none", parts)


@cache
def _none(has: bool, measure: str, kind: str, status: str) -> Features:
    return "none", f"none:{has}", f"none:m:{measure}", f"none:sk:{kind}", f"none:st:{status}"


def _in_sentence(mention: Mention, mentions: list[Mention], figure: Scoped, has_city: bool) -> list[Features]:
    """How a place of the sentence stands to the figure; `has_city` says whether the sentence names a city."""
    line = figure.line
    if mention.start >= figure.end:
        side, low, high = "a", figure.end, mention.start
    else:
        side, low, high = "b", mention.end, figure.start
    clause = line.clause(mention.start)
    apart = min(abs(clause - line.clause(figure.start)), 3)
    between = sum([low <= m.start < high for m in mentions])
    parts = [
        _standing(side, mention.kind, apart, far(high - low), min(between, 2)),
        _beside(mention.before, mention.after, side, min(apart, 1)),
        _level(mention.level, mention.role, mention.kind, side, min(apart, 1), has_city),
    ]
    if mention is mentions[0]:
        parts.append((f"first:{mention.level}",))
    if mention.start - line.clause_start(clause) <= 2:
        parts.append((f"opens:{min(apart, 2)}:{mention.level}",))
    return parts


@cache
def _standing(side: str, kind: str, apart: int, step: str, between: int) -> Features:
    return f"{side}cl:{apart}:{kind}", f"{side}d:{step}", f"{side}n:{between}"


@lru_cache(maxsize=4096)
def _beside(before: str, after: str, side: str, apart: int) -> Features:
    return f"pw:{before}", f"nw:{after}", f"pw:{before}:{side}:{apart}"


@cache
def _level(level: str, role: str, kind: str, side: str, apart: int, has_city: bool) -> Features:
    return f"{side}:{level}:{apart}", f"role:{role}:{kind}", f"lvl:{level}:{has_city}", f"lv:{level}"


def _carried(figure: Scoped, history: History, page: Page) -> list[tuple[str, str, str]]:
    """Where the text was before: by what it is remembered, the place and its level."""
    subject, carried = figure.subject, []
    if history.figure is not None and history.figure.place:
        carried.append(("figure", history.figure.place, ""))
    if owned := history.placed.get(subject):
        carried.append(("owner", owned, ""))
    if subject and figure.subject_kind in (PLACE, COUNTRY):
        carried.append(("subject", NATIONAL.get(subject, subject), figure.subject_kind))
    if subject and subject in history.homes:
        carried.append(("home", history.homes[subject], ""))
    remembered = (
        ("lead_place", history.lead_place), ("place", history.place), ("city", history.city), ("site", history.site),
    )  # fmt: skip
    carried += [(source, mention.name, mention.level) for source, mention in remembered if mention is not None]
    title = next((m for m in reversed(page.title) if m.kind == PLACE), None)
    if title is not None:
        carried.append(("title", title.name, title.level))
    nation, world = page.home, WORLD[page.lang]
    named = NATIONAL.get(history.nation or "", history.nation)
    carried += (("nation", named or nation, "country"), ("world", world, "world"))
    before = history.figure
    others = (_town_of_others(figure, history), _place_of_one(figure, before), _place_of_item(figure, before, page))
    return [one for one in carried if one[1] not in others and not (page.lang == "zh" and is_wide(one[1]))]


def _place_of_one(figure: Scoped, before: Scoped | None) -> str | None:
    """The place of one owner's plant where a text goes over to those of three or more, which need not be there.

    Two owners may be partners, whose plant is one.
    """
    is_of_all = (figure.subject or "").count(_JOINED) > 1
    return before.place if is_of_all and before is not None and before.subject != figure.subject else None


def _place_of_item(figure: Scoped, before: Scoped | None, page: Page) -> str | None:
    """The place that the item before, of another owner, names, unless the text names it elsewhere too."""
    line = figure.line
    if before is None or before.line is line or not (line.is_item and before.line.is_item):
        return None
    if before.place is None or page.count(before.place)[0] > 1:
        return None
    is_told = before.subject != figure.subject and any(m.name == figure.subject for m in line.mentions)
    return before.place if is_told and any(m.name == before.place for m in before.line.mentions) else None


def _town_of_others(figure: Scoped, history: History) -> str | None:
    """The town whose own total was told right before: what a firm has that is named then is not there by that."""
    before = history.figure
    is_of_firm = figure.subject_kind == FIRM and any(m.name == figure.subject for m in figure.line.mentions)
    return before.town.name if before is not None and before.town is not None and is_of_firm else None
