"""A structure table becomes a checked tree; every fault of it is found before any is raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gigawatch.index.fault import Fault
from gigawatch.index.input.column import Numbers, read_numbers, read_text, require_columns
from gigawatch.index.input.source import Source, open_table
from gigawatch.index.input.structure import KINDS, Node, Structure

if TYPE_CHECKING:
    import polars as pl

TABLE = "structure"
REQUIRED = ("code", "parent", "kind", "weight", "direction")
NUMBERS = ("weight", "direction", "low", "high", "target")
GOALPOSTS = {"goalpost_low": "low", "goalpost_high": "high", "goalposts_low": "low", "goalposts_high": "high"}


def read_structure(source: Source, faults: list[Fault]) -> Structure | None:
    """The tree of a structure table, or None when faults were found (all of them are added to `faults`)."""
    frame = _spread_goalposts(open_table(source, TABLE), faults)
    if not require_columns(frame, TABLE, REQUIRED, faults):
        return None
    before = len(faults)
    nodes = _read_nodes(frame, faults)
    _check_links(nodes, faults)
    levels = _measure_levels(nodes, faults)
    return Structure(tuple(nodes), levels) if len(faults) == before else None


def _spread_goalposts(frame: pl.DataFrame, faults: list[Fault]) -> pl.DataFrame:
    import polars as pl

    frame = frame.rename({old: new for old, new in GOALPOSTS.items() if old in frame.columns})
    if "goalposts" not in frame.columns or "low" in frame.columns:
        return frame
    text = read_text(frame, "goalposts")
    wrong = (text.is_not_null() & ~text.str.contains(r"^[^.;|].*(\.\.|;|\|).+$").fill_null(value=False)).arg_true()
    faults.extend(Fault(TABLE, row + 1, "goalposts", f"{text[row]!r} is not LOW..HIGH") for row in wrong.to_list())
    ends = text.str.extract_groups(r"^(?<low>.+?)(?:\.\.|;|\|)(?<high>.+)$").struct.unnest()
    return frame.with_columns(ends["low"].alias("low"), ends["high"].alias("high").cast(pl.String))


def _read_nodes(frame: pl.DataFrame, faults: list[Fault]) -> list[Node]:
    texts = {
        name: read_text(frame, name).to_list() for name in ("code", "parent", "kind", "denominator", "unit", "base")
    }
    numbers = {
        name: read_numbers(frame, name, TABLE, faults) for name in ("weight", "direction", "low", "high", "target")
    }
    names = {
        column.removeprefix("name_"): read_text(frame, column).to_list()
        for column in frame.columns
        if column.startswith("name_")
    }
    nodes = []
    for row in range(frame.height):
        code, kind = texts["code"][row], (texts["kind"][row] or "").lower()
        is_root = kind == "aggregate" and texts["parent"][row] is None
        _check_row(row + 1, code, kind, {name: column[row] for name, column in numbers.items()}, faults)
        if kind in KINDS[:2] and not is_root and np.isnan(numbers["weight"][row]):
            faults.append(Fault(TABLE, row + 1, "weight", "the weight is missing or no number"))
        given = {language: column[row] for language, column in names.items() if column[row] is not None}
        nodes.append(
            Node(
                code=code or "",
                kind=kind,
                parent=texts["parent"][row],
                weight=_number(numbers["weight"], row, 1.0),
                direction=int(_number(numbers["direction"], row, 1.0)),
                low=_optional(numbers["low"], row),
                high=_optional(numbers["high"], row),
                target=_optional(numbers["target"], row),
                denominator=texts["denominator"][row],
                unit=texts["unit"][row],
                base=texts["base"][row],
                names=given,
            )
        )
    return nodes


def _number(column: Numbers, row: int, absent: float) -> float:
    return absent if np.isnan(column[row]) else float(column[row])


def _optional(column: Numbers, row: int) -> float | None:
    return None if np.isnan(column[row]) else float(column[row])


def _check_row(row: int, code: str | None, kind: str, numbers: dict[str, float], faults: list[Fault]) -> None:
    if code is None:
        faults.append(Fault(TABLE, row, "code", "the code is empty"))
    if kind not in KINDS:
        faults.append(Fault(TABLE, row, "kind", f"{kind!r} is no kind; there are: {', '.join(KINDS)}"))
    if numbers["weight"] < 0:
        faults.append(Fault(TABLE, row, "weight", f"the weight {numbers['weight']:g} is negative"))
    direction = numbers["direction"]
    if direction not in (1, -1) and (kind == "indicator" or not np.isnan(direction)):
        faults.append(Fault(TABLE, row, "direction", "the direction must be 1 (more is better) or -1"))
    low, high = numbers["low"], numbers["high"]
    if np.isnan(low) != np.isnan(high):
        faults.append(Fault(TABLE, row, "low" if np.isnan(low) else "high", "one goalpost is given without the other"))
    if low >= high:
        faults.append(Fault(TABLE, row, "low", f"the lower goalpost {low:g} is not below the upper {high:g}"))


def _check_links(nodes: list[Node], faults: list[Fault]) -> None:
    first: dict[str, int] = {}
    for row, node in enumerate(nodes, 1):
        if node.code and node.code in first:
            faults.append(Fault(TABLE, row, "code", f"{node.code!r} is already defined in row {first[node.code]}"))
        first.setdefault(node.code, row)
    kinds = {node.code: node.kind for node in nodes}
    for row, node in enumerate(nodes, 1):
        _check_parent(row, node, kinds, faults)
        if node.denominator is not None and kinds.get(node.denominator) != "denominator":
            faults.append(Fault(TABLE, row, "denominator", f"{node.denominator!r} is not a denominator in this table"))
    _check_families(nodes, faults)


def _check_parent(row: int, node: Node, kinds: dict[str, str], faults: list[Fault]) -> None:
    if node.kind in ("denominator", "group"):
        return
    if node.parent is None:
        if node.kind == "indicator":
            faults.append(Fault(TABLE, row, "parent", f"indicator {node.code!r} has no parent"))
    elif node.parent not in kinds:
        faults.append(Fault(TABLE, row, "parent", f"the parent {node.parent!r} is not a code of this table"))
    elif kinds[node.parent] != "aggregate":
        faults.append(Fault(TABLE, row, "parent", f"the parent {node.parent!r} is not an aggregate"))


def _check_families(nodes: list[Node], faults: list[Fault]) -> None:
    if not any(node.kind == "indicator" for node in nodes):
        faults.append(Fault(TABLE, None, "kind", "there is no indicator"))
    if not any(node.kind == "aggregate" and node.parent is None for node in nodes):
        faults.append(Fault(TABLE, None, "parent", "there is no root: no aggregate without a parent"))
    for row, node in enumerate(nodes, 1):
        if node.kind != "aggregate":
            continue
        family = [child.weight for child in nodes if child.parent == node.code and child.kind in KINDS[:2]]
        if not family:
            faults.append(Fault(TABLE, row, "code", f"the aggregate {node.code!r} has nothing under it"))
        elif not sum(family) > 0:
            faults.append(Fault(TABLE, row, "weight", f"the weights under {node.code!r} add up to zero"))


def _measure_levels(nodes: list[Node], faults: list[Fault]) -> dict[str, int]:
    levels = {node.code: 1 for node in nodes if node.kind == "indicator"}
    waiting = {node.code for node in nodes if node.kind == "aggregate"}
    children = {
        code: [node.code for node in nodes if node.parent == code and node.kind in KINDS[:2]] for code in waiting
    }
    while ready := [code for code in waiting if all(child in levels for child in children[code])]:
        for code in ready:
            levels[code] = 1 + max((levels[child] for child in children[code]), default=1)
        waiting -= set(ready)
    for row, node in enumerate(nodes, 1):
        if node.code in waiting and _is_own_ancestor(node, nodes):
            faults.append(Fault(TABLE, row, "parent", f"{node.code!r} is its own ancestor: the tree has a cycle"))
    return levels


def _is_own_ancestor(node: Node, nodes: list[Node]) -> bool:
    parents = {other.code: other.parent for other in nodes}
    at, seen = node.parent, set()
    while at is not None and at not in seen:
        if at == node.code:
            return True
        seen.add(at)
        at = parents.get(at)
    return False
