"""Blocks as HTML elements; every figure becomes a link to where `href` says that its evidence stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from re import compile as compile_pattern

from gigawatch.index.show.chart.frame import measure
from gigawatch.report.address import is_web_address
from gigawatch.report.block import (
    Block,
    Bullets,
    Chart,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Ref,
    Run,
    Runs,
    Section,
    Styled,
    Table,
    Text,
)
from gigawatch.report.html.source import cite, render_bibliography
from gigawatch.report.picture import render_svg
from gigawatch.report.sentence import fill
from gigawatch.report.tongue import mark_tongues

TEXT = compile_pattern(r"(?:^|(?<=>))[^<>]+")
RANGE, WHOLE = compile_pattern(r"\d[\d.,]*–\d[\d.,]*%?"), r'<span class="range">\g<0></span>'
SHAPE, ROLE = compile_pattern(r"<g\b[^>]*>"), compile_pattern(r' (?:role="graphics-|aria-roledescription=")[^"]*"')
LONG = 12
"""The width of a cell, in times the height of its type, from which its column keeps some room on a narrow screen."""
STATED = 40
"""The same from which it is given room for a statement there, so that its lines do not make the row a screen high."""
MOST_SOURCES = 60
"""So many are listed below a picture; to more, its marks lead, or the figures around it."""
LOOKS = {
    "strong": ("strong", ""),
    "emphasis": ("em", ""),
    "code": ("code", ""),
    "cite": ("cite", ""),
    "former": ("span", ' class="former"'),
}


class Numbering:
    """Numbers the tables and the pictures of one page in their order, as print and the spreadsheet's sheets do."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def take(self, kind: str) -> int:
        """The next number of a kind (`table`, `chart`)."""
        self.counts[kind] += 1
        return self.counts[kind]


@dataclass(frozen=True, slots=True)
class Linker:
    """How a page writes: its language, the address of a reference's evidence, and the source numbers of a reference.

    With a `numbering` its tables and pictures bear numbers. `section` gives the address of a section by its id, empty
    for one that cannot be read there.
    """

    lang: str
    href: Callable[[Ref], str]
    cite: Callable[[Ref], tuple[int, ...]]
    numbering: Numbering | None = None
    section: Callable[[str], str] = lambda _: ""

    def word(self, key: str) -> str:
        """A label of the page, escaped."""
        return escape("".join(run.text for run in fill(key, self.lang, {})))

    def number(self, kind: str) -> str:
        """What the next table or picture is called, as an element; empty on a page without numbers."""
        if self.numbering is None:
            return ""
        told = fill(f"page.{kind}_number", self.lang, {"number": str(self.numbering.take(kind))})
        return f'<span class="number">{escape("".join(run.text for run in told))}</span> '


def render_section(section: Section, linker: Linker, level: int = 2) -> str:
    """A section with its heading, blocks and subsections."""
    blocks = _byline(section) + "\n".join(render_block(block, linker) for block in section.blocks)
    inner = "\n".join(render_section(one, linker, level + 1) for one in section.sections)
    head = f"<h{level}>{escape(section.title)}</h{level}>"
    own = ' class="own"' if section.byline else ""
    return f'<section id="{escape(section.id)}"{own}>\n{head}\n{blocks}\n{inner}</section>'


def _byline(section: Section) -> str:
    return f'<p class="byline">{escape(section.byline)}</p>\n' if section.byline else ""


def render_block(block: Block, linker: Linker) -> str:
    """One block."""
    if isinstance(block, Paragraph):
        return _paragraph(block, linker)
    if isinstance(block, Bullets):
        items = "".join(f"<li>{render_runs(item, linker)}</li>" for item in block.items)
        return f"<ol>{items}</ol>" if block.is_numbered else f"<ul>{items}</ul>"
    if isinstance(block, KeyFigures):
        return f'<dl class="key">{"".join(_key_figure(figure, linker) for figure in block.figures)}</dl>'
    if isinstance(block, Table):
        return _table(block, linker)
    if isinstance(block, Chart):
        return _chart(block, linker)
    return render_bibliography(block, linker)


def render_runs(runs: Runs, linker: Linker) -> str:
    """Runs in line: words escaped, figures as links."""
    return "".join(_run(run, linker) for run in runs)


def _run(run: Run, linker: Linker) -> str:
    if isinstance(run, Text):
        return mark_tongues(run.text, linker.lang)
    if isinstance(run, Styled):
        return render_styled(run)
    return f'<a class="fig" href="{escape(linker.href(run.ref))}">{mark_tongues(run.text, linker.lang)}</a>'


def render_styled(run: Styled) -> str:
    """Words in their own look, as a link where they have an address."""
    told = escape(run.text).replace("\n", "<br>")
    for look in run.looks:
        tag, kind = LOOKS[look]
        told = f"<{tag}{kind}>{told}</{tag}>"
    if not is_web_address(run.url):
        return told
    return f'<a rel="nofollow noopener noreferrer" href="{escape(run.url)}">{told}</a>'


