"""What a region may expect: its capacity, pledges, conferences, forecasts and superlatives held to account."""

from gigawatch.outlook.capacity import CapacityPage, CapacitySeries, Utilisation
from gigawatch.outlook.edition import Edition, Rival, Term
from gigawatch.outlook.funnel import FunnelSite, FunnelStage, Stage, stage_of
from gigawatch.outlook.page import Outlook, make_outlook
from gigawatch.outlook.pledge import Commitment, Declaration, PledgeStatus, find_pledges
from gigawatch.outlook.record import as_json, superlative_record
from gigawatch.outlook.rule import CheckRule, check_rules, rule_text
from gigawatch.outlook.size import Ranked
from gigawatch.outlook.statement import Bearing, Forecast, ShareOfCountry
from gigawatch.outlook.superlative import Finding, Superlative, find_superlatives
from gigawatch.outlook.text import render_superlatives, render_text
from gigawatch.outlook.theme import Theme, theme_of, themes

__all__ = [
    "Bearing",
    "CapacityPage",
    "CapacitySeries",
    "CheckRule",
    "Commitment",
    "Declaration",
    "Edition",
    "Finding",
    "Forecast",
    "FunnelSite",
    "FunnelStage",
    "Outlook",
    "PledgeStatus",
    "Ranked",
    "Rival",
    "ShareOfCountry",
    "Stage",
    "Superlative",
    "Term",
    "Theme",
    "Utilisation",
    "as_json",
    "check_rules",
    "find_pledges",
    "find_superlatives",
    "make_outlook",
    "render_superlatives",
    "render_text",
    "rule_text",
    "stage_of",
    "superlative_record",
    "theme_of",
    "themes",
]
