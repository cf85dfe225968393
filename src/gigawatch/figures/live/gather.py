"""Asking a source: every answer of one fetch, politely and only for what has changed, kept as a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gigawatch.figures.live.request import Request, list_requests
from gigawatch.figures.live.snapshot import Part, Snapshot, find_last, keep_snapshot, make_part
from gigawatch.figures.live.source import Form, Source
from gigawatch.intake.fetch import Client, Clock
from gigawatch.intake.fetch.address import check_address, origin_of
from gigawatch.intake.fetch.client import NOT_CHANGED
from gigawatch.intake.limit import DEFAULT, Limits
from gigawatch.model import InputError

Show = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be fetched: a source, the values of its options, another host than its own ("" for none), the key."""

    source: Source
    options: Mapping[str, str]
    base: str = ""
    key: str = ""

    @property
    def is_live(self) -> bool:
        """Whether the provider's own hosts are asked, and no others."""
        own = {origin_of(check_address(host)) for host in (self.source.host, *self.source.also)}
        return {origin_of(check_address(request.address)) for request in self.requests()} <= own

    def requests(self) -> list[Request]:
        """What the provider is asked, without the key."""
        return list_requests(self.source, self.options, self.base, has_key=bool(self.key))


def bound_limits(source: Source, limits: Limits) -> Limits:
    """A workspace's limits with what a source needs, where the workspace has not set its own."""
    fits = {"file_bytes": source.most_bytes, "fetch_seconds": source.most_seconds}
    free = {name: most for name, most in fits.items() if getattr(limits, name) == getattr(DEFAULT, name)}
    return replace(limits, **free, host_milliseconds=max(limits.host_milliseconds, source.pause_milliseconds))


def make_client(order: Order, clock: Clock, limits: Limits) -> Client:
    """A client that asks the source's hosts and no others; feeds may lie anywhere."""
    if order.source.form is Form.FEED:
        return Client(clock, bound_limits(order.source, limits))
    hosts = [order.base] if order.base else [order.source.host, *order.source.also]
    return Client(
        clock, bound_limits(order.source, limits), origins=frozenset(origin_of(check_address(h)) for h in hosts)
    )


def gather(order: Order, root: Path, client: Client, today: date, show: Show) -> tuple[Snapshot, bool]:
    """The snapshot that holds what the source gives now, and whether it is new; the last one is kept if nothing is."""
    last = find_last(root, order.source.name)
    known = {part.address: part for part in last.parts} if last else {}
    parts: list[Part] = []
    files: dict[str, bytes] = {}
    for request in order.requests():
        show(request.name)
        part, files[request.name] = _ask(order, client, request, last, known.get(request.address))
        parts.append(part)
    held = find_last(root, order.source.name, accepted=False)
    if held is not None and _states(held.parts) == _states(parts):
        return held, False
    fresh = Snapshot(order.source.name, today.isoformat(), order.is_live, False, order.options, (), tuple(parts), root)
    return keep_snapshot(root, fresh, files), True


def _ask(
    order: Order, client: Client, request: Request, last: Snapshot | None, part: Part | None
) -> tuple[Part, bytes]:
    source = order.source
    headers = {"Accept": source.accept} if source.accept else {}
    if source.key and order.key:
        headers[source.key.header] = order.key
    try:
        answer = client.fetch(request.address, headers | (part.conditions() if part else {}))
    except InputError as fault:
        raise _name_key(fault, order) from fault
    if answer.status == NOT_CHANGED and last is not None and part is not None:
        data = last.read(part)
        return replace(part, file=request.name), data
    return make_part(request.name, request.address, answer.body, answer.headers), answer.body


def _name_key(fault: InputError, order: Order) -> InputError:
    """The fault of an address, with the key that the provider asks for where it turns away who has none."""
    key = order.source.key
    if key is None or not fault.what.endswith(("answers 401", "answers 403")):
        return fault
    hint = "the key is not accepted" if order.key else f"set {key.variable} to the key that the provider gives you"
    return InputError(fault.what, where=fault.where, hint=hint)


def _states(parts: list[Part] | tuple[Part, ...]) -> list[tuple[str, str]]:
    return [(part.address, part.sha256) for part in parts]
