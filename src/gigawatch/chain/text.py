"""A chain report as plain text, each statement with the ids that lead to its words."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.chain.activity import Activity
from gigawatch.chain.balance_text import balance_lines, join_links
from gigawatch.chain.candidate_text import candidate_lines
from gigawatch.chain.coverage import ChainReport, LinkCoverage
from gigawatch.chain.figure import Figure, format_figure
from gigawatch.chain.phrase import say
from gigawatch.chain.presence import Presence
from gigawatch.ledger import Ledger
from gigawatch.ledger.link import Basis
from gigawatch.model import Span
from gigawatch.vocab import label


def render_text(report: ChainReport, ledger: Ledger, lang: str) -> str:
    """The report in English or Chinese (`en`, `zh`), for a terminal."""
    return "\n".join(_lines(report, ledger, lang)) + "\n"


def _lines(report: ChainReport, ledger: Ledger, lang: str) -> Iterator[str]:
    yield say("title", lang, region=report.region.label(lang))
    yield say("scope", lang, documents=report.documents)
    yield tell_measures(report, lang)
    yield tell_verdict(report, lang)
    yield _missing(report, lang)
    yield ""
    yield say("links", lang)
    for coverage in report.links:
        yield from _link_lines(coverage, ledger, lang)
    yield ""
    yield say("balances", lang)
    yield say("balance_scope", lang)
    yield from balance_lines(report.balances, lang)
    if report.candidates:
        yield ""
        yield say("candidates", lang)
        yield say("candidate_scope", lang)
        yield from candidate_lines(report.candidates, ledger, lang)


def tell_measures(report: ChainReport, lang: str) -> str:
    """The three counts of completeness."""
    return say(
        "measures",
        lang,
        running=report.running.numerator,
        present=report.present.numerator,
        named=report.named.numerator,
        core=report.running.denominator,
    )


def tell_verdict(report: ChainReport, lang: str) -> str:
    """How far kept sources bear out that the chain is complete."""
    core, present, named = report.present.denominator, report.present.numerator, report.named.numerator
    return say(f"verdict_{report.verdict.value}", lang, core=core, present=present, named=named)


def _missing(report: ChainReport, lang: str) -> str:
    if not report.missing:
        return say("not_missing", lang)
    return say("missing", lang, links=join_links(report.missing, lang))


def _link_lines(coverage: LinkCoverage, ledger: Ledger, lang: str) -> Iterator[str]:
    core = say("core", lang) if coverage.core else ""
    only_inferred = coverage.presence is Presence.ABSENT and coverage.inferred is not Presence.ABSENT
    presence = coverage.inferred if only_inferred else coverage.presence
    note = say("note", lang, text=say("inferred", lang)) if only_inferred else ""
    only_told = presence in (Presence.ABSENT, Presence.ENDED) and bool(coverage.told)
    stage = say("told" if only_told else presence.value, lang)
    yield f"  {say('link', lang, link=label('link', coverage.link, lang), core=core, stage=stage)}{note}"
    for activity in coverage.activities:
        yield f"    {_activity(activity, ledger, lang)}"
    if only_told:
        yield f"    {_telling(coverage.told[0], ledger, lang)}"


def _telling(span: Span, ledger: Ledger, lang: str) -> str:
    """A sentence that names the link, with its document."""
    document = ledger.material.documents[span.document]
    words = " ".join(document.text[span.start : span.end].split())
    return f"{say('retold' if document.retold else 'quoted', lang, words=words)} [{document.id}]"


def _activity(activity: Activity, ledger: Ledger, lang: str) -> str:
    parts = [ledger.label(activity.entity, lang), say(activity.presence.value, lang)]
    if activity.since:
        parts.append(say("since", lang, date=activity.since))
    parts += [_amount(figure, lang) for figure in activity.figures]
    if activity.basis is not Basis.STATED:
        parts.append(say(activity.basis.value, lang))
    return f"{('；' if lang == 'zh' else '; ').join(parts)} [{' '.join(activity.evidence)}]"


def _amount(figure: Figure, lang: str) -> str:
    measure, value = label("measure", figure.measure, lang), format_figure(figure, lang)
    return say("amount", lang, value=value, measure=measure, date=figure.valid_on)
