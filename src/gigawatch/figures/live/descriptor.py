"""The descriptors of the live sources: one TOML file each, beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from gigawatch.figures.live.source import Column, Form, Key, Kind, Layout, Option, Rule, Source, Type
from gigawatch.figures.package import Meaning
from gigawatch.model import InputError

DATA = Path(__file__).parent / "data"
Said = Mapping[str, Any]


@cache
def sources() -> Mapping[str, Source]:
    """The live sources by name."""
    found = (read_source(path) for path in sorted(DATA.glob("*.toml")))
    return MappingProxyType({source.name: source for source in found})


def find_source(name: str) -> Source:
    """The live source of this name, or InputError with the names there are."""
    source = sources().get(name)
    if source is None:
        hint = f"there are {', '.join(sources())}; gigawatch fetch --list tells of each"
        raise InputError(f"no live source is called {name!r}", hint=hint)
    return source


def list_measures(source: Source) -> list[str]:
    """Every measure that the rules of a source can tell, its braces filled with all that its names allow."""
    found = [rule.measure for rule in source.rules]
    for column, words in source.layout.names.items() if source.layout else ():
        found = [text.replace(f"{{{column}}}", word) for text in found for word in words.values()]
    return list(dict.fromkeys(found))


def read_source(path: Path) -> Source:
    """One descriptor."""
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    return Source(
        name=path.stem,
        kind=Kind(said.get("kind", "table")),
        title=Meaning(**said["title"]),
        publisher=said["publisher"],
        licence=said["licence"],
        licence_address=said["licence_address"],
        rhythm=Meaning(**said["rhythm"]),
        note=Meaning(**said["note"]),
        live_run=said["live_run"],
        host=said["host"],
        also=tuple(said.get("also", ())),
        path=said["path"],
        query=said.get("query", {}),
        options={name: _option(option) for name, option in said.get("option", {}).items()},
        key=_key(said["key"]) if "key" in said else None,
        form=Form(said["form"]),
        accept=said.get("accept", ""),
        encoding=said.get("encoding", "utf-8-sig"),
        records=said.get("records", ""),
        vintage=said.get("vintage", ""),
        pages=said.get("pages", ""),
        pause_milliseconds=said.get("pause_milliseconds", 0),
        most_bytes=said["most_bytes"],
        most_seconds=said.get("most_seconds", 120),
        most_rows=said.get("most_rows", 0),
        columns=tuple(map(_column, said.get("column", ()))),
        layout=_layout(said["layout"]) if "layout" in said else None,
        rules=tuple(map(_rule, said.get("rule", ()))),
        measures={code: Meaning(**meaning) for code, meaning in said.get("measures", {}).items()},
    )


def _option(said: Said) -> Option:
    return Option(said["default"], said.get("each", False), Meaning(said["en"], said["zh"]))


def _key(said: Said) -> Key:
    return Key(said["header"], said["variable"], said["path"], Meaning(said["en"], said["zh"]))


def _column(said: Said) -> Column:
    return Column(said["name"], Type(said["type"]), said.get("needed", True), tuple(said.get("names", ())))


def _layout(said: Said) -> Layout:
    return Layout(
        subject=said.get("subject", ""),
        code=said.get("code", ""),
        period=said["period"],
        value=said.get("value", ""),
        is_country=said.get("countries", False),
        since=said.get("since", ""),
        empty=frozenset(said.get("empty", ())) | {""},
        names=said.get("names", {}),
    )


def _rule(said: Said) -> Rule:
    return Rule(
        measure=said["measure"],
        unit=said["unit"],
        where=said.get("where", {}),
        starts=said.get("starts", {}),
        has=said.get("has", {}),
        lacks=said.get("lacks", {}),
        value=said.get("value", ""),
        subject=said.get("subject", ""),
        is_spare=said.get("spare", False),
    )
