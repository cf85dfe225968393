"""The static site: every page in every language, its style and script, and the files to download."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.report.block import Content
from gigawatch.site.cell import cell_pages
from gigawatch.site.contradiction import contradiction_pages
from gigawatch.site.document import document_pages
from gigawatch.site.explorer.page import explorer_pages
from gigawatch.site.fact import fact_pages
from gigawatch.site.front import front_pages
from gigawatch.site.guide import guide_pages
from gigawatch.site.listing import list_pages
from gigawatch.site.page import Page, Site, make_voice
from gigawatch.site.plan import make_plan
from gigawatch.site.project.page import project_pages, write_list
from gigawatch.site.ranking import index_pages, score_places
from gigawatch.site.render import TAGS, render_page, templates
from gigawatch.site.search.name import write_names
from gigawatch.site.section import section_pages
from gigawatch.site.source import source_pages
from gigawatch.site.thing import thing_pages
from gigawatch.site.word import LANGUAGES, NAMES, speak

if TYPE_CHECKING:
    from gigawatch.report.publication import Publication

ASSETS = Path(__file__).parent / "asset"
MAKERS = (
    front_pages,
    project_pages,
    fact_pages,
    list_pages,
    thing_pages,
    document_pages,
    cell_pages,
    index_pages,
    explorer_pages,
    section_pages,
    contradiction_pages,
    source_pages,
    guide_pages,
)


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What was written: how many pages and files to download, and how many bytes of pages."""

    pages: int
    downloads: int
    size: int


def write_site(
    publication: Publication,
    folder: Path,
    *,
    languages: Sequence[str] = LANGUAGES,
    downloads: Sequence[Path] = (),
) -> SiteReport:
    """Write the site of a publication into an empty folder."""
    from gigawatch.report import compose_report

    contents = {lang: compose_report(publication, lang) for lang in languages}
    return write_pages(make_site(publication, contents, downloads), folder)


def make_site(publication: Publication, contents: Mapping[str, Content], downloads: Sequence[Path] = ()) -> Site:
    """The site of a publication and its composed reports, by language."""
    readings = (str(row["observations"] or "").split() for row in publication.readings)
    cells = [one for group in readings for one in group if one in publication.ledger.material.observations]
    plan = make_plan(publication.ledger, contents, cells, score_places(publication))
    voices = {lang: make_voice(publication, content) for lang, content in contents.items()}
    return Site(publication, voices, plan, tuple(name_downloads(downloads)))


def write_pages(site: Site, folder: Path) -> SiteReport:
    """Write every page, asset and download of a site."""
    pages = size = 0
    for path, html in render_site(site):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        pages, size = pages + 1, size + target.write_bytes(html.encode())
    shutil.copytree(ASSETS, folder / "asset")
    for lang in site.languages:
        write_names(site, lang, folder / lang)
        write_list(site, lang, folder / lang)
    for name, source in site.downloads:
        target = folder / "download" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    return SiteReport(pages, len(site.downloads), size)


def render_site(site: Site) -> Iterator[tuple[str, str]]:
    """Every page as its path from the root and its HTML."""
    yield "index.html", _root_page(site, "root.html")
    yield "404.html", _root_page(site, "missing.html")
    for lang in site.languages:
        for make in MAKERS:
            pages: Iterable[Page] = make(site, lang)
            yield from ((f"{lang}/{page.path}", render_page(site, lang, page)) for page in pages)


def name_downloads(paths: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Each file to download with its name in the download folder: that of its own folder and its own."""
    for path in paths:
        files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
        yield from ((file.relative_to(path.parent.parent).as_posix(), file) for file in files)


def _root_page(site: Site, template: str) -> str:
    entries = [(lang, TAGS[lang], NAMES[lang], site.publication.title(lang), speak(lang)) for lang in site.languages]
    return templates().get_template(template).render(entries=entries)
