"""The signs of a sentence: the words that tell a project's state, and those that tell tense and mood."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from gigawatch.claims.alternation import either
from gigawatch.claims.scope.cue_table import read_cues
from gigawatch.claims.scope.page import Line, Page
from gigawatch.claims.status import project_words, status_cues

OPENING = 2  # sentences that tell the state of what the text is about


@cache
def _tense(lang: str) -> re.Pattern[str]:
    """The words that tell tense and mood."""
    words = either(read_cues("tense_cue")["tense"][lang])
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
