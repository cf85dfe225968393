"""Subjects of Chinese sentences: owners, subsidiaries, partners, and the country that a statistic counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from gigawatch.claims.actor import Actor, actor_words, known_actors, ordinary_words
from gigawatch.vocab import OrganisationKind, PlaceKind, organisations, places

_HAN = r"[\u4e00-\u9fffA-Za-z（）()]"
_TOP = re.compile(r"(?:排名)?前[\d一二三四五六七八九十百]+(?:大|强|名|家)[\u4e00-\u9fff]{0,8}?企业")
_SHORT = re.compile(
    rf"({_HAN}{{4,30}}?)[（(](?:[^（()）]{{0,30}}[,，])?(?:以下)?(?:简称|下称)(?:为)?[:：]?[“\"「『]?([\u4e00-\u9fffA-Za-z]{{2,10}})"
)
LEAST = 2  # characters of a short name that are too few to find it by elsewhere
_BUILT_BY = re.compile(rf"由({_HAN}{{2,25}}?)(?:投资|承建|建设|投建)")
_PREFIX = re.compile(r"(?:子公司|设立|成立|简称[:：]?|[“\"（(])[“\"]?([\u4e00-\u9fff]{2,4})$")
_NOISE = re.compile(
    r"来源|转自|记者|编辑|讯|召开|举行|举办|打造|推进|加快|迎来|聚焦|围绕|尽快|形成|招标|采购|发布|采访|报道|公告|声明|招股书|负责人|人士"
    r"|^(?:类型|这些|那些|不过|随后|据|现场|两周|本项目|午间|需求|三大|平台公司|上市公司)|同时$"
)
_CUT = re.compile(
    r"由|与|向|通过|子公司|项目|收购|获得|取得|透过|股东|控制|(?:合资|合营)(?:公司|企业)|合资(?:成立|组建|设立|创办)"
)
_GENERIC = re.compile(r"(?:动力电池|锂电池|锂电|电池|动力|储能|新能源|能源|科技|时代)$")
_TIMED = re.compile(r"^(?:晚间|晚|早间|上午|下午|当天|当日|近日|日前|昨日|今日|随后|同日|双方|两家|三方)")
_NOT_THE_PAYER = (
    r"(?!一期|二期|三期|首期|本期|固定|设备|累计|协议|合计|总|完成|预计|计划|拟|将|项目|工程|其中|今年|去年|单体|亿元"
    r"|签约|实际|新增|分期|双方|基地|两|各|共)"
)
_SHORT_NAME = re.compile(
    rf"({_HAN}{{2,8}}?)(?:新材料|新能源|科技|材料|能源|动力|集团|控股|股份|实业|电子)*(?:股份|集团|控股|有限责任)*(?:有限)?公司$"
)
_BRACKETED = re.compile("[（(][\u4e00-\u9fff]{2,6}[)）]")
_FULL_NAME = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fffA-Za-z]{2,8}(?:[（(][\u4e00-\u9fff]{2,6}[)）])?[\u4e00-\u9fff]{0,10}?(?:有限责任|股份有限|有限)公司"
)
_REST_OF_NAME = re.compile(
    r"(?:(?![的与和由在为将拟是及等向对于把被已有限]|[子孙]公司|旗下|设立|成立|组建|收购|参股|控股|投资建|建设|联合|携手|引进|签)[\u4e00-\u9fff]|[（(][\u4e00-\u9fff]{2,4}[)）]){0,14}?(?:股份有限|有限责任|有限)公司"
)
_RUN_ON = re.compile(r"拟|将|与|和|通过|全资|旗下")  # what ends a name that a sentence runs on from
_HELD = re.compile(r"(?:集团|公司|股份)控股$")
_MEASURED = re.compile(
    r"(?:[kMGT]?Wh|[kMG]W|m?Ah|V)(?![A-Za-z])", re.IGNORECASE
)  # a unit ends an amount, and begins no name
_VERB = re.compile(r"签下|签约|引进|收购|持有|落户|控股|参股|组建|成立|设立|增资")
PLACE = 3  # characters of the short name of a place
_COUNTING = re.compile(
    r"(?:公司|机构)?(?:[（(][\w\s]{2,30}[）)])?(?:的|最新|日前|近日|发布|公布|当日|当天|[\d年月日]{2,11}){0,3}"
    r"(?:统计|数据(?!中心)|测算|预测|监测|梳理|研究显示|报告显示|调研)"
)
_TELLERS = (OrganisationKind.ASSOCIATION, OrganisationKind.DATA_PROVIDER, OrganisationKind.RESEARCH)
_NO_FIRM = ("公司", "项目", "企业")


# A way to write a name, and the words of which every match holds one; without such words every sentence is tried.
_Shape = tuple[re.Pattern[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The patterns made from the word lists: ways to write a name, and what stands around it."""

    shapes: tuple[_Shape, ...]
    lead: re.Pattern[str]
    source: re.Pattern[str]
    beside: re.Pattern[str]
    person: re.Pattern[str]
    inside: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = actor_words("zh")
    char = rf"(?:(?![{words['not_in_name'][0]}])[\u4e00-\u9fffA-Za-z])"

    def either(key: str) -> str:
        return "|".join(words[key])

    return _Patterns(
        _shapes(words, char),
        re.compile(rf"^(?:{either('lead')})+"),
        re.compile(rf"(?:{either('source_ending')})$"),
        re.compile(rf"(?:{either('beside')})$"),
        re.compile(rf"(?:{either('person')})$"),
        re.compile(rf"(?:^|[^\u4e00-\u9fff]|[与和由向对在为及])({char}{{1,4}})$"),
    )


