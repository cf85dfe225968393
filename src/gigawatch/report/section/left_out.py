"""What counts of a conference's editions do not show: parts, other perimeters, values that seem to be of the city."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gigawatch.outlook.event import EditionFigure, Held, Slice
from gigawatch.outlook.event.text import name_place
from gigawatch.report.block import Paragraph, Ref, Runs, Value
from gigawatch.report.figures import evidence_refs
from gigawatch.report.pen import Pen
from gigawatch.report.sentence import Slot

PROJECTS = "projects"
WORDINGS = 3
"""In how many ways the first part of an edition is told, so that editions in a row do not all begin alike."""


def figure_ref(pen: Pen, amount: EditionFigure) -> Ref:
    """The reference to the statement of an edition's figure."""
    return evidence_refs(pen, [amount.evidence])[0]


def tell_amount(pen: Pen, amount: EditionFigure) -> Value:
    """An edition's figure as printed."""
    return pen.value(amount.quantity, figure_ref(pen, amount))


def tell_left_out(pen: Pen, editions: Sequence[Held]) -> Iterator[Paragraph]:
    """What the counts of editions do not show; editions in a row of which one part alone is told share a paragraph."""
    gap, shared = " " if pen.lang == "en" else "", list[Runs]()
    parted = [held for held in editions if held.slices]
    for held in editions:
        lines = list(_left_out(pen, held, parted.index(held) if held in parted else 0))
        if len(lines) == len(held.slices) == 1:
            shared += lines
        elif lines:
            yield from (Paragraph(pen.separated(group, gap)) for group in (shared, lines) if group)
            shared = []
    if shared:
        yield Paragraph(pen.separated(shared, gap))


def _left_out(pen: Pen, held: Held, number: int) -> Iterator[Runs]:
    """What the counts of an edition do not show: parts, other perimeters, values that seem to be of the city.

    The parts of the editions are told in turn in other wordings.
    """
    wording = ("conference.part", *(f"conference.part_{one}" for one in range(2, WORDINGS + 1)))[number % WORDINGS]
    name = pen.word("conference.edition", year=held.year) if held.year else held.label(pen.lang)
    keys = (wording, *("conference.part_more" for _ in held.slices[1:]))
    yield from (_part(pen, part, name, key) for key, part in zip(keys, held.slices, strict=False))
    of_city = [(other.amount, other.city) for other in held.others if other.city is not None]
    if of_city:
        values = pen.series([_counted(pen, amount) for amount, _ in of_city])
        city = pen.series([_counted(pen, amount) for _, amount in of_city])
        place, when = name_place(held.place, pen.lang), pen.period(of_city[0][1].valid_on)
        slots: dict[str, Slot] = {"value": values, "city": city, "place": place, "when": when}
        yield pen.say("conference.seems_city", name=name, n=len(of_city), **slots)
    for beyond in held.beyond:
        values = pen.series([_counted(pen, one) for one in (beyond.count, beyond.money) if one is not None])
        yield pen.say(f"conference.beyond_{beyond.code}", name=name, values=values)


def _counted(pen: Pen, amount: EditionFigure) -> Runs:
    is_count = amount.measure.startswith(PROJECTS)
    return pen.say(
        "common.counted", value=tell_amount(pen, amount), unit=pen.word("common.unit_projects") if is_count else ""
    )


def _part(pen: Pen, part: Slice, edition: Slot, key: str) -> Runs:
    return pen.say(key, name=edition, kind=pen.word(f"conference.part_{part.code}"), count=tell_amount(pen, part.count))
