"""Whose figure it is: the organisation, event or country that a sentence speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from gigawatch.vocab import organisations

_CAPITAL = r"[A-Z][\w&'’.\-]*[\w]|[A-Z]|[A-Z][\w&'’\-]*"
_PROPER = re.compile(
    rf"(?:{_CAPITAL})(?:\s(?:(?:of|for|de|the)\s(?=[A-Z]))?(?:&\s)?(?:{_CAPITAL}|\d{{1,3}}(?=[\s,]))(?:,?\s(?:Co|Ltd|Inc|Corp|Limited|LLC)\b\.?)*){{0,7}}"
)
_NOT_NAMES = frozenset(
    "The It In This These That They He She We A An At On As For But And However Meanwhile According Its Their By With "
    "After Since To When While Our There Under From Both During Founded Last Today Over Just Earlier Along Listed Each "
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec President Dr Mr Ms Currently "
    "Executive Act If Not Of Phase Driven Market Next Year Investment Capacity Anyway Moreover Also Output "
    "Initially Industry Sales Installations Now Up One Two Three Institutions Agreements Companies EBITDA CEO Backers "
    "EVs EV BESS GWh MWh USD EUR RMB CNY LFP NCM NCA Q1 Q2 Q3 Q4 H1 H2 Based Despite Following Production Energy Solid "
    "I South Korean Chinese American Japanese German European Korean British Indian Battery Fast Some Such Operations Total Soon Here Let Overall Global Demand Phases Plans New All Exports Then".split()
)
_VERB = re.compile(
    r"(?:\s?\([^)]{1,40}\))?(?:,\s(?:an?|the|which|who|whose)\s[^,]{3,120},|,\s[^,]{3,60},)?\s+(?:also\s|has\s|have\s|had\s|will\s|would\s|recently\s|already\s|now\s|today\s|now\s|only\s|today\sannounced\s)*"
    r"(?:has|have|had|will|would|plans?|planned|announced|announces|said|says|began|begun|broke|issued|provided|invested|invests|is|are|was|were|aims?|expects?|"
    r"revealed|unveiled|signed|signs|opened|opens|projects|confirms|generated|recorded|reported|reports|received|awarded|picked|started|starts|developed|"
    r"can|could|operates|makes|produces|produced|secured|raised|raises|sold|leverages|specialises|expanded|continued|continues|supplies|spends|looks|built|builds|launched|owns|held|holds|accounted|led|told|needs|adds|added|acquired|bought|shipped|exported|installed|intends|hopes|wants|reached|hit|topped|grew|rose|fell|put)\b"
)
_JOINT = re.compile(rf"({_CAPITAL}(?:\s(?:{_CAPITAL})){{0,3}})\s(?:and|&)\s({_CAPITAL}(?:\s(?:{_CAPITAL})){{0,3}})")
_CARRIES = re.compile(
    r"^[-•*\s]*[\"“]?(?:The (?:company|plant|project|facility|firm|group|base|factory|new|first|second|latter|battery maker|current|goal|event|venture|carmaker)|This (?:new )?(?:plant|facility|project|would|is|expansion|investment|funding|initiative)|It|Its|They|He|She|We|Our|These|That|Battery production|Operations|Now|"
    r"In the (?:first|second|third|fourth)|Currently|With (?:a|the)|As a result|However|For the|Driven|Moreover|Despite|Along with|Market|c?[£$€])",
)
_ZH_CHAR = (
    r"(?:(?![的在了和与将是为有月日年产后我国全项目等及对从由把被个家据以并称于到至涉其该已可建])[\u4e00-\u9fffA-Za-z])"
)
_ZH_FIRM = re.compile(
    rf"[\u4e00-\u9fffA-Za-z·（）()]{{2,22}}?(?:股份有限公司|有限责任公司|集团有限公司|有限公司)|{_ZH_CHAR}{{2,5}}(?:集团|控股|股份)"
    rf"|{_ZH_CHAR}{{2,3}}(?:科技|能源|锂能|锂业|动力|新材|高科|电服|锂电|锂宝)(?=[（(,，、的在于将拟与和年宣发公计表投是共:：]|$)"
)
_ZH_CONTEXT = (
    re.compile(rf"^[\s\d、.:：)）]*({_ZH_CHAR}{{2,10}})[:：](?!\d)"),
    re.compile(rf"({_ZH_CHAR}{{2,10}}?)(?:发布公告|发布关于|公告称|公告|表示|透露|披露|宣布|总经理|董事长)"),
    re.compile(rf"(?:^|[，,“。；])((?!预|规|形|实|总|全部|达){_ZH_CHAR}{{3,6}})年产"),
    re.compile(rf"({_ZH_CHAR}{{1,5}}[市县区省州])(?:与|政府)"),
    re.compile(rf"^[\d\s、.:：)）]*({_ZH_CHAR}{{2,4}}(?:能源|科技|动力|新能|锂电|电池|时代|股份|集团))"),
    re.compile(r"由([\u4e00-\u9fffA-Za-z（）()]{2,25}?)(?:投资|承建|建设|投建)"),
    re.compile(rf"(?:设立|成立)(?:全资|控股)?(?:子公司|合资公司)?({_ZH_CHAR}{{2,10}}?)(?:使用|投资|，|,|负责|$)"),
)
_ZH_SHORT = re.compile(
    r"([\u4e00-\u9fffA-Za-z（）()]{4,30}?)[（(](?:以下)?(?:简称|下称)[:：]?[“\"]?([\u4e00-\u9fffA-Za-z]{2,10})"
)
_ZH_NOT = frozenset(
    "原标题 来源 记者 编辑 据悉 目前 其中 此外 项目 公司 该公司 消息 本次 当地 资料 责编 校对 审核 大会 今年 去年 企业 双方 统计 数据".split()
)
_ZH_SCOPE = re.compile(r"我国|全国|国内|中国(?!科|汽车|化学|工程|电|石)|全球|全世界")
_ZH_EVENT = re.compile(
    r"(?:20\d{2}(?:年)?)?(?:世界|全球|中国|国际)[\u4e00-\u9fff]{2,10}(?:大会|博览会|论坛|峰会|展览会)"
)
_EN_EVENT = re.compile(
    r"(?:20\d{2} )?(?:[A-Z&][\w&]*(?: (?:and|of|for|on) | )){1,7}(?:Conference|Expo|Forum|Summit|Fair|Congress|Exposition)(?: 20\d\d)?"
)
_ZH_LEAD = re.compile(
    r"^(?:据|由|与|和|及|在|对|向|将|使|为|以|从|的|是|了|此次|本次|继|设立|全资子公司|子公司|其中|包括|当地|已|总部|收到|被|原|近日|日前|昨日|今日|月|日|年|上午|下午|称|获悉|家|个|一|深圳市|联合)+"
)


_ZH_TOP = re.compile(r"(?:排名)?前[\d一二三四五六七八九十百]+(?:大|强|名|家)[\u4e00-\u9fff]{0,8}?企业")
_ZH_SOURCE = re.compile(
    r"(?:协会|联盟|分会|学会|研究院|研究所|统计|网讯|日报|晚报|新闻|通讯社|证监会|证券报|交易所|法院|中院|政府|委员会|办公厅|经信厅|工信部|信息化部|发展中心|融媒体中心)$"
)
_ZH_BESIDE = re.compile(r"(?:为|与|给|向|替|和|同|等|据|记者从|通过|客户|配套)$")


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation, event or country where a sentence names it.

    `role` is "subsidiary" for a company that another sets up, "source" for one that counts or speaks of others,
    "beside" for customers and partners, "top" for a group of the largest, else "".
    """

    start: int
    end: int
    name: str
    role: str = ""


