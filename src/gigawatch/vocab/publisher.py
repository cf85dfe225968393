"""Who publishes, and how much weight a publisher's word has when sources disagree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from gigawatch.model.address import host_of
from gigawatch.vocab.shelf import read_entries, text_of, texts_of

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PublisherKind:
    """A kind of publisher with its standing from 0 to 1 and the reason for it."""

    code: str
    name_en: str
    name_zh: str
    standing: float
    reason_en: str
    reason_zh: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """One publisher: name, kind, the domains it publishes at, other names.

    `titles` are other papers and sites of the same house, which count as it does, each with its English name or none.
    """

    name: str
    kind: PublisherKind
    domains: tuple[str, ...]
    aliases: tuple[str, ...]
    titles: Mapping[str, str] = field(hash=False)

    @property
    def names(self) -> tuple[str, ...]:
        """All that it signs with: its name, its other names, the titles of its house in both languages."""
        return self.name, *self.aliases, *self.titles, *filter(None, self.titles.values())

    def title_en(self, signed: str) -> str | None:
        """The English name of what it signed as; None for a title of its house of which no English name is known."""
        return (self.titles[signed] or None) if signed in self.titles else self.name


@dataclass(frozen=True, slots=True)
class PublisherTable:
    """Publishers by name, alias and domain. An unlisted one has the kind `unknown` and its standing."""

    kinds: Mapping[str, PublisherKind]
    by_name: Mapping[str, Publisher]
    by_domain: Mapping[str, Publisher]
    _found: dict[str, PublisherKind] = field(default_factory=dict, compare=False, repr=False)

    def find(self, name_or_domain: str) -> Publisher | None:
        """The publisher of this name, domain or address: the longest listed ending of a domain wins."""
        known = self.by_name.get(name_or_domain.strip().casefold())
        return known or next(filter(None, map(self.by_domain.get, _endings(name_or_domain))), None)

    def kind(self, name_or_domain: str | None) -> PublisherKind:
        """The kind of a publisher, `unknown` for one that is not listed."""
        if not name_or_domain:
            return self.kinds[UNKNOWN]
        if name_or_domain not in self._found:
            publisher = self.find(name_or_domain)
            self._found[name_or_domain] = publisher.kind if publisher else self.kinds[UNKNOWN]
        return self._found[name_or_domain]

    def standing(self, name_or_domain: str | None) -> float:
        """How much weight the publisher's word has, 0 to 1."""
        return self.kind(name_or_domain).standing


def _endings(address: str) -> Iterator[str]:
    host = host_of(address if "//" in address else f"//{address}")
    labels = host.split(".")
    return (".".join(labels[i:]) for i in range(len(labels)))


def _titles(entry: Mapping[str, object]) -> Mapping[str, str]:
    titles = entry.get("titles", {})
    assert isinstance(titles, dict)
    return MappingProxyType({str(name): str(name_en) for name, name_en in titles.items()})


def _kind(entry: Mapping[str, object]) -> PublisherKind:
    code, name_en, name_zh, reason_en, reason_zh = (
        text_of(entry, key) for key in ("code", "name_en", "name_zh", "reason_en", "reason_zh")
    )
    standing = entry["standing"]
    assert isinstance(standing, float)
    return PublisherKind(code, name_en, name_zh, standing, reason_en, reason_zh)


@cache
def publishers() -> PublisherTable:
    """Every listed publisher, with the kinds."""
    kinds = {kind.code: kind for kind in map(_kind, read_entries("publisher.toml", "kind"))}
    listed = [
        Publisher(
            text_of(e, "name"), kinds[text_of(e, "kind")], texts_of(e, "domains"), texts_of(e, "aliases"), _titles(e)
        )
        for e in read_entries("publisher.toml", "publisher")
    ]
    by_name = {name.casefold(): p for p in listed for name in p.names}
    by_domain = {domain: p for p in listed for domain in p.domains}
    return PublisherTable(MappingProxyType(kinds), MappingProxyType(by_name), MappingProxyType(by_domain))
