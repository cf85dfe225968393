"""Words that are made like a firm's name, and words that are nobody's."""

from __future__ import annotations

import re
from functools import lru_cache

from gigawatch.resolve.organisation.firm import words
from gigawatch.vocab import places

GENERIC = re.compile(
    r"^(?:the |its |this |our |their |a |an )?(?:compan(?:y|ies)|firms?|projects?|plants?|group|base|enterprises?"
    r"|industry|market|event|agreements?|both|they|it|we)$|^(?:企业|项目|基地|集团|我们|双方|行业)$",
    re.IGNORECASE,
)
STANDS_IN = re.compile(  # words that stand for a firm named elsewhere
    r"^(?:the |its |this |our |their |a |an )?"
    r"(?:(?:new|planned|proposed|future|said|wholly[- ]owned|listed|parent|two|both) )*"
    r"(?:joint[- ](?:venture|company)|jv|venture|subsidiar(?:y|ies)|parent|consortium|partnership|partners?|parties"
    r"|company)(?: (?:compan(?:y|ies)|firms?|partners?|entity))?$"
    r"|^(?:该|此|本|新|其|这家|两家|三家|双方|各|家)*"
    r"(?:中外|合资|合营|联营|合作|全资|控股|参股|子|孙|母|项目|新|目标|标的|分|上市|运营)*(?:公司|企业|集团公司)$",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"^(?:[\d.,]+|one|two|three|four|five|six|seven|eight|nine|ten|nearly|over|about|almost|some|all|more|at least)\b",
    re.IGNORECASE,
)
COMPANY_ZH = re.compile(
    r"(?:公司|集团|科技|新能源|锂业|股份|控股|实业|.{2,}(?:材料|电池|时代|动力|锂电|储能|锂能|锂源|锂科|新材|矿业))$"
)
COMPANY_EN = re.compile(
    r"\b(?:Co|Company|Corp|Corporation|Inc|Ltd|Limited|LLC|AG|SE|SA|GmbH|NV|AB|ASA|Oyj|Plc|Group|Holdings?|Technolog(?:y|ies)"
    r"|Energy|Batter(?:y|ies)|Materials?|Motors?|Automotive|Power|Lithium|Metals?|Mining|Chemicals?|Industr(?:y|ies)|Cells?)\b"
)
PRODUCT_ZH = re.compile(r"^(?:[\u4e00-\u9fff]{0,4})(?:动力电池|储能电池|锂电池|正极材料|负极材料|新材料|新能源)$")
GENERAL_ZH = re.compile(  # a part of the world or of the trade before what firms do: nobody's name
    r"^(?:国内|国外|海外|境外|全球|世界|全国|中国|亚洲|欧洲|非洲|美洲|南美|北美|拉美|澳洲|当地|本地|省内|市内|上游|下游|其他|多家|传统|新兴|绿色|高端|智能)"
    r"(?:材料|电池|时代|动力|锂电|储能|锂能|新材|矿业|科技|集团|公司|锂业|新能源|动力电池)$"
)
TRADE_ZH = re.compile(r"^(?P<own>[\u4e00-\u9fff]{2,4})(?:新能源|能源|汽车|新能|新材料)$")
HAN = re.compile(r"[\u4e00-\u9fff]")


@lru_cache(maxsize=65_536)  # asked of the subject of every claim
def is_firm_name(surface: str) -> bool:
    """True for a name that ends or is made like a firm's."""
    if GENERAL_ZH.match(surface):
        return False
    if told := TRADE_ZH.match(surface):
        return _is_own(told["own"])
    return bool(COMPANY_ZH.search(surface) or (surface[:1].isupper() and COMPANY_EN.search(surface)))


def _is_own(word: str) -> bool:
    """True for the word before a trade that is no place and no general word: 岚镜新能源, but not 安徽新能源."""
    general = words()["general_zh"]
    return places().find(word) is None and not any(one in word for one in general)


def may_be_firm(surface: str) -> bool:
    """True for a name that may be a firm's: made like one, or capitalised; no general word, count or product."""
    if GENERIC.match(surface) or STANDS_IN.match(surface) or COUNTED.match(surface):
        return False
    if PRODUCT_ZH.match(surface) and not TRADE_ZH.match(surface):
        return False
    return is_firm_name(surface) or surface[:1].isupper()


def language_of(surface: str) -> str:
    """`zh` for a name with Chinese characters, else `en`."""
    return "zh" if HAN.search(surface) else "en"
