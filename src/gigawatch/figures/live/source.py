"""What a live source is: who publishes what under which terms, how it is asked, what comes and what it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gigawatch.figures.package import Meaning


class Kind(StrEnum):
    """What a source gives: figures for a table, or news whose pages become documents."""

    TABLE = "table"
    NEWS = "news"


class Form(StrEnum):
    """The format of an answer; a zip holds one CSV file."""

    CSV = "csv"
    JSON = "json"
    ZIP = "zip"
    FEED = "feed"


class Type(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    NUMBER = "number"
    YEAR = "year"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is expected; without a needed one there is no table. `names` are other spellings of it."""

    name: str
    type: Type
    is_needed: bool
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """What may be asked for; where `is_each`, every part between commas is asked for by itself."""

    default: str
    is_each: bool
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Key:
    """The key that a provider asks for: the header it travels in, the variable it is read from, what it opens.

    Without it the source's own path is asked, with it `path`.
    """

    header: str
    variable: str
    path: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns hold the subject (by name, or `code` of a country), the period and the value.

    `is_country` leaves out what is neither a country nor the world. `since` is the first period taken. `empty` are the
    words that stand for no figure. `names` translates cells that enter a measure or unit in braces: cells that it
    does not list are left out.
    """

    subject: str
    code: str
    period: str
    value: str
    is_country: bool
    since: str
    empty: frozenset[str]
    names: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows that equal `where` and start with `starts` are figures of a measure in a unit; `{column}` names a cell.

    Only rows with a word of `has` in the cell of that column are taken, and none with one of `lacks`. `value` is the
    column of the figure and `subject` the subject where they are not the layout's. A spare rule tells only what no
    other rule tells.
    """

    measure: str
    unit: str
    where: Mapping[str, str]
    starts: Mapping[str, str]
    has: Mapping[str, str]
    lacks: Mapping[str, str]
    value: str
    subject: str
    is_spare: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One live source, from its descriptor; `live_run` is the day of its last run against the provider, "" for never.

    `pause_milliseconds` is what the provider asks to wait between two requests (0: intake's own pause), `most_bytes`
    and `most_seconds` bound one answer, `most_rows` is where the provider cuts one off (0: nowhere). Of a JSON answer
    `records`, `vintage` and `pages` are the places of the rows, of the day they were published and of the number of
    pages, as keys and positions joined with dots.
    """

    name: str
    kind: Kind
    title: Meaning
    publisher: str
    licence: str
    licence_address: str
    rhythm: Meaning
    note: Meaning
    live_run: str
    host: str
    also: tuple[str, ...]
    path: str
    query: Mapping[str, str]
    options: Mapping[str, Option]
    key: Key | None
    form: Form
    accept: str
    encoding: str
    records: str
    vintage: str
    pages: str
    pause_milliseconds: int
    most_bytes: int
    most_seconds: int
    most_rows: int
    columns: tuple[Column, ...]
    layout: Layout | None
    rules: tuple[Rule, ...]
    measures: Mapping[str, Meaning]
