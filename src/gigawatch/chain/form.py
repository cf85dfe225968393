"""What a link's product is counted in where it is traded in several forms: refined lithium, nickel and cobalt.

A tonne of nickel is 4.5 tonnes of its hydrated sulphate: needs and capacities meet only when both are told as one of
them. Needs are told as what `data/form.toml` names; a stated capacity is converted by the form that its sentence names.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from gigawatch.chain.figure import Figure
from gigawatch.chain.interval import multiply
from gigawatch.ledger import Ledger
from gigawatch.ledger.sentence import sentence_bounds
from gigawatch.model import Interval, QuantityClaim
from gigawatch.vocab import label

TABLE = Path(__file__).parent / "data" / "form.toml"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a product: how many tonnes, as the product is counted, one tonne of it is, and its words in texts.

    Those that are not traded stand in life-cycle inventories alone.
    """

    formula: str
    factor: float
    traded: bool
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counting:
    """What a link's product is counted in, and the forms that it comes in."""

    counted_en: str
    counted_zh: str
    forms: tuple[Form, ...]

    def label(self, lang: str) -> str:
        """What it is counted in."""
        return self.counted_zh if lang == "zh" else self.counted_en


@cache
def countings() -> Mapping[str, Counting]:
    """The links whose product is counted in one form of several."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))["link"]
    return MappingProxyType({link: _counting(row) for link, row in table.items()})


def name_counted(link: str, lang: str) -> str:
    """A link's name, with what its product is counted in.

    >>> name_counted("nickel_refining", "en"), name_counted("cathode", "en")
    ('refined nickel, as nickel content', 'cathode material')
    """
    counting, name = countings().get(link), label("link", link, lang)
    if counting is None:
        return name
    return f"{name}（以{counting.label(lang)}计）" if lang == "zh" else f"{name}, as {counting.label(lang)}"


def convert(ledger: Ledger, link: str, figure: Figure) -> Interval:
    """A stated capacity as its product is counted; of a form that no source names it may be any of those traded."""
    counting = countings().get(link)
    if counting is None:
        return figure.interval
    told = " ".join(_sentences(ledger, figure))
    named = [one for one in counting.forms if any(_holds(told, word) for word in one.words)]
    factors = [one.factor for one in named or counting.forms if one.traded]
    return multiply(figure.interval, Interval(min(factors), max(factors)))


def _holds(text: str, word: str) -> bool:
    pattern = rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)
    return re.search(pattern, text, re.IGNORECASE) is not None


def _sentences(ledger: Ledger, figure: Figure) -> Iterator[str]:
    """The words of a capacity: what it is of, and its sentence."""
    for key in figure.claims:
        claim = ledger.material.claims.get(key)
        if isinstance(claim, QuantityClaim):
            text = ledger.material.documents[claim.document].text
            start, end = sentence_bounds(text, claim.start, claim.end)
            yield f"{claim.object or ''} {text[start:end]}"


def _counting(row: Mapping[str, object]) -> Counting:
    forms = row["form"]
    assert isinstance(forms, list)
    found = tuple(Form(one["formula"], float(one["factor"]), one["traded"], tuple(one["words"])) for one in forms)
    return Counting(str(row["counted_en"]), str(row["counted_zh"]), found)
