"""House style: the logo, colours, fonts, cover, paper and templates that a workspace gives its report."""

from gigawatch.report.house.house import Cover, Face, House, Logo
from gigawatch.report.house.setting import read_house

__all__ = ["Cover", "Face", "House", "Logo", "read_house"]
