"""Whose a figure is: what grammar alone tells, else who of those that may be meant weighs most."""

from __future__ import annotations

import re

from gigawatch.claims.scope.base_of_place import owner_of_base
from gigawatch.claims.scope.candidate import OUT, Candidate
from gigawatch.claims.scope.chinese_head import bracketed_owner, heading_owner, is_market_price, listed_owner
from gigawatch.claims.scope.chinese_owner import carried_owner, defined_owner
from gigawatch.claims.scope.chinese_party import is_town, signs_beside
from gigawatch.claims.scope.closed_plant import closing_owner
from gigawatch.claims.scope.each_firm import firm_of_each
from gigawatch.claims.scope.earlier_gathering import earlier_gatherings
from gigawatch.claims.scope.grant import receiver_told
from gigawatch.claims.scope.history import OF_PROJECT, RATIOS, STATISTICS, History, Scoped, group_of
from gigawatch.claims.scope.host import host_owner, shown_at
from gigawatch.claims.scope.made_in import made_in
from gigawatch.claims.scope.market import is_of_market
from gigawatch.claims.scope.mention import COUNTRY, FIRM, Mention
from gigawatch.claims.scope.owner_beside import (
    acting_head,
    heading_firm,
    is_one_firm,
    plant_owner,
    possessor_at_head,
    put_into,
)
from gigawatch.claims.scope.page import EACH, Page
from gigawatch.claims.scope.partner import firm_before_list, partners_listed
from gigawatch.claims.scope.plant_name import owner_of_named
from gigawatch.claims.scope.possessor import owner_of_its_plant, without_possessor
from gigawatch.claims.scope.project_company import project_company
from gigawatch.claims.scope.scene import line_number
from gigawatch.claims.scope.stake import stake_of
from gigawatch.claims.scope.subject_candidate import subject_candidates
from gigawatch.claims.scope.top_group import group_told
from gigawatch.claims.scope.town_total import town_total
from gigawatch.claims.scope.venture import heads_clause, is_known_venture, named_venture, partners_in, venture_before
from gigawatch.claims.scope.voice import firm_of_its, stands_for_firm, voiced_owner
from gigawatch.claims.scope.weight import Model
from gigawatch.claims.scope.worldwide import WORLD, world_told
from gigawatch.vocab import organisations

ORDER = 4  # characters behind a clause in which the word stands that ties its lists together: ...的市占率，分列
GOES_ON = 5  # sentences over which a plant is gone on about whose company was told
_COUNTS = re.compile(
    r"^(?!.*\b(?:Valley|Power|Port|Water|Transit|Electric\w*)\b).*"  # a utility sells: Tennessee Valley Authority
    r"\b(?:Association|Administration|Ministry|Agency|Authority|Bureau|Commission|Customs|Statistics)\b(?!.* and )"
    r"|\bIEA\b|协会$|協會$|联席会|乘联会$|工信部$|发改委$|發改委$|能源局$|海关$|海關$|统计局$|統計局$"
)
_THE_COMPANY = re.compile("(?:目前|现在|如今)?(?:该|本)?(?:公司|企业)(?:目前|现|已|共)?(?:拥有|具备|形成|建有|有|的)")
_RANKED = re.compile(  # behind a firm: ` was sixth with |4.7 percent`
    r",?\s(?:(?:was|is|were|are|ranked|ranks|came|comes|placed|stood|finished|followed)\s)?(?:in\s)?(?:the\s)?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[Nn]o\.\s?\d+)(?:\splace)?,?\s(?:with|at)\s(?:an?\s)?(?:share\sof\s)?"
)
_DOING = re.compile(r"\s(?:(?:also|alone|now|still)\s)?[a-z]{2,}ing\s(?:[a-z]+\s){0,3}")


def _one_by_one(figure: Scoped) -> Mention | None:
    """The firm that has the place of the figure in its list, where 分别 ties as many firms as amounts together."""
    line = figure.line
    low, high = line.clause_span(figure.start)
    if not (line.is_each and EACH.search(line.folded, low, high + ORDER)):
        return None
    firms = [m for m in line.mentions if m.kind == FIRM and m.end <= figure.start and m.before not in tuple("向给对为")]
    distinct = list({m.name: m for m in reversed(firms)}.values())[::-1]
    amounts = len(re.findall(r"\d[\d.,]*", line.folded[low:high]))
    number = line_number(figure)
    return distinct[number] if len(distinct) == amounts >= 2 and number < amounts else None


