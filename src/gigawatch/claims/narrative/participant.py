"""Who took part in a conference, by role: makers, officials, scientists, bodies, by name or as a group."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import cast

from gigawatch.claims.narrative.cue import Hit, tables
from gigawatch.claims.narrative.gathering import Gathering
from gigawatch.claims.narrative.listing import names_after
from gigawatch.claims.narrative.name import Name, is_body
from gigawatch.claims.narrative.story import Passage, Story

OTHERS = "others"
BODIES = "industry_bodies"
_SUCH_AS = re.compile(r"\s?,?\s?(?:such as|including|like|namely|(?:were\s|was\s)?represented by|by|如|包括|有)\s?")
_MODIFIER = re.compile(
    r"\b(?:government|top|leading|senior|industrial|local|provincial|municipal|chinese|foreign|renowned)\s$"
)


def find_participants(
    story: Story, gathering: Gathering, signatories: Iterable[str], scientists: Iterable[str]
) -> dict[str, list[str]]:
    """Participants by role, as the sentences about a gathering name them, with the signers of its declaration."""
    roles: dict[str, list[str]] = {}
    for passage in gathering.passages:
        if passage.cues("gathering", "attended"):
            _read(story, passage, roles)
    named = {n.label: n for n in story.organisations}
    for label in signatories:
        _put(roles, role_of(named.get(label, Name(0, 0, label))), label)
    for person in scientists:
        _put(roles, "scientists", person)
    order = [role for role in tables("participant") if role in roles]
    return {role: roles[role] for role in order}


def role_of(name: Name) -> str:
    """The role that an organisation's kind puts it in."""
    if name.kind is None or name.kind == "other":
        return BODIES if is_body(name.label) else OTHERS
    return _role_by_kind().get(name.kind, OTHERS)


@cache
def _role_by_kind() -> dict[str, str]:
    return {
        kind: role
        for role, table in tables("participant").items()
        for kind in cast("list[str]", table.get("kinds", []))
    }


def _read(story: Story, passage: Passage, roles: dict[str, list[str]]) -> None:
    listed: set[str] = set()
    for hit in passage.cues("participant"):
        such_as = _SUCH_AS.match(story.folded, hit.end)
        names = names_after(story, such_as.end(), passage.end) if such_as else []
        for name in names:
            _put(roles, hit.name, name)
        listed.update(names)
        if not names and tables("participant")[hit.name].get("is_people"):
            _put(roles, hit.name, _group(passage, hit))
    for organisation in story.organisations_in(passage.start, passage.end):
        if organisation.label not in listed:
            _put(roles, role_of(organisation), organisation.label)


def _group(passage: Passage, hit: Hit) -> str:
    """A group of people with the word that qualifies it: `leading scientists`."""
    before = _MODIFIER.search(passage.fold(passage.start, hit.start))
    start = passage.start + before.start() if before else hit.start
    return " ".join(passage.slice(start, hit.end).split())


def _put(roles: dict[str, list[str]], role: str, label: str) -> None:
    """Add a name to its role, once over all roles: the role the text gives first stands."""
    if not any(label in names for names in roles.values()):
        roles.setdefault(role, []).append(label)
