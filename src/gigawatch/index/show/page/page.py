"""The page: charts as SVG inside it, tables, the method in words, the hash; it opens from disk without a network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.index.show.page.index import draw_index, tell_index
from gigawatch.index.show.page.unit import draw_unit, tell_unit
from gigawatch.index.show.render import TAGS, render_inline
from gigawatch.index.show.telling import tell_facts, tell_steps
from gigawatch.index.show.template import open_templates
from gigawatch.index.show.view import Names, look
from gigawatch.index.show.word import say

if TYPE_CHECKING:
    from altair.typing import ChartType
    from jinja2 import Environment

    from gigawatch.index.montecarlo.spread import Uncertainty
    from gigawatch.index.result.result import Result

TEMPLATES = Path(__file__).parent / "template"


def write_page(
    result: Result,
    path: str | Path,
    *,
    uncertainty: Uncertainty | None = None,
    unit: str | None = None,
    period: str | None = None,
    language: str = "en",
    names: Names | None = None,
) -> Path:
    """Write one HTML page of a result: the whole index, or the profile of one `unit` (its code or name).

    Nothing is fetched from anywhere, there is no script, and equal input gives equal bytes. Charts and tables are of
    one period (the last), courses of all. `names` are the units' names.
    """
    view = look(uncertainty or result, None, period, language, names)
    at = None if unit is None else view.find_unit(unit)
    values = tell_index(view) if at is None else tell_unit(view, at)
    charts = draw_index(view) if at is None else draw_unit(view, at)
    text = (
        templates()
        .get_template("index.html" if at is None else "unit.html")
        .render(
            tag=TAGS[language],
            say=lambda key, **parts: say(f"page.{key}", language, **parts),
            head=lambda key: say(f"column.{key}", language),
            facts=tell_facts(result, uncertainty, language),
            steps=tell_steps(result, language),
            charts=dict(_render(charts)),
            style=(TEMPLATES / "page.css").read_text(encoding="utf-8"),
            hash=result.hash,
            **values,
        )
    )
    target = Path(path)
    target.write_bytes(text.encode())
    return target


def _render(charts: Mapping[str, ChartType]) -> Iterator[tuple[str, object]]:
    from markupsafe import Markup

    for name, chart in charts.items():
        yield name, Markup(render_inline(chart, f"{name}-"))


@cache
def templates() -> Environment:
    """The templates; everything printed is escaped, and a name that they do not know is an error."""
    return open_templates(TEMPLATES)
