"""What `gigawatch --version` tells: the program, the shape of its tables, and the data that ship with it."""

from __future__ import annotations

import json
from typing import TypedDict

from gigawatch import __version__


class Facts(TypedDict):
    """What is told; `data` is the vintage of each shipped table by its name."""

    gigawatch: str
    schema: str
    data: dict[str, str]


def tell_version() -> str:
    """The program's version, the mark of its tables, and every shipped table of data with its vintage."""
    facts = _facts()
    named = "\n".join(f"  {name}  {vintage}" for name, vintage in facts["data"].items())
    return f"gigawatch {facts['gigawatch']}\nschema {facts['schema']}\ndata\n{named}"


def tell_version_as_json() -> str:
    """The same as JSON."""
    return json.dumps(_facts(), indent=2)


def _facts() -> Facts:
    from gigawatch.figures import packages
    from gigawatch.store import mark_schema

    data = {name: package.vintage for name, package in packages().items()}
    return {"gigawatch": __version__, "schema": mark_schema(), "data": data}
