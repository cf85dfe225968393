"""The level or change that a pledge's words state, and the series that it may be held against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gigawatch.model import Quantity
from gigawatch.outlook.pledge.gauge import Gauge, GaugeKind, Share, holds_any, rules
from gigawatch.quantity import FoundQuantity, find_quantities
from gigawatch.vocab import fold

PER_CENT = "%"
_CLAUSE = re.compile(r"[,;，、；。]|\band\b(?!\s+development)|以及|并且|并|和")
_TO = re.compile(r"(?:\b(?:to|at|reach(?:es|ing)?|exceed(?:s|ing)?)|(?:到|至|达|为)(?:[^到至达为占]+的)?)\s*$")
_BY = re.compile(r"\bby\s*$")
_FROM = re.compile(r"(?:\bfrom|从|由)\s*$")
_OF = re.compile(r"\s*of\s+(.+?)(?=\s(?:by|from|on|in|for)\b|$)")
_OF_ZH = re.compile(r"(?:到|至|达|为|占)([^到至达为占]+)的$|占(?!比)([^占的]+?)(?:的|比|达|到|至|为|提|超|$)")


class TargetKind(StrEnum):
    """Whether words state where figures are to come to, or by how much they are to move."""

    LEVEL = "level"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Target:
    """What a pledge's words state, and the period by whose end it is to be reached.

    `gauges` and `series` (table and measure, or a measure of facts) are those that it is told of; no other reaches it.
    """

    quantity: Quantity
    due: str | None
    kind: TargetKind
    gauges: tuple[str, ...]
    series: tuple[str, ...]

    def is_of(self, gauge: str, origin: str, measure: str) -> bool:
        """True for a series of the very thing that the words name."""
        bare = measure.split(" ", maxsplit=1)[0]
        return gauge in self.gauges and bool({bare, f"{origin}.{bare}"} & set(self.series))


def find_target(words: str, lang: str, due: str | None, theme: str) -> Target | None:
    """The level or change that words state, by figure or name; None where no series is of what they tell it of.

    >>> find_target("use 100% renewable electricity by 2030", "en", "2030", "green").quantity.value
    100.0
    >>> find_target("cut energy consumption by 20%", "en", None, "green") is None
    True
    """
    found = find_quantities(words, lang)
    if not found:
        return _by_name(words, due, theme)
    targets = [one for figure in found if (one := _read(words, figure, due, theme)) is not None]
    return targets[0] if len(targets) == 1 else None


def _by_name(words: str, due: str | None, theme: str) -> Target | None:
    level = rules().level_of(words)
    if level is None:
        return None
    own = [one for one in rules().of_theme(theme) if one.code == level.gauge and one.is_named(words)]
    return _target(Quantity(level.value, level.unit), due, TargetKind.LEVEL, own)


def _read(words: str, figure: FoundQuantity, due: str | None, theme: str) -> Target | None:
    folded, reading = fold(words), rules().reading
    start, end = _clause(folded, figure)
    clause, before, after = folded[start:end], folded[start : figure.start], folded[figure.end : end]
    if _FROM.search(before) or holds_any(clause, reading.unread):
        return None
    kind = _kind(clause, before)
    base = _base(before, after)
    is_fall = figure.quantity.value < 0 or holds_any(folded[: figure.end], reading.falling)
    way = GaugeKind.FALL if is_fall else GaugeKind.RISE
    if kind is TargetKind.LEVEL and figure.quantity.unit == PER_CENT:
        shares = [one for one in rules().shares if _is_share(one, clause, base)]
        gauges = [
            one for one in rules().of_theme(theme) if one.code in {share.gauge for share in shares} and one.kind is way
        ]
        return _target(figure.quantity, due, kind, gauges, [share.series for share in shares])
    if base is not None or (kind is TargetKind.CHANGE and holds_any(clause, reading.yearly)):
        return None
    shared = {share.gauge for share in rules().shares} if figure.quantity.unit == PER_CENT else set()
    named = [one for one in rules().of_theme(theme) if one.is_named(clause) and one.code not in shared]
    return _target(figure.quantity, due, kind, [one for one in named if one.kind is way and not one.is_change])


def _target(
    quantity: Quantity, due: str | None, kind: TargetKind, gauges: Sequence[Gauge], series: Sequence[str] | None = None
) -> Target | None:
    if not gauges:
        return None
    names = series if series is not None else [name for one in gauges for name in one.stated]
    return Target(quantity, due, kind, tuple(one.code for one in gauges), tuple(dict.fromkeys(names)))


def _clause(folded: str, figure: FoundQuantity) -> tuple[int, int]:
    """The part of the words that holds a figure."""
    cuts = [one for one in _CLAUSE.finditer(folded) if one.end() <= figure.start or one.start() >= figure.end]
    start = max((one.end() for one in cuts if one.end() <= figure.start), default=0)
    return start, min((one.start() for one in cuts if one.start() >= figure.end), default=len(folded))


def _kind(clause: str, before: str) -> TargetKind:
    """A level after *to*; a change after *by* or where a verb of moving has its figure without either."""
    if _TO.search(before):
        return TargetKind.LEVEL
    moves = (*rules().reading.falling, *rules().reading.rising)
    return TargetKind.CHANGE if _BY.search(before) or holds_any(clause, moves) else TargetKind.LEVEL


def _base(before: str, after: str) -> str | None:
    """What a figure is said to be a part of: *5% of revenue*."""
    if told := _OF.match(after):
        return told[1]
    return next(_told_zh(before), None)


def _told_zh(before: str) -> Iterator[str]:
    for told in _OF_ZH.finditer(before):
        yield told[1] or told[2]


def _is_share(share: Share, clause: str, base: str | None) -> bool:
    if not holds_any(share.without(clause), share.terms):
        return False
    if base is not None:
        return holds_any(base, share.bases)
    return not share.is_base_needed or holds_any(clause, share.bases)
