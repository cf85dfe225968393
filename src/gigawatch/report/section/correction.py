"""What a corrected edition says of the editions before it: which they are, and every figure that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gigawatch.report.block import Block, Bullets, Ref, Run, Runs, Section, Styled, Table, Text, Value
from gigawatch.report.figure import find_figures
from gigawatch.report.pen import Pen
from gigawatch.report.record.change import Change, compare_documents, compare_figures, former_of
from gigawatch.report.record.printed import printed_figures

MOST_ROWS = 60
MOST_TITLES = 12
SHORT_HASH = 16


def compose_corrections(pen: Pen, sections: Sequence[Section]) -> Section | None:
    """The section on former editions; None for a first edition."""
    if not pen.publication.former:
        return None
    blocks = [pen.lead("correction.lead"), _editions(pen), *_changes(pen, sections)]
    return Section("corrections", pen.word("correction.title"), tuple(blocks))


def _editions(pen: Pen) -> Table:
    heads = tuple(pen.word(f"correction.head_{name}") for name in ("edition", "dated", "kept", "hash"))
    rows = tuple(
        (
            (Styled(one.id, ("code",)),),
            (Text(pen.period(one.dated)),) if one.dated else (),
            (Text(pen.period(one.kept)),),
            (Styled(one.digest[:SHORT_HASH], ("code",)),),
        )
        for one in reversed(pen.publication.former)
    )
    return Table(pen.word("correction.editions"), heads, rows)


def _changes(pen: Pen, sections: Sequence[Section]) -> Iterator[Block]:
    last = former_of(pen.publication.former, pen.lang)
    if last is None:
        yield pen.paragraph("correction.other_language")
        return
    now = printed_figures(pen, sections)
    changes = compare_figures(last.figures[pen.lang], {key: printed for key, (printed, _) in now.items()})
    refs = {key: ref for key, (_, ref) in now.items()}
    told = [change for change in changes if change.before is not None]
    yield from _documents(pen, last.documents)
    if not told:
        yield pen.paragraph("correction.same")
    else:
        heads = tuple(pen.word(f"correction.head_{name}") for name in ("figure", "before", "now"))
        rows = tuple(_row(pen, change, refs) for change in told[:MOST_ROWS])
        more = pen.say("correction.more") if len(told) > MOST_ROWS else ()
        yield Table(pen.word("correction.changes"), heads, rows, (), more)
    new = [refs[change.key] for change in changes if change.before is None]
    if new:
        yield pen.paragraph("correction.new", count=pen.count("correction.count_new", new), n=len(new))


def _documents(pen: Pen, before: Mapping[str, str]) -> Iterator[Block]:
    now = {one.id: one.title or one.path for one in pen.ledger.material.documents.values()}
    for key, titles in zip(("came", "went"), compare_documents(before, now), strict=True):
        if titles:
            items: list[Runs] = [(Styled(title, ("cite",)),) for title in titles[:MOST_TITLES]]
            yield pen.paragraph(f"correction.{key}")
            yield Bullets((*items, *([pen.say("correction.more_titles")] if len(titles) > MOST_TITLES else [])))


def _row(pen: Pen, change: Change, refs: Mapping[str, Ref]) -> tuple[Runs, ...]:
    ref = refs.get(change.key)
    before = Styled(change.before or "", ("former",))
    if ref is None:
        return (Styled(change.name, ("former",)),), (before,), (Text(pen.word("correction.gone")),)
    name: Run = Value(change.name, ref) if find_figures(change.name) else Text(change.name)
    return (name,), (before,), (Value(change.after or "", ref),)
