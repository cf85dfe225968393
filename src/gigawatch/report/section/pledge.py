"""What became of the pledges: each with its status in all and by signatory, then the figures and acts behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gigawatch.outlook import Commitment, Declaration, PledgeStatus, theme_of
from gigawatch.outlook.pledge import PartyStatus
from gigawatch.report.block import Block, Paragraph, Ref, RefKind, Runs, Section, Table, Value
from gigawatch.report.figures import evidence_refs
from gigawatch.report.names import add_article, capitalise
from gigawatch.report.pen import Pen
from gigawatch.report.section.pledge_trace import tabulate_acts, tabulate_figures
from gigawatch.report.sentence import Slot, as_runs
from gigawatch.report.spelled import spell_small

PARTLY = "partly"
STATUSES = ("kept", "progress", PARTLY, "none", "unmeasurable")


def compose_pledges(pen: Pen, declarations: Sequence[Declaration]) -> Section | None:
    """Every declaration with its commitments; None where none is told."""
    if not declarations:
        return None
    inner = tuple(_declaration(pen, one, number) for number, one in enumerate(declarations, 1))
    pen.remark(pen.word("pledge.title"), "pledge.lead")
    pen.remark(pen.word("pledge.title"), "pledge.rules")
    return Section("pledges", pen.word("pledge.title"), (), inner)


def _declaration(pen: Pen, declaration: Declaration, number: int) -> Section:
    ref = Ref(RefKind.CLAIM, declaration.claim)
    parties = (pen.words(party.label(pen.lang), ref) for party in declaration.parties)
    names = pen.series([add_article(party, pen.lang) for party in parties])
    when = pen.claim(declaration.claim, pen.when(declaration.made_on)) if declaration.made_on else None
    key = "pledge.signed" if declaration.is_titled else "pledge.made"
    told = [pen.say(key, names=names, when=when), *_outcome(pen, declaration)]
    blocks: list[Block] = [Paragraph(pen.separated(told, " " if pen.lang == "en" else ""))]
    if declaration.commitments:
        blocks += [
            _statuses(pen, declaration),
            *tabulate_figures(pen, declaration),
            *tabulate_acts(pen, declaration.commitments),
        ]
    else:
        blocks.append(pen.paragraph("pledge.no_commitments"))
    return Section(f"pledge-{number}", declaration.label(pen.lang), tuple(blocks))


def _outcome(pen: Pen, declaration: Declaration) -> Iterator[Runs]:
    """How many of the commitments stand how."""
    by_status: dict[str, list[Ref]] = {}
    for one in declaration.commitments:
        by_status.setdefault(_told_status(one), []).append(Ref(RefKind.CLAIM, one.claim))
    items: list[Slot] = [
        pen.say(f"pledge.told_{status}", count=_tallied(pen, by_status[status]), n=len(by_status[status]))
        for status in STATUSES
        if status in by_status
    ]
    if items:
        whole = _tallied(pen, [ref for refs in by_status.values() for ref in refs])
        row = pen.series(items) if pen.lang == "en" else pen.separated(items, "，")
        yield pen.say("pledge.outcome", all=whole, n=len(declaration.commitments), items=row)


def _told_status(commitment: Commitment) -> str:
    """The code of a commitment's status; `partly` where fewer than half of the signatories are on the way, not none."""
    return PARTLY if commitment.verdict.is_partly else commitment.status.name.lower()


def _tallied(pen: Pen, refs: Sequence[Ref]) -> Value:
    """How many commitments, small numbers in letters."""
    return spell_small(pen.compute("pledge.tallied", str(len(refs)), refs), pen.lang)


def _statuses(pen: Pen, declaration: Declaration) -> Table:
    claims = [one.claim for one in declaration.commitments]
    words = pen.word(pen.wording("pledge.head_pledge", *claims), tongue=pen.tongue(*claims))
    theme, status, parties = (pen.word(f"pledge.head_{head}") for head in ("theme", "status", "parties"))
    heads = (theme, words, status, parties)
    rows = tuple(_row(pen, one) for one in declaration.commitments)
    key = "pledge.caption" if declaration.is_titled else "pledge.caption_own"
    return Table(pen.word(key, name=declaration.label(pen.lang)), heads, rows)


def _row(pen: Pen, commitment: Commitment) -> tuple[Runs, ...]:
    theme = capitalise(theme_of(commitment.theme).label(pen.lang))
    words = pen.claim(commitment.claim, commitment.words)
    if commitment.status is PledgeStatus.UNMEASURABLE:
        return as_runs(theme), (words,), _status(pen, commitment, theme), ()
    parties = [tell_parties(pen, group, theme) for group in _alike(commitment.signatories)]
    return (
        as_runs(theme),
        (words,),
        _status(pen, commitment, theme),
        pen.separated(parties, "; " if pen.lang == "en" else "；"),
    )


