"""Who and where: organisations and places in a text, known ones by the vocabulary, others by the shape of a name.

>>> [n.label for n in find_organisations("Contemporary Amperex Technology Co Ltd (CATL) met Tianhe Jade Ltd.", "en")]
['CATL', 'Tianhe Jade Ltd']
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from gigawatch.claims.facility import PLANT
from gigawatch.claims.narrative.cue import words
from gigawatch.vocab import OrganisationKind, find_around, organisations, places

_WORD = r"[A-Z0-9][\w&'’.-]*"
_GLOSS = re.compile(
    r"\s?[(（](?:以下简称|简称|下称|hereafter|hereinafter)?[:：]?[“\"]?([^()（）“”\"]{2,24})[”\"]?[)）]"
)
_TOWN = re.compile(
    rf"\b(?:{PLANT}|project|site|work|production|construction)\s(?:of\s(?:[A-Z][\w&-]*\s){{1,4}})?(?:in|near|at|outside)\s"
    r"(?P<name>[A-ZÀ-Þ][\w’'À-ÿ-]+(?:\s[A-ZÀ-Þ][\w’'À-ÿ-]+){0,2})",
)
_TOWN_KINDS = ("city", "county", "prefecture")
_CHINESE_TAIL = 24


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `start` to `end`: `label` is the text's shortest name for it, `kind` and `id` are the vocabulary's."""

    start: int
    end: int
    label: str
    id: str | None = None
    kind: str | None = None


def find_organisations(text: str, lang: str) -> list[Name]:
    """Every organisation named in the text, in order; a name with its abbreviation in brackets is one name."""
    mentions = organisations().scan(text)
    known = [Name(m.start, m.end, m.surface, m.entry.id, str(m.entry.kind)) for m in mentions]
    shaped = _shaped_chinese(text) if lang == "zh" else _shaped_english(text)
    return [name for name in _glossed(text, _merge(known, shaped)) if name.kind != OrganisationKind.EVENT]


def find_places(text: str, taken: Iterable[tuple[int, int]]) -> list[Name]:
    """Every place of the gazetteer that the text names outside the `taken` spans, in order."""
    return [Name(m.start, m.end, m.surface, m.entry.id, str(m.entry.kind)) for m in places().scan(text, taken)]


def find_towns(text: str, taken: Iterable[tuple[int, int]]) -> list[Name]:
    """Places of an English text that only their setting tells from other words: `its plant in Windsor`, in order."""
    spans = list(taken)
    found = []
    for match in _TOWN.finditer(text):
        start, end = match.span("name")
        name = " ".join(match["name"].split())
        known = places().find(name) or find_around(name, text)
        is_free = not any(a < end and start < b for a, b in spans)
        if known is not None and is_free and known.kind in _TOWN_KINDS:
            found.append(Name(start, end, match["name"], known.id, str(known.kind)))
    return found


def is_no_name(word: str, lang: str) -> bool:
    """True for words that look like a name and are none."""
    return word in _stop_words(lang)


def is_body(label: str) -> bool:
    """True for associations, alliances and the like."""
    last = label.rsplit(maxsplit=1)[-1] if label.split() else ""
    return last in words("name", "body", "en") or label.endswith(words("name", "body", "zh"))


@cache
def _stop_words(lang: str) -> frozenset[str]:
    return frozenset(words("name", "not_a_name", lang))


def _merge(known: list[Name], shaped: list[Name]) -> list[Name]:
    """Known names, widened to the longer shape that begins with them; shapes that hold none join as unknown."""
    merged = []
    for shape in shaped:
        inside = [name for name in known if name.start < shape.end and shape.start < name.end]
        if not inside:
            merged.append(shape)
        elif shape.start <= inside[0].start and inside[-1].end <= shape.end and len(inside) == 1:
            same = inside[0].start == shape.start
            merged.append(replace(shape, id=inside[0].id, kind=inside[0].kind) if same else shape)
            known = [name for name in known if name is not inside[0]]
    return sorted((*known, *merged), key=lambda name: name.start)


def _glossed(text: str, names: list[Name]) -> list[Name]:
    found: list[Name] = []
    for name in names:
        if found and name.start < found[-1].end:
            continue
        gloss = _GLOSS.match(text, name.end)
        short = gloss.group(1).strip() if gloss else ""
        if gloss and _abbreviates(short, name.label):
            found.append(replace(name, end=gloss.end(), label=short))
        else:
            found.append(name)
    return found


def _abbreviates(short: str, label: str) -> bool:
    if re.fullmatch(r"[A-Z][A-Za-z&.-]{1,9}", short):
        return sum(c.isupper() for c in short) >= 2 and short[0] in label
    return bool(short) and "\u4e00" <= short[0] <= "\u9fff" and all(c in label for c in short)


@cache
def _english() -> re.Pattern[str]:
    endings = sorted(words("name", "company_ending", "en"), key=len, reverse=True)
    ending = "|".join(re.escape(e).replace(r"\ ", r"\s") for e in endings)
    return re.compile(rf"\b(?:{_WORD}\s(?:\({_WORD}\)\s)?(?:of\s)?){{1,6}}(?:{ending})\b")


def _shaped_english(text: str) -> list[Name]:
    shaped = []
    for match in _english().finditer(text):
        start = match.start()
        while (first := re.match(r"[\w'’.-]+\s", text[start : match.end()])) and is_no_name(
            first.group().strip(), "en"
        ):
            start += first.end()
        label = " ".join(text[start : match.end()].split())
        if " " in label and not label[0].isdigit():
            shaped.append(Name(start, match.end(), label))
    return shaped


@cache
def _chinese() -> re.Pattern[str]:
    endings = sorted(words("name", "company_ending", "zh"), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, endings)))


@cache
def _cut() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words("name", "cut", "zh")), key=len, reverse=True)))


def _shaped_chinese(text: str) -> list[Name]:
    shaped: list[Name] = []
    for ending in _chinese().finditer(text):
        floor = max(ending.start() - _CHINESE_TAIL, shaped[-1].end if shaped else 0)
        head = re.search(r"[\u4e00-\u9fff()（）]*$", text[floor : ending.start()])
        start = ending.start() - len(head.group()) if head else ending.start()
        start = _after_cuts(text, start, ending.start())
        label = text[start : ending.end()]
        if _is_firm(label, ending.group()):
            shaped.append(Name(start, ending.end(), label))
    return shaped


def _after_cuts(text: str, start: int, end: int) -> int:
    for cut in _cut().finditer(text, start, end):
        start = cut.end()
    return start


def _is_firm(label: str, ending: str) -> bool:
    """False for words such as 该公司 that only end like a name."""
    if is_no_name(label, "zh"):
        return False
    return len(label) - len(ending) >= (3 if ending in ("公司", "集团", "政府") else 2) and label[0] not in "()（）"


def surfaces(names: Iterable[Name]) -> list[str]:
    """The labels of names, each once, in order."""
    return list(dict.fromkeys(name.label for name in names))
