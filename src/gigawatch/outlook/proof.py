"""The words behind ids, as lines: a sentence with publisher, day and address, or what a table cell says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gigawatch.chain import speak
from gigawatch.ledger import Ledger, find_evidence
from gigawatch.model import Observation, Quantity
from gigawatch.quantity import format_quantity, tell_period
from gigawatch.vocab import organisations, places

PHRASES = Path(__file__).parent / "data" / "proof.toml"


def proof_of(ledger: Ledger, key: str) -> dict[str, object]:
    """The words behind a fact, claim or table cell: sentence, publisher, address, day; `origin` tells cells apart."""
    claim = ledger.kept(key).claim if key in ledger.facts else key
    words = find_evidence(ledger, claim)
    is_cell = isinstance(ledger.claim(claim), Observation)
    return {
        "claim": claim,
        "origin": words.source if is_cell else "document",
        "sentence": words.sentence,
        "retold": words.retold,
        "publisher": words.publisher,
        "url": words.url,
        "published": words.published,
    }


def tell_proofs(ledger: Ledger, ids: Iterable[str], lang: str) -> Iterator[str]:
    """A line for each id of a fact, claim or table cell."""
    for key in ids:
        proof = proof_of(ledger, key)
        cell = ledger.claim(str(proof["claim"]))
        if isinstance(cell, Observation):
            words, origin = tell_cell(cell, lang), _say("cell", lang, table=cell.table)
        else:
            words, origin = _say("retold" if proof["retold"] else "quoted", lang, sentence=proof["sentence"]), ""
        told = [origin, proof["publisher"], tell_period(str(proof["published"] or ""), lang), proof["url"]]
        yield f"[{key}] {words} {_say('comma', lang).join(str(one) for one in told if one)}"


def tell_cell(cell: Observation, lang: str) -> str:
    """What a table cell says, in words of a language; its note as the table has it."""
    value = format_quantity(Quantity(cell.value, cell.unit, cell.qualifier, cell.high), lang)
    known = organisations().find(cell.subject) or places().find(cell.subject)
    words = {"name": known.label(lang) if known else cell.subject, "when": tell_period(cell.period, lang)}
    note = _say("aside", lang, words=cell.note) if cell.note else ""
    return _say("cell_words", lang, measure=cell.measure, value=value, **words) + note


def _say(key: str, lang: str, /, **values: object) -> str:
    return speak(PHRASES, key, lang, **values)
