"""Claims of being the largest or complete, held against the ledger by a stated rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf

from gigawatch.chain import (
    ChainReport,
    Figure,
    Region,
    figure_of,
    find_chain,
    find_region,
    links_of,
)
from gigawatch.ledger import Ledger
from gigawatch.ledger.sentence import sentence_bounds
from gigawatch.model import Fact, GigawatchError, Kind, QuantityClaim
from gigawatch.outlook.maker import MakerRanking, latest_period, rank_makers, statements_above
from gigawatch.outlook.rank import Place, measure_of, place_of, usual_measure, whole_of
from gigawatch.outlook.rule import CheckRule, rule_for_words
from gigawatch.outlook.size import Ranked, beats, capacities, is_of, rank_sites
from gigawatch.outlook.told import Tale, find_tales
from gigawatch.vocab import find_links, organisations, places


class Finding(StrEnum):
    """What the ledger can say of a superlative."""

    TRUE = "true"
    FALSE = "false"
    UNDECIDABLE = "not decidable"


@dataclass(frozen=True, slots=True)
class Superlative:
    """A claim to be checked: its words and hedge, the rule used, the finding, and what it rests on.

    `claimed` are the capacities said in the same sentence. `ranking` is what the ledger has, largest first; `counter`
    are the ids that refute. For a chain said to be complete `counted` of `needed` core links run; `lacking` do not.
    For a maker's place `makers` is the ranking, `place` what is claimed, `best` to `worst` what the figures leave it
    (`worst` None: open). `reason` is the code of why nothing is decided.
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


ChainOf = Callable[[str | None], ChainReport | None]


def make_superlative_page(ledger: Ledger, region: Region, chain: ChainReport) -> tuple[Superlative, ...]:
    """Every superlative told in documents that speak of a region, oldest first, with the ledger's finding."""
    tales = find_tales(ledger, Kind.SUPERLATIVE, region)
    return tuple(_superlative(ledger, tale, lambda _: chain) for tale in tales)


def find_superlatives(ledger: Ledger, of: str | None = None) -> tuple[Superlative, ...]:
    """Every superlative of all documents (of one company or place), oldest first, with the ledger's finding.

    A chain said to be complete is that of whom it is said of, not of the region that documents are about. InputError
    for a name that nobody knows.
    """
    wanted = find_region(ledger, of) if of is not None else None
    tales = find_tales(ledger, Kind.SUPERLATIVE)
    chosen = [tale for tale in tales if wanted is None or _is_said_of(ledger, tale, wanted)]
    return tuple(_superlative(ledger, tale, lambda name: _chain_of(ledger, name)) for tale in chosen)


def _is_said_of(ledger: Ledger, tale: Tale, region: Region) -> bool:
    subject = tale.text("subject")
    if subject is None:
        return False
    known = organisations().find(subject) or places().find(subject)
    return bool(ledger.find_entities(subject) & region.members) or (known is not None and known.id == region.id)


def _chain_of(ledger: Ledger, name: str | None) -> ChainReport | None:
    """The chain of a company or place; None where nobody knows it, or the name is of several."""
    try:
        return find_chain(ledger, name) if name else None
    except GigawatchError:
        return None


def _superlative(ledger: Ledger, tale: Tale, chain_of: ChainOf) -> Superlative:
    words = tale.text("superlative") or tale.claim.surface
    rule = rule_for_words(words)
    if rule.code == "complete_chain":
        chain = chain_of(tale.text("subject"))
        return _check_chain(tale, words, rule, chain) if chain else _abstain(tale, words, rule, "no_subject")
    if rule.code == "largest_site":
        return _check_size(ledger, tale, words, rule)
    if rule.code == "maker_rank":
        return _check_maker(ledger, tale, words, rule)
    return _abstain(tale, words, rule, "no_rule")


def _abstain(tale: Tale, words: str, rule: CheckRule, reason: str) -> Superlative:
    return replace(_plain(tale, words, rule, Finding.UNDECIDABLE), reason=reason)


def _check_maker(ledger: Ledger, tale: Tale, words: str, rule: CheckRule) -> Superlative:
    maker = organisations().find(tale.text("subject") or "")
    whole, place = whole_of(tale.text("scope")), place_of(words)
    if maker is None or whole is None or place is None:
        reason = "no_subject" if maker is None else "no_whole" if whole is None else "no_rule"
        return _abstain(tale, words, rule, reason)
    measure = measure_of(words) or usual_measure()
    period = latest_period(ledger, measure, whole, tale.published or "", maker.id)
    if period is None:
        return _abstain(tale, words, rule, "no_figures")
    return _place_maker(
        _plain(tale, words, rule, Finding.UNDECIDABLE), rank_makers(ledger, measure, whole, period), maker.id, place
    )


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


def _check_size(ledger: Ledger, tale: Tale, words: str, rule: CheckRule) -> Superlative:
    link = next((m.code for m in find_links(f"{words} {tale.claim.surface}", tale.claim.lang)), None)
    facts = _claimed(ledger, tale)
    link = link or next((code for fact in facts for code in links_of(ledger, fact)[0]), None)
    if link is None:
        return _abstain(tale, words, rule, "no_link")
    facts = [fact for fact in facts if is_of(ledger, fact, link)]
    ranking = rank_sites(ledger, link, tale.text("scope"), tale.published)
    refuting = [one for one in ranking if tale.published and any(beats(ledger, one, fact) for fact in facts)]
    counter = tuple(dict.fromkeys(fact for one in refuting for fact in one.facts))
    base = _plain(tale, words, rule, Finding.FALSE if counter else Finding.UNDECIDABLE)
    claimed = tuple(figure_of(ledger, fact) for fact in facts)
    reason = None if counter else "some_sites" if facts else "no_figures"
    return replace(base, claimed=claimed, ranking=ranking, counter=counter, reason=reason)


def _claimed(ledger: Ledger, tale: Tale) -> list[Fact]:
    """The capacities that the superlative's own sentence gives."""
    text = ledger.material.documents[tale.claim.document].text
    start, end = sentence_bounds(text, tale.claim.start, tale.claim.end)
    return [f for f in capacities(ledger) if any(_is_within(ledger, f, tale, start, end))]


def _is_within(ledger: Ledger, fact: Fact, tale: Tale, start: int, end: int) -> Iterator[bool]:
    for candidate in ledger.candidates[fact.id]:
        claim = ledger.material.claims.get(candidate.claim)
        if isinstance(claim, QuantityClaim) and claim.document == tale.claim.document:
            yield start <= claim.start and claim.end <= end
