"""The state that a figure can be counted in: of planned and built told as one, of a plan changed, of money."""

from __future__ import annotations

import re

from gigawatch.ledger.revision import find_revisions
from gigawatch.ledger.sentence import sentence_of
from gigawatch.ledger.setting import pattern
from gigawatch.model import QuantityClaim

MEASURES = ("capacity", "investment", "projects")
BUILT, UNDER_CONSTRUCTION, PLANNED, CANCELLED = "operating", "under_construction", "planned", "cancelled"
MONEY, REPORTED = "investment", "reported"
REACH = 60
CLAUSE = re.compile(r"[，,；;。！？\n]|\. ")
BUILDING = re.compile("在建|construction|being built")


def find_mixture(claim: QuantityClaim, text: str) -> str | None:
    """The words of the figure's clause that give built and unbuilt as one; None where it has none."""
    if claim.measure not in MEASURES:
        return None
    lang = "zh" if claim.lang == "zh" else "en"
    ahead = CLAUSE.split(text[max(0, claim.start - REACH) : claim.start])[-1]
    behind = CLAUSE.split(text[claim.end : claim.end + REACH])[0] if lang == "en" else ""
    found = pattern("mixed", lang).search(ahead) or pattern("mixed", lang).search(behind)
    return found[0] if found else None


def state_of(claim: QuantityClaim, text: str) -> str | None:
    """The claim's state, but never built for a figure that holds what is not: the lower of the two.

    What a plan is cut to goes on being planned, and what a given-up expansion was to start from is not given up. Money
    is there only where its sentence tells that it was spent or that something was built; else it is only told.
    """
    if claim.status == CANCELLED:
        return _state_of_revised(claim, text)
    if claim.status != BUILT:
        return claim.status
    if claim.measure == MONEY and not _is_spent(claim, text):
        return REPORTED
    words = find_mixture(claim, text)
    if words is None:
        return claim.status
    return UNDER_CONSTRUCTION if BUILDING.search(words) else PLANNED


def _state_of_revised(claim: QuantityClaim, text: str) -> str | None:
    sentence = sentence_of(text, claim.start, claim.end)
    start, end = len(sentence.before), len(sentence.before) + len(sentence.surface)
    revision = next((c for c in find_revisions(sentence.text, claim.lang) if c.holds(start, end)), None)
    if revision is None:
        return claim.status
    if revision.falls:
        return PLANNED
    is_former = revision.former[0] < end and start < revision.former[1]
    return None if is_former else claim.status


def _is_spent(claim: QuantityClaim, text: str) -> bool:
    lang = "zh" if claim.lang == "zh" else "en"
    return pattern("spent", lang).search(sentence_of(text, claim.start, claim.end).text) is not None
