"""Firms elsewhere that could fill the links of which no plant is shown, with what speaks for each."""

from __future__ import annotations

from gigawatch.chain import Candidate, ChainReport, Reason, Tie, name_thing
from gigawatch.report.block import Runs, Section, Table, Value
from gigawatch.report.figure import find_figures
from gigawatch.report.figures import evidence_refs
from gigawatch.report.pen import Pen
from gigawatch.report.sentence import as_runs
from gigawatch.vocab import label

MOST = 3


def compose_candidates(pen: Pen, chain: ChainReport, region: str) -> Section | None:
    """The first firms for each such link with a tie; None where every core link has a plant.

    Names that hold digits are left to the command: the vocabulary has no reference for them to carry.
    """
    rows = [_row(pen, link, found, chain.incumbents[link]) for link, found in chain.candidates.items()]
    if not rows:
        return None
    heads = tuple(pen.word(f"chain.{head}") for head in ("head_link", "head_candidate", "head_incumbent"))
    note = pen.say("chain.candidate_lead", region=region)
    table = Table(pen.word("chain.candidate_caption", region=region), heads, tuple(rows), (), note)
    return Section("candidates", pen.word("chain.candidates"), (table,))


def _row(pen: Pen, link: str, found: tuple[Candidate, ...], here: tuple[Candidate, ...]) -> tuple[Runs, ...]:
    mark = ", " if pen.lang == "en" else "，"
    shown = [one for one in found if one.is_tied and _is_shown(pen, one)]
    told = pen.separated([_candidate(pen, one) for one in shown[:MOST]], mark)
    none = "chain.candidate_untied" if found else "chain.candidate_none"
    incumbents = pen.separated([_incumbent(pen, one) for one in here if _is_shown(pen, one)], mark)
    return as_runs(label("link", link, pen.lang)), told or pen.say(none), incumbents


def _is_shown(pen: Pen, candidate: Candidate) -> bool:
    return not find_figures(name_thing(candidate.firm, pen.ledger, pen.lang))


def _incumbent(pen: Pen, candidate: Candidate) -> Runs:
    """A firm that is here already, with the source that says so."""
    reason = next(one for one in candidate.reasons if one.tie in (Tie.HERE, Tie.NAMED))
    name, refs = name_thing(candidate.firm, pen.ledger, pen.lang), evidence_refs(pen, reason.evidence[:1])
    return (Value(name, refs[0]),) if refs else as_runs(name)


def _candidate(pen: Pen, candidate: Candidate) -> Runs:
    """A firm with what speaks for it beside that it works in the link."""
    mark = "; " if pen.lang == "en" else "；"
    told = [_reason(pen, reason, candidate) for reason in candidate.reasons if reason.tie is not Tie.MAKES]
    firm = as_runs(name_thing(candidate.firm, pen.ledger, pen.lang))
    return pen.say("chain.candidate", firm=firm, reasons=pen.separated(told, mark) if told else None)


def _reason(pen: Pen, reason: Reason, candidate: Candidate) -> Runs:
    things = pen.series([name_thing(one, pen.ledger, pen.lang) for one in reason.things])
    stage = pen.word(f"chain.presence_{candidate.presence.value}") if reason.tie is Tie.PLANT else ""
    words = pen.word(f"chain.tie_{reason.tie.value}", stage=stage, things=things)
    refs = evidence_refs(pen, reason.evidence[:1])
    return (Value(words, refs[0]),) if refs else as_runs(words)
