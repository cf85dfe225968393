"""What an English sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from gigawatch.claims.actor import Actor
from gigawatch.claims.english_actor import find_english_actors, verb_after
from gigawatch.claims.english_discourse import level_of
from gigawatch.claims.scope.mention import COUNTRY, EVENT, FIRM, GROUP, PERSON, PLACE, Mention, Stand
from gigawatch.claims.setting import Setting, find_settings
from gigawatch.vocab import organisations

_EVENT_NAME = re.compile(r"\b(?:Conference|Expo|Forum|Summit|Fair|Congress|Exposition|Exhibition)\b")
_WORLD = re.compile(r"\b(?:[Gg]lobal(?:ly)?|[Ww]orldwide|the world(?!['’]s)|overseas)\b")
_GROUP = re.compile(r"\b[Tt]he (?:top|first|largest|leading) (?:\w+ )?(?:\w+ )?(?:makers|manufacturers|companies|suppliers|firms|producers|players)\b")
_DEMONYM_NOUN = re.compile(r"\s(?:[a-z]+(?:-[a-z]+)*\s){0,4}?(?:companies|(?:car|battery )?makers|manufacturers|firms|producers|suppliers|export(?:er)?s|brands|plants|factories|automakers)\b")
_STAND = re.compile(
    r"\b(?:(?P<firm>(?:[Tt]he|[Tt]his|[Tt]hat) (?:\w+ )?(?:\w+[ -]?makers?|company|firm|group|manufacturer|producer|supplier|developer|operator|venture|startup|joint venture)|[Ii]ts?|[Tt]hey|[Tt]heir|[Ww]e|[Oo]ur)"
    r"|(?P<city>(?:[Tt]he|[Tt]his) (?:city|town|county|municipality|prefecture|area))"
    r"|(?P<province>(?:[Tt]he|[Tt]his) (?:province|state|region))"
    r"|(?P<country>(?:[Tt]he|[Tt]his) (?:country|nation)|nationwide|[Dd]omestic(?:ally)?)"
    r"|(?P<event>(?:[Tt]he|[Tt]his) (?:\w+ )?(?:conference|event|expo|forum|summit|fair|ceremony))"
    r"|(?P<project>(?:[Tt]he|[Tt]his|[Ii]ts|[Bb]oth|[Ee]ach|[Tt]hese|[Aa]nother|[Aa] second|[Aa] new) (?:\w+ ){0,2}(?:plants?|base|projects?|facility|facilities|factory|factories|site|works|complex|mine|refinery|line|lines|phases?|park)))\b"
)
_WORD_BEFORE = re.compile(r"([A-Za-z]+|[,;:.()%\"“—–-])\s?(?:(?:the|a|an|its|their)\s)?$")
_WORD_AFTER = re.compile(r"['’]s|\s?([A-Za-z]+|[,;:.()\"”—–-])")


_PRESS = frozenset(
    "Reuters Bloomberg Xinhua Yonhap AFP AP CNBC CNN BBC Nikkei Caixin Yicai Sina Handelsblatt Electrek InsideEVs CnEVPost electrive Benchmark Fastmarkets Argus".split()
)
_NO_NAME = re.compile(
    r"LiFePO4|LFP|NCM\w*|NMC\w*|NCA|LMFP|LMO|LNMO|OEMs?|SUVs?|ESG|R&D|AI|IRA|IPO|COVID|PRNewswire|Semi|Blade|Qilin|Shenxing|Model\s?\w?|Gigafactory|Giga\w*|M3P|BEVs?|PHEVs?|HEVs?"
    r"|SHE|SHA|HKG|SHSE|SZSE|NYSE|NASDAQ|Nasdaq|OTCQ?[XB]?|ASX|TSXV?|KOSPI|KOSDAQ|Company|Companies|The Company|Group|Board|Government|(?:JPY|KRW|INR|USD|EUR|CNY|GBP|AUD|CAD)\\b.*|.*-(?:certified|based|owned|backed|led)|BESS|EPC|PPA|JV|MoU|CEO|CFO|Q\\d|FY\\d*|Lithium|Nickel|Cobalt"
    r"|[A-Z]*(?:NEWSWIRE|MEDIAWIRE|PRWIRE|ACCESSWIRE)|(?:PR|GLOBE|Globe)\s?N[Ee][Ww][Ss][Ww][Ii][Rr][Ee]|B[Uu][Ss][Ii][Nn][Ee][Ss][Ss]\s?W[Ii][Rr][Ee]"
    r"|Figure|Table|Source|Photo|Image|Read|Subscribe|Share|Advertisement|Chapter|Part|Section|Article|Law|Act|Congress|Republicans?|Democrats?|Tier|Series|Class"
)


def is_headline(sentence: str) -> bool:
    """True for a line whose words are nearly all capitalised, where capitals do not make a name."""
    words = re.findall(r"[A-Za-z]{4,}", sentence)
    return len(words) > 3 and sum(w[0].isupper() for w in words) >= 0.75 * len(words)


def find_english(sentence: str, text: str = "") -> tuple[list[Mention], list[Stand]]:
    """The mentions of a sentence in order, and the words that stand for what was named before."""
    actors = [a for a in find_english_actors(sentence) if not _NO_NAME.fullmatch(a.name) and a.name not in _PRESS]
    known = {(m.start, m.end) for m in organisations().scan(sentence)}
    if is_headline(sentence):
        actors = [a for a in actors if (a.start, a.end) in known or text.count(a.name) > 1]
    else:
        actors = [a for a in actors if (a.start, a.end) in known or not _is_word(a, sentence, text)]
    settings = find_settings(sentence, "en", ())
    found = [*_places(sentence, settings, actors), *_others(sentence)]
    found += [m for m in _actors(sentence, actors) if not _is_place(m, settings)]
    stands = [Stand(m.start(), m.lastgroup or "") for m in _STAND.finditer(sentence)]
    return sorted((_around(sentence, m) for m in found), key=lambda m: m.start), stands


def _is_word(actor: Actor, sentence: str, text: str) -> bool:
    """True for a capital that only begins a sentence: a plain word that no other place of the text writes so."""
    name = actor.name
    if not (name.isalpha() and name[1:].islower()) or sentence.startswith(("'s", "’s"), actor.end):
        return False
    if sentence[: actor.start].strip(" -*•·\"“‘'(—–") and sentence[: actor.start].rstrip()[-1:] not in ".:!?”\"":
        return False
    return re.search(rf"[a-z,] {name}\b", text) is None


def _is_place(mention: Mention, settings: Sequence[Setting]) -> bool:
    """True for a name that is a place, or lies within one."""
    return any(s.start <= mention.start and mention.end <= s.end for s in settings)


def _actors(sentence: str, actors: Iterable[Actor]) -> Iterator[Mention]:
    for actor in actors:
        kind = EVENT if _EVENT_NAME.search(actor.name) else FIRM
        role = "verb" if verb_after(sentence, actor.end) else ""
        yield Mention(actor.start, actor.end, actor.name, kind, role=role)


def _places(sentence: str, settings: Iterable[Setting], actors: Sequence[Actor]) -> Iterator[Mention]:
    for setting in settings:
        inside = any(a.start <= setting.start and setting.end <= a.end and len(a.name) > len(setting.name) for a in actors)
        if inside:
            continue
        level = level_of(setting)
        role = "verb" if verb_after(sentence, setting.end) else "makers" if _DEMONYM_NOUN.match(sentence, setting.end) else ""
        yield Mention(setting.start, setting.end, setting.name, COUNTRY if level == "country" else PLACE, level, role)


def _others(sentence: str) -> Iterator[Mention]:
    for match in _WORLD.finditer(sentence):
        yield Mention(match.start(), match.end(), "global", COUNTRY, "world")
    for match in _GROUP.finditer(sentence):
        yield Mention(match.start(), match.end(), match.group()[4:], GROUP)


def _around(sentence: str, m: Mention) -> Mention:
    before = _WORD_BEFORE.search(sentence, max(0, m.start - 24), m.start)
    after = _WORD_AFTER.match(sentence, m.end)
    return Mention(
        m.start, m.end, m.name, m.kind, m.level, m.role,
        before.group(1).lower() if before else "^" if m.start < 3 else "?",
        (after.group(1) or "'s").lower() if after else "$",
    )
