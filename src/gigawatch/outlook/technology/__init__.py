"""How good cells and packs are: what was announced, certified and in series, and which announcements were kept."""

from gigawatch.outlook.technology.cell import cell_id, technology_cells
from gigawatch.outlook.technology.frontier import Lead
from gigawatch.outlook.technology.page import Compared, Technology, as_json, find_technology
from gigawatch.outlook.technology.promise import Outcome, Promise
from gigawatch.outlook.technology.text import render_text

__all__ = [
    "Compared",
    "Lead",
    "Outcome",
    "Promise",
    "Technology",
    "as_json",
    "cell_id",
    "find_technology",
    "render_text",
    "technology_cells",
]