def _shapes(words: Mapping[str, tuple[str, ...]], char: str) -> tuple[_Shape, ...]:
    """The ways to write a name; `char` is a character that a short name may hold."""
    trades = ("时代", "汽车", "电池", "新能源", "新材料", "化工")
    tellers = ("公告", "发布关于", "表示", "透露", "披露", "宣布", "总经理", "董事长")
    kinds = [words[key] for key in ("full_ending", "group_ending", "short_ending")]
    full, group, short = ("|".join(endings) for endings in kinds)
    return (
        (_TOP, ("企业",)),
        (_SHORT, ("简称", "下称")),
        (re.compile(rf"^[\d\s、.:：)）]*({char}{{2,10}})[:：](?!\d)"), (":", "：")),
        (re.compile(rf"({char}{{2,10}}?)(?:发布公告|公告称|{'|'.join(tellers)})"), tellers),
        (re.compile(rf"(?:^|[，,，“。；])((?!预|规|形|实|总|全部|达){char}{{3,6}})年产"), ("年产",)),
        (re.compile(rf"({char}{{1,5}}[市县区省州])(?:与|政府)"), ("与", "政府")),
        (
            re.compile(
                rf"^[\d\s、.:：)）]*({char}{{2,4}}(?:新能源|新材料|能源|科技|动力|新能|锂电|电池|时代|股份|集团))(?![\u4e00-\u9fff]{{0,8}}公司)"
            ),
            (),
        ),
        (_BUILT_BY, ("由",)),
        (re.compile(rf"[与和、]({char}{{2,8}})(?:将|拟)?分别(?:持|出资|认缴|占)"), ("分别",)),
        (
            re.compile(
                rf"(?:^|[，。；：“])((?!新(?![疆余乡沂])|大(?![连庆同])|这|该|本){char}{{2,4}}(?<!新)(?:{'|'.join(trades)}))"
                r"(?=[由为将拟与和已在、的]|[一二三四五六七八]期|项目|动力电池项目|[\u4e00-\u9fff]{2}(?:基地|工厂|项目))"
            ),
            trades,
        ),
        (
            re.compile(rf"^({char}{{2,6}})(?=\d{{1,2}}月\d{{1,2}}日[早晚上下午间]{{0,3}}(?:公告|发布|披露|宣布))"),
            ("月",),
        ),
        (
            re.compile(
                rf"(?:^|[，。；：])({_NOT_THE_PAYER}{char}{{2,6}}?)(?:计划|拟|将)?(?:总投资|投资|投建|斥资)[约近]?\d"
            ),
            ("投资", "投建", "斥资"),
        ),
        (
            re.compile(rf"(?:设立|成立)(?:全资|控股)?(?:子公司|合资公司)?({char}{{2,10}}?)(?:使用|投资|，|,|负责|$)"),
            ("设立", "成立"),
        ),
        (
            re.compile(
                rf"[\u4e00-\u9fffA-Za-z·（）()]{{2,22}}?(?:{full})"
                rf"|{char}{{2,5}}(?:{group})"
                rf"|{char}{{2,3}}(?:{short})(?=[（(,，、的在于将拟与和由已年宣发公计规签表投是共均都一二三四五六七八九十:：]|(?<!动力)[\u4e00-\u9fff]{{0,4}}?(?:产业园|动力电池项目|工厂|[“「][\u4e00-\u9fff]{{2,8}}[”」](?:项目|工厂|基地))|(?<!动力)[\u4e00-\u9fff]{{2,8}}?(?:基地|[一二三四五六七八九]期)|项目|$)"
            ),
            tuple(chain.from_iterable(kinds)),
        ),
    )


