"""What a Chinese sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gigawatch.claims.chinese_actor import find_chinese_actors
from gigawatch.claims.scope.mention import COUNTRY, EVENT, FIRM, GROUP, PLACE, Mention, Stand
from gigawatch.claims.setting import find_settings
from gigawatch.vocab import organisations, places

_EVENT = re.compile(r"(?:20\d{2}(?:年)?)?(?:世界|全球|中国|国际)[\u4e00-\u9fff]{2,10}(?:大会|博览会|论坛|峰会|展览会)")
_NO_EVENT = re.compile(r"首次|首个|举办|举行|类似|召开|参加|[的在了]")
_COUNTRY = re.compile(r"我国|全国|国内|中国(?!科|汽车|化学|工程|电|石|光大|银行)|全球|全世界|世界|海外")
_HOME_OF = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:研究|调研|咨询|调查)机构(?=[a-z])")
_WORLD = frozenset({"全球", "全世界", "世界", "海外"})
_STAND = re.compile(
    r"(?P<firm>公司|两家(?:公司|企业)|[他她]们|合资公司|该集团|该企业|本公司|双方|其(?!中|他|它|余)|集团(?!公司))|(?P<city>全市|我市|该市|当地|本市|全区|全县|该县|该区)"
    r"|(?P<province>全省|该省|我省)|(?P<event>大会|会议|论坛|展会|本届|此次活动|仪式|集中签约|集中开工)"
    r"|(?P<project>(?:该|本|此|上述|整个)?(?:项目|基地|工厂|产业园|园区|工程|生产线|产线)|[一二三四五]期|建成后|投产后|达产后)"
)


def find_chinese(sentence: str, folded: str) -> tuple[list[Mention], list[Stand]]:
    """The mentions of a sentence in order, and the words that stand for what was named before."""
    actors = find_chinese_actors(sentence, folded)
    settings = find_settings(sentence, "zh", [(a.start, a.end) for a in actors], folded)
    actors = [a for a in actors if _is_firm(a.start, a.end, folded)]
    found = [Mention(a.start, a.end, a.name, GROUP if a.role == "top" else FIRM, role=a.role) for a in actors]
    for s in settings:
        if _HOME_OF.match(folded, s.end):  # 韩国研究机构 is where it is at home, not what it tells of
            continue
        level = _level(s.name)
        found.append(Mention(s.start, s.end, s.name, COUNTRY if level == "country" else PLACE, level))
    found += [m for m in _others(sentence, folded) if not any(o.start <= m.start < o.end for o in found)]
    stands = [Stand(m.start(), m.lastgroup or "") for m in _STAND.finditer(folded)]
    return sorted((around(folded, m) for m in found), key=lambda m: m.start), stands


_FIRM_ENDING = ("公司", "集团", "控股", "股份")
_OFFICIAL = re.compile(
    r"书记|市长|省长|县长|区长|局长|部长|主任|厅长|秘书长|会长|主席|总裁|董事|经理|院士|教授|院长|参赞|大使|组长|总监|负责人|人士|分析师|发言人|创始人|[他她我]们|视频|周[一二三四五六日]$|^[用在对]"
)
_PART = re.compile(r"^[市县区省州镇]|[新发技]区|[一二三四五六七八九十首两各]期|^期|规划|设计|基地$|工厂$|厂区")
_SHARES = re.compile(r"(?:定增|增发|发行|发售|表决权|限售|流通|持有|认购|总)股份")
_DESCRIBED = re.compile(
    r"^(?:[kmgt]?wh|[万亿吨]|[\u4e00-\u9fff]{0,4}(?:绿色|清洁|新型|传统|地方|全球|球|高镍|[级化用]|周期|这些|那些|小型|大型|圆柱|同期|披露|其他|铁|富))"
    r"(?:新能源|新能|能源|新材料|新材|锂电|动力|电池)"
)
_GOODS = re.compile(
    r"(?:高镍|三元|磷酸铁锂|锰酸锂|动力|储能|固态|半固态|钠离子|锂离子|锂电|锂|新能源|再生|能源|汽车|高性能|高精度|高精|电子|级|湿法|干法|石墨|硅碳|电动|智能"
    r"|正极|负极|材料|电池|电芯|铜箔|铝箔|隔膜|电解液|结构件|前驱体|碳酸锂|氢氧化锂|产能|产业|项目|产品|组件|模组|系统|集成|及|和|配套|科技|元|源|新型)+"
)


def _is_firm(start: int, end: int, folded: str) -> bool:
    """False for people, goods, parts of a plant and words that only look like a name."""
    name = folded[start:end]
    if name.startswith("中") and start and folded[start - 1].isalpha() and not name.endswith(_FIRM_ENDING):
        return organisations().find(name) is not None  # 其|中宁德时代, but 中色正元
    return _is_firms_name(name)


@lru_cache(maxsize=4096)
def _is_firms_name(name: str) -> bool:
    if organisations().find(name) is not None:  # 中创新航, though no other name begins with 中
        return True
    if _PART.search(name) and not name.endswith("公司"):
        return False
    if _SHARES.search(name) or (_DESCRIBED.match(name) and not name.endswith(_FIRM_ENDING)):
        return False
    return not _OFFICIAL.search(name) and _GOODS.fullmatch(name) is None


@lru_cache(maxsize=4096)
def _level(name: str) -> str:
    mention = next(iter(places().scan(name)), None)
    kind = str(mention.entry.kind) if mention else "city"
    if kind == "country" or (kind == "province" and len(name) <= 8 and mention and mention.end == len(name)):
        return kind
    return "city"


def _others(sentence: str, folded: str) -> Iterator[Mention]:
    for match in _EVENT.finditer(folded):
        if _NO_EVENT.search(match.group()):
            continue
        yield Mention(match.start(), match.end(), match.group(), EVENT)
    for match in _COUNTRY.finditer(folded):
        if _HOME_OF.match(folded, match.end()):
            continue
        level = "world" if match.group() in _WORLD else "country"
        yield Mention(match.start(), match.end(), sentence[match.start() : match.end()], COUNTRY, level)


def around(folded: str, m: Mention) -> Mention:
    """The mention with the characters before and behind it."""
    before, after = folded[max(0, m.start - 1) : m.start], folded[m.end : m.end + 1]
    return Mention(*m[:6], before or "^", after or "$")
