"""Where a figure is: what grammar alone tells, else which of the places that may be meant weighs most."""

from __future__ import annotations

import re

from gigawatch.claims.facility import PLANT
from gigawatch.claims.scope.candidate import OUT, Candidate
from gigawatch.claims.scope.chinese_head import is_market_price, region_told
from gigawatch.claims.scope.chinese_owner import place_of_pointed
from gigawatch.claims.scope.earlier_gathering import earlier_gatherings
from gigawatch.claims.scope.history import OF_PROJECT, History, Scoped, group_of
from gigawatch.claims.scope.market import is_of_market
from gigawatch.claims.scope.mention import PLACE
from gigawatch.claims.scope.owner_beside import plant_owner
from gigawatch.claims.scope.page import Page
from gigawatch.claims.scope.place_candidate import is_of_part, place_candidates
from gigawatch.claims.scope.public_body import country_of_giver
from gigawatch.claims.scope.several_sites import counts_several_towns, place_of_several, sites_told
from gigawatch.claims.scope.two_plant_names import place_in_names
from gigawatch.claims.scope.weight import Model
from gigawatch.claims.scope.worldwide import WORLD
from gigawatch.claims.setting import NATIONAL

_GLOBAL = re.compile(
    r"\b(?:its|their|whose|a|our)\s(?:global|worldwide)\s(?:[\w-]+\s){0,4}capacity\s(?:of|to|from|at|by)\s(?:[a-z]+\s){0,2}$"
)
_THE = re.compile(r"\bthe\s$")
_OF_PLANT = re.compile(rf"\s(?:[a-z-]+\s){{0,2}}?{PLANT}\s(?:will|has|can|had|is)\b")
_PLANT_IN = re.compile(rf"\b{PLANT}\s(?:in|at|near)\s$")


def decide_place(figure: Scoped, history: History, page: Page, model: Model) -> str | None:
    """Where a figure is, None where nothing places it, several sites joined with `; `."""
    if earlier_gatherings(figure) is not None:
        return None
    if page.lang == "en" and (whole := _whole_of(figure, page)) is not None:
        return whole
    if page.lang == "en" and (sites := sites_told(figure)) is not None:
        return sites.place
    if page.lang == "zh" and (told := _told_plainly(figure)) is not None:
        return told
    candidates = place_candidates(figure, history, page)
    chosen = candidates[model.choose([c.parts for c in candidates], group_of(figure.measure))]
    if page.lang == "zh":
        return _place_chinese(chosen, figure, page)
    return _place_english(chosen, figure, history) if figure.measure in OF_PROJECT else chosen.name


def _whole_of(figure: Scoped, page: Page) -> str | None:
    """The world, where a market is nobody's or a capacity `its global capacity`, or the country of a public body."""
    if figure.subject == WORLD["en"] and is_of_market(figure):
        return WORLD["en"]
    if figure.measure == "capacity" and _GLOBAL.search(figure.line.folded, max(0, figure.start - 90), figure.start):
        return WORLD["en"]
    return country_of_giver(figure, page)


def _place_english(chosen: Candidate, figure: Scoped, history: History) -> str | None:
    """The place of a plant's figure: the one beside it, else the one chosen, where it may be carried from before."""
    if (beside := _plant_beside(figure)) is not None:
        return NATIONAL.get(beside, beside)
    if chosen.name is None or chosen.where != OUT:
        return chosen.name
    if any(m.name == chosen.name and is_of_part(m, figure) for m in figure.line.mentions):
        return None
    several = place_of_several(chosen.name, figure, history)
    return several.place if several is not None else _own(chosen.name, figure, history)


def _told_plainly(figure: Scoped) -> str | None:
    """The place in brackets behind a Chinese figure, the town or region of a total, the market at home of a price."""
    line = figure.line
    if (behind := next((m for m in line.mentions if m.kind == PLACE and m.start == figure.end + 1), None)) is not None:
        marks = line.folded[figure.end] + line.folded[behind.end : behind.end + 1]
        if marks in ("()", "（）"):
            return behind.name
    if figure.town is not None:
        return figure.town.name
    if (region := region_told(figure)) is not None:
        return region
    is_at_home = is_market_price(figure) and not any(m.kind == PLACE for m in line.mentions)
    return NATIONAL.get(figure.subject or "", figure.subject) if is_at_home else None


def _place_chinese(chosen: Candidate, figure: Scoped, page: Page) -> str | None:
    """The place of the project that 该项目 means, else the one chosen; None for what several towns have together."""
    pointed = place_of_pointed(figure, page)
    if pointed is not None:
        return pointed
    is_of_all = figure.measure in OF_PROJECT and chosen.kind == PLACE and counts_several_towns(figure)
    return None if is_of_all else chosen.name


def _plant_beside(figure: Scoped) -> str | None:
    """The one place in the clause of a figure that the words before it give a plant: `its plant in Ghent will have`."""
    line = figure.line
    if (named := place_in_names(line.sentence.text, line.mentions)) is not None:
        return named
    low, _ = line.clause_span(figure.start)
    here = [m for m in line.mentions if m.kind == PLACE and low <= m.start and m.end <= figure.start]
    if len({m.name for m in here}) != 1:
        return None
    if _THE.search(line.folded, low, here[0].start) and _OF_PLANT.match(line.folded, here[0].end, figure.start):
        return here[0].name
    if not low:
        return None
    return here[0].name if _PLANT_IN.search(line.folded, low, here[0].start) else None


def _own(place: str, figure: Scoped, history: History) -> str | None:
    """The place told before, but not that of another owner's plant where the own sentence names whose it is."""
    if figure.subject == place or history.placed.get(figure.subject) == place:
        return place
    owner = plant_owner(figure)
    is_of_others = owner is not None and owner.name == figure.subject and history.is_of_others(place, figure.subject)
    return None if is_of_others else place
