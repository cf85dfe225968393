"""The company by which a Chinese parent has a plant: 以子公司甲为投资主体, 子公司甲与某市签约, 甲是乙丙的合资公司."""

from __future__ import annotations

import re

from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.mention import FIRM, SOURCE, Mention
from gigawatch.claims.scope.page import Line

_REST_OF_NAME = re.compile("(?:[（(][\u4e00-\u9fff]{1,8}[)）])?[\u4e00-\u9fff]{0,6}公司")
SUBSIDIARY = "subsidiary"
OPENING = 8  # characters that may stand before a venture at the head of its sentence: 据介绍，


def project_company(line: Line) -> Mention | None:
    """The subsidiary or venture that a sentence says to invest, to sign or to be what partners have founded."""
    cues = cue_table("company_cue", "zh")
    for firm in line.mentions:
        if firm.kind != FIRM or firm.role == SOURCE:
            continue
        acts = firm.role == SUBSIDIARY and cues["invests"].match(line.folded, firm.end)
        if acts or (firm.start <= line.head + OPENING and cues["founded"].match(line.folded, _name_end(line, firm))):
            return _called(line, firm)
    return None


def _name_end(line: Line, firm: Mention) -> int:
    """Where the full name of a firm ends that is known by the head of it: 星河新能源|（安徽）有限公司."""
    rest = _REST_OF_NAME.match(line.folded, firm.end)
    return rest.end() if rest else firm.end


def _called(line: Line, firm: Mention) -> Mention:
    """A firm by the short name that the brackets behind its full one give it."""
    bracket = cue_table("company_cue", "zh")["called"].match(line.folded, firm.end)
    short = (m for m in line.mentions if bracket and m.kind == FIRM and m.start == bracket.end())
    return next(short, firm)
