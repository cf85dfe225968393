"""What a Chinese figure is of: its project and the noun that stands before or behind it."""

from __future__ import annotations

import re

from gigawatch.claims.chinese_clause import Clause
from gigawatch.claims.chinese_discourse import Discourse
from gigawatch.claims.chinese_mention import Mention
from gigawatch.claims.chinese_subject import OF_PROJECT, Subject

_BEHIND = re.compile(r"(?:的|/年)?([\u4e00-\u9fffA-Za-z/（）()]{2,24}?)(?=[，,。；;、]|$)")
_TAIL = re.compile(
    r"(?:(?:总量|总数)?(?:将)?(?:达到|达|约|超过|突破|超|为|近|不低于|不超过|实现|完成|增长|共计|共|合计|合|增加到|提升|分别|至|到|由|已|了|同比|逾))+$"
)
_HEAD = re.compile(
    r"^(?:(?:19|20)\d\d年|\d+月|\d+日|今年|去年|全年|上半年|目前|已经|已|将|正在|要|推动|预计|力争|其中|计划|规划|建设|打造|形成|实现|投入|投资|的|年产|在|[\d至—-])+"
)
_NOUN = re.compile(r"[\u4e00-\u9fffA-Za-z（）()、“”]{2,20}$")
_NOT_A_NOUN = re.compile(r"^(?:左右|以上|以下|增至|增加|提高|提升|占|以及|同比|之间|降为|降至|的)")


def describe(
    text: str,
    span: tuple[int, int],
    clause: Clause,
    about: tuple[str, Subject | None],
    known: Discourse,
    mentions: list[Mention],
) -> str | None:
    """A short description: the project first, then the thing counted or measured; `about` is measure and subject."""
    measure, subject = about
    parts = [_project(measure, subject, known), _before(text, span[0], clause, mentions), _behind(text, span[1])]
    told: list[str] = []
    for part in parts:
        if part and not any(part in other for other in told):
            told.append(part)
    return " ".join(told) or None


def _project(measure: str, subject: Subject | None, known: Discourse) -> str | None:
    if subject is None or known.project is None or known.project.owner != subject.name:
        return None
    return known.project.name if measure in OF_PROJECT or measure == "revenue" else None


def _before(text: str, start: int, clause: Clause, mentions: list[Mention]) -> str | None:
    """The words before the figure in its clause, without whom, when and the verb."""
    floor = max([clause.start, *(m.end for m in mentions if clause.start <= m.end <= start)])
    words = _TAIL.sub("", text[max(floor, start - 24) : start])
    words = _HEAD.sub("", words)
    match = _NOUN.search(words)
    return match.group() if match else None


def _behind(text: str, end: int) -> str | None:
    match = _BEHIND.match(text[end : end + 60])
    return match.group(1) if match and not _NOT_A_NOUN.match(match.group(1)) else None
