"""Sections of the composed report as parts of pages: the site says nothing twice."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import replace

from gigawatch.report.bibliography import Bibliography
from gigawatch.report.block import Chart, Content, KeyFigures, Ref, Section, section_refs
from gigawatch.report.html import Linker, are_listed, render_block, render_section, sources_of
from gigawatch.site.page import Page, Site, Voice
from gigawatch.site.path import Go
from gigawatch.site.word import say_if_known, speak

REPORT = "report.html"
MOST_LISTED = 2000  # sources that one page may list
SECTIONS = {
    "chain": "chain",
    "outlook": "outlook",
    "conferences": "series",
    "shift": "shift",
    "carbon": "carbon",
    "technology": "technology",
}
PAGES = {"index": "development-index.html"}
"""Sections of which a page of the site tells more than the report does."""
IDS = re.compile(r"(<svg\b.*?</svg>)", re.DOTALL)
OWN_ID = re.compile(r'(\bid="|url\(#)([^")]+)')
EVIDENCE = re.compile(r'href="#ev-([^"]+)"')
SOURCE = re.compile(r'href="#(src-\d+)"')


def find_section(voice: Voice, *identities: str) -> Section | None:
    """The report's section of the first id that it has, at any depth; None when it has none of them."""
    by_id = {section.id: section for section in voice.content.walk()}
    return next((by_id[identity] for identity in identities if identity in by_id), None)


def key_figures(voice: Voice) -> KeyFigures | None:
    """The report's first row of key figures."""
    return next((block for block in voice.content.blocks() if isinstance(block, KeyFigures)), None)


def place_section(voice: Voice, identity: str) -> str:
    """Where a section of the report is read, without the language: the page that has it as its content, else the
    report; empty for a section that the report does not have.
    """
    found = find_section(voice, identity)
    if found is None:
        return ""
    if identity in PAGES:
        return PAGES[identity]
    names = (name for name, one in SECTIONS.items() if _holds(find_section(voice, one), found))
    return f"{next(names, 'report')}.html#{identity}"


def _holds(whole: Section | None, part: Section) -> bool:
    return whole is not None and (whole is part or any(_holds(one, part) for one in whole.sections))


def section_pages(site: Site, lang: str) -> Iterator[Page]:
    """The pages of single sections of the report, and the report as a whole."""
    voice, say = site.voices[lang], speak(lang)
    for name, section in SECTIONS.items():
        values = {
            "section": find_section(voice, section),
            "nothing": say_if_known(f"{name}.none", lang) or say("section.none"),
        }
        yield Page(f"{name}.html", "section.html", say(f"nav.{name}"), values, name)
    content = shorten_sources(voice)
    told = {"content": content, "is_short": content is not voice.content}
    yield Page(REPORT, "report.html", content.title, told, "report")


def shorten_sources(voice: Voice) -> Content:
    """The report as it is; of one with very many sources those alone that a picture cites by number: its figures lead
    to their evidence themselves, and all documents have pages of their own.
    """
    if len(voice.shelf.sources) <= MOST_LISTED:
        return voice.content
    charts = (block for block in voice.content.blocks() if isinstance(block, Chart))
    found = (sources_of(chart, voice.shelf.cite) for chart in charts)
    cited = frozenset(number for numbers in found if are_listed(numbers) for number in numbers)
    return replace(voice.content, sections=tuple(_keep(section, cited) for section in voice.content.sections))


def _keep(section: Section, cited: Container[int]) -> Section:
    """A section whose list of sources keeps those that are cited."""
    blocks = tuple(_keep_in(block, cited) if isinstance(block, Bibliography) else block for block in section.blocks)
    return replace(section, blocks=blocks)


def _keep_in(listed: Bibliography, cited: Container[int]) -> Bibliography:
    return Bibliography(tuple(source for source in listed.sources if source.number in cited))


def write_part(
    site: Site, voice: Voice, part: Section | KeyFigures, go: Go, level: int, *, is_reports: bool = True
) -> str:
    """A section, its heading of a level, or a block as HTML.

    Its figures lead to the site's pages, the numbers of its sources to the list in the report; a part that is not the
    report's has no numbers.
    """
    cite = voice.shelf.cite if is_reports else _cite_nothing
    linker = Linker(
        voice.lang,
        lambda ref: go(site.plan.address(ref, voice.lang)),
        cite,
        section=lambda one: go(f"{voice.lang}/{place}") if (place := place_section(voice, one)) else "",
    )
    if isinstance(part, KeyFigures):
        return render_block(part, linker)
    html = _separate_ids(render_section(part, linker, level))
    refs = {ref.id: ref for ref in section_refs(part)}
    html = EVIDENCE.sub(lambda found: f'href="{linker.href(_ref(refs, voice, found.group(1)))}"', html)
    return SOURCE.sub(lambda found: f'href="{go(f"{voice.lang}/{REPORT}#{found.group(1)}")}"', html)


def _cite_nothing(_: Ref) -> tuple[int, ...]:
    return ()


def _ref(refs: dict[str, Ref], voice: Voice, identity: str) -> Ref:
    found = refs.get(identity) or next((ref for ref in voice.content.refs() if ref.id == identity), None)
    return found or voice.library.statement(identity)


def _separate_ids(html: str) -> str:
    """Ids inside each picture made different from those of the other pictures on the page."""
    pieces = IDS.split(html)
    return "".join(
        OWN_ID.sub(rf"\g<1>p{number}-\g<2>", piece) if number % 2 else piece for number, piece in enumerate(pieces)
    )
