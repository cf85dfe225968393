"""Evidence as columns and back: what goes from one piece of settling to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from gigawatch.ledger.context import Noted
from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.wording import Words
from gigawatch.model import Bound, Interval, Quantity, Relation

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, object]
AT_ONCE = 4_096  # rows
PLAIN = (
    *("claim", "document", "subject", "measure", "valid_on", "known_on", "status", "perimeter", "place"),
    *("standing", "source", "kind", "speaker", "words", "valid_on_inferred", "copy_of", "same_as", "support"),
    *("is_slip", "of_several"),
)
SAID = ("note", "rejected", "accepted", "corrected")
FLOATS = ("standing", "value", "high", "least", "most")
BOOLS = ("valid_on_inferred", "is_slip", "is_claim", "is_counted", "corrects", "is_quoted")
INTS = ("support", "bucket", "portion", "start")
EVIDENCE = (
    *PLAIN,
    *("value", "unit", "bound", "high", "least", "most", "mark"),
    *(f"{name}_{lang}" for name in SAID for lang in ("en", "zh")),
)
PLACED = ("bucket", "portion", "is_claim")
NOTED = ("start", "numbers", "is_counted", "corrects", "is_quoted", "product_en", "product_zh")


@dataclass(frozen=True, slots=True)
class Placed:
    """Evidence with the portion of its document; `is_claim`: its claim counts, persons have not rejected it."""

    evidence: Evidence
    portion: int
    is_claim: bool


def evidence_row(item: Evidence) -> dict[str, object]:
    """A statement as a row."""
    row: dict[str, object] = {name: getattr(item, name) for name in PLAIN}
    quantity, interval = item.quantity, item.interval
    row |= {"value": quantity.value, "unit": quantity.unit, "bound": quantity.bound, "high": quantity.high}
    row |= {"least": interval.low, "most": interval.high, "mark": item.mark}
    for name in SAID:
        told: Words | None = getattr(item, name)
        row[f"{name}_en"], row[f"{name}_zh"] = (told.en, told.zh) if told is not None else (None, None)
    return row


def evidence_from(row: Row) -> Evidence:
    """The statement of a row."""
    values: dict[str, Any] = {name: row[name] for name in PLAIN}
    values |= {name: words_from(row, name) for name in SAID}
    bound, mark = row["bound"], row["mark"]
    value, high = cast("float", row["value"]), cast("float | None", row["high"])
    return Evidence(
        quantity=Quantity(value, str(row["unit"]), Bound(str(bound)) if bound else None, high),
        interval=Interval(cast("float", row["least"]), cast("float", row["most"])),
        mark=Relation(str(mark)) if mark else None,
        **values,
    )


def words_from(row: Row, name: str) -> Words | None:
    """A remark in both languages, where there is one."""
    told = row[f"{name}_en"]
    return Words(str(told), str(row[f"{name}_zh"])) if told is not None else None


def noted_row(noted: Noted, product: Words | None) -> dict[str, object]:
    """What was noted of a statement's words."""
    return {
        "start": noted.start,
        "numbers": sorted(noted.numbers) or None,
        "is_counted": noted.is_counted,
        "corrects": noted.corrects,
        "is_quoted": noted.is_quoted,
        "product_en": product.en if product else None,
        "product_zh": product.zh if product else None,
    }


def noted_from(row: Row) -> Noted:
    """What was noted of a statement's words."""
    numbers = cast("list[str] | None", row["numbers"])
    flags = (bool(row[name]) for name in ("is_counted", "corrects", "is_quoted"))
    return Noted(cast("int", row["start"]), frozenset(numbers or ()), *flags)


def placed_from(row: Row) -> Placed:
    """The statement of a row with its place."""
    return Placed(evidence_from(row), cast("int", row["portion"]), bool(row["is_claim"]))


def columns(names: Iterable[str]) -> pa.Schema:
    """A schema of the columns of these names."""
    import pyarrow as pa

    kinds = {
        **dict.fromkeys(FLOATS, pa.float64()),
        **dict.fromkeys(BOOLS, pa.bool_()),
        **dict.fromkeys(INTS, pa.int64()),
        "numbers": pa.list_(pa.string()),
    }
    return pa.schema([(name, kinds.get(name, pa.string())) for name in names])


def batches(rows: Iterable[Row], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Rows as batches of a schema; columns that a row lacks are empty."""
    import pyarrow as pa

    kind, running = pa.struct(list(schema)), iter(rows)
    while some := list(islice(running, AT_ONCE)):
        yield pa.RecordBatch.from_struct_array(pa.array(some, kind)).cast(schema)
