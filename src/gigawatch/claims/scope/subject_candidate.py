"""Who may be meant: the names of a figure's sentence and those carried from before, each with its features."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from gigawatch.claims.scope.candidate import OUT, Candidate, by_nearness, tell_weight
from gigawatch.claims.scope.chinese_party import is_government
from gigawatch.claims.scope.grant import is_giver_of_other
from gigawatch.claims.scope.history import History, Scoped
from gigawatch.claims.scope.mention import COUNTRY, EVENT, FIRM, PLACE, SOURCE, Mention
from gigawatch.claims.scope.page import Line, Page
from gigawatch.claims.scope.scene import Scene, scene_of
from gigawatch.claims.scope.weight import Features
from gigawatch.claims.scope.worldwide import WORLD
from gigawatch.claims.setting import is_region

_BOTH = re.compile(r"they|their|both|双方|两家|合资|joint venture|the (?:two|companies)")
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
        if page.lang == "en" and is_giver_of_other(mention, figure):
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
    nation, world = page.home, WORLD[page.lang]
    carried += (("nation", history.nation or nation, COUNTRY), ("world", world, COUNTRY))
    return [(source, page.nation_of(name), kind) for source, name, kind in carried if not is_region(name)]
