"""The effect of a judgement on the published numbers, measured and in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gigawatch.ledger.book import Ledger
from gigawatch.ledger.queue.item import Effect
from gigawatch.ledger.queue.phrase import word
from gigawatch.ledger.queue.yardstick import Share, Yardstick, make_yardstick
from gigawatch.model import Bound, Candidate, Fact, Observation, Quantity, QuantityClaim
from gigawatch.quantity import format_quantity
from gigawatch.quantity.telling import tell_period
from gigawatch.quantity.wording import format_unit
from gigawatch.vocab import label

LANGS = ("en", "zh")
MOST_SHOWN = 3


@dataclass(slots=True)
class Scale:
    """What effects are measured by: the ledger, the yardstick, the readings that each table cell feeds."""

    ledger: Ledger
    yardstick: Yardstick
    readings: Mapping[str, int]
    total_readings: int
    facts_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, ledger: Ledger, region: str | None, readings: Mapping[str, int], total_readings: int) -> Scale:
        """The scale of a ledger; `readings` counts index readings by table cell, of `total_readings` in all."""
        facts: dict[str, list[str]] = defaultdict(list)
        for fact, candidates in ledger.candidates.items():
            for candidate in candidates:
                facts[candidate.claim].append(fact)
        placed = {claim: tuple(own) for claim, own in facts.items()}
        return cls(ledger, make_yardstick(ledger, region), readings, max(1, total_readings), placed)

    def move(self, fact: Fact, others: Sequence[Candidate]) -> Effect:
        """The fact would take one of the other candidates' values."""
        values = {c.value: c for c in others}
        if not values:
            return self.fall(fact)
        far = max(values, key=lambda value: abs(value - fact.value))
        shown = sorted(values)[:MOST_SHOWN]
        texts = {
            lang: word("join", "choice", lang).join(self._quantity(values[value], lang) for value in shown)
            for lang in LANGS
        }
        words = {lang: word("effect", "move", lang, others=texts[lang], **self.tell(fact, lang)) for lang in LANGS}
        return self._measure(fact, far - fact.value, words, [c.claim for c in self.ledger.candidates[fact.id]])

    def fall(self, fact: Fact) -> Effect:
        """The fact would have no value."""
        words = {lang: word("effect", "fall", lang, **self.tell(fact, lang)) for lang in LANGS}
        return self._measure(fact, fact.value, words, [c.claim for c in self.ledger.candidates[fact.id]])

    def rest(self, facts: Sequence[str]) -> Effect:
        """Several facts rest on it: measured by the one that weighs most."""
        known = [self.ledger.facts[one] for one in sorted(set(facts)) if one in self.ledger.facts]
        if not known:
            return Effect(text={lang: word("effect", "none", lang) for lang in LANGS})
        top = max(known, key=lambda f: (self.yardstick.weigh(f, f.value).share, f.id))
        words = {lang: word("effect", "rest", lang, count=len(known), **self.tell(top, lang)) for lang in LANGS}
        kept = [c.claim for fact in known for c in self.ledger.candidates[fact.id] if c.kept]
        return self._measure(top, top.value, words, kept)

    def tell(self, fact: Fact, lang: str) -> dict[str, str]:
        """The words of a fact that phrases are filled with."""
        return {
            "subject": self.ledger.label(fact.subject, lang),
            "measure": _measure_name(fact, lang),
            "value": format_quantity(Quantity(fact.value, fact.unit, fact.qualifier, fact.high), lang),
            "period": tell_period(fact.valid_on, lang) or "-",
            "status": label("status", fact.status, lang) if fact.status else "-",
        }

    def _measure(self, fact: Fact, move: float, words: Mapping[str, str], claims: Sequence[str]) -> Effect:
        share = self.yardstick.weigh(fact, move)
        readings = sum(self.readings.get(claim, 0) for claim in claims)
        change = min(1.0, abs(move / fact.value)) if fact.value else 1.0
        text = {lang: self._clauses(fact, share, words[lang], readings, lang) for lang in LANGS}
        return Effect(max(share.share, readings / self.total_readings), change, readings, text)

    def _clauses(self, fact: Fact, share: Share, words: str, readings: int, lang: str) -> str:
        total = format_quantity(Quantity(share.total, share.unit), lang)
        told = {
            "share": f"{share.share:.0%}",
            "measure": _measure_name(fact, lang),
            "total": total,
            "unit": _unit_name(share.unit, lang),
        }
        stage = word("stage", share.stage, lang)
        clauses = [words, word("effect", "total" if share.is_region else "largest", lang, stage=stage, **told)]
        if readings:
            clauses.append(word("effect", "index", lang, count=readings))
        return word("join", "clause", lang).join(clauses)

    def _quantity(self, candidate: Candidate, lang: str) -> str:
        item = self.ledger.claim(candidate.claim)
        unit = item.unit if isinstance(item, QuantityClaim | Observation) else ""
        bound: Bound | None = item.qualifier if isinstance(item, QuantityClaim | Observation) else None
        high = item.high if isinstance(item, QuantityClaim | Observation) else None
        return format_quantity(Quantity(candidate.value, unit, bound, high), lang)


def _unit_name(unit: str, lang: str) -> str:
    """A unit in words; counted things, which have none, are told by the code, and so is a unit of a table's own."""
    try:
        return format_unit(unit, lang).strip() or unit
    except KeyError:
        return unit


def _measure_name(fact: Fact, lang: str) -> str:
    """The measure as it stands within a sentence."""
    name = label("measure", fact.measure, lang)
    return name[:1].lower() + name[1:] if lang == "en" else name
