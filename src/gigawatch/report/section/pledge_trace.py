"""What stands behind the status of pledges: figures of the signatories before and after, and their acts since."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping

from gigawatch.figures import mean_measure
from gigawatch.figures.naming import STOP
from gigawatch.model import period_order
from gigawatch.outlook import Commitment, Declaration
from gigawatch.outlook.pledge import Deed, Gauge, Party, Reading, Trace, rules
from gigawatch.outlook.pledge.text import name_thing, tell_value
from gigawatch.report.block import Block, Runs, Table, Value
from gigawatch.report.datum import Number
from gigawatch.report.figures import evidence_refs
from gigawatch.report.names import capitalise
from gigawatch.report.pen import Pen
from gigawatch.report.printed import print_words
from gigawatch.report.sentence import as_runs, has_sentence
from gigawatch.report.title import title_table
from gigawatch.report.tongue import split_tongues

LEDGER = "ledger"
QUOTED = re.compile(r"[“《]")  # the title of an own table names its file in quotation marks
Told = Mapping[tuple[str, tuple[str, ...]], tuple[Party, Trace]]


def _traces(declaration: Declaration) -> Told:
    """The traces of a declaration, each once, by gauge and evidence."""
    return {
        (trace.gauge, trace.evidence): (one.party, trace)
        for commitment in declaration.commitments
        for one in commitment.signatories
        for trace in one.traces
    }


def tabulate_figures(
    pen: Pen, declaration: Declaration, keys: Container[tuple[str, tuple[str, ...]]] | None = None
) -> list[Block]:
    """The figures of each signatory before and after, those that decide first; only those of `keys` where given."""
    told = {key: row for key, row in _traces(declaration).items() if keys is None or key in keys}
    if not told:
        return []
    heads = ("head_name", "head_gauge", "head_before", "head_after", "head_way")
    found = sorted(told.values(), key=lambda row: not row[1].decides)
    rows = tuple(_trace(pen, *row, _name(pen, row[1], told)) for row in found)
    words = tuple(pen.word(f"pledge.{head}") for head in heads)
    origins = dict.fromkeys(_origin(pen, trace) for _, trace in found)
    note = pen.say("pledge.figures_note", origins=pen.series(list(origins)))
    return [Table(pen.word("pledge.figures_caption"), words, rows, (2, 3), note)]


def _origin(pen: Pen, trace: Trace) -> str:
    """Where a series comes from: the documents, or a table by its title."""
    if trace.origin == LEDGER:
        return pen.word("pledge.ledger")
    title = title_table(trace.origin, pen.lang)
    return title if QUOTED.search(title) else pen.word("pledge.table", name=title)


def _name(pen: Pen, trace: Trace, told: Told) -> str:
    """What a series is of: its gauge, or its own measure where the gauge takes several of one signatory."""
    alike = [one for _, one in told.values() if (one.subject, one.gauge) == (trace.subject, trace.gauge)]
    is_one_of = len({one.measure for one in alike}) > 1
    meant = mean_measure(trace.origin, trace.measure, pen.lang) if is_one_of else None
    name = capitalise(STOP.split(meant)[0] if meant else _gauge(trace.gauge).label(pen.lang))
    return name if trace.decides else f"{name}{pen.word('pledge.beside')}"


def _trace(pen: Pen, party: Party, trace: Trace, name: str) -> tuple[Runs, ...]:
    gauge = _gauge(trace.gauge)
    before = (_reading(pen, trace.base, trace, gauge, party),) if trace.base is not None else ()
    return (
        as_runs(party.label(pen.lang) if trace.subject in party.members else name_thing(trace.subject, pen.lang)),
        as_runs(name),
        pen.say("pledge.reading", value=before, when=pen.period(trace.base.period)) if trace.base else (),
        pen.say(
            "pledge.reading", value=_reading(pen, trace.last, trace, gauge, party), when=pen.period(trace.last.period)
        ),
        as_runs(pen.word(f"pledge.{trace.direction.name.lower()}")),
    )


def _reading(pen: Pen, reading: Reading, trace: Trace, gauge: Gauge, party: Party) -> Value:
    """A reading with its reference: to the one statement, or to all of those that its interval holds."""
    text, refs = tell_value(reading, trace.unit, pen.lang), evidence_refs(pen, reading.evidence)
    datum = Number.within(reading.interval, trace.unit)
    if len(refs) == 1:
        return Value(text, refs[0], datum)
    words = {"gauge": gauge.label(pen.lang), "name": party.label(pen.lang), "when": pen.period(reading.period)}
    return pen.compute("pledge.hull", text, refs, datum, **words)


def tabulate_acts(pen: Pen, commitments: Iterable[Commitment]) -> list[Block]:
    """The acts of the signatories that decide, each once, the earliest first."""
    deeds: dict[str, Deed] = {}
    for deed in (deed for c in commitments for one in c.signatories for deed in one.deeds if deed.decides):
        deeds.setdefault(deed.claim, deed)
    if not deeds:
        return []
    heads = tuple(pen.word(f"pledge.head_{head}") for head in ("when", "name", "act"))
    note = pen.word("pledge.head_note", tongue=_tongue(pen, [deed.note or "" for deed in deeds.values()]))
    ordered = sorted(deeds.values(), key=lambda deed: period_order(deed.done_on or deed.known_on))
    rows = tuple(_deed(pen, deed) for deed in ordered)
    return [Table(pen.word("pledge.acts_caption"), (*heads, note), rows)]


def _tongue(pen: Pen, notes: Iterable[str]) -> str:
    """The name of the language of notes that are not in the report's; empty where all are."""
    other = next((own for note in notes for _, own in split_tongues(note, pen.lang) if own), None)
    return pen.word(f"common.tongue_{other}") if other else ""


def _deed(pen: Pen, deed: Deed) -> tuple[Runs, ...]:
    """When who did what, and what the table notes of it."""
    names = pen.series([name_thing(one, pen.lang) for one in deed.organisations])
    ref = evidence_refs(pen, [deed.claim])[0]
    when = Value(pen.period(deed.done_on or deed.known_on), ref)
    own, note = f"pledge.deed_{deed.gauge}", deed.note or ""
    act = pen.word(own) if has_sentence(own) else capitalise(_gauge(deed.gauge).label(pen.lang))
    return (when,), names, as_runs(act), as_runs(pen.words(print_words(note), ref)) if note else ()


def _gauge(code: str) -> Gauge:
    return next(gauge for gauge in rules().gauges if gauge.code == code)
