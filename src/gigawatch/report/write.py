"""The report's files: a page, a print, a text document and a spreadsheet for each language, and how to cite them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Self

from gigawatch import __version__
from gigawatch.index.show.studio import draw_ahead
from gigawatch.report.block import Chart, Content
from gigawatch.report.book import render_xlsx
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

FORMATS = ("html", "pdf", "docx", "xlsx")
BOUND = {"docx": render_docx, "xlsx": render_xlsx}
DRAWN = frozenset(("html", "pdf", "docx"))  # those that show the pictures themselves
ORDER = ("xlsx", "html", "pdf", "docx")  # the workbook, without pictures of this kind, while those are drawn
EDITION = "edition.json"


def write_report(
    publication: Publication,
    folder: Path,
    languages: Sequence[str] = LANGUAGES,
    formats: Sequence[str] = FORMATS,
    tell: Tell = be_silent,
) -> list[Path]:
    """Write `report.LANG.FORMAT` (a brief: `brief.LANG.FORMAT`) into a folder; the paths written, in order.

    Beside the workspace's own report in full lie `CITATION.cff` and `citation.bib`, `edition.json` with the edition's
    id, content hash, printed figures and the hash of every file, and for a corrected edition `corrections.LANG.md`.
    `tell` is given what a person should look at: letters that a font lacks, figures of own texts that the evidence no
    longer bears out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    drafts = [compose_report(publication, lang, tell) for lang in languages]
    is_usual, digest = publication.scope.is_usual, digest_of(drafts)
    contents = [cite(draft, publication, digest) for draft in drafts] if is_usual else drafts
    for lack in tell_lacking(publication.house, contents):
        tell(lack)
    with draw_ahead(_list_pictures(contents, formats), is_sharp="docx" in formats), _Print() as prints:
        written = [
            path
            for content in contents
            for path in _write_language(publication, folder, content, languages, formats, prints)
        ]
    if is_usual:
        edition = present_edition(publication, drafts, digest)
        written += _write_citation(publication, folder, contents, digest)
        if publication.former:
            written += [_write_corrections(publication, folder, content, edition) for content in contents]
        written.append(_write_edition(folder, edition, written))
    return written


class _Print:
    """Prints made one after the other beside the other work, which the typesetter does not hold up."""

    def __init__(self) -> None:
        self._typesetter = ThreadPoolExecutor(max_workers=1)
        self._begun: list[Future[None]] = []

    def begin(self, content: Content, publication: Publication, path: Path) -> None:
        """Begin one, after those begun before."""
        self._begun.append(self._typesetter.submit(render_pdf, content, publication, path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Wait for all; what one of them raised is raised here."""
        self._typesetter.shutdown(wait=True)
        for one in self._begun:
            one.result()


def _list_pictures(contents: Sequence[Content], formats: Sequence[str]) -> list[tuple[Mapping[str, object], str]]:
    """The pictures of the report in the order in which its files ask for them."""
    if not DRAWN.intersection(formats):
        return []
    return [
        (block.spec, content.lang) for content in contents for block in content.blocks() if isinstance(block, Chart)
    ]


def _write_language(
    publication: Publication,
    folder: Path,
    content: Content,
    languages: Sequence[str],
    formats: Sequence[str],
    prints: _Print,
) -> list[Path]:
    stem = publication.scope.stem
    other = next((f"{stem}.{one}.html" for one in languages if one != content.lang), None)
    paths = {ending: folder / f"{stem}.{content.lang}.{ending}" for ending in FORMATS if ending in formats}
    for ending in (one for one in ORDER if one in paths):
        if ending == "html":
            _write(paths[ending], render_html(content, publication, other))
        elif ending == "pdf":
            prints.begin(content, publication, paths[ending])
        else:
            BOUND[ending](content, publication, paths[ending])
    return list(paths.values())


def _write_citation(publication: Publication, folder: Path, contents: Sequence[Content], digest: str) -> list[Path]:
    told = [Citation.of(content, publication, digest) for content in contents]
    entries = "\n".join(bibtex(one) for one in told)
    return [_write(folder / "CITATION.cff", citation_file(told)), _write(folder / "citation.bib", entries)]


def _write_corrections(publication: Publication, folder: Path, content: Content, edition: Former) -> Path:
    listed = list_corrections(content.title, [*publication.former, edition], content.lang)
    return _write(folder / f"corrections.{content.lang}.md", listed)


def _write_edition(folder: Path, edition: Former, written: Sequence[Path]) -> Path:
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
    return _write(folder / EDITION, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
