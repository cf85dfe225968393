"""Commitments of a declaration or of one organisation: one finding for each, on its own words.

>>> from gigawatch.claims.narrative.pledge import THEMES
>>> THEMES[0]
'research'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gigawatch.claims.narrative.claim import Finding
from gigawatch.claims.narrative.cue import Hit, words
from gigawatch.claims.narrative.gathering import Gathering, gathering_at
from gigawatch.claims.narrative.listing import names_after, names_within
from gigawatch.claims.narrative.modality import is_realised
from gigawatch.claims.narrative.name import surfaces
from gigawatch.claims.narrative.story import Passage, Story
from gigawatch.vocab import fold

THEMES = ("research", "green", "collaboration", "exchange", "community", "capacity")
_QUOTED = re.compile(r"[“\"《]([^”\"》]{4,120})[”\"》]")
_TITLED = re.compile(
    r"((?:(?:[A-Z0-9][\w&’'.-]*|&|on|of|for|the|and|\([A-Z]\w+\))\s){1,12}"
    r"(?:Declaration|Initiative|Charter|Pledge|Manifesto|Joint Statement))\b"
)
_CUT = {"en": re.compile(r"[,;]\s*(?:and\s)?(?:to\s)?|\band\s(?:to\s)?"), "zh": re.compile(r"[、,;]|以及|和")}
_STOP = {"en": re.compile(r"[.:“”\"]|,?\s(?:which|who|while|said|according to)\b"), "zh": re.compile(r"[。!?”]")}
_SIGNATORIES = re.compile(r"\bsignatories\b.{0,20}?\b(?:are|were|include|included)\s|签署(?:方|单位|者)(?:包括|有|为)")
_LEAD_ZH = re.compile(r"[:,\s“]*(?:将|要|业界|行业|各方|全行业|共同)?[:,]?\s*(?:[一二三四五六七八九]是)?")


@dataclass(frozen=True, slots=True)
class Declaration:
    """A signing of a declaration: its name, who signed, the sentence."""

    name: str
    signatories: list[str]
    passage: Passage


def find_declarations(story: Story) -> list[Declaration]:
    """The declarations a document names, each once, with the longest list of signatories told."""
    found: dict[str, Declaration] = {}
    for passage in story.passages:
        name = _declaration_name(story, passage)
        signers = _signatories(story, passage)
        if name is None and found and (listed := _SIGNATORIES.search(passage.folded)):
            name = list(found)[-1]
            signers = names_after(story, passage.start + listed.end(), passage.end)
        if name is not None and (name not in found or len(signers) > len(found[name].signatories)):
            found[name] = Declaration(name, signers, passage)
    return list(found.values())


def claim_declarations(gatherings: list[Gathering], found: list[Declaration]) -> Iterator[Finding]:
    """The signing of each declaration, as an event."""
    for declaration in found:
        passage = declaration.passage
        if not declaration.signatories:
            continue
        gathering = gathering_at(gatherings, passage)
        data: dict[str, object] = {
            "type": "declaration",
            "name": declaration.name,
            "organisations": declaration.signatories,
            "event": gathering.name if gathering else None,
            "date": gathering.date if gathering else None,
            "place": gathering.place if gathering else None,
        }
        yield Finding(passage.start, passage.end, 0.85, data)


def find_pledges(story: Story, declarations: list[Declaration]) -> list[Finding]:
    """Every commitment, numbered within its declaration; one told twice counts once, in its fuller wording."""
    found: list[Finding] = []
    for passage in story.passages:
        hits = [h for h in passage.cues("pledge", "promise") if _promises(story, passage, h)]
        for hit in hits[:1]:
            found += _pledges(story, passage, hit, _owner(story, passage, declarations))
    return _numbered(_fullest(found))


def _promises(story: Story, passage: Passage, hit: Hit) -> bool:
    if story.lang == "zh":
        return hit.name == "promise" and not passage.fold(max(passage.start, hit.start - 2), hit.start).endswith(
            ("未", "不")
        )
    return is_realised(story, passage, hit) or "declaration" in passage.folded


def _owner(story: Story, passage: Passage, declarations: list[Declaration]) -> tuple[str | None, list[str]]:
    """The declaration a commitment belongs to, and who makes it."""
    here = _declaration_name(story, passage)
    known = next((d for d in declarations if d.name == here), None)
    if known is not None:
        return known.name, known.signatories
    first = passage.cues("pledge", "promise")[0]
    names = story.organisations_in(passage.start, first.start)
    before = [d for d in declarations if d.passage.start < passage.start]
    if before and not names:
        return before[-1].name, before[-1].signatories
    return None, surfaces(names)


def _pledges(story: Story, passage: Passage, hit: Hit, owner: tuple[str | None, list[str]]) -> Iterator[Finding]:
    declaration, signatories = owner
    if not (declaration or signatories):
        return
    for start, end in _items(story, passage, hit):
        surface = " ".join(story.document.text[start:end].split())
        data: dict[str, object] = {
            "declaration": declaration,
            "signatories": signatories,
            "commitment": surface,
            "theme": theme(surface, story.lang),
            "due": _due(story, start, end),
        }
        yield Finding(start, end, hit.cue.confidence if declaration else 0.75, data)


def _items(story: Story, passage: Passage, hit: Hit) -> list[tuple[int, int]]:
    """The commitments after a promise: cut where a new verb of commitment begins."""
    lang, text = story.lang, story.folded
    stop = _STOP[lang].search(text, hit.end, passage.end)
    end = stop.start() if stop else passage.end
    start = hit.end
    if lang == "zh" and (lead := _LEAD_ZH.match(text, start, end)):
        start = lead.end()
    if not _begins(story, start):
        return []
    cuts = [m for m in _CUT[lang].finditer(text, start, end) if _begins(story, m.end())]
    starts = [start, *(m.end() for m in cuts)]
    ends = [*(m.start() for m in cuts), end]
    return [_trimmed(text, s, e) for s, e in zip(starts, ends, strict=True) if e - s > 3]


def _begins(story: Story, at: int) -> bool:
    """True where a commitment may begin: at a verb of the list."""
    head = story.folded[at : at + 24].lstrip()
    if story.lang == "zh":
        return head.startswith(words("pledge", "verb", "zh"))
    first = head.split(" ")[0] if head else ""
    return first.strip(",.;") in words("pledge", "verb", "en")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,;":
        start += 1
    while end > start and text[end - 1] in " ,;":
        end -= 1
    return start, end


def theme(commitment: str, lang: str) -> str:
    """What a commitment is about: the first theme of the list that its words speak of, else `other`.

    >>> theme("accelerate green development", "en")
    'green'
    """
    folded = f" {fold(commitment)} "
    for name in THEMES:
        for word in words("pledge", name, lang):
            if word in folded if lang == "zh" else re.search(rf"\b{re.escape(word)}\b", folded):
                return name
    return "other"


def _due(story: Story, start: int, end: int) -> str | None:
    dates = story.dates_in(start, end)
    return dates[-1].iso if dates else None


def _declaration_name(story: Story, passage: Passage) -> str | None:
    if not passage.cues("noun", "declaration"):
        return None
    kinds = words("noun", "declaration", story.lang)
    for match in _QUOTED.finditer(passage.text):
        name = match.group(1)
        if fold(name).endswith(kinds):
            return " ".join(name.split())
    titled = _TITLED.search(passage.text) if story.lang == "en" else None
    return " ".join(titled.group(1).split()).removeprefix("The ").removeprefix("the ") if titled else None


def _signatories(story: Story, passage: Passage) -> list[str]:
    """Who signs: the organisations before `signed`, and those listed after `among them`."""
    sign = next(iter(passage.cues("pledge", "sign")), None)
    if sign is None:
        return []
    before = story.organisations_in(passage.start, sign.start)
    if story.lang == "zh":
        return _chinese_signatories(story, passage, sign)
    lead = re.search(r"\b(?:from|by)\s", passage.slice(passage.start, sign.start))
    if lead and before:
        return names_after(story, passage.start + lead.end(), sign.start)
    later = re.search(r"\b(?:among them|including|signed by|signatories include|such as)\s", passage.folded)
    if later:
        return names_after(story, passage.start + later.end(), passage.end)
    return surfaces(before)


def _chinese_signatories(story: Story, passage: Passage, sign: Hit) -> list[str]:
    """The organisations of the row before 签署; unknown items of the row count when it has known ones."""
    known = story.organisations_in(passage.start, sign.start)
    if not known:
        return []
    row = names_within(story, known[0].start, known[-1].end)
    return row or surfaces(known)


def _fullest(found: list[Finding]) -> list[Finding]:
    """Without the commitments whose words a fuller one of the same declaration begins with or holds."""

    def words_of(finding: Finding) -> str:
        return str(finding.data["commitment"]).lower()

    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: -len(words_of(f))):
        owner = finding.data["declaration"]
        if not any(words_of(finding) in words_of(k) and k.data["declaration"] == owner for k in kept):
            kept.append(finding)
    return sorted(kept, key=lambda f: f.start)


def _numbered(found: list[Finding]) -> list[Finding]:
    count: dict[object, int] = {}
    numbered = []
    for finding in found:
        owner = finding.data["declaration"] or tuple(map(str, [finding.data["signatories"]]))
        count[owner] = count.get(owner, 0) + 1
        numbered.append(
            Finding(finding.start, finding.end, finding.confidence, {**finding.data, "number": count[owner]})
        )
    return numbered
