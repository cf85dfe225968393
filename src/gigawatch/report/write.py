"""The report's files: a page, a print and a word processor's file for each language, and how to cite them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from gigawatch import __version__
from gigawatch.report.block import Content
from gigawatch.report.compose import be_silent, compose_report
from gigawatch.report.house.glyph import tell_lacking
from gigawatch.report.html import render_html
from gigawatch.report.own.evidence import Tell
from gigawatch.report.pdf import render_pdf
from gigawatch.report.publication import LANGUAGES, Publication
from gigawatch.report.record.citation import Citation, bibtex, citation_file, cite
from gigawatch.report.record.former import Former
from gigawatch.report.record.listing import list_corrections
from gigawatch.report.record.present import present_edition
from gigawatch.report.record.stamp import digest_of
from gigawatch.report.word import render_docx

EDITION = "edition.json"


def write_report(
    publication: Publication, folder: Path, languages: Sequence[str] = LANGUAGES, tell: Tell = be_silent
) -> list[Path]:
    """Write `report.LANG.html`, `.pdf` and `.docx` into a folder; the paths written, in order.

    Beside them lie `CITATION.cff` and `citation.bib`, `edition.json` with the edition's id, content hash, printed
    figures and the hash of every file, and for a corrected edition `corrections.LANG.md`. `tell` is given what a person
    should look at: letters that a font lacks, figures of own texts that the evidence no longer bears out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    drafts = [compose_report(publication, lang, tell) for lang in languages]
    digest = digest_of(drafts)
    contents = [cite(draft, publication, digest) for draft in drafts]
    for lack in tell_lacking(publication.house, contents):
        tell(lack)
    written = [path for content in contents for path in _write_language(publication, folder, content, languages)]
    edition = present_edition(publication, drafts, digest)
    written += _write_citation(publication, folder, contents, digest)
    if publication.former:
        written += [_write_corrections(publication, folder, content, edition) for content in contents]
    _write_edition(folder, edition, written)
    return written


def _write_language(publication: Publication, folder: Path, content: Content, languages: Sequence[str]) -> list[Path]:
    lang = content.lang
    page, paper, word = (folder / f"report.{lang}.{ending}" for ending in ("html", "pdf", "docx"))
    other = next((f"report.{one}.html" for one in languages if one != lang), None)
    _write(page, render_html(content, publication, other))
    render_pdf(content, publication, paper)
    render_docx(content, publication, word)
    return [page, paper, word]


def _write_citation(publication: Publication, folder: Path, contents: Sequence[Content], digest: str) -> list[Path]:
    told = [Citation.of(content, publication, digest) for content in contents]
    entries = "\n".join(bibtex(one) for one in told)
    return [_write(folder / "CITATION.cff", citation_file(told)), _write(folder / "citation.bib", entries)]


def _write_corrections(publication: Publication, folder: Path, content: Content, edition: Former) -> Path:
    listed = list_corrections(content.title, [*publication.former, edition], content.lang)
    return _write(folder / f"corrections.{content.lang}.md", listed)


def _write_edition(folder: Path, edition: Former, written: Sequence[Path]) -> None:
    """What identifies the edition, with the hash of every file: the same inputs give the same of all of it."""
    data = {
        "format": 1,
        "id": edition.id,
        "dated": edition.dated,
        "digest": edition.digest,
        "version": __version__,
        "files": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(written)},
        "documents": edition.documents,
        "figures": {
            lang: {key: [one.name, one.text] for key, one in figures.items()}
            for lang, figures in edition.figures.items()
        },
    }
    _write(folder / EDITION, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
