"""The table of a live source in a workspace, `tables/live_SOURCE.csv` with its sidecar: written whole, read back."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path

import yaml

from gigawatch.figures.live.figure import Figure, sort_figures
from gigawatch.figures.live.source import Source
from gigawatch.figures.sheet import read_sheet
from gigawatch.figures.table import read_table
from gigawatch.model import WorkspaceError
from gigawatch.store.whole import write_whole

HEAD = tuple(column.name for column in fields(Figure))


def find_table(tables: Path, source: Source) -> Path:
    """Where the table of a source lies."""
    return tables / f"live_{source.name}.csv"


def load_figures(path: Path) -> list[Figure]:
    """The rows of a table written before; none when there is no such table."""
    if not path.is_file():
        return []
    sheet = read_sheet(path)
    if sheet.heading != HEAD or sheet.faults:
        hint = "move it elsewhere; the next fetch writes it anew"
        raise WorkspaceError(f"this is no table of gigawatch fetch ({', '.join(HEAD)})", where=str(path), hint=hint)
    return [Figure(*cells) for _, cells in sheet.rows]


def write_table(path: Path, source: Source, figures: Sequence[Figure]) -> None:
    """Write a table and its sidecar; the table is read as `gigawatch add` reads it before it takes its place."""
    aside = path.with_name(f".{path.name}.fresh.csv")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(HEAD)
            writer.writerows(astuple(figure) for figure in sort_figures(figures))
        read_table(aside, path.stem, where=str(path))
        write_whole(path.with_suffix(".meta.yaml"), _sidecar(source))
        aside.replace(path)
    except OSError as error:
        hint = "check that the disk has room and the folder may be written"
        raise WorkspaceError(f"cannot be written: {error.strerror}", where=str(path), hint=hint) from error
    finally:
        aside.unlink(missing_ok=True)


def _sidecar(source: Source) -> str:
    told = {"title": source.title.en, "publisher": source.publisher, "licence": source.licence}
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False)
