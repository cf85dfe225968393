"""Portions of a chain: whole it is too long for one answer, so that a summary comes first and each part when asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from gigawatch.model import InputError
from gigawatch.vocab.link import links

Record = dict[str, Any]
Part = Literal["summary", "links", "balances", "candidates", "incumbents"]
MOST_WORDS = 20  # statements told with their words in one answer about a chain; `why` opens the others
MOST_BALANCES = 5  # in one answer: each names every need and supply, some 10 kB
MEASURED = ("running", "present", "named")
ABOUT_MEASURE = ("counted", "numerator", "denominator", "share")
ABOUT_LINK = ("link", "core", "presence", "inferred", "is_inferred")
ABOUT_BALANCE = ("link", "presence", "outcome", "need", "covered", "lacking", "beyond", "unit")
STATEMENTS = ("evidence", "claims")  # under which a chain names what it rests on


def summarise(chain: Record, link: str | None) -> Record:
    """What a chain comes to: how whole it is, where each link stands, each balance, how many firms could fill a gap."""
    rows = {part: list(_rows(chain, part, link)) for part in ("links", "balances", "candidates", "incumbents")}
    return {
        **{name: chain[name] for name in ("region", "verdict", "missing", "unshown", "documents")},
        **{name: {key: chain[name][key] for key in ABOUT_MEASURE} for name in MEASURED},
        "links": [
            {**{key: one[key] for key in ABOUT_LINK}, "activities": len(one["activities"])} for one in rows["links"]
        ],
        "balances": [
            {"taker": one["taker"]["link"], **{key: one[key] for key in ABOUT_BALANCE}} for one in rows["balances"]
        ],
        **{part: _count(rows[part]) for part in ("candidates", "incumbents")},
    }


def cut_part(chain: Record, part: Part, link: str | None, offset: int, limit: int) -> Record:
    """Some rows of a part of a chain as they are, and how many there are in all."""
    found = list(_rows(chain, part, link))
    limit = min(limit, MOST_BALANCES) if part == "balances" else limit
    return {"region": chain["region"], "found": len(found), part: found[offset : offset + limit]}


def first_statements(chain: Record, link: str | None) -> Iterator[str]:
    """Of each link the first statement that bears it out."""
    for one in _rows(chain, "links", link):
        yield from [key for key in list_statements(one) if key.startswith(("claim-", "obs-"))][:1]


def list_statements(told: object) -> Iterator[str]:
    """The ids of all statements that an answer names as what it rests on."""
    if isinstance(told, Mapping):
        for key, value in told.items():
            yield from map(str, value) if key in STATEMENTS else list_statements(value)
    elif isinstance(told, list):
        for one in told:
            yield from list_statements(one)


def _rows(chain: Record, part: str, link: str | None) -> Iterator[Record]:
    """The rows of a part, of one link where it is named; InputError for a link that there is not."""
    if link is not None and link not in links():
        raise InputError(f"there is no link {link}", hint=f"links: {', '.join(links())}")
    rows = chain[part]
    if isinstance(rows, Mapping):
        rows = [one for group in rows.values() for one in group]
    return (one for one in rows if link in (None, one["link"]))


def _count(rows: list[Record]) -> dict[str, int]:
    """How many rows each link has."""
    return {link: sum(one["link"] == link for one in rows) for link in dict.fromkeys(one["link"] for one in rows)}
