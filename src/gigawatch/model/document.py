"""A kept source and the places in it where things are said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Document:
    """One kept source: its bytes are hashed and stored before anything is read from it, and never altered.

    `text` is the kept plain text: code points, the byte order mark dropped, line ends as `\\n`, front matter and the
    line end after it dropped. Every offset in Gigawatch counts characters of this text.

    `retold`: the text tells the figures of the page at `url` in the words of whoever kept it; the wording and the
    licence are the retelling's, not the publisher's.
    """

    id: str
    path: str
    sha256: str
    text: str
    language: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    kept: date | None = None
    licence: str | None = None
    retold: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Where a thing is said: characters `start` to `end` of a document's kept text. The text there is the evidence."""

    document: str
    start: int
    end: int
