"""Building and making that begin, told with what stands between the noun and its verb.

>>> [hit.name for hit in find_processes("construction of the new 40 gwh plant in turin started in may")]
['ground_breaking']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gigawatch.claims.narrative.cue import Cue, Hit

CONFIDENCE = 0.85
_HINTS = (
    "started",
    "starts",
    "began",
    "begins",
    "begun",
    "commenced",
    "commences",
    "kicked off",
    "under way",
    "underway",
)
_NOT_WITHIN = (
    r"not|never|yet|no|will|would|could|should|shall|may|might|can|to|be|been|being|is|are|was|were|if|when|once|that"
    r"|which|who|before|until|after|has|have|had"
)
_PROCESS = re.compile(
    r"\b(?=[cbwtpmsvro])(?:(?P<ground_breaking>(?<!under )construction|(?:building|construction|civil) works?|work)"
    r"|(?P<trial_production>(?:trial|test|pilot) production)"
    r"|(?P<commissioning>(?:(?:mass|series|serial|volume|commercial|regular) )?production|operations?))"
    rf"\s(?:of|at|on|in)\s(?:(?!(?:{_NOT_WITHIN})\s)[^\s,;:()]*[^\s,;:().]\s){{1,16}}?"
    r"(?:(?:has|have|had)\s)?(?:(?:formally|officially|already|now)\s)?"
    r"(?:started|starts|began|begins|begun|commenced|commences|kicked off|(?:is|are|got) under ?way)\b(?!\sto\b)"
)


def find_processes(folded: str) -> Iterator[Hit]:
    """Each process that an English text in lower case says to have begun, from its noun to its verb."""
    if not any(map(folded.__contains__, _HINTS)):
        return
    for match in _PROCESS.finditer(folded):
        cue = Cue("event", str(match.lastgroup), CONFIDENCE, needs=("plant",))
        yield Hit(match.start(), match.end(), cue)
