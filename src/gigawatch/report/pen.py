"""The pen: writes values, names, dates and sentences of one publication in one language, and notes computations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

from gigawatch.ledger import Ledger
from gigawatch.model import Fact, Interval, Observation, Quantity, QuantityClaim, Settlement
from gigawatch.quantity import interval_of
from gigawatch.quantity.telling import tell_period, tell_when
from gigawatch.report.block import Computation, Paragraph, Ref, RefKind, Run, Runs, Text, Value
from gigawatch.report.datum import Datum, Day, Number
from gigawatch.report.figure import find_figures
from gigawatch.report.origin import name_publisher
from gigawatch.report.printed import DAY, iso_of, name_measure, print_quantity
from gigawatch.report.publication import Publication
from gigawatch.report.sentence import Slot, as_runs, fill, has_sentence, join
from gigawatch.vocab import label

UNSCOPED = ("share", "growth", "other")
MOST_WORDINGS = 4


class Pen:
    """Writes for one publication in one language; every computation it makes is kept in `computations`.

    In a report on a company a template `KEY_company` stands for `KEY` where there is one.
    """

    def __init__(self, publication: Publication, lang: str) -> None:
        self.publication = publication
        self.ledger: Ledger = publication.ledger
        self.lang = lang
        self.computations: dict[str, Computation] = {}
        self.remarks: dict[str, list[Runs]] = {}

    def vary(self, key: str, token: str, **slots: Slot) -> Runs:
        """A sentence in one of its wordings (`key`, `key_2`, ...), which the same `token` always chooses alike."""
        wordings = [key, *(one for number in range(2, MOST_WORDINGS + 1) if has_sentence(one := f"{key}_{number}"))]
        return self.say(wordings[crc32(token.encode()) % len(wordings)], **slots)

    def remark(self, chapter: str, key: str, **slots: Slot) -> None:
        """Keep what is to be known of how the figures of a chapter were made, for the chapter on the data.

        What reads alike is kept once.
        """
        told, kept = self.say(key, **slots), self.remarks.setdefault(chapter, [])
        words = {"".join(run.text for run in runs) for runs in kept}
        if "".join(run.text for run in told) not in words:
            kept.append(told)

    def say(self, key: str, **slots: Slot) -> Runs:
        """A sentence of the template `key` with its slots filled."""
        own = f"{key}_company"
        is_own = self.publication.scope.is_company and has_sentence(own)
        return fill(own if is_own else key, self.lang, slots)

    def paragraph(self, key: str, **slots: Slot) -> Paragraph:
        """A paragraph of one template."""
        return Paragraph(self.say(key, **slots))

    def note(self, key: str, **slots: Slot) -> Paragraph:
        """A paragraph in small type."""
        return Paragraph(self.say(key, **slots), "note")

    def lead(self, key: str, **slots: Slot) -> Paragraph:
        """A paragraph that opens a section."""
        return Paragraph(self.say(key, **slots), "lead")

    def word(self, key: str, **slots: Slot) -> str:
        """A template without figures as plain words: titles, heads of tables, labels."""
        return "".join(run.text for run in self.say(key, **slots))

    def term(self, key: str, code: str) -> str:
        """The words for a code under `key_code`; a code that has none speaks for itself."""
        return self.word(f"{key}_{code}") if has_sentence(f"{key}_{code}") else code.replace("_", " ")

    def name(self, entity: str | None, ref: Ref | None = None) -> Run:
        """The name of a thing; a name that holds digits carries the reference of the statement it stands in."""
        return self.words(self.ledger.label(entity, self.lang), ref)

    def words(self, text: str, ref: Ref | None = None) -> Run:
        """Words of a source; where they hold digits they carry the reference."""
        return Value(text, ref) if ref is not None and find_figures(text) else Text(text)

    def period(self, iso: str | None) -> str:
        """A period as a noun."""
        return tell_period(iso, self.lang)

    def dated(self, iso: str | None) -> Runs:
        """A period that stands alone, as in a cell of a table."""
        return (Text(self.period(iso), Day(iso)),) if iso else ()

    def when(self, iso: str | None) -> str:
        """A period as an adverb."""
        return tell_when(iso, self.lang)

    def status(self, code: str | None) -> str:
        """The name of a status."""
        return label("status", code, self.lang) if code else ""

    def measure(self, code: str) -> str:
        """The name of a measure."""
        return name_measure(code, self.lang)

    def value(self, quantity: Quantity, ref: Ref) -> Value:
        """A quantity as printed, hedge included, with its reference."""
        datum: Datum = Day(iso_of(quantity.value)) if quantity.unit == DAY else Number.of(quantity)
        return Value(print_quantity(quantity, self.lang), ref, datum)

    def fact(self, fact: Fact) -> Value:
        """A fact's value."""
        return self.value(fact_quantity(fact), Ref(RefKind.FACT, fact.id))

    def stated(self, fact: Fact) -> Runs:
        """A fact's value and, where it is open, the values that contradict it or stand beside it in its own source."""
        others, beside = self.rivals(fact), self.siblings(fact)
        if others:
            return self.say("common.contested", value=self.fact(fact), others=self.series(others))
        if beside:
            return self.say("common.beside", value=self.fact(fact), others=self.series(beside))
        return (self.fact(fact),)

    def brief(self, fact: Fact) -> Runs:
        """A fact's value for a table cell, the other values of an open one in brackets behind it."""
        others = [*self.rivals(fact), *self.siblings(fact)]
        if not others:
            return (self.fact(fact),)
        return self.say("common.also", value=self.fact(fact), others=self.series(others))

    def rivals(self, fact: Fact) -> list[Value]:
        """The values of other sources that contradict an open fact, each once, with their statements."""
        return self._others(fact, is_same_source=False)

    def siblings(self, fact: Fact) -> list[Value]:
        """Other values that the kept statement's own source gives: mostly of a scope that its words do not name.

        Shares, growth and other counts of one source are of different things as a rule, and are not set side by side.
        """
        return [] if fact.measure in UNSCOPED else self._others(fact, is_same_source=True)

    def _others(self, fact: Fact, *, is_same_source: bool) -> list[Value]:
        if fact.verdict is Settlement.SETTLED:
            return []
        candidates = self.ledger.candidates[fact.id]
        home = self._source(next(candidate.claim for candidate in candidates if candidate.kept))
        found: dict[str, Value] = {}
        for candidate in candidates:
            statement = self.ledger.claim(candidate.claim)
            quantity = statement_quantity(statement)
            if quantity is None or interval_of(quantity).overlaps(fact_interval(fact)):
                continue
            if (self._source(candidate.claim) == home) is is_same_source:
                kind = RefKind.OBSERVATION if isinstance(statement, Observation) else RefKind.CLAIM
                value = self.value(quantity, Ref(kind, candidate.claim))
                found.setdefault(value.text, value)
        return list(found.values())

    def _source(self, statement: str) -> str:
        """The publication that a statement stands in: a table cell taken from a kept document's address is of it."""
        found = self.ledger.claim(statement)
        if isinstance(found, Observation):
            return found.source or found.table
        return self.ledger.material.documents[found.document].url or found.document

    def claim(self, claim: str, text: str) -> Value:
        """Words that rest on one claim."""
        return Value(text, Ref(RefKind.CLAIM, claim))

    def is_retold(self, claims: Iterable[str]) -> bool:
        """True where some of the claims stand in a document that tells its publication in other words."""
        found = (self.ledger.claim(claim) for claim in claims)
        documents = self.ledger.material.documents
        return any(not isinstance(one, Observation) and documents[one.document].retold for one in found)

    def wording(self, key: str, *claims: str) -> str:
        """The key of the template for words of these claims: a quotation, or `_retold` where they are no quotation."""
        return f"{key}_retold" if self.is_retold(claims) else key

    def tongue(self, *claims: str) -> str:
        """The name of the language that words of these claims are in, where it is not the report's; empty elsewhere."""
        spoken = (self.ledger.material.claims[claim].lang for claim in claims)
        other = next((lang for lang in spoken if lang != self.lang and has_sentence(f"common.tongue_{lang}")), None)
        return self.word(f"common.tongue_{other}") if other else ""

    def publisher(self, claim: str) -> str:
        """Who published what a claim stands in; the document's title where nobody is named."""
        found = self.ledger.material.documents[self.ledger.material.claims[claim].document]
        return name_publisher(found.publisher, self.lang) if found.publisher else found.title or found.path

    def count(self, key: str, refs: Iterable[Ref], **slots: Slot) -> Value:
        """How many different things were counted: a computation with the counted things as inputs."""
        inputs = tuple(dict.fromkeys(refs))
        return self.compute(key, str(len(inputs)), inputs, **slots)

    def compute(
        self, key: str, result: str, inputs: Sequence[Ref], datum: Datum | None = None, /, **slots: Slot
    ) -> Value:
        """A figure worked out from others, with what was done in words; a bare numeral is its own `datum`."""
        computation = Computation.of(self.word(key, **slots), result, tuple(dict.fromkeys(inputs)))
        self.computations[computation.id] = computation
        return Value(result, computation.ref, datum or Number.read(result))

    def series(self, items: Sequence[Slot]) -> Runs:
        """Things in a row: `a, b and c`, `a、b和c`."""
        if self.lang == "zh":
            return self.separated(items, "、", "和")
        has_commas = any(", " in run.text for item in items for run in as_runs(item))
        return self.separated(items, "; ") if has_commas else self.separated(items, ", ", " and ")

    def separated(self, items: Sequence[Slot], comma: str, last: str | None = None) -> Runs:
        """Things in a row with a mark between them."""
        runs: list[Run] = []
        for number, item in enumerate(items):
            if number:
                runs.append(Text(last if last and number == len(items) - 1 else comma))
            runs.extend(as_runs(item))
        return join(runs)


def fact_ref(fact: Fact) -> Ref:
    """The reference to a fact."""
    return Ref(RefKind.FACT, fact.id)


def fact_quantity(fact: Fact) -> Quantity:
    """The value of a fact with its unit and hedge."""
    return Quantity(fact.value, fact.unit, fact.qualifier, fact.high)


def fact_interval(fact: Fact) -> Interval:
    """Every value that a fact's wording allows."""
    return interval_of(fact_quantity(fact))


def statement_quantity(statement: object) -> Quantity | None:
    """The quantity of a claim or table cell; None for a claim of another kind."""
    if isinstance(statement, QuantityClaim):
        return statement.quantity
    if isinstance(statement, Observation):
        return Quantity(statement.value, statement.unit, statement.qualifier, statement.high)
    return None
