"""Whose a Chinese figure is: every name and standing word of its sentence is scored, and what was spoken of before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gigawatch.claims.chinese_discourse import Discourse
from gigawatch.claims.chinese_mention import Mention
from gigawatch.claims.chinese_word import weights

STATISTICS = frozenset({"production", "installed", "sales", "shipments", "growth", "share", "supply_volume"})
OF_PROJECT = frozenset({"investment", "capacity", "area", "projects", "jobs", "stations", "vehicles", "contract_value"})
AT_EVENT = frozenset({"projects", "investment", "contract_value"})
_EVENT_WORDS = re.compile(r"大会|会议期间|论坛期间|展会|峰会|签约仪式|本届|会上")
_RUNNING = re.compile(r"累计|截至|截止|目前|已签约|已引进|已经引进|至今|以来")
_EACH = re.compile(r"分别")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose a figure is, of what kind, and how well that fits."""

    name: str
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Question:
    """One figure for which a subject is sought: where it stands, and what it measures in what state."""

    folded: str
    at: int
    clause: int
    measure: str
    status: str
    event: str | None


def choose_subject(question: Question, mentions: Sequence[Mention], known: Discourse) -> Subject | None:
    """The best candidate, None where none fits."""
    names_event = any(m.kind == "event" and m.start < question.at for m in mentions)
    candidates = [*_named(question, mentions, known), *_carried(question, known, names_event)]
    best = max(candidates, key=lambda candidate: candidate.score, default=None)
    return best if best and best.score > 0 else None


def _named(question: Question, mentions: Sequence[Mention], known: Discourse) -> Iterator[Subject]:
    for mention in mentions:
        if mention.role == "source" and mention.kind == "firm":
            continue
        resolved = known.resolved(mention)
        if resolved:
            yield Subject(resolved.name, resolved.kind, _score(question, resolved))


def _score(question: Question, mention: Mention) -> float:
    weight, score = weights(), 0.0
    is_owner = mention.project != "" and question.measure in OF_PROJECT
    score += weight["topic"] if mention.is_topic else 0
    score += weight["near"] if mention.clause == question.clause else 0
    score += weight["apart"] * abs(question.clause - mention.clause)
    score += weight["heads_project"] if is_owner else 0
    score += weight["oblique"] if mention.is_oblique and not is_owner else 0
    score += weight["subsidiary"] if mention.role == "subsidiary" and question.measure in OF_PROJECT else 0
    score += weight["behind"] if mention.start > question.at else 0
    if mention.kind == "event" and question.measure in STATISTICS:
        return score - weight["topic"]
    if mention.kind == "event" and question.measure in AT_EVENT:
        return score + (weight["at_event"] if question.status == "signed" else weight["oblique"])
    if mention.role == "top":
        return score + (weight["top"] if question.measure in STATISTICS else -weight["top"])
    if mention.kind == "country" and not mention.is_topic:
        is_statistic = question.measure in STATISTICS or question.measure == "revenue"
        return score + weight["country_inside"] if is_statistic else 0.0
    return score


def _carried(question: Question, known: Discourse, names_event: bool) -> Iterator[Subject]:
    """What was spoken of before: the last topic, the owner of the last project, the conference if no other is named."""
    weight = weights()
    if known.topic:
        yield Subject(known.topic, known.topic_kind, weight["carried_far" if known.is_new_paragraph else "carried"])
    if known.project and question.measure in OF_PROJECT and known.topic_kind == "firm":
        yield Subject(known.project.owner, "firm", weight["carried"] + weight["shared_firm"])
    if question.event and not names_event and question.measure in AT_EVENT and question.status == "signed":
        score = weight["event"]
        score += weight["at_event"] + weight["near"] if _EVENT_WORDS.search(question.folded) else 0
        score += weight["total"] if _RUNNING.search(question.folded) else 0
        yield Subject(question.event, "event", score)


def one_by_one(folded: str, clause: tuple[int, int], number: int, mentions: Sequence[Mention]) -> Mention | None:
    """The firm that 分别 gives a figure to: the first figure is the first firm's, the second the second's."""
    if not _EACH.search(folded, *clause):
        return None
    firms = [m for m in mentions if m.kind == "firm" and m.end <= clause[1]]
    holders = [n for n, m in enumerate(firms) if m.start > clause[0] and folded[m.start - 1] == "由"]
    firms = firms[holders[-1] :] if holders else [m for m in firms if not _is_recipient(folded, m)]
    distinct = list({m.name: m for m in reversed(firms)}.values())[::-1]
    return distinct[number] if len(distinct) >= 2 and number < len(distinct) else None


def _is_recipient(folded: str, mention: Mention) -> bool:
    return folded[max(0, mention.start - 1) : mention.start] in ("向", "给", "对", "为")