def find_chinese_actors(sentence: str, folded: str) -> list[Actor]:
    """The organisations that a sentence names, in order; `folded` is its text in simplified characters."""
    found = [_full_name(folded, _widened(folded, _own_part(folded, actor))) for actor in _known(sentence, folded)]
    for pattern, words in _patterns().shapes:
        if words and not any(map(folded.__contains__, words)):
            continue
        for match in pattern.finditer(folded):
            actor = _shaped(folded, match)
            if actor and not any(other.overlaps(actor.start, actor.end) for other in found):
                found.append(actor)
    named = [Actor(a.start, a.end, sentence[a.start : a.end], _role(folded, a)) for a in found]
    return sorted(named, key=lambda actor: actor.start)


_SPACED = re.compile(r"(?<=[a-z\d])[ \u3000](?=[\u4e00-\u9fff])", re.IGNORECASE)


def _known(sentence: str, folded: str) -> list[Actor]:
    """The organisations of the vocabulary that a sentence names, those too that it writes with a space: LG 新能源."""
    found = known_actors(sentence, folded)
    gaps = {gap.start() for gap in _SPACED.finditer(folded)}
    if not gaps:
        return found
    kept = [at for at in range(len(folded)) if at not in gaps]
    for actor in known_actors("".join(sentence[at] for at in kept)):
        start, end = kept[actor.start], kept[actor.end - 1] + 1
        if end - start > len(actor.name):
            found = [one for one in found if not one.overlaps(start, end)]
            found.append(Actor(start, end, sentence[start:end]))
    return found


_PLANT_BEHIND = re.compile(r"[\u4e00-\u9fffA-Za-z\d]{0,16}?(?:项目|基地|工厂|产业园|[一二三四五六七八九十首]期)")
_GOODS_BEHIND = re.compile(r"电池|电芯|系统|电站")


def _own_part(sentence: str, actor: Actor) -> Actor:
    """The owner in a name that runs on into its plant: 蜂巢能源|遂宁动力电池项目, 欣旺达|动力电池项目."""
    is_site = _PLANT_BEHIND.match(sentence, actor.end) is not None
    end = _owner_end(actor.name, is_site, _GOODS_BEHIND.match(sentence, actor.end) is not None)
    return actor._replace(end=actor.start + end, name=actor.name[:end])


@lru_cache(maxsize=1024)
def _owner_end(name: str, is_site: bool, is_goods: bool) -> int:
    """Where the name of the owner ends: before a place of its plant, or before the kind of its goods."""
    if is_goods and name.endswith(("动力", "储能")) and organisations().find(name[:-2]):
        return len(name) - 2
    if is_site:
        for mention in places().scan(name):
            if mention.start > 1 and mention.end == len(name) and organisations().find(name[: mention.start]):
                return mention.start
    return len(name)


def _full_name(sentence: str, actor: Actor) -> Actor:
    """A known short name within the full one of a subsidiary, and the place before it: 台州|弗迪|新能源有限公司."""
    rest = _REST_OF_NAME.match(sentence, actor.end)
    if rest is None or actor.name.endswith("公司"):
        return actor
    start = next(
        (at for at in range(max(0, actor.start - PLACE), actor.start - 1) if _is_town(sentence[at : actor.start])),
        actor.start,
    )
    return actor._replace(start=start, end=rest.end(), name=sentence[start : rest.end()])


