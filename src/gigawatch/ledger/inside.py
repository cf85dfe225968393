"""Inside: an amount told as a part of a larger one (其中, of which) covers that part and is no rival of its whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.material import Material
from gigawatch.ledger.nature import is_never_added
from gigawatch.ledger.part.cue import ends_of_cues
from gigawatch.ledger.perimeter import parse_perimeter
from gigawatch.model import QuantityClaim

REACH = 240  # characters between a whole and a part told of it
MOST = 200  # amounts of one thing in a document; a table run together tells no parts in words
LONGEST = 40  # characters of the words that name a part
_STOP = re.compile(r"[。！？\n]|[.!?]\s")
_ITEM = re.compile("[；;]")
_CLAUSE = re.compile(r"[，,。；;：:(（)）]|\.\s|\.$")
_EACH = re.compile(
    r"\s(?:of|worth)\s(?P<size>[^,;.]{1,30}?\d[\d.,]*[^,;.]{0,30}?\s(?:each|apiece|or more))\b", re.IGNORECASE
)
_END = re.compile(rf"{_CLAUSE.pattern}|\band\b|[和及与]|\d")  # another amount may follow
_NUMBER = re.compile(r"\d[\d.,]*\s?[万亿]*[个项家座处名人条台套]*")
_LOOSE_ZH = re.compile(r"^[的是为有约近超共约达\s]+|(?:[是为有约近超共达]|超过|分别|\s)+$")
_LOOSE_EN = re.compile(
    r"^(?:a year|per year|annually|worth|of|for|in|is|are|was|were|will be|go(?:es)? to|-|\s)+\b|\s+$"
)


def set_parts_apart(evidence: Iterable[Evidence], material: Material) -> list[Evidence]:
    """The statements, each that its text tells as a part of a larger one of the same thing with the part's words."""
    groups: dict[tuple[str, str, str, str], list[Evidence]] = defaultdict(list)
    for item in evidence:
        groups[(item.document, item.subject, item.measure, item.quantity.unit)].append(item)
    return [told for group in groups.values() for told in _apart(group, material)]


def _apart(group: Sequence[Evidence], material: Material) -> Iterable[Evidence]:
    if not 1 < len(group) <= MOST or is_never_added(group[0].measure):
        return group
    return [_as_part(item, group, material) for item in group]


def _as_part(item: Evidence, group: Sequence[Evidence], material: Material) -> Evidence:
    claim, scope = material.claims.get(item.claim), parse_perimeter(item.perimeter)
    if not isinstance(claim, QuantityClaim) or scope.about or scope.part or scope.phase or scope.product or scope.link:
        return item
    words = _part_words(item, claim, group, material)
    return replace(item, perimeter=replace(scope, about=words).code) if words else item


def _part_words(item: Evidence, claim: QuantityClaim, group: Sequence[Evidence], material: Material) -> str | None:
    """The words of the part that a text tells a claim to be of a larger one of its group; None for no part."""
    text = material.documents[claim.document].text
    wholes = [one.end for other in group if (one := _whole(other, item, claim, material)) is not None]
    start = max(min(wholes, default=claim.start), _begin(text, claim.start))
    cues = ends_of_cues("inside", text[start : claim.start])
    if not cues:
        return None
    begin = start + cues[-1]
    is_only = not any(begin <= one.start < claim.start for other in group if (one := _claim(other, material)))
    return _words(text, begin, claim, is_only=is_only)


def _whole(other: Evidence, item: Evidence, claim: QuantityClaim, material: Material) -> QuantityClaim | None:
    """The claim of a larger amount that stands not far before a claim."""
    whole = _claim(other, material)
    if whole is None or not 0 <= claim.start - whole.end <= REACH:
        return None
    return whole if other.quantity.value > item.quantity.value else None


def _claim(item: Evidence, material: Material) -> QuantityClaim | None:
    claim = material.claims.get(item.claim)
    return claim if isinstance(claim, QuantityClaim) else None


def _begin(text: str, at: int) -> int:
    """Where the sentence of an offset begins, the items of a list being of one sentence."""
    low = max(0, at - REACH)
    return low + max((stop.end() for stop in _STOP.finditer(text[low:at])), default=0)


def _words(text: str, begin: int, claim: QuantityClaim, *, is_only: bool) -> str | None:
    """The words that name a part: before its amount in the item of a list, else behind it; in English behind it, else,
    where it is the only amount of its kind, what the clause before says of the part: `of these, 133 projects will be in
    Yibin, worth 84.55 billion yuan`.
    """
    item = _ITEM.split(text[begin : claim.start])[-1]
    first = _plain(_CLAUSE.split(item.strip(" ,"), maxsplit=1)[0], claim.lang)
    each = _EACH.match(text[claim.end : claim.end + 2 * LONGEST])
    if each is not None:
        return each["size"]
    behind = _plain(_END.split(text[claim.end : claim.end + LONGEST], maxsplit=1)[0], claim.lang)
    if claim.lang == "zh":
        return first or behind or None
    return behind or (first if is_only and _CLAUSE.search(item.strip(" ,")) else "") or None


def _plain(words: str, lang: str) -> str:
    loose = _LOOSE_ZH if lang == "zh" else _LOOSE_EN
    return loose.sub("", _NUMBER.sub("", words)).strip()[:LONGEST]
