"""The company by which a Chinese parent has a plant: 以子公司甲为投资主体, 子公司甲与某市签约, 甲是乙丙的合资公司."""

from __future__ import annotations

from gigawatch.claims.scope.cue_table import cue_table
from gigawatch.claims.scope.mention import FIRM, SOURCE, Mention
from gigawatch.claims.scope.page import Line

SUBSIDIARY = "subsidiary"
OPENING = 8  # characters that may stand before a venture at the head of its sentence: 据介绍，


def project_company(line: Line) -> Mention | None:
    """The subsidiary or venture that a sentence says to invest, to sign or to be what partners have founded."""
    cues = cue_table("company_cue", "zh")
    for firm in line.mentions:
        if firm.kind != FIRM or firm.role == SOURCE:
            continue
        acts = firm.role == SUBSIDIARY and cues["invests"].match(line.folded, firm.end)
        if acts or (firm.start <= line.head + OPENING and cues["founded"].match(line.folded, firm.end)):
            return _called(line, firm)
    return None


def _called(line: Line, firm: Mention) -> Mention:
    """A firm by the short name that the brackets behind its full one give it."""
    bracket = cue_table("company_cue", "zh")["called"].match(line.folded, firm.end)
    short = (m for m in line.mentions if bracket and m.kind == FIRM and m.start == bracket.end())
    return next(short, firm)