def _acting_beside(figure: Scoped) -> Mention | None:
    """The firm that does what the figure tells beside the clause's own subject, or has the rank told before it: `...,
    with Gotion installing 3 GWh`, `... and CALB was sixth with 4.7 percent`.
    """
    text = figure.line.sentence.text
    firms = (m for m in reversed(figure.line.mentions) if m.kind == FIRM and m.end <= figure.start)
    nearest = next(firms, None)
    if nearest is None:
        return None
    if figure.line.lang == "en" and _RANKED.fullmatch(text, nearest.end, figure.start):
        return nearest
    if not text[: nearest.start].endswith("with "):
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
        or (
            _plainly_told(figure) or _company_at_head(figure) or _company_of(figure, history)
            if page.lang == "zh"
            else None
        )
    )
    if page.lang == "en":
        each = each or firm_of_each(figure) or _acting_beside(figure)
    each = each or group_told(figure)
    if each:
        return Candidate(each.name, each.kind)
    if page.lang == "zh" and is_market_price(figure):
        return Candidate(page.nation_of(page.home), COUNTRY)
    hosted = host_owner(figure, history) or shown_at(figure, history) or earlier_gatherings(figure)
    if hosted:
        return hosted
    weighed = firm_of_its(figure, _weighed(figure, history, page, model), page)
    weighed = owner_of_its_plant(figure, without_possessor(figure, weighed), page)
    chosen = stands_for_firm(figure, voiced_owner(figure, weighed), history)
    chosen = owner_of_named(figure, _held_together(figure, chosen, history), page)
    return Candidate(None, "none") if _is_a_parents(figure, chosen) else chosen


def _plainly_told(figure: Scoped) -> Mention | None:
    """Who stands right at a Chinese figure: before its brackets, or at the head of its clause."""
    return bracketed_owner(figure) or heading_owner(figure)


def _company_at_head(figure: Scoped) -> Mention | None:
    """The one firm of a sentence before a figure, where 公司 heads the figure's clause: 甲地处溧阳，公司拥有."""
    line = figure.line
    low = line.clause_span(figure.start)[0]
    firms = list({m.name: m for m in reversed(line.mentions) if m.kind == FIRM and m.start < figure.start}.values())
    is_told = len(firms) == 1 and firms[0].end <= low and _THE_COMPANY.match(line.folded, low) is not None
    return firms[0] if is_told else None


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
    candidates = [c for c in subject_candidates(figure, history, page) if not _only_counts(c, figure)]
    chosen = candidates[model.choose([c.parts for c in candidates], group_of(figure.measure))]
    if chosen.kind == FIRM and chosen.where == OUT and is_of_market(figure):
        return Candidate(WORLD[page.lang], COUNTRY)
    if figure.measure in OF_PROJECT and (head := heading_firm(figure, chosen)):
        return head
    if page.lang == "zh":
        return _told_chinese(figure, chosen, history)
    given = receiver_told(figure, chosen.name, history)
    return Candidate(given.name, given.kind) if given else _told_english(figure, chosen)


def _only_counts(candidate: Candidate, figure: Scoped) -> bool:
    """True for a public body or association where a statistic is told: it counts, and makes and sells nothing."""
    is_statistic = figure.measure in STATISTICS | RATIOS and candidate.kind == FIRM
    return is_statistic and _COUNTS.search(candidate.name or "") is not None


def _told_chinese(figure: Scoped, chosen: Candidate, history: History) -> Candidate:
    """The owner of the project that a Chinese sentence defines, signs for or goes on about, else the one chosen."""
    told = defined_owner(figure, history) or (signs_beside(figure.line, chosen.name) if chosen.name else None)
    if told is not None:
        return Candidate(told.name, told.kind)
    carried = owner_of_base(figure, chosen, history) or carried_owner(figure, history)
    return Candidate(carried.name, carried.kind) if carried is not None and _is_open(chosen, carried) else chosen


def _told_english(figure: Scoped, chosen: Candidate) -> Candidate:
    """The owner into whose plant money is put, or beside whose plant a figure stands, else the one chosen."""
    if figure.measure not in OF_PROJECT:
        head = possessor_at_head(figure) if chosen.where == OUT else None
        return Candidate(head.name, head.kind) if head is not None else chosen
    if into := put_into(figure, chosen):
        return into
    if chosen.where != OUT and chosen.name is not None:
        return chosen
    owner = acting_head(figure) or plant_owner(figure)
    return owner if owner and not is_one_firm(owner.name, chosen.name) else chosen
