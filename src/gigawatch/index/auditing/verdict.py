"""What the tables of statistics, reliability, adequacy, coverage and denominators say in words."""

from __future__ import annotations

from gigawatch.index.auditing.finding import FAULT, INFO, WARN, Finding, Naming, Row, read_number, read_period
from gigawatch.index.auditing.limit import Limits


def judge_statistics(row: Row, limits: Limits, name: Naming) -> Finding | None:
    """The worst thing about one indicator's numbers."""
    flags = str(row["flags"]).split(", ") if row["flags"] else []
    share = {key: read_number(row, f"{key}_share") for key in ("given", "same", "nonzero", "unique")}
    code = name(row["code"])
    words = {
        "constant": (FAULT, share["same"], f"{code} has one value only: it cannot tell units apart."),
        "missing": (WARN, share["given"], f"{code} was given for only {share['given']:.0%} of the units."),
        "same": (WARN, share["same"], f"{code} is the same for {share['same']:.0%} of the units."),
        "zeros": (WARN, share["nonzero"], f"{code} is zero for {1 - share['nonzero']:.0%} of the units."),
        "skewed": (
            INFO,
            read_number(row, "skewness"),
            f"{code} is skewed by outliers (skewness {read_number(row, 'skewness'):.1f}, limit {limits.skewness:g}).",
        ),
        "few values": (INFO, share["unique"], f"{code} has only {row['unique']} different values."),
    }
    for kind, (severity, figure, text) in words.items():
        if kind in flags:
            return Finding(severity, kind, (str(row["code"]),), read_period(row), figure, text)
    return None


def judge_reliability(row: Row, limits: Limits, name: Naming) -> Finding | None:
    """A low alpha of an aggregate's children."""
    if row["code"] is not None or row["basis"] != "children":
        return None
    of, alpha, codes = name(row["of"]), read_number(row, "alpha"), (str(row["of"]),)
    if row["note"] and row["columns"] != 1:
        text = f"Cronbach's alpha of {of} could not be worked out: {row['note']}."
        return Finding(INFO, "not computed", codes, read_period(row), None, text)
    if not alpha < limits.alpha:
        return None
    how = "pull against each other" if alpha < 0 else "hold together loosely"
    text = f"The children of {of} {how} (Cronbach's alpha {alpha:.2f}, usual limit {limits.alpha:.2f})."
    return Finding(WARN if alpha < 0 else INFO, "low alpha", codes, read_period(row), alpha, text)


def judge_adequacy(row: Row, limits: Limits, name: Naming) -> Finding | None:
    """Children that share too little to be summed up, or a test that finds no correlation at all."""
    if row["code"] is not None:
        return None
    of, kmo, p, codes = name(row["of"]), read_number(row, "kmo"), read_number(row, "p"), (str(row["of"]),)
    if p > limits.significance:
        text = f"The children of {of} might as well be unrelated (Bartlett's test, p = {p:.2f})."
        return Finding(WARN, "unrelated children", codes, read_period(row), p, text)
    if kmo < limits.adequacy and read_number(row, "df") > 1:
        limit = f"Kaiser-Meyer-Olkin {kmo:.2f}, limit {limits.adequacy:.2f}"
        text = f"The children of {of} share too little to be summed up by factors ({limit})."
        return Finding(INFO, "low adequacy", codes, read_period(row), kmo, text)
    return None


def judge_component(row: Row, limits: Limits, name: Naming) -> Finding | None:
    """A second component that counts: the aggregate is more than one thing."""
    eigenvalue = read_number(row, "eigenvalue")
    if row["component"] != 2 or not eigenvalue > limits.eigenvalue:
        return None
    first = read_number(row, "cumulative") - read_number(row, "share")
    text = f"{name(row['of'])} is more than one thing: its first component explains {first:.0%} of its children."
    return Finding(INFO, "several components", (str(row["of"]),), read_period(row), eigenvalue, text)


def judge_denominator(row: Row, limits: Limits, name: Naming) -> Finding | None:
    """An indicator or aggregate that still measures size."""
    if row["flag"] != "size":
        return None
    r = read_number(row, "r_after")
    text = f"{name(row['code'])} goes with {name(row['denominator'])} (correlation {r:.2f}): it measures size as well."
    severity = WARN if abs(r) > limits.collinear else INFO
    return Finding(severity, "size", (str(row["code"]), str(row["denominator"])), read_period(row), r, text)


def judge_coverage(row: Row, limits: Limits, name: Naming) -> Finding | None:  # noqa: ARG001 - all judges take the same
    """Units that the gate stops, or that were let by in spite of it."""
    below, forced, units = (int(read_number(row, column)) for column in ("below", "forced", "units"))
    if not below + forced:
        return None
    parts = [f"{below} of {units} units not ranked for want of data"] if below else []
    parts += [f"{forced} of {units} ranked in spite of the gate"] if forced else []
    text = f"{name(row['code'])}: {' and '.join(parts)}."
    severity = FAULT if below == units else WARN if forced else INFO
    return Finding(severity, "coverage", (str(row["code"]),), read_period(row), (below + forced) / units, text)
