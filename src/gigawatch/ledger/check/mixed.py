"""Planned and built told as one figure, and built figures above the planned total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from gigawatch.ledger.check.figure import Figure, figure_stage
from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.check.telling import tell_figure
from gigawatch.ledger.mixture import CLAUSE, find_mixture
from gigawatch.ledger.setting import tolerance, words
from gigawatch.ledger.wording import say
from gigawatch.model import Check, Severity


def find_mixed(inquiry: Inquiry) -> Iterator[Check]:
    """A finding for each figure told of built and unbuilt together, and for each built one above its planned total."""
    yield from find_mixtures(inquiry)
    yield from find_larger(inquiry)


def find_mixtures(inquiry: Inquiry) -> Iterator[Check]:
    """A remark on each figure that its sentence tells of built and unbuilt together."""
    for document in sorted(inquiry.figures.by_document):
        if document not in inquiry.material.copies:
            for figure in inquiry.figures.by_document[document]:
                if figure.claim and (found := find_mixture(figure.claim, inquiry.figures.text(figure))):
                    told = say("mixed", value=tell_figure(inquiry, figure), words=found)
                    yield make_check(inquiry.about(figure), "mixed", Severity.INFO, told, [figure.id])


def find_larger(inquiry: Inquiry) -> Iterator[Check]:
    """Built capacities above a planned total that was known in the same year."""
    groups: dict[tuple[str, str], tuple[list[Figure], list[Figure]]] = defaultdict(lambda: ([], []))
    for (thing, measure), figures in inquiry.figures.series.items():
        for figure in figures if measure == "capacity" else ():
            if figure.span and figure.claim and not figure.claim.phase and figure_stage(figure):
                groups[(thing, figure.quantity.unit)][figure_stage(figure) == "built"].append(figure)
    for _, (planned, built) in sorted(groups.items()):
        totals = [f for f in planned if is_total(inquiry, f)]
        for one in built:
            total = next((t for t in totals if _is_below(one, t)), None)
            if total is not None:
                told = say("mixed_larger", built=tell_figure(inquiry, one), planned=tell_figure(inquiry, total))
                yield make_check(
                    inquiry.about(one), "mixed", Severity.WARNING, told, (one.id, total.id), say("mixed_reading")
                )


def is_total(inquiry: Inquiry, figure: Figure) -> bool:
    """True for a figure that its clause calls a total."""
    if figure.claim is None:
        return False
    begin, _ = inquiry.figures.sentence(figure)
    clause = CLAUSE.split(inquiry.figures.text(figure)[begin : figure.start])[-1].casefold()
    lang = "zh" if figure.claim.lang == "zh" else "en"
    return any(word in clause for word in words("mixed", f"total_{lang}"))


def _is_below(built: Figure, total: Figure) -> bool:
    if built.span is None or total.span is None or built.interval.low <= total.interval.high:
        return False
    return abs(built.span[1] - total.span[1]) <= timedelta(days=tolerance("stock_days"))