def find_event(text: str, lang: str) -> str | None:
    """The first conference, fair or forum that a text names."""
    match = (_ZH_EVENT if lang == "zh" else _EN_EVENT).search(text)
    if match is None:
        return None
    return re.sub(r"^The ", "", match.group())


def carries(sentence: str) -> bool:
    """True when an English sentence goes on about what the one before spoke of."""
    return _CARRIES.match(sentence) is not None


def find_actors(sentence: str, lang: str, folded: str = "") -> list[Actor]:
    """The organisations that a sentence names, in order; `folded` is its text in simplified characters."""
    if lang != "zh":
        return _english(sentence)
    return [replace(actor, name=sentence[actor.start : actor.end]) for actor in _chinese(folded or sentence)]


def _known(sentence: str) -> list[Actor]:
    return [Actor(m.start, m.end, m.surface) for m in organisations().scan(sentence)]


_CODE = re.compile(r"[IVX\d]+|[A-Z]{2,5}[\d-]+\w?|.{0,4}[$€£¥].*")


def _english(sentence: str) -> list[Actor]:
    known = _known(sentence)
    found = []
    for match in _PROPER.finditer(sentence):
        start, end = _trimmed(match.group(), match.start())
        if (
            start < end
            and not _CODE.fullmatch(sentence[start:end])
            and not any(k.start < end and start < k.end for k in known)
        ):
            found.append(Actor(start, end, " ".join(sentence[start:end].split())))
    return sorted([*known, *found], key=lambda actor: actor.start)