def _status(pen: Pen, commitment: Commitment, theme: str) -> Runs:
    """The status of the whole: by how many of whom, what it states, and whether it is overdue or silent."""
    verdict, ref = commitment.verdict, Ref(RefKind.CLAIM, commitment.claim)
    status = _linked(pen, _told_status(commitment), commitment.evidence, theme)
    counted = pen.compute("pledge.counted", str(verdict.counted), [ref], theme=theme)
    shown_by = [key for one in commitment.signatories if one.status in _SHOWN for key in one.evidence]
    shown = pen.compute("pledge.shown", str(verdict.shown), evidence_refs(pen, shown_by) or [ref], theme=theme)
    target = commitment.target
    is_measurable = commitment.status is not PledgeStatus.UNMEASURABLE
    return pen.say(
        "pledge.status",
        status=status,
        shown=shown if is_measurable else None,
        counted=counted if is_measurable else None,
        target=pen.value(target.quantity, ref) if target is not None else None,
        due=pen.claim(commitment.claim, pen.when(commitment.due)) if commitment.due else None,
        overdue=pen.word("pledge.overdue") if verdict.is_overdue else None,
        silent=pen.word("pledge.silent") if verdict.is_silent else None,
    )


_SHOWN = (PledgeStatus.KEPT, PledgeStatus.PROGRESS)


def _linked(pen: Pen, status: str, evidence: Iterable[str], theme: str) -> Slot:
    """A status by its code as a link to all that it rests on; plain words where it rests on nothing."""
    words = pen.word(f"pledge.{status}")
    refs = evidence_refs(pen, evidence)
    return pen.compute("pledge.evidence", words, refs, theme=theme) if refs else words


def _alike(statuses: Iterable[PartyStatus]) -> list[list[PartyStatus]]:
    """Signatories with evidence one by one, the others together where one reason holds for them."""
    groups: dict[object, list[PartyStatus]] = {}
    for one in statuses:
        groups.setdefault(one.party.name if one.evidence else one.why, []).append(one)
    return list(groups.values())


def tell_parties(pen: Pen, group: Sequence[PartyStatus], theme: str) -> Runs:
    """How signatories stand to a pledge, with what shows it."""
    one, evidence = group[0], group[0].evidence
    name = (", " if pen.lang == "en" else "、").join(each.party.label(pen.lang) for each in group)
    return pen.say(
        "pledge.party",
        name=name,
        status=_linked(pen, one.status.name.lower(), evidence, theme),
        since=_since(pen, one, name, theme),
        why=pen.word(f"pledge.why_{one.why.value}"),
    )


def compose_commitment(pen: Pen, declaration: Declaration, commitment: Commitment) -> Section:
    """What became of one commitment: its status in all and by signatory, and the figures and acts behind it."""
    theme = capitalise(theme_of(commitment.theme).label(pen.lang))
    blocks: list[Block] = [Paragraph(_status(pen, commitment, theme))]
    if commitment.status is not PledgeStatus.UNMEASURABLE:
        heads = tuple(pen.word(f"pledge.head_{head}") for head in ("name", "status", "since", "why"))
        rows = tuple(_standing(pen, one, theme) for one in commitment.signatories)
        blocks.append(Table(pen.word("pledge.signatories_caption"), heads, rows))
    keys = {(trace.gauge, trace.evidence) for one in commitment.signatories for trace in one.traces}
    blocks += [*tabulate_figures(pen, declaration, keys), *tabulate_acts(pen, (commitment,)), pen.note("pledge.rules")]
    return Section("standing", pen.word("pledge.standing"), tuple(blocks))


def _standing(pen: Pen, one: PartyStatus, theme: str) -> tuple[Runs, ...]:
    """A signatory's row: how it stands to the pledge, since when, and by which rule."""
    return (
        as_runs(one.party.label(pen.lang)),
        as_runs(_linked(pen, one.status.name.lower(), one.evidence, theme)),
        as_runs(_since(pen, one, one.party.label(pen.lang), theme) or ""),
        as_runs(pen.word(f"pledge.why_{one.why.value}")),
    )


def _since(pen: Pen, one: PartyStatus, name: str, theme: str) -> Value | None:
    if not one.since or not one.evidence:
        return None
    return pen.compute("pledge.since", pen.period(one.since), evidence_refs(pen, one.evidence), theme=theme, name=name)
