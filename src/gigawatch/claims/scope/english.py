"""What an English sentence names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from gigawatch.claims.actor import Actor, known_actors
from gigawatch.claims.alternation import either
from gigawatch.claims.english_actor import find_english_actors, verb_after
from gigawatch.claims.scope.capital import as_government
from gigawatch.claims.scope.descriptor import firm_words, without_descriptors
from gigawatch.claims.scope.english_name import demonyms, is_headline, is_name, is_never_one, is_source, offices
from gigawatch.claims.scope.mention import COUNTRY, EVENT, FIRM, GROUP, PLACE, SITES, Mention, Stand
from gigawatch.claims.setting import Setting, find_settings, level_of
from gigawatch.vocab import places

_EVENT_NAME = re.compile(r"\b(?:Conference|Expo|Forum|Summit|Fair|Congress|Exposition|Exhibition)\b")
_WORLD = re.compile(r"\b(?:[Gg]lobal(?:ly)?|[Ww]orldwide|the world(?!['’]s)|overseas)\b")
_GROUP_HINT = ("makers", "manufacturers", "companies", "suppliers", "firms", "producers", "players", "brands")
_MAKERS = "|".join(_GROUP_HINT)
_NATION_RANKED = (  # six Chinese firms are among the ten largest: what they have is not their country's
    r"(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|\d{1,2})"
    r" [A-Z][a-z]+(?:ese|ean|ish|an|ch) (?:[\w-]+ ){0,2}?"
    rf"(?:{_MAKERS})"
    r"(?=(?: \w+){0,2} (?:among|in|of) the (?:world['’]s )?(?:\w+ )?(?:top|largest|leading|biggest)\b)"
)
_GROUP = re.compile(
    rf"\b(?:{_NATION_RANKED}"
    r"|(?:[Tt]he (?:world['’]s )?(?:top|first|largest|leading|biggest|other|remaining)|[Tt]op) (?:[\w-]+ ){0,4}?"
    rf"(?:{_MAKERS}))\b"
)
_WORLD_HINT = ("lobal", "orld", "overseas")
_DEMONYM_NOUN = re.compile(
    r"\s(?:[a-z]+(?:-[a-z]+)*\s){0,4}?(?:companies|(?:car|battery )?makers|manufacturers|firms|producers|suppliers"
    r"|export(?:er)?s|brands|plants|factories|automakers)\b"
)
_STAND = re.compile(
    r"\b(?=[TtIiWwOoDdBbEeAan])"
    r"(?:(?P<firm>(?:[Tt]he|[Tt]his|[Tt]hat) (?:\w+ )?(?:\w+[ -]?makers?|company|firm|group|manufacturer|producer"
    r"|supplier|developer|operator|venture|startup|joint venture)|[Ii]ts?|[Tt]hey|[Tt]heir|[Ww]e|[Oo]ur)"
    r"|(?P<city>(?:[Tt]he|[Tt]his) (?:city|town|county|municipality|prefecture|area))"
    r"|(?P<province>(?:[Tt]he|[Tt]his) (?:province|state|region))"
    r"|(?P<country>(?:[Tt]he|[Tt]his) (?:country|nation)|nationwide|[Dd]omestic(?:ally)?)"
    r"|(?P<event>(?:[Tt]he|[Tt]his) (?:\w+ )?(?:conference|event|expo|forum|summit|fair|ceremony))"
    r"|(?P<project>(?:[Tt]he|[Tt]his|[Ii]ts|[Bb]oth|[Ee]ach|[Tt]hese|[Aa]nother|[Aa] second|[Aa] new) (?:\w+ ){0,2}"
    r"(?:plants?|base|projects?|facility|facilities|factory|factories|site|works|complex|mine|refinery|line|lines"
    r"|phases?|park)))\b"
)
_ASIDE_HINT = ("owned by", "backed by", "controlled by", "founded by", "venture of", "venture between")
_ASIDE = re.compile(
    r",\s(?:which\sis\s)?(?:(?:[a-z]+(?:ly)?[\s-])?(?:owned|backed|controlled|founded)\sby|(?:an?|the)\s(?:joint\s)?venture\s(?:of|between))"
    r"\s[^;.]{3,120}?,\s(?=(?:has|have|had|is|are|was|were|will|would|plans|said|says|[a-z]+ed|[a-z]+s)\s)"
)
CALLED = "called"  # what a town's name is that the words before it call a town
_DATELINE = re.compile(r"(?!USA$|UAE$)[^a-z]{3,}")
_NATION = re.compile(r"(?P<place>[A-ZÀ-Þ][\w-]+(?:\s[A-ZÀ-Þ][\w-]+)?)['’]s\s(?=[A-ZÀ-Þ])")
_YEAR = re.compile(r"20\d\d $")
_MONEY = re.compile(
    r"\s(?:dollars?|yuan|won|yen|rupees?|forints?|pounds?|francs?|kron\w+|lira|dirhams?|rand|baht)\b|\$"
)
_TOWN = re.compile(
    r"\b(?:(?:in|near|outside|around|at)\s(?:the\s)?(?:(?:city|town|village|port|district|municipality|county|suburb)\sof\s)?"
    r"|[Tt]he\s(?P<rank>city|town|municipality|county)\sof\s)"
    r"(?P<name>(?![A-Z]{2,4}\d|(?:Department|Ministry|University|Institute|CNY|USD|RMB|EUR|JPY|KRW|GBP|INR|AUD|CAD)\b|January|February|March"
    r"|April|May|June|July|August|September|October|November|December|Q\d|H\d|Phase|Mr)"
    r"[A-ZÀ-Þ][\w’'À-ÿ-]+(?:\s[A-ZÀ-Þ][\w’'À-ÿ-]+){0,3})"
)
_TOWN_TOLD = re.compile(
    r"\b[a-z]+\s(?:in|at|near|outside|around)\s(?P<name>[A-ZÀ-Þ][\w’'À-ÿ-]+(?:\s[A-ZÀ-Þ][\w’'À-ÿ-]+){0,3})"
)
# Before a name that a firm and a town bear: Toyota is the firm, `in Toyota` the town.
_IN = re.compile(r"\b(?:in|at|near|from|around|outside)\s(?:the\s)?$", re.IGNORECASE)
_SITE = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|of|[Aa]t|from)\s(?:[a-z%\d-]+\s){0,2}(?P<name>[A-ZÀ-Þ][\w’'À-ÿ-]+(?:\s[A-ZÀ-Þ][\w’'À-ÿ-]+){0,2})"
    r"\s(?:\([A-Z\d]{1,6}\)\s)?(?:(?:lithium|brine|spodumene|graphite|nickel|cobalt|copper|hard[ -]rock)\s){0,3}"
    r"(?:project|mine|deposit|operations?|salar|salt\sflat)\b"
)
_PARK = re.compile(
    r"\b(?:[A-ZÀ-Þ][\w’'À-ÿ-]+\s){1,4}?"
    r"(?:Industrial|Business|Logistics|Technolog(?:y|ical)|Economic|Development|Free|Mega|High-Tech|Hi-Tech)\s"
    r"(?:(?:and|&|[A-Z]\w+)\s){0,4}?(?:Park|Zone|Estate|Area|Hub|Site|Complex)\b"
)
# One of these stands in every sentence that the patterns above match.
_SITE_WORDS = ("project", "mine", "deposit", "operation", "salar", "salt")
_PARK_WORDS = ("Park", "Zone", "Estate", "Area", "Hub", "Site", "Complex")
_WORD_BEFORE = re.compile(r"([A-Za-z]+|[,;:.()%\"“—–-])\s?(?:(?:the|a|an|its|their)\s)?$")
_WORD_AFTER = re.compile(r"['’]s|\s?([A-Za-z]+|[,;:.()\"”—–-])")


def find_english(sentence: str, text: str = "", folded: str | None = None) -> tuple[list[Mention], list[Stand]]:
    """The mentions of a sentence in order, and the words that stand for what was named before."""
    organisations = known_actors(sentence, folded)
    known = {(a.start, a.end) for a in organisations}
    actors = [a for a in find_english_actors(sentence, organisations) if is_name(a, sentence, text, known)]
    settings = [s for s in find_settings(sentence, "en", (), folded) if not _holds_firm(s, known)]
    others = list(_others(sentence))
    sites = [m for m in others if m.level in SITES]
    settled = [s for s in settings if (s.start, s.end) not in known or _IN.search(sentence, 0, s.start)]
    found = [m for m in _places(sentence, settled, actors) if not _is_site(m, sites, set())] + others
    found += [
        m for m in _actors(sentence, actors, known) if not _is_place(m, settled) and not _is_site(m, sites, known)
    ]
    towns = list(_towns(sentence, found, known, text))
    called = {m.start for m in towns if m.role == CALLED}
    found = [m for m in found if m.kind != FIRM or m.start not in called] + towns
    placed = {(m.start, m.end) for m in found if m.kind in (PLACE, COUNTRY)} - known
    found = [m for m in found if m.kind != FIRM or (m.start, m.end) not in placed]
    firm = firm_words(sentence)
    found = without_descriptors(sentence, sorted(found, key=lambda m: m.start), firm)
    return [_around(sentence, m) for m in found], _stands(sentence, firm)


def _holds_firm(setting: Setting, known: Collection[tuple[int, int]]) -> bool:
    """True for what is written like a town and its country but holds a known firm: Korea's |Samsung SDI|, China."""
    return any(setting.start < start and end <= setting.end for start, end in known)


