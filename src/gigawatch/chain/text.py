"""A chain report as plain text, each statement with the ids that lead to its words."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.chain.activity import Activity
from gigawatch.chain.balance import Balance, Outcome
from gigawatch.chain.coverage import ChainReport, LinkCoverage
from gigawatch.chain.figure import Figure, format_figure
from gigawatch.chain.interval import format_interval
from gigawatch.chain.phrase import say
from gigawatch.chain.presence import Presence
from gigawatch.ledger import Ledger
from gigawatch.ledger.link import Basis
from gigawatch.model import Interval, Span
from gigawatch.vocab import label

UNDECIDED = {Outcome.NO_CAPACITY: "no_capacity", Outcome.NO_INTENSITY: "no_intensity"}


def render_text(report: ChainReport, ledger: Ledger, lang: str) -> str:
    """The report in English or Chinese (`en`, `zh`), for a terminal."""
    return "\n".join(_lines(report, ledger, lang)) + "\n"


def _lines(report: ChainReport, ledger: Ledger, lang: str) -> Iterator[str]:
    yield say("title", lang, region=report.region.label(lang))
    yield say("scope", lang, documents=report.documents)
    running, present = report.running, report.present
    yield say("completeness", lang, running=running.numerator, core=running.denominator, present=present.numerator)
    yield _missing(report, lang)
    yield ""
    yield say("links", lang)
    for coverage in report.links:
        yield from _link_lines(coverage, ledger, lang)
    yield ""
    yield say("balances", lang)
    yield say("balance_scope", lang)
    yield from _balance_lines(report, lang)


def _missing(report: ChainReport, lang: str) -> str:
    if not report.missing:
        return say("not_missing", lang)
    comma = "、" if lang == "zh" else ", "
    return say("missing", lang, links=comma.join(label("link", code, lang) for code in report.missing))


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


def _balance_lines(report: ChainReport, lang: str) -> Iterator[str]:
    seen: set[Presence] = set()
    for balance in report.balances:
        if balance.presence not in seen:
            seen.add(balance.presence)
            yield _cells(balance, lang)
        colon = "：" if lang == "zh" else ": "
        yield f"    {label('link', balance.link, lang)}{colon}{format_balance(balance, lang)}"


def _cells(balance: Balance, lang: str) -> str:
    cells = balance.cells
    amount = format_interval(cells.interval, cells.unit, lang)
    ids = " ".join(f.fact for f in cells.figures)
    return f"  {say('cells', lang, presence=say(balance.presence.value, lang), amount=amount, ids=ids)}"


def format_balance(balance: Balance, lang: str) -> str:
    """What a balance says, in a sentence with its ids."""
    need = format_interval(balance.need, balance.unit, lang) if balance.need else ""
    if balance.outcome in UNDECIDED:
        return say(UNDECIDED[balance.outcome], lang, need=need)
    assert balance.supply is not None
    amount = format_interval(balance.supply.interval, balance.unit, lang)
    share = format_share(balance.covered, lang) if balance.covered else "?"
    ids = " ".join(f.fact for f in balance.supply.figures)
    stop = "；" if lang == "zh" else "; "
    covers = say("covers", lang, amount=amount, share=share, need=need)
    sentence = (covers, say(balance.outcome.value, lang))
    return f"{stop.join(sentence)} [{ids}]"


def format_share(share: Interval, lang: str) -> str:
    """A computed share as per cent.

    >>> format_share(Interval(0.25, 0.5), "en")
    '25–50%'
    """
    return format_interval(Interval(share.low * 100, share.high * 100), "%", lang)
