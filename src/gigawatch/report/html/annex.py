"""The evidence annex: for every figure its rule, the candidates kept and lost, and the sentence, quantity marked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from gigawatch.ledger import Evidence, explain, find_evidence
from gigawatch.model import Candidate, Check, Fact, Observation
from gigawatch.report.block import Ref, RefKind, Runs, Text
from gigawatch.report.cell import tell_evidence
from gigawatch.report.html.block import Linker
from gigawatch.report.html.source import render_address
from gigawatch.report.origin import name_publisher, tell_retold
from gigawatch.report.pen import Pen, statement_quantity
from gigawatch.report.reference import Library
from gigawatch.report.remark import tell_finding, tell_reason
from gigawatch.report.wording import title_of, title_of_fact, title_of_score, title_of_statement


class Annex:
    """Writes the evidence entries of one page."""

    def __init__(self, pen: Pen, library: Library, linker: Linker) -> None:
        self.pen = pen
        self.library = library
        self.linker = linker

    def render(self, refs: Sequence[Ref]) -> str:
        """An entry for each reference, in order."""
        return "\n".join(self.entry(ref) for ref in refs)

    def entry(self, ref: Ref) -> str:
        """One entry with its anchor."""
        write = {RefKind.FACT: self._fact, RefKind.SCORE: self._score, RefKind.COMPUTATION: self._computation}
        title, body = write.get(ref.kind, self._statement)(ref)
        kind = self.linker.word(f"page.kind_{ref.kind.value}")
        head = f'<h3><span class="kind">{kind}</span> {escape(title)}</h3>'
        return f'<article class="ev" id="ev-{escape(ref.id)}" data-kind="{ref.kind.value}">{head}{body}</article>'

    def _fact(self, ref: Ref) -> tuple[str, str]:
        told = explain(self.library.ledger, ref.id)
        rule = told.rule.text_zh if self.pen.lang == "zh" else told.rule.text_en
        value = escape(self.pen.fact(told.fact).text)
        head = f'<p><b class="value">{value}</b> <span class="verdict">{self._verdict(told.fact)}</span></p>'
        how = f'<p class="rule"><i>{self.linker.word("page.rule")}</i>{escape(rule)}</p>'
        candidates = "".join(self._candidate(one, evidence) for one, evidence in told.candidates)
        findings = "".join(self._finding(check) for check in told.findings)
        return title_of_fact(self.pen, told.fact), f'{head}{how}<ol class="candidates">{candidates}</ol>{findings}'

    def _verdict(self, fact: Fact) -> str:
        return self.linker.word(f"page.verdict_{fact.verdict.value}")

    def _candidate(self, candidate: Candidate, evidence: Evidence) -> str:
        kept = "kept" if candidate.kept else "lost"
        label = self.linker.word(f"page.{kept}")
        reason = "" if candidate.kept else escape(tell_reason(candidate, self.pen))
        return f'<li class="{kept}"><p><b>{label}</b> {reason}</p>{self._words(evidence)}</li>'

    def _finding(self, check: Check) -> str:
        kind = escape(self.pen.term("page.finding", check.kind))
        return f'<p class="finding {escape(check.severity)}"><b>{kind}</b> {escape(tell_finding(check, self.pen))}</p>'

    def _words(self, evidence: Evidence) -> str:
        found = self.library.ledger.claim(evidence.id)
        evidence = tell_evidence(self.pen, evidence)
        before, surface, after = evidence.before, evidence.surface, evidence.after
        if isinstance(found, Observation):
            surface = self._amount(found) or surface
        quote = f"{escape(before)}<mark>{escape(surface)}</mark>{escape(after)}"
        ref = self.library.statement(evidence.id)
        cited = "".join(f'<a class="src" href="#src-{n}">[{n}]</a>' for n in self.linker.cite(ref))
        footer = f"<footer>{cited} {self._origin(evidence)} {render_address(evidence.url)}</footer>"
        if evidence.retold:
            return f'<div class="words retold"><p>{quote}</p>{footer}</div>'
        return f'<blockquote class="words"><p>{quote}</p>{footer}</blockquote>'

    def _origin(self, evidence: Evidence) -> str:
        comma, day = ", " if self.pen.lang == "en" else "，", self.pen.period(evidence.published)
        if evidence.retold:
            told = tell_retold(evidence.publisher, day, self.pen.lang)
            return f"<cite>{escape(evidence.title)}</cite>{comma}{escape(told)}"
        publisher = name_publisher(evidence.publisher, self.pen.lang) if evidence.publisher else None
        about = (evidence.title, publisher, day)
        return f"<cite>{escape(comma.join(part for part in about if part))}</cite>"

    def _amount(self, cell: Observation) -> str:
        quantity = statement_quantity(cell)
        return self.pen.value(quantity, Ref(RefKind.OBSERVATION, cell.id)).text if quantity else ""

    def _statement(self, ref: Ref) -> tuple[str, str]:
        return title_of_statement(self.pen, ref), self._words(find_evidence(self.library.ledger, ref.id))

    def _score(self, ref: Ref) -> tuple[str, str]:
        title, runs = title_of_score(self.pen, self.library, ref)
        return title, f"<p>{self._runs(runs)}</p>{self._inputs(self.library.inputs(ref))}"

    def _computation(self, ref: Ref) -> tuple[str, str]:
        computation = self.library.computations[ref.id]
        head = f'<p><b class="value">{escape(computation.result)}</b></p>'
        return computation.text, f"{head}{self._inputs(computation.inputs)}"

    def _inputs(self, refs: Sequence[Ref]) -> str:
        items = "".join(
            f'<li><a href="{escape(self.linker.href(one))}">{escape(title_of(self.pen, self.library, one))}</a></li>'
            for one in refs
        )
        return f'<p>{self.linker.word("page.inputs")}</p><ul class="inputs">{items}</ul>'

    def _runs(self, runs: Runs) -> str:
        return "".join(escape(run.text) for run in runs if isinstance(run, Text))
