"""What was signed: how many agreements, for how much, where, between whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from gigawatch.claims.narrative.attribute import find_date, find_place, find_project, part, region
from gigawatch.claims.narrative.claim import Finding
from gigawatch.claims.narrative.cue import Hit
from gigawatch.claims.narrative.event import counts
from gigawatch.claims.narrative.gathering import Gathering, gathering_at
from gigawatch.claims.narrative.name import surfaces
from gigawatch.claims.narrative.story import Passage, Story
from gigawatch.quantity import find_quantities
from gigawatch.quantity.found import FoundQuantity

PROJECT_WORDS_ZH = ("项目", "协议", "合同")
_INVESTED = re.compile(r"\binvest|\bworth\b|\btotal|\bvalued?\b|投资|总额|金额|资金|价值|协议额")
_EARNED = re.compile(r"revenue|sales|turnover|output value|营收|产值|销售|收入|利润")


def find_agreements(story: Story, gatherings: list[Gathering]) -> Iterator[Finding]:
    """One finding for each sentence that tells of agreements signed, with a number, a sum or its parties."""
    for passage in story.passages:
        for hit in passage.cues("event", "signing"):
            is_told = counts(story, passage, hit)
            finding = _agreement(story, passage, hit, gathering_at(gatherings, passage)) if is_told else None
            if finding is not None:
                yield finding
                break


def _agreement(story: Story, passage: Passage, hit: Hit, gathering: Gathering | None) -> Finding | None:
    start, end = region(story, passage, hit)
    quantities = _quantities(story, passage, hit)
    parties = surfaces(story.organisations_in(start, end))
    count, investments = _count(story, quantities), _investments(story, quantities)
    if count is None and not investments and len(parties) < 2:
        return None
    date = find_date(story, passage, hit, start, end)
    if date is not None and story.base is not None and date.first > story.base:
        return None
    place = find_place(story, passage, hit, start, end)
    data: dict[str, object] = {
        "status": "signed",
        "event": gathering.name if gathering else None,
        "date": date.iso if date else (gathering.date if gathering else None),
        "place": place or (gathering.place if gathering else None),
        "count": int(count.value) if count else None,
        "count_qualifier": str(count.bound) if count and count.bound else None,
        "investments": investments,
        "parties": parties,
        "object": _object(count) or find_project(story, passage, hit, start, end),
    }
    return Finding(passage.start, passage.end, hit.cue.confidence, data)


def _quantities(story: Story, passage: Passage, hit: Hit) -> list[FoundQuantity]:
    """The quantities of the part of the sentence that the signing stands in, with offsets in the whole text."""
    start, end = part(passage, hit)
    found = find_quantities(story.document.text[start:end], story.lang)
    return [replace(q, start=q.start + start, end=q.end + start) for q in found]


def _count(story: Story, quantities: list[FoundQuantity]) -> FoundQuantity | None:
    """The number of projects or agreements, where the sentence gives one."""
    return next((q for q in quantities if q.unit == "count" and _counts_projects(story, q)), None)


def _counts_projects(story: Story, quantity: FoundQuantity) -> bool:
    if story.lang == "en":
        noun = quantity.noun or ""
        return quantity.group == "projects" or noun in ("agreements", "contracts", "deals")
    before = story.folded[max(0, quantity.start - 4) : quantity.start]
    after = story.folded[quantity.end : quantity.end + 16].split(",")[0].split("、")[0]
    return any(word in before or word in after for word in PROJECT_WORDS_ZH)


def _investments(story: Story, quantities: list[FoundQuantity]) -> list[dict[str, object]]:
    """The sums of money that are invested or worth, each with its unit and hedge; a sum in brackets goes with the one
    before it."""
    sums: list[FoundQuantity] = []
    for quantity in quantities:
        if quantity.dimension == "money" and len(quantity.unit) == 3:
            is_gloss = bool(sums) and quantity.start - sums[-1].end <= 3
            if is_gloss or _is_investment(story, quantity):
                sums.append(quantity)
    return [_sum(quantity) for quantity in sums]


def _is_investment(story: Story, quantity: FoundQuantity) -> bool:
    before = story.folded[max(0, quantity.start - 34) : quantity.start]
    after = story.folded[quantity.end : quantity.end + 44]
    return bool(_INVESTED.search(before) or _INVESTED.search(after)) and not _EARNED.search(before[-16:])


def _sum(quantity: FoundQuantity) -> dict[str, object]:
    fields: dict[str, object] = {"value": quantity.value, "unit": quantity.unit}
    if quantity.high is not None:
        fields["high"] = quantity.high
    if quantity.bound is not None:
        fields["qualifier"] = str(quantity.bound)
    return fields


def _object(count: FoundQuantity | None) -> str | None:
    """What the counted projects are for: `power battery and new energy vehicle auxiliary projects`."""
    words = count.surface.split() if count and count.group == "projects" else []
    return " ".join(words[1:]) if len(words) > 2 and words[0][0].isdigit() else None
