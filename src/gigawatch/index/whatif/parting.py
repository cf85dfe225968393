"""Where two runs part: the differences of their input, methods and tables, in the order of the work."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.index.result.result import Result

KEYS = ["unit", "code", "period"]
FIELDS = ("parent", "kind", "weight", "direction", "low", "high", "target", "denominator")
Parting = tuple[str, str | None, int, str]
"""Where it is, the code (None where it is of no one code), how many figures differ, and the difference in words."""


def find_partings(first: Result, second: Result) -> list[Parting]:
    """Every difference of input, method and tables; empty when there is none."""
    found = [*_part_labels(first, second), *_part_table(first, second, "raw", "values")]
    found += [*_part_structure(first, second), *_part_method(first, second)]
    for name in first.steps:
        if name != "raw" and name in second.steps:
            found += _part_table(first, second, name, name)
    return found


def _part_labels(first: Result, second: Result) -> Iterator[Parting]:
    for name in ("units", "periods"):
        ours, theirs = set(getattr(first.values, name)), set(getattr(second.values, name))
        for which, more in (("first", ours - theirs), ("second", theirs - ours)):
            if more:
                yield "values", None, len(more), f"{name} only in the {which} run: {_list_names(more)}"


def _part_structure(first: Result, second: Result) -> Iterator[Parting]:
    ours, theirs = first.structure.by_code, second.structure.by_code
    for code in dict.fromkeys((*ours, *theirs)):
        if code not in ours or code not in theirs:
            yield "structure", code, 1, f"only in the {_say_which(code in ours)} run"
            continue
        for name in FIELDS:
            before, after = getattr(ours[code], name), getattr(theirs[code], name)
            if before != after:
                yield "structure", code, 1, f"{name}: {_say(before)} and {_say(after)}"


def _part_method(first: Result, second: Result) -> Iterator[Parting]:
    ours = {step.name: step.describe() for step in first.method.steps}
    theirs = {step.name: step.describe() for step in second.method.steps}
    for name in dict.fromkeys((*ours, *theirs)):
        if name not in ours or name not in theirs:
            yield "method", None, 1, f"step {name} only in the {_say_which(name in ours)} run"
            continue
        for key in dict.fromkeys((*ours[name], *theirs[name])):
            before, after = ours[name].get(key), theirs[name].get(key)
            if before != after:
                yield "method", None, 1, f"step {name}, {key}: {_say(before)} and {_say(after)}"


def _part_table(first: Result, second: Result, name: str, where: str) -> Iterator[Parting]:
    import polars as pl

    ours, theirs = first.steps[name].frame(), second.steps[name].frame()
    both = ours.join(theirs, on=KEYS, nulls_equal=True, suffix="_second")
    differs = both.filter(pl.col("value").ne_missing(pl.col("value_second")))
    counts = differs.group_by("code", maintain_order=True).agg(
        pl.len(), (pl.col("value_second") - pl.col("value")).abs().max().alias("most")
    )
    for code, cells, most in counts.iter_rows():
        yield where, code, cells, "missing in one run" if most is None else f"by up to {most:.4g}"


def _say_which(is_first: bool) -> str:
    return "first" if is_first else "second"


def _say(value: object) -> str:
    return "none" if value is None else str(value)


def _list_names(names: set[str | None], most: int = 8) -> str:
    ordered = sorted(str(name) for name in names)
    return ", ".join(ordered[:most]) + (f" and {len(ordered) - most} more" if len(ordered) > most else "")
