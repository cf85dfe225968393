"""Who publishes synthetic news: one voice of each standing that the vocabulary knows, and some that nobody knows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gigawatch.vocab import publishers

UNLISTED = 5


@dataclass(frozen=True, slots=True)
class Voice:
    """A publisher of synthetic news; its domain says so and has the standing of the listed one that it lies in."""

    domain: str
    kind: str
    standing: float


@cache
def press() -> tuple[Voice, ...]:
    """Every voice, one for each kind of publisher and some unlisted ones."""
    table = publishers()
    first = {publisher.kind.code: domain for domain, publisher in reversed(table.by_domain.items())}
    listed = [_voice(f"synthetic.{domain}") for _, domain in sorted(first.items())]
    return (*listed, *(_voice(f"synthetic-herald-{n}.example") for n in range(UNLISTED)))


@cache
def voices(*kinds: str) -> tuple[Voice, ...]:
    """The voices of some kinds of publisher."""
    return tuple(voice for voice in press() if voice.kind in kinds)


def _voice(domain: str) -> Voice:
    kind = publishers().kind(domain)
    return Voice(domain, kind.code, kind.standing)
