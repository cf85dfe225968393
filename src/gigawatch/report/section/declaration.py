"""The declaration of a conference with its pledges, and what was said there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gigawatch.model import NarrativeClaim
from gigawatch.outlook import theme_of
from gigawatch.report.block import Block, Paragraph, Ref, RefKind, Run, Runs, Section, Table
from gigawatch.report.edition import Edition
from gigawatch.report.names import capitalise, tell_office, tell_organisation
from gigawatch.report.pen import Pen
from gigawatch.report.sentence import as_runs, has_sentence
from gigawatch.report.spelled import spell_small
from gigawatch.report.told import (
    link_words,
    prefer,
    published_on,
    tell_clause,
    tell_organisations,
    tell_speaker,
    text_of,
    texts_of,
)

MOST_STATEMENTS = 8


def compose_declaration(pen: Pen, edition: Edition) -> Section | None:
    """The declaration, who signed it and what they pledged; None where none is told."""
    pledges = _declared(pen, edition.pledges)
    declared = next(iter(prefer(pen, edition.declarations)), None)
    if not pledges and declared is None:
        return None
    anchor = declared or pledges[0]
    ref = Ref(RefKind.CLAIM, anchor.id)
    signatories = list(dict.fromkeys(s for claim in pledges for s in texts_of(claim, "signatories")))
    signatories = signatories or (texts_of(declared, "organisations") if declared else [])
    name = text_of(anchor, "name") or text_of(anchor, "declaration")
    told = [
        pen.say(
            "conference.declared",
            name=link_words(pen.words(name), anchor) if name else None,
            signatories=tell_organisations(pen, signatories, ref),
        ),
        *_count_pledges(pen, edition, pledges),
    ]
    blocks: list[Block] = [Paragraph(pen.separated(told, " " if pen.lang == "en" else ""))]
    if pledges:
        blocks.append(_pledge_table(pen, pledges))
    return Section("declaration", pen.word("conference.declaration"), tuple(blocks))


def _declared(pen: Pen, pledges: Sequence[NarrativeClaim]) -> list[NarrativeClaim]:
    """The pledges of one telling of the declaration: the fullest, in the report's language where both are as full."""
    by_document: dict[str, list[NarrativeClaim]] = {}
    for claim in pledges:
        by_document.setdefault(claim.document, []).append(claim)
    fullest = max(by_document.values(), key=lambda group: (len(group), group[0].lang == pen.lang), default=[])
    return sorted(fullest, key=lambda claim: (int(str(claim.data.get("number") or 0)), claim.start))


def _count_pledges(pen: Pen, edition: Edition, pledges: Sequence[NarrativeClaim]) -> Iterator[Runs]:
    """How many pledges the declaration holds; nothing where none is told."""
    refs = [Ref(RefKind.CLAIM, claim.id) for claim in pledges]
    if refs:
        counted = pen.count("conference.count_pledges", refs, name=pen.ledger.label(edition.event.id, pen.lang))
        yield pen.say("conference.pledged", count=spell_small(counted, pen.lang), n=len(refs))


def _pledge_table(pen: Pen, pledges: Sequence[NarrativeClaim]) -> Table:
    rows = tuple(
        (as_runs(_theme(pen, claim)), (pen.claim(claim.id, text_of(claim, "commitment") or claim.surface),))
        for claim in pledges
    )
    ids = [claim.id for claim in pledges]
    head = (
        pen.word("conference.head_theme"),
        pen.word(pen.wording("conference.head_pledge", *ids), tongue=pen.tongue(*ids)),
    )
    publisher = pen.words(pen.publisher(ids[0]), Ref(RefKind.CLAIM, ids[0]))
    note = pen.say("conference.pledges_note", publisher=publisher) if pen.is_retold(ids) else ()
    return Table(pen.word("conference.pledges_caption"), head, rows, (), note)


def _theme(pen: Pen, claim: NarrativeClaim) -> str:
    return capitalise(theme_of(text_of(claim, "theme")).label(pen.lang))


