"""People in English sentences: by their office, by their speaking, or again by a part of the name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_NAME = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'.-]*){0,3}"
_TITLE = (
    r"(?:(?:vice|deputy|executive|founding|general|senior|acting|former|managing|party|chief)[\s-]+)*"
    r"(?:mayor|head|chair(?:man|woman|person)?|president|director|ceo|cto|cfo|chief|officer|secretary|minister|governor"
    r"|academician|analyst|founder|co-founder|manager|professor|spokes(?:man|woman|person)|expert|researcher|engineer)"
)
_PERSON = re.compile(
    rf"\b(?=[A-Zac-hm-prsv])(?:(?P<before>{_NAME}),\s(?:(?:the|an?|its|who\sis)\s)?(?:[a-z]+(?:['’]s)?\s){{0,2}}?{_TITLE}\b"
    rf"|(?i:{_TITLE}),\s(?P<held>{_NAME})(?=,)"
    rf"|(?:(?i:{_TITLE})|Dr\.?|Mr\.?|Mrs\.?|Ms\.?)\s(?P<after>{_NAME})"
    rf"|(?:said|says|added|noted)\s(?P<saying>{_NAME})(?=[,.]))"
)
_EVENT_NAME = re.compile(r"\b(?:Conference|Expo|Forum|Summit|Fair|Congress|Exposition|Exhibition)\b")
MOST_PERSONS = 40
_PERSON_HINT = (
    "said", "says", "added", "noted", "ayor", "ead", "hair", "resident", "irector", "CEO", "CTO", "CFO", "ceo", "cto",
    "cfo", "hief",
    "ecretary", "inister", "overnor", "cademician", "nalyst", "ounder", "anager", "rofessor", "pokes", "fficer",
    "xpert", "esearcher", "ngineer", "Dr", "Mr", "Ms",
)  # fmt: skip
_CORPORATE = re.compile(
    r"\b(?:Co|Ltd|Inc|Corp|Group|Holdings?|Limited|LLC|AG|SE|GmbH|Research|Institute|Association|Agency|Energy|Solutions?"
    r"|Battery|Batteries|Motors?|Technolog\w+|Materials?|Industr\w+|Power|Cells?|Systems?|Ministry|Department|Bank)\b"
)


@dataclass(slots=True)
class People:
    """The parts of the names of the people met so far."""

    persons: set[str] = field(default_factory=set)


def find_persons(sentence: str, people: People) -> list[tuple[int, int]]:
    """Where a sentence names people: by their office, by their speaking, or again by a part of the name."""
    found: list[tuple[int, int]] = []
    if people.persons or any(map(sentence.__contains__, _PERSON_HINT)):
        found.extend(_people(sentence, people))
    return found


def _people(sentence: str, people: People) -> list[tuple[int, int]]:
    found = []
    for match in _PERSON.finditer(sentence):
        key = match.lastgroup or "before"
        if not _CORPORATE.search(match[key]) and not _EVENT_NAME.search(match[key]):
            found.append(match.span(key))
            if len(people.persons) < MOST_PERSONS:
                people.persons.update(word for word in match[key].split() if len(word) > 2)
    if people.persons:
        either = "|".join(map(re.escape, sorted(people.persons, key=len, reverse=True)[:40]))
        for match in re.finditer(
            rf"\b(?:{either})(?=['’,]|\s(?:said|says|added|noted|expects|told|believes)\b)", sentence
        ):
            found.append(match.span())
    return found
