"""Whose a figure is: the names of its sentence and those carried from before, weighed by learned features."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from gigawatch.claims.scope.base_of_place import owner_of_base
from gigawatch.claims.scope.candidate import OUT, Candidate, by_nearness, tell_weight
from gigawatch.claims.scope.chinese_head import bracketed_owner, heading_owner, is_market_price, listed_owner
from gigawatch.claims.scope.chinese_owner import carried_owner
from gigawatch.claims.scope.chinese_party import is_government, is_town, signs_beside
from gigawatch.claims.scope.closed_plant import closing_owner
from gigawatch.claims.scope.each_firm import firm_of_each
from gigawatch.claims.scope.earlier_gathering import earlier_gatherings
from gigawatch.claims.scope.history import OF_PROJECT, History, Scoped, group_of
from gigawatch.claims.scope.host import host_owner, shown_at
from gigawatch.claims.scope.made_in import made_in
from gigawatch.claims.scope.mention import COUNTRY, EVENT, FIRM, PLACE, SOURCE, Mention
from gigawatch.claims.scope.owner_beside import acting_head, heading_firm, is_one_firm, plant_owner, put_into
from gigawatch.claims.scope.page import EACH, Line, Page
from gigawatch.claims.scope.partner import firm_before_list, partners_listed
from gigawatch.claims.scope.plant_name import owner_of_named
from gigawatch.claims.scope.project_company import project_company
from gigawatch.claims.scope.scene import Scene, line_number, scene_of
from gigawatch.claims.scope.stake import stake_of
from gigawatch.claims.scope.top_group import group_told
from gigawatch.claims.scope.town_total import town_total
from gigawatch.claims.scope.venture import (
    heads_clause,
    is_known_venture,
    named_venture,
    partners_in,
    venture_before,
)
from gigawatch.claims.scope.voice import stands_for_firm, voiced_owner
from gigawatch.claims.scope.weight import Features, Model
from gigawatch.claims.scope.worldwide import world_told
from gigawatch.claims.setting import is_region
from gigawatch.vocab import organisations

GOES_ON = 5  # sentences over which a plant is gone on about whose company was told
HOME = "中国"  # whose market a Chinese text means where it names none
_BOTH = re.compile(r"they|their|both|双方|两家|合资|joint venture|the (?:two|companies)")
_DOING = re.compile(r"\s(?:(?:also|alone|now|still)\s)?[a-z]{2,}ing\s(?:[a-z]+\s){0,3}")
_PHASED = r"[一二三四五六七八九十\d至到、期]*"
_JOIN = {"zh": re.compile(rf"^{_PHASED}(?:[、和与及]|以及){_PHASED}$"), "en": re.compile(r"^,?\s(?:and|&)\s$")}


def subject_candidates(figure: Scoped, history: History, page: Page) -> list[Candidate]:
    """Every candidate for the subject of a figure, nobody among them."""
    line = figure.line
    scene = scene_of(figure)
    found: dict[str, Candidate] = {}
    for mention in by_nearness(scene.mentions, figure):
        if page.lang == "zh" and (mention.role == SOURCE or is_region(mention.name)):
            continue
        name = page.nation_of(mention.name)
        if name not in found:
            found[name] = Candidate(name, mention.kind, scene.parts(mention))
    for joint in _joint(line, scene.mentions, page.lang):
        if joint.name not in found:
            found[joint.name] = Candidate(joint.name, FIRM, [*scene.parts(joint), ("joint",)])
    for source, name, kind in _carried(history, page):
        one = found.get(name)
        if one is None:
            one = found[name] = Candidate(name, kind, [("out", f"out:{kind}")], OUT)
        one.parts.append(_from(source, kind) if one.where == OUT else _from(source))
    tags = _tags(scene, history)
    tell_weight(found.values(), page)
    for one in found.values():
        _tell_all(one, history, figure, tags)
    return [*found.values(), Candidate(None, "none", [_none(bool(scene.mentions), tags)])]


def _tags(scene: Scene, history: History) -> Features:
    """What holds of a figure and its sentence whoever the subject is."""
    figure, line = scene.figure, scene.figure.line
    stands = [s for s in line.stands if s.start < figure.start]
    has_both = bool(stands) and any(_BOTH.match(line.folded, s.start) for s in stands)
    has_firm = any(m.kind == FIRM and m.start < figure.start for m in scene.mentions)
    same = history.figure is not None and history.figure.line is line
    kinds = tuple([s.kind for s in stands[-2:]])
    return _tags_of(kinds, has_both, has_firm, same, _head(line, scene.mentions), line.is_item, line.opens)


@cache
def _tags_of(
    stands: tuple[str, ...], has_both: bool, has_firm: bool, same: bool, head: str, is_item: bool, opens: bool
) -> Features:
    return (
        *([f"stand:{kind}{'+' if has_both else ''}" for kind in stands] or ["stand:"]),
        f"hasfirm:{has_firm}",
        f"same:{same}",
        f"head:{head}:{is_item}",
        f"item:{is_item}",
        f"opens:{opens}",
    )


def _head(line: Line, mentions: Sequence[Mention]) -> str:
    """What a sentence begins with: a name of some kind, a word that stands for one, or neither."""
    for mention in mentions:
        if mention.start <= line.head:
            return mention.kind
    for stand in line.stands:
        if stand.start <= line.head:
            return f"the {stand.kind}"
    return ""


def _tell_all(one: Candidate, history: History, figure: Scoped, tags: tuple[str, ...]) -> None:
    """Features of a candidate wherever it comes from."""
    parts, kind, before = one.parts, one.kind, history.figure
    parts += (
        _tagged(one.where, kind, tags),
        _told(kind, figure.status, figure.measure, figure.found.dimension == "money"),
        _frequency(min(history.counts.get(one.name or "", 0), 3), kind),
    )
    if before is not None and before.subject == one.name:
        parts.append(_as_before(one, before, figure))
    if history.lead is not None and history.lead.name == one.name:
        parts.append(("=lead",))


def _as_before(one: Candidate, before: Scoped, figure: Scoped) -> Features:
    """Features of the subject of the figure before."""
    line = figure.line
    gap = min(line.number - before.line.number, 2)
    features = (f"=pf:{gap}", f"=pf:{gap}:{one.where}:{line.is_item or line.opens}")
    is_near = gap == 0 and line.clause(before.start) == line.clause(figure.start)
    return (*features, "=pf:clause") if is_near else features


@cache
def _frequency(times: int, kind: str) -> Features:
    return (f"fq:{times}:{kind}",)


@lru_cache(maxsize=4096)
def _tagged(where: str, kind: str, tags: tuple[str, ...]) -> Features:
    return tuple(f"{where}:{kind}:{tag}" for tag in tags)


@lru_cache(maxsize=4096)
def _none(has: bool, tags: tuple[str, ...]) -> Features:
    """The features of nobody; `has` says whether the sentence names anybody."""
    return ("none", f"none:{has}", *(f"none:{tag}" for tag in tags))


@cache
def _told(kind: str, status: str, measure: str, is_money: bool) -> Features:
    features = (f"k:{kind}", f"st:{status}:{kind}", f"m:{measure}:{kind}")
    return (*features, f"money:{kind}") if is_money else features


@cache
def _from(source: str, kind: str | None = None) -> Features:
    """Features of what was spoken of before, its kind told where the sentence does not name it."""
    return (f"from:{source}",) if kind is None else (f"from:{source}", f"out:{source}:{kind}")


def _joint(line: Line, mentions: Sequence[Mention], lang: str) -> Iterator[Mention]:
    """`A and B` as one candidate; a town is no partner in a plant."""
    named = [m for m in mentions if m.kind == FIRM and (lang == "zh" or m.role != "source")]
    firms = [m for m in named if not (lang == "zh" and is_government(line, m))]
    run: list[Mention] = firms[:1]
    for one, other in pairwise(firms):
        is_joined = _JOIN[lang].match(line.sentence.text[one.end : other.start]) is not None
        run = [*run, other] if is_joined else [other]
        if is_joined:
            yield _together([one, other])
        if len(run) > 2 and lang == "zh":
            yield _together(run)


def _together(firms: Sequence[Mention]) -> Mention:
    """Several partners as one."""
    one, other = firms[0], firms[-1]
    name = " and ".join(firm.name for firm in firms)
    return Mention(one.start, other.end, name, FIRM, "", other.role, one.before, other.after)


def _carried(history: History, page: Page) -> list[tuple[str, str, str]]:
    """What was spoken of before: by whom it is remembered, its name and kind."""
    figure, carried = history.figure, []
    if figure is not None and figure.subject:
        carried.append(("figure", figure.subject, figure.subject_kind))
    carried += [
        (source, mention.name, mention.kind)
        for source, mention in (
            ("firm", history.firm), ("topic", history.topic), ("lead", history.lead), ("most", history.most),
            ("event", history.event), ("city", history.city), ("place", history.place),
        )
        if mention is not None
    ]  # fmt: skip
    if history.pair:
        carried.append(("pair", history.pair, FIRM))
    named = [m for m in page.title if page.lang == "en" or m.role != SOURCE]
    firm = next((m for m in named if m.kind in (FIRM, PLACE, EVENT)), None)
    if firm is not None:
        carried.append(("title", firm.name, firm.kind))
    nation, world = ("中国", "全球") if page.lang == "zh" else ("China", "global")
    carried += (("nation", history.nation or nation, COUNTRY), ("world", world, COUNTRY))
    return [(source, page.nation_of(name), kind) for source, name, kind in carried if not is_region(name)]


def _one_by_one(figure: Scoped) -> Mention | None:
    """The firm that has the place of the figure in its list, where 分别 ties as many firms as amounts together."""
    line = figure.line
    low, high = line.clause_span(figure.start)
    if not (line.is_each and EACH.search(line.folded, low, high)):
        return None
    firms = [m for m in line.mentions if m.kind == FIRM and m.end <= figure.start and m.before not in tuple("向给对为")]
    distinct = list({m.name: m for m in reversed(firms)}.values())[::-1]
    amounts = len(re.findall(r"\d[\d.,]*", line.folded[low:high]))
    number = line_number(figure)
    return distinct[number] if len(distinct) == amounts >= 2 and number < amounts else None


def _acting_beside(figure: Scoped) -> Mention | None:
    """The firm that does what the figure tells beside the clause's own subject: `..., with Gotion installing 3 GWh`."""
    text = figure.line.sentence.text
    firms = (m for m in reversed(figure.line.mentions) if m.kind == FIRM and m.end <= figure.start)
    nearest = next(firms, None)
    if nearest is None or not text[: nearest.start].endswith("with "):
        return None
    return nearest if _DOING.fullmatch(text, nearest.end, figure.start) else None


