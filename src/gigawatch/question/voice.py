"""The voice of an answer: names, values, periods and sentences of the ledger in one language."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gigawatch.chain.phrase import has_phrase, speak
from gigawatch.ledger import Ledger, Milestone
from gigawatch.ledger.part import Reason, lessened_by, tell_lessened
from gigawatch.ledger.stage import WAITING
from gigawatch.ledger.status.delay import find_delay
from gigawatch.ledger.wording import as_quantity
from gigawatch.model import Fact, Interval, Quantity, QuantityClaim
from gigawatch.quantity import format_quantity, tell_period
from gigawatch.vocab import label, publishers

PHRASES = Path(__file__).parent / "data" / "phrase.toml"


class Voice:
    """Tells the things of one ledger in one language (`en`, `zh`)."""

    def __init__(self, ledger: Ledger, lang: str) -> None:
        self.ledger = ledger
        self.lang = lang

    def say(self, key: str, /, **values: object) -> str:
        """A phrase of `data/phrase.toml`, filled."""
        return speak(PHRASES, key, self.lang, **values)

    def name(self, thing: str | None) -> str:
        """A thing's name."""
        return self.ledger.label(thing, self.lang)

    def measure(self, code: str) -> str:
        """A measure's name."""
        return label("measure", code, self.lang)

    def term(self, code: str) -> str:
        """A measure's name within a line: small letters, save for what is written in capitals (R&D)."""
        name = self.measure(code)
        return name[:1].lower() + name[1:] if name[1:2].islower() else name

    def status(self, code: str | None) -> str:
        """A status's name, or that it is not stated."""
        return label("status", code, self.lang) if code else self.say("no_status")

    def link(self, code: str | None) -> str:
        """A link's name; a perimeter that is no link is in the source's words."""
        return label("link", code, self.lang) if code else ""

    def period(self, iso: str | None) -> str:
        """A period or day in words, or that it is not known."""
        return tell_period(iso, self.lang) or self.say("unknown")

    def fact(self, fact: Fact) -> str:
        """A fact's value, hedge kept."""
        return self.quantity(Quantity(fact.value, fact.unit, fact.qualifier, fact.high))

    def superseded(self, fact: Fact) -> str:
        """Since when a plan is superseded and by which fact, or a plant is closed; empty for what stands."""
        gone = self.ledger.superseded.get(fact.id)
        if gone is None:
            return ""
        since = self.period(gone.since)
        if gone.reason is Reason.CLOSED:
            return self.say("closed_since", since=since)
        if gone.instead is None:
            return self.say("superseded_ended", since=since)
        return self.say("superseded_by", since=since, id=gone.instead.id)

    def delay(self, claims: Iterable[str], status: str) -> str:
        """What the claims of a delay moved, from when to when and by how long; empty where they do not tell it."""
        found = find_delay(claims, self.ledger) if status == WAITING else None
        return found.tell().of(self.lang) if found is not None else ""

    def lessened(self, fact: Fact, valid_on: str | None = None) -> str:
        """What of a plan was stopped since it was told, or by the time asked, and what is left; else empty."""
        less = lessened_by(self.ledger, fact.id, valid_on)
        if less is None:
            return ""
        return self.say("lessened", told=tell_lessened(less).of(self.lang), left=self.fact(less.left))

    def standing(self, thing: str, step: Milestone) -> str:
        """Where a thing stands and since when; by which of its parts where the step is a part's."""
        told = {"status": self.status(step.status), "since": self.period(step.valid_on), "id": step.id}
        return (
            self.say("stands", **told)
            if step.entity == thing
            else self.say("stands_by_part", name=self.name(step.entity), **told)
        )

    def verdict(self, fact: Fact, valid_on: str | None = None) -> str:
        """How far a fact is settled, whether it is superseded, and what of it was stopped (by the time asked)."""
        return self.series((self.say(fact.verdict.value), self.superseded(fact), self.lessened(fact, valid_on)))

    def quantity(self, quantity: Quantity) -> str:
        """A quantity, hedge kept."""
        return format_quantity(quantity, self.lang)

    def interval(self, interval: Interval, unit: str) -> str:
        """An interval: one value, a range, or an open end."""
        return self.quantity(as_quantity(interval, unit))

    def source_kind(self, code: str) -> str:
        """The name of a kind of publisher."""
        kind = publishers().kinds[code]
        return kind.name_zh if self.lang == "zh" else kind.name_en

    def judge(self, by: str) -> str:
        """Who judged: a person by name, a rule by what it is called."""
        if not by.startswith("rule:"):
            return by
        return self.say(by) if has_phrase(PHRASES, by) else self.say("rule", code=by.removeprefix("rule:"))

    def about(self, claim: QuantityClaim) -> str:
        """What a quantity claim says, in one phrase."""
        return self.say("stated", measure=self.term(claim.measure), value=self.quantity(claim.quantity))

    def row(self, parts: Iterable[str]) -> str:
        """Parts in a row."""
        return ("、" if self.lang == "zh" else ", ").join(part for part in parts if part)

    def series(self, parts: Iterable[str]) -> str:
        """Sentences or clauses in a row."""
        return ("；" if self.lang == "zh" else "; ").join(part for part in parts if part)

    def aside(self, text: str) -> str:
        """Words in brackets, none for none."""
        if not text:
            return ""
        return f"（{text}）" if self.lang == "zh" else f" ({text})"
