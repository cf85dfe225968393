"""The carbon of batteries: footprint by grid, emissions of capacity, a move, use, rules, scenarios."""

from gigawatch.chain import plain_record
from gigawatch.outlook.carbon.page import Carbon, Emission, Footprint, Use, find_carbon
from gigawatch.outlook.carbon.text import render_text

as_json = plain_record

__all__ = ["Carbon", "Emission", "Footprint", "Use", "as_json", "find_carbon", "render_text"]
