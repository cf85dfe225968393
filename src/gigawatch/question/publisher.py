"""Who published a value, as a person asks for it: by name, by domain, or by kind of publisher."""

from __future__ import annotations

from functools import cache

from gigawatch.ledger import Ledger
from gigawatch.model import Observation
from gigawatch.model.address import host_of
from gigawatch.vocab import publishers


def publishers_of(ledger: Ledger, claim: str) -> tuple[str, ...]:
    """The name and the address under which a claim or table cell was published, as far as they are known."""
    found = ledger.claim(claim)
    if isinstance(found, Observation):
        return tuple(filter(None, (ledger.publisher(claim), found.source)))
    document = ledger.material.documents[found.document]
    return tuple(told for told in (document.publisher, document.url) if told)


@cache
def is_published_by(publisher: str | None, asked: str) -> bool:
    """True when a publisher (its name or address) is the one asked for, or of the kind asked for.

    >>> is_published_by("https://news.example.org/a", "example.org"), is_published_by("Example News", "example news")
    (True, True)
    """
    if not publisher:
        return False
    wanted = asked.strip().casefold()
    if publisher.casefold() == wanted or publishers().kind(publisher).code == wanted:
        return True
    listed = publishers().find(asked)
    return (listed is not None and publishers().find(publisher) is listed) or _is_at(publisher, wanted)


def _is_at(address: str, domain: str) -> bool:
    host = host_of(address)
    return bool(host) and f".{host}".endswith(f".{domain}")
