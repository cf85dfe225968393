"""Claims of being the largest or complete, held against the ledger by a stated rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf

from gigawatch.chain import (
    ChainReport,
    Figure,
    Region,
    figure_of,
    find_region,
    links_of,
    presence_of,
)
from gigawatch.ledger import Ledger
from gigawatch.ledger.sentence import sentence_bounds
from gigawatch.model import Fact, Kind, QuantityClaim
from gigawatch.outlook.maker import MakerRanking, has_plans_only, latest_period, rank_makers, statements_above
from gigawatch.outlook.past import Past
from gigawatch.outlook.rank import Place, Whole, measure_of, place_of, usual_measure, whole_of, whole_within
from gigawatch.outlook.rule import CheckRule, rule_for_words
from gigawatch.outlook.scope import Scope, scope_of
from gigawatch.outlook.size import Ranked, beats, capacities, is_larger, is_of, rank_sites
from gigawatch.outlook.told import Tale, find_tales
from gigawatch.vocab import find_links, organisations, places

_GOES_ON = re.compile(r"(?:It|Its|The (?:base|plant|project|factory|site))\b|该|其(?!中|他|它|余)|(?:项目|基地|工厂)")


class Finding(StrEnum):
    """What the ledger can say of a superlative."""

    TRUE = "true"
    FALSE = "false"
    UNDECIDABLE = "not decidable"


@dataclass(frozen=True, slots=True)
class Superlative:
    """A claim to be checked: its words and hedge, the rule used, the finding, and what it rests on.

    `claimed` are the capacities said in the same sentence. `ranking` is what the ledger has, stage after stage,
    largest first; `counter` are the ids that refute. For a chain said to be complete `counted` of `needed` core
    links run; `lacking` do not. For a maker's place `makers` is the ranking, `place` what is claimed, `best` to
    `worst` what the figures leave it (`worst` None: open). `reason` is the code of why nothing is decided. It is
    judged by what was published by `judged_on`, the day of the statement; None: undated, by all that the ledger
    holds. `is_cut`: at the values of now. `within` is the place (an id) within which alone things are ranked.
    """

    claim: str
    words: str
    subject: str | None
    scope: str | None
    hedge: str | None
    published: str | None
    rule: str
    finding: Finding
    claimed: tuple[Figure, ...] = ()
    ranking: tuple[Ranked, ...] = ()
    counter: tuple[str, ...] = ()
    counted: int | None = None
    needed: int | None = None
    lacking: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    reason: str | None = None
    makers: MakerRanking | None = None
    place: Place | None = None
    best: int | None = None
    worst: int | None = None
    judged_on: str | None = None
    is_cut: bool = False
    within: str | None = None


def make_superlative_page(ledger: Ledger, region: Region) -> tuple[Superlative, ...]:
    """Every superlative told in documents that speak of a region, oldest first, with the ledger's finding."""
    past = Past(ledger)
    return tuple(_superlative(past, tale) for tale in find_tales(ledger, Kind.SUPERLATIVE, region))


def find_superlatives(ledger: Ledger, of: str | None = None) -> tuple[Superlative, ...]:
    """Every superlative of all documents (of one company or place), oldest first, with the ledger's finding.

    A chain said to be complete is that of whom it is said of, not of the region that documents are about. InputError
    for a name that nobody knows.
    """
    wanted = find_region(ledger, of) if of is not None else None
    tales = find_tales(ledger, Kind.SUPERLATIVE)
    chosen = [tale for tale in tales if wanted is None or _is_said_of(ledger, tale, wanted)]
    past = Past(ledger)
    return tuple(_superlative(past, tale) for tale in chosen)


def _is_said_of(ledger: Ledger, tale: Tale, region: Region) -> bool:
    subject = tale.text("subject")
    if subject is None:
        return False
    known = organisations().find(subject) or places().find(subject)
    if ledger.find_entities(subject) & region.members or (known is not None and known.id == region.id):
        return True
    return known is None and _names_owner(tale, subject, region)


def _names_owner(tale: Tale, subject: str, region: Region) -> bool:
    """True for what is said of a plant that its own words, or the claim's, call the firm's: CATL's base in Fuding."""
    told = (subject, tale.text("superlative") or "")
    return any(mention.entry.id == region.id for words in told for mention in organisations().scan(words))


def _superlative(past: Past, tale: Tale) -> Superlative:
    """The finding by what was known on the day of the statement."""
    words = tale.text("superlative") or tale.claim.surface
    rule = rule_for_words(words)
    if rule.code == "complete_chain":
        chain = past.chain(tale.text("subject"), tale.published)
        found = _check_chain(tale, words, rule, chain) if chain else _abstain(tale, words, rule, "no_subject")
    elif rule.code == "largest_site":
        found = _check_size(past, tale, words, rule)
    elif rule.code == "maker_rank":
        found = _check_maker(past, tale, words, rule)
    else:
        return _abstain(tale, words, rule, "no_rule")
    return replace(found, judged_on=tale.published, is_cut=past.is_cut)


def _abstain(tale: Tale, words: str, rule: CheckRule, reason: str) -> Superlative:
    return replace(_plain(tale, words, rule, Finding.UNDECIDABLE), reason=reason)


