"""The quantity reader: each quantity of a document with what it measures, of whom, where, when and in what state.

The grammar finds the figures, the scope models decide whose they are, and what is told twice is one claim.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from gigawatch.claims.denial import DENIED
from gigawatch.claims.equivalent import link_equivalents
from gigawatch.claims.facility import PLANT
from gigawatch.claims.measure import PIECES
from gigawatch.claims.phase_list import tell_each_phase
from gigawatch.claims.phase_told import phase_told
from gigawatch.claims.restate import drop_restated
from gigawatch.claims.scope.chinese_denial import is_denied
from gigawatch.claims.scope.history import OF_PROJECT, Scoped
from gigawatch.claims.scope.page import Page
from gigawatch.claims.scope.reading import read_scopes
from gigawatch.claims.scope.region import tell_region
from gigawatch.claims.scope.row import Numbers, plant_numbers, tell_plants_apart
from gigawatch.claims.scope.share_price import is_share_price
from gigawatch.claims.scope.stopped import STOPPED, is_apart_from
from gigawatch.claims.scope.thing import describe
from gigawatch.claims.sentence import Sentence
from gigawatch.claims.trait import basis_of, multiple_of, speaker_of
from gigawatch.model import Document, QuantityClaim, make_id
from gigawatch.quantity import FoundQuantity

READER = "gigawatch-grammar/2"
_ALSO = re.compile(
    r"\b(?:will also|also has|also have|another|an? (?:second|third|fourth|fifth|further) (?:[\w-]+ ){0,3}"
    rf"(?:{PLANT}|project|line))\b[^.;]{{0,40}}$",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(
    r"(?:第[二三四五](?:座|个|条|家)?|另(?:外)?(?:有)?一?(?:座|个|条|家)|再(?:新)?建(?:设)?一?(?:座|个|条))[^，,。；;\d]{0,16}?"
    r"(?:工厂|基地|项目|产业园|产线|生产线)[^。；;\d]{0,24}$"
)
_MORE = {"en": ("also", "another", "second", "third", "fourth", "fifth", "further"), "zh": ("第", "另", "再建")}
_TOWNS = ("city", "town")
_THE_PLANT = re.compile(rf"\b(?:the|this|that)\s(?:[\w-]+\s){{0,2}}?(?:{PLANT}|project|investment|site)\b")
_DAILY = re.compile(r"(?:每天|每日(?!经济|新闻|报)|日均)[^，,。；;\d年]{0,12}$")
_DAILY_BEHIND = re.compile(r"\s?(?:[a-z]+\s){0,2}(?:(?:a|per|each|every)\sday|daily)\b")
_AIMED = re.compile(r"(?:\bby\s(?:the end of\s)?|\buntil\s|力争|到|目标)$", re.IGNORECASE)


class Figures(NamedTuple):
    """The quantity claims of a document, and the figures left out because the text denies their plan."""

    claims: list[QuantityClaim]
    denied: list[str]


def read_figures(document: Document, sentences: Sequence[Sentence], lang: str) -> Figures:
    """The quantity claims of a document, in the order of its text, each fact once."""
    page = Page(document, lang, sentences)
    claims, thing, owned, owner, denied = [], None, None, None, []
    lines: dict[str, int] = {}
    figures: dict[str, Scoped] = {}
    plants: dict[str, Numbers] = {}
    towns: dict[str, str] = {}
    for figure in list(read_scopes(page)):
        is_zh = lang == "zh"
        if is_zh:
            thing, owner = (thing if figure.subject == owner else None), figure.subject
        if is_share_price(figure):
            continue
        if figure.denied == DENIED or (is_zh and is_denied(figure)):
            denied.append(figure.found.surface)
            continue
        is_other = not is_zh and _is_other(owned, figure)
        described, thing = describe(figure, lang, None if is_other else thing)
        figure.object = described = described or (figure.beside.object if figure.beside else None)
        owned = figure if figure.measure in OF_PROJECT else owned
        claims.append(_claim(page, figure, described))
        lines[claims[-1].id] = figure.line.number
        figures[claims[-1].id] = figure
        if lang == "en" and (town := _own_town(figure)):
            towns[claims[-1].id] = town
        if lang == "en" and (numbers := plant_numbers(figure)):
            plants[claims[-1].id] = numbers
    claims = tell_plants_apart(claims, plants, lines, page.folded) if plants else claims
    if lang == "en":
        claims = _under_regions(claims, document.text)
    linked = link_equivalents(_follow_stopped(claims, figures, page), document.text, document.published)
    apart = _of_one_more(claims, document.text) | _told_in_one_breath(claims, lines)
    told_once = drop_restated(linked, _title_end(sentences), apart, towns)
    return Figures(tell_each_phase(told_once, document.text), denied)


def _own_town(figure: Scoped) -> str | None:
    """The town of a plant's figure, where its own sentence names it."""
    if figure.measure not in OF_PROJECT or figure.place is None:
        return None
    return next((m.name for m in figure.line.mentions if m.name == figure.place and m.level in _TOWNS), None)


def _under_regions(claims: Sequence[QuantityClaim], text: str) -> list[QuantityClaim]:
    """The claims, their places told with the region that the text names where it matters."""
    told = {place: tell_region(place, text) for place in {claim.place for claim in claims} if place}
    return [replace(c, place=told[c.place]) if c.place and told[c.place] != c.place else c for c in claims]


def _is_other(owned: Scoped | None, figure: Scoped) -> bool:
    """True where an English figure is of another plant than the one before."""
    return owned is not None and not _is_of_one_plant(owned, figure)


