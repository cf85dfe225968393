"""How much intake takes before it refuses: every source may be hostile, so each way to be too much has a bound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from gigawatch.model import InputError

SECTION = "limits"


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of intake; each is a setting of the same name under `[limits]` in `gigawatch.toml`.

    A source beyond a bound is refused in one line that names the setting; nothing is cut short in silence.
    """

    file_bytes: int = 50_000_000  # of one file, one record of a web archive, one answer of a server
    folder_files: int = 100_000  # below one folder
    text_characters: int = 5_000_000  # of one document's text
    metadata_characters: int = 100_000  # of front matter, or of a sidecar
    table_bytes: int = 50_000_000  # of a table's file
    table_rows: int = 500_000
    table_columns: int = 1_000
    zip_entries: int = 2_000  # inside a Word file
    zip_bytes: int = 200_000_000  # of a Word file when unpacked
    zip_ratio: int = 200  # unpacked to packed, of every entry above one megabyte
    pdf_pages: int = 2_000
    pdf_seconds: int = 60  # for the text of one PDF
    pdf_memory_bytes: int = 2_000_000_000  # of the process that reads one PDF
    html_bytes: int = 10_000_000
    html_depth: int = 250  # elements inside one another
    html_elements: int = 50_000
    html_attributes: int = 1_000  # of one element
    mail_parts: int = 200
    mail_depth: int = 20  # parts inside one another
    pack_group_bytes: int = 500_000_000  # of one group of rows in a pack when unpacked
    read_seconds: int = 60  # for the claims of one packed document
    warc_bytes: int = 50_000_000_000  # of one web archive, packed and unpacked
    warc_records: int = 1_000_000
    feed_entries: int = 2_000  # of a feed, or addresses of a sitemap with all that it names
    feed_depth: int = 3  # sitemaps that name sitemaps
    fetch_seconds: int = 60  # for one answer
    fetch_redirects: int = 5
    fetch_tries: int = 4  # of one request
    wait_seconds: int = 120  # the longest pause that a server may ask for
    host_milliseconds: int = 1_000  # between two requests to one host

    def refuse(self, key: str, what: str, where: str) -> InputError:
        """The fault of a source beyond the bound `key`, with the remedy."""
        hint = f"limits.{key} in gigawatch.toml is {getattr(self, key):,}; raise it if you trust the source"
        return InputError(what, where=where, hint=hint)


DEFAULT = Limits()
KEYS = frozenset(field.name for field in fields(Limits))


def read_limits(values: Mapping[str, object], where: str) -> Limits:
    """The limits of a settings file's `[limits]` section; InputError for a name or value that is none."""
    for key, value in values.items():
        if key not in KEYS:
            raise InputError(f"unknown setting {SECTION}.{key}", where=where, hint=f"known: {', '.join(sorted(KEYS))}")
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise InputError(f"{SECTION}.{key} must be a whole number, one or more", where=where)
    return replace(DEFAULT, **values)  # type: ignore[arg-type]  # every value was checked to be a whole number
