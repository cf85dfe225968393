"""The report as content: every section in order, with the computations that its figures refer to."""

from __future__ import annotations

from dataclasses import replace

from gigawatch.model import InputError
from gigawatch.report.block import Content, Section, section_refs
from gigawatch.report.own.evidence import Tell
from gigawatch.report.own.place import leave_out, place_texts
from gigawatch.report.pen import Pen
from gigawatch.report.publication import LANGUAGES, Publication
from gigawatch.report.section.carbon import compose_carbon
from gigawatch.report.section.chain import compose_chain
from gigawatch.report.section.conference import compose_conference
from gigawatch.report.section.correction import compose_corrections
from gigawatch.report.section.index import compose_index
from gigawatch.report.section.key import compose_key
from gigawatch.report.section.method import compose_method
from gigawatch.report.section.outlook import compose_outlook
from gigawatch.report.section.project import compose_projects
from gigawatch.report.section.quality import compose_quality
from gigawatch.report.section.shift import compose_shift
from gigawatch.report.section.source import compose_sources
from gigawatch.report.section.technology import compose_technology

SETTING = "gigawatch.toml, report.leave_out"
SECTIONS = (
    compose_key,
    compose_conference,
    compose_projects,
    compose_index,
    compose_chain,
    compose_outlook,
    compose_shift,
    compose_carbon,
    compose_technology,
    compose_quality,
    compose_method,
)

TO_COME = Section("sources", "", ())
"""Where the sources will stand: they are known when all else is written."""


def be_silent(_: str) -> None:
    """Tell nobody."""


def compose_report(publication: Publication, lang: str, tell: Tell = be_silent) -> Content:
    """The industry development report of a publication in one language (`en`, `zh`).

    `tell` is given what the author of a text in it should look at.
    """
    if lang not in LANGUAGES:
        raise InputError(f"no report can be written in {lang!r}", hint=f"languages: {', '.join(LANGUAGES)}")
    pen = Pen(publication, lang)
    house = publication.house
    told = place_texts(pen, [*(compose(pen) for compose in SECTIONS), TO_COME], publication.texts, tell)
    told = leave_out(told, house.leave_out, SETTING)
    at = next(number for number, section in enumerate(told) if section.id == TO_COME.id)
    if (corrections := compose_corrections(pen, told)) is not None:
        told.insert(at, corrections)
        at += 1
    sources = compose_sources(pen, [ref for section in told for ref in section_refs(section)])
    told[at] = replace(sources, sections=told[at].sections)
    region = publication.ledger.label(publication.region, lang)
    return Content(
        lang=lang,
        title=house.cover.title.get(lang) or pen.word("key.title_report", name=publication.title(lang)),
        subtitle=house.cover.subtitle.get(lang) or pen.word("key.subtitle", region=region),
        edition=publication.edition,
        dated=publication.dated,
        sections=tuple(told),
        computations=pen.computations,
    )
