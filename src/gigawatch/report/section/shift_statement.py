"""Statements of a move of the industry, each held against regional figures, and what those show."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.outlook.shift import Shift, StatementTest, four_regions
from gigawatch.outlook.shift.phrase import Voice
from gigawatch.report.block import Paragraph, Ref, Runs, Section, Table, Value
from gigawatch.report.figures import evidence_refs
from gigawatch.report.names import tell_organisation
from gigawatch.report.pen import Pen
from gigawatch.report.sentence import has_sentence


def compose_statements_of_move(pen: Pen) -> Section | None:
    """The statements with their findings, and how the place's own share went; None where none is told."""
    by_province = [shift for shift in pen.publication.shifts if shift.question.by.value == "province"]
    tests = [(shift, test) for shift in by_province for test in shift.tests]
    if not tests:
        return None
    tests.sort(key=lambda one: one[1].claim)
    claims = list(dict.fromkeys(test.claim for _, test in tests))
    lead = pen.say("shift.statements_lead", n=len(claims))
    parts = dict.fromkeys(_part(pen, shift, test, n) for shift, test in tests for n in range(len(test.parts)))
    pen.remark(pen.word("shift.title"), "shift.verdict_note")
    told = pen.separated([lead, *parts], " " if pen.lang == "en" else "")
    return Section("shift-statements", pen.word("shift.statements"), (Paragraph(told), _verdicts(pen, tests)))


def _verdicts(pen: Pen, tests: Sequence[tuple[Shift, StatementTest]]) -> Table:
    """Each statement with what it is held against and what that shows, in one row where that is the same."""
    heads = tuple(pen.word(f"shift.{head}") for head in ("head_statement", "head_against", "head_finding"))
    alike: dict[tuple[str, Runs], tuple[StatementTest, list[Runs]]] = {}
    for shift, test in tests:
        against, finding = _verdict(pen, shift, test)
        alike.setdefault((test.claim, finding), (test, []))[1].append(against)
    mark = "；" if pen.lang == "zh" else "; "
    rows = ((_said(pen, test), pen.separated(held, mark), found) for (_, found), (test, held) in alike.items())
    return Table(pen.word("shift.statements_caption"), heads, tuple(rows))


def _said(pen: Pen, test: StatementTest) -> Runs:
    return pen.say(
        pen.wording("shift.said", test.claim),
        speaker=tell_organisation(pen, test.speaker, pen.claim(test.claim, test.speaker).ref) if test.speaker else None,
        when=pen.period(test.day),
        words=pen.claim(test.claim, test.words),
    )


def _verdict(pen: Pen, shift: Shift, test: StatementTest) -> tuple[Runs, Runs]:
    """What a statement is held against, and the finding by each series."""
    voice = Voice(pen.lang, shift.question.unit)
    target = voice.say(test.target) if test.target in four_regions() else voice.region(test.target)
    trials = [pen.say("shift.trial", series=voice.short_series(t.series), verdict=voice.say(t.verdict.value),
                      reason=_reason(pen, voice, t.reason)) for t in test.trials]  # fmt: skip
    against = pen.say("shift.tested", target=target, of=voice.say(shift.question.of.value))
    return against, pen.separated(trials, "；" if pen.lang == "zh" else "; ")


def _reason(pen: Pen, voice: Voice, code: str) -> str:
    """Why a verdict is what it is, in the report's words where it has its own."""
    own = f"shift.reason_{code}"
    return pen.word(own) if has_sentence(own) else voice.say(code)


def _part(pen: Pen, shift: Shift, test: StatementTest, number: int) -> Runs:
    """What shares of the whole country decide of one place."""
    voice, part = Voice(pen.lang, shift.question.unit), test.parts[number]
    name = voice.region(part.first.place)
    ends: list[Value] = []
    for one in (part.first, part.last):
        refs: Sequence[Ref] = evidence_refs(pen, one.evidence)
        text = _hedged(pen, voice.percent(one.share))
        ends.append(pen.compute("shift.national", text, refs, place=name, period=pen.period(one.period)))
    kind = voice.say("part_stated") if part.first.whole is None else voice.say(f"whole_{part.first.whole}")
    pen.remark(pen.word("shift.title"), "shift.part_kind", kind=kind)
    return pen.say(
        f"shift.{part.outcome}",
        place=name,
        first=ends[0],
        then=pen.period(part.first.period),
        last=ends[1],
        now=pen.period(part.last.period),
    )


def _hedged(pen: Pen, told: str) -> str:
    """A share whose upper end is open, in words: at least 16.0%."""
    stripped = told.removeprefix("≥ ")
    return told if stripped == told else pen.word("common.at_least", value=stripped)
