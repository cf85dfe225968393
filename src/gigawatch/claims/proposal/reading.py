"""The second reading of a document: a model proposes, the grammar decides, and what they differ in is for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gigawatch.claims.language import detect_language
from gigawatch.claims.proposal.acceptance import Accepted, RefusedError, accept
from gigawatch.claims.proposal.addition import add_claim, tells_again
from gigawatch.claims.proposal.answer import read_answer, read_entry
from gigawatch.claims.proposal.client import Client
from gigawatch.claims.proposal.disagreement import Disagreement, compare
from gigawatch.claims.proposal.evidence import Evidence, gather_evidence
from gigawatch.claims.proposal.fault import AnswerError, EndpointError
from gigawatch.claims.proposal.piece import Piece, cut
from gigawatch.claims.proposal.prompt import VERSION, make_prompt
from gigawatch.claims.proposal.proposal import SHOWN, Proposal, Reason, Refusal
from gigawatch.model import Claim, Document, QuantityClaim

LANGUAGES = ("en", "zh")


@dataclass(slots=True)
class SecondReading:
    """What a model's reading of one document came to.

    `claims` are new ones, never a changed one; `agreed` counts the proposals that say what the grammar says.
    """

    claims: list[QuantityClaim] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    agreed: int = 0
    notices: list[str] = field(default_factory=list)


class ModelReader:
    """Reads documents with a model, each alone. Once the endpoint cannot be asked it is not asked again."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.name = f"llm:{client.endpoint.model}/{VERSION}"
        self.is_lost = False

    def read(self, document: Document, claims: Sequence[Claim]) -> SecondReading:
        """What the model adds to the grammar's claims of a document, and where it differs from them."""
        lang = document.language or detect_language(document.text)
        if lang not in LANGUAGES or self.is_lost:
            return SecondReading()
        evidence = gather_evidence(document, lang)
        sheet = _Sheet(evidence, [c for c in claims if isinstance(c, QuantityClaim)], self.name)
        self._ask_each(sheet)
        return sheet.result

    def _ask_each(self, sheet: _Sheet) -> None:
        """Puts every piece that has a figure to the model; what has none could not be believed anyway."""
        limits, unread = self._client.limits, 0
        pieces = list(sheet.pieces(limits.piece_chars))
        for piece in pieces[: limits.pieces]:
            try:
                body = self._client.ask(make_prompt(sheet.evidence.document, piece, sheet.evidence.lang))
                sheet.enter(read_answer(body), piece, limits.proposals)
            except AnswerError as error:
                unread, trouble = unread + 1, str(error)
            except EndpointError as error:
                self.is_lost = True
                sheet.result.notices.append(f"the language model cannot be asked: {error}; the grammar's claims stand")
                break
        if unread:
            sheet.result.notices.append(f"{unread} of {len(pieces)} answers of the language model refused: {trouble}")
        if len(pieces) > limits.pieces:
            sheet.result.notices.append(f"only {limits.pieces} of {len(pieces)} pieces went to the language model")


class _Sheet:
    """One document under its second reading."""

    def __init__(self, evidence: Evidence, claims: Sequence[QuantityClaim], reader: str) -> None:
        self.evidence, self.claims, self.reader = evidence, claims, reader
        self.result = SecondReading()
        self._spoken: set[int] = set()

    def pieces(self, longest: int) -> Iterator[Piece]:
        """The pieces of the document in which the grammar reads any quantity."""
        for piece in cut(self.evidence.document.text, self.evidence.sentences, longest):
            if self.evidence.within(piece.start, piece.end):
                yield piece

    def enter(self, entries: Sequence[object], piece: Piece, most: int) -> None:
        """Holds each entry of an answer against the text."""
        for entry in entries[:most]:
            proposal = read_entry(entry)
            try:
                if proposal is None:
                    raise RefusedError(Reason.MALFORMED)
                self._take(accept(proposal, piece, self.evidence, self.claims))
            except RefusedError as refused:
                self._refuse(proposal, refused.reason, refused.detail)
        if len(entries) > most:
            self._refuse(None, Reason.TOO_MANY, str(len(entries) - most))

    def _take(self, accepted: Accepted) -> None:
        """Compares a believed proposal with the grammar's claim, or makes it a claim."""
        at = accepted.figure.found.at
        if at in self._spoken:
            raise RefusedError(Reason.PROPOSED_TWICE)
        self._spoken.add(at)
        if accepted.claim is None:
            self._add(accepted)
            return
        differing = list(compare(accepted, accepted.claim, self.reader))
        self.result.disagreements += differing
        self.result.agreed += not differing

    def _add(self, accepted: Accepted) -> None:
        claim = add_claim(accepted, self.evidence, self.reader)
        known = next((c for c in (*self.claims, *self.result.claims) if tells_again(c, claim)), None)
        if known:
            raise RefusedError(Reason.RESTATED, known.id)
        self.result.claims.append(claim)

    def _refuse(self, proposal: Proposal | None, reason: Reason, detail: str) -> None:
        quote = proposal.quote[:SHOWN] if proposal else ""
        document = self.evidence.document.id
        refusal = Refusal(document=document, reason=reason, detail=detail, quote=quote, reader=self.reader)
        self.result.refusals.append(refusal)
