"""The signs of a sentence: the words that tell a project's state, and those that tell tense and mood."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gigawatch.claims.alternation import either
from gigawatch.claims.scope.page import Line, Page
from gigawatch.claims.status import project_words, status_cues

OPENING = 2  # sentences that tell the state of what the text is about
_TENSE_WORDS = {
    "en": (
        r"will|would|could|may|might|should|has|have|had|is|are|was|were|being|be|been|to|by|expect\w*|plan\w*|aim\w*|target\w*|intend\w*|propos\w*|estimat\w*|forecast\w*"
        r"|project(?:ed|s)|predict\w*|announc\w*|said|says|invest(?:ed|ing|s)?|built|building|open(?:ed|s)?|start\w*|began|begin\w*|complet\w*|operat\w*|produc\w+|sign\w*|agree\w*"
        r"|rose|fell|grew|reached|total\w*|accounted|up|down|year-on-year|capacity|currently|current|existing|already|now|once|when|after|if|potential|maximum|goal|initial\w*|first|second|phase"
        r"|cancel\w*|scrap\w*|delay\w*|postpon\w*|paus\w*|halt\w*|suspend\w*|instead|previous\w*|original\w*|reduc\w*|cut|secur\w*|rais\w*|receiv\w*|award\w*|approv\w*|create\w*|employ\w*"
    ),
    "zh": (
        r"将|拟|预计|计划|规划|力争|目标|有望|预测|或将|可|已|了|正在|正式|目前|现有|拥有|具备|形成|建成|投产|达产|投运|开工|奠基|动工|在建|建设|封顶|签约|签署|签订|协议|公告|宣布|披露"
        r"|同比|环比|增长|下降|达到|达|实现|完成|累计|占|为|约|推迟|延期|终止|取消|暂停|解除|原|总投资|投资|项目|一期|二期|后|到|全面|今年|去年|明年|以来|截至|设计|年产|新增|落地|落户|启动|量产|交付|批复|备案|中标|收购"
    ),
}


@cache
def _tense(lang: str) -> re.Pattern[str]:
    """The words that tell tense and mood."""
    words = either(re.split(r"\|(?![^(]*\))", _TENSE_WORDS[lang]))
    return re.compile(rf"\b(?:{words})\b" if lang == "en" else words)


@cache
def _steps(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Every cue of a project's state: where one begins, and which states' it is, in a pattern whose groups are they."""
    cues = status_cues(lang).project
    words = either(word for state in cues for word in project_words(lang, state))
    states = "|".join(f"(?P<{state}>{cue.pattern})" for state, cue in cues.items())
    return re.compile(rf"\b(?:{words})\b" if lang == "en" else words), re.compile(states)


def _find_steps(folded: str, lang: str) -> list[tuple[int, str]]:
    """The states that a sentence tells, and where."""
    begins, states = _steps(lang)
    found = []
    hint = begins.search(folded)
    while hint is not None:
        step = states.match(folded, hint.start())
        assert step is not None
        found.append((hint.start(), step.lastgroup or ""))
        hint = begins.search(folded, step.end())
    return found


@dataclass(frozen=True, slots=True)
class Signs:
    """The words of one sentence that tell a state, and those that tell tense and mood: where they begin, and what."""

    steps: Sequence[int]
    told: Sequence[str]
    tenses: Sequence[int]
    said: Sequence[str]

    def states(self, start: int, end: int) -> dict[str, None]:
        """The states told between two offsets."""
        return dict.fromkeys(self.told[bisect_left(self.steps, start) : bisect_left(self.steps, end)])

    def words(self, start: int, end: int) -> Sequence[str]:
        """The words of tense and mood between two offsets."""
        return self.said[bisect_left(self.tenses, start) : bisect_left(self.tenses, end)]


def signs_of(line: Line) -> Signs:
    """The signs of a sentence, found once."""
    if line.signs is None:
        steps, tenses = _find_steps(line.folded, line.lang), list(_tense(line.lang).finditer(line.folded))
        line.signs = Signs(
            [at for at, _ in steps],
            [state for _, state in steps],
            [m.start() for m in tenses],
            [m.group() for m in tenses],
        )
    return line.signs


def opening_states(page: Page) -> list[str]:
    """The states that the title and the first two sentences speak of."""
    known = page.opening
    if known is None:
        found: dict[str, None] = {}
        for number in range(min(OPENING, len(page.sentences))):
            line = page.line(number)
            found.update(dict.fromkeys(signs_of(line).told))
        page.opening = known = list(found)
    return known
