"""The report's files: a page, a print, a word processor's file and a spreadsheet for each language, as asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gigawatch.report.book import render_xlsx
from gigawatch.report.compose import compose_report
from gigawatch.report.html import render_html
from gigawatch.report.pdf import render_pdf
from gigawatch.report.publication import LANGUAGES, Publication
from gigawatch.report.word import render_docx

FORMATS = ("html", "pdf", "docx", "xlsx")
PRINTED = {"pdf": render_pdf, "docx": render_docx, "xlsx": render_xlsx}


def write_report(
    publication: Publication,
    folder: Path,
    languages: Sequence[str] = LANGUAGES,
    formats: Sequence[str] = FORMATS,
) -> list[Path]:
    """Write `report.LANG.FORMAT` (a brief: `brief.LANG.FORMAT`) into a folder; the paths written, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    return [path for lang in languages for path in _write_language(publication, folder, lang, languages, formats)]


def _write_language(
    publication: Publication, folder: Path, lang: str, languages: Sequence[str], formats: Sequence[str]
) -> list[Path]:
    content, stem = compose_report(publication, lang), publication.scope.stem
    other = next((f"{stem}.{one}.html" for one in languages if one != lang), None)
    written = []
    for ending in (one for one in FORMATS if one in formats):
        path = folder / f"{stem}.{lang}.{ending}"
        if ending == "html":
            path.write_text(render_html(content, publication, other), encoding="utf-8", newline="\n")
        else:
            PRINTED[ending](content, publication, path)
        written.append(path)
    return written
