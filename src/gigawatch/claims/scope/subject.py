"""Whose a figure is: the names of its sentence and those carried from before, weighed by learned features."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from gigawatch.claims.scope.history import History, Scoped, group_of
from gigawatch.claims.scope.mention import COUNTRY, EVENT, FIRM, GROUP, PLACE, Mention
from gigawatch.claims.scope.page import Line, Page
from gigawatch.claims.scope.surround import far
from gigawatch.claims.scope.weight import Model

_EACH = re.compile(r"分别|respectively")
_BOTH = re.compile(r"they|their|both|双方|两家|合资|joint venture|the (?:two|companies)")
_PHASED = "[一二三四五六七八九十至到、期]*"
_JOIN = {"zh": re.compile(rf"^{_PHASED}(?:[、和与及]|以及){_PHASED}$"), "en": re.compile(r"^,?\s(?:and|&)\s$")}


@dataclass(slots=True)
class Candidate:
    """One thing that may be meant: its name and kind, and the features that speak for or against it."""

    name: str | None
    kind: str
    features: list[str] = field(default_factory=list)


def subject_candidates(figure: Scoped, history: History, page: Page) -> list[Candidate]:
    """Every candidate for the subject of a figure, nobody among them."""
    line = figure.line
    found: dict[str, Candidate] = {}
    mentions = [m for m in line.mentions if not (figure.start <= m.start < figure.end)]
    for mention in _by_nearness(mentions, figure):
        if mention.name not in found:
            one = Candidate(mention.name, mention.kind)
            one.features += _in_sentence(mention, mentions, figure)
            found[mention.name] = one
    for joint in _joint(line, mentions, page.lang):
        found.setdefault(joint.name, Candidate(joint.name, FIRM, [*_in_sentence(joint, mentions, figure), "joint"]))
    for source, name, kind in _carried(history, page):
        one = found.setdefault(name, Candidate(name, kind, ["out", f"out:{kind}"]))
        one.features.append(f"from:{source}")
        if "out" in one.features:
            one.features.append(f"out:{source}:{kind}")
    stands = [s for s in line.stands if s.start < figure.start]
    has_firm = any(m.kind == FIRM and m.start < figure.start for m in mentions)
    plural = "+" if any(_BOTH.match(line.folded, s.start) for s in stands) else ""
    tags = [f"stand:{s.kind}{plural}" for s in stands[-2:]] or ["stand:"]
    tags.append(f"hasfirm:{has_firm}")
    same = history.figure is not None and history.figure.line is line
    tags.append(f"same:{same}")
    tags.append(f"head:{_head(line, mentions)}:{line.is_item}")
    tags.append(f"item:{line.is_item}")
    tags.append(f"opens:{line.opens}")
    tell_weight(list(found.values()), page)
    for one in found.values():
        _tell_all(one, history, figure, tags)
    none = Candidate(None, "none", ["none", f"none:{bool(mentions)}", *(f"none:{tag}" for tag in tags)])
    return [*found.values(), none]


def tell_weight(candidates: list[Candidate], page: Page) -> None:
    """Features of how much of the whole document speaks of each candidate, and how early."""
    counts = [page.count(one.name or "") for one in candidates]
    most: dict[str, int] = {}
    for one, (times, _) in zip(candidates, counts, strict=True):
        most[one.kind] = max(most.get(one.kind, 0), times)
    for one, (times, first) in zip(candidates, counts, strict=True):
        where = "out" if "out" in one.features else "in"
        top = times == most[one.kind] and times > 1
        one.features += [
            f"df:{min(times, 5)}:{one.kind}", f"dftop:{top}:{one.kind}:{where}", f"early:{first}:{one.kind}:{where}",
            f"dftop:{top}:{first}:{one.kind}",
        ]  # fmt: skip
        one.features += page.traits(one.name or "", one.kind)


def _head(line: Line, mentions: list[Mention]) -> str:
    """What a sentence begins with: a name of some kind, a word that stands for one, or neither."""
    named = next((m.kind for m in mentions if m.start <= line.head), None)
    stands = next((s.kind for s in line.stands if s.start <= line.head), None)
    return named or (f"the {stands}" if stands else "")


def _tell_all(one: Candidate, history: History, figure: Scoped, tags: list[str]) -> None:
    """Features of a candidate wherever it comes from."""
    features = one.features
    features.append(f"k:{one.kind}")
    where = "out" if "out" in features else "in"
    features += [f"{where}:{one.kind}:{tag}" for tag in tags]
    count = history.counts.get(one.name or "", 0)
    features.append(f"fq:{min(count, 3)}:{one.kind}")
    if history.figure is not None and history.figure.subject == one.name:
        gap = figure.line.number - history.figure.line.number
        features.append(f"=pf:{min(gap, 2)}")
        features.append(f"=pf:{min(gap, 2)}:{where}:{figure.line.is_item or figure.line.opens}")
        if gap == 0 and figure.line.clause(history.figure.start) == figure.line.clause(figure.start):
            features.append("=pf:clause")
    if history.lead is not None and history.lead.name == one.name:
        features.append("=lead")
    if figure.found.dimension == "money":
        features.append(f"money:{one.kind}")
    features.append(f"st:{figure.status}:{one.kind}")
    features.append(f"m:{figure.measure}:{one.kind}")


def _by_nearness(mentions: list[Mention], figure: Scoped) -> list[Mention]:
    """Those before the figure, nearest first, then those behind it."""
    before = [m for m in mentions if m.end <= figure.start]
    return [*reversed(before), *(m for m in mentions if m.end > figure.start)]


def _in_sentence(mention: Mention, mentions: list[Mention], figure: Scoped) -> Iterator[str]:
    line, kind = figure.line, mention.kind
    behind = mention.start >= figure.end
    side = "a" if behind else "b"
    gap = mention.start - figure.end if behind else figure.start - mention.end
    apart = abs(line.clause(mention.start) - line.clause(figure.start))
    low, high = (figure.end, mention.start) if behind else (mention.end, figure.start)
    between = sum(1 for m in mentions if m.kind in (FIRM, GROUP, COUNTRY, PLACE) and low <= m.start < high)
    alike = sum(1 for m in mentions if m.kind == kind and low <= m.start < high)
    yield f"{side}:{kind}"
    yield f"{side}cl:{min(apart, 3)}"
    yield f"{side}cl:{min(apart, 3)}:{kind}"
    yield f"{side}d:{far(gap)}:{kind}"
    yield f"{side}n:{min(between, 3)}"
    yield f"{side}al:{min(alike, 2)}:{kind}"
    yield f"pw:{mention.before}:{side}"
    yield f"nw:{mention.after}:{side}"
    yield f"pw:{mention.before}:{kind}"
    yield f"nw:{mention.after}:{kind}"
    if apart == 0:
        yield f"pw0:{mention.before}:{kind}:{side}"
    yield f"role:{mention.role}:{side}"
    yield f"role:{mention.role}:{kind}"
    if mention.level:
        yield f"lv:{mention.level}:{side}"
    first = next((m for m in mentions if m.kind == kind), None)
    if first is mention:
        yield f"first:{kind}"
    if mention is mentions[0]:
        yield f"firstany:{kind}"
    if mention.start <= line.head:
        yield f"heads:{kind}"
    if mention.start - line.clause_span(mention.start)[0] <= 2:
        yield f"opens:{kind}:{min(apart, 2)}"
    if mention.role == "verb" and mention.end <= figure.start:
        acting = [m for m in mentions if m.role == "verb" and m.end <= figure.start]
        yield from (
            "acts",
            *(["acts:first"] if acting[0] is mention else []),
            *(["acts:last"] if acting[-1] is mention else []),
        )
    if _EACH.search(line.folded):
        yield f"each:{_rank(mention, mentions, figure)}"


def _rank(mention: Mention, mentions: list[Mention], figure: Scoped) -> str:
    """Whether the mention and the figure have the same place in two lists that `respectively` ties together."""
    firms = [m.name for m in mentions if m.kind == mention.kind and m.end <= figure.start]
    if mention.name not in firms:
        return "no"
    here = line_number(figure)
    return "fit" if firms.index(mention.name) == here else "misfit"


def line_number(figure: Scoped) -> int:
    """How many amounts of the clause stand before a figure."""
    low, _ = figure.line.clause_span(figure.start)
    return len(re.findall(r"\d[\d.,]*", figure.line.folded[low : figure.start].replace("20", "")))


def _joint(line: Line, mentions: list[Mention], lang: str) -> Iterator[Mention]:
    """`A and B` as one candidate."""
    firms = [m for m in mentions if m.kind == FIRM]
    for one, other in pairwise(firms):
        if _JOIN[lang].match(line.sentence.text[one.end : other.start]):
            yield Mention(
                one.start, other.end, f"{one.name} and {other.name}", FIRM, "", other.role, one.before, other.after
            )


def _carried(history: History, page: Page) -> Iterator[tuple[str, str, str]]:
    """What was spoken of before: by whom it is remembered, its name and kind."""
    figure = history.figure
    if figure is not None and figure.subject:
        yield "figure", figure.subject, figure.subject_kind
    for source in ("firm", "topic", "lead", "most", "event", "city", "place"):
        mention: Mention | None = getattr(history, source)
        if mention is not None:
            yield source, mention.name, mention.kind
    if history.pair:
        yield "pair", history.pair, FIRM
    firms = [m for m in page.title if m.kind in (FIRM, PLACE, EVENT)]
    if firms:
        yield "title", firms[0].name, firms[0].kind
    yield "nation", history.nation or ("中国" if page.lang == "zh" else "China"), COUNTRY
    yield "world", "全球" if page.lang == "zh" else "global", COUNTRY


def _one_by_one(figure: Scoped) -> Mention | None:
    """The firm that has the place of the figure in its list, where 分别 ties as many firms as amounts together."""
    line = figure.line
    low, high = line.clause_span(figure.start)
    if not _EACH.search(line.folded, low, high):
        return None
    firms = [m for m in line.mentions if m.kind == FIRM and m.end <= figure.start and m.before not in tuple("向给对为")]
    distinct = list({m.name: m for m in reversed(firms)}.values())[::-1]
    amounts = len(re.findall(r"\d[\d.,]*", line.folded[low:high]))
    number = line_number(figure)
    return distinct[number] if len(distinct) == amounts >= 2 and number < amounts else None


def decide_subject(figure: Scoped, history: History, page: Page, model: Model) -> Candidate:
    """Whose a figure is; two lists that 分别 or `respectively` ties together need no weighing."""
    each = _one_by_one(figure)
    if each:
        return Candidate(each.name, each.kind)
    candidates = subject_candidates(figure, history, page)
    return candidates[model.choose([c.features for c in candidates], (group_of(figure.measure),))]
