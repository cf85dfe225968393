"""The phase of a plant that a figure is of: the one its sentence names for it, ties to it, or goes on about."""

from __future__ import annotations

import re

from gigawatch.claims.phase_list import phase_counted
from gigawatch.claims.phase_stage import staged_phase
from gigawatch.claims.phase_tied import Tie, is_chinese_sum, tied_phase
from gigawatch.claims.scope.history import OF_PROJECT, Scoped
from gigawatch.claims.scope.page import Page
from gigawatch.claims.scope.stopped import own_words
from gigawatch.claims.trait import phase_before, phase_meant, phase_of

_MONEY_FOR = re.compile(
    r"(?:the|this) (?:money|sum|amount|investment|outlay|funds?|funding)"
    r" (?:is|are|was|will go|goes|will be used)(?: meant)? (?:for|to|into|to build)"
    r" (?:the )?(?P<phase>phases? [ivx\d]+(?: (?:to|through|and|-|–) [ivx\d]+)?)\b"
)


def phase_told(page: Page, figure: Scoped) -> str | None:
    """The phase that a figure's sentence names for it, else the one that `It` or `the phase` stands for."""
    line = figure.line
    is_of_project = figure.measure in OF_PROJECT
    if is_of_project and (staged := _phase_of_stage(page, figure)) is not None:
        return staged
    if figure.phase is not None or (figure.measure == "other" and figure.found.unit == "count"):
        return figure.phase  # guests and suppliers are of no phase
    tie = _tie(figure) if is_of_project else None
    if tie is not None:
        return tie.phase
    if figure.goes_on:
        words = own_words(figure)
        return phase_of(words, (len(words), len(words)), page.lang)
    named = phase_of(line.folded, (figure.start, figure.end), page.lang)
    named = named or phase_counted(line.folded, figure.start, page.lang)
    return named or ((_phase_before(page, figure) or _phase_behind(page, figure)) if is_of_project else None)


def _phase_of_stage(page: Page, figure: Scoped) -> str | None:
    """The phase of which an English text tells the stages, where the figure is of one of them."""
    at = figure.line.sentence.start
    return staged_phase(page.folded, (at + figure.start, at + figure.end), at) if page.lang == "en" else None


def _phase_before(page: Page, figure: Scoped) -> str | None:
    """The phase of the sentence before that `It` or `the phase` stands for."""
    line = figure.line
    if line.opens or not line.number:
        return None
    before = page.line(line.number - 1).folded
    if page.lang == "zh" or "phase" in line.folded:
        return phase_meant(line.folded[: figure.start], before, page.lang)
    return phase_before(line.folded, before)


def _phase_behind(page: Page, figure: Scoped) -> str | None:
    """The phases for which the sentence behind says that an amount of money is: `The money is for phases VII to X`."""
    number = figure.line.number + 1
    if figure.measure != "investment" or page.lang != "en" or number >= len(page.sentences):
        return None
    told = _MONEY_FOR.match(page.line(number).folded)
    return told["phase"] if told else None


def _tie(figure: Scoped) -> Tie | None:
    """What the words beside a plant's figure tie it to, whatever phase was named before."""
    line = figure.line
    if line.lang == "zh":
        return Tie(None) if is_chinese_sum(line.folded, figure.start) else None
    return tied_phase(line.folded, (figure.start, figure.end))
