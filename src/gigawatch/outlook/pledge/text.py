"""What became of pledges, as plain text: each status with its rule, its figures and the sentences that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gigawatch.chain import format_interval, speak
from gigawatch.ledger import Ledger
from gigawatch.model import Quantity
from gigawatch.outlook.pledge.declaration import Commitment, Declaration
from gigawatch.outlook.pledge.deed import Deed
from gigawatch.outlook.pledge.gauge import Gauge, rules
from gigawatch.outlook.pledge.judge import PartyStatus, PledgeStatus, Why
from gigawatch.outlook.pledge.page import Pledges, list_evidence
from gigawatch.outlook.pledge.party import Party
from gigawatch.outlook.pledge.reading import LEDGER, Reading
from gigawatch.outlook.pledge.trace import Trace
from gigawatch.outlook.proof import tell_proofs
from gigawatch.outlook.theme import theme_of
from gigawatch.quantity import format_quantity, tell_period
from gigawatch.vocab import organisations, places

PHRASES = Path(__file__).parents[1] / "data" / "pledge_phrase.toml"


def say(key: str, lang: str, /, **values: object) -> str:
    """A phrase of this page, filled."""
    return speak(PHRASES, key, lang, **values)


def render_text(pledges: Pledges, ledger: Ledger, lang: str) -> str:
    """The page in English or Chinese (`en`, `zh`), for a terminal."""
    lines = list(_head(pledges, lang))
    for declaration in pledges.declarations:
        lines += ["", *tell_declaration(declaration, ledger, lang)]
    if pledges.declarations:
        lines += ["", *_sources(pledges, ledger, lang)]
    return "\n".join(lines) + "\n"


def tell_declaration(declaration: Declaration, ledger: Ledger, lang: str) -> Iterator[str]:
    """A declaration, who signed it, and its commitments, as lines."""
    return Page(ledger, lang).declaration(declaration)


def _head(pledges: Pledges, lang: str) -> Iterator[str]:
    """What was asked, by which day it was judged and with which tables; that nothing is told, where that is so."""
    named = (pledges.place, pledges.organisation)
    scope = [name_thing(one, lang) for one in named if one] + (
        [say(pledges.status.name.lower(), lang)] if pledges.status else []
    )
    comma = say("comma", lang)
    yield say("title", lang, scope=f"{comma}{comma.join(scope)}" if scope else "")
    yield say("judged", lang, day=tell_period(pledges.on, lang))
    if pledges.tables:
        yield say("tables", lang, names=comma.join(pledges.tables))
    if pledges.missing:
        yield say("missing", lang, names=comma.join(pledges.missing))
    if not pledges.told:
        yield say("none_told", lang)
    elif not pledges.declarations:
        yield say("none_fits", lang, count=pledges.told)


def _sources(pledges: Pledges, ledger: Ledger, lang: str) -> Iterator[str]:
    """The words behind every id printed above."""
    yield say("evidence", lang)
    ids = dict.fromkeys(key for one in pledges.declarations for key in list_evidence(one))
    yield from (f"  {line}" for line in tell_proofs(ledger, ids, lang))


def name_thing(key: str, lang: str) -> str:
    """The name of an organisation or place of the vocabulary in a language."""
    known = organisations().get(key) or places().get(key)
    return known.label(lang) if known else key


class Page:
    """The lines of each part in one language."""

    def __init__(self, ledger: Ledger, lang: str) -> None:
        self.ledger = ledger
        self.lang = lang
        self.gauges = {gauge.code: gauge for gauge in rules().gauges}

    def say(self, key: str, /, **values: object) -> str:
        """A phrase in the page's language."""
        return say(key, self.lang, **values)

    def declaration(self, declaration: Declaration) -> Iterator[str]:
        """A declaration, who signed it, and its commitments."""
        day = tell_period(declaration.made_on, self.lang) or self.say("no_day")
        yield self.say("declaration", name=declaration.label(self.lang), day=day)
        names = self.say("listing").join(self._party(one) for one in declaration.parties)
        ids = " ".join(dict.fromkeys((declaration.claim, *declaration.also)))
        made = "signatories" if declaration.is_titled else "made_by"
        yield f"  {self.say(made, names=names or self.say('nobody'), ids=ids)}"
        if not declaration.commitments:
            yield f"  {self.say('no_commitments')}"
        for commitment in declaration.commitments:
            yield from (f"  {line}" for line in self.commitment(commitment))

    def _party(self, party: Party) -> str:
        return party.label(self.lang) if party.id else self.say("unknown_party", name=party.name)

    def commitment(self, commitment: Commitment) -> Iterator[str]:
        """A commitment: its words, the status of the whole, then of each signatory with what shows it."""
        material = self.ledger.material
        is_retold = material.documents[material.claims[commitment.claim].document].retold
        status = self.say(commitment.status.name.lower())
        yield self.say(
            "commitment_retold" if is_retold else "commitment",
            words=commitment.words,
            theme=theme_of(commitment.theme).label(self.lang),
            status=status,
            id=commitment.claim,
        )
        yield f"  {self.whole(commitment)}"
        if commitment.verdict.why is Why.NO_GAUGE:
            return
        yield from (f"  {line}" for one in commitment.signatories for line in self._signatory(one))

    def whole(self, commitment: Commitment) -> str:
        """Why the whole has its status, with its level, date and age."""
        verdict = commitment.verdict
        counts = {"shown": verdict.shown, "counted": verdict.counted, "share": f"{rules().least_share:.0%}"}
        is_alone = len(commitment.signatories) == 1 and verdict.counted == 1
        parts = [] if is_alone else [self.say(f"whole_{verdict.why.value}", **counts)]
        if commitment.target is not None:
            value = format_quantity(commitment.target.quantity, self.lang)
            due = tell_period(commitment.due, self.lang)
            parts.append(self.say("target_due" if due else "target", value=value, due=due))
        elif commitment.due:
            parts.append(self.say("due", due=tell_period(commitment.due, self.lang)))
        elif commitment.status is not PledgeStatus.UNMEASURABLE:
            parts.append(self.say("no_target"))
        if verdict.known_on:
            parts.append(self.say("known", day=tell_period(verdict.known_on, self.lang)))
        if verdict.is_overdue:
            parts.append(self.say("overdue"))
        if verdict.is_silent:
            key = "silent_since" if verdict.heard_on else "silent"
            parts.append(self.say(key, day=tell_period(verdict.heard_on, self.lang)))
        return self.say("stop").join(parts)

    def _signatory(self, one: PartyStatus) -> Iterator[str]:
        since = tell_period(one.since, self.lang)
        dated = self.say("since", since=since) if since else ""
        why = self.say(f"why_{one.why.value}")
        status = self.say(one.status.name.lower())
        yield self.say("signatory", name=self._party(one.party), status=status, why=why, since=dated)
        yield from (f"  {self.trace(trace)}" for trace in one.traces)
        yield from (f"  {self.deed(deed)}" for deed in one.deeds)

    def trace(self, trace: Trace) -> str:
        """A series before and after the pledge, whose it is and from where, with its ids."""
        gauge = self.gauges[trace.gauge]
        words = {
            "gauge": gauge.label(self.lang),
            "origin": self.origin(trace),
            "direction": self.say(trace.direction.name.lower()),
            "beside": "" if trace.decides else self.say("beside"),
            "ids": " ".join(trace.evidence),
        }
        last = self._reading(trace.last, trace.unit)
        if trace.base is None:
            return self.say("trace_change" if gauge.is_change else "trace_single", last=last, **words)
        return self.say("trace", base=self._reading(trace.base, trace.unit), last=last, **words)

    def origin(self, trace: Trace) -> str:
        """Where figures are from: the ledger, or a shipped table and its measure."""
        if trace.origin == LEDGER:
            return self.say("of_ledger", name=self.ledger.label(trace.subject, self.lang))
        return self.say(
            "of_table", name=name_thing(trace.subject, self.lang), table=trace.origin, measure=trace.measure
        )

    def _reading(self, reading: Reading, unit: str) -> str:
        return self.say(
            "reading", value=tell_value(reading, unit, self.lang), when=tell_period(reading.period, self.lang)
        )

    def deed(self, deed: Deed) -> str:
        """An act: what it was, when, and the claim that tells it."""
        gauge: Gauge = self.gauges[deed.gauge]
        day = tell_period(deed.done_on or deed.known_on, self.lang)
        when = day if deed.decides else self.say("undated", day=day)
        names = self.say("listing").join(name_thing(one, self.lang) for one in deed.organisations)
        words = {"gauge": gauge.label(self.lang), "when": when, "names": names, "id": deed.claim}
        if deed.origin == LEDGER:
            return self.say("deed", **words)
        note = self.say("aside", words=deed.note) if deed.note else ""
        return self.say("deed_table", table=deed.origin, note=note, **words)


def tell_value(reading: Reading, unit: str, lang: str) -> str:
    """What is told for a period, as an interval: a stated change of less keeps its sign."""
    low, high = reading.interval.low, reading.interval.high
    if low < 0:
        return format_quantity(Quantity(low, unit, None, None if low == high else high), lang)
    return format_interval(reading.interval, unit, lang)
