"""PDF: the text of its pages, read in a process of its own: a hostile file can neither hang nor crash the rest."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from gigawatch.intake.day import read_iso_day
from gigawatch.intake.extract import Extract
from gigawatch.intake.limit import Limits
from gigawatch.intake.reflow import reflow_pages
from gigawatch.intake.text import check_text
from gigawatch.model import InputError

READER = Path(__file__).with_name("pdf_reader.py")  # run as a file, it starts fast; `-P` keeps this folder off its path
SPARSE = 10  # characters a page: what a scan has by chance, such as a stamp


def read_pdf(data: bytes, limits: Limits, where: str, _declared: str | None = None) -> Extract:
    """The text and metadata of a PDF; one that is encrypted, damaged, or only pictures is refused."""
    if not data[:1024].lstrip().startswith(b"%PDF"):
        raise InputError("this is no PDF", where=where, hint="check the file")
    return read_answer(_ask_reader(data, limits, where), limits, where)


def read_answer(answer: Mapping[str, object], limits: Limits, where: str) -> Extract:
    """The text and metadata of what the process answered that read a PDF."""
    _refuse(answer, limits, where)
    pages = [str(page) for page in _list(answer.get("pages"))]
    if sum(len("".join(page.split())) for page in pages) <= SPARSE * len(pages):
        hint = "run text recognition (OCR) on it first"
        raise InputError("the PDF is scanned: it holds pictures and no text", where=where, hint=hint)
    text = reflow_pages(pages)
    values = {
        "title": answer.get("title") or None,
        "published": read_iso_day(str(answer.get("made") or "").removeprefix("D:")),
    }
    return Extract(check_text(text, limits, where), {key: value for key, value in values.items() if value is not None})


def _ask_reader(data: bytes, limits: Limits, where: str) -> dict[str, object]:
    bounds = (limits.pdf_pages, limits.text_characters, limits.pdf_memory_bytes)
    command = [sys.executable, "-P", str(READER), *map(str, bounds)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limits.pdf_seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise limits.refuse("pdf_seconds", f"its text took over {limits.pdf_seconds:,} seconds", where) from error
    if done.returncode:
        raise limits.refuse("pdf_memory_bytes", "its reader broke down: it is damaged or needs more memory", where)
    return dict(json.loads(done.stdout))


def _refuse(answer: Mapping[str, object], limits: Limits, where: str) -> None:
    match answer.get("fault"):
        case None:
            return
        case "password":
            raise InputError("the PDF is encrypted", where=where, hint="save it without a password")
        case "pages":
            raise limits.refuse("pdf_pages", f"the PDF has {answer.get('count'):,} pages", where)
        case "characters":
            raise limits.refuse("text_characters", f"its text has over {limits.text_characters:,} characters", where)
        case _:
            raise InputError("the PDF is damaged", where=where, hint="print it to a new PDF")


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