def _paragraph(block: Paragraph, linker: Linker) -> str:
    words = render_runs(block.runs, linker)
    if block.kind == "quote":
        return f"<blockquote><p>{words}</p></blockquote>"
    kind = "" if block.kind == "body" else f' class="{escape(block.kind)}"'
    return f"<p{kind}>{words}</p>"


def _key_figure(figure: KeyFigure, linker: Linker) -> str:
    context = f'<dd class="context">{render_runs(figure.context, linker)}</dd>' if figure.context else ""
    value = render_runs((figure.value,), linker)
    return f'<div><dt>{escape(figure.label)}</dt><dd class="value">{value}</dd>{context}{_scope(figure, linker)}</div>'


def _scope(figure: KeyFigure, linker: Linker) -> str:
    """What a key figure counts, as a link to the section that explains it where that can be read."""
    if not figure.scope:
        return ""
    address = next((found for one in figure.told_in if (found := linker.section(one))), "")
    told = f'<a href="{escape(address)}">{escape(figure.scope)}</a>' if address else escape(figure.scope)
    return f'<dd class="scope">{told}</dd>'


def _table(block: Table, linker: Linker) -> str:
    looks = [_look(block, column) for column in range(len(block.head))]
    head = "".join(f'<th scope="col"{look}>{escape(name)}</th>' for name, look in zip(block.head, looks, strict=True))
    rows = "".join(f"<tr>{_cells(row, looks, linker)}</tr>" for row in block.rows)
    note = f'<p class="note">{render_runs(block.note, linker)}</p>' if block.note else ""
    caption = f"<caption><span>{linker.number('table')}{escape(block.caption)}</span></caption>"
    inner = f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    reached = "" if "<a " in rows else ' tabindex="0"'  # what is wider than a narrow screen is scrolled by keyboard too
    return f'<div class="table"{reached}>{inner}</div>{note}'


def _cells(row: Sequence[Runs], looks: Sequence[str], linker: Linker) -> str:
    return "".join(f"<td{look}>{_cell(cell, linker)}</td>" for cell, look in zip(row, looks, strict=True))


def _cell(runs: Runs, linker: Linker) -> str:
    """Runs in a cell, where the ends of a range stay on one line."""
    return "".join(TEXT.sub(lambda text: RANGE.sub(WHOLE, text.group()), _run(run, linker)) for run in runs)


def _look(block: Table, column: int) -> str:
    """Whether a column holds figures, and whether some cell is so long that a narrow screen must not squeeze it, or
    holds a whole statement, which it must give room.
    """
    longest = max((measure("".join(run.text for run in row[column]), 1) for row in block.rows), default=0)
    looks = (("num", column in block.numeric), ("long", longest > LONG), ("stated", longest > STATED))
    names = [name for name, told in looks if told]
    return f' class="{" ".join(names)}"' if names else ""


def _chart(block: Chart, linker: Linker) -> str:
    comma, stop = ("、", "。") if linker.lang == "zh" else (", ", ". ")
    svg = render_svg(block.spec, linker.lang)
    numbers = sources_of(block, linker.cite)
    many = linker.word("page.many_marks" if "<a " in svg else "page.many_figures")
    listed = comma.join(f'<a href="#src-{number}">{number}</a>' for number in numbers)
    cited = listed if are_listed(numbers) else many
    credit = f"{linker.word('page.outlines')}{cite(block.credit)}{stop}" if block.credit else ""
    sources = f"{linker.word('page.sources')}{cited}{stop}" if cited else ""
    source = f'<span class="source">{sources}{credit}{escape(block.source)}</span>'
    # A group of its links, else one image; scrolled by keyboard where it is wide.
    role = "group" if "<a " in svg else "img"
    named = f'role="{role}" tabindex="0" aria-label="{escape(block.alt)}"'
    picture = f'<div class="picture" {named}>{_drop_nameless(svg)}</div>'
    title = f"<b>{linker.number('chart')}{escape(block.title)}</b>"
    return f"<figure>{picture}<figcaption>{title} {source}</figcaption></figure>"


def sources_of(chart: Chart, cite: Callable[[Ref], tuple[int, ...]]) -> list[int]:
    """The numbers of the sources that a picture rests on, in order."""
    return sorted({number for ref in chart.refs for number in cite(ref)})


def are_listed(numbers: Sequence[int]) -> bool:
    """True for sources that are few enough to be listed below their picture."""
    return len(numbers) <= MOST_SOURCES


def _drop_nameless(svg: str) -> str:
    """A picture without the roles of those of its parts that have no name: they would be read out as nothing."""
    return SHAPE.sub(lambda tag: tag.group() if 'aria-label="' in tag.group() else ROLE.sub("", tag.group()), svg)