def _trimmed(words: str, start: int) -> tuple[int, int]:
    """The name without the ordinary words at its head."""
    end = start + len(words)
    rest = words
    while rest:
        first = re.match(r"[\w&’'.-]+\s*", rest)
        if first is None or first.group().strip(" .\n").removesuffix("’s").removesuffix("'s") not in _NOT_NAMES:
            break
        rest = rest[first.end() :]
    kept = rest.removesuffix("’s").removesuffix("'s")
    return end - len(rest), end - (len(rest) - len(kept))


def subject_of(sentence: str, actors: list[Actor], places: list[tuple[int, int]]) -> Actor | None:
    """The English sentence's subject: the first named actor that a verb follows, else the first named one."""
    named = [a for a in actors if not any(s <= a.start and a.end <= e for s, e in places)]
    spoken = speaker_of(sentence)
    named = [a for a in named if a.name != spoken]
    for actor in named:
        if _VERB.match(sentence, actor.end):
            return _joint(sentence, actor, named) or _head(sentence, actor, named[0])
    first = next((a for a in named if a.start > 2 or " " in a.name or a.name.isupper()), None)
    if first and " " in first.name and first.name.isupper():
        return None
    return first if first and first.start < 40 and "/" not in sentence[first.start : first.end + 1] else None


_SAYS = re.compile(
    rf"[,”\"]\s(?:said\s)?(?P<after>(?:{_CAPITAL})(?:\s(?:{_CAPITAL}))*)(?:\s(?:said|says|added|told)\b|,\s(?:CEO|chief|president|chairman|director))"
    rf"|^(?:[Aa]ccording to\s)(?P<source>(?:{_CAPITAL})(?:\s(?:{_CAPITAL}))*)"
)


def speaker_of(sentence: str) -> str | None:
    """Who says an English sentence: `..., SNE Research said`, `According to Reuters, ...`."""
    match = _SAYS.search(sentence)
    return (match["after"] or match["source"]) if match else None


def _head(sentence: str, actor: Actor, first: Actor) -> Actor:
    """`The SelectUSA program at the Department of Commerce has` speaks of SelectUSA."""
    gap = sentence[first.end : actor.start]
    is_head = first.start <= 5 and len(gap) < 60 and "," not in gap and re.search(r"\s(?:at|of|from)\s", gap)
    return first if is_head else actor


GRANTED = re.compile(
    r"\s(?P<name>(?:[A-Z][\w.&]+|of|the)(?:\s(?:[A-Z][\w.&]+|of|the))*?)\s(?:[A-Z]{2,}\s)?(?:grant|loan|award)\b"
    r"|\s(?:through|from)\s(?:the\s)?(?P<giver>[A-Z][\w.&]+(?:\s(?:[A-Z][\w.&]+|of|the))*)"
)


