"""What a definition file may hold: the tables, the keys of each, what each must be, and every fault of a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from math import inf, isfinite

from gigawatch.index.definition.bound import Spread
from gigawatch.index.definition.definition import TIERS
from gigawatch.index.fault import Fault

TABLE = "definition"
LANGUAGES = ("en", "zh")
YEAR = re.compile(r"\d{4}")
TOGETHER = (("of", "whole", "whole_unit"), ("per", "per_unit"), ("rate", "currencies"))
APART = ("of", "per", "rate", "among")
ONLY_WITH = {"times": "per", "rest": "among"}
Plain = Mapping[str, object]


def _is_number(given: object, least: float = 0.0, most: float = float("inf")) -> bool:
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        return False
    return isfinite(given) and least <= given <= most


def _is_text(given: object) -> bool:
    return isinstance(given, str) and bool(given.strip())


def _is_rising(given: object) -> bool:
    if not isinstance(given, list) or not all(_is_number(one, least=-inf) for one in given):
        return False
    return len(given) == 2 and given[0] < given[1]


def _is_list(given: object) -> bool:
    return isinstance(given, list) and all(map(_is_text, given))


def _is_table(given: object) -> bool:
    return isinstance(given, Mapping)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value must be, in words and as a test of it."""

    wording: str
    fits: Callable[[object], bool]


KINDS = {
    "text": Kind("a text", _is_text),
    "year": Kind('a year in quotation marks, such as "2018"', lambda x: isinstance(x, str) and bool(YEAR.fullmatch(x))),
    "list": Kind("a list of texts", _is_list),
    "texts": Kind("a text or a list of texts", lambda x: _is_text(x) or (_is_list(x) and x != [])),
    "weight": Kind("a number above nought", lambda x: _is_number(x) and x != 0),
    "number": Kind("a number from nought on", _is_number),
    "share": Kind("a number from 0 to 1", lambda x: _is_number(x, most=1)),
    "ends": Kind("two numbers, the lower first, such as [0, 100]", _is_rising),
    "flag": Kind("true or false", lambda x: isinstance(x, bool)),
    "sign": Kind("1 or -1", lambda x: not isinstance(x, bool) and x in (1, -1)),
    "tier": Kind(f"one of {', '.join(TIERS)}", lambda x: isinstance(x, str) and x in TIERS),
    "method": Kind("the name of a method that ships, or a table of steps", lambda x: _is_text(x) or _is_table(x)),
    "table": Kind("a table", _is_table),
    "rows": Kind("tables, each under its own [[heading]]", lambda x: isinstance(x, list) and all(map(_is_table, x))),
}


def _spoken(*keys: str) -> tuple[str, ...]:
    return tuple(f"{key}_{language}" for key in keys for language in LANGUAGES)


SPREAD = {"bool": "flag", "float": "number"}
KEYS: dict[str, dict[str, str]] = {
    "": {
        **dict.fromkeys(("id", "dimension", "version"), "text"),
        **dict.fromkeys(("base", "first"), "year"),
        **dict.fromkeys(_spoken("name", "definition", "choice"), "text"),
        "gate": "share",
        **dict.fromkeys(("universe", "exclude"), "list"),
        "method": "method",
        "interval": "table",
        **dict.fromkeys(("pillar", "indicator", "predecessor"), "rows"),
    },
    "interval": {  # kept editions of earlier versions name currencies, which no rule asks for any more
        **{found.name: SPREAD.get(str(found.type), "list") for found in fields(Spread)},
        "currencies": "list",
    },
    "pillar": {
        **dict.fromkeys(("code", "parent", *_spoken("name", "definition")), "text"),
        "weight": "weight",
    },
    "indicator": {
        **dict.fromkeys(("code", "parent", *_spoken("name", "definition"), "unit", "licence"), "text"),
        "base": "year",
        "goalposts": "ends",
        "direction": "sign",
        "tier": "tier",
        "weight": "weight",
        **dict.fromkeys(("amount", "storage"), "flag"),
        "source": "rows",
    },
    "indicator.source": {
        **dict.fromkeys(("measure", "per", "currencies"), "texts"),
        **dict.fromkeys(("unit", "of", "whole", "whole_unit", "per_unit", "rate", "among", "rest"), "text"),
        "times": "weight",
    },
    "predecessor": {**dict.fromkeys(("unit", "name", "source"), "text"), "last": "year"},
}
"""The keys of every table and the kind of each."""
OPTIONAL = {
    "": ("gate", *_spoken("name", "definition", "choice"), "universe", "exclude", "method", "interval", "predecessor"),
    "interval": tuple(KEYS["interval"]),
    "pillar": ("parent", "weight"),
    "indicator": ("base", "goalposts", "weight", "amount", "storage"),
    "indicator.source": tuple(key for key in KEYS["indicator.source"] if key not in ("measure", "unit")),
    "predecessor": (),
}


