"""The carbon of batteries: footprints, emissions of capacity, a move, scenarios of the grid, use, rules."""

from gigawatch.chain import plain_record
from gigawatch.outlook.carbon.cell import carbon_cells, cell_id
from gigawatch.outlook.carbon.emission import Emission
from gigawatch.outlook.carbon.footprint import PlantEnergy, Study, footprints_by_mass
from gigawatch.outlook.carbon.given import GivenPath, read_paths
from gigawatch.outlook.carbon.page import Carbon, Move, find_carbon, require_told
from gigawatch.outlook.carbon.path import GridPath, PathYear, Point
from gigawatch.outlook.carbon.rule import Rule, find_state_of_acts
from gigawatch.outlook.carbon.text import render_text
from gigawatch.outlook.carbon.use import Use

as_json = plain_record

__all__ = [
    "Carbon",
    "Emission",
    "GivenPath",
    "GridPath",
    "Move",
    "PathYear",
    "PlantEnergy",
    "Point",
    "Rule",
    "Study",
    "Use",
    "as_json",
    "carbon_cells",
    "cell_id",
    "find_carbon",
    "find_state_of_acts",
    "footprints_by_mass",
    "read_paths",
    "render_text",
    "require_told",
]
