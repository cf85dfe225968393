"""The report on paper: the same blocks as plain data, with numbered sources and notes in place of links to evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import sqrt
from typing import cast

from gigawatch.quantity.telling import tell_period
from gigawatch.report.address import is_web_address
from gigawatch.report.block import (
    Bibliography,
    Block,
    Bullets,
    Chart,
    Content,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Ref,
    RefKind,
    Run,
    Runs,
    Section,
    Source,
    Styled,
    Table,
    Text,
)
from gigawatch.report.origin import tell_origin, tell_origin_briefly, tell_source
from gigawatch.report.pen import Pen
from gigawatch.report.publication import Publication
from gigawatch.report.reference import Library, Shelf
from gigawatch.report.sentence import fill
from gigawatch.report.wording import title_of

WORDS = ("contents", "edition", "dated", "sources", "notes")
MAKER = "Gigawatch"
MOST_MARKS = 3
SHORT_CELL = 22
SHORT_TOGETHER = 75
Data = dict[str, object]
Picture = Callable[[Mapping[str, object], str], Data]


class Paper:
    """Turns one report's blocks into plain data for a typesetter or a word processor, and numbers its notes.

    `picture` draws a chart's specification in a language: what it gives stands in the chart's data.
    """

    def __init__(self, content: Content, publication: Publication, picture: Picture) -> None:
        self.content = content
        self.picture = picture
        self.lang = content.lang
        self.pen = Pen(publication, content.lang)
        self.library = Library(publication, content.computations)
        self.shelf = Shelf(self.library, content.lang)
        self.notes: dict[str, Data] = {}
        self.house = publication.house

    def data(self) -> Data:
        """Everything that the template needs."""
        for ref in self.content.refs():
            self.shelf.cite(ref)
        cover = self.house.cover
        return {
            "lang": self.lang,
            "form": "brief" if self.content.is_brief else "report",
            "title": self.content.title,
            "subtitle": self.content.subtitle,
            "author": cover.issuer(self.lang) or MAKER,
            "issuer": cover.issuer(self.lang),
            "organisation": cover.organisation.get(self.lang, ""),
            "note": cover.note.get(self.lang, ""),
            "edition": self.content.edition,
            "dated": tell_period(self.content.dated, self.lang),
            "words": {name: self._word(name) for name in WORDS},
            "sections": [self._section(section) for section in self.content.sections],
            "notes": list(self.notes.values()),
        }

    def _section(self, section: Section) -> Data:
        blocks = [self._block(block) for block in section.blocks]
        inner = [self._section(one) for one in section.sections]
        return {"title": section.title, "byline": section.byline, "blocks": blocks, "sections": inner}

    def _block(self, block: Block) -> Data:
        if isinstance(block, Paragraph):
            return {"type": "paragraph", "kind": block.kind, "runs": self._runs(block.runs)}
        if isinstance(block, Bullets):
            items = [{"runs": self._runs(item)} for item in block.items]
            return {"type": "bullets", "is_numbered": block.is_numbered, "items": items}
        if isinstance(block, KeyFigures):
            return {"type": "key", "figures": [self._key_figure(figure) for figure in block.figures]}
        if isinstance(block, Table):
            return self._table(block)
        return self._chart(block) if isinstance(block, Chart) else self._bibliography(block)

    def _key_figure(self, figure: KeyFigure) -> Data:
        return {"label": figure.label, "value": self._run(figure.value), "context": self._runs(figure.context)}

    def _table(self, block: Table) -> Data:
        rows = [[{"runs": self._runs(cell)} for cell in row] for row in block.rows]
        widths = _widths(block)
        return {
            "type": "table",
            "caption": block.caption,
            "head": list(block.head),
            "rows": rows,
            "numeric": list(block.numeric),
            "widths": widths,
            "note": self._runs(block.note),
        }

    def _chart(self, block: Chart) -> Data:
        return {
            "type": "chart",
            "title": block.title,
            "alt": block.alt,
            "source": tell_source(block, self.lang),
            "sources": self._numbers(block.refs),
            **self.picture(block.spec, self.lang),
        }

    def _bibliography(self, block: Bibliography) -> Data:
        return {"type": "bibliography", "sources": [self._source(source) for source in block.sources]}

    def _source(self, source: Source) -> Data:
        note = f" {source.note}" if source.note and not source.url else ""
        is_brief = self.content.is_brief
        origin = tell_origin_briefly(source, self.lang) if is_brief else tell_origin(source, self.lang)
        told = f"{source.title}{origin}{note}"
        is_link = is_web_address(source.url)
        return {"number": source.number, "told": told, "url": source.url, "is_link": is_link}

    def _runs(self, runs: Runs) -> list[Data]:
        return [self._run(run) for run in runs]

    def _run(self, run: Run) -> Data:
        if isinstance(run, Text):
            return {"text": run.text}
        if isinstance(run, Styled):
            url = run.url if is_web_address(run.url) else ""
            return {"text": run.text, "looks": list(run.looks), "url": url}
        return {"text": run.text, "marks": self._marks(run.ref)}

    def _marks(self, ref: Ref) -> list[Data]:
        """The source numbers of a figure, or one note where there are many or the figure was worked out."""
        numbers = self.shelf.cite(ref)
        if ref.kind is not RefKind.COMPUTATION and len(numbers) <= MOST_MARKS:
            return [{"kind": "source", "number": number} for number in numbers]
        return [{"kind": "note", "number": self._note(ref, numbers)}]

    def _note(self, ref: Ref, numbers: Sequence[int]) -> int:
        """The number of a note; scores that rest on the same sources share one."""
        is_score = ref.kind is RefKind.SCORE
        key = f"score {numbers}" if is_score else ref.id
        if key not in self.notes:
            text = self._word("scores_note") if is_score else title_of(self.pen, self.library, ref)
            self.notes[key] = {"number": len(self.notes) + 1, "text": text, "sources": list(numbers)}
        return cast(int, self.notes[key]["number"])

    def _numbers(self, refs: Iterable[Ref]) -> list[int]:
        return sorted({number for ref in refs for number in self.shelf.cite(ref)})

    def _word(self, name: str) -> str:
        return "".join(run.text for run in fill(f"page.{name}", self.lang, {}))


def _widths(block: Table) -> list[float]:
    """How wide each column stands beside the others, by what its cells hold; 0 for one as wide as its figures.

    Figures that would leave no room for the words beside them share the width like words.
    """
    lengths = [_longest(block, column) for column in range(len(block.head))]
    narrow = [n for n, longest in enumerate(lengths) if n in block.numeric and longest <= SHORT_CELL]
    if sum(lengths[n] for n in narrow) > SHORT_TOGETHER:
        narrow = []
    return [0.0 if n in narrow else round(sqrt(min(max(one, 12), 400)), 2) for n, one in enumerate(lengths)]


def _longest(block: Table, column: int) -> int:
    cells = ("".join(run.text for run in row[column]) for row in block.rows)
    return max(_length(block.head[column]), *map(_length, cells), 0)


def _length(text: str) -> int:
    """How wide words stand in print, Chinese characters counting twice."""
    return len(text) + sum(char > "\u2e7f" for char in text)
