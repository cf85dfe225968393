"""What an English text has introduced so far, and what `the city`, `the company` and `it` stand for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from gigawatch.claims.actor import Actor
from gigawatch.claims.setting import Setting
from gigawatch.vocab import PlaceMention, places

FIRM, PLACE, EVENT, PERSON = "firm", "place", "event", "person"
_NAME = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'.-]*){0,3}"
_TITLE = (
    r"(?:(?:vice|deputy|executive|founding|general|senior|acting|former|managing|party|chief)[\s-]+)*"
    r"(?:mayor|head|chair(?:man|woman|person)?|president|director|ceo|cto|cfo|chief|officer|secretary|minister|governor"
    r"|academician|analyst|founder|co-founder|manager|professor|spokes(?:man|woman|person)|expert|researcher|engineer)"
)
_PERSON = re.compile(
    rf"\b(?P<before>{_NAME}),\s(?:(?:the|an?|its|who\sis)\s)?(?:[a-z]+(?:['’]s)?\s){{0,2}}?{_TITLE}\b"
    rf"|\b(?:(?i:{_TITLE})|Dr\.?|Mr\.?|Mrs\.?|Ms\.?)\s(?P<after>{_NAME})"
    rf"|\b(?:said|says|added|noted)\s(?P<saying>{_NAME})(?=[,.])"
)
_YEAR = re.compile(r"20\d\d $")
_EVENT_NAME = re.compile(r"\b(?:Conference|Expo|Forum|Summit|Fair|Congress|Exposition|Exhibition)\b")
_DATELINE = re.compile(r"[A-Z][A-Z .’'-]{2,30}(?:,\s[A-Z][\w .]{2,20})?,\s[^\n]{3,40}?(?:--|—|–|\s-)\s")
MOST_PERSONS = 40
_PERSON_HINT = (
    "said", "says", "added", "noted", "ayor", "ead", "hair", "resident", "irector", "CEO", "CTO", "CFO", "hief",
    "ecretary", "inister", "overnor", "cademician", "nalyst", "ounder", "anager", "rofessor", "pokes", "fficer",
    "xpert", "esearcher", "ngineer", "Dr", "Mr", "Ms",
)  # fmt: skip
_REFERENCE = re.compile(
    r"\b(?P<article>[Tt]he|[Tt]his|[Tt]hat)\s(?:\w+\s)?(?P<noun>(?:battery|car|cell|vehicle)\s?makers?|company|firm|group|manufacturer|producer"
    r"|carmaker|supplier|developer|operator|city|town|county|municipality|prefecture|province|state|region|country|nation"
    r"|conference|event|expo|forum|summit|fair|plants?|base|project|facility|factory|site|works|complex)"
    r"(?!\s(?:government|council|authorit|of\s(?!the\b)|hall|owner|average|standard|level))(?P<genitive>['’]s)?\b"
)
_KIND_OF_NOUN = {
    **dict.fromkeys(("city", "town", "county", "municipality", "prefecture"), "city"),
    **dict.fromkeys(("province", "state", "region"), "province"),
    **dict.fromkeys(("country", "nation"), "country"),
    **dict.fromkeys(("conference", "event", "expo", "forum", "summit", "fair"), EVENT),
    **dict.fromkeys(
        ("plant", "plants", "base", "project", "facility", "factory", "site", "works", "complex"), "facility"
    ),
}
_LEVEL = {"country": "country", "province": "province", "state": "province", "region": "province"}
_CORPORATE = re.compile(
    r"\b(?:Co|Ltd|Inc|Corp|Group|Holdings?|Limited|LLC|AG|SE|GmbH|Research|Institute|Association|Agency|Energy|Solutions?"
    r"|Battery|Batteries|Motors?|Technolog\w+|Materials?|Industr\w+|Power|Cells?|Systems?|Ministry|Department|Bank)\b"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing of a kind where a sentence speaks of it, by name or as `the city`.

    `is_genitive` is true for `Sichuan's` and `the province's`; `is_anaphor` where no name is used.
    """

    start: int
    end: int
    name: str
    kind: str
    is_genitive: bool = False
    is_anaphor: bool = False
    level: str = ""


@dataclass(slots=True)
class Discourse:
    """The firm, event and places introduced last, and the state and date of the project that is spoken of."""

    firm: str | None = None
    event: str | None = None
    places: dict[str, str] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)
    states: dict[str, str] = field(default_factory=dict)
    phase: str | None = None
    event_period: str | None = None
    event_place: str | None = None
    statistic_period: str | None = None
    dates: dict[str, str] = field(default_factory=dict)
    told_on: str | None = None
    facility: str | None = None
    last_period: str | None = None
    site: str | None = None

    def start_paragraph(self) -> None:
        """Forgets what holds for one paragraph only."""
        self.phase = self.statistic_period = None

    def forget_project(self) -> None:
        """Another project is spoken of: its state, phase and date are its own."""
        self.states.clear()
        self.dates.clear()
        self.phase = self.facility = None

    def take(self, mentions: Iterable[Mention]) -> None:
        """Keeps in mind what a sentence names."""
        for mention in mentions:
            if mention.is_anaphor:
                continue
            if mention.kind == EVENT:
                self.event = mention.name
            elif mention.kind == PLACE and mention.level:
                self.places[mention.level] = mention.name
            elif mention.kind == FIRM and self.firm is None:
                self.firm = mention.name


