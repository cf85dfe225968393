"""Make docs/index/reference.md anew from the docstrings of everything that `gigawatch.index` makes public."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gigawatch.index as engine

PAGE = Path(__file__).parents[1] / "docs" / "index" / "reference.md"
HEAD = """# Reference

Everything that `from gigawatch.index import ...` gives, from the docstrings (made by `tools/make_reference.py`).
Arrays are NumPy arrays of floats with NaN for missing; tables are polars frames. Errors are `FaultyInput` (the tables,
the method or a design are at fault: `faults` holds every one), `StepError` (a step does not apply to these data) and,
above both, `InputError`.
"""
GROUPS = {
    "Run": "engine export example",
    "Input": "input fault",
    "Method": "method",
    "Result": "result",
    "Steps alone": "step holdout",
    "Uncertainty and sensitivity": "montecarlo",
    "Audit": "auditing",
    "What if": "whatif",
    "Over time": "trend",
    "Show": "show",
}


def main() -> None:
    """Write the page."""
    PAGE.write_text(compose(), encoding="utf-8")


def compose() -> str:
    """The page."""
    things = {name: getattr(engine, name) for name in engine.__all__}
    parts = [HEAD]
    for title, folders in GROUPS.items():
        found = [name for name, thing in things.items() if _find_folder(thing) in folders.split()]
        if found:
            parts += [f"## {title}\n", *(_describe(name, things.pop(name)) for name in sorted(found, key=str.lower))]
    rest = [name for name, thing in things.items() if callable(thing)]
    assert not rest, f"in no group of the reference: {rest}"
    return "\n".join(parts)


def _find_folder(thing: object) -> str:
    module = str(getattr(thing, "__module__", ""))
    return module.removeprefix("gigawatch.index.").split(".")[0] if module.startswith("gigawatch.index") else ""


def _describe(name: str, thing: Any) -> str:
    lines = [f"### `{name}{_sign(thing)}`\n", _clean(thing), ""]
    if inspect.isclass(thing):
        for method, function in _list_methods(thing):
            sign = _sign(function) if callable(function) else ""
            lines.append(f"- `{method}{sign}`: {_clean(function).splitlines()[0]}")
        lines.append("")
    return "\n".join(lines)


def _list_methods(thing: type) -> Iterator[tuple[str, Callable[..., object]]]:
    for name, member in vars(thing).items():
        target = getattr(member, "fget", None) or getattr(member, "func", None) or member
        if not name.startswith("_") and inspect.isfunction(target):
            yield name, (member if inspect.isfunction(member) else target)


def _sign(thing: Any) -> str:
    try:
        text = str(inspect.signature(thing))
    except (TypeError, ValueError):
        return ""
    text = re.sub(r"\bself(, )?", "", text)
    text = text.replace("gigawatch.index.", "").replace("'", "")
    text = re.sub(r"<factory>|<object object at [^>]*>", "...", text)
    return re.sub(r"\s*->.*$", "", text)


def _clean(thing: object) -> str:
    return inspect.getdoc(thing) or ""


if __name__ == "__main__":
    main()