def _check_maker(past: Past, tale: Tale, words: str, rule: CheckRule) -> Superlative:
    maker = organisations().find(tale.text("subject") or "")
    scope, place = scope_of(tale, words), place_of(words)
    whole = _whole_of(scope)
    if maker is None or whole is None or place is None:
        reason = "no_subject" if maker is None else "no_whole" if whole is None else "no_rule"
        return _abstain(tale, words, rule, reason)
    measure, then = measure_of(words) or usual_measure(), past.on(tale.published)
    base = replace(_plain(tale, words, rule, Finding.UNDECIDABLE), within=whole.place)
    period = latest_period(then, measure, whole, tale.published or "", maker.id)
    if period is None:
        has_plans = has_plans_only(then, measure, whole, maker.id)
        return replace(base, reason="other_state" if has_plans else "no_figures")
    return _place_maker(base, rank_makers(then, measure, whole, period), maker.id, place)


def _whole_of(scope: Scope) -> Whole | None:
    """The whole that makers are ranked in: one that tables are of, else a place; None where nobody can tell."""
    country = places().find("China")
    if scope.place is None or (country is not None and scope.place == country.id):
        return whole_of("China" if scope.place else scope.code)
    return whole_within(scope.place)


def _place_maker(base: Superlative, ranking: MakerRanking, maker: str, place: Place) -> Superlative:
    """The finding on a claimed place: true or false where every figure allowed says so."""
    places_left = ranking.places(maker)
    if places_left is None:
        return replace(base, reason="no_figures", makers=ranking, place=place)
    best, worst = places_left
    is_true = place.first <= best and worst <= place.last
    is_false = best > place.last or worst < place.first
    finding = Finding.TRUE if is_true else Finding.FALSE if is_false else Finding.UNDECIDABLE
    counter = tuple(statements_above(ranking, maker)) if is_false else ()
    reason = None if is_true or is_false else "unlisted" if worst == inf else "too_close"
    last = None if worst == inf else int(worst)
    base = replace(base, finding=finding, makers=ranking, place=place, counter=counter)
    return replace(base, reason=reason, best=best, worst=last)


def _plain(tale: Tale, words: str, rule: CheckRule, finding: Finding) -> Superlative:
    subject, scope, hedge = (tale.text(key) for key in ("subject", "scope", "hedge"))
    return Superlative(tale.id, words, subject, scope, hedge, tale.published, rule.code, finding)


def _check_chain(tale: Tale, words: str, rule: CheckRule, chain: ChainReport) -> Superlative:
    running = chain.running
    finding = Finding.TRUE if running.numerator == running.denominator else Finding.UNDECIDABLE
    return replace(
        _plain(tale, words, rule, finding),
        counted=running.numerator,
        needed=running.denominator,
        reason=None if finding is Finding.TRUE else "links_unseen",
        lacking=tuple(code for code in running.core if code not in running.counted),
        evidence=running.evidence,
    )


def _check_size(past: Past, tale: Tale, words: str, rule: CheckRule) -> Superlative:
    scope = scope_of(tale, words)
    link = next((m.code for m in find_links(f"{words} {tale.claim.surface}", tale.claim.lang)), None)
    then = past.on(tale.published)
    facts = _claimed(then, tale)
    link = link or next((code for fact in facts for code in links_of(then, fact)[0]), None)
    if link is None or not scope.is_known:
        return _abstain(tale, words, rule, "no_link" if link is None else "no_place")
    facts = [fact for fact in facts if is_of(then, fact, link)]
    every = rank_sites(then, link, scope)
    stages = {presence_of(fact.status) for fact in facts}
    ranking = tuple(one for one in every if not facts or one.presence in stages)
    counter = tuple(_refuting(then, ranking, facts)) if tale.published else ()
    others = any(is_larger(then, one, fact) for one in every if one.presence not in stages for fact in facts)
    base = _plain(tale, words, rule, Finding.FALSE if counter else Finding.UNDECIDABLE)
    reason = None if counter else "no_figures" if not facts else "other_state" if others else "some_sites"
    claimed = tuple(figure_of(then, fact) for fact in facts)
    return replace(base, claimed=claimed, ranking=ranking, counter=counter, reason=reason, within=scope.place)


def _refuting(ledger: Ledger, ranking: Iterable[Ranked], facts: Sequence[Fact]) -> dict[str, None]:
    """The facts of bases with surely more at the same stage."""
    refuting = (one for one in ranking if any(beats(ledger, one, fact) for fact in facts))
    return dict.fromkeys(fact for one in refuting for fact in one.facts)


def _claimed(ledger: Ledger, tale: Tale) -> list[Fact]:
    """The capacities that the superlative's own sentence gives, else the only one that the next sentence does."""
    text, known = ledger.material.documents[tale.claim.document].text, capacities(ledger)
    start, end = sentence_bounds(text, tale.claim.start, tale.claim.end)
    own = [f for f in known if any(_is_within(ledger, f, tale, start, end))]
    if own or end >= len(text):
        return own
    begin, stop = sentence_bounds(text, end + 1, end + 1)
    behind = [f for f in known if any(_is_within(ledger, f, tale, begin, stop))]
    return behind if len(behind) == 1 and _GOES_ON.match(text[begin:stop].lstrip()) else []


def _is_within(ledger: Ledger, fact: Fact, tale: Tale, start: int, end: int) -> Iterator[bool]:
    for candidate in ledger.candidates[fact.id]:
        claim = ledger.material.claims.get(candidate.claim)
        if isinstance(claim, QuantityClaim) and claim.document == tale.claim.document:
            yield start <= claim.start and claim.end <= end
