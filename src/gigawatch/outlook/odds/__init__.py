"""The odds of being built: base rates, a model tested on what came later, and chances only where it has skill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.model.deferred import defer

if TYPE_CHECKING:
    from gigawatch.outlook.odds.backtest import Backtest as Backtest
    from gigawatch.outlook.odds.chart import chart_calibration as chart_calibration
    from gigawatch.outlook.odds.chart import chart_fan as chart_fan
    from gigawatch.outlook.odds.fan import CapacityOutlook as CapacityOutlook
    from gigawatch.outlook.odds.fan import YearOutlook as YearOutlook
    from gigawatch.outlook.odds.gate import Condition as Condition
    from gigawatch.outlook.odds.gate import Gate as Gate
    from gigawatch.outlook.odds.gate import judge_gate as judge_gate
    from gigawatch.outlook.odds.page import Odds as Odds
    from gigawatch.outlook.odds.page import as_json as as_json
    from gigawatch.outlook.odds.page import find_odds as find_odds
    from gigawatch.outlook.odds.project import ProjectOdds as ProjectOdds
    from gigawatch.outlook.odds.project import Reason as Reason
    from gigawatch.outlook.odds.rate import Count as Count
    from gigawatch.outlook.odds.rate import PublishedRate as PublishedRate
    from gigawatch.outlook.odds.record import Record as Record
    from gigawatch.outlook.odds.record import find_record as find_record
    from gigawatch.outlook.odds.record import make_record as make_record
    from gigawatch.outlook.odds.score import CalibrationBin as CalibrationBin
    from gigawatch.outlook.odds.score import Skill as Skill
    from gigawatch.outlook.odds.text import render_text as render_text

__all__ = [
    "Backtest",
    "CalibrationBin",
    "CapacityOutlook",
    "Condition",
    "Count",
    "Gate",
    "Odds",
    "ProjectOdds",
    "PublishedRate",
    "Reason",
    "Record",
    "Skill",
    "YearOutlook",
    "as_json",
    "chart_calibration",
    "chart_fan",
    "find_odds",
    "find_record",
    "judge_gate",
    "make_record",
    "render_text",
]

_MODULE = {
    "Backtest": "backtest",
    **dict.fromkeys(("chart_calibration", "chart_fan"), "chart"),
    **dict.fromkeys(("CapacityOutlook", "YearOutlook"), "fan"),
    **dict.fromkeys(("Condition", "Gate", "judge_gate"), "gate"),
    **dict.fromkeys(("Odds", "as_json", "find_odds"), "page"),
    **dict.fromkeys(("ProjectOdds", "Reason"), "project"),
    **dict.fromkeys(("Count", "PublishedRate"), "rate"),
    **dict.fromkeys(("Record", "find_record", "make_record"), "record"),
    **dict.fromkeys(("CalibrationBin", "Skill"), "score"),
    "render_text": "text",
}
__getattr__ = defer(__name__, _MODULE)
