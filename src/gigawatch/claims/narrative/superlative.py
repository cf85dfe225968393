"""Claims of being the first, the largest, the leading, the complete one: each to be checked, none believed.

A quality without a field it is claimed for (`the first phase`, `the largest share`) is no superlative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gigawatch.claims.narrative.claim import Finding
from gigawatch.claims.narrative.cue import Hit, tables, words
from gigawatch.claims.narrative.gathering import Gathering, gathering_at
from gigawatch.claims.narrative.pointing import REACH, owners_of_plant
from gigawatch.claims.narrative.story import Passage, Story

LONGEST = {"en": 14, "zh": 32}
HEDGE_REACH = 60
_STOP_EN = re.compile(
    r"^(?:with|which|that|who|whose|has|have|had|is|was|are|were|will|would|said|says|to|by|from|after|as|while|when|"
    r"where|but|and|or|since|until|than|it|its|they|can|could|there|on|at|under|through|making|covering|producing)$"
)
_LOOSE = ("of", "in", "for", "the", "a", "an")
_CHAIN = {
    "en": re.compile(
        r"\b(complete|full|entire|whole)\s(?:[\w-]+\s){0,4}?(?:industrial|industry|supply|value)\schains?\b"
    ),
    "zh": re.compile(
        r"(?:较为)?(完整|完备|齐全)的?[^,。;、]{0,10}?(?:产业链|产业生态|产业体系)|(?:形成|建成|拥有|构建|打造)[^,。;、]{0,6}?(全产业链)"
    ),
}
_COPULA_EN = re.compile(
    r"\b(?:is|are|was|were|be|become|becomes|became|remains|as|been)\s(?:one of\s|among\s)?(?:the|a|an)?\s*$"
)
_HEAD_END_EN = re.compile(r",|\s(?:is|are|was|were|has|have|had|will|would|which|became|becomes|remains|said|says)\s")
_PRONOUN = re.compile(
    r"^(?:it|the (?:event|conference|company|group|base|plant|project)|this|they|.{0,6}[它其该]|这.{0,3}|该.{1,3})$",
    re.IGNORECASE,
)
_ADVERBIAL = ("as ", "in ", "with ", "at ", "on ", "by ", "for ", "after ", "since ", "under ", "when ", "once ")
_HEAD_END_ZH = re.compile(r"是|为|成为|,|作为|已|将|拥有|形成|建成|建设|打造|被|正|有|集聚|构建|具有|,")


@dataclass(frozen=True, slots=True)
class Boast:
    """The words of one superlative, its field and what it claims."""

    start: int
    end: int
    scope: str | None
    quality: str
    confidence: float


def find_superlatives(story: Story, gatherings: list[Gathering]) -> Iterator[Finding]:
    """Each superlative of the text once, on its noun phrase."""
    told: set[str] = set()
    for passage in story.passages:
        for boast in _apart(list(_boasts(story, passage))):
            words_ = " ".join(story.folded[boast.start : boast.end].split())
            if words_ not in told:
                told.add(words_)
                yield _finding(story, passage, boast, gatherings)


def _finding(story: Story, passage: Passage, boast: Boast, gatherings: list[Gathering]) -> Finding:
    data: dict[str, object] = {
        "subject": _subject(story, passage, boast, gatherings),
        "superlative": " ".join(story.document.text[boast.start : boast.end].split()),
        "scope": boast.scope,
        "quality": boast.quality,
        "hedge": _hedge(story, passage, boast),
        "to_check": True,
    }
    return Finding(boast.start, boast.end, boast.confidence if data["subject"] else boast.confidence * 0.7, data)


def _boasts(story: Story, passage: Passage) -> Iterator[Boast]:
    lang = story.lang
    for match in _tightest(_scoped(lang), passage.folded) if lang == "zh" else _scoped(lang).finditer(passage.folded):
        if not _is_time_word(passage.folded, match.end(), lang):
            scope, quality = _scope_of(lang, match.group("scope")), " ".join(match.group("quality").split())
            yield _boast(story, passage, match.start(), match.end(), scope, quality, 0.9)
    if lang == "en":
        for match in _spread().finditer(passage.folded):
            if _is_time_word(passage.folded, match.end("quality"), lang):
                continue
            scope = _scope_of("en_in", match.group("scope"))
            at = passage.start + match.start()
            yield Boast(at, passage.start + match.end(), scope, match.group("quality"), 0.85)
    yield from _placed(story, passage)
    if lang == "en":
        yield from _owned(story, passage)
    for hit in passage.cues("superlative", "compound"):
        yield _compound(story, passage, hit)
    for match in _CHAIN[lang].finditer(passage.folded):
        quality = match.group(1) or (match.group(2) if lang == "zh" else "") or match.group()
        yield Boast(passage.start + match.start(), passage.start + match.end(), None, quality, 0.8)


def _placed(story: Story, passage: Passage) -> Iterator[Boast]:
    """What is claimed within a place that is named right before it: 英国最大的基地, `Kentucky's largest plant`."""
    for name in story.places_in(passage.start, passage.end):
        start, end = name.start - passage.start, name.end - passage.start
        match = _behind_place(story.lang).match(passage.folded, end)
        if match is not None and not _is_time_word(passage.folded, match.end(), story.lang):
            yield _boast(story, passage, start, match.end(), name.label, match.group("quality"), 0.85)


def _owned(story: Story, passage: Passage) -> Iterator[Boast]:
    """What is claimed among the plants of a firm: `Gotion's largest single plant`."""
    for name in story.organisations_in(passage.start, passage.end):
        start, end = name.start - passage.start, name.end - passage.start
        match = _owned_plant().match(passage.folded, end)
        if match is not None:
            yield _boast(story, passage, start, match.end("quality"), name.label, match.group("quality"), 0.8)


def _tightest(pattern: re.Pattern[str], folded: str) -> Iterator[re.Match[str]]:
    """The matches, each begun at the field nearest to the quality: 全球 in 四川时代是全球最大."""
    for match in pattern.finditer(folded):
        inner: re.Match[str] | None = match
        while inner is not None:
            match, inner = inner, pattern.search(folded, inner.start() + 1, inner.end())  # noqa: PLW2901
        yield match


def _compound(story: Story, passage: Passage, hit: Hit) -> Boast:
    folded = passage.fold(hit.start, hit.end)
    scope = next((code for code in tables("scope") if folded.startswith(words("scope", code, story.lang))), None)
    return _boast(story, passage, hit.start - passage.start, hit.end - passage.start, scope, folded, 0.75)


def _boast(
    story: Story, passage: Passage, start: int, end: int, scope: str | None, quality: str, confidence: float
) -> Boast:
    stop = _phrase_end_zh(passage, end) if story.lang == "zh" else _phrase_end_en(passage, end)
    return Boast(passage.start + start, passage.start + stop, scope, quality, confidence)


def _phrase_end_en(passage: Passage, at: int) -> int:
    """The end of the noun phrase: at punctuation, a verb, a relative or a preposition that opens another thought."""
    end = at
    for count, word in enumerate(re.finditer(r"\s*([^\s]+)", passage.text[at:])):
        bare = word.group(1).strip("“”\"'‘’,.;:()").lower()
        if count >= LONGEST["en"] or (_STOP_EN.match(bare) and not _binds(passage, at + word.end(), bare)):
            break
        if bare in _LOOSE:
            continue
        trailing = re.search(r"[,.;:)”\"]+$", word.group(1))
        end = at + word.end() - (len(trailing.group()) if trailing else 0)
        if trailing:
            break
    return end


def _binds(passage: Passage, after: int, word: str) -> bool:
    """True for an `and` inside the noun phrase: `the world's largest EV and battery maker`."""
    return word == "and" and bool(
        re.match(r"\s[a-z]+\s(?:maker|makers|producer|supplier|provider|market|base)", passage.text[after:])
    )


def _phrase_end_zh(passage: Passage, at: int) -> int:
    stop = re.compile(r"[,。;:!?、“”()《》\s]|之一|和|与|,").search(passage.folded, at)
    return min(stop.start() if stop else len(passage.folded), at + LONGEST["zh"])


def _is_time_word(folded: str, at: int, lang: str) -> bool:
    rest = folded[at : at + 16]
    if lang == "zh":
        return rest.startswith(words("superlative", "not_quality", "zh"))
    following = re.match(r"[\s-]([a-z]+)", rest)
    return following is not None and following.group(1) in words("superlative", "not_quality", "en")


def _apart(boasts: list[Boast]) -> list[Boast]:
    """Of boasts that overlap the one that begins first, the longer of two that begin together."""
    kept: list[Boast] = []
    for boast in sorted(boasts, key=lambda b: (b.start, -b.end)):
        if not kept or boast.start >= kept[-1].end:
            kept.append(boast)
    return kept


def _hedge(story: Story, passage: Passage, boast: Boast) -> str | None:
    hits = passage.cues("hedge")
    near = [h for h in hits if boast.start - HEDGE_REACH <= h.start and h.end <= boast.start]
    after = [h for h in hits if boast.end - 2 <= h.start <= boast.end + 2] if story.lang == "zh" else []
    if not near and not after:
        return None
    hedge = near[-1] if near else after[0]
    return " ".join(passage.slice(hedge.start, hedge.end).split())


def _subject(story: Story, passage: Passage, boast: Boast, gatherings: list[Gathering]) -> str | None:
    head = _head(story, passage, boast)
    if head and not _PRONOUN.match(head):
        return head
    gathering = _gathering_meant(story, passage, gatherings) if head else None
    if gathering:
        return gathering.name
    names = story.organisations_in(passage.start, boast.start)
    if names:
        return names[-1].label
    places = story.places_in(passage.start, boast.start)
    return places[-1].label if places else _earlier(story, passage)


def _head(story: Story, passage: Passage, boast: Boast) -> str | None:
    """The subject of a sentence that says `X is the largest`: the words before the verb."""
    before = passage.fold(passage.start, boast.start)
    if story.lang == "zh":
        ends = re.search(r"(?:是|为|成为|被誉为|堪称|系)(?:了|一个|一座)?$", before)
        clause = re.split(r"[,;。]", before[: ends.start()])[-1] if ends else ""
        stop = _HEAD_END_ZH.search(clause)
        head = clause[: stop.start()] if stop else clause
        return head if 2 <= len(head) <= 30 else None
    if not _COPULA_EN.search(before):
        return None
    stop = _HEAD_END_EN.search(passage.text)
    head = " ".join(passage.text[: stop.start()].split()) if stop else ""
    return head if 1 < len(head) <= 90 and not head.lower().startswith(_ADVERBIAL) else None


def _gathering_meant(story: Story, passage: Passage, gatherings: list[Gathering]) -> Gathering | None:
    """The gathering that `it` or `the event` means: of this sentence, else of the one before."""
    at = passage.number
    here = gathering_at(gatherings, passage)
    return here or (gathering_at(gatherings, story.passages[at - 1]) if at else None)


def _earlier(story: Story, passage: Passage) -> str | None:
    """Whom the nearest of the sentences before is about that names anybody, for a sentence that only says `it`.

    Of several organisations there the one whose plant the words tell, else the first.
    """
    for earlier in story.passages[max(0, passage.number - REACH) : passage.number][::-1]:
        names = story.organisations_in(earlier.start, earlier.end)
        if names:
            return (owners_of_plant(story, earlier.start, earlier.end) or names)[0].label
    return None


def _scope_of(lang: str, surface: str) -> str | None:
    surface = " ".join(surface.split())
    return next((code for code in tables("scope") if surface in words("scope", code, lang)), None)


@cache
def _scoped(lang: str) -> re.Pattern[str]:
    """A field and, right behind it, what is claimed for it."""
    scopes = _any(w for code in tables("scope") for w in words("scope", code, lang) if w not in ("world", "industry"))
    qualities = _any(words("superlative", "quality", lang))
    if lang == "zh":
        return re.compile(rf"(?P<scope>{scopes})(?:范围内|[^,。;:、的和与是为,\s]{{0,6}}?)(?P<quality>{qualities})")
    return re.compile(rf"\b(?P<scope>{scopes})\s(?:[\w-]+\s)?(?P<quality>{qualities})\b")


@cache
def _behind_place(lang: str) -> re.Pattern[str]:
    """What stands between a place and what is claimed within it, and the claim."""
    qualities = _any(words("superlative", "quality", lang))
    if lang == "zh":
        return re.compile(rf"(?:境内|范围内)?(?P<quality>{qualities})")
    return re.compile(rf"['’]s?\s(?:[\w-]+\s)?(?P<quality>{qualities})\b")


@cache
def _owned_plant() -> re.Pattern[str]:
    """What stands behind a firm's name: its largest plant, base or project."""
    qualities = _any(w for w in words("superlative", "quality", "en") if "largest" in w or "biggest" in w)
    plants = "plant|base|project|factory|gigafactory|facility|site"
    return re.compile(rf"['’]s?\s(?P<quality>{qualities})(?=\s(?:[\w-]+\s){{0,4}}?(?:{plants})\b)")


@cache
def _spread() -> re.Pattern[str]:
    """What is claimed, of what, `in` which field: `the largest cathode plant in Europe`."""
    scopes = _any(w for code in tables("scope") for w in words("scope", code, "en_in"))
    qualities = _any(w for w in words("superlative", "quality", "en") if w != "leading")
    return re.compile(rf"\bthe\s(?P<quality>{qualities})\s(?:[\w-]+\s){{1,8}}?in\s(?P<scope>{scopes})\b(?!')")


def _any(options: Iterator[str] | tuple[str, ...]) -> str:
    """One of the options, the longest tried first."""
    return "|".join(re.escape(o).replace(r"\ ", r"\s") for o in sorted(options, key=len, reverse=True))
