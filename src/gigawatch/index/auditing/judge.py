"""What the tables of correlations, importance and redundancy say in words."""

from __future__ import annotations

from gigawatch.index.auditing.finding import FAULT, INFO, WARN, Finding, Naming, Row, read_number, read_period
from gigawatch.index.auditing.limit import Limits


def judge_correlation(row: Row, limits: Limits, name: Naming) -> Finding | None:
    """A pair of siblings, or a code and its parent; ancestors further up are left to the table."""
    if row["relation"] == "sibling":
        return _judge_siblings(row, limits, name)
    return _judge_parent(row, limits, name) if row["distance"] == 1 else None


def _judge_siblings(row: Row, limits: Limits, name: Naming) -> Finding | None:
    r, p, codes = read_number(row, "r"), read_number(row, "p"), (str(row["code"]), str(row["other"]))
    pair = f"{name(codes[0])} and {name(codes[1])}, both in {name(row['of'])},"
    if row["flag"] == "collinear":
        text = f"{pair} say nearly the same (correlation {r:.2f}): together they count one thing twice."
        return Finding(WARN, "collinear", codes, read_period(row), r, text)
    if row["flag"] == "negative" and p < limits.significance:
        text = f"{pair} pull against each other (correlation {r:.2f}): who is good in one is bad in the other."
        return Finding(WARN, "negative", codes, read_period(row), r, text)
    return None


def _judge_parent(row: Row, limits: Limits, name: Naming) -> Finding | None:
    r, p, codes = read_number(row, "r"), read_number(row, "p"), (str(row["code"]), str(row["other"]))
    code, parent = (name(part) for part in codes)
    if row["flag"] == "negative" and p < limits.significance:
        text = f"{code} works against its own aggregate {parent} (correlation {r:.2f}): who is good in it scores lower."
        return Finding(FAULT, "against its aggregate", codes, read_period(row), r, text)
    if row["flag"] in ("negative", "weak"):
        text = f"{code} hardly shows in its aggregate {parent} (correlation {r:.2f})."
        return Finding(WARN, "weak", codes, read_period(row), r, text)
    return None


def judge_cross(row: Row, limits: Limits, name: Naming) -> Finding | None:
    """A code that belongs elsewhere by its numbers."""
    if row["flag"] != "stronger with another":
        return None
    own, other = read_number(row, "r_parent"), read_number(row, "r_other")
    if other < limits.weak:
        return None
    severity = WARN if own < limits.weak else INFO
    code, parent, better = (name(row[part]) for part in ("code", "parent", "other"))
    text = f"{code} goes more with {better} ({other:.2f}) than with its own aggregate {parent} ({own:.2f})."
    return Finding(severity, "elsewhere", (str(row["code"]), str(row["other"])), read_period(row), other, text)


def judge_importance(row: Row, limits: Limits, name: Naming) -> Finding | None:  # noqa: ARG001 - as all judges
    """A child that counts for much more or less than its weight."""
    if row["basis"] != "children" or row["flag"] not in ("more than its weight", "less than its weight"):
        return None
    weight, importance, ratio = (read_number(row, column) for column in ("weight", "importance", "ratio"))
    code, of = (name(row[part]) for part in ("code", "of"))
    side = "more" if ratio > 1 else "less"
    text = (
        f"{code} has {weight:.0%} of the weight in {of} but {importance:.0%} of the importance: "
        f"it counts for {side} than its weight says."
    )
    return Finding(WARN, "weight and importance", (str(row["code"]),), read_period(row), ratio, text)


def judge_redundancy(row: Row, limits: Limits, name: Naming) -> Finding | None:
    """A child that its siblings explain."""
    if row["basis"] != "children" or row["flag"] != "explained":
        return None
    r2 = read_number(row, "r2")
    text = f"{name(row['code'])} can be worked out from the rest of {name(row['of'])} (R2 {r2:.2f}): it adds little."
    severity = WARN if read_number(row, "inflation") > limits.inflation else INFO
    return Finding(severity, "explained by others", (str(row["code"]),), read_period(row), r2, text)


def judge_pair(row: Row, limits: Limits, name: Naming) -> Finding | None:
    """Two indicators anywhere that say the same, or the opposite."""
    r, codes = read_number(row, "r"), (str(row["code"]), str(row["other"]))
    how = "the same" if r > 0 else "the opposite"
    text = f"{name(codes[0])} and {name(codes[1])} say {how} (correlation {r:.2f}, limit {limits.redundant:.2f})."
    return Finding(WARN, "redundant", codes, read_period(row), r, text)
