"""The steps of each site on the status ladder over time."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.ledger import Milestone
from gigawatch.model import Entity
from gigawatch.quantity.telling import first_day
from gigawatch.report.block import Chart, Ref, RefKind
from gigawatch.report.pen import Pen
from gigawatch.report.picture import BLUE, GREEN, GREY, INK, ORANGE, PURPLE, RED, SKY, Spec, draw
from gigawatch.vocab import statuses

MOST_SITES = 16
COLOURS = {
    "rumoured": GREY, "announced": GREY, "signed": ORANGE, "approved": PURPLE, "financed": PURPLE,
    "under_construction": SKY, "trial_production": BLUE, "operating": BLUE, "full_capacity": GREEN,
    "delayed": RED, "suspended": RED, "cancelled": INK, "closed": INK,
}  # fmt: skip
SHAPES = {"operating": "square", "full_capacity": "square", "trial_production": "square", "cancelled": "cross"}


def draw_timeline(pen: Pen, sites: Sequence[Entity]) -> Chart | None:
    """A row for each site, a mark for each step; None where no site has a dated step."""
    steps = {site.id: _dated(pen, site) for site in sites}
    drawn = [site for site in sites if steps[site.id]][:MOST_SITES]
    if not drawn:
        return None
    drawn.sort(key=lambda site: (first_day(steps[site.id][0].valid_on), site.name))
    values = [_mark(pen, site, step) for site in drawn for step in steps[site.id]]
    refs = tuple(Ref(RefKind.CLAIM, step.claim) for site in drawn for step in steps[site.id])
    names = [pen.ledger.label(site.id, pen.lang) for site in drawn]
    used = [code for code in statuses() if any(v["code"] == code for v in values)]
    source = pen.word("project.timeline_source")
    if len(drawn) == MOST_SITES:
        source = f"{source} {pen.word('project.more')}"
    alt = pen.word("project.timeline_alt")
    return Chart(pen.word("project.timeline"), alt, _spec(pen, values, names, used), refs, source)


def _dated(pen: Pen, site: Entity) -> list[Milestone]:
    return [step for step in pen.ledger.milestones.get(site.id, ()) if first_day(step.valid_on)]


def _mark(pen: Pen, site: Entity, step: Milestone) -> Spec:
    return {
        "site": pen.ledger.label(site.id, pen.lang),
        "day": first_day(step.valid_on),
        "code": step.status,
        "status": pen.status(step.status),
        "fill": 1 if step.admitted else 0,
        "href": f"#ev-{step.claim}",
    }


def _spec(pen: Pen, values: list[Spec], names: list[str], used: list[str]) -> Spec:
    labels = [pen.status(code) for code in used]
    colour = {
        "field": "status",
        "type": "nominal",
        "scale": {"domain": labels, "range": [COLOURS[code] for code in used]},
        "legend": {"title": None},
    }
    shape = {
        "field": "status",
        "type": "nominal",
        "scale": {"domain": labels, "range": [SHAPES.get(code, "circle") for code in used]},
        "legend": {"title": None},
    }
    encoding = {
        "x": {
            "field": "day",
            "type": "temporal",
            "title": None,
            "scale": {"padding": 12},
            "axis": {"format": "%Y", "tickCount": "year"},
        },
        "y": {"field": "site", "type": "nominal", "sort": names, "title": None, "axis": {"grid": True}},
        "color": colour,
        "shape": shape,
        "fillOpacity": {
            "field": "fill",
            "type": "quantitative",
            "scale": {"domain": [0, 1], "range": [0, 1]},
            "legend": None,
        },
        "href": {"field": "href"},
    }
    return draw(values, mark={"type": "point", "size": 75, "strokeWidth": 1.5}, encoding=encoding, height={"step": 21})
