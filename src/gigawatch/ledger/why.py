"""Why this number: a fact with its rule, its candidates, and for each of them the sentence it came from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gigawatch.ledger.book import Ledger
from gigawatch.ledger.rule import Rule, rule_named
from gigawatch.ledger.sentence import sentence_bounds
from gigawatch.model import Candidate, Check, Claim, Document, Fact, GigawatchError, Observation, Quantity
from gigawatch.quantity import format_quantity


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words behind a value: of a document's sentence, or of a table's cell.

    `before`, `surface` and `after` together are the sentence; `surface` is the quantity in it. `retold`: the sentence
    tells the publication in other words.
    """

    id: str
    source: str
    title: str
    url: str | None
    publisher: str | None
    published: str | None
    before: str
    surface: str
    after: str
    retold: bool = False

    @property
    def sentence(self) -> str:
        """The whole sentence on one line."""
        return " ".join((self.before + self.surface + self.after).split())


@dataclass(frozen=True, slots=True)
class Explanation:
    """A fact with everything that explains it: rule, candidates with their evidence (the kept one first), findings."""

    fact: Fact
    rule: Rule
    candidates: tuple[tuple[Candidate, Evidence], ...]
    findings: tuple[Check, ...]


def explain(ledger: Ledger, fact: str) -> Explanation:
    """The explanation of a fact; GigawatchError when there is no such fact."""
    found = ledger.facts.get(fact)
    if found is None:
        raise GigawatchError(f"there is no fact {fact}", hint="list them with: gigawatch ledger")
    candidates = sorted(ledger.candidates[fact], key=lambda c: (not c.kept, c.claim))
    pairs = tuple((candidate, find_evidence(ledger, candidate.claim)) for candidate in candidates)
    return Explanation(found, rule_named(found.rule), pairs, ledger.findings.get(fact, ()))


def find_evidence(ledger: Ledger, claim: str) -> Evidence:
    """The words behind a claim or table cell."""
    found = ledger.claim(claim)
    if isinstance(found, Observation):
        return _cell_evidence(found, ledger.publisher(claim))
    return _claim_evidence(found, ledger.material.documents[found.document])


def _claim_evidence(claim: Claim, document: Document) -> Evidence:
    start, end = sentence_bounds(document.text, claim.start, claim.end)
    return Evidence(
        claim.id,
        document.id,
        document.title or document.path,
        document.url,
        document.publisher,
        document.published.isoformat() if document.published else None,
        document.text[start : claim.start],
        document.text[claim.start : claim.end],
        document.text[claim.end : end],
        document.retold,
    )


def _cell_evidence(cell: Observation, publisher: str | None) -> Evidence:
    return Evidence(
        cell.id,
        cell.table,
        f"{cell.table}, row {cell.row}",
        cell.source,
        publisher,
        cell.vintage,
        f"{cell.subject}, {cell.measure}, {cell.period}: ",
        _amount(cell),
        f" ({cell.note})" if cell.note else "",
    )


def _amount(cell: Observation) -> str:
    """A cell's value in words; a unit of the table's own stands as it is written there."""
    quantity = Quantity(cell.value, cell.unit, cell.qualifier, cell.high)
    try:
        return format_quantity(quantity, "en")
    except KeyError:
        return f"{format_quantity(replace(quantity, unit='count'), 'en')} {cell.unit}"
