"""Facts: one value for each thing, measure, period and status, with the losers, the sums and the steps beside it."""

from gigawatch.ledger.book import Ledger, make_ledger
from gigawatch.ledger.cause import Cause
from gigawatch.ledger.diff import Change, Difference, Move, compare_states
from gigawatch.ledger.link import link_of, links_of
from gigawatch.ledger.load import open_ledger
from gigawatch.ledger.material import Material
from gigawatch.ledger.part import LeftOut, Node, Ranking, Reason, Tally, draw_tree, tell_left_out
from gigawatch.ledger.perimeter import Perimeter, covers_whole, parse_perimeter, tell_perimeter
from gigawatch.ledger.repute import SourceStanding
from gigawatch.ledger.rule import Rule, rule_for, rules
from gigawatch.ledger.stage import Stage, stage_name, stage_of
from gigawatch.ledger.state import Standing, State, Stated, state_of
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
    follow_event,
    follow_year,
    list_signings,
    list_signings_once,
)
from gigawatch.ledger.why import Evidence, Explanation, explain, find_evidence

__all__ = [
    "Age",
    "Cause",
    "Change",
    "Difference",
    "Evidence",
    "Explanation",
    "Ledger",
    "LeftOut",
    "Material",
    "Milestone",
    "Move",
    "Node",
    "Outcome",
    "Perimeter",
    "Ranking",
    "Reason",
    "Rule",
    "Signing",
    "SigningFunnel",
    "SourceStanding",
    "Stage",
    "Standing",
    "State",
    "Stated",
    "Summary",
    "Taken",
    "Tally",
    "Timeline",
    "compare_states",
    "covers_whole",
    "draw_tree",
    "explain",
    "find_ages",
    "find_evidence",
    "follow_event",
    "follow_year",
    "link_of",
    "links_of",
    "list_signings",
    "list_signings_once",
    "make_ledger",
    "open_ledger",
    "parse_perimeter",
    "rule_for",
    "rules",
    "stage_name",
    "stage_of",
    "state_of",
    "tell_left_out",
    "tell_perimeter",
]
