"""What a report or page consists of, before it has a format: sections of blocks whose every figure carries a Ref.

The HTML report, the PDF and the site render these same blocks; none of them makes a figure of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gigawatch.model import make_id
from gigawatch.report.bibliography import Bibliography
from gigawatch.report.datum import Datum


class RefKind(StrEnum):
    """What a figure leads to."""

    FACT = "fact"
    CLAIM = "claim"
    OBSERVATION = "observation"
    SCORE = "score"
    COMPUTATION = "computation"


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """Where a figure comes from: the id of a fact, claim, table cell, index score or computation."""

    kind: RefKind
    id: str


@dataclass(frozen=True, slots=True)
class Computation:
    """A figure worked out from others: what was done in words, its result as printed, and what it was done with.

    >>> counted = Computation.of("number of sites in Yibin", "3", (Ref(RefKind.FACT, "fact-1"),))
    """

    id: str
    text: str
    result: str
    inputs: tuple[Ref, ...]

    @classmethod
    def of(cls, text: str, result: str, inputs: tuple[Ref, ...]) -> Computation:
        """A computation with an id made from its words, its result and its inputs."""
        return cls(make_id("comp", text, result, *(ref.id for ref in inputs)), text, result, inputs)

    @property
    def ref(self) -> Ref:
        """The reference that a figure of this computation carries."""
        return Ref(RefKind.COMPUTATION, self.id)


@dataclass(frozen=True, slots=True)
class Text:
    """Words without figures; `datum` is the day or period that they tell, where they tell nothing else."""

    text: str
    datum: Datum | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A figure as printed, hedge included, where it comes from, and what it says as a machine reads it."""

    text: str
    ref: Ref
    datum: Datum | None = None


@dataclass(frozen=True, slots=True)
class Styled:
    """Words with a look or an address of their own: the analyst's, an identifier, a value of a former edition.

    `looks` are of `strong`, `emphasis`, `code`, `cite`, `former`. A figure in them is the author's or a former
    edition's, never one of the ledger, and carries no reference.
    """

    text: str
    looks: tuple[str, ...] = ()
    url: str = ""

    @property
    def datum(self) -> Datum | None:
        """None: a machine reads nothing of the ledger in them."""
        return None


Run = Text | Value | Styled
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `kind` is body, lead, note or quote."""

    runs: Runs
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short statements, numbered where their order matters."""

    items: tuple[Runs, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure to see first: its value, what it is, and a line of context.

    `scope` says what is counted, of what and where, in words without figures; `told_in` are the ids of the sections
    that explain it, the best first.
    """

    value: Value
    label: str
    context: Runs = ()
    scope: str = ""
    told_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A row of key figures."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every cell is runs, so figures in cells lead to their evidence too. `numeric` columns align right.

    `spelled` are the same rows with each unit behind its figure, where `rows` tell it in the name of the row: a
    spreadsheet has them so, whose numbers stand in units of their own.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    numeric: tuple[int, ...] = ()
    note: Runs = ()
    spelled: tuple[tuple[Runs, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture: a Vega-Lite specification with its data inline, a title, words for those who cannot see it, refs.

    `credit` names who made what is drawn below its marks, such as the outlines of a map.
    """

    title: str
    alt: str
    spec: Mapping[str, object]
    refs: tuple[Ref, ...]
    source: str = ""
    credit: str = ""


Block = Paragraph | Bullets | KeyFigures | Table | Chart | Bibliography


@dataclass(frozen=True, slots=True)
class Section:
    """One section: a stable id, a title, blocks and subsections.

    `byline` marks it as somebody's own words: who wrote it and when, as printed; empty for what the ledger says.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    byline: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A whole report in one language, with the computations its figures refer to; `is_brief`: to fit on one page."""

    lang: str
    title: str
    subtitle: str
    edition: str
    dated: str
    sections: tuple[Section, ...]
    computations: Mapping[str, Computation] = field(default_factory=dict)
    is_brief: bool = False

    def refs(self) -> Iterator[Ref]:
        """Every reference in the order of the figures, repeats included."""
        for section in self.sections:
            yield from section_refs(section)

    def blocks(self) -> Iterator[Block]:
        """Every block in its order."""
        for section in self.walk():
            yield from section.blocks

    def walk(self) -> Iterator[Section]:
        """Every section, the outer before the inner."""
        queue = list(self.sections)
        while queue:
            section = queue.pop(0)
            yield section
            queue[:0] = section.sections


def section_refs(section: Section) -> Iterator[Ref]:
    """Every reference of a section and its subsections."""
    for block in section.blocks:
        yield from block_refs(block)
    for inner in section.sections:
        yield from section_refs(inner)


def block_refs(block: Block) -> Iterator[Ref]:
    """Every reference of a block."""
    if isinstance(block, Chart):
        yield from block.refs
    elif not isinstance(block, Bibliography):
        yield from (run.ref for run in block_runs(block) if isinstance(run, Value))


def block_runs(block: Paragraph | Bullets | KeyFigures | Table) -> Iterator[Run]:
    """Every run of a block of words, in order."""
    if isinstance(block, Paragraph):
        yield from block.runs
    elif isinstance(block, Bullets):
        yield from (run for item in block.items for run in item)
    elif isinstance(block, KeyFigures):
        yield from (run for figure in block.figures for run in (figure.value, *figure.context))
    else:
        yield from (run for row in block.rows for cell in row for run in cell)
        yield from block.note
