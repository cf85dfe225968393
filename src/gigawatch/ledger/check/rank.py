"""Rankings told as lists of names: the set and the order are two things, and each ranking has its basis."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.cue import find_cues
from gigawatch.ledger.material import Material
from gigawatch.ledger.sentence import sentence_bounds
from gigawatch.ledger.wording import Period, Words, join, name_code, say
from gigawatch.model import Check, Document, Severity, period_order
from gigawatch.quantity import find_periods
from gigawatch.vocab import PlaceKind, organisations, places

RANKS = Path(__file__).parent.parent / "data" / "rank.toml"
MONTH = 7
OTHER = "other"  # a ranking by a score of its own


@dataclass(frozen=True, slots=True)
class ToldOrder:
    """The first names of a ranking by a measure (`basis`) in a market, as one document lists them for a period.

    `places` are the ids of the places that its sentence names: a ranking within a place is of that place alone.
    """

    document: str
    basis: str
    market: str
    places: tuple[str, ...]
    period: str
    names: tuple[str, ...]
    claims: tuple[str, ...]


def may_rank() -> str:
    """A pattern of SQL (RE2) that every text with a ranking told as a list matches, and some others: its head alone."""
    sizes = "|".join(sorted(map(re.escape, _data()["size"])))
    return rf"(?i)(top|前)[ -]?(\pN|{sizes})"


def find_ranks(inquiry: Inquiry) -> Iterator[Check]:
    """A finding for each two rankings of one basis that follow each other and differ in order or in set."""
    yield from compare_orders(read_orders(inquiry.material))


def read_orders(material: Material) -> Iterator[ToldOrder]:
    """Every ranking that a document tells as a list of names."""
    claims = _claims_by_document(material)
    for document in material.documents.values():
        yield from _read(document, claims.get(document.id, ()))


def compare_orders(orders: Iterable[ToldOrder]) -> Iterator[Check]:
    """A finding for each two rankings of one basis that follow each other and differ."""
    series: dict[tuple[str, str, tuple[str, ...], int], list[ToldOrder]] = defaultdict(list)
    for ranking in orders:
        series[(ranking.basis, ranking.market, ranking.places, len(ranking.names))].append(ranking)
    for key in sorted(series):
        ordered = sorted(series[key], key=lambda r: (period_order(r.period), r.document, r.names))
        yield from (_compare(one, other) for one, other in pairwise(ordered) if one.names != other.names)


def _claims_by_document(material: Material) -> Mapping[str, Sequence[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for claim in material.claims.values():
        found[claim.document].append((claim.start, claim.id))
    return found


def _read(document: Document, claims: Sequence[tuple[int, str]]) -> Iterator[ToldOrder]:
    lang = "zh" if document.language == "zh" else "en"
    for match in _pattern(lang).finditer(document.text):
        start, end = sentence_bounds(document.text, match.start(), match.end())
        sentence = document.text[start:end]
        scanned = organisations().scan(match.group("list"))
        names = tuple(dict.fromkeys(m.entry.id for m in scanned))[: _size(match.group("size"))]
        basis = next((cue.code for cue in find_cues(sentence, "of", lang)), OTHER)
        if len(names) == _size(match.group("size")):
            market = next((cue.code for cue in find_cues(sentence, "market", lang, whole=True)), "")
            where = _places(document.text[start : match.start("list")] + document.text[match.end("list") : end])
            period = _period(sentence, document, lang)
            yield ToldOrder(document.id, basis, market, where, period, names, _near(claims, start))


def _places(told: str) -> tuple[str, ...]:
    """The places below a country that a sentence names outside its list; of countries the market tells."""
    named = {m.entry.id for m in places().scan(told) if m.entry.kind not in (PlaceKind.COUNTRY, PlaceKind.REGION)}
    return tuple(sorted(named))


def _near(claims: Sequence[tuple[int, str]], start: int) -> tuple[str, ...]:
    """The claim of the document that stands nearest to a sentence."""
    nearest = min(claims, key=lambda told: (abs(told[0] - start), told[1]), default=None)
    return (nearest[1],) if nearest else ()


def _size(told: str) -> int:
    return int(told) if told.isdigit() else int(_data()["size"][told.casefold()])


def _period(sentence: str, document: Document, lang: str) -> str:
    found = find_periods(sentence, lang, document.published)
    published = document.published.isoformat()[:MONTH] if document.published else ""
    return next((period.iso for period in found), published)


def _compare(one: ToldOrder, other: ToldOrder) -> Check:
    is_same_set = set(one.names) == set(other.names)
    pieces = {"basis": name_code("measure", one.basis)}
    pieces |= {"size": Words(str(len(one.names)), str(len(one.names)))}
    told = {"one": _told(one), "other": _told(other)}
    words = say("rank_order" if is_same_set else "rank_set", **pieces, **told)
    return make_check(other.names[0], "rank", Severity.INFO, words, (*one.claims, *other.claims))


def _told(ranking: ToldOrder) -> Words:
    firms = [organisations().get(name) for name in ranking.names]
    names = join((Words(f.label("en"), f.label("zh")) for f in firms if f), ",")
    return say("ranking", period=Period(ranking.period), names=names)


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    return re.compile(_data()["pattern"][lang], re.IGNORECASE)


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = tomllib.loads(RANKS.read_text(encoding="utf-8"))
    return data
