"""A chain report as plain text, each statement with the ids that lead to its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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

MOST_FIGURES, MOST_IDS = 4, 6
Shared = Mapping[str, tuple[str, ...]]


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
    shared = share_figures(report)
    for coverage in report.links:
        yield from _link_lines(coverage, shared, ledger, lang)
    yield ""
    yield say("balances", lang)
    yield say("balance_scope", lang)
    yield from balance_lines(report.balances, lang)
    if report.candidates:
        yield ""
        yield say("candidates", lang)
        yield say("candidate_scope", lang)
        yield from candidate_lines(report.candidates, report.incumbents, ledger, lang)


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


def _link_lines(coverage: LinkCoverage, shared: Shared, ledger: Ledger, lang: str) -> Iterator[str]:
    core = say("core", lang) if coverage.core else ""
    only_told = coverage.presence in (Presence.ABSENT, Presence.ENDED) and bool(coverage.told)
    stage = say("told" if only_told else coverage.presence.value, lang)
    note = say("note", lang, text=say("only_inferred", lang)) if coverage.is_inferred else ""
    yield f"  {say('link', lang, link=label('link', coverage.link, lang), core=core, stage=stage)}{note}"
    for activity in coverage.stated:
        yield f"    {_activity(activity, shared, ledger, lang)}"
    if only_told:
        yield f"    {_telling(coverage.told[0], ledger, lang)}"
    for activity in coverage.implied:
        yield f"    {say('implied', lang, activity=_activity(activity, shared, ledger, lang))}"


def _telling(span: Span, ledger: Ledger, lang: str) -> str:
    """A sentence that names the link, with its document."""
    document = ledger.material.documents[span.document]
    words = " ".join(document.text[span.start : span.end].split())
    return f"{say('retold' if document.retold else 'quoted', lang, words=words)} [{document.id}]"


def _activity(activity: Activity, shared: Shared, ledger: Ledger, lang: str) -> str:
    parts = [ledger.label(activity.entity, lang), say(activity.presence.value, lang)]
    if activity.since:
        parts.append(say("since", lang, date=activity.since))
    figures = activity.figures[-MOST_FIGURES:]
    if len(activity.figures) > MOST_FIGURES:
        parts.append(say("newest", lang, shown=MOST_FIGURES, count=len(activity.figures)))
    parts += [_amount(figure, activity.link, shared, lang) for figure in figures]
    if activity.basis in (Basis.UNIT, Basis.CONTEXT):
        parts.append(say(activity.basis.value, lang))
    return f"{('；' if lang == 'zh' else '; ').join(parts)} [{' '.join(activity.evidence[:MOST_IDS])}]"


def _amount(figure: Figure, link: str, shared: Shared, lang: str) -> str:
    """A figure with what it is of, how that stands, since when, and the links that it covers beside this one."""
    others = [one for one in shared[figure.fact] if one != link]
    kind = label("measure", figure.measure, lang)
    kind = say("in_pieces", lang, measure=kind) if figure.quantity.unit.startswith("count") else kind
    status = label("status", figure.status, lang) if figure.status else ""
    told = [kind.lower() if lang == "en" else kind, status, figure.valid_on or ""]
    told += [say("together", lang, links=join_links(others, lang))] if others else []
    about = ("，" if lang == "zh" else ", ").join(one for one in told if one)
    return say("amount", lang, value=format_figure(figure, lang), about=about)


def share_figures(report: ChainReport) -> Shared:
    """The links that each figure is shown under: a capacity of copper and aluminium foil is told of both together."""
    found: dict[str, list[str]] = {}
    for coverage in report.links:
        for activity in coverage.activities:
            for figure in activity.figures:
                found.setdefault(figure.fact, []).append(coverage.link)
    return {fact: tuple(dict.fromkeys(links)) for fact, links in found.items()}
