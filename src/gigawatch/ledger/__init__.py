"""Facts: one value for each thing, measure, period and status, with the losers, the sums and the steps beside it."""

from gigawatch.ledger.book import Ledger, make_ledger
from gigawatch.ledger.diff import Change, compare_ledgers
from gigawatch.ledger.load import open_ledger
from gigawatch.ledger.material import Material
from gigawatch.ledger.rule import Rule, rule_for, rules
from gigawatch.ledger.status import (
    Age,
    Milestone,
    Outcome,
    Signing,
    SigningFunnel,
    Summary,
    Taken,
    Timeline,
    find_ages,
    find_milestones,
    follow_event,
    follow_year,
    group_signings,
    list_signings,
    list_signings_once,
)
from gigawatch.ledger.why import Evidence, Explanation, explain, find_evidence

__all__ = [
    "Age",
    "Change",
    "Evidence",
    "Explanation",
    "Ledger",
    "Material",
    "Milestone",
    "Outcome",
    "Rule",
    "Signing",
    "SigningFunnel",
    "Summary",
    "Taken",
    "Timeline",
    "compare_ledgers",
    "explain",
    "find_ages",
    "find_evidence",
    "find_milestones",
    "follow_event",
    "follow_year",
    "group_signings",
    "list_signings",
    "list_signings_once",
    "make_ledger",
    "open_ledger",
    "rule_for",
    "rules",
]
