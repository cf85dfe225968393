"""What changed since the last kept edition of the ledger: values and statuses of the thing that the report is about."""

from __future__ import annotations

from gigawatch.ledger import Change, Difference, Move
from gigawatch.model import Fact
from gigawatch.report.block import Block, Bullets, Paragraph, Ref, Runs, Section, Value
from gigawatch.report.figure import find_figures
from gigawatch.report.figures import evidence_refs
from gigawatch.report.listed import list_ref
from gigawatch.report.pen import Pen, fact_quantity, fact_ref
from gigawatch.report.wording import title_of_fact

MOST_CHANGES = 25


def compose_changed(pen: Pen) -> Section | None:
    """Statuses first, then values; None where no edition is kept, one sentence where nothing differs."""
    difference = pen.publication.changes
    if difference is None:
        return None
    title, since = pen.word("changed.title"), tell_edition(pen, difference)
    items = tell_changes(pen, difference)
    if not items:
        return Section("changed", title, (Paragraph(tell_nothing(pen, since)),))
    blocks: list[Block] = [pen.paragraph("changed.lead", edition=since), Bullets(tuple(items[:MOST_CHANGES]))]
    if len(items) > MOST_CHANGES:
        blocks.append(pen.note("changed.more"))
    return Section("changed", title, tuple(blocks))


def tell_edition(pen: Pen, difference: Difference) -> str:
    """The edition that is compared with, by its day."""
    day = difference.before.held_on
    return pen.period(day.isoformat()) if day else pen.word("changed.undated")


def tell_nothing(pen: Pen, edition: str) -> Runs:
    """That nothing of the thing of the report has changed since an edition."""
    return pen.say("changed.nothing", name=pen.name(pen.publication.region, list_ref()), edition=edition)


def tell_changes(pen: Pen, difference: Difference) -> list[Runs]:
    """Every change of the thing of the report and of what it holds, in words."""
    inside = pen.ledger.within(pen.publication.region)
    moves = [_move(pen, one) for one in difference.things if one.thing in inside]
    facts = [_fact(pen, difference, one) for one in difference.facts if _subject(one) in inside]
    return list({"".join(run.text for run in one): one for one in (*moves, *facts) if one}.values())


def _subject(change: Change) -> str:
    fact = change.after or change.before
    return fact.subject if fact is not None else ""


def _move(pen: Pen, move: Move) -> Runs:
    known = move.after or move.before
    if known is None:
        return ()
    if not pen.ledger.material.knows(known.claim):
        return pen.say("changed.gone", name=_plain(known.name(pen.lang)), what=pen.word("changed.status"))
    ref = evidence_refs(pen, [known.claim])[0]
    after = move.after
    return pen.say(
        f"changed.move_{_kind(move)}",
        name=pen.words(known.name(pen.lang), ref),
        before=pen.status(move.before.status) if move.before else None,
        after=Value(pen.status(after.status), ref) if after else None,
        when=pen.when(after.since) if after else None,
        cause=move.cause.tell(pen.lang),
    )


def _plain(name: str) -> str | None:
    """A name that needs no source; None for one with digits, where the source is gone."""
    return None if find_figures(name) else name


def _kind(move: Move) -> str:
    """How a status moved; one that is the same and has only aged, or has news again, is told as that."""
    if move.before is None or move.after is None or move.before.status != move.after.status:
        return str(move.kind)
    return "aged" if move.after.is_stale else "renewed"


def _fact(pen: Pen, difference: Difference, change: Change) -> Runs:
    """A value that came, became another or fell away; without its figure where its statement is kept no more."""
    fact = change.after or change.before
    assert fact is not None
    ref = fact_ref(fact) if fact.id in pen.ledger.facts else _statement(pen, difference, change.fact)
    if ref is None:
        name = _plain(pen.ledger.label(fact.subject, pen.lang))
        return pen.say("changed.gone", name=name, what=pen.measure(fact.measure))
    before = change.earlier or change.before
    return pen.say(
        f"changed.fact_{change.kind}",
        title=pen.words(title_of_fact(pen, fact), ref),
        before=_before(pen, difference, before) if before is not None else None,
        after=pen.fact(change.after) if change.after is not None else None,
        cause=change.cause.tell(pen.lang),
    )


def _before(pen: Pen, difference: Difference, fact: Fact) -> Value | None:
    ref = _statement(pen, difference, fact.id)
    return pen.value(fact_quantity(fact), ref) if ref is not None else None


def _statement(pen: Pen, difference: Difference, fact: str) -> Ref | None:
    """The statement that a value rested on then, where it is still kept."""
    stated = difference.before.facts.get(fact)
    if stated is None or not pen.ledger.material.knows(stated.claim):
        return None
    return evidence_refs(pen, [stated.claim])[0]
