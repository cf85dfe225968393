"""Whose an English figure is: every candidate of its sentence is weighed, and the text before is one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gigawatch.claims.english_actor import verb_after
from gigawatch.claims.english_discourse import EVENT, FIRM, PERSON, PLACE, Discourse, Mention

STATISTIC = frozenset(
    {"production", "installed", "sales", "shipments", "growth", "share", "revenue", "capacity", "reserves", "emissions"}
)
SIGNED_AT = ("projects", "investment", "contract_value")
THRESHOLD = 12.0
_WORD = re.compile(r"\s[^\s,;.]+")
_OBLIQUE = re.compile(
    r"\b(?:by|of|with|for|from|to|including|among|between|as|than|like|at|in|into|on|via|through|beside|alongside|behind)"
    r"\s(?:the\s|its\s|a\s)?(?:[a-z]+\s)?$"
)
_OPENING = re.compile(r"(?:In|At|Across|Throughout)\s(?:the\s)?$")
_SEAT = re.compile(r"\s(?:province|city|state|county|prefecture|municipality)\b")
_BREAK = re.compile(r";|,\s(?:and|but|while|whereas|which|where)\b|\bwhile\b|\bwhereas\b|\bthat\b")
_OF = re.compile(r"\sof\s(?:the\s)?")
_HEAD_OF = re.compile(
    r"\b(?:[Oo]utput|[Pp]roduction|[Ss]ales|[Ee]xports|[Ii]nstallations|[Cc]apacity|[Gg]eneration|[Uu]se|[Dd]emand|[Rr]evenues?"
    r"|[Ss]hipments)\s(?:of\s(?:[a-z-]+\s){1,4})?(?:in|of|by|at)\s(?:the\s)?$"
)
_AND = re.compile(r"\b(?:and|while)\s$|[,;]\s$")
_AGENT = re.compile(r"\bby\s(?:the\s)?$")
_AT = re.compile(r"\b(?:[Aa]t|[Dd]uring)\s(?:the\s|this\s|its\s)?(?:\w+\s)?$")
_SIGNING = re.compile(r"\bsign(?:ed|ing|s)?\b|\binked\b|\bconcluded\b|\bagreements?\b|\bdeals?\b")
_OTHER_EVENT = re.compile(
    r"\b(?:[Tt]he|[Ii]ts)\s(?P<name>(?:(?:first|second|third|fourth|two|three|four|previous|earlier|past|last)\s)+"
    r"(?:[a-z]+\s)?(?:conferences|editions|forums|expos|fairs|summits))\b"
)
_PRONOUN = re.compile(r"\b(?P<word>[Ii]t|[Ii]ts|[Tt]hey|[Tt]heir)\b")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The candidate that won: its name, its kind, and how surely."""

    name: str
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Setup:
    """One sentence to decide in: its words, what it mentions, and the subject left by the text before."""

    sentence: str
    mentions: Sequence[Mention]
    prior: str | None
    prior_kind: str
    first: str | None
    carries: bool
    heads: dict[Mention, tuple[int, bool]] = field(default_factory=dict, compare=False)

    def head(self, mention: Mention) -> tuple[int, bool]:
        """Where the noun phrase of a mention ends, and whether a verb follows it; found once."""
        if mention not in self.heads:
            end = _head_end(self.sentence, mention)
            self.heads[mention] = end, verb_after(self.sentence, end)
        return self.heads[mention]


def subject_at(setup: Setup, at: int, end: int, measure: str, status: str, discourse: Discourse) -> Verdict | None:
    """Whose the figure at `at` is, None where nothing fits well enough."""
    verdicts = [_weigh(setup, mention, at, end, measure) for mention in setup.mentions]
    verdicts += _remembered(setup, at, measure)
    best = max(verdicts, key=lambda verdict: verdict.score, default=None)
    if (signed := _signed_at(setup, measure, status, best, discourse)) is not None:
        return signed
    return best if best and best.score >= THRESHOLD else None


def sentence_subject(setup: Setup, discourse: Discourse) -> Verdict | None:
    """Whom a sentence as a whole is about: the candidate before its first verb."""
    del discourse
    verdicts = [
        verdict
        for mention in setup.mentions
        if (verdict := _weigh(setup, mention, len(setup.sentence), len(setup.sentence), "")).score >= 30
    ]
    return verdicts[0] if verdicts else None


