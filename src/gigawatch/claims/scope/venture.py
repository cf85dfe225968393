"""The joint venture that a sentence speaks of: under its name, else as its partners together.

`The joint venture` and 合资公司 are nobody's name. What they stand for is the venture named last, or the partners that
a text joins; a parent's name before them does not make it theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from gigawatch.claims.scope.cue_table import read_cues
from gigawatch.claims.scope.mention import FIRM, Mention
from gigawatch.claims.scope.page import Line
from gigawatch.vocab import OrganisationRelation, organisations

_NEAR = 30  # characters before a venture in which a word of scope stands
_HINTS = {"en": ("venture", " jv"), "zh": ("合资", "合营")}
_STAND = {
    "en": re.compile(
        r"\b(?:the|this|that|their)\s(?:(?:new|planned|proposed|future|said)\s)*(?:joint[\s-]venture|jv|venture)\b"
        r"(?!\s(?:with|of|between|agreement|partner|deal|contract|talks))"
    ),
    "zh": re.compile(r"(?:该|这家|此|新的?)?(?:合资|合营)(?:公司|企业)"),
}
_FOUNDS = {
    "en": re.compile(
        r"\b(?:set(?:ting|s)?\sup|form(?:ed|ing|s)?|establish\w*|creat(?:e[ds]?|ing)|found(?:ed|ing)?|launch\w*)\s"
        r"(?:[\w’'-]+\s){0,4}?joint[\s-]venture\b"
    ),
    "zh": re.compile(
        r"(?:成立|组建|设立|创办|建立)[^，。；;]{0,12}?(?:合资|合营)(?:公司|企业)|合资(?:成立|组建|设立|创办)"
    ),
}
_BEFORE = {
    "en": re.compile(
        r"\bjoint[\s-]venture(?:\scompany)?,?\s(?:\(|(?:(?:to\sbe\s)?(?:called|named|known\sas|dubbed)\s))?[\"“‘']?$",
        re.I,
    ),
    "zh": re.compile(
        r"(?:合资|合营)(?:公司|企业)(?:[：:，,（(]|——)?(?:名为|名称为|取名|命名为|为|即)?[“\"]?$"
        r"|合资(?:成立|组建|设立|创办)了?(?:一家)?[“\"]?$"
    ),
}
_BEHIND = {
    "en": re.compile(
        r"(?:,|\s\(|\sis|\swas)\s?(?:(?:an?|the|their|its)\s)?(?:[\w/-]+\s){0,2}?joint[\s-]venture\b", re.IGNORECASE
    ),
    "zh": re.compile(
        r"(?:[^，。；;]{0,10}[，,])?(?:是|为|系)?由[^。；;]{2,40}?合资(?:成立|组建|设立|创办|建设)?"
        r"|[，,]?(?:是|为|系)[^，。；;]{2,30}?(?:合资|合营)(?:公司|企业)"
    ),
}
_JOIN = {
    "en": re.compile(r",?\s(?:and|&)\s(?:the\s)?|,\s"),
    "zh": re.compile(r"[、，]|和|与|及|以及|(?:将|还|拟|宣布|计划)?(?:与|和|同)"),
}


def speaks_of_ventures(line: Line) -> bool:
    """True for a sentence that has a word for joint ventures."""
    return any(map(line.folded.__contains__, _HINTS[line.lang]))


def named_venture(line: Line) -> Mention | None:
    """The joint venture that a sentence names, the last of several."""
    found = [m for m in line.mentions if m.kind == FIRM and _is_venture(line, m)]
    return found[-1] if found else None


def is_known_venture(name: str) -> bool:
    """True for a joint venture of the vocabulary."""
    known = organisations().find(name)
    return known is not None and known.relation is OrganisationRelation.JOINT_VENTURE


def partners_in(line: Line) -> Mention | None:
    """The firms that a sentence joins into a venture, as one: `A and B have formed a joint venture`."""
    if not speaks_of_ventures(line):
        return None
    if _FOUNDS[line.lang].search(line.folded) is None and _STAND[line.lang].search(line.folded) is None:
        return None
    return _joined([m for m in line.mentions if m.kind == FIRM and m.role != "source"], line)


def heads_clause(line: Line, at: int) -> bool:
    """True where `the joint venture` opens the clause of an offset, no firm named in between."""
    low, _ = line.clause_span(at)
    stand = _STAND[line.lang].search(line.folded, low, at)
    return (
        stand is not None
        and stand.start() <= low + 1
        and not _is_scope(line, stand.start())
        and not any(m.kind == FIRM and stand.end() <= m.start < at for m in line.mentions)
    )


def venture_before(line: Line, at: int) -> int | None:
    """Where a sentence speaks of a joint venture before an offset, no firm named in between; None where it does not.

    The partners that found it are no firms in between, nor is its own name.
    """
    if not speaks_of_ventures(line):
        return None
    told = (m for pattern in (_STAND, _FOUNDS) for m in pattern[line.lang].finditer(line.folded, 0, at))
    found = [m.end() for m in told if not _is_scope(line, m.start())]
    if not found:
        return None
    end, own = max(found), named_venture(line)
    between = [
        m for m in line.mentions if m.kind == FIRM and end <= m.start < at and (own is None or m.name != own.name)
    ]
    return None if any(not _holds_share(line, m) for m in between) else end


def _is_scope(line: Line, at: int) -> bool:
    """True where the venture at an offset is only taken in or left out: `without the joint venture it has 70 GWh`."""
    return _scope(line.lang).search(line.folded, max(0, at - _NEAR), at) is not None


@cache
def _scope(lang: str) -> re.Pattern[str]:
    words = read_cues("stake_cue")[lang]["scope"]
    return re.compile(rf"\b{words}\s(?:the\s|its\s|their\s)?$" if lang == "en" else rf"{words}$")


def _holds_share(line: Line, mention: Mention) -> bool:
    """True for a firm of which nothing is told but how much of the venture it has: 甲公司持股51%."""
    return _SHARE[line.lang].match(line.folded, mention.end) is not None


_SHARE = {
    "en": re.compile(
        r",?(?:\s(?:will|would|each|has|have|having|holds?|holding|owns?|owning|with|taking|a|an|about|nearly|over))*"
        r"\s\(?\d[\d.]*\s?(?:%|per\s?cent\b|pct\b)"
    ),
    "zh": re.compile(
        r"(?:将|拟|分别)?(?:[（(]?(?:持股|占股|持有|出资|认缴|控股|占)(?:比例)?(?:为|约)?)?[（(]?\d[\d.]*%"
    ),
}


def _is_venture(line: Line, mention: Mention) -> bool:
    if is_known_venture(mention.name):
        return True
    if not speaks_of_ventures(line):
        return False
    text = line.sentence.text if line.lang == "en" else line.folded
    if _holds_share(line, mention):
        return False
    if _BEFORE[line.lang].search(text, max(0, mention.start - 40), mention.start):
        return True
    return _BEHIND[line.lang].match(text, mention.end) is not None


def _joined(firms: Sequence[Mention], line: Line) -> Mention | None:
    """The first firms of a sentence that a list joins, as one."""
    names: list[Mention] = []
    for firm in firms:
        if names and not _JOIN[line.lang].fullmatch(line.sentence.text[names[-1].end : firm.start]):
            if len(names) > 1:
                break
            names = []
        names.append(firm)
    told = list(dict.fromkeys(m.name for m in names))
    if len(told) < 2:
        return None
    return Mention(
        names[0].start, names[-1].end, " and ".join(told), FIRM, before=names[0].before, after=names[-1].after
    )
