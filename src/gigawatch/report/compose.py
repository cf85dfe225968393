"""The report as content: every section in order, with the computations that its figures refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from gigawatch.model import InputError
from gigawatch.report.block import Content, Paragraph, Section, section_refs
from gigawatch.report.own.evidence import Tell
from gigawatch.report.own.place import leave_out, place_texts
from gigawatch.report.pen import Pen
from gigawatch.report.publication import LANGUAGES, Publication
from gigawatch.report.scope import Subject
from gigawatch.report.section.brief import compose_brief
from gigawatch.report.section.carbon import compose_carbon
from gigawatch.report.section.chain import compose_chain
from gigawatch.report.section.changed import compose_changed
from gigawatch.report.section.company.cell import compose_cells
from gigawatch.report.section.company.identity import compose_identity
from gigawatch.report.section.company.told import compose_agreements, compose_pledged, compose_said
from gigawatch.report.section.company.year import compose_years
from gigawatch.report.section.conference import compose_conference, is_held_here
from gigawatch.report.section.correction import compose_corrections
from gigawatch.report.section.index import compose_index
from gigawatch.report.section.key import compose_key
from gigawatch.report.section.market import compose_market
from gigawatch.report.section.method import compose_method
from gigawatch.report.section.outlook import compose_outlook
from gigawatch.report.section.project import compose_projects
from gigawatch.report.section.quality import compose_quality
from gigawatch.report.section.shift import compose_shift
from gigawatch.report.section.source import compose_sources
from gigawatch.report.section.standing import compose_standing
from gigawatch.report.section.technology import compose_technology

Compose = Callable[[Pen], Section | None]
SETTING = "gigawatch.toml, report.leave_out"


def _conference(pen: Pen) -> Section | None:
    return compose_conference(pen) if is_held_here(pen) else None


SECTIONS: Mapping[Subject, tuple[Compose, ...]] = {
    Subject.WORKSPACE: (
        compose_key,
        compose_market,
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
    ),
    Subject.REGION: (
        compose_key,
        compose_changed,
        _conference,
        compose_projects,
        compose_standing,
        compose_chain,
        compose_outlook,
        compose_carbon,
        compose_quality,
        compose_method,
    ),
    Subject.COMPANY: (
        compose_key,
        compose_identity,
        compose_changed,
        compose_projects,
        compose_years,
        compose_standing,
        compose_agreements,
        compose_cells,
        compose_said,
        compose_pledged,
        compose_quality,
        compose_method,
    ),
}
ALWAYS = ("key", "identity", "changed", "method")

TO_COME = Section("sources", "", ())
"""Where the sources will stand: they are known when all else is written."""


def be_silent(_: str) -> None:
    """Tell nobody."""


def compose_report(publication: Publication, lang: str, tell: Tell = be_silent) -> Content:
    """The report of a publication in one language (`en`, `zh`): in full or, by its scope, the brief of one page.

    `tell` is given what the author of a text in it should look at. What was composed of a publication is kept with it.
    """
    if lang not in LANGUAGES:
        raise InputError(f"no report can be written in {lang!r}", hint=f"languages: {', '.join(LANGUAGES)}")
    if lang not in publication.drafts:
        told: list[str] = []
        content = _compose(publication, lang, told.append)
        publication.drafts[lang] = content, tuple(told)
    content, notices = publication.drafts[lang]
    for text in notices:
        tell(text)
    return content


def _compose(publication: Publication, lang: str, tell: Tell) -> Content:
    pen, scope = Pen(publication, lang), publication.scope
    told = compose_brief(pen) if scope.is_brief else tuple(_sections(pen))
    placed = _dress(pen, told, tell)
    sources = compose_sources(pen, [ref for section in placed for ref in section_refs(section)])
    at = _place(placed)
    placed[at] = replace(sources, sections=placed[at].sections)
    title, subtitle = _titles(pen)
    return Content(
        lang=lang,
        title=title,
        subtitle=subtitle,
        edition=publication.edition,
        dated=publication.dated,
        sections=tuple(placed),
        computations=pen.computations,
        is_brief=scope.is_brief,
    )


def _dress(pen: Pen, sections: Sequence[Section], tell: Tell) -> list[Section]:
    """The sections as the house wants them, with own texts, what was corrected and a place for the sources."""
    house = pen.publication.house
    placed = place_texts(pen, [*sections, TO_COME], pen.publication.texts, tell)
    placed = leave_out(placed, house.leave_out, SETTING)
    if (corrections := compose_corrections(pen, placed)) is not None:
        placed.insert(_place(placed), corrections)
    return placed


def _place(sections: Sequence[Section]) -> int:
    """Where the sources will stand."""
    return next(number for number, section in enumerate(sections) if section.id == TO_COME.id)


def _titles(pen: Pen) -> tuple[str, str]:
    """Title and subtitle: those of the house's cover, else of the scope."""
    cover = pen.publication.house.cover
    title, subtitle = _titles_of_scope(pen)
    return cover.title.get(pen.lang) or title, cover.subtitle.get(pen.lang) or subtitle


def _titles_of_scope(pen: Pen) -> tuple[str, str]:
    publication = pen.publication
    name = publication.title(pen.lang)
    if publication.scope.is_brief:
        return pen.word("brief.title", name=name), pen.word("brief.subtitle")
    is_region = publication.scope.subject is Subject.REGION
    region = publication.ledger.label(publication.region, pen.lang)
    key = "key.title_report_region" if is_region else "key.title_report"
    return pen.word(key, name=name), pen.word("key.subtitle", region=region)


def _sections(pen: Pen) -> Iterator[Section]:
    """The sections of the scope; in a report on another place or a company those without a figure are only named."""
    subject = pen.publication.scope.subject
    found = [one for compose in SECTIONS[subject] if (one := compose(pen)) is not None]
    if subject is Subject.WORKSPACE:
        yield from found
        return
    silent = [one for one in found if one.id not in ALWAYS and not any(section_refs(one))]
    for one in found:
        if one in silent:
            continue
        yield _with(one, _left_out(pen, silent)) if one.id == "method" and silent else one


def _left_out(pen: Pen, silent: list[Section]) -> Paragraph:
    name = pen.publication.title(pen.lang)
    mark = ", " if pen.lang == "en" else ""
    titles = mark.join(f"“{one.title}”" for one in silent)
    return pen.paragraph("key.left_out", name=name, sections=titles)


def _with(section: Section, block: Paragraph) -> Section:
    return Section(section.id, section.title, (block, *section.blocks), section.sections)
