"""The chemistry of cells: the families that intensities are published for, and those that sources name for a plant."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gigawatch.chain.figure import Figure
from gigawatch.ledger import Ledger
from gigawatch.ledger.sentence import sentence_bounds
from gigawatch.model import QuantityClaim
from gigawatch.resolve.form import read_forms
from gigawatch.vocab import find_links

TABLE = Path(__file__).parent / "data" / "chemistry.toml"
ROW, ANY = "chemistry", "any"
MATERIALS = ("precursor", "cathode")  # what a plant makes has the chemistry that its documents tell of
BEFORE = {"zh": 6, "en": 24}


@dataclass(frozen=True, slots=True)
class Chemistries:
    """The families that sources name for what was counted, each with its facts; `is_whole` where none is left open."""

    named: Mapping[str, tuple[str, ...]]
    is_whole: bool

    @property
    def families(self) -> tuple[str, ...]:
        """The families to reckon with: those named where every figure names one, else all that cells may be."""
        return tuple(self.named) if self.is_whole else default_families()


def default_families() -> tuple[str, ...]:
    """What cells may be where no source says it."""
    return tuple(_table()["need"]["families"])


def first_year() -> str:
    """The first year of the figures that are reckoned with."""
    return str(_table()["need"]["since"])


def families() -> tuple[str, ...]:
    """Every family, `any` last."""
    return tuple(_table()["family"])


@cache
def family_of(chemistry: str) -> str:
    """The family of a chemistry.

    >>> family_of("NMC811"), family_of("LFP"), family_of("mix")
    ('ternary', 'iron', 'any')
    """
    return next(family for family, members in _table()["chemistry"].items() if chemistry in members)


def chemistries() -> tuple[str, ...]:
    """Every chemistry that an intensity may be of."""
    return tuple(one for members in _table()["chemistry"].values() for one in members)


def name_family(family: str, lang: str) -> str:
    """A family's name in a language."""
    return str(_table()["family"][family]["name_zh" if lang == "zh" else "name_en"])


def name_chemistry(chemistry: str, lang: str) -> str:
    """A chemistry's name in a language."""
    names = _table()["name"].get(chemistry)
    return str(names["zh" if lang == "zh" else "en"]) if names else chemistry


def find_chemistries(ledger: Ledger, link: str, figures: Iterable[Figure]) -> Chemistries:
    """The families that the sentences of these figures name in front of the link's product; of a plant's material the
    only one that the documents name, where the sentences name none: precursors of an LFP plant's neighbour.
    """
    known = set(families()) - {ANY}
    found: dict[str, list[str]] = {}
    is_whole = True
    for figure in figures:
        told = {family for one in figure.claims for family in _told(ledger, one, link)} & known
        if not told and link in MATERIALS and ledger.kin.is_plant(ledger.facts[figure.fact].subject):
            told = _only_one({family for one in figure.claims for family in _in_document(ledger, one)} & known)
        is_whole = is_whole and bool(told)
        for family in sorted(told):
            found.setdefault(family, []).append(figure.fact)
    named = {family: tuple(found[family]) for family in families() if family in found}
    return Chemistries(named, is_whole and bool(named))


def _told(ledger: Ledger, claim: str, link: str) -> Iterator[str]:
    said = ledger.material.claims.get(claim)
    if not isinstance(said, QuantityClaim):
        return
    text = ledger.material.documents[said.document].text
    start, end = sentence_bounds(text, said.start, said.end)
    before = BEFORE.get(said.lang, BEFORE["en"])
    for words in (said.object or "", text[start:end]):
        for mention in find_links(words, said.lang):
            if mention.code == link:
                yield from _named(words[max(0, mention.start - before) : mention.end])


def _in_document(ledger: Ledger, claim: str) -> Iterator[str]:
    said = ledger.material.claims.get(claim)
    if isinstance(said, QuantityClaim):
        document = ledger.material.documents[said.document]
        yield from _named(f"{document.title or ''}\n{document.text}")


def _only_one(told: set[str]) -> set[str]:
    return told if len(told) == 1 else set()


def _named(words: str) -> Iterator[str]:
    yield from (form for row, form in read_forms(words) if row == ROW)


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))
