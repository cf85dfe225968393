"""What a source is asked: its addresses with their options filled in, one for each answer that is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from urllib.parse import quote, urlencode, urlsplit

from gigawatch.figures.live.source import Form, Source
from gigawatch.model import InputError

ENDINGS = {Form.CSV: ".csv", Form.JSON: ".json", Form.ZIP: ".zip", Form.FEED: ".xml"}
UNSAFE = re.compile(r"[^A-Za-z0-9._]+")
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Request:
    """One address, without the key, and the name of the file that its answer is kept in."""

    name: str
    address: str


def read_options(source: Source, given: Mapping[str, str]) -> dict[str, str]:
    """The value of every option of a source, its default where none is given; InputError for one that it has not."""
    unknown = sorted(set(given) - set(source.options))
    if unknown:
        known = ", ".join(source.options) or "none"
        raise InputError(f"{source.name} has no option {unknown[0]!r}", hint=f"its options: {known}")
    return {name: given.get(name, option.default).strip() for name, option in source.options.items()}


def list_requests(
    source: Source, options: Mapping[str, str], base: str = "", *, has_key: bool = False
) -> list[Request]:
    """The requests of one fetch; `base` stands in for the source's own host where it is given."""
    path = source.key.path if has_key and source.key else source.path
    found = list(_requests(source, options, base or source.host, path))
    if not found:
        empty = ", ".join(name for name, option in source.options.items() if option.is_each)
        raise InputError(f"{source.name} is asked for nothing", hint=f"name at least one of each: {empty}")
    return found


def _requests(source: Source, options: Mapping[str, str], base: str, path: str) -> Iterator[Request]:
    each = [name for name, option in source.options.items() if option.is_each]
    parts = [[part.strip() for part in options[name].split(",") if part.strip()] for name in each]
    for number, chosen in enumerate(product(*parts), 1):
        values = {**options, **dict(zip(each, chosen, strict=True))}
        name = f"{number:02}-{_safe('-'.join(chosen) or source.name)}{ENDINGS[source.form]}"
        yield Request(name, _address(source, values, base, path))


def _address(source: Source, values: Mapping[str, str], base: str, path: str) -> str:
    """Queries that come to nothing are left out; an option that is an address itself takes the place of all."""
    filled = path.format_map({name: quote(value, safe="/:?&=%~+.,") for name, value in values.items()})
    pairs = {name: text.format_map(values) for name, text in source.query.items()}
    query = urlencode({name: text for name, text in pairs.items() if text}, quote_via=quote, safe=":,*")
    if "://" in filled:
        moved = urlsplit(filled)._replace(scheme=urlsplit(base).scheme, netloc=urlsplit(base).netloc)
        return filled if base == source.host else moved.geturl()
    return f"{base.rstrip('/')}{filled}" + (f"{'&' if '?' in filled else '?'}{query}" if query else "")


def _safe(text: str) -> str:
    return UNSAFE.sub("-", text).strip("-")[:LONGEST]
