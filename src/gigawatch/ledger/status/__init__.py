"""Status: the dated steps that the evidence admits for each thing, where it stands by them, and what was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.model.deferred import defer

if TYPE_CHECKING:
    from gigawatch.ledger.status.age import Age as Age
    from gigawatch.ledger.status.age import find_ages as find_ages
    from gigawatch.ledger.status.batch import follow_event as follow_event
    from gigawatch.ledger.status.batch import follow_year as follow_year
    from gigawatch.ledger.status.batch import list_signings as list_signings
    from gigawatch.ledger.status.batch import list_signings_once as list_signings_once
    from gigawatch.ledger.status.contradiction import Contradiction as Contradiction
    from gigawatch.ledger.status.contradiction import find_clashes as find_clashes
    from gigawatch.ledger.status.contradiction import find_contradictions as find_contradictions
    from gigawatch.ledger.status.fit import Fit as Fit
    from gigawatch.ledger.status.funnel import Followed as Followed
    from gigawatch.ledger.status.funnel import Outcome as Outcome
    from gigawatch.ledger.status.funnel import OutcomeTotal as OutcomeTotal
    from gigawatch.ledger.status.funnel import SigningFunnel as SigningFunnel
    from gigawatch.ledger.status.funnel import StatedSigning as StatedSigning
    from gigawatch.ledger.status.headline import find_headline as find_headline
    from gigawatch.ledger.status.history import Abstention as Abstention
    from gigawatch.ledger.status.history import History as History
    from gigawatch.ledger.status.history import find_history as find_history
    from gigawatch.ledger.status.milestone import Milestone as Milestone
    from gigawatch.ledger.status.repeat import count_once as count_once
    from gigawatch.ledger.status.repeat import find_repeats as find_repeats
    from gigawatch.ledger.status.signing import Signing as Signing
    from gigawatch.ledger.status.signing import find_signings as find_signings
    from gigawatch.ledger.status.standing import find_standing as find_standing
    from gigawatch.ledger.status.step import Step as Step
    from gigawatch.ledger.status.step import steps as steps
    from gigawatch.ledger.status.summary import Summary as Summary
    from gigawatch.ledger.status.summary import summarise as summarise
    from gigawatch.ledger.status.timeline import Taken as Taken
    from gigawatch.ledger.status.timeline import Timeline as Timeline
    from gigawatch.ledger.status.timeline import make_timeline as make_timeline

__all__ = [
    "Abstention",
    "Age",
    "Contradiction",
    "Fit",
    "Followed",
    "History",
    "Milestone",
    "Outcome",
    "OutcomeTotal",
    "Signing",
    "SigningFunnel",
    "StatedSigning",
    "Step",
    "Summary",
    "Taken",
    "Timeline",
    "count_once",
    "find_ages",
    "find_clashes",
    "find_contradictions",
    "find_headline",
    "find_history",
    "find_repeats",
    "find_signings",
    "find_standing",
    "follow_event",
    "follow_year",
    "list_signings",
    "list_signings_once",
    "make_timeline",
    "steps",
    "summarise",
]

_MODULE = {
    **dict.fromkeys(
        (
            "Age",
            "find_ages",
        ),
        "age",
    ),
    **dict.fromkeys(
        (
            "follow_event",
            "follow_year",
            "list_signings",
            "list_signings_once",
        ),
        "batch",
    ),
    **dict.fromkeys(
        (
            "Contradiction",
            "find_clashes",
            "find_contradictions",
        ),
        "contradiction",
    ),
    **dict.fromkeys(("Fit",), "fit"),
    **dict.fromkeys(
        (
            "Followed",
            "Outcome",
            "OutcomeTotal",
            "SigningFunnel",
            "StatedSigning",
        ),
        "funnel",
    ),
    **dict.fromkeys(
        (
            "Abstention",
            "History",
            "find_history",
        ),
        "history",
    ),
    **dict.fromkeys(("find_headline",), "headline"),
    **dict.fromkeys(("Milestone",), "milestone"),
    **dict.fromkeys(
        (
            "count_once",
            "find_repeats",
        ),
        "repeat",
    ),
    **dict.fromkeys(
        (
            "Signing",
            "find_signings",
        ),
        "signing",
    ),
    **dict.fromkeys(("find_standing",), "standing"),
    **dict.fromkeys(
        (
            "Step",
            "steps",
        ),
        "step",
    ),
    **dict.fromkeys(
        (
            "Summary",
            "summarise",
        ),
        "summary",
    ),
    **dict.fromkeys(
        (
            "Taken",
            "Timeline",
            "make_timeline",
        ),
        "timeline",
    ),
}
__getattr__ = defer(__name__, _MODULE)
