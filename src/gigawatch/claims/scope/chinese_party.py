"""Who a Chinese sentence is about as an owner: the firm whose plant it tells of, or that signs with a town."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from gigawatch.claims.alternation import either
from gigawatch.claims.scope.mention import FIRM, PLACE, Mention
from gigawatch.claims.scope.page import Line

PLANT = "基地|工厂|项目|产业园|园区|生产线|产线|[一二三四五六七八九十首]期"
COUNTERPART = tuple("与向给为对同和、由从跟《")  # before a name: another's partner or customer, or the title of a paper
_ACTS = (
    "签", "收购", "供应", "供货", "采购", "持有", "参股", "控股", "表示", "公告", "宣布", "发布", "透露", "称",
    "引进", "合作", "联合", "携手", "共同", "承建", "布局", "带动", "配套", "客户", "旗下", "子公司", "等", "与", "向",
    "超过", "高于", "低于", "仅次于", "成为",
)  # fmt: skip
_PART = re.compile(rf"(?P<own>[^，,。；;：:、]{{0,26}}?)(?:{PLANT})")
_GOVERNMENT = re.compile(r"(?:[市县区省州镇旗]|管委会|政府)$")
_OFFICE = re.compile(r"[市县区省州镇]?(?:人民)?(?:政府|管委会)|[^，。与和]{0,6}?(?:开发区|高新区|经开区|新区)")
_OFFICE_WORD = re.compile(r"政府|管委会|管理委员会")
_SIGNS = re.compile(r"签署|签订|签约|签下")
_BOTH = re.compile("双方")
_WITH = re.compile(r"[与同跟和]")


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(either(_ACTS))


def is_noun_phrase(words: str) -> bool:
    """False for words with a verb that ties their beginning to somebody else: 供应, 收购, 承建."""
    return _acts().search(words) is None


def plant_end(line: Line, firm: Mention, high: int) -> int | None:
    """Where the plant ends that a firm's name goes on to, 中创新航|厦门基地; None where it goes on to none."""
    if firm.role == "source" or firm.before in COUNTERPART or is_government(line, firm):
        return None
    part = _PART.match(line.folded, firm.end, high)
    return part.end() if part and is_noun_phrase(part["own"]) else None


def owner_of(line: Line) -> Mention | None:
    """The firm whose plant, or whose deal with a town, a sentence is about."""
    own = signer_of(line) or partners_of(line, len(line.folded))
    if own is not None:
        return own
    firms = (m for m in line.mentions if m.kind == FIRM)
    return next((firm for firm in firms if plant_end(line, firm, len(line.folded)) is not None), None)


def partners_of(line: Line, high: int) -> Mention | None:
    """Two firms that a sentence joins and calls 双方 before an offset, as one: 上汽集团与宁德时代..., 双方规划."""
    both = _BOTH.search(line.folded, 0, high)
    if both is None:
        return None
    firms = [m for m in line.mentions if m.kind == FIRM and m.end <= both.start() and not is_government(line, m)]
    for one, other in pairwise(firms):
        if line.folded[one.end : other.start] in ("与", "和", "、", "同", "及") and one.name != other.name:
            return Mention(
                one.start, other.end, f"{one.name} and {other.name}", FIRM, before=one.before, after=other.after
            )
    return None


def signer_of(line: Line) -> Mention | None:
    """The one firm that signs with a town, a zone or their office: the plant will be its own."""
    signs = _SIGNS.search(line.folded)
    if signs is None:
        return None
    parties = [m for m in line.mentions if m.kind in (FIRM, PLACE) and m.end <= signs.start() and m.role != "source"]
    ties = (tie.start() for tie in _WITH.finditer(line.folded, 0, signs.start()))
    tie = next((at for at in ties if any(m.end <= at for m in parties)), None)
    if tie is None:
        return None
    first, second = [m for m in parties if m.end <= tie], [m for m in parties if m.start > tie]
    return _signing(line, first, second) or _signing(line, second, first)


_COUNTERPARTS = re.compile(r"[与同跟](?P<others>[^，,。；;]{2,40}?)(?:签署|签订|签约|签下)")


def signs_beside(line: Line, name: str) -> Mention | None:
    """The firm that signs with a government and the firm of this name: 甲与某市政府和|乙|签署协议 is about 甲."""
    found = _COUNTERPARTS.search(line.folded)
    if found is None or _OFFICE_WORD.search(found["others"]) is None:
        return None
    firms = [m for m in line.mentions if m.kind == FIRM and m.role != "source" and not is_government(line, m)]
    if not any(m.name == name and found.start() < m.start < found.end() for m in firms):
        return None
    return next((m for m in firms if m.end <= found.start() and m.name != name), None)


def _signing(line: Line, own: list[Mention], other: list[Mention]) -> Mention | None:
    """The only firm of a side without a government, where the other side has one."""
    firms = [m for m in own if m.kind == FIRM]
    is_firm = len({m.name for m in firms}) == 1 and not any(is_government(line, m) for m in firms)
    return firms[0] if is_firm and any(is_government(line, m) for m in other) else None


def is_town(name: str) -> bool:
    """True for the name of a town, district or their office where it is written like a firm's."""
    return _GOVERNMENT.search(name) is not None


def is_government(line: Line, mention: Mention) -> bool:
    """True for a town or zone, and its office, as a party to a deal."""
    if mention.kind == FIRM:
        return is_town(mention.name)
    return mention.name.endswith(("区", "市", "县")) or _OFFICE.match(line.folded, mention.end) is not None
