"""Runs of words in a paragraph: figures with raised marks, words in their own look, numbers of sources; and lengths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from gigawatch.report.word.mark import link_inside, link_out

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph


def add_numbers(paragraph: Paragraph, spans: Sequence[tuple[int, int]], lang: str) -> None:
    """Numbers of sources, each a link to its source; of a span the first and the last."""
    for place, (first, last) in enumerate(spans):
        if place:
            paragraph.add_run("、" if lang == "zh" else ", ")
        link_inside(paragraph, str(first), f"source-{first}")
        if last != first:
            paragraph.add_run("–")
            link_inside(paragraph, str(last), f"source-{last}")


def add_runs(paragraph: Paragraph, runs: Sequence[dict[str, Any]]) -> None:
    """Words as they are, each figure with the raised marks that lead to its sources or note."""
    for run in runs:
        if "looks" in run:
            _add_styled(paragraph, run)
            continue
        paragraph.add_run(run["text"])
        for place, mark in enumerate(run.get("marks", ())):
            if place:
                paragraph.add_run(",").font.superscript = True
            told = f"n{mark['number']}" if mark["kind"] == "note" else str(mark["number"])
            link_inside(paragraph, told, f"{mark['kind']}-{mark['number']}", raised=True)


def _add_styled(paragraph: Paragraph, run: dict[str, Any]) -> None:
    """Words in their own look, or as a link to where they lead."""
    if run["url"]:
        link_out(paragraph, run["text"], run["url"])
        return
    told = paragraph.add_run(run["text"])
    told.bold, told.italic = "strong" in run["looks"] or None, "emphasis" in run["looks"] or None


def hang(line: Paragraph) -> None:
    """The first line with a number, the others below its words."""
    line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = cm(0.63), cm(-0.63)


def cm(length: float) -> Any:
    """A length in centimetres as the library takes it."""
    from docx.shared import Cm

    return Cm(length)
