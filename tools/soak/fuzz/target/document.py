"""Every format of document."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from gigawatch.intake.document import load_document, load_documents, make_document
from gigawatch.intake.feed import is_feed
from gigawatch.intake.format import Format
from gigawatch.intake.limit import DEFAULT
from gigawatch.intake.pdf import read_answer
from gigawatch.intake.pdf_reader import read_pages
from gigawatch.model import Document
from soak.fuzz.target.target import Target, parts, pick, put

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/><Relationship Id="b" Target="docProps/core.xml" '
    'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/></Relationships>'
)
ENCODINGS = (None, "gbk", "utf-16", "big5", "no such", "idna", "utf-7", "punycode")


def _check(document: Document) -> None:
    """What holds for every kept text."""
    assert document.text.strip()
    assert "\x00" not in document.text
    document.text.encode("utf-8")


def read_as(kind: Format, data: bytes, encoding: str | None = None) -> None:
    """Read bytes as a document of a format."""
    _check(make_document(data, kind, "input", {"encoding": encoding}))


def _read_text(data: bytes) -> None:
    way, rest = pick(data, len(ENCODINGS))
    read_as(Format.PLAIN, rest, ENCODINGS[way])


def _read_sidecar(data: bytes) -> None:
    put("a.txt.meta.yaml", data)
    _check(load_document(put("a.txt", b"A plant of 5 GWh."), name="a.txt"))


def pack_word(body: bytes, core: bytes) -> bytes:
    """A Word file with a body and properties of one's own."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", LINKS)
        archive.writestr("word/document.xml", body)
        archive.writestr("docProps/core.xml", core)
    return file.getvalue()


def _read_body(data: bytes) -> None:
    read_as(Format.WORD, pack_word(*parts(data, 2)))


def _read_pdf_here(data: bytes) -> None:
    """In this process, so that it is quick: the product's own has one for each file."""
    read_answer(read_pages(data, 50, 100_000), DEFAULT, "input")


def _read_many(name: str, data: bytes) -> None:
    for found in load_documents(put(name, data)):
        if isinstance(found, Document):
            _check(found)


def _read_feed(data: bytes) -> None:
    is_feed(data)
    _read_many("a.xml", data)


TARGETS = (
    Target("text", _read_text),
    Target("sidecar", _read_sidecar, 2048),
    Target("page", lambda data: read_as(Format.PAGE, data), 8192),
    Target("mail", lambda data: read_as(Format.MAIL, data)),
    Target("word", lambda data: read_as(Format.WORD, data), 8192),
    Target("word-body", _read_body),
    Target("pdf", _read_pdf_here, 8192, again=lambda data: read_as(Format.PDF, data)),
    Target("archive", lambda data: _read_many("a.warc", data), 8192),
    Target("archive-packed", lambda data: _read_many("a.warc.gz", data), 8192),
    Target("feed", _read_feed),
)
