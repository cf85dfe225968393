"""What a gigawatt-hour of cells takes of each link, as published: the amounts that the balance reckons with."""

from __future__ import annotations

from gigawatch.chain import (
    Intensity,
    group_intensities,
    hull,
    intensities,
    name_family,
    name_product,
    tell_amount,
    tell_per,
)
from gigawatch.report.block import Ref, RefKind, Runs, Section, Table
from gigawatch.report.constant import intensity_id
from gigawatch.report.datum import Number
from gigawatch.report.pen import Pen
from gigawatch.report.sentence import as_runs
from gigawatch.vocab import label


def compose_intensities(pen: Pen) -> Section:
    """A row for each product and family of chemistries, its range over all published figures that are reckoned with."""
    counted = [row for rows in intensities().values() for row in rows if row.is_counted]
    heads = tuple(pen.word(f"chain.{head}") for head in ("head_link", "head_product", "head_chemistry", "head_amount"))
    rows = tuple(_row(pen, group) for group in group_intensities(counted))
    table = Table(pen.word("chain.intensity_caption"), heads, rows, (3,), pen.say("chain.intensity_lead"))
    return Section("intensities", pen.word("chain.intensities"), (table,))


def _row(pen: Pen, group: tuple[Intensity, ...]) -> tuple[Runs, ...]:
    first = group[0]
    link, product = label("link", first.link, pen.lang), name_product(first.product, pen.lang)
    refs = [Ref(RefKind.OBSERVATION, intensity_id(row)) for row in group]
    per = tell_per(first, pen.lang)
    datum = Number.within(hull(row.interval for row in group), first.unit.partition("/")[0])
    value = pen.compute("chain.intensity", tell_amount(group, pen.lang), refs, datum, product=product, per=per)
    amount = pen.say("chain.intensity_amount", value=value, per=per)
    return as_runs(link), as_runs(product), as_runs(name_family(first.family, pen.lang)), amount