def find_persons(sentence: str, discourse: Discourse) -> list[tuple[int, int]]:
    """Where a sentence names people: by their office, by their speaking, or again by a part of the name."""
    found: list[tuple[int, int]] = []
    if discourse.persons or any(word in sentence for word in _PERSON_HINT):
        found.extend(_people(sentence, discourse))
    return found


def _people(sentence: str, discourse: Discourse) -> list[tuple[int, int]]:
    found = []
    for match in _PERSON.finditer(sentence):
        key = match.lastgroup or "before"
        if not _CORPORATE.search(match[key]) and not _EVENT_NAME.search(match[key]):
            found.append(match.span(key))
            if len(discourse.persons) < MOST_PERSONS:
                discourse.persons.update(word for word in match[key].split() if len(word) > 2)
    if discourse.persons:
        either = "|".join(map(re.escape, sorted(discourse.persons, key=len, reverse=True)[:40]))
        for match in re.finditer(
            rf"\b(?:{either})(?=['’,]|\s(?:said|says|added|noted|expects|told|believes)\b)", sentence
        ):
            found.append(match.span())
    return found


def find_mentions(
    sentence: str,
    actors: Iterable[Actor],
    settings: Iterable[Setting],
    persons: list[tuple[int, int]],
    discourse: Discourse,
) -> list[Mention]:
    """All that a sentence speaks of, in order: firms, events, people, places, and references to those before."""
    mentions = [*_named(sentence, actors, persons), *_placed(sentence, settings, persons)]
    mentions = [m for m in mentions if not _inside_other(m, mentions)]
    discourse.take(sorted(mentions, key=lambda m: m.start))
    mentions += [*_referring(sentence, discourse), *_demonyms(sentence)]
    return sorted(mentions, key=lambda m: m.start)


def _named(sentence: str, actors: Iterable[Actor], persons: list[tuple[int, int]]) -> Iterator[Mention]:
    dateline = _DATELINE.match(sentence)
    for actor in actors:
        if dateline and actor.start < dateline.end():
            continue
        kind = FIRM
        if any(start < actor.end and actor.start < end for start, end in persons):
            kind = PERSON
        elif _EVENT_NAME.search(actor.name):
            kind = EVENT
        year = _YEAR.search(sentence, max(0, actor.start - 5), actor.start) if kind == EVENT else None
        name = f"{year.group()}{actor.name}" if year else actor.name
        yield Mention(actor.start, actor.end, name, kind, sentence.startswith(("'s", "’s"), actor.end))


def _placed(sentence: str, settings: Iterable[Setting], persons: list[tuple[int, int]]) -> Iterator[Mention]:
    for setting in settings:
        if not any(start < setting.end and setting.start < end for start, end in persons):
            genitive = sentence.startswith(("'s", "’s"), setting.end)
            yield Mention(setting.start, setting.end, setting.name, PLACE, genitive, level=level_of(setting))


def _inside_other(one: Mention, mentions: Iterable[Mention]) -> bool:
    """True for a place within a longer name, Sichuan in `Sichuan Mining Group`, and for a place taken for a firm."""
    if one.kind == PLACE:
        return any(
            m.kind != PLACE and m.start <= one.start and one.end <= m.end and len(m.name) > len(one.name)
            for m in mentions
        )
    return one.kind == FIRM and any(m.kind == PLACE and m.start <= one.start and one.end <= m.end for m in mentions)


def level_of(setting: Setting) -> str:
    """Whether a place is a city, a province or a country."""
    return "city" if setting.is_specific else _level_of_name(setting.name)


@lru_cache(maxsize=4096)
def _level_of_name(name: str) -> str:
    mention: PlaceMention | None = next(iter(places().scan(name)), None)
    return _LEVEL.get(str(mention.entry.kind), "city") if mention else "city"


def _referring(sentence: str, discourse: Discourse) -> Iterator[Mention]:
    for match in _REFERENCE.finditer(sentence):
        noun = match["noun"]
        kind = _KIND_OF_NOUN.get(noun, FIRM)
        if kind in ("city", "province", "country"):
            name, kind, level = discourse.places.get(kind), PLACE, kind
        else:
            name, level = (discourse.event if kind == EVENT else discourse.firm), ""
        if name is not None:
            end = match.end("genitive") - 2 if match["genitive"] else match.end()
            yield Mention(match.start(), end, name, kind, bool(match["genitive"]), True, level)


@cache
def _demonym_table() -> tuple[dict[str, str], re.Pattern[str]]:
    path = Path(__file__).parent / "data" / "english_demonym.toml"
    table: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))["demonym"]
    noun = "(?:companies|(?:car)?makers|manufacturers|firms|producers|suppliers|export(?:er)?s|brands|plants|factories)"
    return table, re.compile(rf"\b({'|'.join(table)})\s(?:[a-z]+(?:-[a-z]+)*\s){{0,4}}?{noun}\b")


def _demonyms(sentence: str) -> Iterator[Mention]:
    """`Polish cell makers`: the firms of a country, whose figure is the country's."""
    table, pattern = _demonym_table()
    for match in pattern.finditer(sentence):
        yield Mention(match.start(), match.end(), table[match[1]], PLACE, level="country")