@lru_cache(maxsize=4096)
def _is_town(name: str) -> bool:
    place = places().find(name)
    return place is not None and place.kind != PlaceKind.COUNTRY


def _widened(sentence: str, actor: Actor) -> Actor:
    """A known short name with the place that makes it a subsidiary: 江门天赐."""
    match = _PREFIX.search(sentence, max(0, actor.start - 10), actor.start)
    if match is None and actor.name.endswith("公司"):
        match = _patterns().inside.search(sentence, max(0, actor.start - 5), actor.start)
    if match is None or match.group(1) in ordinary_words("zh"):
        return actor
    return actor._replace(start=match.start(1), name=sentence[match.start(1) : actor.end])


def _shaped(sentence: str, match: re.Match[str]) -> Actor | None:
    """The name that a pattern found, without what only leads to it."""
    group = match.lastindex or 0
    start, end = match.span(group)
    lead = _patterns().lead.match(sentence[start:end])
    start += lead.end() if lead else 0
    if _VERB.match(sentence, max(0, start - 1)):
        start += 1
    for cut in _CUT.finditer(sentence, start, end - 2):
        start = cut.end()
    if _HELD.search(sentence[start:end]):
        end -= 2
    if measured := _MEASURED.match(sentence, start, end):
        start = measured.end()
    name = sentence[start:end]
    is_person = group and _patterns().person.search(sentence, max(0, start - 3), start)
    if len(name) < 2 or is_person or name in ordinary_words("zh") or _TIMED.search(name):
        return None
    if _is_trade_of_place(name):
        return None
    start = _from_place(sentence, start)
    return None if name.startswith(_NO_FIRM) or _NOISE.search(name) else Actor(start, end, sentence[start:end])


def _from_place(sentence: str, start: int) -> int:
    """Where a name begins: with the place within whose name it would begin, 广|西华宇锂业, else where it was found."""
    for low in range(max(0, start - PLACE), start):
        if sentence[low].isalpha() and any(_is_place(sentence[low:high]) for high in range(start + 1, low + PLACE + 1)):
            return low
    return start


@lru_cache(maxsize=4096)
def _is_place(name: str) -> bool:
    """True for a province or prefecture: firms bear their names, and few of them are parts of other words."""
    place = places().find(name) if len(name) > 1 else None
    return place is not None and place.kind in (PlaceKind.PROVINCE, PlaceKind.PREFECTURE)


def _is_trade_of_place(name: str) -> bool:
    """True for 自贡动力电池: a place and its trade are no company."""
    generic = _GENERIC.search(name)
    if generic is None or not 2 <= generic.start() <= 4:
        return False
    return any(m.start == 0 and m.end >= generic.start() for m in places().scan(name))


def _role(sentence: str, actor: Actor) -> str:
    before = sentence[max(0, actor.start - 6) : actor.start]
    if _TOP.fullmatch(actor.name):
        return "top"
    if "子公司" in before or "孙公司" in before or before.endswith(("设立", "成立")):
        return "subsidiary"
    if _patterns().source.search(actor.name) or _COUNTING.match(sentence, actor.end) or _tells_of_others(actor.name):
        return "source"
    return "beside" if _patterns().beside.search(before) else ""


@lru_cache(maxsize=4096)
def _tells_of_others(name: str) -> bool:
    """True for an association, an institute or a house that sells data: what it tells is of others."""
    known = organisations().find(name)
    return known is not None and known.kind in _TELLERS


def short_name(name: str) -> str | None:
    """The head of a company's full name, by which a text calls it later on."""
    match = _SHORT_NAME.fullmatch(_BRACKETED.sub("", name))
    short = match.group(1) if match else ""
    return short if len(short) >= 3 and not re.search("[（()）]", short) and not _RUN_ON.search(short) else None


def short_names_in(folded: str) -> list[str]:
    """The short names that a text gives to companies, 简称：甲, and the heads of their full names."""
    given = [match[2] for match in _SHORT.finditer(folded) if len(match[2]) > LEAST and "公司" not in match[2]]
    found = (short_name(name) for name in _FULL_NAME.findall(folded))
    return list(dict.fromkeys(s for s in (*given, *found) if s and not _NOISE.search(s)))
