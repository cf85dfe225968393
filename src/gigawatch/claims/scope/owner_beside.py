"""Whose plant the words beside an English figure name: `in the first X plant`, `at Y's factory`."""

from __future__ import annotations

import re
from functools import cache

from gigawatch.claims.alternation import either
from gigawatch.claims.english_actor import verb_after
from gigawatch.claims.facility import is_owner_of_plant
from gigawatch.claims.scope.candidate import Candidate
from gigawatch.claims.scope.cue_table import read_cues
from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.mention import FIRM, PLACE, Mention
from gigawatch.vocab import organisations, places

_LEAD = re.compile(r"(?:The\s)?(?:[A-Z][\w&’'-]*\s){0,2}")  # what of a name may stand before the known part of it
_JOINED = re.compile(r"[\s,;，；]*(?:(?:and|while|whereas|but)\s)?(?:the\s)?|[，；]?(?:而|且|同时)?")
_IN = re.compile("(?:也|则|将|拟|计划|正|已)*(?:在|于)")
_REST = re.compile(r"(?:\s[A-Z][\w&-]*){0,4}")


@cache
def _site_name() -> re.Pattern[str]:
    """The end of a plant's or a site's name."""
    return re.compile(rf"\b(?:{'|'.join(read_cues('owner_cue')['site_name']['en'])})$")


@cache
def _into() -> re.Pattern[str]:
    """All that stands between a sum and the plant into which it is put."""
    into, order = (either(read_cues("owner_cue")[key]["en"]) for key in ("into", "order"))
    return re.compile(rf"\s(?:{into})\s(?:the|a|an)\s(?:(?:{order})\s)*")


def is_one_firm(one: str | None, other: str | None) -> bool:
    """True for two names that the vocabulary has for one organisation."""
    known = [organisations().find(name) for name in (one, other) if name]
    return len(known) == 2 and known[0] is not None and known[1] is not None and known[0].id == known[1].id


def _is_firm(mention: Mention) -> bool:
    """False for what is written like a firm and is a place or a plant: the Covington plant, the Ostra Facility."""
    if mention.role == "source" or _site_name().search(mention.name):
        return False
    return organisations().find(mention.name) is not None or places().find(mention.name) is None


def put_into(figure: Scoped, chosen: Candidate) -> Candidate | None:
    """Whose plant the words right behind a sum name, where partners put it in: `in the first X plant`."""
    if figure.found.dimension != "money" or " and " not in (chosen.name or ""):
        return None
    text = figure.line.sentence.text
    behind = (m for m in figure.line.mentions if m.kind == FIRM and _into().fullmatch(text[figure.end : m.start]))
    owner = next((m for m in behind if is_owner_of_plant(text, m.start, m.end) and _is_firm(m)), None)
    return Candidate(owner.name, FIRM) if owner else None


def possessor_at_head(figure: Scoped) -> Mention | None:
    """The one firm before a figure with whose result the sentence begins: `Ganfeng's net income of 120 million`."""
    line = figure.line
    firms = [m for m in line.mentions if m.kind == FIRM and m.start < figure.start]
    is_one = len(firms) == 1 and firms[0].start <= line.head + 1
    return firms[0] if is_one and line.folded.startswith(("'s ", "’s "), firms[0].end) else None


def acting_head(figure: Scoped) -> Candidate | None:
    """The one firm with which an English sentence begins, be it within a longer name, and which acts in it.

    `Guangxi Huayou New Energy has put 3 billion yuan into it` is of no other firm that was told before.
    """
    text, firms = figure.line.sentence.text, [m for m in figure.line.mentions if m.kind == FIRM]
    first = min(firms, key=lambda m: m.start, default=None)
    if first is None or first.end > figure.start or not _is_firm(first) or len({m.name for m in firms}) > 1:
        return None
    end = _REST.match(text, first.end)
    is_head = _LEAD.fullmatch(text, 0, first.start) is not None
    return Candidate(first.name, FIRM) if is_head and end and verb_after(text, end.end()) else None


def heading_firm(figure: Scoped, chosen: Candidate) -> Candidate | None:
    """The one firm that heads a figure's clause and acts there, where another one of its sentence was chosen for it.

    In `CATL plans 40 GWh in Debrecen; BYD plans 30 GWh in Szeged` the 30 are BYD's. A clause that names no place may be
    of a buyer: `and BMW will take 10 GWh`.
    """
    line, (low, high) = figure.line, figure.line.clause_span(figure.start)
    own = [m for m in line.mentions if low <= m.start < high]
    firms = [m for m in own if m.kind == FIRM]
    if not any(m.kind == PLACE for m in own):
        return None
    if len({m.name for m in firms}) != 1 or firms[0].end > figure.start or not _is_firm(firms[0]):
        return None
    is_other = any(m.name == chosen.name and m.end <= low for m in line.mentions if m.kind == FIRM)
    if not is_other or _JOINED.fullmatch(line.sentence.text, low, firms[0].start) is None:
        return None
    return Candidate(firms[0].name, FIRM) if _acts(figure, firms[0].end) else None


def _acts(figure: Scoped, end: int) -> bool:
    text, at = figure.line.sentence.text, _REST.match(figure.line.sentence.text, end)
    if figure.line.lang == "zh":
        return _IN.match(text, end) is not None
    return at is not None and verb_after(text, at.end())


def plant_owner(figure: Scoped) -> Candidate | None:
    """Whose plant the words before an English figure name, where that is one firm; else the one behind it."""
    text, clause = figure.line.sentence.text, figure.line.clause_span(figure.start)
    told = [m for m in figure.line.mentions if m.kind == FIRM and is_owner_of_plant(text, m.start, m.end)]
    firms = [m for m in told if _is_firm(m)]
    before = {m.name for m in firms if m.end <= figure.start}
    behind = [m.name for m in firms if figure.end <= m.start < clause[1]]
    named = sorted(before) or behind[:1]
    return Candidate(named[0], FIRM) if len(named) == 1 else None
