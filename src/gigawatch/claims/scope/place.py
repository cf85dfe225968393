"""Where a figure is: the places of its sentence, its subject's home and those spoken of before, weighed."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.claims.scope.history import History, Scoped, group_of
from gigawatch.claims.scope.mention import COUNTRY, PLACE, Mention
from gigawatch.claims.scope.page import Page
from gigawatch.claims.scope.subject import Candidate, tell_weight
from gigawatch.claims.scope.surround import far
from gigawatch.claims.scope.weight import Model

NATIONAL = {
    **dict.fromkeys(("我国", "全国", "国内"), "中国"),
    **dict.fromkeys(("我國", "全國", "國內"), "中國"),
    **dict.fromkeys(("全世界", "世界"), "全球"),
}


def place_candidates(figure: Scoped, history: History, page: Page) -> list[Candidate]:
    """Every candidate for the place of a figure, nowhere among them."""
    line = figure.line
    found: dict[str, Candidate] = {}
    mentions = [m for m in line.mentions if m.kind in (PLACE, COUNTRY) and not (figure.start <= m.start < figure.end)]
    before = [m for m in mentions if m.end <= figure.start]
    for mention in [*reversed(before), *(m for m in mentions if m.end > figure.start)]:
        name = NATIONAL.get(mention.name, mention.name)
        if name not in found:
            one = Candidate(name, mention.kind, list(_in_sentence(mention, mentions, figure)))
            one.features.append(f"lv:{mention.level}")
            found[name] = one
    for source, name, level in _carried(figure, history, page):
        if name not in found:
            found[name] = Candidate(name, PLACE, ["out", f"lv:{level}"])
        one = found[name]
        one.features.append(f"from:{source}")
        one.features.append(f"from:{source}:{'out' if 'out' in one.features else 'in'}:{bool(mentions)}")
    tell_weight(list(found.values()), page)
    for one in found.values():
        _tell_all(one, figure, history)
    return [*found.values(), _nowhere(figure, history, bool(mentions))]


def _tell_all(one: Candidate, figure: Scoped, history: History) -> None:
    """Features of a candidate wherever it comes from."""
    line, before = figure.line, history.figure
    where = "out" if "out" in one.features else "in"
    is_subject = figure.subject is not None and NATIONAL.get(figure.subject, figure.subject) == one.name
    one.features += [
        where,
        *(f"{where}:stand:{s.kind}" for s in [s for s in line.stands if s.start < figure.start][-2:]),
        f"sk:{figure.subject_kind}:{where}:{is_subject}",
        f"m:{figure.measure}:{where}",
        f"stt:{figure.status}:{where}",
    ]
    if before is not None and before.place == one.name:
        gap = min(line.number - before.line.number, 2)
        one.features += [f"=pf:{gap}:{where}", f"=pf:{gap}:{before.subject == figure.subject}"]
    if history.placed.get(figure.subject) == one.name:
        one.features += [f"=sp:{where}", f"=sp:{figure.subject_kind}"]
    if figure.subject and history.homes.get(figure.subject) == one.name:
        one.features.append(f"home:{where}")


def _nowhere(figure: Scoped, history: History, has: bool) -> Candidate:
    """The candidate of no place; `has` says whether the sentence names one."""
    features = ["none", f"none:{has}", f"none:m:{figure.measure}", f"none:sk:{figure.subject_kind}"]
    features.append(f"none:st:{figure.status}")
    if figure.subject in history.placed:
        features.append(f"none:sp:{history.placed[figure.subject] is None}")
    before = history.figure
    if before is not None and before.place is None:
        gap = min(figure.line.number - before.line.number, 2)
        features.append(f"none:pf:{gap}")
        if before.subject == figure.subject:
            features.append(f"none:pfs:{gap}")
    return Candidate(None, "none", features)


def _in_sentence(mention: Mention, mentions: list[Mention], figure: Scoped) -> Iterator[str]:
    line = figure.line
    behind = mention.start >= figure.end
    side = "a" if behind else "b"
    gap = mention.start - figure.end if behind else figure.start - mention.end
    apart = min(abs(line.clause(mention.start) - line.clause(figure.start)), 3)
    low, high = (figure.end, mention.start) if behind else (mention.end, figure.start)
    between = sum(1 for m in mentions if low <= m.start < high)
    yield f"{side}cl:{apart}:{mention.kind}"
    yield f"{side}d:{far(gap)}"
    yield f"{side}n:{min(between, 2)}"
    yield f"pw:{mention.before}"
    yield f"nw:{mention.after}"
    yield f"pw:{mention.before}:{side}:{min(apart, 1)}"
    yield f"{side}:{mention.level}:{min(apart, 1)}"
    yield f"role:{mention.role}:{mention.kind}"
    if mention is mentions[0]:
        yield f"first:{mention.level}"
    if mention.start - line.clause_span(mention.start)[0] <= 2:
        yield f"opens:{min(apart, 2)}:{mention.level}"
    deeper = any(m.level == "city" for m in mentions)
    yield f"lvl:{mention.level}:{deeper}"


def _carried(figure: Scoped, history: History, page: Page) -> Iterator[tuple[str, str, str]]:
    if history.figure is not None and history.figure.place:
        yield "figure", history.figure.place, ""
    if owned := history.placed.get(figure.subject):
        yield "owner", owned, ""
    if figure.subject and figure.subject_kind in (PLACE, COUNTRY):
        yield "subject", NATIONAL.get(figure.subject, figure.subject), figure.subject_kind
    if figure.subject and figure.subject in history.homes:
        yield "home", history.homes[figure.subject], ""
    for source in ("lead_place", "place", "city", "site"):
        mention: Mention | None = getattr(history, source)
        if mention is not None:
            yield source, mention.name, mention.level
    places = [m for m in page.title if m.kind == PLACE]
    if places:
        yield "title", places[-1].name, places[-1].level
    nation = history.nation or ("中国" if page.lang == "zh" else "China")
    yield "nation", NATIONAL.get(nation, nation), "country"
    yield "world", "全球" if page.lang == "zh" else "global", "world"


def decide_place(figure: Scoped, history: History, page: Page, model: Model) -> str | None:
    """Where a figure is, None where nothing places it."""
    candidates = place_candidates(figure, history, page)
    return candidates[model.choose([c.features for c in candidates], (group_of(figure.measure),))].name
