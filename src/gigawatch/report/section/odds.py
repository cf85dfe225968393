"""The odds of being built: what keeps the gate closed or what it lets through, the test, rates, counts, the fan."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.chain import format_interval
from gigawatch.model import Interval
from gigawatch.outlook.odds import Backtest, Condition, Count, Odds, ProjectOdds, PublishedRate
from gigawatch.outlook.odds.backtest import NAIVE
from gigawatch.outlook.odds.chart import draw_calibration, draw_fan
from gigawatch.outlook.odds.fan import LAST, UNIT
from gigawatch.outlook.odds.overlap import Overlap
from gigawatch.outlook.odds.phrase import Voice
from gigawatch.report.block import Block, Chart, Paragraph, Ref, RefKind, Runs, Section, Table, Value
from gigawatch.report.constant import history_id
from gigawatch.report.datum import Number
from gigawatch.report.lifted import lift_year
from gigawatch.report.names import capitalise
from gigawatch.report.pen import Pen, statement_quantity
from gigawatch.report.picture import plain_spec
from gigawatch.report.sentence import Slot, as_runs
from gigawatch.report.spelled import spell_small

COUNTED = ("all", "sampling", "continent")
NUMBERS = ("projects", "started", "not_built", "undecided")
MOST_REASONS = 3
LEAST_CHANGE = 0.005
HISTORIES = Ref(RefKind.OBSERVATION, history_id())


def compose_odds(pen: Pen) -> Section | None:
    """Everything of the odds; None where none were worked out, or where no plan is told that they could be of."""
    odds = pen.publication.odds
    if odds is None or pen.publication.is_silent:
        return None
    test = odds.tests[0] if odds.tests and odds.tests[0].brier is not None else None
    blocks: list[Block] = [pen.lead("odds.open" if odds.gate.is_open else "odds.closed")]
    if test is not None:
        pen.remark(pen.word("odds.title"), "odds.skill_note")
        blocks.append(_calibration(pen, test))
    blocks.append(_tested(pen, odds, test))
    blocks += [_rates(pen, odds.rates), _counts(pen, odds.counts)]
    inner = tuple(one for one in (_projects(pen, odds), _outlook(pen, odds)) if one is not None)
    return Section("odds", pen.word("odds.title"), tuple(blocks), inner)


def _tested(pen: Pen, odds: Odds, test: Backtest | None) -> Paragraph:
    """What was tested with what result, and what keeps the gate closed, in small type."""
    told = [_skill(pen, test)]
    if not odds.gate.is_open:
        mark = "; " if pen.lang == "en" else "；"
        reasons = pen.separated([_unmet(pen, one) for one in odds.gate.unmet], mark)
        told.append(pen.say("odds.closed_why", reasons=reasons))
    return Paragraph(pen.separated(told, " " if pen.lang == "en" else ""), "note")


def _unmet(pen: Pen, one: Condition) -> Runs:
    voice = Voice(pen.lang)
    if one.code != "skill":
        return pen.say(f"odds.reason_{one.code}", found=_figure(pen, f"what_{one.code}", f"{one.found:.0f}"))
    against = pen.word(f"odds.against_{one.against}")
    if one.found == float("-inf"):
        return pen.say("odds.reason_skill_none", against=against)
    found = _figure(pen, "what_low", voice.score(one.found), against=against)
    return pen.say("odds.reason_skill", against=against, found=found)


def _skill(pen: Pen, test: Backtest | None) -> Runs:
    if test is None:
        return pen.say("odds.untested")
    voice = Voice(pen.lang)
    slots: dict[str, Slot] = {
        "trained": _figure(pen, "what_trained", str(test.trained)),
        "tested": _figure(pen, "what_tested", str(len(test.forecasts))),
        "started": _figure(pen, "what_started", str(test.started)),
        "cut": pen.period(test.cut.isoformat()),
        "close": pen.period(test.close.isoformat()),
    }
    skills = {skill.against: skill for skill in test.skills}
    for end, name in zip(("", "_published", "_status"), NAIVE, strict=True):
        against = pen.word(f"odds.against_{name}")
        told = skills[name]
        parts = (
            ("value", "skill", told.value),
            ("low", "low", told.interval.low),
            ("high", "high", told.interval.high),
        )
        for slot, what, value in parts:
            slots[f"{slot}{end}"] = _figure(pen, f"what_{what}", voice.score(value), against=against)
    return pen.say("odds.skill", **slots)


def _figure(pen: Pen, what: str, result: str, **slots: Slot) -> Runs:
    """A figure of the test, which rests on the table of histories."""
    found = pen.compute("odds.figure", result, [HISTORIES], what=pen.word(f"odds.{what}", **slots))
    return (spell_small(found, pen.lang),)


def _calibration(pen: Pen, test: Backtest) -> Chart:
    drawn = draw_calibration(test, Voice(pen.lang), f"#ev-{HISTORIES.id}")
    title, alt, source = (pen.word(f"odds.calibration{end}") for end in ("", "_alt", "_source"))
    return Chart(title, alt, plain_spec(drawn), (HISTORIES,), source)


def _rates(pen: Pen, rates: Sequence[PublishedRate]) -> Table:
    voice = Voice(pen.lang)
    heads = tuple(pen.word(f"odds.head_{head}") for head in ("subject", "period", "measure", "value"))

    def row(rate: PublishedRate) -> tuple[Runs, ...]:
        told, ref = voice.rate(rate), Ref(RefKind.OBSERVATION, rate.cell.id)
        words = tuple(as_runs(pen.words(told[key], ref)) for key in ("subject", "period", "measure"))
        value = statement_quantity(rate.cell)
        return (*words, (Value(told["value"], ref, Number.of(value) if value else None),))

    note = pen.say("odds.rates_note")
    return Table(pen.word("odds.rates_caption"), heads, tuple(map(row, rates)), (3,), note)


def _counts(pen: Pen, counts: Sequence[Count]) -> Table:
    voice = Voice(pen.lang)
    heads = ("which", *NUMBERS, "share")
    rows = []
    for count in (one for one in counts if one.by in COUNTED):
        which = capitalise(voice.count(count))
        cells = [(_counted(pen, which, f"head_{name}", str(getattr(count, name))),) for name in NUMBERS]
        rows.append((as_runs(which), *cells, _share(pen, count, which)))
    caption = pen.word("odds.counts_caption")
    whole = next((one.years for one in counts if one.years is not None), None)
    years = pen.compute("odds.years", f"{whole:.1f}", [HISTORIES]) if whole is not None else None
    note = pen.say("odds.counts_note", years=years)
    return Table(caption, tuple(pen.word(f"odds.head_{head}") for head in heads), tuple(rows), (1, 2, 3, 4, 5), note)


def _share(pen: Pen, count: Count, which: str) -> Runs:
    if count.share is None or count.interval is None:
        return ()
    voice = Voice(pen.lang)
    datum = _chance(count.share, count.interval)
    share = _counted(pen, which, "what_share", voice.percent(count.share), datum)
    interval = _counted(pen, which, "what_interval", voice.percents(count.interval), Number.share(count.interval, 0))
    return pen.say("odds.share", share=share, interval=interval)


def _counted(pen: Pen, which: str, what: str, result: str, datum: Number | None = None) -> Value:
    return pen.compute("odds.count", result, [HISTORIES], datum, which=which, what=pen.word(f"odds.{what}"))


def _chance(share: float, interval: Interval) -> Number:
    """A chance from 0 to 1 in whole per cent, as printed, with its interval."""
    around = Number.share(interval, 0)
    return Number(round(100 * share), "%", None, around.low, around.high)


def _projects(pen: Pen, odds: Odds) -> Section | None:
    if not odds.projects:
        return None
    by = pen.period(odds.by.isoformat())
    heads = tuple(pen.word(f"odds.head_{head}") for head in ("project", "status", "chance", "why"))
    rows = tuple(_project(pen, one, by) for one in odds.projects)
    table = Table(pen.word("odds.projects_caption", by=by), heads, rows, (2,))
    return Section("odds-projects", pen.word("odds.projects"), (table,))


def _project(pen: Pen, one: ProjectOdds, by: str) -> tuple[Runs, ...]:
    voice, claim = Voice(pen.lang), Ref(RefKind.CLAIM, one.pending.claim)
    refs = [claim, *(Ref(RefKind.FACT, fact) for fact in one.pending.facts), HISTORIES]
    name = pen.ledger.label(one.pending.thing, pen.lang)
    whole, span = _chance(one.chance, one.interval), Number.share(one.interval, 0)
    chance = pen.compute("odds.chance_of", voice.percent(one.chance), refs, whole, name=name, by=by)
    interval = pen.compute("odds.chance_interval_of", voice.percents(one.interval), refs, span, name=name, by=by)
    shown = [reason for reason in one.reasons if abs(reason.change) >= LEAST_CHANGE][:MOST_REASONS]
    told = []
    for reason in shown:
        trait = voice.say(f"trait_{reason.trait}")
        change = pen.compute("odds.reason_of", voice.points(reason.change), refs, trait=trait, name=name)
        told.append(pen.say("odds.reason", trait=trait, change=change))
    since = pen.period(one.pending.prospect.known_on.isoformat())
    status = pen.say("odds.status", status=pen.status(one.pending.prospect.status), since=since)
    why = pen.separated(told, ", " if pen.lang == "en" else "，")
    return (
        as_runs(pen.name(one.pending.thing, claim)),
        status,
        pen.say("odds.chance", chance=chance, interval=interval),
        why,
    )


def _outlook(pen: Pen, odds: Odds) -> Section | None:
    found = odds.outlook
    if found is None or found.planned is None or not found.years:
        return None
    facts = [Ref(RefKind.FACT, fact) for fact in (*found.built_facts, *found.planned_facts)]
    rests = [Ref(RefKind.OBSERVATION, rate.cell.id) for rate in odds.rates if rate.is_prior]
    refs = [*facts, *(rests if found.basis == "rates" else [HISTORIES])]
    year = next((one for one in found.years if one.year == LAST), found.years[-1])
    low, _, middle, _, high = year.quantiles
    region = odds.region.label(pen.lang)

    def told(key: str, interval: Interval | None, inputs: Sequence[Ref]) -> Slot:
        if interval is None:
            return None
        text = format_interval(interval, UNIT, pen.lang)
        told = pen.compute(key, text, list(inputs), Number.within(interval, UNIT), region=region, year=str(year.year))
        return lift_year((told,), pen.lang)

    built = facts[: len(found.built_facts)]
    slots: dict[str, Slot] = {
        "built": told("odds.fan_of", found.built, built),
        "planned": told("odds.fan_of", found.planned, facts[len(built) :]),
        "year": pen.period(str(year.year)),
        **{
            name: told("odds.fan_of", Interval(value, value), refs)
            for name, value in (("low", low), ("middle", middle), ("high", high))
        },
    }
    keys = (f"odds.outlook_from_{found.overlap}", f"odds.outlook_{found.basis}")
    sentences = [pen.say(key, **slots) for key in keys]
    blocks: list[Block] = [Paragraph(pen.separated(sentences, " " if pen.lang == "en" else ""))]
    if found.basis == "rates":
        pen.remark(pen.word("odds.title"), "odds.outlook_straight")
    if found.overlap is not Overlap.NONE:
        pen.remark(pen.word("odds.title"), f"odds.outlook_{found.overlap}")
    drawn = draw_fan(odds, Voice(pen.lang), f"#ev-{refs[0].id}")
    title, alt = pen.word("odds.fan", region=region), pen.word("odds.fan_alt")
    source = pen.word(f"odds.fan_source_{found.basis}")
    blocks.append(Chart(title, alt, plain_spec(drawn), tuple(refs), source))
    return Section("odds-outlook", pen.word("odds.outlook"), tuple(blocks))