def _stands(sentence: str, firm: Sequence[tuple[int, int]]) -> list[Stand]:
    """The words of a sentence that stand for what was named before; `firm` is where some stand for a firm."""
    stands = [Stand(m.start(), m.lastgroup or "") for m in _STAND.finditer(sentence)]
    known = {stand.start for stand in stands}
    more = [Stand(start, FIRM) for start, _ in firm if start not in known]
    return sorted([*stands, *more]) if more else stands


def without_asides(sentence: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions without the firms of an aside on another: `ACC, owned by A, B and C, has stopped`."""
    if not any(map(sentence.__contains__, _ASIDE_HINT)):
        return mentions
    asides = [match.span() for match in _ASIDE.finditer(sentence)]
    heads = [a for a, _ in asides if any(m.kind == FIRM and m.end == a for m in mentions)]
    spans = [span for span in asides if span[0] in heads]
    return [m for m in mentions if m.kind != FIRM or not any(a <= m.start < b for a, b in spans)]


def _is_place(mention: Mention, settings: Sequence[Setting]) -> bool:
    """True for a name that is a place, or lies within one."""
    return any(s.start <= mention.start and mention.end <= s.end for s in settings)


def _is_site(mention: Mention, sites: Sequence[Mention], known: set[tuple[int, int]]) -> bool:
    """True for a name, no known firm's, that is a mine's or a park's."""
    return (mention.start, mention.end) not in known and any(
        s.start <= mention.start and mention.end <= s.end for s in sites
    )


def _actors(sentence: str, actors: Iterable[Actor], known: set[tuple[int, int]]) -> Iterator[Mention]:
    for actor in actors:
        kind = EVENT if _EVENT_NAME.search(actor.name) else FIRM
        year = _YEAR.search(sentence, max(0, actor.start - 5), actor.start) if kind == EVENT else None
        name = f"{year.group()}{actor.name}" if year else actor.name
        role = "verb" if verb_after(sentence, actor.end) else ""
        if is_source(actor, sentence):
            role = "source"
        nation = _NATION.match(name) if kind == FIRM and (actor.start, actor.end) not in known else None
        if nation is not None and places().find(nation["place"]) is not None:  # China's Lanjing: the firm is meant
            name = name[nation.end() :]
            yield Mention(actor.end - len(name), actor.end, name, kind, role=role)
            continue
        yield Mention(actor.start, actor.end, name, kind, role=role)


def _places(sentence: str, settings: Iterable[Setting], actors: Sequence[Actor]) -> Iterator[Mention]:
    for setting in settings:
        if (setting.start <= 2 and _DATELINE.fullmatch(setting.name)) or setting.name in offices():
            continue
        if _MONEY.match(sentence, setting.end) or any(c.isdigit() for c in setting.name):
            continue
        inside = any(
            a.start <= setting.start and setting.end <= a.end and len(a.name) > len(setting.name) for a in actors
        )
        if inside:
            continue
        level = level_of(setting)
        role = (
            "verb"
            if verb_after(sentence, setting.end)
            else "makers"
            if _DEMONYM_NOUN.match(sentence, setting.end)
            else ""
        )
        kind = COUNTRY if level == "country" else PLACE
        yield as_government(sentence, Mention(setting.start, setting.end, setting.name, kind, level, role))


def _towns(sentence: str, found: Sequence[Mention], known: set[tuple[int, int]], text: str) -> Iterator[Mention]:
    """Names behind `in` or `the city of` that no gazetteer has and that are no known firm's: towns, perhaps.

    In a headline, where every word has a capital, only those that the text has as towns too: not `in Doubt`.
    """
    is_of_capitals = is_headline(sentence)
    for match in _TOWN.finditer(sentence):
        start, end = match.span("name")
        if is_of_capitals and " ".join(match["name"].split()) not in _towns_told(text):
            continue
        taken = any(m.start < end and start < m.end and m.kind in (PLACE, COUNTRY) for m in found)
        if taken or is_never_one(match["name"]) or any(map(str.isdigit, match["name"])):
            continue
        if not any(a < end and start < b for a, b in known) and not _EVENT_NAME.search(match["name"]):
            role = CALLED if match["rank"] else "guess"
            yield Mention(start, end, " ".join(match["name"].split()), PLACE, "town", role)


@lru_cache(maxsize=8)
def _towns_told(text: str) -> frozenset[str]:
    """The names that running text has for places in which something lies."""
    return frozenset(" ".join(match["name"].split()) for match in _TOWN_TOLD.finditer(text))


@cache
def _demonym() -> re.Pattern[str]:
    """A demonym, and whether makers follow: what `Polish cell makers` make is a figure of their country."""
    noun = "(?:companies|(?:car)?makers|manufacturers|firms|producers|suppliers|export(?:er)?s|brands|plants|factories)"
    makers = rf"(?P<makers>\s(?:[a-z]+(?:-[a-z]+)*\s){{0,4}}?{noun}\b)?"
    return re.compile(rf"\b(?P<people>{either(demonyms())})\b(?=\s[a-z]){makers}")


def _others(sentence: str) -> Iterator[Mention]:
    for match in _WORLD.finditer(sentence) if any(map(sentence.__contains__, _WORLD_HINT)) else ():
        name = match.group().lower().removeprefix("the ")
        yield Mention(match.start(), match.end(), "global" if name in ("globally", "world") else name, COUNTRY, "world")
    for match in _demonym().finditer(sentence):
        role = "makers" if match["makers"] else "people"
        yield Mention(match.start(), match.end(), demonyms()[match["people"]], COUNTRY, "country", role)
    for match in _SITE.finditer(sentence) if any(map(sentence.__contains__, _SITE_WORDS)) else ():
        yield Mention(match.start("name"), match.end("name"), " ".join(match["name"].split()), PLACE, "site")
    for match in _PARK.finditer(sentence) if any(map(sentence.__contains__, _PARK_WORDS)) else ():
        yield Mention(match.start(), match.end(), " ".join(match.group().split()), PLACE, "park")
    for match in _GROUP.finditer(sentence) if any(map(sentence.__contains__, _GROUP_HINT)) else ():
        yield Mention(match.start(), match.end(), re.sub(r"^[Tt]he ", "", match.group()), GROUP)


def _around(sentence: str, m: Mention) -> Mention:
    before = _WORD_BEFORE.search(sentence, max(0, m.start - 24), m.start)
    after = _WORD_AFTER.match(sentence, m.end)
    return Mention(
        *m[:6],
        before.group(1).lower() if before else "^" if m.start < 3 else "?",
        (after.group(1) or "'s").lower() if after else "$",
    )
