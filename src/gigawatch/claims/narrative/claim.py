"""How a narrative claim is made: the words it stands on, an id from its content, and its fields."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from gigawatch.claims.narrative.story import Story
from gigawatch.model import Kind, NarrativeClaim, make_id

READER = "gigawatch-narrative/1"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reader found, before it is a claim: where, how sure, and the fields of its kind."""

    start: int
    end: int
    confidence: float
    data: Mapping[str, object]


def claim(story: Story, kind: Kind, finding: Finding) -> NarrativeClaim:
    """The finding as a claim of the story's document, its span trimmed of white space and commas at its end."""
    document = story.document
    start, end = _trim(document.text, finding.start, finding.end)
    fields = {name: value for name, value in finding.data.items() if value not in (None, [], {}, "")}
    content = json.dumps(fields, ensure_ascii=False, sort_keys=True)
    return NarrativeClaim(
        kind=kind,
        document=document.id,
        lang=story.lang,
        surface=document.text[start:end],
        start=start,
        end=end,
        id=make_id("claim", document.sha256, kind, start, end, content),
        confidence=round(finding.confidence, 2),
        reader=READER,
        data=fields,
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",，;；"):
        end -= 1
    return start, end