def check_definition(plain: Plain) -> list[Fault]:
    """Every fault of a definition file but those of its method, in the order of the file's tables."""
    faults = [*_check(plain, "", None), *_check(plain.get("interval"), "interval", None)]
    for table in ("pillar", "indicator", "predecessor"):
        for row, found in list_rows(plain, table):
            own = [*_check(found, table, row), *(_check_sources(found, row) if table == "indicator" else ())]
            faults += [_name(fault, found.get("code")) for fault in own]
    return [*faults, *_check_names(plain), *_check_tree(plain)]


def _name(fault: Fault, code: object) -> Fault:
    """The fault with the code of the part of the index that it is of."""
    return replace(fault, text=f"{fault.text} ({code})") if _is_text(code) else fault


def list_rows(plain: Plain, table: str) -> list[tuple[int, Plain]]:
    """The rows of a table that are tables, each with its number from 1."""
    rows = plain.get(table)
    listed = rows if isinstance(rows, list) else []
    return [(row, found) for row, found in enumerate(listed, 1) if isinstance(found, Mapping)]


def _check(plain: object, table: str, row: int | None, place: str = "") -> Iterator[Fault]:
    """What is missing, unknown or of another kind in one table; what is no table at all is a fault of its heading."""
    if not isinstance(plain, Mapping):
        return
    known, start = KEYS[table], f"{place or table}." if table else ""
    for key in known:
        if key not in OPTIONAL[table] and plain.get(key) in (None, "", []):
            yield Fault(TABLE, row, start + key, "is missing")
    for key, given in plain.items():
        if key not in known:
            yield Fault(TABLE, row, start + str(key), f"unknown; there are: {', '.join(known)}")
        elif not KINDS[known[key]].fits(given) and (key in OPTIONAL[table] or given not in ("", [])):
            yield Fault(TABLE, row, start + key, f"{given!r} is not {KINDS[known[key]].wording}")


def _check_sources(indicator: Plain, row: int) -> Iterator[Fault]:
    """The faults of what feeds one indicator; of several sources each is named by its number."""
    sources = list_rows(indicator, "source")
    for number, source in sources:
        place = "indicator.source" if len(sources) == 1 else f"indicator.source[{number}]"
        yield from _check(source, "indicator.source", row, place)
        yield from (Fault(TABLE, row, place, text) for text in _contradict(source, indicator.get("unit")))


def _contradict(source: Plain, unit: object) -> Iterator[str]:
    """What in a source cannot stand as it does beside the rest of it."""
    for keys in TOGETHER:
        if len({key in source for key in keys}) > 1:
            yield f"{', '.join(keys)} go together"
    if not any(key in source for key in APART) and _is_text(source.get("unit")) and source.get("unit") != unit:
        yield f"unit: {source.get('unit')!r} is not the indicator's, {unit!r}"
    if sum(key in source for key in APART) > 1:
        yield "only one of of, per, rate and among can be given"
    for key, other in ONLY_WITH.items():
        if key in source and other not in source:
            yield f"{key} goes with {other} only"


def _check_names(plain: Plain) -> Iterator[Fault]:
    """No two parts of the index have one code, and no unit is listed twice."""
    seen: dict[object, str] = {}
    for table in ("pillar", "indicator"):
        for row, found in list_rows(plain, table):
            code = found.get("code")
            if not isinstance(code, str):
                continue
            if code in seen:
                yield Fault(TABLE, row, f"{table}.code", f"{code!r} is the code of {seen[code]} already")
            seen.setdefault(code, f"{table} row {row}")
    for key in ("universe", "exclude"):
        listed = plain.get(key)
        names = [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
        twice = sorted({name for name in names if names.count(name) > 1})
        yield from (Fault(TABLE, None, key, f"{name!r} is named twice") for name in twice)


def _check_tree(plain: Plain) -> Iterator[Fault]:
    """One pillar, the index itself, stands above all others, and every indicator under one of these others."""
    pillars, indicators = list_rows(plain, "pillar"), list_rows(plain, "indicator")
    roots = [found.get("code") for _, found in pillars if found.get("parent") is None]
    if len(roots) != 1:
        yield Fault(TABLE, None, "pillar.parent", "exactly one pillar, the index itself, has no parent")
        return
    first = [found.get("code") for _, found in pillars if found.get("parent") is not None]
    parents = [found.get("parent") for _, found in indicators]
    for row, pillar in pillars:
        if pillar.get("parent") not in (None, roots[0]):
            yield Fault(TABLE, row, "pillar.parent", f"must be {roots[0]!r}, the index itself")
        if pillar.get("parent") is not None and pillar.get("code") not in parents:
            yield Fault(TABLE, row, "pillar.code", f"{pillar.get('code')!r} has no indicator under it")
    yield from _check_parents(indicators, first)


def _check_parents(indicators: Sequence[tuple[int, Plain]], first: Sequence[object]) -> Iterator[Fault]:
    there = ", ".join(map(str, first)) or "none"
    for row, indicator in indicators:
        if indicator.get("parent") not in first:
            text = f"{indicator.get('parent')!r} is no first-level indicator; there are: {there}"
            yield Fault(TABLE, row, "indicator.parent", text)
