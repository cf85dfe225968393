"""The conference: what was held, with whom, what was signed and released; then declaration, superlatives and series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gigawatch.model import NarrativeClaim
from gigawatch.outlook import Edition as Chosen
from gigawatch.report.block import Block, Paragraph, Ref, RefKind, Run, Runs, Section, Table
from gigawatch.report.edition import Edition, find_editions, main_edition
from gigawatch.report.figures import contradicting, restatement, term_value
from gigawatch.report.names import is_group, tell_organisation, tell_place, tell_term_words
from gigawatch.report.pen import Pen
from gigawatch.report.scope import Subject
from gigawatch.report.section.declaration import compose_declaration, compose_statements
from gigawatch.report.section.series import compose_series
from gigawatch.report.section.superlative import compose_superlatives
from gigawatch.report.sentence import as_runs
from gigawatch.report.told import link_words, prefer, tell_organisations, text_of, texts_of
from gigawatch.vocab import places

ROLES = (
    "cell_and_material_makers", "vehicle_makers", "officials", "scientists", "executives", "industry_bodies", "others",
)  # fmt: skip


def is_held_here(pen: Pen) -> bool:
    """True where the conference that the documents tell most about belongs into the report: in the workspace's always,
    in that of a region where a source places it there.
    """
    scope = pen.publication.scope
    if scope.subject is Subject.WORKSPACE or scope.is_company:
        return not scope.is_company
    edition = main_edition(find_editions(pen.ledger))
    told = [text_of(claim, "place") for claim in edition.conferences] if edition else []
    found = [places().find(name) for name in told if name]
    inside = pen.ledger.within(pen.publication.region)
    return any(place is not None and place.id in inside for place in found)


def compose_conference(pen: Pen) -> Section:
    """The edition that the documents tell most about, then the series of editions."""
    editions = find_editions(pen.ledger)
    edition = main_edition(editions)
    title = pen.word("conference.title")
    if edition is None:
        return Section("conference", title, tuple(_signed_alone(pen)) or (pen.paragraph("common.nothing"),))
    blocks = [*_held(pen, edition), *_signed(pen, _chosen(pen, edition)), *_released(pen, edition)]
    inner = (
        _participants(pen, edition),
        compose_declaration(pen, edition),
        compose_statements(pen, edition),
        compose_superlatives(pen),
        compose_series(pen),
    )
    return Section("conference", title, tuple(blocks), tuple(one for one in inner if one is not None))


def _held(pen: Pen, edition: Edition) -> list[Block]:
    if not edition.conferences:
        return []
    claim = max(edition.conferences, key=lambda c: (len(c.data), c.lang == pen.lang, c.confidence))
    ref = Ref(RefKind.CLAIM, claim.id)
    place = claim.data.get("place")
    runs = pen.say(
        "conference.held",
        name=pen.name(edition.event.id, ref),
        place=tell_place(pen, str(place), ref) if place else None,
        when=pen.claim(claim.id, pen.when(text_of(claim, "date"))) if claim.data.get("date") else None,
        sponsors=tell_organisations(pen, texts_of(claim, "sponsors"), ref),
    )
    return [Paragraph(runs, "lead")]


def _signed_alone(pen: Pen) -> Iterator[Block]:
    """What was signed at the newest event of which sources tell no more than that."""
    events = pen.publication.outlook.events if pen.publication.outlook else ()
    told = [one for one in events if one.projects or one.investment]
    if told:
        term = told[-1].projects or told[-1].investment
        ref = term_value(pen, term).ref if term else None
        yield pen.paragraph("conference.signed_at", name=pen.name(told[-1].event, ref))
        yield from _signed(pen, told[-1])


def _signed(pen: Pen, chosen: Chosen | None) -> list[Block]:
    if chosen is None or not (chosen.projects or chosen.investment):
        return []
    investment = term_value(pen, chosen.investment) if chosen.investment else None
    doubt = _doubt(pen, chosen)
    if chosen.projects is None:
        return [pen.paragraph("conference.signed_money", investment=investment), *(Paragraph(one) for one in doubt)]
    projects, n = term_value(pen, chosen.projects), int(chosen.projects.quantity.value)
    converted = restatement(pen, chosen.investment) if chosen.investment else None
    told = pen.say("conference.signed", projects=projects, n=n, investment=investment, converted=converted)
    parts = [told, *doubt, pen.say("conference.signed_note")]
    return [Paragraph(pen.separated(parts, " " if pen.lang == "en" else ""))]


def _doubt(pen: Pen, chosen: Chosen) -> list[Runs]:
    """What other sources state instead, project counts before money."""
    others = [*contradicting(pen, chosen, "projects"), *contradicting(pen, chosen, "investment")]
    return [pen.say("conference.signed_doubt", others=pen.series(others), n=len(others))] if others else []


def _chosen(pen: Pen, edition: Edition) -> Chosen | None:
    events = pen.publication.outlook.events if pen.publication.outlook else ()
    return next((one for one in events if one.event == edition.event.id), None)


def _released(pen: Pen, edition: Edition) -> list[Block]:
    works = {
        tell_term_words(pen, work).casefold(): pen.claim(claim.id, tell_term_words(pen, work))
        for claim in prefer(pen, edition.releases)
        for work in texts_of(claim, "released")
    }
    named = [pen.say("conference.released_work", work=work) for work in works.values()]
    return [pen.paragraph("conference.released", works=pen.series(named), n=len(works))] if works else []


def _participants(pen: Pen, edition: Edition) -> Section | None:
    """Who is named, by role; groups of which nobody is named in a sentence below."""
    named: dict[str, dict[str, Run]] = {}
    groups: dict[str, Run] = {}
    for claim, role, name in _told_participants(pen, edition):
        run = link_words(tell_organisation(pen, name), claim)
        (groups if is_group(name) else named.setdefault(role, {})).setdefault(run.text, run)
    title = pen.word("conference.participants")
    unnamed = pen.say("conference.groups", groups=pen.series(list(groups.values()))) if groups else ()
    if not named:
        return Section("participants", title, (Paragraph(unnamed),)) if unnamed else None
    ordered = [role for role in ROLES if role in named] + sorted(named.keys() - set(ROLES))
    rows = tuple(
        (as_runs(pen.term("conference.role", role)), pen.series(list(named[role].values()))) for role in ordered
    )
    head = (pen.word("conference.head_role"), pen.word("conference.head_names"))
    table = Table(pen.word("conference.participants_caption"), head, rows, (), unnamed)
    return Section("participants", title, (table,))


def _told_participants(pen: Pen, edition: Edition) -> Iterator[tuple[NarrativeClaim, str, str]]:
    """Each participant that a source tells of, with its role; those of the report's language first."""
    for claim in prefer(pen, edition.conferences):
        roles = claim.data.get("participants")
        for role, names in roles.items() if isinstance(roles, Mapping) else ():
            yield from ((claim, str(role), str(name)) for name in names)
