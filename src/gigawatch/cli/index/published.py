"""`gigawatch index compare official` and `bnef`: published rankings beside ours and beside two plain baselines."""

from __future__ import annotations

from collections.abc import Iterator
from math import factorial
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.cli.index.naming import name_unit
from gigawatch.cli.terminal import Format, find_workspace, print_json, print_table, say

if TYPE_CHECKING:
    from gigawatch.index.definition.agreement import Agreement
    from gigawatch.index.definition.comparison import Comparison

HEADS = {
    "en": ("part", "edition", "figures of", "order", "has", "tau-b", "n", "p", "first k", "missing, or why not"),
    "zh": ("部分", "版次", "数据年", "排序", "覆盖", "tau-b", "n", "p", "前k名", "缺失或原因"),
}
METHODS = {
    "en": {"ours": "ours", "persistence": "last list", "plain": "by"},
    "zh": {"ours": "本指数", "persistence": "上次名单", "plain": "按"},
}
NOTES = {
    "en": "tau-b is over at most {n} names; of so many p cannot fall below {p:.2g}. No weight is set after this table.",
    "zh": "tau-b至多就{n}个名称计算，此时p不低于{p:.2g}。权重不因本表调整。",
}


def print_published(workspace: Path, name: str, language: str, output: Format) -> None:
    """Print the agreement with every published list, then one verdict a list."""
    from gigawatch.run.comparing import compare_published

    found = compare_published(find_workspace(workspace), name)
    if output is Format.JSON:
        print_json([_record(one) for one in found])
        return
    print_table(HEADS[language], (row for one in found for row in _rows(one, language)))
    for one in found:
        print(one.tell(language))
    most = max((each.compared for one in found for each in one.agreements if each.tau is not None), default=0)
    if most:
        say(NOTES[language].format(n=most, p=2 / factorial(most)))


def _rows(one: Comparison, language: str) -> Iterator[tuple[str, ...]]:
    for each in one.agreements:
        if each.order.method == "plain" and not one.part.plain:
            continue
        yield (
            one.part.names[language],
            one.published.edition,
            one.published.year,
            f"{METHODS[language][each.order.method]} {_what(each, language)}".strip(),
            f"{len(each.held)}/{len(one.published.names)}",
            "-" if each.tau is None else f"{each.tau:.2f}",
            str(each.compared),
            "-" if each.p is None else f"{each.p:.2f}",
            "-" if each.overlap is None else f"{each.overlap}/{each.k}",
            _why(one, each, language),
        )


def _what(each: Agreement, language: str) -> str:
    if each.order.method == "persistence":
        return each.order.earlier.edition if each.order.earlier else ""
    return each.order.label(language) if each.order.method == "plain" else ""


def _why(one: Comparison, each: Agreement, language: str) -> str:
    if each.order.method == "ours" and one.part.why[language]:
        return one.part.why[language]
    comma = "、" if language == "zh" else ", "
    return each.order.reason(language) or comma.join(name_unit(one, language) for one in each.missing)


def _record(one: Comparison) -> dict[str, object]:
    """A comparison as plain data."""
    published = one.published
    return {
        "publication": published.publication,
        "part": published.part,
        "index": published.dimension,
        "edition": published.edition,
        "data_year": published.year,
        "basis": published.basis,
        "places": dict(published.places),
        "within": dict(published.within),
        "sources": published.sources,
        "agreement": [_agree(each) for each in one.agreements],
        "verdicts": [vars(verdict) for verdict in one.verdicts],
        "verdict_en": one.tell("en"),
        "verdict_zh": one.tell("zh"),
    }


def _agree(each: Agreement) -> dict[str, object]:
    kept = {name: value for name, value in vars(each).items() if name != "order"}
    return {
        "method": each.order.method,
        "what": each.order.what,
        "why": each.order.why,
        "why_zh": each.order.why_zh,
        **kept,
    }
