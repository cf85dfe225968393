"""Plans that a Chinese sentence denies: a figure of what is not meant is no figure of a plan."""

from __future__ import annotations

import re

from gigawatch.claims.scope.history import OF_PROJECT, Scoped

DENIABLE = OF_PROJECT | {"contract_value"}
REACH = 60  # characters over which a denial holds for what follows
_INTENDS = "计划|打算|考虑|决定|拟|签|投资|投建|新建|建厂|建设|设厂|承诺|宣布|安排"
_DENIED = re.compile("(?<!未)(?<!不)否认|辟谣")
_NOT_MEANT = re.compile(
    r"(?:并未|未有|没有|从未|未曾|暂无|并无|尚无|不会|不再会|无意|无)[^，,。；;]{0,10}?"
    rf"(?:{_INTENDS})|(?:并不|不)(?:打算|考虑|计划)"
)
_UNTRUE_BEHIND = re.compile(r"[^。；;]{0,40}?(?:不实|不属实|系谣言|为谣言|予以否认|遭否认|被否认|没有的事)")
_TURNS = re.compile(r"但|原有|现有|目前|不过|而是|只是|然而|[；;。]")


def is_denied(figure: Scoped) -> bool:
    """True for a figure whose plan is denied: 否认将投资50亿, 没有建设20GWh工厂的计划, 扩产30亿的传闻不实."""
    if figure.measure not in DENIABLE:
        return False
    folded = figure.line.folded
    low, _ = figure.line.clause_span(figure.start)
    if _NOT_MEANT.search(folded, low, figure.start):
        return True
    denied = _DENIED.search(folded, max(0, figure.start - REACH), figure.start)
    if denied and _TURNS.search(folded, denied.end(), figure.start) is None:
        return True
    behind = _UNTRUE_BEHIND.match(folded, figure.end)
    return behind is not None and _TURNS.search(folded, figure.end, behind.end()) is None
