"""The rest of a total's scope: every condition and clock of the question that chose its facts, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from gigawatch.chain.phrase import speak
from gigawatch.ledger import Ledger, Tally
from gigawatch.ledger.part.scope import tell_thing
from gigawatch.ledger.wording import LANGUAGES, Period, Piece, Words, join, name_code, tell
from gigawatch.model import Fact
from gigawatch.question.clock import Clocks
from gigawatch.question.query import Query
from gigawatch.question.voice import PHRASES
from gigawatch.vocab import publishers


def add_conditions(ledger: Ledger, total: Tally, query: Query, clocks: Clocks) -> Tally:
    """The total with its scope completed: by whom it was said, and by what its facts were chosen."""
    told = (*_sources(ledger, total.counted), *_conditions(ledger, query), *_clocks(clocks))
    return replace(total, scope=join((total.scope, *told), ";"))


def count_sources(ledger: Ledger, facts: tuple[Fact, ...]) -> dict[str, int]:
    """How many facts are from each kind of publisher, by its code."""
    return dict(sorted(Counter(ledger.source_kind(fact.id) for fact in facts).items()))


def _sources(ledger: Ledger, facts: tuple[Fact, ...]) -> Iterator[Words]:
    counts = count_sources(ledger, facts)
    if counts:
        kinds = join((_say("source_count", kind=_kind(code), count=n) for code, n in counts.items()), ",")
        yield _say("scope_sources", kinds=kinds)


def _conditions(ledger: Ledger, query: Query) -> Iterator[Words]:
    if query.subject:
        yield _say("scope_subject", name=tell_thing(ledger, query.subject))
    if query.status:
        yield _say("scope_status", status=name_code("status", query.status))
    if query.period:
        yield _say("scope_period", period=Period(query.period))
    if query.publisher:
        yield _say("scope_publisher", name=_publisher(query.publisher))
    if query.verdict:
        yield _say("scope_verdict", verdict=_say(query.verdict.value))
    if query.kind:
        yield _say("scope_kind", kind=_say(f"thing_{query.kind.value}"))


def _clocks(clocks: Clocks) -> Iterator[Words]:
    days = {"as_of": clocks.as_of, "believed_on": clocks.believed_on}
    asked = {key: day for key, day in days.items() if day is not None}
    yield from (_say(f"scope_{key}", day=Period(day.isoformat())) for key, day in asked.items())
    if not asked:
        yield _say("scope_no_clock")


def _publisher(name: str) -> Piece:
    return _kind(name) if name in publishers().kinds else name


def _kind(code: str) -> Words:
    kind = publishers().kinds[code]
    return Words(kind.name_en, kind.name_zh)


def _say(key: str, **pieces: Piece) -> Words:
    """A phrase of the question room in both languages."""
    english, chinese = (
        speak(PHRASES, key, lang, **{name: tell(piece, lang) for name, piece in pieces.items()}) for lang in LANGUAGES
    )
    return Words(english, chinese)