def _weigh(setup: Setup, mention: Mention, at: int, end: int, measure: str) -> Verdict:
    score = _as_subject(setup, mention, at) if mention.end <= at else _behind(setup, mention, end, measure)
    score += _by_kind(mention, measure)
    is_joint = setup.first is not None and " and " in setup.first and mention.name in setup.first
    if is_joint and mention.end < at - 1 and mention.start < 80:
        return Verdict(str(setup.first), FIRM, score + 10)
    return Verdict(mention.name, FIRM if mention.kind == "facility" else mention.kind, score)


def _as_subject(setup: Setup, mention: Mention, at: int) -> float:
    """The weight of a mention before the figure: its verb, its genitive, its distance."""
    sentence = setup.sentence
    head, has_verb = setup.head(mention)
    if has_verb and head <= at and _HEAD_OF.search(sentence, max(0, mention.start - 70), mention.start):
        return 40.0 - (at - mention.end) / 60
    score = 40.0 if has_verb and head <= at else 15.0 if mention.is_genitive else 0.0
    if mention.kind != PLACE and mention.name == setup.first:
        score += 20
    if (
        mention.kind == PLACE
        and _OPENING.match(sentence, 0, mention.start)
        and sentence[mention.end : mention.end + 1] == ","
    ):
        score += 28
    elif _OBLIQUE.search(sentence, max(0, mention.start - 24), mention.start):
        score -= 30 if not mention.is_genitive else 18
    if sentence[max(0, mention.start - 4) : mention.start].strip() == "and" and not has_verb:
        score -= 10
    if at - mention.end <= 2 and _AND.search(sentence, max(0, mention.start - 6), mention.start):
        score += 70
    score -= 7 * len(_BREAK.findall(sentence, mention.end, at))
    return score - (at - mention.end) / 60


def _head_end(sentence: str, mention: Mention) -> int:
    """Where the noun phrase of `Sichuan's power battery makers` ends, before its verb."""
    if not mention.is_genitive:
        seat = _SEAT.match(sentence, mention.end) if mention.kind == PLACE else None
        return seat.end() if seat else mention.end
    end = mention.end + 2
    for _ in range(8):
        match = _WORD.match(sentence, end)
        if match is None:
            break
        end = match.end()
        if verb_after(sentence, end):
            return end
    return mention.end


def _behind(setup: Setup, mention: Mention, end: int, measure: str) -> float:
    """The weight of a mention behind the figure: the agent of a passive."""
    if "," in setup.sentence[end : mention.start] or mention.start - end > 90:
        return -50.0
    if measure == "share" and mention.is_genitive and _OF.fullmatch(setup.sentence, end, mention.start):
        return 26.0
    if _AGENT.search(setup.sentence, max(end, mention.start - 10), mention.start):
        return 24.0 if mention.kind == FIRM else -10.0
    return -40.0


def _by_kind(mention: Mention, measure: str) -> float:
    """People own no figures, events hardly any, places own statistics rather than projects."""
    if mention.kind == PERSON:
        return -100.0
    if mention.kind == EVENT:
        return -60.0
    if mention.kind == PLACE:
        return 0.0 if measure in STATISTIC or not measure else -12.0
    return 0.0


def _remembered(setup: Setup, at: int, measure: str) -> list[Verdict]:
    """The subject of the text before, stronger where a pronoun takes it up ahead of the figure."""
    if setup.prior is None or (setup.prior_kind == EVENT and measure in STATISTIC):
        return []
    if setup.first is not None and not setup.carries:
        return [Verdict(setup.prior, setup.prior_kind, 4.0)]
    pronoun = _PRONOUN.search(setup.sentence, 0, at)
    score = 34.0 if pronoun or setup.carries else 20.0
    if pronoun:
        score -= (at - pronoun.end()) / 60
    return [Verdict(setup.prior, setup.prior_kind, score)]


def _signed_at(setup: Setup, measure: str, status: str, best: Verdict | None, discourse: Discourse) -> Verdict | None:
    """The event for what is signed there, unless a company of its own name signs."""
    if measure not in SIGNED_AT or status != "signed" or not _SIGNING.search(setup.sentence):
        return None
    if other := _OTHER_EVENT.search(setup.sentence):
        return Verdict(other["name"], EVENT, 50.0)
    named = next((m.name for m in setup.mentions if m.kind == EVENT and _AT.search(setup.sentence, 0, m.start)), None)
    event = named or discourse.event
    is_firm = best is not None and best.kind == FIRM and best.score >= 30
    if event is None or (is_firm and named is None) or (is_firm and best and best.score > 45):
        return None
    return Verdict(event, EVENT, 50.0)