def _is_open(chosen: Candidate, owner: Mention) -> bool:
    """True where a plant is given to no firm, to a town, or to its owner together with one."""
    return chosen.kind != FIRM or chosen.name is None or is_town(chosen.name) or _is_part(chosen.name, owner.name)


def _is_part(one: str, other: str) -> bool:
    """True where one of two names is the first of the partners in the other."""
    return one.startswith(other) or other.startswith(f"{one} and ")


def decide_subject(figure: Scoped, told: Mention | None, history: History, page: Page, model: Model) -> Candidate:
    """Whose a figure is; what grammar alone tells needs no weighing: lists that 分别 ties together, `told`."""
    stake = stake_of(figure, history)
    figure.is_stake, figure.held = stake is not None, stake.held if stake else None
    figure.town = None if stake else world_told(figure) or town_total(figure, history, page)
    each = (
        figure.town
        or closing_owner(figure, page)
        or (listed_owner(figure) if page.lang == "zh" else None)
        or _one_by_one(figure)
        or (stake.holder if stake else None)
        or made_in(figure)
        or _venture(figure, history)
        or told
        or (_plainly_told(figure) or _company_of(figure, history) if page.lang == "zh" else None)
    )
    if page.lang == "en":
        each = each or firm_of_each(figure) or _acting_beside(figure)
    each = each or group_told(figure)
    if each:
        return Candidate(each.name, each.kind)
    if page.lang == "zh" and is_market_price(figure):
        return Candidate(page.nation_of(HOME), COUNTRY)
    hosted = host_owner(figure, history) or shown_at(figure, history) or earlier_gatherings(figure)
    if hosted:
        return hosted
    chosen = stands_for_firm(figure, voiced_owner(figure, _weighed(figure, history, page, model)), history)
    chosen = owner_of_named(figure, _held_together(figure, chosen, history), page)
    return Candidate(None, "none") if _is_a_parents(figure, chosen) else chosen


