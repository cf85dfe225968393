"""The report on paper: the same blocks as plain data, with numbered sources and notes in place of links to evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import cast

from gigawatch.quantity.telling import tell_period
from gigawatch.report.address import is_web_address
from gigawatch.report.bibliography import Bibliography, Source
from gigawatch.report.block import (
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
    Styled,
    Table,
    Text,
)
from gigawatch.report.column import LINE, count_lines, find_widths
from gigawatch.report.origin import group_sources, tell_in_group, tell_origin, tell_origin_briefly, tell_source
from gigawatch.report.pen import Pen
from gigawatch.report.publication import Publication
from gigawatch.report.reference import Library, Shelf
from gigawatch.report.sentence import fill
from gigawatch.report.wording import title_of

WORDS = ("contents", "edition", "dated", "sources", "notes")
MAKER = "Gigawatch"
MOST_MARKS = 3
LONG_CELL = 500
FEW_LINES = 12
"""Lines of a table of few rows that is not divided between two pages."""
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
        self.tables = self.charts = 0
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
        value, context = self._run(figure.value), self._runs(figure.context)
        return {"label": figure.label, "value": value, "context": context, "scope": figure.scope}

    def _table(self, block: Table) -> Data:
        rows = [[{"runs": self._runs(cell)} for cell in row] for row in block.rows]
        widths, is_short = find_widths(block), _is_short(block)
        self.tables += 1
        return {
            "type": "table",
            "label": self._number("table_number", self.tables),
            "title": block.caption,
            "head": list(block.head),
            "rows": rows,
            "numeric": list(block.numeric),
            "widths": widths,
            "scale": min(1.0, LINE / sum(widths)),
            "is_short": is_short,
            "is_low": is_short and count_lines(block, widths) <= FEW_LINES,
            "note": self._runs(block.note),
        }

    def _chart(self, block: Chart) -> Data:
        self.charts += 1
        return {
            "type": "chart",
            "number": self.charts,
            "label": self._number("chart_number", self.charts),
            "title": block.title,
            "alt": block.alt,
            "source": tell_source(block, self.lang),
            "sources": _spans(self._numbers(block.refs)),
            **self.picture(block.spec, self.lang),
        }

    def _bibliography(self, block: Bibliography) -> Data:
        """The sources; the first of a group bears the title of the table that names them all."""
        if self.content.is_brief:
            listed = [self._source(one, f"{one.title}{tell_origin_briefly(one, self.lang)}") for one in block.sources]
        else:
            listed = [one for table, group in group_sources(block.sources) for one in self._group(table, group)]
        return {"type": "bibliography", "sources": listed}

    def _group(self, table: str, sources: Sequence[Source]) -> Iterator[Data]:
        for place, source in enumerate(sources):
            if table:
                told = tell_in_group(source, self.lang)
                yield self._source(source, told, is_grouped=True) | {"group": table if place == 0 else ""}
            else:
                yield self._source(source, f"{source.title}{tell_origin(source, self.lang)}")

    def _source(self, source: Source, told: str, *, is_grouped: bool = False) -> Data:
        note = f" {source.note}" if source.note and not source.url else ""
        return {
            "number": source.number,
            "told": f"{told}{note}",
            "url": source.url,
            "is_link": is_web_address(source.url),
            "group": "",
            "is_grouped": is_grouped,
        }

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
            self.notes[key] = {"number": len(self.notes) + 1, "text": text, "sources": _spans(numbers)}
        return cast(int, self.notes[key]["number"])

    def _numbers(self, refs: Iterable[Ref]) -> list[int]:
        return sorted({number for ref in refs for number in self.shelf.cite(ref)})

    def _number(self, name: str, number: int) -> str:
        """What a table or picture is called in print; the spreadsheet numbers its sheets alike."""
        return self.pen.word(f"page.{name}", number=str(number))

    def _word(self, name: str) -> str:
        return "".join(run.text for run in fill(f"page.{name}", self.lang, {}))


def _spans(numbers: Sequence[int]) -> list[list[int]]:
    """Numbers as spans from first to last; two that follow each other stay two."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    pairs = [[[first, first], [last, last]] if last == first + 1 else [[first, last]] for first, last in spans]
    return [span for pair in pairs for span in pair]


def _is_short(block: Table) -> bool:
    """True where no cell is so long that it may have to go on on the next page."""
    return all(sum(len(run.text) for run in cell) <= LONG_CELL for row in block.rows for cell in row)
