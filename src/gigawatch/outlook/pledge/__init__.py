"""What became of pledges: declarations, signatories, commitments, and what the evidence says of each."""

from gigawatch.outlook.pledge.declaration import Commitment, Declaration, make_pledge_page
from gigawatch.outlook.pledge.deed import Deed
from gigawatch.outlook.pledge.gauge import Gauge, GaugeKind, Rules, rules
from gigawatch.outlook.pledge.judge import CommitmentStanding, PartyStatus, PledgeStatus, Why
from gigawatch.outlook.pledge.page import Pledges, as_json, find_pledges, list_evidence
from gigawatch.outlook.pledge.party import Party
from gigawatch.outlook.pledge.reading import Reading
from gigawatch.outlook.pledge.target import Target
from gigawatch.outlook.pledge.text import render_text, tell_declaration
from gigawatch.outlook.pledge.trace import Direction, Trace

__all__ = [
    "Commitment",
    "CommitmentStanding",
    "Declaration",
    "Deed",
    "Direction",
    "Gauge",
    "GaugeKind",
    "Party",
    "PartyStatus",
    "PledgeStatus",
    "Pledges",
    "Reading",
    "Rules",
    "Target",
    "Trace",
    "Why",
    "as_json",
    "find_pledges",
    "list_evidence",
    "make_pledge_page",
    "render_text",
    "rules",
    "tell_declaration",
]