def _plainly_told(figure: Scoped) -> Mention | None:
    """Who stands right at a Chinese figure: before its brackets, or at the head of its clause."""
    return bracketed_owner(figure) or heading_owner(figure)


def _company_of(figure: Scoped, history: History) -> Mention | None:
    """The project company of a plant's figure, named before it in its sentence or in one that none came after."""
    line = figure.line
    if figure.measure not in OF_PROJECT:
        return None
    if (here := project_company(line)) is not None and here.end <= figure.start:
        return here
    is_near = history.company is not None and line.number - history.told_at <= GOES_ON
    return history.company if is_near and not any(m.kind == FIRM for m in line.mentions) else None


def _venture(figure: Scoped, history: History) -> Mention | None:
    """The joint venture that a plant's figure is of, or its partners as one, where the sentence speaks of it."""
    line = figure.line
    if figure.measure not in OF_PROJECT | {"production"} or venture_before(line, figure.start) is None:
        return None
    return named_venture(line) or partners_in(line) or history.venture


def _held_together(figure: Scoped, chosen: Candidate, history: History) -> Candidate:
    """The venture, or its partners as one, where a plant's figure was given to one partner of a list."""
    names = list(dict.fromkeys(m.name for m in partners_listed(figure.line).values()))
    if figure.measure not in OF_PROJECT or chosen.name not in names:
        return chosen
    venture = firm_before_list(figure.line) or named_venture(figure.line) or history.venture
    return Candidate(venture.name if venture is not None else " and ".join(names), FIRM)


