"""The formats that are read, by the ending of a file's name or the media type that a server gives."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath

from gigawatch.model import InputError


class Format(StrEnum):
    """A format; each has one module that reads it."""

    PLAIN = "plain text"
    PAGE = "web page"
    PDF = "PDF"
    WORD = "Word"
    MAIL = "e-mail"
    ARCHIVE = "web archive"
    FEED = "feed or sitemap"


ENDINGS = {
    ".txt": Format.PLAIN,
    ".md": Format.PLAIN,
    ".html": Format.PAGE,
    ".htm": Format.PAGE,
    ".xhtml": Format.PAGE,
    ".pdf": Format.PDF,
    ".docx": Format.WORD,
    ".eml": Format.MAIL,
    ".warc": Format.ARCHIVE,
    ".warc.gz": Format.ARCHIVE,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".xml": Format.FEED,
    ".xml.gz": Format.FEED,
}
MEDIA = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "message/rfc822": ".eml",
    "application/warc": ".warc",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
}
VAGUE = {"", "application/octet-stream", "binary/octet-stream", "application/gzip", "application/x-gzip", "text/plain"}
MANY = frozenset({Format.ARCHIVE, Format.FEED})
NAMES = "text (.txt, .md), web pages (.html, .htm), PDF, Word (.docx), e-mail (.eml)"
BUNDLES = "web archives (.warc, .warc.gz), feeds and sitemaps (.rss, .atom, .xml)"


def find_ending(name: str) -> str:
    """The ending of a file's name that tells its format, in lower case: the longest known one, or the last.

    >>> find_ending("News.WARC.GZ"), find_ending("a.xyz")
    ('.warc.gz', '.xyz')
    """
    low = name.lower()
    double = "".join(PurePath(low).suffixes[-2:])
    return double if double in ENDINGS else PurePath(low).suffix


def find_format(name: str, where: str) -> Format:
    """The format of a file by its name; InputError for one that is not read."""
    ending = find_ending(name)
    if ending not in ENDINGS:
        what = f"files of type {ending or '(none)'} are not documents"
        raise InputError(what, where=where, hint=f"give {' '.join(dict.fromkeys(ENDINGS))} files")
    return ENDINGS[ending]


def find_media_ending(media: str, name: str, data: bytes) -> str | None:
    """The ending for bytes that came with a media type; None when they are no document.

    Where the media type says nothing, the name of the address and then the first bytes tell.
    """
    kind = media.partition(";")[0].strip().lower()
    ending = find_ending(name)
    if kind in VAGUE and ending in ENDINGS:
        return ending
    head = data[:512].lstrip().lower()
    if kind in VAGUE and head.startswith(b"%pdf"):
        return ".pdf"
    if kind in VAGUE and head.startswith((b"<!doctype html", b"<html")):
        return ".html"
    return MEDIA.get(kind)
