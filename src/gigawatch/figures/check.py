"""Whether a shipped table still is what its descriptor says: a bound undercut is an error, one exceeded a warning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gigawatch.figures.package import Assertion, Package, Shape, find_package, load_frame, load_package
from gigawatch.model import Observation

Measured = Iterator[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One assertion that does not hold: how grave, where, what was found and why the bound is there."""

    package: str
    severity: str
    text: str


def check_package(name: str) -> list[Finding]:
    """All that does not hold in a shipped table; empty when all is well."""
    package = find_package(name)
    if package.shape is Shape.RECORD:
        height = float(load_frame(name).height)
        return [found for each in package.assertions for found in _judge(package, each, iter([("rows", height)]))]
    rows = load_package(name)
    found = [
        finding for each in package.assertions for finding in _judge(package, each, _MEASURES[each.of](rows, each))
    ]
    return found + list(_undefined(package, rows))


def _judge(package: Package, assertion: Assertion, measured: Measured) -> Iterator[Finding]:
    for where, value in measured:
        if assertion.low is not None and value < assertion.low:
            text = f"{where} is {value:g}, below {assertion.low:g}: {assertion.reason}"
            yield Finding(package.name, "error", text)
        if assertion.high is not None and value > assertion.high:
            text = f"{where} is {value:g}, above {assertion.high:g}: {assertion.reason}"
            yield Finding(package.name, "warning", text)


def _undefined(package: Package, rows: Sequence[Observation]) -> Iterator[Finding]:
    """Every measure is defined by its code or by the part before its first dot."""
    for code in sorted({row.measure for row in rows}):
        if code not in package.measures and code.partition(".")[0] not in package.measures:
            yield Finding(package.name, "error", f"the measure {code!r} is not defined in the descriptor")


def _rows(rows: Sequence[Observation], assertion: Assertion) -> Measured:
    name = f"rows of {assertion.measure}" if assertion.measure else "rows"
    yield name, float(sum(_is_of(row, assertion) for row in rows))


def _subjects(rows: Sequence[Observation], assertion: Assertion) -> Measured:
    for period in assertion.periods or ("",):
        subjects = {row.subject for row in rows if _is_of(row, assertion) and period in ("", row.period)}
        yield f"subjects of {assertion.measure or 'all'} {period}".strip(), float(len(subjects))


def _value(rows: Sequence[Observation], assertion: Assertion) -> Measured:
    for row in rows:
        if _is_of(row, assertion):
            yield f"row {row.row}, {row.subject} {row.measure} {row.period},", row.value


def _sum(rows: Sequence[Observation], assertion: Assertion) -> Measured:
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for row in rows:
        if _is_of(row, assertion):
            sums[row.period, row.source or ""] += row.value
    for (period, source), total in sums.items():
        yield f"sum of {assertion.measure} {period} in {source}", round(total, 6)


def _is_of(row: Observation, assertion: Assertion) -> bool:
    return assertion.measure in ("", row.measure) or row.measure.startswith(f"{assertion.measure}.")


_MEASURES: Mapping[str, Callable[[Sequence[Observation], Assertion], Measured]] = {
    "rows": _rows,
    "subjects": _subjects,
    "value": _value,
    "sum": _sum,
}
