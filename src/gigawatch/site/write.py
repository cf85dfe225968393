"""The static site: every page in every language, its style and script, and the files to download."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from posixpath import dirname
from typing import TYPE_CHECKING

from gigawatch.index.show.studio import draw_ahead
from gigawatch.model.beside import begin
from gigawatch.model.collector import holding_the_collector, setting_aside
from gigawatch.report.block import Content
from gigawatch.site import script
from gigawatch.site.cell import cell_pages
from gigawatch.site.change import MOST_WRITTEN, change_pages, write_changes
from gigawatch.site.contradiction import contradiction_pages
from gigawatch.site.document import document_pages
from gigawatch.site.drawing import list_pictures
from gigawatch.site.explorer.page import explorer_pages
from gigawatch.site.fact import fact_pages
from gigawatch.site.frame import TAGS
from gigawatch.site.front import front_pages
from gigawatch.site.guide import guide_pages
from gigawatch.site.indicator import indicator_pages
from gigawatch.site.listing import list_pages
from gigawatch.site.page import Page, Site, make_voice
from gigawatch.site.plan import make_plan
from gigawatch.site.pledge.page import pledge_pages
from gigawatch.site.project.page import project_pages, write_list
from gigawatch.site.ranking import index_pages, score_places
from gigawatch.site.recent import Recent, find_recent
from gigawatch.site.render import render_page, stream_page, templates
from gigawatch.site.search.name import write_names
from gigawatch.site.section import section_pages
from gigawatch.site.source import source_pages
from gigawatch.site.thing import gather_known, pictured_pages, thing_pages
from gigawatch.site.word import LANGUAGES, NAMES, speak

if TYPE_CHECKING:
    from gigawatch.report.publication import Publication

Maker = Callable[[Site, str], Iterable[Page]]
FEW: tuple[Maker, ...] = (
    front_pages,
    change_pages,
    index_pages,
    explorer_pages,
    indicator_pages,
    section_pages,
    pledge_pages,
    pictured_pages,
)
MANY: tuple[Maker, ...] = (
    project_pages,
    contradiction_pages,
    source_pages,
    guide_pages,
    fact_pages,
    list_pages,
    thing_pages,
    document_pages,
    cell_pages,
)
"""The pages that grow with the ledger. They draw no pictures, so a process split off may write them."""


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

    with setting_aside():
        await_recent = begin(partial(_find_recent, publication), len(publication.ledger.material.claims))
        contents = {lang: compose_report(publication, lang) for lang in languages}
        return write_pages(replace(make_site(publication, contents, downloads), await_recent=await_recent), folder)


def _find_recent(publication: Publication) -> Recent:
    """What became known, as much of it as a written site tells."""
    with holding_the_collector():
        return find_recent(publication.ledger, publication.ages).cut(MOST_WRITTEN)


def make_site(publication: Publication, contents: Mapping[str, Content], downloads: Sequence[Path] = ()) -> Site:
    """The site of a publication and its composed reports, by language."""
    readings = (str(row["observations"] or "").split() for row in publication.readings)
    cells = [one for group in readings for one in group if one in publication.ledger.material.observations]
    plan = make_plan(publication.ledger, contents, cells, score_places(publication))
    voices = {lang: make_voice(publication, content) for lang, content in contents.items()}
    return Site(publication, voices, plan, tuple(name_downloads(downloads)))


def write_pages(site: Site, folder: Path) -> SiteReport:
    """Write every page, asset and download of a site; of a large one the many pages of each language in a process."""
    with setting_aside():
        site.prepare()
        gather_known(site)
        size = len(site.ledger.material.claims)
        begun = [begin(partial(_write_many, site, lang, folder), size) for lang in site.languages]
        with draw_ahead(list_pictures(site), is_sharp=False):  # in threads, which no process split off may have
            written = [_write(_stream_few(site), folder)]
        _write_rest(site, folder)
        written += [wait() for wait in begun]
    pages, sizes = zip(*written, strict=True)
    return SiteReport(sum(pages), len(site.downloads), sum(sizes))


def _write_rest(site: Site, folder: Path) -> None:
    """Write what is no page: assets, scripts, the list of changes, the files to download."""
    shutil.copytree(script.ASSETS, folder / "asset", ignore=shutil.ignore_patterns(*script.PARTS))
    for lang in site.languages:
        (folder / lang / script.FILE).write_text(script.tell_script(lang, site.publication), encoding="utf-8")
        write_changes(site, lang, folder / lang)
    for name, source in site.downloads:
        target = folder / "download" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def render_site(site: Site) -> Iterator[tuple[str, str]]:
    """Every page as its path from the root and its HTML."""
    yield from ((path, "".join(pieces)) for path, pieces in _stream_few(site))
    for lang in site.languages:
        yield from _render(site, lang, MANY)


def _stream_few(site: Site) -> Iterator[tuple[str, Iterable[str]]]:
    """The pages at the root, and of every language those that are few or have pictures: some are very long."""
    yield "index.html", (_root_page(site, "root.html"),)
    yield "404.html", (_root_page(site, "missing.html"),)
    for lang in site.languages:
        for make in FEW:
            yield from ((f"{lang}/{page.path}", stream_page(site, lang, page)) for page in make(site, lang))


def _render(site: Site, lang: str, makers: Iterable[Maker]) -> Iterator[tuple[str, str]]:
    for make in makers:
        yield from ((f"{lang}/{page.path}", render_page(site, lang, page)) for page in make(site, lang))


def _write_many(site: Site, lang: str, folder: Path) -> tuple[int, int]:
    """Write the many pages of a language and the lists of names and plants that their scripts search."""
    (folder / lang).mkdir(parents=True, exist_ok=True)
    write_names(site, lang, folder / lang)
    write_list(site, lang, folder / lang)
    return _write(((path, (html,)) for path, html in _render(site, lang, MANY)), folder)


def _write(rendered: Iterable[tuple[str, Iterable[str]]], folder: Path) -> tuple[int, int]:
    """Write pages into a folder; how many and how many bytes they are."""
    pages = size = 0
    made: set[str] = set()
    for path, pieces in rendered:
        below = dirname(path)
        if below not in made:
            (folder / below).mkdir(parents=True, exist_ok=True)
            made.add(below)
        with open(f"{folder}/{path}", "wb") as file:  # noqa: PTH123  # a Path for each page takes as long as writing it
            size += sum(file.write(piece.encode()) for piece in pieces)
        pages += 1
    return pages, size


def name_downloads(paths: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Each file to download with its name in the download folder: that of its own folder and its own."""
    for path in paths:
        files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
        yield from ((file.relative_to(path.parent.parent).as_posix(), file) for file in files)


def _root_page(site: Site, template: str) -> str:
    entries = [
        (lang, TAGS[lang], NAMES[lang], site.publication.title(lang), speak(lang)("missing")) for lang in site.languages
    ]
    return templates(site.languages[0]).get_template(template).render(entries=entries)
