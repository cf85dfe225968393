"""Linkage in portions: all names are pooled first, then every stretch of documents is resolved by itself.

What a claim speaks of depends on its document and on how firms' names are joined, and that is done once over all names.
Things and judgements that several portions tell of are agreed on as one resolution agrees on them, in whatever order.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from gigawatch.engine.portion import Portions, cut_portions, query_rows
from gigawatch.engine.protocol import Engine
from gigawatch.ledger.review import Review
from gigawatch.model import Claim, Document, Entity, Judgement, Observation
from gigawatch.resolve.agreement import agree_on, sooner
from gigawatch.resolve.another_name import AnotherName, tie_other_names
from gigawatch.resolve.organisation import Firms, Joined, TwoNames
from gigawatch.resolve.plant import wholes_of
from gigawatch.resolve.resolution import Resolution
from gigawatch.resolve.resolver import Told, read_names, tell_names, tie_sayings
from gigawatch.store.overlay import quote
from gigawatch.store.parquet import arrow_schema, write_rows
from gigawatch.store.record import entity_from, entity_row, judgement_from, judgement_row, plain_row
from gigawatch.store.schema import tables

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")
TABLES = ("entity", "mention", "judgement")
SAYING, SURFACE, HOLDER, PAIR = "saying", "surface", "holder", "pair"
NAMED = ("kind", "told")
OWNED = """FROM read_parquet('{path}')
  WHERE (kind IN ('site', 'phase') AND data ->> '$.owner' IN ({owners})) OR id IN ({ids})"""


@dataclass(frozen=True, slots=True)
class NameTask:
    """Tells the names in a portion."""

    portions: Portions
    review: Review

    def __call__(self, number: int) -> Iterator[pa.RecordBatch]:
        """Every name of firms once, with what it is told as."""
        import pyarrow as pa

        documents, claims = self.portions.load(number)
        told = tell_names(documents, list(self.review.correct(claims).values()), ())
        listed = [
            *((SURFACE, [name]) for name in sorted(told.surfaces)),
            *((HOLDER, [name]) for name in sorted(told.holders)),
            *((PAIR, list(pair)) for pair in sorted(told.pairs)),
        ]
        rows = [dict(zip(NAMED, row, strict=True)) for row in listed]
        yield from pa.Table.from_pylist(rows, schema=name_schema()).to_batches()


@dataclass(frozen=True, slots=True)
class LinkTask:
    """Resolves a portion by the names met in all of them; the cells come after the last portion."""

    portions: Portions
    review: Review
    joined: Joined
    cells: Sequence[Observation] = ()

    def __call__(self, number: int) -> Iterator[pa.RecordBatch]:
        """The things, mentions, judgements and sayings of a portion, each in a column of its own."""
        import pyarrow as pa

        documents: dict[str, Document] = {}
        claims: dict[str, Claim] = {}
        if number < self.portions.count():
            documents, claims = self.portions.load(number)
        cells = () if documents else self.cells
        found = read_names(documents, self.review.correct(claims).values(), cells, self.joined)
        rows: dict[str, list[dict[str, object]]] = {
            "entity": [entity_row(one) for one in found.entities.values()],
            "mention": [plain_row(one) for one in found.mentions.values()],
            "judgement": [judgement_row(one) for one in found.judgements.values()],
            SAYING: [plain_row(one) for one in found.sayings],
        }
        for table, told in rows.items():
            yield from pa.Table.from_pylist([{table: row} for row in told], schema=link_schema()).to_batches()


def resolve_on(engine: Engine, folder: Path, cells: Sequence[Observation], review: Review, scratch: Path) -> Resolution:
    """Resolve the gathered tables of a folder portion by portion, and write the tables of things, mentions and
    judgements there; what is to be remembered, without the things themselves.
    """
    shutil.rmtree(scratch, ignore_errors=True)
    portions = cut_portions(folder.resolve())  # processes on other machines look there too
    found = Resolution(_pool(engine, portions, cells, review, scratch))
    task = LinkTask(portions, review, found.firms.joined, cells)
    parts = engine.map_tasks(portions.count() + bool(cells), task, link_schema(), scratch / "link")
    found.sayings = [AnotherName(**row) for row in _distinct(parts, SAYING, "document")]  # type: ignore[arg-type]
    write_rows(folder / "mention.parquet", "mention", _distinct(parts, "mention", "claim"))
    merged = scratch / "entity.parquet"
    write_rows(merged, "entity", map(entity_row, _agreed(_told(parts, "entity", entity_from), agree_on)))
    tied = _tie(found, merged)
    write_rows(folder / "entity.parquet", "entity", _with(merged, tied))
    judged = _agreed(_told(parts, "judgement", judgement_from), sooner)
    write_rows(folder / "judgement.parquet", "judgement", map(judgement_row, _beside(judged, found, review)))
    shutil.rmtree(scratch)
    return found


def _pool(engine: Engine, portions: Portions, cells: Sequence[Observation], review: Review, scratch: Path) -> Firms:
    """The firms of all names."""
    parts = engine.map_tasks(portions.count(), NameTask(portions, review), name_schema(), scratch / "name")
    own = tell_names({}, [], cells)
    told: dict[str, set[tuple[str, ...]]] = {SURFACE: {(name,) for name in own.surfaces}, HOLDER: set(), PAIR: set()}
    for row in query_rows(f"FROM read_parquet([{_list(parts)}])") if parts else ():
        told[str(row["kind"])].add(tuple(row["told"]))  # type: ignore[arg-type]  # a list of texts
    names = Told(
        frozenset(name for (name,) in told[SURFACE]),
        frozenset(name for (name,) in told[HOLDER]),
        frozenset(TwoNames(*pair) for pair in told[PAIR]),
    )
    return Firms(names.surfaces, holders=names.holders, pairs=names.pairs)


def _tie(found: Resolution, merged: Path) -> Mapping[str, Entity]:
    """The plants that sayings tie to a phase, with what comes with them; the judgements on them are found's."""
    if not found.sayings:
        return {}
    owners = sorted({saying.name for saying in found.sayings})
    plants = _read(merged, owners, [])
    near = {one.id for plant in tie_other_names(plants, found.sayings)[0] for one in _with_wholes(plant)}
    found.entities = dict(_read(merged, owners, sorted(near)))
    tie_sayings(found)
    return found.entities


