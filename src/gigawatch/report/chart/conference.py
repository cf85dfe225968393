"""The editions of a conference in three panels: projects, sum and mean project, each bar a link to its evidence."""

from __future__ import annotations

from collections.abc import Callable

from gigawatch.model import InputError
from gigawatch.outlook.event import Course, Held
from gigawatch.outlook.event.chart import describe_events, draw_events
from gigawatch.report.block import Chart, Ref, Value
from gigawatch.report.figures import evidence_refs
from gigawatch.report.pen import Pen
from gigawatch.report.picture import plain_spec

MEAN = "mean"


def draw_series(pen: Pen, course: Course, mean_of: Callable[[Held], Value | None]) -> Chart | None:
    """The picture of a series, `mean_of` giving the mean project of an edition; None for fewer than two editions."""

    def ref(held: Held, kind: str) -> Ref | None:
        if kind == MEAN:
            mean = mean_of(held)
            return mean.ref if mean else None
        amount = held.projects if kind == "count" else held.investment
        return evidence_refs(pen, [amount.evidence])[0] if amount else None

    def link(held: Held, kind: str) -> str:
        found = ref(held, kind)
        return f"#ev-{found.id}" if found else ""

    try:
        spec = plain_spec(draw_events(course, pen.lang, link))
    except InputError:
        return None
    refs = (ref(held, kind) for held in course.editions for kind in ("count", "money", MEAN))
    title = pen.word("conference.chart_title", name=course.label(pen.lang))
    alt, source = describe_events(course, pen.lang), pen.word("conference.chart_source")
    return Chart(title, alt, spec, tuple(dict.fromkeys(one for one in refs if one)), source)
