"""Status: the dated steps that the evidence admits for each thing, where it stands by them, and what was signed."""

from gigawatch.ledger.status.age import Age, find_ages
from gigawatch.ledger.status.batch import follow_event, follow_year, list_signings, list_signings_once
from gigawatch.ledger.status.contradiction import Contradiction, find_contradictions
from gigawatch.ledger.status.fit import Fit
from gigawatch.ledger.status.funnel import Followed, Outcome, OutcomeTotal, SigningFunnel
from gigawatch.ledger.status.history import Abstention, History, find_history
from gigawatch.ledger.status.milestone import Milestone
from gigawatch.ledger.status.repeat import count_once, find_repeats
from gigawatch.ledger.status.signing import Signing, find_signings
from gigawatch.ledger.status.standing import find_standing
from gigawatch.ledger.status.step import Step, steps
from gigawatch.ledger.status.summary import Summary, summarise
from gigawatch.ledger.status.timeline import Taken, Timeline, make_timeline

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
    "Step",
    "Summary",
    "Taken",
    "Timeline",
    "count_once",
    "find_ages",
    "find_contradictions",
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