def giver_after(sentence: str, end: int) -> str | None:
    """Who gives the money of an English figure that ends at `end`: `$178 million Department of Energy grant`."""
    match = GRANTED.match(sentence, end)
    return " ".join((match["name"] or match["giver"]).split()) if match else None


def _joint(sentence: str, actor: Actor, named: list[Actor]) -> Actor | None:
    """`A and B` where B is the actor before the verb."""
    for other in named:
        if other.end < actor.start and sentence[other.end : actor.start].strip() in ("and", "&"):
            return Actor(other.start, actor.end, f"{other.name} and {actor.name}")
    return None


_ZH_PREFIX = re.compile(r"(?:子公司|设立|成立|简称[:：]?|[“\"（(])[“\"]?([\u4e00-\u9fff]{2,4})$")
_ZH_PERSON = re.compile(r"(?:经理|[长士员者任记授人]|总裁|书记)$")
_ZH_NOISE = re.compile(r"来源|转自|记者|编辑|报讯|讯")
_ZH_CUT = re.compile(r"由|与|向|通过|子公司|项目|收购")


def _widened(sentence: str, actor: Actor) -> Actor:
    """A known short name with the place that makes it a subsidiary: 江门天赐."""
    match = _ZH_PREFIX.search(sentence, max(0, actor.start - 10), actor.start)
    return replace(actor, start=match.start(1), name=sentence[match.start(1) : actor.end]) if match else actor


def _chinese(sentence: str) -> list[Actor]:
    found = [_widened(sentence, actor) for actor in _known(sentence)]
    for pattern in (_ZH_TOP, _ZH_SHORT, *_ZH_CONTEXT, _ZH_FIRM):
        for match in pattern.finditer(sentence):
            group = match.lastindex or 0
            start, end = match.span(group)
            lead = _ZH_LEAD.match(sentence[start:end])
            start += lead.end() if lead else 0
            cuts = [cut.end() for cut in _ZH_CUT.finditer(sentence, start, end - 2)]
            start = cuts[-1] if cuts else start
            if _ZH_NOISE.search(sentence, start, end) or (
                group and _ZH_PERSON.search(sentence, max(0, start - 3), start)
            ):
                continue
            name = sentence[start:end]
            if (
                2 <= len(name)
                and name not in _ZH_NOT
                and not name.startswith(("公司", "项目", "企业"))
                and not any(a.start < end and start < a.end for a in found)
            ):
                found.append(Actor(start, end, name))
    return sorted((_with_role(sentence, actor) for actor in found), key=lambda actor: actor.start)


def _with_role(sentence: str, actor: Actor) -> Actor:
    before = sentence[max(0, actor.start - 6) : actor.start]
    if _ZH_TOP.fullmatch(actor.name):
        return replace(actor, role="top")
    if "子公司" in before or before.endswith(("设立", "成立")):
        return replace(actor, role="subsidiary")
    if _ZH_SOURCE.search(actor.name) or sentence.startswith(("统计", "数据", "测算"), actor.end):
        return replace(actor, role="source")
    return replace(actor, role="beside") if _ZH_BESIDE.search(before) else actor


def owner_of(actors: list[Actor], at: int) -> Actor | None:
    """Whose a Chinese figure at `at` is: the subsidiary last set up before it, else the first named before it."""
    before = [a for a in actors if a.end <= at and a.role not in ("source", "beside", "top")]
    subsidiaries = [a for a in before if a.role == "subsidiary"]
    return (subsidiaries or before)[-1 if subsidiaries else 0] if before else None


def top_of(actors: list[Actor], at: int) -> Actor | None:
    """The group of the largest firms that a Chinese statistic before `at` is about."""
    tops = [a for a in actors if a.end <= at and a.role == "top"]
    return tops[-1] if tops else None


def scope_of(clause: str) -> str | None:
    """我国, 全国, 全球 where a Chinese clause counts a whole country or the world."""
    found = _ZH_SCOPE.findall(clause)
    return found[-1] if found else None
