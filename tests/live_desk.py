"""A workspace that fetches from a real server on loopback, which answers with synthetic recordings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from gigawatch.figures import read_table
from gigawatch.figures.live import Order, Outcome, Place, find_source, read_options, renew_news, renew_table
from gigawatch.intake import Limits
from gigawatch.model import Observation
from intake_site import QuickClock, Reply, Site
from live_recording import BODIES, OPTIONS

DAY = date(2026, 3, 1)


@dataclass
class Desk:
    """Fetches into one folder."""

    site: Site
    root: Path
    clock: QuickClock = field(default_factory=QuickClock)
    limits: Limits = field(default_factory=Limits)

    def order(self, name: str, key: str = "", **options: str) -> Order:
        source = find_source(name)
        return Order(source, read_options(source, OPTIONS.get(name, {}) | options), self.site.address, key)

    def serve(self, name: str, *replies: Reply, key: str = "", **options: str) -> Order:
        """Let the server answer each request of a source with one reply, or with its recordings."""
        order = self.order(name, key, **options)
        given = replies or [Reply(body, media="text/csv") for body in BODIES[name]]
        for request, reply in zip(order.requests(), given, strict=True):
            self.site.put(request.address.removeprefix(self.site.address), reply)
        return order

    def place(self) -> Place:
        (self.root / "documents").mkdir(exist_ok=True)
        return Place(self.root, self.root / "tables", self.root / "documents", self.limits)

    def renew(self, order: Order, day: date = DAY) -> Outcome:
        return renew_table(order, self.place(), self.clock, day, lambda _: None)

    def renew_news(self, order: Order, day: date = DAY) -> Outcome:
        return renew_news(order, self.place(), self.clock, day, lambda _: None)

    def cells(self, name: str) -> list[Observation]:
        return list(read_table(self.root / "tables" / f"live_{name}.csv").observations)

    def snapshots(self, name: str) -> list[str]:
        return sorted(path.name for path in (self.root / "snapshots" / name).glob("*"))
