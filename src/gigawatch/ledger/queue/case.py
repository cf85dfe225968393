"""One matter laid open for a person: every statement that bears on it in its sentence, and what was judged before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gigawatch.ledger.book import Ledger
from gigawatch.ledger.queue.effect import LANGS
from gigawatch.ledger.queue.item import QueueItem
from gigawatch.ledger.review import ON_CLAIMS, PAIRS, words_of
from gigawatch.ledger.why import find_evidence
from gigawatch.model import Candidate, InputError, Judgement, Relation, Verdict


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim or cell: its words with its own in square brackets, where they stand, and how it fared."""

    claim: str
    words: str
    source: str
    url: str | None
    published: str | None
    relation: Relation | None
    reason: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of one id or name: its place in the queue, the statements, the judgements, what may be typed."""

    about: str
    item: QueueItem | None
    statements: tuple[Statement, ...]
    judgements: tuple[Judgement, ...]
    commands: tuple[str, ...]


def open_case(ledger: Ledger, queue: Sequence[QueueItem], key: str) -> Case:
    """The case of a queue item, fact, claim, table cell, judgement or name; InputError when it is none of them."""
    item = next((one for one in queue if key in (one.id, one.about)), None)
    about = item.about if item else key
    claims = _claims_of(ledger, about)
    judgements = judgements_on(ledger.material.review.judgements, (about, *claims))
    if item is None and not claims and not judgements:
        raise InputError(f"there is nothing called {key} here", hint="list what is to be judged: gigawatch review list")
    fared = _candidates(ledger, about, set(claims))
    statements = tuple(_statement(ledger, claim, fared.get(claim)) for claim in claims)
    return Case(about, item, statements, judgements, tuple(_commands(about, item, claims, judgements)))


def _claims_of(ledger: Ledger, about: str) -> tuple[str, ...]:
    if about in ledger.candidates:
        ordered = sorted(ledger.candidates[about], key=lambda c: (not c.kept, c.claim))
        return tuple(candidate.claim for candidate in ordered)
    material = ledger.material
    if any(about in table for table in (material.claims, material.observations, material.rejected)):
        return (about,)
    judged = next((j for j in material.review.judgements if j.id == about and j.verdict in ON_CLAIMS), None)
    if judged is not None:
        return (judged.left,) if material.knows(judged.left) else ()
    named = {m.claim for m in material.mentions.values() if m.surface == about and m.role != "thing"}
    return tuple(sorted(named))


def judgements_on(judgements: Iterable[Judgement], keys: Iterable[str]) -> tuple[Judgement, ...]:
    """The judgements on any of some claims, names or things, and those named by id, with what withdrew them."""
    wanted, known = set(keys), tuple(judgements)
    found = {j.id for j in known if wanted & {j.id, j.left, j.right}}
    taken_back = (j for j in known if j.id in found or (j.verdict is Verdict.WITHDRAW and j.left in found))
    return tuple(sorted(taken_back, key=lambda j: (str(j.on), j.id)))


def _statement(ledger: Ledger, claim: str, fared: Candidate | None) -> Statement:
    item = (ledger.material.stated or ledger.material).claims.get(claim) or ledger.claim(claim)
    words = words_of(item, ledger.material.documents)
    found = find_evidence(ledger, claim)
    reason = {"en": fared.reason, "zh": fared.reason_zh or fared.reason} if fared else dict.fromkeys(LANGS, "")
    relation = fared.relation if fared else None
    return Statement(claim, words.text, found.title, found.url, found.published, relation, reason)


def _candidates(ledger: Ledger, about: str, claims: set[str]) -> dict[str, Candidate]:
    """How each claim fared for the fact asked about, else for the first fact that it bears on."""
    groups = [ledger.candidates[about]] if about in ledger.candidates else [*ledger.candidates.values()]
    return {c.claim: c for group in reversed(groups) for c in group if c.claim in claims}


def _commands(
    about: str, item: QueueItem | None, claims: Sequence[str], judgements: Sequence[Judgement]
) -> Iterable[str]:
    """What a person may type next; NAME and REASON are theirs to fill in."""
    ending = '--by NAME --why "REASON"'
    if item is not None and item.other is not None:
        for verdict in ("same", "not-same", "unsure"):
            yield f'review {verdict} "{about}" {item.other} {ending}'
        return
    for claim in claims[:3]:
        yield f"review accept {claim} {ending}"
        yield f"review reject {claim} {ending}"
    if claims and claims[0].startswith("claim-"):
        yield f"review correct {claims[0]} FIELD=VALUE {ending}"
    for judgement in judgements:
        if judgement.holds or judgement.verdict in PAIRS or judgement.ground:
            yield f"review withdraw {judgement.id} {ending}"
