"""Near-copies: who leads them, and what a copy's statements speak of: what the leader's words do, with its dates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from gigawatch.ledger.context import NUMBER, Context
from gigawatch.ledger.evidence import Evidence, agree, set_beside
from gigawatch.ledger.material import Material
from gigawatch.ledger.publication import publication_of
from gigawatch.ledger.repute import is_trusted
from gigawatch.ledger.sentence import sentence_of
from gigawatch.ledger.setting import tolerance
from gigawatch.model import Claim

SHARE = "share"
Told = tuple[str, str, str, float]


def lead_copies(material: Material) -> dict[str, str]:
    """The leader of every near-copy: of publishers whose dates count the earliest, else the one found as the leader."""
    clusters: dict[str, list[str]] = defaultdict(list)
    for copy, leader in material.copies.items():
        if copy in material.documents and leader in material.documents:
            clusters[leader].append(copy)
    return {copy: leader for found, copies in clusters.items() for copy, leader in _lead(found, copies, material)}


def _lead(found: str, copies: Sequence[str], material: Material) -> Iterator[tuple[str, str]]:
    members = [found, *copies]
    trusted = [m for m in members if is_trusted(publication_of(material.documents[m]).standing)]
    leader = min(trusted, key=lambda m: (material.documents[m].published or date.max, m), default=found)
    return ((member, leader) for member in members if member != leader)


def repeats_leader(claim: Claim, material: Material) -> bool:
    """True for a claim of a near-copy whose sentence its leader has too, be it in other words; a sentence that was put
    before or behind what is copied is the document's own.
    """
    leader = material.documents.get(material.copies.get(claim.document, ""))
    if leader is None:
        return False
    sentence = sentence_of(material.documents[claim.document].text, claim.start, claim.end).text.strip()
    if sentence in leader.text:
        return True
    from rapidfuzz import fuzz

    if not set(NUMBER.findall(sentence)) <= set(NUMBER.findall(leader.text)):
        return False
    return fuzz.partial_ratio(sentence, leader.text, score_cutoff=tolerance("copied_sentence")) > 0


def follow_leaders(evidence: Sequence[Evidence], context: Context) -> list[Evidence]:
    """The statements, those of copies made to speak of what the same words of their leader speak of.

    The same words: one figure, in sentences of which the one has no number that the other lacks. A figure that a copy
    gives several times follows its leader's mentions in their order; one that the leader does not give speaks for
    itself.
    """
    placed = sorted(evidence, key=lambda e: (context.start(e), e.claim))
    leaders = {e.copy_of for e in evidence if e.copy_of}
    told: dict[Told, list[Evidence]] = defaultdict(list)
    for item in placed:
        if item.document in leaders:
            told[_told(item.document, item)].append(item)
    copies = sorted((e for e in placed if e.copy_of is not None), key=lambda e: e.document)  # a text's claims together
    leading = {e.claim: _leading(e, told, context) for e in copies}
    own = _own_texts(placed, leading)
    seen: Counter[Told] = Counter()
    said: dict[tuple[str, tuple[str, ...]], list[Evidence]] = defaultdict(list)
    for item in placed:
        if item.document in leaders:
            said[(item.document, item.key)].append(item)
    changed = {e.claim for e in copies if _is_changed(e, said.get((e.copy_of or "", e.key), ()))}
    return [
        e
        if e.copy_of is None
        else _follow(e, leading[e.claim], _count(seen, e), e.document in own or e.claim in changed)
        for e in placed
    ]


def _is_changed(item: Evidence, said: Sequence[Evidence]) -> bool:
    """True for a copy's figure where its leader has another one for the same: a rival, for it was not copied."""
    return bool(said) and not any(agree(item, leader) for leader in said)


def _leading(item: Evidence, told: Mapping[Told, Sequence[Evidence]], context: Context) -> list[Evidence]:
    """The leader's statements in the same words."""
    return [leader for leader in told.get(_told(item.copy_of or "", item), ()) if _is_within(item, leader, context)]


def _is_within(one: Evidence, other: Evidence, context: Context) -> bool:
    """True where the sentence of the one has no number that the other lacks."""
    left, right = context.numbers(one), context.numbers(other)
    return left <= right or right <= left


def _own_texts(evidence: Sequence[Evidence], leading: Mapping[str, Sequence[Evidence]]) -> set[str]:
    """Documents that fill another's wording with mostly other figures, as monthly releases do: no copies of them."""
    counts: Counter[str] = Counter()
    for item in evidence:
        if item.copy_of is not None:
            counts[item.document] += 1 if leading[item.claim] else -1
    return {document for document, count in counts.items() if count < 0}


def _count(seen: Counter[Told], item: Evidence) -> int:
    """The place of a statement among those of its document that tell the same, counted from 0."""
    key = _told(item.document, item)
    seen[key] += 1
    return seen[key] - 1


def _follow(item: Evidence, leading: Sequence[Evidence], place: int, is_own: bool) -> Evidence:
    if not leading:
        return replace(item, copy_of=None) if is_own else item
    leader = leading[min(place, len(leading) - 1)]
    perimeter = leader.perimeter if item.measure != SHARE else item.perimeter
    return set_beside(item, leader, subject=leader.subject, perimeter=perimeter)


def _told(document: str, item: Evidence) -> Told:
    return document, item.measure, item.quantity.unit, item.quantity.value
