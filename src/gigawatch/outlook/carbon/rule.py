"""Rules of the European Union and targets of countries as pages retell them: one a line, whatever pages tell it."""

from __future__ import annotations

from dataclasses import dataclass

from gigawatch.outlook.carbon.doubt import SourceDoubt, joint_doubt
from gigawatch.outlook.carbon.figure import CarbonFigure, carbon_figures, pick

PREFIXES = ("recovery_", "recycled_content_", "recycling_efficiency", "collection_", "carbon_footprint_")
DATES = ("battery_passport_date", "due_diligence_date", "regulation_in_force_date", "regulation_applies_date")
ADOPTED = "carbon_footprint_act_adopted"
TARGETS = ("carbon_peak_year", "carbon_neutrality_year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One requirement, date or target: what, for which year and chemistry, and every row that tells it.

    `values` are the different ones that the rows give, as printed with their hedge: several where pages differ.
    """

    figure: str
    subject: str
    chemistry: str
    period: str
    unit: str
    values: tuple[tuple[str, str], ...]
    rows: tuple[CarbonFigure, ...]

    @property
    def doubt(self) -> SourceDoubt | None:
        """What weighs against the pages that tell it, where no sound one does."""
        return joint_doubt(row.source for row in self.rows)


def find_rules() -> tuple[Rule, ...]:
    """The requirements of the batteries regulation: dates first, then shares."""
    rows = [r for r in carbon_figures() if r.figure.startswith(PREFIXES) or r.figure in DATES]
    told = _group([row for row in rows if row.figure != ADOPTED])
    return tuple(sorted(told, key=lambda one: (one.unit != "date", one.figure, one.chemistry, one.period)))


def find_targets() -> tuple[Rule, ...]:
    """The years of peak and neutrality that countries have set."""
    return _group([row for figure in TARGETS for row in pick(figure)])


def find_state_of_acts() -> CarbonFigure | None:
    """The newest row that tells how many acts on the carbon footprint are adopted."""
    return max(pick(ADOPTED), key=lambda row: row.period, default=None)


def _group(rows: list[CarbonFigure]) -> tuple[Rule, ...]:
    groups: dict[tuple[str, ...], list[CarbonFigure]] = {}
    for row in rows:
        groups.setdefault((row.figure, row.subject, _chemistry(row), row.period, row.unit), []).append(row)
    return tuple(_rule(key, group) for key, group in groups.items())


def _rule(key: tuple[str, ...], group: list[CarbonFigure]) -> Rule:
    figure, subject, chemistry, period, unit = key
    exact = {row.value for row in group if not row.qualifier}
    told = dict.fromkeys((r.value, r.qualifier) for r in group if not (r.qualifier and r.value in exact))
    return Rule(
        figure=figure,
        subject=subject,
        chemistry=chemistry,
        period=period,
        unit=unit,
        values=tuple(told),
        rows=tuple(group),
    )


def _chemistry(row: CarbonFigure) -> str:
    """Lead is of lead-acid batteries whether a page says so or not."""
    return "all" if row.figure.startswith("recycled_content") else row.chemistry
