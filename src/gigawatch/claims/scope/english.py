"""What an English sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from gigawatch.claims.actor import Actor
from gigawatch.claims.english_actor import find_english_actors, verb_after
from gigawatch.claims.scope.mention import COUNTRY, EVENT, FIRM, GROUP, PLACE, Mention, Stand
from gigawatch.claims.setting import Setting, find_settings, level_of
from gigawatch.vocab import organisations

_EVENT_NAME = re.compile(r"\b(?:Conference|Expo|Forum|Summit|Fair|Congress|Exposition|Exhibition)\b")
_WORLD = re.compile(r"\b(?:[Gg]lobal(?:ly)?|[Ww]orldwide|the world(?!['’]s)|overseas)\b")
_GROUP = re.compile(
    r"\b[Tt]he (?:top|first|largest|leading) (?:\w+ )?(?:\w+ )?(?:makers|manufacturers|companies|suppliers|firms|producers|players)\b"
)
_DEMONYM_NOUN = re.compile(
    r"\s(?:[a-z]+(?:-[a-z]+)*\s){0,4}?(?:companies|(?:car|battery )?makers|manufacturers|firms|producers|suppliers|export(?:er)?s|brands|plants|factories|automakers)\b"
)
_STAND = re.compile(
    r"\b(?:(?P<firm>(?:[Tt]he|[Tt]his|[Tt]hat) (?:\w+ )?(?:\w+[ -]?makers?|company|firm|group|manufacturer|producer|supplier|developer|operator|venture|startup|joint venture)|[Ii]ts?|[Tt]hey|[Tt]heir|[Ww]e|[Oo]ur)"
    r"|(?P<city>(?:[Tt]he|[Tt]his) (?:city|town|county|municipality|prefecture|area))"
    r"|(?P<province>(?:[Tt]he|[Tt]his) (?:province|state|region))"
    r"|(?P<country>(?:[Tt]he|[Tt]his) (?:country|nation)|nationwide|[Dd]omestic(?:ally)?)"
    r"|(?P<event>(?:[Tt]he|[Tt]his) (?:\w+ )?(?:conference|event|expo|forum|summit|fair|ceremony))"
    r"|(?P<project>(?:[Tt]he|[Tt]his|[Ii]ts|[Bb]oth|[Ee]ach|[Tt]hese|[Aa]nother|[Aa] second|[Aa] new) (?:\w+ ){0,2}(?:plants?|base|projects?|facility|facilities|factory|factories|site|works|complex|mine|refinery|line|lines|phases?|park)))\b"
)
_MONEY = re.compile(
    r"\s(?:dollars?|yuan|won|yen|rupees?|forints?|pounds?|francs?|kron\w+|lira|dirhams?|rand|baht)\b|\$"
)
_TOWN = re.compile(
    r"\b(?:in|near|outside|around|at)\s(?:the\s)?(?:(?:city|town|village|port|district|municipality|county|suburb)\sof\s)?"
    r"(?P<name>(?![A-Z]{2,4}\\d|(?:Department|Ministry|University|Institute|CNY|USD|RMB|EUR)\\b|January|February|March|April|May|June|July|August|September|October|November|December|Q\d|H\d|Phase|Mr)"
    r"[A-ZÀ-Þ][\w’'À-ÿ-]+(?:\s[A-ZÀ-Þ][\w’'À-ÿ-]+){0,3})"
)
_WORD_BEFORE = re.compile(r"([A-Za-z]+|[,;:.()%\"“—–-])\s?(?:(?:the|a|an|its|their)\s)?$")
_WORD_AFTER = re.compile(r"['’]s|\s?([A-Za-z]+|[,;:.()\"”—–-])")


# Who counts and foretells rather than builds.
_SOURCE = re.compile(
    r"\b(?:Association|Research|Institute|Agency|BNEF|BloombergNEF|NEF|Analytics|Intelligence|Consulting|Consultancy|Securities|Stanley|Sachs"
    r"|Morgan|Wood Mackenzie|Rystad|Alliance|Federation|Bureau|Index|Survey|Report|Insights?|Advisors?|Statista|IEA|USGS|CAAM|CABIA|CPCA|SMM|TrendForce|InfoLink|EVTank|GGII)\b"
)
_TOLD_BY = re.compile(r"\b(?:[Aa]ccording to|data (?:from|by)|figures (?:from|by)|report (?:from|by)|estimates? (?:from|by)|analysts? (?:at|from|of))\s(?:the\s)?(?:[a-z]+\s)?$")
_PRESS = frozenset(
    ["Reuters", "Bloomberg", "Xinhua", "Yonhap", "AFP", "AP", "CNBC", "CNN", "BBC", "Nikkei", "Caixin", "Yicai", "Sina", "Handelsblatt", "Electrek", "InsideEVs", "CnEVPost", "electrive", "Benchmark", "Fastmarkets", "Argus"]
)
_NO_NAME = re.compile(
    r"LiFePO4|LFP|NCM\w*|NMC\w*|NCA|LMFP|LMO|LNMO|OEMs?|SUVs?|ESG|R&D|AI|IRA|IPO|COVID|PRNewswire|Semi|Blade|Qilin|Shenxing|Model\s?\w?|Gigafactory|Giga\w*|M3P|BEVs?|PHEVs?|HEVs?"
    r"|SHE|SHA|HKG|SHSE|SZSE|NYSE|NASDAQ|Nasdaq|OTCQ?[XB]?|ASX|TSXV?|KOSPI|KOSDAQ|Company|Companies|The Company|Group|Board|Government|(?:JPY|KRW|INR|USD|EUR|CNY|GBP|AUD|CAD)\\b.*|.*-(?:certified|based|owned|backed|led|made|listed|funded|headquartered)|(?:CNY|RMB|USD|EUR|JPY|KRW|INR|HK|US|Yn)\\d.*|GDP|CPI|(?:January|February|March|April|May|June|July|August|September|October|November|December)\\b.*|BESS|EPC|PPA|JV|MoU|CEO|CFO|Q\\d|FY\\d*|Lithium|Nickel|Cobalt"
    r"|[A-Z]*(?:NEWSWIRE|MEDIAWIRE|PRWIRE|ACCESSWIRE)|(?:PR|GLOBE|Globe)\s?N[Ee][Ww][Ss][Ww][Ii][Rr][Ee]|B[Uu][Ss][Ii][Nn][Ee][Ss][Ss]\s?W[Ii][Rr][Ee]"
    r"|Figure|Table|Source|Photo|Image|Read|Subscribe|Share|Advertisement|Chapter|Part|Section|Article|Law|Act|Congress|Republicans?|Democrats?|Tier|Series|Class"
)


def is_headline(sentence: str) -> bool:
    """True for a line whose words are nearly all capitalised, where capitals do not make a name."""
    words = re.findall(r"[A-Za-z]{4,}", sentence)
    return len(words) > 3 and sum(w[0].isupper() for w in words) >= 0.75 * len(words)


_LED = re.compile(r"(?P<first>[A-Z][a-z]+)\s(?:of|for|in|to)\s")
_OFFICES = frozenset(
    ["Bank", "Ministry", "Department", "University", "Institute", "Government", "Council", "Academy", "Association", "Federation", "State", "City", "Bureau", "Office", "Commission", "Chamber", "House", "Board", "Agency", "Society", "Center", "Centre", "School", "College", "Port"]
)
_SHORT = re.compile(
    r"(?P<full>[A-Z][\w&.'’-]*(?:,?\s(?:(?:of|and|for|the|&)\s)?[A-Z][\w&.'’-]*){1,7})\s\((?:the\s)?[“\"‘']?(?P<short>[A-Z][A-Za-z&-]{1,9})[”\"’']?[);,]"
)


def short_names(text: str) -> dict[str, str]:
    """What each abbreviation that the text introduces stands for: `Automotive Cells Company (ACC)`.

    Firms of the vocabulary are left under the name that the text uses.
    """
    found = {}
    for match in _SHORT.finditer(text):
        full, short = match["full"], match["short"]
        if not short.isupper() or next(iter(organisations().scan(short)), None):
            continue
        words = full.removesuffix(".").split()
        tight = [word for word in words if word not in ("of", "and", "for", "the", "&")]
        first = next(
            (
                n
                for n in range(len(words))
                if short in (_initials(words[n:]), _initials([w for w in words[n:] if w in tight]))
            ),
            None,
        )
        if first is not None:
            found[short] = " ".join(words[first:])
    return found


def _initials(words: Sequence[str]) -> str:
    """The first letters of the words, small ones too where they are part of the short form: DoE, METI."""
    return "".join(word[0] for word in words).upper()


def find_english(sentence: str, text: str = "") -> tuple[list[Mention], list[Stand]]:
    """The mentions of a sentence in order, and the words that stand for what was named before."""
    actors = [a for a in find_english_actors(sentence) if len(a.name) > 1 and not _NO_NAME.fullmatch(a.name) and a.name not in _PRESS]
    actors = [a for a in actors if not _is_led(a, sentence)]
    known = {(m.start, m.end) for m in organisations().scan(sentence)}
    if is_headline(sentence):
        actors = [a for a in actors if (a.start, a.end) in known or text.count(a.name) > 1]
    else:
        actors = [a for a in actors if (a.start, a.end) in known or not _is_word(a, sentence, text)]
    settings = find_settings(sentence, "en", ())
    found = [*_places(sentence, settings, actors), *_others(sentence)]
    found += [m for m in _actors(sentence, actors) if not _is_place(m, settings)]
    found += _towns(sentence, found, known)
    stands = [Stand(m.start(), m.lastgroup or "") for m in _STAND.finditer(sentence)]
    return sorted((_around(sentence, m) for m in found), key=lambda m: m.start), stands


def _is_led(actor: Actor, sentence: str) -> bool:
    """True for `Exodus of U.S.`: a plain word at the head that only leads to a name."""
    led = _LED.match(actor.name)
    return led is not None and led["first"] not in _OFFICES and not sentence[: actor.start].strip(' -*•"“')


def _is_word(actor: Actor, sentence: str, text: str) -> bool:
    """True for a capital that only begins a sentence: a plain word that no other place of the text writes so."""
    name = actor.name
    if not (name.isalpha() and name[1:].islower()) or sentence.startswith(("'s", "’s"), actor.end):
        return False
    if sentence[: actor.start].strip(" -*•·\"“‘'(—–") and sentence[: actor.start].rstrip()[-1:] not in '.:!?”"':
        return False
    return re.search(rf"[a-z,] {name}\b", text) is None


def _is_place(mention: Mention, settings: Sequence[Setting]) -> bool:
    """True for a name that is a place, or lies within one."""
    return any(s.start <= mention.start and mention.end <= s.end for s in settings)


def _actors(sentence: str, actors: Iterable[Actor]) -> Iterator[Mention]:
    for actor in actors:
        kind = EVENT if _EVENT_NAME.search(actor.name) else FIRM
        role = "verb" if verb_after(sentence, actor.end) else ""
        if _SOURCE.search(actor.name) or _TOLD_BY.search(sentence, max(0, actor.start - 24), actor.start):
            role = "source"
        yield Mention(actor.start, actor.end, actor.name, kind, role=role)


def _places(sentence: str, settings: Iterable[Setting], actors: Sequence[Actor]) -> Iterator[Mention]:
    for setting in settings:
        if setting.name in _OFFICES or _MONEY.match(sentence, setting.end) or any(c.isdigit() for c in setting.name):
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
        yield Mention(setting.start, setting.end, setting.name, COUNTRY if level == "country" else PLACE, level, role)


def _towns(sentence: str, found: Sequence[Mention], known: set[tuple[int, int]]) -> Iterator[Mention]:
    """Names behind `in` that no gazetteer has and that are no known firm's: towns, perhaps."""
    for match in _TOWN.finditer(sentence):
        start, end = match.span("name")
        taken = any(m.start < end and start < m.end and m.kind in (PLACE, COUNTRY) for m in found)
        if not taken and not any(a < end and start < b for a, b in known) and not _EVENT_NAME.search(match["name"]):
            yield Mention(start, end, " ".join(match["name"].split()), PLACE, "town", "guess")


def _others(sentence: str) -> Iterator[Mention]:
    for match in _WORLD.finditer(sentence):
        name = match.group().lower().removeprefix("the ")
        yield Mention(match.start(), match.end(), "global" if name in ("globally", "world") else name, COUNTRY, "world")
    for match in _GROUP.finditer(sentence):
        yield Mention(match.start(), match.end(), match.group()[4:], GROUP)


def _around(sentence: str, m: Mention) -> Mention:
    before = _WORD_BEFORE.search(sentence, max(0, m.start - 24), m.start)
    after = _WORD_AFTER.match(sentence, m.end)
    return Mention(
        m.start,
        m.end,
        m.name,
        m.kind,
        m.level,
        m.role,
        before.group(1).lower() if before else "^" if m.start < 3 else "?",
        (after.group(1) or "'s").lower() if after else "$",
    )
