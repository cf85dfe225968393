"""What is not settled: facts whose sources contradict each other, facts left open, and warnings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gigawatch.model import Fact, Settlement
from gigawatch.report.remark import tell_finding
from gigawatch.site.fact import Told, tell_fact
from gigawatch.site.listing import part_groups
from gigawatch.site.page import Page, Site
from gigawatch.site.word import speak

GRAVE = ("error", "warning")
FINDINGS_ON_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found about a fact, in the words of a language."""

    fact: Fact
    kind: str
    severity: str
    text: str


def contradiction_pages(site: Site, lang: str) -> Iterator[Page]:
    """Open facts, then warnings, then what the checks found besides, in parts."""
    facts = site.ledger.select()
    open_facts = [fact for fact in facts if fact.verdict is not Settlement.SETTLED]
    voice = site.voices[lang]
    found = [(fact, check) for fact in facts for check in site.ledger.findings.get(fact.id, ())]
    told = [Finding(fact, check.kind, check.severity, tell_finding(check, voice.pen)) for fact, check in found]
    groups: dict[str, list[Told | Finding]] = {
        "open": [tell_fact(site, voice, fact) for fact in open_facts],
        "warnings": [one for one in told if one.severity in GRAVE],
        "notes": [one for one in told if one.severity not in GRAVE],
    }
    for part in part_groups(groups, FINDINGS_ON_A_PAGE, "contradictions"):
        path, title = part.paths[part.number - 1], speak(lang)("contradictions")
        yield Page(path, "contradictions.html", title, {"part": part}, "contradictions")
