"""Where an agreement was signed, which need not be where the plant is: `was signed in Chengdu`, 在成都签署."""

from __future__ import annotations

import re

from gigawatch.model import Claim, NarrativeClaim

SIGNING = "signing"
_SIGNED_IN = re.compile(
    r"\b(?:signed|inked|concluded)\s(?:(?!(?:with|for|to|on|in|at|by)\b)[\w’'-]+\s){0,4}?in\s(?:the\scity\sof\s)?$",
    re.IGNORECASE,
)
_AT = re.compile(r"在(?:[\u4e00-\u9fff]{2,3}省)?$")
_SIGNS = re.compile(
    r"市?(?:正式|共同|成功|顺利|举行|举办)?(?:签署|签订|签下|签了|签约(?!落户|落地|入驻|引进|建设|投资))"
)


def is_where_signed(claim: Claim, place: str) -> bool:
    """True for a place that the words of a signing tie to the signing alone.

    `signed for a plant in Debrecen`, `signed with Yibin` and 在宜宾签约落户 tell where the plant will be.
    """
    if not isinstance(claim, NarrativeClaim) or claim.data.get("type") != SIGNING:
        return False
    words = claim.surface
    return any(
        _is_beside(words[: found.start()], words[found.end() :]) for found in re.finditer(re.escape(place), words)
    )


def _is_beside(before: str, behind: str) -> bool:
    if _SIGNED_IN.search(before):
        return True
    return _AT.search(before) is not None and _SIGNS.match(behind) is not None
