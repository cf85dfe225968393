"""Wholes: a thing's stated amount against those of its parts, by their numbering, their count or their digits."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from gigawatch.ledger.nature import is_flow
from gigawatch.ledger.part.decomposition import Decomposition, Ground, find_double
from gigawatch.ledger.part.fit import CHANCE, chance_of, count_subsets, find_subsets, least_chance
from gigawatch.ledger.part.kin import Kin
from gigawatch.ledger.part.term import Telling, Term, are_of_one_scope, are_stages_addable
from gigawatch.ledger.perimeter import scope_of_sum
from gigawatch.model import PLANTS, EntityKind, period_order, period_span

MOST_PARTS = 12
MOST_SETS = 40
ONE_SUM = 0.05
ONE_PAGE = 0.1
MOST_FRONT = 200
DAY = len("2022-07-25")
Series = Mapping[tuple[str, str, str], Sequence[Term]]


class Holdings:
    """The terms of every thing by measure and unit, in the order they became known: indexed once."""

    def __init__(self, terms: Sequence[Term], kin: Kin) -> None:
        self.kin = kin
        groups: dict[tuple[str, str, str], list[Term]] = defaultdict(list)
        for term in terms:
            if term.thing is not None:
                groups[(term.thing, term.measure, term.quantity.unit)].append(term)
        self._series: Series = {
            key: sorted(group, key=lambda t: (t.known_on or "9", period_order(t.valid_on), t.claim))
            for key, group in groups.items()
        }
        self._known = {key: [t.known_on or "9" for t in group] for key, group in self._series.items()}
        self._front: dict[tuple[str, str, str], tuple[str, ...]] = {}
        self._editions: dict[str, dict[str, str]] = defaultdict(dict)
        for key in sorted(kin.entities):
            data = kin.entities[key].data
            if data.get("series") and data.get("year"):
                self._editions[str(data["series"])].setdefault(str(data["year"]), key)

    def editions(self, series: str) -> Mapping[str, str]:
        """The events of a conference series by their year, the first one first."""
        found = self._editions.get(series, {})
        return {year: found[year] for year in sorted(found)}

    def of(self, thing: str, whole: Term) -> Sequence[Term]:
        """The terms of a thing that were known or so when a whole was known, or stand in its document; oldest first."""
        key = (thing, whole.measure, whole.quantity.unit)
        group = self._series.get(key, ())
        known = bisect_right(self._known.get(key, []), whole.known_on or "")
        return [*group[:known], *(t for t in group[known:] if _is_in_time(t, whole))]

    def newest(self, thing: str, whole: Term) -> Term | None:
        """The newest of them that may stand in a sum to the whole: of its scope, those of its own document first."""
        scope = scope_of_sum(whole.perimeter)
        told = (t for t in self.of(thing, whole) if scope_of_sum(t.perimeter) == scope)
        fits = [t for t in told if t.nominal < whole.nominal and _is_in_time(t, whole)]
        fits = [t for t in fits if are_stages_addable((t,), whole)]
        return max(fits, key=lambda t: (t.document == whole.document, period_order(t.valid_on), t.claim), default=None)

    def front(self, whole: Term) -> tuple[str, ...]:
        """The outermost parts of a whole's thing of which its measure is known: a part of a known part is not."""
        assert whole.thing is not None
        key = (whole.thing, whole.measure, whole.quantity.unit)
        if key not in self._front:
            self._front[key] = tuple(dict.fromkeys(self._descend(key, frozenset())))
        return self._front[key]

    def _descend(self, key: tuple[str, str, str], above: frozenset[str]) -> Iterator[str]:
        thing, measure, unit = key
        for part in self.kin.parts(thing):
            if (part, measure, unit) in self._series:
                yield part
            elif part not in above:
                yield from self._descend((part, measure, unit), above | {part})


def find_in_whole(whole: Term, holdings: Holdings, page: Telling | None) -> Iterator[Decomposition]:
    """The decompositions of a thing's amount into those of its parts, the best founded first."""
    front = holdings.front(whole)
    if not 1 <= len(front) <= MOST_FRONT or is_flow(whole.measure):
        return
    yield from _numbered(whole, holdings)
    yield from _enlarged(whole, holdings)
    terms = [term for part in front if (term := holdings.newest(part, whole)) is not None]
    if len(terms) < 2:
        return
    yield from _counted(whole, terms, page, holdings.kin)
    yield from _all(whole, terms, holdings.kin)
    yield from _some(whole, terms, holdings.kin)


def _numbered(whole: Term, holdings: Holdings) -> Iterator[Decomposition]:
    """Phases that are numbered from the first without a gap, sets of them included."""
    kin = holdings.kin
    phases = [part for part in holdings.front(whole) if kin.entities[part].kind is EntityKind.PHASE]
    groups: dict[object, list[Term]] = defaultdict(list)
    for phase in phases:
        term = holdings.newest(phase, whole)
        if term is not None:
            groups[kin.entities[phase].data.get("link")].append(term)
    for group in groups.values():
        for cover in _covers(group, kin):
            found = Decomposition(whole, cover, Ground.NUMBERING)
            same_page = all(term.document == whole.document for term in _last(cover, kin))
            if are_stages_addable(cover, whole) and (found.fits or (found.cannot_fit and same_page)):
                yield found


