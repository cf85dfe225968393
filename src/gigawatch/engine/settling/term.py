"""Terms of sums and decompositions as columns, with what is said where a term stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from gigawatch.ledger.part.decomposition import Decomposition, Ground
from gigawatch.ledger.part.fit import Value
from gigawatch.ledger.part.term import Telling, Term
from gigawatch.ledger.stage import Stage
from gigawatch.model import Bound, Interval, Quantity

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, Any]
PLAIN = (
    *("claim", "about", "thing", "measure", "valid_on", "known_on", "document", "perimeter"),
    *("start", "sentence"),
)
COUNTS = ("count", "edition")


@dataclass(frozen=True, slots=True)
class Remarks:
    """What the documents say around terms, as it was noted of each."""

    counted: Mapping[tuple[str, str], frozenset[int]]
    more: frozenset[str]

    def counts(self, kind: str, term: Term) -> frozenset[int]:
        """How many parts or editions the sentence of a term says that there are."""
        return self.counted.get((kind, term.claim), frozenset())

    def is_more(self, term: Term) -> bool:
        """True where a term is said to come on top."""
        return term.claim in self.more


def term_row(term: Term, told: Telling | None = None) -> dict[str, object]:
    """A term as a row, with what its document says around it."""
    quantity, value = term.quantity, term.value
    row: dict[str, object] = {name: getattr(term, name) for name in PLAIN}
    row |= {"value": quantity.value, "unit": quantity.unit, "bound": quantity.bound, "high": quantity.high}
    row |= {"least": value.interval.low, "most": value.interval.high, "nominal": value.nominal}
    row |= {"slack": value.slack, "grid": value.grid, "stage": term.stage.value, "is_told": told is not None}
    row |= {kind: sorted(told.counts(kind, term)) if told else [] for kind in COUNTS}
    return row | {"is_more": told is not None and told.is_more(term)}


def term_from(row: Row) -> Term:
    """The term of a row."""
    values = {name: row[name] for name in PLAIN}
    bound = Bound(row["bound"]) if row["bound"] else None
    return Term(
        quantity=Quantity(row["value"], row["unit"], bound, row["high"]),
        value=Value(Interval(row["least"], row["most"]), row["nominal"], row["slack"], row["grid"]),
        stage=Stage(row["stage"]),
        **values,
    )


def remarks_from(rows: Sequence[Row]) -> dict[str, Telling]:
    """What is said around terms, by the documents that say it."""
    counted = {(kind, row["claim"]): frozenset(row[kind]) for row in rows for kind in COUNTS if row[kind]}
    remarks = Remarks(counted, frozenset(row["claim"] for row in rows if row["is_more"]))
    return dict.fromkeys((row["document"] for row in rows if row["is_told"]), remarks)


def decomposition_row(found: Decomposition) -> dict[str, object]:
    """A decomposition as a row."""
    doubled = [found.parts.index(term) for term in found.doubled] if found.doubled is not None else None
    parts = [term_row(part) for part in found.parts]
    return {"whole": term_row(found.whole), "parts": parts, "ground": int(found.ground), "doubled": doubled}


def decomposition_from(row: Row) -> Decomposition:
    """The decomposition of a row."""
    parts = tuple(map(term_from, row["parts"]))
    doubled = cast("list[int] | None", row["doubled"])
    twice = (parts[doubled[0]], parts[doubled[1]]) if doubled else None
    return Decomposition(term_from(row["whole"]), parts, Ground(row["ground"]), twice)


def term_type() -> pa.StructType:
    """The columns of a term."""
    import pyarrow as pa

    texts = (name for name in PLAIN if name not in ("start", "sentence"))
    numbers = ("value", "high", "least", "most", "nominal", "slack", "grid")
    return pa.struct(
        [
            *((name, pa.string()) for name in (*texts, "unit", "bound", "stage")),
            *((name, pa.float64()) for name in numbers),
            *((name, pa.int64()) for name in ("start", "sentence")),
            *((name, pa.list_(pa.int64())) for name in COUNTS),
            *((name, pa.bool_()) for name in ("is_told", "is_more")),
        ]
    )


def decomposition_type() -> pa.StructType:
    """The columns of a decomposition."""
    import pyarrow as pa

    fields = [("whole", term_type()), ("parts", pa.list_(term_type()))]
    return pa.struct([*fields, ("ground", pa.int64()), ("doubled", pa.list_(pa.int64()))])
