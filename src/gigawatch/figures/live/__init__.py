"""Live sources: current tables and news of public providers, fetched into a workspace as dated snapshots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.model.deferred import defer

if TYPE_CHECKING:
    from gigawatch.figures.live.descriptor import find_source as find_source
    from gigawatch.figures.live.descriptor import sources as sources
    from gigawatch.figures.live.gather import Order as Order
    from gigawatch.figures.live.news import renew_news as renew_news
    from gigawatch.figures.live.outcome import Outcome as Outcome
    from gigawatch.figures.live.renewal import DriftError as DriftError
    from gigawatch.figures.live.renewal import Place as Place
    from gigawatch.figures.live.renewal import renew_table as renew_table
    from gigawatch.figures.live.request import read_options as read_options
    from gigawatch.figures.live.snapshot import Snapshot as Snapshot
    from gigawatch.figures.live.snapshot import find_last as find_last
    from gigawatch.figures.live.snapshot import list_snapshots as list_snapshots
    from gigawatch.figures.live.source import Kind as Kind
    from gigawatch.figures.live.source import Source as Source

__all__ = [
    "DriftError",
    "Kind",
    "Order",
    "Outcome",
    "Place",
    "Snapshot",
    "Source",
    "find_last",
    "find_source",
    "list_snapshots",
    "read_options",
    "renew_news",
    "renew_table",
    "sources",
]

_MODULE = {
    **dict.fromkeys(("find_source", "sources"), "descriptor"),
    **dict.fromkeys(("Order",), "gather"),
    **dict.fromkeys(("renew_news",), "news"),
    **dict.fromkeys(("Outcome",), "outcome"),
    **dict.fromkeys(("DriftError", "Place", "renew_table"), "renewal"),
    **dict.fromkeys(("read_options",), "request"),
    **dict.fromkeys(("Snapshot", "find_last", "list_snapshots"), "snapshot"),
    **dict.fromkeys(("Kind", "Source"), "source"),
}
__getattr__ = defer(__name__, _MODULE)
