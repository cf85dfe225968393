"""Finding again what a person judged: by its id, else by its words in the same document; else it is reopened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from gigawatch.ledger.review.kind import ON_CLAIMS
from gigawatch.ledger.review.words import words_of_cell, words_of_claim
from gigawatch.model import Claim, Document, Force, Judgement, Observation

CHANGED, GONE, SEVERAL = "words-changed", "source-gone", "several-claims"


def match_judgements(
    judgements: Sequence[Judgement],
    documents: Mapping[str, Document],
    claims: Mapping[str, Claim],
    cells: Mapping[str, Observation],
) -> list[Judgement]:
    """The judgements with the present id of what each is about; one whose words are not there any more is reopened.

    An id is made from the whole document, so a change elsewhere in it gives every claim a new one: then the claim is
    looked for by the same words in the document of the same path.
    """
    lost = {j.document for j in judgements if j.verdict in ON_CLAIMS and j.left not in claims and j.left not in cells}
    paths = {document.path for document in documents.values()} | {cell.table for cell in cells.values()}
    again = _index(lost, documents, claims.values())
    return [_match(j, documents, claims, cells, again, paths) for j in judgements]


def _index(
    paths: Iterable[str | None], documents: Mapping[str, Document], claims: Iterable[Claim]
) -> Mapping[tuple[str, str], list[str]]:
    """The claims of some documents by path and hash of their words."""
    wanted = set(paths)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in claims:
        document = documents[claim.document]
        if document.path in wanted:
            found[(document.path, words_of_claim(claim, document).hash)].append(claim.id)
    return found


def _match(
    judgement: Judgement,
    documents: Mapping[str, Document],
    claims: Mapping[str, Claim],
    cells: Mapping[str, Observation],
    again: Mapping[tuple[str, str], list[str]],
    paths: Set[str],
) -> Judgement:
    if judgement.verdict not in ON_CLAIMS:
        return judgement
    now = _hash_of(judgement.left, documents, claims, cells)
    if now is not None:
        same = judgement.evidence in (None, now)
        return judgement if same else _reopen(judgement, CHANGED)
    found = again.get((judgement.document or "", judgement.evidence or ""), [])
    if len(found) == 1:
        return replace(judgement, left=found[0])
    if found:
        return _reopen(judgement, SEVERAL)
    return _reopen(judgement, CHANGED if (judgement.document or "") in paths else GONE)


def _hash_of(
    key: str, documents: Mapping[str, Document], claims: Mapping[str, Claim], cells: Mapping[str, Observation]
) -> str | None:
    if key in claims:
        return words_of_claim(claims[key], documents[claims[key].document]).hash
    return words_of_cell(cells[key]).hash if key in cells else None


def _reopen(judgement: Judgement, ground: str) -> Judgement:
    return replace(judgement, force=Force.REOPENED, ground=ground)
