"""Who and what a Chinese sentence names, and in what position: firms, places, countries, words for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from gigawatch.claims.actor import Actor, find_event
from gigawatch.claims.chinese_clause import Clause, clause_at
from gigawatch.claims.chinese_word import either, pattern
from gigawatch.claims.setting import Setting

_PHASES = r"[一二三四五六七八九十\d][一二三四五六七八九十\d、至到和及期—-]*期"
_COUNTRY = re.compile(r"我国|全国|国内|中国(?!科|汽车|化学|工程|电|石)|全球(?!\d{0,4}[\u4e00-\u9fff]{2,10}大会)|全世界")
_RANKED = re.compile(r"^(?:第|首|最|唯一|前列|领先|市场|同类|范围|各地|人大)")
_COMPARED = re.compile(r"(?:占|居|列|超|较|比|是|在|为|高于|低于|领跑|跻身|成为|打造|建成|建设)(?:到|了|据)?$")
_GOES_ON = re.compile(r"^[\d一二三四五六七八九十、至到和与及以,，期等]*$")
_AND_OTHERS = re.compile(
    r"^等(?:[^，。；]{0,14}?(?:\d+[余多]?[个家户]|企业|项目|公司)|[一二三四五六七八九十\d]+[余多]?[个家户])"
)
_ALL_OF_THEM = re.compile(r"^[^，。；]{0,12}?(?:均|都|共同|合计|共计)")
_BUILDS = re.compile(r"[^，。；]{0,6}?(?:投资|建设|投建|打造|承建|负责|开发|实施|运营)")
_SPEAKS = re.compile(r"^[^，。]{0,14}?(?:表示|介绍|提出|透露|称|说|工作报告)")
_OFFICIAL = re.compile(
    r"书记|市长|省长|县长|区长|局长|部长|主任|厅长|秘书长|会长|主席|总裁|董事|经理|院士|教授|院长|参赞|大使"
)
_GOODS = (
    "高镍|三元|磷酸铁锂|锰酸锂|动力|储能|固态|半固态|钠离子|锂离子|锂电|锂|新能源|汽车|高性能|高精度|高精|电子|级|湿法|干法|石墨|硅碳|"
    "正极|负极|材料|电池|电芯|电子|铜箔|铝箔|隔膜|电解液|结构件|前驱体|碳酸锂|氢氧化锂|产能|产业|项目|产品|组件|模组|系统|集成|及|和|配套"
)
_PRODUCT = re.compile(rf"(?:元|源|新型)?(?:{_GOODS})+")
_WITH_TOWN = re.compile(r"[\u4e00-\u9fff]{2,12}?(?:市|县|区|省|州|政府|管委会|委员会|开发区)[与和同]")


@dataclass(frozen=True, slots=True)
class Mention:
    """One name or standing word of a sentence: its kind, its clause and its position.

    `kind` is "firm", "place", "country", or for standing words "the firm", "the city", "the project". `project` is what
    a firm's name goes on to, such as 宜宾工厂一期.
    """

    start: int
    end: int
    name: str
    kind: str
    clause: int
    is_topic: bool = False
    is_oblique: bool = False
    role: str = ""
    project: str = ""


@cache
def _project_after() -> re.Pattern[str]:
    stop = "等、与和同已将拟投建签引为是持使让出获占用"
    middle = rf"(?:(?!\d+[条个座家])(?:(?![{stop}])[\u4e00-\u9fffA-Za-z\d]){{0,14}}?)"
    return re.compile(
        rf"(?:在[\u4e00-\u9fff]{{2,10}}?(?:投资|建设)?的|的)?({middle}(?:{either('project')})(?:{_PHASES})?|{middle}{_PHASES}(?:{either('project')})?)"
        r"(?!\s*(?:共|达)?\d+\s*[个家条])"
    )


@cache
def _standing() -> tuple[tuple[str, re.Pattern[str]], ...]:
    own = r"(?:该|本|此|这一|这个|上述|整个|新|双方|总)?"
    return (
        ("the city", re.compile(rf"(?:{either('city')})")),
        (
            "the city",
            re.compile(
                r"[市县区州](?:委|政府|[\u4e00-\u9fff]{1,8}局)[^，。]{0,10}?(?:表示|介绍|提出|透露|称|说|工作报告)"
            ),
        ),
        (
            "the event",
            re.compile(
                r"(?:本届|本次|此次|此前[一二两三]届)?(?:大会|会议|论坛|展会|博览会|峰会)(?:上|期间|现场)?|会上|签约项目|这些项目"
            ),
        ),
        ("the project", re.compile(rf"{own}(?:{either('project')}|{_PHASES}|核心区)(?!所在|[^，。]{{0,6}}\d+个)")),
        (
            "the project",
            re.compile(r"(?:全部|全面|项目|正式|整体)?(?:建成|达产|投产|满产|竣工)(?:投产|达产|投用)?(?:后|之后)"),
        ),
        ("the firm", re.compile(rf"(?:{either('firm')})(?![\u4e00-\u9fff]{{0,6}}公司)")),
    )


def find_mentions(
    folded: str, clauses: list[Clause], actors: Sequence[Actor], settings: Sequence[Setting]
) -> list[Mention]:
    """Every mention of a sentence, in order; several firms said to do one thing together are one."""
    firms = [_firm(folded, clauses, actor) for actor in actors if _is_firm(actor)]
    found = [*_events(folded, clauses), *_together(folded, firms), *_places(folded, clauses, settings, firms)]
    found += [*_countries(folded, clauses), *_standing_words(folded, clauses, found)]
    return sorted(found, key=lambda mention: mention.start)


def _events(folded: str, clauses: list[Clause]) -> Iterator[Mention]:
    event = find_event(folded, "zh")
    if event:
        start = folded.index(event)
        yield Mention(start, start + len(event), event, "event", clause_at(clauses, start), True)


def _is_firm(actor: Actor) -> bool:
    return not _OFFICIAL.search(actor.name) and not _PRODUCT.fullmatch(actor.name)


def _firm(folded: str, clauses: list[Clause], actor: Actor) -> Mention:
    number = clause_at(clauses, actor.start)
    clause = clauses[number]
    opening = folded[clause.lead : actor.start]
    is_met = _WITH_TOWN.fullmatch(opening) is not None
    is_builder = folded[actor.start - 1 : actor.start] == "由" and _BUILDS.match(folded, actor.end) is not None
    is_met = is_met or is_builder
    is_topic = is_met or actor.start <= clause.lead or _is_modifier(opening)
    after = _project_after().match(folded, actor.end, clause.end)
    return Mention(
        actor.start,
        actor.end,
        actor.name,
        "firm",
        number,
        is_topic,
        not is_met and (actor.role == "beside" or _is_oblique(folded, actor.start, clause.start)),
        actor.role,
        after.group(1) if after and actor.role != "source" else "",
    )


def _is_modifier(opening: str) -> bool:
    """True for what may stand before a topic: a place, an office such as 总部位于…的, nothing that acts."""
    return len(opening) <= 12 and opening.endswith(("的", "省", "市", "县", "区", "企业", "巨头", "龙头"))


def _is_oblique(folded: str, start: int, floor: int) -> bool:
    return (
        pattern("", "oblique", r"(?:[“\"]|了|由|省|市|本地|龙头|企业)?$").search(folded, max(floor, start - 8), start)
        is not None
    )


def _together(folded: str, firms: list[Mention]) -> list[Mention]:
    """`A、B和C均…` is one subject of several firms."""
    found: list[Mention] = []
    run: list[Mention] = []
    for firm in firms:
        if run and (firm.clause != run[-1].clause or not _GOES_ON.match(folded[run[-1].end : firm.start])):
            found += _closed(folded, run)
            run = []
        run.append(firm)
    return [*found, *_closed(folded, run)]


def _closed(folded: str, run: list[Mention]) -> list[Mention]:
    if run and _AND_OTHERS.match(folded[run[-1].end :]):
        return [replace(firm, is_oblique=True, is_topic=False, project="") for firm in run]
    if len(run) > 1 and run[0].is_topic and _ALL_OF_THEM.match(folded[run[-1].end :]):
        return [replace(run[0], end=run[-1].end, name=" and ".join(firm.name for firm in run), project="")]
    return [run[0], *(replace(firm, is_oblique=True) for firm in run[1:])] if run else []


def _places(
    folded: str, clauses: list[Clause], settings: Sequence[Setting], firms: Sequence[Mention]
) -> Iterator[Mention]:
    """Places that open a clause and are no part of a firm's, project's or office's name."""
    firm_starts = {firm.start for firm in firms}
    for setting in settings:
        number = clause_at(clauses, setting.start)
        clause = clauses[number]
        if setting.start > clause.lead or setting.end in firm_starts:
            continue
        if pattern("", "office").match(folded, setting.end):
            if _SPEAKS.match(folded[setting.end :]):
                yield Mention(setting.start, setting.end, setting.name, "place", number, True)
            continue
        after = _project_after().match(folded, setting.end, clause.end)
        if (
            after
            and not re.search(r"\d|重[大点]|产业链", after.group())
            and not re.match("[市县区]?的?[\u4e00-\u9fff]{0,6}产业(?:基地|园区)", folded[setting.end :])
        ):
            yield Mention(setting.start, after.end(), setting.name, "the project", number, True, project=after.group(1))
        else:
            yield Mention(setting.start, setting.end, setting.name, "place", number, True)


def _countries(folded: str, clauses: list[Clause]) -> Iterator[Mention]:
    for match in _COUNTRY.finditer(folded):
        number = clause_at(clauses, match.start())
        before = folded[max(0, match.start() - 4) : match.start()]
        if not _COMPARED.search(before) and not _RANKED.match(folded[match.end() : match.end() + 3]):
            is_topic = match.start() <= clauses[number].lead
            yield Mention(match.start(), match.end(), match.group(), "country", number, is_topic)


def _standing_words(folded: str, clauses: list[Clause], named: Sequence[Mention]) -> Iterator[Mention]:
    """Words at the head of a clause that stand for something named before."""
    taken = {mention.start for mention in named}
    for number, clause in enumerate(clauses):
        if clause.lead in taken:
            continue
        places = (clause.start, clause.lead) if folded[clause.start : clause.start + 1].isdigit() else (clause.lead,)
        matches = ((kind, words.match(folded, at, clause.end)) for at in places for kind, words in _standing())
        kind, match = next(((k, m) for k, m in matches if m), ("", None))
        if match:
            yield Mention(match.start(), match.end(), match.group(), kind, number, True)
