"""What a text has spoken of before a figure, and the figure that is asked about."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from gigawatch.claims.scope.beside_date import is_compared
from gigawatch.claims.scope.chinese_party import is_government, owner_of
from gigawatch.claims.scope.compared_date import is_base
from gigawatch.claims.scope.mention import COUNTRY, EVENT, FIRM, PLACE, SITES, SOURCE, Mention
from gigawatch.claims.scope.page import Line, Page
from gigawatch.claims.scope.park import hosts_in, names_plant
from gigawatch.claims.scope.project_company import project_company
from gigawatch.claims.scope.surround import words_around
from gigawatch.claims.scope.venture import named_venture, partners_in
from gigawatch.quantity import FoundQuantity

STATISTICS = frozenset({"production", "installed", "sales", "shipments", "supply_volume"})
OF_PROJECT = frozenset({"investment", "capacity", "area", "projects", "jobs", "stations", "vehicles"})
# Behind the name of a firm of which a sentence says what it is: it is no partner of those named then.
_DEFINED = re.compile("(?:[（(][\u4e00-\u9fff]{1,8}[)）])?(?:[\u4e00-\u9fff]{0,6}公司)?[是系]")
RATIOS = frozenset({"share", "growth"})


def group_of(measure: str) -> str:
    """The group of measures whose figures are told alike."""
    if measure in STATISTICS:
        return "stat"
    if measure in OF_PROJECT:
        return "project"
    return "ratio" if measure in RATIOS else "deal" if measure in ("contract_value", "revenue") else "other"


def needed(entered: int, number: int) -> list[int]:
    """The sentences that matter to a figure of sentence `number`, those up to `entered` being known."""
    return [before for before in range(entered + 1, number) if before < 3 or number - before <= 2]


@dataclass(slots=True)
class Scoped:
    """One figure with what has been decided of it so far; `is_apart` where its plant is another's than told before,
    `beside` the share before of whose whole it is a further part. `is_stake` is true of a part of a firm, `held`;
    `goes_on` where its text stops another part of the plant than this; `town` is the town whose own total it is;
    `phase` is told where a list gives the figure one without a verb of its own, `whole` is the figure whose unit a part
    has that is told by its number alone, `compared` the period of the figure that this one is compared with."""

    found: FoundQuantity
    line: Line
    start: int
    end: int
    measure: str = "other"
    status: str = "reported"
    subject: str | None = None
    subject_kind: str = ""
    place: str | None = None
    period: str | None = None
    is_apart: bool = False
    denied: str | None = None
    beside: Scoped | None = None
    object: str | None = None
    held: str | None = None
    is_stake: bool = False
    goes_on: bool = False
    town: Mention | None = None
    phase: str | None = None
    whole: Scoped | None = None
    compared: str | None = None
    _around: list[str] | None = None

    @property
    def around(self) -> list[str]:
        """The words before and behind the figure as features, found once."""
        if self._around is None:
            self._around = words_around(self.line.folded, self.start, self.end, self.line.lang)
        return self._around


@dataclass(slots=True)
class History:
    """The things named so far, and the figures before.

    `held` is the firm of which a part was told last, in sentence `held_at`. `owner` is whose plant the last sentence
    that names a firm is about, `owned` its number; `venture` is the joint venture told last, or its partners as one,
    `company` is the one that has the plant for its parents, as sentence `told_at` says,
    `host` the park that sentence `hosted` went over to; `is_apart` is true where what was told tells nothing of the
    state of what follows.
    """

    counts: Counter[str] = field(default_factory=Counter)
    held: str | None = None
    held_at: int = -1
    lead: Mention | None = None
    lead_place: Mention | None = None
    firm: Mention | None = None
    topic: Mention | None = None
    place: Mention | None = None
    city: Mention | None = None
    town: Mention | None = None
    site: Mention | None = None
    most: Mention | None = None
    event: Mention | None = None
    nation: str | None = None
    pair: str | None = None
    venture: Mention | None = None
    host: str | None = None
    hosted: int = -1
    day: str | None = None
    last_period: str | None = None
    homes: dict[str, str] = field(default_factory=dict)
    owner: Mention | None = None
    owned: int = -1
    company: Mention | None = None
    told_at: int = -1
    figure: Scoped | None = None
    share: Scoped | None = None
    placed: dict[str | None, str | None] = field(default_factory=dict)
    beside: dict[str, set[str]] = field(default_factory=dict)
    spots: dict[str | None, set[str]] = field(default_factory=dict)
    towns: set[str] = field(default_factory=set)
    entered: int = -1
    paragraph: int = 0
    is_apart: bool = False

    def take(self, figure: Scoped) -> None:
        """Takes in a figure whose scope is decided, and with it where its owner's figures are."""
        self.share = figure if figure.measure == "share" else self.share
        if figure.is_stake:  # it is its holder's: what is told next is not
            self.held, self.held_at = figure.held or self.held, figure.line.number
            return
        self.figure = figure
        self.placed[figure.subject] = figure.place
        if figure.place is not None:
            self.spots.setdefault(figure.subject, set()).add(figure.place)

    def is_of_others(self, told: str, subject: str | None) -> bool:
        """True for a place or date that the sentences before told of firms, none of them the subject."""
        beside = self.beside.get(told, set())
        return bool(beside) and not any(name in (subject or "") or (subject or "") in name for name in beside)

    def enter(self, page: Page, line: Line) -> None:
        """Takes in the sentences before `line` that may matter: the first three and the two before."""
        for number in needed(self.entered, line.number):
            self._leave(page.line(number))
        self.entered = line.number - 1
        for mention in line.mentions:
            self.counts[mention.name] += 1
            if mention.kind == FIRM and mention.role != SOURCE:
                self.lead = self.lead or mention
                if self.most is None or self.counts[mention.name] > self.counts[self.most.name]:
                    self.most = mention
            elif mention.kind == EVENT:
                self.event = self.event or mention
            elif mention.kind == PLACE:
                self.lead_place = self.lead_place or mention
            elif mention.kind == COUNTRY and mention.level == "country":
                self.nation = mention.name
        if self.day is None and line.number < 4:
            self.day = next((p.iso for p in line.periods if len(p.iso) >= 10), None)

    def _leave(self, line: Line) -> None:
        if line.number > self.entered:
            self.paragraph += line.opens
        firms = [m for m in line.mentions if m.kind == FIRM and m.role != SOURCE]
        places = [m for m in line.mentions if m.kind == PLACE]
        for told in (*(m.name for m in places), *(p.iso for p in line.periods)):
            self.beside.setdefault(told, set()).update(m.name for m in firms)
        self.towns.update(m.name for m in places if m.level in ("city", "town"))
        for _, host in hosts_in(line):
            self.host, self.hosted = host, line.number
        if self.hosted == line.number - 1 and not line.opens and not names_plant(line, 0, len(line.folded)):
            self.hosted = line.number
        if (named := named_venture(line)) or (joined := partners_in(line)):
            self.venture = named or joined
        if firms:
            self.firm, self.lead = firms[0], self.lead or firms[0]
            is_zh = line.lang == "zh"
            parties = [
                m for m in firms if not (is_zh and (is_government(line, m) or _DEFINED.match(line.folded, m.end)))
            ]
            names = list(dict.fromkeys(m.name for m in parties))
            self.pair = " and ".join(names[:2]) if len(names) > 1 else self.pair
            if places:
                self.homes.setdefault(firms[0].name, places[0].name)
            if is_zh:
                self.company, self.told_at = project_company(line), line.number
                self.owner, self.owned = owner_of(line), line.number
        if places:
            self.place, self.lead_place = places[-1], self.lead_place or places[0]
            self.city = next((m for m in places if m.level in ("city", "park")), self.city)
            self.town = next((m for m in places if m.level not in SITES), self.town)
            self.site = next((m for m in places if m.level in SITES), self.site)
        topics = [m for m in line.mentions if m.kind in (FIRM, PLACE, COUNTRY, EVENT)]
        if line.lang == "zh":
            topics = [m for m in topics if m.role != SOURCE]
        self.topic = topics[0] if topics else self.topic
        self.event = next((m for m in line.mentions if m.kind == EVENT), self.event)
        if self.day is None and line.number < 4:
            self.day = next((p.iso for p in line.periods if len(p.iso) >= 10), None)
        is_other = is_base if line.lang == "zh" else is_compared
        dates = [p for p in line.periods if not is_other(line, p)]
        if dates:
            self.last_period = dates[-1].iso
