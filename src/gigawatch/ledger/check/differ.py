"""One capacity told differently by two sources within a short time: the periods differ, so that neither settles it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from gigawatch.ledger.check.figure import TARGET, span_of
from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.evidence import Evidence, agree
from gigawatch.ledger.sentence import sentence_of
from gigawatch.ledger.setting import pattern, tolerance, words
from gigawatch.ledger.settle import Settled
from gigawatch.ledger.status.another import is_numbered, tells_another
from gigawatch.ledger.voice import share_voice
from gigawatch.ledger.wording import Period, say
from gigawatch.model import Check, QuantityClaim, Severity

LONGEST = 200  # characters of a sentence that a finding quotes


def find_differing(inquiry: Inquiry) -> Iterator[Check]:
    """A warning for each two values of one thing and state told within some days of each other by different sources.

    Where a sentence of the two tells of a change, a further plant or an expansion, both may be right, and it is none.
    """
    for group in _series(inquiry).values():
        ordered = sorted(group, key=lambda s: (s.winner.known_on or "", s.fact.id))
        for one, other in pairwise(ordered):
            if _is_told_differently(one.winner, other.winner) and not _tells_change(inquiry, one, other):
                yield _differ(inquiry, one, other)


def _series(inquiry: Inquiry) -> Mapping[tuple[str, ...], Sequence[Settled]]:
    """The stocks of one thing, measure, unit, state and perimeter that documents tell."""
    series: dict[tuple[str, ...], list[Settled]] = defaultdict(list)
    for item in inquiry.settled:
        fact = item.fact
        is_stock = fact.measure in words("differ", "measures") and not (fact.valid_on or "").endswith(TARGET)
        kind = inquiry.entities[fact.subject].kind.value if is_stock else ""
        if kind in words("differ", "kinds") and item.winner.claim in inquiry.material.claims:
            series[item.winner.series].append(item)
    return series


def _is_told_differently(one: Evidence, other: Evidence) -> bool:
    is_sound = one.mark is None and other.mark is None and one.copy_of is None and other.copy_of is None
    return is_sound and not agree(one, other) and not share_voice(one, other) and _are_near(one, other)


def _are_near(one: Evidence, other: Evidence) -> bool:
    """True where both were published, and are of times that lie, within the days of the data file."""
    most, days = tolerance("differ_days"), _days_between(one, other)
    first, second = span_of(one.valid_on), span_of(other.valid_on)
    if days is None or days > most or first is None or second is None:
        return False
    return (max(first[0], second[0]) - min(first[1], second[1])).days <= most


def _days_between(one: Evidence, other: Evidence) -> int | None:
    if one.known_on is None or other.known_on is None:
        return None
    return abs((date.fromisoformat(other.known_on) - date.fromisoformat(one.known_on)).days)


def _tells_change(inquiry: Inquiry, *told: Settled) -> bool:
    for item in told:
        lang = "zh" if _claim(inquiry, item).lang == "zh" else "en"
        sentence, thing = _sentence(inquiry, item), inquiry.entities[item.fact.subject]
        is_other = tells_another(sentence, lang, of_phase=is_numbered(thing))
        if is_other or pattern("differ", f"change_{lang}").search(sentence):
            return True
    return False


def _differ(inquiry: Inquiry, one: Settled, other: Settled) -> Check:
    told = say(
        "differ",
        thing=inquiry.entities[one.fact.subject],
        one=one.winner.quantity,
        then=Period(one.winner.known_on),
        first=_quote(inquiry, one),
        other=other.winner.quantity,
        now=Period(other.winner.known_on),
        second=_quote(inquiry, other),
        days=_days_between(one.winner, other.winner) or 0,
    )
    claims = (one.winner.claim, other.winner.claim)
    return make_check(other.fact.id, "differ", Severity.WARNING, told, claims, say("differ_scope"))


def _claim(inquiry: Inquiry, item: Settled) -> QuantityClaim:
    claim = inquiry.material.claims[item.winner.claim]
    assert isinstance(claim, QuantityClaim)
    return claim


def _sentence(inquiry: Inquiry, item: Settled) -> str:
    claim = _claim(inquiry, item)
    text = inquiry.material.documents[claim.document].text
    return " ".join(sentence_of(text, claim.start, claim.end).text.split())


def _quote(inquiry: Inquiry, item: Settled) -> str:
    sentence = _sentence(inquiry, item)
    return sentence if len(sentence) <= LONGEST else f"{sentence[:LONGEST]}…"