def _enlarged(whole: Term, holdings: Holdings) -> Iterator[Decomposition]:
    """What a plant had before its last phase and that phase, where one document tells the phase and the new whole."""
    kin = holdings.kin
    told = [t for part in holdings.front(whole) if len(kin.ordinals(part)) == 1 for t in holdings.of(part, whole)]
    last = max((kin.ordinals(t.thing or "") for t in told), default=(1,))
    before = [t for t in holdings.of(whole.thing or "", whole) if (t.known_on or "9") < (whole.known_on or "")]
    for phase in told:
        if phase.document == whole.document and kin.ordinals(phase.thing or "") == last > (1,):
            for base in before[-1:]:
                found = Decomposition(whole, (base, phase), Ground.MORE)
                if found.is_exact and are_stages_addable((base, phase), whole) and are_of_one_scope((base,), whole):
                    yield found


def _last(cover: Sequence[Term], kin: Kin) -> list[Term]:
    """The term of the last phase: who names it beside the whole knows how many there are."""
    return [max(cover, key=lambda term: kin.ordinals(term.thing or ""))]


def _covers(terms: Sequence[Term], kin: Kin) -> list[tuple[Term, ...]]:
    """Sets of terms whose phases are 1 to the last one, each once; those of few wide sets first."""
    numbers = {term.claim: frozenset(kin.ordinals(term.thing or "")) for term in terms}
    last = max((max(own) for own in numbers.values() if own), default=0)
    found: list[tuple[Term, ...]] = []
    stack: list[tuple[tuple[Term, ...], frozenset[int]]] = [((), frozenset(range(1, last + 1)))]
    while stack and len(found) < MOST_SETS:
        chosen, left = stack.pop()
        if not left:
            found.append(chosen)
            continue
        fits = [t for t in terms if min(left) in numbers[t.claim] and numbers[t.claim] <= left]
        stack += [((*chosen, t), left - numbers[t.claim]) for t in fits]
    return sorted((one for one in found if len(one) > 1), key=lambda one: (len(one), [t.claim for t in one]))


def _counted(whole: Term, terms: Sequence[Term], page: Telling | None, kin: Kin) -> Iterator[Decomposition]:
    """All known parts, where the whole is said to be of so many."""
    counts = page.counts("count", whole) if page else frozenset[int]()
    if len(terms) in counts and are_stages_addable(terms, whole):
        found = Decomposition(whole, tuple(terms), Ground.COUNT, find_double(terms, kin))
        if found.fits:
            yield found


def _all(whole: Term, terms: Sequence[Term], kin: Kin) -> Iterator[Decomposition]:
    """All known parts, where one sum is tried and met: exactly, or within hedges as printed."""
    if len(terms) > MOST_PARTS or not are_stages_addable(terms, whole):
        return
    found = Decomposition(whole, tuple(terms), Ground.PARTS, find_double(terms, kin))
    is_plant = kin.entities[whole.thing or ""].kind in (*PLANTS, EntityKind.ORGANISATION)
    same_page = all(term.document == whole.document for term in terms)
    is_sure = found.is_exact and (same_page or chance_of(1, found.values, whole.value) <= ONE_SUM)
    if found.fits and (is_sure or (is_plant and not found.is_exact)):
        yield found


def _some(whole: Term, terms: Sequence[Term], kin: Kin) -> Iterator[Decomposition]:
    """Some of the parts, where the printed digits make sure of it or the document names both."""
    near = [term for term in terms if term.document == whole.document]
    for pool, limit in ((terms, CHANCE), (near, ONE_PAGE)):
        exact = [term for term in pool if term.value.is_exact]
        tried = count_subsets(len(exact))
        if len(exact) < 2 or least_chance(tried, [t.value for t in exact], whole.value) > limit:
            continue
        for chosen in find_subsets([term.value for term in exact], whole.value):
            parts = tuple(exact[n] for n in chosen)
            found = Decomposition(whole, parts, Ground.PARTS)
            is_rare = chance_of(tried, found.values, whole.value) <= limit
            if is_rare and are_stages_addable(parts, whole) and find_double(parts, kin) is None:
                yield found


def _is_in_time(part: Term, whole: Term) -> bool:
    """True for what was not published after the whole, or is dated before it; in one document for all."""
    if part.document == whole.document or (part.known_on or "9") <= (whole.known_on or ""):
        return True
    day = period_span(part.valid_on or "") if len(part.valid_on or "") == DAY else None
    return day is not None and day[1].isoformat() <= (whole.known_on or "")