def _is_a_parents(figure: Scoped, chosen: Candidate) -> bool:
    """True where a figure of a joint venture that nothing names was given to one known firm."""
    if figure.measure not in OF_PROJECT or not heads_clause(figure.line, figure.start):
        return False
    return organisations().find(chosen.name or "") is not None and not is_known_venture(chosen.name or "")


def _weighed(figure: Scoped, history: History, page: Page, model: Model) -> Candidate:
    """The candidate with the largest weight, or the owner that the words beside a plant tell in its stead."""
    candidates = subject_candidates(figure, history, page)
    chosen = candidates[model.choose([c.parts for c in candidates], group_of(figure.measure))]
    if figure.measure in OF_PROJECT and (head := heading_firm(figure, chosen)):
        return head
    if page.lang == "zh":
        if chosen.name and (signer := signs_beside(figure.line, chosen.name)) is not None:
            return Candidate(signer.name, signer.kind)
        carried = owner_of_base(figure, chosen, history) or carried_owner(figure, history)
        is_carried = carried is not None and _is_open(chosen, carried)
        return Candidate(carried.name, carried.kind) if carried is not None and is_carried else chosen
    if page.lang == "en" and figure.measure in OF_PROJECT and (into := put_into(figure, chosen)):
        return into
    if page.lang == "en" and figure.measure in OF_PROJECT and (chosen.where == OUT or chosen.name is None):
        owner = acting_head(figure) or plant_owner(figure)
        return owner if owner and not is_one_firm(owner.name, chosen.name) else chosen
    return chosen
