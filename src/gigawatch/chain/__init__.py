"""The industrial chain of a region: which links are there, who does what, and where capacities do not fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.model.deferred import defer

if TYPE_CHECKING:
    from gigawatch.chain.activity import Activity as Activity
    from gigawatch.chain.activity import find_activities as find_activities
    from gigawatch.chain.activity import is_target as is_target
    from gigawatch.chain.balance import Balance as Balance
    from gigawatch.chain.balance import FamilyNeed as FamilyNeed
    from gigawatch.chain.balance import Need as Need
    from gigawatch.chain.balance import Outcome as Outcome
    from gigawatch.chain.balance import find_balances as find_balances
    from gigawatch.chain.balance_text import format_balance as format_balance
    from gigawatch.chain.balance_text import format_share as format_share
    from gigawatch.chain.balance_text import tell_chemistries as tell_chemistries
    from gigawatch.chain.candidate import Candidate as Candidate
    from gigawatch.chain.candidate import Reason as Reason
    from gigawatch.chain.candidate import Tie as Tie
    from gigawatch.chain.candidate import find_candidates as find_candidates
    from gigawatch.chain.candidate_text import name_thing as name_thing
    from gigawatch.chain.candidate_text import tell_origin as tell_origin
    from gigawatch.chain.chemistry import Chemistries as Chemistries
    from gigawatch.chain.chemistry import find_chemistries as find_chemistries
    from gigawatch.chain.chemistry import name_chemistry as name_chemistry
    from gigawatch.chain.chemistry import name_family as name_family
    from gigawatch.chain.coverage import ChainReport as ChainReport
    from gigawatch.chain.coverage import Completeness as Completeness
    from gigawatch.chain.coverage import LinkCoverage as LinkCoverage
    from gigawatch.chain.coverage import Verdict as Verdict
    from gigawatch.chain.coverage import find_chain as find_chain
    from gigawatch.chain.figure import Figure as Figure
    from gigawatch.chain.figure import figure_of as figure_of
    from gigawatch.chain.figure import format_figure as format_figure
    from gigawatch.chain.flow import Flow as Flow
    from gigawatch.chain.flow import Flows as Flows
    from gigawatch.chain.flow import find_flows as find_flows
    from gigawatch.chain.form import name_counted as name_counted
    from gigawatch.chain.intensity import Intensity as Intensity
    from gigawatch.chain.intensity import intensities as intensities
    from gigawatch.chain.intensity import name_product as name_product
    from gigawatch.chain.intensity import pick_intensities as pick_intensities
    from gigawatch.chain.intensity_text import group_intensities as group_intensities
    from gigawatch.chain.intensity_text import render_taxonomy as render_taxonomy
    from gigawatch.chain.intensity_text import select_intensities as select_intensities
    from gigawatch.chain.intensity_text import taxonomy_record as taxonomy_record
    from gigawatch.chain.intensity_text import tell_amount as tell_amount
    from gigawatch.chain.intensity_text import tell_per as tell_per
    from gigawatch.chain.interval import divide as divide
    from gigawatch.chain.interval import format_interval as format_interval
    from gigawatch.chain.interval import hull as hull
    from gigawatch.chain.interval import multiply as multiply
    from gigawatch.chain.interval import subtract as subtract
    from gigawatch.chain.interval import total as total
    from gigawatch.chain.measured import Measured as Measured
    from gigawatch.chain.measured import measure_ledger as measure_ledger
    from gigawatch.chain.phrase import speak as speak
    from gigawatch.chain.presence import Presence as Presence
    from gigawatch.chain.presence import furthest as furthest
    from gigawatch.chain.presence import presence_of as presence_of
    from gigawatch.chain.record import as_json as as_json
    from gigawatch.chain.record import plain_record as plain_record
    from gigawatch.chain.region import Region as Region
    from gigawatch.chain.region import facts_of as facts_of
    from gigawatch.chain.region import find_region as find_region
    from gigawatch.chain.region import is_spoken_of as is_spoken_of
    from gigawatch.chain.region import tell_unspoken as tell_unspoken
    from gigawatch.chain.supply import Supply as Supply
    from gigawatch.chain.supply import find_supply as find_supply
    from gigawatch.chain.text import Shared as Shared
    from gigawatch.chain.text import render_text as render_text
    from gigawatch.chain.text import share_figures as share_figures
    from gigawatch.chain.text import tell_measures as tell_measures
    from gigawatch.chain.text import tell_verdict as tell_verdict
    from gigawatch.ledger.link import Basis as Basis
    from gigawatch.ledger.link import links_of as links_of

__all__ = [
    "Activity",
    "Balance",
    "Basis",
    "Candidate",
    "ChainReport",
    "Chemistries",
    "Completeness",
    "FamilyNeed",
    "Figure",
    "Flow",
    "Flows",
    "Intensity",
    "LinkCoverage",
    "Measured",
    "Need",
    "Outcome",
    "Presence",
    "Reason",
    "Region",
    "Shared",
    "Supply",
    "Tie",
    "Verdict",
    "as_json",
    "divide",
    "facts_of",
    "figure_of",
    "find_activities",
    "find_balances",
    "find_candidates",
    "find_chain",
    "find_chemistries",
    "find_flows",
    "find_region",
    "find_supply",
    "format_balance",
    "format_figure",
    "format_interval",
    "format_share",
    "furthest",
    "group_intensities",
    "hull",
    "intensities",
    "is_spoken_of",
    "is_target",
    "links_of",
    "measure_ledger",
    "multiply",
    "name_chemistry",
    "name_counted",
    "name_family",
    "name_product",
    "name_thing",
    "pick_intensities",
    "plain_record",
    "presence_of",
    "render_taxonomy",
    "render_text",
    "select_intensities",
    "share_figures",
    "speak",
    "subtract",
    "taxonomy_record",
    "tell_amount",
    "tell_chemistries",
    "tell_measures",
    "tell_origin",
    "tell_per",
    "tell_unspoken",
    "tell_verdict",
    "total",
]

_OF = {
    "activity": "Activity find_activities is_target",
    "balance": "Balance FamilyNeed Need Outcome find_balances",
    "balance_text": "format_balance format_share tell_chemistries",
    "candidate": "Candidate Reason Tie find_candidates",
    "candidate_text": "name_thing tell_origin",
    "chemistry": "Chemistries find_chemistries name_chemistry name_family",
    "coverage": "ChainReport Completeness LinkCoverage Verdict find_chain",
    "figure": "Figure figure_of format_figure",
    "flow": "Flow Flows find_flows",
    "form": "name_counted",
    "intensity": "Intensity intensities name_product pick_intensities",
    "intensity_text": "group_intensities render_taxonomy select_intensities taxonomy_record tell_amount tell_per",
    "interval": "divide format_interval hull multiply subtract total",
    "measured": "Measured measure_ledger",
    "phrase": "speak",
    "presence": "Presence furthest presence_of",
    "record": "as_json plain_record",
    "region": "Region facts_of find_region is_spoken_of tell_unspoken",
    "supply": "Supply find_supply",
    "text": "Shared render_text share_figures tell_measures tell_verdict",
    "gigawatch.ledger.link": "Basis links_of",
}
__getattr__ = defer(__name__, {name: module for module, names in _OF.items() for name in names.split()})