def _with_wholes(entity: Entity) -> Iterator[Entity]:
    yield entity
    for whole in wholes_of(entity):
        yield from _with_wholes(whole)


def _read(merged: Path, owners: Sequence[str], ids: Sequence[str]) -> dict[str, Entity]:
    asked = OWNED.format(path=quote(merged), owners=_texts(owners), ids=_texts(ids))
    return {one.id: one for one in map(entity_from, query_rows(asked))}


def _with(merged: Path, tied: Mapping[str, Entity]) -> Iterator[dict[str, object]]:
    """The things as merged, those that were tied in their place and what came with them."""
    left = dict(tied)
    for row in query_rows(f"FROM read_parquet('{quote(merged)}')"):
        now = left.pop(str(row["id"]), None)
        yield row if now is None else entity_row(now)
    yield from map(entity_row, left.values())


def _beside(judged: Iterable[Judgement], found: Resolution, review: Review) -> Iterator[Judgement]:
    """Persons' judgements, those of the portions, and those on other names, which count before any of the same id."""
    left = {one.id: one for one in review.judgements} | found.judgements
    for one in judged:
        told = left.pop(one.id, None)
        yield found.judgements.get(one.id, one) if told is not None else one
    yield from left.values()


def _told(parts: Sequence[Path], table: str, make: Callable[[Mapping[str, object]], T]) -> Iterator[T]:
    return map(make, _distinct(parts, table, "id"))


def _distinct(parts: Sequence[Path], table: str, order: str) -> Iterator[dict[str, object]]:
    """The rows of one table in the parts, each once, in order."""
    if not parts:
        return iter(())
    own = f'SELECT unnest("{table}") FROM read_parquet([{_list(parts)}]) WHERE "{table}" IS NOT NULL'
    return query_rows(f'SELECT DISTINCT * FROM ({own}) ORDER BY "{order}"')


def _agreed(rows: Iterable[T], agree: Callable[[T, T], T]) -> Iterator[T]:
    """What follows one another under one id, made one."""
    held: T | None = None
    for one in rows:
        if held is not None and held.id == one.id:  # type: ignore[attr-defined]  # things and judgements have one
            held = agree(held, one)
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _list(paths: Iterable[Path]) -> str:
    return ", ".join(f"'{quote(path)}'" for path in paths)


def _texts(values: Iterable[str]) -> str:
    return ", ".join("'{}'".format(value.replace("'", "''")) for value in values) or "NULL"


def name_schema() -> pa.Schema:
    """The columns of names told."""
    import pyarrow as pa

    return pa.schema([("kind", pa.string()), ("told", pa.list_(pa.string()))])


def link_schema() -> pa.Schema:
    """A column for the rows of each table, of which a row fills one."""
    import pyarrow as pa

    saying = [("name", pa.string()), ("whole", pa.string()), ("ordinal", pa.int64())]
    saying += [("document", pa.string()), ("sentence", pa.string())]
    own = [(table, pa.struct(list(arrow_schema(tables()[table])))) for table in TABLES]
    return pa.schema([*own, (SAYING, pa.struct(saying))])
