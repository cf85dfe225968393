"""The report's files: a page, a print, a word processor's file and a spreadsheet for each language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gigawatch.report.book import render_xlsx
from gigawatch.report.compose import compose_report
from gigawatch.report.html import render_html
from gigawatch.report.pdf import render_pdf
from gigawatch.report.publication import LANGUAGES, Publication
from gigawatch.report.word import render_docx


def write_report(publication: Publication, folder: Path, languages: Sequence[str] = LANGUAGES) -> list[Path]:
    """Write `report.LANG.html`, `.pdf`, `.docx` and `.xlsx` into a folder; the paths written, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    return [path for lang in languages for path in _write_language(publication, folder, lang, languages)]


def _write_language(publication: Publication, folder: Path, lang: str, languages: Sequence[str]) -> list[Path]:
    content = compose_report(publication, lang)
    page, paper, word, book = (folder / f"report.{lang}.{ending}" for ending in ("html", "pdf", "docx", "xlsx"))
    other = next((f"report.{one}.html" for one in languages if one != lang), None)
    page.write_text(render_html(content, publication, other), encoding="utf-8", newline="\n")
    render_pdf(content, publication, paper)
    render_docx(content, publication, word)
    render_xlsx(content, publication, book)
    return [page, paper, word, book]
