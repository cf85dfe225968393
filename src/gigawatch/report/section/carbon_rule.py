"""Rules of the European Union on the carbon and the materials of batteries, each with the pages that tell it."""

from __future__ import annotations

from gigawatch.model import Interval
from gigawatch.outlook.carbon import Carbon, Rule, cell_id, find_state_of_acts
from gigawatch.outlook.carbon.label import label, tell_hedged
from gigawatch.outlook.carbon.text import mark_doubt
from gigawatch.report.block import Block, Ref, RefKind, Runs, Section, Table, Value
from gigawatch.report.datum import Datum, Day, Number
from gigawatch.report.pen import Pen
from gigawatch.report.sentence import as_runs
from gigawatch.report.spelled import spell_small

DATE = "date"


def compose_rules(pen: Pen, carbon: Carbon) -> Section:
    """That classes and thresholds are not published yet, the dates, and the shares."""
    blocks: list[Block] = []
    acts = find_state_of_acts()
    if acts is not None:
        is_none = float(acts.value) == 0
        told = pen.word("carbon.none_of_acts") if is_none else acts.value
        count = spell_small(Value(told, Ref(RefKind.OBSERVATION, cell_id(acts.cell))), pen.lang)
        doubt = pen.word("carbon.second_hand") if acts.doubt else None
        key = "carbon.classes_none" if is_none else "carbon.classes"
        blocks.append(pen.paragraph(key, count=count, when=pen.period(acts.period), doubt=doubt))
    dates = [rule for rule in carbon.rules if rule.unit == DATE]
    shares = [rule for rule in carbon.rules if rule.unit != DATE]
    blocks += [_dates(pen, dates), _shares(pen, shares)]
    return Section("carbon-rules", pen.word("carbon.rules"), tuple(blocks))


def _dates(pen: Pen, rules: list[Rule]) -> Table:
    heads = (pen.word("carbon.head_rule"), pen.word("carbon.head_day"))
    rows = tuple((_name(pen, rule), _values(pen, rule)) for rule in sorted(rules, key=lambda one: one.values[0][0]))
    return Table(pen.word("carbon.dates_caption"), heads, rows, (), pen.say("carbon.rules_note"))


def _shares(pen: Pen, rules: list[Rule]) -> Table:
    heads = tuple(pen.word(f"carbon.{name}") for name in ("head_rule", "head_year", "head_value"))
    rows = tuple((_name(pen, rule), pen.dated(rule.period), _values(pen, rule)) for rule in rules)
    return Table(pen.word("carbon.shares_caption"), heads, rows, (2,))


def _name(pen: Pen, rule: Rule) -> Runs:
    ref = Ref(RefKind.OBSERVATION, cell_id(rule.rows[0].cell))
    name = label("figure", rule.figure, pen.lang)
    if rule.chemistry == "all":
        return as_runs(pen.words(name, ref))
    chemistry = label("chemistry", rule.chemistry, pen.lang)
    return pen.say("carbon.rule_of", name=pen.words(name, ref), chemistry=chemistry)


def _values(pen: Pen, rule: Rule) -> Runs:
    told = []
    for value, hedge in rule.values:
        row = next(one for one in rule.rows if (one.value, one.qualifier) == (value, hedge))
        is_date = rule.unit == DATE
        text = pen.period(value) if is_date else f"{value}{rule.unit}"
        words = mark_doubt(tell_hedged(text, hedge, pen.lang, is_time=is_date), rule.doubt, pen.lang)
        told.append(as_runs(Value(words, Ref(RefKind.OBSERVATION, cell_id(row.cell)), _datum(value, hedge, rule.unit))))
    return pen.separated(told, "或" if pen.lang == "zh" else " or ")


def _datum(value: str, hedge: str, unit: str) -> Datum | None:
    if unit == DATE:
        return None if hedge else Day(value)
    return Number.published(Interval(float(value), float(value)), unit, hedge)
