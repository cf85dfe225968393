"""The list of pledges, the page of every declaration and of every pledge: its words, who made it, what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gigawatch.model import Document
from gigawatch.outlook import Declaration
from gigawatch.quantity import format_quantity
from gigawatch.report.block import Section
from gigawatch.report.pen import Pen
from gigawatch.report.section.pledge import compose_commitment
from gigawatch.site.page import Page, Site, Voice
from gigawatch.site.pledge.row import Pledge, declaration_path
from gigawatch.site.section import find_section
from gigawatch.site.showing import Showing
from gigawatch.site.word import say_if_known, speak

NAME = "pledges"


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words of a claim in their sentence, as far as they may be shown, with the document that they stand in."""

    claim: str
    lang: str
    before: str
    surface: str
    after: str
    document: Document

    @property
    def retold(self) -> bool:
        """Whether the document tells its publication in other words."""
        return self.document.retold


def pledge_pages(site: Site, lang: str) -> Iterator[Page]:
    """The list of pledges, and where the report tells what became of them, a page for each and for its declaration."""
    voice, say = site.voices[lang], speak(lang)
    section = find_section(voice, NAME)
    pledges = site.pledges if section is not None else ()
    values = {
        "section": section,
        "nothing": say_if_known("pledges.none", lang) or say("section.none"),
        "pledges": pledges,
    }
    yield Page(f"{NAME}.html", "pledges.html", say(f"nav.{NAME}"), values, NAME)
    showing = Showing(site.ledger) if pledges else None
    if showing is None or section is None:
        return
    told: dict[str, tuple[Declaration, list[Pledge]]] = {}
    for pledge in pledges:
        told.setdefault(pledge.declaration.id, (pledge.declaration, []))[1].append(pledge)
        yield _pledge(site, voice, showing, pledge)
    for declaration, own in told.values():
        if declaration.is_titled:
            yield _declaration(site, voice, showing, declaration, own)


def _pledge(site: Site, voice: Voice, showing: Showing, pledge: Pledge) -> Page:
    commitment, lang = pledge.commitment, voice.lang
    title = f"{pledge.theme(lang)} · {pledge.declaration.label(lang)}"
    values = {
        "pledge": pledge,
        "fellows": [one for one in site.pledges if one.declaration is pledge.declaration and one is not pledge],
        "target": format_quantity(commitment.target.quantity, lang) if commitment.target is not None else "",
        "words": quote(site, showing, commitment.claim),
        "standing": compose_commitment(Pen(site.publication, lang), pledge.declaration, commitment),
        **_about(site, pledge.declaration),
    }
    return Page(pledge.path, "pledge.html", title, values, NAME)


def _declaration(site: Site, voice: Voice, showing: Showing, declaration: Declaration, own: list[Pledge]) -> Page:
    values = {
        "pledges": [(one, quote(site, showing, one.commitment.claim)) for one in own],
        "section": _find_standing(voice, declaration),
        **_about(site, declaration),
    }
    return Page(declaration_path(declaration), "declaration.html", declaration.label(voice.lang), values, NAME)


def _find_standing(voice: Voice, declaration: Declaration) -> Section | None:
    """The report's section on a declaration, under the title of what became of it."""
    section, name = find_section(voice, NAME), declaration.label(voice.lang)
    found = (one for one in (section.sections if section is not None else ()) if one.title == name)
    return next((replace(one, title=voice.pen.word("pledge.standing")) for one in found), None)


def _about(site: Site, declaration: Declaration) -> dict[str, object]:
    """What both kinds of pages say of a declaration: who signed it, and the documents that tell it, the first first."""
    claims = site.ledger.material.claims
    lead = [declaration.claim, *(one.claim for one in declaration.commitments), *declaration.also]
    first: dict[str, str] = {}
    for claim in lead:
        first.setdefault(claims[claim].document, claim)
    documents = site.ledger.material.documents
    return {
        "declaration": declaration,
        "told_by": [(documents[document], claim) for document, claim in first.items()],
    }


def quote(site: Site, showing: Showing, claim: str) -> Quoted:
    """The words of a claim in their sentence, cut to what their document's licence permits."""
    found = site.ledger.material.claims[claim]
    shown = showing.words(found)
    before, surface, after = shown["sentence"].partition(shown["surface"])
    document = site.ledger.material.documents[found.document]
    return Quoted(claim, found.lang, *((before, surface, after) if surface else ("", shown["surface"], "")), document)
