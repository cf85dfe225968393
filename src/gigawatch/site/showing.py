"""What an answer may show of the words behind it: of a document whose licence permits no more, what its page shows.

A page chooses which passages of such a document stand on it (`choose_passages`); an answer to one question must not
give more, or many questions would give the whole text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from gigawatch.ledger import Ledger
from gigawatch.ledger.sentence import sentence_bounds
from gigawatch.model import Claim, NarrativeClaim
from gigawatch.site.document import choose_passages
from gigawatch.site.quoting import quote_fields
from gigawatch.site.rights import permits_text

Range = tuple[int, int]


class Showing:
    """The passages of every document of a ledger that may be shown, chosen once for each document asked for."""

    def __init__(self, ledger: Ledger) -> None:
        self._claims = ledger.material.every_claim()
        self._documents = ledger.material.documents
        self._of: dict[str, list[Claim]] = {}
        for claim in self._claims.values():
            self._of.setdefault(claim.document, []).append(claim)
        self._bearing = {candidate.claim for group in ledger.candidates.values() for candidate in group}
        self.passages = cache(self._choose)

    def _choose(self, document: str) -> tuple[Range, ...]:
        """The passages of a document that may be shown, in order."""
        return tuple(choose_passages(self._documents[document], self.claims(document), self._bearing))

    def claims(self, document: str) -> list[Claim]:
        """The claims of a document in the order of their words."""
        return sorted(self._of.get(document, ()), key=lambda one: (one.start, -one.end, one.id))

    def cut(self, answer: Any) -> Any:
        """An answer with the sentence and words of every claim in it as far as they may be shown.

        Evidence is known by its keys: `id` of a claim, or of a step with its `claim`, and `sentence`, maybe `surface`
        and the fields of the claim as `data`.
        """
        if isinstance(answer, list):
            return [self.cut(one) for one in answer]
        if not isinstance(answer, Mapping):
            return answer
        told = {key: self.cut(value) for key, value in answer.items()}
        claim = self._claims.get(str(told.get("id"))) or self._claims.get(str(told.get("claim")))
        if claim is None or "sentence" not in told:
            return told
        shown = {**self.words(claim), **self.fields(claim)}
        return {**told, **{key: words for key, words in shown.items() if key in told}}

    def fields(self, claim: Claim) -> dict[str, Mapping[str, object]]:
        """The fields of a narrative claim, as far as they may be shown; nothing of a quantity, whose fields are few."""
        if not isinstance(claim, NarrativeClaim):
            return {}
        return {"data": quote_fields(claim, self._documents[claim.document], self.passages(claim.document))}

    def permits_all(self, document: str) -> bool:
        """True for a document whose licence permits the whole text."""
        return permits_text(self._documents[document].licence)

    def permitted(self, claim: NarrativeClaim) -> NarrativeClaim:
        """A narrative claim with its words and fields as far as they may be shown."""
        return replace(claim, surface=self.words(claim)["surface"], data=self.fields(claim)["data"])

    def words(self, claim: Claim) -> dict[str, str]:
        """The words of a claim and the sentence around them, as far as they may be shown."""
        text = self._documents[claim.document].text
        first, last = sentence_bounds(text, claim.start, claim.end)
        passages = self.passages(claim.document)
        low, high = next((one for one in passages if one[0] <= claim.start < one[1]), (claim.start, claim.start))
        shown = text[max(low, first) : min(high, last)]
        return {"surface": text[claim.start : min(claim.end, high)], "sentence": shown}
