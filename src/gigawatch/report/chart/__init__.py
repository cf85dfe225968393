"""The pictures of the chain, the outlook and the ledger, one module each, as specifications with their data inline.

`chart_...` makes a picture that stands alone, for the command line and programs; `draw_...` the block of a report with
the references of its points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.model.deferred import defer

if TYPE_CHECKING:
    from gigawatch.report.chart.conference import chart_events as chart_events
    from gigawatch.report.chart.shift_map import chart_shift as chart_shift
    from gigawatch.report.chart.technology import chart_technology as chart_technology

__all__ = ["chart_events", "chart_shift", "chart_technology"]

_MODULE = {"chart_events": "conference", "chart_shift": "shift_map", "chart_technology": "technology"}
__getattr__ = defer(__name__, _MODULE)
