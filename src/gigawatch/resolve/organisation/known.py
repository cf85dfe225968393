"""A firm's name against the vocabulary: a known firm, a part of one, a venture of two, or none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from gigawatch.resolve.organisation.compare import NEAR, compare_names
from gigawatch.resolve.organisation.firm import HAN, FirmName, fold_firm_name, read_firm_name, words
from gigawatch.resolve.organisation.telling import makes_another
from gigawatch.resolve.romanise import firm_spellings, is_short_pinyin
from gigawatch.vocab import Organisation, organisations

BRACKET = re.compile(r"\s*[(（][^()（）]*[)）](?:, [a-z ]+)?$|, [a-z ]+$")
SHORTEST_FUZZY = 6
CLOSE = 0.02
LONGEST = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What the vocabulary says of a name: the firm it means, or the firms that the firm of this name belongs to.

    `rest` is what the name has beside theirs.
    """

    organisation: Organisation | None
    holders: tuple[Organisation, ...]
    rule: str
    score: float
    reason: str
    rest: str = ""


NOBODY = Known(None, (), "rule:none", 0.0, "no known firm's name")


@lru_cache(maxsize=65_536)
def name_known(surface: str) -> Known:
    """The firm of the vocabulary that a name means, else those that its bearer belongs to.

    >>> name_known("CATL Thuringia Cell Park GmbH").organisation is None
    True
    """
    table = organisations()
    exact = table.find(surface) or table.find(BRACKET.sub("", surface)) or table.find_compact(surface)
    if exact is not None:
        is_shared = surface in exact.ambiguous
        reason = f"{surface!r} is a name of {exact.name}{', and of others' if is_shared else ''}"
        return Known(exact, (), "rule:ambiguous" if is_shared else "rule:alias", 0.6 if is_shared else 1.0, reason)
    return _named_after(surface) or _spelled(surface) or _shortened(surface) or _near(surface) or NOBODY


def _named_after(surface: str) -> Known | None:
    """A name that holds a known firm's: the firm itself where only general words are added, else a firm of its own."""
    mentions = organisations().scan(surface)
    if not mentions:
        return None
    firms = tuple(dict.fromkeys(m.entry for m in mentions))
    rest = _without(surface, [(m.start, m.end) for m in mentions])
    if len(firms) > 1:
        reason = f"named after {' and '.join(firm.name for firm in firms)}"
        return Known(None, firms, "rule:venture", 0.9, reason, rest)
    if not rest or not makes_another(read_firm_name(rest), read_firm_name(surface), mentions[0].start, firms[0]):
        return Known(firms[0], (), "rule:contains", 0.95, f"{mentions[0].surface!r} with general words")
    reason = f"named after {firms[0].name}, with words of its own"
    return Known(None, firms, "rule:named-after", 0.9, reason, rest)


def _spelled(surface: str) -> Known | None:
    """A name in which a Chinese brand is written in Latin letters: Xinwangda Electronics.

    Two syllables spell many brands: with words of its own such a name is named after nobody that is known.
    """
    tokens = read_firm_name(surface).folded.split()
    if not tokens or HAN.search(surface):
        return None
    for size in range(min(LONGEST, len(tokens)), 0, -1):
        for start in range(len(tokens) - size + 1):
            word = "".join(tokens[start : start + size])
            firm = organisations().get(firm_spellings().get(word, ""))
            if firm is not None:
                rest = " ".join((*tokens[:start], *tokens[start + size :]))
                found = _spelled_as(firm, rest, read_firm_name(surface))
                return None if found.organisation is None and is_short_pinyin(word) else found
    return None


def _spelled_as(firm: Organisation, rest: str, full: FirmName) -> Known:
    reason = f"spells a Chinese name of {firm.name} in Latin letters"
    if not rest or not makes_another(read_firm_name(rest), full, 0, firm):
        return Known(firm, (), "rule:spelled", 0.93, reason)
    return Known(None, (firm,), "rule:named-after", 0.9, f"{reason}, with words of its own", rest)


def _shortened(surface: str) -> Known | None:
    """The one known firm whose name begins with the whole of this one and goes on in general words: Prime Planet."""
    tokens = tuple(read_firm_name(surface).folded.split())
    if HAN.search(surface) or len("".join(tokens)) < SHORTEST_FUZZY or not surface[:1].isupper():
        return None
    found = _longer_names().get(tokens, frozenset())
    firm = organisations().get(min(found)) if len(found) == 1 else None
    return Known(firm, (), "rule:short-form", 0.9, f"the beginning of {firm.name}") if firm is not None else None


@cache
def _longer_names() -> Mapping[tuple[str, ...], frozenset[str]]:
    """The firms by the beginnings of their names that go on in general words or in a line of business."""
    general = {*words()["generic_en"], *words()["apart_en"], *words()["line_en"], *words()["matter_en"]} - {
        *words()["place_en"]
    }
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for organisation in organisations():
        for name in _names(organisation):
            tokens = tuple(fold_firm_name(name).split())
            for size in range(1, len(tokens)):
                found[tokens[:size]].add(organisation.id if set(tokens[size:]) <= general else f"?{name}")
    return {tokens: frozenset(ids) for tokens, ids in found.items() if set(tokens) - general}


def _without(surface: str, spans: list[tuple[int, int]]) -> str:
    """A name without the characters of some spans, nor the brackets and marks left empty."""
    kept = "".join(" " if any(a <= i < b for a, b in spans) else char for i, char in enumerate(surface))
    return " ".join(re.sub(r"[()（）\[\],，/&-]", " ", kept).split())


def _near(surface: str) -> Known | None:
    """The one known firm whose name is spelled nearly like this one."""
    if len(surface) < SHORTEST_FUZZY:
        return None
    name = read_firm_name(surface)
    scored = []
    for organisation, score in organisations().candidates(surface, 3):
        best = max((compare_names(name, read_firm_name(n)).score for n in _names(organisation)), default=0.0)
        scored.append((min(best, score), organisation))
    scored.sort(key=lambda pair: (-pair[0], pair[1].id))
    if not scored or scored[0][0] < NEAR or (len(scored) > 1 and scored[0][0] - scored[1][0] < CLOSE):
        return None
    return Known(scored[0][1], (), "rule:near", scored[0][0], f"spelled nearly like {scored[0][1].name}")


def _names(organisation: Organisation) -> tuple[str, ...]:
    names = (organisation.name, organisation.name_en, organisation.name_zh, *organisation.aliases)
    return tuple(name for name in names if name and name not in organisation.ambiguous)