def compose_statements(pen: Pen, edition: Edition) -> Section | None:
    """What was said at the conference, forecasts first; None where nothing is told."""
    claims = sorted(edition.statements, key=lambda c: (c.data.get("modality") != "forecast", c.lang != pen.lang))
    if not claims:
        return None
    shown = claims[:MOST_STATEMENTS]
    own = [claim for claim in shown if claim.lang == pen.lang]
    other = [claim for claim in shown if claim.lang != pen.lang]
    blocks: list[Block] = []
    if own:
        gap = " " if pen.lang == "en" else ""
        told = [tell_said(pen, claim, also=_is_same(pen, own, number)) for number, claim in enumerate(own)]
        blocks.append(Paragraph(pen.separated(told, gap)))
    if other:
        blocks += [*_foreign(pen, other)]
    return Section("statements", pen.word("conference.statements"), tuple(blocks))


def _is_same(pen: Pen, claims: Sequence[NarrativeClaim], number: int) -> bool:
    """True for a statement of the speaker, day and kind of the one before it."""
    one, before = (
        (text_of(claim, "speaker"), text_of(claim, "date") or published_on(pen, claim), text_of(claim, "modality"))
        for claim in (claims[number], claims[number - 1])
    )
    return number > 0 and bool(one[0]) and one == before


def _foreign(pen: Pen, claims: Sequence[NarrativeClaim]) -> Iterator[Block]:
    """What was said in the other language: who spoke of what kind of thing in a sentence, the words in a table."""
    speakers = {run.text: run for claim in claims if (run := _speaker(pen, claim)).text}
    if speakers:
        yield pen.paragraph("conference.statements_by", speakers=pen.series(list(speakers.values())))
    heads = tuple(pen.word(f"conference.head_{head}") for head in ("said_by", "said_on", "modality", "said"))
    rows = tuple(_said_row(pen, claim) for claim in claims)
    caption = pen.word("conference.statements_caption", tongue=pen.tongue(*[claim.id for claim in claims]))
    yield Table(caption, heads, rows)


def _speaker(pen: Pen, claim: NarrativeClaim) -> Run:
    return tell_organisation(pen, text_of(claim, "speaker"), Ref(RefKind.CLAIM, claim.id))


def _said_row(pen: Pen, claim: NarrativeClaim) -> tuple[Runs, ...]:
    words = text_of(claim, "content") or claim.surface
    return (
        as_runs(_speaker(pen, claim)),
        pen.dated(text_of(claim, "date") or published_on(pen, claim)),
        as_runs(pen.term("conference.modality", text_of(claim, "modality") or "assertion")),
        pen.say(pen.wording("conference.words", claim.id), words=pen.claim(claim.id, words)),
    )


def tell_said(pen: Pen, claim: NarrativeClaim, *, also: bool = False) -> Runs:
    """Who said what and when, in the words of the source where those may be quoted; `also`: who has just been named."""
    ref = Ref(RefKind.CLAIM, claim.id)
    office, organisation = text_of(claim, "role"), text_of(claim, "organisation")
    role = office if organisation in office else _office(pen, office, organisation)
    horizon, speaker = text_of(claim, "horizon"), text_of(claim, "speaker")
    modality = text_of(claim, "modality") or "assertion"
    verb = f"conference.verb_{modality}"
    return pen.say(
        pen.wording("conference.said", claim.id),
        tongue=pen.tongue(claim.id),
        verb=pen.word(verb if has_sentence(verb) else "conference.verb_assertion"),
        speaker=tell_organisation(pen, speaker, ref)
        if also
        else tell_speaker(
            pen, tell_organisation(pen, speaker, ref), tell_office(pen, role, ref) if role != speaker else None
        ),
        also=pen.word("conference.also") if also else None,
        when=None if also else pen.when(text_of(claim, "date") or published_on(pen, claim)),
        content=tell_clause(pen, claim.id, text_of(claim, "content") or claim.surface),
        horizon=pen.claim(claim.id, pen.period(horizon)) if horizon else None,
    )


def _office(pen: Pen, office: str, organisation: str) -> str:
    """An office with whose it is, in the order of the language: chairman, CATL; 宁德时代董事长."""
    if not office:
        return organisation
    is_chinese = pen.lang == "zh" and not office.isascii() and not organisation.isascii()
    return f"{organisation}{office}" if is_chinese else f"{office}, {organisation}"
