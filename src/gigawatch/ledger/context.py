"""Contexts: where a statement stands and in what words, as far as aligning asks for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.former import CORRECTED, corrects_in_print, is_told
from gigawatch.ledger.material import Material
from gigawatch.ledger.part.cue import read_counts
from gigawatch.ledger.sentence import sentence_of

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Context(Protocol):
    """What is known of the words around statements."""

    def start(self, item: Evidence) -> int:
        """Where the claim of a statement begins; 0 for a table's cell."""

    def numbers(self, item: Evidence) -> frozenset[str]:
        """The numbers in the sentence of a statement."""

    def is_counted(self, item: Evidence) -> bool:
        """True where the sentence of a claim counts things: `its three plants`."""

    def corrects(self, item: Evidence) -> bool:
        """True for a claim of a document that corrects figures in print."""

    def is_quoted(self, item: Evidence) -> bool:
        """True for a figure that such a document quotes as the wrong one."""


@dataclass(frozen=True, slots=True)
class Noted:
    """The context of one statement, as it was read before."""

    start: int
    numbers: frozenset[str] = frozenset()
    is_counted: bool = False
    corrects: bool = False
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class NotedContext:
    """Contexts that were read before, by claim."""

    noted: Mapping[str, Noted]

    def start(self, item: Evidence) -> int:
        """Where the claim begins."""
        return self.noted[item.claim].start

    def numbers(self, item: Evidence) -> frozenset[str]:
        """The numbers in its sentence."""
        return self.noted[item.claim].numbers

    def is_counted(self, item: Evidence) -> bool:
        """Whether its sentence counts things."""
        return self.noted[item.claim].is_counted

    def corrects(self, item: Evidence) -> bool:
        """Whether its document corrects figures in print."""
        return self.noted[item.claim].corrects

    def is_quoted(self, item: Evidence) -> bool:
        """Whether it is quoted as the wrong one."""
        return self.noted[item.claim].is_quoted


class ReadContext:
    """Contexts read from the material when they are asked for."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._numbers: dict[str, frozenset[str]] = {}

    def start(self, item: Evidence) -> int:
        """Where the claim begins."""
        claim = self._material.claims.get(item.claim)
        return claim.start if claim else 0

    def numbers(self, item: Evidence) -> frozenset[str]:
        """The numbers in its sentence."""
        found = self._numbers.get(item.claim)
        if found is None:
            found = self._numbers[item.claim] = frozenset(NUMBER.findall(self._sentence(item)))
        return found

    def is_counted(self, item: Evidence) -> bool:
        """Whether its sentence counts things."""
        return bool(read_counts("count", self._sentence(item)))

    def corrects(self, item: Evidence) -> bool:
        """Whether its document corrects figures in print."""
        return item.document in self._correcting and item.claim in self._material.claims

    def is_quoted(self, item: Evidence) -> bool:
        """Whether it is quoted as the wrong one."""
        claim = self._material.claims[item.claim]
        sentence = sentence_of(self._material.documents[claim.document].text, claim.start, claim.end)
        return is_told(sentence.before, sentence.after, CORRECTED, claim.lang)

    @cached_property
    def _correcting(self) -> frozenset[str]:
        languages = {claim.document: claim.lang for claim in self._material.claims.values()}
        documents = self._material.documents
        return frozenset(key for key, lang in languages.items() if corrects_in_print(documents[key].text, lang))

    def _sentence(self, item: Evidence) -> str:
        """The sentence of a claim; empty for a table's cell."""
        claim = self._material.claims.get(item.claim)
        if claim is None:
            return ""
        return sentence_of(self._material.documents[claim.document].text, claim.start, claim.end).text
