"""How true a ledger of synthetic news is: names, values and statuses held against what the generator knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.ledger.load import milestone_from
from gigawatch.ledger.status import find_standing
from gigawatch.model import Bound, Quantity
from gigawatch.quantity import interval_of, rescale
from soak.stream import TRUTH, open_workspace

if TYPE_CHECKING:
    import duckdb

CLOSE = 0.005
DAYS = (date(2021, 12, 31), date(2023, 6, 30), date(2025, 12, 31))
VIEWS = ("document", "mention", "fact", "candidate", "milestone", "finding")
TIED = """
CREATE TEMP TABLE tied AS SELECT t.*, m.entity, d.published AS known
FROM truth t JOIN mention m ON m.claim = t.claim AND m.role = 'thing'
JOIN claim c ON c.id = t.claim JOIN document d ON d.id = c.document WHERE t.thing <> ''
"""
FACTS = """
SELECT f.id, f.value, f.high, f.unit, f.qualifier, f.verdict, mode({value: t.value, unit: k.unit}) AS truth,
  count(DISTINCT t.fact) AS kinds,
  bool_or(NOT t.wrong) AS has_right, bool_or(t.wrong) AS has_wrong
FROM candidate c JOIN fact f ON f.id = c.fact JOIN truth t ON t.claim = c.claim JOIN claim k ON k.id = c.claim
GROUP BY ALL
"""
GUESSED = """
SELECT avg(CAST(t.claim IN (SELECT claim FROM milestone WHERE admitted) AS INT)) FROM truth t WHERE t.vague
"""


@dataclass(frozen=True, slots=True)
class Score:
    """Shares from 0 to 1, and counts, of a ledger that was held against the truth.

    `values`: facts with a true statement that carry the true value, or a hedge that holds it; `contested`: the same
    of facts with both true and wrong statements; `contested_open` the share of those left open, `misled` the share
    settled on a wrong value. `tied`: claims whose thing was found; `merged`: things found that hold two true things;
    `split`: true things under two ids, mostly for a firm's names in two scripts, which nothing ties. `statuses`: the
    state of a phase as of three days. `guessed`: the share of vague
    stops, which do not say what project they mean, that were given to one.
    """

    claims: int
    documents: int
    facts: int
    findings: int
    tied: float
    merged: float
    split: float
    mixed_facts: float
    values: float
    contested: float
    contested_open: float
    misled: float
    left_open: float
    statuses: float
    guessed: float


def score(root: Path) -> Score:
    """The score of the ledger in a workspace of synthetic news."""
    import duckdb

    with duckdb.connect() as con:
        _look(con, root)
        things = _things(con)
        values = _values(_rows(con, FACTS))
        return Score(
            claims=_one(con, "SELECT count(*) FROM truth"),
            documents=_one(con, "SELECT count(*) FROM document"),
            facts=_one(con, "SELECT count(*) FROM fact"),
            findings=_one(con, "SELECT count(*) FROM finding"),
            **things,
            **values,
            statuses=_statuses(con),
            guessed=_one(con, GUESSED) or 0.0,
        )


def _look(con: duckdb.DuckDBPyConnection, root: Path) -> None:
    steps = open_workspace(root).steps
    paths = {name: steps / f"{name}.parquet" for name in (*VIEWS, "claim")} | {"truth": root / TRUTH}
    for name, path in paths.items():
        con.execute(f"CREATE VIEW \"{name}\" AS SELECT * FROM read_parquet('{path.as_posix()}')")
    con.execute(TIED)


def _things(con: duckdb.DuckDBPyConnection) -> dict[str, float]:
    tied = _one(con, "SELECT count(*) FROM tied") / _one(con, "SELECT count(*) FROM truth WHERE thing <> ''")
    apart = "SELECT avg(CAST(n > 1 AS INT)) FROM (SELECT count(DISTINCT {what}) AS n FROM tied GROUP BY {by})"
    return {
        "tied": tied,
        "merged": _one(con, apart.format(what="thing", by="entity")),
        "split": _one(con, apart.format(what="entity", by="thing")),
    }


def _values(facts: Sequence[Mapping[str, object]]) -> dict[str, float]:
    known = [fact for fact in facts if fact["has_right"]]
    both = [fact for fact in known if fact["has_wrong"]]
    is_open = [fact for fact in facts if fact["verdict"] != "settled"]
    open_both = [fact for fact in both if fact["verdict"] != "settled"]
    misled = [fact for fact in both if fact["verdict"] == "settled" and not _is_true(fact)]
    return {
        "mixed_facts": _share(sum(int(str(fact["kinds"])) > 1 for fact in facts), facts),
        "values": _share(sum(map(_is_true, known)), known),
        "contested": _share(sum(map(_is_true, both)), both),
        "contested_open": _share(len(open_both), both),
        "misled": _share(len(misled), both),
        "left_open": _share(len(is_open), facts),
    }


def _is_true(fact: Mapping[str, object]) -> bool:
    """True where a fact carries the true value, or a hedge that holds it."""
    truth, value = _truth_of(fact), float(str(fact["value"]))
    if abs(value - truth) <= CLOSE * abs(truth):
        return True
    if not fact["qualifier"]:
        return False
    told = interval_of(Quantity(value, str(fact["unit"]), Bound(str(fact["qualifier"]))))
    return told.low <= truth <= told.high


def _truth_of(fact: Mapping[str, object]) -> float:
    """The true value in the unit of the fact: areas told in mu and in hectares are settled in one unit."""
    truth, unit = fact["truth"], str(fact["unit"])
    assert isinstance(truth, dict)
    told = Quantity(float(truth["value"]), str(truth["unit"]))
    return told.value if told.unit == unit else rescale(told, unit).value


def _statuses(con: duckdb.DuckDBPyConnection) -> float:
    """The share of (thing, day) whose status is the last step truly taken, of those told by the day."""
    taken: dict[str, list[tuple[date, date, str]]] = defaultdict(list)
    for row in _rows(con, "SELECT entity, known, day, step FROM tied WHERE step IS NOT NULL"):
        taken[str(row["entity"])].append((_day(row["known"]), _day(row["day"]), str(row["step"])))
    steps = defaultdict(list)
    for row in _rows(con, "SELECT * FROM milestone"):
        steps[str(row["entity"])].append(milestone_from(row))
    right = [one for entity, told in taken.items() for one in _agree(told, steps[entity])]
    return _share(sum(right), right)


def _agree(told: Sequence[tuple[date, date, str]], steps: Sequence[object]) -> Iterable[bool]:
    for day in DAYS:
        known = [(when, step) for seen, when, step in told if seen <= day]
        if known:
            expected = max(known)[1]
            found = find_standing([m for m in steps if m.known_on and m.known_on <= day.isoformat()])  # type: ignore[attr-defined]
            yield found is not None and found.status == expected


def _rows(con: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, object]]:
    from gigawatch.store import fetch_rows

    return fetch_rows(con, query)


def _one(con: duckdb.DuckDBPyConnection, query: str) -> int:
    found = con.execute(query).fetchone()
    return found[0] if found and found[0] is not None else 0


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value


def _share(part: int, whole: Sequence[object]) -> float:
    return part / len(whole) if whole else 0.0