def _is_of_one_plant(before: Scoped, figure: Scoped) -> bool:
    """False where a sentence names another owner or place than that of the plant before, and no `the plant`."""
    whose = ((before.subject, figure.subject), (before.place, figure.place))
    changed = [other for one, other in whose if one != other]
    if not changed or _THE_PLANT.search(figure.line.folded):
        return True
    return not any(mention.name in changed for mention in figure.line.mentions)


def _follow_stopped(claims: Sequence[QuantityClaim], figures: Mapping[str, Scoped], page: Page) -> list[QuantityClaim]:
    """A project that is stopped in one sentence is stopped in the next: its other figures follow, but not those of the
    whole or of another phase where only a phase is stopped."""
    stopped = {c.subject: c for c in claims if c.status in STOPPED}
    alive = {c.subject for c in claims if c.status in ("operating", "under_construction", "signed")} | {None}

    def follows(claim: QuantityClaim) -> bool:
        is_open = claim.measure in OF_PROJECT and claim.status in ("announced", "planned")
        if not is_open or claim.subject not in stopped or claim.subject in alive:
            return False
        phase, place = stopped[claim.subject].phase, stopped[claim.subject].place
        if _are_apart(claim.place, place):
            return False
        is_of_another = phase is not None and claim.phase is not None and claim.phase != phase
        return not is_of_another and not is_apart_from(figures[claim.id], phase, page)

    return [replace(c, status=stopped[c.subject].status) if follows(c) else c for c in claims]


def _are_apart(one: str | None, other: str | None) -> bool:
    """True for two places of which neither name holds the other."""
    return one is not None and other is not None and one not in other and other not in one


def _of_one_more(claims: Sequence[QuantityClaim], text: str) -> frozenset[str]:
    """The ids of the claims that words such as `also` say of another thing than before."""
    return frozenset([c.id for c in claims if _is_of_one_more(text, c.start, c.lang)])


def _is_of_one_more(text: str, start: int, lang: str) -> bool:
    low, words = max(0, start - 70), _ONE_MORE if lang == "zh" else _ALSO
    return any(text.find(hint, low, start) >= 0 for hint in _MORE[lang]) and words.search(text, low, start) is not None


def _told_in_one_breath(claims: Sequence[QuantityClaim], lines: Mapping[str, int]) -> frozenset[str]:
    """The ids of claims whose amount stood in the same sentence before: nobody tells one thing twice in a sentence."""
    seen: set[tuple[int, float, str]] = set()
    found = set()
    for claim in claims:
        key = (lines[claim.id], claim.value, claim.unit)
        if key in seen:
            found.add(claim.id)
        seen.add(key)
    return frozenset(found)


def _title_end(sentences: Sequence[Sentence]) -> int:
    """Where the title ends: a first line without a full stop."""
    return sentences[0].end if sentences and sentences[0].text[-1] not in ".。!！" else 0


def _claim(page: Page, figure: Scoped, described: str | None) -> QuantityClaim:
    found, line, lang = figure.found, figure.line, page.lang
    clause = line.folded[slice(*line.clause_span(figure.start))]
    unit = _unit(found, figure.measure, _is_daily(figure))
    source = page.document.sha256 or page.document.id
    return QuantityClaim(
        document=page.document.id,
        lang=lang,
        measure=figure.measure,
        value=found.value,
        high=found.high,
        unit=unit,
        qualifier=found.bound,
        subject=figure.subject,
        object=described,
        place=figure.place,
        period=_period(page, figure),
        status=figure.status,
        phase=phase_told(page, figure),
        basis=basis_of(clause, line.folded[figure.end : figure.end + 40]) if figure.measure == "growth" else None,
        multiple=multiple_of(line.folded[: figure.start]) if found.dimension == "multiple" else None,
        speaker=speaker_of(line.sentence.text, lang) or _speaker_before(figure, lang),
        surface=found.surface,
        start=found.start,
        end=found.end,
        id=make_id("claim", source, found.start, found.end, figure.measure, found.value, unit),
        confidence=_confidence(figure),
        reader=READER,
    )


def _speaker_before(figure: Scoped, lang: str) -> str | None:
    """Who gave the share of whose whole a figure is the rest."""
    return speaker_of(figure.beside.line.sentence.text, lang) if figure.beside else None


def _period(page: Page, figure: Scoped) -> str | None:
    """The period; a year that lies ahead and is aimed at is marked as a target."""
    iso = figure.period
    if iso is None or len(iso) != 4:
        return iso
    for period in figure.line.periods:
        if period.iso == iso and _AIMED.search(figure.line.folded, max(0, period.start - 18), period.start):
            today = page.document.published
            return f"{iso} target" if today is None or int(iso) >= today.year else iso
    return iso


def _is_daily(figure: Scoped) -> bool:
    """True where the words right at a figure say that it is of a day."""
    folded = figure.line.folded
    return bool(_DAILY.search(folded[: figure.start]) or _DAILY_BEHIND.match(folded, figure.end))


def _unit(found: FoundQuantity, measure: str, is_daily: bool) -> str:
    """The unit as the contract has it: a plant's capacity is per year, a store's is not."""
    unit = found.unit
    if measure == "vehicles" and unit.startswith("count"):
        return "vehicles/day" if is_daily else "vehicles/yr"
    if measure != "capacity" or "/" in unit or found.dimension not in ("energy", "mass", "area", "count", "length"):
        return unit
    if unit in ("MWh", "kWh", "Wh"):
        return unit
    return "vehicles/yr" if unit == "count" and found.noun not in PIECES else f"{unit}/yr"


def _confidence(figure: Scoped) -> float:
    """How sure the reader is: a count without a subject is the weakest."""
    if figure.subject:
        return 0.9
    return 0.6 if figure.found.dimension == "count" else 0.7
