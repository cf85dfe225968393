"""Where a Chinese figure is: the places of its sentence scored, else where its subject is known to be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gigawatch.claims.chinese_clause import Clause, clause_at
from gigawatch.claims.chinese_discourse import Discourse
from gigawatch.claims.chinese_mention import Mention
from gigawatch.claims.chinese_subject import STATISTICS, Subject
from gigawatch.claims.chinese_word import pattern, weights
from gigawatch.claims.setting import Setting

COUNTRIES = {"我国": "中国", "全国": "中国", "国内": "中国", "全世界": "全球"}
_STAKE = re.compile(r"股权|持股|参股|股份(?!有限)的?\d|持有|分别出资|注册资本|增资")
_COMPARED = re.compile(r"(?:占|居|列|超|较|比)(?:到|了|据)?$")
_WIDE = re.compile(
    r"(?:四川|江苏|浙江|安徽|福建|江西|山东|河南|河北|湖北|湖南|广东|海南|贵州|云南|陕西|甘肃|青海|山西|辽宁|吉林|黑龙江|内蒙古|广西|西藏|宁夏|新疆)"
    r"(?:省|自治区)?"
)
_PARTNER = re.compile(r"[与和同]$")
_NARROW = re.compile(r"(?:[县区镇]|园区?|开发区|新区|街道)$")


def choose_place(
    subject: Subject | None,
    measure: str,
    where: tuple[str, int, list[Clause]],
    settings: Sequence[Setting],
    mentions: Sequence[Mention],
    known: Discourse,
) -> str | None:
    """The place of a figure, None where nothing places it; `where` is the sentence, the offset and the clauses."""
    folded, at, clauses = where
    if subject and subject.kind == "country":
        return COUNTRIES.get(subject.name, subject.name)
    best = best_setting(folded, at, clauses, settings, mentions)
    if subject and subject.kind == "place":
        return subject.name
    if measure in ("share", "other", "investment", "contract_value") and _STAKE.search(_around(folded, at)):
        return None
    if best:
        return _remembered(subject, best.name, known)
    return _known_place(subject, measure, known)


def _around(folded: str, at: int) -> str:
    return folded[max(0, at - 24) : at + 12]


def _remembered(subject: Subject | None, place: str, known: Discourse) -> str:
    """The place; it also becomes the subject's, unless a narrower one within it is known."""
    if subject:
        before = known.homes.get(subject.name, "")
        if place not in before:
            known.homes[subject.name] = place
        elif _NARROW.search(before):
            return before
    return place


def _known_place(subject: Subject | None, measure: str, known: Discourse) -> str | None:
    if subject is None:
        return known.lead_place if measure not in STATISTICS else None
    for name in (subject.name, *subject.name.split(" and ")):
        if name in known.homes:
            return known.homes[name]
    if subject.kind == "event" or known.is_one_place:
        return known.lead_place
    names = subject.name.split(" and ")
    is_lead = any(name in str(known.event_of) for name in names) or (
        known.project is not None and known.project.owner in names
    )
    return known.lead_place if is_lead else None


def best_setting(
    folded: str, at: int, clauses: list[Clause], settings: Sequence[Setting], mentions: Sequence[Mention]
) -> Setting | None:
    """The place of the sentence that fits a figure best, None where all of them stand for something else."""
    here = clause_at(clauses, at)
    scored = [(_score(folded, at, abs(clause_at(clauses, s.start) - here), s, mentions), s) for s in settings]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] > 0 else None


def _score(folded: str, at: int, apart: int, setting: Setting, mentions: Sequence[Mention]) -> float:
    weight = weights("place")
    before, after = folded[max(0, setting.start - 3) : setting.start], folded[setting.end : setting.end + 6]
    in_project = any(m.start <= setting.start < m.end + len(m.project) + 1 for m in mentions if m.project)
    is_topic = any(m.start == setting.start and m.is_topic for m in mentions)
    score = weight["located"] if pattern("", "located", "(?:了)?$").search(before) or is_topic else 0.0
    score += weight["in_project"] if in_project else 0
    score += weight["near"] if apart == 0 else weight["apart"] * apart
    gap = folded[setting.end : at] if setting.end <= at else ""
    score += weight["beside"] if setting.end <= at and len(gap) <= 5 and not re.search("[、，。；]", gap) else 0
    score += weight["before"] if setting.end <= at else -weight["before"]
    score += weight["narrow"] if _NARROW.search(setting.name) else 0
    score += weight["wide"] if _WIDE.fullmatch(setting.name) else 0
    score += weight["venue"] if pattern("[^，。]{0,2}", "venue").match(after) else 0
    score += weight["partner"] if _PARTNER.search(before) else 0
    score += weight["office"] if pattern("", "office").match(after) else 0
    return score + (weight["compared"] if _COMPARED.search(before) else 0)
