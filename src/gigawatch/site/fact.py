"""Facts on pages: the table of all, and the whole explanation of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from gigawatch.ledger import Evidence, Explanation, explain
from gigawatch.model import Candidate, Fact, Observation, period_order
from gigawatch.report.block import Ref
from gigawatch.report.cell import tell_evidence
from gigawatch.report.pen import Pen, fact_quantity, statement_quantity
from gigawatch.report.printed import print_quantity
from gigawatch.report.remark import tell_finding, tell_reason
from gigawatch.report.wording import perimeter
from gigawatch.site.page import Page, Site, Voice
from gigawatch.site.path import name_part
from gigawatch.site.plan import cut
from gigawatch.site.snippet import choice
from gigawatch.site.word import speak

FACTS_IN_A_TABLE = 1000
ALL_PARTS, TENTH = 30, 10


@dataclass(frozen=True, slots=True)
class Statement:
    """One candidate of a fact: what it says, in which words of which language, where they stand, why it lost.

    `is_first`: no statement before it on the page is from the same source.
    """

    candidate: Candidate
    evidence: Evidence
    value: str
    ref: Ref
    lang: str
    is_cell: bool
    reason: str
    is_first: bool = True

    @property
    def text(self) -> str:
        """The sentence as its source has it."""
        return f"{self.evidence.before}{self.evidence.surface}{self.evidence.after}"


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with everything that explains it, ready to be shown; its measure, value and scope in words.

    `is_first_of_rule`: no fact before it on the page was chosen by the same rule.
    """

    fact: Fact
    measure: str
    value: str
    scope: str
    explanation: Explanation
    statements: tuple[Statement, ...]
    findings: tuple[tuple[str, str, str], ...]
    is_first_of_rule: bool = True


def fact_pages(site: Site, lang: str) -> Iterator[Page]:
    """The table of all facts, in parts."""
    ledger = site.ledger
    facts = sorted(
        ledger.select(), key=lambda f: (ledger.label(f.subject, lang), f.measure, period_order(f.valid_on), f.id)
    )
    parts = cut(facts, FACTS_IN_A_TABLE) or ((),)
    for number, part in enumerate(parts, start=1):
        values = {
            "facts": part,
            "tell_line": partial(tell_line, site.voices[lang].pen),
            "parts": part_paths("facts", len(parts)),
            "number": number,
            "count": len(facts),
        }
        yield Page(f"{name_part('facts', number)}.html", "facts.html", speak(lang)("facts"), values, "facts")


def part_paths(stem: str, count: int) -> tuple[str, ...]:
    """The paths of the numbered parts of something."""
    return tuple(f"{name_part(stem, number)}.html" for number in range(1, count + 1))


def near_parts(count: int, number: int) -> list[int]:
    """The parts that a page of one leads to: all; of many the first, the last, every tenth and those near it, with 0
    for those left out between. Each part is two steps from any other.

    >>> near_parts(3, 1), near_parts(42, 2)
    ([1, 2, 3], [1, 2, 3, 4, 5, 6, 7, 0, 10, 0, 20, 0, 30, 0, 40, 0, 42])
    """
    if count <= ALL_PARTS:
        return list(range(1, count + 1))
    kept = [n for n in range(1, count + 1) if n in (1, count) or n % TENTH == 0 or abs(n - number) <= TENTH // 2]
    return [one for before, n in zip((0, *kept), kept, strict=False) for one in ((n,) if n == before + 1 else (0, n))]


def tell_line(pen: Pen, fact: Fact) -> tuple[str, str, str]:
    """The measure, value and scope of a fact in words."""
    return pen.measure(fact.measure), print_quantity(fact_quantity(fact), pen.lang), perimeter(pen, fact)


def tell_fact(site: Site, voice: Voice, fact: Fact) -> Told:
    """A fact with its statements and findings in the words of a language."""
    return _tell(site, voice, fact, set(), set())


def tell_facts(site: Site, voice: Voice, facts: Iterable[Fact]) -> list[Told]:
    """The facts of one page: what a rule says and where a source is found stand with the first that needs it."""
    rules: set[str] = set()
    sources: set[str | None] = set()
    return [_tell(site, voice, fact, rules, sources) for fact in facts]


def _tell(site: Site, voice: Voice, fact: Fact, rules: set[str], sources: set[str | None]) -> Told:
    """A fact on a page that has told some rules and sources before."""
    found, pen = explain(site.ledger, fact.id), voice.pen
    statements = tuple(_statement(voice, candidate, evidence, sources) for candidate, evidence in found.candidates)
    findings = tuple((check.kind, check.severity, tell_finding(check, pen)) for check in found.findings)
    measure, value, scope = tell_line(pen, fact)
    is_first = found.rule.name not in rules
    if not is_told_by_one(fact, value, statements):
        rules.add(found.rule.name)
    return Told(fact, measure, value, scope, found, statements, findings, is_first)


def is_told_by_one(fact: Fact, value: str, statements: Sequence[Statement]) -> bool:
    """True of a settled fact with one statement that gives the very value: the words of its source say all."""
    if len(statements) != 1:
        return False
    (one,) = statements
    return choice(fact, one.candidate) == "kept" and one.value == value


def group_told(told: Iterable[Told]) -> list[list[Told]]:
    """Facts by the sentence that tells them, where nothing else does and each has words of its own in it; every other
    fact alone.
    """
    groups: dict[tuple[str, ...], list[Told]] = {}
    for one in told:
        groups.setdefault(_place_of_words(one), []).append(one)
    return [part for group in groups.values() for part in _keep_apart(group)]


def spans_of(group: Iterable[Told]) -> Iterator[tuple[int, int, Statement]]:
    """Where in their sentence the first statement of each fact has its words."""
    for one in group:
        first = one.statements[0]
        start = len(first.evidence.before)
        yield start, start + len(first.evidence.surface), first


def _place_of_words(told: Told) -> tuple[str, ...]:
    """The document and sentence of a fact that one sentence tells, else the fact."""
    if not is_told_by_one(told.fact, told.value, told.statements) or told.statements[0].is_cell:
        return (told.fact.id,)
    return told.statements[0].evidence.source, told.statements[0].text


def _keep_apart(group: list[Told]) -> list[list[Told]]:
    """A group as it is, or each of its facts alone where their words overlap."""
    spans = sorted((start, end) for start, end, _ in spans_of(group)) if len(group) > 1 else []
    return [group] if all(end <= start for (_, end), (start, _) in pairwise(spans)) else [[one] for one in group]


def statement_value(pen: Pen, ref: Ref) -> str:
    """The value of a claim or table cell with its hedge; empty for a claim of another kind."""
    quantity = statement_quantity(pen.ledger.claim(ref.id))
    return print_quantity(quantity, pen.lang) if quantity is not None else ""


def _statement(voice: Voice, candidate: Candidate, evidence: Evidence, sources: set[str | None]) -> Statement:
    found, ref = voice.pen.ledger.claim(candidate.claim), voice.library.statement(candidate.claim)
    is_cell = isinstance(found, Observation)
    lang = "en" if isinstance(found, Observation) else found.lang
    reason = "" if candidate.kept else tell_reason(candidate, voice.pen)
    evidence, is_first = tell_evidence(voice.pen, evidence), evidence.url not in sources
    sources.add(evidence.url)
    return Statement(candidate, evidence, statement_value(voice.pen, ref), ref, lang, is_cell, reason, is_first)
