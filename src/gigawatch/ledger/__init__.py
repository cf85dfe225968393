"""Facts: one value for each thing, measure, period and status, with the losers, the sums and the steps beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.model.deferred import defer

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger as Ledger
    from gigawatch.ledger.cause import Cause as Cause
    from gigawatch.ledger.diff import Change as Change
    from gigawatch.ledger.diff import Difference as Difference
    from gigawatch.ledger.diff import Move as Move
    from gigawatch.ledger.diff import compare_states as compare_states
    from gigawatch.ledger.link import link_of as link_of
    from gigawatch.ledger.link import links_of as links_of
    from gigawatch.ledger.load import open_ledger as open_ledger
    from gigawatch.ledger.make import make_ledger as make_ledger
    from gigawatch.ledger.material import Material as Material
    from gigawatch.ledger.part import LeftOut as LeftOut
    from gigawatch.ledger.part import Node as Node
    from gigawatch.ledger.part import Ranking as Ranking
    from gigawatch.ledger.part import Reason as Reason
    from gigawatch.ledger.part import Tally as Tally
    from gigawatch.ledger.part import draw_tree as draw_tree
    from gigawatch.ledger.part import tell_left_out as tell_left_out
    from gigawatch.ledger.perimeter import Perimeter as Perimeter
    from gigawatch.ledger.perimeter import covers_whole as covers_whole
    from gigawatch.ledger.perimeter import parse_perimeter as parse_perimeter
    from gigawatch.ledger.perimeter import tell_perimeter as tell_perimeter
    from gigawatch.ledger.repute import SourceStanding as SourceStanding
    from gigawatch.ledger.rule import Rule as Rule
    from gigawatch.ledger.rule import rule_for as rule_for
    from gigawatch.ledger.rule import rules as rules
    from gigawatch.ledger.stage import Stage as Stage
    from gigawatch.ledger.stage import stage_name as stage_name
    from gigawatch.ledger.stage import stage_of as stage_of
    from gigawatch.ledger.state import Standing as Standing
    from gigawatch.ledger.state import State as State
    from gigawatch.ledger.state import Stated as Stated
    from gigawatch.ledger.state import state_of as state_of
    from gigawatch.ledger.status import Age as Age
    from gigawatch.ledger.status import Milestone as Milestone
    from gigawatch.ledger.status import Outcome as Outcome
    from gigawatch.ledger.status import Signing as Signing
    from gigawatch.ledger.status import SigningFunnel as SigningFunnel
    from gigawatch.ledger.status import Summary as Summary
    from gigawatch.ledger.status import Taken as Taken
    from gigawatch.ledger.status import Timeline as Timeline
    from gigawatch.ledger.status import find_ages as find_ages
    from gigawatch.ledger.status import follow_event as follow_event
    from gigawatch.ledger.status import follow_year as follow_year
    from gigawatch.ledger.status import list_signings as list_signings
    from gigawatch.ledger.status import list_signings_once as list_signings_once
    from gigawatch.ledger.why import Evidence as Evidence
    from gigawatch.ledger.why import Explanation as Explanation
    from gigawatch.ledger.why import explain as explain
    from gigawatch.ledger.why import find_evidence as find_evidence

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

_MODULE = {
    **dict.fromkeys(("Ledger",), "book"),
    **dict.fromkeys(("make_ledger",), "make"),
    **dict.fromkeys(("Cause",), "cause"),
    **dict.fromkeys(
        (
            "Change",
            "Difference",
            "Move",
            "compare_states",
        ),
        "diff",
    ),
    **dict.fromkeys(
        (
            "link_of",
            "links_of",
        ),
        "link",
    ),
    **dict.fromkeys(("open_ledger",), "load"),
    **dict.fromkeys(("Material",), "material"),
    **dict.fromkeys(
        (
            "LeftOut",
            "Node",
            "Ranking",
            "Reason",
            "Tally",
            "draw_tree",
            "tell_left_out",
        ),
        "part",
    ),
    **dict.fromkeys(
        (
            "Perimeter",
            "covers_whole",
            "parse_perimeter",
            "tell_perimeter",
        ),
        "perimeter",
    ),
    **dict.fromkeys(("SourceStanding",), "repute"),
    **dict.fromkeys(
        (
            "Rule",
            "rule_for",
            "rules",
        ),
        "rule",
    ),
    **dict.fromkeys(
        (
            "Stage",
            "stage_name",
            "stage_of",
        ),
        "stage",
    ),
    **dict.fromkeys(
        (
            "Standing",
            "State",
            "Stated",
            "state_of",
        ),
        "state",
    ),
    **dict.fromkeys(
        (
            "Age",
            "Milestone",
            "Outcome",
            "Signing",
            "SigningFunnel",
            "Summary",
            "Taken",
            "Timeline",
            "find_ages",
            "follow_event",
            "follow_year",
            "list_signings",
            "list_signings_once",
        ),
        "status",
    ),
    **dict.fromkeys(
        (
            "Evidence",
            "Explanation",
            "explain",
            "find_evidence",
        ),
        "why",
    ),
}
__getattr__ = defer(__name__, _MODULE)
