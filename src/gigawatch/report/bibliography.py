"""The numbered sources of a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One numbered source: a kept document, or a page that rows of a table name; `note` says where it lies here.

    `table` is the title of that table, empty for a document. `is_retold`: what was kept tells the publication in other
    words, and the licence is that of the retelling.
    """

    number: int
    title: str
    publisher: str = ""
    published: str = ""
    url: str = ""
    licence: str = ""
    note: str = ""
    is_retold: bool = False
    table: str = ""


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The numbered sources of a report, in the order in which they are first cited."""

    sources: tuple[Source, ...]
