"""Where an English sentence gives a plant a second name, and the firms that are none: they are parts of its names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from gigawatch.claims.facility import PLANT
from gigawatch.claims.scope.mention import FIRM, PLACE, Mention
from gigawatch.vocab import organisations

_CAPITAL = r"[A-ZÀ-Þ][\w’-]{0,30}"
_KIND = rf"(?:\s[a-z-]{{2,20}}){{0,2}}?\s{PLANT}"
_AKA = re.compile(
    rf"(?P<own>{_CAPITAL}(?:\s{_CAPITAL}){{0,4}}{_KIND}),?\s\(?(?:(?:also|better|locally|widely|often|sometimes)\s)?"
    rf"(?:known\sas|called|dubbed|nicknamed)\s(?:the\s)?[\"“‘']?(?P<other>{_CAPITAL}(?:\s{_CAPITAL}){{0,4}}(?:{_KIND})?)"
)
_AKA_ZH = re.compile(
    r"(?:工厂|基地|产业园|项目|园区)[，,（(]?(?:又称|也称|亦称|俗称|别称|又名)(?:为|作)?[“\"「](?P<other>[^”\"」]{2,16})"
)
_HINTS = ("known as", "called", "dubbed", "nicknamed")


@lru_cache(maxsize=16)
def plant_name_spans(sentence: str) -> Sequence[tuple[int, int]]:
    """Where a sentence tells the two names of a plant."""
    if not any(map(sentence.__contains__, _HINTS)):
        return ()
    return tuple(span for match in _AKA.finditer(sentence) for span in (match.span("own"), match.span("other")))


def place_in_names(sentence: str, mentions: Sequence[Mention]) -> str | None:
    """The one place that the two names of a plant tell: `the Győr battery plant`."""
    spans = plant_name_spans(sentence)
    here = {m.name for m in mentions if m.kind == PLACE and any(a <= m.start < b for a, b in spans)}
    return here.pop() if len(here) == 1 else None


def without_second_names(folded: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions of a Chinese sentence without those within a second name in quotes: 又称“三江超级工厂”."""
    if "称" not in folded and "又名" not in folded:
        return mentions
    spans = [match.span("other") for match in _AKA_ZH.finditer(folded)]
    return [m for m in mentions if not any(a <= m.start < b for a, b in spans)]


def without_plant_names(sentence: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions without the firms that are only a part of a plant's two names; known firms stay."""
    spans = plant_name_spans(sentence)
    if not spans:
        return mentions
    return [m for m in mentions if m.kind != FIRM or organisations().find(m.name) or not _is_inside(m, sentence, spans)]


def _is_inside(mention: Mention, sentence: str, spans: Sequence[tuple[int, int]]) -> bool:
    is_owner = sentence.startswith(("'", "’"), mention.end)
    return not is_owner and any(a <= mention.start and mention.end <= b for a, b in spans)
